//! Records on the grid of impact and urgency: how many a cell holds, and which it shows.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::domain::{
    board::Board,
    ids::RecordId,
    priority::{Matrix, Priority, Scale},
    record::Record,
    state::{RecordKind, slugs},
    time::Moment,
};

/// As many cards fit a cell; the others are one click away.
pub const CARDS: usize = 12;
const MONTH_MS: i64 = 30 * 86_400_000;

slugs!(
    /// Which records are shown as cards; all are counted.
    Span {
        Open = "open", "Open";
        Month = "month", "Last 30 days";
        All = "all", "All";
    }
);

/// What is asked of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    pub kind: RecordKind,
    /// Nothing: the scale that holds most.
    pub scale: Option<Scale>,
    pub span: Span,
    pub now: Moment,
}

/// The records of a kind on one matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    pub scale: Scale,
    pub matrix: Matrix,
    /// Every scale with how many records were judged on it; the one in force comes first.
    pub scales: Vec<(Scale, usize)>,
    /// Row by row: the most urgent first, and within a row the greatest impact last.
    pub cells: Vec<Cell>,
    /// Records that nobody judged yet.
    pub unjudged: Pile,
    /// Records whose cell the matrix of their scale has not, or whose matrix is not here.
    pub elsewhere: Pile,
    /// Shown records per priority, P1 first.
    pub totals: [usize; 5],
}

/// One cell. Levels count from 1, the highest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub impact: u8,
    pub urgency: u8,
    pub priority: Priority,
    pub pile: Pile,
}

/// Records that lie together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pile {
    /// In the log, whatever is shown.
    pub count: usize,
    pub open: usize,
    /// Of the span.
    pub shown: usize,
    /// The first of those that are shown: open ones, then the newest.
    pub cards: Vec<RecordId>,
}

impl Pile {
    /// Shown records without a card.
    #[must_use]
    pub fn more(&self) -> usize {
        self.shown - self.cards.len()
    }
}

/// Lays the records of a kind out on their matrix.
#[must_use]
pub fn grid(board: &Board, asked: &Question) -> Grid {
    let is_asked = |record: &&&Record| record.kind == asked.kind;
    let records = board.records().iter().map(AsRef::as_ref);
    let records: Vec<&Record> = records.filter(|record| is_asked(&record)).collect();
    let scales = scales(board, &records);
    let scale = asked.scale.unwrap_or_else(|| fullest(&scales));
    let known = board.settings.matrix_of(scale);
    let matrix = known.unwrap_or_else(|| board.settings.matrix.clone());
    let (columns, rows) = (matrix.impact.len(), matrix.urgency.len());
    let mut piles: Vec<Heap> = (0..columns * rows).map(|_| Heap::default()).collect();
    let (mut unjudged, mut elsewhere) = (Heap::default(), Heap::default());
    let mut totals = [0; 5];
    for record in records {
        let heap = match &record.assessment {
            None => &mut unjudged,
            Some(at) if at.scale == scale => {
                let place = place(at.impact, at.urgency, columns, rows);
                place.map_or(&mut elsewhere, |place| &mut piles[place])
            }
            Some(at) if scales.iter().any(|(scale, _)| *scale == at.scale) => continue,
            Some(_) => &mut elsewhere,
        };
        let is_shown = asked.span.holds(record, asked.now);
        heap.take(record, is_shown);
        if let (true, Some(priority)) = (is_shown, record.priority()) {
            totals[priority as usize] += 1;
        }
    }
    let cells = places(&matrix).zip(piles).map(|(cell, heap)| Cell {
        pile: heap.into_pile(),
        ..cell
    });
    Grid {
        scale,
        cells: cells.collect(),
        matrix,
        scales,
        unjudged: unjudged.into_pile(),
        elsewhere: elsewhere.into_pile(),
        totals,
    }
}

impl Span {
    fn holds(self, record: &Record, now: Moment) -> bool {
        match self {
            Self::Open => record.state().is_open(),
            Self::Month => now.since(record.reported()) < MONTH_MS,
            Self::All => true,
        }
    }
}

/// A pile while it grows: what shows comes first where it is open, then where it is newer.
#[derive(Default)]
struct Heap {
    pile: Pile,
    shown: Vec<(bool, Reverse<Moment>, RecordId)>,
}

impl Heap {
    fn take(&mut self, record: &Record, is_shown: bool) {
        let is_open = record.state().is_open();
        self.pile.count += 1;
        self.pile.open += usize::from(is_open);
        if is_shown {
            let reported = Reverse(record.reported());
            self.shown.push((!is_open, reported, record.id));
        }
    }

    fn into_pile(mut self) -> Pile {
        let shown = self.shown.len();
        if shown > CARDS {
            self.shown.select_nth_unstable(CARDS);
            self.shown.truncate(CARDS);
        }
        self.shown.sort_unstable();
        Pile {
            shown,
            cards: self.shown.into_iter().map(|(.., id)| id).collect(),
            ..self.pile
        }
    }
}

/// The scales whose matrix is here: the one in force, then those that records were judged on.
fn scales(board: &Board, records: &[&Record]) -> Vec<(Scale, usize)> {
    let mut counts = BTreeMap::new();
    let judged = records.iter().filter_map(|it| it.assessment.as_ref());
    for assessment in judged {
        *counts.entry(assessment.scale).or_default() += 1;
    }
    let own = board.settings.scale;
    let first = (own, counts.remove(&own).unwrap_or(0));
    counts.retain(|&scale, _| board.settings.matrix_of(scale).is_some());
    std::iter::once(first).chain(counts).collect()
}

/// The workspace's own scale where it holds anything, else the one that holds most.
fn fullest(scales: &[(Scale, usize)]) -> Scale {
    let own = scales.first().filter(|(_, count)| *count > 0);
    let other = scales.iter().rev().max_by_key(|(_, count)| *count);
    own.or(other)
        .map_or_else(Scale::default, |(scale, _)| *scale)
}

/// The cells without their piles: the most urgent row first, in it the greatest impact last.
fn places(matrix: &Matrix) -> impl Iterator<Item = Cell> {
    let levels = |count: usize| 1..=u8::try_from(count).unwrap_or(0);
    let columns = levels(matrix.impact.len());
    levels(matrix.urgency.len()).flat_map(move |urgency| {
        columns.clone().rev().map(move |impact| Cell {
            impact,
            urgency,
            priority: matrix.priority(impact, urgency).unwrap_or(Priority::P5),
            pile: Pile::default(),
        })
    })
}

/// Where a cell stands among [`places`], if the matrix has it.
fn place(impact: u8, urgency: u8, columns: usize, rows: usize) -> Option<usize> {
    let (impact, urgency) = (usize::from(impact), usize::from(urgency));
    let is_there = (1..=columns).contains(&impact) && (1..=rows).contains(&urgency);
    is_there.then(|| (urgency - 1) * columns + columns - impact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            command::{Move, Rating},
            priority::Preset,
        },
        report::given::{Given, NOW},
    };

    fn asked() -> Question {
        Question {
            kind: RecordKind::Incident,
            scale: None,
            span: Span::Open,
            now: NOW,
        }
    }

    fn cell(grid: &Grid, impact: u8, urgency: u8) -> &Pile {
        let place = |cell: &&Cell| (cell.impact, cell.urgency) == (impact, urgency);
        &grid.cells.iter().find(place).unwrap().pile
    }

    #[test]
    fn a_cell_counts_all_and_shows_what_is_open() {
        let mut given = Given::new();
        let first = given.report_p("Both WAN links down", 1);
        let second = given.report_p("No telephones", 1);
        given.report("Nobody knows");
        given.act(first, Move::Resolve);

        let grid_open = grid(given.board(), &asked());
        let pile = cell(&grid_open, 1, 1);
        assert_eq!((pile.count, pile.open, pile.shown), (2, 1, 1));
        assert_eq!(pile.cards, [second]);
        assert_eq!(grid_open.unjudged.count, 1);
        assert_eq!(grid_open.totals, [1, 0, 0, 0, 0]);

        let all = Question {
            span: Span::All,
            ..asked()
        };
        let grid_all = grid(given.board(), &all);
        assert_eq!(cell(&grid_all, 1, 1).cards, [second, first]);
    }

    #[test]
    fn a_full_cell_says_how_many_have_no_card() {
        let mut given = Given::new();
        for number in 0..20 {
            given.report_p(&format!("Printer {number}"), 5);
        }
        let grid = grid(given.board(), &asked());
        assert_eq!(cell(&grid, 5, 5).cards.len(), CARDS);
        assert_eq!(cell(&grid, 5, 5).more(), 8);
    }

    #[test]
    fn the_scale_that_holds_most_is_shown_where_the_own_one_is_empty() {
        let mut given = Given::new();
        for level in [1, 2, 2] {
            given.report_with("From elsewhere", |report| {
                report.rating = Some(Rating {
                    scale: Scale::Preset(Preset::ServiceNow),
                    impact: level,
                    urgency: level,
                    overridden: None,
                    reason: String::new(),
                });
            });
        }
        let seen = grid(given.board(), &asked());
        let (own, other) = (
            Scale::Preset(Preset::Sitrep),
            Scale::Preset(Preset::ServiceNow),
        );
        assert_eq!(seen.scale, other);
        assert_eq!(seen.scales, [(own, 0), (other, 3)]);
        assert_eq!(seen.cells.len(), 9);
        assert_eq!(cell(&seen, 2, 2).count, 2);

        given.report_p("Our own", 3);
        assert_eq!(grid(given.board(), &asked()).scale, own);
    }

    #[test]
    fn the_grid_runs_from_urgent_to_not_and_from_one_person_to_all() {
        let grid = grid(Given::new().board(), &asked());
        let place = |cell: &Cell| (cell.impact, cell.urgency);
        assert_eq!(place(&grid.cells[0]), (5, 1));
        assert_eq!(place(&grid.cells[4]), (1, 1));
        assert_eq!(place(&grid.cells[24]), (1, 5));
    }
}
