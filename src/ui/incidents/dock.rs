//! What stays at the foot of the list: what can be done with the chosen rows, and how many there are.

use leptos::prelude::*;

use crate::{
    domain::ids::RecordId,
    ui::{
        incidents::list::List,
        widgets::{
            glyph::Glyph,
            icon::Icon,
            kbd::Kbd,
            number::{counted, grouped},
        },
    },
};

/// The dock of the list.
#[component]
pub fn Dock(list: List) -> impl IntoView {
    let has_chosen = Memo::new(move |_| list.chosen.with(|chosen| !chosen.is_empty()));
    view! {
        <div class="dock">
            {move || has_chosen.get().then(|| view! { <Bulk list /> })}
            <div class="grid-foot">
                <span>{move || rows(list)}</span>
                <span class="visually-hidden" role="status">{move || found(list)}</span>
                <span class="end row row--wide desk-only">
                    <span><Kbd keys="J" /> " " <Kbd keys="K" /> " move"</span>
                    <span><Kbd keys="X" /> " select"</span>
                    <span><Kbd keys="Enter" /> " open"</span>
                </span>
            </div>
        </div>
    }
}

/// Which rows are in sight, of how many, and how many the filter hides.
fn rows(list: List) -> String {
    let (shown, total) = list.found.with(|found| (found.shown.len(), found.total));
    let seen = list.rows.in_sight.get();
    let hidden = match total - shown {
        0 => String::new(),
        hidden => format!(", {} filtered out", grouped(hidden)),
    };
    let (first, last) = (grouped(seen.start + 1), grouped(seen.end));
    match shown {
        0 => format!("No rows{hidden}"),
        shown if seen.is_empty() => format!("{} shown{hidden}", counted(shown, "row", "rows")),
        shown => format!("Rows {first} to {last} of {} shown{hidden}", grouped(shown)),
    }
}

/// What a filter found, for those who hear it: said when it changes, not while somebody scrolls.
fn found(list: List) -> String {
    let (one, many) = list.noun();
    let shown = list.found.with(|found| found.shown.len());
    format!("{} shown", counted(shown, one, many))
}

/// What can be done with the chosen rows.
#[component]
fn Bulk(list: List) -> impl IntoView {
    let said = move || {
        let chosen = list.chosen.with(std::collections::HashSet::len);
        match chosen - list.chosen_and_shown() {
            0 => format!("{} selected", grouped(chosen)),
            hidden => format!(
                "{} selected, {} not shown",
                grouped(chosen),
                grouped(hidden)
            ),
        }
    };
    view! {
        <div class="bulk" role="toolbar" aria-label="Selected records">
            <b role="status">{said}</b>
            <button type="button" class="button button--plain button--small" on:click=move |_| save_log(list)>
                <Icon glyph=Glyph::Download />
                "Export as a log file"
            </button>
            <button type="button" class="button button--plain button--small" on:click=move |_| save_csv(list)>
                <Icon glyph=Glyph::Rows />
                "Export as CSV"
            </button>
            <button type="button" class="button button--plain button--small end" on:click=move |_| list.choose_none()>
                "Clear"
                <Kbd keys="Esc" />
            </button>
        </div>
    }
}

fn save_log(list: List) {
    list.chosen
        .with_untracked(|chosen| list.desk.export_chosen(chosen));
}

/// Chosen records in the order of the list; those that the filter hides come last.
fn save_csv(list: List) {
    let mut left = list.chosen.get_untracked();
    let mut records: Vec<RecordId> = list.found.with_untracked(|found| {
        found
            .shown
            .iter()
            .copied()
            .filter(|id| left.remove(id))
            .collect()
    });
    let mut hidden: Vec<RecordId> = left.into_iter().collect();
    hidden.sort_unstable();
    records.append(&mut hidden);
    list.desk.export_csv(Some(records));
}
