//! Snapshots: one row per incident as it is now.

use std::collections::HashMap;

use crate::{
    domain::ids::RecordId,
    foreign::{
        servicenow::{Sheet, layout::Layout, row::Reader},
        table::Table,
        work::{self, Work},
        zone::Zone,
    },
};

/// Rows of one step.
const STEP: usize = 50;

/// Reads a snapshot, row by row.
pub struct Snapshot<'a> {
    table: &'a Table,
    next: usize,
    reader: Reader<'a>,
    places: HashMap<RecordId, usize>,
    sheet: Sheet,
}

impl<'a> Snapshot<'a> {
    /// The instance tells installations apart that number their incidents alike; it is part of
    /// every record's id.
    #[must_use]
    pub fn new(table: &'a Table, instance: &str, zone: Zone) -> Self {
        let reader = Reader::new(&table.header, instance, zone, None);
        Self {
            table,
            next: 0,
            places: HashMap::with_capacity(table.rows.len()),
            sheet: Sheet {
                dated: reader.layout.sys_updated_on.is_some(),
                reported: reader.layout.reported(&table.header),
                columns: Layout::columns(table),
                ..Sheet::default()
            },
            reader,
        }
    }

    fn row(&mut self, place: usize) {
        let row = &self.table.rows[place];
        let is_last = place + 1 == self.table.rows.len();
        let read = self.reader.read(row.line, &row.cells);
        self.sheet.take(&mut self.places, row.line, is_last, read);
    }
}

impl Work for Snapshot<'_> {
    type Done = Sheet;

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

    fn finish(mut self) -> Sheet {
        self.sheet.not_understood = self.reader.not_understood;
        self.sheet.matrix = self.reader.matrix;
        self.sheet.zoneless = self.reader.zoneless;
        self.sheet
    }
}
