//! The rows that are on screen: a pile of the queue, as far as a person can look through it.

use crate::{
    domain::{
        board::Board,
        ids::{PersonId, RecordId},
        record::Record,
    },
    report::queue::{Queue, Reason, Risk, Row},
    ui::now::pile::{Asked, Pile},
};

/// So many rows are shown; the list of incidents shows any number.
pub const MOST: usize = 200;

/// The rows of each section, and how many there would be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    pub act_now: Section,
    pub under_way: Section,
    /// Ended records with values to settle, where those are asked for.
    pub ended: Section,
}

/// The first rows of a section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    pub rows: Vec<Row>,
    pub total: usize,
}

impl Shown {
    /// The rows of the pile that is asked for.
    #[must_use]
    pub fn of(board: &Board, queue: &Queue, asked: Asked, me: PersonId) -> Self {
        let mut room = MOST;
        let mut section = |rows: Vec<Row>| {
            let total = rows.len();
            let rows: Vec<_> = rows.into_iter().take(room).collect();
            room -= rows.len();
            Section { rows, total }
        };
        let fits = |row: &&Row| match asked.pile {
            Pile::Open => true,
            pile => (board.record(row.record)).is_some_and(|record| pile.holds(row, record, me)),
        };
        let of = |rows: &[Row]| rows.iter().filter(fits).cloned().collect::<Vec<_>>();
        let ended = match asked.pile {
            Pile::Conflicts => ended(board, asked),
            _ => Vec::new(),
        };
        Self {
            act_now: section(of(&queue.act_now)),
            under_way: section(of(&queue.under_way)),
            ended: section(ended),
        }
    }

    /// All rows, from the top.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        [&self.act_now, &self.under_way, &self.ended]
            .into_iter()
            .flat_map(|section| &section.rows)
    }

    /// Their records.
    #[must_use]
    pub fn records(&self) -> Vec<RecordId> {
        self.rows().map(|row| row.record).collect()
    }

    /// How many rows the sections would have.
    #[must_use]
    pub fn total(&self) -> usize {
        self.act_now.total + self.under_way.total + self.ended.total
    }

    /// Why a record is in the queue.
    #[must_use]
    pub fn reason(&self, record: RecordId) -> Option<Reason> {
        let mut rows = self.rows();
        rows.find(|row| row.record == record)
            .map(|row| row.reason.clone())
    }
}

fn ended(board: &Board, asked: Asked) -> Vec<Row> {
    let is_meant = |record: &&Record| {
        record.kind == asked.kind && !record.state().is_open() && !record.conflicts.is_empty()
    };
    let records = board.records().iter().map(AsRef::as_ref);
    let mut records: Vec<&Record> = records.filter(is_meant).collect();
    records.sort_by_key(|record| std::cmp::Reverse((record.changed, record.id)));
    let row = |record: &Record| Row {
        record: record.id,
        reason: Reason::Conflict {
            fields: record.conflicts.len(),
            first: record.conflicts[0].label(),
        },
        risk: Risk::None,
    };
    records.into_iter().map(row).collect()
}
