//! `ServiceNow` snapshots: a table with one row per incident as it is now. Values are codes or
//! display values, times are UTC.

mod codes;
pub(super) mod layout;
mod row;

pub(super) use crate::foreign::servicenow::row::fits;

use std::collections::{BTreeMap, HashMap};

use crate::{
    domain::{fact::Imported, ids::RecordId},
    foreign::{servicenow::layout::Layout, table::Table},
};

/// The name of the source in events.
pub const SOURCE: &str = "servicenow";

/// A snapshot as records, good rows and bad.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub rows: Vec<Row>,
    pub rejected: Vec<Rejected>,
    /// Rows that say the same as one above them.
    pub repeated: usize,
    /// Whether rows say when they were last changed.
    pub dated: bool,
    /// Columns that are kept without being understood.
    pub unknown_columns: Vec<String>,
    /// Cells of understood columns that have no meaning here, with how often: kept as they are.
    pub not_understood: BTreeMap<(String, String), usize>,
}

/// A row that can be imported. Its body says everything: empty cells, emptied members and
/// milestones that the state rules out are in it, for comparing with what is known.
#[derive(Clone, Debug)]
pub struct Row {
    pub line: usize,
    pub id: RecordId,
    pub imported: Imported,
}

/// A row that stays out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The line of the file that the row begins in.
    pub line: usize,
    pub reason: Reason,
}

/// Why a row stays out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("it has {cells} cells; there are {columns} columns")]
    CellCount { cells: usize, columns: usize },
    #[error("it has no number")]
    NoNumber,
    #[error("it has no date at all: neither when it was opened nor when it was last changed")]
    NoDate,
    #[error("{column} is “{text}”, not a time like 2026-11-17 03:14:00")]
    UnreadableTime { column: String, text: String },
    #[error("it has {cells} cells and there are {columns} columns: the file ends here, cut off")]
    CutOff { cells: usize, columns: usize },
    #[error("{column} is “{text}”, which is no date")]
    NoTime { column: String, text: String },
    #[error("{column} is “{text}”, which is no date with the {first} first")]
    OtherOrder {
        column: String,
        text: String,
        first: &'static str,
    },
    #[error("{column} is “{text}”: nobody said yet whether the day or the month comes first")]
    NoOrder { column: String, text: String },
    #[error("{column} is “{text}”, and nobody said yet what that means")]
    NoMeaning { column: String, text: String },
    #[error("its title has {characters} characters; 500 are the most that Sitrep keeps")]
    LongTitle { characters: usize },
    #[error("it has {kilobytes} kB; one record has at most 900")]
    TooLarge { kilobytes: usize },
    #[error("{number} stands in line {line} already, with other content")]
    Twice { number: String, line: usize },
}

/// Reads a snapshot. The instance tells installations apart that number their incidents alike;
/// it is part of every record's id.
#[must_use]
pub fn read(table: &Table, instance: &str) -> Sheet {
    let layout = Layout::of(&table.header);
    let mut sheet = Sheet {
        dated: layout.sys_updated_on.is_some(),
        unknown_columns: Layout::unknown(&table.header),
        ..Sheet::default()
    };
    let mut reader = row::Reader::new(&table.header, &layout, instance.trim());
    let mut places: HashMap<RecordId, usize> = HashMap::with_capacity(table.rows.len());
    for row in &table.rows {
        let (line, cells) = (row.line, &row.cells);
        let reason = match reader.read(cells) {
            Err(reason) => reason,
            Ok((id, imported)) => match places.get(&id) {
                None => {
                    places.insert(id, sheet.rows.len());
                    sheet.rows.push(Row { line, id, imported });
                    continue;
                }
                Some(&place) if sheet.rows[place].imported == imported => {
                    sheet.repeated += 1;
                    continue;
                }
                Some(&place) => Reason::Twice {
                    number: imported.number,
                    line: sheet.rows[place].line,
                },
            },
        };
        sheet.rejected.push(Rejected { line, reason });
    }
    sheet.not_understood = reader.not_understood;
    sheet
}

#[cfg(test)]
mod tests;
