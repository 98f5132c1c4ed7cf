//! The values of one subject, folded from the set of its events.
//!
//! A pure function of that set: neither arrival order nor repetition can matter, because the
//! events are sorted first and `over` alone decides which values are live.

mod fold;
mod yielding;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::domain::{
    calendar::Calendar,
    event::Event,
    fact::Kind,
    ids::{EventId, WorkspaceId},
    state::Milestone,
    time::Moment,
    value::{Field, Value},
};

/// A value that no event replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Live {
    /// Position in the ledger's events.
    pub event: usize,
    /// `None` is *withheld*: the event is known, what it said is not.
    pub value: Option<Value>,
}

/// One subject's events in order, and what they leave standing.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub events: Vec<Arc<Event>>,
    /// Whether the event counts: it was not undone.
    pub active: Vec<bool>,
    pub cycles: Vec<u16>,
    /// Per field the live values, the winner last.
    pub values: BTreeMap<Field, Vec<Live>>,
    /// Per field the events whose value gave way to another without a conflict. No event
    /// replaced it, so a new value must, or it would come back beside that.
    yielded: BTreeMap<Field, Vec<usize>>,
}

impl Ledger {
    /// Folds events of one record, in any order.
    #[must_use]
    pub fn fold(events: &[Arc<Event>]) -> Self {
        Self::fold_where(events, |_, _| true)
    }

    /// Folds the events about a workspace. What adopted workspaces say about themselves is left
    /// out: their people, teams, services, categories and calendars join, their name, zone,
    /// budgets, matrix and policy don't. So they don't replace ours either. Nor do the calendars
    /// that every log knows: ours would count other hours from one moment to the next.
    #[must_use]
    pub fn fold_workspace(events: &[Arc<Event>], ws: WorkspaceId) -> Self {
        Self::fold_where(events, |event, field| {
            let is_own = match field {
                Field::WorkspaceName
                | Field::Zone
                | Field::Budgets
                | Field::Matrix
                | Field::Policy => true,
                Field::CalendarDefined(id) => Calendar::is_built_in(id),
                _ => false,
            };
            !is_own || event.head.ws == ws
        })
    }

    fn fold_where(events: &[Arc<Event>], sets: impl Fn(&Event, Field) -> bool) -> Self {
        let mut events = events.to_vec();
        events.sort_unstable_by_key(|event| event.order());
        events.dedup_by_key(|event| event.id);
        let mut ledger = Self {
            events,
            ..Self::default()
        };
        let places = fold::Places::of(&ledger.events);
        ledger.active = fold::active(&ledger.events, &places);
        ledger.cycles = fold::cycles(&ledger.events, &places);
        ledger.values = fold::values(&ledger, &places, sets);
        for (&field, live) in &mut ledger.values {
            let yielded = yielding::take_out(&ledger.events, field, live);
            if !yielded.is_empty() {
                ledger.yielded.insert(field, yielded);
            }
        }
        ledger
    }

    /// Where an event stands.
    #[must_use]
    pub fn place_of(&self, id: EventId) -> Option<usize> {
        self.events.iter().position(|event| event.id == id)
    }

    /// The value that counts now; `None` where there is none or it is withheld.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&Value> {
        self.values.get(&field)?.last()?.value.as_ref()
    }

    /// Whether the value that counts now is withheld.
    #[must_use]
    pub fn is_withheld(&self, field: Field) -> bool {
        let live = self.values.get(&field).and_then(|live| live.last());
        live.is_some_and(|live| live.value.is_none())
    }

    /// The events whose values no event replaced yet, the winner last: a new value lists them all.
    pub fn live(&self, field: Field) -> impl Iterator<Item = EventId> {
        self.standing(field).map(|place| self.events[place].id)
    }

    /// The same events by their places.
    pub fn standing(&self, field: Field) -> impl Iterator<Item = usize> {
        let yielded = self.yielded.get(&field).into_iter().flatten();
        let live = self.values.get(&field).into_iter().flatten();
        yielded.copied().chain(live.map(|live| live.event))
    }

    /// The imports that a new one has to list: those of which some value stands. References
    /// stand for good, so they don't count.
    #[must_use]
    pub fn standing_imports(&self) -> BTreeSet<usize> {
        let fields = self
            .values
            .keys()
            .filter(|field| **field != Field::Reference);
        (fields.flat_map(|&field| self.standing(field)))
            .filter(|&place| self.events[place].head.kind == Kind::Imported)
            .collect()
    }

    /// The fields with unequal live values.
    pub fn conflicts(&self) -> impl Iterator<Item = (Field, &[Live])> {
        self.values.iter().filter_map(|(&field, live)| {
            let (first, rest) = live.split_first()?;
            (rest.iter().any(|other| other.value != first.value))
                .then_some((field, live.as_slice()))
        })
    }

    /// The newest cycle.
    #[must_use]
    pub fn cycle(&self) -> u16 {
        self.reopenings()
            .map(|place| self.cycles[place])
            .max()
            .unwrap_or(0)
    }

    /// The reopening that the newest cycle began with.
    #[must_use]
    pub fn cycle_opener(&self) -> Option<EventId> {
        self.opener(self.cycle())
    }

    /// The reopening that a cycle began with: what refers to it belongs to that cycle.
    #[must_use]
    pub fn opener(&self, cycle: u16) -> Option<EventId> {
        let began = |&place: &usize| self.cycles[place] == cycle;
        let active = self.reopenings().find(began);
        let undone = || {
            (0..self.events.len())
                .filter(began)
                .find(|&place| self.is_reopening(place))
        };
        active.or_else(undone).map(|place| self.events[place].id)
    }

    /// What a new value of a field refers to, so as to fall into the cycle: the event that it
    /// corrects, or else the cycle's opener.
    #[must_use]
    pub fn anchor(&self, field: Field, cycle: u16) -> Option<EventId> {
        let corrected = self
            .standing(field)
            .filter(|&place| self.cycles[place] == cycle);
        let corrected = corrected.last().map(|place| self.events[place].id);
        corrected.or_else(|| self.opener(cycle))
    }

    /// The events that count: nobody took them back.
    pub fn counting(&self) -> impl Iterator<Item = &Arc<Event>> {
        (self.events.iter().zip(&self.active))
            .filter(|(_, active)| **active)
            .map(|(event, _)| event)
    }

    /// The events of a kind that count.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Arc<Event>> {
        self.counting().filter(move |event| event.head.kind == kind)
    }

    /// When a milestone of a cycle happened.
    #[must_use]
    pub fn moment(&self, milestone: Milestone, cycle: u16) -> Option<Moment> {
        match self.get(Field::Milestone(milestone, cycle))? {
            Value::Moment(moment) => *moment,
            _ => None,
        }
    }

    fn reopenings(&self) -> impl Iterator<Item = usize> {
        (0..self.events.len()).filter(|&place| self.active[place] && self.is_reopening(place))
    }

    fn is_reopening(&self, place: usize) -> bool {
        self.events[place].head.kind == Kind::Reopened
    }
}
