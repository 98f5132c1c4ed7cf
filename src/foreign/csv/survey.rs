//! What stands in a column, for guesses and for people.

use std::collections::HashMap;

use crate::foreign::{
    csv::dates::{self, Order},
    table::Table,
    work::{self, Work},
};

/// A word of a column, with how often it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    pub cell: &'a str,
    pub count: usize,
}

/// The words of a column, the commonest first.
#[must_use]
pub fn words(table: &Table, place: usize) -> Vec<Word<'_>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for cell in cells(table, place) {
        *counts.entry(cell).or_default() += 1;
    }
    let mut words: Vec<Word<'_>> = counts
        .into_iter()
        .map(|(cell, count)| Word { cell, count })
        .collect();
    words.sort_unstable_by(|one, other| {
        let order = other.count.cmp(&one.count);
        order.then_with(|| one.cell.cmp(other.cell))
    });
    words
}

/// The first cells of a column that differ and are not empty.
#[must_use]
pub fn samples(table: &Table, place: usize, most: usize) -> Vec<&str> {
    let mut samples = Vec::new();
    for cell in cells(table, place) {
        if !samples.contains(&cell) {
            samples.push(cell);
        }
        if samples.len() == most {
            break;
        }
    }
    samples
}

/// A cell and the line that its row begins in.
pub type Seen = (usize, String);

/// What the dates of a column show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The first cell that only makes sense with the day first.
    pub day_first: Option<Seen>,
    /// The first cell that only makes sense with the month first.
    pub month_first: Option<Seen>,
    /// The first cell that is another date in either order.
    pub ambiguous: Option<Seen>,
    /// Whether a cell leaves open which zone's clock it was read from.
    pub has_local: bool,
}

impl Dates {
    /// The order that the cells prove.
    #[must_use]
    pub const fn order(&self) -> Option<Order> {
        match (&self.day_first, &self.month_first) {
            (Some(_), None) => Some(Order::DayFirst),
            (None, Some(_)) => Some(Order::MonthFirst),
            _ => None,
        }
    }

    /// Whether it makes a difference for any cell if day or month comes first.
    #[must_use]
    pub const fn has_orders(&self) -> bool {
        self.day_first.is_some() || self.month_first.is_some() || self.ambiguous.is_some()
    }

    /// Whether some cells have the day first and others the month.
    #[must_use]
    pub const fn is_mixed(&self) -> bool {
        self.day_first.is_some() && self.month_first.is_some()
    }

    /// Whether the order has to be said for the column to be read.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.is_mixed() || (self.order().is_none() && self.ambiguous.is_some())
    }
}

/// What the dates of a column show.
#[must_use]
pub fn dates(table: &Table, place: usize) -> Dates {
    let mut seen = Dates::default();
    for row in &table.rows {
        let Some(cell) = row.cells.get(place).map(str::trim) else {
            continue;
        };
        let Some(read) = dates::read(cell) else {
            continue;
        };
        let of = match read.proves() {
            Some(Order::DayFirst) => &mut seen.day_first,
            Some(Order::MonthFirst) => &mut seen.month_first,
            None if read.plain().is_none() => &mut seen.ambiguous,
            None => {
                seen.has_local |= matches!(read.plain(), Some(dates::Stamp::Local(_)));
                continue;
            }
        };
        seen.has_local |= matches!(
            read.day_first.or(read.month_first),
            Some(dates::Stamp::Local(_))
        );
        if of.is_none() {
            *of = Some((row.line, cell.to_owned()));
        }
    }
    seen
}

/// Looks at columns of dates, one at a time.
pub struct Surveying<'a> {
    table: &'a Table,
    columns: Vec<usize>,
    seen: Vec<(usize, Dates)>,
}

impl<'a> Surveying<'a> {
    /// Nothing looked at yet.
    #[must_use]
    pub const fn new(table: &'a Table, columns: Vec<usize>) -> Self {
        Self {
            table,
            columns,
            seen: Vec::new(),
        }
    }
}

impl Work for Surveying<'_> {
    type Done = Vec<(usize, Dates)>;

    fn step(&mut self) -> bool {
        if let Some(&place) = self.columns.get(self.seen.len()) {
            self.seen.push((place, dates(self.table, place)));
        }
        self.seen.len() < self.columns.len()
    }

    fn share(&self) -> f64 {
        work::share(self.seen.len(), self.columns.len())
    }

    fn finish(self) -> Self::Done {
        self.seen
    }
}

fn cells(table: &Table, place: usize) -> impl Iterator<Item = &str> {
    let cells = table
        .rows
        .iter()
        .filter_map(move |row| row.cells.get(place));
    cells.map(str::trim).filter(|cell| !cell.is_empty())
}
