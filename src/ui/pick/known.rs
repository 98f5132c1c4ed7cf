//! Who and what is known by name, to choose from.

use crate::{
    domain::{
        board::Board,
        ids::{PersonId, ServiceId, TeamId},
    },
    report::names,
};

/// A kind of thing that is chosen by name, and what a form calls it.
#[derive(Clone, Copy)]
pub struct Known {
    pub label: &'static str,
    /// Choosing nothing.
    pub none: &'static str,
    /// Choosing a new one.
    pub add: &'static str,
    /// The label of the field for its name.
    pub name: &'static str,
    /// Ids and names, for whoever asks.
    pub list: fn(&Board, PersonId) -> Vec<(String, String)>,
}

pub const SERVICE: Known = Known {
    label: "Service",
    none: "Not known",
    add: "New service…",
    name: "Name of the new service",
    list: services,
};

pub const PERSON: Known = Known {
    label: "Person",
    none: "Nobody",
    add: "Somebody new…",
    name: "Name of the person",
    list: people,
};

pub const OWNER: Known = Known {
    label: "Owner",
    none: "No owner",
    ..PERSON
};

pub const TEAM: Known = Known {
    label: "Team",
    none: "No team",
    add: "New team…",
    name: "Name of the new team",
    list: teams,
};

/// Services to choose from.
fn services(board: &Board, _: PersonId) -> Vec<(String, String)> {
    let services = board
        .settings
        .services
        .values()
        .filter(|service| !service.retired);
    sorted(services.map(|service| (service.id.to_string(), service.name.clone())))
}

/// People to choose from; who asks comes first.
fn people(board: &Board, me: PersonId) -> Vec<(String, String)> {
    let others = board.settings.people.values();
    let others =
        others.filter(|person| !person.retired && person.id != me && !person.name.is_empty());
    let mine = match board.person_name(me) {
        Some("") | None => "Me".to_owned(),
        Some(name) => format!("Me ({name})"),
    };
    let mut people = vec![(me.to_string(), mine)];
    people.extend(sorted(
        others.map(|person| (person.id.to_string(), person.name.clone())),
    ));
    people
}

/// Teams to choose from.
fn teams(board: &Board, _: PersonId) -> Vec<(String, String)> {
    let teams = board.settings.teams.values().filter(|team| !team.retired);
    sorted(teams.map(|team| (team.id.to_string(), team.name.clone())))
}

fn sorted(options: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut options: Vec<_> = options.collect();
    options.sort_by_cached_key(|(_, name)| name.to_lowercase());
    options
}

/// What a list says about a choice that it does not offer any more, so that it still shows.
pub(super) fn also(board: &Board, choice: &str) -> Option<(String, String)> {
    let name = if let Ok(id) = choice.parse::<ServiceId>()
        && board.settings.services.contains_key(&id)
    {
        names::service(board, id)
    } else if let Ok(id) = choice.parse::<TeamId>()
        && board.settings.teams.contains_key(&id)
    {
        names::team(board, id)
    } else {
        board
            .label_of(choice)
            .or_else(|| board.person_name(choice.parse().ok()?))?
    };
    Some((choice.to_owned(), name.to_owned()))
}
