//! How a table of another tool is read: what each column becomes, what its words and dates mean.

mod brought;
mod column;
mod facts;
mod settings;
mod values;

use leptos::prelude::*;

pub use crate::ui::share::mapping::brought::Brought;
use crate::ui::{
    share::{
        import::use_import,
        mapping::{column::Column, facts::Facts, settings::MappingSettings},
        rejected::Rejected,
        table::MatrixOffer,
    },
    widgets::{banner::Banner, number::counted, tone::Tone},
};

/// The report on a table with a mapping, and the mapping's editor.
#[component]
pub fn MappingReport() -> impl IntoView {
    let import = use_import();
    let unsaid = Memo::new(move |_| import.brought(Brought::unsaid).unwrap_or_default());
    let matrix = Memo::new(move |_| import.brought(Brought::new_matrix).flatten());
    let rejected = Memo::new(move |_| {
        let listed = import.brought(|brought| {
            let bad = brought.plan.rejected.iter();
            bad.map(|bad| (bad.line, String::new(), bad.reason.to_string()))
                .collect::<Vec<_>>()
        });
        listed.unwrap_or_default()
    });
    view! {
        {move || {
            let columns = unsaid.get();
            (!columns.is_empty()).then(|| view! {
                <Banner tone=Tone::Danger>
                    {format!("Say first whether the day or the month comes first in {}: the dates themselves leave it open.", columns.join(", "))}
                </Banner>
            })
        }}
        <section class="panel" aria-label="What the file holds">
            <div class="panel__head"><h2>"What the file holds"</h2></div>
            <div class="panel__body stack stack--wide">
                <Facts />
                <MappingSettings />
            </div>
            {move || matrix.get().map(|matrix| view! { <MatrixOffer matrix /> })}
        </section>
        <Columns />
        {move || {
            let rows = rejected.get();
            (!rows.is_empty()).then(|| view! { <Rejected rows what="Rows that can't be imported" /> })
        }}
    }
}

/// The columns: those that fill a field first, in the order that they had when the file came.
#[component]
fn Columns() -> impl IntoView {
    let import = use_import();
    let (used, kept): (Vec<_>, Vec<_>) = untrack(|| {
        let columns = import.brought(|brought| {
            let header = brought.table.header.iter().enumerate();
            let mut columns: Vec<_> = header
                .map(|(place, name)| (brought.target(name), place))
                .collect();
            columns.sort_by_key(|&(target, place)| (target.is_none(), target, place));
            columns
        });
        columns
            .unwrap_or_default()
            .into_iter()
            .partition(|(target, _)| target.is_some())
    });
    let rest = kept.len();
    // A table may have hundreds of columns that nobody asks for.
    let is_open = RwSignal::new(rest <= 8);
    let listed = |columns: Vec<(_, usize)>| {
        columns
            .into_iter()
            .map(|(_, place)| view! { <Column place /> })
            .collect_view()
    };
    view! {
        <section class="panel" aria-label="What the columns become">
            <div class="panel__head">
                <h2>"What the columns become"</h2>
                <span class="panel__note desk-only">"Guessed from their names and cells. Every cell is kept as it is, too."</span>
            </div>
            <ul class="columns">{listed(used)}</ul>
            {(rest > 0).then(|| view! {
                <details
                    class="columns__rest"
                    prop:open=is_open.get_untracked()
                    on:toggle=move |_| is_open.set(true)
                >
                    <summary>{format!("{} kept as they are", counted(rest, "column", "columns"))}</summary>
                    {move || is_open.get().then(|| view! { <ul class="columns">{listed(kept.clone())}</ul> })}
                </details>
            })}
        </section>
    }
}
