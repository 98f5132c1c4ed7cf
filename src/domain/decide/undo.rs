//! Taking back what was recorded, and removing what it said.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::{
    board::Board,
    command::Rejection,
    decide::{MOST_OVER, replace},
    event::{Intent, Subject, Target},
    fact::{Cancelled, Fact, Kind, Nothing},
    ids::EventId,
    ledger::Ledger,
    state::{State, VoidReason},
    value::{Field, Standing, Value},
};

pub(super) fn undo(
    board: &Board,
    events: &[EventId],
    intents: &mut Vec<Intent>,
) -> Result<(), Rejection> {
    let subjects = board.subjects_of(events);
    let mut ledgers: HashMap<Subject, Ledger> = HashMap::new();
    let mut done = HashSet::new();
    for &id in events.iter().rev().filter(|&&id| done.insert(id)) {
        let &subject = subjects.get(&id).ok_or(Rejection::Unknown)?;
        let ledger = &*(ledgers.entry(subject)).or_insert_with(|| board.ledger(subject));
        let place = ledger.place_of(id).ok_or(Rejection::Unknown)?;
        if !ledger.active[place] {
            return Err(Rejection::NoChange);
        }
        match ledger.events[place].head.kind {
            // A reference is never reused, so what was declared by mistake stays, cancelled.
            Kind::Reported => {
                let mistake = Standing {
                    void: Some(VoidReason::Mistake),
                    ..State::Cancelled.into()
                };
                if ledger.get(Field::State) == Some(&Value::State(mistake)) {
                    return Err(Rejection::NoChange);
                }
                let cancelled = Fact::Cancelled(Cancelled {
                    reason: VoidReason::Mistake,
                    happened: None,
                    note: None,
                });
                let mut intent = replace(ledger, subject, &[Field::State], cancelled);
                intent.reference = ledger.cycle_opener();
                intents.push(intent);
            }
            Kind::Imported
            | Kind::Erased
            | Kind::Undone
            | Kind::WorkspaceFounded
            | Kind::WorkspaceJoined
            | Kind::WorkspaceAdopted
            | Kind::Unknown(_) => return Err(Rejection::NotUndoable),
            _ => intents.push(Intent {
                subject,
                over: Vec::new(),
                reference: Some(id),
                fact: Fact::Undone(Nothing {}),
            }),
        }
    }
    Ok(())
}

/// One erasure per subject. An erasure itself says nothing, so there is nothing to remove.
pub(super) fn erase(
    board: &Board,
    events: &[EventId],
    intents: &mut Vec<Intent>,
) -> Result<(), Rejection> {
    let subjects = board.subjects_of(events);
    let mut by_subject: BTreeMap<Subject, BTreeSet<EventId>> = BTreeMap::new();
    for &id in events {
        let &subject = subjects.get(&id).ok_or(Rejection::Unknown)?;
        by_subject.entry(subject).or_default().insert(id);
    }
    for (subject, mut ids) in by_subject {
        for event in &board.ledger(subject).events {
            if event.head.kind == Kind::Erased {
                ids.remove(&event.id);
                for erased in &event.head.over {
                    ids.remove(erased);
                }
            }
        }
        let ids: Vec<Target> = ids.into_iter().map(Target::Held).collect();
        for over in ids.chunks(MOST_OVER) {
            intents.push(Intent {
                subject,
                over: over.to_vec(),
                reference: None,
                fact: Fact::Erased(Nothing {}),
            });
        }
    }
    Ok(())
}
