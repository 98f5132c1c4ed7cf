//! Rules by which something repeats every year (RFC 5545, section 3.3.10).

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::foreign::ics::{
    Unreadable, Why,
    event::{When, when},
    lines::{Line, shortened},
};

/// How far back a rule is counted through that ends after a number of times.
const OLDEST: i32 = 1900;

/// A yearly rule.
#[derive(Debug)]
pub(super) struct Rule {
    interval: i32,
    count: Option<usize>,
    until: Option<NaiveDate>,
    months: Vec<u32>,
    /// Of a month; from its end where less than nothing.
    days: Vec<i32>,
    /// Which one of a month or a year, from its end where less than nothing; each where it is 0.
    weekdays: Vec<(i32, Weekday)>,
}

impl Rule {
    /// A rule, or the part of it that is not followed; an error where it is none.
    pub fn read(line: &Line) -> Result<Result<Self, Why>, Unreadable> {
        let mut rule = Self {
            interval: 1,
            count: None,
            until: None,
            months: Vec::new(),
            days: Vec::new(),
            weekdays: Vec::new(),
        };
        let bad = || Unreadable::BadRule {
            line: line.number,
            text: shortened(&line.value),
        };
        let mut unknown = None;
        let mut is_yearly = false;
        let value = line.value.trim().to_ascii_uppercase();
        for part in value.split(';').filter(|part| !part.is_empty()) {
            let (name, said) = part.split_once('=').ok_or_else(bad)?;
            match name {
                "FREQ" if said == "YEARLY" => is_yearly = true,
                "INTERVAL" => rule.interval = number(said, 1..=9_999).ok_or_else(bad)?,
                "COUNT" => {
                    rule.count = Some(said.parse().ok().filter(|it| *it > 0).ok_or_else(bad)?);
                }
                "UNTIL" => {
                    let (When::Day(day) | When::Timed(day)) = when(said).ok_or_else(bad)?;
                    rule.until = Some(day);
                }
                "BYMONTH" => {
                    let month = |it: &str| number(it, 1..=12).map(i32::unsigned_abs);
                    rule.months = list(said, month).ok_or_else(bad)?;
                }
                "BYMONTHDAY" => {
                    let day = |it: &str| number(it, -31..=31).filter(|day| *day != 0);
                    rule.days = list(said, day).ok_or_else(bad)?;
                }
                "BYDAY" => rule.weekdays = list(said, weekday).ok_or_else(bad)?,
                // It moves the weeks of rules that count weeks.
                "WKST" => {}
                _ => unknown = unknown.or_else(|| Some(shortened(part))),
            }
        }
        if unknown.is_none() && !is_yearly {
            return Err(bad());
        }
        // Both at once say which weekdays count, and then not which one of them.
        let is_numbered = |(nth, _): &(i32, Weekday)| *nth != 0;
        if !rule.days.is_empty() && rule.weekdays.iter().any(is_numbered) {
            unknown = unknown.or(Some("BYDAY with a number beside BYMONTHDAY".to_owned()));
        }
        Ok(unknown.map_or(Ok(rule), |part| Err(Why::Rule { part })))
    }

    /// The days within some years on which it begins anew. The first is one in any case; a rule
    /// says what follows.
    pub fn starts(
        &self,
        first: NaiveDate,
        years: &RangeInclusive<i32>,
    ) -> Result<Vec<NaiveDate>, Why> {
        let (from, to) = (*years.start().max(&1), *years.end().min(&9_999));
        let until = self.until.map_or(to, |until| until.year().min(to));
        let mut year = first.year();
        if self.count.is_none() && year < from {
            // No year before needs to be counted.
            year += (from - year).div_euclid(self.interval) * self.interval;
        } else if year < OLDEST {
            let part = format!("COUNT from the year {year} on");
            return Err(Why::Rule { part });
        }
        let mut left = self.count.unwrap_or(usize::MAX) - 1;
        let mut found = vec![first];
        while year <= until && left > 0 {
            let later = self
                .days_of(year, first)
                .into_iter()
                .filter(|day| *day > first && self.until.is_none_or(|until| *day <= until));
            let before = found.len();
            found.extend(later.take(left));
            left -= found.len() - before;
            year += self.interval;
        }
        found.retain(|day| (from..=to).contains(&day.year()));
        if found.is_empty() {
            return Err(Why::OtherYears { from, to });
        }
        Ok(found)
    }

    /// All days of a year that the rule names, in order; `first` says what it leaves open.
    fn days_of(&self, year: i32, first: NaiveDate) -> Vec<NaiveDate> {
        let mut found: Vec<NaiveDate> = match (&self.months[..], &self.days[..]) {
            (months, []) if !self.weekdays.is_empty() => match months {
                [] => self.weekdays_of(year, 1..=12),
                months => (months.iter())
                    .flat_map(|month| self.weekdays_of(year, *month..=*month))
                    .collect(),
            },
            ([], []) => NaiveDate::from_ymd_opt(year, first.month(), first.day())
                .into_iter()
                .collect(),
            (months, []) => (months.iter())
                .filter_map(|month| NaiveDate::from_ymd_opt(year, *month, first.day()))
                .collect(),
            (months, days) => {
                let all: Vec<u32> = (1..=12).collect();
                let months = if months.is_empty() { &all } else { months };
                let each = months.iter().flat_map(|month| {
                    days.iter()
                        .filter_map(|day| day_of_month(year, *month, *day))
                });
                let is_named = |day: &NaiveDate| {
                    let mut weekdays = self.weekdays.iter();
                    self.weekdays.is_empty() || weekdays.any(|(_, it)| *it == day.weekday())
                };
                each.filter(is_named).collect()
            }
        };
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The weekdays that the rule names within some months that follow each other.
    fn weekdays_of(&self, year: i32, months: RangeInclusive<u32>) -> Vec<NaiveDate> {
        let begin = NaiveDate::from_ymd_opt(year, *months.start(), 1);
        let days = begin.into_iter().flat_map(|day| day.iter_days());
        let within = |day: &NaiveDate| day.year() == year && months.contains(&day.month());
        let days: Vec<_> = days.take_while(within).collect();
        let mut found = Vec::new();
        for &(nth, weekday) in &self.weekdays {
            let same: Vec<_> = (days.iter().copied())
                .filter(|day| day.weekday() == weekday)
                .collect();
            let place = usize::try_from(nth.unsigned_abs()).unwrap_or(usize::MAX);
            match nth {
                0 => found.extend(same),
                1.. => found.extend(same.get(place - 1)),
                ..0 => found.extend(same.len().checked_sub(place).map(|place| same[place])),
            }
        }
        found
    }
}

/// A day of a month, from its end where it is less than nothing.
fn day_of_month(year: i32, month: u32, day: i32) -> Option<NaiveDate> {
    let begin = NaiveDate::from_ymd_opt(year, month, 1)?;
    let length = i32::from(begin.num_days_in_month());
    let day = if day < 0 { length + 1 + day } else { day };
    begin.with_day(u32::try_from(day).ok()?)
}

fn list<T>(text: &str, each: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split(',').map(each).collect()
}

fn number(text: &str, within: RangeInclusive<i32>) -> Option<i32> {
    text.parse().ok().filter(|number| within.contains(number))
}

/// `MO`, `4TH`, `-1SU`.
fn weekday(text: &str) -> Option<(i32, Weekday)> {
    let (nth, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = match name {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    let nth = match nth {
        "" => 0,
        nth => number(nth, -53..=53).filter(|nth| *nth != 0)?,
    };
    Some((nth, weekday))
}
