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
    domain::{fact::Mapping, ids::RecordId, time::Moment},
    foreign::{
        csv::row::Reader,
        servicenow::Sheet,
        table::Table,
        work::{self, Work},
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

/// Rows of one step.
const STEP: usize = 50;

/// Reads a table by a mapping, row by row.
pub struct Reading<'a> {
    table: &'a Table,
    next: usize,
    reader: Reader<'a>,
    places: HashMap<RecordId, usize>,
    mapped: Mapped,
}

impl<'a> Reading<'a> {
    /// Nothing read yet. What has no date at all is of the moment `now`.
    #[must_use]
    pub fn new(table: &'a Table, mapping: &'a Mapping, instance: &'a str, now: Moment) -> Self {
        let reader = Reader::new(table, mapping, instance.trim(), now);
        Self {
            table,
            next: 0,
            places: HashMap::with_capacity(table.rows.len()),
            mapped: Mapped {
                sheet: Sheet {
                    dated: reader.is_dated(),
                    unknown_columns: guess::kept(table, mapping),
                    ..Sheet::default()
                },
                undated: 0,
                is_numbered: reader.is_numbered(),
            },
            reader,
        }
    }

    fn row(&mut self, place: usize) {
        let row = &self.table.rows[place];
        let is_last = place + 1 == self.table.rows.len();
        let mut is_undated = false;
        let read = self.reader.read(row.line, &row.cells).map(|record| {
            is_undated = record.is_undated;
            (record.id, record.imported)
        });
        let sheet = &mut self.mapped.sheet;
        let is_new = sheet.take(&mut self.places, row.line, is_last, read);
        self.mapped.undated += usize::from(is_new && is_undated);
    }
}

impl Work for Reading<'_> {
    type Done = Mapped;

    fn step(&mut self) -> bool {
        let end = self.table.rows.len().min(self.next + STEP);
        for place in self.next..end {
            self.row(place);
        }
        self.next = end;
        end < self.table.rows.len()
    }

    fn share(&self) -> f64 {
        work::share(self.next, self.table.rows.len())
    }

    fn finish(mut self) -> Mapped {
        self.mapped.sheet.not_understood = self.reader.not_understood;
        self.mapped.sheet.matrix = self.reader.found;
        self.mapped
    }
}

#[cfg(test)]
mod tests;
