//! Volume and backlog: how many were reported, and how many were not closed yet.

use crate::{
    domain::time::Moment,
    report::{
        kpi::{Asked, Facts, Groups, LeftOut, UNKNOWN, counts::Why, facts::flag, stays::counted},
        period::Buckets,
    },
};

/// How many records, and which were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub value: usize,
    pub left_out: LeftOut,
}

/// Records that were reported in the time asked for.
#[must_use]
pub fn volume(facts: &Facts, asked: &Asked<'_>) -> Count {
    let mut count = Count::default();
    for place in asked.each(facts) {
        count.take(counted(facts, asked, place));
    }
    count
}

/// The same for each group; together they are the whole.
#[must_use]
pub fn volume_by(facts: &Facts, asked: &Asked<'_>, groups: &Groups) -> Vec<Count> {
    let mut counts = vec![Count::default(); groups.keys.len()];
    for place in asked.each(facts) {
        if let Some(count) = counts.get_mut(groups.codes[place] as usize) {
            count.take(counted(facts, asked, place));
        }
    }
    counts
}

/// For each bucket and then each group, how many were reported: what a stacked chart shows.
#[must_use]
pub fn volume_over(
    facts: &Facts,
    asked: &Asked<'_>,
    buckets: &Buckets,
    groups: &Groups,
) -> Vec<Vec<usize>> {
    let mut counts = vec![vec![0; groups.keys.len()]; buckets.all.len()];
    let mut near = 0;
    for place in asked.each(facts) {
        if counted(facts, asked, place) != Some(Ok(())) {
            continue;
        }
        let Some(bucket) = buckets.find(Moment(facts.reported[place]), near) else {
            continue;
        };
        near = bucket;
        if let Some(count) = counts[bucket].get_mut(groups.codes[place] as usize) {
            *count += 1;
        }
    }
    counts
}

impl Count {
    fn take(&mut self, counted: Option<Result<(), Why>>) {
        match counted {
            None => {}
            Some(Ok(())) => self.value += 1,
            Some(Err(why)) => self.left_out.add(why),
        }
    }
}

/// Records that were reported by a moment and not closed by then, whenever they were reported:
/// reported ≤ t < closed. Missing are those that are closed now, nobody knows since when.
#[must_use]
pub fn backlog_at(facts: &Facts, asked: &Asked<'_>, at: Moment) -> Count {
    let mut count = Count::default();
    for place in asked.each(facts) {
        if facts.reported[place] <= at.0 {
            match facts.waiting(place) {
                Ok((_, closed)) => count.value += usize::from(at.0 < closed),
                Err(why) => count.left_out.add(why),
            }
        }
    }
    count
}

/// The backlog at each of these moments, which are in order.
#[must_use]
pub fn backlog_over(facts: &Facts, asked: &Asked<'_>, at: &[Moment]) -> Vec<usize> {
    let mut steps = vec![0_isize; at.len() + 1];
    for place in asked.each(facts) {
        if let Ok((reported, closed)) = facts.waiting(place)
            && reported < closed
        {
            steps[at.partition_point(|at| at.0 < reported)] += 1;
            steps[at.partition_point(|at| at.0 < closed)] -= 1;
        }
    }
    let mut now = 0_isize;
    let counts = steps.iter().take(at.len()).map(|step| {
        now += step;
        usize::try_from(now).unwrap_or(0)
    });
    counts.collect()
}

impl Facts {
    /// From when until when a record waited; one that is not closed waits for good.
    pub(super) fn waiting(&self, place: usize) -> Result<(i64, i64), Why> {
        if let Some(why) = self.unfit(place) {
            return Err(why);
        }
        match self.last_closed[place] {
            UNKNOWN if self.has(place, flag::CLOSED) => Err(Why::Missing),
            UNKNOWN => Ok((self.reported[place], i64::MAX)),
            closed => Ok((self.reported[place], closed)),
        }
    }
}
