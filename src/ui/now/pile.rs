//! Which pile of the queue is shown: it is kept in the address.

use crate::{
    domain::{
        ids::PersonId,
        record::Record,
        state::{RecordKind, State, slugs},
    },
    report::{
        filter::{Filter, Owner},
        promise::Kept,
        queue::{Risk, Row, Tallies, waits_for_acknowledgement},
    },
};

slugs!(
    /// A pile of records; its label follows a number.
    Pile {
        Open = "open", "open";
        Late = "late", "late";
        AtRisk = "at-risk", "at risk";
        Unacknowledged = "unacknowledged", "not acknowledged";
        NoOwner = "no-owner", "no owner";
        OnHold = "on-hold", "on hold";
        Mine = "mine", "mine";
        /// Ended records too: values may disagree after all is done.
        Conflicts = "conflicts", "to settle";
    }
);

/// What the address asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub kind: RecordKind,
    pub pile: Pile,
}

impl Asked {
    /// Reads `kind=request&show=mine`.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let value = |key: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(held, _)| *held == key).map(|(_, value)| value)
        };
        Self {
            kind: match value("kind") {
                Some("request") => RecordKind::Request,
                _ => RecordKind::Incident,
            },
            pile: value("show")
                .and_then(Pile::from_slug)
                .unwrap_or(Pile::Open),
        }
    }

    /// The query that is read back.
    #[must_use]
    pub fn to_query(self) -> String {
        let kind = (self.kind == RecordKind::Request).then(|| "kind=request".to_owned());
        let show = (self.pile != Pile::Open).then(|| format!("show={}", self.pile.slug()));
        let parts: Vec<_> = kind.into_iter().chain(show).collect();
        parts.join("&")
    }

    /// The same records in the list of incidents.
    #[must_use]
    pub fn in_the_list(self) -> String {
        let mut filter = Filter {
            kinds: vec![self.kind],
            open: Some(true),
            ..Filter::default()
        };
        match self.pile {
            Pile::Open => {}
            Pile::Late => filter.promises = vec![Kept::Late],
            Pile::AtRisk => filter.promises = vec![Kept::AtRisk],
            Pile::Unacknowledged => filter.unacknowledged = true,
            Pile::NoOwner => filter.owners = vec![Owner::Nobody],
            Pile::OnHold => filter.states = vec![State::OnHold],
            Pile::Mine => filter.owners = vec![Owner::Me],
            Pile::Conflicts => {
                filter.open = None;
                filter.conflicts = true;
            }
        }
        format!("#/incidents?{}", filter.to_query())
    }
}

impl Pile {
    /// How many records are in it.
    #[must_use]
    pub const fn count(self, tallies: &Tallies) -> usize {
        match self {
            Self::Open => tallies.open,
            Self::Late => tallies.late,
            Self::AtRisk => tallies.at_risk,
            Self::Unacknowledged => tallies.unacknowledged,
            Self::NoOwner => tallies.no_owner,
            Self::OnHold => tallies.on_hold,
            Self::Mine => tallies.mine,
            Self::Conflicts => tallies.conflicts,
        }
    }

    /// Whether an open record is in it.
    #[must_use]
    pub fn holds(self, row: &Row, record: &Record, me: PersonId) -> bool {
        match self {
            Self::Open => true,
            Self::Late => row.risk == Risk::Late,
            Self::AtRisk => row.risk == Risk::AtRisk,
            Self::Unacknowledged => waits_for_acknowledgement(record),
            Self::NoOwner => record.owner.is_none(),
            Self::OnHold => record.state() == State::OnHold,
            Self::Mine => record.owner == Some(me),
            Self::Conflicts => !record.conflicts.is_empty(),
        }
    }
}
