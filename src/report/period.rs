//! Stretches of time that figures are asked of: presets, months, chosen days, the stretch before,
//! and the buckets of a chart. Days begin at midnight in the workspace's zone, so that the days
//! on which clocks change have 23 or 25 hours.

mod buckets;
mod offsets;

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::time::Moment,
    report::{
        filter::Dates,
        when::{date_of, day_number, day_start, parse_date},
    },
};

pub use crate::report::period::{
    buckets::{Bucket, Buckets, Grain},
    offsets::Offsets,
};

/// Minutes that local time is ahead of UTC at a moment.
pub type Offset<'a> = &'a dyn Fn(Moment) -> i32;

/// The moments from `from` up to but without `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: Moment,
    pub to: Moment,
}

impl Span {
    /// All of time.
    pub const ALL: Self = Self {
        from: Moment(i64::MIN),
        to: Moment(i64::MAX),
    };

    /// Whether the moment lies within.
    #[must_use]
    pub fn contains(self, at: Moment) -> bool {
        self.from <= at && at < self.to
    }

    /// The last moment within.
    #[must_use]
    pub const fn last(self) -> Moment {
        Moment(self.to.0.saturating_sub(1))
    }
}

/// What people choose. Days are numbered as in [`day_number`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Period {
    /// Today and the days before it, so many in all.
    LastDays(u16),
    ThisMonth,
    LastMonth,
    ThisQuarter,
    LastQuarter,
    ThisYear,
    LastYear,
    /// A year and a month, 1 to 12.
    Month(i32, u8),
    /// A year and a quarter, 1 to 4.
    Quarter(i32, u8),
    Year(i32),
    /// Both days included.
    Days {
        from: i64,
        to: i64,
    },
    #[default]
    All,
}

impl Period {
    /// The periods that a list of choices offers, in order.
    pub const PRESETS: [Self; 10] = [
        Self::LastDays(7),
        Self::LastDays(30),
        Self::LastDays(90),
        Self::ThisMonth,
        Self::LastMonth,
        Self::ThisQuarter,
        Self::LastQuarter,
        Self::ThisYear,
        Self::LastYear,
        Self::All,
    ];

    /// The word in an address: `30d`, `this-month`, `2026-10`, `2026-q4`, `2026`,
    /// `2026-01-01..2026-03-31`, `all`.
    #[must_use]
    pub fn slug(self) -> String {
        match self {
            Self::LastDays(days) => format!("{days}d"),
            Self::ThisMonth => "this-month".to_owned(),
            Self::LastMonth => "last-month".to_owned(),
            Self::ThisQuarter => "this-quarter".to_owned(),
            Self::LastQuarter => "last-quarter".to_owned(),
            Self::ThisYear => "this-year".to_owned(),
            Self::LastYear => "last-year".to_owned(),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-q{quarter}"),
            Self::Year(year) => format!("{year:04}"),
            Self::Days { from, to } => format!("{}..{}", date_of(from), date_of(to)),
            Self::All => "all".to_owned(),
        }
    }

    /// The period of a word; days are read in either order, one day alone is a period too.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        let named = Self::PRESETS.into_iter().find(|it| it.slug() == slug);
        if named.is_some() {
            return named;
        }
        if let Some(days) = slug.strip_suffix('d') {
            let days = days.parse().ok().filter(|&days| days > 0);
            return days.map(Self::LastDays);
        }
        if let Some((from, to)) = slug.split_once("..") {
            let (from, to) = (parse_date(from)?, parse_date(to)?);
            return Some(Self::Days {
                from: from.min(to),
                to: to.max(from),
            });
        }
        if let Some(day) = parse_date(slug) {
            return Some(Self::Days { from: day, to: day });
        }
        let (year, rest) = slug.split_once('-').unwrap_or((slug, ""));
        let year = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
        let part = |text: &str, most: u8| {
            let number = text.parse().ok();
            number.filter(|number| (1..=most).contains(number))
        };
        match rest {
            "" if slug.len() == 4 => Some(Self::Year(year)),
            _ => match rest.strip_prefix('q') {
                Some(quarter) => part(quarter, 4).map(|quarter| Self::Quarter(year, quarter)),
                None if rest.len() == 2 => part(rest, 12).map(|month| Self::Month(year, month)),
                None => None,
            },
        }
    }

    /// What people read: `Last 30 days`, `October 2026`, `Q4 2026`, `2026-01-01 – 2026-03-31`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::LastDays(1) => "Today".to_owned(),
            Self::LastDays(days) => format!("Last {days} days"),
            Self::ThisMonth => "This month".to_owned(),
            Self::LastMonth => "Last month".to_owned(),
            Self::ThisQuarter => "This quarter".to_owned(),
            Self::LastQuarter => "Last quarter".to_owned(),
            Self::ThisYear => "This year".to_owned(),
            Self::LastYear => "Last year".to_owned(),
            Self::Month(year, month) => format!("{} {year}", month_name(month)),
            Self::Quarter(year, quarter) => format!("Q{quarter} {year}"),
            Self::Year(year) => year.to_string(),
            Self::Days { from, to } if from == to => date_of(from),
            Self::Days { from, to } => format!("{} – {}", date_of(from), date_of(to)),
            Self::All => "All time".to_owned(),
        }
    }

    /// The first and the last local day, both included; nothing for all of time.
    #[must_use]
    pub fn days(self, now: Moment, offset: Offset<'_>) -> Option<(i64, i64)> {
        let today = day_number(now.readable(), offset);
        let (year, month) = year_and_month(today);
        // Months counted from January of year 0.
        let this = year * 12 + month;
        let quarter = this.div_euclid(3) * 3;
        let months = |first: i64, count: i64| (month_start(first), month_start(first + count) - 1);
        Some(match self {
            Self::LastDays(days) => (today - i64::from(days.max(1)) + 1, today),
            Self::ThisMonth => months(this, 1),
            Self::LastMonth => months(this - 1, 1),
            Self::ThisQuarter => months(quarter, 3),
            Self::LastQuarter => months(quarter - 3, 3),
            Self::ThisYear => months(year * 12, 12),
            Self::LastYear => months(year * 12 - 12, 12),
            Self::Month(year, month) => months(i64::from(year) * 12 + i64::from(month) - 1, 1),
            Self::Quarter(year, quarter) => {
                months(i64::from(year) * 12 + i64::from(quarter) * 3 - 3, 3)
            }
            Self::Year(year) => months(i64::from(year) * 12, 12),
            Self::Days { from, to } => (from.min(to), to.max(from)),
            Self::All => return None,
        })
    }

    /// The moments of the period.
    #[must_use]
    pub fn span(self, now: Moment, offset: Offset<'_>) -> Span {
        self.days(now, offset).map_or(Span::ALL, |(from, to)| Span {
            from: day_start(from, offset),
            to: day_start(to + 1, offset),
        })
    }

    /// The period before it, for comparing: the calendar month before a month, as many days
    /// before days. Nothing lies before all of time.
    #[must_use]
    pub fn before(self, now: Moment, offset: Offset<'_>) -> Option<Self> {
        let (from, to) = self.days(now, offset)?;
        let (year, month) = year_and_month(from);
        let first = year * 12 + month;
        let months = |count: i64| Self::Days {
            from: month_start(first - count),
            to: from - 1,
        };
        Some(match self {
            Self::All => return None,
            Self::LastDays(_) | Self::Days { .. } => Self::Days {
                from: from - (to - from + 1),
                to: from - 1,
            },
            Self::ThisMonth | Self::LastMonth | Self::Month(..) => {
                let (year, month) = year_and_month(from - 1);
                match (i32::try_from(year), u8::try_from(month + 1)) {
                    (Ok(year), Ok(month)) => Self::Month(year, month),
                    _ => months(1),
                }
            }
            Self::ThisQuarter | Self::LastQuarter | Self::Quarter(..) => months(3),
            Self::ThisYear | Self::LastYear | Self::Year(_) => months(12),
        })
    }

    /// The same days as a part of the list's filter.
    #[must_use]
    pub fn reported(self, now: Moment, offset: Offset<'_>) -> Option<Dates> {
        let (from, to) = self.days(now, offset)?;
        Some(Dates::Days { from, to })
    }
}

/// Year and month, 0 to 11, of a day number (H. Hinnant, "`civil_from_days`").
#[must_use]
pub const fn year_and_month(day: i64) -> (i64, i64) {
    let shifted = day.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = (from_march + 2) % 12;
    let year = year_of_era + era * 400;
    (if month < 2 { year + 1 } else { year }, month)
}

/// The first day of a month counted from January of year 0; far years stop where days do.
fn month_start(number: i64) -> i64 {
    let (year, month) = (number.div_euclid(12), number.rem_euclid(12));
    let date = i32::try_from(year)
        .ok()
        .zip(u32::try_from(month + 1).ok())
        .and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
    let date = date.unwrap_or(if year < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    });
    i64::from(date.num_days_from_ce()) - 719_163
}

/// The name of a month, 1 to 12.
#[must_use]
pub const fn month_name(month: u8) -> &'static str {
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
    NAMES[(month.saturating_sub(1) % 12) as usize]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::when::{full, parse};

    fn moment(text: &str) -> Moment {
        parse(text, Moment::LAST, |_| 0).unwrap()
    }

    /// Berlin in 2026: +120 from 29 March to 25 October, each at 01:00 UTC, else +60.
    fn berlin(at: Moment) -> i32 {
        let summer = moment("2026-03-29 01:00")..moment("2026-10-25 01:00");
        if summer.contains(&at) { 120 } else { 60 }
    }

    /// The first and the last day, on Tuesday 2026-11-17 in Berlin.
    fn days(slug: &str) -> (String, String) {
        let now = moment("2026-11-16 23:30");
        let period = Period::from_slug(slug).unwrap();
        let (from, to) = period.days(now, &berlin).unwrap();
        (date_of(from), date_of(to))
    }

    #[test]
    fn a_period_has_the_days_that_its_name_says() {
        for (slug, from, to) in [
            ("7d", "2026-11-11", "2026-11-17"),
            ("30d", "2026-10-19", "2026-11-17"),
            ("this-month", "2026-11-01", "2026-11-30"),
            ("last-month", "2026-10-01", "2026-10-31"),
            ("this-quarter", "2026-10-01", "2026-12-31"),
            ("last-quarter", "2026-07-01", "2026-09-30"),
            ("this-year", "2026-01-01", "2026-12-31"),
            ("last-year", "2025-01-01", "2025-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-q1", "2026-01-01", "2026-03-31"),
            ("2025", "2025-01-01", "2025-12-31"),
            ("2026-03-31..2026-01-01", "2026-01-01", "2026-03-31"),
            ("2026-03-29", "2026-03-29", "2026-03-29"),
        ] {
            assert_eq!(days(slug), (from.to_owned(), to.to_owned()), "{slug}");
        }
        for slug in [
            "",
            "0d",
            "d",
            "2026-13",
            "2026-q5",
            "26",
            "2026-1",
            "soon",
            "2026-02-30",
        ] {
            assert_eq!(Period::from_slug(slug), None, "{slug}");
        }
    }

    #[test]
    fn the_period_before_ends_where_this_one_begins() {
        let now = moment("2026-11-16 23:30");
        for (slug, before) in [
            ("7d", "2026-11-04..2026-11-10"),
            ("this-month", "2026-10"),
            ("2026-01", "2025-12"),
            ("this-quarter", "2026-07-01..2026-09-30"),
            ("2026", "2025-01-01..2025-12-31"),
            ("2026-03-01..2026-03-10", "2026-02-19..2026-02-28"),
        ] {
            let period = Period::from_slug(slug).unwrap();
            let found = period.before(now, &berlin).unwrap();
            assert_eq!(found.slug(), before, "{slug}");
            assert_eq!(found.span(now, &berlin).to, period.span(now, &berlin).from);
        }
        assert_eq!(Period::All.before(now, &berlin), None);
    }

    #[test]
    fn days_on_which_clocks_change_have_23_and_25_hours() {
        let hours = |slug: &str| {
            let span = Period::from_slug(slug).unwrap().span(Moment(0), &berlin);
            span.to.since(span.from) / 3_600_000
        };
        assert_eq!(hours("2026-03-28"), 24);
        assert_eq!(hours("2026-03-29"), 23);
        assert_eq!(hours("2026-10-25"), 25);
        assert_eq!(hours("2026-03"), 31 * 24 - 1);
    }

    #[test]
    fn buckets_are_days_weeks_from_monday_months_or_years() {
        let of = |slug: &str| {
            let days = Period::from_slug(slug).unwrap().days(Moment(0), &berlin);
            Buckets::of_days(days.unwrap(), &berlin)
        };
        let october = of("2026-10");
        assert_eq!((october.grain, october.all.len()), (Grain::Day, 31));
        let quarter = of("2026-q4");
        assert_eq!(quarter.grain, Grain::Week);
        // 1 October 2026 is a Thursday.
        let first = quarter.all[0];
        assert!(first.is_cut);
        assert_eq!(date_of(first.days.1), "2026-10-04");
        assert_eq!(full(quarter.all[1].span.from, berlin), "2026-10-05 00:00");
        assert!(!quarter.all[1].is_cut);
        assert_eq!(of("2024-07-01..2026-11-17").grain, Grain::Month);
        assert_eq!(of("2016-02-29..2026-11-17").all.len(), 11);
    }

    #[test]
    fn offsets_are_found_to_the_millisecond() {
        let (from, to) = (moment("2026-01-01 00:00"), moment("2026-12-31 00:00"));
        let offsets = Offsets::over(from, to, &berlin);
        for change in ["2026-03-29 01:00", "2026-10-25 01:00"] {
            for at in [-1, 0, 1].map(|ms| Moment(moment(change).0 + ms)) {
                let expected = at.0 + i64::from(berlin(at)) * 60_000;
                assert_eq!(offsets.local(at), expected);
            }
        }
    }

    proptest! {
        #[test]
        fn every_period_is_read_back_from_its_slug(
            year in 1_i32..9_999, month in 1_u8..13, from in -700_000_i64..2_900_000,
            length in 0_i64..5_000, days in 1_u16..999,
        ) {
            for period in [
                Period::LastDays(days),
                Period::Month(year, month),
                Period::Quarter(year, month % 4 + 1),
                Period::Year(year),
                Period::Days { from, to: from + length },
            ].into_iter().chain(Period::PRESETS) {
                prop_assert_eq!(Period::from_slug(&period.slug()), Some(period));
            }
        }

        #[test]
        fn buckets_leave_no_gap_and_every_moment_is_found(
            from in -700_000_i64..2_000_000, length in 0_i64..9_000, part in 0.0_f64..1.0,
        ) {
            let buckets = Buckets::of_days((from, from + length), &berlin);
            let all = &buckets.all;
            prop_assert!(all.windows(2).all(|two| two[0].span.to == two[1].span.from));
            prop_assert_eq!((all[0].days.0, all[all.len() - 1].days.1), (from, from + length));
            #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation,
                reason = "any moment within will do")]
            let at = Moment(all[0].span.from.0 + (part * (length * 86_400_000) as f64) as i64);
            let place = buckets.find(at, 0).unwrap();
            prop_assert!(all[place].span.contains(at));
            prop_assert_eq!(buckets.find(Moment(all[0].span.from.0 - 1), 0), None);
        }

        #[test]
        fn year_and_month_are_those_of_the_calendar(day in -700_000_i64..2_900_000) {
            let (year, month) = year_and_month(day);
            let text = date_of(day);
            prop_assert_eq!(&text[..7], format!("{year:04}-{:02}", month + 1));
            prop_assert!(month_start(year * 12 + month) <= day);
            prop_assert!(day < month_start(year * 12 + month + 1));
        }
    }
}
