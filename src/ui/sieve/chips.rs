//! What the list is asked for, part by part: each can be changed or taken off.

use leptos::prelude::*;

use crate::{
    report::filter::Part,
    ui::{
        desk::use_desk,
        sieve::{Sieve, editor::PartEditor},
        widgets::{glyph::Glyph, icon::Icon, popover::Popover},
    },
};

/// The chips of a filter.
#[component]
pub fn Chips(sieve: Sieve) -> impl IntoView {
    // The chip that somebody is changing stays, even while it asks for nothing.
    let open = RwSignal::new(None);
    let parts = Memo::new(move |_| {
        let mut parts = sieve.chips();
        if let Some(open) = open.get().filter(|open| !parts.contains(open)) {
            parts.push(open);
            parts.sort_unstable();
        }
        parts
    });
    view! {
        <For each=move || parts.get() key=|part| *part let:part>
            <PartChip sieve part open />
        </For>
    }
}

/// One part of the filter.
#[component]
fn PartChip(sieve: Sieve, part: Part, open: RwSignal<Option<Part>>) -> impl IntoView {
    let words = words(sieve, part);
    let said = move || {
        words.with(|words| match words.split_once(" is ") {
            Some((name, value)) => {
                view! { {name.to_owned()} " is " <b>{value.to_owned()}</b> }.into_any()
            }
            None => words.clone().into_any(),
        })
    };
    let is_open = Memo::new(move |_| open.get() == Some(part));
    let toggled = move |is_open: bool| open.set(is_open.then_some(part));
    let is_flag = matches!(
        part,
        Part::Conflicts | Part::Unacknowledged | Part::Open | Part::Scale | Part::Hour
    );
    let body = match is_flag {
        true => view! { <span class="chip__words">{said}</span> }.into_any(),
        false => view! {
            <Popover
                class="chip__words"
                trigger=move || view! { <Icon glyph=glyph(part) /> {said} }
                on_toggle=Callback::new(toggled)
            >
                {move || is_open.get().then(|| view! { <PartEditor sieve part /> })}
            </Popover>
        }
        .into_any(),
    };
    view! {
        <span class="chip" data-part=part.slug()>
            {body}
            <button
                type="button"
                class="chip__x"
                aria-label=move || words.with(|words| format!("Remove the filter \"{words}\""))
                on:click=move |_| sieve.edit(|filter| filter.clear(part))
            >
                <Icon glyph=Glyph::Cross />
            </button>
        </span>
    }
}

/// A part of the filter as its chip says it.
pub fn words(sieve: Sieve, part: Part) -> Memo<String> {
    let desk = use_desk();
    Memo::new(move |_| {
        sieve.filter.with(|filter| match filter.has(part) {
            true => desk.board(|board| filter.words(part, board)),
            false => format!("{} is anything", part.label()),
        })
    })
}

/// The picture of a part.
pub const fn glyph(part: Part) -> Glyph {
    match part {
        Part::Text => Glyph::Search,
        Part::State | Part::Open => Glyph::RingHalf,
        Part::Priority | Part::Severity => Glyph::Flag,
        Part::Impact | Part::Urgency | Part::Scale => Glyph::Grid,
        Part::Owner | Part::Reporter => Glyph::User,
        Part::Team => Glyph::Users,
        Part::Service => Glyph::Server,
        Part::Channel => Glyph::Phone,
        Part::Source => Glyph::Download,
        Part::Reported | Part::Resolved => Glyph::Calendar,
        Part::Promises => Glyph::Hourglass,
        Part::Hygiene => Glyph::Bulb,
        Part::Conflicts => Glyph::Fork,
        Part::Hour | Part::Unacknowledged => Glyph::Clock,
        Part::Kind | Part::Category | Part::Origin => Glyph::Tag,
    }
}
