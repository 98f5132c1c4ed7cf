//! When a promise counts: working hours, holidays, and the zone whose clocks they follow.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{ids::CalendarId, state::slugs, wire};

slugs!(
    /// A day of the week.
    Weekday {
        Mon = "mon", "Monday";
        Tue = "tue", "Tuesday";
        Wed = "wed", "Wednesday";
        Thu = "thu", "Thursday";
        Fri = "fri", "Friday";
        Sat = "sat", "Saturday";
        Sun = "sun", "Sunday";
    }
);

/// A stretch of a day in minutes after midnight, from the first up to but without the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Window(pub u16, pub u16);

/// The minutes of a day.
pub const DAY: u16 = 24 * 60;

impl Window {
    /// The whole day.
    pub const ALL_DAY: Self = Self(0, DAY);

    /// Whether it lies within a day and has a length.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.0 < self.1 && self.1 <= DAY
    }
}

/// A day on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Holiday {
    /// `2026-12-25`.
    pub date: String,
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "String::is_empty"
    )]
    pub name: String,
}

impl Holiday {
    /// Whether its date is a day of the Gregorian calendar, written as `2026-12-25`.
    #[must_use]
    pub fn has_date(&self) -> bool {
        let bytes = self.date.as_bytes();
        let shaped = bytes.len() == 10
            && (bytes.iter().enumerate()).all(|(place, byte)| match place {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return false;
        }
        let number = |range: std::ops::Range<usize>| self.date[range].parse::<u16>().unwrap_or(0);
        let (year, month, day) = (number(0..4), number(5..7), number(8..10));
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => 0,
        };
        year > 0 && (1..=days).contains(&day)
    }
}

/// Working hours of a week, without the holidays.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Calendar {
    pub id: CalendarId,
    pub name: String,
    /// IANA time zone; empty for the workspace's.
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "String::is_empty"
    )]
    pub zone: String,
    /// By the day, its windows in order; a day that is not named is free.
    #[serde(default, deserialize_with = "wire::optional")]
    pub hours: BTreeMap<Weekday, Vec<Window>>,
    #[serde(
        default,
        deserialize_with = "wire::optional_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub holidays: Vec<Holiday>,
    /// No longer offered; clocks that name it still count by it.
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "std::ops::Not::not"
    )]
    pub retired: bool,
}

impl Calendar {
    /// Every hour of every day, which every log knows without an event.
    pub const ALWAYS: CalendarId = CalendarId::built_in(1);
    /// Monday to Friday, 09:00 to 17:00 in the workspace's zone, without an event too.
    pub const BUSINESS: CalendarId = CalendarId::built_in(2);

    /// Whether every log knows a calendar of that id without an event.
    #[must_use]
    pub fn is_built_in(id: CalendarId) -> bool {
        id == Self::ALWAYS || id == Self::BUSINESS
    }

    /// A calendar in the workspace's zone, without holidays.
    #[must_use]
    pub fn of(id: CalendarId, name: &str, hours: BTreeMap<Weekday, Vec<Window>>) -> Self {
        Self {
            id,
            name: name.to_owned(),
            zone: String::new(),
            hours,
            holidays: Vec::new(),
            retired: false,
        }
    }

    /// The calendars that every log knows.
    #[must_use]
    pub fn built_in() -> [Self; 2] {
        let week = |days: &[Weekday], window| days.iter().map(|&day| (day, vec![window])).collect();
        [
            Self::of(
                Self::ALWAYS,
                "Around the clock",
                week(Weekday::ALL, Window::ALL_DAY),
            ),
            Self::of(
                Self::BUSINESS,
                "Business hours",
                week(&Weekday::ALL[..5], Window(9 * 60, 17 * 60)),
            ),
        ]
    }

    /// Whether it counts every moment: no zone and no change of clocks matters then.
    #[must_use]
    pub fn is_always(&self) -> bool {
        let covers = |day: &Weekday| {
            let windows = self.hours.get(day).map_or(&[][..], Vec::as_slice);
            let end = windows.iter().try_fold(0, |end, window| {
                (window.0 == end && window.is_whole()).then_some(window.1)
            });
            end == Some(DAY)
        };
        self.holidays.is_empty() && Weekday::ALL.iter().all(covers)
    }

    /// Whether it has any hours at all.
    #[must_use]
    pub fn has_hours(&self) -> bool {
        self.hours.values().any(|windows| !windows.is_empty())
    }

    /// Whether the windows of every day lie within it, in order and apart.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.hours.values().all(|windows| {
            windows.iter().all(|window| window.is_whole())
                && windows.windows(2).all(|pair| pair[0].1 <= pair[1].0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_calendars_are_whole_and_one_never_rests() {
        let [always, business] = Calendar::built_in();
        assert!(always.is_whole() && always.is_always());
        assert!(business.is_whole() && business.has_hours() && !business.is_always());
    }

    #[test]
    fn a_holiday_or_a_gap_is_a_rest() {
        let [mut always, _] = Calendar::built_in();
        always
            .hours
            .insert(Weekday::Sun, vec![Window(0, 60), Window(60, DAY)]);
        assert!(always.is_always());
        always
            .hours
            .insert(Weekday::Sun, vec![Window(0, 60), Window(61, DAY)]);
        assert!(!always.is_always());
        let [mut always, _] = Calendar::built_in();
        always.holidays.push(Holiday {
            date: "2026-12-25".to_owned(),
            name: String::new(),
        });
        assert!(!always.is_always());
    }

    #[test]
    fn a_holiday_is_a_day_that_there_is() {
        let has_date = |date: &str| {
            let date = date.to_owned();
            let name = String::new();
            Holiday { date, name }.has_date()
        };
        for date in [
            "2026-12-25",
            "2024-02-29",
            "2000-02-29",
            "0001-01-01",
            "9999-12-31",
        ] {
            assert!(has_date(date), "{date}");
        }
        for date in [
            "",
            "2026-12-32",
            "2026-02-29",
            "1900-02-29",
            "2026-00-01",
            "2026-13-01",
            "2026-04-31",
            "0000-01-01",
            "2026-1-5",
            "26-01-05",
            "+2026-1-05",
            "2026/12/25",
            " 2026-12-25",
            "2026-12-2\u{661}",
            "25.12.2026",
        ] {
            assert!(!has_date(date), "{date}");
        }
    }

    #[test]
    fn windows_that_overlap_are_refused() {
        let [_, mut business] = Calendar::built_in();
        business
            .hours
            .insert(Weekday::Mon, vec![Window(540, 720), Window(700, 1020)]);
        assert!(!business.is_whole());
        business.hours.insert(Weekday::Mon, vec![Window(600, 540)]);
        assert!(!business.is_whole());
    }
}
