//! What charts draw: buckets for a period, backlog per day, when in the week records come.

use crate::{
    domain::time::Moment,
    report::{
        filter::Hour,
        kpi::{Asked, Facts, backlog::backlog_over, stays::counted},
        period::{Buckets, Offsets, Period, Span},
        when::day_number,
    },
};

/// The buckets of a period, as long as suits it; all of time is as long as the reports are, and
/// no bucket begins after `now`. Nothing where there is no report.
#[must_use]
pub fn buckets(facts: &Facts, asked: &Asked<'_>, period: Period, now: Moment) -> Option<Buckets> {
    let today = day_number(now.readable(), asked.offset);
    let days = if let Some((from, to)) = period.days(now, asked.offset) {
        (from, to.min(today.max(from)))
    } else {
        let extent = facts.extent(asked.places)?;
        let day = |at: Moment| day_number(at.readable(), asked.offset);
        (day(extent.from), day(extent.last()))
    };
    Some(Buckets::of_days(days, asked.offset))
}

/// The backlog at the end of each bucket; what ends after `now` is not known yet.
#[must_use]
pub fn backlog_at_ends(
    facts: &Facts,
    asked: &Asked<'_>,
    buckets: &Buckets,
    now: Moment,
) -> Vec<(Moment, usize)> {
    let last = |span: Span| span.last().min(now);
    let ends: Vec<Moment> = buckets.all.iter().map(|bucket| last(bucket.span)).collect();
    let counts = backlog_over(facts, asked, &ends);
    ends.into_iter().zip(counts).collect()
}

/// Reports by weekday (Monday first) and hour of the day, in the workspace's zone.
#[must_use]
pub fn by_weekday_and_hour(facts: &Facts, asked: &Asked<'_>) -> [[usize; 24]; 7] {
    let mut counts = [[0; 24]; 7];
    let Some(extent) = facts.extent(asked.places) else {
        return counts;
    };
    let offsets = Offsets::over(extent.from, extent.to, asked.offset);
    for place in asked.each(facts) {
        if counted(facts, asked, place) == Some(Ok(())) {
            let hour = Hour::of(offsets.local(Moment(facts.reported[place])));
            counts[usize::from(hour.weekday)][usize::from(hour.hour)] += 1;
        }
    }
    counts
}
