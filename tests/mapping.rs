//! Tables of any tool come in by a mapping: real ones from `SITREP_FIXTURES`, and what becomes of
//! a list when it is brought in again, or by two people.

use std::{collections::BTreeSet, sync::Arc};

use serde_json::Value;
use sitrep::{
    domain::{
        command::{Actor, Change, Command},
        event::Subject,
        ids::{PersonId, ReplicaId, Salt, WorkspaceId},
        record::Record,
        state::{Milestone, State},
        time::Moment,
        value::Field,
    },
    foreign::{
        Recognised,
        csv::{self, Mapped},
        ids,
        plan::{Plan, plan},
        recognise, work,
    },
    report::{names, when},
    writer::book::Book,
};

use crate::foreign::fixture;

const NOW: Moment = Moment(1_794_885_240_000);

/// A table of another tool, read as it seems to be meant.
fn mapped(bytes: &[u8]) -> Mapped {
    let Recognised::Csv(table) = recognise(bytes).unwrap() else {
        panic!("a table")
    };
    let mapping = csv::guess::mapping(&table, None);
    work::done(csv::Reading::new(&table, &mapping, "", NOW))
}

/// The book of somebody who has imported nothing yet; each has a number.
fn book(who: u8) -> Book {
    Book::new(WorkspaceId([9; 16]), ReplicaId([who; 16]))
}

fn does(book: &mut Book, who: u8, command: Command) {
    let actor = Actor {
        replica: ReplicaId([who; 16]),
        person: PersonId([who; 16]),
        name: format!("Person {who}"),
        workspace_name: "Northwind Health".to_owned(),
        zone: "UTC".to_owned(),
    };
    let entry = book.decide(&actor, NOW, command, Salt::default).unwrap();
    book.commit(entry);
}

fn planned(book: &Book, bytes: &[u8]) -> Plan {
    plan(book.board(), mapped(bytes).sheet)
}

/// A book with a table of another tool imported, and what a second import would bring.
fn taken_in(bytes: &[u8]) -> (Book, Plan) {
    let mut book = book(1);
    let plan = planned(&book, bytes);
    assert_eq!(plan.rejected, []);
    does(&mut book, 1, plan.command);
    let again = planned(&book, bytes);
    (book, again)
}

#[test]
fn a_real_export_of_jira_comes_in_whole() {
    let Some(bytes) = fixture("jira/hive_dev20.csv") else {
        return;
    };
    let oracle = fixture("jira/hive_dev20.oracle.json").unwrap();
    let oracle: Value = serde_json::from_slice(&oracle).unwrap();
    let oracle = &oracle["hive_dev20.csv"];
    let (book, again) = taken_in(&bytes);
    assert_eq!((again.new, again.updated, again.unchanged), (0, 0, 20));
    let records = book.board().records();
    assert_eq!(Some(records.len() as u64), oracle["rows"].as_u64());
    let resolved = records
        .iter()
        .filter(|record| record.state() == State::Resolved);
    let resolved = resolved.count();
    assert_eq!(Some(resolved as u64), oracle["Status"]["Resolved"].as_u64());
    let unowned = records.iter().filter(|record| record.owner.is_none());
    assert_eq!(Some(unowned.count() as u64), oracle["unassigned"].as_u64());

    let hours = |record: &Arc<Record>| {
        let length = record.moment(Milestone::Resolved)?.since(record.reported());
        Some(f64::from(i32::try_from(length / 60_000).unwrap()) / 60.0)
    };
    let mut lengths: Vec<f64> = records.iter().filter_map(hours).collect();
    lengths.sort_by(f64::total_cmp);
    let figures = &oracle["created->resolved h"];
    let is = |found: f64, name: &str| {
        let expected = figures[name].as_f64().unwrap();
        assert!((found - expected).abs() < 0.0001, "{name}: {found}");
    };
    assert_eq!(Some(lengths.len() as u64), figures["n"].as_u64());
    is(lengths.iter().sum::<f64>() / 20.0, "mean");
    is(f64::midpoint(lengths[9], lengths[10]), "median");
    is(lengths[0], "min");
    is(lengths[19], "max");
    let reported = |at: Moment| when::iso(at)[..19].to_owned();
    let all: BTreeSet<String> = records.iter().map(|one| reported(one.reported())).collect();
    assert_eq!(
        all.first().map(String::as_str),
        oracle["created_span"][0].as_str()
    );
    assert_eq!(
        all.last().map(String::as_str),
        oracle["created_span"][1].as_str()
    );

    // Every cell is kept, also those of columns that stand there forty-five times.
    let columns = |record: &Record| book.board().imported(record.id).unwrap().columns;
    let comments = |record: &Arc<Record>| {
        let names = columns(record);
        names
            .names()
            .filter(|name| name.starts_with("Comment"))
            .count()
    };
    assert_eq!(records.iter().map(comments).max(), Some(45));
    let length = |record: &Arc<Record>| {
        let cells = columns(record);
        cells.iter().map(|(_, cell)| cell.chars().count()).max()
    };
    let longest = records.iter().filter_map(length).max().unwrap();
    assert_eq!(Some(longest as u64), oracle["longest_cell"].as_u64());
}

#[test]
fn helpdesk_texts_without_numbers_and_dates_come_in_whole() {
    let Some(bytes) = fixture("tickets/tickets_2400.csv") else {
        return;
    };
    let found = mapped(&bytes);
    assert_eq!((found.undated, found.is_numbered), (2_392, false));
    let (book, again) = taken_in(&bytes);
    assert_eq!((again.new, again.updated, again.unchanged), (0, 0, 2_392));
    let records = book.board().records();
    assert_eq!(records.len(), 2_392);
    let count = |name: &str| {
        let categories = records.iter().filter_map(|record| record.category);
        categories
            .filter(|&id| names::category(book.board(), id) == name)
            .count()
    };
    assert_eq!((count("Hardware"), count("HR Support")), (673, 502));
    assert!(records.iter().all(|record| !record.title.is_empty()));
}

const LIST: &str = "Nr;Betreff;Status;Priorität;Gemeldet am;Geändert am;Raum\n\
    1;Drucker;Offen;Hoch;01.02.2026 08:00;01.02.2026 08:00;4B\n\
    2;WLAN;In Bearbeitung;Mittel;13.02.2026 08:00;13.02.2026 09:00;\n";

#[test]
fn a_newer_export_updates_keeps_local_edits_and_reports_conflicts() {
    let (mut book, again) = taken_in(LIST.as_bytes());
    assert!(again.is_empty());
    let id = ids::record("csv", "", "1");
    let rename = Command::Set {
        record: id,
        change: Change::Title("Drucker Station 4".to_owned()),
    };
    does(&mut book, 1, rename);
    let newer = LIST
        .replace("Drucker;Offen;Hoch", "Drucker defekt;Behoben;Hoch")
        .replace(";01.02.2026 08:00;4B", ";02.02.2026 08:00;4C");
    let plan = planned(&book, newer.as_bytes());
    assert_eq!((plan.new, plan.updated, plan.unchanged), (0, 1, 1));
    assert_eq!(plan.conflicts, [(id, Field::Title)]);
    does(&mut book, 1, plan.command);
    let record = book.board().record(id).unwrap();
    assert_eq!(record.state(), State::Resolved);
    let columns = book.board().imported(id).unwrap().columns;
    assert_eq!(columns.get("Raum"), Some("4C"));
    // The older export says nothing any more.
    let old = planned(&book, LIST.as_bytes());
    assert_eq!((old.older, old.is_empty()), (1, true));
}

#[test]
fn two_people_who_import_the_same_table_meet() {
    let wide: Vec<u8> = LIST.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (ours, _) = taken_in(LIST.as_bytes());
    let mut theirs = book(2);
    let plan = planned(&theirs, &wide);
    does(&mut theirs, 2, plan.command);
    let entry = theirs.admit(ours.log().events().map(AsRef::as_ref));
    theirs.commit(entry);
    let records = theirs.board().records();
    assert_eq!(records.len(), 2);
    for record in records {
        let ledger = theirs.board().ledger(Subject::Record(record.id));
        assert_eq!(ledger.conflicts().count(), 0);
    }
}
