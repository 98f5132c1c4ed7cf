//! Cells of understood columns that have no meaning here. They are kept as they are, and told.

use std::collections::BTreeMap;

/// By column and text: how often, and where first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Odd(BTreeMap<(String, String), Seen>);

/// Where a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    pub count: usize,
    /// The line of the first.
    pub line: usize,
}

impl Odd {
    /// Counts a cell.
    pub(super) fn add(&mut self, column: &str, cell: &str, line: usize) {
        let said = (column.to_owned(), cell.to_owned());
        let seen = self.0.entry(said).or_insert(Seen { count: 0, line });
        seen.count += 1;
        seen.line = seen.line.min(line);
    }

    /// How often a cell stands in a column, and where first.
    #[must_use]
    pub fn of(&self, column: &str, cell: &str) -> Option<Seen> {
        self.0.get(&(column.to_owned(), cell.to_owned())).copied()
    }

    /// Columns and cells in order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str, Seen)> {
        let all = self.0.iter();
        all.map(|((column, cell), seen)| (column.as_str(), cell.as_str(), *seen))
    }

    /// How many different cells there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether everything has a meaning.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
