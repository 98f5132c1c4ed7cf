//! Importers meet files that other tools wrote. The files are not part of the project:
//! `SITREP_FIXTURES` names the folder that holds them.

use std::{collections::BTreeMap, path::PathBuf};

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
        NotImportable, Recognised,
        plan::{Plan, plan},
        recognise, servicenow,
    },
    report::{
        csv::{COLUMNS, Wanted, csv},
        when,
    },
    writer::book::Book,
};

/// A file of the fixtures; nothing where they are not at hand.
fn fixture(path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("SITREP_FIXTURES") else {
        eprintln!("skipped: SITREP_FIXTURES is not set, so {path} was not read");
        return None;
    };
    Some(std::fs::read(PathBuf::from(folder).join(path)).unwrap())
}

fn plan_for(board: &Board, bytes: &[u8]) -> Plan {
    let Ok(Recognised::ServiceNowSnapshot(table)) = recognise(bytes) else {
        panic!("a snapshot")
    };
    plan(board, servicenow::read(&table, ""))
}

/// A book into which the file was imported, and the plan of it.
fn imported(bytes: &[u8]) -> (Book, Plan) {
    let replica = ReplicaId([1; 16]);
    let mut book = Book::new(WorkspaceId([9; 16]), replica);
    let actor = Actor {
        replica,
        person: PersonId([1; 16]),
        name: "Ana".to_owned(),
        workspace_name: "Northwind Health".to_owned(),
        zone: "UTC".to_owned(),
    };
    let plan = plan_for(book.board(), bytes);
    let now = Moment(1_794_885_240_000);
    let entry = book
        .decide(&actor, now, plan.command.clone(), Salt::default)
        .unwrap();
    book.commit(entry);
    (book, plan)
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
    assert!(!plan.differs_from_stock && plan.differs_from_workspace);

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
        columns.contains_key("closed_at")
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
    assert_eq!(again.command, Command::Import(Vec::new()));
}

#[test]
fn a_real_audit_log_is_told_from_a_snapshot() {
    let Some(bytes) = fixture("servicenow/incident_event_log_1k.csv") else {
        return;
    };
    assert_eq!(
        recognise(&bytes).unwrap_err(),
        NotImportable::ServiceNowAuditLog {
            rows: 6_011,
            incidents: 918
        }
    );
}

#[test]
fn no_file_of_another_tool_is_taken_for_a_snapshot_or_a_log() {
    for (path, slug) in [
        ("jira/hive_dev20.csv", "other-csv"),
        ("tickets/tickets_2400.csv", "other-csv"),
        ("statuspage/emma_incidents.json", "other-json"),
        ("servicenow/incidents_rest.oracle.json", "other-json"),
    ] {
        let Some(bytes) = fixture(path) else { return };
        assert_eq!(recognise(&bytes).unwrap_err().slug(), slug, "{path}");
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
        Command::Import(Vec::new())
    );
}
