//! Clocks may be years wrong: they never keep anybody from writing, and what somebody changes
//! stands above all that they had seen.

use proptest::prelude::{prop_assert, prop_assert_eq};
use sitrep::{
    domain::{
        command::{Change, Command, Rejection},
        event::Subject,
        time::{LARGEST, Moment, Stamp},
        value::{Field, Value},
    },
    exchange::seal,
    writer::Failure,
};

use super::cases::{Law, always, mostly};
use crate::history::{BEGINNING, desk::Clock};

const CEILING: Stamp = Stamp(Moment::LAST.0.cast_unsigned(), LARGEST);

pub fn laws() -> Vec<Law> {
    vec![
        whatever_its_clock_says_a_desk_can_write_and_its_change_stands(),
        whatever_came_before_what_is_changed_stands_alone(),
    ]
}

fn whatever_its_clock_says_a_desk_can_write_and_its_change_stands() -> Law {
    always(|history, dice| {
        let place = dice.index(history.desks.len());
        let clock = Clock::any(dice);
        let desk = &mut history.desks[place];
        desk.set_clock(clock);
        desk.tick(Moment(i64::from(u32::MAX) * 500));
        let record = *desk.records().first().expect("everybody knows one");
        let before = desk.book().log().top();
        let title = format!("changed {}", dice.below(9));
        let change = Change::Title(title.clone());
        let done = desk.act(Command::Set { record, change });
        prop_assert!(done.is_ok(), "{clock:?}: {done:?}");
        let id = *done.expect("it is").events.last().expect("it wrote");

        let book = desk.book();
        let event = book.log().get(id).expect("it is held");
        prop_assert!(event.head.hlc > before || before == CEILING);
        prop_assert!(seal::read(&seal::line(event)).is_ok());
        let ledger = book.board().ledger(Subject::Record(record));
        prop_assert_eq!(ledger.get(Field::Title), Some(&Value::Text(title)));
        prop_assert_eq!(ledger.values[&Field::Title].len(), 1);
        Ok(())
    })
}

fn whatever_came_before_what_is_changed_stands_alone() -> Law {
    mostly(0.5, |history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        if dice.chance(50) {
            desk.take(history.copies());
        }
        let mut spoke = false;
        for _ in 0..4 {
            let changes = (0..12).filter_map(|_| desk.any_command(dice));
            // Of many changes one of what most events set: mostly there is just one such event.
            let most = changes
                .filter_map(|command| Some((changed(&command)?, command)))
                .max_by_key(|((subject, field), _)| {
                    desk.book()
                        .board()
                        .ledger(*subject)
                        .standing(*field)
                        .count()
                });
            let Some(((subject, field), command)) = most else {
                continue;
            };
            match desk.act(command) {
                Ok(done) => {
                    spoke = true;
                    let ledger = desk.book().board().ledger(subject);
                    let live: Vec<_> = (ledger.values[&field].iter())
                        .map(|live| ledger.events[live.event].id)
                        .collect();
                    prop_assert_eq!(&live, &done.events[done.events.len() - 1..], "{:?}", field);
                }
                Err(Failure::Rejected(
                    Rejection::NoTitle | Rejection::NoReason | Rejection::NoChange,
                )) => {}
                Err(Failure::Rejected(Rejection::InFuture)) => {
                    let top = Moment(desk.book().log().top().0.cast_signed());
                    prop_assert!(desk.now().max(top) < BEGINNING);
                }
                Err(other) => prop_assert!(false, "{other:?}"),
            }
        }
        Ok(spoke)
    })
}

/// What a command changes, where that is one field.
fn changed(command: &Command) -> Option<(Subject, Field)> {
    match command {
        Command::Set { record, change } => Some((Subject::Record(*record), field_of(change))),
        Command::Correct {
            record,
            milestone,
            cycle,
            ..
        } => {
            let cycle = match milestone.is_before_work() {
                true => 0,
                false => *cycle,
            };
            let field = Field::Milestone(*milestone, cycle);
            Some((Subject::Record(*record), field))
        }
        _ => None,
    }
}

fn field_of(change: &Change) -> Field {
    match change {
        Change::Title(_) => Field::Title,
        Change::Description(_) => Field::Description,
        Change::Affected(_) => Field::Affected,
        Change::Cause(_) => Field::Cause,
        Change::Workaround(_) => Field::Workaround,
        Change::Vendor(_) => Field::Vendor,
        Change::Reporter(_) => Field::Reporter,
        Change::Kind(_) => Field::Kind,
        Change::Category(_) => Field::Category,
        Change::Service(_) => Field::Service,
        Change::Channel(_) => Field::Channel,
        Change::Origin(_) => Field::Origin,
        Change::Severity(_) => Field::Severity,
        Change::Rating(_) => Field::Assessment,
    }
}
