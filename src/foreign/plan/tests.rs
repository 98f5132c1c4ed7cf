use super::*;
use crate::{
    domain::{
        command::{Change, Move},
        priority::Preset,
        record::Record,
        state::State,
    },
    foreign::{
        ids,
        servicenow::{Fills, audit::Audit, layout, snapshot::Snapshot},
        table,
        zone::Zone,
    },
    report::given::Given,
};

const HEADER: &str = "number,short_description,description,state,hold_reason,impact,urgency,\
                      priority,assigned_to,category,opened_at,resolved_at,sys_updated_on,notes\n";
const FIRST: &str =
    "INC1,Printer jams,Ward 4,2,,2,2,3,Ben,inquiry,2026-01-01 00:00:00,,2026-01-01 01:00:00,a\n";
const OTHER: &str = "INC2,VPN down,,1,,1,1,1,,network,2026-01-05 00:00:00,,2026-01-05 01:00:00,\n";

fn read(text: &str, instance: &str, zone: Zone) -> Sheet {
    let table = table::read(text).unwrap();
    match layout::is_audit(&table).unwrap() {
        true => work::done(Audit::new(&table, instance, zone)),
        false => work::done(Snapshot::new(&table, instance, zone)),
    }
}

fn sheet(rows: &[&str]) -> Sheet {
    let text = [&[HEADER], rows].concat().concat();
    read(&text, "", Zone::AsWritten)
}

/// Imports the rows, where they say anything new.
fn import(given: &mut Given, rows: &[&str]) -> Plan {
    let plan = plan(given.board(), sheet(rows));
    if !plan.is_empty() {
        given.when(plan.command.clone());
    }
    plan
}

fn id(number: &str) -> RecordId {
    ids::record("servicenow", "", number)
}

fn record(given: &Given, number: &str) -> Record {
    given.board().record(id(number)).unwrap().as_ref().clone()
}

fn counts(plan: &Plan) -> [usize; 4] {
    [plan.new, plan.updated, plan.unchanged, plan.older]
}

#[test]
fn the_same_file_again_adds_nothing() {
    let mut given = Given::new();
    let plan = import(&mut given, &[FIRST, OTHER]);
    assert_eq!(counts(&plan), [2, 0, 0, 0]);
    assert_eq!((plan.records, plan.conflicts.len()), (2, 0));
    assert!(plan.first < plan.last);
    let kept = plan.columns.iter().filter(|it| it.fills == Fills::Nothing);
    assert_eq!(
        kept.map(|it| it.name.as_str()).collect::<Vec<_>>(),
        ["notes"]
    );
    let digest = given.board().digest();
    assert_eq!(counts(&import(&mut given, &[OTHER, FIRST])), [0, 0, 2, 0]);
    assert_eq!(given.board().digest(), digest);
    assert_eq!(record(&given, "INC1").reference, "INC1");
}

#[test]
fn a_later_file_brings_only_what_changed() {
    let mut given = Given::new();
    import(&mut given, &[FIRST, OTHER]);
    let later = FIRST.replace("Ward 4,2,", "Ward 4,6,").replace(
        ",,2026-01-01 01:00:00,a",
        ",2026-01-02 00:00:00,2026-01-02 00:00:00,",
    );
    let plan = import(&mut given, &[&later, OTHER]);
    assert_eq!(counts(&plan), [0, 1, 1, 0]);
    let Command::Import(writes) = &plan.command else {
        panic!("an import")
    };
    let [(_, changes)] = writes.as_slice() else {
        panic!("one record")
    };
    assert_eq!(changes.title, None);
    assert_eq!(changes.state, Some(State::Resolved));
    let columns: Vec<&str> = changes.columns.names().collect();
    assert_eq!(columns, ["notes", "resolved_at", "state", "sys_updated_on"]);
    assert_eq!(changes.columns.get("notes"), Some(""));
    let record = record(&given, "INC1");
    assert_eq!(record.state(), State::Resolved);
    assert_eq!(record.title, "Printer jams");
    assert!(record.moment(Milestone::Resolved).is_some());
    let whole = given.board().imported(record.id).unwrap();
    assert_eq!(whole.columns.get("notes"), None);
    assert_eq!(whole.columns.get("description"), Some("Ward 4"));
    assert_eq!(counts(&import(&mut given, &[&later, OTHER])), [0, 0, 2, 0]);
}

#[test]
fn what_the_source_empties_is_empty_and_what_it_opens_again_is_open() {
    let mut given = Given::new();
    let resolved = FIRST
        .replace("Ward 4,2,", "Ward 4,6,")
        .replace(",,2026-01-01 01", ",2026-01-01 01:00:00,2026-01-01 01");
    import(&mut given, &[&resolved]);
    assert_eq!(record(&given, "INC1").state(), State::Resolved);
    let emptied = "INC1,Printer jams,,3,4,,,,,,2026-01-01 00:00:00,2026-01-01 01:00:00,2026-01-03 00:00:00,a\n";
    let plan = import(&mut given, &[emptied]);
    assert_eq!((counts(&plan), plan.conflicts.len()), ([0, 1, 0, 0], 0));
    let record = record(&given, "INC1");
    assert_eq!(record.state(), State::OnHold);
    assert_eq!(record.moment(Milestone::Resolved), None);
    assert_eq!((record.owner, record.category), (None, None));
    assert_eq!(record.assessment, None);
    assert_eq!(record.description, "");
    assert_eq!(counts(&import(&mut given, &[emptied])), [0, 0, 1, 0]);
}

#[test]
fn an_older_file_takes_nothing_back() {
    let mut given = Given::new();
    let later = FIRST
        .replace("jams", "burns")
        .replace("01-01 01:00", "01-04 00:00");
    import(&mut given, &[&later]);
    assert_eq!(counts(&import(&mut given, &[FIRST])), [0, 0, 0, 1]);
    assert_eq!(record(&given, "INC1").title, "Printer burns");
}

#[test]
fn local_edits_live_on_and_differences_show_as_conflicts() {
    let mut given = Given::new();
    import(&mut given, &[FIRST, OTHER]);
    let set = |record, change| Command::Set { record, change };
    given.when(set(
        id("INC1"),
        Change::Title("Label printer jams".to_owned()),
    ));
    given.when(set(
        id("INC1"),
        Change::Description("Ward 4, left".to_owned()),
    ));
    given.act(id("INC2"), Move::Acknowledge);
    let later = FIRST
        .replace("jams", "burns")
        .replace("01-01 01:00", "01-04 00:00");
    let other = OTHER
        .replace(",,1,,1", ",,2,,1")
        .replace("01-05 01:00", "01-06 00:00");
    let plan = import(&mut given, &[&later, &other]);
    // Only the title changed on both sides; an acknowledgement yields to the source's state.
    assert_eq!(plan.conflicts, [(id("INC1"), Field::Title)]);
    let one = record(&given, "INC1");
    assert_eq!(one.conflicts, [Field::Title]);
    assert_eq!(one.description, "Ward 4, left");
    let two = record(&given, "INC2");
    assert_eq!(
        (two.conflicts.len(), two.state()),
        (0, State::Investigating)
    );
    assert!(two.is_acknowledged());
    // Settled for good: the same file does not raise it again.
    let ledger = given.board().ledger(Subject::Record(one.id));
    let local = ledger.live(Field::Title).find(|id| {
        let event = ledger.events.iter().find(|event| event.id == *id).unwrap();
        event.head.kind == Kind::TitleSet
    });
    given.when(Command::Settle {
        record: Some(one.id),
        field: Field::Title,
        choice: local.unwrap(),
    });
    assert!(import(&mut given, &[&later, &other]).is_empty());
    let one = record(&given, "INC1");
    assert_eq!(
        (one.title.as_str(), one.conflicts.len()),
        ("Label printer jams", 0)
    );
}

#[test]
fn an_edit_that_the_source_makes_too_is_no_conflict() {
    let mut given = Given::new();
    import(&mut given, &[FIRST]);
    given.when(Command::Set {
        record: id("INC1"),
        change: Change::Title("Printer burns".to_owned()),
    });
    let later = FIRST
        .replace("jams", "burns")
        .replace("01-01 01:00", "01-04 00:00");
    assert_eq!(import(&mut given, &[&later]).conflicts, []);
    assert_eq!(record(&given, "INC1").conflicts, []);
}

#[test]
fn two_people_who_import_the_same_file_end_with_the_same_records() {
    let later = FIRST
        .replace("jams", "burns")
        .replace("01-01 01:00", "01-04 00:00");
    let mut ana = Given::new();
    import(&mut ana, &[FIRST, OTHER]);
    let mut ben = Given::by(2, "Ben");
    import(&mut ben, &[FIRST, OTHER]);
    // Ben's file is newer by now, and each merges the other's log.
    import(&mut ben, &[&later, OTHER]);
    let before = ana.book.log().len();
    ana.merge(&ben);
    ben.merge(&ana);
    assert!(ana.book.log().len() > before);
    assert_eq!(ana.board().digest(), ben.board().digest());
    assert_eq!(ana.board().records().len(), 2);
    for given in [&ana, &ben] {
        assert_eq!(record(given, "INC1").title, "Printer burns");
        assert!(
            given
                .board()
                .records()
                .iter()
                .all(|record| record.conflicts.is_empty())
        );
        assert_eq!(given.board().reference(id("INC1")), "INC1");
    }
    assert!(import(&mut ana, &[&later, OTHER]).is_empty());
}

/// Erases what the last import of a record said.
fn erase_last_import(given: &mut Given, number: &str) {
    let ledger = given.board().ledger(Subject::Record(id(number)));
    let last = ledger.of_kind(Kind::Imported).last().unwrap().id;
    given.when(Command::Erase { events: vec![last] });
}

#[test]
fn erasing_a_later_import_takes_back_only_what_it_said() {
    let mut given = Given::new();
    let resolved = FIRST
        .replace("Ward 4,2,", "Ward 4,6,")
        .replace(",,2026-01-01 01", ",2026-01-01 01:00:00,2026-01-01 01");
    import(&mut given, &[&resolved]);
    let later = resolved.replace("Ward 4", "the patient's name");
    import(&mut given, &[&later]);
    erase_last_import(&mut given, "INC1");
    let erased = record(&given, "INC1");
    assert_eq!(erased.state(), State::Resolved);
    assert_eq!(erased.title, "Printer jams");
    assert_eq!((erased.withheld, erased.conflicts), (vec![], vec![]));
    assert_eq!(erased.description, "Ward 4");
    // The file that brought it brings it again, once.
    assert_eq!(counts(&import(&mut given, &[&later])), [0, 1, 0, 0]);
    assert_eq!(record(&given, "INC1").description, "the patient's name");
    assert_eq!(counts(&import(&mut given, &[&later])), [0, 0, 1, 0]);
}

#[test]
fn what_a_first_import_withholds_the_file_gives_again() {
    let mut ana = Given::new();
    import(&mut ana, &[FIRST]);
    let mut ben = Given::by(2, "Ben");
    import(&mut ben, &[FIRST]);
    erase_last_import(&mut ben, "INC1");
    assert_eq!(record(&ben, "INC1").title, "");
    ana.merge(&ben);
    let fields = [Field::Kind, Field::Title, Field::State];
    assert_eq!(record(&ana, "INC1").conflicts, fields);
    for given in [&mut ana, &mut ben] {
        let plan = import(given, &[FIRST]);
        assert_eq!((plan.records, plan.is_empty()), (1, false));
        let whole = record(given, "INC1");
        assert_eq!(whole.title, "Printer jams");
        assert_eq!(whole.state(), State::Investigating);
        assert_eq!((whole.withheld, whole.conflicts), (vec![], vec![]));
        assert!(import(given, &[FIRST]).is_empty());
    }
}

#[test]
fn instances_are_kept_apart() {
    let mut given = Given::new();
    import(&mut given, &[FIRST]);
    let text = format!("{HEADER}{FIRST}");
    let plan = plan(given.board(), read(&text, "south", Zone::AsWritten));
    assert_eq!(counts(&plan), [1, 0, 0, 0]);
}

#[test]
fn the_matrix_of_the_data_is_found() {
    let row = |number: u8, rated: &str| {
        format!("INC{number},x,,1,,{rated},,,2026-01-01 00:00:00,,2026-01-01 00:00:00,\n")
    };
    let rows = [
        row(1, "1,1,1"),
        row(2, "3,3,4"),
        row(3, "3,3,4"),
        row(4, "3,3,5"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let given = Given::new();
    let plan = plan(given.board(), sheet(&rows));
    assert!(plan.differs_from_workspace);
    let stock = plan.matrix.stock();
    assert_eq!(stock, Preset::ServiceNow.matrix());
    let differing = plan.matrix.differing(&stock);
    assert_eq!(differing.len(), 1);
    assert_eq!(
        (differing[0].0, differing[0].1, differing[0].2.number()),
        (3, 3, 4)
    );
    let table = plan.matrix.table();
    assert_eq!(table.priority(3, 3).unwrap().number(), 4);
    assert_eq!(table.priority(1, 2), stock.priority(1, 2));
}
