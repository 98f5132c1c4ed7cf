//! A file is the log: written, read and written again it is the same, byte for byte.

use proptest::prelude::{prop_assert, prop_assert_eq};
use sitrep::{
    domain::{board::Board, log::Log},
    exchange::{
        canonical::Json,
        file::{self, Reading},
    },
};

use super::cases::{Law, always, folded};
use crate::history::{WS, desk::Desk, dice::Dice};

pub fn laws() -> Vec<Law> {
    vec![
        importing_our_own_file_and_exporting_it_is_the_identity(),
        reformatting_a_file_changes_no_id(),
    ]
}

fn importing_our_own_file_and_exporting_it_is_the_identity() -> Law {
    always(|history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        let text = desk.file();
        let reading = good(&text)?;
        prop_assert_eq!(reading.workspace, WS);
        prop_assert_eq!(reading.exported_at, Some(desk.now().readable()));

        let (log, board) = folded(&reading.events);
        prop_assert_eq!(file::write(&log.sorted(), &desk.colophon()), text.as_str());
        prop_assert_eq!(board.digest(), desk.book().board().digest());

        let other = Desk::empty(desk, dice.next());
        other.take(reading.events);
        prop_assert_eq!(
            file::write(&other.book().log().sorted(), &desk.colophon()),
            text.as_str()
        );

        let reopened = desk.reopened();
        prop_assert_eq!(reopened.file(), text);
        prop_assert_eq!(reopened.book().board().digest(), board.digest());
        Ok(())
    })
}

fn reformatting_a_file_changes_no_id() -> Law {
    always(|history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        let text = desk.file();
        let mut other = String::from(dice.pick(&["", "\u{feff}"]));
        let json = Json::read(&text);
        reformat(&json.expect("our own file is JSON"), dice, &mut other);
        other.push_str(dice.pick(&["", "\r\n"]));
        prop_assert!(other != text);
        let reading = good(&other)?;
        let mut log = Log::default();
        let mut board = Board::new(WS);
        for event in reading.events {
            board.apply(&log.insert(event));
        }
        prop_assert_eq!(file::write(&log.sorted(), &desk.colophon()), text);
        prop_assert_eq!(board.digest(), desk.book().board().digest());
        Ok(())
    })
}

fn good(text: &str) -> Result<Reading, proptest::test_runner::TestCaseError> {
    let reading = file::read(text.as_bytes());
    prop_assert!(reading.is_ok(), "{reading:?}");
    let reading = reading.unwrap_or_default();
    prop_assert_eq!(&reading.unreadable, &[]);
    prop_assert_eq!(reading.bodies_refused, 0);
    prop_assert_eq!(&reading.cut_off, &[]);
    Ok(reading)
}

/// The same JSON as another program might lay it out.
fn reformat(json: &Json, dice: &mut Dice, to: &mut String) {
    let space = |dice: &mut Dice| dice.pick(&["", "", "", " ", "\n", "\r\n", "\t", "  "]);
    match json {
        Json::Text(text) => respell(text, dice, to),
        Json::List(items) => {
            to.push('[');
            for (place, item) in items.iter().enumerate() {
                to.push_str(if place > 0 { "," } else { "" });
                to.push_str(space(dice));
                reformat(item, dice, to);
                to.push_str(space(dice));
            }
            to.push(']');
        }
        Json::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            dice.shuffle(&mut members);
            to.push('{');
            for (place, (key, value)) in members.into_iter().enumerate() {
                to.push_str(if place > 0 { "," } else { "" });
                to.push_str(space(dice));
                respell(key, dice, to);
                to.push_str(space(dice));
                to.push(':');
                to.push_str(space(dice));
                reformat(value, dice, to);
            }
            to.push_str(space(dice));
            to.push('}');
        }
        plain => to.push_str(&plain.canonical()),
    }
}

/// The same text with other escapes.
fn respell(text: &str, dice: &mut Dice, to: &mut String) {
    to.push('"');
    for letter in text.chars() {
        match letter {
            '/' if dice.chance(50) => to.push_str("\\/"),
            ' '.. if !matches!(letter, '"' | '\\') && !dice.chance(5) => to.push(letter),
            _ => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    to.push_str(&match dice.chance(50) {
                        true => format!("\\u{unit:04x}"),
                        false => format!("\\u{unit:04X}"),
                    });
                }
            }
        }
    }
    to.push('"');
}
