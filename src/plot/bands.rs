//! Columns side by side, and what is stacked in them.

use crate::plot::number;

/// So many columns across a range, each with a gap beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bands {
    pub count: usize,
    pub range: (f64, f64),
    /// Pixels between two columns.
    pub gap: f64,
}

impl Bands {
    /// The start and the width of a column; a column is never narrower than a pixel.
    #[must_use]
    pub fn band(self, place: usize) -> (f64, f64) {
        let pitch = self.pitch();
        let width = (pitch - self.gap).max(1.0).min(pitch);
        (
            self.range.0 + pitch * number(place) + (pitch - width) / 2.0,
            width,
        )
    }

    /// The middle of a column.
    #[must_use]
    pub fn middle(self, place: usize) -> f64 {
        self.range.0 + self.pitch() * (number(place) + 0.5)
    }

    /// From column to column.
    #[must_use]
    pub fn pitch(self) -> f64 {
        (self.range.1 - self.range.0) / number(self.count.max(1))
    }
}

/// Where each value begins and ends when they stand on one another; negative ones take no room.
#[must_use]
pub fn stacked(values: &[f64]) -> Vec<(f64, f64)> {
    let mut top = 0.0;
    let mut lay = |value: &f64| {
        let bottom = top;
        top += value.max(0.0);
        (bottom, top)
    };
    values.iter().map(&mut lay).collect()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the geometry is exact")]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_room_evenly() {
        let bands = Bands {
            count: 4,
            range: (20.0, 220.0),
            gap: 10.0,
        };
        assert_eq!(bands.band(0), (25.0, 40.0));
        assert_eq!(bands.band(3), (175.0, 40.0));
        assert_eq!(bands.middle(0), 45.0);
        let narrow = Bands {
            count: 400,
            ..bands
        };
        assert_eq!(narrow.band(0), (20.0, 0.5));
    }

    #[test]
    fn values_stand_on_one_another() {
        assert_eq!(
            stacked(&[3.0, 0.0, 2.0, -1.0]),
            [(0.0, 3.0), (3.0, 3.0), (3.0, 5.0), (5.0, 5.0)]
        );
        assert_eq!(stacked(&[]), []);
    }
}
