//! The log and the board as one: what the journal has confirmed, ready to read and to decide on.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::{
    domain::{
        board::Board,
        command::{Actor, Command, Rejection},
        decide::{decide, left_out},
        event::{Event, Head, Intent, Subject, Target},
        fact::Kind,
        ids::{BodyHash, EventId, RecordId, ReplicaId, Salt, WorkspaceId},
        log::Log,
        time::{Moment, Stamp},
    },
    exchange::seal,
    writer::{Stored, Unsaved},
};

/// Everything that is known to be on disk.
#[derive(Clone, Debug)]
pub struct Book {
    log: Log,
    board: Board,
    replica: ReplicaId,
    /// Lines of the journal that are in the log.
    position: u64,
    /// Per other replica, what this one has said that it saw.
    witnessed: BTreeMap<ReplicaId, (u64, EventId)>,
}

/// Events that belong together: saved all or not at all.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub events: Vec<Event>,
    /// Stored events whose words have to go.
    pub strip: Vec<EventId>,
    /// Records that the command left out, and why.
    pub left_out: Vec<(RecordId, Rejection)>,
}

/// Stamped events of an action that is not whole yet.
#[derive(Debug, Default)]
pub(super) struct Draft(Vec<Event>);

impl Entry {
    /// The entry's lines, in order.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.events.iter().map(seal::line).collect()
    }

    /// This entry and another, saved as one.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.events.extend(other.events);
        self.strip.extend(other.strip);
        self.left_out.extend(other.left_out);
        self
    }
}

impl Book {
    /// The empty book of a workspace.
    #[must_use]
    pub fn new(ws: WorkspaceId, replica: ReplicaId) -> Self {
        Self {
            log: Log::default(),
            board: Board::new(ws),
            replica,
            position: 0,
            witnessed: BTreeMap::new(),
        }
    }

    /// All events.
    #[must_use]
    pub const fn log(&self) -> &Log {
        &self.log
    }

    /// What they come to.
    #[must_use]
    pub const fn board(&self) -> &Board {
        &self.board
    }

    /// The id under which this profile writes.
    #[must_use]
    pub const fn replica(&self) -> ReplicaId {
        self.replica
    }

    /// How many lines of the journal are in.
    #[must_use]
    pub const fn position(&self) -> u64 {
        self.position
    }

    pub(super) fn set_replica(&mut self, replica: ReplicaId) {
        self.replica = replica;
        self.witnessed = BTreeMap::new();
    }

    /// Whether this replica's chain is not what this profile alone would have written: a copy of
    /// it wrote too, or somebody under its name.
    pub(super) fn is_forked(&self) -> bool {
        self.log.whole_of(self.replica) != self.log.head_of(self.replica)
    }

    /// Takes in lines of the journal.
    ///
    /// # Errors
    /// When a stored line is damaged, or there are not as many as there should be: nothing of it
    /// is guessed.
    pub fn load(&mut self, stored: Stored<impl Iterator<Item = String>>) -> Result<(), Unsaved> {
        let (mut events, mut damage) = (Vec::new(), None);
        let mut lines = 0;
        for text in stored.texts {
            for line in text.lines() {
                lines += 1;
                match seal::read_own(line) {
                    Ok(event) => events.push(event),
                    Err(why) if damage.is_none() => damage = Some((self.position + lines, why)),
                    Err(_) => {} // the first is told
                }
            }
        }
        // Where lines are missing, the number of a damaged one is not right either.
        if lines != stored.lines {
            return Err(Unsaved::Gone);
        }
        if let Some((line, why)) = damage {
            return Err(Unsaved::Damaged(format!("line {line}, {why}")));
        }
        self.commit(Entry {
            events,
            ..Entry::default()
        });
        Ok(())
    }

    /// Takes in what the journal has confirmed.
    pub fn commit(&mut self, entry: Entry) {
        self.position += entry.events.len() as u64;
        let mut changes = Vec::with_capacity(entry.events.len());
        for event in entry.events {
            if event.head.replica == self.replica {
                for (&replica, &seen) in &event.head.seen {
                    let before = self.witnessed.entry(replica).or_insert(seen);
                    *before = seen.max(*before);
                }
            }
            changes.extend(self.log.insert(event));
        }
        self.board.apply(&changes);
    }

    /// Decides a command and stamps what comes of it.
    ///
    /// # Errors
    /// When a rule forbids it.
    pub fn decide(
        &self,
        actor: &Actor,
        now: Moment,
        command: Command,
        salt: impl FnMut() -> Salt,
    ) -> Result<Entry, Rejection> {
        let latest = self.latest(now);
        let left_out = left_out(&self.board, actor, latest, &command);
        let intents = decide(&self.board, actor, latest, command)?;
        let mut draft = Draft::default();
        self.stamp(&mut draft, intents, actor, now, salt)?;
        Ok(Entry {
            left_out,
            ..self.entry(draft)
        })
    }

    /// Decides a part of a long action and stamps what comes of it behind the parts before.
    pub(super) fn decide_part(
        &self,
        draft: &mut Draft,
        actor: &Actor,
        now: Moment,
        part: Command,
        salt: impl FnMut() -> Salt,
    ) -> Result<(), Rejection> {
        let mut intents = decide(&self.board, actor, self.latest(now), part)?;
        if !draft.0.is_empty() {
            // Who writes here has been said with the first part.
            intents.retain(|intent| intent.subject != Subject::Workspace);
        }
        self.stamp(draft, intents, actor, now, salt)
    }

    /// The latest moment that is not in the future: a clock that is years behind must not call a
    /// right date a date in the future.
    fn latest(&self, now: Moment) -> Moment {
        now.max(Moment(self.log.top().0.cast_signed()))
    }

    /// A draft as an entry.
    pub(super) fn entry(&self, draft: Draft) -> Entry {
        Entry {
            strip: self.to_strip(&draft.0),
            events: draft.0,
            ..Entry::default()
        }
    }

    /// The events of a file that add something to what is held.
    #[must_use]
    pub fn admit<'a>(&self, events: impl IntoIterator<Item = &'a Event> + Clone) -> Entry {
        let erasures = (events.clone().into_iter()).filter(|event| event.head.kind == Kind::Erased);
        let erased: HashSet<EventId> = erasures
            .flat_map(|event| &event.head.over)
            .copied()
            .collect();
        let mut fresh: Vec<Event> = Vec::new();
        let mut places: HashMap<EventId, usize> = HashMap::new();
        for event in events {
            let is_erased = erased.contains(&event.id) && event.head.kind != Kind::Erased;
            let stripped = (event.has_body() && (is_erased || self.log.is_erased(event)))
                .then(|| event.without_body());
            let event = stripped.as_ref().unwrap_or(event);
            let held = self.log.get(event.id);
            match places.get(&event.id) {
                _ if held.is_some_and(|held| held.joined(event).is_none()) => {}
                Some(&place) => {
                    if let Some(joined) = fresh[place].joined(event) {
                        fresh[place] = joined;
                    }
                }
                None => {
                    places.insert(event.id, fresh.len());
                    fresh.push(event.clone());
                }
            }
        }
        fresh.sort_unstable_by_key(Event::order);
        Entry {
            strip: self.to_strip(&fresh),
            events: fresh,
            ..Entry::default()
        }
    }

    /// The stored events whose words these events erase. Erasures stay whole, also those that
    /// another erasure lists.
    fn to_strip(&self, events: &[Event]) -> Vec<EventId> {
        let erasures = (events.iter()).filter(|event| event.head.kind == Kind::Erased);
        let ids: BTreeSet<EventId> = erasures
            .flat_map(|event| &event.head.over)
            .copied()
            .collect();
        let held = ids.into_iter().filter_map(|id| self.log.get(id));
        held.filter(|held| held.has_body() && held.head.kind != Kind::Erased)
            .map(|held| held.id)
            .collect()
    }

    /// Stamps intents behind what the draft holds.
    fn stamp(
        &self,
        draft: &mut Draft,
        intents: Vec<Intent>,
        actor: &Actor,
        now: Moment,
        mut salt: impl FnMut() -> Salt,
    ) -> Result<(), Rejection> {
        let now = now.readable();
        let first = draft.0.len();
        let before = (draft.0.last()).map(|event| (event.head.hlc, event.head.seq, event.id));
        let mut top = before.map_or(self.log.top(), |(stamp, ..)| stamp);
        let mut last = before
            .map(|(_, seq, id)| (seq, id))
            .or_else(|| self.log.head_of(self.replica));
        let mut seen = match before {
            Some(_) => BTreeMap::new(),
            None => self.unwitnessed(),
        };
        for intent in intents {
            top = Stamp::after(top, now);
            let (seq, prev) = last.map_or((1, None), |(seq, id)| (seq + 1, Some(id)));
            let id_of = |target: &Target| match *target {
                Target::Held(id) => id,
                Target::Earlier(place) => draft.0[first + place].id,
            };
            let head = Head {
                ws: self.board.ws,
                replica: self.replica,
                seq,
                prev,
                seen: std::mem::take(&mut seen),
                hlc: top,
                wall: now,
                by: Some(actor.person),
                subject: intent.subject,
                over: intent.over.iter().map(id_of).collect(),
                reference: intent.reference,
                kind: intent.fact.kind(),
                body_hash: BodyHash::default(),
            };
            let event = seal::seal(head, intent.fact, salt());
            last = Some((seq, event.id));
            // A longer line would be saved and exported, and then read by nobody.
            let length = seal::length(&event);
            if length > seal::LONGEST_LINE {
                return Err(Rejection::TooBig {
                    kilobytes: length.div_ceil(1 << 10),
                });
            }
            draft.0.push(event);
        }
        Ok(())
    }

    /// What other replicas wrote, as far as it is whole here and not said yet.
    fn unwitnessed(&self) -> BTreeMap<ReplicaId, (u64, EventId)> {
        (self.log.replicas())
            .filter(|&replica| replica != self.replica)
            .filter_map(|replica| Some((replica, self.log.whole_of(replica)?)))
            .filter(|(replica, whole)| {
                // A fork that came to light late shortens what is whole: nothing new to say.
                self.witnessed.get(replica).is_none_or(|said| said < whole)
            })
            .collect()
    }
}
