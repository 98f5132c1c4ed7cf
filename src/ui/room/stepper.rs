//! The road of a record, with the time at which each step was reached.

use leptos::prelude::*;

use crate::{
    domain::{
        event::Subject,
        state::{HoldReason, State, VoidReason},
    },
    report::{
        steps::{Steps, steps},
        when,
    },
    ui::{
        desk::{Desk, use_desk},
        marks::state::glyph,
        room::Room,
        widgets::{glyph::Glyph, icon::Icon},
    },
};

/// Seven steps; on hold hatches the one that was left. Phones add a sentence.
#[component]
pub fn Stepper(room: Room) -> impl IntoView {
    let desk = use_desk();
    let road = Memo::new(move |_| {
        room.record.with(|record| {
            let record = record.as_ref()?;
            let ledger = desk.board_now(|board| board.ledger(Subject::Record(room.id)));
            Some(steps(&ledger, record.standing, record.since))
        })
    });
    let step = move |(place, state): (usize, State)| {
        view! { <Step place state road /> }
    };
    view! {
        <ol class="stepper" aria-label="State">
            {State::STEPS.into_iter().enumerate().map(step).collect_view()}
        </ol>
        <p class="small soft room__standing" data-always=move || road.with(|road| road.as_ref().is_some_and(|road| road.standing.state == State::Cancelled))>
            {move || road.with(|road| road.as_ref().map(|road| sentence(desk, road)))}
        </p>
    }
}

#[component]
fn Step(place: usize, state: State, road: Memo<Option<Steps>>) -> impl IntoView {
    let desk = use_desk();
    let look = Memo::new(move |_| {
        road.with(|road| {
            let road = road.as_ref()?;
            let is_here = road.here == place;
            let is_held = is_here && road.standing.state == State::OnHold;
            let is_over = matches!(road.standing.state, State::Closed | State::Cancelled);
            let is_done = road.reached[place].is_some()
                && (place < road.here
                    || is_here && is_over && road.standing.state == State::Closed);
            let at = if is_held {
                Some(road.since)
            } else {
                road.reached[place].filter(|_| place <= road.here)
            };
            Some((
                is_here,
                is_held,
                is_done,
                at,
                road.standing.state == State::Cancelled,
            ))
        })
    });
    let icon = move || match look.get() {
        Some((_, true, ..)) => glyph(State::OnHold),
        Some((_, _, true, ..)) => Glyph::Tick,
        _ => glyph(state),
    };
    let slug = move || match look.get() {
        Some((_, true, ..)) => Some("hold"),
        Some((_, _, true, ..)) => Some("done"),
        _ => None,
    };
    let current = move || {
        look.get()
            .is_some_and(|look| look.0 && !look.4)
            .then_some("step")
    };
    let time = move || {
        let (_, is_held, _, at, _) = look.get()?;
        let at = when::short(at?, desk.now.get(), |at| desk.offset(at));
        Some(if is_held {
            format!("on hold since {at}")
        } else {
            at
        })
    };
    view! {
        <li data-step=slug aria-current=current>
            <b>{move || view! { <Icon glyph=icon() /> }} <span>{state.label()}</span></b>
            <time>{time}</time>
        </li>
    }
}

/// `On hold: vendor since 02:31. Step 4 of 7, Investigating.`
fn sentence(desk: Desk, road: &Steps) -> String {
    let since = when::short(road.since, desk.now.get(), |at| desk.offset(at));
    let state = road.standing.state;
    let why = road.standing.hold.map(HoldReason::label);
    let why = why.or(road.standing.void.map(VoidReason::label));
    let standing = match why {
        Some(why) => format!("{}: {}", state.label(), why.to_lowercase()),
        None => state.label().to_owned(),
    };
    let step = State::STEPS[road.here];
    match state {
        State::Cancelled => format!("{standing} since {since}."),
        State::OnHold => format!(
            "{standing} since {since}. Step {} of 7, {}.",
            road.here + 1,
            step.label()
        ),
        _ => format!("{standing} since {since}. Step {} of 7.", road.here + 1),
    }
}
