//! Times as `ServiceNow` writes them: `2026-11-17 03:14:00`, and in audit logs `29/2/2016 08:23`
//! with the day first.

use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    domain::time::Moment,
    foreign::{
        csv::dates::{self, Order, Stamp},
        zone::Zone,
    },
};

/// The moment of a cell, and whether it names no zone. Without an order a date has to be plain.
pub(super) fn read(cell: &str, zone: Zone, order: Option<Order>) -> Option<(Moment, bool)> {
    // Nearly all cells are written in one of two ways, and there are very many.
    let is_plain = order.is_some() || !cell.contains('/');
    let local = is_plain.then(|| local(cell.as_bytes(), order)).flatten();
    let (at, zoneless) = match local {
        Some(local) => (zone.moment(local), true),
        None => match order.map_or_else(
            || dates::read(cell)?.plain(),
            |order| dates::read(cell)?.by(order),
        )? {
            Stamp::Exact(at) => (at, false),
            Stamp::Local(local) => (zone.moment(local), true),
        },
    };
    at.is_readable().then_some((at, zoneless))
}

/// `2016-02-29 08:23[:00]`, or `29/2/2016 08:23[:00]` with the month first where that is so.
fn local(cell: &[u8], order: Option<Order>) -> Option<NaiveDateTime> {
    let mut cell = cell;
    let first = number(&mut cell)?;
    let mark = take(&mut cell)?;
    let second = number(&mut cell)?;
    if take(&mut cell)? != mark {
        return None;
    }
    let third = number(&mut cell)?;
    let date = match (mark, first) {
        (b'-', 1_000..) => NaiveDate::from_ymd_opt(first.cast_signed(), second, third),
        (b'/', 1..=31) if third >= 1_000 => {
            let (day, month) = match order {
                Some(Order::MonthFirst) => (second, first),
                _ => (first, second),
            };
            NaiveDate::from_ymd_opt(third.cast_signed(), month, day)
        }
        _ => None,
    }?;
    if !matches!(take(&mut cell)?, b' ' | b'T') {
        return None;
    }
    let hour = number(&mut cell)?;
    if take(&mut cell)? != b':' {
        return None;
    }
    let minute = number(&mut cell)?;
    let seconds = match take(&mut cell) {
        None => 0,
        Some(b':') => number(&mut cell)?,
        Some(_) => return None,
    };
    if !cell.is_empty() {
        return None;
    }
    date.and_hms_opt(hour, minute, seconds)
}

fn take(cell: &mut &[u8]) -> Option<u8> {
    let (&byte, rest) = cell.split_first()?;
    *cell = rest;
    Some(byte)
}

/// One to four digits.
fn number(cell: &mut &[u8]) -> Option<u32> {
    let digits = cell.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let (number, rest) = cell.split_at(digits);
    *cell = rest;
    Some((number.iter()).fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::when;

    fn said(cell: &str) -> Option<(String, bool)> {
        let (at, zoneless) = read(cell, Zone::AsWritten, Some(Order::DayFirst))?;
        Some((when::iso(at), zoneless))
    }

    #[test]
    fn the_month_comes_first_where_it_is_said_to() {
        let read = |cell| read(cell, Zone::AsWritten, Some(Order::MonthFirst));
        let iso = |cell| read(cell).map(|(at, _)| when::iso(at));
        assert!(
            iso("2/29/2016 08:23")
                .unwrap()
                .starts_with("2016-02-29T08:23")
        );
        assert!(
            iso("3/1/2016 08:23")
                .unwrap()
                .starts_with("2016-03-01T08:23")
        );
        assert_eq!(iso("29/2/2016 08:23"), None);
    }

    #[test]
    fn the_day_comes_first_and_years_of_four_digits_say_themselves() {
        for (cell, is, zoneless) in [
            ("29/2/2016 08:23", "2016-02-29T08:23", true),
            ("1/12/2016 8:03", "2016-12-01T08:03", true),
            ("01/02/2016 08:23:59", "2016-02-01T08:23", true),
            ("2016-02-29 08:23:00", "2016-02-29T08:23", true),
            ("2016-02-29T08:23", "2016-02-29T08:23", true),
            ("2016-02-29T08:23:00Z", "2016-02-29T08:23", false),
            ("2016-02-29T08:23:00+01:00", "2016-02-29T07:23", false),
        ] {
            let (at, found) = said(cell).unwrap();
            assert!(at.starts_with(is), "{cell}: {at}");
            assert_eq!(found, zoneless, "{cell}");
        }
        for cell in [
            "2/29/2016 08:23",
            "30/2/2016 08:23",
            "29/2/2016 24:00",
            "soon",
            "-100",
        ] {
            assert_eq!(said(cell), None, "{cell}");
        }
    }
}
