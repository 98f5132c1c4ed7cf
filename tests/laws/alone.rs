//! Whoever works alone never contradicts themselves.

use std::collections::BTreeSet;

use proptest::prelude::{prop_assert, prop_assert_eq};
use sitrep::domain::{
    command::{Command, Move},
    fact::Fact,
    ids::{PersonId, ReplicaId},
    state::State,
};

use super::cases::{Held, always_alone, subjects};
use crate::history::{
    commands,
    desk::{Clock, Desk},
    dice::Dice,
};

#[test]
fn who_works_alone_never_makes_a_conflict() {
    always_alone(|steps| {
        let mut given = BTreeSet::new();
        let mut desk = desk_of(&steps);
        for (minute, &step) in steps.iter().enumerate() {
            let dice = &mut Dice::new(step);
            desk.pass(minute);
            let command = desk.any_command(dice);
            // What another tool says may contradict what was said here.
            let Some(command) = command.filter(|command| !matches!(command, Command::Import(_)))
            else {
                continue;
            };
            let before = standing(&desk, &command);
            let act = command.clone();
            let Ok(done) = desk.act(command) else {
                continue;
            };
            let book = desk.book();
            for subject in subjects(book.board()) {
                let ledger = book.board().ledger(subject);
                prop_assert_eq!(ledger.conflicts().collect::<Vec<_>>(), [], "{:?}", act);
            }
            for id in done.events {
                let event = book.log().get(id).expect("it is held");
                if let Some(Fact::Reported(body)) = event.fact() {
                    prop_assert!(
                        given.insert(body.reference.clone()),
                        "{} again",
                        body.reference
                    );
                }
            }
            drop(book);
            if let Some((state, cycle)) = before {
                reaches(&desk, &act, state, cycle)?;
            }
        }
        Ok(())
    });
}

fn desk_of(steps: &[u64]) -> Desk {
    let mut dice = Dice::new(steps.iter().fold(0, |sum, step| sum ^ step));
    let clock = Clock::any(&mut dice);
    let desk = Desk::new(
        ReplicaId(dice.bytes()),
        PersonId::default(),
        clock,
        dice.next(),
    );
    let _ = desk.act(commands::report(&mut dice));
    desk
}

/// The state and the cycle of the record that an act is about.
fn standing(desk: &Desk, command: &Command) -> Option<(State, u16)> {
    let Command::Act { record, .. } = command else {
        return None;
    };
    let book = desk.book();
    let record = book.board().record(*record)?;
    Some((record.state(), record.cycle))
}

/// Whether an act did what it is called.
fn reaches(desk: &Desk, command: &Command, before: State, cycle: u16) -> Held {
    let Command::Act { record, act, .. } = command else {
        return Ok(());
    };
    let book = desk.book();
    let after = book.board().record(*record).expect("it is there").clone();
    let early = matches!(before, State::New | State::Triage);
    let expected = match act {
        Move::Acknowledge if before == State::New => State::Triage,
        Move::Take | Move::Assign { .. } if early => State::Assigned,
        Move::Start | Move::Reopen => State::Investigating,
        Move::Hold(_) => State::OnHold,
        Move::Mitigate => State::Mitigated,
        Move::Resolve => State::Resolved,
        Move::Close => State::Closed,
        Move::Cancel(_) => State::Cancelled,
        Move::Resume => after.state(),
        _ => before,
    };
    prop_assert_eq!(after.state(), expected, "{:?}", act);
    prop_assert!(*act != Move::Resume || after.state() != State::OnHold);
    let reopened = u16::from(*act == Move::Reopen);
    prop_assert_eq!(after.cycle, cycle + reopened, "{:?}", act);
    Ok(())
}
