//! `ServiceNow`: snapshots with one row per incident as it is now, and audit logs with one row
//! per change. Values are codes or display values.

pub mod audit;
mod codes;
pub(super) mod layout;
mod row;
pub mod snapshot;
mod times;

pub use crate::foreign::servicenow::layout::{Column, Fills};
pub(super) use crate::foreign::servicenow::row::fits;

use std::collections::HashMap;

use crate::{
    domain::{fact::Imported, ids::RecordId},
    foreign::{matrix::Found, odd::Odd},
};

/// The name of the source in events.
pub const SOURCE: &str = "servicenow";

/// A table as records, good rows and bad.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub rows: Vec<Row>,
    pub rejected: Vec<Rejected>,
    /// Rows that say the same as one above them.
    pub repeated: usize,
    /// Entries of histories.
    pub history: usize,
    /// Whether a time names no zone, so that it matters which one is meant.
    pub zoneless: bool,
    /// Whether rows say when they were last changed.
    pub dated: bool,
    /// The column that says when a record was reported.
    pub reported: Option<String>,
    /// What its columns fill; empty where a mapping says so.
    pub columns: Vec<Column>,
    /// Columns that are kept without being understood, where a mapping says so.
    pub unknown_columns: Vec<String>,
    /// The matrix by which the file was judged, as far as its rows tell.
    pub matrix: Found,
    /// Cells of understood columns that have no meaning here: kept as they are.
    pub not_understood: Odd,
}

impl Sheet {
    /// Takes in what was read of a row, where a record has one row; whether it is a new record.
    /// `places` tells where the records stand that came before.
    pub(super) fn take(
        &mut self,
        places: &mut HashMap<RecordId, usize>,
        line: usize,
        is_last: bool,
        read: Result<(RecordId, Imported), Reason>,
    ) -> bool {
        let reason = match read {
            Ok((id, imported)) => match places.get(&id) {
                None => {
                    places.insert(id, self.rows.len());
                    self.rows.push(Row { line, id, imported });
                    return true;
                }
                Some(&before) if self.rows[before].imported == imported => {
                    self.repeated += 1;
                    return false;
                }
                Some(&before) => Reason::Twice {
                    number: imported.number,
                    line: self.rows[before].line,
                },
            },
            Err(Reason::CellCount { cells, columns }) if is_last && cells < columns => {
                Reason::CutOff { cells, columns }
            }
            Err(reason) => reason,
        };
        self.rejected.push(Rejected { line, reason });
        false
    }
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
    #[error("its incident goes on in line {line}, where the file is cut off: none of it comes in")]
    Torn { line: usize },
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
    #[error("it does not say when it was written: {column} is empty")]
    NoUpdate { column: String },
    #[error("it came in before with its times read in another zone: choose that one again")]
    OtherZone,
    #[error("its title has {characters} characters; 500 are the most that Sitrep keeps")]
    LongTitle { characters: usize },
    #[error("it has {kilobytes} kB; one record has at most 900")]
    TooLarge { kilobytes: usize },
    #[error("{number} stands in line {line} already, with other content")]
    Twice { number: String, line: usize },
}

#[cfg(test)]
mod tests;
