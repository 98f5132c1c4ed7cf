//! What another tool says of a record.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::{
    fact::Past,
    ids::{CategoryId, PersonId, ServiceId, TeamId},
    priority::{Assessment, Severity},
    state::{Channel, HoldReason, Milestone, RecordKind, State, slugs},
    texts::Texts,
    time::Moment,
    wire,
};

/// A record of another tool, or what changed in it since the last import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// The format that it came in, such as `servicenow`.
    pub source: String,
    /// Which installation, as the importer named it.
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "String::is_empty"
    )]
    pub instance: String,
    /// The source's own number.
    pub number: String,
    /// When the source last changed it.
    pub updated: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<RecordKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// What the source calls the kind within its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subcategory: Option<String>,
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
    pub owner: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<HoldReason>,
    /// Milestones that the source itself states; `null` takes an earlier one back.
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub milestones: BTreeMap<Milestone, Option<Moment>>,
    /// When the source resolved or closed it before it was opened again: it is open, and these
    /// are no milestones of its present cycle.
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub earlier: BTreeMap<Milestone, Moment>,
    /// Names of the people, teams, services and categories that this body mentions by id.
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "Texts::is_empty"
    )]
    pub labels: Texts,
    /// Every cell of the source that is not empty, as it was written; an empty one takes an
    /// earlier one back.
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "Texts::is_empty"
    )]
    pub columns: Texts,
    /// How often the source says that it was handed to somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reassignments: Option<u32>,
    /// How often the source says that it was opened again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopenings: Option<u32>,
    /// What the source remembers of its past: a set, in the order of the source.
    #[serde(
        default,
        deserialize_with = "wire::optional_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub history: Vec<Past>,
    /// Members that the source emptied since the last import.
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "BTreeSet::is_empty"
    )]
    pub cleared: BTreeSet<Clearable>,
}

slugs!(
    /// A member of [`Imported`] whose absence says nothing, so that emptying it is said apart.
    Clearable {
        Category = "category", "Category";
        Assessment = "assessment", "Priority";
        Severity = "severity", "Severity";
        Owner = "owner", "Owner";
        Team = "team", "Team";
        Channel = "channel", "Channel";
    }
);

impl Imported {
    /// Takes in what a later import of the same record says.
    pub fn absorb(&mut self, later: &Self) {
        fn take<T: Clone>(held: &mut Option<T>, later: Option<&T>) {
            if let Some(later) = later {
                *held = Some(later.clone());
            }
        }
        for cleared in &later.cleared {
            match cleared {
                Clearable::Category => self.category = None,
                Clearable::Assessment => self.assessment = None,
                Clearable::Severity => self.severity = None,
                Clearable::Owner => self.owner = None,
                Clearable::Team => self.team = None,
                Clearable::Channel => self.channel = None,
            }
        }
        self.updated = later.updated;
        take(&mut self.kind, later.kind.as_ref());
        take(&mut self.title, later.title.as_ref());
        take(&mut self.description, later.description.as_ref());
        take(&mut self.category, later.category.as_ref());
        take(&mut self.service, later.service.as_ref());
        take(&mut self.subcategory, later.subcategory.as_ref());
        take(&mut self.reassignments, later.reassignments.as_ref());
        take(&mut self.reopenings, later.reopenings.as_ref());
        let held = self.history.len();
        for past in &later.history {
            if !self.history[..held].contains(past) {
                self.history.push(past.clone());
            }
        }
        take(&mut self.assessment, later.assessment.as_ref());
        take(&mut self.severity, later.severity.as_ref());
        take(&mut self.owner, later.owner.as_ref());
        take(&mut self.team, later.team.as_ref());
        take(&mut self.reporter, later.reporter.as_ref());
        take(&mut self.channel, later.channel.as_ref());
        if later.state.is_some() {
            self.state = later.state;
            self.hold = later.hold;
        }
        self.milestones.extend(
            later
                .milestones
                .iter()
                .map(|(&milestone, &at)| (milestone, at)),
        );
        self.earlier.extend(&later.earlier);
        self.labels.absorb(&later.labels);
        self.columns.absorb(&later.columns);
        self.columns.retain(|_, cell| !cell.is_empty());
    }
}
