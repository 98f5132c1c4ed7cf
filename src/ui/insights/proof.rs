//! A figure's proof: the formula, the records that entered with their numbers, and those left out.

use std::sync::Arc;

use leptos::prelude::*;

use crate::report::kpi::{Between, Measure, Rate, Stats};
use crate::{
    domain::{ids::RecordId, time::Moment},
    report::{
        kpi::proof::{self, Excluded, Figure, Proof, Row},
        when,
    },
    ui::{
        insights::{
            durations::{BelongsSwitch, MeasureSwitch, ResolutionSwitch},
            headline,
            proof_table::{ProofTable, part},
            rates::FirstContactSwitch,
            rates::SimilarSwitch,
            shown::Shown,
            study::Study,
        },
        widgets::{
            choice::Choice,
            glyph::Glyph,
            icon::Icon,
            number::{counted, grouped},
            tabs::Tabs,
        },
    },
};

/// Which list of the proof is on show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Entered,
    LeftOut,
}

/// The proof of a figure, in place of the cards.
#[component]
pub fn ProofView(study: Study, shown: Shown) -> impl IntoView {
    let desk = study.desk;
    let proof = Memo::new(move |_| {
        let at = study.end();
        Arc::new(study.answer(|facts, question| proof::proof(facts, question, shown.figure(at))))
    });
    // The figure, its formula and its CSV stay whole: only the list of what entered is narrowed.
    let between = Memo::new(move |_| study.asked.with(|asked| asked.between));
    let side = RwSignal::new(Side::Entered);
    let stat = move |read: fn(&Stats) -> String| {
        let is_duration = matches!(shown, Shown::Duration(_));
        let stats = is_duration.then(|| proof.with(|proof| proof.durations().stats));
        stats.flatten().as_ref().map(read)
    };
    let tabs = Signal::derive(move || {
        proof.with(|proof| {
            vec![
                Choice::new(Side::Entered, "Entered")
                    .count(grouped(entered(proof, between.get()).len())),
                Choice::new(Side::LeftOut, "Left out").count(grouped(proof.left_out.len())),
            ]
        })
    });
    let save = move |_| {
        let table = desk.board_now(|board| proof.with_untracked(|proof| proof.csv(board)));
        desk.save_text(&format!("{}-proof.csv", shown.slug()), "text/csv", &table);
    };
    view! {
        <section class="panel proof" data-proof=shown.slug() aria-labelledby="proof-title">
            <header class="proof__head">
                <button
                    type="button"
                    class="button button--plain button--small"
                    on:click=move |_| study.ask(|asked| asked.proof = None)
                >
                    <Icon glyph=Glyph::ArrowLeft />
                    "All figures"
                </button>
                <h2 id="proof-title">{shown.label()}</h2>
                <Variants study shown />
                <button type="button" class="button button--small end" on:click=save>
                    <Icon glyph=Glyph::Download />
                    "Save as CSV"
                </button>
            </header>
            <p
                class="proof__figure"
                data-n=move || stat(|stats| stats.n.to_string())
                data-mean=move || stat(|stats| stats.mean_s().to_string())
            >
                {move || proof.with(|proof| headline::of(proof))}
            </p>
            <p class="proof__formula">
                {move || proof.with(|proof| proof.formula.clone())}
                " "
                <span class="mute">{move || proof.with(|proof| format!("Source: {}.", proof.source))}</span>
            </p>
            <Narrowed study proof between />
            <Tabs
                label="Records of this figure"
                tabs
                value=Signal::derive(move || side.get())
                on_pick=Callback::new(move |picked| side.set(picked))
            />
            {move || match side.get() {
                Side::Entered => view! { <Entered study shown proof between /> }.into_any(),
                Side::LeftOut => view! { <LeftOut study proof /> }.into_any(),
            }}
        </section>
    }
}

/// The rows that entered, as far as they are asked for.
fn entered(proof: &Proof, between: Option<Between>) -> &[Row] {
    between.map_or(&proof.rows, |between| proof.rows_between(between))
}

/// Says to which lengths the list is narrowed, and takes that off.
#[component]
fn Narrowed(
    study: Study,
    proof: Memo<Arc<Proof>>,
    between: Memo<Option<Between>>,
) -> impl IntoView {
    let one = move |between: Between| {
        let said = move || {
            proof.with(|proof| {
                let shown = grouped(proof.rows_between(between).len());
                let of = counted(proof.rows.len(), "record", "records");
                format!("Only {}: {shown} of {of}.", between.said())
            })
        };
        view! {
            <p class="proof__narrowed">
                <span>{said}</span>
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| study.ask(|asked| asked.between = None)
                >
                    "Show all that entered"
                </button>
            </p>
        }
    };
    move || between.get().map(one)
}

/// The switches that change this figure.
#[component]
fn Variants(study: Study, shown: Shown) -> impl IntoView {
    match shown {
        Shown::Duration(
            Measure::Resolve | Measure::Restore | Measure::ResolveNet | Measure::Close,
        ) => view! {
            <MeasureSwitch study shown />
            <ResolutionSwitch study />
            <BelongsSwitch study />
        }
        .into_any(),
        Shown::Duration(_) => view! { <BelongsSwitch study /> }.into_any(),
        Shown::Rate(Rate::FirstContact) => view! { <FirstContactSwitch study /> }.into_any(),
        Shown::Rate(Rate::Recurrence) => view! { <SimilarSwitch study /> }.into_any(),
        _ => ().into_any(),
    }
}

/// What entered, the largest first.
#[component]
fn Entered(
    study: Study,
    shown: Shown,
    proof: Memo<Arc<Proof>>,
    between: Memo<Option<Between>>,
) -> impl IntoView {
    let count = Signal::derive(move || proof.with(|proof| entered(proof, between.get()).len()));
    let has_end = matches!(shown, Shown::Duration(_) | Shown::InState(_));
    let mut heads = match has_end {
        true => vec![("Record", false), ("From", false), ("To", false)],
        false => vec![("Record", false), ("Reported", false)],
    };
    heads.push((if has_end { "Duration" } else { "Value" }, true));
    let rows = Callback::new(move |range| {
        proof.with(|proof| {
            let rows = part(entered(proof, between.get()), range);
            rows.map(|(row, place)| entered_row(study, proof.figure, row, place, has_end))
                .collect_view()
                .into_any()
        })
    });
    let caption = Signal::derive(move || {
        format!(
            "{}: {} entered",
            shown.label(),
            counted(count.get(), "row", "rows")
        )
    });
    view! { <ProofTable caption heads count rows /> }
}

fn entered_row(
    study: Study,
    figure: Figure,
    row: &Row,
    place: usize,
    has_end: bool,
) -> impl IntoView + use<> {
    let at = |at: Option<Moment>, fell_back: bool, instead: &'static str| {
        let said = at.map_or_else(|| "–".to_owned(), |at| study.desk.moment(at));
        view! { {said} {fell_back.then(|| view! { <small class="mute">{instead}</small> })} }
    };
    let (from, to) = instead(figure);
    view! {
        <tr aria-rowindex=place + 2 data-value=(row.value).to_string()>
            <td><Named study record=row.record /></td>
            <td>{at(row.start, row.start_fell_back, from)}</td>
            {has_end.then(|| view! { <td>{at(row.end, row.end_fell_back, to)}</td> })}
            <td class="cell-num">{value(figure, row)}</td>
        </tr>
    }
}

/// What a start and an end are where the usual one is not known.
const fn instead(figure: Figure) -> (&'static str, &'static str) {
    match figure {
        Figure::Duration(Measure::Acknowledge) => ("", " first change out of New"),
        Figure::Duration(Measure::Restore) => (" report", " resolution"),
        _ => ("", ""),
    }
}

/// The number that a row gave.
fn value(figure: Figure, row: &Row) -> String {
    match figure {
        Figure::Duration(_) | Figure::InState(_) => match row.without {
            0 => when::duration(row.value),
            without => format!(
                "{} ({} on hold)",
                when::duration(row.value),
                when::duration(without)
            ),
        },
        Figure::OnHold => match row.of {
            Some(of) => format!("{} of {}", when::duration(row.value), when::duration(of)),
            None => when::duration(row.value),
        },
        Figure::Rate(_) => if row.value > 0 { "Yes" } else { "No" }.to_owned(),
        Figure::Volume | Figure::Backlog(_) => "1".to_owned(),
        Figure::Reassignments | Figure::Escalations => row.value.to_string(),
    }
}

/// What did not enter, with the reason.
#[component]
fn LeftOut(study: Study, proof: Memo<Arc<Proof>>) -> impl IntoView {
    let count = Signal::derive(move || proof.with(|proof| proof.left_out.len()));
    let one = move |(row, place): (&Excluded, usize)| {
        let at = |at: Option<Moment>| at.map_or_else(|| "–".to_owned(), |at| study.desk.moment(at));
        view! {
            <tr aria-rowindex=place + 2 data-why=row.why.slug()>
                <td><Named study record=row.record /></td>
                <td>{at(row.start)}</td>
                <td>{at(row.end)}</td>
                <td>{row.said.clone()}</td>
            </tr>
        }
    };
    let rows = Callback::new(move |range| {
        proof.with(|proof| {
            part(&proof.left_out, range)
                .map(one)
                .collect_view()
                .into_any()
        })
    });
    let caption = Signal::derive(move || {
        let said = counted(count.get(), "record", "records");
        format!("{said} left out, with the reason")
    });
    let heads = ["Record", "From", "To", "Why"].map(|head| (head, false));
    view! { <ProofTable caption heads=heads.to_vec() count rows /> }
}

/// A record as a link.
#[component]
pub fn Named(study: Study, record: RecordId) -> impl IntoView {
    let (reference, title) = study.desk.board_now(|board| {
        let title = board.record(record).map(|record| record.title.clone());
        (board.reference(record), title.unwrap_or_default())
    });
    let href = crate::ui::route::Route::Incident(reference.clone()).href();
    view! {
        <a class="link" href=href>{reference}</a>
        " "
        <span class="proof__title">{title}</span>
    }
}
