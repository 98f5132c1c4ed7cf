//! What each kind of event says. Every optional member may be left out; none ever becomes required.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{
    ids::{
        CategoryId, ClockId, MappingId, PersonId, RecordId, ServiceId, TeamId, ViewId, WorkspaceId,
    },
    priority::{Assessment, Severity},
    state::{Channel, HoldReason, Origin, RecordKind, Relation, State, VoidReason},
    time::Moment,
    wire,
};

/// A record's first event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reported {
    pub kind: RecordKind,
    /// `INC-42`; given once, never reused.
    pub reference: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    #[serde(
        default,
        deserialize_with = "wire::optional_object",
        skip_serializing_if = "Option::is_none"
    )]
    pub assessment: Option<Assessment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// When the impact began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Moment>,
    /// When it was reported; the moment of recording unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported: Option<Moment>,
}

/// A text value; empty means cleared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub text: String,
}

/// Defines the bodies that hold one value.
macro_rules! single {
    ($($Name:ident { $member:ident: $Type:ty }),* $(,)?) => { $(
        /// One value; absent means cleared.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $Name {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub $member: Option<$Type>,
        }
    )* };
}

single!(
    CategorySet {
        category: CategoryId
    },
    ServiceSet { service: ServiceId },
    ChannelSet { channel: Channel },
    OriginSet { origin: Origin },
    SeveritySet { severity: Severity },
    Timed { happened: Moment },
);

/// What a record is from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindSet {
    pub kind: RecordKind,
}

/// An act that needs no more than a time and perhaps a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Who works on it from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Work waits for something outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub reason: HoldReason,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The record never counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    pub reason: VoidReason,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The state that an act returned to, or that settled a conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateSet {
    pub state: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<HoldReason>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something that a person wrote into the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
    /// Whom a public update is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
}

/// A pointer to proof that lies elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub title: String,
    pub url: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
}

/// Two records belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    pub to: RecordId,
    pub relation: Relation,
}

/// Somebody stopped a clock by hand, or let it run on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockTurned {
    pub clock: ClockId,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
}

/// Somebody gave a clock more time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    pub clock: ClockId,
    /// Milliseconds of the calendar's hours.
    pub by: u64,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
}

/// A body that says nothing more than its kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nothing {}

/// A log's first event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founded {
    pub name: String,
    /// IANA time zone.
    pub zone: String,
}

/// A replica that did not found the workspace begins to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// One or two letters that set its references apart: `INC-B7`.
    pub tag: String,
}

/// The events of another workspace are admitted, now and later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    pub ws: WorkspaceId,
}

/// How many characters a text should stay under; going over is shown, never refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Budgets {
    pub title: u32,
    pub description: u32,
    pub update: u32,
}

impl Default for Budgets {
    fn default() -> Self {
        Self {
            title: 80,
            description: 2_000,
            update: 280,
        }
    }
}

/// Defines what a workspace keeps about a thing that has an id and a name.
macro_rules! defined {
    ($($(#[$doc:meta])* $Name:ident($Id:ty) { $($(#[$attr:meta])* $member:ident: $Type:ty),* }),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub struct $Name {
            pub id: $Id,
            pub name: String,
            $($(#[$attr])* pub $member: $Type,)*
            /// No longer offered; old records keep it.
            #[serde(
                default,
                deserialize_with = "wire::optional",
                skip_serializing_if = "std::ops::Not::not"
            )]
            pub retired: bool,
        }
    )* };
}

defined!(
    /// Somebody who acts.
    Person(PersonId) {},
    /// A group that work is given to.
    Team(TeamId) {
        #[serde(
            default,
            deserialize_with = "wire::optional",
            skip_serializing_if = "Vec::is_empty"
        )]
        members: Vec<PersonId>
    },
    /// What the organisation runs.
    Service(ServiceId) {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<TeamId>
    },
    /// A category, or a subcategory with its parent.
    Category(CategoryId) {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Option<CategoryId>
    },
    /// A list that the team comes back to.
    View(ViewId) {
        /// What the list's address asks for: filter, order, groups and columns.
        query: String,
        /// Views stand in this order, equal ones by their names.
        #[serde(
            default,
            deserialize_with = "wire::optional",
            skip_serializing_if = "is_zero"
        )]
        place: u32
    },
);

defined!(
    /// How the table of another tool is read: what its columns and their cells mean. What a
    /// program does not know of it, it leaves aside: a column then is kept as it is.
    Mapping(MappingId) {
        /// The source that the records of the table are of, such as `jira`.
        source: String,
        /// By the name of the column, the field that it fills.
        #[serde(
            default,
            deserialize_with = "wire::optional",
            skip_serializing_if = "BTreeMap::is_empty"
        )]
        columns: BTreeMap<String, String>,
        /// By the name of the column, what its cells mean; an empty meaning is none.
        #[serde(
            default,
            deserialize_with = "wire::optional",
            skip_serializing_if = "BTreeMap::is_empty"
        )]
        values: BTreeMap<String, BTreeMap<String, String>>,
        /// By the name of the column, whether day or month stands first.
        #[serde(
            default,
            deserialize_with = "wire::optional",
            skip_serializing_if = "BTreeMap::is_empty"
        )]
        orders: BTreeMap<String, String>,
        /// The time zone of times without one (IANA); empty for as they are written.
        #[serde(
            default,
            deserialize_with = "wire::optional",
            skip_serializing_if = "String::is_empty"
        )]
        zone: String
    },
);
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}
