//! What stands in columns, for guesses and for people.

use std::collections::{BTreeMap, HashMap};

use crate::{
    domain::fact::Mapping,
    foreign::{
        csv::{
            dates::{self, Order},
            guess,
        },
        table::{Row, Table},
        work::{self, Work},
    },
};

/// A word of a column, with how often it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub cell: String,
    pub count: usize,
}

/// The first cells of a column that differ and are not empty.
#[must_use]
pub fn samples(table: &Table, place: usize, most: usize) -> Vec<&str> {
    let mut samples = Vec::new();
    for cell in table.rows.iter().filter_map(|row| cell(row, place)) {
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

impl Dates {
    /// Looks at one row's cell.
    fn look(&mut self, row: &Row, place: usize) {
        let Some(cell) = row.cells.get(place).map(str::trim) else {
            return;
        };
        let Some(read) = dates::read(cell) else {
            return;
        };
        let of = match read.proves() {
            Some(Order::DayFirst) => &mut self.day_first,
            Some(Order::MonthFirst) => &mut self.month_first,
            None if read.plain().is_none() => &mut self.ambiguous,
            None => {
                self.has_local |= matches!(read.plain(), Some(dates::Stamp::Local(_)));
                return;
            }
        };
        self.has_local |= matches!(
            read.day_first.or(read.month_first),
            Some(dates::Stamp::Local(_))
        );
        if of.is_none() {
            *of = Some((row.line, cell.to_owned()));
        }
    }
}

/// What was found in the columns that somebody looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    dates: BTreeMap<usize, Dates>,
    words: BTreeMap<usize, Vec<Word>>,
}

impl Survey {
    /// What the dates of a column show.
    #[must_use]
    pub fn dates(&self, place: usize) -> Option<&Dates> {
        self.dates.get(&place)
    }

    /// The words of a column, the commonest first.
    #[must_use]
    pub fn words(&self, place: usize) -> Option<&[Word]> {
        self.words.get(&place).map(Vec::as_slice)
    }

    /// This survey and what another found.
    pub fn absorb(&mut self, other: Self) {
        self.dates.extend(other.dates);
        self.words.extend(other.words);
    }
}

/// What is looked for in a column.
#[derive(Clone, Copy)]
enum Sort {
    Dates,
    Words,
}

/// Rows of one step.
const STEP: usize = 500;

/// Looks at the columns of dates and words that fill a field, a few rows at a time.
pub struct Surveying<'a> {
    table: &'a Table,
    columns: Vec<(usize, Sort)>,
    /// How many columns are done, and how many rows of the next.
    done: usize,
    row: usize,
    dates: Dates,
    counts: HashMap<&'a str, usize>,
    found: Survey,
}

impl<'a> Surveying<'a> {
    /// Nothing looked at yet. What is known already is not looked at again.
    #[must_use]
    pub fn new(table: &'a Table, mapping: &Mapping, known: &Survey) -> Self {
        let places = guess::places(table, mapping).into_iter();
        let columns = places.filter_map(|(target, place)| {
            if target.is_time() {
                return known.dates(place).is_none().then_some((place, Sort::Dates));
            }
            let is_new = target.is_coded() && known.words(place).is_none();
            is_new.then_some((place, Sort::Words))
        });
        Self {
            table,
            columns: columns.collect(),
            done: 0,
            row: 0,
            dates: Dates::default(),
            counts: HashMap::new(),
            found: Survey::default(),
        }
    }

    /// The end of a column.
    fn close(&mut self, place: usize, sort: Sort) {
        match sort {
            Sort::Dates => {
                let dates = std::mem::take(&mut self.dates);
                self.found.dates.insert(place, dates);
            }
            Sort::Words => {
                let counts = std::mem::take(&mut self.counts);
                self.found.words.insert(place, sorted(counts));
            }
        }
        self.done += 1;
        self.row = 0;
    }
}

impl Work for Surveying<'_> {
    type Done = Survey;

    fn step(&mut self) -> bool {
        let Some(&(place, sort)) = self.columns.get(self.done) else {
            return false;
        };
        let rows = &self.table.rows[self.row..];
        let rows = &rows[..rows.len().min(STEP)];
        match sort {
            Sort::Dates => rows.iter().for_each(|row| self.dates.look(row, place)),
            Sort::Words => {
                for cell in rows.iter().filter_map(|row| cell(row, place)) {
                    *self.counts.entry(cell).or_default() += 1;
                }
            }
        }
        self.row += rows.len();
        if self.row == self.table.rows.len() {
            self.close(place, sort);
        }
        self.done < self.columns.len()
    }

    fn share(&self) -> f64 {
        let rows = self.table.rows.len();
        work::share(self.done * rows + self.row, self.columns.len() * rows)
    }

    fn finish(self) -> Survey {
        self.found
    }
}

fn sorted(counts: HashMap<&str, usize>) -> Vec<Word> {
    let words = counts.into_iter().map(|(cell, count)| Word {
        cell: cell.to_owned(),
        count,
    });
    let mut words: Vec<Word> = words.collect();
    words.sort_unstable_by(|one, other| {
        let order = other.count.cmp(&one.count);
        order.then_with(|| one.cell.cmp(&other.cell))
    });
    words
}

fn cell(row: &Row, place: usize) -> Option<&str> {
    let cell = row.cells.get(place)?.trim();
    (!cell.is_empty()).then_some(cell)
}
