//! What a column of somebody's table can become.

use crate::domain::state::{Milestone, slugs};

slugs!(
    /// The field that a column fills.
    Target {
        Number = "number", "Number (reference)";
        Title = "title", "Title";
        Description = "description", "Description";
        Kind = "kind", "Kind";
        State = "state", "State";
        Hold = "hold", "Hold reason";
        Priority = "priority", "Priority";
        Impact = "impact", "Impact";
        Urgency = "urgency", "Urgency";
        Severity = "severity", "Severity";
        Category = "category", "Category";
        Subcategory = "subcategory", "Subcategory";
        Service = "service", "Service";
        Owner = "owner", "Owner";
        Team = "team", "Team";
        Reporter = "reporter", "Reported by";
        Channel = "channel", "Channel";
        Reported = "reported", "Reported at";
        Acknowledged = "acknowledged", "Acknowledged at";
        Assigned = "assigned", "Assigned at";
        Detected = "detected", "Detected at";
        ImpactStarted = "impact_started", "Impact began at";
        Mitigated = "mitigated", "Mitigated at";
        Resolved = "resolved", "Resolved at";
        Closed = "closed", "Closed at";
        Updated = "updated", "Last changed at";
    }
);

impl Target {
    /// Whether its cells are moments.
    #[must_use]
    pub const fn is_time(self) -> bool {
        self.milestone().is_some() || matches!(self, Self::Updated)
    }

    /// Whether its cells are a few words, each of which means something of ours.
    #[must_use]
    pub const fn is_coded(self) -> bool {
        matches!(
            self,
            Self::Kind
                | Self::State
                | Self::Hold
                | Self::Priority
                | Self::Impact
                | Self::Urgency
                | Self::Severity
                | Self::Category
                | Self::Channel
        )
    }

    /// The milestone that its cells date.
    #[must_use]
    pub const fn milestone(self) -> Option<Milestone> {
        Some(match self {
            Self::Reported => Milestone::Reported,
            Self::Acknowledged => Milestone::Acknowledged,
            Self::Assigned => Milestone::Assigned,
            Self::Detected => Milestone::Detected,
            Self::ImpactStarted => Milestone::ImpactStarted,
            Self::Mitigated => Milestone::Mitigated,
            Self::Resolved => Milestone::Resolved,
            Self::Closed => Milestone::Closed,
            _ => return None,
        })
    }
}
