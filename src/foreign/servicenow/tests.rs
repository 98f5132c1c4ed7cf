use crate::{
    domain::{
        fact::Clearable,
        ids::CategoryId,
        priority::{Priority, Severity},
        state::{Channel, HoldReason, Milestone, RecordKind, State},
        time::Moment,
    },
    foreign::{
        ids,
        odd::Seen,
        servicenow::{Fills, Reason, Row, Sheet, snapshot::Snapshot},
        table, work,
        zone::Zone,
    },
    report::when,
};

fn sheet(text: &str) -> Sheet {
    let table = table::read(text).unwrap();
    work::done(Snapshot::new(&table, "", Zone::AsWritten))
}

/// The only row of a table.
fn row(text: &str) -> Row {
    let sheet = sheet(text);
    assert_eq!(sheet.rejected, []);
    assert_eq!(sheet.rows.len(), 1);
    sheet.rows.into_iter().next().unwrap()
}

fn at(text: &str) -> Moment {
    when::parse(text, Moment(0), |_| 0).unwrap()
}

#[test]
fn a_row_of_codes_is_a_record() {
    let row = row(
        "number,short_description,description,incident_state,hold_reason,impact,urgency,priority,\
         severity,category,assignment_group,assigned_to,caller_id,contact_type,opened_at,\
         resolved_at,closed_at,sys_updated_on,reopen_count,u_ward\n\
         INC0010001,Printer jams,\"Ward 4,\nlabel side\",3,4,2,1,2,1,Hardware,Network,Ben,\
         Nurse Joy,self-service,2026-01-02 03:04:05,,,2026-01-03 00:00:00,2,4B\n",
    );
    let imported = &row.imported;
    assert_eq!(row.id, ids::record("servicenow", "", "INC0010001"));
    assert_eq!(imported.kind, Some(RecordKind::Incident));
    assert_eq!(imported.title.as_deref(), Some("Printer jams"));
    assert_eq!(imported.description.as_deref(), Some("Ward 4,\nlabel side"));
    assert_eq!(imported.state, Some(State::OnHold));
    assert_eq!(imported.hold, Some(HoldReason::Vendor));
    let assessment = imported.assessment.as_ref().unwrap();
    assert_eq!((assessment.impact, assessment.urgency), (2, 1));
    assert_eq!(assessment.priority, Priority::P2);
    assert_eq!(imported.severity, Some(Severity::Sev1));
    assert_eq!(imported.category, Some(CategoryId::built_in(1)));
    assert_eq!(imported.reporter.as_deref(), Some("Nurse Joy"));
    assert_eq!(imported.channel, Some(Channel::Portal));
    assert_eq!(
        imported.labels.get(&imported.team.unwrap().to_string()),
        Some("Network")
    );
    assert_eq!(
        imported.labels.get(&imported.owner.unwrap().to_string()),
        Some("Ben")
    );
    assert_eq!(imported.updated, at("2026-01-03 00:00"));
    let reported = imported.milestones[&Milestone::Reported];
    assert_eq!(reported, Some(Moment(at("2026-01-02 03:04").0 + 5_000)));
    assert_eq!(imported.columns.get("reopen_count"), Some("2"));
    assert_eq!(
        imported.columns.get("description"),
        Some("Ward 4,\nlabel side")
    );
    assert_eq!(imported.columns.len(), 20);
}

#[test]
fn display_values_and_labels_mean_the_same_as_codes_and_field_names() {
    let codes = row(
        "number;incident_state;impact;urgency;priority;severity;opened_at\n\
         INC1;6;3;3;5;3;2026-01-02 03:04:05\n",
    );
    let words = row(
        "\u{feff}Number,State,Impact,Urgency,Priority,Severity,Opened\n\
         INC1,Resolved,3 - Low,3 - Low,5 - Planning,3 - Low,2026-01-02T03:04:05Z\n"
            .trim_start_matches('\u{feff}'),
    );
    assert_eq!(codes.id, words.id);
    assert_eq!(codes.imported.state, words.imported.state);
    assert_eq!(codes.imported.assessment, words.imported.assessment);
    assert_eq!(codes.imported.severity, words.imported.severity);
    assert_eq!(
        codes.imported.milestones[&Milestone::Reported],
        words.imported.milestones[&Milestone::Reported]
    );
}

#[test]
fn the_state_decides_which_milestones_stand() {
    let ended = |state: &str| {
        let text = format!(
            "number,state,opened_at,resolved_at,closed_at\n\
             INC1,{state},2026-01-01 00:00:00,2026-01-02 00:00:00,2026-01-03 00:00:00\n"
        );
        let row = row(&text);
        assert_eq!(
            row.imported.columns.get("closed_at"),
            Some("2026-01-03 00:00:00")
        );
        let has = |milestone| row.imported.milestones[&milestone].is_some();
        let earlier = row.imported.earlier.len();
        (has(Milestone::Resolved), has(Milestone::Closed), earlier)
    };
    // Open again: it ended earlier.
    assert_eq!(ended("2"), (false, false, 2));
    assert_eq!(ended("6"), (true, false, 0));
    assert_eq!(ended("7"), (true, true, 0));
    assert_eq!(ended("8"), (true, true, 0));
}

#[test]
fn the_priority_of_the_file_stands_and_may_stand_alone() {
    let rated = |cells: &str| {
        let text = format!(
            "number,state,opened_at,impact,urgency,priority\nINC1,1,2026-01-01 00:00:00,{cells}\n"
        );
        let assessment = row(&text).imported.assessment?;
        Some((
            assessment.impact,
            assessment.urgency,
            assessment.priority.number(),
        ))
    };
    assert_eq!(rated("3,3,4"), Some((3, 3, 4)));
    assert_eq!(rated("1,2,"), Some((1, 2, 2)));
    assert_eq!(rated(",,1 - Critical"), Some((0, 0, 1)));
    assert_eq!(rated("1,,"), None);
    assert_eq!(rated(",,"), None);
}

#[test]
fn what_has_no_meaning_here_is_kept_and_counted() {
    let sheet = sheet(
        "number,state,active,opened_at,contact_type,category\n\
         INC1,-100,false,2026-01-01 00:00:00,dvr,inquiry\n\
         INC2,-100,true,2026-01-01 00:00:00,dvr,Inquiry\n",
    );
    let states: Vec<_> = sheet.rows.iter().map(|row| row.imported.state).collect();
    assert_eq!(states, [Some(State::Closed), Some(State::New)]);
    let seen = Some(Seen { count: 2, line: 2 });
    let said = |column: &str, cell: &str| sheet.not_understood.of(column, cell);
    assert_eq!(
        (said("state", "-100"), said("contact_type", "dvr")),
        (seen, seen)
    );
    assert_eq!(sheet.not_understood.len(), 2);
    assert_eq!(
        sheet.rows[0].imported.category,
        sheet.rows[1].imported.category
    );
    assert_eq!(sheet.rows[0].imported.columns.get("state"), Some("-100"));
}

#[test]
fn a_state_without_meaning_is_closed_only_where_active_says_no() {
    for (active, state) in [
        ("true", State::New),
        ("TRUE", State::New),
        ("True", State::New),
        ("1", State::New),
        ("", State::New),
        ("yes", State::New),
        ("false", State::Closed),
        (" FALSE ", State::Closed),
        ("0", State::Closed),
    ] {
        let text =
            format!("number,state,active,opened_at\nINC1,-100,{active},2026-01-01 00:00:00\n");
        assert_eq!(row(&text).imported.state, Some(state), "{active:?}");
    }
}

#[test]
fn a_row_is_dated_by_whatever_date_it_has() {
    for (dates, updated) in [
        (
            "2026-01-01 00:00:00,2026-01-04 00:00:00,2026-01-03 00:00:00",
            3,
        ),
        ("2026-01-01 00:00:00,2026-01-04 00:00:00,", 4),
        (",2026-01-04 00:00:00,", 4),
    ] {
        let text = format!("number,state,opened_at,closed_at,sys_updated_on\nINC1,7,{dates}\n");
        let day = Moment(1_767_225_600_000 + (updated - 1) * 86_400_000);
        assert_eq!(row(&text).imported.updated, day, "{dates}");
    }
}

#[test]
fn empty_cells_say_that_something_is_empty_and_missing_columns_say_nothing() {
    let without = row("number,state,opened_at\nINC1,1,2026-01-01 00:00:00\n").imported;
    assert!(without.cleared.is_empty() && without.description.is_none());
    let empty = row(
        "number,state,opened_at,assigned_to,category,priority,description\n\
         INC1,1,2026-01-01 00:00:00,,,,\n",
    );
    let cleared: Vec<_> = empty.imported.cleared.into_iter().collect();
    assert_eq!(
        cleared,
        [Clearable::Category, Clearable::Assessment, Clearable::Owner]
    );
    assert_eq!(empty.imported.description.as_deref(), Some(""));
}

#[test]
fn bad_rows_stay_out_with_line_and_reason() {
    let long = "x".repeat(501);
    let huge = "\u{1}".repeat(160_000);
    let sheet = sheet(&format!(
        "number,state,opened_at,short_description\n\
         INC1,1,2026-01-01 00:00:00,good\n\
         ,1,2026-01-01 00:00:00,no number\n\
         INC3,1,29/2/2016 08:23,\"a date\nof another kind\"\n\
         INC4,1,2026-02-30 00:00:00,no such day\n\
         INC5,1,2026-01-01 00:00:00,{long}\n\
         INC6,1\n\
         INC7,1,2026-01-01 00:00:00,x,y\n\
         INC1,1,2026-01-01 00:00:00,good\n\
         INC1,2,2026-01-01 00:00:00,good\n\
         INC9,{huge},2026-01-01 00:00:00,x\n\
         INC10,1,,no date\n\
         INC11,1,2026-01-01 00:00:00,fine\n"
    ));
    let lines: Vec<usize> = sheet.rejected.iter().map(|row| row.line).collect();
    assert_eq!(lines, [3, 4, 6, 7, 8, 9, 11, 12, 13]);
    let reasons: Vec<&Reason> = sheet.rejected.iter().map(|row| &row.reason).collect();
    assert_eq!(*reasons[0], Reason::NoNumber);
    let time = |text: &str| Reason::UnreadableTime {
        column: "opened_at".to_owned(),
        text: text.to_owned(),
    };
    assert_eq!(*reasons[1], time("29/2/2016 08:23"));
    assert_eq!(*reasons[2], time("2026-02-30 00:00:00"));
    assert_eq!(*reasons[3], Reason::LongTitle { characters: 501 });
    assert_eq!(
        *reasons[4],
        Reason::CellCount {
            cells: 2,
            columns: 4
        }
    );
    assert_eq!(
        *reasons[5],
        Reason::CellCount {
            cells: 5,
            columns: 4
        }
    );
    assert_eq!(
        *reasons[6],
        Reason::Twice {
            number: "INC1".to_owned(),
            line: 2
        }
    );
    assert!(matches!(reasons[7], Reason::TooLarge { .. }));
    assert_eq!(*reasons[8], Reason::NoDate);
    assert_eq!((sheet.rows.len(), sheet.repeated), (2, 1));
    assert_eq!(
        reasons[1].to_string(),
        "opened_at is “29/2/2016 08:23”, not a time like 2026-11-17 03:14:00"
    );
}

#[test]
fn a_record_without_a_title_is_called_by_its_number_and_requests_are_requests() {
    let imported =
        row("number,state,opened_at,short_description\nRITM7,1,2026-01-01 00:00:00,\n").imported;
    assert_eq!(imported.title.as_deref(), Some("RITM7"));
    assert_eq!(imported.kind, Some(RecordKind::Request));
}

#[test]
fn every_column_says_what_it_fills_and_of_two_with_one_meaning_the_first_counts() {
    let text = "Number,State,opened_at,Opened,sys_id,short_description\n\
                INC1,1,2026-01-01 00:00:00,2026-02-02 00:00:00,,\n\
                INC2,1,2026-01-03 00:00:00,2026-02-03 00:00:00,b2,Printer jams\n";
    let table = table::read(text).unwrap();
    let sheet = work::done(Snapshot::new(&table, "", Zone::Utc));
    let said: Vec<_> = (sheet.columns.iter())
        .map(|column| (column.name.as_str(), column.fills, column.example.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("Number", Fills::Field("Number"), "INC1"),
            ("State", Fills::Field("State"), "1"),
            ("opened_at", Fills::Field("Reported"), "2026-01-01 00:00:00"),
            ("Opened", Fills::Again("Reported"), "2026-02-02 00:00:00"),
            ("sys_id", Fills::Nothing, "b2"),
            ("short_description", Fills::Field("Title"), "Printer jams"),
        ]
    );
    let reported = sheet.rows[0].imported.milestones[&Milestone::Reported];
    assert_eq!(reported, Some(Moment(1_767_225_600_000)));
}
