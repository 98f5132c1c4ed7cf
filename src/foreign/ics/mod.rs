//! iCalendar files (RFC 5545): holidays read from one, deadlines written as one.

mod event;
mod lines;
mod rule;
pub mod write;

use std::{collections::BTreeMap, ops::RangeInclusive};

use chrono::NaiveDate;

use crate::{domain::calendar::Holiday, foreign::ics::event::Event};

/// The most bytes that are read. The holidays of a country for a century have half a megabyte.
const LARGEST: usize = 8 << 20;
/// The most days that a calendar may take from one file.
const MOST_DAYS: usize = 5_000;
/// The most entries that are looked through.
const MOST_ENTRIES: usize = 10_000;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// By date, each once: of several names the first of the alphabet.
    pub holidays: Vec<Holiday>,
    /// In the order of the file.
    pub skipped: Vec<Skipped>,
}

/// An entry of which no day was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The line on which it begins, from 1 on.
    pub line: usize,
    /// As it calls itself; often empty.
    pub title: String,
    pub why: Why,
}

/// Why nothing was taken of an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    #[error("It has a time of day: only whole days are holidays.")]
    Timed,
    #[error("It has no date.")]
    NoDate,
    #[error("It is cancelled.")]
    Cancelled,
    #[error("It ends before it begins.")]
    EndsFirst,
    #[error("It lasts {days} days: at most a year can be off at once.")]
    TooLong { days: i64 },
    #[error("It lasts for “{duration}”, which is no number of days.")]
    Duration { duration: String },
    #[error("It repeats by “{part}”, which can’t be read yet. Yearly rules can.")]
    Rule { part: String },
    #[error("It repeats on a list of dates, which can’t be read yet. Yearly rules can.")]
    Dates,
    #[error("It repeats, but in none of the years from {from} to {to}.")]
    OtherYears { from: i32, to: i32 },
    #[error("It is no event ({component}).")]
    NoEvent { component: String },
}

/// Why a file gives no holidays. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("The file is empty. Nothing was changed.")]
    Empty,
    #[error(
        "The file has {megabytes} MB; a calendar file of at most {} MB can be read. Nothing was changed.",
        LARGEST >> 20
    )]
    TooLarge { megabytes: usize },
    #[error(
        "Line {line} is no text in UTF-8, in which calendar files are written. Nothing was changed."
    )]
    NotText { line: usize },
    #[error(
        "This is no calendar file: line {line} is “{text}” where BEGIN:VCALENDAR was expected. Nothing was changed."
    )]
    NotACalendar { line: usize, text: String },
    #[error(
        "Line {line} is damaged: “{text}” is no property with a value. Export the calendar again. Nothing was changed."
    )]
    NotALine { line: usize, text: String },
    #[error(
        "The file was cut off: the {component} that begins on line {line} never ends. Export the calendar again. Nothing was changed."
    )]
    CutOff { line: usize, component: String },
    #[error(
        "On line {line} ends a {found}, but the {expected} before it did not end. Export the calendar again. Nothing was changed."
    )]
    WrongEnd {
        line: usize,
        expected: String,
        found: String,
    },
    #[error("“{text}” on line {line} is no date. Nothing was changed.")]
    BadDate { line: usize, text: String },
    #[error("“{text}” on line {line} is no rule by which something repeats. Nothing was changed.")]
    BadRule { line: usize, text: String },
    #[error("The calendar holds no entries. Nothing was changed.")]
    NoEntry,
    #[error(
        "No day could be taken from the calendar. Its first entry is on line {line}: {why} Nothing was changed."
    )]
    NoDay { line: usize, why: Why },
    #[error(
        "The calendar holds more than {} days off. Export fewer years. Nothing was changed.",
        MOST_DAYS
    )]
    TooManyDays,
    #[error(
        "The calendar holds more than {} entries. Export fewer years, or the holidays alone. Nothing was changed.",
        MOST_ENTRIES
    )]
    TooManyEntries,
}

impl Unreadable {
    /// The error's kind, for `data-error`.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::NotText { .. } => "encoding",
            Self::NotACalendar { .. } => "no-calendar",
            Self::NotALine { .. } => "damaged-line",
            Self::CutOff { .. } => "cut-off",
            Self::WrongEnd { .. } => "wrong-end",
            Self::BadDate { .. } => "bad-date",
            Self::BadRule { .. } => "bad-rule",
            Self::NoEntry | Self::NoDay { .. } => "no-day",
            Self::TooManyDays => "too-many-days",
            Self::TooManyEntries => "too-many-entries",
        }
    }
}

/// Whether a file of that many bytes is small enough to be read.
///
/// # Errors
/// When it is not.
pub const fn fits(bytes: usize) -> Result<(), Unreadable> {
    match bytes > LARGEST {
        true => Err(Unreadable::TooLarge {
            megabytes: bytes >> 20,
        }),
        false => Ok(()),
    }
}

/// The days of a file's all-day events. What repeats yearly does so within `years`; what has dates
/// of its own keeps them, whatever their year.
///
/// # Errors
/// When it is no whole calendar, or holds no whole day. Of a damaged file nothing is taken.
pub fn read_holidays(bytes: &[u8], years: RangeInclusive<i32>) -> Result<Found, Unreadable> {
    fits(bytes.len())?;
    let lines = lines::read(bytes)?;
    let mut days: BTreeMap<NaiveDate, String> = BTreeMap::new();
    let mut skipped = Vec::new();
    let events = event::all(&lines)?;
    let replaced = event::replaced(&events);
    for event in &events {
        let Event { line, title, .. } = event;
        match event.days(&years, &replaced)? {
            Ok(dates) => {
                for date in dates {
                    let name = days.entry(date).or_insert_with(|| title.clone());
                    if name.is_empty() || (!title.is_empty() && *title < *name) {
                        name.clone_from(title);
                    }
                    if days.len() > MOST_DAYS {
                        return Err(Unreadable::TooManyDays);
                    }
                }
            }
            Err(why) => skipped.push(Skipped {
                line: *line,
                title: title.clone(),
                why,
            }),
        }
    }
    if days.is_empty() {
        return Err(match skipped.into_iter().next() {
            Some(Skipped { line, why, .. }) => Unreadable::NoDay { line, why },
            None => Unreadable::NoEntry,
        });
    }
    let holidays = days.into_iter().map(|(date, name)| Holiday {
        date: date.to_string(),
        name,
    });
    Ok(Found {
        holidays: holidays.collect(),
        skipped,
    })
}

#[cfg(test)]
mod tests;
