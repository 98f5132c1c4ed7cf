//! Acts that move a record through its life.

use sitrep::domain::{
    command::{Command, Move, Rejection},
    ids::{PersonId, TeamId},
    state::{Act, HoldReason, Milestone, State, VoidReason},
};

use crate::scene::*;

const TEAM: TeamId = TeamId([5; 16]);

fn wrong(act: Act, state: State) -> Rejection {
    Rejection::WrongState {
        act: act.label(),
        state: state.label(),
    }
}

fn escalate(person: Option<PersonId>, team: Option<TeamId>) -> Command {
    act(Move::Escalate { person, team })
}

#[test]
fn an_acknowledgement_of_a_new_record_is_a_milestone_and_moves_it_to_triage() {
    given([report()])
        .when(act(Move::Acknowledge))
        .then(recorded(["acknowledged"]))
        .then(state(State::Triage))
        .then(milestone(Milestone::Acknowledged, 2));
}

#[test]
fn an_acknowledgement_counts_from_when_it_happened() {
    given([report(), note("called back"), note("and again")])
        .when(act_at(Move::Acknowledge, 2))
        .then(milestone(Milestone::Acknowledged, 2));
}

#[test]
fn an_acknowledgement_of_an_assigned_record_leaves_its_state() {
    given([report(), assign(BEN)])
        .when(act(Move::Acknowledge))
        .then(state(State::Assigned))
        .then(milestone(Milestone::Acknowledged, 3))
        .when(act(Move::Start))
        .then(state(State::Investigating));
}

#[test]
fn a_record_is_acknowledged_once() {
    given([report(), act(Move::Acknowledge)])
        .when(act(Move::Acknowledge))
        .then_refused(&Rejection::AlreadyAcknowledged);
}

#[test]
fn taking_a_new_record_assigns_me_and_acknowledges_it() {
    given([report()])
        .when(act(Move::Take))
        .then(recorded(["taken"]))
        .then(state(State::Assigned))
        .then(milestone(Milestone::Acknowledged, 2))
        .then(milestone(Milestone::Assigned, 2))
        .then(|scene| assert_eq!(scene.incident().owner, Some(ADA)));
}

#[test]
fn taking_a_record_that_is_assigned_but_unseen_acknowledges_it() {
    given([report(), assign(BEN)])
        .when(act(Move::Take))
        .then(recorded(["acknowledged", "reassigned"]))
        .then(state(State::Assigned))
        .then(milestone(Milestone::Acknowledged, 3))
        .then(milestone(Milestone::Assigned, 2))
        .then(|scene| assert_eq!(scene.incident().owner, Some(ADA)));
}

#[test]
fn taking_what_was_assigned_to_me_only_acknowledges_it() {
    given([report(), assign(ADA)])
        .when(act(Move::Take))
        .then(recorded(["acknowledged"]));
}

#[test]
fn taking_an_acknowledged_record_assigns_it() {
    given([report(), act(Move::Acknowledge)])
        .when(act(Move::Take))
        .then(recorded(["assigned"]))
        .then(state(State::Assigned))
        .then(milestone(Milestone::Acknowledged, 2));
}

#[test]
fn taking_a_record_keeps_its_team() {
    let to_team = Move::Assign {
        person: None,
        team: Some(TEAM),
    };
    given([report(), act(to_team)])
        .when(act(Move::Take))
        .then(|scene| {
            assert_eq!(scene.incident().team, Some(TEAM));
            assert_eq!(scene.incident().owner, Some(ADA));
        });
}

#[test]
fn taking_what_is_mine_already_is_refused() {
    given([report(), act(Move::Take)])
        .when(act(Move::Take))
        .then_refused(&Rejection::AlreadyTheirs);
}

#[test]
fn the_first_assignment_moves_the_state_and_a_later_one_does_not() {
    given([report()])
        .when(assign(BEN))
        .then(recorded(["assigned"]))
        .then(state(State::Assigned))
        .then(milestone(Milestone::Assigned, 2))
        .when(act(Move::Start))
        .when(assign(ADA))
        .then(recorded(["reassigned"]))
        .then(state(State::Investigating))
        .then(milestone(Milestone::Assigned, 2));
}

#[test]
fn an_assignment_needs_somebody_new() {
    let nobody = Move::Assign {
        person: None,
        team: None,
    };
    given([report()])
        .when(act(nobody))
        .then_refused(&Rejection::Nobody)
        .when(assign(BEN))
        .when(assign(BEN))
        .then_refused(&Rejection::AlreadyTheirs);
}

#[test]
fn an_escalation_changes_hands_and_not_the_state() {
    given([report(), act(Move::Take)])
        .when(escalate(None, Some(TEAM)))
        .then(recorded(["escalated"]))
        .then(state(State::Assigned))
        .then(|scene| {
            assert_eq!(scene.incident().owner, None);
            assert_eq!(scene.incident().team, Some(TEAM));
        })
        .when(escalate(None, Some(TEAM)))
        .then_refused(&Rejection::AlreadyTheirs)
        .when(escalate(None, None))
        .then_refused(&Rejection::Nobody);
}

#[test]
fn work_starts_once() {
    given([report()])
        .when(act(Move::Start))
        .then(state(State::Investigating))
        .when(act(Move::Start))
        .then_refused(&wrong(Act::Start, State::Investigating));
}

#[test]
fn a_fix_that_did_not_hold_is_worked_on_again() {
    given([report(), act(Move::Mitigate)])
        .when(act(Move::Start))
        .then(state(State::Investigating))
        .then(milestone(Milestone::Mitigated, 2));
}

#[test]
fn resuming_returns_to_the_state_before_the_hold() {
    for (before, then) in [
        (act(Move::Acknowledge), State::Triage),
        (assign(BEN), State::Assigned),
        (act(Move::Start), State::Investigating),
        (act(Move::Mitigate), State::Mitigated),
    ] {
        given([report(), before, act(Move::Hold(HoldReason::Vendor))])
            .then(state(State::OnHold))
            .then(|scene| assert_eq!(scene.incident().standing.hold, Some(HoldReason::Vendor)))
            .when(act(Move::Hold(HoldReason::Caller)))
            .then_refused(&wrong(Act::Hold, State::OnHold))
            .when(act(Move::Resume))
            .then(recorded(["resumed"]))
            .then(state(then))
            .then(|scene| assert_eq!(scene.incident().standing.hold, None))
            .when(act(Move::Resume))
            .then_refused(&wrong(Act::Resume, then));
    }
}

#[test]
fn a_record_that_was_new_when_held_and_acknowledged_meanwhile_resumes_to_triage() {
    given([report(), act(Move::Hold(HoldReason::Caller))])
        .when(act(Move::Acknowledge))
        .then(state(State::OnHold))
        .when(act(Move::Resume))
        .then(state(State::Triage));
    given([report(), act(Move::Hold(HoldReason::Caller))])
        .when(act(Move::Resume))
        .then(state(State::New));
}

#[test]
fn two_holds_of_two_devices_resume_to_what_was_before_both() {
    given([report(), act(Move::Start)])
        .elsewhere([act(Move::Hold(HoldReason::Vendor))])
        .and([act(Move::Hold(HoldReason::Caller))])
        .merged()
        .when(act(Move::Resume))
        .then(state(State::Investigating))
        .then(conflicts([]));
    given([report(), act(Move::Mitigate)])
        .elsewhere([act(Move::Hold(HoldReason::Vendor))])
        .and([act(Move::Hold(HoldReason::Caller))])
        .merged()
        .when_of(|scene| Command::Settle {
            record: Some(INCIDENT),
            field: sitrep::domain::value::Field::State,
            choice: scene.event(&sitrep::domain::fact::Kind::Held).id,
        })
        .when(act(Move::Resume))
        .then(state(State::Mitigated));
}

#[test]
fn an_undone_hold_is_not_what_a_record_resumes_to() {
    given([report(), act(Move::Start), act(Move::Mitigate)])
        .when_of(|scene| Command::Undo {
            events: vec![scene.event(&sitrep::domain::fact::Kind::Mitigated).id],
        })
        .then(state(State::Investigating))
        .when(act(Move::Hold(HoldReason::Change)))
        .when(act(Move::Resume))
        .then(state(State::Investigating));
}

#[test]
fn a_record_is_mitigated_resolved_verified_and_closed() {
    given([report(), act(Move::Take)])
        .when(act(Move::Mitigate))
        .then(state(State::Mitigated))
        .then(milestone(Milestone::Mitigated, 3))
        .when(act(Move::Mitigate))
        .then_refused(&wrong(Act::Mitigate, State::Mitigated))
        .when(act(Move::Verify))
        .then_refused(&wrong(Act::Verify, State::Mitigated))
        .when(act(Move::Close))
        .then_refused(&wrong(Act::Close, State::Mitigated))
        .when(act_at(Move::Resolve, 5))
        .then(state(State::Resolved))
        .then(milestone(Milestone::Resolved, 5))
        .when(act(Move::Resolve))
        .then_refused(&wrong(Act::Resolve, State::Resolved))
        .when(act(Move::Verify))
        .then(state(State::Resolved))
        .then(milestone(Milestone::Verified, 9))
        .when(act(Move::Verify))
        .then_refused(&Rejection::AlreadyVerified)
        .when(act(Move::Close))
        .then(state(State::Closed))
        .then(milestone(Milestone::Closed, 11))
        .when(act(Move::Close))
        .then_refused(&wrong(Act::Close, State::Closed));
}

#[test]
fn a_closed_record_can_still_be_verified() {
    given([report(), act(Move::Resolve), act(Move::Close)])
        .when(act(Move::Verify))
        .then(state(State::Closed))
        .then(milestone(Milestone::Verified, 4));
}

#[test]
fn what_is_not_open_takes_no_more_work() {
    for end in [Move::Resolve, Move::Cancel(VoidReason::Duplicate)] {
        for (act_kind, again) in [
            (Act::Acknowledge, Move::Acknowledge),
            (Act::Take, Move::Take),
            (Act::Start, Move::Start),
            (Act::Hold, Move::Hold(HoldReason::Caller)),
            (Act::Resume, Move::Resume),
            (Act::Mitigate, Move::Mitigate),
            (Act::Resolve, Move::Resolve),
            (Act::Cancel, Move::Cancel(VoidReason::Declined)),
        ] {
            let scene = given([report(), act(end)]);
            let state = scene.incident().state();
            scene.when(act(again)).then_refused(&wrong(act_kind, state));
        }
    }
}

#[test]
fn reopening_begins_a_cycle_with_its_own_milestones_and_destroys_nothing() {
    given([
        report(),
        act(Move::Acknowledge),
        act(Move::Resolve),
        act(Move::Verify),
    ])
    .when(act(Move::Reopen))
    .then(state(State::Investigating))
    .then(no_milestone(Milestone::Resolved))
    .then(no_milestone(Milestone::Verified))
    .then(milestone(Milestone::Reported, 1))
    .then(|scene| {
        let incident = scene.incident();
        assert_eq!(incident.cycle, 1);
        assert_eq!(
            incident.milestones[&(0, Milestone::Resolved)],
            minute(3),
            "the first cycle keeps its resolution"
        );
    })
    .when(act(Move::Reopen))
    .then_refused(&wrong(Act::Reopen, State::Investigating))
    .when(act(Move::Resolve))
    .then(milestone(Milestone::Resolved, 7))
    .when(act(Move::Verify))
    .then(milestone(Milestone::Verified, 8))
    .when(act(Move::Close))
    .when(act(Move::Reopen))
    .then(|scene| assert_eq!(scene.incident().cycle, 2));
}

#[test]
fn two_reopenings_of_one_resolution_are_one_cycle() {
    given([report(), act(Move::Resolve)])
        .elsewhere([act(Move::Reopen)])
        .and([act(Move::Reopen)])
        .merged()
        .then(|scene| assert_eq!(scene.incident().cycle, 1))
        .then(conflicts([]));
}

#[test]
fn a_settled_or_cancelled_record_reopens_into_the_next_cycle() {
    use sitrep::domain::{fact::Kind, value::Field};
    given([report(), act(Move::Resolve), act(Move::Reopen)])
        .elsewhere([act(Move::Resolve)])
        .and([act(Move::Cancel(VoidReason::Duplicate))])
        .merged()
        .then(conflicts([Field::State]))
        .when_of(|scene| Command::Settle {
            record: Some(INCIDENT),
            field: Field::State,
            choice: scene.event(&Kind::Resolved).id,
        })
        .then(state(State::Resolved))
        .when(act(Move::Reopen))
        .then(|scene| assert_eq!(scene.incident().cycle, 2));
    given([report(), act(Move::Resolve), act(Move::Reopen)])
        .when_of(|scene| Command::Undo {
            events: vec![scene.event(&Kind::Reported).id],
        })
        .then(state(State::Cancelled))
        .when(act(Move::Reopen))
        .then(|scene| assert_eq!(scene.incident().cycle, 2));
}

#[test]
fn a_cancellation_says_why() {
    given([report()])
        .when(act(Move::Cancel(VoidReason::FalsePositive)))
        .then(state(State::Cancelled))
        .then(|scene| {
            let void = scene.incident().standing.void;
            assert_eq!(void, Some(VoidReason::FalsePositive));
        });
}

#[test]
fn an_unseen_acknowledgement_yields_to_any_other_act() {
    given([report()])
        .elsewhere([act(Move::Acknowledge)])
        .and([act(Move::Start)])
        .merged()
        .then(state(State::Investigating))
        .then(conflicts([]))
        .then(milestone(Milestone::Acknowledged, 2));
}

#[test]
fn of_two_acknowledgements_the_earlier_counts() {
    given([report()])
        .elsewhere([note("looking"), act(Move::Acknowledge)])
        .and([act(Move::Acknowledge)])
        .merged()
        .then(milestone(Milestone::Acknowledged, 2))
        .then(conflicts([]));
}

#[test]
fn other_acts_that_did_not_know_of_each_other_conflict() {
    use sitrep::domain::value::Field;
    given([report(), act(Move::Start)])
        .elsewhere([act(Move::Resolve)])
        .and([act(Move::Hold(HoldReason::Vendor))])
        .merged()
        .then(conflicts([Field::State]));
}

#[test]
fn an_act_on_an_unknown_record_is_refused() {
    given([])
        .when(act(Move::Acknowledge))
        .then_refused(&Rejection::Unknown);
}

#[test]
fn an_act_may_have_a_word_but_no_book() {
    let with_note = |length: usize| Command::Act {
        record: INCIDENT,
        act: Move::Start,
        happened: None,
        note: Some("x".repeat(length)),
    };
    given([report()])
        .when(with_note(50_001))
        .then_refused(&Rejection::TooLong {
            field: "The note",
            characters: 50_001,
            limit: 50_000,
        })
        .when(with_note(50_000))
        .then(state(State::Investigating));
}

#[test]
fn what_happens_lies_in_the_past() {
    given([report()])
        .when(act_at(Move::Acknowledge, 8))
        .then_refused(&Rejection::InFuture)
        .when(act_at(Move::Acknowledge, 8))
        .then(milestone(Milestone::Acknowledged, 8));
    let beyond = Command::Act {
        record: INCIDENT,
        act: Move::Acknowledge,
        happened: Some(sitrep::domain::time::Moment(i64::MAX)),
        note: None,
    };
    given([report()])
        .when(beyond)
        .then_refused(&Rejection::UnreadableTime);
}
