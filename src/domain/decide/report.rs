//! Declaring a record.

use crate::domain::{
    board::Board,
    command::{Actor, Rejection, Report},
    decide::{LONGEST_TITLE, about, change::assess, needed, optional, past},
    event::{Intent, Target},
    fact::{Assignment, Fact, Reported},
    ids::EventId,
    state::RecordKind,
    time::{Moment, Stamp},
};

pub(super) fn report(
    board: &Board,
    actor: &Actor,
    now: Moment,
    report: &Report,
    intents: &mut Vec<Intent>,
) -> Result<(), Rejection> {
    if board.record(report.id).is_some() {
        return Err(Rejection::NoChange);
    }
    let title = needed(
        "The title",
        &report.title,
        LONGEST_TITLE,
        Rejection::NoTitle,
    )?;
    let assessment = report
        .rating
        .as_ref()
        .map(|rating| assess(board, rating))
        .transpose()?;
    let place = intents.len();
    intents.push(about(
        report.id,
        Fact::Reported(Reported {
            kind: report.kind,
            reference: next_reference(board, actor, report.kind, intents),
            title,
            description: optional("The description", &report.description)?,
            category: report.category,
            service: report.service,
            assessment,
            severity: report.severity,
            reporter: optional("Reported by", &report.reporter)?,
            channel: report.channel,
            origin: report.origin,
            started: past(report.started, now)?,
            reported: None,
        }),
    ));
    if report.owner.is_some() || report.team.is_some() {
        let mut intent = about(
            report.id,
            Fact::Assigned(Assignment {
                person: report.owner,
                team: report.team,
                ..Assignment::default()
            }),
        );
        intent.over.push(Target::Earlier(place));
        intents.push(intent);
    }
    Ok(())
}

/// `INC-42`, or `INC-B7` from a replica that joined: one more than the highest so far.
fn next_reference(board: &Board, actor: &Actor, kind: RecordKind, intents: &[Intent]) -> String {
    let prefix = match kind {
        RecordKind::Incident => "INC",
        RecordKind::Request => "REQ",
        RecordKind::Drill => "DRL",
    };
    let joined = intents.iter().find_map(|intent| match &intent.fact {
        Fact::WorkspaceJoined(joined) => Some(joined.tag.clone()),
        _ => None,
    });
    let tag = joined
        .or_else(|| board.settings.tags.get(&actor.replica).cloned())
        .unwrap_or_default();
    let start = format!("{prefix}-{tag}");
    let number = |reference: &str| reference.strip_prefix(&start)?.parse::<u64>().ok();
    let given = intents.iter().filter_map(|intent| match &intent.fact {
        Fact::Reported(reported) => number(&reported.reference),
        _ => None,
    });
    let highest = board.highest_number(&start);
    let withheld = withheld_since(board, actor, &format!("{start}{highest}"));
    let highest = (highest + withheld).max(given.max().unwrap_or(0));
    let mut number = highest + 1;
    // Past the numbers that count as ours, only asking tells what is taken.
    while !board.by_reference(&format!("{start}{number}")).is_empty() {
        number += 1;
    }
    format!("{start}{number}")
}

/// How many of this replica's records follow its one with that reference and hide their own:
/// their numbers are given and never come again, though nobody here can read them.
fn withheld_since(board: &Board, actor: &Actor, highest: &str) -> u64 {
    type Order = (Stamp, crate::domain::ids::ReplicaId, EventId);
    let mine = |order: &Order| order.1 == actor.replica;
    let last = (board.by_reference(highest).into_iter())
        .filter_map(|id| Some(board.record(id)?.origin_order))
        .rfind(mine);
    let hidden = board.records().iter().filter(|record| {
        let order = record.origin_order;
        record.reference.is_empty() && mine(&order) && last.is_none_or(|last| order > last)
    });
    hidden.count() as u64
}
