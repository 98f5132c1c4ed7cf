//! Content lines: unfolded, with their parameters (RFC 5545, section 3.1).

use crate::foreign::ics::Unreadable;

/// A property of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins in the file, from 1 on.
    pub number: usize,
    /// In capitals.
    pub name: String,
    /// Their names in capitals; their values without quotation marks.
    params: Vec<(String, String)>,
    pub value: String,
}

impl Line {
    /// Whether a parameter has this value, in whatever case.
    pub fn says(&self, param: &str, value: &str) -> bool {
        let mut params = self.params.iter();
        params.any(|(name, said)| name == param && said.eq_ignore_ascii_case(value))
    }

    /// The value as text: escapes resolved, on one line (section 3.3.11).
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut letters = self.value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n' | 'N') => text.push(' '),
                    Some(escaped) => text.push(escaped),
                    None => {}
                },
                letter if letter.is_control() => text.push(' '),
                letter => text.push(letter),
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// All lines of a file that hold something.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut lines: Vec<(usize, Vec<u8>)> = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // Letters of several bytes may be folded in their middle: text comes afterwards.
        match (line, lines.last_mut()) {
            ([b' ' | b'\t', rest @ ..], Some((_, before))) => before.extend(rest),
            _ => lines.push((number, line.to_vec())),
        }
    }
    lines.retain(|(_, line)| !line.trim_ascii().is_empty());
    if lines.is_empty() {
        return Err(Unreadable::Empty);
    }
    let read = lines.into_iter().map(|(number, line)| {
        let text = String::from_utf8(line);
        let text = text.map_err(|_| Unreadable::NotText { line: number })?;
        of(number, &text).ok_or_else(|| match number {
            1 => not_a_calendar(number, &text),
            _ => Unreadable::NotALine {
                line: number,
                text: shortened(&text),
            },
        })
    });
    read.collect()
}

/// A property, its parameters and its value: `NAME;PARAM=a;OTHER="b:c":value`.
fn of(number: usize, text: &str) -> Option<Line> {
    let end = text.find([';', ':'])?;
    let own_name = name(&text[..end])?;
    let mut params = Vec::new();
    let mut rest = &text[end..];
    while let Some(param) = rest.strip_prefix(';') {
        let (name_said, value) = param.split_once('=')?;
        let end = end_of_value(value)?;
        params.push((name(name_said)?, value[..end].replace('"', "")));
        rest = &value[end..];
    }
    Some(Line {
        number,
        name: own_name,
        params,
        value: rest.strip_prefix(':')?.to_owned(),
    })
}

/// Where a parameter's value ends: at a mark that stands in no quotation.
fn end_of_value(value: &str) -> Option<usize> {
    let mut is_quoted = false;
    value.find(|letter| {
        is_quoted ^= letter == '"';
        !is_quoted && matches!(letter, ';' | ':')
    })
}

fn name(text: &str) -> Option<String> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_name = !text.is_empty() && text.bytes().all(is_name);
    is_name.then(|| text.to_ascii_uppercase())
}

pub(super) fn not_a_calendar(line: usize, text: &str) -> Unreadable {
    let text = shortened(text);
    Unreadable::NotACalendar { line, text }
}

/// As much of a text as a sentence can quote.
pub(super) fn shortened(text: &str) -> String {
    let clean = |letter: char| if letter.is_control() { ' ' } else { letter };
    let mut short: String = text.chars().take(60).map(clean).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(bytes: &[u8]) -> Line {
        let lines = read(bytes).unwrap();
        assert_eq!(lines.len(), 1, "{lines:?}");
        lines[0].clone()
    }

    #[test]
    fn a_folded_line_is_one_however_it_was_folded() {
        let plain = one("SUMMARY:Tag der Arbeit für alle".as_bytes());
        for folded in [
            &b"SUMMARY:Tag der\r\n  Arbeit f\xc3\xbcr alle\r\n"[..],
            b"SUMM\n ARY:Tag der Arbeit\n\t f\xc3\xbcr alle",
            // In the middle of a letter, as some programs do.
            b"\xef\xbb\xbfSUMMARY:Tag der Arbeit f\xc3\r\n \xbcr alle",
        ] {
            assert_eq!(one(folded), plain);
        }
    }

    #[test]
    fn parameters_may_hold_marks_in_quotation() {
        let line = one(br#"dtstart;X-A="b:c;d";value=date:20260101"#);
        assert_eq!(
            (line.name.as_str(), line.value.as_str()),
            ("DTSTART", "20260101")
        );
        assert!(line.says("VALUE", "DATE") && line.says("X-A", "b:c;d"));
        assert!(!line.says("VALUE", "DATE-TIME"));
    }

    #[test]
    fn escapes_are_resolved() {
        let line = one(br"SUMMARY: Epiphany\, \;\\ day\nof  rest\");
        assert_eq!(line.text(), r"Epiphany, ;\ day of rest");
    }

    #[test]
    fn the_line_that_is_none_is_named() {
        for bad in [
            "SUMMARY",
            "SUM MARY:a",
            "A;B:c",
            "A;B=\"c:d",
            ":a",
            "A;=b:c",
        ] {
            let text = format!("BEGIN:VCALENDAR\r\nX-A:1\r\n 2\r\n{bad}\r\n");
            let expected = Unreadable::NotALine {
                line: 4,
                text: bad.to_owned(),
            };
            assert_eq!(read(text.as_bytes()), Err(expected));
        }
        let bad = read(b"A:1\nB:2\nC:\xff\n").unwrap_err();
        assert_eq!(bad, Unreadable::NotText { line: 3 });
        assert_eq!(read(b"\r\n \n"), Err(Unreadable::Empty));
    }
}
