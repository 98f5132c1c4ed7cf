//! Everything that can happen, in the past tense: the kinds of events and what each says.
//!
//! A kind only ever gains optional members; any other change is a new kind, since old files
//! open forever.

mod body;
mod imported;
mod past;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::domain::fact::body::{
    Adopted, Assignment, Budgets, Cancelled, Category, CategorySet, ChannelSet, ClockTurned, Entry,
    Evidence, Extended, Founded, Happening, Held, Joined, KindSet, Link, Mapping, Nothing,
    OriginSet, Person, Reported, Service, ServiceSet, SeveritySet, StateSet, Team, Text, Timed,
    View,
};
pub use crate::domain::fact::imported::{Clearable, Imported};
pub use crate::domain::fact::past::Past;
use crate::domain::{
    calendar::Calendar,
    policy::Policy,
    priority::{Assessment, Matrix},
    state::Milestone,
    time::Moment,
};

/// Defines the kinds: slug on the wire, variant, body.
macro_rules! facts {
    ($($slug:literal $Variant:ident($Body:ty)),* $(,)?) => {
        /// What an event says.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Fact { $($Variant($Body),)* }

        /// The kind of an event. It is read first, and kept where it is unknown.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($Variant,)* Unknown(Box<str>) }

        impl Kind {
            /// Every kind that this version knows.
            pub const KNOWN: &'static [Self] = &[$(Self::$Variant),*];

            /// The word on the wire.
            #[must_use]
            pub fn slug(&self) -> &str {
                match self { $(Self::$Variant => $slug,)* Self::Unknown(slug) => slug }
            }

            /// The kind of that word.
            #[must_use]
            pub fn from_slug(slug: &str) -> Self {
                match slug { $($slug => Self::$Variant,)* other => Self::Unknown(other.into()) }
            }
        }

        impl Fact {
            /// The kind of this fact.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$Variant(_) => Kind::$Variant,)* }
            }

            /// Reads the body of a kind; nothing for an unknown kind.
            ///
            /// # Errors
            /// When a known member is missing or of the wrong type.
            pub fn read<'de, D: Deserializer<'de>>(kind: &Kind, from: D) -> Result<Option<Self>, D::Error> {
                match kind {
                    $(Kind::$Variant => <$Body>::deserialize(from).map(Self::$Variant).map(Some),)*
                    Kind::Unknown(_) => Ok(None),
                }
            }
        }

        impl Serialize for Fact {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$Variant(body) => body.serialize(to),)* }
            }
        }
    };
}

facts! {
    "reported" Reported(Reported),
    "imported" Imported(Box<Imported>),

    "title_set" TitleSet(Text),
    "description_set" DescriptionSet(Text),
    "affected_set" AffectedSet(Text),
    "cause_set" CauseSet(Text),
    "workaround_set" WorkaroundSet(Text),
    "vendor_set" VendorSet(Text),
    "reporter_set" ReporterSet(Text),
    "kind_set" KindSet(KindSet),
    "category_set" CategorySet(CategorySet),
    "service_set" ServiceSet(ServiceSet),
    "channel_set" ChannelSet(ChannelSet),
    "origin_set" OriginSet(OriginSet),
    "severity_set" SeveritySet(SeveritySet),
    "reassessed" Reassessed(Assessment),

    "acknowledged" Acknowledged(Happening),
    "taken" Taken(Assignment),
    "assigned" Assigned(Assignment),
    "reassigned" Reassigned(Assignment),
    "escalated" Escalated(Assignment),
    "started" Started(Happening),
    "held" Held(Held),
    "resumed" Resumed(StateSet),
    "mitigated" Mitigated(Happening),
    "resolved" Resolved(Happening),
    "verified" Verified(Happening),
    "closed" Closed(Happening),
    "reopened" Reopened(Happening),
    "cancelled" Cancelled(Cancelled),
    "state_set" StateSet(StateSet),

    "impact_started_at" ImpactStartedAt(Timed),
    "detected_at" DetectedAt(Timed),
    "reported_at" ReportedAt(Timed),
    "acknowledged_at" AcknowledgedAt(Timed),
    "assigned_at" AssignedAt(Timed),
    "mitigated_at" MitigatedAt(Timed),
    "resolved_at" ResolvedAt(Timed),
    "verified_at" VerifiedAt(Timed),
    "closed_at" ClosedAt(Timed),
    "reviewed_at" ReviewedAt(Timed),

    "noted" Noted(Entry),
    "decided" Decided(Entry),
    "update_posted" UpdatePosted(Entry),
    "evidence_linked" EvidenceLinked(Evidence),
    "linked" Linked(Link),
    "unlinked" Unlinked(Nothing),
    "clock_paused" ClockPaused(ClockTurned),
    "clock_resumed" ClockResumed(ClockTurned),
    "clock_extended" ClockExtended(Extended),
    "undone" Undone(Nothing),
    "erased" Erased(Nothing),

    "workspace_founded" WorkspaceFounded(Founded),
    "workspace_joined" WorkspaceJoined(Joined),
    "workspace_adopted" WorkspaceAdopted(Adopted),
    "workspace_named" WorkspaceNamed(Text),
    "zone_set" ZoneSet(Text),
    "budgets_set" BudgetsSet(Budgets),
    "person_defined" PersonDefined(Person),
    "team_defined" TeamDefined(Team),
    "service_defined" ServiceDefined(Service),
    "category_defined" CategoryDefined(Category),
    "matrix_defined" MatrixDefined(Matrix),
    "mapping_defined" MappingDefined(Mapping),
    "view_defined" ViewDefined(View),
    "calendar_defined" CalendarDefined(Calendar),
    "policy_defined" PolicyDefined(Policy),
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.slug())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Ok(Self::from_slug(&text))
    }
}

impl Kind {
    /// The kind that corrects this milestone.
    #[must_use]
    pub const fn of_milestone(milestone: Milestone) -> Self {
        match milestone {
            Milestone::ImpactStarted => Self::ImpactStartedAt,
            Milestone::Detected => Self::DetectedAt,
            Milestone::Reported => Self::ReportedAt,
            Milestone::Acknowledged => Self::AcknowledgedAt,
            Milestone::Assigned => Self::AssignedAt,
            Milestone::Mitigated => Self::MitigatedAt,
            Milestone::Resolved => Self::ResolvedAt,
            Milestone::Verified => Self::VerifiedAt,
            Milestone::Closed => Self::ClosedAt,
            Milestone::Reviewed => Self::ReviewedAt,
        }
    }

    /// The milestone that this kind corrects.
    #[must_use]
    pub fn as_milestone(&self) -> Option<Milestone> {
        Milestone::ALL
            .iter()
            .copied()
            .find(|&milestone| *self == Self::of_milestone(milestone))
    }
}

impl Fact {
    /// A correction of a milestone; without a moment it is taken back.
    #[must_use]
    pub fn timed(milestone: Milestone, happened: Option<Moment>) -> Self {
        let timed = Timed { happened };
        match milestone {
            Milestone::ImpactStarted => Self::ImpactStartedAt(timed),
            Milestone::Detected => Self::DetectedAt(timed),
            Milestone::Reported => Self::ReportedAt(timed),
            Milestone::Acknowledged => Self::AcknowledgedAt(timed),
            Milestone::Assigned => Self::AssignedAt(timed),
            Milestone::Mitigated => Self::MitigatedAt(timed),
            Milestone::Resolved => Self::ResolvedAt(timed),
            Milestone::Verified => Self::VerifiedAt(timed),
            Milestone::Closed => Self::ClosedAt(timed),
            Milestone::Reviewed => Self::ReviewedAt(timed),
        }
    }

    /// When it happened, where the writer said so.
    #[must_use]
    pub fn happened(&self) -> Option<Moment> {
        match self {
            Self::Reported(body) => body.reported,
            Self::Acknowledged(body)
            | Self::Started(body)
            | Self::Mitigated(body)
            | Self::Resolved(body)
            | Self::Verified(body)
            | Self::Closed(body)
            | Self::Reopened(body) => body.happened,
            Self::Taken(body)
            | Self::Assigned(body)
            | Self::Reassigned(body)
            | Self::Escalated(body) => body.happened,
            Self::Held(body) => body.happened,
            Self::Resumed(body) | Self::StateSet(body) => body.happened,
            Self::Cancelled(body) => body.happened,
            Self::Noted(body) | Self::Decided(body) | Self::UpdatePosted(body) => body.happened,
            Self::EvidenceLinked(body) => body.happened,
            Self::ClockPaused(body) | Self::ClockResumed(body) => body.happened,
            Self::ClockExtended(body) => body.happened,
            Self::Imported(body) => Some(body.updated),
            _ => None,
        }
    }
}
