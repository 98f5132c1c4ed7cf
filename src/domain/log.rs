//! The set of all events that this browser knows, and what the replicas' chains say about it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use crate::domain::{
    event::Event,
    fact::Kind,
    ids::{EventId, ReplicaId},
    time::Stamp,
};

/// A growing set of events. Merging is set union by id; a present body beats an absent one,
/// unless an erasure lists the event.
#[derive(Clone, Debug, Default)]
pub struct Log {
    events: HashMap<EventId, Arc<Event>>,
    chains: BTreeMap<ReplicaId, Chain>,
    erased: HashSet<EventId>,
    top: Stamp,
}

/// One replica's own events.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    by_seq: BTreeMap<u64, Vec<EventId>>,
    whole: u64,
}

/// What an insertion did to the log.
#[derive(Clone, Debug)]
pub enum Change {
    Added(Arc<Event>),
    /// A body came or went.
    Replaced(Arc<Event>),
}

impl Change {
    /// The event as it is now.
    #[must_use]
    pub const fn event(&self) -> &Arc<Event> {
        match self {
            Self::Added(event) | Self::Replaced(event) => event,
        }
    }
}

/// Two events with one sequence number: a profile was copied or restored.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fork {
    pub replica: ReplicaId,
    pub seq: u64,
    pub ids: Vec<EventId>,
}

/// Sequence numbers that are missing from a replica's chain, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    pub replica: ReplicaId,
    pub from: u64,
    pub to: u64,
}

impl Log {
    /// Takes an event in. Returns what changed: nothing when it was known.
    pub fn insert(&mut self, event: Event) -> Vec<Change> {
        let mut changes = Vec::new();
        let event = if self.is_erased(&event) && event.has_body() {
            event.without_body()
        } else {
            event
        };
        if let Some(held) = self.events.get(&event.id) {
            if let Some(joined) = held.joined(&event) {
                changes.push(Change::Replaced(self.keep(joined)));
            }
            return changes;
        }
        self.top = self.top.max(event.head.hlc);
        let chain = self.chains.entry(event.head.replica).or_default();
        let same = chain.by_seq.entry(event.head.seq).or_default();
        same.push(event.id);
        let event = self.keep(event);
        self.extend(event.head.replica, event.head.seq);
        if event.head.kind == Kind::Erased {
            self.erase(&event.head.over, &mut changes);
        }
        changes.push(Change::Added(event));
        changes
    }

    /// How many events are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether nothing is known yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The event of that id.
    #[must_use]
    pub fn get(&self, id: EventId) -> Option<&Arc<Event>> {
        self.events.get(&id)
    }

    /// All events, in no particular order.
    pub fn events(&self) -> impl Iterator<Item = &Arc<Event>> + Clone {
        self.events.values()
    }

    /// All events in the order of the log.
    #[must_use]
    pub fn sorted(&self) -> Vec<Arc<Event>> {
        let mut events: Vec<_> = self.events.values().cloned().collect();
        events.sort_unstable_by_key(|event| event.order());
        events
    }

    /// The highest stamp.
    #[must_use]
    pub const fn top(&self) -> Stamp {
        self.top
    }

    /// Whether somebody erased the event's body; an erasure itself can't be erased.
    #[must_use]
    pub fn is_erased(&self, event: &Event) -> bool {
        self.erased.contains(&event.id) && event.head.kind != Kind::Erased
    }

    /// The replicas that wrote something.
    pub fn replicas(&self) -> impl Iterator<Item = ReplicaId> {
        self.chains.keys().copied()
    }

    /// A replica's highest event; the first where it forked there.
    #[must_use]
    pub fn head_of(&self, replica: ReplicaId) -> Option<(u64, EventId)> {
        let (&seq, ids) = self.chains.get(&replica)?.by_seq.last_key_value()?;
        Some((seq, *ids.iter().min()?))
    }

    /// Where a replica's chain ends: at its highest event, and in a fork or a rewritten chain at
    /// every event that the next one does not follow.
    #[must_use]
    pub fn heads_of(&self, replica: ReplicaId) -> Vec<(u64, EventId)> {
        let mut heads = Vec::new();
        let mut above: Option<(u64, &Vec<EventId>)> = None;
        let by_seq = self.chains.get(&replica).map(|chain| &chain.by_seq);
        for (&seq, ids) in by_seq.into_iter().flatten().rev() {
            let next = above.replace((seq, ids));
            let followed: HashSet<EventId> = match next {
                // Below a gap nobody knows what follows.
                Some((next, _)) if next > seq + 1 => continue,
                Some((_, next)) => (next.iter())
                    .filter_map(|id| self.events.get(id)?.head.prev)
                    .collect(),
                None => HashSet::new(),
            };
            let ends = ids.iter().filter(|id| !followed.contains(id));
            heads.extend(ends.map(|&id| (seq, id)));
        }
        heads.sort_unstable();
        heads
    }

    /// The highest event of a replica up to which nothing is missing, forked or unchained.
    #[must_use]
    pub fn whole_of(&self, replica: ReplicaId) -> Option<(u64, EventId)> {
        let chain = self.chains.get(&replica)?;
        Some((chain.whole, *chain.by_seq.get(&chain.whole)?.first()?))
    }

    /// How many events of a replica are held.
    #[must_use]
    pub fn count_of(&self, replica: ReplicaId) -> usize {
        let chain = self.chains.get(&replica);
        chain.map_or(0, |chain| chain.by_seq.values().map(Vec::len).sum())
    }

    /// The events of a replica with that number: several in a fork.
    #[must_use]
    pub fn at(&self, replica: ReplicaId, seq: u64) -> &[EventId] {
        let ids = self
            .chains
            .get(&replica)
            .and_then(|chain| chain.by_seq.get(&seq));
        ids.map_or(&[], Vec::as_slice)
    }

    /// The places where replicas wrote two events with one number.
    #[must_use]
    pub fn forks(&self) -> Vec<Fork> {
        let mut forks = Vec::new();
        for (&replica, chain) in &self.chains {
            for (&seq, ids) in chain.by_seq.iter().filter(|(_, ids)| ids.len() > 1) {
                let mut ids = ids.clone();
                ids.sort_unstable();
                forks.push(Fork { replica, seq, ids });
            }
        }
        forks
    }

    /// What is missing below the highest number of each replica.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for (&replica, chain) in &self.chains {
            let mut next = 1;
            for &seq in chain.by_seq.keys() {
                if seq > next {
                    gaps.push(Gap {
                        replica,
                        from: next,
                        to: seq - 1,
                    });
                }
                next = seq.saturating_add(1);
            }
        }
        gaps
    }

    /// Events whose `prev` is not the event before them: somebody rewrote the chain.
    #[must_use]
    pub fn unchained(&self) -> Vec<EventId> {
        let mut unchained: Vec<_> = (self.events.values())
            .filter(|event| {
                let seq = event.head.seq.saturating_sub(1);
                if seq == 0 {
                    return event.head.prev.is_some();
                }
                let is_before = |prev: &Arc<Event>| {
                    prev.head.replica == event.head.replica && prev.head.seq == seq
                };
                let prev = event.head.prev.and_then(|prev| self.events.get(&prev));
                !prev.is_some_and(is_before) && !self.at(event.head.replica, seq).is_empty()
            })
            .map(|event| event.id)
            .collect();
        unchained.sort_unstable();
        unchained
    }

    /// Events that some other replica says it saw and that are not here: missing at the end of a
    /// chain, or replaced by others.
    #[must_use]
    pub fn witnessed_missing(&self) -> Vec<(ReplicaId, u64, EventId)> {
        let mut missing: Vec<_> = (self.events.values())
            .flat_map(|event| event.head.seen.iter())
            .filter(|(_, (_, id))| !self.events.contains_key(id))
            .map(|(&replica, &(seq, id))| (replica, seq, id))
            .collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }

    fn keep(&mut self, event: Event) -> Arc<Event> {
        let event = Arc::new(event);
        self.events.insert(event.id, event.clone());
        event
    }

    /// Strips the listed events; an erasure itself stays.
    fn erase(&mut self, over: &[EventId], changes: &mut Vec<Change>) {
        for &id in over {
            let held = self.events.get(&id).cloned();
            if held
                .as_ref()
                .is_some_and(|held| held.head.kind == Kind::Erased)
            {
                continue;
            }
            self.erased.insert(id);
            if let Some(held) = held.filter(|held| held.has_body()) {
                changes.push(Change::Replaced(self.keep(held.without_body())));
            }
        }
    }

    /// Moves the end of the unbroken part of a chain.
    fn extend(&mut self, replica: ReplicaId, seq: u64) {
        let Some(chain) = self.chains.get_mut(&replica) else {
            return;
        };
        // A late arrival may fork what was whole so far: from there on nothing is.
        if chain.by_seq.get(&seq).is_some_and(|ids| ids.len() > 1) {
            chain.whole = chain.whole.min(seq.saturating_sub(1));
        }
        loop {
            let next = chain.whole + 1;
            let Some([id]) = chain.by_seq.get(&next).map(Vec::as_slice) else {
                return;
            };
            let before = chain
                .by_seq
                .get(&chain.whole)
                .and_then(|ids| ids.first())
                .copied();
            if self
                .events
                .get(id)
                .is_none_or(|event| event.head.prev != before)
            {
                return;
            }
            chain.whole = next;
        }
    }
}
