//! Settling a conflict: the chosen value is set again, over all that stand.

use crate::domain::{
    command::Rejection,
    decide::replace,
    event::{Intent, Subject},
    fact::{
        Assignment, Cancelled, CategorySet, ChannelSet, Fact, KindSet, OriginSet, ServiceSet,
        SeveritySet, StateSet, Text,
    },
    ids::{EventId, PersonId, TeamId},
    ledger::Ledger,
    state::{State, VoidReason},
    value::{Field, Value},
};

/// The fact that makes the value of event `choice` the only one of a field.
pub(super) fn settle(
    ledger: &Ledger,
    subject: Subject,
    field: Field,
    choice: EventId,
) -> Result<Intent, Rejection> {
    let (_, live) = (ledger.conflicts())
        .find(|(disputed, _)| *disputed == field)
        .ok_or(Rejection::NoConflict)?;
    let chosen = (live
        .iter()
        .find(|live| ledger.events[live.event].id == choice))
    .ok_or(Rejection::Unknown)?;
    let value = chosen.value.clone().ok_or(Rejection::Withheld)?;
    let note = || None;
    let mut fields = vec![field];
    let fact = match (field, value) {
        (Field::Title, Value::Text(text)) => Fact::TitleSet(Text { text }),
        (Field::Description, Value::Text(text)) => Fact::DescriptionSet(Text { text }),
        (Field::Affected, Value::Text(text)) => Fact::AffectedSet(Text { text }),
        (Field::Cause, Value::Text(text)) => Fact::CauseSet(Text { text }),
        (Field::Workaround, Value::Text(text)) => Fact::WorkaroundSet(Text { text }),
        (Field::Vendor, Value::Text(text)) => Fact::VendorSet(Text { text }),
        (Field::Reporter, Value::Text(text)) => Fact::ReporterSet(Text { text }),
        (Field::WorkspaceName, Value::Text(text)) => Fact::WorkspaceNamed(Text { text }),
        (Field::Zone, Value::Text(text)) => Fact::ZoneSet(Text { text }),
        (_, Value::Kind(kind)) => Fact::KindSet(KindSet { kind }),
        (_, Value::Category(category)) => Fact::CategorySet(CategorySet { category }),
        (_, Value::Service(service)) => Fact::ServiceSet(ServiceSet { service }),
        (_, Value::Channel(channel)) => Fact::ChannelSet(ChannelSet { channel }),
        (_, Value::Origin(origin)) => Fact::OriginSet(OriginSet { origin }),
        (_, Value::Severity(severity)) => Fact::SeveritySet(SeveritySet { severity }),
        (_, Value::Assessment(Some(assessment))) => Fact::Reassessed(assessment),
        // Owner and team are set together: the other one as the chosen event has it, if that
        // still stands, else as it stands.
        (Field::Owner, Value::Person(person)) => {
            fields.push(Field::Team);
            let team = match beside(ledger, choice, Field::Team) {
                Some(Value::Team(team)) => *team,
                _ => None,
            };
            reassigned(person, team)
        }
        (Field::Team, Value::Team(team)) => {
            fields.push(Field::Owner);
            let person = match beside(ledger, choice, Field::Owner) {
                Some(Value::Person(person)) => *person,
                _ => None,
            };
            reassigned(person, team)
        }
        (_, Value::State(standing)) if standing.state == State::Cancelled => {
            Fact::Cancelled(Cancelled {
                reason: standing.void.unwrap_or(VoidReason::Declined),
                happened: None,
                note: note(),
            })
        }
        (_, Value::State(standing)) => Fact::StateSet(StateSet {
            state: standing.state,
            hold: standing.hold,
            happened: None,
            note: note(),
        }),
        (Field::Milestone(milestone, _), Value::Moment(moment)) => Fact::timed(milestone, moment),
        (_, Value::Budgets(budgets)) => Fact::BudgetsSet(budgets),
        (_, Value::Matrix(matrix)) => Fact::MatrixDefined(matrix),
        (_, Value::PersonDefined(person)) => Fact::PersonDefined(person),
        (_, Value::TeamDefined(team)) => Fact::TeamDefined(team),
        (_, Value::ServiceDefined(service)) => Fact::ServiceDefined(service),
        (_, Value::CategoryDefined(category)) => Fact::CategoryDefined(category),
        (_, Value::MappingDefined(mapping)) => Fact::MappingDefined(mapping),
        (_, Value::ViewDefined(view)) => Fact::ViewDefined(view),
        (_, Value::CalendarDefined(calendar)) => Fact::CalendarDefined(calendar),
        (_, Value::Policy(policy)) => Fact::PolicyDefined(policy),
        _ => return Err(Rejection::Fixed),
    };
    let mut intent = replace(ledger, subject, &fields, fact);
    intent.reference = match field {
        Field::Milestone(_, cycle) => ledger.anchor(field, cycle),
        Field::State => ledger.cycle_opener(),
        _ => None,
    };
    Ok(intent)
}

/// The value that an event gave to another field, or the one that counts there.
fn beside(ledger: &Ledger, choice: EventId, field: Field) -> Option<&Value> {
    let live = ledger.values.get(&field)?;
    let chosen = live
        .iter()
        .find(|live| ledger.events[live.event].id == choice);
    chosen.or(live.last())?.value.as_ref()
}

fn reassigned(person: Option<PersonId>, team: Option<TeamId>) -> Fact {
    Fact::Reassigned(Assignment {
        person,
        team,
        ..Assignment::default()
    })
}
