//! Tables of any other tool: a mapping says what columns, words and dates mean. It is guessed
//! from what the table holds, corrected by a person, and kept in the workspace.

pub mod dates;
pub mod guess;
pub mod header;
mod names;
mod naming;
mod row;
pub mod survey;
pub mod target;
pub mod words;

use std::collections::HashMap;

use crate::{
    domain::{fact::Mapping, time::Moment},
    foreign::{
        csv::row::Reader,
        servicenow::{Reason, Rejected, Row, Sheet},
        table::Table,
    },
};

/// The most bytes of such a table: with its cells, its records and its log in memory at once, a
/// browser tab has no room for more.
pub const LARGEST: usize = 100 << 20;

/// A table as records.
#[derive(Clone, Debug, Default)]
pub struct Mapped {
    pub sheet: Sheet,
    /// Rows without any date: they count as of the moment of the import.
    pub undated: usize,
    /// Whether the rows have numbers of their own. Else their content names them.
    pub is_numbered: bool,
}

/// Reads a table by a mapping. What has no date at all is of the moment `now`.
#[must_use]
pub fn read(table: &Table, mapping: &Mapping, instance: &str, now: Moment) -> Mapped {
    let mut reader = Reader::new(table, mapping, instance.trim(), now);
    let mut mapped = Mapped {
        sheet: Sheet {
            dated: reader.is_dated(),
            unknown_columns: guess::kept(table, mapping),
            ..Sheet::default()
        },
        undated: 0,
        is_numbered: reader.is_numbered(),
    };
    let sheet = &mut mapped.sheet;
    let mut places = HashMap::with_capacity(table.rows.len());
    let last = table.rows.len().saturating_sub(1);
    for (place, row) in table.rows.iter().enumerate() {
        let line = row.line;
        let reason = match reader.read(&row.cells) {
            Ok(record) => match places.get(&record.id) {
                None => {
                    places.insert(record.id, sheet.rows.len());
                    mapped.undated += usize::from(record.is_undated);
                    let (id, imported) = (record.id, record.imported);
                    sheet.rows.push(Row { line, id, imported });
                    continue;
                }
                Some(&before) if sheet.rows[before].imported == record.imported => {
                    sheet.repeated += 1;
                    continue;
                }
                Some(&before) => Reason::Twice {
                    number: record.imported.number,
                    line: sheet.rows[before].line,
                },
            },
            Err(Reason::CellCount { cells, columns }) if place == last && cells < columns => {
                Reason::CutOff { cells, columns }
            }
            Err(reason) => reason,
        };
        sheet.rejected.push(Rejected { line, reason });
    }
    sheet.not_understood = reader.not_understood;
    mapped
}

#[cfg(test)]
mod tests;
