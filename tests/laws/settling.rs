//! Every conflict can be settled, and what was settled or edited stays so.

use proptest::prelude::{prop_assert, prop_assert_eq};
use sitrep::{
    domain::{board::Board, command::Command, event::Subject, ledger::Ledger, value::Field},
    exchange::merge,
};

use super::cases::{Held, Law, folded, mostly, subjects};
use crate::history::{desk::Desk, dice::Dice, record_of};

pub fn laws() -> Vec<Law> {
    vec![every_conflict_can_be_settled_and_stays_settled_when_old_events_come_again()]
}

fn every_conflict_can_be_settled_and_stays_settled_when_old_events_come_again() -> Law {
    mostly(0.3, |history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        // One desk alone seldom has a conflict.
        desk.take(history.copies());
        let old = desk.events();
        let before = conflicts(desk.book().board());
        settle_all(desk, dice)?;
        let digest = desk.book().board().digest();

        let mut again = desk.events();
        again.extend(old.iter().cloned());
        dice.shuffle(&mut again);
        desk.take(old);
        prop_assert_eq!(desk.book().board().digest(), digest);
        prop_assert_eq!(folded(&again).1.digest(), digest);

        let chosen = before.iter().filter_map(|(subject, _)| match subject {
            Subject::Record(id) => Some(*id),
            Subject::Workspace => None,
        });
        let chosen = merge::chosen(desk.book().log(), &chosen.collect());
        let part: Vec<_> = chosen.iter().map(|event| event.as_ref().clone()).collect();
        prop_assert_eq!(conflicts(&folded(&part).1), []);
        Ok(!before.is_empty())
    })
}

/// Settles one conflict after the other, each by any of its values.
fn settle_all(desk: &Desk, dice: &mut Dice) -> Held {
    loop {
        let open = conflicts(desk.book().board());
        if open.is_empty() {
            return Ok(());
        }
        let (subject, field) = dice.pick(&open);
        let choice = {
            let ledger = desk.book().board().ledger(subject);
            let live = ledger.values[&field].iter();
            let known: Vec<_> = live.filter(|live| live.value.is_some()).collect();
            ledger.events[dice.pick(&known).event].id
        };
        let record = record_of(subject);
        let settled = desk.act(Command::Settle {
            record,
            field,
            choice,
        });
        prop_assert!(settled.is_ok(), "{field:?}: {settled:?}");
        let left = conflicts(desk.book().board());
        prop_assert!(!left.contains(&(subject, field)), "{field:?}");
        prop_assert!(left.len() < open.len(), "{field:?}: {open:?} {left:?}");
    }
}

fn conflicts(board: &Board) -> Vec<(Subject, Field)> {
    let of = |subject| {
        let ledger: Ledger = board.ledger(subject);
        let fields: Vec<_> = ledger
            .conflicts()
            .map(|(field, _)| (subject, field))
            .collect();
        fields
    };
    subjects(board).into_iter().flat_map(of).collect()
}
