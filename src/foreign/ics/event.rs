//! Events of a calendar, and the days that they take (RFC 5545, section 3.6.1).

use std::{collections::BTreeSet, ops::RangeInclusive};

use chrono::{NaiveDate, TimeDelta};

use crate::foreign::ics::{
    MOST_ENTRIES, Unreadable, Why,
    lines::{Line, not_a_calendar, shortened},
    rule::Rule,
};

/// The longest title that is kept, in letters.
const LONGEST_TITLE: usize = 200;
/// Who is off for longer has no working hours.
const LONGEST_DAYS: i64 = 366;

/// What stands in a calendar, with the properties that say when it is.
#[derive(Debug, Default)]
pub(super) struct Event<'a> {
    /// Where it begins.
    pub line: usize,
    pub title: String,
    component: &'a str,
    start: Option<&'a Line>,
    end: Option<&'a Line>,
    duration: Option<&'a Line>,
    rule: Option<&'a Line>,
    except: Vec<&'a Line>,
    uid: &'a str,
    /// The day of a repeated event in whose place it stands.
    replaces: Option<NaiveDate>,
    /// Something that makes it none, or more than can be read.
    why_not: Option<Why>,
}

/// What stands directly in the calendars of a file. Zones are left out: whole days have none.
pub(super) fn all(lines: &[Line]) -> Result<Vec<Event<'_>>, Unreadable> {
    let mut events = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    for line in lines {
        match (line.name.as_str(), line.value.trim()) {
            ("BEGIN", component) => {
                let is_calendar = component.eq_ignore_ascii_case("VCALENDAR");
                if open.is_empty() && !is_calendar {
                    return Err(not_a_calendar(line.number, &said(line)));
                }
                open.push((line.number, component));
                if open.len() == 2 && !component.eq_ignore_ascii_case("VTIMEZONE") {
                    if events.len() == MOST_ENTRIES {
                        return Err(Unreadable::TooManyEntries);
                    }
                    events.push(Event {
                        line: line.number,
                        component,
                        ..Event::default()
                    });
                }
            }
            ("END", component) => match open.pop() {
                Some((_, expected)) if expected.eq_ignore_ascii_case(component) => {}
                Some((_, expected)) => {
                    return Err(Unreadable::WrongEnd {
                        line: line.number,
                        expected: shortened(expected),
                        found: shortened(component),
                    });
                }
                None => return Err(not_a_calendar(line.number, &said(line))),
            },
            _ if open.is_empty() => return Err(not_a_calendar(line.number, &said(line))),
            _ => {
                // An event's alarms are deeper, a calendar's own properties less deep.
                let is_own = |event: &&mut Event| open.len() == 2 && event.line == open[1].0;
                if let Some(event) = events.last_mut().filter(is_own) {
                    event.take(line);
                }
            }
        }
    }
    match open.last() {
        None => Ok(events),
        Some((line, component)) => Err(Unreadable::CutOff {
            line: *line,
            component: shortened(component),
        }),
    }
}

/// By the event's name, days in whose place another event stands, or none (section 3.8.4.4).
pub(super) type Replaced<'a> = BTreeSet<(&'a str, NaiveDate)>;

pub(super) fn replaced<'a>(events: &[Event<'a>]) -> Replaced<'a> {
    let replaced = events
        .iter()
        .map(|event| Some((event.uid, event.replaces?)));
    replaced.flatten().collect()
}

fn said(line: &Line) -> String {
    format!("{}:{}", line.name, line.value)
}

impl<'a> Event<'a> {
    fn take(&mut self, line: &'a Line) {
        match line.name.as_str() {
            "SUMMARY" => self.title = line.text().chars().take(LONGEST_TITLE).collect(),
            "DTSTART" => self.start = Some(line),
            "DTEND" => self.end = Some(line),
            "DURATION" => self.duration = Some(line),
            "RRULE" if self.rule.is_some() => {
                let part = "several rules".to_owned();
                self.why_not = Some(Why::Rule { part });
            }
            "RRULE" => self.rule = Some(line),
            "EXDATE" => self.except.push(line),
            "RDATE" => self.why_not = Some(Why::Dates),
            "EXRULE" => {
                let part = "EXRULE".to_owned();
                self.why_not = Some(Why::Rule { part });
            }
            "UID" => self.uid = line.value.trim(),
            "RECURRENCE-ID" => {
                self.replaces = when(&line.value).map(|(When::Day(day) | When::Timed(day))| day);
            }
            "STATUS" if line.value.trim().eq_ignore_ascii_case("CANCELLED") => {
                self.why_not = Some(Why::Cancelled);
            }
            _ => {}
        }
    }

    /// The days that it takes, or why it takes none. A date that is none is an error: the file
    /// can't be trusted then.
    pub fn days(
        &self,
        years: &RangeInclusive<i32>,
        replaced: &Replaced<'_>,
    ) -> Result<Result<Vec<NaiveDate>, Why>, Unreadable> {
        if !self.component.eq_ignore_ascii_case("VEVENT") {
            let component = shortened(self.component);
            return Ok(Err(Why::NoEvent { component }));
        }
        let start = self.start.map(date).transpose()?;
        let end = self.end.map(date).transpose()?;
        let except = self.exceptions()?;
        let rule = self.rule.map(Rule::read).transpose()?;
        let (first, length) = match self.first(start, end) {
            Ok(first) => first,
            Err(why) => return Ok(Err(why)),
        };
        let mut starts = match rule {
            None => vec![first],
            Some(Err(why)) => return Ok(Err(why)),
            Some(Ok(rule)) => match rule.starts(first, years) {
                Ok(starts) => starts,
                Err(why) => return Ok(Err(why)),
            },
        };
        let is_replaced =
            |start: &NaiveDate| self.replaces.is_none() && replaced.contains(&(self.uid, *start));
        starts.retain(|start| !except.contains(start) && !is_replaced(start));
        let days = starts.iter().flat_map(|start| {
            let days = (0..length).filter_map(TimeDelta::try_days);
            days.filter_map(|days| start.checked_add_signed(days))
        });
        Ok(Ok(days.collect()))
    }

    /// Its first day, and how many follow each other.
    fn first(&self, start: Option<When>, end: Option<When>) -> Result<(NaiveDate, i64), Why> {
        if let Some(why) = &self.why_not {
            return Err(why.clone());
        }
        let first = match start {
            None => return Err(Why::NoDate),
            Some(When::Timed(_)) => return Err(Why::Timed),
            Some(When::Day(day)) => day,
        };
        let days = match (end, self.duration) {
            (Some(When::Timed(_)), _) => return Err(Why::Timed),
            // The end is the first day that is no longer taken; some name the last one instead.
            (Some(When::Day(end)), _) if end == first => 1,
            (Some(When::Day(end)), _) => end.signed_duration_since(first).num_days(),
            (None, Some(duration)) => days_of(&duration.value).ok_or_else(|| Why::Duration {
                duration: shortened(&duration.value),
            })?,
            (None, None) => 1,
        };
        match days {
            ..1 => Err(Why::EndsFirst),
            1..=LONGEST_DAYS => Ok((first, days)),
            days => Err(Why::TooLong { days }),
        }
    }

    fn exceptions(&self) -> Result<BTreeSet<NaiveDate>, Unreadable> {
        let mut except = BTreeSet::new();
        for line in &self.except {
            for text in line.value.split(',') {
                let bad = || bad_date(line, text);
                let (When::Day(day) | When::Timed(day)) = when(text).ok_or_else(bad)?;
                except.insert(day);
            }
        }
        Ok(except)
    }
}

/// What a property names: a whole day, or a moment on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Day(NaiveDate),
    Timed(NaiveDate),
}

fn date(line: &Line) -> Result<When, Unreadable> {
    let found = when(&line.value).filter(|when| {
        let is_day = matches!(when, When::Day(_));
        // Without that parameter it should be a time; a day is meant as one all the same.
        is_day || !line.says("VALUE", "DATE")
    });
    found.ok_or_else(|| bad_date(line, &line.value))
}

fn bad_date(line: &Line, text: &str) -> Unreadable {
    Unreadable::BadDate {
        line: line.number,
        text: shortened(text),
    }
}

/// A date or a time: `20261225`, `20261225T080000`, `20261225T080000Z` (sections 3.3.4 and 3.3.5).
pub(super) fn when(text: &str) -> Option<When> {
    let text = text.trim();
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time.strip_suffix('Z').unwrap_or(time))),
        None => (text, None),
    };
    let is_number =
        |text: &str, length| text.len() == length && text.bytes().all(|it| it.is_ascii_digit());
    if !is_number(date, 8) || date.starts_with("0000") {
        return None;
    }
    let day = NaiveDate::parse_from_str(date, "%Y%m%d").ok()?;
    match time {
        None => Some(When::Day(day)),
        // A leap second is a second (section 3.3.12).
        Some(time) => (is_number(time, 6) && *time <= *"235960").then_some(When::Timed(day)),
    }
}

/// A number of days or weeks: `P3D`, `P1W` (section 3.3.6).
fn days_of(duration: &str) -> Option<i64> {
    let number = duration.trim().trim_start_matches('+').strip_prefix('P')?;
    let (number, each) = match number.strip_suffix('W') {
        Some(weeks) => (weeks, 7),
        None => (number.strip_suffix('D')?, 1),
    };
    let is_number = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    let number: i64 = Some(number).filter(|_| is_number)?.parse().ok()?;
    number.checked_mul(each)
}
