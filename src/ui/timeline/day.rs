//! One day of the calendar.

use leptos::prelude::*;

use crate::{
    domain::ids::RecordId,
    report::{
        filter::Part,
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

/// Where the records are listed that were reported on a day, or resolved.
pub fn list_of_day(pane: Pane, part: Part, day: i64) -> String {
    let mut filter = pane.list.filter.get();
    filter.ask(part, &when::date_of(day));
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
    let tabindex = move || if tab_day.get() == number { "0" } else { "-1" };
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
                href=move || list_of_day(pane, Part::Reported, number)
                aria-label=said(pane, &day)
                tabindex=tabindex
            >
                <b class="calendar__number">{day_of_month(number)}</b>
                <Reported day=day.clone() />
            </a>
            <Resolved pane day=day.clone() tabindex=Signal::derive(tabindex) />
            {named.into_iter().map(|id| view! { <Major pane id /> }).collect_view()}
            {(more > 0).then(|| view! { <small class="mute">{format!("{} more major", grouped(more))}</small> })}
        </td>
    }
}

/// How many were reported; nothing where there were none.
#[component]
fn Reported(day: Day) -> impl IntoView {
    (day.reported > 0).then(|| view! {
        <span class="calendar__count" data-count="reported"><b>{grouped(day.reported)}</b> " reported"</span>
    })
}

/// How many were resolved, which leads to them.
#[component]
fn Resolved(
    pane: Pane,
    day: Day,
    #[prop(into, default = Signal::stored("0"))] tabindex: Signal<&'static str>,
) -> impl IntoView {
    let number = day.number;
    (day.resolved > 0).then(|| {
        view! {
            <a
                class="calendar__count"
                data-count="resolved"
                href=move || list_of_day(pane, Part::Resolved, number)
                tabindex=move || tabindex.get()
            >
                <b>{grouped(day.resolved)}</b> " resolved"
            </a>
        }
    })
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
            <a class="calendar__day" href=move || list_of_day(pane, Part::Reported, number) aria-label=said(pane, &day)>
                <b class="calendar__number">{date}</b>
                <Reported day=day.clone() />
            </a>
            <Resolved pane day=day.clone() />
            {day.major.iter().map(|&id| view! { <Major pane id /> }).collect_view()}
        </li>
    }
}
