//! Undoing and erasing.

use sitrep::domain::{
    command::{Command, Move, Rejection},
    event::Body,
    fact::{Imported, Kind},
    ids::EventId,
    state::{Milestone, State, VoidReason},
    value::Field,
};

use crate::scene::*;

fn undo(kind: &Kind) -> impl FnOnce(&Scene) -> Command {
    let kind = kind.clone();
    move |scene| Command::Undo {
        events: vec![scene.event(&kind).id],
    }
}

fn erase(kind: &Kind) -> impl FnOnce(&Scene) -> Command {
    let kind = kind.clone();
    move |scene| Command::Erase {
        events: vec![scene.event(&kind).id],
    }
}

#[test]
fn an_undone_change_leaves_the_value_before_it() {
    given([report(), title("Wi-Fi down")])
        .when_of(undo(&Kind::TitleSet))
        .then(recorded(["undone"]))
        .then(|scene| {
            let title = &scene.incident().title;
            assert_eq!(title, "Ward tablets cannot reach the record system");
        })
        .when_of(undo(&Kind::TitleSet))
        .then_refused(&Rejection::NoChange);
}

#[test]
fn an_undone_act_leaves_the_state_and_the_milestone_before_it() {
    given([report(), act(Move::Acknowledge)])
        .when_of(undo(&Kind::Acknowledged))
        .then(state(State::New))
        .then(no_milestone(Milestone::Acknowledged))
        .when(act(Move::Acknowledge))
        .then(milestone(Milestone::Acknowledged, 4));
}

#[test]
fn undoing_an_edit_does_not_revive_what_a_later_edit_replaced() {
    given([report(), title("one"), title("two")])
        .when_of(|scene| {
            let events = scene.here.book.log().sorted();
            let one = events
                .iter()
                .find(|event| event.head.kind == Kind::TitleSet);
            Command::Undo {
                events: vec![one.unwrap().id],
            }
        })
        .then(conflicts([]))
        .then(|scene| assert_eq!(scene.incident().title, "two"));
}

#[test]
fn an_undone_reopening_takes_its_cycle_back() {
    given([report(), act(Move::Resolve), act(Move::Reopen)])
        .when_of(undo(&Kind::Reopened))
        .then(state(State::Resolved))
        .then(milestone(Milestone::Resolved, 2))
        .then(|scene| assert_eq!(scene.incident().cycle, 0));
}

#[test]
fn an_undone_report_is_a_cancellation_since_references_are_not_reused() {
    given([report(), act(Move::Acknowledge)])
        .when_of(undo(&Kind::Reported))
        .then(recorded(["cancelled"]))
        .then(state(State::Cancelled))
        .then(|scene| {
            assert_eq!(scene.incident().standing.void, Some(VoidReason::Mistake));
            assert_eq!(scene.incident().reference, "INC-1");
        })
        .when_of(undo(&Kind::Reported))
        .then_refused(&Rejection::NoChange);
}

#[test]
fn a_whole_action_is_undone_at_once() {
    let declared = report_as(INCIDENT, |report| report.owner = Some(BEN));
    given([declared])
        .when_of(|scene| Command::Undo {
            events: vec![
                scene.event(&Kind::Reported).id,
                scene.event(&Kind::Assigned).id,
                scene.event(&Kind::Assigned).id,
            ],
        })
        .then(recorded(["undone", "cancelled"]))
        .then(state(State::Cancelled))
        .then(conflicts([]))
        .then(|scene| assert_eq!(scene.incident().owner, None));
}

#[test]
fn two_devices_that_undo_the_same_agree() {
    let scene = given([report(), title("Wi-Fi down")]);
    let event = scene.event(&Kind::TitleSet).id;
    let undo = Command::Undo {
        events: vec![event],
    };
    scene
        .elsewhere([undo.clone()])
        .and([undo])
        .merged()
        .then(conflicts([]))
        .then(|scene| {
            let title = &scene.incident().title;
            assert_eq!(title, "Ward tablets cannot reach the record system");
        });
}

#[test]
fn what_cannot_be_undone_is_refused() {
    let import = Command::Import(std::sync::Arc::new(vec![(
        OTHER,
        Imported {
            source: "csv".to_owned(),
            number: "7".to_owned(),
            ..Imported::default()
        },
    )]));
    let scene = given([report(), import, title("x")])
        .when_of(undo(&Kind::TitleSet))
        .when_of(erase(&Kind::TitleSet));
    for kind in [
        Kind::Imported,
        Kind::Undone,
        Kind::Erased,
        Kind::WorkspaceFounded,
    ] {
        let event = scene.event(&kind).id;
        let undo = Command::Undo {
            events: vec![event],
        };
        let mut here = Device::ada();
        here.learn(&scene.here);
        assert_eq!(
            here.act(undo).unwrap_err(),
            Rejection::NotUndoable,
            "{kind}"
        );
    }
    scene
        .when(Command::Undo {
            events: vec![EventId([3; 32])],
        })
        .then_refused(&Rejection::Unknown);
}

#[test]
fn an_erasure_removes_the_words_and_leaves_the_act() {
    given([
        report(),
        Command::Act {
            record: INCIDENT,
            act: Move::Acknowledge,
            happened: Some(minute(1)),
            note: Some("the patient's name".to_owned()),
        },
    ])
    .when_of(erase(&Kind::Acknowledged))
    .then(recorded(["erased"]))
    .then(state(State::Triage))
    .then(milestone(Milestone::Acknowledged, 2))
    .then(|scene| {
        let event = scene.event(&Kind::Acknowledged);
        assert_eq!(event.body, Body::Absent);
        assert_eq!(event.text.body, None);
    });
}

#[test]
fn an_erased_value_is_withheld() {
    given([report(), title("the patient's name")])
        .when_of(erase(&Kind::TitleSet))
        .then(|scene| {
            assert_eq!(scene.incident().title, "");
            assert_eq!(scene.incident().withheld, [Field::Title]);
        })
        .when(title("Wi-Fi down"))
        .then(|scene| {
            assert_eq!(scene.incident().title, "Wi-Fi down");
            assert_eq!(scene.incident().withheld, []);
        });
}

#[test]
fn what_was_erased_stays_erased_when_a_copy_comes_back() {
    given([report(), note("the patient's name")])
        .elsewhere([note("looking")])
        .when_of(erase(&Kind::Noted))
        .merged()
        .then(|scene| {
            let there = scene.there.as_ref().unwrap();
            for device in [&scene.here, there] {
                let texts = device.book.log().sorted();
                assert!(!format!("{texts:?}").contains("patient"));
            }
        });
}

#[test]
fn an_event_is_erased_once_and_an_erasure_never() {
    given([report(), note("x")])
        .when_of(erase(&Kind::Noted))
        .when_of(erase(&Kind::Noted))
        .then_refused(&Rejection::NoChange)
        .when_of(erase(&Kind::Erased))
        .then_refused(&Rejection::NoChange)
        .when(Command::Erase {
            events: vec![EventId([3; 32])],
        })
        .then_refused(&Rejection::Unknown);
}

#[test]
fn events_of_several_records_are_erased_in_one_action() {
    given([report(), report_as(OTHER, |_| {}), note("x")])
        .when_of(|scene| {
            let events = scene.here.book.log().sorted();
            let words = events
                .iter()
                .filter(|event| matches!(event.head.kind, Kind::Reported | Kind::Noted));
            Command::Erase {
                events: words.map(|event| event.id).collect(),
            }
        })
        .then(recorded(["erased", "erased"]))
        .then(|scene| {
            let log = scene.here.book.log();
            let bare = log.events().filter(|event| !event.has_body()).count();
            assert_eq!(bare, 3);
        });
}
