//! What changed on a record and when, as far as clocks depend on it: its states are in its
//! [course](crate::domain::course).

use std::collections::HashMap;

use crate::domain::{
    course::{Leg, corrected_legs},
    fact::{Fact, Kind},
    ids::{ClockId, EventId, PersonId, TeamId},
    ledger::Ledger,
    priority::{Priority, Severity},
    time::Moment,
    value::{Field, Value, each_value},
};

/// A record's changes. A value that never changed is left out: it is the record's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    /// The states with the times of corrected milestones; empty where the course is right as it is.
    pub legs: Vec<Leg>,
    /// When the record was reopened, by the cycle that began; the first is cycle 1.
    pub reopened: Vec<Moment>,
    pub priorities: Vec<(Moment, Option<Priority>)>,
    pub severities: Vec<(Moment, Option<Severity>)>,
    pub teams: Vec<(Moment, Option<TeamId>)>,
    /// Public updates, in order of time.
    pub updates: Vec<Moment>,
    /// What people did to clocks by hand, in order of time.
    pub turns: Vec<Turn>,
}

/// Something that somebody did to a clock by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    pub event: EventId,
    pub clock: ClockId,
    pub at: Moment,
    pub cycle: u16,
    pub what: Turned,
    pub by: Option<PersonId>,
    pub reason: String,
}

/// What was done to the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    Paused,
    Resumed,
    /// Milliseconds more of the calendar's hours.
    Extended(u64),
}

impl Trail {
    /// Reads a record's ledger.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let mut trail = Self {
            legs: corrected_legs(ledger),
            ..Self::default()
        };
        for place in in_order(ledger) {
            let event = &ledger.events[place];
            let at = event.happened();
            match &event.head.kind {
                Kind::UpdatePosted => trail.updates.push(at),
                Kind::Reopened => trail.reopen(ledger.cycles[place], at),
                kind if sets_values(kind) => {
                    each_value(event, ledger.cycles[place], |field, value| {
                        trail.take(at, field, value.as_ref());
                    });
                }
                _ => trail.turns.extend(turn(ledger, place)),
            }
        }
        trail.updates.sort_unstable();
        put_in_order(&mut trail.turns);
        settle(
            &mut trail.priorities,
            priority(ledger.get(Field::Assessment)),
        );
        settle(&mut trail.severities, severity(ledger.get(Field::Severity)));
        settle(&mut trail.teams, team(ledger.get(Field::Team)));
        trail
    }

    /// Whether somebody holds a clock of a cycle by hand.
    #[must_use]
    pub fn is_held(&self, clock: ClockId, cycle: u16) -> bool {
        let turns = self.turns.iter().rev();
        let mut turns = turns.filter(|turn| turn.clock == clock && turn.cycle == cycle);
        let last = turns.find(|turn| !matches!(turn.what, Turned::Extended(_)));
        last.is_some_and(|turn| turn.what == Turned::Paused)
    }

    /// Two people may reopen the same resolution: the cycle begins with the earlier.
    fn reopen(&mut self, cycle: u16, at: Moment) {
        let place = usize::from(cycle.saturating_sub(1));
        match self.reopened.get_mut(place) {
            Some(held) => *held = at.min(*held),
            None => self.reopened.resize(place + 1, at),
        }
    }

    fn take(&mut self, at: Moment, field: Field, value: Option<&Value>) {
        match field {
            Field::Assessment => push(&mut self.priorities, at, priority(value)),
            Field::Severity => push(&mut self.severities, at, severity(value)),
            Field::Team => push(&mut self.teams, at, team(value)),
            _ => {}
        }
    }
}

/// The events that count in the order of the log, but imports among themselves in that in which
/// the source changed: the one that says most of now may have come first.
fn in_order(ledger: &Ledger) -> Vec<usize> {
    let is_import = |place: usize| ledger.events[place].head.kind == Kind::Imported;
    let mut order: Vec<usize> = (0..ledger.events.len())
        .filter(|&place| ledger.active[place])
        .collect();
    let mut imports: Vec<usize> = (order.iter().copied())
        .filter(|&place| is_import(place))
        .collect();
    if imports.len() > 1 {
        imports.sort_by_key(|&place| ledger.events[place].happened());
        let slots = order.iter_mut().filter(|place| is_import(**place));
        for (slot, import) in slots.zip(imports) {
            *slot = import;
        }
    }
    order
}

// What is withheld counts as none.

fn priority(value: Option<&Value>) -> Option<Priority> {
    match value {
        Some(Value::Assessment(value)) => value.as_ref().map(|it| it.priority),
        _ => None,
    }
}

const fn severity(value: Option<&Value>) -> Option<Severity> {
    match value {
        Some(Value::Severity(value)) => *value,
        _ => None,
    }
}

const fn team(value: Option<&Value>) -> Option<TeamId> {
    match value {
        Some(Value::Team(value)) => *value,
        _ => None,
    }
}

/// Whether events of a kind set a priority, a severity or a team.
const fn sets_values(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Reported
            | Kind::Imported
            | Kind::Reassessed
            | Kind::SeveritySet
            | Kind::Taken
            | Kind::Assigned
            | Kind::Reassigned
            | Kind::Escalated
    )
}

fn turn(ledger: &Ledger, place: usize) -> Option<Turn> {
    let event = &ledger.events[place];
    let (clock, what, reason) = match event.fact()? {
        Fact::ClockPaused(body) => (body.clock, Turned::Paused, &body.reason),
        Fact::ClockResumed(body) => (body.clock, Turned::Resumed, &body.reason),
        Fact::ClockExtended(body) => (body.clock, Turned::Extended(body.by), &body.reason),
        _ => return None,
    };
    Some(Turn {
        event: event.id,
        clock,
        at: event.happened(),
        cycle: ledger.cycles[place],
        what,
        by: event.head.by,
        reason: reason.clone(),
    })
}

/// Puts turns in order of time. The clocks of two writers may differ, so one that lets a clock run
/// on never comes before the pause that it ends, nor a pause before the end of another.
fn put_in_order(turns: &mut [Turn]) {
    let mut last: HashMap<(ClockId, u16), Moment> = HashMap::new();
    for turn in &mut *turns {
        if !matches!(turn.what, Turned::Extended(_)) {
            let last = last.entry((turn.clock, turn.cycle)).or_insert(turn.at);
            *last = turn.at.max(*last);
            turn.at = *last;
        }
    }
    turns.sort_by_key(|turn| turn.at);
}

/// Values come in the order of the log; the clocks of two writers may differ, so a later value
/// never begins before an earlier one.
fn push<T: PartialEq>(values: &mut Vec<(Moment, T)>, at: Moment, value: T) {
    let at = values.last().map_or(at, |(last, _)| at.max(*last));
    values.push((at, value));
}

/// The last value is the record's own, whichever won; what never changed is forgotten.
fn settle<T: Copy + PartialEq>(values: &mut Vec<(Moment, T)>, own: T) {
    if let Some(last) = values.last_mut() {
        last.1 = own;
    }
    values.dedup_by(|next, before| next.1 == before.1);
    if values.len() < 2 {
        *values = Vec::new();
    }
}
