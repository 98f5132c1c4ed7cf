//! One day of the calendar.

use leptos::prelude::*;

use crate::{
    domain::ids::RecordId,
    report::{
        filter::{Filter, Reported},
        month::{Day, day_of_month},
        when,
    },
    ui::{
        marks::priority::PriorityMark,
        route::Route,
        timeline::pane::Pane,
        widgets::number::{counted, grouped},
    },
};

/// Major ones that a day names; the others are counted.
const NAMED: usize = 2;

/// Where the records are listed that were reported on a day.
pub fn list_of_day(pane: Pane, day: i64) -> String {
    let filter = pane.list.filter.get();
    let filter = Filter {
        reported: Some(Reported::Days { from: day, to: day }),
        ..filter
    };
    format!("{}?{}", Route::Incidents.href(), filter.to_query())
}

/// `Tue 17 Nov: 3 incidents reported, 2 resolved, 1 major`.
fn said(pane: Pane, day: &Day) -> String {
    let offset = |at| pane.desk.offset(at);
    let date = when::day(
        when::day_start(day.number, offset),
        pane.now.get_untracked(),
        offset,
    );
    let (one, many) = pane.list.noun();
    let major = match day.major.len() {
        0 => String::new(),
        count => format!(", {} major", grouped(count)),
    };
    format!(
        "{date}: {} reported, {} resolved{major}",
        counted(day.reported, one, many),
        grouped(day.resolved)
    )
}

/// A day in the grid.
#[component]
pub fn DayBox(pane: Pane, day: Day, is_beside: bool, tab_day: Memo<i64>) -> impl IntoView {
    let number = day.number;
    let is_today = move || (pane.list.today.get() == number).then_some("date");
    let more = day.major.len().saturating_sub(NAMED);
    let named: Vec<RecordId> = day.major.iter().copied().take(NAMED).collect();
    view! {
        <td
            role="gridcell"
            data-day=when::date_of(number)
            data-reported=day.reported
            data-resolved=day.resolved
            data-beside=is_beside.then_some("")
            aria-current=is_today
        >
            <a
                class="calendar__day"
                href=move || list_of_day(pane, number)
                aria-label=said(pane, &day)
                tabindex=move || if tab_day.get() == number { "0" } else { "-1" }
            >
                <b class="calendar__number">{day_of_month(number)}</b>
                <Counts day=day.clone() />
            </a>
            {named.into_iter().map(|id| view! { <Major pane id /> }).collect_view()}
            {(more > 0).then(|| view! { <small class="mute">{format!("{} more major", grouped(more))}</small> })}
        </td>
    }
}

/// How many were reported and resolved; nothing where there was nothing.
#[component]
fn Counts(day: Day) -> impl IntoView {
    let count = |kind: &'static str, number: usize, word: &'static str| {
        (number > 0).then(|| view! { <span class="calendar__count" data-count=kind><b>{grouped(number)}</b> " " {word}</span> })
    };
    view! {
        {count("reported", day.reported, "reported")}
        {count("resolved", day.resolved, "resolved")}
    }
}

/// A major one by its title.
#[component]
fn Major(pane: Pane, id: RecordId) -> impl IntoView {
    let record = pane.desk.record(id);
    let reference = pane.desk.reference(id);
    let priority =
        move || record.with(|record| record.as_ref().and_then(|record| record.priority()));
    let title = move || record.with(|record| record.as_ref().map(|record| record.title.clone()));
    view! {
        <a class="calendar__major" data-ref=reference.clone() href=Route::Incident(reference).href() tabindex="-1">
            <PriorityMark priority=Signal::derive(priority) />
            <span>{title}</span>
        </a>
    }
}

/// A day in the list.
#[component]
pub fn DayLine(pane: Pane, day: Day) -> impl IntoView {
    let number = day.number;
    let offset = move |at| pane.desk.offset(at);
    let date = when::day(
        when::day_start(number, offset),
        pane.now.get_untracked(),
        offset,
    );
    view! {
        <li data-day=when::date_of(number) data-reported=day.reported data-resolved=day.resolved>
            <a class="calendar__day" href=move || list_of_day(pane, number) aria-label=said(pane, &day)>
                <b class="calendar__number">{date}</b>
                <Counts day=day.clone() />
            </a>
            {day.major.iter().map(|&id| view! { <Major pane id /> }).collect_view()}
        </li>
    }
}
