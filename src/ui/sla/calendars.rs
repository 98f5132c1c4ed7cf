//! The calendars that clocks count by.

use leptos::prelude::*;

use crate::{
    domain::{
        calendar::{Calendar, Weekday},
        ids::CalendarId,
    },
    report::week::hours_text,
    ui::{
        desk::use_desk,
        sla::{calendar::CalendarDialog, draft::use_draft},
        widgets::{glyph::Glyph, icon::Icon, number::counted},
    },
};

/// The list, and a dialog for one of them.
#[component]
pub fn Calendars() -> impl IntoView {
    let (desk, draft) = (use_desk(), use_draft());
    let editing = RwSignal::new(None::<Calendar>);
    let ids = Memo::new(move |_| {
        let calendars = draft.trial().calendars;
        let offered = calendars.values().filter(|it| !it.retired);
        offered.map(|it| it.id).collect::<Vec<CalendarId>>()
    });
    let add = move |_| {
        let [_, business] = Calendar::built_in();
        editing.set(Some(Calendar {
            id: desk.fresh(),
            name: String::new(),
            ..business
        }));
    };
    let row = move |id: CalendarId| {
        let calendar = Memo::new(move |_| draft.trial().calendars.get(&id).cloned());
        let name = move || calendar.with(|it| it.as_ref().map(|it| it.name.clone()));
        let words = move || calendar.with(|it| it.as_ref().map(summary));
        view! {
            <li data-calendar=name>
                <Icon glyph=Glyph::Calendar />
                <span class="list__text">
                    <span class="strong">{name}</span>
                    <small>{words}</small>
                </span>
                <button
                    type="button"
                    class="button button--small"
                    aria-label=move || format!("Edit the calendar {}", name().unwrap_or_default())
                    on:click=move |_| editing.set(calendar.get_untracked())
                >
                    "Edit"
                </button>
            </li>
        }
    };
    view! {
        <section class="panel" aria-label="Calendars">
            <div class="panel__head">
                <h2 id="calendars">"Calendars"</h2>
                <span class="panel__note">"Working hours, holidays and the zone whose clocks they follow"</span>
            </div>
            <ul class="list list--wrap">
                <For each=move || ids.get() key=|id| *id children=row />
            </ul>
            <div class="panel__foot">
                <button type="button" class="button button--plain button--small" on:click=add>
                    <Icon glyph=Glyph::Plus />
                    "Add a calendar"
                </button>
            </div>
        </section>
        <CalendarDialog editing />
    }
}

/// `Mon–Fri 09:00–17:00, 12 holidays, Europe/Berlin`.
fn summary(calendar: &Calendar) -> String {
    let mut parts = Vec::new();
    if calendar.is_always() {
        parts.push("Every moment".to_owned());
    } else {
        let days: Vec<(Weekday, String)> = (Weekday::ALL.iter())
            .map(|&day| {
                (
                    day,
                    calendar
                        .hours
                        .get(&day)
                        .map_or_else(String::new, |it| hours_text(it)),
                )
            })
            .collect();
        for alike in days.chunk_by(|one, other| one.1 == other.1) {
            let (first, last) = (alike[0].0, alike[alike.len() - 1].0);
            let name = |day: Weekday| day.label()[..3].to_owned();
            let span = match first == last {
                true => name(first),
                false => format!("{}–{}", name(first), name(last)),
            };
            if !alike[0].1.is_empty() {
                parts.push(format!("{span} {}", alike[0].1));
            }
        }
    }
    if !calendar.holidays.is_empty() {
        parts.push(counted(calendar.holidays.len(), "holiday", "holidays"));
    }
    parts.push(match calendar.zone.as_str() {
        "" => "in the workspace's zone".to_owned(),
        zone => zone.to_owned(),
    });
    parts.join(", ")
}
