//! FORMAT.md says what the program does: its example, its tables and its limits are checked, and
//! another program that was made from it reads and writes the same logs.

use std::{
    collections::BTreeSet,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use serde_json::Value;
use sha2::{Digest, Sha256};
use sitrep::{
    domain::{
        board::Board,
        calendar::{Calendar, Weekday, Window},
        event::{Event, Subject},
        fact::{Clearable, Kind},
        ids::ClockId,
        log::Log,
        policy::{OnChange, Policy, Promise, Reached, When},
        priority::{Preset, Priority, Severity},
        settings::Settings,
        state::{Channel, HoldReason, Milestone, Origin, RecordKind, Relation, State, VoidReason},
        time::{LARGEST, Moment},
        value::{Field, each_value},
    },
    exchange::{canonical::Json, file, seal, verify},
    foreign::{ids, servicenow::snapshot::Snapshot, table, work, zone::Zone},
};

use crate::history::raw;
use crate::scene::{OTHER, WORKSPACE, act, given, minute, note, report, report_as, title};

const FORMAT: &str = include_str!("../src/exchange/FORMAT.md");

/// The fenced block behind a heading or sentence, without its fences.
fn block(behind: &str) -> Vec<&'static str> {
    let (_, rest) = FORMAT.split_once(behind).unwrap();
    let block = rest.split("```").nth(1).unwrap();
    block.trim_matches('\n').lines().collect()
}

/// The rows of the table that begins with this header, cells trimmed.
pub fn rows_of(header: &str) -> Vec<Vec<&'static str>> {
    let (_, rest) = FORMAT.split_once(header).unwrap();
    let rows = rest
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells = row.trim_matches('|').split('|');
        cells.map(str::trim).collect()
    })
    .collect()
}

/// The words in backticks.
fn ticked(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Two digits a byte.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The events of the golden files that hold every kind and every member.
pub fn golden() -> Vec<Event> {
    ["every-kind", "history", "mapping", "views", "promises"]
        .into_iter()
        .flat_map(golden_file)
        .collect()
}

fn golden_file(name: &str) -> Vec<Event> {
    let path = format!("{}/tests/files/v1-{name}.json", env!("CARGO_MANIFEST_DIR"));
    file::read(&fs::read(path).unwrap()).unwrap().events
}

// The example.

#[test]
fn the_worked_example_is_right_to_the_byte() {
    let [body, salt] = block("the bytes 00 to 0f:")[..] else {
        panic!("a body and a salt")
    };
    let [hashed, sum, written] = block("What is hashed, in hexadecimal")[..] else {
        panic!("bytes and two spellings of a hash")
    };
    let [head, head_sum, id] = block("The canonical head")[..] else {
        panic!("a head and two spellings of a hash")
    };
    let [line] = block("The event as it stands in a file")[..] else {
        panic!("a line")
    };
    let salt_bytes: Vec<u8> = (0..16).collect();
    let content = [b"sitrep/body/1\n", &salt_bytes[..], body.as_bytes()].concat();
    assert_eq!(hex(&content), hashed);
    assert_eq!(hex(&Sha256::digest(&content)), sum);
    let content = [b"sitrep/event/1\n", head.as_bytes()].concat();
    assert_eq!(hex(&Sha256::digest(&content)), head_sum);

    for canonical in [body, head] {
        assert_eq!(Json::read(canonical).unwrap().canonical(), canonical);
    }
    let read = seal::read(line).unwrap();
    assert!(!read.body_refused);
    let event = read.event;
    assert_eq!(event.id.to_string(), id);
    assert_eq!(hex(&event.id.0), head_sum);
    assert_eq!(event.head.body_hash.to_string(), written);
    assert_eq!(hex(&event.head.body_hash.0), sum);
    let (text, kept_salt) = event.text.body.clone().unwrap();
    assert_eq!((&*text, kept_salt.to_string().as_str()), (body, salt));
    assert_eq!(&*event.text.head, head);
    assert_eq!(seal::line(&event), line);
}

// The tables.

fn name(field: Field) -> String {
    match field {
        Field::Milestone(milestone, _) => format!("at.{}", milestone.slug()),
        Field::Link(_) => "link.E".to_owned(),
        Field::WorkspaceName => "name".to_owned(),
        Field::Person(_) => "person.P".to_owned(),
        Field::TeamDefined(_) => "team.T".to_owned(),
        Field::ServiceDefined(_) => "service.S".to_owned(),
        Field::CategoryDefined(_) => "category.C".to_owned(),
        Field::MappingDefined(_) => "mapping.A".to_owned(),
        Field::ViewDefined(_) => "view.V".to_owned(),
        Field::CalendarDefined(_) => "calendar.D".to_owned(),
        Field::Tag(_) => "tag.R".to_owned(),
        Field::Adopted(_) => "adopted.W".to_owned(),
        plain => format!("{plain:?}").to_lowercase(),
    }
}

/// A cell's names: what stands before a blank in each part between commas.
fn names(cell: &str) -> BTreeSet<String> {
    let parts = cell
        .split(", ")
        .map(|part| part.split(' ').next().unwrap_or_default());
    parts
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_table_of_kinds_says_what_every_kind_holds_and_sets() {
    let rows = rows_of("| kind | members of the body |");
    let kinds: Vec<_> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
    let known: Vec<_> = Kind::KNOWN.iter().map(Kind::slug).collect();
    assert_eq!(kinds, known);
    let mut events = golden();
    events.extend(golden_file("views"));
    events.extend(golden_file("earlier"));
    for row in rows {
        let kind = Kind::from_slug(row[0].trim_matches('`'));
        let event = events.iter().find(|event| event.head.kind == kind).unwrap();

        // The golden files have every member that there is.
        let of_kind = events.iter().filter(|event| event.head.kind == kind);
        let held: BTreeSet<_> = (of_kind.flat_map(|event| {
            let (body, _) = event.text.body.clone().unwrap();
            let Json::Object(members) = Json::read(&body).unwrap() else {
                panic!("an object")
            };
            members.into_iter().map(|(name, _)| name)
        }))
        .collect();
        let said: BTreeSet<_> = (row[1].split(", "))
            .filter_map(|member| member.split_once(": "))
            .map(|(name, _)| name.trim_end_matches('?').to_owned())
            .collect();
        if kind != Kind::Reassessed {
            assert_eq!(said, held, "members of {kind}");
        }

        let mut present = BTreeSet::new();
        each_value(event, 0, |field, value| {
            assert!(value.is_some(), "{kind} {field:?}");
            present.insert(name(field));
        });
        let mut known = BTreeSet::new();
        let mut withheld = BTreeSet::new();
        each_value(&event.without_body(), 0, |field, value| {
            match value {
                Some(_) => known.insert(name(field)),
                None => withheld.insert(name(field)),
            };
        });
        match kind {
            Kind::Imported => {
                assert!(row[2].starts_with("reference (`number`), and what it gives of: kind, "));
                assert!(known.is_empty());
                let four = ["kind", "reference", "state", "title"].map(str::to_owned);
                assert_eq!(withheld, four.into());
                continue;
            }
            Kind::Unlinked | Kind::Undone | Kind::Erased => {
                assert!(present.is_empty() && known.is_empty() && withheld.is_empty());
                continue;
            }
            _ => assert_eq!(names(row[2]), present, "{kind} sets"),
        }
        match row[3] {
            "nothing is set" => assert!(known.is_empty() && withheld.is_empty(), "{kind}"),
            cell => {
                let said = names(
                    cell.trim_start_matches("none")
                        .split(", without")
                        .next()
                        .unwrap(),
                );
                assert_eq!(said, known, "{kind} without its body");
                let all: BTreeSet<_> = known.union(&withheld).cloned().collect();
                assert_eq!(
                    all, present,
                    "{kind} sets the same with and without its body"
                );
            }
        }
    }
}

/// Members that may be left out, by leaving them out.
#[test]
fn the_members_that_may_be_left_out_may_be_left_out_and_no_others() {
    let rows = rows_of("| kind | members of the body |");
    for event in golden() {
        let row = rows
            .iter()
            .find(|row| row[0].trim_matches('`') == event.head.kind.slug());
        let row = row.unwrap();
        if event.head.kind == Kind::Reassessed {
            continue;
        }
        let (body, _) = event.text.body.clone().unwrap();
        let Json::Object(members) = Json::read(&body).unwrap() else {
            panic!("an object")
        };
        for (place, (member, _)) in members.iter().enumerate() {
            let mut others = members.clone();
            others.remove(place);
            let line = crate::damage::sealed(event.head.clone(), &Json::Object(others).canonical());
            let optional = row[1]
                .split(", ")
                .any(|said| said.starts_with(&format!("{member}?:")));
            let read = seal::read(&line);
            assert_eq!(read.is_ok(), optional, "{} of {}", member, event.head.kind);
        }
    }
}

/// A known event whose head and body somebody rewrote, with hashes that fit.
fn reread(event: &Event, change: impl Fn(&mut Value)) -> Event {
    let mut line: Value = serde_json::from_str(&seal::line(event)).unwrap();
    change(&mut line);
    let (head, body) = (line["head"].take(), line["body"].take());
    raw::event(head, &body, [1; 16], &raw::plain())
}

#[test]
fn an_optional_member_that_is_null_says_what_leaving_it_out_says() {
    let rows = rows_of("| kind | members of the body |");
    let heads = rows_of("| member | is | needed |\n| --- | --- | --- |\n| `ws`");
    let mut in_heads: Vec<_> = (heads.iter())
        .filter(|row| row[2] != "yes")
        .map(|row| format!("/head/{}", row[0].trim_matches('`')))
        .collect();
    assert_eq!(in_heads.len(), 5);
    let mut tried = BTreeSet::new();
    for event in golden() {
        let kind = event.head.kind.slug();
        let row = rows.iter().find(|row| row[0].trim_matches('`') == kind);
        let in_body = row.unwrap()[1].split(", ").filter_map(|member| {
            let (name, _) = member.split_once("?: ")?;
            Some(format!("/body/{name}"))
        });
        let mut places: Vec<_> = in_body.collect();
        places.append(&mut in_heads.clone());
        let inner = [
            "/body/assessment/reason",
            "/body/impact/0/hint",
            "/body/urgency/1/hint",
        ];
        places.extend(inner.map(str::to_owned));
        if event.head.kind == Kind::Reassessed {
            places.push("/body/reason".to_owned());
        }
        for place in places {
            let (parent, member) = place.rsplit_once('/').unwrap();
            let set = |line: &mut Value, value: Option<Value>| {
                let Some(Value::Object(members)) = line.pointer_mut(parent) else {
                    return;
                };
                members.remove(member);
                members.extend(value.map(|value| (member.to_owned(), value)));
            };
            let null = reread(&event, |line| set(line, Some(Value::Null)));
            let out = reread(&event, |line| set(line, None));
            assert_eq!(null.body, out.body, "{kind} {place}");
            assert!(null.fact().is_some(), "{kind} {place}");
            let plain = |event: &Event| sitrep::domain::event::Head {
                body_hash: sitrep::domain::ids::BodyHash::default(),
                ..event.head.clone()
            };
            assert_eq!(plain(&null), plain(&out), "{kind} {place}");
            if null.text != out.text {
                tried.insert(format!("{kind}{place}"));
            }
        }
    }
    in_heads.clear();
    for place in ["imported/body/labels", "matrix_defined/body/urgency/1/hint"] {
        assert!(tried.contains(place), "{place}");
    }
}

#[test]
fn the_lists_of_words_are_complete() {
    let said = rows_of("| list | words |");
    let lists: [(&str, Vec<&str>); 16] = [
        (
            "record kind",
            RecordKind::ALL.iter().map(|word| word.slug()).collect(),
        ),
        ("state", State::ALL.iter().map(|word| word.slug()).collect()),
        (
            "hold reason",
            HoldReason::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "void reason",
            VoidReason::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "milestone",
            Milestone::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "origin",
            Origin::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "channel",
            Channel::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "relation",
            Relation::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "priority",
            Priority::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "severity",
            Severity::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "cleared",
            Clearable::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "built-in matrix",
            Preset::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "weekday",
            Weekday::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "promise",
            Promise::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "on change",
            OnChange::ALL.iter().map(|word| word.slug()).collect(),
        ),
        (
            "reached",
            Reached::ALL.iter().map(|word| word.slug()).collect(),
        ),
    ];
    assert_eq!(said.len(), lists.len());
    for (row, (list, words)) in said.iter().zip(lists) {
        assert_eq!((row[0], ticked(row[1])), (list, words));
    }
}

#[test]
fn what_every_log_knows_is_said() {
    let settings = Settings::default();
    let mut said = 0;
    for row in rows_of("| m | main |") {
        let main: u128 = row[0].parse().unwrap();
        for (sub, name) in (0..).zip(&row[1..]).filter(|(_, name)| !name.is_empty()) {
            let number = if sub == 0 { main } else { 256 * main + sub };
            let id = sitrep::domain::ids::CategoryId(number.to_be_bytes());
            let category = &settings.categories[&id];
            assert_eq!(category.name, *name);
            assert_eq!(category.parent.is_some(), sub > 0);
            said += 1;
        }
    }
    assert_eq!(said, settings.categories.len());
    assert_eq!(
        ticked("So *Network* is `AAAAAAAAAAAAAAAAAAAAAg` and *Wi-Fi* `AAAAAAAAAAAAAAAAAAACAw`."),
        {
            let id =
                |number: u128| sitrep::domain::ids::CategoryId(number.to_be_bytes()).to_string();
            [id(2), id(2 * 256 + 3)]
        }
    );
    assert!(FORMAT.contains(
        "So *Network* is `AAAAAAAAAAAAAAAAAAAAAg` and *Wi-Fi* `AAAAAAAAAAAAAAAAAAACAw`."
    ));

    for row in rows_of("| slug | rows |") {
        let matrix = Preset::from_slug(row[0].trim_matches('`'))
            .unwrap()
            .matrix();
        let rows: Vec<String> = (matrix.cells.iter())
            .map(|row| row.iter().map(|cell| cell.number().to_string()).collect())
            .collect();
        assert_eq!(row[1], rows.join(" "));
    }
    assert_eq!(
        settings.scale,
        sitrep::domain::priority::Scale::Preset(Preset::Sitrep)
    );
    let budgets = settings.budgets;
    assert_eq!(
        (budgets.title, budgets.description, budgets.update),
        (80, 2_000, 280)
    );
    assert_eq!(settings.zone, "UTC");
    assert_eq!(settings.policy_version, None);
    assert_eq!(settings.calendars.len(), 2);
    assert_eq!(
        settings.calendars[&Calendar::BUSINESS].hours[&Weekday::Fri],
        [Window(540, 1020)]
    );
}

#[test]
fn the_policy_of_a_new_workspace_is_said() {
    const MINUTE: u64 = 60_000;
    let settings = Settings::default();
    let clocks = &settings.policy.clocks;
    let clock = |slug: &str| {
        let promise = Promise::from_slug(slug).unwrap();
        let found = clocks.iter().find(|clock| clock.promise == promise);
        found.unwrap()
    };
    let mut said = 0;
    for row in [rows_of("| clock | P1 |"), rows_of("| of requests | P1 |")].concat() {
        let rules = &clock(row[0]).rules;
        assert_eq!(rules.len(), row.len() - 1);
        for ((cell, rule), priority) in row[1..].iter().zip(rules).zip(1_u8..) {
            let (number, unit) = cell.split_once(' ').unwrap();
            let unit = if unit == "h" { 60 * MINUTE } else { MINUTE };
            assert_eq!(
                rule.target,
                Some(number.parse::<u64>().unwrap() * unit),
                "{cell}"
            );
            let asked: Vec<u8> = rule.when.priorities.iter().map(|it| it.number()).collect();
            assert_eq!(
                asked,
                if priority == 6 {
                    vec![]
                } else {
                    vec![priority]
                }
            );
            assert_eq!(rule.calendar, None);
        }
        said += 1;
    }
    let updates: Vec<_> = clock("update")
        .rules
        .iter()
        .map(|rule| rule.target)
        .collect();
    assert_eq!(updates, [30, 60, 60].map(|minutes| Some(minutes * MINUTE)));
    assert_eq!(said + 1, clocks.len());

    let numbers: Vec<_> = clocks.iter().map(|clock| clock.id).collect();
    assert_eq!(numbers, [1, 2, 4, 5].map(ClockId::built_in));
    for row in rows_of("| clock | starts |") {
        for slug in row[0].split(", ") {
            let clock = clock(slug);
            assert_eq!(clock.calendar, Calendar::ALWAYS);
            assert_eq!(clock.on_change, OnChange::Carry);
            assert_eq!(clock.resume, []);
            let conditions = [
                &clock.start,
                &clock.pause,
                &clock.stop,
                &clock.reset,
                &clock.cancel,
            ];
            for (cell, whens) in row[1..].iter().zip(conditions) {
                let parts: Vec<String> = whens.iter().map(condition).collect();
                assert_eq!(*cell, parts.join(", or "), "{slug}");
            }
        }
    }
}

/// A condition with one part, in the words of the format.
fn condition(when: &When) -> String {
    let words = serde_json::to_value(when).unwrap();
    let parts: Vec<String> = (words.as_object().unwrap().iter())
        .map(
            |(part, words)| match (part.as_str(), words[0].as_str().unwrap()) {
                ("reached", word) => format!("`{word}`"),
                ("states", word) => format!("state `{word}`"),
                other => panic!("{other:?}"),
            },
        )
        .collect();
    parts.join(" and ")
}

#[test]
fn the_limits_are_those_of_the_program() {
    let limits = rows_of("| what | most |");
    assert_eq!(limits[0][1], "512 MiB, 4,000,000 events");
    assert_eq!(
        (file::LARGEST_FILE, file::MOST_EVENTS),
        (512 << 20, 4_000_000)
    );
    let bytes: Vec<_> = limits[1..4].iter().map(|limit| limit[1]).collect();
    let said = ["1,048,576 bytes", "65,536 bytes", "8,388,608 bytes"];
    assert_eq!(bytes, said);
    assert_eq!(
        (
            seal::LONGEST_LINE,
            seal::LONGEST_REST,
            seal::LONGEST_SPELLING
        ),
        (1_048_576, 65_536, 8_388_608)
    );
    assert_eq!(limits[4][1], "10,000");
    assert_eq!(file::MOST_UNREADABLE, 10_000);
    assert_eq!(limits[5][1], "127");
    assert_eq!(limits[8][1], "65,535");
    assert_eq!(limits[9][1], "20, 200, 30");
    assert_eq!(
        (
            Policy::MOST_CLOCKS,
            Policy::MOST_RULES,
            Policy::MOST_ALTERNATIVES
        ),
        (20, 200, 30)
    );
    assert_eq!(LARGEST, (1 << 53) - 1);
    let (first, last) = (Moment::FIRST.0, Moment::LAST.0);
    let said = format!("{first} to {last}").replace('-', "\u{2212}");
    assert!(FORMAT.contains(&said));
    let years = |moment: Moment| chrono::DateTime::from_timestamp_millis(moment.0).unwrap();
    assert_eq!(
        years(Moment::FIRST).to_rfc3339(),
        "0001-01-01T00:00:00+00:00"
    );
    assert_eq!(
        years(Moment::LAST).to_rfc3339(),
        "9999-12-31T23:59:59.999+00:00"
    );
}

#[test]
fn ids_of_imports_are_made_as_it_says() {
    let id = ids::record("servicenow", "", "INC0010001").to_string();
    let said = format!("`[\"servicenow\",\"\",\"INC0010001\"]` is `{id}`");
    assert!(FORMAT.contains(&said), "{said}");
    for (about, made) in [
        ("record", ids::record("a", "b", "c").0),
        ("person", ids::person("a", "b", "c").0),
        ("team", ids::team("a", "b", "c").0),
    ] {
        let sum = Sha256::digest(format!("sitrep/{about}/1\n[\"a\",\"b\",\"c\"]"));
        assert_eq!(made, sum[..16]);
    }
    let sum = Sha256::digest("sitrep/category/1\n[\"wi-fi\"]");
    assert_eq!(ids::category("Wi-Fi").0, sum[..16]);
    let sum = Sha256::digest("sitrep/category/1\n[\"i\u{307} \u{3b1}\u{3c2}\"]");
    assert_eq!(ids::category("\u{130} \u{391}\u{3a3}").0, sum[..16]);

    // Blanks around a name are none of it, and built-in categories are known by theirs.
    let text = "number,state,opened_at,assigned_to,category\n\
                \u{a0}INC7 ,1,2026-01-01 00:00:00, Ben\t, HUMAN_error\n";
    let table = table::read(text).unwrap();
    let sheet = work::done(Snapshot::new(&table, " north\u{2003}", Zone::AsWritten));
    let row = &sheet.rows[0];
    assert_eq!(row.id, ids::record("servicenow", "north", "INC7"));
    let imported = &row.imported;
    assert_eq!((&*imported.instance, &*imported.number), ("north", "INC7"));
    let ben = ids::person("servicenow", "north", "Ben");
    assert_eq!(imported.owner, Some(ben));
    let five = sitrep::domain::ids::CategoryId(5_u128.to_be_bytes());
    assert_eq!(imported.category, Some(five));
}

// Another program.

/// Runs the other program; nothing where this machine has no Python.
fn python(arguments: &[&str]) -> Option<(bool, String)> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sitrep_log.py");
    let has_python = Command::new("python3").arg("--version").output();
    if !has_python.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no python3 on this machine");
        return None;
    }
    let output = Command::new("python3")
        .arg(script)
        .args(arguments)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap().trim().to_owned();
    Some((output.status.success(), said))
}

/// A file of this test's own, removed at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir();
        Self(folder.join(format!("sitrep-{}-{name}.json", std::process::id())))
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// A file of a log with two replicas, an erasure and texts that need care.
fn written() -> String {
    let scene = given([
        report(),
        report_as(OTHER, |report| {
            "\"\\\u{1}\u{7f}\u{2028}\u{1f525}".clone_into(&mut report.title);
        }),
        note("the patient's name"),
    ])
    .when_of(|scene| sitrep::domain::command::Command::Erase {
        events: vec![scene.event(&Kind::Noted).id],
    })
    .elsewhere([act(sitrep::domain::command::Move::Take), title("Ben says")])
    .and([title("Ada says")])
    .merged();
    let colophon = file::Colophon {
        workspace: WORKSPACE,
        exported_at: minute(60),
        exported_by: "Zo\u{eb}".to_owned(),
    };
    file::write(&scene.here.book.log().sorted(), &colophon)
}

#[test]
fn another_program_verifies_what_this_one_writes() {
    let scratch = Scratch::new("ours");
    fs::write(&scratch.0, written()).unwrap();
    let Some((fine, said)) = python(&["verify", scratch.path()]) else {
        return;
    };
    assert!(fine, "{said}");
    assert_eq!(
        said,
        "11 events, 2 replicas, 1 without body, 0 gaps, 0 forks"
    );
}

#[test]
fn another_program_verifies_every_golden_file() {
    for name in [
        "every-kind",
        "odd",
        "partial",
        "adopted",
        "history",
        "mapping",
    ] {
        let path = format!("{}/tests/files/v1-{name}.json", env!("CARGO_MANIFEST_DIR"));
        assert!(Path::new(&path).exists());
        let Some((fine, said)) = python(&["verify", &path]) else {
            return;
        };
        assert!(fine, "{said}");
        let reading = file::read(&fs::read(&path).unwrap()).unwrap();
        let mut log = Log::default();
        for event in reading.events {
            log.insert(event);
        }
        let verdict = verify::verify(&log);
        let counts = format!(
            "{} events, {} replicas, {} without body, {} gaps, {} forks",
            verdict.events,
            log.replicas().count(),
            verdict.without_body,
            verdict.gaps.len(),
            verdict.forks.len()
        );
        assert_eq!(said, counts, "{name}");
    }
}

#[test]
fn another_program_leaves_aside_what_nobody_reads() {
    let more = r#""more":[1.5,-0,1e400,9007199254740993,{"a":1,"a":2},"\ud800"],"gaps""#;
    let odd = written().replacen("\"gaps\"", more, 1);
    let ours = file::read(odd.as_bytes()).unwrap();
    assert_eq!((ours.events.len(), ours.unreadable.len()), (11, 0));
    let scratch = Scratch::new("more");
    fs::write(&scratch.0, odd).unwrap();
    let Some((fine, said)) = python(&["verify", scratch.path()]) else {
        return;
    };
    assert!(fine, "{said}");
}

#[test]
fn another_program_sees_the_same_damage() {
    let good = written();
    let lines: Vec<&str> = good.lines().collect();
    let without = |line: usize| {
        let mut lines = lines.clone();
        lines.remove(line);
        lines.join("\n").replace(",\n]}", "\n]}")
    };
    let deep = format!(
        "\"body\":{{\"x\":{}{},",
        "[".repeat(9_000),
        "]".repeat(9_000)
    );
    for (name, damaged, sentence) in [
        (
            "body",
            good.replace("Ada says", "Eve says"),
            "its body does not match its hash",
        ),
        (
            "head",
            good.replacen("\"seq\":2", "\"seq\":3", 1),
            "its id does not match its head",
        ),
        ("end", without(lines.len() - 2), "the file is cut off"),
        (
            "float",
            good.replacen("\"seq\":2", "\"seq\":2.0", 1),
            "2.0 is not an integer",
        ),
        (
            "twice",
            good.replacen("\"seq\":2", "\"seq\":2,\"seq\":2", 1),
            "a key stands twice",
        ),
        (
            "ends",
            good.replacen("\"heads\":{", "\"heads\":{\"x\":[],\"x\":[],", 1),
            "a key stands twice",
        ),
        ("deep", good.replacen("\"body\":{", &deep, 1), "too deep"),
        (
            "future",
            good.replacen("\"version\":1", "\"version\":2", 1),
            "version 1",
        ),
    ] {
        let scratch = Scratch::new(name);
        fs::write(&scratch.0, &damaged).unwrap();
        let Some((fine, said)) = python(&["verify", scratch.path()]) else {
            return;
        };
        assert!(!fine && said.contains(sentence), "{name}: {said}");
        let ours = file::read(damaged.as_bytes());
        let seen = ours.is_err()
            || ours.is_ok_and(|reading| {
                !reading.unreadable.is_empty()
                    || reading.bodies_refused > 0
                    || !reading.cut_off.is_empty()
            });
        assert!(seen, "{name}");
    }
}

#[test]
fn this_program_reads_what_another_one_writes() {
    let scratch = Scratch::new("theirs");
    let Some((fine, said)) = python(&["write", scratch.path()]) else {
        return;
    };
    assert!(fine, "{said}");
    let text = fs::read_to_string(&scratch.0).unwrap();
    let reading = file::read(text.as_bytes()).unwrap();
    assert_eq!(reading.unreadable, []);
    assert_eq!((reading.bodies_refused, reading.unknown_members), (0, 0));
    assert_eq!(reading.cut_off, []);
    let mut log = Log::default();
    let mut board = Board::new(reading.workspace);
    let changes: Vec<_> = (reading.events.iter().cloned())
        .flat_map(|event| log.insert(event))
        .collect();
    board.apply(&changes);
    assert!(verify::verify(&log).is_intact());

    let [record] = board.records() else {
        panic!("one record")
    };
    assert_eq!(record.reference, "INC-1");
    assert_eq!(record.title, "Labels print \"blank\"");
    assert_eq!(record.state(), State::Resolved);
    assert_eq!(record.conflicts, []);
    for milestone in [
        Milestone::ImpactStarted,
        Milestone::Reported,
        Milestone::Acknowledged,
        Milestone::Resolved,
    ] {
        assert!(record.moment(milestone).is_some(), "{milestone:?}");
    }
    assert_eq!(board.settings.name, "Night shift");
    let author = log.sorted()[0].head.by.unwrap();
    assert_eq!(board.person_name(author), Some("Zo\u{eb} \u{1f525}"));
    let ledger = board.ledger(Subject::Record(record.id));
    let noted = ledger.of_kind(Kind::Noted).next().unwrap();
    let words = format!("{:?}", noted.fact());
    assert!(
        words.contains("Roll was in upside down\\n\\u{1}\\u{7f}\\u{2028}"),
        "{words}"
    );

    let events: Vec<Arc<Event>> = log.sorted();
    let colophon = file::Colophon {
        workspace: reading.workspace,
        exported_at: reading.exported_at.unwrap(),
        exported_by: reading.exported_by,
    };
    assert_eq!(file::write(&events, &colophon), text);
}
