//! Whatever a file holds, it is read or refused with a sentence; it never brings the page down,
//! and it never adds an event that nobody wrote.

use std::collections::HashMap;

use proptest::prelude::{any, prop_assert};
use serde_json::{Value, json};
use sitrep::{
    domain::ids::EventId,
    exchange::{
        canonical::Json,
        file::{self, NotALog, Reading},
        merge, seal,
    },
};

use super::cases::{Held, folded, try_all};
use crate::{
    format::{golden, rows_of},
    history::{History, dice::Dice},
};

#[test]
fn a_damaged_file_is_refused_with_a_sentence_or_read_in_part() {
    let files: Vec<_> = (0..40)
        .map(|seed| {
            let history = History::of_seed(seed);
            let file = history.desks[0].file();
            (file, history)
        })
        .collect();
    try_all(&any::<u64>(), |seed| {
        let mut dice = Dice::new(seed);
        let (text, history) = &files[dice.index(files.len())];
        let mut bytes = text.clone().into_bytes();
        for _ in 0..=dice.below(4) {
            damage(&mut bytes, &mut dice);
        }
        let known: HashMap<EventId, _> = (history.desks[0].events().into_iter())
            .map(|event| (event.id, event.text.body))
            .collect();
        match file::read(&bytes) {
            Err(why) => is_sentence(&why.to_string()),
            Ok(reading) => {
                for event in &reading.events {
                    let body = known.get(&event.id);
                    prop_assert!(body.is_some(), "made up: {}", event.text.head);
                    prop_assert!(!event.has_body() || body == Some(&event.text.body));
                }
                for line in &reading.unreadable {
                    prop_assert!(line.line > 0 && !line.why.to_string().is_empty());
                }
                survives(&reading, history, &mut dice)
            }
        }
    });
}

/// Whether a preview of the file, and its merge, go well.
fn survives(reading: &Reading, history: &History, dice: &mut Dice) -> Held {
    let desk = &history.desks[1];
    let book = desk.book();
    let preview = merge::preview(
        book.log(),
        book.board(),
        reading,
        dice.chance(50),
        desk.now(),
    );
    let entry = book.admit(&preview.new);
    let mut events = desk.events();
    events.extend(entry.events);
    let _ = folded(&events);
    Ok(())
}

fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const PIECES: [&[u8]; 14] = [
        b"{",
        b"}",
        b"[[[[",
        b"\"",
        b",",
        b"null",
        b"1e9",
        b"9007199254740993",
        b"\"id\":\"\",",
        b"\xff\xfe",
        b"\0",
        b"\\u0000",
        b"\n",
        b"\\ud800",
    ];
    if bytes.is_empty() {
        return;
    }
    let at = dice.index(bytes.len());
    let to = bytes.len().min(at + dice.index(200));
    match dice.below(6) {
        0 => bytes[at] ^= 1 << dice.below(8),
        1 => bytes.truncate(at),
        2 => {
            bytes.drain(at..to);
        }
        3 => {
            let again = bytes[at..to].to_vec();
            let place = dice.index(bytes.len());
            bytes.splice(place..place, again);
        }
        _ => {
            let piece = dice.pick(&PIECES);
            bytes.splice(at..at, piece.iter().copied());
        }
    }
}

fn is_sentence(text: &str) -> Held {
    prop_assert!(text.starts_with(char::is_uppercase), "{text}");
    prop_assert!(text.ends_with('.'), "{text}");
    Ok(())
}

#[test]
fn a_file_cut_off_anywhere_gives_what_it_still_holds() {
    let history = History::of_seed(3);
    let text = history.desks[0].file();
    let whole = file::read(text.as_bytes())
        .expect("it is a log")
        .events
        .len();
    let mut most = 0;
    for end in 0..text.len() {
        match file::read(&text.as_bytes()[..end]) {
            Ok(reading) => {
                let lines = text[..end].matches("\n{\"id\"").count();
                let held = reading.events.len();
                assert!(
                    held == lines || held + 1 == lines,
                    "{end}: {held} of {lines}"
                );
                assert!(reading.unreadable.len() <= 1);
                assert!(held == whole || !reading.cut_off.is_empty(), "{end}");
                most = most.max(held);
            }
            Err(why) => is_sentence(&why.to_string()).expect("a sentence"),
        }
    }
    assert_eq!(most, whole);
}

#[test]
fn deep_json_is_refused_wherever_it_stands() {
    let history = History::of_seed(4);
    let text = history.desks[0].file();
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let deep = format!("{}1{}", open.repeat(1_000_000), close.repeat(1_000_000));
        assert!(Json::read(&deep).is_err());
        assert!(Json::read(&open.repeat(1_000_000)).is_err());
        assert!(file::read(deep.as_bytes()).is_err());
        assert!(file::read(open.repeat(1_000_000).as_bytes()).is_err());
        assert!(seal::read(&deep).is_err());
        assert!(seal::read_own(&deep).is_err());
        for member in ["\"gaps\":", "\"more\":"] {
            // Members of the envelope that nobody reads may be as deep as they like.
            let file = text.replacen("\"gaps\":", &format!("\"deep\":{deep},{member}"), 1);
            let reading = file::read(file.as_bytes());
            assert!(reading.is_ok_and(|reading| !reading.events.is_empty()));
        }
        let file = text.replacen("\"events\":[", &format!("\"events\":[{deep},"), 1);
        let reading = file::read(file.as_bytes()).expect("the rest is a log");
        assert_eq!(reading.unreadable.len(), 1);
        assert!(reading.unreadable[0].text.chars().count() <= 201);
    }
}

#[test]
fn huge_files_and_lines_are_refused() {
    let too_large = vec![b' '; file::LARGEST_FILE + 1];
    assert_eq!(
        file::read(&too_large).map(|_| ()),
        Err(NotALog::TooLarge { megabytes: 512 })
    );
    let line = format!(r#"{{"id":"{}"}}"#, "a".repeat(seal::LONGEST_SPELLING));
    let why = seal::read(&line).map(|_| ());
    assert!(matches!(why, Err(seal::Why::TooLong { bytes, .. }) if bytes == line.len()));
    let history = History::of_seed(5);
    let text = history.desks[0].file();
    let file = text.replacen("\"events\":[", &format!("\"events\":[{line},"), 1);
    let reading = file::read(file.as_bytes()).expect("the rest is a log");
    assert_eq!(reading.unreadable.len(), 1);
    assert!(!reading.events.is_empty());
}

#[test]
fn a_key_that_stands_twice_is_refused_wherever_it_stands() {
    let history = History::of_seed(6);
    let line = seal::line(&history.desks[0].events()[0]);
    for key in [
        "\"id\":",
        "\"head\":",
        "\"body\":",
        "\"salt\":",
        "\"ws\":",
        "\"seq\":",
    ] {
        let twice = line.replacen(key, &format!("{key}null,{key}"), 1);
        assert_ne!(twice, line, "{key}");
        let why = seal::read(&twice).map(|_| ()).expect_err(key).to_string();
        assert!(why.contains("stands twice"), "{why}");
    }
    let text = history.desks[0].file();
    for key in [
        "\"format\":",
        "\"version\":",
        "\"workspace\":",
        "\"events\":",
    ] {
        let twice = text.replacen(key, &format!("{key}null,{key}"), 1);
        is_sentence(
            &file::read(twice.as_bytes())
                .map(|_| ())
                .expect_err(key)
                .to_string(),
        )
        .expect("a sentence");
    }
}

#[test]
fn a_wrong_type_is_refused_wherever_it_stands() {
    let history = History::of_seed(7);
    let events = history.desks[0].events();
    let wrong = [
        json!(null),
        json!(true),
        json!(-1),
        json!(9_007_199_254_740_991_u64),
        json!("text"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"": {}}),
    ];
    for event in &events {
        let line: Value = serde_json::from_str(&seal::line(event)).expect("it is JSON");
        for part in ["id", "head", "body", "salt", "sig"] {
            for value in &wrong {
                let mut line = line.clone();
                if line[part] == *value {
                    continue;
                }
                line[part] = value.clone();

                // What is not the event is refused, or is it without its body, or with a signature.
                match seal::read(&line.to_string()) {
                    Ok(read) => {
                        assert_eq!(read.event.id, event.id);
                        assert!(part == "sig" || !read.event.has_body(), "{line}");
                    }
                    Err(why) => assert!(!why.to_string().is_empty()),
                }
            }
        }
    }
    // With right hashes but wrong members, made by somebody who can.
    let mut refused = 0;
    for event in events.iter().chain(&golden()) {
        let line: Value = serde_json::from_str(&seal::line(event)).expect("it is JSON");
        for (place, said) in places(&line) {
            let held = line.pointer(&place).expect("it is there");
            for value in wrong.iter().cloned().chain(disguises(held)) {
                let mut changed = line.clone();
                *changed.pointer_mut(&place).expect("it is there") = value.clone();
                let [head, body] = ["head", "body"].map(|part| changed[part].clone());
                let text = crate::history::raw::line(head, &body, [0; 16], &json!({}));
                let read = seal::read(&text);
                let fits = said.as_ref().is_none_or(|said| said.fits(&value));
                assert_eq!(read.is_ok(), fits, "{place}: {value} in {line}");
                refused += usize::from(!fits);
                if let Ok(read) = read {
                    assert!(!read.body_refused, "{text}");
                    let _ = folded(&[read.event]);
                }
            }
        }
    }
    assert!(refused > 2_000, "{refused}");
    let text = history.desks[0].file();
    let envelope: Value = serde_json::from_str(&text).expect("it is JSON");
    for key in [
        "format",
        "version",
        "workspace",
        "exported_at",
        "exported_by",
        "heads",
        "gaps",
        "events",
    ] {
        for value in &wrong {
            let mut changed = envelope.clone();
            changed[key] = value.clone();
            if let Err(why) = file::read(changed.to_string().as_bytes()) {
                is_sentence(&why.to_string()).expect("a sentence");
            } else {
                assert!(!matches!(key, "format" | "workspace"), "{key} {value}");
            }
        }
    }
}

/// What FORMAT.md says of a member.
#[derive(Clone, Debug)]
struct Said {
    kind: String,
    optional: bool,
}

impl Said {
    fn new(kind: &str, optional: bool) -> Option<Self> {
        let kind = kind.to_owned();
        Some(Self { kind, optional })
    }

    /// Whether one of the wrong values is right here.
    fn fits(&self, value: &Value) -> bool {
        let is_empty_map = || value.as_object().is_some_and(serde_json::Map::is_empty);
        if value.is_null() {
            return self.optional;
        }
        match self.kind.as_str() {
            "text" => value.is_string(),
            "ms" => *value == json!(-1),
            "seq" | "duration" => *value == json!(9_007_199_254_740_991_u64),
            // It may ask for nothing.
            "when" => value.is_object(),
            "boolean" => value.is_boolean(),
            "[[priority]]" => *value == json!([]) || *value == json!([[]]),
            list if list.starts_with('[') => *value == json!([]),
            "{text: {text: text}}" => is_empty_map() || *value == json!({"": {}}),
            map if map.starts_with('{') => is_empty_map(),
            _ => false,
        }
    }
}

/// Every member of a line's head and body, with what is said of it; nothing of one that nobody
/// knows, which may be anything.
fn places(line: &Value) -> Vec<(String, Option<Said>)> {
    let mut places = Vec::new();
    for (name, _) in line["head"].as_object().expect("an object") {
        let said = match name.as_str() {
            // It is made to fit whatever stands there.
            "body_hash" => continue,
            "ws" | "replica" | "hlc" | "subject" => Said::new("strict", false),
            "seq" => Said::new("seq", false),
            "prev" | "by" | "ref" => Said::new("id", true),
            "seen" => Said::new("{replica: [seq, id]}", true),
            "over" => Said::new("[id]", true),
            "wall" => Said::new("ms", false),
            "kind" => Said::new("text", false),
            _ => None,
        };
        places.push((format!("/head/{name}"), said));
    }
    let kind = format!("`{}`", line["head"]["kind"].as_str().expect("a word"));
    let rows = rows_of("| kind | members of the body |");
    let row = rows.iter().find(|row| row[0] == kind);
    let said: Vec<(&str, &str)> = match row {
        Some(row) if row[0] == "`reassessed`" => ASSESSMENT.to_vec(),
        Some(row) => row[1]
            .split(", ")
            .filter_map(|said| said.split_once(": "))
            .collect(),
        None => Vec::new(),
    };
    members(&line["body"], "/body", &said, &mut places);
    places
}

/// The members of an object and of the objects in it.
fn members(
    object: &Value,
    at: &str,
    said: &[(&str, &str)],
    places: &mut Vec<(String, Option<Said>)>,
) {
    for (name, value) in object.as_object().into_iter().flatten() {
        let said = said.iter().find_map(|&(member, kind)| {
            let plain = member.trim_end_matches('?');
            (plain == name).then(|| Said::new(kind, plain != member))?
        });
        let kind = said.as_ref().map_or("", |said| said.kind.as_str());
        let place = format!("{at}/{name}");
        let object = |name: &str| OBJECTS.iter().find(|(held, _)| *held == name);
        if let Some((_, said)) = object(kind) {
            members(value, &place, said, places);
        }
        let listed = kind
            .strip_prefix('[')
            .and_then(|kind| kind.strip_suffix(']'));
        if let Some((one, said)) = listed.and_then(object) {
            for (number, value) in value.as_array().into_iter().flatten().enumerate() {
                let place = format!("{place}/{number}");
                members(value, &place, said, places);
                places.push((place, Said::new(one, false)));
            }
        }
        if kind == "{milestone: ms or null}" {
            let each = value.as_object().into_iter().flatten();
            let each = each.map(|(name, _)| (format!("{place}/{name}"), Said::new("ms", true)));
            places.extend(each);
        }
        places.push((place, said));
    }
}

/// Objects within bodies, and their members.
const OBJECTS: &[(&str, &[(&str, &str)])] = &[
    ("assessment", ASSESSMENT),
    ("level", &[("name", "text"), ("hint?", "text")]),
    ("holiday", &[("date", "text"), ("name?", "text")]),
    (
        "clock",
        &[
            ("id", "id"),
            ("name", "text"),
            ("promise", "promise"),
            ("calendar", "id"),
            ("on_change", "on change"),
            ("start", "[when]"),
            ("pause?", "[when]"),
            ("resume?", "[when]"),
            ("stop", "[when]"),
            ("cancel?", "[when]"),
            ("reset?", "[when]"),
            ("rules", "[rule]"),
        ],
    ),
    (
        "when",
        &[
            ("reached?", "[reached]"),
            ("states?", "[state]"),
            ("holds?", "[hold reason]"),
            ("kinds?", "[record kind]"),
            ("priorities?", "[priority]"),
            ("severities?", "[severity]"),
            ("categories?", "[id]"),
            ("services?", "[id]"),
            ("teams?", "[id]"),
        ],
    ),
    (
        "rule",
        &[
            ("when", "when"),
            ("target?", "duration"),
            ("calendar?", "id"),
        ],
    ),
];

/// The members of an assessment; its scale is a text of which only some are right.
const ASSESSMENT: &[(&str, &str)] = &[
    ("scale", "scale"),
    ("impact", "count"),
    ("urgency", "count"),
    ("priority", "priority"),
    ("reason?", "text"),
];

/// What serde by itself takes for a word or an object.
fn disguises(value: &Value) -> Vec<Value> {
    match value {
        Value::String(word) => vec![json!({word: null}), json!([word])],
        Value::Object(members) => vec![members.values().cloned().collect()],
        _ => Vec::new(),
    }
}
