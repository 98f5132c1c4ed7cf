//! A logarithmic scale for durations: each tenfold takes the same room.

/// From positive values to pixels. What is not positive stands at the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Log {
    pub domain: (f64, f64),
    pub range: (f64, f64),
}

impl Log {
    /// A scale over a domain of positive values.
    #[must_use]
    pub const fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// The pixel of a value; values outside the domain stand at its ends.
    #[must_use]
    pub fn at(self, value: f64) -> f64 {
        let (low, high) = self.domain;
        if value <= low || low <= 0.0 || high <= low {
            return self.range.0;
        }
        let share = ((value / low).ln() / (high / low).ln()).min(1.0);
        self.range.0 + share * (self.range.1 - self.range.0)
    }
}

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

/// Durations in seconds that people think in, coarse and fine.
const LADDERS: [&[f64]; 2] = [
    &[
        1.0,
        10.0,
        MINUTE,
        10.0 * MINUTE,
        HOUR,
        6.0 * HOUR,
        DAY,
        7.0 * DAY,
        30.0 * DAY,
        180.0 * DAY,
        730.0 * DAY,
    ],
    &[
        1.0,
        MINUTE,
        HOUR,
        DAY,
        30.0 * DAY,
        365.0 * DAY,
        3_650.0 * DAY,
    ],
];

/// The round durations (seconds) inside a domain, at most so many: the finer ladder where it fits.
#[must_use]
pub fn duration_ticks(domain: (f64, f64), most: usize) -> Vec<f64> {
    let inside = |ladder: &[f64]| -> Vec<f64> {
        let fits = |rung: &&f64| (domain.0..=domain.1).contains(*rung);
        ladder.iter().filter(fits).copied().collect()
    };
    let [fine, coarse] = LADDERS.map(inside);
    let mut ticks = if fine.len() <= most { fine } else { coarse };
    while ticks.len() > most.max(1) {
        // Every other one, from the first.
        ticks = ticks.into_iter().step_by(2).collect();
    }
    ticks
}

/// The domain (seconds) from the rung below the smallest value to the rung above the largest.
#[must_use]
pub fn duration_domain(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let ladder = LADDERS[0];
    let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
    for value in values.into_iter().filter(|value| *value > 0.0) {
        (low, high) = (low.min(value), high.max(value));
    }
    if high == 0.0 {
        return (MINUTE, DAY);
    }
    let below = ladder.iter().rfind(|rung| **rung <= low);
    let above = ladder.iter().find(|rung| **rung >= high);
    let low = below.copied().unwrap_or(1.0);
    let high = above.copied().unwrap_or(high);
    if high > low {
        (low, high)
    } else {
        (low / 2.0, low * 2.0)
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the geometry is exact")]
mod tests {
    use super::*;

    #[test]
    fn each_tenfold_takes_the_same_room() {
        let scale = Log::new((1.0, 1_000.0), (0.0, 300.0));
        let at = |value| (scale.at(value) * 1e6_f64).round() / 1e6;
        assert_eq!(
            [1.0, 10.0, 100.0, 1_000.0].map(at),
            [0.0, 100.0, 200.0, 300.0]
        );
        assert_eq!([-5.0, 0.0, 0.5, 9_999.0].map(at), [0.0, 0.0, 0.0, 300.0]);
        assert_eq!(Log::new((5.0, 5.0), (7.0, 90.0)).at(5.0), 7.0);
    }

    #[test]
    fn durations_are_labelled_where_people_think() {
        assert_eq!(
            duration_ticks((MINUTE, DAY), 5),
            [60.0, 600.0, 3_600.0, 21_600.0, 86_400.0]
        );
        assert_eq!(duration_ticks((MINUTE, DAY), 3), [60.0, 3_600.0, 86_400.0]);
        assert_eq!(duration_ticks((MINUTE, DAY), 2), [60.0, 86_400.0]);
        assert_eq!(duration_ticks((100.0, 200.0), 3), [] as [f64; 0]);
    }

    #[test]
    fn a_domain_begins_and_ends_on_a_rung() {
        assert_eq!(duration_domain([90.0, 80_000.0]), (MINUTE, DAY));
        assert_eq!(duration_domain([0.0, -4.0]), (MINUTE, DAY));
        assert_eq!(duration_domain([]), (MINUTE, DAY));
        assert_eq!(duration_domain([60.0]), (30.0, 120.0));
    }
}
