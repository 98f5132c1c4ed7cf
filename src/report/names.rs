//! What people call the things that records name by id: defined here, or named by an import;
//! else that they are unknown, such as those of a teammate whose file was not merged yet.

use crate::domain::{
    board::Board,
    ids::{CategoryId, PersonId, ServiceId, TeamId},
    priority::Scale,
};

/// A person's name.
#[must_use]
pub fn person(board: &Board, id: PersonId) -> &str {
    match board.person_name(id) {
        Some("") => "Unnamed",
        Some(name) => name,
        None => "Unknown person",
    }
}

/// A team's name.
#[must_use]
pub fn team(board: &Board, id: TeamId) -> &str {
    let team = board.settings.teams.get(&id);
    team.map(|team| team.name.as_str())
        .or_else(|| board.label_of(&id.to_string()))
        .unwrap_or("Unknown team")
}

/// A service's name.
#[must_use]
pub fn service(board: &Board, id: ServiceId) -> &str {
    let service = board.settings.services.get(&id);
    service
        .map(|service| service.name.as_str())
        .or_else(|| board.label_of(&id.to_string()))
        .unwrap_or("Unknown service")
}

/// The name of a category or subcategory.
#[must_use]
pub fn category(board: &Board, id: CategoryId) -> &str {
    let category = board.settings.categories.get(&id);
    category
        .map(|category| category.name.as_str())
        .or_else(|| board.label_of(&id.to_string()))
        .unwrap_or("Unknown category")
}

/// What the program that records were imported from is called.
#[must_use]
pub fn source(slug: &str) -> &str {
    match slug {
        "servicenow" => "ServiceNow",
        other => other,
    }
}

/// What a matrix is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    Impact,
    Urgency,
}

/// A level of a matrix by its number and name, such as `2 · Department`.
#[must_use]
pub fn level(board: &Board, scale: Scale, axis: Axis, level: u8) -> String {
    let matrix = board.settings.matrix_of(scale);
    let levels = matrix.map(|matrix| match axis {
        Axis::Impact => matrix.impact,
        Axis::Urgency => matrix.urgency,
    });
    let place = usize::from(level).checked_sub(1);
    let named = levels.and_then(|levels| Some(levels.get(place?)?.name.clone()));
    named.map_or_else(|| level.to_string(), |name| format!("{level} · {name}"))
}

/// The name of a priority matrix.
#[must_use]
pub fn matrix(board: &Board, scale: Scale) -> String {
    let matrix = board.settings.matrix_of(scale);
    matrix.map_or_else(
        || "a matrix that is not here".to_owned(),
        |matrix| matrix.name,
    )
}
