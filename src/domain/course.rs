//! The course of a record: the states it went through, and how often it changed hands.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{
    fact::{Fact, Imported, Kind, Past},
    ids::PersonId,
    ledger::Ledger,
    state::{HoldReason, Milestone, State},
    time::Moment,
    value::{Field, Standing, Value, each_value},
};

/// A stretch of time in one state; it lasts until the next leg begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    pub at: Moment,
    /// `None` where the source names a state that has no meaning here.
    pub standing: Option<Standing>,
}

/// How often a record was handed on. What its source counts is a fact that no history replaces;
/// what happened here since comes on top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Times that it went to somebody else.
    pub reassigned: u32,
    pub escalated: u32,
    pub reopened: u32,
}

/// The legs of a record in the order in which they happened. Neighbours in one state stay apart,
/// since a source may have recorded them apart.
#[must_use]
pub fn legs(ledger: &Ledger) -> Vec<Leg> {
    placed_legs(ledger)
        .into_iter()
        .map(|(leg, _)| leg)
        .collect()
}

/// The legs as they would be had every milestone been known from the start: a state begins when
/// its milestone happened, though never before the state that it followed nor after the one that
/// followed it. Nothing where nobody corrected a milestone: the legs are right as they are.
#[must_use]
pub fn corrected_legs(ledger: &Ledger) -> Vec<Leg> {
    let corrected = corrected(ledger);
    if corrected.is_empty() {
        return Vec::new();
    }
    let placed = placed_legs(ledger).into_iter();
    let (mut legs, moved): (Vec<Leg>, Vec<Option<Moment>>) = placed
        .map(|(leg, place)| {
            let milestone = leg.standing.and_then(|it| milestone_of(it.state));
            let key = place.zip(milestone);
            (leg, key.and_then(|key| corrected.get(&key).copied()))
        })
        .unzip();
    let mut next = Moment(i64::MAX);
    for (leg, moved) in legs.iter_mut().zip(&moved).rev() {
        match moved {
            Some(at) => leg.at = next.min(*at),
            None => next = leg.at,
        }
    }
    let mut last = Moment(i64::MIN);
    for leg in &mut legs {
        last = last.max(leg.at);
        leg.at = last;
    }
    legs
}

/// The legs with the places of the events that they come from; those of a history have none.
fn placed_legs(ledger: &Ledger) -> Vec<(Leg, Option<usize>)> {
    let mut legs = Vec::new();
    let placed = placed_imports(ledger);
    let imports: Vec<&Imported> = placed.iter().map(|&(_, import)| import).collect();
    let history = history(&imports);
    legs.extend(history.iter().map(|past| {
        let standing = past.state.map(|state| Standing {
            state,
            hold: past.hold,
            void: None,
        });
        (
            Leg {
                at: past.at,
                standing,
            },
            None,
        )
    }));
    if history.is_empty() {
        legs.extend(placed.iter().flat_map(|&(place, import)| {
            let told = milestones_of(import).into_iter();
            told.map(move |leg| (leg, Some(place)))
        }));
    }
    for (place, event) in ledger.events.iter().enumerate() {
        if !ledger.active[place] || !moves_state(&event.head.kind) {
            continue;
        }
        each_value(event, ledger.cycles[place], |field, value| {
            if let (Field::State, Some(Value::State(standing))) = (field, value) {
                let leg = Leg {
                    at: event.happened(),
                    standing: Some(standing),
                };
                legs.push((leg, Some(place)));
            }
        });
    }
    legs.sort_by_key(|(leg, _)| leg.at);
    // The state of an acknowledgement gives way to any but *New*: to acknowledge what is on hold
    // does not take it up again.
    let mut state = None;
    legs.retain(|(leg, place)| {
        let kind = place.map(|place| &ledger.events[place].head.kind);
        let begins = kind != Some(&Kind::Acknowledged) || state.is_none_or(|it| it == State::New);
        if begins {
            state = leg.standing.map(|standing| standing.state);
        }
        begins
    });
    legs
}

/// When the milestones happened that somebody corrected, by the places of their acts.
fn corrected(ledger: &Ledger) -> HashMap<(usize, Milestone), Moment> {
    let mut corrected = HashMap::new();
    let is_correction = |place: usize| ledger.events[place].head.kind.as_milestone().is_some();
    let mut places = HashMap::new();
    for (&field, live) in &ledger.values {
        let Field::Milestone(milestone, cycle) = field else {
            continue;
        };
        let (Some(winner), Some(at)) = (live.last(), ledger.moment(milestone, cycle)) else {
            continue;
        };
        let mut place = winner.event;
        if is_correction(place) && places.is_empty() {
            let ids = ledger.events.iter().map(|event| event.id);
            places.extend(ids.zip(0_usize..));
        }
        // A correction may correct a correction; no event can refer to itself, however indirectly,
        // since its id is a hash of what it refers to. So this ends.
        while is_correction(place) {
            let referred = ledger.events[place].head.reference;
            match referred.and_then(|id| places.get(&id)) {
                Some(&earlier) => place = earlier,
                None => break,
            }
        }
        if place != winner.event {
            corrected.insert((place, milestone), at);
        }
    }
    corrected
}

/// The milestone with which a state begins.
const fn milestone_of(state: State) -> Option<Milestone> {
    match state {
        State::New => Some(Milestone::Reported),
        State::Triage => Some(Milestone::Acknowledged),
        State::Assigned => Some(Milestone::Assigned),
        State::Mitigated => Some(Milestone::Mitigated),
        State::Resolved => Some(Milestone::Resolved),
        State::Closed => Some(Milestone::Closed),
        State::Investigating | State::OnHold | State::Cancelled => None,
    }
}

/// Whether events of a kind set the state; imports tell their course apart.
const fn moves_state(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Reported
            | Kind::Acknowledged
            | Kind::Taken
            | Kind::Assigned
            | Kind::Started
            | Kind::Held
            | Kind::Resumed
            | Kind::Mitigated
            | Kind::Resolved
            | Kind::Closed
            | Kind::Reopened
            | Kind::Cancelled
            | Kind::StateSet
    )
}

/// Counts reassignments, escalations and reopenings.
#[must_use]
pub fn counters(ledger: &Ledger) -> Counters {
    let imports = imports(ledger);
    let stated = |read: fn(&Imported) -> Option<u32>| {
        imports
            .iter()
            .rev()
            .find_map(|import| read(import))
            .unwrap_or(0)
    };
    let mut counters = Counters {
        reassigned: stated(|import| import.reassignments),
        escalated: 0,
        reopened: stated(|import| import.reopenings) + u32::from(ledger.cycle()),
    };
    let mut owner: Option<PersonId> = None;
    for (event, _) in (ledger.events.iter().zip(&ledger.active)).filter(|(_, active)| **active) {
        match event.fact() {
            Some(Fact::Escalated(body)) => {
                counters.escalated += 1;
                owner = body.person.or(owner);
            }
            Some(Fact::Reassigned(body)) => {
                counters.reassigned += 1;
                owner = body.person;
            }
            Some(Fact::Taken(body)) => {
                counters.reassigned += u32::from(owner.is_some() && owner != body.person);
                owner = body.person;
            }
            Some(Fact::Assigned(body)) => owner = body.person,
            Some(Fact::Imported(body)) => owner = body.owner.or(owner),
            _ => {}
        }
    }
    counters
}

/// The subcategory that the source names last.
#[must_use]
pub fn subcategory(ledger: &Ledger) -> String {
    let imports = imports(ledger);
    let last = (imports.iter().rev()).find_map(|import| import.subcategory.clone());
    last.unwrap_or_default()
}

/// When an imported history first says that the record was no longer new.
#[must_use]
pub fn left_new(ledger: &Ledger) -> Option<Moment> {
    let imports = imports(ledger);
    let mut history = history(&imports).into_iter();
    let left = history.find(|past| past.state != Some(State::New))?;
    Some(left.at)
}

/// Whether its source says that it is no longer new, but not since when.
#[must_use]
pub fn is_past_new(ledger: &Ledger) -> bool {
    let imports = imports(ledger);
    let last = imports.iter().rev().find_map(|import| import.state);
    left_new(ledger).is_none() && last.is_some_and(|state| state != State::New)
}

/// When its source resolved and closed it before it was opened again.
#[must_use]
pub fn earlier(ledger: &Ledger) -> BTreeMap<Milestone, Moment> {
    let imports = imports(ledger).into_iter();
    imports.flat_map(|import| import.earlier.clone()).collect()
}

/// Whether it ever waited for its caller.
#[must_use]
pub fn was_held_for_caller(legs: &[Leg]) -> bool {
    legs.iter().any(|leg| {
        leg.standing
            .is_some_and(|standing| standing.hold == Some(HoldReason::Caller))
    })
}

/// The imports that count, in the order in which the source changed.
fn imports(ledger: &Ledger) -> Vec<&Imported> {
    let placed = placed_imports(ledger).into_iter();
    placed.map(|(_, import)| import).collect()
}

/// The same with their places.
fn placed_imports(ledger: &Ledger) -> Vec<(usize, &Imported)> {
    let events = ledger.events.iter().enumerate();
    let mut imports: Vec<(usize, &Imported)> = events
        .filter(|&(place, _)| ledger.active[place])
        .filter_map(|(place, event)| match event.fact() {
            Some(Fact::Imported(body)) => Some((place, body.as_ref())),
            _ => None,
        })
        .collect();
    // Stable: those of one moment stay in the order of the log.
    imports.sort_by_key(|(_, import)| import.updated);
    imports
}

/// The histories of all imports as one set, in order of time and then as the source wrote them.
fn history<'a>(imports: &[&'a Imported]) -> Vec<&'a Past> {
    let mut history: Vec<&Past> = Vec::new();
    for (number, import) in imports.iter().enumerate() {
        let earlier = history.len();
        for past in &import.history {
            if number == 0 || !history[..earlier].contains(&past) {
                history.push(past);
            }
        }
    }
    history.sort_by_key(|past| past.at);
    history
}

/// What an import without a history tells: where it stands now, and when it was resolved and
/// closed. How it got there nobody knows.
fn milestones_of(import: &Imported) -> Vec<Leg> {
    let at = |milestone| import.milestones.get(&milestone).copied().flatten();
    let known = |at: Moment, state: State, hold| Leg {
        at,
        standing: Some(Standing {
            state,
            hold,
            void: None,
        }),
    };
    let mut legs = Vec::new();
    if let Some(at) = at(Milestone::Reported) {
        legs.push(match import.state {
            Some(State::New) => known(at, State::New, None),
            _ => Leg { at, standing: None },
        });
    }
    for (milestone, state) in [
        (Milestone::Resolved, State::Resolved),
        (Milestone::Closed, State::Closed),
    ] {
        legs.extend(at(milestone).map(|at| known(at, state, None)));
    }
    let is_told = |state: State| {
        let mut told = legs.iter().filter_map(|leg| leg.standing);
        told.any(|standing| standing.state == state)
    };
    if let Some(state) = import.state
        && !is_told(state)
    {
        legs.push(known(import.updated, state, import.hold));
    }
    legs
}
