//! Parts of a chart's time: days, weeks from Monday, months or years.

use crate::{
    domain::time::Moment,
    report::{
        period::{Offset, Span, month_start, year_and_month},
        when::day_start,
    },
};

/// How long the buckets of a chart are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    Day,
    /// From Monday to Sunday (ISO 8601).
    Week,
    Month,
    Year,
}

impl Grain {
    /// What suits so many days: at most about 60 buckets, but never fewer than years.
    #[must_use]
    pub const fn of_days(days: i64) -> Self {
        match days {
            ..=45 => Self::Day,
            46..=400 => Self::Week,
            401..=1_900 => Self::Month,
            _ => Self::Year,
        }
    }
}

/// A part of a chart's time; the first and the last may be cut off by the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    pub span: Span,
    /// Local days, both included.
    pub days: (i64, i64),
    /// Whether the period cuts it short.
    pub is_cut: bool,
}

/// Buckets one after the other without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buckets {
    pub grain: Grain,
    pub all: Vec<Bucket>,
}

/// More buckets than this nobody draws; the last one then takes the rest.
const MOST: usize = 4_000;

impl Buckets {
    /// The buckets of local days, both included, as long as suits them.
    #[must_use]
    pub fn of_days(days: (i64, i64), offset: Offset<'_>) -> Self {
        Self::with_grain(days, Grain::of_days(days.1 - days.0 + 1), offset)
    }

    /// The same with buckets of that length.
    #[must_use]
    pub fn with_grain((from, to): (i64, i64), grain: Grain, offset: Offset<'_>) -> Self {
        let mut all = Vec::new();
        let mut day = from;
        let mut start = day_start(from, offset);
        while day <= to {
            let (whole_from, next) = around(day, grain);
            let end = match all.len() + 1 < MOST {
                true => next.min(to + 1),
                false => to + 1,
            };
            let end_at = day_start(end, offset);
            all.push(Bucket {
                span: Span {
                    from: start,
                    to: end_at,
                },
                days: (day, end - 1),
                is_cut: whole_from < day || end < next,
            });
            (day, start) = (end, end_at);
        }
        Self { grain, all }
    }

    /// Which bucket a moment falls into. `near` is where the last one was found: records come
    /// roughly in order.
    #[must_use]
    pub fn find(&self, at: Moment, near: usize) -> Option<usize> {
        let holds = |bucket: &Bucket| bucket.span.contains(at);
        if self.all.get(near).is_some_and(holds) {
            return Some(near);
        }
        let after = self.all.partition_point(|bucket| bucket.span.from <= at);
        let place = after.checked_sub(1)?;
        holds(&self.all[place]).then_some(place)
    }
}

/// The first day of the whole bucket around a day, and of the next.
fn around(day: i64, grain: Grain) -> (i64, i64) {
    match grain {
        Grain::Day => (day, day + 1),
        Grain::Week => {
            // 1970-01-01 was a Thursday.
            let monday = day - (day + 3).rem_euclid(7);
            (monday, monday + 7)
        }
        Grain::Month => {
            let (year, month) = year_and_month(day);
            let number = year * 12 + month;
            (month_start(number), month_start(number + 1))
        }
        Grain::Year => {
            let (year, _) = year_and_month(day);
            (month_start(year * 12), month_start(year * 12 + 12))
        }
    }
}
