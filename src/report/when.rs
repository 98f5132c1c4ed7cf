//! Moments and durations in words, and the words that people type for them.
//!
//! `offset` is how many minutes local time is ahead of UTC at a moment; the caller knows the zone.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use crate::domain::time::Moment;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// A time of day this far ahead still means today: clocks differ a little.
const SLACK: i64 = 5 * MINUTE;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// `45 s`, `38 min`, `2 h 46`, `2 d 21 h`, `3 d`: whole units, rounded down; seconds only under
/// two minutes.
#[must_use]
pub fn duration(milliseconds: i64) -> String {
    let sign = if milliseconds <= -SECOND { "−" } else { "" };
    let length = milliseconds.saturating_abs();
    let (days, hours, minutes) = (length / DAY, length / HOUR % 24, length / MINUTE % 60);
    let words = match length {
        0..120_000 => format!("{} s", length / SECOND),
        120_000..HOUR => format!("{minutes} min"),
        HOUR..DAY if minutes == 0 => format!("{hours} h"),
        HOUR..DAY => format!("{hours} h {minutes:02}"),
        _ if days < 3 && hours > 0 => format!("{days} d {hours} h"),
        _ => format!("{days} d"),
    };
    format!("{sign}{words}")
}

/// As short as it stays clear: `03:14` today, `Mon 22:40` within the week, `14 Nov`, `14 Nov 2024`.
#[must_use]
pub fn short(at: Moment, now: Moment, offset: impl Fn(Moment) -> i32) -> String {
    let (at, today) = (local(at, &offset), local(now, &offset));
    match (at.date() - today.date()).num_days().abs() {
        0 => time(at),
        1..7 => format!("{} {}", weekday(at), time(at)),
        _ => date(at, today),
    }
}

/// Like [`short`], with the time of day always: `14 Nov 22:40`.
#[must_use]
pub fn exact(at: Moment, now: Moment, offset: impl Fn(Moment) -> i32) -> String {
    let (local_at, today) = (local(at, &offset), local(now, &offset));
    match (local_at.date() - today.date()).num_days().abs() {
        ..7 => short(at, now, offset),
        _ => format!("{} {}", date(local_at, today), time(local_at)),
    }
}

/// A day as a heading: `Tue 17 Nov`, with the year where it is another.
#[must_use]
pub fn day(at: Moment, now: Moment, offset: impl Fn(Moment) -> i32) -> String {
    let (at, today) = (local(at, &offset), local(now, &offset));
    format!("{} {}", weekday(at), date(at, today))
}

/// `03:14`.
#[must_use]
pub fn clock(at: Moment, offset: impl Fn(Moment) -> i32) -> String {
    time(local(at, &offset))
}

/// `2026-11-17 03:14`: nothing left to guess but the zone.
#[must_use]
pub fn full(at: Moment, offset: impl Fn(Moment) -> i32) -> String {
    let at = local(at, &offset);
    let date = at.date();
    format!(
        "{:04}-{:02}-{:02} {}",
        date.year(),
        date.month(),
        date.day(),
        time(at)
    )
}

/// `2026-11-17T03:14:00Z`, for files; milliseconds only where there are some.
#[must_use]
pub fn iso(at: Moment) -> String {
    let seconds = full(at, |_| 0).replace(' ', "T");
    let rest = at.0.rem_euclid(MINUTE);
    let (second, milli) = (rest / SECOND, rest % SECOND);
    match milli {
        0 => format!("{seconds}:{second:02}Z"),
        _ => format!("{seconds}:{second:02}.{milli:03}Z"),
    }
}

/// Days since 1970-01-01 on the local calendar.
#[must_use]
pub fn day_number(at: Moment, offset: impl Fn(Moment) -> i32) -> i64 {
    at.0.saturating_add(i64::from(offset(at)) * MINUTE)
        .div_euclid(DAY)
}

/// The first moment of a local day, by its number.
#[must_use]
pub fn day_start(day: i64, offset: impl Fn(Moment) -> i32) -> Moment {
    moment_of(day.saturating_mul(DAY), &offset)
}

/// `2026-11-17` for a day number, and back with [`parse_date`].
#[must_use]
pub fn date_of(day: i64) -> String {
    let text = full(Moment(day.saturating_mul(DAY)), |_| 0);
    text[..text.len() - 6].to_owned()
}

/// `14 Nov` of a local day by its number.
#[must_use]
pub fn short_date(day: i64) -> String {
    let date = date_of(day);
    let month = date.get(5..7).and_then(|month| month.parse::<usize>().ok());
    let name = month.and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    let number = date.get(8..).unwrap_or_default().trim_start_matches('0');
    format!("{number} {}", name.copied().unwrap_or_default())
}

/// The day number of `2026-11-17`.
#[must_use]
pub fn parse_date(text: &str) -> Option<i64> {
    let date = iso_date(text)?;
    Some(date.signed_duration_since(NaiveDate::default()).num_days())
}

/// What people type for a moment: `now`, `~10m ago`, `2h`, `1h30`, `09:30`, `yesterday 22:10`,
/// `mon 22:40`, `2026-11-17 03:14`. A time of day that lies ahead means the day before.
#[must_use]
pub fn parse(text: &str, now: Moment, offset: impl Fn(Moment) -> i32) -> Option<Moment> {
    let text = text.trim().trim_start_matches('~').trim().to_lowercase();
    if text == "now" {
        return Some(now);
    }
    if let Some(length) = parse_duration(text.strip_suffix("ago").unwrap_or(&text)) {
        return Some(Moment(now.0.saturating_sub(length))).filter(|at| at.is_readable());
    }
    let (day, clock) = match text.rsplit_once([' ', 't']) {
        Some((day, clock)) => (Some(day.trim()), clock),
        None => (None, text.as_str()),
    };
    let clock = time_of(clock)?;
    let today = local(now, &offset).date();
    let date = match day {
        None | Some("today") => today,
        Some("yesterday") => today.checked_sub_days(Days::new(1))?,
        Some(day) => match weekday_of(day) {
            Some(weekday) => {
                let back = today.weekday().days_since(weekday);
                today.checked_sub_days(Days::new(back.into()))?
            }
            None => iso_date(day)?,
        },
    };
    let at =
        |date: NaiveDate| moment_of(date.and_time(clock).and_utc().timestamp_millis(), &offset);
    let moment = at(date);
    let is_ahead = moment.since(now) > SLACK;
    let back = match day {
        None => 1,
        Some(day) if weekday_of(day).is_some() => 7,
        Some(_) => 0,
    };
    let moment = if is_ahead {
        at(date.checked_sub_days(Days::new(back))?)
    } else {
        moment
    };
    Some(moment).filter(|at| at.is_readable())
}

/// Milliseconds of `10m`, `10 min`, `2h`, `1h30`, `1 h 30 min`, `3d`.
#[must_use]
pub fn parse_duration(text: &str) -> Option<i64> {
    let mut rest = text.trim();
    let mut total = 0_i64;
    let mut last_unit = i64::MAX;
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number: i64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let letters = rest.len() - rest.trim_start_matches(char::is_alphabetic).len();
        let unit = match &rest[..letters] {
            "s" | "sec" | "secs" | "second" | "seconds" => SECOND,
            "m" | "min" | "mins" | "minute" | "minutes" => MINUTE,
            "h" | "hr" | "hrs" | "hour" | "hours" => HOUR,
            "d" | "day" | "days" => DAY,
            "" if last_unit == HOUR && digits == 2 && number < 60 => MINUTE,
            _ => return None,
        };
        if unit >= last_unit {
            return None;
        }
        last_unit = unit;
        total = total.checked_add(number.checked_mul(unit)?)?;
        rest = rest[letters..].trim_start();
    }
    (last_unit < i64::MAX).then_some(total)
}

/// The moment of a local reading, given as if it were UTC. A skipped hour takes the offset before
/// the jump; of a repeated hour the first counts.
fn moment_of(local: i64, offset: &impl Fn(Moment) -> i32) -> Moment {
    let with = |near: i64| {
        let minutes = offset(Moment(near));
        let at = Moment(local.saturating_sub(i64::from(minutes) * MINUTE));
        (at, offset(at) == minutes)
    };
    let (before, fits) = with(local.saturating_sub(DAY));
    match with(local.saturating_add(DAY)) {
        (after, true) if !fits => after,
        _ => before,
    }
}

fn local(at: Moment, offset: &impl Fn(Moment) -> i32) -> NaiveDateTime {
    let reading = at.0.saturating_add(i64::from(offset(at)) * MINUTE);
    DateTime::from_timestamp_millis(reading)
        .unwrap_or_default()
        .naive_utc()
}

fn time(at: NaiveDateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

fn weekday(at: NaiveDateTime) -> &'static str {
    WEEKDAYS[at.weekday().num_days_from_monday() as usize]
}

fn date(at: NaiveDateTime, today: NaiveDateTime) -> String {
    let month = MONTHS[at.month0() as usize];
    if at.year() == today.year() {
        format!("{} {month}", at.day())
    } else {
        format!("{} {month} {}", at.day(), at.year())
    }
}

fn iso_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().splitn(3, '-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    NaiveDate::from_ymd_opt(year, month, parts.next()?.parse().ok()?)
}

fn time_of(text: &str) -> Option<NaiveTime> {
    let mut parts = text.splitn(3, ':');
    let hour = parts.next().filter(|hour| (1..3).contains(&hour.len()))?;
    let minute = parts.next().filter(|minute| minute.len() == 2)?;
    let second = parts.next().unwrap_or("0");
    NaiveTime::from_hms_opt(
        hour.parse().ok()?,
        minute.parse().ok()?,
        second.parse().ok()?,
    )
}

fn weekday_of(text: &str) -> Option<Weekday> {
    (text.len() >= 3).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        parse(text, Moment(0), |_| 0).unwrap()
    }

    /// Berlin around the end of summer time 2026: +120 until 25 Oct 01:00 UTC, then +60.
    fn berlin(at: Moment) -> i32 {
        let (spring, autumn) = (moment("2026-03-29 01:00"), moment("2026-10-25 01:00"));
        if (spring..autumn).contains(&at) {
            120
        } else {
            60
        }
    }

    #[test]
    fn durations_read_as_the_design_says() {
        for (milliseconds, words) in [
            (0, "0 s"),
            (999, "0 s"),
            (-1, "0 s"),
            (119_999, "119 s"),
            (120_000, "2 min"),
            (38 * MINUTE, "38 min"),
            (HOUR, "1 h"),
            (2 * HOUR + 46 * MINUTE, "2 h 46"),
            (HOUR + 8 * MINUTE, "1 h 08"),
            (DAY, "1 d"),
            (2 * DAY + 21 * HOUR, "2 d 21 h"),
            (3 * DAY + 5 * HOUR, "3 d"),
            (-3 * MINUTE, "−3 min"),
        ] {
            assert_eq!(duration(milliseconds), words);
        }
        assert!(duration(i64::MIN).starts_with('−'));
    }

    #[test]
    fn moments_are_as_short_as_they_stay_clear() {
        let now = moment("2026-11-17 02:14");
        let said = |text| short(moment(text), now, berlin);
        assert_eq!(said("2026-11-17 02:14"), "03:14");
        assert_eq!(said("2026-11-16 21:40"), "Mon 22:40");
        assert_eq!(said("2026-11-16 23:30"), "00:30");
        assert_eq!(said("2026-11-20 01:37"), "Fri 02:37");
        assert_eq!(said("2026-11-10 12:00"), "10 Nov");
        assert_eq!(said("2024-11-14 12:00"), "14 Nov 2024");
        assert_eq!(
            exact(moment("2026-11-10 12:00"), now, berlin),
            "10 Nov 13:00"
        );
        assert_eq!(day(now, now, berlin), "Tue 17 Nov");
        assert_eq!(full(now, berlin), "2026-11-17 03:14");
        assert_eq!(iso(Moment(now.0 + 5_006)), "2026-11-17T02:14:05.006Z");
        assert_eq!(iso(now), "2026-11-17T02:14:00Z");
    }

    #[test]
    fn every_readable_moment_has_words() {
        for at in [Moment::FIRST, Moment(-1), Moment::LAST] {
            for offset in [-14 * 60, 0, 14 * 60] {
                assert!(!short(at, Moment(0), |_| offset).is_empty());
                assert!(!full(at, |_| offset).is_empty());
            }
        }
        assert_eq!(iso(Moment::FIRST), "0001-01-01T00:00:00Z");
        assert_eq!(iso(Moment::LAST), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn what_people_type_is_understood() {
        let now = moment("2026-11-17 02:14");
        let said = |text| parse(text, now, berlin).map(|at| full(at, berlin));
        for (text, expected) in [
            ("now", "2026-11-17 03:14"),
            ("~10m ago", "2026-11-17 03:04"),
            ("~10m", "2026-11-17 03:04"),
            ("10 minutes ago", "2026-11-17 03:04"),
            ("2h", "2026-11-17 01:14"),
            ("1h30", "2026-11-17 01:44"),
            ("1 h 30 min", "2026-11-17 01:44"),
            ("3d", "2026-11-14 03:14"),
            ("03:10", "2026-11-17 03:10"),
            ("3:10", "2026-11-17 03:10"),
            ("03:15", "2026-11-17 03:15"),
            ("22:40", "2026-11-16 22:40"),
            ("today 01:00", "2026-11-17 01:00"),
            ("Yesterday 22:10", "2026-11-16 22:10"),
            ("mon 22:40", "2026-11-16 22:40"),
            ("Tuesday 09:00", "2026-11-10 09:00"),
            ("2026-11-01 08:05", "2026-11-01 08:05"),
            ("2026-11-01T08:05", "2026-11-01 08:05"),
        ] {
            assert_eq!(said(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "~",
            "soon",
            "25:00",
            "9",
            "10x",
            "30m1h",
            "h",
            "2026-02-30 10:00",
            "99999999999999999d",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn a_repeated_hour_is_its_first_and_a_skipped_one_takes_the_offset_before() {
        let at = |text| parse(text, moment("2026-12-01 00:00"), berlin);
        assert_eq!(at("2026-10-25 02:30"), Some(moment("2026-10-25 00:30")));
        assert_eq!(at("2026-10-25 03:30"), Some(moment("2026-10-25 02:30")));
        assert_eq!(at("2026-03-29 02:30"), Some(moment("2026-03-29 01:30")));
        assert_eq!(at("2026-03-29 03:30"), Some(moment("2026-03-29 01:30")));
    }

    #[test]
    fn days_begin_at_local_midnight() {
        let at = moment("2026-11-16 23:30");
        let day = day_number(at, berlin);
        assert_eq!(date_of(day), "2026-11-17");
        assert_eq!(parse_date("2026-11-17"), Some(day));
        assert_eq!(day_start(day, berlin), moment("2026-11-16 23:00"));
    }
}
