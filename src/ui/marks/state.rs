//! States: a ring that fills as work advances.

use leptos::prelude::*;

use crate::{
    domain::{state::State, value::Standing},
    ui::widgets::{glyph::Glyph, icon::Icon},
};

/// The ring of a state.
#[must_use]
pub const fn glyph(state: State) -> Glyph {
    match state {
        State::New => Glyph::RingDashed,
        State::Triage => Glyph::RingDot,
        State::Assigned => Glyph::RingQuarter,
        State::Investigating => Glyph::RingHalf,
        State::Mitigated => Glyph::RingThreeQuarters,
        State::Resolved => Glyph::DiscTick,
        State::Closed => Glyph::RingTick,
        State::OnHold => Glyph::RingBars,
        State::Cancelled => Glyph::Cross,
    }
}

/// A state with what it waits for.
#[component]
pub fn StateMark(#[prop(into)] standing: Signal<Standing>) -> impl IntoView {
    move || {
        let standing = standing.get();
        let more = match (standing.hold, standing.void) {
            (Some(hold), _) => Some(hold.label()),
            (_, Some(void)) => Some(void.label()),
            _ => None,
        };
        view! {
            <span class="state" data-state=standing.state.slug()>
                <Icon glyph=glyph(standing.state) />
                {standing.state.label()}
                {more.map(|more| view! { <small>{more}</small> })}
            </span>
        }
    }
}
