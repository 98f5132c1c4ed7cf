//! Twelve records told through the real rules, and how their promises came out worked out by hand.
//!
//! P1 is to be resolved within 60 minutes, P2 within 120 without holds, nothing else is promised;
//! an incident is to be acknowledged within 10, and a P1 has an update every 30. It is minute 1000:
//!
//! | record | what it is | what happened | resolve | acknowledge | updates |
//! | --- | --- | --- | --- | --- | --- |
//! | 1 | P1 | reported 0, acknowledged 5, updates 20 and 45, resolved 50 | met | met | met, met, cancelled |
//! | 2 | P1 | reported 100, acknowledged 115, resolved 190 | breached | breached | breached |
//! | 3 | P2 | reported 200, on hold 210 to 300, resolved 350 | met | breached | no target |
//! | 4 | P2 | reported 400, acknowledged 405, 60 more at 410, resolved 560 | met, extended | met | no target |
//! | 5 | P3 | reported 500, resolved 510 | no target | cancelled | no target |
//! | 6 | P1 | reported 600, acknowledged 605, resolved 640, reopened 700, resolved 800 | met, breached | met | breached, breached |
//! | 7 | P1 | reported 950 | running | late | late |
//! | 8 | P1 | reported 900, acknowledged 905, updates 920 and 945 | late | met | met, met, late |
//! | 9 | P1 | reported 300, cancelled as a duplicate 310 | | | |
//! | 10 | drill | reported 850 | | | |
//! | 11 | request | reported 860 | | | |
//! | 12 | P1 | reported 650, closed 690, nobody knows when it was resolved | missing | missing | missing |

use proptest::prelude::*;
use sitrep::{
    domain::{
        board::Board,
        command::{Command, Move, Rating, Report, Writing},
        ids::{ClockId, RecordId},
        policy::{Clock, Policy, Promise, Rule, When},
        priority::{Preset, Priority, Scale},
        state::{HoldReason, Milestone, RecordKind, VoidReason},
        time::Moment,
        trail::Turned,
    },
    report::{
        clocks::Clocks,
        kpi::{
            Asked, Belongs, By, Compliance, Facts, Groups, Key, LeftOut, Measure, Switches,
            compliance::{
                Watch, about, chosen, compliance, compliance_by, compliance_over, proof::proof,
                slug,
            },
            durations::durations,
            series::buckets,
        },
        period::{Period, Span},
    },
    sla::run::Run,
};

use crate::{
    figures::utc,
    history::{History, folded},
    scene::{ADA, Device, minute},
};

const NOW: Moment = minute(1000);
const MINUTE: u64 = 60_000;

fn id(number: u8) -> RecordId {
    RecordId([number; 16])
}

fn clock_id(promise: Promise) -> ClockId {
    ClockId::built_in(promise as u16 + 1)
}

fn policy() -> Policy {
    let rule = |when: When, minutes: u64| Rule {
        when,
        target: Some(minutes * MINUTE),
        calendar: None,
    };
    let incident = || When::kind(RecordKind::Incident);
    let clock = |promise, rules| Clock {
        rules,
        ..Clock::new(clock_id(promise), promise)
    };
    Policy {
        name: "Hours".to_owned(),
        note: None,
        clocks: vec![
            clock(Promise::Acknowledge, vec![rule(incident(), 10)]),
            clock(
                Promise::Update,
                vec![rule(incident().priority(Priority::P1), 30)],
            ),
            clock(
                Promise::Resolve,
                vec![
                    rule(incident().priority(Priority::P1), 60),
                    rule(incident().priority(Priority::P2), 120),
                ],
            ),
        ],
    }
}

/// Does something at a minute.
fn at(device: &mut Device, minutes: i64, command: Command) {
    // A device acts a minute after the last time.
    device.now = minute(minutes - 1);
    device.act(command).unwrap();
}

fn reports(device: &mut Device, minutes: i64, number: u8, rated: (u8, u8), kind: RecordKind) {
    let (impact, urgency) = rated;
    let report = Report {
        title: format!("Record {number}"),
        kind,
        rating: Some(Rating {
            scale: Scale::Preset(Preset::ServiceNow),
            impact,
            urgency,
            overridden: None,
            reason: String::new(),
        }),
        ..Report::blank(id(number))
    };
    at(device, minutes, Command::Report(Box::new(report)));
}

fn acts(device: &mut Device, number: u8, moves: &[(i64, Move)]) {
    for &(minutes, act) in moves {
        let command = Command::Act {
            record: id(number),
            act,
            happened: None,
            note: None,
        };
        at(device, minutes, command);
    }
}

fn updates(device: &mut Device, number: u8, minutes: &[i64]) {
    for &minutes in minutes {
        let update = Writing::Update {
            audience: "Everybody".to_owned(),
        };
        let command = Command::Write {
            record: id(number),
            entry: update,
            text: "We are at it.".to_owned(),
            happened: None,
        };
        at(device, minutes, command);
    }
}

fn corrects(device: &mut Device, number: u8, milestone: Milestone, happened: Option<i64>) {
    let command = Command::Correct {
        record: id(number),
        milestone,
        cycle: 0,
        happened: happened.map(minute),
    };
    device.act(command).unwrap();
}

const P1: (u8, u8) = (1, 1);
const P2: (u8, u8) = (1, 2);
const P3: (u8, u8) = (2, 2);

/// Tells the story.
fn told() -> Device {
    let mut device = Device::ada();
    let here = &mut device;
    let incident = RecordKind::Incident;
    at(here, 0, Command::DefinePolicy(policy()));
    reports(here, 0, 1, P1, incident);
    acts(here, 1, &[(5, Move::Acknowledge)]);
    updates(here, 1, &[20, 45]);
    acts(here, 1, &[(50, Move::Resolve)]);
    reports(here, 100, 2, P1, incident);
    acts(here, 2, &[(115, Move::Acknowledge), (190, Move::Resolve)]);
    reports(here, 200, 3, P2, incident);
    let held = [
        (210, Move::Hold(HoldReason::Caller)),
        (300, Move::Resume),
        (350, Move::Resolve),
    ];
    acts(here, 3, &held);
    reports(here, 300, 9, P1, incident);
    acts(here, 9, &[(310, Move::Cancel(VoidReason::Duplicate))]);
    reports(here, 400, 4, P2, incident);
    acts(here, 4, &[(405, Move::Acknowledge)]);
    let more = Command::Turn {
        record: id(4),
        clock: clock_id(Promise::Resolve),
        what: Turned::Extended(60 * MINUTE),
        reason: "The spare part comes at nine.".to_owned(),
        happened: None,
    };
    at(here, 410, more);
    acts(here, 4, &[(560, Move::Resolve)]);
    reports(here, 500, 5, P3, incident);
    acts(here, 5, &[(510, Move::Resolve)]);
    reports(here, 600, 6, P1, incident);
    let again = [
        (605, Move::Acknowledge),
        (640, Move::Resolve),
        (700, Move::Reopen),
        (800, Move::Resolve),
    ];
    acts(here, 6, &again);
    reports(here, 650, 12, P1, incident);
    acts(here, 12, &[(680, Move::Resolve), (690, Move::Close)]);
    corrects(here, 12, Milestone::Resolved, None);
    reports(here, 850, 10, P1, RecordKind::Drill);
    reports(here, 860, 11, P1, RecordKind::Request);
    reports(here, 900, 8, P1, incident);
    acts(here, 8, &[(905, Move::Acknowledge)]);
    updates(here, 8, &[920, 945]);
    reports(here, 950, 7, P1, incident);
    device
}

/// What compliance is read from.
struct Known {
    facts: Facts,
    clocks: Clocks,
}

impl Known {
    fn of(board: &Board) -> Self {
        let (mut facts, mut clocks) = (Facts::default(), Clocks::default());
        facts.update(board);
        clocks.update(board, NOW);
        Self { facts, clocks }
    }

    fn watch(&self, promise: Promise) -> Watch<'_> {
        let clocks = &self.clocks.plan().clocks;
        let place = clocks.iter().position(|it| it.promise == promise).unwrap();
        Watch {
            clocks: &self.clocks,
            clock: u8::try_from(place).unwrap(),
            now: NOW,
        }
    }

    fn of_promise(&self, promise: Promise) -> Compliance {
        compliance(&self.facts, &Asked::all(&utc), &self.watch(promise))
    }
}

fn nobody() -> LeftOut {
    LeftOut {
        void: 1,
        drills: 1,
        other_kind: 1,
        ..LeftOut::default()
    }
}

#[test]
fn every_promise_comes_out_as_worked_out_by_hand() {
    let known = Known::of(told().board());
    let resolve = known.of_promise(Promise::Resolve);
    assert_eq!(
        resolve,
        Compliance {
            met: 4,
            breached: 3,
            late: 1,
            running: 1,
            no_target: 1,
            missing: 1,
            met_extended: 1,
            left_out: nobody(),
            ..Compliance::default()
        }
    );
    assert_eq!(resolve.value(), Some(4.0 / 7.0));
    assert_eq!(
        known.of_promise(Promise::Acknowledge),
        Compliance {
            met: 4,
            breached: 3,
            late: 1,
            cancelled: 1,
            missing: 1,
            left_out: nobody(),
            ..Compliance::default()
        }
    );
    // Every interval between updates is a promise of its own.
    assert_eq!(
        known.of_promise(Promise::Update),
        Compliance {
            met: 4,
            breached: 5,
            late: 2,
            no_target: 3,
            cancelled: 1,
            missing: 1,
            left_out: nobody(),
            ..Compliance::default()
        }
    );
}

#[test]
fn a_running_clock_is_breached_from_the_moment_it_is_past_its_target() {
    let known = Known::of(told().board());
    let at = |now| {
        let watch = Watch {
            now,
            ..known.watch(Promise::Resolve)
        };
        let found = compliance(&known.facts, &Asked::all(&utc), &watch);
        (found.breached, found.late, found.running)
    };
    // Record 7 was reported at 950 and may take until 1010.
    assert_eq!(at(minute(1010)), (3, 1, 1));
    assert_eq!(at(Moment(minute(1010).0 + 1)), (4, 2, 0));
}

#[test]
fn priorities_and_periods_have_their_own() {
    let device = told();
    let known = Known::of(device.board());
    let watch = known.watch(Promise::Resolve);
    let asked = Asked::all(&utc);
    let groups = Groups::of(&known.facts, device.board(), &asked, By::Priority);
    let by = compliance_by(&known.facts, &asked, &watch, &groups);
    let of = |priority| {
        let place = groups
            .keys
            .iter()
            .position(|key| *key == Key::Priority(Some(priority)));
        let found = by[place.unwrap()];
        (found.met, found.breached, found.no_target)
    };
    assert_eq!(
        [Priority::P1, Priority::P2, Priority::P3].map(of),
        [(2, 3, 0), (2, 0, 0), (0, 0, 1)]
    );

    let span = Span {
        from: minute(600),
        to: minute(900),
    };
    let of = |belongs| {
        let switches = Switches {
            belongs,
            ..Switches::default()
        };
        let asked = asked.within(span).with(switches);
        let found = compliance(&known.facts, &asked, &watch);
        (found.met, found.breached, found.running, found.missing)
    };
    assert_eq!(of(Belongs::Reported), (1, 1, 0, 1));
    // What has no end belongs to no period.
    assert_eq!(of(Belongs::Ended), (1, 1, 0, 0));
    let early = Span {
        from: minute(0),
        to: minute(700),
    };
    let switches = Switches {
        belongs: Belongs::Ended,
        ..Switches::default()
    };
    let found = compliance(&known.facts, &asked.within(early).with(switches), &watch);
    assert_eq!((found.met, found.breached), (4, 1));
}

#[test]
fn a_proof_lists_every_run_with_its_verdict_and_what_was_left_out() {
    let device = told();
    let known = Known::of(device.board());
    let proved = proof(
        &known.facts,
        &Asked::all(&utc),
        &known.watch(Promise::Resolve),
    );
    let rows: Vec<_> = (proved.rows.iter())
        .map(|row| (row.record.0[0], row.run.cycle, row.verdict()))
        .collect();
    let row = |record, cycle, verdict: &str| (record, cycle, verdict.to_owned());
    assert_eq!(
        rows,
        [
            row(6, 1, "Breached"),
            row(8, 0, "Breached and running"),
            row(2, 0, "Breached"),
            row(1, 0, "Met"),
            row(4, 0, "Met, 1 extension"),
            row(6, 0, "Met"),
            row(3, 0, "Met"),
        ]
    );
    let left_out: Vec<_> = (proved.left_out.iter())
        .map(|row| (row.record.0[0], row.why.slug(), row.said.as_str()))
        .collect();
    assert_eq!(
        left_out,
        [
            (7, "running", "in time and not over yet"),
            (5, "no-target", "no rule promises anything"),
            (12, "missing", "nothing tells when it stopped"),
            (9, "void", "cancelled: duplicate"),
            (10, "drill", "a drill"),
            (11, "other-kind", "a request, which this clock is not about"),
        ]
    );
    let table = proved.csv(device.board());
    let mut lines = csv::Reader::from_reader(table.as_bytes());
    let records: Vec<_> = lines.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 13);
    let extended = &records[4];
    let cells: Vec<_> = [3, 4, 5, 6, 11, 12, 13].map(|at| &extended[at]).into();
    assert_eq!(cells, ["yes", "met", "9600", "10800", "2", "1", "3600"]);
}

#[test]
fn a_correction_moves_exactly_what_depends_on_it() {
    let mut device = told();
    let before = Known::of(device.board());
    corrects(&mut device, 2, Milestone::Resolved, Some(150));
    let after = Known::of(device.board());
    let resolve = before.of_promise(Promise::Resolve);
    assert_eq!(
        after.of_promise(Promise::Resolve),
        Compliance {
            met: resolve.met + 1,
            breached: resolve.breached - 1,
            ..resolve
        }
    );
    for promise in [Promise::Acknowledge, Promise::Update] {
        assert_eq!(after.of_promise(promise), before.of_promise(promise));
    }
    let median = |known: &Known, measure| durations(&known.facts, &Asked::all(&utc), measure);
    assert_eq!(
        median(&after, Measure::Acknowledge),
        median(&before, Measure::Acknowledge)
    );
    assert_ne!(
        median(&after, Measure::Resolve),
        median(&before, Measure::Resolve)
    );
    // As if it had been known from the start, and the same when it is only mended.
    let mut clocks = before.clocks;
    clocks.update(device.board(), NOW);
    for place in 0..12 {
        assert_eq!(clocks.runs(place), after.clocks.runs(place));
    }
}

#[test]
fn a_target_changed_and_back_gives_the_first_number() {
    let mut device = told();
    let first = Known::of(device.board());
    let mut clocks = first.clocks.clone();
    let mut strict = policy();
    strict.clocks[2].rules[0].target = Some(20 * MINUTE);
    let mut number = |device: &Device| {
        clocks.update(device.board(), NOW);
        let watch = Watch {
            clocks: &clocks,
            ..first.watch(Promise::Resolve)
        };
        compliance(&first.facts, &Asked::all(&utc), &watch)
    };
    device.act(Command::DefinePolicy(strict)).unwrap();
    let changed = number(&device);
    assert_eq!((changed.met, changed.breached), (2, 6));
    device.act(Command::DefinePolicy(policy())).unwrap();
    assert_eq!(number(&device), first.of_promise(Promise::Resolve));
}

#[test]
fn a_hold_that_a_teammate_recorded_counts_as_if_it_had_been_there() {
    let reported = |device: &mut Device| {
        at(device, 0, Command::DefinePolicy(policy()));
        reports(device, 0, 1, P1, RecordKind::Incident);
    };
    let hold = [(10, Move::Hold(HoldReason::Vendor)), (40, Move::Resume)];
    let (mut ada, mut ben) = (Device::ada(), Device::ben());
    reported(&mut ada);
    ben.learn(&ada);
    acts(&mut ben, 1, &hold);
    acts(&mut ada, 1, &[(80, Move::Resolve)]);
    let run = |device: &Device| -> Run {
        let known = Known::of(device.board());
        let place = known.watch(Promise::Resolve).clock;
        let runs = known.clocks.of(id(1)).iter();
        runs.clone().find(|run| run.clock == place).unwrap().clone()
    };
    let outcome = |device: &Device| {
        let found = Known::of(device.board()).of_promise(Promise::Resolve);
        (found.met, found.breached)
    };
    assert_eq!(outcome(&ada), (0, 1));
    ada.learn(&ben);
    ben.learn(&ada);
    let mut alone = Device::ada();
    reported(&mut alone);
    acts(&mut alone, 1, &hold);
    acts(&mut alone, 1, &[(80, Move::Resolve)]);
    assert_eq!(outcome(&ada), (1, 0));
    assert_eq!(run(&ada), run(&alone));
    assert_eq!(run(&ben), run(&alone));
    assert_eq!(ada.actor.person, ADA);
}

#[test]
fn a_clock_is_named_by_its_promise() {
    let mut device = told();
    let mut two = policy();
    two.clocks.push(Clock {
        id: ClockId([7; 16]),
        ..two.clocks[2].clone()
    });
    device.act(Command::DefinePolicy(two)).unwrap();
    let known = Known::of(device.board());
    let plan = known.clocks.plan();
    let words: Vec<_> = about(plan, &[RecordKind::Incident])
        .map(|it| slug(plan, it))
        .collect();
    assert_eq!(words, ["acknowledge", "update", "resolve", "resolve-2"]);
    let chosen = |word, kind| chosen(plan, word, &[kind]);
    assert_eq!(chosen(None, RecordKind::Incident), Some(2));
    assert_eq!(chosen(Some("resolve-2"), RecordKind::Incident), Some(3));
    assert_eq!(chosen(Some("team"), RecordKind::Incident), Some(2));
    assert_eq!(chosen(None, RecordKind::Request), None);
}

/// The sums of what is counted.
fn counts(all: impl IntoIterator<Item = Compliance>) -> [usize; 10] {
    let each = |it: Compliance| {
        [
            it.met,
            it.breached,
            it.late,
            it.running,
            it.waiting,
            it.no_target,
            it.missing,
            it.cancelled,
            it.met_extended + it.breached_extended,
            it.left_out.total(),
        ]
    };
    all.into_iter().map(each).fold([0; 10], |mut sum, one| {
        for (sum, one) in sum.iter_mut().zip(one) {
            *sum += one;
        }
        sum
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn groups_sum_to_the_whole_and_a_proof_recomputes_it(seed: u64, ended: bool, hours in 0_i64..2_000) {
        let board = folded(&History::of_seed(seed).copies()).1;
        let known = Known::of(&board);
        let last = known.facts.extent(None).map_or(NOW, Span::last);
        let now = Moment(last.0 + hours * 3_600_000);
        let switches = Switches {
            belongs: Belongs::ALL[usize::from(ended)],
            ..Switches::default()
        };
        let asked = Asked::all(&utc).with(switches);
        for clock in 0..known.clocks.plan().clocks.len() {
            let watch = Watch { clocks: &known.clocks, clock: u8::try_from(clock).unwrap(), now };
            let whole = compliance(&known.facts, &asked, &watch);
            for &by in By::ALL {
                let groups = Groups::of(&known.facts, &board, &asked, by);
                let parts = compliance_by(&known.facts, &asked, &watch, &groups);
                prop_assert_eq!(counts(parts), counts([whole]));
            }
            let proved = proof(&known.facts, &asked, &watch);
            prop_assert_eq!(proved.compliance(), whole);
            prop_assert_eq!(proved.rows.len(), whole.decided());
            let lines = proved.csv(&board);
            let lines = csv::Reader::from_reader(lines.as_bytes()).into_records().count();
            prop_assert_eq!(lines, proved.rows.len() + proved.left_out.len());
            if let Some(buckets) = buckets(&known.facts, &asked, Period::All, Moment::LAST)
                && !ended
            {
                let parts = compliance_over(&known.facts, &asked, &watch, &buckets);
                let outside = counts(parts);
                // Buckets end with the last report that counts; drills may come later.
                prop_assert_eq!(&outside[..9], &counts([whole])[..9]);
            }
        }
    }
}
