//! The places that events set, and what can stand in them.

mod each;
mod imports;

pub use crate::domain::value::{
    each::{each_value, fields_of},
    imports::each_imported,
};
use crate::domain::{
    calendar::Calendar,
    fact::{Budgets, Category, Link, Mapping, Person, Service, Team, View},
    ids::{
        CalendarId, CategoryId, EventId, MappingId, PersonId, ReplicaId, ServiceId, TeamId, ViewId,
        WorkspaceId,
    },
    policy::{Policy, PolicyPreset},
    priority::{Assessment, Matrix, Preset, Severity},
    state::{Channel, HoldReason, Milestone, Origin, RecordKind, State, VoidReason},
    time::Moment,
};

/// A place that holds one value, or several while they conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Reference,
    Kind,
    Title,
    Description,
    Category,
    Service,
    Assessment,
    Severity,
    Owner,
    Team,
    Reporter,
    Channel,
    Origin,
    Affected,
    Cause,
    Workaround,
    Vendor,
    State,
    /// A milestone of a cycle; cycles count from 0.
    Milestone(Milestone, u16),
    /// One link: links are a set, so each is a place of its own, by the event that added it.
    Link(EventId),

    WorkspaceName,
    Zone,
    Budgets,
    Matrix,
    Person(PersonId),
    TeamDefined(TeamId),
    ServiceDefined(ServiceId),
    CategoryDefined(CategoryId),
    Tag(ReplicaId),
    Adopted(WorkspaceId),
    MappingDefined(MappingId),
    ViewDefined(ViewId),
    CalendarDefined(CalendarId),
    Policy,
}

impl Field {
    /// The word that people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Reference => "Reference",
            Self::Kind => "Kind",
            Self::Title => "Title",
            Self::Description => "Description",
            Self::Category | Self::CategoryDefined(_) => "Category",
            Self::Service | Self::ServiceDefined(_) => "Service",
            Self::Assessment => "Priority",
            Self::Severity => "Severity",
            Self::Owner => "Owner",
            Self::Team | Self::TeamDefined(_) => "Team",
            Self::Reporter => "Reported by",
            Self::Channel => "Channel",
            Self::Origin => "Origin",
            Self::Affected => "Affected",
            Self::Cause => "Cause",
            Self::Workaround => "Workaround",
            Self::Vendor => "Vendor",
            Self::State => "State",
            Self::Milestone(milestone, _) => milestone.label(),
            Self::Link(_) => "Link",
            Self::WorkspaceName => "Workspace name",
            Self::Zone => "Time zone",
            Self::Budgets => "Character budgets",
            Self::Matrix => "Priority matrix",
            Self::Person(_) => "Person",
            Self::MappingDefined(_) => "Column mapping",
            Self::ViewDefined(_) => "Saved view",
            Self::CalendarDefined(_) => "Calendar",
            Self::Policy => "SLA policy",
            Self::Tag(_) => "Reference tag",
            Self::Adopted(_) => "Adopted workspace",
        }
    }
}

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    Text(String),
    Kind(RecordKind),
    Category(Option<CategoryId>),
    Service(Option<ServiceId>),
    Assessment(Option<Assessment>),
    Severity(Option<Severity>),
    Person(Option<PersonId>),
    Team(Option<TeamId>),
    Channel(Option<Channel>),
    Origin(Option<Origin>),
    State(Standing),
    Moment(Option<Moment>),
    Link(Link),
    Budgets(Budgets),
    Matrix(Matrix),
    PersonDefined(Person),
    TeamDefined(Team),
    ServiceDefined(Service),
    CategoryDefined(Category),
    Flag,
    MappingDefined(Mapping),
    ViewDefined(View),
    CalendarDefined(Calendar),
    Policy(Policy),
}

impl Value {
    /// Whether it says no more than a field that nobody set.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Category(None)
            | Self::Service(None)
            | Self::Assessment(None)
            | Self::Severity(None)
            | Self::Person(None)
            | Self::Team(None)
            | Self::Channel(None)
            | Self::Origin(None)
            | Self::Moment(None) => true,
            Self::Budgets(budgets) => *budgets == Budgets::default(),
            Self::Matrix(matrix) => *matrix == Preset::Sitrep.matrix(),
            Self::Policy(policy) => *policy == PolicyPreset::Itil.policy(),
            _ => false,
        }
    }
}

/// A state with what it says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standing {
    pub state: State,
    pub hold: Option<HoldReason>,
    pub void: Option<VoidReason>,
}

impl From<State> for Standing {
    fn from(state: State) -> Self {
        Self {
            state,
            hold: None,
            void: None,
        }
    }
}
