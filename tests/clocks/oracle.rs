//! Clocks over real data equal what others computed from the same file. The file is not part of
//! the project: `SITREP_FIXTURES` names the folder that holds it.

use serde_json::Value;
use sitrep::{
    domain::{
        board::Board,
        calendar::Calendar,
        command::Command,
        ids::{CalendarId, ClockId},
        policy::{Clock, Policy, Promise, Rule, When},
        priority::Priority,
        time::Moment,
    },
    report::{
        clocks::Clocks,
        kpi::{
            Asked, By, Facts, Groups, Key,
            compliance::{Watch, compliance, compliance_by},
        },
    },
    sla::{
        plan::Plan,
        run::{Run, Status},
        walk::runs,
    },
};

use crate::foreign::{fixture, imported, write};

const HOUR: u64 = 3_600_000;
/// Long after the last record ended: 2026-11-17.
const NOW: Moment = Moment(1_794_885_240_000);

/// Resolve within 4, 8, 24 and 48 hours for P1 to P4.
fn policy(calendar: CalendarId, pauses: bool) -> Policy {
    let mut clock = Clock::new(ClockId::built_in(4), Promise::Resolve);
    clock.calendar = calendar;
    if !pauses {
        clock.pause.clear();
    }
    clock.rules = (Priority::ALL.iter().zip([4, 8, 24, 48]))
        .map(|(&priority, hours)| Rule {
            when: When::default().priority(priority),
            target: Some(hours * HOUR),
            calendar: None,
        })
        .collect();
    Policy {
        name: "Four steps".to_owned(),
        note: None,
        clocks: vec![clock],
    }
}

/// The run of each record that stopped, with its priority.
fn stopped(board: &Board, policy: &Policy) -> (Plan, Vec<(Priority, Run)>) {
    let settings = &board.settings;
    let calendars = settings.calendars.values();
    // 2016 and 2017.
    let (from, to) = (Moment(1_451_606_400_000), Moment(1_514_764_800_000));
    let plan = Plan::tried(settings, policy, calendars, from, to);
    let mut all = Vec::new();
    for record in board.records() {
        for run in runs(&plan, record) {
            if run.read(&plan, Moment::LAST).status != Status::Missing {
                all.push((record.priority().unwrap(), run));
            }
        }
    }
    (plan, all)
}

#[track_caller]
fn equals(plan: &Plan, runs: &[(Priority, Run)], truth: &Value) {
    let met = |run: &Run| run.read(plan, Moment::LAST).status == Status::Met;
    let count = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let all = runs.iter().filter(|(_, run)| met(run)).count();
    assert_eq!(
        (all, runs.len()),
        (count(&truth["met"]), count(&truth["of"]))
    );
    for (name, pair) in truth["by_priority"].as_object().unwrap() {
        let number: u8 = name[..1].parse().unwrap();
        let of = runs.iter().filter(|(it, _)| it.number() == number);
        let met = of.clone().filter(|(_, run)| met(run)).count();
        assert_eq!(
            (met, of.count()),
            (count(&pair[0]), count(&pair[1])),
            "{name}"
        );
    }
}

/// The same through the figures of Insights, over what was adopted as the workspace's policy.
#[track_caller]
fn shows(board: &Board, truth: &Value) {
    let (mut facts, mut clocks) = (Facts::default(), Clocks::default());
    facts.update(board);
    clocks.update(board, NOW);
    let watch = Watch {
        clocks: &clocks,
        clock: 0,
        now: NOW,
    };
    let count = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let asked = Asked::all(&|_| 0);
    let all = compliance(&facts, &asked, &watch);
    let expected = (count(&truth["met"]), count(&truth["of"]));
    assert_eq!((all.met, all.decided()), expected);
    let missing = board.records().len() - all.decided();
    assert_eq!((all.missing, all.left_out.total()), (missing, 0));
    let groups = Groups::of(&facts, board, &asked, By::Priority);
    let by = compliance_by(&facts, &asked, &watch, &groups);
    for (name, pair) in truth["by_priority"].as_object().unwrap() {
        let number: u8 = name[..1].parse().unwrap();
        let key = Key::Priority(Priority::from_number(number));
        let found = by[groups.keys.iter().position(|it| *it == key).unwrap()];
        let expected = (count(&pair[0]), count(&pair[1]));
        assert_eq!((found.met, found.decided()), expected, "{name}");
    }
}

#[test]
fn compliance_over_a_real_audit_log_is_that_of_the_oracle() {
    let path = "servicenow/incident_event_log_1k";
    let Some(bytes) = fixture(&format!("{path}.csv")) else {
        return;
    };
    let truth = fixture(&format!("{path}.oracle_sla.json")).unwrap();
    let truth: Value = serde_json::from_slice(&truth).unwrap();
    let (mut book, _) = imported(&bytes);
    for (key, calendar) in [
        (
            "SLA calendar: resolved_at-opened_at <= 4h/8h/24h/48h by final priority (incidents with resolved_at)",
            Calendar::ALWAYS,
        ),
        (
            "SLA business hours Mon-Fri 09-17, same targets in business minutes",
            Calendar::BUSINESS,
        ),
    ] {
        let policy = policy(calendar, false);
        let (plan, runs) = stopped(book.board(), &policy);
        equals(&plan, &runs, &truth[key]);
        write(&mut book, Command::DefinePolicy(policy));
        shows(book.board(), &truth[key]);
    }

    let (_, runs) = stopped(book.board(), &policy(Calendar::ALWAYS, true));
    let net: i64 = runs.iter().map(|(_, run)| run.counted).sum();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let mean = net as f64 / runs.len() as f64 / 60_000.0;
    let said = truth["time in Awaiting* states (min, event to next event)"]
        ["mean_net_resolution_min (resolved-opened-pause)"]
        .as_f64()
        .unwrap();
    assert!((mean - said).abs() < 5e-5, "{mean} instead of {said}");
}
