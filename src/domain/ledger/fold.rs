//! Which events count, in which cycle they are, and which of their values no other replaced.

use std::{collections::BTreeMap, sync::Arc};

use crate::domain::{
    event::Event,
    fact::Kind,
    ids::EventId,
    ledger::{Ledger, Live},
    value::{Field, Value, each_value},
};

/// Where the events of a subject stand. Most subjects have few: a sorted list is made in less
/// time than a table of hashes.
pub(super) struct Places(Vec<(EventId, usize)>);

impl Places {
    pub fn of(events: &[Arc<Event>]) -> Self {
        let ids = events.iter().map(|event| event.id);
        let mut places: Vec<_> = ids.zip(0..).collect();
        places.sort_unstable();
        Self(places)
    }

    fn get(&self, id: EventId) -> Option<usize> {
        let found = self.0.binary_search_by_key(&id, |(held, _)| *held);
        found.ok().map(|at| self.0[at].1)
    }
}

/// An event counts unless an event that itself counts undoes it. The references form a forest,
/// since an id is a hash over its own references; it is walked from the leaves.
pub(super) fn active(events: &[Arc<Event>], places: &Places) -> Vec<bool> {
    let target = |place: usize| {
        let head = &events[place].head;
        let target = head.reference.filter(|_| head.kind == Kind::Undone)?;
        // An erasure can't be undone: the words are gone.
        places
            .get(target)
            .filter(|&at| events[at].head.kind != Kind::Erased)
    };
    let mut waiting = vec![0_u32; events.len()];
    for place in 0..events.len() {
        if let Some(at) = target(place) {
            waiting[at] += 1;
        }
    }
    let mut active = vec![true; events.len()];
    let mut ready: Vec<usize> = (0..events.len())
        .filter(|&place| waiting[place] == 0)
        .collect();
    while let Some(place) = ready.pop() {
        let Some(at) = target(place) else { continue };
        active[at] &= !active[place];
        waiting[at] -= 1;
        if waiting[at] == 0 {
            ready.push(at);
        }
    }
    active
}

/// A reopening begins the cycle after the one it answers; all else belongs to the cycle of what
/// it refers to. So two reopenings of one resolution are one cycle.
pub(super) fn cycles(events: &[Arc<Event>], places: &Places) -> Vec<u16> {
    let mut cycles: Vec<Option<u16>> = vec![None; events.len()];
    let mut path = Vec::new();
    for start in 0..events.len() {
        let mut next = Some(start);
        while let Some(place) = next.filter(|&place| cycles[place].is_none()) {
            path.push(place);
            cycles[place] = Some(0);
            next = events[place].head.reference.and_then(|id| places.get(id));
        }
        let mut cycle = next.and_then(|place| cycles[place]).unwrap_or(0);
        while let Some(place) = path.pop() {
            let begins = events[place].head.kind == Kind::Reopened;
            cycle = cycle.saturating_add(u16::from(begins));
            cycles[place] = Some(cycle);
        }
    }
    cycles.into_iter().map(Option::unwrap_or_default).collect()
}

/// What an event sets; at most 64 fields, so that a word can mark some of them.
type Sets = Vec<(Field, Option<Value>)>;

/// The values of the fields that events set, as far as `counts` lets them.
pub(super) fn values(
    ledger: &Ledger,
    places: &Places,
    counts: impl Fn(&Event, Field) -> bool,
) -> BTreeMap<Field, Vec<Live>> {
    let mut sets: Vec<Sets> = Vec::with_capacity(ledger.events.len());
    for (event, &cycle) in ledger.events.iter().zip(&ledger.cycles) {
        let mut set = Sets::new();
        each_value(event, cycle, |field, value| {
            if !counts(event, field) {
                return;
            }
            // An import may name a field twice: what it says last counts.
            set.retain(|(held, _)| *held != field);
            set.push((field, value));
        });
        sets.push(set);
    }
    let replaced = replaced(ledger, places, &sets);
    let mut values: BTreeMap<Field, Vec<Live>> = BTreeMap::new();
    for (event, (set, replaced)) in sets.into_iter().zip(replaced).enumerate() {
        if !ledger.active[event] {
            continue;
        }
        for (place, (field, value)) in set.into_iter().enumerate() {
            if replaced & (1 << place) == 0 {
                values.entry(field).or_default().push(Live { event, value });
            }
        }
    }
    values
}

/// Per event the marks of the fields that some counting event replaced, directly or through
/// events that were undone since: undoing an edit must not revive what a later edit replaced all
/// the same. A reference is never replaced.
fn replaced(ledger: &Ledger, places: &Places, sets: &[Sets]) -> Vec<u64> {
    let mark = |place: usize, field: Field| -> u64 {
        let at = sets[place].iter().position(|(set, _)| *set == field);
        at.map_or(0, |at| 1 << at)
    };
    let over = |place: usize| {
        let over = ledger.events[place].head.over.iter();
        over.filter_map(|&id| places.get(id))
    };
    let mut replaced = vec![0; ledger.events.len()];
    let mut waiting = Vec::new();
    for (place, event) in ledger.events.iter().enumerate() {
        if !ledger.active[place] || event.head.over.is_empty() {
            continue;
        }
        let over_here: Vec<usize> = over(place).collect();
        if event.head.kind == Kind::Unlinked {
            for &at in &over_here {
                replaced[at] |= mark(at, Field::Link(ledger.events[at].id));
            }
        }
        let fields = sets[place].iter().map(|(field, _)| *field);
        for field in fields.filter(|field| *field != Field::Reference) {
            waiting.extend(&over_here);
            while let Some(at) = waiting.pop() {
                let mark = mark(at, field);
                let is_first = mark & !replaced[at] != 0;
                replaced[at] |= mark;
                if is_first && !ledger.active[at] {
                    waiting.extend(over(at));
                }
            }
        }
    }
    replaced
}
