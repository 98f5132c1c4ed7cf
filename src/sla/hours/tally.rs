//! A calendar laid on a zone's history: how much counted before each moment.

use chrono_tz::Tz;

use crate::{
    domain::time::Moment,
    sla::{
        hours::week::{DAY, Week},
        zone,
    },
};

/// Counts from its first moment on, and so between any two by one subtraction.
#[derive(Debug)]
pub(super) struct Tally {
    from: i64,
    to: i64,
    legs: Vec<Leg>,
    /// What counted before the end.
    total: i64,
    /// For each chunk of 2^`chunk` ms from the first moment on, the leg in which it begins.
    firsts: Vec<usize>,
    chunk: u32,
}

/// Time in which the local clock runs evenly and the week is undisturbed, or a holiday.
#[derive(Clone, Copy, Debug)]
struct Leg {
    from: i64,
    /// Milliseconds ahead of UTC.
    offset: i64,
    /// What counted before it.
    before: i64,
    /// What counted less what the week says; nothing on a holiday.
    base: Option<i64>,
}

impl Tally {
    /// The time from one moment up to another; `holidays` begin at those local times, in order.
    pub fn of(week: &Week, holidays: &[i64], zone: Tz, from: Moment, to: Moment) -> Self {
        let mut tally = Self {
            from: from.0,
            to: to.0,
            legs: Vec::new(),
            total: 0,
            firsts: Vec::new(),
            chunk: 0,
        };
        for steady in zone::steadies(zone, from, to) {
            let offset = steady.offset;
            let mut at = steady.from;
            let first = holidays.partition_point(|day| day + DAY - offset <= at);
            let days = holidays[first..].iter().map(|day| day - offset);
            for day in days.take_while(|day| *day < steady.to) {
                tally.work(week, at, day, offset);
                tally.rest(at.max(day), offset);
                at = steady.to.min(day + DAY);
            }
            tally.work(week, at, steady.to, offset);
        }
        tally.index();
        tally
    }

    fn work(&mut self, week: &Week, from: i64, to: i64, offset: i64) {
        if from < to {
            let before = self.total;
            let base = before - week.before(from + offset);
            self.legs.push(Leg {
                from,
                offset,
                before,
                base: Some(base),
            });
            self.total = base + week.before(to + offset);
        }
    }

    fn rest(&mut self, from: i64, offset: i64) {
        self.legs.push(Leg {
            from,
            offset,
            before: self.total,
            base: None,
        });
    }

    /// About as many chunks as legs: one that is looked for is one of very few.
    fn index(&mut self) {
        let length = self.to - self.from;
        let legs = i64::try_from(self.legs.len()).unwrap_or(i64::MAX).max(1);
        self.chunk = (length / legs).max(1).ilog2();
        let chunks = 0..=length >> self.chunk;
        let starts = chunks.map(|place| self.from + (place << self.chunk));
        let begun = starts.map(|at| self.legs.partition_point(|leg| leg.from <= at));
        self.firsts = begun.map(|begun| begun.saturating_sub(1)).collect();
    }

    /// Whether all between two moments lies within what was compiled.
    pub const fn covers(&self, from: Moment, to: Moment) -> bool {
        self.from <= from.0 && to.0 <= self.to
    }

    pub fn worked(&self, week: &Week, from: Moment, to: Moment) -> i64 {
        self.before(week, to) - self.before(week, from)
    }

    /// The first moment before which so much more counted; none where that lies behind the end.
    pub fn after(&self, week: &Week, from: Moment, length: i64) -> Option<Moment> {
        let wanted = self.before(week, from).checked_add(length)?;
        if wanted > self.total {
            return None;
        }
        let begun = self.legs.partition_point(|leg| leg.before < wanted);
        let leg = self.legs[..begun].last()?;
        Some(Moment(week.reaching(wanted - leg.base?) - leg.offset))
    }

    /// The stretches that count between two moments, each within a leg and a local day.
    pub fn between(
        &self,
        week: &Week,
        from: Moment,
        to: Moment,
    ) -> impl Iterator<Item = (i64, i64)> {
        let legs = &self.legs[self.place(from)..];
        let nexts = legs[1.min(legs.len())..].iter().map(|leg| leg.from);
        let ends = nexts.chain([self.to]);
        let near = legs
            .iter()
            .zip(ends)
            .take_while(move |(leg, _)| leg.from < to.0);
        near.filter(|(leg, _)| leg.base.is_some())
            .flat_map(move |(leg, end)| {
                let (start, end) = (leg.from.max(from.0), end.min(to.0));
                let offset = leg.offset;
                let days = (start + offset).div_euclid(DAY)..=(end + offset - 1).div_euclid(DAY);
                days.flat_map(|day| week.windows(day * DAY))
                    .map(move |(from, to)| ((from - offset).max(start), (to - offset).min(end)))
                    .filter(|(from, to)| from < to)
            })
    }

    /// Milliseconds that counted before a moment.
    fn before(&self, week: &Week, at: Moment) -> i64 {
        self.legs.get(self.place(at)).map_or(0, |leg| {
            let worked = |base| base + week.before(at.0 + leg.offset);
            leg.base.map_or(leg.before, worked)
        })
    }

    /// The leg in which a moment lies.
    fn place(&self, at: Moment) -> usize {
        let chunk = usize::try_from((at.0 - self.from) >> self.chunk).unwrap_or_default();
        let first = self.firsts.get(chunk).copied().unwrap_or_default();
        let next = self
            .firsts
            .get(chunk + 1)
            .map_or(self.legs.len(), |next| next + 1);
        let begun = self.legs[first..next].partition_point(|leg| leg.from <= at.0);
        (first + begun).saturating_sub(1)
    }
}
