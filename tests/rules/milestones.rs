//! Corrections of when something happened.

use sitrep::domain::{
    command::{Command, Move, Rejection},
    fact::Kind,
    state::{Milestone, State},
    value::Field,
};

use crate::scene::*;

#[test]
fn a_correction_moves_the_milestone_and_not_the_state() {
    given([report(), act(Move::Acknowledge), act(Move::Resolve)])
        .when(correct(Milestone::Acknowledged, 0, Some(1)))
        .then(recorded(["acknowledged_at"]))
        .then(milestone(Milestone::Acknowledged, 1))
        .then(state(State::Resolved))
        .when(correct(Milestone::Resolved, 0, None))
        .then(no_milestone(Milestone::Resolved))
        .then(state(State::Resolved));
}

#[test]
fn every_milestone_can_be_corrected_and_taken_back() {
    for &each in Milestone::ALL {
        given([report(), act(Move::Resolve)])
            .when(correct(each, 0, Some(-7)))
            .then(milestone(each, -7))
            .when(correct(each, 0, None))
            .then(no_milestone(each))
            .then(conflicts([]));
    }
}

#[test]
fn a_correction_that_changes_nothing_is_refused() {
    given([report(), act(Move::Acknowledge)])
        .when(correct(Milestone::Acknowledged, 0, Some(2)))
        .then_refused(&Rejection::NoChange)
        .when(correct(Milestone::Detected, 0, None))
        .then_refused(&Rejection::NoChange);
}

#[test]
fn a_correction_lies_in_the_past_and_in_a_cycle_that_exists() {
    given([report()])
        .when(correct(Milestone::Detected, 0, Some(60)))
        .then_refused(&Rejection::InFuture)
        .when(correct(Milestone::Resolved, 1, Some(1)))
        .then_refused(&Rejection::Unknown);
}

#[test]
fn a_correction_stays_in_its_cycle() {
    given([
        report(),
        act(Move::Resolve),
        act(Move::Reopen),
        act(Move::Resolve),
    ])
    .when(correct(Milestone::Resolved, 0, Some(1)))
    .when(correct(Milestone::Acknowledged, 1, Some(3)))
    .then(|scene| {
        let milestones = &scene.incident().milestones;
        assert_eq!(milestones[&(0, Milestone::Resolved)], minute(1));
        assert_eq!(milestones[&(1, Milestone::Resolved)], minute(4));
        assert_eq!(milestones[&(1, Milestone::Acknowledged)], minute(3));
    })
    .then(conflicts([]));
}

#[test]
fn what_comes_before_work_is_corrected_once_for_all_cycles() {
    given([report(), act(Move::Resolve), act(Move::Reopen)])
        .when(correct(Milestone::ImpactStarted, 1, Some(-30)))
        .then(milestone(Milestone::ImpactStarted, -30))
        .when(correct(Milestone::Reported, 1, Some(-20)))
        .then(milestone(Milestone::Reported, -20))
        .then(conflicts([]));
}

#[test]
fn two_corrections_that_did_not_know_of_each_other_conflict() {
    let field = Field::Milestone(Milestone::Acknowledged, 0);
    given([report(), act(Move::Acknowledge)])
        .elsewhere([correct(Milestone::Acknowledged, 0, Some(1))])
        .and([correct(Milestone::Acknowledged, 0, Some(0))])
        .merged()
        .then(conflicts([field]))
        .when_of(|scene| Command::Settle {
            record: Some(INCIDENT),
            field,
            choice: scene.ledger().live(field).next().unwrap(),
        })
        .then(recorded(["acknowledged_at"]))
        .then(conflicts([]));
}

#[test]
fn an_undone_correction_leaves_the_milestone_as_it_was() {
    given([
        report(),
        act(Move::Acknowledge),
        correct(Milestone::Acknowledged, 0, Some(1)),
    ])
    .when_of(|scene| Command::Undo {
        events: vec![scene.event(&Kind::AcknowledgedAt).id],
    })
    .then(milestone(Milestone::Acknowledged, 2));
}
