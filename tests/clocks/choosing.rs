//! Which rule chooses the target, what a change of it does to the time that has passed, and the
//! clocks of teams and vendors.

use sitrep::{
    domain::{
        calendar::Calendar,
        command::{Change, Command, Move},
        fact::{Category, Service, Team},
        ids::{CategoryId, ClockId, ServiceId, TeamId},
        policy::{Clock, OnChange, Policy, Promise, Rule, When},
        priority::Severity,
        state::{HoldReason, RecordKind},
        time::Moment,
    },
    sla::{
        plan::Plan,
        run::{Outcome, Run, Status},
        walk::runs,
    },
};

use crate::scene::*;

const MINUTE: i64 = 60_000;
const WARDS: TeamId = TeamId([5; 16]);
const NIGHT: TeamId = TeamId([6; 16]);
const PAGER: ServiceId = ServiceId([6; 16]);
const NETWORK: CategoryId = CategoryId([7; 16]);
const WIFI: CategoryId = CategoryId([8; 16]);

fn rule(when: When, minutes: u64) -> Rule {
    Rule {
        when,
        target: Some(minutes * MINUTE.unsigned_abs()),
        calendar: None,
    }
}

fn clock(promise: Promise, rules: Vec<Rule>) -> Clock {
    Clock {
        rules,
        ..Clock::new(ClockId([1; 16]), promise)
    }
}

/// The runs of one clock on the incident, with the plan that they were computed by.
fn of(scene: &Scene, clock: &Clock) -> (Plan, Vec<Run>) {
    let policy = Policy {
        name: "Tried".to_owned(),
        note: None,
        clocks: vec![clock.clone()],
    };
    let built_in = Calendar::built_in();
    let settings = &scene.here.board().settings;
    let plan = Plan::tried(settings, &policy, built_in.iter(), START, minute(9_999));
    let runs = runs(&plan, scene.incident());
    (plan, runs)
}

fn severity(severity: Severity) -> When {
    When {
        severities: [severity].into(),
        ..When::default()
    }
}

/// When it started, its target and what has passed by minute 25, all in minutes.
fn at_25(on_change: OnChange) -> (i64, i64, i64) {
    let rules = vec![
        rule(severity(Severity::Sev1), 30),
        rule(severity(Severity::Sev3), 90),
    ];
    let scene = given([
        report_as(INCIDENT, |it| it.severity = Some(Severity::Sev3)),
        note("one"),
        note("two"),
        note("three"),
        set(Change::Severity(Some(Severity::Sev1))),
    ]);
    let mut clock = clock(Promise::Resolve, rules);
    clock.on_change = on_change;
    let (plan, runs) = of(&scene, &clock);
    let run = &runs[0];
    (
        (run.start.0 - START.0) / MINUTE,
        run.target.unwrap() / MINUTE,
        run.elapsed(&plan, minute(25)) / MINUTE,
    )
}

#[test]
fn a_change_carries_what_has_passed_starts_again_or_keeps_the_first_target() {
    assert_eq!(at_25(OnChange::Carry), (1, 30, 24));
    assert_eq!(at_25(OnChange::Restart), (5, 30, 20));
    assert_eq!(at_25(OnChange::Keep), (1, 90, 24));
}

#[test]
fn time_paused_before_a_change_does_not_count_after_it() {
    let rules = vec![
        rule(severity(Severity::Sev1), 30),
        rule(When::default(), 90),
    ];
    let scene = given([
        report(),
        act(Move::Hold(HoldReason::Caller)),
        note("one"),
        note("two"),
        act(Move::Resume),
        set(Change::Severity(Some(Severity::Sev1))),
    ]);
    let (plan, runs) = of(&scene, &clock(Promise::Resolve, rules));
    assert_eq!(runs[0].elapsed(&plan, minute(25)), 21 * MINUTE);
}

/// The rules of one kind of condition each, and the last for anybody; which one fits a report.
#[track_caller]
fn chooses(expected: u16, fill: impl FnOnce(&mut sitrep::domain::command::Report)) {
    let define = Command::All(vec![
        Command::DefineTeam(Team {
            id: WARDS,
            name: "Wards".to_owned(),
            members: [].into(),
            retired: false,
        }),
        Command::DefineService(Service {
            id: PAGER,
            name: "Pager".to_owned(),
            team: None,
            retired: false,
        }),
        category(NETWORK, "Networks", None),
        category(WIFI, "Wireless", Some(NETWORK)),
    ]);
    let rules = vec![
        rule(When::kind(RecordKind::Request), 1),
        rule(severity(Severity::Sev2), 2),
        rule(
            When {
                categories: [NETWORK].into(),
                ..When::default()
            },
            3,
        ),
        rule(
            When {
                services: [PAGER].into(),
                ..When::default()
            },
            4,
        ),
        rule(
            When {
                teams: [WARDS].into(),
                ..When::default()
            },
            5,
        ),
        rule(When::default(), 6),
    ];
    let scene = given([define, report_as(INCIDENT, fill)]);
    let (_, runs) = of(&scene, &clock(Promise::Resolve, rules));
    let run = &runs[0];
    assert_eq!(run.rule, Some(expected));
    assert_eq!(run.target, Some((i64::from(expected) + 1) * MINUTE));
}

fn category(id: CategoryId, name: &str, parent: Option<CategoryId>) -> Command {
    Command::DefineCategory(Category {
        id,
        name: name.to_owned(),
        parent,
        retired: false,
    })
}

#[test]
fn the_first_rule_that_fits_chooses_by_whatever_field_it_names() {
    chooses(0, |it| it.kind = RecordKind::Request);
    chooses(1, |it| it.severity = Some(Severity::Sev2));
    chooses(2, |it| it.category = Some(NETWORK));
    chooses(2, |it| it.category = Some(WIFI));
    chooses(3, |it| it.service = Some(PAGER));
    chooses(4, |it| it.team = Some(WARDS));
    chooses(5, |_| {});
    chooses(1, |it| {
        it.severity = Some(Severity::Sev2);
        it.category = Some(WIFI);
        it.team = Some(WARDS);
    });
}

#[test]
fn a_vendor_s_clock_runs_while_the_record_waits_for_the_vendor() {
    let scene = given([
        report(),
        act(Move::Hold(HoldReason::Vendor)),
        note("one"),
        note("two"),
        act(Move::Resume),
        note("three"),
        act(Move::Hold(HoldReason::Caller)),
        note("four"),
        act(Move::Resume),
        act(Move::Hold(HoldReason::Vendor)),
        act(Move::Resume),
        act(Move::Resolve),
    ]);
    let vendor = clock(Promise::Vendor, vec![rule(When::default(), 60)]);
    let (_, runs) = of(&scene, &vendor);
    assert_eq!(runs.len(), 1);
    assert_eq!(
        (runs[0].outcome, runs[0].counted),
        (Outcome::Stopped, 4 * MINUTE)
    );
}

#[test]
fn each_team_that_gets_a_record_has_its_own_time() {
    let to = |team| {
        act(Move::Assign {
            person: None,
            team: Some(team),
        })
    };
    let scene = given([
        report(),
        to(WARDS),
        note("one"),
        to(NIGHT),
        note("two"),
        note("three"),
        to(WARDS),
        act(Move::Resolve),
    ]);
    let rules = vec![rule(When::default(), 2)];
    let (plan, runs) = of(&scene, &clock(Promise::Team, rules));
    let told: Vec<_> = runs
        .iter()
        .map(|run| {
            (
                run.start,
                run.counted / MINUTE,
                run.read(&plan, minute(60)).status,
            )
        })
        .collect();
    let began = runs[0].start;
    let after = |minutes: i64| Moment(began.0 + minutes * MINUTE);
    assert_eq!(
        told,
        [
            (began, 2, Status::Met),
            (after(2), 3, Status::Breached),
            (after(5), 1, Status::Met),
        ]
    );
}

#[test]
fn a_team_is_judged_by_its_own_target_also_when_it_hands_over() {
    let to = |team| {
        act(Move::Assign {
            person: Some(BEN),
            team,
        })
    };
    let of_team = |team| When {
        teams: [team].into(),
        ..When::default()
    };
    let rules = vec![rule(of_team(WARDS), 60), rule(of_team(NIGHT), 1)];
    for on_change in [OnChange::Carry, OnChange::Restart, OnChange::Keep] {
        let scene = given([
            report(),
            to(Some(WARDS)),
            note("one"),
            note("two"),
            // Nobody has it for a moment; then another team.
            to(None),
            to(Some(NIGHT)),
            note("three"),
            act(Move::Resolve),
        ]);
        let clock = Clock {
            on_change,
            ..clock(Promise::Team, rules.clone())
        };
        let (plan, runs) = of(&scene, &clock);
        let ends: Vec<_> = runs
            .iter()
            .filter(|run| run.target.is_some())
            .map(|run| (run.rule, run.read(&plan, minute(60)).status))
            .collect();
        let last = ends[ends.len() - 1];
        assert_eq!(last, (Some(1), Status::Breached), "{on_change:?}");
        assert!(runs.len() >= 2, "{on_change:?}");
        assert!(
            !ends[..ends.len() - 1]
                .iter()
                .any(|(_, it)| it.is_breached()),
            "{on_change:?}"
        );
    }
}

#[test]
fn a_team_s_clock_runs_from_the_assignment() {
    let scene = given([
        report(),
        note("one"),
        act(Move::Assign {
            person: None,
            team: Some(WARDS),
        }),
        note("two"),
        act(Move::Resolve),
    ]);
    let team = clock(Promise::Team, vec![rule(When::default(), 60)]);
    let (_, runs) = of(&scene, &team);
    assert_eq!((runs[0].start, runs[0].counted), (minute(3), 2 * MINUTE));
    assert_eq!(runs[0].outcome, Outcome::Stopped);
}
