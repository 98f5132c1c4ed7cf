//! The course of a record: the states it went through, and how often it changed hands.

use crate::domain::{
    event::Event,
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
    let mut legs = Vec::new();
    let imports = imports(ledger);
    let history = history(&imports);
    legs.extend(history.iter().map(|past| Leg {
        at: past.at,
        standing: past.state.map(|state| Standing {
            state,
            hold: past.hold,
            void: None,
        }),
    }));
    if history.is_empty() {
        legs.extend(imports.iter().flat_map(|import| milestones_of(import)));
    }
    for (place, event) in ledger.events.iter().enumerate() {
        if !ledger.active[place] || !moves_state(&event.head.kind) {
            continue;
        }
        each_value(event, ledger.cycles[place], |field, value| {
            if let (Field::State, Some(Value::State(standing))) = (field, value) {
                legs.push(Leg {
                    at: event.happened(),
                    standing: Some(standing),
                });
            }
        });
    }
    legs.sort_by_key(|leg| leg.at);
    legs
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
    let mut imports: Vec<(Moment, &Event, &Imported)> = (ledger.of_kind(Kind::Imported))
        .filter_map(|event| match event.fact() {
            Some(Fact::Imported(body)) => Some((body.updated, event.as_ref(), body.as_ref())),
            _ => None,
        })
        .collect();
    imports.sort_by_key(|(updated, event, _)| (*updated, event.order()));
    imports.into_iter().map(|(.., body)| body).collect()
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
