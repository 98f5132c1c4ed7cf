//! Dates as people and tools write them: ISO 8601, day or month first, with month names, AM and
//! PM, offsets, and seconds or milliseconds since 1970.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::{state::slugs, time::Moment};

/// The longest cell that is looked at.
const LONGEST: usize = 60;

slugs!(
    /// What stands first in `03/04/2026`.
    Order {
        DayFirst = "day-first", "day first";
        MonthFirst = "month-first", "month first";
    }
);

/// A moment as a cell gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// With its offset, or counted from 1970.
    Exact(Moment),
    /// By a clock on some wall.
    Local(NaiveDateTime),
}

/// What a cell means, read in either order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    pub day_first: Option<Stamp>,
    pub month_first: Option<Stamp>,
}

impl Read {
    /// The moment in one order.
    #[must_use]
    pub const fn by(self, order: Order) -> Option<Stamp> {
        match order {
            Order::DayFirst => self.day_first,
            Order::MonthFirst => self.month_first,
        }
    }

    /// The order that is the only one to make sense.
    #[must_use]
    pub const fn proves(self) -> Option<Order> {
        match (self.day_first, self.month_first) {
            (Some(_), None) => Some(Order::DayFirst),
            (None, Some(_)) => Some(Order::MonthFirst),
            _ => None,
        }
    }

    /// The moment, where both orders give the same.
    #[must_use]
    pub fn plain(self) -> Option<Stamp> {
        self.day_first
            .filter(|_| self.day_first == self.month_first)
    }

    const fn plainly(stamp: Stamp) -> Self {
        Self {
            day_first: Some(stamp),
            month_first: Some(stamp),
        }
    }
}

/// Whether a cell says that there is no date.
#[must_use]
pub fn is_none(cell: &str) -> bool {
    matches!(
        cell.to_ascii_lowercase().as_str(),
        "" | "-"
            | "–"
            | "?"
            | "n/a"
            | "null"
            | "none"
            | "never"
            | "0000-00-00"
            | "0000-00-00 00:00:00"
            | "0001-01-01t00:00:00z"
    )
}

/// Reads a cell; nothing where it is no date.
#[must_use]
pub fn read(cell: &str) -> Option<Read> {
    let cell = cell.trim();
    if cell.len() > LONGEST {
        return None;
    }
    if let Some(moment) = since_1970(cell) {
        return Some(Read::plainly(Stamp::Exact(moment)));
    }
    let mut tokens = tokens(cell)?;
    let time = time(&mut tokens)?;
    let (day_first, month_first) = date(&tokens)?;
    let stamp = |date: NaiveDate| {
        let local = date.and_time(time.of_day);
        match time.offset {
            None => Some(Stamp::Local(local)),
            Some(offset) => {
                let ms = local.and_utc().timestamp_millis() - offset * 60_000;
                Some(Stamp::Exact(Moment(ms))).filter(|_| Moment(ms).is_readable())
            }
        }
    };
    let read = Read {
        day_first: day_first.and_then(stamp),
        month_first: month_first.and_then(stamp),
    };
    (read.day_first.is_some() || read.month_first.is_some()).then_some(read)
}

/// Ten digits are seconds, thirteen milliseconds: the years 2001 to 2286.
fn since_1970(cell: &str) -> Option<Moment> {
    let whole = match cell.split_once('.') {
        Some((whole, part)) if part.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => cell,
    };
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        10 => Some(Moment(number * 1_000)),
        13 => Some(Moment(number)),
        _ => None,
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Number { value: u32, digits: usize },
    Word(String),
    Mark(char),
}

fn tokens(cell: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_ascii_digit() {
            let mut text = String::from(letter);
            while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                text.push(digit);
            }
            // Nanoseconds: nine digits fit.
            let value = text.parse().ok()?;
            let digits = text.len();
            tokens.push(Token::Number { value, digits });
        } else if letter.is_alphabetic() {
            let mut text = String::from(letter);
            while let Some(more) = letters.next_if(|letter| letter.is_alphabetic()) {
                text.push(more);
            }
            tokens.push(Token::Word(text.to_lowercase()));
        } else if !letter.is_whitespace() && letter != '\u{202f}' {
            tokens.push(Token::Mark(letter));
        }
    }
    Some(tokens)
}

struct Time {
    of_day: NaiveTime,
    /// Minutes east of UTC.
    offset: Option<i64>,
}

/// Takes the time of day and its offset out of the tokens. Without one: midnight.
fn time(tokens: &mut Vec<Token>) -> Option<Time> {
    let Some(colon) = tokens.iter().position(|token| *token == Token::Mark(':')) else {
        let of_day = NaiveTime::default();
        return Some(Time {
            of_day,
            offset: None,
        });
    };
    let number = |place: usize| match tokens.get(place) {
        Some(&Token::Number { value, digits }) => Some((value, digits)),
        _ => None,
    };
    let start = colon.checked_sub(1)?;
    let (mut hour, _) = number(start)?;
    let (minute, _) = number(colon + 1)?;
    let mut end = colon + 2;
    let (mut second, mut milli) = (0, 0);
    if tokens.get(end) == Some(&Token::Mark(':')) {
        (second, _) = number(end + 1)?;
        end += 2;
        let point = matches!(tokens.get(end), Some(Token::Mark('.' | ',')));
        if point && let Some((value, digits)) = number(end + 1) {
            let digits = u32::try_from(digits).ok()?;
            milli = u64::from(value) * 1_000 / 10_u64.checked_pow(digits)?;
            end += 2;
        }
    }
    let is_half = |word: &str| matches!(word, "am" | "pm");
    // `a.m.` is four tokens.
    let dotted = match tokens.get(end..end + 3) {
        Some([Token::Word(half), Token::Mark('.'), Token::Word(m)])
            if m == "m" && matches!(half.as_str(), "a" | "p") =>
        {
            Some(half == "p")
        }
        _ => None,
    };
    let half = match tokens.get(end) {
        Some(Token::Word(word)) if is_half(word) => {
            end += 1;
            Some(word == "pm")
        }
        _ if dotted.is_some() => {
            end += 3;
            if tokens.get(end) == Some(&Token::Mark('.')) {
                end += 1;
            }
            dotted
        }
        _ => None,
    };
    if let Some(is_afternoon) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if is_afternoon { 12 } else { 0 };
    }
    let offset = offset(tokens, &mut end).ok()?;
    tokens.drain(start..end);
    let milli = u32::try_from(milli).ok()?;
    let of_day = NaiveTime::from_hms_milli_opt(hour, minute, second, milli)?;
    Some(Time { of_day, offset })
}

/// What looks like an offset and is none that there is.
struct NoOffset;

/// `Z`, `UTC`, `GMT`, `+02:00`, `-0530`, `UTC+2`, right behind the time.
fn offset(tokens: &[Token], end: &mut usize) -> Result<Option<i64>, NoOffset> {
    let mut offset = None;
    if let Some(Token::Word(word)) = tokens.get(*end)
        && matches!(word.as_str(), "z" | "utc" | "gmt")
    {
        *end += 1;
        offset = Some(0);
    }
    let sign = match tokens.get(*end) {
        Some(Token::Mark('+')) => 1,
        Some(Token::Mark('-' | '−')) => -1,
        _ => return Ok(offset),
    };
    let Some(&Token::Number { value, digits }) = tokens.get(*end + 1) else {
        return Err(NoOffset);
    };
    *end += 2;
    let mut minutes = i64::from(value);
    if digits == 4 {
        minutes = minutes / 100 * 60 + minutes % 100;
    } else {
        minutes *= 60;
        if tokens.get(*end) == Some(&Token::Mark(':'))
            && let Some(&Token::Number { value, .. }) = tokens.get(*end + 1)
        {
            minutes += i64::from(value);
            *end += 2;
        }
    }
    if minutes > 18 * 60 {
        return Err(NoOffset);
    }
    Ok(Some(sign * minutes))
}

/// The date of what is left, in either order.
fn date(tokens: &[Token]) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    let mut numbers = Vec::new();
    let (mut named, mut mark) = (None, None);
    for token in tokens {
        match token {
            &Token::Number { value, digits } => numbers.push((value, digits)),
            Token::Mark(letter @ ('/' | '-' | '.')) => {
                mark.get_or_insert(*letter);
            }
            Token::Mark(',') => {}
            Token::Word(word) => match month(word) {
                Some(month) if named.is_none() => named = Some(month),
                _ if is_filler(word) => {}
                _ => return None,
            },
            Token::Mark(_) => return None,
        }
    }
    let day = |year: (u32, usize), month: u32, day: u32| {
        NaiveDate::from_ymd_opt(full_year(year)?, month, day)
    };
    match (&numbers[..], named) {
        (&[one, two, three], None) => {
            if one.1 == 4 {
                let date = day(one, two.0, three.0);
                return Some((date, date));
            }
            let day_first = day(three, two.0, one.0);
            // With full stops it is the day that comes first (DIN 5008).
            let month_first = match mark {
                Some('.') => day_first,
                _ => day(three, one.0, two.0),
            };
            Some((day_first, month_first))
        }
        (&[one, two], Some(month)) => {
            let date = if one.1 == 4 {
                day(one, month, two.0)
            } else {
                day(two, month, one.0)
            };
            Some((date, date))
        }
        _ => None,
    }
}

/// Two digits are of the years 1970 to 2069 (POSIX `%y`, a year later).
fn full_year((value, digits): (u32, usize)) -> Option<i32> {
    let year = match digits {
        4 => value,
        2 if value < 70 => 2_000 + value,
        2 => 1_900 + value,
        _ => return None,
    };
    i32::try_from(year).ok().filter(|&year| year > 0)
}

fn month(word: &str) -> Option<u32> {
    Some(match word {
        "jan" | "january" | "januar" | "jän" | "jänner" => 1,
        "feb" | "february" | "februar" => 2,
        "mar" | "march" | "mär" | "märz" | "mrz" | "maerz" => 3,
        "apr" | "april" => 4,
        "may" | "mai" => 5,
        "jun" | "june" | "juni" => 6,
        "jul" | "july" | "juli" => 7,
        "aug" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "oct" | "october" | "okt" | "oktober" => 10,
        "nov" | "november" => 11,
        "dec" | "december" | "dez" | "dezember" => 12,
        _ => return None,
    })
}

fn is_filler(word: &str) -> bool {
    const WEEKDAYS: [&str; 14] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
    ];
    const WORDS: [&str; 9] = ["t", "at", "um", "uhr", "den", "st", "nd", "rd", "th"];
    WORDS.contains(&word)
        || word.chars().count() > 1 && WEEKDAYS.iter().any(|day| day.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::when;

    /// As UTC, in the order given.
    fn by(order: Order, cell: &str) -> Option<String> {
        let stamp = read(cell)?.by(order)?;
        Some(match stamp {
            Stamp::Exact(at) => format!("{}Z", when::iso(at)),
            Stamp::Local(local) => local.format("%Y-%m-%d %H:%M:%S").to_string(),
        })
    }

    #[test]
    fn what_is_plain_is_read_the_same_in_either_order() {
        for (cell, said) in [
            ("2026-11-17 03:14:00", "2026-11-17 03:14:00"),
            ("2026-11-17T03:14", "2026-11-17 03:14:00"),
            ("2026/11/17", "2026-11-17 00:00:00"),
            ("24/Apr/13 11:43", "2013-04-24 11:43:00"),
            ("24-Apr-2013 11:43 PM", "2013-04-24 23:43:00"),
            ("Apr 24, 2013 12:05 a.m.", "2013-04-24 00:05:00"),
            ("17. März 2026, 08:05 Uhr", "2026-03-17 08:05:00"),
            ("Dienstag, 17.03.2026 08:05", "2026-03-17 08:05:00"),
            ("1.2.26 8:05", "2026-02-01 08:05:00"),
        ] {
            for order in Order::ALL {
                assert_eq!(by(*order, cell).as_deref(), Some(said), "{cell}");
            }
        }
    }

    #[test]
    fn offsets_and_counts_since_1970_make_a_moment_exact() {
        let at = read("2026-11-17T03:14:00Z").unwrap().plain();
        assert!(matches!(at, Some(Stamp::Exact(_))));
        for cell in [
            "2026-11-17T05:14:00+02:00",
            "2026-11-17 05:14:00 +0200",
            "2026-11-17T03:14:00.000000000Z",
            "Tue Nov 17 03:14:00 UTC 2026",
            "Tue, 17 Nov 2026 03:14:00 GMT",
            "2026-11-16 21:44:00 UTC-05:30",
            "1794885240",
            "1794885240000",
            "1794885240.25",
        ] {
            assert_eq!(read(cell).unwrap().plain(), at, "{cell}");
        }
    }

    #[test]
    fn orders_differ_only_where_both_make_sense() {
        let read = |cell| read(cell).unwrap();
        assert_eq!(read("29/2/2016 08:23").proves(), Some(Order::DayFirst));
        assert_eq!(read("2/29/2016 8:23 PM").proves(), Some(Order::MonthFirst));
        assert_eq!(read("3/4/2016").proves(), None);
        assert_eq!(read("3/4/2016").plain(), None);
        assert!(read("4/4/2016").plain().is_some());
        let said = |order| by(order, "3-4-16 7:05 pm").unwrap();
        assert_eq!(said(Order::DayFirst), "2016-04-03 19:05:00");
        assert_eq!(said(Order::MonthFirst), "2016-03-04 19:05:00");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for cell in [
            "",
            "soon",
            "12",
            "1.5",
            "2026-13-01",
            "30/02/2026",
            "25:00",
            "2026-01-01 25:00",
            "2026-01-01 13:00 pm",
            "10.0.0.1",
            "HIVE-4413",
            "3 days",
            "2026-01-01 10:00 +9900",
            "1/2/3/4",
            "May",
        ] {
            assert_eq!(read(cell), None, "{cell}");
        }
        assert!(is_none("N/A") && is_none("0000-00-00 00:00:00") && !is_none("soon"));
    }
}
