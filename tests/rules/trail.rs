//! What changed on a record and when, as far as clocks depend on it.

use sitrep::domain::{
    command::{Change, Command, Move, Rating},
    course::Leg,
    fact::{Imported, Kind},
    ids::TeamId,
    priority::{Preset, Priority, Scale, Severity},
    state::{HoldReason, Milestone, State},
    time::Moment,
    trail::Trail,
};

use crate::scene::*;

const WARDS: TeamId = TeamId([5; 16]);
const NETWORK: TeamId = TeamId([6; 16]);

fn trail(scene: &Scene) -> &Trail {
    &scene.incident().trail
}

/// Minutes after the start, with what was so from then on.
fn told<T: Copy>(values: &[(Moment, T)]) -> Vec<(i64, T)> {
    let minutes = |at: Moment| (at.0 - START.0) / 60_000;
    values
        .iter()
        .map(|(at, value)| (minutes(*at), *value))
        .collect()
}

fn legs(legs: &[Leg]) -> Vec<(i64, State)> {
    let states = legs.iter().map(|leg| (leg.at, leg.standing.unwrap().state));
    told(&states.collect::<Vec<_>>())
}

fn rated(impact: u8) -> Command {
    set(Change::Rating(Rating {
        scale: Scale::Preset(Preset::Sitrep),
        impact,
        urgency: 1,
        overridden: None,
        reason: String::new(),
    }))
}

fn severe(severity: Severity) -> Command {
    set(Change::Severity(Some(severity)))
}

fn to_team(team: TeamId) -> Move {
    Move::Assign {
        person: None,
        team: Some(team),
    }
}

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

#[test]
fn what_never_changed_is_left_out() {
    given([
        report_as(INCIDENT, |report| {
            report.severity = Some(Severity::Sev2);
            report.team = Some(WARDS);
        }),
        act(Move::Acknowledge),
        note("looking"),
        act(Move::Resolve),
    ])
    .then(|scene| {
        let trail = trail(scene);
        assert_eq!(*trail, Trail::default());
    });
}

#[test]
fn priorities_severities_and_teams_are_told_with_their_times() {
    given([
        report_as(INCIDENT, |report| report.severity = Some(Severity::Sev3)),
        rated(3),
        rated(1),
        severe(Severity::Sev1),
        act(to_team(WARDS)),
        act_at(to_team(NETWORK), 9),
    ])
    .then(|scene| {
        let trail = trail(scene);
        let [p1, p2] = [Priority::P1, Priority::P2].map(Some);
        assert_eq!(told(&trail.priorities), [(1, None), (2, p2), (3, p1)]);
        let severities = [(1, Some(Severity::Sev3)), (4, Some(Severity::Sev1))];
        assert_eq!(told(&trail.severities), severities);
        assert_eq!(told(&trail.teams), [(5, Some(WARDS)), (9, Some(NETWORK))]);
        assert_eq!((&trail.legs[..], &trail.reopened[..]), (&[][..], &[][..]));
    });
}

#[test]
fn what_changed_and_changed_back_is_told_and_what_only_was_said_again_is_not() {
    given([report(), rated(3), rated(1), rated(3)]).then(|scene| {
        let [p1, p2] = [Priority::P1, Priority::P2].map(Some);
        let expected = [(1, None), (2, p2), (3, p1), (4, p2)];
        assert_eq!(told(&trail(scene).priorities), expected);
    });
    // Impact and urgency differ, and the priority is the same.
    given([
        report_as(INCIDENT, |report| report.team = Some(WARDS)),
        act(Move::Take),
        act(Move::Escalate {
            person: Some(BEN),
            team: Some(WARDS),
        }),
    ])
    .then(|scene| assert_eq!(trail(scene).teams, []));
}

#[test]
fn a_change_that_was_undone_was_none() {
    given([report(), rated(3), rated(1)])
        .when_of(|scene| Command::Undo {
            events: vec![scene.event(&Kind::Reassessed).id],
        })
        .then(|scene| {
            let expected = [(1, None), (2, Some(Priority::P2))];
            assert_eq!(told(&trail(scene).priorities), expected);
        });
}

#[test]
fn what_is_withheld_counts_as_none() {
    given([report(), severe(Severity::Sev1), severe(Severity::Sev2)])
        .when_of(|scene| Command::Erase {
            events: vec![scene.event(&Kind::SeveritySet).id],
        })
        .then(|scene| {
            assert_eq!(scene.incident().severity, None);
            let expected = [(1, None), (2, Some(Severity::Sev1)), (3, None)];
            assert_eq!(told(&trail(scene).severities), expected);
        })
        .when(severe(Severity::Sev3))
        .then(|scene| {
            let last = *told(&trail(scene).severities).last().unwrap();
            assert_eq!(last, (5, Some(Severity::Sev3)));
        });
}

#[test]
fn the_last_value_is_the_one_that_counts() {
    // Ben's comes later, and the two conflict.
    given([report()])
        .elsewhere([note("a"), severe(Severity::Sev1)])
        .and([severe(Severity::Sev2)])
        .merged()
        .then(|scene| {
            let severities = told(&trail(scene).severities);
            let counts = scene.incident().severity;
            assert_eq!(counts, Some(Severity::Sev1));
            assert_eq!(severities.last().unwrap().1, counts);
        });
    // A judgement counts over an import that takes its own back, whichever came last.
    let cleared = || import(9, |_| {});
    given([import(0, |_| {}), rated(1), cleared()]).then(|scene| {
        assert_eq!(scene.incident().priority(), Some(Priority::P1));
        assert_eq!(trail(scene).priorities, []);
    });
}

#[test]
fn no_value_begins_before_the_one_that_it_replaced() {
    given([
        report(),
        act_at(to_team(WARDS), 4),
        act_at(to_team(NETWORK), 3),
    ])
    .then(|scene| {
        let teams = told(&trail(scene).teams);
        assert_eq!(teams, [(4, Some(WARDS)), (4, Some(NETWORK))]);
    });
}

#[test]
fn imports_tell_their_changes_in_the_order_of_the_source() {
    let of = |updated, team| import(updated, |body| body.team = Some(team));
    given([of(-60, WARDS), of(-30, NETWORK)]).then(|scene| {
        let expected = [(-60, Some(WARDS)), (-30, Some(NETWORK))];
        assert_eq!(told(&trail(scene).teams), expected);
    });
    given([of(-60, WARDS)]).then(|scene| assert_eq!(trail(scene).teams, []));
    // Ada imports an older file than Ben did, and only later takes it over.
    given([])
        .elsewhere([of(-30, NETWORK)])
        .and([note_nothing(), of(-60, WARDS)])
        .merged()
        .and([act(to_team(WARDS))])
        .then(|scene| {
            let teams = told(&trail(scene).teams);
            let of_source = [(-60, Some(WARDS)), (-30, Some(NETWORK))];
            assert_eq!(teams[..2], of_source);
            assert_eq!(teams[2].1, Some(WARDS));
        });
}

/// Something that is about no record.
fn note_nothing() -> Command {
    Command::NameWorkspace("Clinic".to_owned())
}

#[test]
fn public_updates_and_reopenings_are_told_in_order_of_time() {
    let update = |at| Command::Write {
        record: INCIDENT,
        entry: sitrep::domain::command::Writing::Update {
            audience: "Wards".to_owned(),
        },
        text: "soon".to_owned(),
        happened: Some(minute(at)),
    };
    given([
        report(),
        update(2),
        update(1),
        note("no update"),
        act(Move::Resolve),
        act_at(Move::Reopen, 6),
        act(Move::Resolve),
        act_at(Move::Reopen, 8),
    ])
    .then(|scene| {
        let trail = trail(scene);
        assert_eq!(trail.updates, [minute(1), minute(2)]);
        assert_eq!(trail.reopened, [minute(6), minute(8)]);
    });
}

#[test]
fn a_cycle_begins_with_the_earlier_of_two_reopenings() {
    given([report(), act(Move::Resolve)])
        .elsewhere([act_at(Move::Reopen, 1)])
        .and([act_at(Move::Reopen, 2)])
        .merged()
        .then(|scene| {
            assert_eq!(scene.incident().cycle, 1);
            assert_eq!(trail(scene).reopened, [minute(1)]);
        });
}

// Corrected milestones.

#[test]
fn a_corrected_acknowledgement_begins_its_state_then_and_the_course_stays() {
    given([report(), act(Move::Acknowledge), act_at(Move::Start, 8)])
        .when(correct(Milestone::Acknowledged, 0, Some(4)))
        .then(|scene| {
            let course = legs(&scene.incident().course);
            let [new, triage, works] = [State::New, State::Triage, State::Investigating];
            assert_eq!(course, [(1, new), (2, triage), (8, works)]);
            assert_eq!(
                legs(&trail(scene).legs),
                [(1, new), (4, triage), (8, works)]
            );
        })
        // A correction of a correction.
        .when(correct(Milestone::Acknowledged, 0, Some(5)))
        .then(|scene| assert_eq!(legs(&trail(scene).legs)[1].0, 5))
        // Not before the state that it followed.
        .when(correct(Milestone::Acknowledged, 0, Some(-9)))
        .then(|scene| assert_eq!(legs(&trail(scene).legs)[1], (1, State::Triage)))
        // Nor after the one that followed it.
        .when(correct(Milestone::Acknowledged, 0, Some(9)))
        .then(|scene| {
            let legs = legs(&trail(scene).legs);
            assert_eq!(legs[1..], [(8, State::Triage), (8, State::Investigating)]);
        })
        // Taken back, it began when it was recorded.
        .when(correct(Milestone::Acknowledged, 0, None))
        .then(|scene| assert_eq!(trail(scene).legs, []));
}

#[test]
fn correcting_one_milestone_moves_no_other_state() {
    given([
        report(),
        act_at(to_team(WARDS), 2),
        act_at(Move::Hold(HoldReason::Vendor), 3),
        act_at(Move::Resume, 5),
        act_at(Move::Resolve, 6),
        act_at(Move::Close, 9),
    ])
    .when(correct(Milestone::Resolved, 0, Some(4)))
    .then(|scene| {
        let before = legs(&scene.incident().course);
        let mut after = legs(&trail(scene).legs);
        assert_eq!(after[4], (5, State::Resolved), "not while it was on hold");
        after[4].0 = 6;
        assert_eq!(after, before);
    })
    .when(correct(Milestone::Resolved, 0, Some(8)))
    .then(|scene| {
        let legs = legs(&trail(scene).legs);
        assert_eq!(legs[4..], [(8, State::Resolved), (9, State::Closed)]);
    });
}

#[test]
fn two_corrected_neighbours_keep_their_order() {
    given([report(), act_at(Move::Resolve, 2), act_at(Move::Close, 3)])
        .and([
            correct(Milestone::Closed, 0, Some(1)),
            correct(Milestone::Resolved, 0, Some(4)),
        ])
        .then(|scene| {
            let corrected = legs(&trail(scene).legs);
            let states: Vec<_> = corrected.iter().map(|(_, state)| *state).collect();
            assert_eq!(states, [State::New, State::Resolved, State::Closed]);
            assert!(corrected.is_sorted_by_key(|(at, _)| *at));
        });
}

#[test]
fn each_cycle_has_its_own_corrections() {
    given([
        report(),
        act(Move::Resolve),
        act(Move::Reopen),
        act(Move::Resolve),
    ])
    .when(correct(Milestone::Resolved, 1, Some(5)))
    .then(|scene| {
        let legs = legs(&trail(scene).legs);
        let at = legs.iter().map(|(at, _)| *at);
        assert_eq!(at.collect::<Vec<_>>(), [1, 2, 3, 5]);
    })
    .when(correct(Milestone::Resolved, 0, Some(1)))
    .then(|scene| assert_eq!(legs(&trail(scene).legs)[1], (1, State::Resolved)));
}

#[test]
fn a_report_that_was_corrected_moves_its_own_state() {
    given([report(), act(Move::Start)])
        .when(correct(Milestone::Reported, 0, Some(-30)))
        .then(|scene| {
            let expected = [(-30, State::New), (2, State::Investigating)];
            assert_eq!(legs(&trail(scene).legs), expected);
        });
}

#[test]
fn a_corrected_milestone_of_an_import_moves_what_the_import_told() {
    let resolved = import(0, |body| {
        body.state = Some(State::Resolved);
        let times = [(Milestone::Reported, -60), (Milestone::Resolved, -10)];
        let times = times.map(|(milestone, at)| (milestone, Some(minute(at))));
        body.milestones.extend(times);
    });
    given([resolved])
        .when(correct(Milestone::Resolved, 0, Some(-20)))
        .then(|scene| {
            let at = |legs: &[Leg]| legs.last().unwrap().at;
            assert_eq!(at(&scene.incident().course), minute(-10));
            assert_eq!(at(&trail(scene).legs), minute(-20));
        });
}
