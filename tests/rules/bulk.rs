//! One action on many records: what fits is done, what does not is left out, and all of it is
//! taken back at once.

use sitrep::domain::{
    command::{Change, Command, Move, Rejection},
    decide::left_out,
    fact::Kind,
    ids::{CategoryId, RecordId},
    state::{Relation, State, VoidReason},
};

use crate::scene::*;

const NOWHERE: RecordId = RecordId([0xee; 16]);

fn each(records: &[RecordId], command: impl Fn(RecordId) -> Command) -> Command {
    let one = |&record: &RecordId| (record, command(record));
    Command::Each(records.iter().map(one).collect())
}

fn acts(records: &[RecordId], act: Move) -> Command {
    each(records, |record| Command::Act {
        record,
        act,
        happened: None,
        note: None,
    })
}

fn out(scene: &Scene, command: &Command) -> Vec<(RecordId, Rejection)> {
    left_out(
        scene.here.board(),
        &scene.here.actor,
        minute(1_000_000),
        command,
    )
}

#[test]
fn what_fits_is_done_and_the_rest_is_left_out_with_its_reason() {
    let command = acts(&[INCIDENT, OTHER, NOWHERE], Move::Acknowledge);
    given([report(), report_as(OTHER, |_| ()), act(Move::Acknowledge)])
        .then(|scene| {
            assert_eq!(
                out(scene, &command),
                [
                    (INCIDENT, Rejection::AlreadyAcknowledged),
                    (NOWHERE, Rejection::Unknown),
                ]
            );
        })
        .when(command.clone())
        .then(recorded(["acknowledged"]))
        .then(|scene| {
            let other = scene.here.board().record(OTHER).unwrap();
            assert_eq!(other.state(), State::Triage);
            assert_eq!(out(scene, &command).len(), 3);
        });
}

#[test]
fn where_it_fits_none_nothing_is_recorded() {
    given([report(), act(Move::Acknowledge)])
        .when(acts(&[INCIDENT], Move::Acknowledge))
        .then_refused(&Rejection::AlreadyAcknowledged);
    given([report()])
        .when(Command::Each(Vec::new()))
        .then_refused(&Rejection::NoChange);
}

#[test]
fn what_already_has_the_value_is_left_out() {
    let category = |record| Command::Set {
        record,
        change: Change::Category(Some(CategoryId::built_in(1))),
    };
    let command = each(&[INCIDENT, OTHER], category);
    given([report(), report_as(OTHER, |_| ()), category(OTHER)])
        .then(|scene| assert_eq!(out(scene, &command), [(OTHER, Rejection::NoChange)]))
        .when(command.clone())
        .then(recorded(["category_set"]));
}

#[test]
fn of_one_record_all_is_done_or_nothing() {
    let duplicate = |record| {
        Command::All(vec![
            Command::Act {
                record,
                act: Move::Cancel(VoidReason::Duplicate),
                happened: None,
                note: None,
            },
            Command::Link {
                record,
                to: OTHER,
                relation: Relation::Duplicate,
            },
        ])
    };
    let command = each(&[INCIDENT, OTHER], duplicate);
    given([report(), report_as(OTHER, |_| ())])
        .then(|scene| assert_eq!(out(scene, &command), [(OTHER, Rejection::SelfLink)]))
        .when(command.clone())
        .then(recorded(["cancelled", "linked"]))
        .then(|scene| {
            let other = scene.here.board().record(OTHER).unwrap();
            assert_eq!(other.state(), State::New);
        });
}

#[test]
fn an_action_on_many_is_taken_back_whole() {
    given([report(), report_as(OTHER, |_| ())])
        .when(acts(&[INCIDENT, OTHER], Move::Take))
        .then(recorded(["taken", "taken"]))
        .when_of(|scene| {
            let taken = |event: &&std::sync::Arc<sitrep::domain::event::Event>| {
                event.head.kind == Kind::Taken
            };
            let events = scene.here.book.log().sorted();
            Command::Undo {
                events: events.iter().filter(taken).map(|event| event.id).collect(),
            }
        })
        .then(recorded(["undone", "undone"]))
        .then(|scene| {
            for id in [INCIDENT, OTHER] {
                let record = scene.here.board().record(id).unwrap();
                assert_eq!((record.state(), record.owner), (State::New, None));
            }
        });
}

#[test]
fn a_thousand_records_are_one_action() {
    let ids: Vec<RecordId> = (0..1_000_u16)
        .map(|number| {
            let mut id = [7; 16];
            id[..2].copy_from_slice(&number.to_be_bytes());
            RecordId(id)
        })
        .collect();
    let reports = ids.iter().map(|&id| report_as(id, |_| ())).collect();
    given([Command::All(reports)])
        .when(acts(&ids, Move::Acknowledge))
        .then(|scene| assert_eq!(scene.recorded().len(), 1_000));
}
