//! What a person asks for, in the imperative; [`decide`](crate::domain::decide) says what comes of it.

use std::sync::Arc;

use crate::domain::{
    calendar::Calendar,
    fact::{Budgets, Category, Imported, Mapping, Person, Service, Team, View},
    ids::{
        CategoryId, ClockId, EventId, PersonId, RecordId, ReplicaId, ServiceId, TeamId, WorkspaceId,
    },
    policy::Policy,
    priority::{Matrix, Scale, Severity},
    state::{Act, Channel, HoldReason, Milestone, Origin, RecordKind, Relation, VoidReason},
    time::Moment,
    trail::Turned,
    value::Field,
};

/// Who asks, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub replica: ReplicaId,
    pub person: PersonId,
    /// The person's name as typed on this device; recorded with their first act.
    pub name: String,
    /// What a workspace is called and where its days begin, should this act found it.
    pub workspace_name: String,
    pub zone: String,
}

/// A change that somebody asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    Report(Box<Report>),
    Act {
        record: RecordId,
        act: Move,
        happened: Option<Moment>,
        note: Option<String>,
    },
    Set {
        record: RecordId,
        change: Change,
    },
    /// Corrects when a milestone happened, or takes it back.
    Correct {
        record: RecordId,
        milestone: Milestone,
        cycle: u16,
        happened: Option<Moment>,
    },
    Write {
        record: RecordId,
        entry: Writing,
        text: String,
        happened: Option<Moment>,
    },
    LinkEvidence {
        record: RecordId,
        title: String,
        url: String,
        happened: Option<Moment>,
    },
    Link {
        record: RecordId,
        to: RecordId,
        relation: Relation,
    },
    Unlink {
        record: RecordId,
        link: EventId,
    },
    /// Stops a clock by hand, lets it run on, or gives it more time.
    Turn {
        record: RecordId,
        clock: ClockId,
        what: Turned,
        /// Needed but to let it run on.
        reason: String,
        happened: Option<Moment>,
    },
    /// Chooses one of several live values, by the event that set it.
    Settle {
        record: Option<RecordId>,
        field: Field,
        choice: EventId,
    },
    /// Takes events back, each by a counter-event.
    Undo {
        events: Vec<EventId>,
    },
    /// Removes what events said, everywhere and for good.
    Erase {
        events: Vec<EventId>,
    },
    Import(Arc<Vec<(RecordId, Imported)>>),
    NameWorkspace(String),
    SetZone(String),
    SetBudgets(Budgets),
    DefinePerson(Person),
    DefineTeam(Team),
    DefineService(Service),
    DefineCategory(Category),
    DefineMapping(Mapping),
    DefineMatrix(Matrix),
    DefineView(View),
    DefineCalendar(Calendar),
    DefinePolicy(Policy),
    Adopt(WorkspaceId),
    /// Several changes as one action: all of them or none.
    All(Vec<Command>),
    /// The same asked of many records as one action: those that a rule forbids it for are left
    /// out, and it fails only where none is left.
    Each(Vec<(RecordId, Command)>),
}

/// A new record, as its form holds it. Only the title is needed.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Made by the form, so that sending a form twice can't make two records.
    pub id: RecordId,
    pub kind: RecordKind,
    pub title: String,
    pub description: String,
    pub category: Option<CategoryId>,
    pub service: Option<ServiceId>,
    pub rating: Option<Rating>,
    pub severity: Option<Severity>,
    pub reporter: String,
    pub channel: Option<Channel>,
    pub origin: Option<Origin>,
    pub owner: Option<PersonId>,
    pub team: Option<TeamId>,
    /// When the impact began.
    pub started: Option<Moment>,
}

impl Report {
    /// A report that says nothing yet.
    #[must_use]
    pub const fn blank(id: RecordId) -> Self {
        Self {
            id,
            kind: RecordKind::Incident,
            title: String::new(),
            description: String::new(),
            category: None,
            service: None,
            rating: None,
            severity: None,
            reporter: String::new(),
            channel: None,
            origin: None,
            owner: None,
            team: None,
            started: None,
        }
    }
}

/// Impact and urgency on a table, and perhaps another priority than the table gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    pub scale: Scale,
    pub impact: u8,
    pub urgency: u8,
    /// Needs a reason.
    pub overridden: Option<crate::domain::priority::Priority>,
    pub reason: String,
}

/// An act with what it needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Acknowledge,
    Take,
    Assign {
        person: Option<PersonId>,
        team: Option<TeamId>,
    },
    Escalate {
        person: Option<PersonId>,
        team: Option<TeamId>,
    },
    Start,
    Hold(HoldReason),
    Resume,
    Mitigate,
    Resolve,
    Verify,
    Close,
    Reopen,
    Cancel(VoidReason),
}

impl Move {
    /// The act, without its details.
    #[must_use]
    pub const fn kind(self) -> Act {
        match self {
            Self::Acknowledge => Act::Acknowledge,
            Self::Take => Act::Take,
            Self::Assign { .. } => Act::Assign,
            Self::Escalate { .. } => Act::Escalate,
            Self::Start => Act::Start,
            Self::Hold(_) => Act::Hold,
            Self::Resume => Act::Resume,
            Self::Mitigate => Act::Mitigate,
            Self::Resolve => Act::Resolve,
            Self::Verify => Act::Verify,
            Self::Close => Act::Close,
            Self::Reopen => Act::Reopen,
            Self::Cancel(_) => Act::Cancel,
        }
    }
}

/// A new value of a record's field.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Title(String),
    Description(String),
    Affected(String),
    Cause(String),
    Workaround(String),
    Vendor(String),
    Reporter(String),
    Kind(RecordKind),
    Category(Option<CategoryId>),
    Service(Option<ServiceId>),
    Channel(Option<Channel>),
    Origin(Option<Origin>),
    Severity(Option<Severity>),
    Rating(Rating),
}

/// What a person writes into a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writing {
    Note,
    Decision,
    /// For people outside the response, named here.
    Update {
        audience: String,
    },
}

/// Why a command was turned down. Nothing happened; the form keeps what was typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    #[error("Give it a title: a few words are enough.")]
    NoTitle,
    #[error("Write something first.")]
    NoText,
    #[error("Give it a name.")]
    NoName,
    #[error("Say why: an override needs a reason.")]
    NoReason,
    #[error(
        "{field} has {characters} characters; {limit} are the most that Sitrep keeps. Shorten it or link to a document."
    )]
    TooLong {
        field: &'static str,
        characters: usize,
        limit: usize,
    },
    #[error(
        "That comes to {kilobytes} KB in one entry; 1,024 are the most that a log keeps. Shorten it or link to a document."
    )]
    TooBig { kilobytes: usize },
    #[error("That is not on this device: it may be in a file that was not merged yet.")]
    Unknown,
    #[error("{act} does not fit a record that is {state}.")]
    WrongState {
        act: &'static str,
        state: &'static str,
    },
    #[error("It is acknowledged already.")]
    AlreadyAcknowledged,
    #[error("It is verified already.")]
    AlreadyVerified,
    #[error("Choose a person or a team.")]
    Nobody,
    #[error("They have it already.")]
    AlreadyTheirs,
    #[error("The priority matrix has no such cell: choose impact and urgency again.")]
    NoCell,
    #[error("A matrix needs 2 to 7 levels each way and a priority in every cell.")]
    BrokenMatrix,
    #[error("That time is outside the years 1 to 9999.")]
    UnreadableTime,
    #[error("That lies in the future. Check the date; only what has happened can be recorded.")]
    InFuture,
    #[error("A web address starts with https://, http:// or mailto:.")]
    BadAddress,
    #[error("Choose a record.")]
    NoRecord,
    #[error("A record can't be linked to itself.")]
    SelfLink,
    #[error("There is nothing to settle: the values agree by now.")]
    NoConflict,
    #[error("That value is withheld, so it can't be chosen. Choose the other or set a new one.")]
    Withheld,
    #[error("References and their letters are given once and never change, so both stay.")]
    Fixed,
    #[error("That can't be undone.")]
    NotUndoable,
    #[error("That is no time zone. Write it like Europe/Berlin.")]
    BadZone,
    #[error("Say why: it is shown beside the clock and in the figures.")]
    NoClockReason,
    #[error("That clock is not part of the SLA policy any more.")]
    NoClock,
    #[error("It is paused by hand already.")]
    AlreadyPaused,
    #[error("Nobody paused it by hand.")]
    NotPaused,
    #[error("Give it a length from a minute to ten years.")]
    NoLength,
    #[error("A calendar needs working hours: with none, no clock would ever run.")]
    NoHours,
    #[error("Working hours end after they begin, within the day, and don't overlap.")]
    BadHours,
    #[error("\"{date}\" is no date; write it like 2026-12-25.")]
    BadDate { date: String },
    #[error(
        "Rule {rule} of the clock {clock} needs a target from a minute to ten years, or none: then nothing is promised."
    )]
    NoTarget { clock: String, rule: usize },
    #[error(
        "The clock {clock} names a {what} that is not offered any more. Choose another or take it out."
    )]
    NotOffered { clock: String, what: &'static str },
    #[error("The clock {clock} stands twice in the policy. Take one of the two out.")]
    ClockTwice { clock: String },
    #[error("{most} {what} are the most. Take some out.")]
    TooMany { most: usize, what: &'static str },
    #[error("Nothing changed.")]
    NoChange,
}

impl Rejection {
    /// The error's kind, for `data-error`.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::NoTitle => "no-title",
            Self::NoText => "no-text",
            Self::NoName => "no-name",
            Self::NoReason => "no-reason",
            Self::TooLong { .. } => "too-long",
            Self::TooBig { .. } => "too-big",
            Self::Unknown => "unknown",
            Self::WrongState { .. } => "wrong-state",
            Self::AlreadyAcknowledged => "already-acknowledged",
            Self::AlreadyVerified => "already-verified",
            Self::Nobody => "nobody",
            Self::AlreadyTheirs => "already-theirs",
            Self::NoCell => "no-cell",
            Self::BrokenMatrix => "broken-matrix",
            Self::UnreadableTime => "unreadable-time",
            Self::InFuture => "in-future",
            Self::BadAddress => "bad-address",
            Self::NoRecord => "no-record",
            Self::SelfLink => "self-link",
            Self::NoConflict => "no-conflict",
            Self::Withheld => "withheld",
            Self::Fixed => "fixed",
            Self::NotUndoable => "not-undoable",
            Self::BadZone => "bad-zone",
            Self::NoClockReason => "no-clock-reason",
            Self::NoClock => "no-clock",
            Self::AlreadyPaused => "already-paused",
            Self::NotPaused => "not-paused",
            Self::NoLength => "no-length",
            Self::NoHours => "no-hours",
            Self::BadHours => "bad-hours",
            Self::BadDate { .. } => "bad-date",
            Self::NoTarget { .. } => "no-target",
            Self::NotOffered { .. } => "not-offered",
            Self::ClockTwice { .. } => "clock-twice",
            Self::TooMany { .. } => "too-many",
            Self::NoChange => "no-change",
        }
    }
}
