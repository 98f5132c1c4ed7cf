//! A public update as text to paste: plain, and as Markdown that means nothing but its words.

use std::fmt::Write;

use crate::{
    domain::{board::Board, decide::is_web_address, record::Record, time::Moment},
    report::{names, when},
};

/// What is to be told.
#[derive(Clone, Copy, Debug)]
pub struct Update<'a> {
    pub record: &'a Record,
    pub text: &'a str,
    pub happened: Moment,
}

/// The update as plain text.
#[must_use]
pub fn plain(board: &Board, update: &Update<'_>, offset: impl Fn(Moment) -> i32) -> String {
    let (title, standing) = heading(board, update, offset);
    format!("{title}\n{standing}\n\n{}\n", update.text.trim())
}

/// The update as Markdown (`CommonMark`). Nothing in it can become markup.
#[must_use]
pub fn markdown(board: &Board, update: &Update<'_>, offset: impl Fn(Moment) -> i32) -> String {
    let (title, standing) = heading(board, update, offset);
    format!(
        "**{}**  \n{}\n\n{}\n",
        escaped(&title),
        escaped(&standing),
        escaped(update.text.trim())
    )
}

/// `INC-52: East Clinic offline` and `Investigating, East Clinic WAN, 2026-11-17 02:51 UTC+1`.
fn heading(board: &Board, update: &Update<'_>, offset: impl Fn(Moment) -> i32) -> (String, String) {
    let Update {
        record, happened, ..
    } = *update;
    let title = record
        .title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut standing = record.state().label().to_owned();
    if let Some(service) = record.service {
        let _ = write!(standing, ", {}", names::service(board, service));
    }
    let zone = zone(offset(happened));
    let _ = write!(standing, ", {} {zone}", when::full(happened, offset));
    (format!("{}: {title}", board.reference(record.id)), standing)
}

/// `UTC+1`, `UTC−3:30`.
fn zone(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    match (hours, minutes) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// A text in which no character is markup; its lines stay lines, and its addresses links.
#[must_use]
pub fn escaped(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim();
        let mut escaped = String::with_capacity(line.len() + 8);
        for (place, word) in line.split_inclusive(char::is_whitespace).enumerate() {
            escape_word(word, place == 0, &mut escaped);
        }
        escaped
    });
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() {
            // Two spaces keep the line break.
            text.push_str(if line.is_empty() || text.ends_with('\n') {
                "\n"
            } else {
                "  \n"
            });
        }
        text.push_str(&line);
    }
    text
}

fn escape_word(word: &str, is_first: bool, to: &mut String) {
    let address = word.trim_end();
    if is_web_address(address) && !address.contains(['<', '>', '\\']) {
        let _ = write!(to, "<{address}>{}", &word[address.len()..]);
        return;
    }
    // A list or an underline begins only at the beginning of a line.
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = digits.len() < word.len() && digits.starts_with(['.', ')']);
    let number_end = word.len() - digits.len();
    for (place, letter) in word.char_indices() {
        let is_mark = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '!' | '$'
            | '@' => true,
            // So that a doubtful address is not linked after all.
            ':' => word[..place].ends_with("http") || word[..place].ends_with("https"),
            '+' | '-' | '=' => is_first && place == 0,
            '.' | ')' => is_first && is_number && place == number_end,
            _ => false,
        };
        if is_mark {
            to.push('\\');
        }
        to.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::command::Move,
        report::given::{Given, MINUTE, NOW},
    };

    #[test]
    fn an_update_says_what_where_and_when() {
        let mut given = Given::new();
        let id = given.report("East Clinic *offline*");
        given.act(id, Move::Start);
        let record = given.board().record(id).unwrap();
        let update = Update {
            record,
            text: "Use paper forms.\nSee https://status.example/a_b\n\n1. Phones work\n- on 4G <b>",
            happened: Moment(NOW.0 - 23 * MINUTE),
        };
        assert_eq!(
            plain(given.board(), &update, |_| 60),
            "INC-1: East Clinic *offline*\nInvestigating, 2026-11-17 03:51 UTC+1\n\n\
             Use paper forms.\nSee https://status.example/a_b\n\n1. Phones work\n- on 4G <b>\n"
        );
        assert_eq!(
            markdown(given.board(), &update, |_| -210),
            "**INC-1: East Clinic \\*offline\\***  \nInvestigating, 2026-11-16 23:21 UTC−3:30\n\n\
             Use paper forms.  \nSee <https://status.example/a_b>\n\n1\\. Phones work  \n\\- on 4G \\<b\\>\n"
        );
    }

    #[test]
    fn no_character_is_markup() {
        assert_eq!(escaped("# [x](javascript:y)"), "\\# \\[x\\](javascript:y)");
        assert_eq!(escaped("***"), "\\*\\*\\*");
        assert_eq!(escaped("a\n---\n==="), "a  \n\\---  \n\\===");
        assert_eq!(escaped("2) b 3) c"), "2\\) b 3) c");
        assert_eq!(escaped("a-b = c+d 1.5"), "a-b = c+d 1.5");
        assert_eq!(
            escaped("&lt; `x` ~~y~~ | \\"),
            "\\&lt; \\`x\\` \\~\\~y\\~\\~ \\| \\\\"
        );
        assert_eq!(escaped("    code"), "code");
        assert_eq!(
            escaped("javascript:alert(1) https://a<b"),
            "javascript:alert(1) https\\://a\\<b"
        );
    }
}
