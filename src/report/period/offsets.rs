//! The offsets of a zone, asked for once.

use crate::{domain::time::Moment, report::period::Offset};

/// The offsets of a zone over a stretch of time, asked for once: a page answers slowly.
#[derive(Clone, Debug)]
pub struct Offsets {
    /// From which moment on which offset holds, in minutes.
    steps: Vec<(Moment, i32)>,
}

impl Offsets {
    /// Finds the changes between two moments. No zone changes its clocks twice within six days.
    #[must_use]
    pub fn over(from: Moment, to: Moment, offset: Offset<'_>) -> Self {
        const SIX_DAYS: i64 = 6 * 86_400_000;
        let (from, to) = (from.readable().0, to.readable().0);
        // A log with a record in year 9999 must not ask half a million times.
        let stride = SIX_DAYS.max((to - from) / 4_096);
        let mut steps = vec![(Moment(i64::MIN), offset(Moment(from)))];
        let mut at = from;
        while at < to {
            let next = at.saturating_add(stride).min(to);
            let (before, after) = (offset(Moment(at)), offset(Moment(next)));
            if before != after {
                let (mut low, mut high) = (at, next);
                while high - low > 1 {
                    let middle = low + (high - low) / 2;
                    if offset(Moment(middle)) == before {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                steps.push((Moment(high), after));
            }
            at = next;
        }
        Self { steps }
    }

    /// The local reading of a moment, in milliseconds as if it were UTC.
    #[must_use]
    pub fn local(&self, at: Moment) -> i64 {
        let after = self.steps.partition_point(|&(from, _)| from <= at);
        let minutes = self.steps[after.saturating_sub(1)].1;
        at.0.saturating_add(i64::from(minutes) * 60_000)
    }
}
