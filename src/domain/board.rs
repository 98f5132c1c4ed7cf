//! The current state of everything, computed by folding the log.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use crate::domain::{
    digest::Digest,
    event::{Event, Subject},
    fact::{Fact, Imported, Kind},
    ids::{EventId, PersonId, RecordId, WorkspaceId},
    ledger::Ledger,
    log::Change,
    record::Record,
    settings::Settings,
    texts::Texts,
};

/// All records and the workspace. [`Board::apply`] is total: it never fails and never depends
/// on the order in which events arrive.
#[derive(Clone, Debug, Default)]
pub struct Board {
    pub ws: WorkspaceId,
    pub settings: Arc<Settings>,
    records: Vec<Arc<Record>>,
    places: HashMap<RecordId, usize>,
    references: HashMap<String, BTreeSet<RecordId>>,
    /// Names that imports gave to the people, teams and categories they mention by id.
    labels: BTreeMap<String, String>,
    events: HashMap<Subject, Vec<Arc<Event>>>,
    settings_digest: u128,
    digest: u128,
}

impl Board {
    /// The empty board of a workspace.
    #[must_use]
    pub fn new(ws: WorkspaceId) -> Self {
        Self {
            ws,
            ..Self::default()
        }
    }

    /// Takes in what changed in the log and folds the subjects that it touches once each.
    pub fn apply(&mut self, changes: &[Change]) {
        // Per touched subject what its events were replaced by, the last replacement of each.
        let mut touched: HashMap<Subject, HashMap<EventId, Arc<Event>>> = HashMap::new();
        let mut unnamed = false;
        for change in changes {
            let event = change.event();
            let replaced = touched.entry(event.head.subject).or_default();
            match change {
                Change::Added(event) => {
                    let events = self.events.entry(event.head.subject).or_default();
                    events.push(event.clone());
                }
                Change::Replaced(event) => {
                    replaced.insert(event.id, event.clone());
                    unnamed |= event.head.kind == Kind::Imported;
                }
            }
            if let Some(Fact::Imported(body)) = event.fact() {
                self.label(&body.labels);
            }
        }
        for (subject, mut replaced) in touched {
            if !replaced.is_empty() {
                for held in self.events.entry(subject).or_default() {
                    if let Some(event) = replaced.remove(&held.id) {
                        *held = event;
                    }
                }
            }
            self.fold(subject);
        }
        if unnamed {
            self.relabel();
        }
    }

    /// Every record, in no particular order.
    #[must_use]
    pub fn records(&self) -> &[Arc<Record>] {
        &self.records
    }

    /// The record of that id.
    #[must_use]
    pub fn record(&self, id: RecordId) -> Option<&Arc<Record>> {
        self.places.get(&id).map(|&place| &self.records[place])
    }

    /// The records that answer to a reference, first recorded first: more than one only where
    /// replicas gave out the same.
    #[must_use]
    pub fn by_reference(&self, reference: &str) -> Vec<RecordId> {
        let mut ids: Vec<RecordId> = self.sharing(reference).collect();
        if let Some((plain, _)) = reference.rsplit_once('~') {
            let first = self.first_of(plain);
            ids.extend(
                self.sharing(plain)
                    .filter(|&id| self.label_after(id, first) == reference),
            );
        }
        ids.sort_by_key(|&id| self.record(id).map(|record| record.origin_order));
        ids.dedup();
        ids
    }

    /// Whether several records were given the same reference.
    #[must_use]
    pub fn is_shared(&self, reference: &str) -> bool {
        self.sharing(reference).nth(1).is_some()
    }

    /// What people call a record: its reference; with its replica's short id where it collides
    /// with one recorded earlier; the start of its id where the reference is withheld.
    #[must_use]
    pub fn reference(&self, id: RecordId) -> String {
        let Some(record) = self.record(id) else {
            return String::new();
        };
        self.label_after(id, self.first_of(&record.reference))
    }

    /// The values of a subject with their history.
    #[must_use]
    pub fn ledger(&self, subject: Subject) -> Ledger {
        let Some(events) = self.events.get(&subject) else {
            return Ledger::default();
        };
        match subject {
            Subject::Workspace => Ledger::fold_workspace(events, self.ws),
            Subject::Record(_) => Ledger::fold(events),
        }
    }

    /// The events about a subject, in no particular order.
    #[must_use]
    pub fn events(&self, subject: Subject) -> &[Arc<Event>] {
        self.events.get(&subject).map_or(&[], Vec::as_slice)
    }

    /// What the source said of an imported record, by its last import: all of them folded.
    #[must_use]
    pub fn imported(&self, id: RecordId) -> Option<Imported> {
        let events = self.events.get(&Subject::Record(id))?;
        let mut imports: Vec<_> = (events.iter())
            .filter_map(|event| match event.fact() {
                Some(Fact::Imported(body)) => Some((body.updated, event.order(), body)),
                _ => None,
            })
            .collect();
        imports.sort_unstable_by_key(|&(updated, order, _)| (updated, order));
        let (.., first) = imports.first()?;
        let mut whole = first.as_ref().clone();
        for (.., later) in &imports[1..] {
            whole.absorb(later);
        }
        Some(whole)
    }

    /// The ledger and place of an event, with its subject.
    #[must_use]
    pub fn find(&self, id: EventId) -> Option<(Subject, Ledger, usize)> {
        let &subject = self.subjects_of(&[id]).get(&id)?;
        let ledger = self.ledger(subject);
        let place = ledger.place_of(id)?;
        Some((subject, ledger, place))
    }

    /// What the events are about; those that are not here are left out.
    #[must_use]
    pub fn subjects_of(&self, ids: &[EventId]) -> HashMap<EventId, Subject> {
        let wanted: HashSet<_> = ids.iter().copied().collect();
        let events = self.events.values().flatten();
        let found = events.filter(|event| wanted.contains(&event.id));
        (found.map(|event| (event.id, event.head.subject)))
            .take(wanted.len())
            .collect()
    }

    /// The highest number among references that are this start and a number; 0 where there is none.
    /// Numbers of ten digits and more come from elsewhere: a counter that followed them would
    /// soon have no room left.
    #[must_use]
    pub fn highest_number(&self, start: &str) -> u64 {
        (self.references.keys())
            .filter_map(|reference| reference.strip_prefix(start)?.parse().ok())
            .filter(|&number| number <= 999_999_999)
            .max()
            .unwrap_or(0)
    }

    /// The name of a person, where it is known.
    #[must_use]
    pub fn person_name(&self, id: PersonId) -> Option<&str> {
        let person = self
            .settings
            .people
            .get(&id)
            .map(|person| person.name.as_str());
        person.or_else(|| self.label_of(&id.to_string()))
    }

    /// The name that an import gave to an id.
    #[must_use]
    pub fn label_of(&self, id: &str) -> Option<&str> {
        self.labels.get(id).map(String::as_str)
    }

    /// Equal on two machines exactly when their boards are equal.
    #[must_use]
    pub fn digest(&self) -> u128 {
        self.digest
    }

    /// Two files may spell a name differently; the smaller spelling wins on every machine.
    fn label(&mut self, labels: &Texts) {
        for (id, name) in labels.iter() {
            match self.labels.get_mut(id) {
                Some(held) if **held > *name => name.clone_into(held),
                Some(_) => {}
                None => {
                    self.labels.insert(id.to_owned(), name.to_owned());
                }
            }
        }
    }

    /// An erased import takes the names along that only it gave.
    fn relabel(&mut self) {
        self.labels.clear();
        let events: Vec<_> = self.events.values().flatten().cloned().collect();
        for event in events {
            if let Some(Fact::Imported(body)) = event.fact() {
                self.label(&body.labels);
            }
        }
    }

    fn fold(&mut self, subject: Subject) {
        let ledger = self.ledger(subject);
        match subject {
            Subject::Workspace => {
                self.settings = Arc::new(Settings::of(&ledger));
                self.digest = self.digest.wrapping_sub(self.settings_digest);
                self.settings_digest = fingerprint(&ledger);
                self.digest = self.digest.wrapping_add(self.settings_digest);
            }
            Subject::Record(id) => self.put(Record::of(id, &ledger)),
        }
    }

    fn put(&mut self, record: Record) {
        let id = record.id;
        self.digest = self.digest.wrapping_add(record.digest);
        let before = if let Some(&place) = self.places.get(&id) {
            let before = std::mem::replace(&mut self.records[place], Arc::new(record));
            self.digest = self.digest.wrapping_sub(before.digest);
            Some(before)
        } else {
            self.places.insert(id, self.records.len());
            self.records.push(Arc::new(record));
            None
        };
        let reference = self.records[self.places[&id]].reference.clone();
        if before
            .as_ref()
            .is_some_and(|before| before.reference == reference)
        {
            return;
        }
        if let Some(before) = before
            && let Some(ids) = self.references.get_mut(&before.reference)
        {
            ids.remove(&id);
            // A reference that nobody has any more must not count as the highest.
            if ids.is_empty() {
                self.references.remove(&before.reference);
            }
        }
        self.references.entry(reference).or_default().insert(id);
    }

    fn sharing(&self, reference: &str) -> impl Iterator<Item = RecordId> {
        let ids = self.references.get(reference);
        ids.into_iter().flatten().copied()
    }

    /// The one that was recorded first among those with that reference.
    fn first_of(&self, reference: &str) -> Option<RecordId> {
        self.sharing(reference)
            .min_by_key(|&id| self.record(id).map(|record| record.origin_order))
    }

    fn label_after(&self, id: RecordId, first: Option<RecordId>) -> String {
        match self.record(id) {
            None => String::new(),
            Some(record) if record.reference.is_empty() => format!("~{}", &id.to_string()[..6]),
            Some(record) if first == Some(id) => record.reference.clone(),
            Some(record) => format!("{}~{}", record.reference, record.origin_order.1.short()),
        }
    }
}

fn fingerprint(ledger: &Ledger) -> u128 {
    let mut digest = Digest::default();
    for (field, live) in &ledger.values {
        digest.add(field);
        for live in live {
            digest.add(&(ledger.events[live.event].id, &live.value));
        }
    }
    for (event, active) in ledger.events.iter().zip(&ledger.active) {
        digest.add(&(event.id, event.has_body(), active));
    }
    digest.finish()
}
