use super::*;
use crate::{
    domain::state::Milestone,
    foreign::{ids, odd::Seen, table},
    report::when,
};

const HEADER: &str = "number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,\
                      opened_by,opened_at,sys_updated_at,priority,resolved_at,closed_at\n";

fn sheet(rows: &[&str]) -> Sheet {
    let text = [&[HEADER], rows].concat().concat();
    work::done(Audit::new(
        &table::read(&text).unwrap(),
        "",
        Zone::AsWritten,
    ))
}

fn only(sheet: &Sheet) -> &Imported {
    assert_eq!(
        (sheet.rows.len(), sheet.rejected.len()),
        (1, 0),
        "{:?}",
        sheet.rejected
    );
    &sheet.rows[0].imported
}

fn said(at: Moment) -> String {
    when::full(at, |_| 0)
}

const NEW: &str = "INC1,New,true,0,0,0,Opened by  8,29/2/2016 08:23,29/2/2016 08:24,3 - Moderate,1/3/2016 09:00,2/3/2016 10:00\n";
const ACTIVE: &str = "INC1,Active,true,1,0,2,Opened by  8,29/2/2016 08:23,29/2/2016 08:30,3 - Moderate,1/3/2016 09:00,2/3/2016 10:00\n";
const WAITING: &str = "INC1,Awaiting User Info,true,1,0,3,Opened by  8,29/2/2016 08:23,29/2/2016 12:00,2 - High,1/3/2016 09:00,2/3/2016 10:00\n";
const CLOSED: &str = "INC1,Closed,false,2,1,9,Opened by  8,29/2/2016 08:23,2/3/2016 10:00,2 - High,1/3/2016 09:00,2/3/2016 10:00\n";
const OTHER: &str = "INC2,New,true,0,0,0,?,1/3/2016 7:05,1/3/2016 07:05,4 - Low,?,?\n";

#[test]
fn the_last_row_is_the_record_and_all_rows_are_its_history() {
    let sheet = sheet(&[NEW, ACTIVE, WAITING, CLOSED]);
    let imported = only(&sheet);
    assert_eq!(sheet.rows[0].id, ids::record("servicenow", "", "INC1"));
    assert_eq!(sheet.history, 4);
    assert!(sheet.zoneless && sheet.dated);
    assert_eq!(imported.state, Some(State::Closed));
    assert_eq!(imported.assessment.as_ref().unwrap().priority.number(), 2);
    assert_eq!(
        (imported.reassignments, imported.reopenings),
        (Some(2), Some(1))
    );
    assert_eq!(imported.columns.get("opened_by"), Some("Opened by  8"));
    assert_eq!(imported.reporter.as_deref(), Some("Opened by  8"));
    assert_eq!(said(imported.updated), "2016-03-02 10:00");
    let at = |milestone| said(imported.milestones[&milestone].unwrap());
    assert_eq!(at(Milestone::Reported), "2016-02-29 08:23");
    assert_eq!(at(Milestone::Resolved), "2016-03-01 09:00");
    assert_eq!(at(Milestone::Closed), "2016-03-02 10:00");
    let history = &imported.history;
    let states: Vec<_> = history.iter().map(|past| (past.state, past.hold)).collect();
    assert_eq!(
        states,
        [
            (Some(State::New), None),
            (Some(State::Investigating), None),
            (Some(State::OnHold), Some(HoldReason::Caller)),
            (Some(State::Closed), None),
        ]
    );
    assert!(history[0].was.is_empty());
    let was = |number: usize| -> Vec<(&str, &str)> { history[number].was.iter().collect() };
    assert_eq!(
        was(1),
        [
            ("incident_state", "New"),
            ("reassignment_count", "0"),
            ("sys_mod_count", "0")
        ]
    );
    assert_eq!(
        was(2),
        [
            ("incident_state", "Active"),
            ("priority", "3 - Moderate"),
            ("sys_mod_count", "2")
        ]
    );
}

#[test]
fn the_order_of_the_file_does_not_matter_and_incidents_may_be_mixed() {
    let whole = sheet(&[NEW, ACTIVE, WAITING, CLOSED, OTHER]);
    let mixed = sheet(&[CLOSED, OTHER, NEW, WAITING, ACTIVE]);
    let of = |sheet: &Sheet, number: &str| {
        let mut rows = sheet.rows.iter().map(|row| &row.imported);
        rows.find(|imported| imported.number == number)
            .unwrap()
            .clone()
    };
    assert_eq!(of(&whole, "INC1"), of(&mixed, "INC1"));
    assert_eq!(of(&whole, "INC2"), of(&mixed, "INC2"));
    assert_eq!((mixed.rows.len(), mixed.history), (2, 5));
}

#[test]
fn of_one_minute_the_count_of_changes_says_the_order_and_then_the_file() {
    let later = ACTIVE.replace("29/2/2016 08:30", "29/2/2016 08:24");
    assert_eq!(
        only(&sheet(&[&later, NEW])).state,
        Some(State::Investigating)
    );
    let tied = later.replace("0,2,Opened", "0,0,Opened");
    assert_eq!(only(&sheet(&[&tied, NEW])).state, Some(State::New));
    assert_eq!(
        only(&sheet(&[NEW, &tied])).state,
        Some(State::Investigating)
    );
}

#[test]
fn identical_rows_count_once() {
    let sheet = sheet(&[NEW, ACTIVE, NEW, ACTIVE]);
    assert_eq!((only(&sheet).history.len(), sheet.repeated), (2, 2));
}

#[test]
fn a_question_mark_is_nothing() {
    let sheet = sheet(&[OTHER]);
    let imported = only(&sheet);
    assert_eq!(imported.milestones[&Milestone::Resolved], None);
    assert_eq!(imported.reporter.as_deref(), Some(""));
    assert_eq!(imported.columns.get("opened_by"), Some(""));
    let later = OTHER.replace(
        ",?,1/3/2016 7:05,1/3/2016 07:05",
        ",Ben,1/3/2016 7:05,1/3/2016 07:06",
    );
    let sheet = self::sheet(&[OTHER, &later]);
    assert_eq!(only(&sheet).history[1].was.get("opened_by"), Some(""));
}

#[test]
fn a_state_without_meaning_is_counted_and_stands_in_the_history_as_none() {
    let odd = ACTIVE.replace("Active", "-100");
    let sheet = sheet(&[NEW, &odd, CLOSED]);
    assert_eq!(only(&sheet).history[1].state, None);
    let seen = Seen { count: 1, line: 3 };
    assert_eq!(
        sheet.not_understood.of("incident_state", "-100"),
        Some(seen)
    );
    assert_eq!(sheet.not_understood.len(), 1);
    // As the last one it is counted once too.
    let sheet = self::sheet(&[NEW, &odd]);
    assert_eq!(
        sheet.not_understood.of("incident_state", "-100"),
        Some(seen)
    );
    assert_eq!(only(&sheet).state, Some(State::New));
}

#[test]
fn rows_before_the_report_and_after_the_end_are_history_too() {
    let early = NEW.replace("29/2/2016 08:24", "28/2/2016 23:59");
    let after = CLOSED
        .replace("0,2/3/2016 10:00,", "0,3/3/2016 00:00,")
        .replace(",9,", ",10,");
    let sheet = sheet(&[&early, CLOSED, &after]);
    let imported = only(&sheet);
    assert_eq!(said(imported.history[0].at), "2016-02-28 23:59");
    assert_eq!(
        said(imported.milestones[&Milestone::Reported].unwrap()),
        "2016-02-29 08:23"
    );
    assert_eq!(imported.history.len(), 3);
    assert_eq!(
        said(imported.milestones[&Milestone::Closed].unwrap()),
        "2016-03-02 10:00"
    );
}

#[test]
fn bad_rows_are_named_and_the_rest_stands() {
    let cut = "INC3,Closed,fal";
    let undated = OTHER.replace("1/3/2016 07:05,4", "?,4");
    let wrong = ACTIVE.replace("29/2/2016 08:30", "32/2/2016 08:30");
    let sheet = sheet(&[NEW, &undated, &wrong, ",New,,,,,,,,,,\n", cut]);
    assert_eq!(sheet.rows.len(), 1);
    assert_eq!(sheet.rows[0].imported.history.len(), 1);
    let reasons: Vec<_> = (sheet.rejected.iter())
        .map(|rejected| (rejected.line, rejected.reason.to_string()))
        .collect();
    assert_eq!(
        reasons[0],
        (
            3,
            "it does not say when it was written: sys_updated_at is empty".to_owned()
        )
    );
    assert_eq!(reasons[1].0, 4);
    assert!(reasons[1].1.contains("32/2/2016 08:30"));
    assert_eq!(reasons[2], (5, "it has no number".to_owned()));
    assert_eq!(
        reasons[3],
        (
            6,
            "it has 3 cells and there are 12 columns: the file ends here, cut off".to_owned()
        )
    );
}

#[test]
fn of_an_incident_that_the_file_is_cut_off_in_nothing_comes_in() {
    let sheet = sheet(&[NEW, OTHER, ACTIVE, "INC1,Closed,fal"]);
    assert_eq!(sheet.rows.len(), 1);
    assert_eq!(sheet.rows[0].imported.number, "INC2");
    let reasons = (sheet.rejected.iter()).map(|it| (it.line, it.reason.clone()));
    let torn = Reason::Torn { line: 5 };
    let cut = Reason::CutOff {
        cells: 3,
        columns: 12,
    };
    let expected = [(2, torn.clone()), (4, torn), (5, cut)];
    assert_eq!(reasons.collect::<Vec<_>>(), expected);
}

#[test]
fn dates_say_whether_the_month_comes_first() {
    let month_first = |row: &str| {
        row.replace("29/2/", "2/29/")
            .replace("1/3/", "3/1/")
            .replace("2/3/", "3/2/")
    };
    let rows = [NEW, ACTIVE, OTHER].map(month_first);
    let sheet = sheet(&rows.each_ref().map(String::as_str));
    assert_eq!((sheet.rows.len(), sheet.rejected.len()), (2, 0));
    let reported =
        |place: usize| said(sheet.rows[place].imported.milestones[&Milestone::Reported].unwrap());
    assert_eq!(
        (reported(0), reported(1)),
        ("2016-02-29 08:23".to_owned(), "2016-03-01 07:05".to_owned())
    );
}

#[test]
fn of_dates_in_both_orders_none_is_guessed() {
    let other = OTHER.replace("1/3/2016", "3/31/2016");
    let sheet = sheet(&[NEW, ACTIVE, &other]);
    assert_eq!(sheet.rows.len(), 0);
    assert!(
        sheet
            .rejected
            .iter()
            .all(|it| it.reason.to_string().contains("/2016"))
    );
    assert_eq!(sheet.rejected.len(), 3);
}

#[test]
fn a_history_too_large_for_one_event_is_refused_in_a_sentence() {
    let long = "x".repeat(1_000);
    let rows: Vec<String> = (0..1_000)
        .map(|row| ACTIVE.replace("0,2,Opened by  8", &format!("0,{row},{row}{long}")))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).chain([OTHER]).collect();
    let sheet = sheet(&rows);
    assert_eq!(sheet.rows.len(), 1);
    assert!(matches!(
        sheet.rejected[0].reason,
        Reason::TooLarge { kilobytes: 1_000.. }
    ));
}
