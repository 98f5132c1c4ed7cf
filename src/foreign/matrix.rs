//! The priority table that a file was made with, read from its rows.

use std::collections::BTreeMap;

use crate::domain::priority::{Matrix, Preset, Priority};

/// Which priorities the rows of each cell have, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Whose levels they are.
    preset: Option<Preset>,
    /// By impact and urgency, 1 the highest.
    pub cells: BTreeMap<(u8, u8), BTreeMap<Priority, usize>>,
}

impl Found {
    /// Counts a row that states all three, with levels of a preset.
    pub(super) fn add(&mut self, preset: Preset, impact: u8, urgency: u8, priority: Priority) {
        self.preset = Some(preset);
        if impact > 0 && urgency > 0 {
            let cell = self.cells.entry((impact, urgency)).or_default();
            *cell.entry(priority).or_default() += 1;
        }
    }

    /// The priority that most rows of a cell have; the higher one of two that are as frequent.
    #[must_use]
    pub fn usual(&self, impact: u8, urgency: u8) -> Option<Priority> {
        let cell = self.cells.get(&(impact, urgency))?;
        let most = cell.iter().rev().max_by_key(|&(_, count)| count);
        most.map(|(&priority, _)| priority)
    }

    /// The cells that usually give another priority than this table: impact, urgency, found.
    #[must_use]
    pub fn differing(&self, from: &Matrix) -> Vec<(u8, u8, Priority)> {
        let cells = self.cells.keys().filter_map(|&(impact, urgency)| {
            let usual = self.usual(impact, urgency)?;
            (from.priority(impact, urgency) != Some(usual)).then_some((impact, urgency, usual))
        });
        cells.collect()
    }

    /// The table that such a program comes with.
    #[must_use]
    pub fn stock(&self) -> Matrix {
        self.preset.unwrap_or(Preset::ServiceNow).matrix()
    }

    /// The stock table with what was found in its cells.
    #[must_use]
    pub fn table(&self) -> Matrix {
        let mut table = self.stock();
        for &(impact, urgency) in self.cells.keys() {
            let row = table.cells.get_mut(usize::from(urgency) - 1);
            let cell = row.and_then(|row| row.get_mut(usize::from(impact) - 1));
            if let (Some(cell), Some(usual)) = (cell, self.usual(impact, urgency)) {
                *cell = usual;
            }
        }
        if table != self.stock() {
            table.name.push_str(", as imported");
        }
        table
    }
}
