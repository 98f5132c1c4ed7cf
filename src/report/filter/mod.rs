//! Which records somebody wants to see, and in which order.

mod address;
mod columns;
pub mod group;
mod hour;
pub mod hygiene;
pub mod index;
pub mod marks;
mod matching;
pub mod offer;
mod order;
mod said;
mod sought;
pub mod text;

pub use crate::report::filter::hour::{Hour, WEEKDAYS};
use crate::{
    domain::{
        fact::View,
        ids::{CategoryId, PersonId, ServiceId, TeamId, ViewId},
        priority::{Priority, Scale, Severity},
        state::{Channel, Origin, RecordKind, State, slugs},
    },
    report::{
        filter::{group::GroupBy, hygiene::Untidy},
        promise::Kept,
    },
};

/// What a list shows. A list of choices that is empty asks for nothing; several choices are
/// alternatives; the parts all have to fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that all have to occur; `"two words"` stay together.
    pub text: String,
    pub kinds: Vec<RecordKind>,
    pub states: Vec<State>,
    pub open: Option<bool>,
    /// `None` is a record that nobody rated.
    pub priorities: Vec<Option<Priority>>,
    pub severities: Vec<Option<Severity>>,
    /// Levels of a matrix, from 1 on; `None` is a record that nobody judged by it.
    pub impacts: Vec<Option<u8>>,
    pub urgencies: Vec<Option<u8>>,
    /// The matrix on which impact and urgency were judged.
    pub scale: Option<Scale>,
    /// A main category stands for its subcategories too; `None` is a record without one.
    pub categories: Vec<Option<CategoryId>>,
    pub owners: Vec<Owner>,
    pub teams: Vec<Option<TeamId>>,
    pub services: Vec<Option<ServiceId>>,
    pub channels: Vec<Option<Channel>>,
    pub origins: Vec<Option<Origin>>,
    /// Who reported them, as written; `None` is a record that does not say.
    pub reporters: Vec<Option<String>>,
    /// Where records were imported from; `None` is a record that was declared here.
    pub sources: Vec<Option<String>>,
    pub reported: Option<Dates>,
    pub resolved: Option<Dates>,
    /// The hour of the week in which records were reported.
    pub hour: Option<Hour>,
    /// Only records with values to settle.
    pub conflicts: bool,
    /// Only records that nobody said they have seen.
    pub unacknowledged: bool,
    /// How the promises about records stand.
    pub promises: Vec<Kept>,
    pub untidy: Vec<Untidy>,
    pub sort: Sort,
    pub group: Option<GroupBy>,
    /// Slugs of the columns to show; none is what the device shows.
    pub columns: Vec<String>,
    /// The saved view from which this came.
    pub view: Option<ViewId>,
}

/// Whose records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Me,
    Nobody,
    Person(PersonId),
}

/// When something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// Within so many times 24 hours before now.
    LastDays(u32),
    /// On local days, by their numbers, both included.
    Days { from: i64, to: i64 },
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub by: SortKey,
    pub descending: bool,
}

slugs!(
    /// What a list is sorted by.
    SortKey {
        /// Open first, then by priority, then the newest report.
        Rank = "rank", "Open first, then priority";
        /// How well the text fits; ties as in [`Rank`](Self::Rank).
        Match = "match", "Best match";
        Priority = "priority", "Priority";
        Reference = "reference", "Reference";
        Title = "title", "Title";
        State = "state", "State";
        Category = "category", "Category";
        Owner = "owner", "Owner";
        Team = "team", "Team";
        Service = "service", "Service";
        Severity = "severity", "Severity";
        /// What is due first.
        Due = "due", "Next promise";
        Reported = "reported", "Reported";
        Changed = "changed", "Changed";
    }
);

impl Default for Sort {
    fn default() -> Self {
        Self {
            by: SortKey::Rank,
            descending: false,
        }
    }
}

slugs!(
    /// A part of a filter that can be taken off by itself.
    Part {
        Text = "q", "Text";
        Kind = "kind", "Kind";
        State = "state", "State";
        Open = "open", "Open";
        Priority = "priority", "Priority";
        Severity = "severity", "Severity";
        Impact = "impact", "Impact";
        Urgency = "urgency", "Urgency";
        Scale = "scale", "Matrix";
        Category = "category", "Category";
        Owner = "owner", "Owner";
        Team = "team", "Team";
        Service = "service", "Service";
        Channel = "channel", "Channel";
        Origin = "origin", "Origin";
        Reporter = "reporter", "Reported by";
        Source = "source", "Source";
        Reported = "reported", "Reported";
        Hour = "hour", "Hour of the week";
        Resolved = "resolved", "Resolved";
        Conflicts = "conflict", "Conflict";
        Unacknowledged = "unacknowledged", "Not acknowledged";
        Promises = "clock", "Promise";
        Hygiene = "hygiene", "Needs tidying";
    }
);

impl Filter {
    /// Everything of some kinds.
    #[must_use]
    pub fn of_kinds(kinds: &[RecordKind]) -> Self {
        Self {
            kinds: kinds.to_vec(),
            ..Self::default()
        }
    }

    /// The order that is meant: what fits best comes first where a text is searched for and
    /// nobody chose an order.
    #[must_use]
    pub fn order(&self) -> Sort {
        match self.sort == Sort::default() && self.has(Part::Text) {
            true => Sort {
                by: SortKey::Match,
                descending: false,
            },
            false => self.sort,
        }
    }

    /// What a saved view asks for.
    #[must_use]
    pub fn of_view(view: &View) -> Self {
        Self {
            view: Some(view.id),
            ..Self::from_query(&view.query)
        }
    }

    /// The address of all that this asks for, whichever view it came from.
    #[must_use]
    pub fn to_saved(&self) -> String {
        Self {
            view: None,
            ..self.clone()
        }
        .to_query()
    }

    /// The parts that ask for something, in the order of chips.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        let parts = Part::ALL.iter().copied();
        parts.filter(|&part| self.has(part))
    }

    /// The states of records that count.
    #[must_use]
    pub fn all_but_cancelled() -> Vec<State> {
        let states = State::ALL.iter().copied();
        states.filter(|state| *state != State::Cancelled).collect()
    }

    /// Whether a part asks for something.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        match part {
            Part::Text => !text::terms(&self.text).is_empty(),
            Part::Kind => !self.kinds.is_empty(),
            Part::State => !self.states.is_empty(),
            Part::Open => self.open.is_some(),
            Part::Priority => !self.priorities.is_empty(),
            Part::Severity => !self.severities.is_empty(),
            Part::Impact => !self.impacts.is_empty(),
            Part::Urgency => !self.urgencies.is_empty(),
            Part::Scale => self.scale.is_some(),
            Part::Category => !self.categories.is_empty(),
            Part::Owner => !self.owners.is_empty(),
            Part::Team => !self.teams.is_empty(),
            Part::Service => !self.services.is_empty(),
            Part::Channel => !self.channels.is_empty(),
            Part::Origin => !self.origins.is_empty(),
            Part::Reporter => !self.reporters.is_empty(),
            Part::Source => !self.sources.is_empty(),
            Part::Reported => self.reported.is_some(),
            Part::Hour => self.hour.is_some(),
            Part::Resolved => self.resolved.is_some(),
            Part::Conflicts => self.conflicts,
            Part::Unacknowledged => self.unacknowledged,
            Part::Promises => !self.promises.is_empty(),
            Part::Hygiene => !self.untidy.is_empty(),
        }
    }

    /// The dates that a part asks for.
    #[must_use]
    pub const fn dates(&self, part: Part) -> Option<Dates> {
        match part {
            Part::Reported => self.reported,
            Part::Resolved => self.resolved,
            _ => None,
        }
    }

    /// Takes a part off.
    pub fn clear(&mut self, part: Part) {
        match part {
            Part::Text => self.text.clear(),
            Part::Kind => self.kinds.clear(),
            Part::State => self.states.clear(),
            Part::Open => self.open = None,
            Part::Priority => self.priorities.clear(),
            Part::Severity => self.severities.clear(),
            Part::Impact => self.impacts.clear(),
            Part::Urgency => self.urgencies.clear(),
            Part::Scale => self.scale = None,
            Part::Category => self.categories.clear(),
            Part::Owner => self.owners.clear(),
            Part::Team => self.teams.clear(),
            Part::Service => self.services.clear(),
            Part::Channel => self.channels.clear(),
            Part::Origin => self.origins.clear(),
            Part::Reporter => self.reporters.clear(),
            Part::Source => self.sources.clear(),
            Part::Reported => self.reported = None,
            Part::Hour => self.hour = None,
            Part::Resolved => self.resolved = None,
            Part::Conflicts => self.conflicts = false,
            Part::Unacknowledged => self.unacknowledged = false,
            Part::Promises => self.promises.clear(),
            Part::Hygiene => self.untidy.clear(),
        }
    }
}
