//! Working hours and holidays as people type them.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike};

use crate::{
    domain::{
        calendar::{DAY, Holiday, Window},
        time::Moment,
    },
    report::when::parse_date,
};

/// `09:00–12:30, 13:00–17:00`; `all day`; nothing for a free day.
#[must_use]
pub fn hours_text(windows: &[Window]) -> String {
    if windows == [Window::ALL_DAY] {
        return "all day".to_owned();
    }
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let texts = windows
        .iter()
        .map(|window| format!("{}–{}", clock(window.0), clock(window.1)));
    texts.collect::<Vec<_>>().join(", ")
}

/// Reads what [`hours_text`] writes, with any dash; a sentence where it can't.
///
/// # Errors
/// When a time is none, ends before it begins, or two overlap.
pub fn read_hours(text: &str) -> Result<Vec<Window>, String> {
    let text = text.trim().to_lowercase();
    if text.is_empty() || text == "free" {
        return Ok(Vec::new());
    }
    if text == "all day" {
        return Ok(vec![Window::ALL_DAY]);
    }
    let mut windows = Vec::new();
    for part in text.split([',', ';']).map(str::trim) {
        let wrong = || format!("\"{part}\" is no stretch of time; write it like 09:00–17:00.");
        let (from, to) = part.split_once(['–', '-', '—']).ok_or_else(wrong)?;
        let minutes = |clock: &str| {
            let (hours, minutes) = clock.trim().split_once(':').unwrap_or((clock.trim(), "0"));
            let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
            let at = hours.checked_mul(60)?.checked_add(minutes)?;
            (minutes < 60 && at <= DAY).then_some(at)
        };
        let window = match (minutes(from), minutes(to)) {
            (Some(from), Some(to)) => Window(from, to),
            _ => return Err(wrong()),
        };
        if !window.is_whole() {
            return Err(format!(
                "\"{part}\" ends before it begins; a night is two stretches, until 24:00 and from 00:00 on the next day."
            ));
        }
        windows.push(window);
    }
    windows.sort_unstable();
    match windows.windows(2).any(|pair| pair[0].1 > pair[1].0) {
        true => Err("Two stretches of that day overlap.".to_owned()),
        false => Ok(windows),
    }
}

/// One a line: `2026-12-25 Christmas`.
#[must_use]
pub fn holidays_text(holidays: &[Holiday]) -> String {
    let lines = holidays
        .iter()
        .map(|holiday| format!("{} {}", holiday.date, holiday.name));
    lines
        .map(|line| line.trim().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Reads what [`holidays_text`] writes; a sentence with the line where it can't.
///
/// # Errors
/// When a line does not begin with a date.
pub fn read_holidays(text: &str) -> Result<Vec<Holiday>, String> {
    let mut holidays = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let (date, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        if parse_date(date).is_none() {
            return Err(format!(
                "Line {number}: \"{date}\" is no date; write it like 2026-12-25."
            ));
        }
        holidays.push(Holiday {
            date: date.to_owned(),
            name: name.trim().to_owned(),
        });
    }
    holidays.sort();
    holidays.dedup_by(|next, before| next.date == before.date);
    Ok(holidays)
}

/// Adds holidays to typed ones and says how many days are new; what was typed keeps its names.
///
/// # Errors
/// When a typed line does not begin with a date.
pub fn with_holidays(text: &str, more: Vec<Holiday>) -> Result<(String, usize), String> {
    let mut all = read_holidays(text)?;
    let typed = all.len();
    let is_new = |it: &Holiday| !all.iter().any(|held| held.date == it.date);
    let more: Vec<_> = more.into_iter().filter(is_new).collect();
    all.extend(more);
    let text = holidays_text(&all);
    let all = read_holidays(&text)?;
    Ok((holidays_text(&all), all.len() - typed))
}

/// The years for which days that repeat are worth writing down: five to either side.
#[must_use]
pub fn years_around(now: Moment) -> RangeInclusive<i32> {
    let year = DateTime::from_timestamp_millis(now.readable().0)
        .unwrap_or_default()
        .year();
    year - 5..=year + 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_back() {
        for text in ["", "all day", "09:00–17:00", "00:00–06:00, 22:00–24:00"] {
            assert_eq!(hours_text(&read_hours(text).unwrap()), text);
        }
        assert_eq!(read_hours("9-12:30; 13-17").unwrap().len(), 2);
        assert_eq!(read_hours("free").unwrap(), []);
    }

    #[test]
    fn hours_that_can_t_be_are_told() {
        for (text, part) in [
            ("nine to five", "no stretch"),
            ("22:00-06:00", "ends before it begins"),
            ("09:00-25:00", "no stretch"),
            ("09:00-12:00, 11:00-13:00", "overlap"),
            ("09:75-10:00", "no stretch"),
        ] {
            assert!(read_hours(text).unwrap_err().contains(part), "{text}");
        }
    }

    #[test]
    fn holidays_are_read_back_sorted_and_once() {
        let text = "2026-12-26 Boxing Day\n\n2026-12-25\n2026-12-26 again";
        let read = read_holidays(text).unwrap();
        assert_eq!(holidays_text(&read), "2026-12-25\n2026-12-26 Boxing Day");
        let error = read_holidays("2026-12-25\n25.12.2026 Christmas").unwrap_err();
        assert!(error.starts_with("Line 2: \"25.12.2026\""), "{error}");
        assert!(read_holidays("2026-02-30").is_err());
    }

    #[test]
    fn holidays_of_a_file_join_the_typed_ones_which_keep_their_names() {
        let holiday = |date: &str, name: &str| Holiday {
            date: date.to_owned(),
            name: name.to_owned(),
        };
        let more = vec![holiday("2026-01-01", ""), holiday("2026-12-25", "Noël")];
        let (text, new) = with_holidays("2026-12-25 Christmas", more.clone()).unwrap();
        assert_eq!((&*text, new), ("2026-01-01\n2026-12-25 Christmas", 1));
        assert_eq!(with_holidays(&text, more.clone()).unwrap(), (text, 0));
        assert!(with_holidays("someday", more).is_err());
    }

    #[test]
    fn years_lie_around_now() {
        assert_eq!(years_around(Moment(1_795_000_000_000)), 2021..=2031);
    }
}
