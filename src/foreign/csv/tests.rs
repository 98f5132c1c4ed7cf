use crate::{
    domain::{
        fact::Mapping,
        ids::CategoryId,
        priority::{Preset, Priority, Scale, Severity},
        state::{Channel, HoldReason, Milestone, RecordKind, State},
        time::Moment,
    },
    foreign::{
        csv::{Mapped, Reading, guess, survey, target::Target},
        ids,
        odd::Seen,
        servicenow::{Reason, Row},
        table::{self, Table},
        work,
    },
    report::when,
};

const NOW: Moment = Moment(1_790_000_000_000);

fn table(text: &str) -> Table {
    table::read(text).unwrap()
}

fn mapped(text: &str) -> Mapped {
    let table = table(text);
    let mapping = guess::mapping(&table, None);
    read(&table, &mapping)
}

/// What a column of dates shows.
fn dates(table: &Table, place: usize) -> survey::Dates {
    let mapping = guess::begin(table, None);
    let found = work::done(survey::Surveying::new(
        table,
        &mapping,
        &survey::Survey::default(),
    ));
    found.dates(place).unwrap().clone()
}

fn read(table: &Table, mapping: &Mapping) -> Mapped {
    work::done(Reading::new(table, mapping, "", NOW))
}

/// The rows of a table that is read as it seems to be meant.
fn rows(text: &str) -> Vec<Row> {
    let mapped = mapped(text);
    assert_eq!(mapped.sheet.rejected, []);
    mapped.sheet.rows
}

fn reasons(mapped: &Mapped) -> Vec<(usize, String)> {
    let rejected = mapped.sheet.rejected.iter();
    rejected
        .map(|row| (row.line, row.reason.to_string()))
        .collect()
}

fn at(row: &Row, milestone: Milestone) -> Option<String> {
    let at = row.imported.milestones.get(&milestone).copied().flatten()?;
    Some(when::iso(at)[..16].to_owned())
}

/// The columns that a table's guess fills, by field.
fn guessed(header: &str, row: &str) -> Vec<(String, String)> {
    let table = table(&format!("{header}\n{row}\n"));
    let mapping = guess::mapping(&table, None);
    let places = guess::places(&table, &mapping).into_iter();
    places
        .map(|(target, place)| (target.slug().to_owned(), table.header[place].clone()))
        .collect()
}

#[test]
fn a_row_of_words_is_a_record() {
    let rows = rows(
        "Nr;Betreff;Beschreibung;Typ;Status;Wartegrund;Priorität;Auswirkung;Dringlichkeit;\
         Schweregrad;Kategorie;Bearbeiter;Gruppe;Melder;Kanal;Gemeldet am;Behoben am;\
         Geändert am;Raum\n\
         4711;Drucker druckt nicht;\"Station 4,\n2. OG\";Störung;Wartend;Lieferant;Hoch;Hoch;\
         Mittel;Leicht;Hardware;Ben;Netz;Schwester Rita;Telefon;02.01.2026 03:04;;\
         03.01.2026 10:00:30;4B\n",
    );
    let row = &rows[0];
    let imported = &row.imported;
    assert_eq!(row.id, ids::record("csv", "", "4711"));
    assert_eq!(imported.source, "csv");
    assert_eq!(imported.title.as_deref(), Some("Drucker druckt nicht"));
    assert_eq!(imported.description.as_deref(), Some("Station 4,\n2. OG"));
    assert_eq!(imported.kind, Some(RecordKind::Incident));
    assert_eq!(
        (imported.state, imported.hold),
        (Some(State::OnHold), Some(HoldReason::Vendor))
    );
    let assessment = imported.assessment.as_ref().unwrap();
    assert_eq!((assessment.impact, assessment.urgency), (1, 2));
    assert_eq!(assessment.priority, Priority::P2);
    assert_eq!(assessment.scale, Scale::Preset(Preset::ServiceNow));
    assert_eq!(imported.severity, Some(Severity::Sev4));
    assert_eq!(imported.category, Some(CategoryId::built_in(1)));
    assert_eq!(
        imported.labels.get(&imported.owner.unwrap().to_string()),
        Some("Ben")
    );
    assert_eq!(
        imported.labels.get(&imported.team.unwrap().to_string()),
        Some("Netz")
    );
    assert_eq!(imported.reporter.as_deref(), Some("Schwester Rita"));
    assert_eq!(imported.channel, Some(Channel::Phone));
    assert_eq!(
        at(row, Milestone::Reported).as_deref(),
        Some("2026-01-02T03:04")
    );
    assert_eq!(at(row, Milestone::Resolved), None);
    assert!(when::iso(imported.updated).starts_with("2026-01-03T10:00:30"));
    assert_eq!(imported.columns.get("Raum"), Some("4B"));
    assert_eq!(imported.columns.len(), 19);
}

#[test]
fn the_exports_of_other_tools_are_recognised_by_their_columns() {
    for (header, row, source, expected) in [
        (
            "Summary,Issue key,Issue id,Issue Type,Status,Priority,Assignee,Reporter,Created,Updated,Resolved,Component/s,Component/s,Description",
            "Down,OPS-1,77,Bug,Done,Major,ben,ana,24/Apr/13 11:43,25/Apr/13 11:43,,Net,,x",
            "jira",
            "number Issue key, title Summary, description Description, kind Issue Type, state Status, priority Priority, category Component/s, owner Assignee, reporter Reporter, reported Created, resolved Resolved, updated Updated",
        ),
        (
            "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Due Date,Tags,Notes",
            "12,2026-01-02,,2026-01-03,Down,To do,Ana,,,x",
            "asana",
            "number Task ID, title Name, description Notes, state Section/Column, owner Assignee, reported Created At, resolved Completed At, updated Last Modified",
        ),
        (
            "Name,Person,Status,Priority,Date,Item ID,Creation log",
            "Down,Ana,Stuck,High,2026-01-02,99,Ana Jan 2",
            "monday",
            "number Item ID, title Name, state Status, priority Priority, owner Person, reported Date",
        ),
        (
            "id,incident_number,description,service_name,escalation_policy_name,created_on,resolved_on,urgency,status,seconds_to_first_ack",
            "PX,12,Down,Web,Ops,2026-01-02T03:04:05Z,2026-01-02T04:04:05Z,high,resolved,30",
            "pagerduty",
            "number incident_number, description description, state status, urgency urgency, service service_name, team escalation_policy_name, reported created_on, resolved resolved_on",
        ),
        (
            "Id,Requester,Assignee,Group,Subject,Status,Priority,Via,Ticket type,Created at,Updated at,Assigned at,Solved at",
            "12,Ana,Ben,Ops,Down,Solved,Urgent,Mail,Incident,2026-01-02 03:04,2026-01-02 03:04,,2026-01-02 05:04",
            "zendesk",
            "number Id, title Subject, kind Ticket type, state Status, priority Priority, owner Assignee, team Group, reporter Requester, channel Via, reported Created at, assigned Assigned at, resolved Solved at, updated Updated at",
        ),
        (
            "ID;Title;Status;Last update;Opening date;Priority;Requester - Requester;Assigned to - Technician;Category",
            "12;Down;Processing (assigned);2026-01-02 03:04;2026-01-01 03:04;High;Ana;Ben;Net > WAN",
            "glpi",
            "number ID, title Title, state Status, priority Priority, category Category, owner Assigned to - Technician, reporter Requester - Requester, reported Opening date, updated Last update",
        ),
        (
            "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created Time,Resolved Time,Closed Time,Last Updated Time,Category,Sub-Category,Impact,Urgency,Requester Name",
            "12,Down,Open,Low,Phone,Incident,Ben,Ops,2026-01-02 03:04,,,2026-01-02 03:04,Net,WAN,Low,High,Ana",
            "freshservice",
            "number Ticket ID, title Subject, kind Type, state Status, priority Priority, impact Impact, urgency Urgency, category Category, subcategory Sub-Category, owner Agent, team Group, reporter Requester Name, channel Source, reported Created Time, resolved Resolved Time, closed Closed Time, updated Last Updated Time",
        ),
    ] {
        let found = guessed(header, row);
        let said: Vec<String> = found
            .iter()
            .map(|(field, column)| format!("{field} {column}"))
            .collect();
        assert_eq!(said.join(", "), expected);
        let table = table(&format!("{header}\n{row}\n"));
        assert_eq!(guess::mapping(&table, None).source, source);
        assert_eq!(
            mapped(&format!("{header}\n{row}\n")).sheet.rejected,
            [],
            "{source}"
        );
    }
}

#[test]
fn columns_that_only_sound_right_are_not_taken() {
    let columns = guessed(
        "Id,Status,Created,Resolution time,Resolved,Type",
        "1,Open,2026-01-02,3 hours,yes,A7",
    );
    let fields: Vec<&str> = columns.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["number", "state", "reported"]);
    // An id that repeats is no number.
    let table = table("Id,Summary\n1,a\n1,b\n1,c\n");
    assert!(!guess::mapping(&table, None).columns.contains_key("Id"));
}

#[test]
fn the_order_of_day_and_month_is_what_a_cell_proves() {
    for (dates, reported) in [
        (["03/04/2026 10:00", "29/04/2026 10:00"], "2026-04-03T10:00"),
        (["03/04/2026 10:00", "04/29/2026 10:00"], "2026-03-04T10:00"),
    ] {
        let text = format!("Id,Summary,Created\n1,a,{}\n2,b,{}\n", dates[0], dates[1]);
        assert_eq!(
            at(&rows(&text)[0], Milestone::Reported).as_deref(),
            Some(reported)
        );
    }
    // Another column of the same export proves it.
    let text = "Id,Summary,Created,Updated\n1,a,03/04/2026,29/04/2026\n";
    assert_eq!(
        at(&rows(text)[0], Milestone::Reported).as_deref(),
        Some("2026-04-03T00:00")
    );
}

#[test]
fn an_order_that_nothing_proves_is_asked_for_and_mixed_ones_are_said_with_their_lines() {
    let text = "Id,Summary,Created\n1,a,03/04/2026\n2,b,05/05/2026\n";
    assert_eq!(
        reasons(&mapped(text)),
        [(
            2,
            "Created is “03/04/2026”: nobody said yet whether the day or the month comes first"
                .to_owned()
        )]
    );
    let table = table(text);
    let mut mapping = guess::mapping(&table, None);
    assert!(dates(&table, 2).is_open());
    mapping
        .orders
        .insert("Created".to_owned(), "month-first".to_owned());
    let rows = read(&table, &mapping).sheet.rows;
    assert_eq!(
        at(&rows[0], Milestone::Reported).as_deref(),
        Some("2026-03-04T00:00")
    );

    let text = "Id,Summary,Created\n1,a,29/04/2026\n2,b,04/29/2026\n3,c,01/02/2026\n";
    let table = self::table(text);
    let seen = dates(&table, 2);
    assert!(seen.is_mixed() && seen.is_open());
    assert_eq!(seen.day_first, Some((2, "29/04/2026".to_owned())));
    assert_eq!(seen.month_first, Some((3, "04/29/2026".to_owned())));
    let lines: Vec<usize> = reasons(&mapped(text))
        .into_iter()
        .map(|(line, _)| line)
        .collect();
    assert_eq!(lines, [2, 3, 4]);
    let mut mapping = guess::mapping(&table, None);
    mapping
        .orders
        .insert("Created".to_owned(), "day-first".to_owned());
    assert_eq!(
        reasons(&read(&table, &mapping)),
        [(
            3,
            "Created is “04/29/2026”, which is no date with the day first".to_owned()
        )]
    );
}

#[test]
fn times_without_an_offset_are_of_the_zone_that_was_chosen() {
    let table =
        table("Id,Summary,Created,Updated\n1,a,2026-07-01 12:00,2026-07-01T12:00:00+02:00\n");
    let mut mapping = guess::mapping(&table, None);
    let reported = |mapping: &Mapping| {
        let row = read(&table, mapping).sheet.rows.remove(0);
        assert!(when::iso(row.imported.updated).starts_with("2026-07-01T10:00"));
        at(&row, Milestone::Reported).unwrap()
    };
    assert_eq!(reported(&mapping), "2026-07-01T12:00");
    mapping.zone = "Europe/Berlin".to_owned();
    assert_eq!(reported(&mapping), "2026-07-01T10:00");
}

#[test]
fn a_state_that_nobody_knows_keeps_its_rows_out_until_somebody_says_what_it_means() {
    let table =
        table("Id,Summary,Status,Priority\n1,a,Open,Whatever\n2,b,Frobnicated,High\n3,c,,Low\n");
    let mut mapping = guess::mapping(&table, None);
    let first = read(&table, &mapping);
    assert_eq!(
        reasons(&first),
        [(
            3,
            "Status is “Frobnicated”, and nobody said yet what that means".to_owned()
        )]
    );
    // An unknown priority bends nothing: the row comes in without one.
    assert_eq!(
        first.sheet.not_understood.of("Priority", "Whatever"),
        Some(Seen { count: 1, line: 2 })
    );
    assert_eq!(first.sheet.rows[0].imported.assessment, None);
    let values = mapping.values.get_mut("Status").unwrap();
    values.insert("Frobnicated".to_owned(), "hold/vendor".to_owned());
    let rows = read(&table, &mapping).sheet.rows;
    assert_eq!(rows[1].imported.hold, Some(HoldReason::Vendor));
}

#[test]
fn without_a_state_the_moments_tell_it() {
    let rows = rows(
        "Id,Summary,Created,Resolved,Closed\n\
         1,a,2026-01-01,,\n2,b,2026-01-01,2026-01-02,\n3,c,2026-01-01,2026-01-02,2026-01-03\n",
    );
    let states: Vec<_> = rows.iter().map(|row| row.imported.state.unwrap()).collect();
    assert_eq!(states, [State::New, State::Resolved, State::Closed]);
}

#[test]
fn rows_without_a_number_are_named_by_what_they_say() {
    let text =
        "Summary,Created,Status\na,2026-01-01,Open\nb,2026-01-01,Open\nb,2026-01-01,Closed\n";
    let first = mapped(text);
    assert!(!first.is_numbered);
    let number = |mapped: &Mapped, place: usize| mapped.sheet.rows[place].imported.number.clone();
    assert!(number(&first, 0).starts_with("ROW-") && number(&first, 0).len() == 14);
    assert_eq!(first.sheet.rows.len(), 3);
    // Its state changes and it stays itself.
    let later = mapped(&text.replace("a,2026-01-01,Open", "a,2026-01-01,Closed"));
    assert_eq!(number(&later, 0), number(&first, 0));
    let other = mapped(&text.replace("a,2026-01-01", "a,2026-01-02"));
    assert_ne!(number(&other, 0), number(&first, 0));
    // Where rows say the same, all of their cells name them, in any order of the file.
    let turned =
        "Summary,Created,Status\nb,2026-01-01,Closed\nb,2026-01-01,Open\na,2026-01-01,Open\n";
    assert_eq!(number(&mapped(turned), 0), number(&first, 2));
}

#[test]
fn rows_without_any_date_count_as_of_the_import() {
    let mapped = mapped("Id,Summary\n1,a\n2,b\n");
    assert_eq!(mapped.undated, 2);
    assert_eq!(mapped.sheet.rows[0].imported.updated, NOW);
    assert!(mapped.sheet.rows[0].imported.milestones.is_empty());
}

#[test]
fn a_long_text_is_a_description_and_its_beginning_the_title() {
    let long = "word ".repeat(200);
    let rows = rows(&format!(
        "Id,Summary,Notes\n1,{long},\n2,,\"first line\nsecond\"\n3,,\n"
    ));
    let imported = &rows[0].imported;
    assert_eq!(imported.description.as_deref(), Some(long.trim()));
    assert!(imported.title.as_ref().unwrap().ends_with("word…"));
    assert!(imported.title.as_ref().unwrap().chars().count() <= 500);
    assert_eq!(rows[1].imported.title.as_deref(), Some("first line"));
    assert_eq!(rows[2].imported.title.as_deref(), Some("3"));
}

#[test]
fn bad_rows_stay_out_with_line_and_reason() {
    let mapped = mapped(
        "Id,Summary,Created\n1,good,2026-01-01\n,no number,2026-01-01\n3,no date,soon\n\
         4,2026-01-01\n1,other,2026-01-01\n1,good,2026-01-01\n,,\n5,fine,\n6,b,2026-01-01\n\
         7,b,2026-01-01\n8,c,2026-01-01\n9,cut",
    );
    let lines: Vec<usize> = mapped.sheet.rejected.iter().map(|row| row.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 13]);
    let said = reasons(&mapped);
    assert_eq!(said[1].1, "Created is “soon”, which is no date");
    assert_eq!(said[2].1, "it has 2 cells; there are 3 columns");
    assert_eq!(said[3].1, "1 stands in line 2 already, with other content");
    assert_eq!(
        mapped.sheet.rejected[4].reason,
        Reason::CutOff {
            cells: 2,
            columns: 3
        }
    );
    assert_eq!((mapped.sheet.rows.len(), mapped.sheet.repeated), (5, 1));
}

#[test]
fn a_field_has_one_column_and_a_column_one_field() {
    let table = table("Id,Summary,Status,Stage\n1,a,Open,Done\n");
    let mut mapping = guess::mapping(&table, None);
    assert_eq!(mapping.columns["Status"], "state");
    guess::set(&mut mapping, "Stage", Some(Target::State));
    guess::learn_all(&table, &mut mapping);
    assert_eq!(mapping.columns.get("Status"), None);
    assert_eq!(mapping.values["Stage"]["Done"], "resolved");
    assert_eq!(guess::kept(&table, &mapping), ["Status"]);
    guess::set(&mut mapping, "Stage", None);
    assert!(!mapping.values.contains_key("Stage"));
}

#[test]
fn a_saved_mapping_is_completed_for_words_that_are_new() {
    let first = table("Id,Summary,Status\n1,a,Open\n");
    let mut saved = guess::mapping(&first, None);
    saved
        .values
        .get_mut("Status")
        .unwrap()
        .insert("Open".to_owned(), "triage".to_owned());
    let later = table("Status,Summary,Id\nOpen,a,1\nDone,b,2\n");
    assert_eq!(guess::id(&later), saved.id);
    let mapping = guess::mapping(&later, Some(&saved));
    assert_eq!(mapping.values["Status"]["Open"], "triage");
    assert_eq!(mapping.values["Status"]["Done"], "resolved");
}

#[test]
fn categories_are_ours_by_name_or_those_of_the_table() {
    let table = table("Id,Summary,Category\n1,a,hardware\n2,b,HR Support\n");
    let mut mapping = guess::mapping(&table, None);
    let rows = read(&table, &mapping).sheet.rows;
    assert_eq!(rows[0].imported.category, Some(CategoryId::built_in(1)));
    assert_eq!(rows[1].imported.category, Some(ids::category("hr support")));
    let software = CategoryId::built_in(3);
    let values = mapping.values.entry("Category".to_owned()).or_default();
    values.insert("HR Support".to_owned(), software.to_string());
    values.insert("hardware".to_owned(), String::new());
    let rows = read(&table, &mapping).sheet.rows;
    assert_eq!(rows[0].imported.category, None);
    assert_eq!(rows[1].imported.category, Some(software));
}
