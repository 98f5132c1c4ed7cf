//! Incidents: every record of a kind as one long table that answers a filter at once.

mod choosing;
mod columns;
mod dock;
mod keys;
mod list;
mod nothing;
mod row;
mod tab;
mod table;

use leptos::prelude::*;

pub use crate::ui::incidents::{
    choosing::focus_row,
    list::List,
    nothing::{NoMatch, NoneYet},
    tab::KindSegment,
};
use crate::ui::{
    incidents::{columns::ColumnChooser, dock::Dock, tab::ListTabs, table::ListTable},
    shell::bar::Bar,
    sieve::{AddFilter, Chips},
    widgets::{
        choice::Choice, glyph::Glyph, icon::Icon, kbd::Kbd, number::grouped, segment::Segment,
    },
};

/// The view Incidents.
#[component]
pub fn IncidentsView() -> impl IntoView {
    let list = List::new();
    keys::listen(list);
    let total = Memo::new(move |_| list.found.with(|found| found.total));
    let shown = Memo::new(move |_| list.found.with(|found| found.shown.len()));
    let is_none = Memo::new(move |_| total.get() == 0);
    let columns = columns::shown();
    let meta = move || format!("{} of {}", grouped(shown.get()), grouped(total.get()));
    view! {
        <Bar>
            <h1 class="bar__title">"Incidents"</h1>
            <span class="bar__meta">{move || (!is_none.get()).then(meta)}</span>
        </Bar>
        <main class="page" id="main">
            <div class="toolbar">
                <ListTabs list />
                <div class="row">
                    <KindSegment
                        value=Signal::derive(move || list.kind())
                        on_pick=Callback::new(move |kind| list.edit(|filter| filter.kinds = vec![kind]))
                    />
                    <ColumnChooser shown=columns />
                    <Density />
                </div>
            </div>
            <FilterBar list />
            {move || match is_none.get() {
                true => view! { <NoneYet list /> }.into_any(),
                false => view! { <Grid list columns /> }.into_any(),
            }}
        </main>
    }
}

/// The text field and the chips.
#[component]
pub fn FilterBar(list: List) -> impl IntoView {
    let sieve = list.sieve();
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" | "Enter" if !event.is_composing() => list.enter(),
            "Escape" if !list.text.read_untracked().is_empty() => list.type_text(String::new()),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="toolbar" role="search">
            <label class="filter">
                <Icon glyph=Glyph::Search />
                <input
                    id="list-filter"
                    class="input"
                    autocomplete="off"
                    placeholder="Filter by text, ref or person"
                    aria-label="Filter"
                    aria-keyshortcuts="/"
                    prop:value=move || list.text.get()
                    on:input:target=move |event| list.type_text(event.target().value())
                    on:keydown=on_key
                    on:blur=move |_| list.settle()
                />
                <Kbd keys="/" />
            </label>
            <Chips sieve />
            <AddFilter sieve />
        </div>
    }
}

/// The table with its dock, or what hides every row.
#[component]
fn Grid(list: List, columns: Memo<Vec<columns::Column>>) -> impl IntoView {
    let is_empty = Memo::new(move |_| list.found.with(|found| found.shown.is_empty()));
    view! {
        <section class="panel grid-panel" aria-label="Records">
            <ListTable list columns />
            {move || is_empty.get().then(|| view! { <NoMatch list /> })}
            <Dock list />
        </section>
    }
}

/// How close the rows stand.
#[component]
fn Density() -> impl IntoView {
    let desk = crate::ui::desk::use_desk();
    let choices = vec![Choice::new(false, "Roomy"), Choice::new(true, "Compact")];
    view! {
        <span class="desk-only">
            <Segment
                label="Density"
                choices=Signal::stored(choices)
                value=Signal::derive(move || Some(desk.prefs.with(|prefs| prefs.compact)))
                on_pick=Callback::new(move |compact| desk.prefer(|prefs| prefs.compact = compact))
                class="segment segment--small"
            />
        </span>
    }
}
