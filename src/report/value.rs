//! A field's value as people read it.

use crate::{
    domain::{
        board::Board,
        state::{HoldReason, VoidReason},
        time::Moment,
        value::Value,
    },
    report::names,
};

/// The value in words; `moment` writes a time. Without a value: withheld.
#[must_use]
pub fn text(board: &Board, value: Option<&Value>, moment: impl Fn(Moment) -> String) -> String {
    const NONE: &str = "None";
    let none = || NONE.to_owned();
    let Some(value) = value else {
        return "Withheld".to_owned();
    };
    match value {
        Value::Text(text) if text.is_empty() => "Empty".to_owned(),
        Value::Text(text) => text.clone(),
        Value::Kind(kind) => kind.label().to_owned(),
        Value::Category(category) => {
            category.map_or_else(none, |id| names::category(board, id).to_owned())
        }
        Value::Service(service) => {
            service.map_or_else(none, |id| names::service(board, id).to_owned())
        }
        Value::Assessment(None) => none(),
        Value::Assessment(Some(assessment)) => {
            let levels = board
                .settings
                .matrix_of(assessment.scale)
                .and_then(|matrix| {
                    let level = |number: u8| usize::from(number).checked_sub(1);
                    let impact = matrix.impact.get(level(assessment.impact)?)?.name.clone();
                    let urgency = matrix.urgency.get(level(assessment.urgency)?)?.name.clone();
                    Some(format!(" ({impact}, {urgency})"))
                });
            format!(
                "{}{}",
                assessment.priority.label(),
                levels.unwrap_or_default()
            )
        }
        Value::Severity(severity) => {
            severity.map_or_else(none, |severity| severity.label().to_owned())
        }
        Value::Person(person) => person.map_or_else(
            || "Nobody".to_owned(),
            |id| names::person(board, id).to_owned(),
        ),
        Value::Team(team) => team.map_or_else(
            || "No team".to_owned(),
            |id| names::team(board, id).to_owned(),
        ),
        Value::Channel(channel) => channel.map_or_else(none, |channel| channel.label().to_owned()),
        Value::Origin(origin) => origin.map_or_else(none, |origin| origin.label().to_owned()),
        Value::State(standing) => {
            let more = standing
                .hold
                .map(HoldReason::label)
                .or(standing.void.map(VoidReason::label));
            match more {
                Some(more) => format!("{}: {}", standing.state.label(), more.to_lowercase()),
                None => standing.state.label().to_owned(),
            }
        }
        Value::Moment(at) => at.map_or_else(|| "Not known".to_owned(), moment),
        Value::Link(link) => format!("{} {}", link.relation.label(), board.reference(link.to)),
        Value::Budgets(budgets) => {
            format!(
                "{}, {} and {} characters",
                budgets.title, budgets.description, budgets.update
            )
        }
        Value::Matrix(matrix) => matrix.name.clone(),
        Value::PersonDefined(person) => person.name.clone(),
        Value::TeamDefined(team) => team.name.clone(),
        Value::ServiceDefined(service) => service.name.clone(),
        Value::CategoryDefined(category) => category.name.clone(),
        Value::MappingDefined(mapping) => mapping.name.clone(),
        Value::ViewDefined(view) => view.name.clone(),
        Value::CalendarDefined(calendar) => calendar.name.clone(),
        Value::Policy(policy) => policy.name.clone(),
        Value::Flag => "Yes".to_owned(),
    }
}
