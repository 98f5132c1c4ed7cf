//! Timeline: when everything was going on, as bars on one axis, or as a month of the calendar.

mod agenda;
mod asked;
mod axis;
mod calendar;
mod day;
mod grip;
mod keys;
mod lane;
mod lanes;
mod legend;
mod pane;
mod tip;
mod toolbar;

use leptos::prelude::*;

use crate::ui::{
    incidents::{FilterBar, NoMatch, NoneYet},
    shell::bar::Bar,
    timeline::{
        agenda::Agenda,
        asked::Face,
        calendar::CalendarView,
        lanes::LanesView,
        pane::Pane,
        toolbar::{FaceToolbar, LanesToolbar},
    },
    widgets::{narrow::is_narrow, number::counted},
};

/// The view Timeline.
#[component]
pub fn TimelineView() -> impl IntoView {
    let pane = Pane::new();
    keys::listen(pane);
    let narrow = is_narrow();
    let list = pane.list;
    let face = Memo::new(move |_| pane.asked.get().face);
    let is_none = Memo::new(move |_| list.found.with(|found| found.total == 0));
    let is_hidden = Memo::new(move |_| list.found.with(|found| found.shown.is_empty()));
    let meta = move || {
        let (one, many) = list.noun();
        let all = list.found.with(|found| found.shown.len());
        match (face.get(), narrow.get()) {
            (Face::Lanes, false) => {
                let here = pane.rows.with(Vec::len);
                format!("{} of {}", here, counted(all, one, many))
            }
            _ => counted(all, one, many),
        }
    };
    view! {
        <Bar>
            <h1 class="bar__title">"Timeline"</h1>
            <span class="bar__meta">{move || (!is_none.get()).then(meta)}</span>
        </Bar>
        <main class="page" id="main">
            <div class="toolbar">
                <FaceToolbar pane />
                {move || {
                    (face.get() == Face::Lanes && !narrow.get()).then(|| view! { <LanesToolbar pane /> })
                }}
            </div>
            <FilterBar list />
            {move || match (is_none.get(), is_hidden.get(), face.get(), narrow.get()) {
                (true, ..) => view! { <NoneYet list /> }.into_any(),
                (_, true, ..) => {
                    view! { <section class="panel" aria-label="Nothing found"><NoMatch list /></section> }.into_any()
                }
                (_, _, Face::Month, narrow) => view! { <CalendarView pane narrow /> }.into_any(),
                (_, _, Face::Lanes, true) => view! { <Agenda pane /> }.into_any(),
                (_, _, Face::Lanes, false) => view! { <LanesView pane /> }.into_any(),
            }}
        </main>
    }
}
