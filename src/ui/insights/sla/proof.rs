//! The proof of compliance: every run that was decided, and what was not and why.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::{policy::Promise, time::Moment},
    report::{
        kpi::{
            Compliance,
            compliance::{
                Watch, about, chosen,
                proof::{Excluded, Proof, Row, proof},
            },
        },
        promise, when,
    },
    sla::run::{Reading, Run},
    ui::{
        insights::{
            durations::BelongsSwitch,
            proof::{Named, Side},
            proof_table::{ProofTable, part},
            shown::Proved,
            sla::{ClockSwitch, share},
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

/// The proof of a clock's compliance, in place of the cards.
#[component]
pub fn PromiseProof(study: Study, proved: Proved) -> impl IntoView {
    let desk = study.desk;
    let proof = Memo::new(move |_| proof_of(study, proved).map(Arc::new));
    let side = RwSignal::new(Side::Entered);
    let count = move |read: fn(&Proof) -> usize| {
        proof.with(|proof| proof.as_ref().map_or(0, |proof| read(proof)))
    };
    let tabs = Signal::derive(move || {
        let entered = grouped(count(|proof| proof.rows.len()));
        let left_out = grouped(count(|proof| proof.left_out.len()));
        vec![
            Choice::new(Side::Entered, "Decided").count(entered),
            Choice::new(Side::LeftOut, "Left out").count(left_out),
        ]
    });
    let save = move |_| {
        if let Some(proof) = proof.get_untracked() {
            let table = desk.board_now(|board| proof.csv(board));
            desk.save_text(&format!("{}-proof.csv", proved.slug()), "text/csv", &table);
        }
    };
    let said = move |say: fn(&Proof) -> String| {
        proof.with(|proof| proof.as_ref().map_or_else(nothing, |proof| say(proof)))
    };
    let title = match proved {
        Proved::Updates => "Updates on time",
        _ => "SLA met",
    };
    view! {
        <section class="panel proof" data-proof=proved.slug() aria-labelledby="proof-title">
            <header class="proof__head">
                <button
                    type="button"
                    class="button button--plain button--small"
                    on:click=move |_| study.ask(|asked| asked.proof = None)
                >
                    <Icon glyph=Glyph::ArrowLeft />
                    "All figures"
                </button>
                <h2 id="proof-title">{title}</h2>
                {(proved == Proved::Sla).then(|| view! { <ClockSwitch study /> })}
                <BelongsSwitch study />
                <button type="button" class="button button--small end" on:click=save>
                    <Icon glyph=Glyph::Download />
                    "Save as CSV"
                </button>
            </header>
            <p class="proof__figure">{move || said(|proof| headline(&proof.compliance()))}</p>
            <p class="proof__formula">
                {move || said(|proof| proof.formula.clone())} " "
                <span class="mute">
                    {move || {
                        proof.with(|proof| proof.as_ref().map(|proof| format!("Source: {}.", proof.source)))
                    }}
                </span>
            </p>
            <Tabs
                label="Promises of this clock"
                tabs
                value=Signal::derive(move || side.get())
                on_pick=Callback::new(move |picked| side.set(picked))
            />
            {move || match side.get() {
                Side::Entered => view! { <Decided study proof /> }.into_any(),
                Side::LeftOut => view! { <Undecided study proof /> }.into_any(),
            }}
        </section>
    }
}

fn proof_of(study: Study, proved: Proved) -> Option<Proof> {
    let asked = study.asked.get();
    study.answer_clocks(|facts, question, clocks, now| {
        let (plan, kinds) = (clocks.plan(), &asked.filter.kinds);
        let clock = match proved {
            Proved::Updates => about(plan, kinds)
                .find(|&it| plan.clocks[usize::from(it)].promise == Promise::Update),
            _ => chosen(plan, asked.clock.as_deref(), kinds),
        }?;
        Some(proof(facts, question, &Watch { clocks, clock, now }))
    })
}

fn nothing() -> String {
    "Nothing is promised to these records.".to_owned()
}

/// The figure in a sentence: `91.3 %: 95 of 104 met, 1 of them with more time; 2 are late now.`
fn headline(found: &Compliance) -> String {
    let Some(value) = found.value() else {
        return "Nothing was decided yet.".to_owned();
    };
    let (met, decided) = (grouped(found.met), grouped(found.decided()));
    let extended = match found.met_extended {
        0 => String::new(),
        extended => format!(", {} of them with more time", grouped(extended)),
    };
    let said = format!("{}: {met} of {decided} met{extended}", share(value));
    match found.late {
        0 => said + ".",
        late => said + &format!("; {} of the breached not over yet.", grouped(late)),
    }
}

type Held = Memo<Option<Arc<Proof>>>;

/// What was decided, the furthest over its target first.
#[component]
fn Decided(study: Study, proof: Held) -> impl IntoView {
    let count = Signal::derive(move || {
        proof.with(|proof| proof.as_ref().map_or(0, |proof| proof.rows.len()))
    });
    let rows = Callback::new(move |range| {
        let rows = proof.get().map(|proof| {
            part(&proof.rows, range)
                .map(|(row, place)| decided_row(study, row, place))
                .collect_view()
        });
        rows.into_any()
    });
    let caption = Signal::derive(move || {
        format!(
            "{} decided",
            counted(count.get(), "promise was", "promises were")
        )
    });
    let heads = vec![
        ("Record", false),
        ("From", false),
        ("To", false),
        ("Elapsed", true),
        ("Target", true),
        ("Verdict", false),
    ];
    view! { <ProofTable caption heads count rows class="proof__table proof__table--runs" /> }
}

fn decided_row(study: Study, row: &Row, place: usize) -> impl IntoView + use<> {
    let cycle = (row.run.cycle > 0).then(|| format!("cycle {}", row.run.cycle + 1));
    view! {
        <tr
            aria-rowindex=place + 2
            data-status=row.reading.status.slug()
            data-elapsed=row.reading.elapsed.to_string()
        >
            <td>
                <Named study record=row.record />
                {cycle.map(|cycle| view! { " " <small class="mute">{cycle}</small> })}
            </td>
            <td>{study.desk.moment(row.run.start)}</td>
            <td>{moment(study, row.run.end)}</td>
            <td class="cell-num">{when::duration(row.reading.elapsed)}</td>
            <td class="cell-num">{target(&row.run, &row.reading)}</td>
            <td>
                <span class="proof__verdict" data-look=promise::look(&row.reading).slug()>
                    {row.verdict()}
                </span>
            </td>
        </tr>
    }
}

/// `4 h, rule 1`: what may be taken, and by which rule.
fn target(run: &Run, reading: &Reading) -> String {
    let target = reading
        .target
        .map_or_else(|| "–".to_owned(), promise::target_words);
    match run.rule {
        Some(rule) => format!("{target}, rule {}", rule + 1),
        None => target,
    }
}

fn moment(study: Study, at: Option<Moment>) -> String {
    at.map_or_else(|| "–".to_owned(), |at| study.desk.moment(at))
}

/// What was not decided or says nothing, with the reason.
#[component]
fn Undecided(study: Study, proof: Held) -> impl IntoView {
    let count = Signal::derive(move || {
        proof.with(|proof| proof.as_ref().map_or(0, |proof| proof.left_out.len()))
    });
    let one = move |(row, place): (&Excluded, usize)| {
        let run = row.run.as_ref();
        let elapsed = run.map(|(_, reading)| when::duration(reading.elapsed));
        view! {
            <tr aria-rowindex=place + 2 data-why=row.why.slug()>
                <td><Named study record=row.record /></td>
                <td>{moment(study, run.map(|(run, _)| run.start))}</td>
                <td class="cell-num">{elapsed.unwrap_or_else(|| "–".to_owned())}</td>
                <td>{row.said.clone()}</td>
            </tr>
        }
    };
    let rows = Callback::new(move |range| {
        let rows = proof
            .get()
            .map(|proof| part(&proof.left_out, range).map(one).collect_view());
        rows.into_any()
    });
    let caption = Signal::derive(move || {
        let said = counted(count.get(), "promise", "promises");
        format!("{said} left out, with the reason")
    });
    let heads = vec![
        ("Record", false),
        ("From", false),
        ("Elapsed", true),
        ("Why", false),
    ];
    view! { <ProofTable caption heads count rows /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_says_how_many_had_more_time() {
        let found = Compliance {
            met: 4,
            breached: 3,
            late: 1,
            met_extended: 1,
            ..Compliance::default()
        };
        assert_eq!(
            headline(&found),
            "57.1 %: 4 of 7 met, 1 of them with more time; 1 of the breached not over yet."
        );
        assert_eq!(headline(&Compliance::default()), "Nothing was decided yet.");
    }
}
