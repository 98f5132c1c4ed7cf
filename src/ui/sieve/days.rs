//! Says between which days records were reported or resolved.

use leptos::prelude::*;

use crate::{
    report::{
        filter::{Dates, Part},
        when,
    },
    ui::{
        desk::use_desk,
        sieve::Sieve,
        widgets::{choice::Choice, choice_chips::ChoiceChips, text_input::TextInput},
    },
};

const SPANS: [(u32, &str); 4] = [(1, "24 h"), (7, "7 days"), (30, "30 days"), (90, "90 days")];

/// The last days, or two dates. Dates are taken as soon as one of them is whole.
#[component]
pub fn DayEditor(sieve: Sieve, part: Part) -> impl IntoView {
    let desk = use_desk();
    let dates = move || sieve.filter.with(|filter| filter.dates(part));
    let choices = SPANS.map(|(days, label)| Choice::new(days, label)).to_vec();
    let last = move || match dates() {
        Some(Dates::LastDays(days)) => Some(days),
        _ => None,
    };
    let ends = move || match dates() {
        Some(Dates::Days { from, to }) => Some((from, to)),
        _ => None,
    };
    let today = move || when::day_number(desk.now.get_untracked(), |at| desk.offset(at));
    let take = move |from: i64, to: i64| {
        let days = format!("{}..{}", when::date_of(from), when::date_of(to));
        sieve.edit(|filter| filter.ask(part, &days));
    };
    let take_from = move |text: String| {
        let Some(from) = when::parse_date(&text) else {
            return;
        };
        let to = untrack(ends)
            .map_or_else(|| untrack(today), |(_, to)| to)
            .max(from);
        take(from, to);
    };
    let take_to = move |text: String| {
        let Some(to) = when::parse_date(&text) else {
            return;
        };
        let from = untrack(ends).map_or(to, |(from, _)| from).min(to);
        take(from, to);
    };
    let date = move |day: Option<i64>| day.map_or_else(String::new, when::date_of);
    view! {
        <div class="stack stack--wide">
            <ChoiceChips
                label=format!("{} in the last", part.label())
                choices=Signal::stored(choices)
                value=Signal::derive(last)
                on_pick=Callback::new(move |days: u32| {
                    sieve.edit(|filter| filter.ask(part, &format!("{days}d")));
                })
            />
            <div class="pair">
                <TextInput
                    label="From"
                    value=Signal::derive(move || date(ends().map(|(from, _)| from)))
                    on_input=Callback::new(take_from)
                    attr:r#type="date"
                />
                <TextInput
                    label="To"
                    value=Signal::derive(move || date(ends().map(|(_, to)| to)))
                    on_input=Callback::new(take_to)
                    attr:r#type="date"
                />
            </div>
        </div>
    }
}
