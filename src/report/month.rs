//! A month of the calendar: what was reported and what was resolved on each day.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::{
    domain::{
        board::Board,
        ids::RecordId,
        priority::{Priority, Severity},
        record::Record,
        state::Milestone,
        time::Moment,
    },
    report::when,
};

/// A month of some year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(NaiveDate);

impl Month {
    /// The month in which a day lies, by the day's number.
    #[must_use]
    pub fn of(day: i64) -> Self {
        let date = date(day);
        Self(date.with_day(1).unwrap_or(date))
    }

    /// Reads `2026-11`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        when::parse_date(&format!("{text}-01")).map(Self::of)
    }

    /// So many months on, or back where negative; stays where the calendar ends.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let by = Months::new(months.unsigned_abs());
        let moved = match months < 0 {
            true => self.0.checked_sub_months(by),
            false => self.0.checked_add_months(by),
        };
        let is_readable = |date: &NaiveDate| (1..=9999).contains(&date.year());
        Self(moved.filter(is_readable).unwrap_or(self.0))
    }

    /// `November 2026`.
    #[must_use]
    pub fn name(self) -> String {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        format!("{} {}", NAMES[self.0.month0() as usize], self.0.year())
    }

    /// The number of its first day.
    #[must_use]
    pub fn first(self) -> i64 {
        number(self.0)
    }

    /// The number of its last day.
    #[must_use]
    pub fn last(self) -> i64 {
        let next = self.0.checked_add_months(Months::new(1));
        next.map_or(self.first(), |next| number(next) - 1)
    }

    /// The days of its weeks, from a Monday to a Sunday: those of the months beside it too.
    #[must_use]
    pub fn weeks(self) -> (i64, i64) {
        let from = self.first() - weekday(self.first());
        (from, self.last() + 6 - weekday(self.last()))
    }
}

/// `2026-11`.
impl std::fmt::Display for Month {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

/// 0 for Monday to 6 for Sunday, for a day's number.
#[must_use]
pub fn weekday(day: i64) -> i64 {
    // Day 0 is a Thursday.
    (day + 3).rem_euclid(7)
}

/// The day of the month, for a day's number.
#[must_use]
pub fn day_of_month(day: i64) -> u32 {
    date(day).day()
}

fn date(day: i64) -> NaiveDate {
    let days = Days::new(day.unsigned_abs());
    let date = match day < 0 {
        true => NaiveDate::default().checked_sub_days(days),
        false => NaiveDate::default().checked_add_days(days),
    };
    date.unwrap_or_default()
}

fn number(date: NaiveDate) -> i64 {
    date.signed_duration_since(NaiveDate::default()).num_days()
}

/// A day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Days since 1970-01-01 on the local calendar.
    pub number: i64,
    pub reported: usize,
    pub resolved: usize,
    /// Major ones that were reported on it, the earliest first.
    pub major: Vec<RecordId>,
}

/// Whether a record is major: P1, SEV1 or SEV2.
#[must_use]
pub fn is_major(record: &Record) -> bool {
    record.priority() == Some(Priority::P1)
        || matches!(record.severity, Some(Severity::Sev1 | Severity::Sev2))
}

/// The days of a month's weeks, with what happened to some records on them.
#[must_use]
pub fn days(
    board: &Board,
    records: &[RecordId],
    month: Month,
    offset: impl Fn(Moment) -> i32,
) -> Vec<Day> {
    let (first, last) = month.weeks();
    let starts: Vec<Moment> = (first..=last + 1)
        .map(|day| when::day_start(day, &offset))
        .collect();
    let mut days: Vec<Day> = (first..=last)
        .map(|number| Day {
            number,
            ..Day::default()
        })
        .collect();
    // The day of a moment, if it is one of these.
    let place = |at: Moment| {
        let place = starts.partition_point(|start| *start <= at);
        place
            .checked_sub(1)
            .filter(|place| *place < starts.len() - 1)
    };
    for record in records.iter().filter_map(|id| board.record(*id)) {
        if let Some(place) = place(record.reported()) {
            days[place].reported += 1;
            if is_major(record) {
                days[place].major.push(record.id);
            }
        }
        let mut before = None;
        for ((_, milestone), at) in &record.milestones {
            let place = if *milestone == Milestone::Resolved {
                place(*at)
            } else {
                None
            };
            // Resolved twice on a day is resolved on that day.
            if let Some(place) = place.filter(|place| before != Some(*place)) {
                days[place].resolved += 1;
                before = Some(place);
            }
        }
    }
    let reported = |id: &RecordId| board.record(*id).map(|record| record.reported());
    for day in &mut days {
        day.major.sort_by_key(reported);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::command::Move,
        report::given::{Given, HOUR, NOW},
    };

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    #[test]
    fn a_month_is_whole_weeks_from_monday() {
        let november = month("2026-11");
        assert_eq!(
            (november.to_string(), november.name()),
            ("2026-11".to_owned(), "November 2026".to_owned())
        );
        let (from, to) = november.weeks();
        assert_eq!(
            (when::date_of(from), when::date_of(to)),
            ("2026-10-26".to_owned(), "2026-12-06".to_owned())
        );
        assert_eq!(
            (november.plus(2).to_string(), november.plus(-11).to_string()),
            ("2027-01".to_owned(), "2025-12".to_owned())
        );
        assert_eq!(month("2024-02").last() - month("2024-02").first(), 28);
        assert_eq!(month("9999-12").plus(1), month("9999-12"));
        assert_eq!(
            (Month::parse("2026-13"), Month::parse("soon")),
            (None, None)
        );
    }

    #[test]
    fn days_count_what_was_reported_and_what_was_resolved() {
        let mut given = Given::new();
        // Monday 16 November 2026, 03:14 UTC.
        let major = given.report_p("East Clinic offline", 1);
        let small = given.report_p("Guest Wi-Fi drops", 4);
        given.act(small, Move::Resolve);
        given.wait(21 * 60);
        given.act(major, Move::Resolve);
        given.act(major, Move::Reopen);
        given.act(major, Move::Resolve);
        let ids = [major, small];
        let of = |offset: i32| {
            let days = days(given.board(), &ids, month("2026-11"), |_| offset);
            let busy = days
                .into_iter()
                .filter(|day| day.reported + day.resolved > 0);
            busy.map(|day| {
                (
                    when::date_of(day.number),
                    day.reported,
                    day.resolved,
                    day.major.len(),
                )
            })
            .collect::<Vec<_>>()
        };
        assert_eq!(NOW.0 - 24 * HOUR, given.record(major).reported().0);
        let day = |text: &str| text.to_owned();
        assert_eq!(
            of(0),
            [(day("2026-11-16"), 2, 1, 1), (day("2026-11-17"), 0, 1, 0)]
        );
        assert_eq!(
            of(-4 * 60),
            [(day("2026-11-15"), 2, 1, 1), (day("2026-11-16"), 0, 1, 0)]
        );
    }
}
