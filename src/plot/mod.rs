//! Geometry of charts: numbers in, SVG numbers out. It knows no incident, no colour and no browser.
//!
//! Pixels grow to the right and downwards. Moments are milliseconds since 1970-01-01T00:00Z.

pub mod bands;
pub mod bins;
pub mod calendar;
pub mod grid;
pub mod labels;
pub mod lanes;
pub mod line;
pub mod log;
pub mod scale;
pub mod time;

/// A box on the drawing, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    /// A box from its corner and its size.
    #[must_use]
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// Its right edge.
    #[must_use]
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Its lower edge.
    #[must_use]
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// Its middle, across.
    #[must_use]
    pub fn middle(self) -> f64 {
        self.x + self.width / 2.0
    }

    /// What is left without an edge on each side.
    #[must_use]
    pub fn inside(self, left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self {
            x: self.x + left,
            y: self.y + top,
            width: (self.width - left - right).max(1.0),
            height: (self.height - top - bottom).max(1.0),
        }
    }
}

/// A count as a number to draw.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "nobody draws more than 2^52 things"
)]
pub const fn number(count: usize) -> f64 {
    count as f64
}

/// How many whole things fit; nothing is none.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` stops at 0 and at the largest usize"
)]
pub fn whole(number: f64) -> usize {
    number.floor() as usize
}

/// A coordinate as SVG text, to a tenth of a pixel: `12`, `12.5`.
#[must_use]
pub fn coordinate(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    // `-0` is a number that no reader expects.
    format!("{}", tenths + 0.0)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the geometry is exact")]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        let said = [0.0, -0.01, 12.0, 12.34, 12.35, -3.96].map(coordinate);
        assert_eq!(said, ["0", "0", "12", "12.3", "12.4", "-4"]);
    }

    #[test]
    fn an_inner_area_leaves_its_edges_and_never_vanishes() {
        let area = Area::new(10.0, 20.0, 100.0, 50.0);
        assert_eq!(
            area.inside(5.0, 6.0, 7.0, 8.0),
            Area::new(15.0, 26.0, 88.0, 36.0)
        );
        assert_eq!(
            (area.right(), area.bottom(), area.middle()),
            (110.0, 70.0, 60.0)
        );
        assert_eq!(area.inside(80.0, 0.0, 80.0, 0.0).width, 1.0);
    }
}
