//! A calendar in a dialog: its name, its zone, the hours of each day, and its holidays.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::{
    domain::calendar::{Calendar, Weekday},
    report::week::{holidays_text, hours_text, read_holidays, read_hours},
    sla::zone::{is_known, names},
    ui::{
        sla::{draft::use_draft, holidays::Holidays, week::Week},
        widgets::{dialog::Dialog, field::Fault, text_input::TextInput},
    },
};

/// What the form holds, as it was typed.
#[derive(Clone, Copy)]
pub struct Form {
    pub name: RwSignal<String>,
    pub zone: RwSignal<String>,
    pub hours: RwSignal<BTreeMap<Weekday, String>>,
    pub holidays: RwSignal<String>,
    /// By the field's name, what is wrong.
    pub faults: RwSignal<BTreeMap<&'static str, String>>,
}

impl Form {
    fn new(calendar: &Calendar) -> Self {
        let hours = Weekday::ALL.iter().map(|&day| {
            let windows = calendar.hours.get(&day).map_or(&[][..], Vec::as_slice);
            (day, hours_text(windows))
        });
        Self {
            name: RwSignal::new(calendar.name.clone()),
            zone: RwSignal::new(calendar.zone.clone()),
            hours: RwSignal::new(hours.collect()),
            holidays: RwSignal::new(holidays_text(&calendar.holidays)),
            faults: RwSignal::new(BTreeMap::new()),
        }
    }

    /// What is wrong with a field.
    pub fn fault(self, field: &'static str) -> Signal<Option<Fault>> {
        Signal::derive(move || {
            self.faults.with(|faults| {
                faults.get(field).map(|text| Fault {
                    kind: field,
                    text: text.clone(),
                })
            })
        })
    }

    /// The calendar that was typed; nothing, and sentences at the fields, where that is none.
    fn read(self, calendar: &Calendar) -> Option<Calendar> {
        let mut faults = BTreeMap::new();
        let name = self.name.get_untracked().trim().to_owned();
        if name.is_empty() {
            faults.insert("no-name", "Give it a name. Nothing was changed.".to_owned());
        }
        let zone = self.zone.get_untracked().trim().to_owned();
        // By the data that comes with Sitrep and not the browser's, which may know fewer.
        if !zone.is_empty() && !is_known(&zone) {
            faults.insert(
                "bad-zone",
                format!(
                    "\"{zone}\" is no time zone; write it like Europe/Berlin. Nothing was changed."
                ),
            );
        }
        let mut hours = BTreeMap::new();
        for (day, text) in self.hours.get_untracked() {
            match read_hours(&text) {
                Ok(windows) if windows.is_empty() => {}
                Ok(windows) => {
                    hours.insert(day, windows);
                }
                Err(why) => {
                    faults.insert(
                        "bad-hours",
                        format!("{}: {why} Nothing was changed.", day.label()),
                    );
                }
            }
        }
        if hours.is_empty() && !faults.contains_key("bad-hours") {
            faults.insert(
                "no-hours",
                "A calendar needs working hours: with none, no clock would ever run. Nothing was changed.".to_owned(),
            );
        }
        let holidays = read_holidays(&self.holidays.get_untracked());
        if let Err(why) = &holidays {
            faults.insert("bad-date", format!("{why} Nothing was changed."));
        }
        let is_right = faults.is_empty();
        self.faults.set(faults);
        is_right.then(|| Calendar {
            name,
            zone,
            hours,
            holidays: holidays.unwrap_or_default(),
            ..calendar.clone()
        })
    }
}

/// The dialog; it opens while there is a calendar to edit.
#[component]
pub fn CalendarDialog(editing: RwSignal<Option<Calendar>>) -> impl IntoView {
    let title = move || {
        editing.with(
            |calendar| match calendar.as_ref().map(|it| it.name.as_str()) {
                Some("") | None => "New calendar".to_owned(),
                Some(name) => format!("Calendar {name}"),
            },
        )
    };
    view! {
        <Dialog
            open=Signal::derive(move || editing.read().is_some())
            on_close=Callback::new(move |()| editing.set(None))
            title=Signal::derive(title)
        >
            {move || editing.get_untracked().map(|calendar| view! { <CalendarForm calendar editing /> })}
        </Dialog>
    }
}

#[component]
fn CalendarForm(calendar: Calendar, editing: RwSignal<Option<Calendar>>) -> impl IntoView {
    let draft = use_draft();
    let form = Form::new(&calendar);
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(calendar) = form.read(&calendar) {
            draft.edit(|trial| {
                trial.calendars.insert(calendar.id, calendar);
            });
            editing.set(None);
        }
    };
    view! {
        <form class="sla__calendar" on:submit=keep novalidate=true>
            <div class="dialog__body stack">
                <TextInput
                    label="Name".to_owned()
                    value=form.name
                    on_input=Callback::new(move |text| form.name.set(text))
                    error=form.fault("no-name")
                    attr:name="calendar-name"
                />
                <TextInput
                    label="Time zone".to_owned()
                    value=form.zone
                    on_input=Callback::new(move |text| form.zone.set(text))
                    hint="Empty for the workspace's. The zone's data comes with Sitrep, so that teammates anywhere compute equal numbers.".to_owned()
                    error=form.fault("bad-zone")
                    attr:list="calendar-zones"
                    attr:name="calendar-zone"
                />
                <datalist id="calendar-zones">
                    {names().map(|zone| view! { <option value=zone></option> }).collect_view()}
                </datalist>
                <Week form />
                <Holidays form />
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button" on:click=move |_| editing.set(None)>"Cancel"</button>
                <button type="submit" class="button button--primary end">"Keep in the draft"</button>
            </footer>
        </form>
    }
}
