//! Labels of a time axis: whole hours, days, weeks, months or years of the local calendar.

use crate::plot::calendar::{Civil, DAY, month_name, month_number, month_start};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// How far apart the labels are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Minutes(i64),
    Hours(i64),
    Days(i64),
    /// From Monday to Monday.
    Weeks(i64),
    Months(i64),
    Years(i64),
}

/// From the finest to the coarsest.
const STEPS: [Step; 22] = [
    Step::Minutes(1),
    Step::Minutes(5),
    Step::Minutes(15),
    Step::Minutes(30),
    Step::Hours(1),
    Step::Hours(2),
    Step::Hours(3),
    Step::Hours(6),
    Step::Hours(12),
    Step::Days(1),
    Step::Days(2),
    Step::Weeks(1),
    Step::Weeks(2),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(100),
];

impl Step {
    /// Milliseconds; months and years at their mean.
    const fn length(self) -> i64 {
        match self {
            Self::Minutes(count) => count * MINUTE,
            Self::Hours(count) => count * HOUR,
            Self::Days(count) => count * DAY,
            Self::Weeks(count) => count * 7 * DAY,
            Self::Months(count) => count * 2_629_746_000,
            Self::Years(count) => count * 31_556_952_000,
        }
    }

    /// The last boundary not after a local time.
    const fn floor(self, local: i64) -> i64 {
        let day = local.div_euclid(DAY);
        match self {
            Self::Minutes(_) | Self::Hours(_) => local - local.rem_euclid(self.length()),
            Self::Days(count) => (day - day.rem_euclid(count)) * DAY,
            // Day -3 is a Monday.
            Self::Weeks(count) => (day - (day + 3).rem_euclid(7 * count)) * DAY,
            Self::Months(count) => {
                let month = month_number(day);
                month_start(month - month.rem_euclid(count)) * DAY
            }
            Self::Years(count) => {
                let year = Civil::of(day).year;
                month_start((year - year.rem_euclid(count)) * 12) * DAY
            }
        }
    }

    /// The boundary after one.
    const fn next(self, local: i64) -> i64 {
        match self {
            Self::Months(count) => month_start(month_number(local.div_euclid(DAY)) + count) * DAY,
            Self::Years(count) => {
                month_start(month_number(local.div_euclid(DAY)) + 12 * count) * DAY
            }
            _ => local + self.length(),
        }
    }
}

/// A label's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Milliseconds since 1970 in UTC.
    pub at: i64,
    /// The same on the local clock, as if that were UTC.
    pub local: i64,
    pub step: Step,
}

impl Tick {
    /// `08:00`, `14 Sep`, `Sep`, `2026`; a boundary of something larger says the larger.
    #[must_use]
    pub fn label(self) -> String {
        let day = Civil::of(self.local.div_euclid(DAY));
        let of_day = self.local.rem_euclid(DAY);
        match self.step {
            Step::Minutes(_) | Step::Hours(_) if of_day != 0 => clock(self.local),
            Step::Months(_) if day.month != 1 => month_name(day.month).to_owned(),
            Step::Months(_) | Step::Years(_) => day.year.to_string(),
            _ => day.short(),
        }
    }
}

/// `08:00` of a local time.
#[must_use]
pub fn clock(local: i64) -> String {
    let minutes = local.rem_euclid(DAY) / MINUTE;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The labels between two moments (UTC, milliseconds), at most so many. `offset` is how many
/// milliseconds the local clock is ahead at a moment; local times take a constant 0.
#[must_use]
pub fn ticks(from: i64, to: i64, most: usize, offset: impl Fn(i64) -> i64) -> Vec<Tick> {
    let most = i64::try_from(most.max(1)).unwrap_or(i64::MAX);
    let fits = |step: &&Step| (to - from) / step.length() < most;
    let last = STEPS[STEPS.len() - 1];
    let step = STEPS.iter().find(fits).copied().unwrap_or(last);
    ticks_of(step, from, to, offset)
}

/// The boundaries of one step between two moments.
#[must_use]
pub fn ticks_of(step: Step, from: i64, to: i64, offset: impl Fn(i64) -> i64) -> Vec<Tick> {
    let mut local = step.floor(from.saturating_add(offset(from)));
    let mut ticks = Vec::new();
    loop {
        let at = moment(local, &offset);
        if at > to {
            return ticks;
        }
        // A skipped hour has no moment of its own.
        let is_new = ticks.last().is_none_or(|last: &Tick| last.at < at);
        if at >= from && is_new {
            ticks.push(Tick { at, local, step });
        }
        local = step.next(local);
    }
}

/// The moment of a local time: of a repeated hour the first, a skipped hour with the offset before.
#[must_use]
pub fn moment(local: i64, offset: &impl Fn(i64) -> i64) -> i64 {
    let before = local - offset(local.saturating_sub(DAY));
    if before + offset(before) == local {
        return before;
    }
    let after = local - offset(local.saturating_add(DAY));
    if after + offset(after) == local {
        after
    } else {
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: i64, month: i64, day: i64, hour: i64) -> i64 {
        Civil { year, month, day }.number() * DAY + hour * HOUR
    }

    fn labels(from: i64, to: i64, most: usize) -> Vec<String> {
        let ticks = ticks(from, to, most, |_| 0);
        ticks.into_iter().map(Tick::label).collect()
    }

    #[test]
    fn the_finest_step_that_fits_is_taken() {
        let night = at(2026, 11, 16, 20);
        assert_eq!(
            labels(night, night + 8 * HOUR, 5),
            ["20:00", "22:00", "17 Nov", "02:00", "04:00"]
        );
        assert_eq!(
            labels(at(2026, 8, 31, 0), at(2026, 11, 17, 0), 6),
            ["7 Sep", "21 Sep", "5 Oct", "19 Oct", "2 Nov", "16 Nov"]
        );
        assert_eq!(
            labels(at(2026, 9, 20, 0), at(2027, 2, 10, 0), 6),
            ["Oct", "Nov", "Dec", "2027", "Feb"]
        );
        assert_eq!(
            labels(at(2016, 3, 1, 0), at(2027, 2, 10, 0), 6),
            ["2018", "2020", "2022", "2024", "2026"]
        );
        assert_eq!(labels(at(1, 1, 1, 0), at(9999, 1, 1, 0), 4).len(), 99);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let weeks = ticks_of(
            Step::Weeks(1),
            at(2026, 11, 17, 0),
            at(2026, 12, 1, 0),
            |_| 0,
        );
        let labels: Vec<_> = weeks.into_iter().map(Tick::label).collect();
        assert_eq!(labels, ["23 Nov", "30 Nov"]);
    }

    /// Berlin around the end of summer time 2026: +2 h until 25 Oct 01:00 UTC, then +1 h.
    fn berlin(moment: i64) -> i64 {
        let is_summer = (at(2026, 3, 29, 1)..at(2026, 10, 25, 1)).contains(&moment);
        if is_summer { 2 * HOUR } else { HOUR }
    }

    #[test]
    fn days_begin_at_local_midnight_even_where_they_have_25_hours() {
        let days = ticks_of(
            Step::Days(1),
            at(2026, 10, 24, 0),
            at(2026, 10, 27, 0),
            berlin,
        );
        let moments: Vec<_> = days.iter().map(|tick| tick.at).collect();
        assert_eq!(
            moments,
            [
                at(2026, 10, 24, 22),
                at(2026, 10, 25, 23),
                at(2026, 10, 26, 23)
            ]
        );
        let labels: Vec<_> = days.into_iter().map(Tick::label).collect();
        assert_eq!(labels, ["25 Oct", "26 Oct", "27 Oct"]);
    }

    #[test]
    fn a_skipped_hour_is_not_labelled_twice() {
        let hours = ticks_of(
            Step::Hours(1),
            at(2026, 3, 29, 0),
            at(2026, 3, 29, 3),
            berlin,
        );
        let moments: Vec<_> = hours.iter().map(|tick| tick.at).collect();
        assert_eq!(moments, [0, 1, 2, 3].map(|hour| at(2026, 3, 29, hour)));
    }
}
