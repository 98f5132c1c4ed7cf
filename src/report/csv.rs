//! Records as a table for spreadsheets: RFC 4180, UTF-8, times as ISO 8601 in UTC.

use std::collections::BTreeSet;

use crate::{
    domain::{
        board::Board,
        ids::{CategoryId, RecordId},
        priority::{Priority, Severity},
        record::Record,
        state::{Channel, HoldReason, Milestone, Origin, VoidReason},
    },
    report::{names, when},
};

/// The columns, in order.
pub const COLUMNS: [&str; 35] = [
    "reference",
    "kind",
    "title",
    "state",
    "hold_reason",
    "cancel_reason",
    "priority",
    "impact",
    "urgency",
    "severity",
    "category",
    "subcategory",
    "service",
    "owner",
    "team",
    "reporter",
    "channel",
    "origin",
    "impact_started",
    "detected",
    "reported",
    "acknowledged",
    "assigned",
    "mitigated",
    "resolved",
    "verified",
    "closed",
    "reviewed",
    "reopened_times",
    "changed",
    "description",
    "affected",
    "cause",
    "workaround",
    "vendor",
];

/// What a table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Those of [`COLUMNS`] that are left out.
    pub left_out: Vec<String>,
    /// What imported records were, cell by cell as their source wrote it.
    pub originals: bool,
    /// A byte order mark in front: older spreadsheets take UTF-8 for something else without it.
    pub mark: bool,
}

impl Wanted {
    /// Everything that this program knows of records, for other programs.
    #[must_use]
    pub const fn all() -> Self {
        Self {
            left_out: Vec::new(),
            originals: false,
            mark: false,
        }
    }
}

/// The records as a table, in the order given. Moments are those of the newest cycle.
#[must_use]
pub fn csv(board: &Board, records: &[RecordId], wanted: &Wanted) -> String {
    let own: Vec<usize> = (0..COLUMNS.len())
        .filter(|&place| !wanted.left_out.iter().any(|it| it == COLUMNS[place]))
        .collect();
    let originals = match wanted.originals {
        true => originals(board, records),
        false => BTreeSet::new(),
    };
    let mut table = String::with_capacity(256 * (records.len() + 1));
    if wanted.mark {
        table.push('\u{feff}');
    }
    let is_taken = |name: &str| own.iter().any(|&place| COLUMNS[place] == name);
    let heads: Vec<String> = (own.iter().map(|&place| COLUMNS[place].to_owned()))
        .chain(originals.iter().map(|name| match is_taken(name) {
            true => format!("original {name}"),
            false => name.clone(),
        }))
        .collect();
    line(&mut table, heads.iter().map(String::as_str));
    for &id in records {
        let Some(record) = board.record(id) else {
            continue;
        };
        let cells = cells(board, record);
        let imported = match originals.is_empty() {
            true => None,
            false => board.imported(id),
        };
        let original = |name: &String| {
            let columns = imported.as_ref().map(|imported| &imported.columns);
            columns
                .and_then(|columns| columns.get(name))
                .unwrap_or_default()
        };
        let own = own.iter().map(|&place| cells[place].as_str());
        line(&mut table, own.chain(originals.iter().map(original)));
    }
    table
}

/// The columns that the sources of these records have, by their names.
#[must_use]
pub fn originals(board: &Board, records: &[RecordId]) -> BTreeSet<String> {
    let known = records.iter().filter(|&&id| {
        let record = board.record(id);
        record.is_some_and(|record| record.source.is_some())
    });
    let imported = known.filter_map(|&id| board.imported(id));
    imported
        .flat_map(|imported| {
            imported
                .columns
                .names()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

fn cells(board: &Board, record: &Record) -> [String; COLUMNS.len()] {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let at = |milestone| record.moment(milestone).map_or_else(String::new, when::iso);
    let level = |level: Option<u8>| {
        let stated = level.filter(|&level| level > 0);
        stated.map_or_else(String::new, |level| level.to_string())
    };
    let assessment = record.assessment.as_ref();
    let (category, subcategory) = categories(board, record.category);
    [
        board.reference(record.id),
        record.kind.slug().to_owned(),
        record.title.clone(),
        record.state().label().to_owned(),
        text(record.standing.hold.map(HoldReason::label)),
        text(record.standing.void.map(VoidReason::label)),
        text(record.priority().map(Priority::label)),
        level(assessment.map(|assessment| assessment.impact)),
        level(assessment.map(|assessment| assessment.urgency)),
        text(record.severity.map(Severity::label)),
        text(category),
        text(subcategory),
        text(record.service.map(|id| names::service(board, id))),
        text(record.owner.map(|id| names::person(board, id))),
        text(record.team.map(|id| names::team(board, id))),
        record.reporter.clone(),
        text(record.channel.map(Channel::label)),
        text(record.origin.map(Origin::label)),
        at(Milestone::ImpactStarted),
        at(Milestone::Detected),
        at(Milestone::Reported),
        at(Milestone::Acknowledged),
        at(Milestone::Assigned),
        at(Milestone::Mitigated),
        at(Milestone::Resolved),
        at(Milestone::Verified),
        at(Milestone::Closed),
        at(Milestone::Reviewed),
        record.cycle.to_string(),
        when::iso(record.changed),
        record.description.clone(),
        record.affected.clone(),
        record.cause.clone(),
        record.workaround.clone(),
        record.vendor.clone(),
    ]
}

/// Main category and subcategory.
fn categories(board: &Board, id: Option<CategoryId>) -> (Option<&str>, Option<&str>) {
    let Some(id) = id else { return (None, None) };
    let main = board.settings.main_category(id);
    let sub = (main != id).then(|| names::category(board, id));
    (Some(names::category(board, main)), sub)
}

fn line<'a>(to: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (place, text) in cells.enumerate() {
        if place > 0 {
            to.push(',');
        }
        cell(to, text);
    }
    to.push_str("\r\n");
}

/// Writes one cell. A spreadsheet would run what begins like a formula; an apostrophe makes it text
/// (OWASP, CSV Injection, with the full-width signs that some programs take for the same).
pub fn cell(to: &mut String, text: &str) {
    let is_formula =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let is_quoted = text.contains([',', '"', '\r', '\n']);
    if is_quoted {
        to.push('"');
    }
    if is_formula {
        to.push('\'');
    }
    for (place, part) in text.split('"').enumerate() {
        if place > 0 {
            to.push_str("\"\"");
        }
        to.push_str(part);
    }
    if is_quoted {
        to.push('"');
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        domain::{
            command::{Command, Move},
            fact::Imported,
            time::Moment,
        },
        report::given::{Given, HOUR, NOW, rating},
    };

    /// The cells of a table by another reader.
    fn read(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
        let mut reader = csv_reader(text);
        reader.deserialize().map(Result::unwrap).collect()
    }

    fn csv_reader(text: &str) -> ::csv::Reader<&[u8]> {
        ::csv::ReaderBuilder::new().from_reader(text.as_bytes())
    }

    #[test]
    fn a_table_is_read_back_by_another_reader() {
        let mut given = Given::new();
        given.now = Moment(NOW.0 - HOUR);
        let id = given.report_with("Printer \"3\", ward\r\n4", |report| {
            report.category = Some(CategoryId::built_in(0x104));
            report.rating = Some(rating(2));
            report.description = "Größe: 5 × 5\nsecond line".to_owned();
        });
        given.wait(60).act(id, Move::Resolve);
        let other = given.report("Plain");
        let table = csv(
            given.board(),
            &[other, id, RecordId([255; 16])],
            &Wanted::all(),
        );
        let rows = read(&table);
        assert_eq!(rows.len(), 2);
        let row = &rows[1];
        for (column, expected) in [
            ("reference", "INC-1"),
            ("kind", "incident"),
            ("title", "Printer \"3\", ward\r\n4"),
            ("state", "Resolved"),
            ("priority", "P2"),
            ("impact", "1"),
            ("urgency", "3"),
            ("severity", ""),
            ("category", "Hardware"),
            ("subcategory", "Printer"),
            ("owner", ""),
            ("reported", "2026-11-17T02:14:00Z"),
            ("resolved", "2026-11-17T03:14:00Z"),
            ("closed", ""),
            ("description", "Größe: 5 × 5\nsecond line"),
        ] {
            assert_eq!(row[column], expected, "{column}");
        }
        assert_eq!(rows[0]["title"], "Plain");
        assert!(
            table
                .split("\r\n")
                .next()
                .unwrap()
                .starts_with("reference,kind,title,")
        );
        assert!(table.ends_with("\r\n"));
    }

    #[test]
    fn columns_are_chosen_and_the_mark_stands_in_front() {
        let mut given = Given::new();
        let id = given.report("Größe");
        let mut wanted = Wanted {
            left_out: COLUMNS.map(str::to_owned).to_vec(),
            originals: true,
            mark: true,
        };
        wanted
            .left_out
            .retain(|name| name != "reference" && name != "title");
        assert_eq!(
            csv(given.board(), &[id], &wanted),
            "\u{feff}reference,title\r\nINC-1,Größe\r\n"
        );
    }

    #[test]
    fn imported_records_keep_the_cells_of_their_source() {
        let mut given = Given::new();
        let imported = RecordId([4; 16]);
        let columns = [("u_site", " Ward 3 "), ("state", "Active"), ("sum", "=1+1")];
        given.when(Command::Import(Arc::new(vec![(
            imported,
            Imported {
                source: "servicenow".to_owned(),
                number: "INC0001".to_owned(),
                title: Some("Printer".to_owned()),
                updated: NOW,
                columns: columns.into_iter().collect(),
                ..Imported::default()
            },
        )])));
        let own = given.report("Ours");
        let ids = [imported, own];
        let names: Vec<_> = originals(given.board(), &ids).into_iter().collect();
        assert_eq!(names, ["state", "sum", "u_site"]);
        let wanted = Wanted {
            originals: true,
            ..Wanted::all()
        };
        let rows = read(&csv(given.board(), &ids, &wanted));
        assert_eq!(rows[0]["u_site"], " Ward 3 ");
        assert_eq!(rows[0]["original state"], "Active");
        assert_eq!(rows[0]["state"], "New");
        assert_eq!(rows[0]["sum"], "'=1+1");
        assert_eq!(rows[1]["u_site"], "");
        let alone = Wanted {
            left_out: COLUMNS.map(str::to_owned).to_vec(),
            ..wanted
        };
        let table = csv(given.board(), &ids, &alone);
        assert!(table.starts_with("state,sum,u_site\r\nActive,'=1+1, Ward 3 \r\n"));
        assert!(!csv(given.board(), &ids, &Wanted::all()).contains("u_site"));
    }

    #[test]
    fn nothing_is_a_formula() {
        for text in [
            "=1+1", "+49 30", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "=\"a\",b",
        ] {
            let mut written = String::new();
            cell(&mut written, text);
            let inside = written.trim_start_matches('"');
            assert!(inside.starts_with('\''), "{text:?} became {written:?}");
        }
        let mut written = String::new();
        cell(&mut written, "a=1");
        assert_eq!(written, "a=1");
    }
}
