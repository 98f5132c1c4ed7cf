use super::*;

const YEARS: RangeInclusive<i32> = 2025..=2028;

/// A calendar of one event with these lines.
fn event(lines: &str) -> String {
    let lines = lines.replace('\n', "\r\n");
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//T//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn dates(lines: &str) -> Vec<String> {
    let found = read_holidays(event(lines).as_bytes(), YEARS).unwrap();
    assert_eq!(found.skipped, []);
    found.holidays.into_iter().map(|day| day.date).collect()
}

/// Of a calendar whose event is skipped beside one that is not.
fn skipped(lines: &str) -> Skipped {
    let good = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nEND:VEVENT\nBEGIN:VEVENT";
    let file = event(lines).replacen("BEGIN:VEVENT", good, 1);
    let found = read_holidays(file.as_bytes(), YEARS).unwrap();
    assert_eq!(
        (found.holidays.len(), found.skipped.len()),
        (1, 1),
        "{found:?}"
    );
    assert_eq!(found.holidays[0].date, "2026-01-01");
    found.skipped[0].clone()
}

fn refused(file: &str) -> Unreadable {
    read_holidays(file.as_bytes(), YEARS).unwrap_err()
}

#[test]
fn an_all_day_event_is_a_holiday_with_its_name() {
    let file = event(
        "SUMMARY;LANGUAGE=de:Heiligabend\\, ab Mittag\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261225\nBEGIN:VALARM\nSUMMARY:no\nDTSTART:no\nEND:VALARM",
    );
    let found = read_holidays(file.as_bytes(), YEARS).unwrap();
    let expected = Holiday {
        date: "2026-12-24".to_owned(),
        name: "Heiligabend, ab Mittag".to_owned(),
    };
    assert_eq!(found.holidays, [expected]);
    let lines = read_holidays(file.replace('\r', "").as_bytes(), YEARS);
    assert_eq!(lines, Ok(found));
}

#[test]
fn every_day_of_a_longer_event_is_one_and_its_end_is_none() {
    let days = ["2026-12-30", "2026-12-31", "2027-01-01"];
    assert_eq!(
        dates("DTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20270102"),
        days
    );
    assert_eq!(dates("DTSTART;VALUE=DATE:20261230\nDURATION:P3D"), days);
    assert_eq!(dates("DTSTART:20261230\nDTEND:20270102"), days);
    assert_eq!(dates("DTSTART;VALUE=DATE:20261230\nDURATION:P1W").len(), 7);
    assert_eq!(dates("DTSTART;VALUE=DATE:20261230"), days[..1]);
    assert_eq!(
        dates("DTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20261230"),
        days[..1]
    );
    // A date of its own is kept in any year.
    assert_eq!(dates("DTSTART;VALUE=DATE:19991231"), ["1999-12-31"]);
}

#[test]
fn what_repeats_yearly_does_so_within_the_years() {
    let by = |rule: &str| dates(&format!("DTSTART;VALUE=DATE:20201126\nRRULE:{rule}"));
    let on = |day: &str, years: &[i32]| -> Vec<String> {
        years.iter().map(|year| format!("{year}-{day}")).collect()
    };
    assert_eq!(by("FREQ=YEARLY"), on("11-26", &[2025, 2026, 2027, 2028]));
    assert_eq!(by("freq=yearly;interval=3"), on("11-26", &[2026]));
    assert_eq!(by("FREQ=YEARLY;COUNT=7"), on("11-26", &[2025, 2026]));
    assert_eq!(by("FREQ=YEARLY;UNTIL=20261126"), on("11-26", &[2025, 2026]));
    assert_eq!(
        by("FREQ=YEARLY;UNTIL=20261125T235959Z"),
        on("11-26", &[2025])
    );
    assert_eq!(
        by("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"),
        on("05-01", &[2025, 2026, 2027, 2028])
    );
    // The fourth Thursday of November, and the last Monday of May.
    let thanksgiving = ["2025-11-27", "2026-11-26", "2027-11-25", "2028-11-23"];
    assert_eq!(by("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;WKST=SU"), thanksgiving);
    let memorial = ["2025-05-26", "2026-05-25", "2027-05-31", "2028-05-29"];
    assert_eq!(by("FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO"), memorial);
    // The Wednesday before 23 November, written as a range of days.
    let penance = by("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=16,17,18,19,20,21,22;BYDAY=WE");
    assert_eq!(
        penance,
        ["2025-11-19", "2026-11-18", "2027-11-17", "2028-11-22"]
    );
    assert_eq!(
        by("FREQ=YEARLY;BYDAY=1MO;UNTIL=20270101"),
        ["2025-01-06", "2026-01-05"]
    );
    assert_eq!(by("FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2")[3], "2028-02-29");
    assert_eq!(
        by("FREQ=YEARLY;BYMONTH=4,2"),
        [
            on("02-26", &[2025]),
            on("04-26", &[2025]),
            on("02-26", &[2026]),
            on("04-26", &[2026]),
            on("02-26", &[2027]),
            on("04-26", &[2027]),
            on("02-26", &[2028]),
            on("04-26", &[2028]),
        ]
        .concat()
    );
}

#[test]
fn the_first_day_counts_exceptions_do_not_and_leap_days_are_rare() {
    let leap = dates("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY");
    assert_eq!(leap, ["2028-02-29"]);
    let lines = "DTSTART;VALUE=DATE:20251225\nDTEND;VALUE=DATE:20251227\nRRULE:FREQ=YEARLY;COUNT=3\nEXDATE;VALUE=DATE:20261225";
    assert_eq!(
        dates(lines),
        ["2025-12-25", "2025-12-26", "2027-12-25", "2027-12-26"]
    );
    let odd = "DTSTART;VALUE=DATE:20250102\nRRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;COUNT=2";
    assert_eq!(dates(odd), ["2025-01-02", "2026-01-01"]);
}

#[test]
fn a_day_that_comes_twice_is_one_and_days_are_in_order() {
    let one = event("SUMMARY:Xmas\nDTSTART;VALUE=DATE:20261225");
    let next = "END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Christmas\r\nDTSTART;VALUE=DATE:20261225\r\nDURATION:P2D\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nEND:VEVENT\r\nEND:VCALENDAR";
    let file = one.replacen("END:VEVENT\r\nEND:VCALENDAR", next, 1);
    let found = read_holidays(file.as_bytes(), YEARS).unwrap();
    let told: Vec<_> = (found.holidays.iter())
        .map(|day| (day.date.as_str(), day.name.as_str()))
        .collect();
    let christmas = [("2026-12-25", "Christmas"), ("2026-12-26", "Christmas")];
    assert_eq!(told, [&[("2026-12-24", "")][..], &christmas].concat());
}

#[test]
fn what_is_no_whole_day_is_skipped_with_a_sentence() {
    for (lines, words) in [
        ("DTSTART;TZID=Europe/Berlin:20260101T090000", "time of day"),
        ("DTSTART:20260101T090000Z", "time of day"),
        ("SUMMARY:x", "no date"),
        ("DTSTART;VALUE=DATE:20260101\nSTATUS:CANCELLED", "cancelled"),
        (
            "DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260101",
            "before it begins",
        ),
        (
            "DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:99991231",
            "days",
        ),
        ("DTSTART;VALUE=DATE:20260105\nDURATION:PT9H", "PT9H"),
        (
            "DTSTART;VALUE=DATE:20260105\nRDATE;VALUE=DATE:20270106",
            "list of dates",
        ),
        (
            "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY",
            "FREQ=WEEKLY",
        ),
        (
            "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=YEARLY;BYSETPOS=1",
            "BYSETPOS=1",
        ),
        (
            "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=YEARLY;BYMONTHDAY=1;BYDAY=1MO",
            "BYDAY",
        ),
        (
            "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=YEARLY\nRRULE:FREQ=YEARLY",
            "several",
        ),
        (
            "DTSTART;VALUE=DATE:10260105\nRRULE:FREQ=YEARLY;COUNT=2",
            "from the year 1026",
        ),
        (
            "DTSTART;VALUE=DATE:20200105\nRRULE:FREQ=YEARLY;COUNT=2",
            "from 2025 to 2028",
        ),
    ] {
        let skipped = skipped(lines);
        assert_eq!(skipped.line, 7, "{lines}");
        let sentence = skipped.why.to_string();
        assert!(
            sentence.contains(words) && sentence.ends_with('.'),
            "{sentence}"
        );
    }
    let task = event("SUMMARY:Pay").replace("VEVENT", "VTODO");
    assert!(matches!(
        refused(&task),
        Unreadable::NoDay {
            line: 4,
            why: Why::NoEvent { .. }
        }
    ));
    let empty = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";
    assert_eq!(refused(empty), Unreadable::NoEntry);
}

#[test]
fn a_day_of_a_repeated_event_may_be_moved_or_cancelled() {
    let each = "DTSTART;VALUE=DATE:20251224\nRRULE:FREQ=YEARLY\nSUMMARY:Company day";
    let more = "END:VEVENT\nBEGIN:VEVENT\nUID:1";
    let moved = "RECURRENCE-ID;VALUE=DATE:20261224\nDTSTART;VALUE=DATE:20261223";
    let found = dates(&[each, more, moved].join("\n"));
    assert_eq!(
        found,
        ["2025-12-24", "2026-12-23", "2027-12-24", "2028-12-24"]
    );
    let cancelled =
        "RECURRENCE-ID;VALUE=DATE:20261224\nDTSTART;VALUE=DATE:20261224\nSTATUS:CANCELLED";
    let file = event(&[each, more, cancelled].join("\n"));
    let found = read_holidays(file.as_bytes(), YEARS).unwrap();
    assert_eq!((found.holidays.len(), found.skipped.len()), (3, 1));
    assert!(found.holidays.iter().all(|day| day.date != "2026-12-24"));
}

#[test]
fn of_a_damaged_file_nothing_is_taken_and_its_line_is_named() {
    let good = event("DTSTART;VALUE=DATE:20260101\nSUMMARY:x");
    let with = |from: &str, to: &str| refused(&good.replacen(from, to, 1));
    for (error, slug, words) in [
        (refused(""), "empty", "empty"),
        (refused("a,b\n1,2\n"), "no-calendar", "line 1 is “a,b”"),
        (
            refused("BEGIN:VCARD\nEND:VCARD\n"),
            "no-calendar",
            "BEGIN:VCARD",
        ),
        (
            refused(&good["BEGIN:VCALENDAR\r\n".len()..]),
            "no-calendar",
            "line 1",
        ),
        (
            with("END:VCALENDAR", "END:VCALENDAR\r\nX-A:1"),
            "no-calendar",
            "line 10",
        ),
        (
            with("END:VCALENDAR\r\n", ""),
            "cut-off",
            "VCALENDAR that begins on line 1",
        ),
        (
            refused(&good[..good.len() - 30]),
            "cut-off",
            "VEVENT that begins on line 4",
        ),
        (with("END:VEVENT\r\n", ""), "wrong-end", "line 8"),
        (with("SUMMARY:x", "SUMMARY"), "damaged-line", "Line 7"),
        (
            with("20260101", "20260230"),
            "bad-date",
            "“20260230” on line 6",
        ),
        (with("20260101", "2026-01-01"), "bad-date", "line 6"),
        (with("20260101", "20260101T080000"), "bad-date", "line 6"),
        (
            with("SUMMARY:x", "DTEND:20260101T250000"),
            "bad-date",
            "line 7",
        ),
        (with("SUMMARY:x", "EXDATE:20260101,x"), "bad-date", "line 7"),
        (
            with("SUMMARY:x", "RRULE:FREQ=YEARLY;COUNT=0"),
            "bad-rule",
            "line 7",
        ),
        (
            with("SUMMARY:x", "RRULE:FREQ=YEARLY;BYMONTH=13"),
            "bad-rule",
            "line 7",
        ),
        (
            with("SUMMARY:x", "RRULE:FREQ=YEARLY;BYDAY=0MO"),
            "bad-rule",
            "line 7",
        ),
        (
            with("SUMMARY:x", "RRULE:FREQ=YEARLY;UNTIL=soon"),
            "bad-rule",
            "line 7",
        ),
        (with("SUMMARY:x", "RRULE:COUNT=3"), "bad-rule", "line 7"),
        (
            with("DTSTART;VALUE=DATE:20260101", "X-A:1"),
            "no-day",
            "line 4: It has no date.",
        ),
    ] {
        let sentence = error.to_string();
        assert_eq!(error.slug(), slug, "{sentence}");
        assert!(sentence.contains(words), "{sentence}");
        assert!(sentence.ends_with("Nothing was changed."), "{sentence}");
    }
    // Wherever a calendar is cut off, nothing of it is taken.
    for end in 0..good.len() - 2 {
        assert!(
            read_holidays(&good.as_bytes()[..end], YEARS).is_err(),
            "{end}"
        );
    }
}

#[test]
fn files_that_are_too_large_are_refused_at_once() {
    let error = read_holidays(&vec![b' '; 50 << 20], YEARS).unwrap_err();
    assert_eq!(error, Unreadable::TooLarge { megabytes: 50 });
    let entry = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nEND:VEVENT\n";
    let many = |count| format!("BEGIN:VCALENDAR\n{}END:VCALENDAR", entry.repeat(count));
    assert_eq!(refused(&many(MOST_ENTRIES + 1)), Unreadable::TooManyEntries);
    let found = read_holidays(many(MOST_ENTRIES).as_bytes(), YEARS).unwrap();
    assert_eq!(found.holidays.len(), 1);
    let days = event("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU");
    let years = |years| read_holidays(days.as_bytes(), years);
    assert_eq!(years(1..=9_999), Err(Unreadable::TooManyDays));
    assert_eq!(years(i32::MIN..=i32::MAX), Err(Unreadable::TooManyDays));
    assert_eq!(years(2026..=2030).unwrap().holidays.len(), 1_826);
}
