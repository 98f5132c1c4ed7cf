//! New values of fields, and corrections of milestones.

use crate::domain::{
    board::Board,
    command::{Change, Rating, Rejection},
    decide::{LONGEST_TITLE, changes, ledger, needed, optional, replace},
    event::{Intent, Subject},
    fact::{CategorySet, ChannelSet, Fact, KindSet, OriginSet, ServiceSet, SeveritySet, Text},
    ids::RecordId,
    priority::Assessment,
    state::Milestone,
    time::Moment,
    value::{Field, Value},
};

pub(super) fn set(board: &Board, record: RecordId, change: Change) -> Result<Intent, Rejection> {
    let ledger = ledger(board, record)?;
    let (field, value, fact) = match change {
        Change::Title(title) => {
            let text = needed("The title", &title, LONGEST_TITLE, Rejection::NoTitle)?;
            text_set(Field::Title, text, Fact::TitleSet)
        }
        Change::Description(text) => {
            let text = cleared("The description", &text)?;
            text_set(Field::Description, text, Fact::DescriptionSet)
        }
        Change::Affected(text) => text_set(
            Field::Affected,
            cleared("Affected", &text)?,
            Fact::AffectedSet,
        ),
        Change::Cause(text) => text_set(Field::Cause, cleared("The cause", &text)?, Fact::CauseSet),
        Change::Workaround(text) => {
            let text = cleared("The workaround", &text)?;
            text_set(Field::Workaround, text, Fact::WorkaroundSet)
        }
        Change::Vendor(text) => text_set(
            Field::Vendor,
            cleared("The vendor", &text)?,
            Fact::VendorSet,
        ),
        Change::Reporter(text) => {
            let text = cleared("Reported by", &text)?;
            text_set(Field::Reporter, text, Fact::ReporterSet)
        }
        Change::Kind(kind) => (
            Field::Kind,
            Value::Kind(kind),
            Fact::KindSet(KindSet { kind }),
        ),
        Change::Category(category) => (
            Field::Category,
            Value::Category(category),
            Fact::CategorySet(CategorySet { category }),
        ),
        Change::Service(service) => (
            Field::Service,
            Value::Service(service),
            Fact::ServiceSet(ServiceSet { service }),
        ),
        Change::Channel(channel) => (
            Field::Channel,
            Value::Channel(channel),
            Fact::ChannelSet(ChannelSet { channel }),
        ),
        Change::Origin(origin) => (
            Field::Origin,
            Value::Origin(origin),
            Fact::OriginSet(OriginSet { origin }),
        ),
        Change::Severity(severity) => (
            Field::Severity,
            Value::Severity(severity),
            Fact::SeveritySet(SeveritySet { severity }),
        ),
        Change::Rating(rating) => {
            let assessment = assess(board, &rating)?;
            (
                Field::Assessment,
                Value::Assessment(Some(assessment.clone())),
                Fact::Reassessed(assessment),
            )
        }
    };
    changes(&ledger, field, &value)?;
    Ok(replace(&ledger, Subject::Record(record), &[field], fact))
}

fn text_set(field: Field, text: String, fact: fn(Text) -> Fact) -> (Field, Value, Fact) {
    (field, Value::Text(text.clone()), fact(Text { text }))
}

fn cleared(name: &'static str, text: &str) -> Result<String, Rejection> {
    Ok(optional(name, text)?.unwrap_or_default())
}

pub(super) fn assess(board: &Board, rating: &Rating) -> Result<Assessment, Rejection> {
    let matrix = board
        .settings
        .matrix_of(rating.scale)
        .ok_or(Rejection::NoCell)?;
    let given = matrix
        .priority(rating.impact, rating.urgency)
        .ok_or(Rejection::NoCell)?;
    let reason = optional("The reason", &rating.reason)?;
    let priority = rating.overridden.unwrap_or(given);
    if priority != given && reason.is_none() {
        return Err(Rejection::NoReason);
    }
    Ok(Assessment {
        scale: rating.scale,
        impact: rating.impact,
        urgency: rating.urgency,
        priority,
        reason,
    })
}

/// Moves a milestone, and never the state.
pub(super) fn correct(
    board: &Board,
    record: RecordId,
    milestone: Milestone,
    cycle: u16,
    happened: Option<Moment>,
) -> Result<Intent, Rejection> {
    let ledger = ledger(board, record)?;
    // What comes before work begins, a reopening does not repeat.
    let cycle = if milestone.is_before_work() { 0 } else { cycle };
    if cycle > ledger.cycle() {
        return Err(Rejection::Unknown);
    }
    let field = Field::Milestone(milestone, cycle);
    changes(&ledger, field, &Value::Moment(happened))?;
    let fact = Fact::timed(milestone, happened);
    let mut intent = replace(&ledger, Subject::Record(record), &[field], fact);
    intent.reference = ledger.anchor(field, cycle);
    Ok(intent)
}
