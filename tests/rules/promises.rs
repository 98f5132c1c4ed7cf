//! What is promised: calendars, policies, and clocks that people hold by hand.

use sitrep::domain::{
    calendar::{Calendar, Holiday, Weekday, Window},
    command::{Change, Command, Move, Rejection, Writing},
    event::Subject,
    fact::{Fact, Imported, Kind, Service, Team},
    ids::{CalendarId, CategoryId, ClockId, EventId, ReplicaId, ServiceId, TeamId, WorkspaceId},
    policy::{Clock, Policy, PolicyPreset, Promise, Reached, Rule, When},
    state::{Milestone, State},
    trail::Turned,
    value::Field,
};
use sitrep::sla::{
    plan::Plan,
    run::Outcome::{self, Missing, Running, Stopped},
    walk::runs,
};

use crate::scene::*;

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
/// Ten years, with the leap days that most of them have.
const LONGEST_MS: u64 = 3_653 * 24 * HOUR_MS;
const RESOLVE: ClockId = ClockId::built_in(4);
const NIGHTS: CalendarId = CalendarId([6; 16]);
const WARDS: TeamId = TeamId([5; 16]);

fn turn(what: Turned, reason: &str) -> Command {
    turn_of(RESOLVE, what, reason)
}

fn turn_of(clock: ClockId, what: Turned, reason: &str) -> Command {
    Command::Turn {
        record: INCIDENT,
        clock,
        what,
        reason: reason.to_owned(),
        happened: None,
    }
}

fn turn_at(what: Turned, at: i64) -> Command {
    Command::Turn {
        record: INCIDENT,
        clock: RESOLVE,
        what,
        reason: "the lift is out".to_owned(),
        happened: Some(minute(at)),
    }
}

fn pause() -> Command {
    turn(Turned::Paused, "the lift is out")
}

fn resume() -> Command {
    turn(Turned::Resumed, "")
}

/// Whether somebody holds the clock in the newest cycle.
#[track_caller]
fn held(is_held: bool) -> impl FnOnce(&Scene) {
    move |scene| {
        let record = scene.incident();
        assert_eq!(record.trail.is_held(RESOLVE, record.cycle), is_held);
    }
}

/// What was done to clocks, with the minute and the cycle.
fn turns(scene: &Scene) -> Vec<(i64, u16, Turned)> {
    let turns = scene.incident().trail.turns.iter();
    turns
        .map(|turn| ((turn.at.0 - START.0) / 60_000, turn.cycle, turn.what))
        .collect()
}

fn nights() -> Calendar {
    let hours = [(Weekday::Mon, vec![Window(0, 360), Window(1320, 1440)])];
    Calendar::of(NIGHTS, "Nights", hours.into())
}

/// A policy of one clock with one rule.
fn wards() -> Policy {
    Policy {
        name: "Wards".to_owned(),
        note: None,
        clocks: vec![Clock {
            rules: vec![rule(When::default())],
            ..Clock::new(RESOLVE, Promise::Resolve)
        }],
    }
}

fn rule(when: When) -> Rule {
    Rule {
        when,
        target: Some(HOUR_MS),
        calendar: None,
    }
}

/// The same with something else in its clock.
fn with(change: impl FnOnce(&mut Clock)) -> Policy {
    let mut policy = wards();
    change(&mut policy.clocks[0]);
    policy
}

fn of_team() -> Policy {
    with(|clock| {
        clock.rules[0].when.teams.insert(WARDS);
    })
}

fn team(retired: bool) -> Command {
    Command::DefineTeam(Team {
        id: WARDS,
        name: "Ward support".to_owned(),
        members: Vec::new(),
        retired,
    })
}

fn not_offered(what: &'static str) -> Rejection {
    Rejection::NotOffered {
        clock: "Resolve".to_owned(),
        what,
    }
}

/// The workspace's policy has this name.
fn policy(name: &str) -> impl FnOnce(&Scene) {
    move |scene| assert_eq!(scene.here.board().settings.policy.name, name)
}

#[track_caller]
fn refused(command: Command, why: &Rejection) {
    given([report()]).when(command).then_refused(why);
}

// Clocks by hand.

#[test]
fn a_clock_is_paused_and_runs_on() {
    given([report()])
        .when(pause())
        .then(recorded(["clock_paused"]))
        .then(held(true))
        .when(pause())
        .then_refused(&Rejection::AlreadyPaused)
        .when(resume())
        .then(recorded(["clock_resumed"]))
        .then(held(false))
        .then(|scene| {
            let [paused, resumed] = &scene.incident().trail.turns[..] else {
                panic!("two turns");
            };
            assert_eq!(paused.event, scene.event(&Kind::ClockPaused).id);
            assert_eq!(
                (paused.by, paused.reason.as_str()),
                (Some(ADA), "the lift is out")
            );
            assert_eq!((resumed.at, resumed.reason.as_str()), (minute(4), ""));
        })
        .when(resume())
        .then_refused(&Rejection::NotPaused);
}

#[test]
fn whoever_stops_a_clock_or_gives_it_time_says_why() {
    for what in [Turned::Paused, Turned::Extended(HOUR_MS)] {
        refused(turn(what, " "), &Rejection::NoClockReason);
    }
    let long = "x".repeat(50_001);
    let too_long = Rejection::TooLong {
        field: "The reason",
        characters: 50_001,
        limit: 50_000,
    };
    refused(turn(Turned::Paused, &long), &too_long);
    given([report(), pause()])
        .when(turn(Turned::Resumed, &long))
        .then_refused(&too_long);
}

#[test]
fn a_clock_gets_from_a_minute_to_ten_years() {
    for by in [0, MINUTE_MS - 1, LONGEST_MS + 1, u64::MAX] {
        refused(turn(Turned::Extended(by), "parts"), &Rejection::NoLength);
    }
    given([report()])
        .when(turn(Turned::Extended(MINUTE_MS), "parts"))
        .then(recorded(["clock_extended"]))
        .when(turn(Turned::Extended(LONGEST_MS), "parts"))
        .then(held(false))
        .then(|scene| {
            let given = [MINUTE_MS, LONGEST_MS].map(Turned::Extended);
            assert_eq!(turns(scene), [(2, 0, given[0]), (3, 0, given[1])]);
        });
}

#[test]
fn only_clocks_of_the_policy_are_turned_and_only_while_the_record_is_open() {
    let unknown = ClockId([7; 16]);
    refused(turn_of(unknown, Turned::Paused, "x"), &Rejection::NoClock);
    let none = Command::DefinePolicy(PolicyPreset::Nothing.policy());
    given([report(), none])
        .when(pause())
        .then_refused(&Rejection::NoClock);
    given([report(), act(Move::Resolve)])
        .when(pause())
        .then_refused(&Rejection::WrongState {
            act: "Changing a clock",
            state: "Resolved",
        });
    given([]).when(pause()).then_refused(&Rejection::Unknown);
    given([report()])
        .when(turn_at(Turned::Paused, 60))
        .then_refused(&Rejection::InFuture);
}

#[test]
fn a_pause_in_one_cycle_does_not_hold_the_next() {
    given([report(), pause(), act(Move::Resolve), act(Move::Reopen)])
        .then(held(false))
        .when(pause())
        .then(held(true))
        .then(|scene| {
            assert_eq!(
                turns(scene),
                [(2, 0, Turned::Paused), (5, 1, Turned::Paused)]
            );
            assert!(scene.incident().trail.is_held(RESOLVE, 0));
        });
}

#[test]
fn one_clock_is_held_and_another_is_not() {
    let acknowledge = ClockId::built_in(1);
    given([report(), pause()])
        .when(turn_of(acknowledge, Turned::Paused, "x"))
        .then(recorded(["clock_paused"]))
        .when(resume())
        .then(held(false))
        .then(|scene| assert!(scene.incident().trail.is_held(acknowledge, 0)));
}

#[test]
fn what_was_done_to_a_clock_can_be_undone() {
    let undo = |kind: Kind| {
        move |scene: &Scene| Command::Undo {
            events: vec![scene.event(&kind).id],
        }
    };
    given([report(), pause()])
        .when_of(undo(Kind::ClockPaused))
        .then(held(false))
        .then(|scene| assert_eq!(turns(scene), []));
    given([report(), pause(), resume()])
        .when_of(undo(Kind::ClockResumed))
        .then(held(true));
    given([report(), turn(Turned::Extended(HOUR_MS), "parts")])
        .when_of(undo(Kind::ClockExtended))
        .then(|scene| assert_eq!(turns(scene), []));
}

#[test]
fn turns_are_told_in_order_of_time() {
    given([
        report(),
        turn_at(Turned::Paused, -9),
        turn_at(Turned::Resumed, -5),
        turn_at(Turned::Extended(HOUR_MS), -7),
    ])
    .then(|scene| {
        let told = [
            (-9, 0, Turned::Paused),
            (-7, 0, Turned::Extended(HOUR_MS)),
            (-5, 0, Turned::Resumed),
        ];
        assert_eq!(turns(scene), told);
    });
}

#[test]
fn a_clock_that_was_let_run_on_runs_although_the_pause_has_a_later_time() {
    // Ben's clock is ahead, and Ada does not wait for hers to catch up.
    given([report()])
        .elsewhere([note("a"), note("b"), note("c"), pause()])
        .merged_at_our_time()
        .when(resume())
        .then(held(false))
        .then(|scene| {
            let told = [(5, 0, Turned::Paused), (5, 0, Turned::Resumed)];
            assert_eq!(turns(scene), told);
        })
        .when(pause())
        .then(held(true));
}

#[test]
fn two_people_hold_and_release_a_clock_without_knowing_of_each_other() {
    given([report()])
        .elsewhere([pause(), resume()])
        .and([pause()])
        .merged()
        .then(conflicts([]))
        .then(held(false))
        .when(pause())
        .then(held(true));
}

#[test]
fn a_clock_that_left_the_policy_keeps_what_was_done_to_it() {
    let other = |name: &str| Command::DefinePolicy(PolicyPreset::from_slug(name).unwrap().policy());
    given([report(), pause(), other("none")])
        .when(resume())
        .then_refused(&Rejection::NoClock)
        .when(other("itil-business"))
        .then(held(true))
        .when(resume())
        .then(held(false));
}

#[test]
fn an_erased_reason_takes_the_pause_along() {
    given([report(), pause()])
        .when_of(|scene| Command::Erase {
            events: vec![scene.event(&Kind::ClockPaused).id],
        })
        .then(held(false))
        .then(|scene| assert_eq!(scene.incident().withheld, []));
}

// Calendars.

#[test]
fn every_log_knows_two_calendars_and_a_policy() {
    given([report()]).then(|scene| {
        let settings = &scene.here.board().settings;
        let names: Vec<_> = settings
            .calendars
            .values()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(names, ["Around the clock", "Business hours"]);
        assert_eq!(settings.policy, PolicyPreset::Itil.policy());
        assert_eq!(settings.policy_version, None);
    });
}

#[test]
fn a_calendar_is_defined_put_in_order_and_retired() {
    let holiday = |date: &str, name: &str| Holiday {
        date: date.to_owned(),
        name: name.to_owned(),
    };
    let calendar = Calendar {
        name: " Nights ".to_owned(),
        zone: " Asia/Tokyo ".to_owned(),
        hours: [
            (Weekday::Mon, vec![Window(1320, 1440), Window(0, 360)]),
            (Weekday::Tue, Vec::new()),
        ]
        .into(),
        holidays: vec![
            holiday("2026-12-26", ""),
            holiday("2026-12-25", ""),
            holiday("2026-12-25", " Christmas "),
        ],
        ..nights()
    };
    let expected = Calendar {
        zone: "Asia/Tokyo".to_owned(),
        holidays: vec![
            holiday("2026-12-25", "Christmas"),
            holiday("2026-12-26", ""),
        ],
        ..nights()
    };
    let retired = Calendar {
        retired: true,
        ..expected.clone()
    };
    let stands = |expected: Calendar| {
        move |scene: &Scene| {
            assert_eq!(scene.here.board().settings.calendars[&NIGHTS], expected);
        }
    };
    given([report()])
        .when(Command::DefineCalendar(calendar.clone()))
        .then(recorded(["calendar_defined"]))
        .then(stands(expected))
        .when(Command::DefineCalendar(calendar))
        .then_refused(&Rejection::NoChange)
        .when(Command::DefineCalendar(retired.clone()))
        .then(stands(retired));
}

#[test]
fn a_built_in_calendar_is_redefined_and_comes_back() {
    let [always, business] = Calendar::built_in();
    for calendar in [always, business.clone()] {
        refused(Command::DefineCalendar(calendar), &Rejection::NoChange);
    }
    let longer = Calendar {
        hours: nights().hours,
        ..business.clone()
    };
    let stands = |expected: &Calendar| {
        let expected = expected.clone();
        move |scene: &Scene| {
            let settings = &scene.here.board().settings;
            assert_eq!(settings.calendars[&Calendar::BUSINESS], expected);
            assert_eq!(settings.calendars.len(), 2);
        }
    };
    given([report()])
        .when(Command::DefineCalendar(longer.clone()))
        .then(stands(&longer))
        .when_of(|scene| Command::Undo {
            events: vec![scene.event(&Kind::CalendarDefined).id],
        })
        .then(stands(&business))
        .when(Command::DefineCalendar(longer))
        .when(Command::DefineCalendar(business.clone()))
        .then(recorded(["calendar_defined"]))
        .then(stands(&business));
}

#[test]
fn a_calendar_without_hours_or_with_wrong_ones_is_refused() {
    let of = |windows: Vec<Window>| {
        Command::DefineCalendar(Calendar {
            hours: [(Weekday::Sun, windows)].into(),
            ..nights()
        })
    };
    refused(of(Vec::new()), &Rejection::NoHours);
    let empty = Calendar {
        hours: [].into(),
        ..nights()
    };
    refused(Command::DefineCalendar(empty), &Rejection::NoHours);
    for windows in [
        vec![Window(540, 540)],
        vec![Window(1020, 540)],
        vec![Window(540, 1441)],
        vec![Window(0, 600), Window(599, 700)],
        vec![Window(0, 600), Window(0, 600)],
    ] {
        refused(of(windows), &Rejection::BadHours);
    }
    given([report()])
        .when(of(vec![Window(600, 1440), Window(0, 600)]))
        .then(|_| {});
}

#[test]
fn a_calendar_has_a_name_and_dates_that_there_are() {
    let change = |change: &dyn Fn(&mut Calendar)| {
        let mut calendar = nights();
        change(&mut calendar);
        Command::DefineCalendar(calendar)
    };
    let holiday = |date: &str| Holiday {
        date: date.to_owned(),
        name: "Holiday".to_owned(),
    };
    let too_long = |field, limit| Rejection::TooLong {
        field,
        characters: limit + 1,
        limit,
    };
    refused(change(&|it| it.name = " ".to_owned()), &Rejection::NoName);
    refused(
        change(&|it| it.zone = "x".repeat(101)),
        &too_long("The zone", 100),
    );
    refused(
        change(&|it| it.holidays = vec![holiday("2026-02-28"), holiday("2026-02-29")]),
        &Rejection::BadDate {
            date: "2026-02-29".to_owned(),
        },
    );
    refused(
        change(&|it| {
            it.holidays = vec![Holiday {
                name: "x".repeat(501),
                ..holiday("2026-02-28")
            }];
        }),
        &too_long("The holiday", 500),
    );
    let days = |count: usize| {
        let dates = (1..=count).map(|number| {
            let (year, month, day) = (2000 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
            holiday(&format!("{year}-{month:02}-{day:02}"))
        });
        dates.collect::<Vec<_>>()
    };
    refused(
        change(&|it| it.holidays = days(5_001)),
        &Rejection::TooMany {
            most: 5_000,
            what: "holidays in a calendar",
        },
    );
    given([report()])
        .when(change(&|it| it.holidays = days(5_000)))
        .then(|_| {});
}

// Policies.

#[test]
fn every_version_of_a_policy_is_an_event_that_can_be_taken_up_again() {
    let version = |scene: &Scene| scene.here.board().settings.policy_version;
    let note = Policy {
        note: Some(" Asked for by the wards ".to_owned()),
        ..PolicyPreset::Business.policy()
    };
    let scene = given([report()])
        .when(Command::DefinePolicy(PolicyPreset::Itil.policy()))
        .then_refused(&Rejection::NoChange)
        .when(Command::DefinePolicy(wards()))
        .then(recorded(["policy_defined"]))
        .then(policy("Wards"))
        .when(Command::DefinePolicy(wards()))
        .then_refused(&Rejection::NoChange);
    let first = scene.event(&Kind::PolicyDefined).id;
    assert_eq!(version(&scene), Some(first));
    scene
        .when(Command::DefinePolicy(note))
        .then(policy("ITIL, business hours"))
        .then(|scene| {
            let settings = &scene.here.board().settings;
            assert_eq!(
                settings.policy.note.as_deref(),
                Some("Asked for by the wards")
            );
            assert_ne!(version(scene), Some(first));
        })
        .when(Command::DefinePolicy(wards()))
        .then(policy("Wards"))
        .when_of(undo_policy)
        .then(policy("ITIL, business hours"));
}

fn undo_policy(scene: &Scene) -> Command {
    Command::Undo {
        events: vec![scene.event(&Kind::PolicyDefined).id],
    }
}

#[test]
fn an_undone_first_policy_leaves_the_one_that_every_log_knows() {
    given([report(), Command::DefinePolicy(wards())])
        .when_of(undo_policy)
        .then(policy("ITIL, around the clock"))
        .then(|scene| assert_eq!(scene.here.board().settings.policy_version, None));
}

#[test]
fn two_policies_of_two_people_conflict_until_one_is_chosen() {
    let version = |scene: &Scene, name: &str| -> EventId {
        let events = scene.here.book.log().sorted();
        let mut of_name = events.iter().filter(|event| {
            matches!(event.fact(), Some(Fact::PolicyDefined(policy)) if policy.name == name)
        });
        of_name.next().unwrap().id
    };
    let disputed = |scene: &Scene| {
        let ledger = scene.here.board().ledger(Subject::Workspace);
        ledger
            .conflicts()
            .map(|(field, _)| field)
            .collect::<Vec<_>>()
    };
    given([report()])
        .elsewhere([Command::DefinePolicy(wards())])
        .and([
            note("a"),
            Command::DefinePolicy(PolicyPreset::Business.policy()),
        ])
        .merged()
        .then(|scene| assert_eq!(disputed(scene), [Field::Policy]))
        // The later one counts for the time being.
        .then(policy("ITIL, business hours"))
        .when_of(|scene| Command::Settle {
            record: None,
            field: Field::Policy,
            choice: version(scene, "Wards"),
        })
        .then(recorded(["policy_defined"]))
        .then(policy("Wards"))
        .then(|scene| assert_eq!(disputed(scene), []))
        .merged()
        .then(policy("Wards"));
}

#[test]
fn two_calendars_of_one_id_conflict_until_one_is_chosen() {
    let longer = Calendar {
        hours: [(Weekday::Sat, vec![Window(0, 60)])].into(),
        ..nights()
    };
    given([report()])
        .elsewhere([Command::DefineCalendar(nights())])
        .and([note("a"), Command::DefineCalendar(longer)])
        .merged()
        .when_of(|scene| {
            let ledger = scene.here.board().ledger(Subject::Workspace);
            let (field, live) = ledger.conflicts().next().unwrap();
            assert_eq!(field, Field::CalendarDefined(NIGHTS));
            Command::Settle {
                record: None,
                field,
                choice: ledger.events[live[0].event].id,
            }
        })
        .then(|scene| {
            assert_eq!(scene.here.board().settings.calendars[&NIGHTS], nights());
        });
}

#[test]
fn a_target_is_from_a_minute_to_ten_years_or_none() {
    for target in [0, MINUTE_MS - 1, LONGEST_MS + 1, u64::MAX] {
        let policy = with(|clock| {
            clock.rules.push(Rule {
                target: Some(target),
                ..rule(When::default())
            });
        });
        refused(
            Command::DefinePolicy(policy),
            &Rejection::NoTarget {
                clock: "Resolve".to_owned(),
                rule: 2,
            },
        );
    }
    for target in [Some(MINUTE_MS), Some(LONGEST_MS), None] {
        let policy = with(|clock| clock.rules[0].target = target);
        given([report()])
            .when(Command::DefinePolicy(policy))
            .then(|_| {});
    }
}

#[test]
fn a_policy_and_its_clocks_have_names_and_ids_of_their_own() {
    let blank = || " ".to_owned();
    let nameless = Policy {
        name: blank(),
        ..wards()
    };
    refused(Command::DefinePolicy(nameless), &Rejection::NoName);
    let policy = with(|clock| clock.name = blank());
    refused(Command::DefinePolicy(policy), &Rejection::NoName);
    let mut twice = wards();
    twice.clocks.push(Clock {
        name: "Resolve again".to_owned(),
        ..twice.clocks[0].clone()
    });
    refused(
        Command::DefinePolicy(twice),
        &Rejection::ClockTwice {
            clock: "Resolve again".to_owned(),
        },
    );
    let wordy = Policy {
        note: Some("x".repeat(50_001)),
        ..wards()
    };
    refused(
        Command::DefinePolicy(wordy),
        &Rejection::TooLong {
            field: "The note",
            characters: 50_001,
            limit: 50_000,
        },
    );
}

#[test]
fn a_policy_has_so_many_clocks_rules_and_alternatives_and_no_more() {
    let clocks = |count: u16| Policy {
        clocks: (0..count)
            .map(|number| Clock {
                id: ClockId::built_in(number),
                ..wards().clocks[0].clone()
            })
            .collect(),
        ..wards()
    };
    let rules = |count| with(|clock| clock.rules = vec![rule(When::default()); count]);
    let alternatives = |count| with(|clock| clock.pause = vec![When::state(State::OnHold); count]);
    for (fits, not, most, what) in [
        (clocks(20), clocks(21), 20, "clocks"),
        (rules(200), rules(201), 200, "rules in a clock"),
        (
            alternatives(30),
            alternatives(31),
            30,
            "alternatives in a condition",
        ),
    ] {
        given([report()])
            .when(Command::DefinePolicy(not))
            .then_refused(&Rejection::TooMany { most, what })
            .when(Command::DefinePolicy(fits))
            .then(recorded(["policy_defined"]));
    }
}

#[test]
fn a_policy_names_only_what_is_offered() {
    refused(Command::DefinePolicy(of_team()), &not_offered("team"));
    given([report(), team(false)])
        .when(Command::DefinePolicy(of_team()))
        .then(policy("Wards"));
    given([report(), team(true)])
        .when(Command::DefinePolicy(of_team()))
        .then_refused(&not_offered("team"));
    // In a condition as well as in a rule.
    let pauses = with(|clock| {
        let mut when = When::state(State::OnHold);
        when.teams.insert(WARDS);
        clock.pause = vec![When::default(), when];
    });
    refused(Command::DefinePolicy(pauses), &not_offered("team"));
    let of_service = with(|clock| {
        clock.rules[0].when.services.insert(ServiceId([1; 16]));
    });
    let service = |retired| {
        Command::DefineService(Service {
            id: ServiceId([1; 16]),
            name: "Records".to_owned(),
            team: None,
            retired,
        })
    };
    given([report(), service(false)])
        .when(Command::DefinePolicy(of_service.clone()))
        .then(policy("Wards"))
        .when(service(true))
        .then(policy("Wards"))
        .when(Command::DefinePolicy(Policy {
            name: "Wards 2".to_owned(),
            ..of_service
        }))
        .then_refused(&not_offered("service"));
    for (id, fine) in [
        (CategoryId::built_in(0x0203), true),
        (CategoryId([9; 16]), false),
    ] {
        let of_category = with(|clock| {
            clock.rules[0].when.categories.insert(id);
        });
        given([report()])
            .when(Command::DefinePolicy(of_category))
            .then_refused_unless(fine, &not_offered("category"));
    }
}

#[test]
fn a_team_that_only_an_import_named_can_be_promised_to() {
    let import = |retired: bool| {
        let mut body = Imported {
            source: "csv".to_owned(),
            number: "7".to_owned(),
            team: Some(WARDS),
            ..Imported::default()
        };
        body.labels.insert(&WARDS.to_string(), "Wards");
        let import = Command::Import(std::sync::Arc::new(vec![(OTHER, body)]));
        let define = retired.then(|| team(true));
        Command::All([Some(import), define].into_iter().flatten().collect())
    };
    given([report(), import(false)])
        .when(Command::DefinePolicy(of_team()))
        .then(policy("Wards"));
    given([report(), import(true)])
        .when(Command::DefinePolicy(of_team()))
        .then_refused(&not_offered("team"));
}

#[test]
fn a_policy_counts_by_calendars_that_are_offered_or_come_with_it() {
    let by = |of_rule: bool| {
        with(|clock| match of_rule {
            true => clock.rules[0].calendar = Some(NIGHTS),
            false => clock.calendar = NIGHTS,
        })
    };
    let define = |retired| {
        Command::DefineCalendar(Calendar {
            retired,
            ..nights()
        })
    };
    for of_rule in [true, false] {
        let policed = || Command::DefinePolicy(by(of_rule));
        refused(policed(), &not_offered("calendar"));
        given([report(), define(false)])
            .when(policed())
            .then(policy("Wards"))
            .when(define(true))
            .then(policy("Wards"));
        given([report()])
            .when(Command::All(vec![define(false), policed()]))
            .then(recorded(["calendar_defined", "policy_defined"]));
        given([report(), define(false)])
            .when(Command::All(vec![define(true), policed()]))
            .then_refused(&not_offered("calendar"));
    }
}

#[test]
fn of_an_adopted_workspace_calendars_join_and_its_promises_do_not() {
    const CLINIC: WorkspaceId = WorkspaceId([7; 16]);
    let mut eve = Device::new(CLINIC, ReplicaId([0xe; 16]), BEN);
    let [always, business] = Calendar::built_in();
    for calendar in [
        nights(),
        Calendar {
            hours: nights().hours,
            ..business.clone()
        },
        Calendar {
            hours: nights().hours,
            ..always.clone()
        },
    ] {
        eve.act(Command::DefineCalendar(calendar)).unwrap();
    }
    eve.act(Command::DefinePolicy(wards())).unwrap();
    let mut scene = given([report(), Command::Adopt(CLINIC)]);
    scene.here.learn(&eve);
    let settings = &scene.here.board().settings;
    assert_eq!(settings.policy, PolicyPreset::Itil.policy());
    assert_eq!(settings.policy_version, None);
    assert_eq!(settings.calendars[&NIGHTS], nights());
    // Ours would count other hours from one moment to the next.
    assert_eq!(settings.calendars[&Calendar::BUSINESS], business);
    assert_eq!(settings.calendars[&Calendar::ALWAYS], always);
    let longer = Calendar {
        hours: nights().hours,
        ..business
    };
    scene
        .when(Command::DefineCalendar(longer.clone()))
        .then(|scene| {
            let board = scene.here.board();
            assert_eq!(board.settings.calendars[&Calendar::BUSINESS], longer);
            assert_eq!(board.ledger(Subject::Workspace).conflicts().count(), 0);
            // What theirs said of its own stays theirs.
            assert_eq!(scene.event(&Kind::CalendarDefined).head.over, []);
        })
        .when(Command::DefinePolicy(wards()))
        .then(|scene| assert_eq!(scene.event(&Kind::PolicyDefined).head.over, []));
}

#[test]
fn a_new_clock_has_the_conditions_of_its_promise() {
    let clock = |promise| Clock::new(RESOLVE, promise);
    let reached = |reached| vec![When::reached(reached)];
    let update = clock(Promise::Update);
    assert_eq!(
        (update.stop, update.reset),
        (vec![], reached(Reached::Updated))
    );
    let team = clock(Promise::Team);
    assert_eq!(team.reset, reached(Reached::HandedOver));
    let vendor = clock(Promise::Vendor);
    assert_eq!(vendor.start, vendor.resume);
    assert!(!vendor.pause.contains(&When::state(State::OnHold)));
    for &promise in Promise::ALL {
        let clock = clock(promise);
        assert!(!clock.start.is_empty() && clock.rules.is_empty());
        assert!(!clock.stop.is_empty() || !clock.reset.is_empty());
        assert!(clock.cancel.contains(&When::state(State::Cancelled)));
    }
}

#[test]
fn every_rejection_is_a_sentence() {
    let clock = || "Resolve".to_owned();
    for (rejection, slug) in [
        (Rejection::NoClockReason, "no-clock-reason"),
        (Rejection::NoClock, "no-clock"),
        (Rejection::AlreadyPaused, "already-paused"),
        (Rejection::NotPaused, "not-paused"),
        (Rejection::NoLength, "no-length"),
        (Rejection::NoHours, "no-hours"),
        (Rejection::BadHours, "bad-hours"),
        (Rejection::BadDate { date: clock() }, "bad-date"),
        (
            Rejection::NoTarget {
                clock: clock(),
                rule: 1,
            },
            "no-target",
        ),
        (not_offered("team"), "not-offered"),
        (Rejection::ClockTwice { clock: clock() }, "clock-twice"),
        (
            Rejection::TooMany {
                most: 20,
                what: "clocks",
            },
            "too-many",
        ),
    ] {
        let text = rejection.to_string();
        assert!(text.ends_with('.') && !text.contains(['{', '}']), "{text}");
        assert_eq!(rejection.slug(), slug);
    }
}

/// A new severity, to be told from a new priority.
#[test]
fn a_policy_changes_no_record() {
    let severity = set(Change::Severity(Some(
        sitrep::domain::priority::Severity::Sev2,
    )));
    let scene = given([report(), severity]);
    let before = scene.incident().digest;
    scene
        .when(Command::DefinePolicy(wards()))
        .then(|scene| assert_eq!(scene.incident().digest, before));
}

#[test]
fn nothing_is_judged_that_the_source_of_an_import_does_not_tell() {
    let import = |state: State| {
        let at = |minutes| Some(minute(minutes));
        let mut body = Imported {
            source: "servicenow".to_owned(),
            number: "INC0000007".to_owned(),
            state: Some(state),
            ..Imported::default()
        };
        body.milestones.insert(Milestone::Reported, at(0));
        if state == State::Resolved {
            body.milestones.insert(Milestone::Resolved, at(600));
        }
        Command::Import(std::sync::Arc::new(vec![(INCIDENT, body)]))
    };
    // In the order of the built-in clocks: acknowledge, next update, resolve.
    let outcomes = |expected: Vec<Outcome>| {
        move |scene: &Scene| {
            let plan = Plan::of(&scene.here.board().settings, START, minute(9_999));
            let runs = runs(&plan, scene.incident());
            let found: Vec<_> = runs.iter().map(|run| run.outcome).collect();
            assert_eq!(found, expected);
        }
    };
    given([import(State::Resolved)]).then(outcomes(vec![Missing, Missing, Stopped]));
    given([import(State::Investigating)]).then(outcomes(vec![Missing, Missing, Running]));
    given([import(State::New)])
        .then(outcomes(vec![Running, Missing, Running]))
        .when(act(Move::Acknowledge))
        .then(outcomes(vec![Stopped, Missing, Running]));
    given([import(State::Investigating)])
        .when(Command::Write {
            record: INCIDENT,
            entry: Writing::Update {
                audience: String::new(),
            },
            text: "Use paper forms.".to_owned(),
            happened: None,
        })
        .then(outcomes(vec![Missing, Missing, Running, Running]));
}
