//! References are given once, never change and never come again.

use sitrep::domain::{
    command::Command,
    fact::{Imported, Kind},
    ids::{RecordId, ReplicaId},
    state::RecordKind,
    time::Moment,
};

use crate::scene::*;

fn record(number: u8) -> Command {
    report_as(RecordId([number; 16]), |_| {})
}

fn reference(scene: &Scene, number: u8) -> String {
    scene.here.board().reference(RecordId([number; 16]))
}

fn imported(number: &str) -> Command {
    let imported = Imported {
        source: "csv".to_owned(),
        number: number.to_owned(),
        updated: minute(0),
        ..Imported::default()
    };
    Command::Import(std::sync::Arc::new(vec![(RecordId([200; 16]), imported)]))
}

fn erase_report(scene: &Scene, number: u8) -> Command {
    let events = scene.here.book.log().sorted();
    let of = sitrep::domain::event::Subject::Record(RecordId([number; 16]));
    let event = events.iter().find(|event| event.head.subject == of);
    Command::Erase {
        events: vec![event.unwrap().id],
    }
}

#[test]
fn the_founder_counts_from_one_in_each_queue() {
    let request = |number: u8| {
        report_as(RecordId([number; 16]), |report| {
            report.kind = RecordKind::Request;
        })
    };
    let drill = report_as(RecordId([5; 16]), |report| report.kind = RecordKind::Drill);
    given([record(1), record(2), request(3), request(4), drill]).then(|scene| {
        let references = [1, 2, 3, 4, 5].map(|number| reference(scene, number));
        assert_eq!(references, ["INC-1", "INC-2", "REQ-1", "REQ-2", "DRL-1"]);
    });
}

#[test]
fn several_reports_of_one_action_get_numbers_of_their_own() {
    given([Command::All(vec![record(1), record(2), record(3)])]).then(|scene| {
        let references = [1, 2, 3].map(|number| reference(scene, number));
        assert_eq!(references, ["INC-1", "INC-2", "INC-3"]);
    });
}

#[test]
fn a_replica_that_joins_has_letters_of_its_own() {
    given([record(1)])
        .elsewhere([record(2), record(3)])
        .and([record(4)])
        .merged()
        .then(|scene| {
            let references = [1, 2, 3, 4].map(|number| reference(scene, number));
            assert_eq!(references, ["INC-1", "INC-A1", "INC-A2", "INC-2"]);
        });
}

#[test]
fn the_second_to_join_gets_the_next_letter() {
    let mut scene = given([record(1)]).elsewhere([record(2)]).merged();
    let mut third = Device::new(WORKSPACE, ReplicaId([0xc; 16]), ADA);
    third.learn(&scene.here);
    third.act(record(3)).unwrap();
    scene.here.learn(&third);
    assert_eq!(reference(&scene, 3), "INC-B1");
}

#[test]
fn references_that_collide_all_the_same_keep_both_and_the_later_says_whose_it_is() {
    // Two replicas join without knowing of each other, so both take the letter A.
    let mut scene = given([record(1)]);
    let mut ben = Device::ben();
    let mut eve = Device::new(WORKSPACE, ReplicaId([0xe; 16]), ADA);
    for (device, number) in [(&mut ben, 2), (&mut eve, 3)] {
        device.learn(&scene.here);
        device.now = Moment(scene.here.now.0 + i64::from(number));
        device.act(record(number)).unwrap();
    }
    scene.here.learn(&ben);
    scene.here.learn(&eve);
    assert_eq!(reference(&scene, 2), "INC-A1");
    assert_eq!(reference(&scene, 3), "INC-A1~Dg4ODg");
    let board = scene.here.board();
    let both = [RecordId([2; 16]), RecordId([3; 16])];
    assert_eq!(board.by_reference("INC-A1"), both);
    assert_eq!(board.by_reference("INC-A1~Dg4ODg"), [both[1]]);
    assert_eq!(board.by_reference("INC-9"), []);
}

#[test]
fn an_erased_reference_is_not_given_again() {
    given([record(1), record(2), record(3)])
        .when_of(|scene| erase_report(scene, 3))
        .when(record(4))
        .then(|scene| {
            assert_eq!(reference(scene, 3), "~AwMDAw");
            assert_eq!(reference(scene, 4), "INC-4");
        })
        .when_of(|scene| erase_report(scene, 2))
        .when(record(5))
        .then(|scene| assert_eq!(reference(scene, 5), "INC-5"))
        .when_of(|scene| erase_report(scene, 5))
        .when_of(|scene| erase_report(scene, 4))
        .when(record(6))
        .then(|scene| assert_eq!(reference(scene, 6), "INC-6"))
        .when(record(7))
        .then(|scene| assert_eq!(reference(scene, 7), "INC-7"));
}

#[test]
fn an_imported_record_keeps_the_number_of_its_source() {
    given([imported("INC0010001"), record(1)]).then(|scene| {
        assert_eq!(reference(scene, 200), "INC0010001");
        assert_eq!(reference(scene, 1), "INC-1");
    });
}

#[test]
fn numbers_of_a_source_that_look_like_ours_are_stepped_over() {
    given([record(1), imported("INC-7"), record(2)]).then(|scene| {
        assert_eq!(reference(scene, 2), "INC-8");
    });
}

#[test]
fn a_number_of_absurd_size_does_not_exhaust_the_counter() {
    for absurd in [
        "INC-18446744073709551615",
        "INC-99999999999",
        "INC--1",
        "INC-",
    ] {
        given([record(1), imported(absurd), record(2)]).then(|scene| {
            assert_eq!(reference(scene, 2), "INC-2", "{absurd}");
        });
    }
}

#[test]
fn a_record_declared_by_mistake_keeps_its_reference() {
    given([record(1)])
        .when_of(|scene| Command::Undo {
            events: vec![scene.event(&Kind::Reported).id],
        })
        .when(record(2))
        .then(|scene| {
            assert_eq!(reference(scene, 1), "INC-1");
            assert_eq!(reference(scene, 2), "INC-2");
        });
}
