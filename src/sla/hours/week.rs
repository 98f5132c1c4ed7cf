//! The week of a calendar on one endless local clock: how much counted before each of its times.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::calendar::{Calendar, Weekday};

const MINUTE: i64 = 60_000;
pub(super) const DAY: i64 = 86_400_000;
const WEEK: i64 = 7 * DAY;

/// 1970-01-05, the first Monday after the beginning of time.
const MONDAY: i64 = 4 * DAY;

/// A week that repeats forever and knows no holidays. Times are local milliseconds since
/// 1970-01-01T00:00. What counted before is counted from 1970-01-05 on: less than nothing for
/// what lies earlier.
#[derive(Debug)]
pub(super) struct Week {
    days: [Day; 7],
    /// What counts of a week.
    total: i64,
}

#[derive(Debug)]
struct Day {
    /// What counted of the week before it.
    before: i64,
    /// In order and apart, in milliseconds after midnight.
    windows: Vec<(i64, i64)>,
}

impl Week {
    /// Windows that overlap may come with a file: no time counts twice.
    pub fn of(calendar: &Calendar) -> Self {
        let mut total = 0;
        let days = std::array::from_fn(|place| {
            let windows = calendar.hours.get(&Weekday::ALL[place]);
            let mut whole: Vec<_> = windows.into_iter().flatten().copied().collect();
            whole.retain(|window| window.is_whole());
            whole.sort_unstable();
            let before = total;
            let mut windows: Vec<(i64, i64)> = Vec::new();
            for window in whole {
                let (from, to) = (i64::from(window.0) * MINUTE, i64::from(window.1) * MINUTE);
                let from = windows.last().map_or(from, |last| from.max(last.1));
                if from < to {
                    windows.push((from, to));
                    total += to - from;
                }
            }
            Day { before, windows }
        });
        Self { days, total }
    }

    /// Whether no time counts.
    pub const fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// Milliseconds that counted before a time.
    pub fn before(&self, at: i64) -> i64 {
        let week = (at - MONDAY).div_euclid(WEEK);
        let of_week = at - MONDAY - week * WEEK;
        let day = &self.days[place(of_week / DAY)];
        let of_day = of_week % DAY;
        let windows = day.windows.iter();
        let today = windows.map(|(from, to)| of_day.clamp(*from, *to) - from);
        week * self.total + day.before + today.sum::<i64>()
    }

    /// The first time before which so much counted. Some time must count.
    pub fn reaching(&self, counted: i64) -> i64 {
        // The last hour of a week is reached in that week, not in the next.
        let week = (counted - 1).div_euclid(self.total);
        let of_week = counted - week * self.total;
        let begun = self.days.iter().filter(|day| day.before < of_week);
        let (day, Day { before, windows }) = (0..).zip(begun).last().unwrap_or((0, &self.days[0]));
        let mut left = of_week - before;
        let mut of_day = 0;
        for (from, to) in windows {
            of_day = from + left;
            left -= to - from;
            if left <= 0 {
                break;
            }
        }
        MONDAY + week * WEEK + day * DAY + of_day
    }

    /// The windows of the local day that begins at a time.
    pub fn windows(&self, midnight: i64) -> impl Iterator<Item = (i64, i64)> {
        let day = (midnight - MONDAY).rem_euclid(WEEK) / DAY;
        let windows = self.days[place(day)].windows.iter();
        windows.map(move |(from, to)| (midnight + from, midnight + to))
    }
}

fn place(day: i64) -> usize {
    usize::try_from(day).unwrap_or_default()
}

/// When the calendar's holidays begin, in order. A date that is none may come with a file.
pub(super) fn holidays(calendar: &Calendar) -> Vec<i64> {
    let dates = (calendar.holidays.iter())
        .filter_map(|holiday| NaiveDate::parse_from_str(&holiday.date, "%Y-%m-%d").ok());
    let midnights = dates.map(|date| date.and_time(NaiveTime::MIN).and_utc());
    let mut found: Vec<i64> = midnights.map(|at| at.timestamp_millis()).collect();
    found.sort_unstable();
    found.dedup();
    found
}
