//! What an import sets: only what it says.

use crate::domain::{
    fact::{Clearable, Imported},
    value::{Field, Standing, Value},
};

/// Calls `put` with every field that an import sets and its value.
pub fn each_imported(body: &Imported, put: &mut impl FnMut(Field, Value)) {
    put(Field::Reference, Value::Text(body.number.clone()));
    for cleared in &body.cleared {
        match cleared {
            Clearable::Category => put(Field::Category, Value::Category(None)),
            Clearable::Assessment => put(Field::Assessment, Value::Assessment(None)),
            Clearable::Severity => put(Field::Severity, Value::Severity(None)),
            Clearable::Owner => put(Field::Owner, Value::Person(None)),
            Clearable::Team => put(Field::Team, Value::Team(None)),
            Clearable::Channel => put(Field::Channel, Value::Channel(None)),
        }
    }
    if let Some(kind) = body.kind {
        put(Field::Kind, Value::Kind(kind));
    }
    if let Some(title) = &body.title {
        put(Field::Title, Value::Text(title.clone()));
    }
    if let Some(description) = &body.description {
        put(Field::Description, Value::Text(description.clone()));
    }
    if body.category.is_some() {
        put(Field::Category, Value::Category(body.category));
    }
    if body.service.is_some() {
        put(Field::Service, Value::Service(body.service));
    }
    if let Some(assessment) = &body.assessment {
        put(
            Field::Assessment,
            Value::Assessment(Some(assessment.clone())),
        );
    }
    if body.severity.is_some() {
        put(Field::Severity, Value::Severity(body.severity));
    }
    if body.owner.is_some() {
        put(Field::Owner, Value::Person(body.owner));
    }
    if body.team.is_some() {
        put(Field::Team, Value::Team(body.team));
    }
    if let Some(reporter) = &body.reporter {
        put(Field::Reporter, Value::Text(reporter.clone()));
    }
    if body.channel.is_some() {
        put(Field::Channel, Value::Channel(body.channel));
    }
    if let Some(state) = body.state {
        put(
            Field::State,
            Value::State(Standing {
                state,
                hold: body.hold,
                void: None,
            }),
        );
    }
    for (&milestone, &moment) in &body.milestones {
        put(Field::Milestone(milestone, 0), Value::Moment(moment));
    }
}
