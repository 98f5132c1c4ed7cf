use super::*;
use crate::{
    domain::{
        calendar::Calendar,
        command::{Change, Command, Move, Writing},
        ids::RecordId,
        policy::Promise,
        state::HoldReason,
        trail::Turned,
    },
    report::{
        clocks::Clocks,
        given::{Given, HOUR, MINUTE, rating, utc},
    },
    sla::proof::{crossings, proof},
};

fn clock(given: &Given, promise: Promise) -> ClockId {
    let clocks = &given.board().settings.policy.clocks;
    clocks.iter().find(|it| it.promise == promise).unwrap().id
}

fn proven(given: &Given, id: RecordId, promise: Promise) -> Proof {
    let mut clocks = Clocks::default();
    clocks.update(given.board(), given.now);
    let plan = clocks.plan();
    let (_, run) = newest(plan, clocks.of(id), clock(given, promise)).unwrap();
    proof(plan, given.record(id), run, given.now)
}

fn turn(given: &mut Given, record: RecordId, what: Turned, reason: &str) {
    let clock = clock(given, Promise::Resolve);
    given.when(Command::Turn {
        record,
        clock,
        what,
        reason: reason.to_owned(),
        happened: None,
    });
}

/// A P1 that waited for a vendor and was held by hand, with odd seconds and milliseconds.
fn eventful() -> (Given, RecordId) {
    let mut given = Given::new();
    let id = given.report_p("East Clinic offline", 1);
    given.now.0 += 30 * MINUTE + 1_700;
    given.act(id, Move::Hold(HoldReason::Vendor));
    given.now.0 += 43 * MINUTE + 900;
    given.act(id, Move::Resume);
    given.now.0 += 20 * MINUTE + 700;
    turn(&mut given, id, Turned::Paused, "=cmd()");
    given.now.0 += 5 * MINUTE + 800;
    turn(&mut given, id, Turned::Extended(30 * 60_000), "Carrier");
    turn(&mut given, id, Turned::Resumed, "");
    given.now.0 += 2 * HOUR + 500;
    (given, id)
}

#[test]
fn sums_add_up_to_the_second_although_intervals_do_not_end_on_one() {
    let (given, id) = eventful();
    let proof = proven(&given, id, Promise::Resolve);
    let sums = Sums::of(&proof);
    let apart: i64 = proof.intervals.iter().map(seconds).sum();
    assert_eq!(apart, sums.wall());
    assert_eq!(sums.wall(), proof.wall() / 1_000);
    assert_eq!(
        sums.words(),
        "counted 2 h 50 min 2 s + paused 43 min 1 s + paused by hand 5 min 1 s = 3 h 38 min 4 s"
    );
    assert_eq!(length(0), "0 s");
    assert_eq!(length(86_400 + 3 * 3_600), "1 d 3 h");
}

#[test]
fn time_off_hours_is_a_sum_of_its_own() {
    let mut given = Given::new();
    let mut policy = given.board().settings.policy.clone();
    for clock in &mut policy.clocks {
        clock.calendar = Calendar::BUSINESS;
    }
    given.when(Command::DefinePolicy(policy));
    // Tuesday 03:14, before anybody works.
    let id = given.report_p("East Clinic offline", 1);
    given.wait(7 * 60);
    let proof = proven(&given, id, Promise::Resolve);
    assert_eq!(
        Sums::of(&proof).words(),
        "counted 1 h 14 min + off hours 5 h 46 min = 7 h"
    );
    let kinds: Vec<_> = bar(&proof).iter().map(|part| slug(part.kind)).collect();
    assert_eq!(kinds, ["off-hours", "counted"]);
}

#[test]
fn the_bar_has_no_gaps_and_is_as_wide_as_it_is() {
    let (given, id) = eventful();
    let proof = proven(&given, id, Promise::Resolve);
    let parts = bar(&proof);
    let mut at = 0;
    for part in &parts {
        assert_eq!(part.from, at);
        at += part.width;
    }
    assert_eq!(at, 1_000);
    let kinds: Vec<_> = parts.iter().map(|part| slug(part.kind)).collect();
    assert_eq!(kinds, ["counted", "paused", "counted", "held", "counted"]);
    assert_eq!(mark(&proof, proof.run.start), Some(0));
    assert_eq!(mark(&proof, given.now), Some(1_000));
    assert_eq!(mark(&proof, Moment(given.now.0 + 1)), None);
}

#[test]
fn a_proof_says_which_rule_chose_the_target_and_who_turned_it() {
    let (given, id) = eventful();
    let board = given.board();
    let proof = proven(&given, id, Promise::Resolve);
    let clock = board
        .settings
        .policy
        .clock(clock(&given, Promise::Resolve))
        .unwrap();
    assert_eq!(
        why(board, clock, &proof.run),
        "Rule 1 of 6 fits first: kind is incident, priority is P1. Target 4 h, by the calendar Around the clock."
    );
    assert_eq!(
        target_words(&proof.run).as_deref(),
        Some("4 h 30, with an extension of 30 min")
    );
    let said: Vec<_> = hands(board, clock, given.record(id), &proof.run, 0)
        .into_iter()
        .map(|(_, said)| said)
        .collect();
    assert_eq!(
        said,
        [
            "Ana paused it: =cmd()",
            "Ana extended it by 30 min: Carrier",
            "Ana let it run on",
        ]
    );
    assert_eq!(
        version_words(board, None, given.now, utc),
        "Policy “ITIL, around the clock”, built in."
    );
    let version = Some((Some(given.actor.person), Moment(given.now.0 - HOUR)));
    assert!(version_words(board, version, given.now, utc).ends_with(" by Ana."));
}

#[test]
fn each_run_of_a_clock_that_repeats_can_be_named() {
    let mut given = Given::new();
    let id = given.report_p("East Clinic offline", 1);
    for _ in 0..2 {
        given.wait(10);
        given.when(Command::Write {
            record: id,
            entry: Writing::Update {
                audience: String::new(),
            },
            text: "Use paper forms.".to_owned(),
            happened: None,
        });
    }
    given.wait(10).act(id, Move::Resolve);
    given.wait(10).act(id, Move::Reopen);
    let mut clocks = Clocks::default();
    clocks.update(given.board(), given.now);
    let (plan, runs) = (clocks.plan(), clocks.of(id));
    let names: Vec<_> = named(plan, runs)
        .map(|(of, _)| name(plan, given.record(id), runs, of))
        .collect();
    assert_eq!(
        names,
        [
            "Acknowledge, cycle 1",
            "Next update 1, cycle 1",
            "Next update 2, cycle 1",
            "Next update 3, cycle 1",
            "Resolve, cycle 1",
            "Next update, cycle 2",
            "Resolve, cycle 2",
        ]
    );
    let newest = newest(plan, runs, clock(&given, Promise::Resolve)).unwrap();
    assert_eq!((newest.0.cycle, newest.0.number), (1, 0));
}

#[test]
fn a_table_holds_the_intervals_and_their_sums_and_runs_nothing() {
    let (given, id) = eventful();
    let proof = proven(&given, id, Promise::Resolve);
    let table = csv("INC-1", "=Resolve", &proof);
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines[0], "reference,clock,interval,meaning,from,to,seconds");
    assert_eq!(
        lines[1],
        "INC-1,'=Resolve,counted,Counted,2026-11-16T03:14:00Z,2026-11-16T03:44:01.700Z,1801"
    );
    assert_eq!(lines.len(), 1 + 5 + 5);
    assert_eq!(lines[10], "INC-1,'=Resolve,sum of all,,,,13084");
}

#[test]
fn parts_of_the_target_are_reached_after_pauses() {
    let (given, id) = eventful();
    let mut clocks = Clocks::default();
    clocks.update(given.board(), given.now);
    let plan = clocks.plan();
    let id_of = clock(&given, Promise::Resolve);
    let (_, run) = newest(plan, clocks.of(id), id_of).unwrap();
    let reached = crossings(plan, given.record(id), run, &[50, 100]);
    let paused = 48 * MINUTE + 1_700;
    let after = |minutes: i64| Moment(run.start.0 + minutes * MINUTE + paused);
    assert_eq!(reached, [(50, after(135)), (100, after(270))]);
}

#[test]
fn a_clock_that_started_again_says_what_it_dropped() {
    let mut given = Given::new();
    let mut policy = given.board().settings.policy.clone();
    for clock in &mut policy.clocks {
        clock.on_change = crate::domain::policy::OnChange::Restart;
    }
    given.when(Command::DefinePolicy(policy));
    let id = given.report_p("East Clinic offline", 3);
    given.wait(72);
    given.when(Command::Set {
        record: id,
        change: Change::Rating(rating(1)),
    });
    given.wait(10);
    let proof = proven(&given, id, Promise::Resolve);
    assert_eq!(proof.counted, 10 * MINUTE);
    assert_eq!(proof.wall(), 10 * MINUTE);
    assert_eq!(
        again(&proof, |at| format!("{}", at.since(given.now) / MINUTE)).unwrap(),
        "Started again on -10, when another rule fitted: the 1 h 12 min counted since -82 count no more."
    );
    assert_eq!(
        again(
            &proven(&eventful().0, eventful().1, Promise::Resolve),
            |_| String::new()
        ),
        None
    );
}
