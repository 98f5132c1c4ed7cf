//! Importers meet files that other tools wrote. The files are not part of the project:
//! `SITREP_FIXTURES` names the folder that holds them.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use serde_json::Value;
use sitrep::{
    domain::{
        board::Board,
        command::{Actor, Command},
        ids::{PersonId, ReplicaId, Salt, WorkspaceId},
        record::Record,
        state::{Channel, HoldReason, Milestone, State},
        time::Moment,
    },
    foreign::{
        Recognised,
        plan::{Plan, plan},
        recognise,
        servicenow::{audit::Audit, snapshot::Snapshot},
        work::done,
        zone::Zone,
    },
    report::{
        csv::{COLUMNS, Wanted, csv},
        when,
    },
    writer::book::Book,
};

/// A file of the fixtures; nothing where they are not at hand.
pub fn fixture(path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("SITREP_FIXTURES") else {
        eprintln!("skipped: SITREP_FIXTURES is not set, so {path} was not read");
        return None;
    };
    Some(std::fs::read(PathBuf::from(folder).join(path)).unwrap())
}

fn plan_for(board: &Board, bytes: &[u8]) -> Plan {
    plan_in(board, bytes, Zone::AsWritten)
}

fn plan_in(board: &Board, bytes: &[u8], zone: Zone) -> Plan {
    match recognise(bytes) {
        Ok(Recognised::ServiceNowSnapshot(table)) => {
            plan(board, done(Snapshot::new(&table, "", zone)))
        }
        Ok(Recognised::ServiceNowAuditLog(table)) => {
            plan(board, done(Audit::new(&table, "", zone)))
        }
        other => panic!("a table of ServiceNow, not {other:?}"),
    }
}

/// A book into which the file was imported, and the plan of it.
pub fn imported(bytes: &[u8]) -> (Book, Plan) {
    imported_in(bytes, Zone::AsWritten)
}

fn imported_in(bytes: &[u8], zone: Zone) -> (Book, Plan) {
    let mut book = Book::new(WorkspaceId([9; 16]), ReplicaId([1; 16]));
    let plan = plan_in(book.board(), bytes, zone);
    write(&mut book, plan.command.clone());
    (book, plan)
}

/// Does something, long after what was imported.
pub fn write(book: &mut Book, command: Command) {
    let actor = Actor {
        replica: book.replica(),
        person: PersonId(book.replica().0),
        name: "Ana".to_owned(),
        workspace_name: "Northwind Health".to_owned(),
        zone: "UTC".to_owned(),
    };
    let now = Moment(1_794_885_240_000);
    let entry = book.decide(&actor, now, command, Salt::default).unwrap();
    book.commit(entry);
}

/// How often each word is said of the records; records of which nothing is said don't count.
fn tally<'a>(
    book: &'a Book,
    said: impl Fn(&'a Record) -> Option<String>,
) -> BTreeMap<String, usize> {
    let mut tally = BTreeMap::new();
    for word in book
        .board()
        .records()
        .iter()
        .filter_map(|record| said(record))
    {
        *tally.entry(word).or_default() += 1;
    }
    tally
}

/// The same from an oracle, with its words in ours.
fn expected(oracle: &Value, name: &str, words: &[(&str, &str)]) -> BTreeMap<String, usize> {
    let mut tally = BTreeMap::new();
    for (word, count) in oracle[name].as_object().unwrap() {
        let ours = words.iter().find(|(theirs, _)| theirs == word);
        let ours = ours.map_or(word.as_str(), |(_, ours)| ours);
        if !ours.is_empty() {
            *tally.entry(ours.to_owned()).or_default() +=
                usize::try_from(count.as_u64().unwrap()).unwrap();
        }
    }
    tally
}

#[test]
fn a_real_snapshot_comes_in_whole() {
    let Some(bytes) = fixture("servicenow/incidents_rest.csv") else {
        return;
    };
    let oracle = fixture("servicenow/incidents_rest.oracle.json").unwrap();
    let oracle: Value = serde_json::from_slice(&oracle).unwrap();
    let (book, plan) = imported(&bytes);

    assert_eq!((plan.records, plan.new), (67, 67));
    assert_eq!(oracle["distinct_number"], 67);
    assert_eq!(plan.rejected, []);
    assert_eq!(book.board().records().len(), 67);
    let day = |at: Option<Moment>| when::full(at.unwrap(), |_| 0);
    assert_eq!(day(plan.first), "2015-08-12 23:08");
    assert_eq!(day(plan.last), "2023-01-06 09:42");

    let states = [
        ("1", "new"),
        ("2", "investigating"),
        ("3", "hold"),
        ("7", "closed"),
    ];
    assert_eq!(
        tally(&book, |record| Some(record.state().slug().to_owned())),
        expected(&oracle, "incident_state", &states)
    );
    let assessment = |record: &Record| record.assessment.clone().unwrap();
    for (name, level) in [
        (
            "priority",
            (|a| a.priority.number()) as fn(sitrep::domain::priority::Assessment) -> u8,
        ),
        ("impact", |a| a.impact),
        ("urgency", |a| a.urgency),
    ] {
        let found = tally(&book, |record| Some(level(assessment(record)).to_string()));
        assert_eq!(found, expected(&oracle, name, &[]), "{name}");
    }
    let severities = [("1", "sev1"), ("3", "sev3")];
    assert_eq!(
        tally(&book, |record| Some(record.severity?.slug().to_owned())),
        expected(&oracle, "severity", &severities)
    );
    let cells: BTreeMap<String, usize> = (plan.matrix.cells.iter())
        .flat_map(|(&(impact, urgency), counts)| {
            let word = move |p: u8| format!("{impact}x{urgency}->{p}");
            counts
                .iter()
                .map(move |(p, &count)| (word(p.number()), count))
        })
        .collect();
    assert_eq!(
        cells,
        expected(&oracle, "impact x urgency -> priority", &[])
    );
    assert_eq!(cells.len(), 9);
    assert!(plan.differs_from_workspace);
    assert_eq!(plan.matrix.differing(&plan.matrix.stock()), []);

    let reasons = [
        ("", ""),
        ("1", "caller"),
        ("2", "evidence"),
        ("3", "problem"),
        ("4", "vendor"),
    ];
    assert_eq!(
        tally(&book, |record| record
            .standing
            .hold
            .map(|hold: HoldReason| hold.slug().to_owned())),
        expected(&oracle, "hold_reason", &reasons)
    );
    let channels = [("self-service", "portal"), ("", "")];
    assert_eq!(
        tally(&book, |record| record
            .channel
            .map(|channel: Channel| channel.slug().to_owned())),
        expected(&oracle, "contact_type", &channels)
    );
    let categories = [
        ("hardware", "Hardware"),
        ("network", "Network"),
        ("software", "Software"),
        ("", ""),
    ];
    assert_eq!(
        tally(&book, |record| {
            Some(sitrep::report::names::category(book.board(), record.category?).to_owned())
        }),
        expected(&oracle, "category", &categories)
    );
}

#[test]
fn the_moments_of_a_real_snapshot_are_its_own() {
    let Some(bytes) = fixture("servicenow/incidents_rest.csv") else {
        return;
    };
    let oracle = fixture("servicenow/incidents_rest.oracle.json").unwrap();
    let oracle: Value = serde_json::from_slice(&oracle).unwrap();
    let (book, _) = imported(&bytes);
    let records = book.board().records();
    let mut resolve: Vec<i32> = (records.iter())
        .filter_map(|record| {
            let length = record.moment(Milestone::Resolved)?.since(record.reported());
            Some(i32::try_from(length / 1_000).unwrap())
        })
        .collect();
    resolve.sort_unstable();
    let figures = &oracle["opened->resolved s"];
    assert_eq!(Some(resolve.len() as u64), figures["n"].as_u64());
    assert_eq!(oracle["resolved"], figures["n"]);
    assert_eq!(Some(f64::from(resolve[13])), figures["median"].as_f64());
    assert_eq!(Some(f64::from(resolve[0])), figures["min"].as_f64());
    assert_eq!(Some(f64::from(resolve[26])), figures["max"].as_f64());
    // 35 have closed_at, but 8 of those are open again.
    let column = |record: &Record| {
        let columns = book.board().imported(record.id).unwrap().columns;
        columns.get("closed_at").is_some()
    };
    let closed = records.iter().filter(|record| column(record)).count();
    assert_eq!(Some(closed as u64), oracle["closed"].as_u64());
    let again = records
        .iter()
        .filter(|record| column(record) && record.state().is_open());
    assert_eq!(again.count(), 8);
    for record in records.iter().filter(|record| record.state().is_open()) {
        assert_eq!(record.moment(Milestone::Closed), None);
    }
    let active = records
        .iter()
        .filter(|record| record.state() != State::Closed)
        .count();
    assert_eq!(Some(active as u64), oracle["active"]["true"].as_u64());
}

#[test]
fn a_real_snapshot_a_second_time_adds_nothing() {
    let Some(bytes) = fixture("servicenow/incidents_rest.csv") else {
        return;
    };
    let (book, _) = imported(&bytes);
    let again = plan_for(book.board(), &bytes);
    assert_eq!((again.new, again.updated, again.unchanged), (0, 0, 67));
    assert_eq!(again.command, Command::Import(Arc::default()));
}

const AUDIT_LOG: &str = "servicenow/incident_event_log_1k.csv";

fn audit_log() -> Option<(Vec<u8>, Value)> {
    let oracle = fixture(&AUDIT_LOG.replace(".csv", ".oracle.json"))?;
    Some((
        fixture(AUDIT_LOG)?,
        serde_json::from_slice(&oracle).unwrap(),
    ))
}

/// Hours from report to resolution of each record that has both.
fn resolve_hours(book: &Book) -> Vec<f64> {
    let lengths = book.board().records().iter().filter_map(|record| {
        let length = record.moment(Milestone::Resolved)?.since(record.reported());
        Some(f64::from(i32::try_from(length / 1_000).unwrap()) / 3_600.0)
    });
    lengths.collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / f64::from(u32::try_from(values.len()).unwrap())
}

#[test]
fn a_real_audit_log_comes_in_whole() {
    let Some((bytes, oracle)) = audit_log() else {
        return;
    };
    let (book, plan) = imported(&bytes);
    let incidents = usize::try_from(oracle["incidents"].as_u64().unwrap()).unwrap();
    assert_eq!(
        (plan.records, plan.new, plan.rejected.len()),
        (incidents, incidents, 0)
    );
    assert_eq!(incidents, 918);
    assert_eq!(Some(plan.history as u64), oracle["events"].as_u64());
    assert_eq!(plan.repeated, 0);
    assert!(plan.zoneless);
    let said =
        |at: Option<Moment>| format!("{}:00", when::full(at.unwrap(), |_| 0).replace(' ', "T"));
    let span = &oracle["opened_first_last"];
    assert_eq!(Value::from(said(plan.first)), span[0]);
    assert_eq!(Value::from(said(plan.last)), span[1]);

    let column = |record: &Record, name: &str| {
        book.board()
            .imported(record.id)
            .unwrap()
            .columns
            .get(name)
            .map(str::to_owned)
    };
    for (name, of) in [
        ("last_state", "incident_state"),
        ("priority_last_event", "priority"),
        ("impact_last_event", "impact"),
        ("urgency_last_event", "urgency"),
        ("made_sla_last_event", "made_sla"),
        ("contact_type_last", "contact_type"),
    ] {
        assert_eq!(
            tally(&book, |record| column(record, of)),
            expected(&oracle, name, &[]),
            "{name}"
        );
    }
    let priorities = [
        ("1 - Critical", "p1"),
        ("2 - High", "p2"),
        ("3 - Moderate", "p3"),
        ("4 - Low", "p4"),
    ];
    let priority = |record: &Record| Some(record.assessment.clone()?.priority.slug().to_owned());
    let found = tally(&book, priority);
    assert_eq!(found, expected(&oracle, "priority_last_event", &priorities));
    let words = found.values().copied().collect::<Vec<_>>();
    assert_eq!(words, [54, 17, 821, 26]);
    let months = tally(&book, |record| {
        Some(when::full(record.reported(), |_| 0)[..7].to_owned())
    });
    assert_eq!(months, expected(&oracle, "opened_per_month", &[]));
    assert!(
        book.board()
            .records()
            .iter()
            .all(|record| record.state() == State::Closed)
    );

    // Each row's state, through the history.
    let unknown = plan.not_understood.of("incident_state", "-100");
    assert_eq!(unknown.map(|seen| seen.count), Some(5));
    assert_eq!(plan.not_understood.len(), 1);
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    for record in book.board().records() {
        for past in book.board().imported(record.id).unwrap().history {
            let state = past.state.map_or("-100", State::slug);
            let hold = past.hold.map_or("", HoldReason::slug);
            *states.entry(format!("{state}{hold}")).or_default() += 1;
        }
    }
    let words = [
        ("New", "new"),
        ("Active", "investigating"),
        ("Resolved", "resolved"),
        ("Closed", "closed"),
        ("Awaiting User Info", "holdcaller"),
        ("Awaiting Problem", "holdproblem"),
        ("Awaiting Vendor", "holdvendor"),
        ("Awaiting Evidence", "holdevidence"),
    ];
    assert_eq!(states, expected(&oracle, "event_state", &words));

    // Two spaces stay, and low × low is a 4 in this house.
    let mut records = book.board().records().iter();
    let opened_by = records.find_map(|record| column(record, "opened_by"));
    let opened_by = opened_by.unwrap();
    assert!(opened_by.starts_with("Opened by  "), "{opened_by}");
    let differing = plan.matrix.differing(&plan.matrix.stock());
    let cells: Vec<_> = differing
        .iter()
        .map(|(i, u, p)| (*i, *u, p.number()))
        .collect();
    assert_eq!(cells, [(3, 3, 4)]);
    assert!(plan.differs_from_workspace);
}

#[test]
fn the_figures_of_a_real_audit_log_are_its_own_columns() {
    let Some((bytes, oracle)) = audit_log() else {
        return;
    };
    let (book, _) = imported(&bytes);
    let resolve = resolve_hours(&book);
    let figures = &oracle["opened->resolved_at (last event, calendar h)"];
    assert_eq!(Some(resolve.len() as u64), figures["n"].as_u64());
    assert!((mean(&resolve) - figures["mean_h"].as_f64().unwrap()).abs() < 5e-5);
    let counters: Vec<_> = (book.board().records().iter())
        .map(|record| book.board().imported(record.id).unwrap())
        .map(|imported| {
            (
                imported.reassignments.unwrap(),
                imported.reopenings.unwrap(),
            )
        })
        .collect();
    let count =
        |keep: fn(&(u32, u32)) -> bool| Some(counters.iter().filter(|c| keep(c)).count() as u64);
    assert_eq!(count(|c| c.0 > 0), oracle["reassigned_incidents"].as_u64());
    assert_eq!(
        count(|c| c.1 > 0),
        oracle["reopened_incidents (last reopen_count>0)"].as_u64()
    );
    assert_eq!(
        count(|c| *c == (0, 0)),
        oracle["fcr proxy: reassignment_count==0 and reopen_count==0"].as_u64()
    );
    let sum: u32 = counters.iter().map(|c| c.1).sum();
    assert_eq!(Some(u64::from(sum)), oracle["reopen_count_sum"].as_u64());
}

#[test]
fn a_zone_with_daylight_saving_changes_what_lies_between_two_times() {
    let Some((bytes, _)) = audit_log() else {
        return;
    };
    let berlin = Zone::named("Europe/Berlin").unwrap();
    let (book, plan) = imported_in(&bytes, berlin);
    assert_eq!(plan.records, 918);
    assert!((mean(&resolve_hours(&book)) - 198.2852).abs() < 5e-5);
    // The same file in another zone would tell every history twice.
    let again = plan_in(book.board(), &bytes, Zone::AsWritten);
    assert_eq!((again.rejected.len(), again.is_empty()), (918, true));
}

#[test]
fn a_real_audit_log_a_second_time_adds_nothing_and_two_people_converge() {
    let Some((bytes, _)) = audit_log() else {
        return;
    };
    let (mut ana, _) = imported(&bytes);
    let again = plan_for(ana.board(), &bytes);
    assert_eq!(
        (again.new, again.updated, again.unchanged, again.history),
        (0, 0, 918, 0)
    );
    assert_eq!(again.command, Command::Import(Arc::default()));

    let mut ben = Book::new(WorkspaceId([9; 16]), ReplicaId([2; 16]));
    let half = bytes
        .split_inclusive(|&byte| byte == b'\n')
        .take(3_000)
        .flatten();
    let plan = plan_for(ben.board(), &half.copied().collect::<Vec<u8>>());
    write(&mut ben, plan.command);
    let plan = plan_for(ben.board(), &bytes);
    assert!(plan.new > 0 && plan.updated <= 1);
    write(&mut ben, plan.command);
    let of_ana = ben.admit(ana.log().events().map(AsRef::as_ref));
    let of_ben = ana.admit(ben.log().events().map(AsRef::as_ref));
    ana.commit(of_ben);
    ben.commit(of_ana);
    assert_eq!(ana.board().digest(), ben.board().digest());
    assert_eq!(ana.board().records().len(), 918);
    assert!(
        ana.board()
            .records()
            .iter()
            .all(|record| record.conflicts.is_empty())
    );
    assert!(plan_for(ana.board(), &bytes).is_empty());
}

#[test]
fn no_file_of_another_tool_is_taken_for_a_snapshot_or_a_log() {
    for path in [
        "statuspage/emma_incidents.json",
        "servicenow/incidents_rest.oracle.json",
    ] {
        let Some(bytes) = fixture(path) else { return };
        assert_eq!(recognise(&bytes).unwrap_err().slug(), "other-json");
    }
    for path in ["jira/hive_dev20.csv", "tickets/tickets_2400.csv"] {
        let Some(bytes) = fixture(path) else { return };
        assert_eq!(recognise(&bytes).unwrap().slug(), "csv", "{path}");
    }
}

#[test]
fn exported_originals_are_the_file_that_came_in() {
    let Some(bytes) = fixture("servicenow/incidents_rest.csv") else {
        return;
    };
    let (book, _) = imported(&bytes);
    let board = book.board();
    let records: Vec<_> = board.records().iter().map(|record| record.id).collect();
    let wanted = Wanted {
        left_out: COLUMNS.map(str::to_owned).to_vec(),
        originals: true,
        mark: true,
    };
    let table = csv(board, &records, &wanted);
    let cells = |bytes: &[u8]| -> BTreeMap<String, BTreeMap<String, String>> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = ::csv::Reader::from_reader(bytes);
        let heads: Vec<String> = reader
            .headers()
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect();
        let rows = reader.records().map(|row| {
            let row = row.unwrap();
            let cells = heads.iter().cloned().zip(row.iter().map(str::to_owned));
            let cells: BTreeMap<_, _> = cells.filter(|(_, cell)| !cell.is_empty()).collect();
            (cells["number"].clone(), cells)
        });
        rows.collect()
    };
    assert_eq!(cells(table.as_bytes()), cells(&bytes));
    // What we write reads back as nothing new.
    assert_eq!(
        plan_for(board, table.as_bytes()).command,
        Command::Import(Arc::default())
    );
}
