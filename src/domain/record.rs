//! An incident, request or drill as it stands now.

use std::collections::BTreeMap;

use crate::domain::{
    course::{self, Counters, Leg},
    digest::Digest,
    event::{Body, Subject},
    fact::{Fact, Kind, Link},
    ids::{CategoryId, EventId, PersonId, RecordId, ReplicaId, ServiceId, TeamId},
    ledger::Ledger,
    priority::{Assessment, Priority, Severity},
    state::{Channel, Milestone, Origin, RecordKind, State},
    time::{Moment, Stamp},
    trail::Trail,
    value::{Field, Standing, Value},
};

/// A record with the winning value of every field.
#[derive(Clone, Debug)]
pub struct Record {
    pub id: RecordId,
    /// `INC-42`, or the source's number; empty while it is withheld.
    pub reference: String,
    pub kind: RecordKind,
    pub title: String,
    pub description: String,
    pub category: Option<CategoryId>,
    pub service: Option<ServiceId>,
    pub assessment: Option<Assessment>,
    pub severity: Option<Severity>,
    pub owner: Option<PersonId>,
    pub team: Option<TeamId>,
    pub reporter: String,
    pub channel: Option<Channel>,
    pub origin: Option<Origin>,
    pub affected: String,
    pub cause: String,
    pub workaround: String,
    pub vendor: String,
    pub standing: Standing,
    /// When the present state began.
    pub since: Moment,
    /// The states that it went through.
    pub course: Vec<Leg>,
    /// What else changed that clocks depend on.
    pub trail: Trail,
    pub counters: Counters,
    /// When an imported history says that it was no longer new.
    pub left_new: Option<Moment>,
    /// Whether its source says that it is no longer new, but not since when.
    pub is_past_new: bool,
    /// When its source resolved and closed it before it was opened again.
    pub earlier: BTreeMap<Milestone, Moment>,
    /// What its source calls the kind within its category; empty elsewhere.
    pub subcategory: String,
    /// 0 until it is reopened.
    pub cycle: u16,
    pub milestones: BTreeMap<(u16, Milestone), Moment>,
    pub links: Vec<(EventId, Link)>,
    /// Fields with unequal live values.
    pub conflicts: Vec<Field>,
    /// Fields whose value is withheld.
    pub withheld: Vec<Field>,
    /// Where it came from, for imported records.
    pub source: Option<String>,
    /// When somebody last recorded something about it.
    pub changed: Moment,
    /// Which replica recorded it first, and at which place in the log.
    pub origin_order: (Stamp, ReplicaId, EventId),
    /// Events of kinds that this version does not know.
    pub unknown: usize,
    /// Equal exactly where all of the above and the timeline are equal.
    pub digest: u128,
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl Record {
    /// Reads a record's ledger. A record of which only later events are known is shown as it is.
    #[must_use]
    pub fn of(id: RecordId, ledger: &Ledger) -> Self {
        let first = ledger.events.first();
        let standing = match ledger.get(Field::State) {
            Some(Value::State(standing)) => *standing,
            _ => State::New.into(),
        };
        let state_event = ledger
            .values
            .get(&Field::State)
            .and_then(|live| live.last());
        let mut record = Self {
            id,
            reference: text(ledger, Field::Reference),
            kind: match ledger.get(Field::Kind) {
                Some(Value::Kind(kind)) => *kind,
                _ => RecordKind::Incident,
            },
            title: text(ledger, Field::Title),
            description: text(ledger, Field::Description),
            category: match ledger.get(Field::Category) {
                Some(Value::Category(category)) => *category,
                _ => None,
            },
            service: match ledger.get(Field::Service) {
                Some(Value::Service(service)) => *service,
                _ => None,
            },
            assessment: match ledger.get(Field::Assessment) {
                Some(Value::Assessment(assessment)) => assessment.clone(),
                _ => None,
            },
            severity: match ledger.get(Field::Severity) {
                Some(Value::Severity(severity)) => *severity,
                _ => None,
            },
            owner: match ledger.get(Field::Owner) {
                Some(Value::Person(person)) => *person,
                _ => None,
            },
            team: match ledger.get(Field::Team) {
                Some(Value::Team(team)) => *team,
                _ => None,
            },
            reporter: text(ledger, Field::Reporter),
            channel: match ledger.get(Field::Channel) {
                Some(Value::Channel(channel)) => *channel,
                _ => None,
            },
            origin: match ledger.get(Field::Origin) {
                Some(Value::Origin(origin)) => *origin,
                _ => None,
            },
            affected: text(ledger, Field::Affected),
            cause: text(ledger, Field::Cause),
            workaround: text(ledger, Field::Workaround),
            vendor: text(ledger, Field::Vendor),
            standing,
            since: state_event.map_or(Moment::default(), |live| state_since(ledger, live.event)),
            course: course::legs(ledger),
            trail: Trail::of(ledger),
            counters: course::counters(ledger),
            left_new: course::left_new(ledger),
            is_past_new: course::is_past_new(ledger),
            earlier: course::earlier(ledger),
            subcategory: course::subcategory(ledger),
            cycle: ledger.cycle(),
            milestones: milestones(ledger),
            links: links(ledger),
            conflicts: ledger.conflicts().map(|(field, _)| field).collect(),
            withheld: (ledger.values.keys().copied())
                .filter(|&field| ledger.is_withheld(field))
                .collect(),
            source: ledger.events.iter().find_map(|event| match event.fact() {
                Some(Fact::Imported(body)) => Some(body.source.clone()),
                _ => None,
            }),
            changed: ledger
                .events
                .iter()
                .map(|event| event.head.wall)
                .max()
                .unwrap_or_default(),
            origin_order: first.map_or_else(Default::default, |event| event.order()),
            unknown: (ledger.events.iter())
                .filter(|event| event.body == Body::Unknown)
                .count(),
            digest: 0,
        };
        if let Some(imported) = newest_import(ledger) {
            record.changed = imported.max(own_changes(ledger).unwrap_or(imported));
        }
        record.digest = record.fingerprint(ledger);
        record
    }

    /// What the log calls it.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        Subject::Record(self.id)
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> State {
        self.standing.state
    }

    /// The priority of the last assessment.
    #[must_use]
    pub fn priority(&self) -> Option<Priority> {
        self.assessment
            .as_ref()
            .map(|assessment| assessment.priority)
    }

    /// When a milestone of the newest cycle happened. What comes before work begins, a
    /// reopening does not repeat.
    #[must_use]
    pub fn moment(&self, milestone: Milestone) -> Option<Moment> {
        let cycle = match milestone {
            _ if milestone.is_before_work() => 0,
            _ => self.cycle,
        };
        self.milestones.get(&(cycle, milestone)).copied()
    }

    /// When it was reported; the time of its first event where that is withheld.
    #[must_use]
    pub fn reported(&self) -> Moment {
        self.moment(Milestone::Reported).unwrap_or(self.since)
    }

    /// Whether somebody said explicitly that they have seen it.
    #[must_use]
    pub fn is_acknowledged(&self) -> bool {
        self.moment(Milestone::Acknowledged).is_some()
    }

    fn fingerprint(&self, ledger: &Ledger) -> u128 {
        let mut digest = Digest::default();
        digest.add(&self.id);
        for (field, live) in &ledger.values {
            digest.add(field);
            for live in live {
                digest.add(&ledger.events[live.event].id);
                digest.add(&live.value);
            }
        }
        for ((event, active), cycle) in ledger.events.iter().zip(&ledger.active).zip(&ledger.cycles)
        {
            digest.add(&(event.id, event.has_body(), active, cycle));
        }
        digest.finish()
    }
}

fn text(ledger: &Ledger, field: Field) -> String {
    match ledger.get(field) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// When the event that set the state happened; for imports the milestone that fits the state.
fn state_since(ledger: &Ledger, event: usize) -> Moment {
    let event = &ledger.events[event];
    let Some(Fact::Imported(body)) = event.fact() else {
        return event.happened();
    };
    let milestone = match body.state {
        Some(State::Resolved) => Milestone::Resolved,
        Some(State::Closed) => Milestone::Closed,
        Some(State::New) => Milestone::Reported,
        _ => return body.updated,
    };
    body.milestones
        .get(&milestone)
        .copied()
        .flatten()
        .unwrap_or(body.updated)
}

fn milestones(ledger: &Ledger) -> BTreeMap<(u16, Milestone), Moment> {
    (ledger.values.keys())
        .filter_map(|&field| match field {
            Field::Milestone(milestone, cycle) => {
                Some(((cycle, milestone), ledger.moment(milestone, cycle)?))
            }
            _ => None,
        })
        .collect()
}

fn links(ledger: &Ledger) -> Vec<(EventId, Link)> {
    (ledger.values.iter())
        .filter_map(|(field, live)| match (field, &live.last()?.value) {
            (Field::Link(event), Some(Value::Link(link))) => Some((*event, *link)),
            _ => None,
        })
        .collect()
}

fn newest_import(ledger: &Ledger) -> Option<Moment> {
    (ledger.of_kind(Kind::Imported))
        .filter_map(|event| match event.fact() {
            Some(Fact::Imported(body)) => Some(body.updated),
            _ => None,
        })
        .max()
}

fn own_changes(ledger: &Ledger) -> Option<Moment> {
    (ledger.events.iter())
        .filter(|event| event.head.kind != Kind::Imported)
        .map(|event| event.head.wall)
        .max()
}
