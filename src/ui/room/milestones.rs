//! When things happened, as figures count them, and when that was recorded; cycle by cycle.

use leptos::prelude::*;

use crate::{
    domain::{
        event::Subject,
        ledger::Ledger,
        state::Milestone,
        time::Moment,
        value::{Field, Value},
    },
    ui::{
        desk::use_desk,
        room::{Room, correct::Correcting},
        widgets::{glyph::Glyph, icon::Icon},
    },
};

/// A milestone as the panel shows it.
#[derive(Clone, Debug, PartialEq)]
struct Reached {
    milestone: Milestone,
    cycle: u16,
    at: Option<Moment>,
    recorded: Option<Moment>,
}

/// The panel of milestones.
#[component]
pub fn Milestones(room: Room) -> impl IntoView {
    let desk = use_desk();
    let reached = Memo::new(move |_| {
        let last = room
            .record
            .with(|record| record.as_ref().map_or(0, |record| record.cycle));
        let ledger = desk.board_now(|board| board.ledger(Subject::Record(room.id)));
        (0..=last)
            .map(|cycle| of_cycle(&ledger, cycle))
            .collect::<Vec<_>>()
    });
    let cycles = Memo::new(move |_| reached.read().len());
    view! {
        <section class="panel" aria-label="Milestones">
            <div class="panel__head"><h2>"Milestones"</h2></div>
            <div class="panel__body stack">
                <For
                    each=move || 0..cycles.get()
                    key=|cycle| *cycle
                    children=move |cycle| {
                        let of = move || reached.with(|reached| reached.get(cycle).cloned().unwrap_or_default());
                        view! {
                            {move || (cycles.get() > 1).then(|| view! {
                                <h3 class="small mute">{format!("Cycle {}", cycle + 1)}</h3>
                            })}
                            <dl class="facts">
                                {move || of().into_iter().map(|reached| view! { <OneMilestone room reached /> }).collect_view()}
                            </dl>
                        }
                    }
                />
            </div>
        </section>
    }
}

#[component]
fn OneMilestone(room: Room, reached: Reached) -> impl IntoView {
    let desk = use_desk();
    let Reached {
        milestone,
        cycle,
        at,
        recorded,
    } = reached;
    let open = move |_| {
        room.correcting.set(Some(Correcting {
            milestone,
            cycle,
            at,
        }));
    };
    let happened = move || at.map_or_else(|| "Not known".to_owned(), |at| desk.moment(at));
    // Said only where it was not entered as it happened.
    let entered = move || {
        let late = recorded
            .zip(at)
            .filter(|(recorded, at)| recorded.since(*at).abs() >= 2 * 60_000);
        late.map(|(recorded, _)| format!("entered {}", desk.moment(recorded)))
    };
    let name = match at {
        Some(_) => format!("Correct when: {}", milestone.label()),
        None => format!("Say when: {}", milestone.label()),
    };
    view! {
        <dt>{milestone.label()}</dt>
        <dd class="row row--between">
            <span class=if at.is_some() { "" } else { "facts__none" }>
                {happened} " " <small>{entered}</small>
            </span>
            <button
                type="button"
                class="button button--plain button--small button--square"
                aria-label=name
                on:click=open
            >
                <Icon glyph=if at.is_some() { Glyph::Pencil } else { Glyph::Plus } />
            </button>
        </dd>
    }
}

/// What was reached in a cycle; how it began is asked for where it is not known.
fn of_cycle(ledger: &Ledger, cycle: u16) -> Vec<Reached> {
    let one = |&milestone: &Milestone| {
        let live = ledger
            .values
            .get(&Field::Milestone(milestone, cycle))
            .and_then(|live| live.last());
        let at = match live.and_then(|live| live.value.as_ref()) {
            Some(Value::Moment(at)) => *at,
            _ => None,
        };
        let is_asked =
            cycle == 0 && matches!(milestone, Milestone::ImpactStarted | Milestone::Detected);
        (at.is_some() || is_asked).then(|| Reached {
            milestone,
            cycle,
            at,
            recorded: live.map(|live| ledger.events[live.event].head.wall),
        })
    };
    Milestone::ALL.iter().filter_map(one).collect()
}
