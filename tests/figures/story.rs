//! Ten records told through the real rules, and every figure over them worked out by hand.
//!
//! Minutes after the start, 2026-03-29 00:00 UTC, the night in which Europe's clocks change:
//!
//! | record | what it is | what happened |
//! | --- | --- | --- |
//! | 1 | P1, mail, printer, Kim | impact −30, detected −10, reported 0, acknowledged 10, mitigated 60, resolved 90, closed 120 |
//! | 2 | P3, printer, Kim | reported 100, acknowledged 130, on hold for the caller 140 to 200, resolved 300 |
//! | 3 | | reported 200, assigned 210, reassigned 220, resolved 240, closed 250 |
//! | 4 | | reported 300, acknowledged 320, resolved 400, reopened 500, resolved 700, closed 800 |
//! | 5 | | reported 1000, acknowledged 1005, escalated 1010 |
//! | 6 | | reported 1100, acknowledged 1105, corrected to 1090, resolved 1160 |
//! | 7 | | reported 1200, cancelled as a duplicate 1210 |
//! | 8 | drill | reported 1300, resolved 1310 |
//! | 9 | request | reported 1400, acknowledged 1402, resolved 1430 |
//! | 10 | mail, printer | reported 1500, linked as happened again after 1 |

use sitrep::{
    domain::{
        command::{Command, Move, Rating, Report},
        fact::Service,
        ids::{CategoryId, RecordId, ServiceId},
        log::Log,
        priority::{Preset, Scale},
        state::{HoldReason, Milestone, RecordKind, Relation, State, VoidReason},
        time::Moment,
    },
    exchange::file::{self, Colophon},
    report::{
        filter::Filter,
        kpi::{
            Asked, Belongs, By, Durations, Facts, FirstContact, Groups, Key, LeftOut, Measure,
            Rate, Resolution, Similar, Switches,
            backlog::{backlog_at, backlog_over, volume, volume_by},
            durations::{durations, durations_by},
            rates::{escalations, rate, reassignments},
            recurrence::recurrence,
            series::by_weekday_and_hour,
            stays::{Place, on_hold, time_in_state},
        },
        period::Span,
    },
};

use crate::{
    figures::{close, utc},
    scene::{ADA, BEN, Device, START, WORKSPACE, minute},
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/figures-log.json");
const MAIL: ServiceId = ServiceId([5; 16]);

fn id(number: u8) -> RecordId {
    RecordId([number; 16])
}

/// Does something at a minute.
fn at(device: &mut Device, minutes: i64, command: Command) {
    // A device acts a minute after the last time.
    device.now = minute(minutes - 1);
    device.act(command).unwrap();
}

fn reports(device: &mut Device, minutes: i64, number: u8, fill: impl FnOnce(&mut Report)) {
    let mut report = Report {
        title: format!("Record {number}"),
        ..Report::blank(id(number))
    };
    fill(&mut report);
    at(device, minutes, Command::Report(Box::new(report)));
}

fn acts(device: &mut Device, number: u8, moves: &[(i64, Move)]) {
    for &(minutes, act) in moves {
        let record = id(number);
        let command = Command::Act {
            record,
            act,
            happened: None,
            note: None,
        };
        at(device, minutes, command);
    }
}

fn corrects(device: &mut Device, number: u8, milestone: Milestone, minutes: i64) {
    device
        .act(Command::Correct {
            record: id(number),
            milestone,
            cycle: 0,
            happened: Some(minute(minutes)),
        })
        .unwrap();
}

const fn rating(level: u8) -> Option<Rating> {
    Some(Rating {
        scale: Scale::Preset(Preset::ServiceNow),
        impact: level,
        urgency: level,
        overridden: None,
        reason: String::new(),
    })
}

fn to(person: sitrep::domain::ids::PersonId) -> Move {
    Move::Assign {
        person: Some(person),
        team: None,
    }
}

/// Tells the story.
fn told() -> Device {
    let mut device = Device::ada();
    let here = &mut device;
    let printer = Some(CategoryId::built_in(0x104));
    let service = Service {
        id: MAIL,
        name: "Mail".to_owned(),
        team: None,
        retired: false,
    };
    at(here, 0, Command::DefineService(service));
    reports(here, 0, 1, |report| {
        report.started = Some(minute(-30));
        report.rating = rating(1);
        report.service = Some(MAIL);
        report.category = printer;
        report.reporter = "Kim".to_owned();
    });
    corrects(here, 1, Milestone::Detected, -10);
    let one = [
        (10, Move::Acknowledge),
        (60, Move::Mitigate),
        (90, Move::Resolve),
        (120, Move::Close),
    ];
    acts(here, 1, &one);
    reports(here, 100, 2, |report| {
        report.rating = rating(2);
        report.category = printer;
        report.reporter = " kim".to_owned();
    });
    let two = [
        (130, Move::Acknowledge),
        (140, Move::Hold(HoldReason::Caller)),
        (200, Move::Resume),
        (300, Move::Resolve),
    ];
    acts(here, 2, &two);
    reports(here, 200, 3, |_| {});
    let three = [
        (210, to(ADA)),
        (220, to(BEN)),
        (240, Move::Resolve),
        (250, Move::Close),
    ];
    acts(here, 3, &three);
    reports(here, 300, 4, |_| {});
    let four = [
        (320, Move::Acknowledge),
        (400, Move::Resolve),
        (500, Move::Reopen),
        (700, Move::Resolve),
        (800, Move::Close),
    ];
    acts(here, 4, &four);
    reports(here, 1000, 5, |_| {});
    let escalate = Move::Escalate {
        person: Some(BEN),
        team: None,
    };
    acts(here, 5, &[(1005, Move::Acknowledge), (1010, escalate)]);
    reports(here, 1100, 6, |_| {});
    acts(here, 6, &[(1105, Move::Acknowledge)]);
    corrects(here, 6, Milestone::Acknowledged, 1090);
    acts(here, 6, &[(1160, Move::Resolve)]);
    reports(here, 1200, 7, |_| {});
    acts(here, 7, &[(1210, Move::Cancel(VoidReason::Duplicate))]);
    reports(here, 1300, 8, |report| report.kind = RecordKind::Drill);
    acts(here, 8, &[(1310, Move::Resolve)]);
    reports(here, 1400, 9, |report| report.kind = RecordKind::Request);
    acts(here, 9, &[(1402, Move::Acknowledge), (1430, Move::Resolve)]);
    reports(here, 1500, 10, |report| {
        report.service = Some(MAIL);
        report.category = printer;
    });
    let link = Command::Link {
        record: id(10),
        to: id(1),
        relation: Relation::Recurrence,
    };
    at(here, 1501, link);
    device
}

/// The board of the committed file, and its facts.
fn known() -> (sitrep::domain::board::Board, Facts) {
    let reading = file::read(std::fs::read(FILE).unwrap().as_slice()).unwrap();
    let mut board = sitrep::domain::board::Board::new(WORKSPACE);
    let mut log = Log::default();
    for event in reading.events {
        board.apply(&log.insert(event).into_iter().collect::<Vec<_>>());
    }
    let mut facts = Facts::default();
    facts.update(&board);
    (board, facts)
}

/// Median, 90th percentile, mean in minutes, and n.
#[track_caller]
fn is(found: &Durations, (n, median, p90, sum): (usize, f64, f64, f64)) {
    let stats = found.stats.unwrap();
    assert_eq!(stats.n, n);
    close(stats.median_s() / 60.0, median, 1e-9);
    close(stats.p90_s() / 60.0, p90, 1e-9);
    close(stats.mean_s() / 60.0 * n as f64, sum, 1e-6);
}

/// Every figure leaves out the cancelled one and the drill.
fn left(open: usize, missing: usize, invalid: usize) -> LeftOut {
    LeftOut {
        open,
        missing,
        invalid,
        void: 1,
        drills: 1,
        ..LeftOut::default()
    }
}

#[test]
fn the_log_of_figures_is_the_story_as_the_rules_tell_it() {
    let device = told();
    let colophon = Colophon {
        workspace: WORKSPACE,
        exported_at: minute(2_000),
        exported_by: "Ada".to_owned(),
    };
    let text = file::write(&device.book.log().sorted(), &colophon);
    if std::env::var_os("SITREP_WRITE_FIGURES").is_some() {
        std::fs::write(FILE, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(FILE).unwrap(), text);
}

#[test]
fn durations_are_those_worked_out_by_hand() {
    let (_, facts) = known();
    let all = Asked::all(&utc);
    let of = |measure| durations(&facts, &all, measure);
    // 1: 10, 2: 30, 4: 20, 5: 5, 9: 2; 3 was never acknowledged, 6 before its report, 10 not yet.
    let mtta = of(Measure::Acknowledge);
    is(&mtta, (5, 10.0, 30.0, 67.0));
    assert_eq!(mtta.left_out, left(1, 1, 1));
    assert_eq!(mtta.fell_back.end, 0);
    // 1: 90, 2: 200, 3: 40, 4: 700 − 300, 6: 60, 9: 30; 5 and 10 not yet.
    let resolve = of(Measure::Resolve);
    is(&resolve, (6, 75.0, 400.0, 820.0));
    assert_eq!(resolve.left_out, left(2, 0, 0));
    // 1: 60 + 30 from impact to mitigation; the others have neither.
    let restore = of(Measure::Restore);
    is(&restore, (6, 75.0, 400.0, 820.0));
    assert_eq!((restore.fell_back.start, restore.fell_back.end), (5, 5));
    // 1: 20; of the seven others nobody said when the impact began.
    let detect = of(Measure::Detect);
    is(&detect, (1, 20.0, 20.0, 20.0));
    assert_eq!(detect.left_out.not_applicable, 7);
    // 1: 120, 3: 50, 4: 500; 2, 5, 6, 9 and 10 not yet.
    let closed = of(Measure::Close);
    is(&closed, (3, 120.0, 500.0, 670.0));
    assert_eq!(closed.left_out, left(5, 0, 0));
    // As resolve, but 2: 200 − 60.
    is(&of(Measure::ResolveNet), (6, 75.0, 400.0, 760.0));
    // With the first resolution, 4: 400 − 300.
    let first = all.with(Switches {
        resolution: Resolution::First,
        ..Switches::default()
    });
    let resolve = durations(&facts, &first, Measure::Resolve);
    is(&resolve, (6, 75.0, 200.0, 520.0));
}

#[test]
fn a_record_belongs_to_when_it_was_reported_or_to_when_it_ended() {
    let (_, facts) = known();
    let span = Span {
        from: minute(300),
        to: minute(1_000),
    };
    let asked = Asked::all(&utc).within(span);
    is(
        &durations(&facts, &asked, Measure::Resolve),
        (1, 400.0, 400.0, 400.0),
    );
    let ended = asked.with(Switches {
        belongs: Belongs::Ended,
        ..Switches::default()
    });
    // 2 was resolved at 300, 4 at 700.
    is(
        &durations(&facts, &ended, Measure::Resolve),
        (2, 300.0, 400.0, 600.0),
    );
}

#[test]
fn rates_are_those_worked_out_by_hand() {
    let (_, facts) = known();
    let all = Asked::all(&utc);
    let fcr = |first_contact, requests| {
        let switches = Switches {
            first_contact,
            requests,
            ..Switches::default()
        };
        let ratio = rate(&facts, &all.with(switches), Rate::FirstContact);
        (
            ratio.numerator,
            ratio.denominator,
            ratio.left_out.open,
            ratio.left_out.other_kind,
        )
    };
    // 1, 2, 3, 4, 6 were resolved; 3 was handed on. 5 and 10 never were, 9 is a request.
    assert_eq!(fcr(FirstContact::Default, false), (4, 5, 2, 1));
    assert_eq!(fcr(FirstContact::Strict, false), (3, 5, 2, 1));
    assert_eq!(fcr(FirstContact::NoCallerHold, false), (3, 5, 2, 1));
    assert_eq!(fcr(FirstContact::Default, true), (5, 6, 2, 0));
    let reopen = rate(&facts, &all, Rate::Reopen);
    assert_eq!((reopen.numerator, reopen.denominator), (1, 6));
    // Incidents: 1, 2, 3, 4, 5, 6, 10. By caller 2 follows 1, by service 10 does.
    let again = recurrence(&facts, &all);
    assert_eq!((again.suggested, again.of), (1, 7));
    assert_eq!((again.confirmed, again.both), (1, 0));
    let by_service = all.with(Switches {
        similar: Similar::Service,
        ..Switches::default()
    });
    let again = recurrence(&facts, &by_service);
    assert_eq!((again.suggested, again.of, again.both), (1, 7, 1));
    let handed = reassignments(&facts, &all);
    assert_eq!((handed.records.numerator, handed.times), (1, 1));
    assert_eq!(handed.mean(), Some(0.125));
    assert_eq!(escalations(&facts, &all).records.value(), Some(0.125));
}

#[test]
fn counts_are_those_worked_out_by_hand() {
    let (board, facts) = known();
    let all = Asked::all(&utc);
    assert_eq!(volume(&facts, &all).value, 8);
    assert_eq!(volume(&facts, &all).left_out, left(0, 0, 0));
    // At 100: 1 and 2. At 120 1 is closed. At 450: 2 and 4. At the end: 2, 5, 6, 9, 10.
    let minutes = [-1, 0, 100, 119, 120, 450, 2_000].map(minute);
    let expected = [0, 1, 2, 2, 1, 2, 5];
    assert_eq!(backlog_over(&facts, &all, &minutes), expected);
    assert_eq!(
        minutes.map(|at| backlog_at(&facts, &all, at).value),
        expected
    );
    let groups = Groups::of(&facts, &board, &all, By::Priority);
    let volumes: Vec<_> = volume_by(&facts, &all, &groups)
        .iter()
        .map(|volume| volume.value)
        .collect();
    assert_eq!(volumes, [1, 1, 6]);
    assert_eq!(groups.keys[2], Key::Priority(None));
    let judged = Groups::of(&facts, &board, &all, By::Impact);
    let level = |level| Some((Scale::Preset(Preset::ServiceNow), level));
    let expected = [level(1), level(2), None].map(Key::Impact);
    assert_eq!(judged.keys, expected);
    assert_eq!(judged.keys[0].label(&board), "1 · High (ServiceNow 3 × 3)");
    let of_level = volume_by(&facts, &all, &judged);
    assert_eq!(
        [0, 1, 2].map(|level: usize| of_level[level].value),
        [1, 1, 6]
    );
    let mut filter = Filter::default();
    Key::narrow(&[&judged.keys[1]], &mut filter);
    assert_eq!(filter.to_query(), "impact=2&scale=servicenow-3x3");
    let lengths = durations_by(&facts, &all, Measure::Resolve, &groups);
    is(&lengths[0], (1, 90.0, 90.0, 90.0));
    is(&lengths[2], (4, 50.0, 400.0, 530.0));
    // Sunday at 00:00, 01:40, 03:20 and 05:00 UTC; Monday at 01:00.
    let berlin = |at: Moment| if at.0 < START.0 + 3_600_000 { 60 } else { 120 };
    let hours = by_weekday_and_hour(&facts, &Asked::all(&berlin));
    let expected = [1, 3, 5, 7].map(|hour| hours[6][hour]);
    assert_eq!((expected, hours[0][3], hours[6][2]), ([1; 4], 1, 0));
    assert_eq!(hours.iter().flatten().sum::<usize>(), 8);
}

#[test]
fn times_in_state_are_those_worked_out_by_hand() {
    let (_, facts) = known();
    let (states, left_out) = time_in_state(&facts, &Asked::all(&utc));
    assert_eq!(left_out, left(0, 0, 0));
    let of = |place| {
        let state = states.iter().find(|state| state.place == place).unwrap();
        let n = state.stays.map_or(0, |stays| stays.n);
        (state.total / 60_000, n, state.running)
    };
    // 1: 10, 2: 30, 3: 10, 4: 20, 5: 5, 6: 5, 9: 2; 10 is still there.
    assert_eq!(of(Place::State(State::New)), (82, 7, 1));
    // 3 was there from 210 to 240, handed on in between.
    let assigned = states
        .iter()
        .find(|it| it.place == Place::State(State::Assigned));
    assert_eq!(assigned.unwrap().stays.unwrap().max, 30 * 60_000);
    assert_eq!(of(Place::Hold(Some(HoldReason::Caller))), (60, 1, 0));
    // 1: 30, 3: 10, 4: 100 and 100; 2, 6 and 9 are still there.
    assert_eq!(of(Place::State(State::Resolved)), (240, 4, 3));
    let held = on_hold(&facts, &Asked::all(&utc));
    assert_eq!((held.held, held.of), (1, 8));
    // 1: 90, 2: 200, 3: 40, 4: 100 + 200, 5: 5, since escalating moves no state, 6: 60, 9: 30.
    close(held.share().unwrap(), 60.0 / 725.0, 1e-12);
}
