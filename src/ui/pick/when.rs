//! When something happened: a chip, or a date and time in the workspace's zone.

use leptos::{html, prelude::*};

use crate::{
    domain::{command::Rejection, time::Moment},
    report::when,
    ui::{
        desk::{Desk, use_desk},
        widgets::{chip::Chip, field::Fault, group::Group},
    },
};

/// What it means that no time is given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    Now,
    Unknown,
}

const MINUTE: i64 = 60_000;
const AGO: [(i64, &str); 3] = [(0, "Now"), (10, "10 min ago"), (30, "30 min ago")];

/// A moment as a `datetime-local` field holds it.
#[must_use]
pub fn written(desk: Desk, at: Moment) -> String {
    untrack(|| when::full(at, |at| desk.offset(at))).replace(' ', "T")
}

/// The moment that a `datetime-local` field holds; nothing where it is empty.
///
/// # Errors
/// When there is no such moment.
pub fn read(desk: Desk, text: &str) -> Result<Option<Moment>, Rejection> {
    if text.is_empty() {
        return Ok(None);
    }
    let now = desk.now.get_untracked();
    let moment = untrack(|| when::parse(text, now, |at| desk.offset(at)));
    moment.map(Some).ok_or(Rejection::UnreadableTime)
}

/// Chips for the usual answers and a field for any other.
#[component]
pub fn WhenPick(
    #[prop(into)] label: Signal<String>,
    /// As a `datetime-local` field holds it.
    #[prop(into)]
    value: Signal<String>,
    on_change: Callback<String>,
    blank: Blank,
    /// Of the form's field.
    #[prop(default = "")]
    name: &'static str,
    #[prop(optional, into)] error: MaybeProp<Fault>,
) -> impl IntoView {
    let desk = use_desk();
    let input = NodeRef::<html::Input>::new();
    // The chip that wrote the value; typing lets go of it.
    let chosen = RwSignal::new(None::<(i64, String)>);
    // Why an effect: a field that is half typed reads as empty, and writing that back into it
    // would wipe the half; so the element is written only where it differs.
    Effect::new(move |_| {
        let value = value.get();
        if let Some(input) = input.get().filter(|input| input.value() != value) {
            input.set_value(&value);
        }
    });
    let pick = move |minutes: i64| {
        let text = match (minutes, blank) {
            (0, Blank::Now) => String::new(),
            _ => written(desk, Moment(desk.now.get_untracked().0 - minutes * MINUTE)),
        };
        chosen.set(Some((minutes, text.clone())));
        on_change.run(text);
    };
    let is_on = move |minutes: i64| {
        let value = value.get();
        match (minutes, blank) {
            (0, Blank::Now) => value.is_empty(),
            _ => chosen.get() == Some((minutes, value)),
        }
    };
    let show = move |()| {
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
            // Some browsers open their calendar only by their own button.
            let _ = input.show_picker();
        }
    };
    let is_other = Signal::derive(move || {
        !value.read().is_empty() && !AGO.iter().any(|(minutes, _)| is_on(*minutes))
    });
    let chips = AGO.map(|(minutes, words)| {
        let pressed = Signal::derive(move || is_on(minutes));
        view! { <Chip pressed on_press=Callback::new(move |()| pick(minutes))>{words}</Chip> }
    });
    view! {
        <Group label error>
            <div class="when" role="group" aria-label=move || label.get()>
                <div class="choices">
                    {chips.collect_view()}
                    <Chip pressed=is_other on_press=Callback::new(show)>"Pick a time"</Chip>
                </div>
                <input
                    node_ref=input
                    class="input when__input"
                    type="datetime-local"
                    name=name
                    aria-label=move || format!("{}, date and time", label.get())
                    aria-invalid=move || error.get().map(|_| "true")
                    on:input:target=move |event| on_change.run(event.target().value())
                />
            </div>
        </Group>
    }
}
