//! Median, 90th percentile and mean of durations, exact.

use crate::report::kpi::seconds;

/// A non-empty set of durations, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stats {
    pub n: usize,
    /// Wide enough for a log full of records that last ten thousand years.
    pub sum: i128,
    pub min: i64,
    pub max: i64,
    /// The two in the middle; the same twice where n is odd.
    pub middle: (i64, i64),
    /// Nearest rank: the smallest value that at least 90 % do not exceed (NIST/SEMATECH
    /// e-Handbook 7.2.6.2, "nearest rank").
    pub p90: i64,
}

impl Stats {
    /// Of these values, which are put into another order; nothing of nothing.
    #[must_use]
    pub fn of(values: &mut [i64]) -> Option<Self> {
        let n = values.len();
        let sum = values.iter().map(|&value| i128::from(value)).sum();
        let min = *values.iter().min()?;
        let max = *values.iter().max()?;
        let rank = (n * 9).div_ceil(10) - 1;
        let (below, &mut p90, _) = values.select_nth_unstable(rank);
        // The middle lies below that rank, but for one or two values.
        let (low, high) = ((n - 1) / 2, n / 2);
        let middle = if high < rank {
            let (before, &mut upper, _) = below.select_nth_unstable(high);
            let lower = match low {
                _ if low == high => upper,
                _ => before.iter().copied().max().unwrap_or(upper),
            };
            (lower, upper)
        } else {
            values.sort_unstable();
            (values[low], values[high])
        };
        Some(Self {
            n,
            sum,
            min,
            max,
            middle,
            p90,
        })
    }

    /// Mean, in seconds.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "a sum is far below 2^53 ms unless a log lies, and n always"
    )]
    pub fn mean_s(&self) -> f64 {
        self.sum as f64 / self.n as f64 / 1_000.0
    }

    /// Median, in seconds; an even n averages the middle two.
    #[must_use]
    pub fn median_s(&self) -> f64 {
        f64::midpoint(seconds(self.middle.0), seconds(self.middle.1))
    }

    /// 90th percentile by nearest rank, in seconds.
    #[must_use]
    pub fn p90_s(&self) -> f64 {
        seconds(self.p90)
    }

    /// The smallest and the largest, in seconds.
    #[must_use]
    pub fn range_s(&self) -> (f64, f64) {
        (seconds(self.min), seconds(self.max))
    }
}

/// Values sorted into groups in one block of memory.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub values: Vec<i64>,
    /// Where each group ends.
    pub ends: Vec<usize>,
}

impl Sorted {
    /// Sorts pairs of a group and a value; counting first, so that nothing is allocated per record.
    pub fn new(pairs: &[(u32, i64)], groups: usize) -> Self {
        let mut next = vec![0_usize; groups + 1];
        for &(group, _) in pairs {
            next[group as usize + 1] += 1;
        }
        for group in 1..=groups {
            next[group] += next[group - 1];
        }
        let mut values = vec![0; pairs.len()];
        for &(group, value) in pairs {
            let at = &mut next[group as usize];
            values[*at] = value;
            *at += 1;
        }
        next.pop();
        Self { values, ends: next }
    }

    /// The figures of each group.
    pub fn stats(mut self) -> Vec<Option<Stats>> {
        let mut rest = self.values.as_mut_slice();
        let mut start = 0;
        let mut all = Vec::with_capacity(self.ends.len());
        for &end in &self.ends {
            let (group, after) = rest.split_at_mut(end - start);
            all.push(Stats::of(group));
            (rest, start) = (after, end);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_values_are_right_by_hand() {
        let of = |values: &[i64]| {
            let stats = Stats::of(&mut values.to_vec())?;
            Some((stats.middle, stats.p90, stats.sum))
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[7]), Some(((7, 7), 7, 7)));
        assert_eq!(of(&[9, 1]), Some(((1, 9), 9, 10)));
        assert_eq!(of(&[3, 9, 1]), Some(((3, 3), 9, 13)));
        // Ten values: the 9th is the first that nine of ten do not exceed.
        assert_eq!(of(&[10, 1, 9, 2, 8, 3, 7, 4, 6, 5]), Some(((5, 6), 9, 55)));
    }

    proptest! {
        #[test]
        fn choosing_agrees_with_sorting(values in proptest::collection::vec(-9_i64..99, 1..60)) {
            let stats = Stats::of(&mut values.clone()).unwrap();
            let mut sorted = values;
            sorted.sort_unstable();
            let n = sorted.len();
            prop_assert_eq!(stats.middle, (sorted[(n - 1) / 2], sorted[n / 2]));
            prop_assert_eq!((stats.min, stats.max), (sorted[0], sorted[n - 1]));
            let reaches = |value: &&i64| {
                10 * sorted.iter().filter(|it| it <= value).count() >= 9 * n
            };
            prop_assert_eq!(Some(&stats.p90), sorted.iter().find(reaches));
        }
    }
}
