//! Deadlines as a calendar file with alarms: the reminder that also works while no page is open.

use chrono::DateTime;

use crate::domain::{
    ids::{ClockId, RecordId},
    time::Moment,
};

/// RFC 5545, 3.1: octets of a line without its end.
const WIDTH: usize = 75;

/// One deadline for a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub record: RecordId,
    pub clock: ClockId,
    /// A record that was reopened promises anew.
    pub cycle: u16,
    pub summary: String,
    pub description: String,
    /// Where the record is seen; empty where it has no address.
    pub url: String,
    pub due: Moment,
    /// Before the deadline, when a reminder is wanted too.
    pub warn: Option<Moment>,
}

/// The file: each deadline with an alarm, and one before it where that still lies ahead of `now`.
/// Names of events stay the same, and newer files have higher sequence numbers (RFC 5545,
/// 3.8.7.4), so that importing again moves an event instead of doubling it.
#[must_use]
pub fn deadlines(calendar: &str, deadlines: &[Deadline], now: Moment) -> String {
    let mut file = File::default();
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//Sitrep//Deadlines//EN");
    file.line("CALSCALE:GREGORIAN");
    file.line("METHOD:PUBLISH");
    file.text("X-WR-CALNAME", calendar);
    for deadline in deadlines {
        file.event(deadline, now);
    }
    file.line("END:VCALENDAR");
    file.text
}

#[derive(Default)]
struct File {
    text: String,
}

impl File {
    fn event(&mut self, it: &Deadline, now: Moment) {
        let stamp = stamp(now);
        self.line("BEGIN:VEVENT");
        self.line(&format!(
            "UID:{}.{}.{}@sitrep",
            it.record, it.clock, it.cycle
        ));
        self.line(&format!("DTSTAMP:{stamp}"));
        self.line(&format!("LAST-MODIFIED:{stamp}"));
        self.line(&format!("SEQUENCE:{}", now.0.div_euclid(60_000).max(0)));
        self.line(&format!("DTSTART:{}", self::stamp(it.due)));
        self.text("SUMMARY", &it.summary);
        self.text("DESCRIPTION", &it.description);
        if !it.url.is_empty() {
            // An address is no text: nothing in it is escaped.
            self.line(&format!("URL:{}", it.url));
        }
        // A deadline takes nobody's time.
        self.line("TRANSP:TRANSPARENT");
        if let Some(warn) = it.warn.filter(|&warn| warn > now && warn < it.due) {
            let seconds = it.due.since(warn) / 1_000;
            self.alarm(&format!("-PT{seconds}S"), &it.summary);
        }
        self.alarm("PT0S", &it.summary);
        self.line("END:VEVENT");
    }

    /// Before or at the start: what every calendar understands, unlike absolute times.
    fn alarm(&mut self, trigger: &str, summary: &str) {
        self.line("BEGIN:VALARM");
        self.line("ACTION:DISPLAY");
        self.line(&format!("TRIGGER:{trigger}"));
        self.text("DESCRIPTION", summary);
        self.line("END:VALARM");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    /// Writes a line, folded between characters.
    fn line(&mut self, line: &str) {
        let mut width = 0;
        for letter in line.chars() {
            if width + letter.len_utf8() > WIDTH {
                self.text.push_str("\r\n ");
                width = 1;
            }
            // What no calendar may hold (3.3.11) would end a line or the file.
            if !letter.is_control() {
                self.text.push(letter);
                width += letter.len_utf8();
            }
        }
        self.text.push_str("\r\n");
    }
}

/// RFC 5545, 3.3.11.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' | '\r' => escaped.push_str("\\n"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// `20261117T031400Z`.
fn stamp(at: Moment) -> String {
    let utc = DateTime::from_timestamp_millis(at.readable().0).unwrap_or_default();
    utc.format("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-17T03:14:00Z.
    const NOW: Moment = Moment(1_794_885_240_000);
    const MINUTE: i64 = 60_000;

    fn deadline() -> Deadline {
        Deadline {
            record: RecordId([1; 16]),
            clock: ClockId([2; 16]),
            cycle: 0,
            summary: "INC-52: Resolve".to_owned(),
            description: String::new(),
            url: "https://example.org/#/incident/INC-52".to_owned(),
            due: Moment(NOW.0 + 60 * MINUTE),
            warn: Some(Moment(NOW.0 + 45 * MINUTE)),
        }
    }

    fn lines(of: Deadline) -> Vec<String> {
        let file = deadlines("On call", &[of], NOW);
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        file.split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_deadline_is_an_event_in_utc_with_two_alarms() {
        let lines = lines(deadline());
        let has = |line: &str| assert!(lines.iter().any(|it| it == line), "{line}: {lines:#?}");
        has("DTSTART:20261117T041400Z");
        has("DTSTAMP:20261117T031400Z");
        has("TRIGGER:-PT900S");
        has("TRIGGER:PT0S");
        has("URL:https://example.org/#/incident/INC-52");
        has("UID:AQEBAQEBAQEBAQEBAQEBAQ.AgICAgICAgICAgICAgICAg.0@sitrep");
    }

    #[test]
    fn a_warning_that_has_passed_is_left_out() {
        let lines = lines(Deadline {
            warn: Some(NOW),
            ..deadline()
        });
        let alarms = lines.iter().filter(|line| line.starts_with("TRIGGER"));
        assert_eq!(alarms.count(), 1);
    }

    #[test]
    fn texts_are_escaped_and_cannot_add_lines() {
        let lines = lines(Deadline {
            summary: "a, b; c\\d\r\nEND:VCALENDAR\u{7}".to_owned(),
            ..deadline()
        });
        assert!(lines.contains(&"SUMMARY:a\\, b\\; c\\\\d\\nEND:VCALENDAR".to_owned()));
        let ends = lines.iter().filter(|line| *line == "END:VCALENDAR");
        assert_eq!(ends.count(), 1);
    }

    #[test]
    fn long_lines_are_folded_at_75_octets_between_characters() {
        let summary = "Zürich €-Überweisung ".repeat(12);
        let file = deadlines(
            "x",
            &[Deadline {
                summary: summary.clone(),
                ..deadline()
            }],
            NOW,
        );
        assert!(file.split("\r\n").all(|line| line.len() <= WIDTH));
        assert!(
            file.replace("\r\n ", "")
                .contains(&format!("SUMMARY:{summary}"))
        );
    }

    #[test]
    fn a_later_file_says_the_same_name_and_a_higher_number() {
        let later = Moment(NOW.0 + MINUTE);
        let of = |file: &str, name: &str| -> String {
            let line = file.split("\r\n").find(|line| line.starts_with(name));
            line.unwrap().to_owned()
        };
        let (one, two) = (
            deadlines("x", &[deadline()], NOW),
            deadlines("x", &[deadline()], later),
        );
        assert_eq!(of(&one, "UID"), of(&two, "UID"));
        assert_ne!(of(&one, "SEQUENCE"), of(&two, "SEQUENCE"));
    }
}
