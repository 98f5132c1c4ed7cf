//! The report: what a file would bring, before anything is written.

use leptos::prelude::*;

use crate::{
    exchange::merge::{self, Relation},
    ui::{
        desk::use_desk,
        share::{
            conflicts::Conflicts,
            content::{Content, Previewed, Summary},
            import::{Other, Stage, use_import},
            mapping::MappingReport,
            rejected::Rejected,
            table::TableReport,
            warnings::warnings,
        },
        widgets::{
            banner::Banner, checkbox::Checkbox, glyph::Glyph, icon::Icon, number::counted,
            progress::Progress, tone::Tone,
        },
    },
};

/// The report of the file whose turn it is. A choice that changes its numbers leaves it standing.
#[component]
pub fn Preview() -> impl IntoView {
    let import = use_import();
    let round = Memo::new(move |_| {
        let is_shown = (import.stage).with(|stage| matches!(stage, Stage::Preview(_)));
        is_shown.then(|| import.rounds.get())
    });
    move || round.get().map(|_| view! { <Report /> })
}

#[component]
fn Report() -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let summary = Memo::new(move |_| {
        import.stage.with(|stage| match stage {
            Stage::Preview(previewed) => previewed.summary(),
            _ => Summary::default(),
        })
    });
    let is_log = untrack(|| summary.read().is_log());
    let label = move || match (is_log, summary.read().new) {
        (_, 0) => "Nothing new: done".to_owned(),
        (true, 1) => "Merge 1 event".to_owned(),
        (true, new) => format!("Merge {new} events"),
        (false, 1) => "Import 1 record".to_owned(),
        (false, new) => format!("Import {new} records"),
    };
    let is_blocked = move || {
        import.replans.get()
            || match is_log {
                true => summary.read().rejected > 0 && !import.leave_out.get(),
                false => import
                    .brought(|brought| !brought.unsaid().is_empty())
                    .unwrap_or(false),
            }
    };
    let read = untrack(|| {
        import.stage.with(|stage| match stage {
            Stage::Preview(previewed) => Some((
                previewed.name.clone(),
                bytes(previewed.size),
                by(previewed),
                report(previewed),
            )),
            _ => None,
        })
    });
    let (name, size, by, content) = read?;
    Some(view! {
        <section
            class="panel"
            id="import-report"
            aria-label="Merge preview"
            data-state="preview"
            data-format=move || summary.read().format
            data-records=move || summary.read().records
            data-new=move || summary.read().new
            data-known=move || summary.read().known
            data-conflicts=move || summary.read().conflicts
            data-rejected=move || summary.read().rejected
        >
            <div class="panel__head panel__head--tall">
                <Icon glyph=Glyph::Merge />
                <div>
                    <h2 tabindex="-1">{if is_log { "Merge preview: " } else { "Import preview: " }} {name}</h2>
                    <span class="panel__note">{size} {by} ". Nothing is merged yet. " <output>{move || import.waiting()}</output></span>
                </div>
                <span class="end">
                    <button type="button" class="button" on:click=move |_| import.cancel(desk)>"Cancel"</button>
                    <button
                        type="button"
                        id="import-confirm"
                        class="button button--primary"
                        disabled=is_blocked
                        on:click=move |_| import.confirm(desk)
                    >
                        {label}
                    </button>
                </span>
            </div>
            {move || import.replans.get().then(|| {
                let share = Signal::derive(move || Some(import.share.get()));
                view! { <div class="progress-edge"><Progress label="Working the report out anew" share /></div> }
            })}
            {move || view! { <Sums summary=summary.get() /> }}
        </section>
        {content}
    })
}

/// Who saved the file.
fn by(previewed: &Previewed) -> String {
    match &previewed.content {
        Content::Log { reading, .. } if !reading.exported_by.is_empty() => {
            format!(", saved by {}", reading.exported_by)
        }
        _ => String::new(),
    }
}

/// What stands below the numbers.
fn report(previewed: &Previewed) -> AnyView {
    let opened = previewed.opened;
    match &previewed.content {
        Content::Log { preview, .. } => {
            let preview = preview.clone();
            view! { <LogReport preview opened /> }.into_any()
        }
        Content::Table { plan, .. } => {
            let plan = plan.clone();
            view! { <TableReport plan /> }.into_any()
        }
        Content::Mapped(_) => view! { <MappingReport /> }.into_any(),
    }
}

#[component]
fn Sums(summary: Summary) -> impl IntoView {
    let is_log = summary.is_log();
    let new = if is_log {
        format!(
            "new events, in {}",
            counted(summary.records, "record", "records")
        )
    } else {
        "records new or changed".to_owned()
    };
    view! {
        <div class="sums">
            <div data-tone="ok">
                <b><Icon glyph=Glyph::Plus /> {summary.new}</b>
                <small>{new}</small>
            </div>
            <div>
                <b><Icon glyph=Glyph::Tick /> {summary.known}</b>
                <small>"already known"</small>
            </div>
            <div data-tone=(summary.conflicts > 0).then_some("warn")>
                <b><Icon glyph=Glyph::Merge /> {summary.conflicts}</b>
                <small>"conflicts: both values stay"</small>
            </div>
            <div data-tone=(summary.rejected > 0).then_some("danger")>
                <b><Icon glyph=Glyph::Alarm /> {summary.rejected}</b>
                <small>{if is_log { "lines that can't be read" } else { "rows that can't be imported" }}</small>
            </div>
        </div>
    }
}

/// What a log file brings beside its events.
#[component]
fn LogReport(preview: merge::Preview, opened: bool) -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let erasures = preview.erasures.len();
    let unreadable = preview.unreadable.clone();
    let rows: Vec<_> = unreadable
        .iter()
        .map(|bad| (bad.line, bad.text.clone(), bad.why.to_string()))
        .collect();
    let warnings = warnings(&preview);
    view! {
        {opened.then(|| view! {
            <Banner tone=Tone::Info>
                {format!("The file's workspace, {}, is on this device already and is open now. This is what the file would bring there.", desk.board_now(|board| board.settings.name.clone()))}
            </Banner>
        })}
        <Whose relation=preview.relation />
        {warnings.into_iter().map(|text| view! { <Banner tone=Tone::Warn>{text}</Banner> }).collect_view()}
        {(erasures > 0).then(|| view! {
            <section class="panel"><div class="panel__body">
                <Checkbox
                    checked=import.take_erasures
                    on_change=Callback::new(move |take| {
                        import.take_erasures.set(take);
                        import.look_again(desk);
                    })
                >
                    <span>{format!("Remove the words of {erasures} entries here too, as the file asks. They can't be brought back.")}</span>
                </Checkbox>
            </div></section>
        })}
        <Conflicts conflicts=preview.conflicts.clone() />
        {(!rows.is_empty()).then(|| view! {
            <Rejected rows what="Lines that can't be read" />
            <section class="panel"><div class="panel__body">
                <Checkbox checked=import.leave_out on_change=Callback::new(move |leave| import.leave_out.set(leave))>
                    <span>"Merge without these lines. They stay visible as gaps until another file brings them."</span>
                </Checkbox>
            </div></section>
        })}
    }
}

/// Whose file it is, and what to do with another workspace's.
#[component]
fn Whose(relation: Relation) -> impl IntoView {
    let import = use_import();
    match relation {
        Relation::Ours => ().into_any(),
        Relation::Joinable => view! {
            <Banner tone=Tone::Info>
                "This is the log of a team. This browser has no incident yet, so it joins that team's workspace."
            </Banner>
        }
        .into_any(),
        Relation::Foreign => {
            let option = move |own: Other, title: &'static str, text: &'static str| {
                view! {
                    <label>
                        <input
                            type="radio"
                            class="check"
                            name="other-workspace"
                            prop:checked=move || import.other.get() == own
                            on:change=move |_| import.other.set(own)
                        />
                        <b>{title}</b>
                        <small>{text}</small>
                    </label>
                }
            };
            view! {
                <section class="panel">
                    <div class="panel__head"><h2>"This file belongs to another workspace"</h2></div>
                    <div class="panel__body">
                        <div class="versus" role="radiogroup" aria-label="What to do with the other workspace">
                            {option(Other::Apart, "Open it beside this one", "It keeps its own name, matrix and incidents. Switch between them in Settings.")}
                            {option(Other::Adopt, "Take it into this one", "Its incidents, people, teams and services join yours, now and with every later file.")}
                        </div>
                    </div>
                </section>
            }
            .into_any()
        }
    }
}

/// `412 KB`.
fn bytes(size: usize) -> String {
    match size {
        0..1_000 => format!("{size} bytes"),
        1_000..1_000_000 => format!("{} KB", size / 1_000),
        _ => format!("{} MB", size / 1_000_000),
    }
}
