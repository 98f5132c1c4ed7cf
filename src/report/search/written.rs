//! What people wrote about a record over time: notes, decisions, updates, evidence, and why they
//! did what they did.

use crate::domain::{event::Event, fact::Fact};

/// The words of an event that its record's own fields don't hold.
#[must_use]
pub fn written(event: &Event) -> Option<&str> {
    let text = match event.fact()? {
        Fact::Noted(entry) | Fact::Decided(entry) | Fact::UpdatePosted(entry) => Some(&entry.text),
        Fact::EvidenceLinked(evidence) => Some(&evidence.title),
        Fact::Acknowledged(act)
        | Fact::Started(act)
        | Fact::Mitigated(act)
        | Fact::Resolved(act)
        | Fact::Verified(act)
        | Fact::Closed(act)
        | Fact::Reopened(act) => act.note.as_ref(),
        Fact::Taken(act) | Fact::Assigned(act) | Fact::Reassigned(act) | Fact::Escalated(act) => {
            act.note.as_ref()
        }
        Fact::Held(act) => act.note.as_ref(),
        Fact::Resumed(act) | Fact::StateSet(act) => act.note.as_ref(),
        Fact::Cancelled(act) => act.note.as_ref(),
        Fact::Reassessed(assessment) => assessment.reason.as_ref(),
        _ => None,
    };
    text.map(String::as_str).filter(|text| !text.is_empty())
}
