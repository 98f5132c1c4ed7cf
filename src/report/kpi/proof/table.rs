//! A proof as a table for spreadsheets: RFC 4180, times as ISO 8601 in UTC, durations in seconds.

use crate::{
    domain::{board::Board, ids::RecordId, time::Moment},
    report::{
        csv::cell,
        kpi::{
            Measure,
            proof::{Figure, Proof, Row},
            seconds,
        },
        when,
    },
};

/// The columns, in order.
pub const COLUMNS: [&str; 12] = [
    "reference",
    "title",
    "kind",
    "counted",
    "value",
    "of",
    "start",
    "start_is",
    "end",
    "end_is",
    "hold_taken_off",
    "reason",
];

impl Proof {
    /// What entered first, then what was left out, each with its numbers. Values are seconds for
    /// durations, 1 or 0 for rates, how often for counters.
    #[must_use]
    pub fn csv(&self, board: &Board) -> String {
        let mut table = String::with_capacity(128 * (self.rows.len() + self.left_out.len() + 1));
        line(&mut table, &COLUMNS.map(str::to_owned));
        for row in &self.rows {
            let [reference, title, kind] = named(board, row.record);
            let (value, of) = self.numbers(row);
            let without = match row.without {
                0 => String::new(),
                without => seconds(without).to_string(),
            };
            let (start_is, end_is) = self.ends(row);
            line(
                &mut table,
                &[
                    reference,
                    title,
                    kind,
                    "yes".to_owned(),
                    value,
                    of,
                    iso(row.start),
                    start_is.to_owned(),
                    iso(row.end),
                    end_is.to_owned(),
                    without,
                    String::new(),
                ],
            );
        }
        for row in &self.left_out {
            let [reference, title, kind] = named(board, row.record);
            let none = String::new;
            line(
                &mut table,
                &[
                    reference,
                    title,
                    kind,
                    "no".to_owned(),
                    none(),
                    none(),
                    iso(row.start),
                    none(),
                    iso(row.end),
                    none(),
                    none(),
                    row.said.clone(),
                ],
            );
        }
        table
    }

    fn numbers(&self, row: &Row) -> (String, String) {
        let is_time = matches!(
            self.figure,
            Figure::Duration(_) | Figure::InState(_) | Figure::OnHold
        );
        let of = row
            .of
            .map_or_else(String::new, |of| seconds(of).to_string());
        match is_time {
            true => (seconds(row.value).to_string(), of),
            false => (row.value.to_string(), of),
        }
    }

    /// What start and end are.
    #[must_use]
    pub const fn ends(&self, row: &Row) -> (&'static str, &'static str) {
        match self.figure {
            Figure::Duration(measure) => {
                let end = match measure {
                    Measure::Acknowledge if row.end_fell_back => "no longer new",
                    Measure::Acknowledge => "acknowledged",
                    Measure::Restore if !row.end_fell_back => "mitigated",
                    Measure::Resolve | Measure::ResolveNet | Measure::Restore => "resolved",
                    Measure::Detect => "detected",
                    Measure::Close => "closed",
                };
                let start = match measure {
                    Measure::Restore if !row.start_fell_back => "impact began",
                    Measure::Detect => "impact began",
                    _ => "reported",
                };
                (start, end)
            }
            Figure::InState(_) => ("entered", if row.end.is_some() { "left" } else { "" }),
            Figure::Backlog(_) => ("reported", if row.end.is_some() { "closed" } else { "" }),
            _ => ("reported", ""),
        }
    }
}

pub(in crate::report::kpi) fn named(board: &Board, id: RecordId) -> [String; 3] {
    let record = board.record(id);
    [
        board.reference(id),
        record.map_or_else(String::new, |record| record.title.clone()),
        record.map_or_else(String::new, |record| record.kind.slug().to_owned()),
    ]
}

pub(in crate::report::kpi) fn iso(at: Option<Moment>) -> String {
    at.map_or_else(String::new, when::iso)
}

pub(in crate::report::kpi) fn line(to: &mut String, cells: &[String]) {
    for (place, text) in cells.iter().enumerate() {
        if place > 0 {
            to.push(',');
        }
        cell(to, text);
    }
    to.push_str("\r\n");
}
