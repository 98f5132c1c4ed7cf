//! One immutable fact that someone recorded, and the marks that place it in the log.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::{
    fact::{Fact, Kind},
    ids::{BodyHash, EventId, PersonId, RecordId, ReplicaId, Salt, WorkspaceId},
    time::{Moment, Stamp},
    wire,
};

/// A fact with its place in the log.
///
/// `text` keeps the exact text of head and body, so that a log is exported byte for byte
/// as it came, unknown members included; only `exchange` writes and reads it.
#[derive(Clone, Debug)]
pub struct Event {
    pub id: EventId,
    pub head: Head,
    pub body: Body,
    pub text: Text,
}

/// The canonical JSON of an event's parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub head: Box<str>,
    /// Absent where the body was removed or never came along.
    pub body: Option<(Box<str>, Salt)>,
    /// Members beside id, head, body and salt, such as a signature: kept as they came.
    pub rest: Box<str>,
}

/// What an event says.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)] // nearly every event has its body
pub enum Body {
    Present(Fact),
    /// A kind that this version does not know: kept and passed on, never guessed at.
    Unknown,
    /// The act stands; what it said is withheld.
    Absent,
}

/// What places an event in the log. A head can't be erased, so it holds no names and no free text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub ws: WorkspaceId,
    pub replica: ReplicaId,
    /// 1 for a replica's first event.
    pub seq: u64,
    /// The replica's event before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prev: Option<EventId>,
    /// Per other replica the highest seq without gap or fork that the writer held, where it changed.
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "std::collections::BTreeMap::is_empty"
    )]
    pub seen: std::collections::BTreeMap<ReplicaId, (u64, EventId)>,
    pub hlc: Stamp,
    /// The writer's clock on the wall. It may be years wrong.
    pub wall: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    pub subject: Subject,
    /// The events whose values this one replaces.
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub over: Vec<EventId>,
    /// The event that this one corrects, undoes or answers; it fixes the cycle.
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<EventId>,
    pub kind: Kind,
    pub body_hash: BodyHash,
}

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Workspace,
    Record(RecordId),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace => f.write_str("workspace"),
            Self::Record(id) => write!(f, "record/{id}"),
        }
    }
}

impl Serialize for Subject {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        if text == "workspace" {
            return Ok(Self::Workspace);
        }
        text.strip_prefix("record/")
            .and_then(|id| id.parse().ok())
            .map(Self::Record)
            .ok_or_else(|| serde::de::Error::custom("a subject is `workspace` or `record/<id>`"))
    }
}

impl Event {
    /// The order of the log: stamp, then replica, then id.
    #[must_use]
    pub const fn order(&self) -> (Stamp, ReplicaId, EventId) {
        (self.head.hlc, self.head.replica, self.id)
    }

    /// What it says, where that is known and present.
    #[must_use]
    pub const fn fact(&self) -> Option<&Fact> {
        match &self.body {
            Body::Present(fact) => Some(fact),
            Body::Unknown | Body::Absent => None,
        }
    }

    /// When it happened; recorded time where nothing else is known.
    #[must_use]
    pub fn happened(&self) -> Moment {
        self.fact()
            .and_then(Fact::happened)
            .unwrap_or(self.head.wall)
    }

    /// The same event without its body: it still verifies.
    #[must_use]
    pub fn without_body(&self) -> Self {
        Self {
            id: self.id,
            head: self.head.clone(),
            body: Body::Absent,
            text: Text {
                head: self.text.head.clone(),
                body: None,
                rest: self.text.rest.clone(),
            },
        }
    }

    /// The union of two copies of this event: a present body beats an absent one. Nothing vouches
    /// for members beside them, such as a signature yet to be checked; the greater text stays, so
    /// that every replica ends with the same. Nothing when the other copy adds nothing.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Option<Self> {
        let gains_body = other.has_body() && !self.has_body();
        let gains_rest = other.text.rest > self.text.rest;
        if !gains_body && !gains_rest {
            return None;
        }
        let mut joined = if gains_body { other } else { self }.clone();
        let rest = if gains_rest { other } else { self };
        joined.text.rest.clone_from(&rest.text.rest);
        Some(joined)
    }

    /// Whether what it says came along, understood or not.
    #[must_use]
    pub const fn has_body(&self) -> bool {
        self.text.body.is_some()
    }
}

/// A fact that was decided but not yet stamped into the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Intent {
    pub subject: Subject,
    pub over: Vec<Target>,
    pub reference: Option<EventId>,
    pub fact: Fact,
}

/// An event that an intent replaces values of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// One in the log.
    Held(EventId),
    /// An intent of the same action, by its position.
    Earlier(usize),
}
