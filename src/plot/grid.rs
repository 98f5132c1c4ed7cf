//! A heat map: a box for each row and column, and how strong each is.

use crate::plot::{Area, bands::Bands};

/// How many strengths are told apart; 0 is none at all.
pub const STRENGTHS: u8 = 6;

/// The boxes of a grid, row by row, with a gap between them.
#[must_use]
pub fn boxes(area: Area, rows: usize, columns: usize, gap: f64) -> Vec<Vec<Area>> {
    let across = Bands {
        count: columns,
        range: (area.x, area.right()),
        gap,
    };
    let down = Bands {
        count: rows,
        range: (area.y, area.bottom()),
        gap,
    };
    let row = |row: usize| {
        let (y, height) = down.band(row);
        let cell = |column: usize| {
            let (x, width) = across.band(column);
            Area::new(x, y, width, height)
        };
        (0..columns).map(cell).collect()
    };
    (0..rows).map(row).collect()
}

/// How strong a value is beside the largest: 0 only for nothing, then 1 to [`STRENGTHS`], evenly.
#[must_use]
pub fn strength(value: f64, largest: f64) -> u8 {
    if value <= 0.0 || largest <= 0.0 {
        return 0;
    }
    let share = value / largest * f64::from(STRENGTHS);
    (1..STRENGTHS)
        .find(|step| share <= f64::from(*step) + 1e-9)
        .unwrap_or(STRENGTHS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_fill_the_area_row_by_row() {
        let boxes = boxes(Area::new(40.0, 10.0, 240.0, 70.0), 7, 24, 2.0);
        assert_eq!((boxes.len(), boxes[0].len()), (7, 24));
        assert_eq!(boxes[0][0], Area::new(41.0, 11.0, 8.0, 8.0));
        assert_eq!(boxes[6][23], Area::new(271.0, 71.0, 8.0, 8.0));
    }

    #[test]
    fn only_nothing_is_as_weak_as_nothing() {
        assert_eq!(strength(0.0, 9.0), 0);
        assert_eq!(strength(0.1, 900.0), 1);
        assert_eq!([3.0, 4.0, 9.0].map(|value| strength(value, 9.0)), [2, 3, 6]);
        assert_eq!(strength(0.0, 0.0), 0);
    }
}
