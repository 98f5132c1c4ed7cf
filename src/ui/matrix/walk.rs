//! The way of the cursor from card to card.

use crate::domain::ids::RecordId;

/// Where an arrow key points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
    Left,
    Right,
    /// In reading order.
    Next,
    Back,
    First,
    Last,
}

/// The cards as they lie: cells row by row, and the tray beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    pub columns: usize,
    pub cells: Vec<Vec<RecordId>>,
    pub tray: Vec<RecordId>,
}

impl Ground {
    /// The card that comes next; the first one where the cursor is on none.
    pub fn step(&self, from: Option<RecordId>, way: Way) -> Option<RecordId> {
        let all = || self.cells.iter().chain([&self.tray]).flatten().copied();
        let Some((cell, at)) = from.and_then(|from| self.find(from)) else {
            return all().next();
        };
        let count = all().count();
        let nth = self.cells.iter().take(cell).map(Vec::len).sum::<usize>() + at;
        let next = match way {
            Way::First => all().next(),
            Way::Last => all().last(),
            Way::Next => all().nth((nth + 1).min(count - 1)),
            Way::Back => all().nth(nth.saturating_sub(1)),
            Way::Up | Way::Down => self.upright(cell, at, way),
            Way::Left | Way::Right => self.sideways(cell, at, way),
        };
        next.or(from)
    }

    fn find(&self, card: RecordId) -> Option<(usize, usize)> {
        let piles = self.cells.iter().chain([&self.tray]).enumerate();
        let mut places = piles.filter_map(|(cell, pile)| {
            let at = pile.iter().position(|held| *held == card)?;
            Some((cell, at))
        });
        places.next()
    }

    fn upright(&self, cell: usize, at: usize, way: Way) -> Option<RecordId> {
        let pile = self.cells.get(cell).unwrap_or(&self.tray);
        let beside = match way {
            Way::Up => at.checked_sub(1),
            _ => Some(at + 1),
        };
        if let Some(card) = beside.and_then(|at| pile.get(at)) {
            return Some(*card);
        }
        if cell == self.cells.len() {
            return None;
        }
        match way {
            Way::Up => (0..cell)
                .rev()
                .filter(|other| other % self.columns == cell % self.columns)
                .find_map(|other| self.cells[other].last().copied()),
            _ => (cell + 1..self.cells.len())
                .filter(|other| other % self.columns == cell % self.columns)
                .find_map(|other| self.cells[other].first().copied()),
        }
    }

    /// Stays at its height in the pile as far as the next pile reaches.
    fn sideways(&self, cell: usize, at: usize, way: Way) -> Option<RecordId> {
        let level = |pile: &Vec<RecordId>| pile.get(at.min(pile.len().checked_sub(1)?)).copied();
        if cell == self.cells.len() {
            let last = self.cells.iter().rev().find_map(level);
            return last.filter(|_| way == Way::Left);
        }
        let row = cell - cell % self.columns;
        match way {
            Way::Left => self.cells[row..cell].iter().rev().find_map(level),
            _ => self.cells[cell + 1..row + self.columns]
                .iter()
                .chain([&self.tray])
                .find_map(level),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> RecordId {
        RecordId([number; 16])
    }

    /// ```text
    /// 1 2 | .   | 3
    /// 4   | 5 6 | .    tray: 7
    /// ```
    fn ground() -> Ground {
        let pile = |numbers: &[u8]| numbers.iter().map(|&number| id(number)).collect();
        Ground {
            columns: 3,
            cells: [&[1, 2][..], &[], &[3], &[4], &[5, 6], &[]]
                .map(pile)
                .to_vec(),
            tray: pile(&[7]),
        }
    }

    fn walk(from: u8, way: Way) -> u8 {
        ground().step(Some(id(from)), way).map_or(0, |id| id.0[0])
    }

    #[test]
    fn up_and_down_go_through_a_pile_then_to_the_next_cell() {
        assert_eq!(walk(1, Way::Down), 2);
        assert_eq!(walk(2, Way::Down), 4);
        assert_eq!(walk(4, Way::Down), 4);
        assert_eq!(walk(4, Way::Up), 2);
        assert_eq!(walk(1, Way::Up), 1);
    }

    #[test]
    fn sideways_skips_empty_cells_and_reaches_the_tray() {
        assert_eq!(walk(2, Way::Right), 3);
        assert_eq!(walk(3, Way::Right), 7);
        assert_eq!(walk(6, Way::Left), 4);
        assert_eq!(walk(5, Way::Right), 7);
        assert_eq!(walk(7, Way::Left), 5);
        assert_eq!(walk(7, Way::Right), 7);
    }

    #[test]
    fn reading_order_goes_through_everything() {
        let mut at = ground().step(None, Way::Next);
        let mut seen = Vec::new();
        for _ in 0..7 {
            seen.extend(at.map(|id| id.0[0]));
            at = ground().step(at, Way::Next);
        }
        assert_eq!(seen, [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(walk(7, Way::Next), 7);
        assert_eq!(walk(3, Way::Back), 2);
        assert_eq!((walk(3, Way::First), walk(3, Way::Last)), (1, 7));
        assert_eq!(Ground::default().step(None, Way::Down), None);
    }
}
