//! Calendars made ready for counting: how much working time lies between two moments, and when
//! so much will have passed.
//!
//! A moment counts exactly when its local time of day lies in a window of its local date, and the
//! date is no holiday. So a day has 23 or 25 hours where its clocks change, an hour that comes
//! twice counts twice, and a day that a zone skipped has no moments.

mod tally;
mod week;

use std::{
    iter,
    sync::{Arc, OnceLock},
};

use chrono_tz::Tz;

use crate::{
    domain::{calendar::Calendar, time::Moment},
    sla::{
        hours::{tally::Tally, week::Week},
        zone,
    },
};

/// A calendar that can be counted by, in any year.
#[derive(Clone, Debug)]
pub struct Hours(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Always,
    Windows(Arc<Windows>),
}

#[derive(Debug)]
struct Windows {
    week: Week,
    holidays: Vec<i64>,
    zone: Tz,
    near: Tally,
    /// The years 1 to 9999, once somebody asks for what is not near.
    far: OnceLock<Tally>,
}

impl Hours {
    /// Compiles a calendar for moments between `from` and `to`. Others count as well, but their
    /// first one waits until the zone's whole history is compiled. A calendar without a zone is in
    /// that of the workspace; a zone that nobody knows counts as UTC.
    #[must_use]
    pub fn of(calendar: &Calendar, workspace_zone: &str, from: Moment, to: Moment) -> Self {
        if calendar.is_always() {
            return Self(Kind::Always);
        }
        let zone = zone::named(match calendar.zone.as_str() {
            "" => workspace_zone,
            zone => zone,
        });
        let week = Week::of(calendar);
        let holidays = week::holidays(calendar);
        let (from, to) = (from.readable(), to.max(from).readable());
        let near = Tally::of(&week, &holidays, zone, from, to);
        let far = OnceLock::new();
        Self(Kind::Windows(Arc::new(Windows {
            week,
            holidays,
            zone,
            near,
            far,
        })))
    }

    /// Milliseconds that count from one moment up to another; none where that lies before.
    #[must_use]
    pub fn worked(&self, from: Moment, to: Moment) -> i64 {
        match &self.0 {
            _ if to <= from => 0,
            Kind::Always => to.since(from),
            Kind::Windows(windows) => {
                // No log holds a moment outside those years.
                let (from, to) = (from.readable(), to.readable());
                windows.covering(from, to).worked(&windows.week, from, to)
            }
        }
    }

    /// The first moment at which so many milliseconds have counted; none where that never comes,
    /// or after the year 9999.
    #[must_use]
    pub fn after(&self, from: Moment, length: i64) -> Option<Moment> {
        match &self.0 {
            _ if length <= 0 => Some(from),
            Kind::Always => Some(Moment(from.0.checked_add(length)?)).filter(|at| at.is_readable()),
            Kind::Windows(windows) if windows.week.is_empty() => None,
            Kind::Windows(windows) => {
                let from = from.readable();
                let by = |tally: &Tally| tally.after(&windows.week, from, length);
                let near = windows.near.covers(from, from);
                let near = near.then(|| by(&windows.near)).flatten();
                near.or_else(|| by(windows.far()))
            }
        }
    }

    /// The stretches that count between two moments, in order; neighbours that touch are one.
    pub fn windows(&self, from: Moment, to: Moment) -> impl Iterator<Item = (Moment, Moment)> {
        let (always, windows) = match &self.0 {
            Kind::Always => (Some((from.0, to.0)).filter(|_| from < to), None),
            Kind::Windows(windows) => (None, Some(windows).filter(|it| !it.week.is_empty())),
        };
        let counted = windows.into_iter().flat_map(move |windows| {
            let (from, to) = (from.readable(), to.readable());
            let tally = windows.covering(from, to);
            tally.between(&windows.week, from, to)
        });
        let mut pieces = always.into_iter().chain(counted).peekable();
        iter::from_fn(move || {
            let (from, mut to) = pieces.next()?;
            while let Some((_, end)) = pieces.next_if(|(start, _)| *start == to) {
                to = end;
            }
            Some((Moment(from), Moment(to)))
        })
    }

    /// Whether every moment counts.
    #[must_use]
    pub const fn is_always(&self) -> bool {
        matches!(self.0, Kind::Always)
    }
}

impl Windows {
    fn covering(&self, from: Moment, to: Moment) -> &Tally {
        match self.near.covers(from, to) {
            true => &self.near,
            false => self.far(),
        }
    }

    fn far(&self) -> &Tally {
        let Self { week, holidays, .. } = self;
        let all = || Tally::of(week, holidays, self.zone, Moment::FIRST, Moment::LAST);
        self.far.get_or_init(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{Holiday, Weekday, Window};

    const HOUR: i64 = 3_600_000;
    /// Monday 2026-11-16, 00:00 UTC.
    const MONDAY: i64 = 1_794_787_200_000;

    fn at(hours: i64) -> Moment {
        Moment(MONDAY + hours * HOUR)
    }

    fn compiled(calendar: &Calendar) -> Hours {
        Hours::of(calendar, "UTC", at(-24 * 365), at(24 * 365))
    }

    fn business() -> Calendar {
        let [_, business] = Calendar::built_in();
        business
    }

    #[test]
    fn a_weekend_does_not_count() {
        let hours = compiled(&business());
        assert_eq!(hours.worked(at(0), at(24)), 8 * HOUR);
        assert_eq!(hours.worked(at(0), at(7 * 24)), 40 * HOUR);
        // Friday 16:00 to Monday 10:00.
        assert_eq!(hours.worked(at(4 * 24 + 16), at(7 * 24 + 10)), 2 * HOUR);
        assert_eq!(hours.worked(at(5 * 24), at(7 * 24)), 0);
        assert_eq!(hours.worked(at(10), at(9)), 0);
    }

    #[test]
    fn a_target_runs_over_night_and_weekend() {
        let hours = compiled(&business());
        assert_eq!(hours.after(at(16), 2 * HOUR), Some(at(24 + 10)));
        // A full day ends in the evening, not on the next morning.
        assert_eq!(hours.after(at(9), 8 * HOUR), Some(at(17)));
        assert_eq!(
            hours.after(at(4 * 24 + 16), 2 * HOUR),
            Some(at(7 * 24 + 10))
        );
        assert_eq!(hours.after(at(20), 0), Some(at(20)));
        // Long after what was compiled.
        let years = 10 * 52 * 40 * HOUR;
        assert_eq!(
            hours.after(at(9), years),
            Some(at(10 * 52 * 7 * 24 - 3 * 24 + 17 + 24 - 24))
        );
        assert_eq!(hours.after(at(0), i64::MAX), None);
    }

    #[test]
    fn a_holiday_does_not_count() {
        let mut calendar = business();
        calendar.holidays.push(Holiday {
            date: "2026-11-17".to_owned(),
            name: "Repentance".to_owned(),
        });
        let hours = compiled(&calendar);
        assert_eq!(hours.worked(at(0), at(7 * 24)), 32 * HOUR);
        assert_eq!(hours.after(at(16), 2 * HOUR), Some(at(48 + 10)));
    }

    #[test]
    fn a_night_shift_is_one_stretch() {
        let mut calendar = business();
        calendar.hours = (Weekday::ALL.iter())
            .map(|&day| (day, vec![Window(0, 6 * 60), Window(22 * 60, 24 * 60)]))
            .collect();
        let hours = compiled(&calendar);
        let windows: Vec<_> = hours.windows(at(12), at(36)).collect();
        assert_eq!(windows, [(at(22), at(30))]);
        assert_eq!(hours.worked(at(0), at(24)), 8 * HOUR);
    }

    #[test]
    fn days_on_which_clocks_change_have_23_and_25_hours() {
        let mut calendar = business();
        calendar.zone = "Europe/Berlin".to_owned();
        calendar.hours = [(Weekday::Sun, vec![Window::ALL_DAY])].into();
        let hours = compiled(&calendar);
        let day = |utc: i64| hours.worked(Moment(utc - 12 * HOUR), Moment(utc + 36 * HOUR));
        // Sundays 2026-03-29 and 2026-10-25, 00:00 UTC.
        assert_eq!(day(1_774_742_400_000), 23 * HOUR);
        assert_eq!(day(1_792_886_400_000), 25 * HOUR);
    }

    #[test]
    fn an_hour_that_comes_twice_counts_twice() {
        let mut calendar = business();
        calendar.zone = "Europe/Berlin".to_owned();
        calendar.hours = [(Weekday::Sun, vec![Window(120, 150)])].into();
        let hours = compiled(&calendar);
        let midnight = 1_792_886_400_000;
        let windows = hours.windows(Moment(midnight - 12 * HOUR), Moment(midnight + 12 * HOUR));
        let minutes: Vec<_> = windows
            .map(|(from, to)| ((from.0 - midnight) / 60_000, (to.0 - midnight) / 60_000))
            .collect();
        assert_eq!(minutes, [(0, 30), (60, 90)]);
    }

    #[test]
    fn samoa_had_no_30_december_2011() {
        let mut calendar = business();
        calendar.zone = "Pacific/Apia".to_owned();
        calendar.hours = [(Weekday::Fri, vec![Window::ALL_DAY])].into();
        // The 29th and the 31st touch at 10:00 UTC on the 30th.
        let jump = 1_325_239_200_000;
        let hours = compiled(&calendar);
        assert_eq!(
            hours.worked(Moment(jump - 48 * HOUR), Moment(jump + 48 * HOUR)),
            0
        );
    }

    #[test]
    fn what_is_not_near_counts_the_same() {
        let near = compiled(&business());
        let other = Hours::of(&business(), "UTC", Moment(0), Moment(HOUR));
        let (from, to) = (at(3), at(24 * 30));
        assert_eq!(near.worked(from, to), other.worked(from, to));
        assert_eq!(near.after(from, 99 * HOUR), other.after(from, 99 * HOUR));
        let both = [near, other].map(|it| it.windows(from, to).collect::<Vec<_>>());
        assert_eq!(both[0], both[1]);
    }

    #[test]
    fn every_year_counts_and_no_moment_is_too_far() {
        let hours = compiled(&business());
        // 0001-01-01 was a Monday, 9999-12-31 is a Friday: 3,652,059 days, 521,722 weeks and five.
        let week = 40 * HOUR;
        assert_eq!(hours.worked(Moment::FIRST, Moment::LAST), 521_723 * week);
        let farthest = (Moment(i64::MIN), Moment(i64::MAX));
        assert_eq!(hours.worked(farthest.0, farthest.1), 521_723 * week);
        let early = Moment(Moment::FIRST.0 + 9 * HOUR);
        assert_eq!(
            hours.windows(farthest.0, farthest.1).next().unwrap().0,
            early
        );
        // The last hour ends on the last day at 17:00.
        let last = Some(Moment(Moment::LAST.0 + 1 - 7 * HOUR));
        assert_eq!(hours.after(Moment::FIRST, 521_723 * week), last);
        assert_eq!(hours.after(Moment::FIRST, 521_723 * week + 1), None);
        assert_eq!(hours.after(farthest.1, 1), None);
        let always = compiled(&Calendar::built_in()[0]);
        assert_eq!(always.worked(farthest.0, farthest.1), i64::MAX);
    }

    #[test]
    fn a_calendar_without_hours_never_counts() {
        let mut calendar = business();
        calendar.hours.clear();
        let hours = compiled(&calendar);
        assert_eq!(hours.worked(Moment::FIRST, Moment::LAST), 0);
        assert_eq!(hours.after(at(0), 1), None);
        assert_eq!(hours.windows(at(0), at(9_999)).count(), 0);
    }

    #[test]
    fn what_a_file_has_twice_or_wrong_counts_once_or_not_at_all() {
        let mut calendar = business();
        let windows = vec![Window(600, 660), Window(540, 630), Window(700, 650)];
        calendar.hours.insert(Weekday::Mon, windows);
        for date in ["2026-11-17", "2026-11-17", "2026-11-31", "today"] {
            calendar.holidays.push(Holiday {
                date: date.to_owned(),
                name: String::new(),
            });
        }
        let hours = compiled(&calendar);
        assert_eq!(hours.worked(at(0), at(7 * 24)), 2 * HOUR + 3 * 8 * HOUR);
        assert_eq!(hours.after(at(0), 2 * HOUR + 1), Some(Moment(at(57).0 + 1)));
    }
}
