//! A straight scale, and round values to label it with.

use crate::plot::{number, whole};

/// From values to pixels, evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    pub domain: (f64, f64),
    pub range: (f64, f64),
}

impl Linear {
    /// A scale; a domain without length puts everything at the start of the range.
    #[must_use]
    pub const fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// The pixel of a value.
    #[must_use]
    pub fn at(self, value: f64) -> f64 {
        map(value, self.domain, self.range)
    }

    /// The value of a pixel.
    #[must_use]
    pub fn back(self, pixel: f64) -> f64 {
        map(pixel, self.range, self.domain)
    }
}

fn map(value: f64, from: (f64, f64), to: (f64, f64)) -> f64 {
    let length = from.1 - from.0;
    if length == 0.0 {
        return to.0;
    }
    to.0 + (value - from.0) / length * (to.1 - to.0)
}

/// Round values from at most `low` to at least `high`: steps of 1, 2 or 5 times a power of ten, none
/// smaller than `least` (1 for counts), about `most` of them.
#[must_use]
pub fn ticks(low: f64, high: f64, most: usize, least: f64) -> Vec<f64> {
    let high = if high > low {
        high
    } else {
        low + least.max(1.0)
    };
    let step = round_step((high - low) / number(most.max(1))).max(least);
    let first = (low / step).floor();
    let last = (high / step).ceil();
    (0..=whole(last - first))
        .map(|nth| (first + number(nth)) * step)
        .map(|tick| (tick / step).round() * step)
        .collect()
}

/// The round step that is not smaller.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let steps = [1.0, 2.0, 5.0];
    // A hair of slack: 3 / 10 of a power must not become the next one by rounding.
    let fits = |round: &&f64| **round * power >= step * (1.0 - 1e-9);
    steps
        .iter()
        .find(fits)
        .map_or(10.0 * power, |round| round * power)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the geometry is exact")]
mod tests {
    use super::*;

    #[test]
    fn values_become_pixels_and_back() {
        let scale = Linear::new((0.0, 40.0), (200.0, 40.0));
        assert_eq!(
            [0.0, 10.0, 40.0].map(|value| scale.at(value)),
            [200.0, 160.0, 40.0]
        );
        assert_eq!(scale.back(120.0), 20.0);
        assert_eq!(Linear::new((5.0, 5.0), (10.0, 90.0)).at(7.0), 10.0);
    }

    #[test]
    fn ticks_are_round_and_hold_every_value() {
        assert_eq!(ticks(0.0, 34.0, 4, 1.0), [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!(ticks(0.0, 21.0, 4, 1.0), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(ticks(0.0, 3.0, 5, 1.0), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(60.0, 94.0, 4, 0.0), [60.0, 70.0, 80.0, 90.0, 100.0]);
        assert_eq!(
            ticks(0.0, 1.0, 5, 0.0),
            [0.0, 0.2, 0.4, 0.600_000_000_000_000_1, 0.8, 1.0]
        );
        assert_eq!(ticks(0.0, 0.0, 4, 1.0), [0.0, 1.0]);
        assert_eq!(ticks(0.0, 1_000_000.0, 5, 1.0).last(), Some(&1_000_000.0));
    }
}
