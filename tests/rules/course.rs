//! The states that a record went through, and how often it was handed on.

use sitrep::domain::{
    command::{Command, Move},
    course::{Counters, Leg, was_held_for_caller},
    fact::{Imported, Past},
    record::Record,
    state::{HoldReason, Milestone, State},
    time::Moment,
};

use crate::scene::*;

fn record(scene: &Scene) -> &Record {
    scene.here.board().record(INCIDENT).unwrap()
}

/// Minutes after the start, with the state that began then.
fn legs(record: &Record) -> Vec<(i64, Option<State>)> {
    let minutes = |leg: &Leg| (leg.at.0 - START.0) / 60_000;
    (record.course.iter())
        .map(|leg| (minutes(leg), leg.standing.map(|standing| standing.state)))
        .collect()
}

/// An import of the record, changed by the source so many minutes after the start.
fn import(updated: i64, fill: impl FnOnce(&mut Imported)) -> Command {
    let mut imported = Imported {
        source: "servicenow".to_owned(),
        number: "INC1".to_owned(),
        updated: minute(updated),
        title: Some("Printer".to_owned()),
        ..Imported::default()
    };
    fill(&mut imported);
    Command::Import(std::sync::Arc::new(vec![(INCIDENT, imported)]))
}

fn past(at: i64, state: Option<State>) -> Past {
    Past {
        at: minute(at),
        state,
        ..Past::default()
    }
}

#[test]
fn every_act_that_moves_the_state_begins_a_leg() {
    given([
        report(),
        act(Move::Acknowledge),
        act(Move::Hold(HoldReason::Caller)),
        act(Move::Resume),
        act(Move::Resolve),
        act(Move::Reopen),
    ])
    .then(|scene| {
        let states = legs(record(scene))
            .into_iter()
            .filter_map(|(_, state)| state);
        assert_eq!(
            states.collect::<Vec<_>>(),
            [
                State::New,
                State::Triage,
                State::OnHold,
                State::Triage,
                State::Resolved,
                State::Investigating
            ]
        );
        assert!(was_held_for_caller(&record(scene).course));
        assert_eq!(record(scene).counters.reopened, 1);
    });
}

#[test]
fn acknowledging_what_is_on_hold_or_worked_on_begins_no_leg() {
    let states = |scene: &Scene| {
        let legs = legs(record(scene)).into_iter();
        legs.filter_map(|(_, state)| state).collect::<Vec<_>>()
    };
    given([
        report(),
        act(Move::Hold(HoldReason::Caller)),
        act(Move::Acknowledge),
    ])
    .then(state(State::OnHold))
    .then(|scene| assert_eq!(states(scene), [State::New, State::OnHold]));
    given([
        report(),
        act(Move::Resolve),
        act(Move::Reopen),
        act(Move::Acknowledge),
    ])
    .then(|scene| {
        let expected = [State::New, State::Resolved, State::Investigating];
        assert_eq!(states(scene), expected);
    });
    // Nor where nobody knew yet that somebody works on it.
    given([report()])
        .elsewhere([note("a"), act(Move::Acknowledge)])
        .and([act(Move::Start)])
        .merged()
        .then(state(State::Investigating))
        .then(|scene| assert_eq!(states(scene), [State::New, State::Investigating]));
}

#[test]
fn what_was_taken_back_was_no_leg() {
    given([report(), act(Move::Acknowledge)])
        .when_of(|scene| Command::Undo {
            events: vec![scene.outcome.as_ref().unwrap()[0].id],
        })
        .then(|scene| assert_eq!(record(scene).course.len(), 1));
}

#[test]
fn handing_on_counts_and_the_first_assignment_does_not() {
    given([
        report(),
        assign(ADA),
        assign(BEN),
        act(Move::Take),
        act(Move::Escalate {
            person: Some(BEN),
            team: None,
        }),
    ])
    .then(|scene| {
        let expected = Counters {
            reassigned: 2,
            escalated: 1,
            reopened: 0,
        };
        assert_eq!(record(scene).counters, expected);
    });
}

#[test]
fn an_imported_history_is_the_course_and_counters_of_the_source_stand() {
    given([import(9, |body| {
        body.state = Some(State::Closed);
        body.history = vec![
            past(0, Some(State::New)),
            past(3, None),
            past(5, Some(State::Resolved)),
            past(9, Some(State::Closed)),
        ];
        body.reassignments = Some(4);
        body.reopenings = Some(1);
    })])
    .then(|scene| {
        let record = record(scene);
        let states = [State::New, State::Resolved, State::Closed].map(Some);
        assert_eq!(
            legs(record),
            [(0, states[0]), (3, None), (5, states[1]), (9, states[2])]
        );
        assert_eq!(record.left_new, Some(minute(3)));
        assert_eq!(
            (record.counters.reassigned, record.counters.reopened),
            (4, 1)
        );
    });
}

#[test]
fn a_later_import_goes_on_with_the_history_and_local_acts_follow() {
    given([
        import(0, |body| {
            body.state = Some(State::New);
            body.history = vec![past(-9, Some(State::New))];
        }),
        import(1, |body| {
            body.state = Some(State::Resolved);
            body.history = vec![past(-9, Some(State::New)), past(1, Some(State::Resolved))];
        }),
        act(Move::Reopen),
    ])
    .then(|scene| {
        let states: Vec<_> = legs(record(scene))
            .into_iter()
            .map(|(_, state)| state)
            .collect();
        let expected = [State::New, State::Resolved, State::Investigating].map(Some);
        assert_eq!(states, expected);
    });
}

#[test]
fn an_import_without_a_history_tells_what_it_knows_and_no_more() {
    given([import(9, |body| {
        body.state = Some(State::Resolved);
        let at = |minutes| Some(minute(minutes));
        body.milestones.insert(Milestone::Reported, at(0));
        body.milestones.insert(Milestone::Resolved, at(5));
    })])
    .then(|scene| {
        assert_eq!(legs(record(scene)), [(0, None), (5, Some(State::Resolved))]);
        assert_eq!(record(scene).left_new, None::<Moment>);
        assert!(record(scene).is_past_new);
    });
    given([import(9, |body| body.state = Some(State::New))])
        .then(|scene| assert!(!record(scene).is_past_new));
}
