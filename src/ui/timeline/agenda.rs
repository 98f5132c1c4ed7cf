//! The timeline as a list by days, for phones.

use leptos::prelude::*;

use crate::{
    domain::ids::RecordId,
    report::{lanes, when},
    ui::{
        marks::priority::PriorityMark,
        route::Route,
        timeline::{
            lane::{LaneStrip, label},
            lanes::Hatch,
            pane::Pane,
        },
        widgets::number::grouped,
    },
};

/// How many more a press shows.
const PAGE: usize = 40;

/// Records by the day of their report.
#[component]
pub fn Agenda(pane: Pane) -> impl IntoView {
    let most = RwSignal::new(PAGE);
    let offset = move |at| pane.desk.offset(at);
    // Days in the order of the records, each with those of its records that stand together.
    let days = Memo::new(move |_| {
        let ids: Vec<RecordId> = pane.reaches.with(|reaches| {
            reaches
                .iter()
                .take(most.get())
                .map(|reach| reach.record)
                .collect()
        });
        pane.desk.board(|board| {
            let mut days: Vec<(i64, Vec<RecordId>)> = Vec::new();
            for record in ids.iter().filter_map(|id| board.record(*id)) {
                let day = when::day_number(record.reported(), offset);
                match days.last_mut() {
                    Some((last, held)) if *last == day => held.push(record.id),
                    _ => days.push((day, vec![record.id])),
                }
            }
            days
        })
    });
    let more = move || pane.reaches.with(Vec::len).saturating_sub(most.get());
    let day = move |(day, records): (i64, Vec<RecordId>)| {
        let heading = when::day(
            when::day_start(day, offset),
            pane.now.get_untracked(),
            offset,
        );
        let item = move |id: RecordId| view! { <Item pane id /> };
        view! {
            <section class="panel agenda__day">
                <h2 class="agenda__head">{heading}</h2>
                <ul>{records.into_iter().map(item).collect_view()}</ul>
            </section>
        }
    };
    view! {
        <Hatch />
        <div class="agenda">
            {move || days.get().into_iter().map(day).collect_view()}
            {move || {
                (more() > 0).then(|| view! {
                    <button type="button" class="button" on:click=move |_| most.update(|most| *most += PAGE)>
                        {move || format!("Show {} more of {}", more().min(PAGE), grouped(more()))}
                    </button>
                })
            }}
        </div>
    }
}

/// A record: when, what, its phases.
#[component]
pub fn Item(pane: Pane, id: RecordId) -> impl IntoView {
    let record = pane.desk.record(id);
    let reference = Memo::new(move |_| pane.desk.reference(id));
    let lane = Memo::new(move |_| {
        let now = pane.now.get();
        record.with(|record| {
            record
                .as_deref()
                .map(|record| lanes::lane(record, now))
                .unwrap_or_default()
        })
    });
    let priority =
        move || record.with(|record| record.as_ref().and_then(|record| record.priority()));
    let line = move || {
        record.with(|record| {
            let record = record.as_deref()?;
            let at = when::clock(record.reported(), |at| pane.desk.offset(at));
            let stands = lane.with(|lane| label(pane, record, lane));
            let total = when::duration(lane.with(lanes::Lane::total));
            Some(format!("{at} · {} · {total} · {stands}", record.reference))
        })
    };
    let title = move || record.with(|record| record.as_ref().map(|record| record.title.clone()));
    view! {
        <li class="agenda__item" data-ref=move || reference.get()>
            <PriorityMark priority=Signal::derive(priority) />
            <a href=move || Route::Incident(reference.get()).href()>{title}</a>
            <small>{line}</small>
            <LaneStrip lane />
        </li>
    }
}
