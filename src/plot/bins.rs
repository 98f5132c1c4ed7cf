//! A histogram whose bins double: durations spread over minutes to weeks.

use crate::plot::number;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

/// Edges in seconds, each about twice the one before, where people think.
const EDGES: [f64; 20] = [
    MINUTE,
    2.0 * MINUTE,
    4.0 * MINUTE,
    8.0 * MINUTE,
    15.0 * MINUTE,
    30.0 * MINUTE,
    HOUR,
    2.0 * HOUR,
    4.0 * HOUR,
    8.0 * HOUR,
    16.0 * HOUR,
    DAY,
    2.0 * DAY,
    4.0 * DAY,
    8.0 * DAY,
    16.0 * DAY,
    32.0 * DAY,
    64.0 * DAY,
    128.0 * DAY,
    256.0 * DAY,
];

/// How many values lie in `from..to`. The first bin has no start, the last no end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    pub from: Option<f64>,
    pub to: Option<f64>,
    pub count: usize,
}

/// The edges (seconds) between which durations are counted, at most so many: around the middle of
/// the values, so that the ends hold few. Fewer than two values have no spread.
#[must_use]
pub fn duration_edges(values: &[f64], most: usize) -> Vec<f64> {
    let most = most.clamp(1, EDGES.len());
    let mut sorted: Vec<f64> = values
        .iter()
        .copied()
        .filter(|value| value.is_finite())
        .collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let (Some(low), Some(high)) = (sorted.first(), sorted.last()) else {
        return Vec::new();
    };
    let first = EDGES
        .iter()
        .position(|edge| edge > low)
        .unwrap_or(EDGES.len() - 1);
    let last = EDGES
        .iter()
        .rposition(|edge| edge <= high)
        .unwrap_or(0)
        .max(first);
    if last - first < most {
        return EDGES[first..=last].to_vec();
    }
    // The stretch of edges that holds most values.
    let held = |start: usize| {
        let below = |edge: f64| sorted.partition_point(|value| *value < edge);
        below(EDGES[start + most - 1]) - below(EDGES[start])
    };
    let start = (first..=last + 1 - most).max_by_key(|start| (held(*start), EDGES.len() - start));
    let start = start.unwrap_or(first);
    EDGES[start..start + most].to_vec()
}

/// Counts values between edges; a value on an edge belongs to the bin that begins there.
#[must_use]
pub fn bins(values: &[f64], edges: &[f64]) -> Vec<Bin> {
    let mut bins: Vec<Bin> = (0..=edges.len())
        .map(|place| Bin {
            from: place.checked_sub(1).map(|before| edges[before]),
            to: edges.get(place).copied(),
            count: 0,
        })
        .collect();
    for value in values {
        bins[edges.partition_point(|edge| edge <= value)].count += 1;
    }
    bins
}

/// Where a value stands on an axis whose bins are all equally wide, from 0 to the number of bins:
/// logarithmic within a bin, straight in the first one, which begins at 0. `highest` ends the last bin.
#[must_use]
pub fn place(value: f64, edges: &[f64], highest: f64) -> f64 {
    let bin = edges.partition_point(|edge| *edge <= value);
    let from = bin.checked_sub(1).map(|before| edges[before]);
    let to = edges.get(bin).copied().unwrap_or(highest);
    let share = match from {
        Some(from) if from > 0.0 && to > from => (value / from).ln() / (to / from).ln(),
        None if to > 0.0 => value / to,
        _ => 0.5,
    };
    number(bin) + share.clamp(0.0, 1.0)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the geometry is exact")]
mod tests {
    use super::*;

    #[test]
    fn a_value_on_an_edge_belongs_to_the_bin_that_begins_there() {
        let edges = [60.0, 120.0];
        let bins = bins(&[0.0, 59.0, 60.0, 119.9, 120.0, 9e9], &edges);
        let counts: Vec<_> = bins
            .iter()
            .map(|bin| (bin.from, bin.to, bin.count))
            .collect();
        assert_eq!(
            counts,
            [
                (None, Some(60.0), 2),
                (Some(60.0), Some(120.0), 2),
                (Some(120.0), None, 2)
            ]
        );
        assert_eq!(super::bins(&[1.0, 2.0], &[]).len(), 1);
    }

    #[test]
    fn edges_hold_the_values_that_there_are() {
        assert_eq!(
            duration_edges(&[30.0, 100.0, 7_000.0], 11).first(),
            Some(&MINUTE)
        );
        assert_eq!(
            duration_edges(&[20.0 * MINUTE, 3.0 * HOUR], 11),
            [30.0 * MINUTE, HOUR, 2.0 * HOUR]
        );
        assert_eq!(duration_edges(&[], 11), [] as [f64; 0]);
        assert_eq!(duration_edges(&[5.0], 11), [MINUTE]);
    }

    #[test]
    fn with_few_edges_the_ends_hold_the_fewest_values() {
        let mut values = vec![1.0, 400.0 * DAY];
        values.extend([3.0 * HOUR; 50]);
        values.extend([20.0 * HOUR; 30]);
        let edges = duration_edges(&values, 5);
        assert_eq!(edges.len(), 5);
        assert_eq!(bins(&values, &edges).first().map(|bin| bin.count), Some(1));
        assert_eq!(bins(&values, &edges).last().map(|bin| bin.count), Some(1));
    }

    #[test]
    fn a_value_stands_in_its_bin_by_its_logarithm() {
        let edges = [60.0, 240.0];
        assert_eq!(place(30.0, &edges, 1_000.0), 0.5);
        assert!((place(120.0, &edges, 1_000.0) - 1.5).abs() < 1e-12);
        assert_eq!(place(60.0, &edges, 1_000.0), 1.0);
        assert_eq!(place(1_000.0, &edges, 1_000.0), 3.0);
        assert_eq!(place(-4.0, &edges, 1_000.0), 0.0);
        assert_eq!(place(7.0, &[], 0.0), 0.5);
    }
}
