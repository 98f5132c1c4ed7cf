//! Logs of format version 1 as they were written once, by another program and from the
//! description of the format alone. They are never edited: old files open forever.

use std::{collections::BTreeSet, fs, sync::Arc};

use sha2::{Digest, Sha256};
use sitrep::{
    domain::{
        board::Board,
        calendar::{Calendar, Weekday, Window},
        event::{Body, Event, Subject},
        fact::Kind,
        ids::{ClockId, RecordId, TeamId, WorkspaceId},
        ledger::Ledger,
        log::Log,
        policy::{OnChange, Promise},
        priority::Scale,
        state::{HoldReason, Milestone, State},
        time::{LARGEST, Moment},
        trail::Turned,
        value::{Field, Value},
    },
    exchange::{
        file::{self, Colophon, Reading},
        seal,
        verify::{self, Verdict},
    },
    foreign::{csv, ids, table, work},
    report::names,
};

use crate::format::hex;
use crate::scene::{INCIDENT, OTHER, WORKSPACE, minute};

/// The SHA-256 of every golden file: whoever edits one learns here that nobody may.
const SUMS: [(&str, &str); 9] = [
    (
        "v1-every-kind.json",
        "4bcf51b99ab21d3c27316d6ba5661b8c42a9ac0fb38e4ddaaf2d3e26703b3caf",
    ),
    (
        "v1-odd.json",
        "f8f2bda4876258e787af42a2b330cb8b5826253c7ef7e5548e6a76d3dec7d7f4",
    ),
    (
        "v1-partial.json",
        "4cd7dc0200936416484d16c692a803b87b91543526e3ed2d517b504d8dcbe2ca",
    ),
    (
        "v1-adopted.json",
        "541a773f60c22a5e2d74f542c0170eb89c0461160daa7ac7ce8bb1fa7456745f",
    ),
    (
        "v1-history.json",
        "e009960e9cb7a510b2a5f394136323ad9447110f722c8224b2299241f532718f",
    ),
    (
        "v1-mapping.json",
        "c29745e13964a371552607e620902a3642e21f83d9c8b7b1ae0b2f0eb5d0d4bc",
    ),
    (
        "v1-views.json",
        "ab15dafad22136c9b3bb33e8048b35395fd601519bd7e75686073347c10f938a",
    ),
    (
        "v1-promises.json",
        "8e9983db4acbd8792217d3ddaed4af65312710ae2951bfbe3180cdbd51af67f6",
    ),
    (
        "v1-earlier.json",
        "9ef400808b97d10da1e13a6c7ce06dd1c26f81f31418c7ecd7d3015474ade8f5",
    ),
];

const FILES: [&str; 9] = [
    "v1-every-kind.json",
    "v1-odd.json",
    "v1-partial.json",
    "v1-adopted.json",
    "v1-history.json",
    "v1-mapping.json",
    "v1-views.json",
    "v1-promises.json",
    "v1-earlier.json",
];

fn text(name: &str) -> String {
    let path = format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(path).unwrap()
}

fn reading(name: &str) -> Reading {
    file::read(text(name).as_bytes()).unwrap()
}

fn log_of(events: &[Event]) -> Log {
    let mut log = Log::default();
    for event in events {
        log.insert(event.clone());
    }
    log
}

/// The board of a golden file, folded event by event in the order of the file.
fn board(name: &str) -> Board {
    let reading = reading(name);
    let mut board = Board::new(reading.workspace);
    let mut log = Log::default();
    for event in reading.events {
        board.apply(&log.insert(event));
    }
    board
}

/// The board folded at once, from the end to the beginning.
fn board_at_once(name: &str) -> Board {
    let reading = reading(name);
    let mut board = Board::new(reading.workspace);
    let mut log = Log::default();
    let events = reading.events.into_iter().rev();
    let changes: Vec<_> = events.flat_map(|event| log.insert(event)).collect();
    board.apply(&changes);
    board
}

fn verdict(name: &str) -> Verdict {
    verify::verify(&log_of(&reading(name).events))
}

fn incident(board: &Board) -> Ledger {
    board.ledger(Subject::Record(INCIDENT))
}

/// What stands in a field, unequal values in order.
fn standing(ledger: &Ledger, field: Field) -> Vec<String> {
    let live = ledger.values.get(&field).into_iter().flatten();
    live.map(|live| match &live.value {
        None => "withheld".to_owned(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::State(standing)) => standing.state.slug().to_owned(),
        Some(Value::Moment(moment)) => format!("{:?}", moment.map(|moment| moment.0)),
        Some(value) => format!("{value:?}"),
    })
    .collect()
}

#[test]
fn no_golden_file_was_edited() {
    assert_eq!(SUMS.map(|(name, _)| name), FILES);
    for (name, sum) in SUMS {
        let hash = Sha256::digest(text(name));
        assert_eq!(hex(&hash), sum, "{name} was edited");
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files");
    let names = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name());
    let logs = names.filter(|name| name.to_string_lossy().starts_with("v1-"));
    assert_eq!(logs.count(), FILES.len(), "a golden file stands in no list");
}

#[test]
fn every_golden_file_is_read_whole() {
    for name in FILES {
        let reading = reading(name);
        assert_eq!(reading.unreadable, [], "{name}");
        assert_eq!(reading.bodies_refused, 0, "{name}");
        assert_eq!(reading.cut_off, [], "{name}");
        assert_eq!(reading.workspace, WORKSPACE, "{name}");
        assert_eq!(reading.exported_at, Some(minute(600)), "{name}");
    }
}

#[test]
fn every_golden_file_is_written_again_byte_for_byte() {
    for name in FILES {
        let reading = reading(name);
        let mut events: Vec<_> = reading.events.iter().cloned().map(Arc::new).collect();
        events.reverse();
        let colophon = Colophon {
            workspace: reading.workspace,
            exported_at: reading.exported_at.unwrap(),
            exported_by: reading.exported_by.clone(),
        };
        let written = file::write(&events, &colophon);
        for (ours, theirs) in written.lines().zip(text(name).lines()) {
            assert_eq!(ours, theirs, "{name}");
        }
        assert_eq!(written, text(name), "{name}");
    }
}

#[test]
fn every_golden_file_folds_the_same_forwards_and_backwards() {
    for name in FILES {
        assert_eq!(board(name).digest(), board_at_once(name).digest(), "{name}");
    }
}

#[test]
fn a_line_that_this_browser_stored_is_the_same_event() {
    for name in FILES {
        for event in reading(name).events {
            let own = seal::read_own(&seal::line(&event)).unwrap();
            assert_eq!(
                (own.id, own.head, own.body),
                (event.id, event.head, event.body)
            );
            assert_eq!(own.text, event.text);
        }
    }
}

#[test]
fn what_this_program_writes_is_what_the_other_wrote() {
    for event in reading("v1-every-kind.json").events {
        let fact = event.fact().unwrap().clone();
        let (_, salt) = event.text.body.clone().unwrap();
        let sealed = seal::seal(event.head.clone(), fact, salt);
        assert_eq!(sealed.text, event.text, "{}", event.head.kind);
        assert_eq!(sealed.id, event.id, "{}", event.head.kind);
    }
}

#[test]
fn every_kind_is_in_some_golden_file() {
    let events = FILES.iter().flat_map(|name| reading(name).events);
    let kinds: BTreeSet<Kind> = events.map(|event| event.head.kind).collect();
    for kind in Kind::KNOWN {
        assert!(
            kinds.contains(kind),
            "{kind} stands in no golden file: add one, edit none"
        );
    }
}

#[test]
fn every_kind_reads_as_it_did() {
    let name = "v1-every-kind.json";
    assert!(verdict(name).is_intact(), "{:?}", verdict(name));
    let board = board(name);
    let settings = &board.settings;
    assert_eq!(settings.name, "St. Elsewhere, night");
    assert_eq!(settings.zone, "Asia/Tokyo");
    assert_eq!((settings.budgets.title, settings.budgets.update), (60, 140));
    assert_eq!(settings.tags.values().collect::<Vec<_>>(), ["", "B"]);
    assert_eq!(settings.teams[&TeamId([21; 16])].members.len(), 2);
    assert!(settings.people.values().all(|person| person.retired));
    assert_eq!(settings.adopted, BTreeSet::from([WorkspaceId([7; 16])]));
    assert_eq!(settings.matrix.name, "Two by three");
    assert_eq!(settings.matrix.urgency[1].hint, "later");
    assert!(matches!(settings.scale, Scale::Edited(_)));

    let record = board.record(INCIDENT).unwrap();
    assert_eq!(record.reference, "INC-1");
    assert_eq!(record.title, "Wi-Fi down on ward 3");
    assert_eq!(record.description, "");
    assert_eq!(record.affected, "40 people");
    assert_eq!(record.cause, "A loose cable");
    assert_eq!(record.workaround, "Use paper");
    assert_eq!(record.vendor, "Case 4711");
    assert_eq!(record.reporter, "Ward 3");
    assert_eq!(record.kind.slug(), "drill");
    assert_eq!(
        record.category.unwrap().to_string(),
        "AAAAAAAAAAAAAAAAAAAAAQ"
    );
    assert_eq!(record.service.unwrap().0, [32; 16]);
    assert_eq!(record.channel.unwrap().slug(), "walk-in");
    assert_eq!(record.origin.unwrap().slug(), "customer");
    assert_eq!(record.severity.unwrap().slug(), "sev5");
    assert_eq!(record.priority().unwrap().slug(), "p1");
    assert_eq!(record.state(), State::OnHold);
    assert_eq!(record.standing.hold.unwrap().slug(), "vendor");
    assert_eq!(record.cycle, 1);
    // Unlinked, and that undone.
    assert_eq!(record.links[0].1.relation.slug(), "recurrence");
    assert_eq!(record.conflicts, []);
    let corrected = Milestone::ALL.iter().zip(100..);
    for (&milestone, at) in corrected {
        let cycle = record.milestones.get(&(0, milestone));
        assert_eq!(cycle, Some(&minute(at)), "{milestone:?}");
    }

    let request = board.record(OTHER).unwrap();
    assert_eq!(request.reference, "REQ-1");
    assert_eq!(request.standing.void.unwrap().slug(), "not-an-incident");
    assert_eq!(request.moment(Milestone::Acknowledged), Some(minute(13)));

    let imported = ids::record("servicenow", "north", "INC0010001");
    let imported = board.record(imported).unwrap();
    assert_eq!(imported.title, "Printer jams");
    assert_eq!(imported.state(), State::OnHold);
    assert_eq!(imported.moment(Milestone::Reported), Some(minute(-90)));
    assert_eq!(imported.moment(Milestone::Resolved), None);
    assert_eq!(board.person_name(imported.owner.unwrap()), Some("Kim Doe"));
}

#[test]
fn saved_views_read_as_they_did() {
    let name = "v1-views.json";
    assert!(verdict(name).is_intact(), "{:?}", verdict(name));
    let board = board(name);
    let views = board.settings.standing_views();
    let views: Vec<_> = (views.iter())
        .map(|view| (view.name.as_str(), view.query.as_str(), view.place))
        .collect();
    assert_eq!(
        views,
        [
            ("Everything \u{1f525}", "", 0),
            ("Ward 3", "q=ward+3&hygiene=no-owner,stale", 1),
        ]
    );
    assert_eq!(board.settings.views.len(), 3);
}

#[test]
fn promises_read_as_they_did() {
    let name = "v1-promises.json";
    assert!(verdict(name).is_intact(), "{:?}", verdict(name));
    let board = board(name);
    let settings = &board.settings;
    assert_eq!(settings.calendars.len(), 3);
    let office = &settings.calendars[&Calendar::BUSINESS];
    assert_eq!(office.hours[&Weekday::Mon], [Window(480, 960)]);
    assert_eq!(settings.policy.name, "Wards");
    let clock = settings.policy.clock(ClockId::built_in(4)).unwrap();
    assert_eq!(
        (clock.promise, clock.on_change),
        (Promise::Resolve, OnChange::Restart)
    );
    let targets: Vec<_> = clock.rules.iter().map(|rule| rule.target).collect();
    assert_eq!(targets, [Some(3_600_000), None, Some(28_800_000)]);
    let record = board.record(INCIDENT).unwrap();
    let turns: Vec<_> = record.trail.turns.iter().map(|turn| turn.what).collect();
    let extended = Turned::Extended(7_200_000);
    assert_eq!(
        turns,
        [Turned::Paused, Turned::Resumed, extended, Turned::Paused]
    );
    assert!(!record.trail.is_held(clock.id, 0));
    assert!(record.trail.is_held(ClockId([60; 16]), 0));
}

#[test]
fn texts_arrive_letter_by_letter() {
    let events = reading("v1-every-kind.json").events;
    let reported = events
        .iter()
        .find(|event| event.head.subject == Subject::Record(INCIDENT))
        .unwrap();
    let ledger = Ledger::fold(&[Arc::new(reported.clone())]);
    assert_eq!(
        standing(&ledger, Field::Title),
        ["Wi-Fi down: \"ward 3\" \\ \u{1f525}\u{2028}\u{7f}\u{1}\ttab"]
    );
    assert_eq!(
        standing(&ledger, Field::Description),
        ["\u{fb00} \u{e9} e\u{301} \u{df}\nzwei"]
    );
    let columns = events
        .iter()
        .find(|event| event.head.kind == Kind::Imported);
    let (body, _) = columns.unwrap().text.body.clone().unwrap();
    let fire = body.find("fire sorts before it").unwrap();
    assert!(fire < body.find("ligature sorts last").unwrap());
}

#[test]
fn an_odd_log_reads_as_it_did() {
    let name = "v1-odd.json";
    let reading = reading(name);
    assert_eq!(reading.events.len(), 35);
    assert_eq!(reading.unknown_members, 2);
    let board = board(name);
    let ledger = incident(&board);
    let record = board.record(INCIDENT).unwrap();

    assert_eq!(standing(&ledger, Field::Title), ["Ada says", "Ben says"]);
    assert_eq!(standing(&ledger, Field::State), ["resolved", "cancelled"]);
    assert_eq!(
        record.conflicts,
        [Field::Title, Field::State],
        "and nothing else"
    );
    assert_eq!(record.cycle, 1, "two reopenings of one resolution");
    let at = |milestone, cycle| standing(&ledger, Field::Milestone(milestone, cycle));
    assert_eq!(at(Milestone::Acknowledged, 0), ["Some(1774742580000)"]);
    assert_eq!(at(Milestone::Resolved, 0), ["Some(1774742940000)"]);
    assert_eq!(at(Milestone::Resolved, 1), ["Some(1774743600000)"]);
    assert_eq!(standing(&ledger, Field::Cause), ["fourth"]);
    assert_eq!(standing(&ledger, Field::Vendor), ["behind the gap"]);
    assert_eq!(standing(&ledger, Field::Affected), ["before the fork"]);
    assert_eq!(standing(&ledger, Field::Workaround), ["withheld"]);
    assert_eq!(record.withheld, [Field::Workaround]);
    let verified = ledger.of_kind(Kind::Verified).next().unwrap();
    assert_eq!(verified.body, Body::Absent);
    assert_eq!(
        ledger.moment(Milestone::Verified, 1),
        Some(verified.head.wall)
    );
    assert_eq!(record.unknown, 1);

    let verdict = verdict(name);
    assert_eq!((verdict.gaps.len(), verdict.forks.len()), (1, 1));
    assert_eq!(verdict.forks[0].seq, 3);
    assert_eq!(verdict.without_body, 3);
    assert_eq!((verdict.changed.len(), verdict.unchained.len()), (0, 0));
    let log = log_of(&reading.events);
    assert_eq!((log.top().0, log.top().1), (253_402_300_799_999, LARGEST));
}

#[test]
fn what_an_old_program_does_not_know_it_passes_on() {
    let text = text("v1-odd.json");
    for kept in [
        r#""kind":"painted""#,
        r#""body":{"colour":"teal","layers":[1,{"deep":null}]}"#,
        r#""lane":{"a":[true,null],"z":1}"#,
        r#""mood":"calm","tags":["a","b"]"#,
        r#""note":{"kept":true},"sig":"c2lnbmF0dXJl"}"#,
    ] {
        assert!(text.contains(kept), "{kept}");
    }
    let events = reading("v1-odd.json").events;
    let painted = Kind::Unknown("painted".into());
    let painted = events.iter().find(|event| event.head.kind == painted);
    assert_eq!(painted.unwrap().body, Body::Unknown);
    assert!(painted.unwrap().has_body());
    let erased = events.iter().find(|event| event.head.kind == Kind::Erased);
    assert_eq!(erased.unwrap().head.over.len(), 1);
}

#[test]
fn chosen_records_read_as_they_did() {
    let board = board("v1-partial.json");
    assert_eq!(board.records().len(), 1);
    let record = board.record(RecordId([2; 16])).unwrap();
    assert_eq!(record.reference, "INC-2");
    assert_eq!(record.state(), State::Resolved);
    assert_eq!(record.moment(Milestone::Resolved), Some(minute(30)));
    let verdict = verdict("v1-partial.json");
    let gaps: Vec<_> = verdict.gaps.iter().map(|gap| (gap.from, gap.to)).collect();
    assert_eq!(gaps, [(3, 4), (7, 8), (2, 2)]);
    assert_eq!(verdict.unchained, []);
    assert_eq!(
        verdict.missing.len(),
        2,
        "witnesses name what was not chosen"
    );
}

#[test]
fn an_adopted_workspace_reads_as_it_did() {
    let board = board("v1-adopted.json");
    let settings = &board.settings;
    assert_eq!(settings.name, "St. Elsewhere");
    assert_eq!(settings.zone, "Europe/Berlin");
    assert_eq!(settings.budgets.title, 80);
    assert_eq!(settings.scale, Scale::default());
    assert_eq!(settings.people.len(), 2);
    assert_eq!(settings.teams[&TeamId([21; 16])].name, "Night shift");
    assert_eq!(board.ledger(Subject::Workspace).conflicts().count(), 0);
    let references = [INCIDENT, OTHER].map(|id| board.reference(id));
    assert_eq!(references, ["INC-1", "INC-1~Dg4ODg"]);
    let theirs = board.record(OTHER).unwrap();
    assert_eq!(theirs.state(), State::Assigned);
    let scale = theirs.assessment.as_ref().unwrap().scale;
    assert_eq!(settings.matrix_of(scale).unwrap().name, "Theirs");
    assert!(verdict("v1-adopted.json").is_intact());
}

#[test]
fn times_of_long_ago_and_far_ahead_are_kept() {
    let events = reading("v1-odd.json").events;
    let walls: Vec<_> = events.iter().map(|event| event.head.wall).collect();
    assert!(walls.contains(&Moment(0)));
    assert!(walls.contains(&Moment::LAST));
}

#[test]
fn an_earlier_end_reads_as_it_did() {
    let board = board("v1-earlier.json");
    let id = board.by_reference("INC0010001")[0];
    let record = board.record(id).unwrap();
    // Open, with no end of its own, and the last that its source said of the earlier ones.
    assert_eq!(record.state(), State::Investigating);
    let held: Vec<_> = record.milestones.keys().collect();
    assert_eq!(held, [&(0, Milestone::Reported)]);
    let earlier = [
        (Milestone::Resolved, minute(-240)),
        (Milestone::Closed, minute(-100)),
    ];
    assert_eq!(record.earlier, earlier.into());
}

#[test]
fn an_imported_history_reads_as_it_did() {
    let board = board("v1-history.json");
    let id = board.by_reference("INC0010001")[0];
    let record = board.record(id).unwrap();
    let course: Vec<_> = (record.course.iter())
        .map(|leg| (leg.at, leg.standing.map(|standing| standing.state)))
        .collect();
    let expected = [
        (minute(-120), Some(State::New)),
        (minute(-90), None),
        (minute(-60), Some(State::OnHold)),
        (minute(-1), Some(State::Resolved)),
    ];
    assert_eq!(course, expected);
    assert_eq!(record.left_new, Some(minute(-90)));
    assert_eq!(
        (record.counters.reassigned, record.counters.reopened),
        (2, 1)
    );
    assert_eq!(record.subcategory, "Label printer, ward 4");
}

#[test]
fn a_mapping_reads_as_it_did_and_its_table_finds_it() {
    let board = board("v1-mapping.json");
    let text = "Nr;Störung;Status;Dienst;Raum;Gemeldet am;Raum\n\
                17;Labels print blank;liegt;Labels;4B;28.03.2026 23:01;\n";
    let table = table::read(text).unwrap();
    let mapping = &board.settings.mappings[&csv::guess::id(&table)];
    assert_eq!(mapping.name, "Night desk list");
    assert!(mapping.retired);
    assert_eq!(mapping.zone, "Europe/Berlin");
    // A field that this version does not know: the column is kept as it is.
    assert_eq!(csv::guess::kept(&table, mapping), ["Raum", "Raum (2)"]);
    let mapped = work::done(csv::Reading::new(&table, mapping, "", Moment(0)));
    let row = &mapped.sheet.rows[0];
    assert_eq!(row.imported.hold, Some(HoldReason::Vendor));
    let record = board.record(row.id).unwrap();
    assert_eq!(record.service, row.imported.service);
    assert_eq!(names::service(&board, record.service.unwrap()), "Labels");
    assert_eq!(row.imported.updated, Moment(1_774_735_260_000));
}
