//! What events set: every kind sets fixed fields, so that an event without its body
//! still shows which values are withheld.

use crate::domain::{
    event::{Body, Event},
    fact::{Fact, Kind},
    ids::{EventId, ReplicaId},
    state::{Milestone, State},
    time::Moment,
    value::{Field, Standing, Value, each_imported},
};

/// Calls `set` with every field that the event sets and its value; `None` is *withheld*.
pub fn each_value(event: &Event, cycle: u16, mut set: impl FnMut(Field, Option<Value>)) {
    let source = Source {
        kind: &event.head.kind,
        id: event.id,
        replica: event.head.replica,
        wall: event.head.wall,
        cycle,
        is_first: event.head.over.is_empty(),
    };
    match &event.body {
        Body::Unknown => {}
        Body::Present(fact) => each_present(&source, fact, &mut set),
        Body::Absent => each_absent(&source, &mut set),
    }
}

/// The fields that a fact will set once a replica has recorded it; links are places of their own
/// and left out.
#[must_use]
pub fn fields_of(fact: &Fact, replica: ReplicaId) -> Vec<Field> {
    let kind = fact.kind();
    let source = Source {
        kind: &kind,
        id: EventId::default(),
        replica,
        wall: Moment::default(),
        cycle: 0,
        is_first: true,
    };
    let mut fields = Vec::new();
    each_absent(&source, &mut |field, _| fields.push(field));
    fields.retain(|field| !matches!(field, Field::Link(_)));
    fields.extend(match fact {
        Fact::WorkspaceAdopted(body) => Some(Field::Adopted(body.ws)),
        Fact::PersonDefined(body) => Some(Field::Person(body.id)),
        Fact::TeamDefined(body) => Some(Field::TeamDefined(body.id)),
        Fact::ServiceDefined(body) => Some(Field::ServiceDefined(body.id)),
        Fact::CategoryDefined(body) => Some(Field::CategoryDefined(body.id)),
        Fact::MappingDefined(body) => Some(Field::MappingDefined(body.id)),
        Fact::ViewDefined(body) => Some(Field::ViewDefined(body.id)),
        Fact::CalendarDefined(body) => Some(Field::CalendarDefined(body.id)),
        _ => None,
    });
    fields
}

/// What can be told of an event without its body.
struct Source<'a> {
    kind: &'a Kind,
    id: EventId,
    replica: ReplicaId,
    wall: Moment,
    cycle: u16,
    /// Whether it replaces nothing.
    is_first: bool,
}

/// What a kind sets, whatever its body says. The ids of defined things and of adopted workspaces
/// are in the body, so those kinds set nothing here.
fn each_absent(source: &Source<'_>, set: &mut impl FnMut(Field, Option<Value>)) {
    let wall = Value::Moment(Some(source.wall));
    let state = |state: State| Some(Value::State(state.into()));
    match source.kind {
        Kind::Reported => {
            for field in REPORTED {
                set(field, None);
            }
            set(Field::State, state(State::New));
            set(Field::Milestone(Milestone::Reported, 0), Some(wall));
            set(Field::Milestone(Milestone::ImpactStarted, 0), None);
        }
        // A later import holds only what changed: which fields those were, nobody knows.
        Kind::Imported if !source.is_first => set(Field::Reference, None),
        Kind::Imported => {
            for field in IMPORTED {
                set(field, None);
            }
        }
        Kind::Taken | Kind::Assigned | Kind::Reassigned | Kind::Escalated => {
            set(Field::Owner, None);
            set(Field::Team, None);
            each_move(source, &wall, set);
        }
        Kind::Held => set(Field::State, state(State::OnHold)),
        Kind::Cancelled => set(Field::State, state(State::Cancelled)),
        Kind::Resumed | Kind::StateSet => set(Field::State, None),
        Kind::Linked => set(Field::Link(source.id), None),
        Kind::WorkspaceFounded => {
            set(Field::WorkspaceName, None);
            set(Field::Zone, None);
            // Founders have no letters: that much the kind itself says.
            let tag = Value::Text(String::new());
            set(Field::Tag(source.replica), Some(tag));
        }
        Kind::WorkspaceJoined => set(Field::Tag(source.replica), None),
        kind => {
            if let Some(field) = single_field(kind, source.cycle) {
                set(field, None);
            } else {
                each_move(source, &wall, set);
            }
        }
    }
}

const REPORTED: [Field; 11] = [
    Field::Reference,
    Field::Kind,
    Field::Title,
    Field::Description,
    Field::Category,
    Field::Service,
    Field::Assessment,
    Field::Severity,
    Field::Reporter,
    Field::Channel,
    Field::Origin,
];

const IMPORTED: [Field; 4] = [Field::Reference, Field::Kind, Field::Title, Field::State];

/// The one field of a kind that sets just one, whatever its body says.
fn single_field(kind: &Kind, cycle: u16) -> Option<Field> {
    if let Some(milestone) = kind.as_milestone() {
        return Some(Field::Milestone(milestone, cycle));
    }
    Some(match kind {
        Kind::TitleSet => Field::Title,
        Kind::DescriptionSet => Field::Description,
        Kind::AffectedSet => Field::Affected,
        Kind::CauseSet => Field::Cause,
        Kind::WorkaroundSet => Field::Workaround,
        Kind::VendorSet => Field::Vendor,
        Kind::ReporterSet => Field::Reporter,
        Kind::KindSet => Field::Kind,
        Kind::CategorySet => Field::Category,
        Kind::ServiceSet => Field::Service,
        Kind::ChannelSet => Field::Channel,
        Kind::OriginSet => Field::Origin,
        Kind::SeveritySet => Field::Severity,
        Kind::Reassessed => Field::Assessment,
        Kind::WorkspaceNamed => Field::WorkspaceName,
        Kind::ZoneSet => Field::Zone,
        Kind::BudgetsSet => Field::Budgets,
        Kind::MatrixDefined => Field::Matrix,
        Kind::PolicyDefined => Field::Policy,
        _ => return None,
    })
}

/// The state and milestone that an act reaches by its kind alone: they stand without a body.
fn each_move(source: &Source<'_>, happened: &Value, set: &mut impl FnMut(Field, Option<Value>)) {
    let &Source { kind, cycle, .. } = source;
    let (state, milestone) = match kind {
        Kind::Acknowledged => (Some(State::Triage), Some(Milestone::Acknowledged)),
        Kind::Taken => (Some(State::Assigned), Some(Milestone::Acknowledged)),
        Kind::Assigned => (Some(State::Assigned), Some(Milestone::Assigned)),
        Kind::Started | Kind::Reopened => (Some(State::Investigating), None),
        Kind::Mitigated => (Some(State::Mitigated), Some(Milestone::Mitigated)),
        Kind::Resolved => (Some(State::Resolved), Some(Milestone::Resolved)),
        Kind::Verified => (None, Some(Milestone::Verified)),
        Kind::Closed => (Some(State::Closed), Some(Milestone::Closed)),
        _ => (None, None),
    };
    if let Some(state) = state {
        set(Field::State, Some(Value::State(state.into())));
    }
    if let Some(milestone) = milestone {
        set(Field::Milestone(milestone, cycle), Some(happened.clone()));
    }
    if matches!(kind, Kind::Taken) {
        set(
            Field::Milestone(Milestone::Assigned, cycle),
            Some(happened.clone()),
        );
    }
}

fn each_present(source: &Source<'_>, fact: &Fact, set: &mut impl FnMut(Field, Option<Value>)) {
    let mut put = |field, value| set(field, Some(value));
    match fact {
        Fact::Reported(body) => {
            put(Field::Reference, Value::Text(body.reference.clone()));
            put(Field::Kind, Value::Kind(body.kind));
            put(Field::Title, Value::Text(body.title.clone()));
            put(
                Field::Description,
                Value::Text(body.description.clone().unwrap_or_default()),
            );
            put(Field::Category, Value::Category(body.category));
            put(Field::Service, Value::Service(body.service));
            put(Field::Severity, Value::Severity(body.severity));
            put(
                Field::Reporter,
                Value::Text(body.reporter.clone().unwrap_or_default()),
            );
            put(Field::Channel, Value::Channel(body.channel));
            put(Field::Origin, Value::Origin(body.origin));
            put(
                Field::Assessment,
                Value::Assessment(body.assessment.clone()),
            );
            put(Field::State, Value::State(State::New.into()));
            let reported = body.reported.unwrap_or(source.wall);
            put(
                Field::Milestone(Milestone::Reported, 0),
                Value::Moment(Some(reported)),
            );
            put(
                Field::Milestone(Milestone::ImpactStarted, 0),
                Value::Moment(body.started),
            );
        }
        Fact::Imported(body) => each_imported(body, &mut put),
        Fact::Taken(body)
        | Fact::Assigned(body)
        | Fact::Reassigned(body)
        | Fact::Escalated(body) => {
            put(Field::Owner, Value::Person(body.person));
            put(Field::Team, Value::Team(body.team));
        }
        Fact::Held(body) => put(
            Field::State,
            Value::State(Standing {
                state: State::OnHold,
                hold: Some(body.reason),
                void: None,
            }),
        ),
        Fact::Cancelled(body) => put(
            Field::State,
            Value::State(Standing {
                state: State::Cancelled,
                hold: None,
                void: Some(body.reason),
            }),
        ),
        Fact::Resumed(body) | Fact::StateSet(body) => put(
            Field::State,
            Value::State(Standing {
                state: body.state,
                hold: body.hold,
                void: None,
            }),
        ),
        Fact::CategorySet(body) => put(Field::Category, Value::Category(body.category)),
        Fact::ServiceSet(body) => put(Field::Service, Value::Service(body.service)),
        Fact::ChannelSet(body) => put(Field::Channel, Value::Channel(body.channel)),
        Fact::OriginSet(body) => put(Field::Origin, Value::Origin(body.origin)),
        Fact::SeveritySet(body) => put(Field::Severity, Value::Severity(body.severity)),
        Fact::KindSet(body) => put(Field::Kind, Value::Kind(body.kind)),
        Fact::Reassessed(body) => put(Field::Assessment, Value::Assessment(Some(body.clone()))),
        Fact::Linked(body) => put(Field::Link(source.id), Value::Link(*body)),
        Fact::WorkspaceFounded(body) => {
            put(Field::WorkspaceName, Value::Text(body.name.clone()));
            put(Field::Zone, Value::Text(body.zone.clone()));
            put(Field::Tag(source.replica), Value::Text(String::new()));
        }
        Fact::WorkspaceJoined(body) => {
            put(Field::Tag(source.replica), Value::Text(body.tag.clone()));
        }
        Fact::WorkspaceAdopted(body) => put(Field::Adopted(body.ws), Value::Flag),
        Fact::BudgetsSet(body) => put(Field::Budgets, Value::Budgets(*body)),
        Fact::MatrixDefined(body) => put(Field::Matrix, Value::Matrix(body.clone())),
        Fact::PersonDefined(body) => {
            put(Field::Person(body.id), Value::PersonDefined(body.clone()));
        }
        Fact::TeamDefined(body) => put(
            Field::TeamDefined(body.id),
            Value::TeamDefined(body.clone()),
        ),
        Fact::ServiceDefined(body) => {
            put(
                Field::ServiceDefined(body.id),
                Value::ServiceDefined(body.clone()),
            );
        }
        Fact::CategoryDefined(body) => {
            put(
                Field::CategoryDefined(body.id),
                Value::CategoryDefined(body.clone()),
            );
        }
        Fact::MappingDefined(body) => {
            put(
                Field::MappingDefined(body.id),
                Value::MappingDefined(body.clone()),
            );
        }
        Fact::ViewDefined(body) => put(
            Field::ViewDefined(body.id),
            Value::ViewDefined(body.clone()),
        ),
        Fact::CalendarDefined(body) => put(
            Field::CalendarDefined(body.id),
            Value::CalendarDefined(body.clone()),
        ),
        Fact::PolicyDefined(body) => put(Field::Policy, Value::Policy(body.clone())),
        Fact::TitleSet(body)
        | Fact::DescriptionSet(body)
        | Fact::AffectedSet(body)
        | Fact::CauseSet(body)
        | Fact::WorkaroundSet(body)
        | Fact::VendorSet(body)
        | Fact::ReporterSet(body)
        | Fact::WorkspaceNamed(body)
        | Fact::ZoneSet(body) => {
            if let Some(field) = single_field(source.kind, source.cycle) {
                put(field, Value::Text(body.text.clone()));
            }
        }
        Fact::ImpactStartedAt(body)
        | Fact::DetectedAt(body)
        | Fact::ReportedAt(body)
        | Fact::AcknowledgedAt(body)
        | Fact::AssignedAt(body)
        | Fact::MitigatedAt(body)
        | Fact::ResolvedAt(body)
        | Fact::VerifiedAt(body)
        | Fact::ClosedAt(body)
        | Fact::ReviewedAt(body) => {
            if let Some(field) = single_field(source.kind, source.cycle) {
                put(field, Value::Moment(body.happened));
            }
        }
        _ => {}
    }
    each_move(
        source,
        &Value::Moment(Some(fact.happened().unwrap_or(source.wall))),
        set,
    );
}
