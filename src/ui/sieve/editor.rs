//! Says what one part of the filter asks for: ticks, or days.

use leptos::prelude::*;

use crate::{
    report::filter::{Part, hygiene::Untidy, offer::Offer, text::fold},
    ui::{
        sieve::{Sieve, days::DayEditor},
        widgets::{
            checkbox::Checkbox,
            number::{counted, grouped},
        },
    },
};

/// More than these, and a field narrows them.
const FEW: usize = 12;
const MOST: usize = 80;

/// The editor of a part.
#[component]
pub fn PartEditor(sieve: Sieve, part: Part) -> impl IntoView {
    match part {
        Part::Reported | Part::Resolved => view! { <DayEditor sieve part /> }.into_any(),
        Part::Hygiene => view! { <HygieneEditor sieve /> }.into_any(),
        part => view! { <Ticks sieve part /> }.into_any(),
    }
}

/// The ways to be untidy, with how many records are.
#[component]
fn HygieneEditor(sieve: Sieve) -> impl IntoView {
    let counts = Memo::new(move |_| sieve.filter.with(|filter| sieve.finder.untidy(filter)));
    let tick = move |way: Untidy| {
        let count = move || {
            counts.with(|counts| {
                let found = counts.iter().find(|(held, _)| *held == way);
                grouped(found.map_or(0, |(_, count)| *count))
            })
        };
        let checked = Memo::new(move |_| sieve.filter.with(|filter| filter.untidy.contains(&way)));
        let toggle = move |_| sieve.edit(|filter| filter.toggle(Part::Hygiene, way.slug()));
        view! {
            <Checkbox checked on_change=Callback::new(toggle)>
                {way.label()}
                <span class="ticks__count">{count}</span>
            </Checkbox>
        }
    };
    view! {
        <div class="ticks ticks--wide">
            <div class="ticks__list" role="group" aria-label="Needs tidying">
                {Untidy::ALL.iter().map(|&way| tick(way)).collect_view()}
            </div>
        </div>
    }
}

/// Everything that a part can ask for.
#[component]
fn Ticks(sieve: Sieve, part: Part) -> impl IntoView {
    let offers = untrack(|| sieve.finder.offers(part));
    let is_long = offers.len() > FEW;
    let offers = StoredValue::new(offers);
    let wanted = RwSignal::new(String::new());
    let fitting = move || {
        let wanted = fold(wanted.read().trim());
        offers.with_value(|offers| {
            let fits = |offer: &&Offer| wanted.is_empty() || fold(&offer.label).contains(&wanted);
            let fitting = offers.iter().filter(fits);
            fitting.cloned().collect::<Vec<_>>()
        })
    };
    let left = move || fitting().len().saturating_sub(MOST);
    view! {
        <div class="ticks">
            {is_long.then(|| view! {
                <input
                    class="input"
                    type="search"
                    aria-label=format!("Find in {}", part.label())
                    placeholder="Find"
                    on:input:target=move |event| wanted.set(event.target().value())
                />
            })}
            <div class="ticks__list" role="group" aria-label=part.label()>
                <For
                    each=move || fitting().into_iter().take(MOST)
                    key=|offer| offer.slug.clone()
                    let:offer
                >
                    <Tick sieve part offer />
                </For>
            </div>
            {move || {
                let left = left();
                (left > 0).then(|| view! {
                    <p class="small mute">{counted(left, "more: type to find it", "more: type to find them")}</p>
                })
            }}
        </div>
    }
}

#[component]
fn Tick(sieve: Sieve, part: Part, offer: Offer) -> impl IntoView {
    let Offer {
        slug,
        label,
        is_under,
    } = offer;
    let asked = slug.clone();
    let checked = Memo::new(move |_| sieve.filter.with(|filter| filter.asks_for(part, &asked)));
    let toggle = move |_| sieve.edit(|filter| filter.toggle(part, &slug));
    view! {
        <div class:ticks__under=is_under>
            <Checkbox checked on_change=Callback::new(toggle)>
                {label}
            </Checkbox>
        </div>
    }
}
