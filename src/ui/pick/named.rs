//! Somebody or something known by name, or a new one that the same action defines.

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        command::{Command, Rejection},
        fact::{Person, Service, Team},
        ids::{PersonId, ServiceId, TeamId},
    },
    ui::{desk::Desk, widgets::field::Fault, words},
    writer::Failure,
};

/// The choice of somebody who is not in the list; no id reads like this.
pub(super) const NEW: &str = "new";

/// A choice as a form holds it: an id, or the name of a new one, or neither.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Named {
    pub(super) choice: String,
    pub(super) name: String,
}

impl Named {
    /// The choice of something known.
    #[must_use]
    pub fn known(id: Option<impl ToString>) -> Self {
        Self {
            choice: id.map(|id| id.to_string()).unwrap_or_default(),
            name: String::new(),
        }
    }

    /// The id of something known.
    #[must_use]
    pub fn choice(&self) -> &str {
        &self.choice
    }

    /// Whether it is a new one.
    pub(super) fn is_new(&self) -> bool {
        self.choice == NEW
    }
}

/// What a choice comes to: an id, and the definition that it needs first.
pub type Resolved<Id> = (Option<Id>, Option<Command>);

/// The service that was chosen. A new one of a known name is the known one.
#[must_use]
pub fn service(desk: Desk, named: &Named) -> Resolved<ServiceId> {
    if !named.is_new() {
        return (named.choice.parse().ok(), None);
    }
    let name = named.name.trim().to_owned();
    let known = desk.board_now(|board| {
        let mut services = board.settings.services.values();
        services
            .find(|service| is_same(&service.name, &name))
            .map(|service| service.id)
    });
    known.map_or_else(
        || {
            let id = desk.fresh();
            let service = Service {
                id,
                name: name.clone(),
                team: None,
                retired: false,
            };
            (Some(id), Some(Command::DefineService(service)))
        },
        |id| (Some(id), None),
    )
}

/// The person who was chosen.
#[must_use]
pub fn person(desk: Desk, named: &Named) -> Resolved<PersonId> {
    if !named.is_new() {
        return (named.choice.parse().ok(), None);
    }
    let name = named.name.trim().to_owned();
    let known = desk.board_now(|board| {
        let mut people = board.settings.people.values();
        people
            .find(|person| is_same(&person.name, &name))
            .map(|person| person.id)
    });
    known.map_or_else(
        || {
            let id = desk.fresh();
            let person = Person {
                id,
                name: name.clone(),
                retired: false,
            };
            (Some(id), Some(Command::DefinePerson(person)))
        },
        |id| (Some(id), None),
    )
}

/// The team that was chosen.
#[must_use]
pub fn team(desk: Desk, named: &Named) -> Resolved<TeamId> {
    if !named.is_new() {
        return (named.choice.parse().ok(), None);
    }
    let name = named.name.trim().to_owned();
    let known = desk.board_now(|board| {
        let mut teams = board.settings.teams.values();
        teams
            .find(|team| is_same(&team.name, &name))
            .map(|team| team.id)
    });
    known.map_or_else(
        || {
            let id = desk.fresh();
            let team = Team {
                id,
                name: name.clone(),
                members: Vec::new(),
                retired: false,
            };
            (Some(id), Some(Command::DefineTeam(team)))
        },
        |id| (Some(id), None),
    )
}

fn is_same(known: &str, name: &str) -> bool {
    !name.is_empty() && known.trim().to_lowercase() == name.to_lowercase()
}

/// The fault of a new name, if that is what failed.
#[must_use]
pub fn name_fault(failure: Option<&Failure>) -> Option<Fault> {
    words::fault(failure, |rejection| {
        matches!(
            rejection,
            Rejection::NoName
                | Rejection::TooLong {
                    field: "The name",
                    ..
                }
        )
    })
}
