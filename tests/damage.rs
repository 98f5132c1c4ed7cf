//! Hostile and bad input: every file gets a sentence that says what is wrong and where, and what
//! is good in it is never lost.

use sitrep::{
    domain::{
        command::Move,
        fact::{Fact, Kind, Text},
        ids::{EventId, Salt, WorkspaceId},
        time::Moment,
    },
    exchange::{
        file::{self, Colophon, NotALog, Reading},
        seal,
    },
};

use crate::scene::{Scene, WORKSPACE, act, given, minute, note, report, title};

fn scene() -> Scene {
    given([
        report(),
        act(Move::Acknowledge),
        title("Wi-Fi down — ward 3 \u{1f525}"),
        note("looking"),
        act(Move::Resolve),
    ])
}

/// A good file of seven events.
fn good() -> String {
    file::write(
        &scene().here.book.log().sorted(),
        &Colophon {
            workspace: WORKSPACE,
            exported_at: minute(60),
            exported_by: "Ada".to_owned(),
        },
    )
}

fn read(text: &str) -> Result<Reading, NotALog> {
    file::read(text.as_bytes())
}

/// The sentence about a file that is no log.
#[track_caller]
fn sentence(bytes: impl AsRef<[u8]>) -> String {
    match file::read(bytes.as_ref()) {
        Ok(reading) => panic!("it was read: {} events", reading.events.len()),
        Err(error) => error.to_string(),
    }
}

/// The sentences about the lines that are not events.
fn bad_lines(reading: &Reading) -> Vec<String> {
    reading.unreadable.iter().map(ToString::to_string).collect()
}

/// The good file with one of its lines replaced; lines count from 1.
fn with_line(number: usize, replace: impl FnOnce(&str) -> String) -> String {
    let good = good();
    let mut lines: Vec<_> = good.lines().map(str::to_owned).collect();
    lines[number - 1] = replace(&lines[number - 1]);
    lines.join("\n")
}

/// An event with one member of its head changed and a fitting id.
fn resealed(change: impl FnOnce(&mut sitrep::domain::event::Head)) -> String {
    let scene = scene();
    let event = scene.event(&Kind::TitleSet);
    let mut head = event.head.clone();
    change(&mut head);
    let text = Text {
        text: "x".to_owned(),
    };
    seal::line(&seal::seal(head, Fact::TitleSet(text), Salt([1; 16])))
}

#[test]
fn a_good_file_is_read_whole() {
    let reading = read(&good()).unwrap();
    assert_eq!(reading.events.len(), 7);
    assert_eq!(reading.workspace, WORKSPACE);
    assert_eq!(reading.exported_at, Some(minute(60)));
    assert_eq!(reading.exported_by, "Ada");
    assert_eq!(reading.unreadable, []);
    assert_eq!(reading.cut_off, []);
}

#[test]
fn a_byte_order_mark_blanks_and_other_line_ends_do_no_harm() {
    for text in [
        format!("\u{feff}{}", good()),
        format!("\n\n  {}\n\n", good()),
        good().replace('\n', "\r\n"),
        good().replace('\n', ""),
    ] {
        let reading = read(&text).unwrap();
        assert_eq!((reading.events.len(), bad_lines(&reading)), (7, vec![]));
    }
}

#[test]
fn a_file_that_an_editor_laid_out_anew_is_the_same_log() {
    let value: serde_json::Value = serde_json::from_str(&good()).unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    let reading = read(&pretty).unwrap();
    let ids = |reading: &Reading| -> Vec<EventId> {
        reading.events.iter().map(|event| event.id).collect()
    };
    assert_eq!(ids(&reading), ids(&read(&good()).unwrap()));
}

#[test]
fn what_is_no_text_is_told_apart() {
    assert_eq!(sentence(""), "The file is empty: it has 0 bytes.");
    assert_eq!(
        sentence(" \n\t\r\n"),
        "The file has 5 bytes, and all of them are blanks."
    );
    assert_eq!(
        sentence("\u{feff}\n"),
        "The file has 4 bytes, and all of them are blanks."
    );
    assert_eq!(
        sentence(b"\x89PNG\r\n\x1a\n"),
        "This is not a text file: byte 1 is not UTF-8. A Sitrep log is JSON text."
    );
    assert_eq!(
        sentence(b"{\"a\":\"caf\xe9\"}"),
        "This is not a text file: byte 10 is not UTF-8. A Sitrep log is JSON text."
    );
    for compressed in [&b"PK\x03\x04rest"[..], b"\x1f\x8brest"] {
        assert_eq!(
            sentence(compressed),
            "The file is compressed. Unpack it, and choose what was inside."
        );
    }
}

#[test]
fn utf_16_is_named_with_its_mark_and_without() {
    let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
    let good = good();
    let little: Vec<u8> = units(&good)
        .iter()
        .flat_map(|unit| unit.to_le_bytes())
        .collect();
    let big: Vec<u8> = units(&good)
        .iter()
        .flat_map(|unit| unit.to_be_bytes())
        .collect();
    let marked = [&[0xff, 0xfe][..], &little].concat();
    for bytes in [little, big, marked] {
        assert_eq!(
            sentence(bytes),
            "The file is UTF-16 text; a Sitrep log is UTF-8. Save it again as UTF-8."
        );
    }
}

#[test]
fn other_peoples_files_are_told_apart() {
    let not_ours =
        "This is JSON, but not a Sitrep log: it has no \"format\":\"sitrep-log\" at the top.";
    for json in [
        "{}",
        "[]",
        "7",
        "null",
        "\"sitrep-log\"",
        "[[1,2],[3]]",
        r#"{"issues":[{"key":"OPS-1"}]}"#,
        r#"{"format":"statuspage","version":1}"#,
        r#"{"format":7,"version":1}"#,
        r#"{"format":null}"#,
        r#"["sitrep-log",1]"#,
    ] {
        assert_eq!(sentence(json), not_ours, "{json}");
    }
    let page = "This is a web page, not a Sitrep log. Perhaps a sign-in page was saved in the \
                file's place: fetch the file again.";
    assert_eq!(sentence("<!doctype html><title>Sign in</title>"), page);
    let table = "This looks like a table (CSV), not a Sitrep log.";
    assert_eq!(sentence("Number,Opened,State\nINC001,today,New\n"), table);
    assert_eq!(sentence("\"Number\";\"Opened\";\"State\"\n"), table);
    assert_eq!(sentence("Number\tOpened\tState\n"), table);
    assert_eq!(
        sentence("Dear colleagues, all is well.\n"),
        "This is not JSON: line 1, column 1: expected value."
    );
    assert_eq!(
        sentence("{\"a\": 1,\n \"b\": oops}"),
        "This is not JSON: line 2, column 7: expected value."
    );
    assert_eq!(
        sentence("{\"a\": [1, 2"),
        "This is not JSON: line 1, column 11: it breaks off there."
    );
}

#[test]
fn a_file_from_the_future_asks_for_a_newer_program() {
    let sentence_2 = "The file is a Sitrep log of format version 2; this Sitrep reads version 1. \
                      Open it with a newer Sitrep.";
    assert_eq!(
        sentence(good().replace("\"version\":1", "\"version\":2")),
        sentence_2
    );
    assert_eq!(
        sentence(r#"{"format":"sitrep-log","version":2}"#),
        sentence_2
    );
    assert_eq!(
        sentence(r#"{"version":2,"format":"sitrep-log","log":[]}"#),
        sentence_2
    );
    let cut = good().replace("\"version\":1", "\"version\":2");
    assert_eq!(sentence(&cut[..cut.len() / 2]), sentence_2);
}

#[test]
fn an_envelope_that_is_wrong_says_in_what() {
    let top = |from: &str, to: &str| {
        let good = good();
        assert!(good.contains(from), "{from}");
        sentence(good.replacen(from, to, 1))
    };
    let wrong = |what: &str| format!("The file is a Sitrep log whose top is wrong: {what}.");
    assert_eq!(
        top("\"version\":1,", ""),
        wrong("it does not say its version")
    );
    assert_eq!(
        top("\"version\":1", "\"version\":0"),
        wrong("there is no format version 0")
    );
    assert_eq!(
        top("\"version\":1", "\"version\":\"1\""),
        wrong("\"version\" is wrong, invalid type: string \"1\", expected a whole number from 0")
    );
    assert_eq!(
        top("\"workspace\"", "\"workplace\""),
        wrong("it does not say which workspace it is of")
    );
    assert_eq!(
        top(&WORKSPACE.to_string(), "St. Elsewhere"),
        wrong("\"workspace\" is wrong, this is not an id")
    );
    assert_eq!(
        top("\"exported_at\":", "\"exported_at\":99"),
        wrong("\"exported_at\" is wrong, a time lies outside the years 1 to 9999")
    );
    assert_eq!(
        top("\"exported_at\":", "\"exported_at\":\"2026-03-29\",\"at\":"),
        wrong(
            "\"exported_at\" is wrong, invalid type: string \"2026-03-29\", expected a whole number"
        )
    );
    assert_eq!(
        top("\"heads\":", "\"tails\":"),
        wrong("it does not say where its chains end (\"heads\")")
    );
    assert_eq!(
        top("\"format\":", "\"version\":1,\"format\":"),
        wrong("\"version\" stands there twice")
    );
    assert_eq!(
        top("\"events\"", "\"facts\""),
        wrong("it has no \"events\"")
    );
    let replica = scene().here.book.replica();
    assert_eq!(
        top("\"heads\":{", &format!("\"heads\":{{\"{replica}\":[],")),
        wrong(&format!(
            "\"heads\" is wrong, the key \"{replica}\" stands twice"
        ))
    );
    let object = good()
        .replace("\"events\":[", "\"events\":{\"a\":[")
        .replace("\n]}", "\n]}}");
    assert_eq!(sentence(object), wrong("\"events\" is not a list"));
}

#[test]
fn half_a_file_yields_its_good_lines_and_names_the_bad_one() {
    let good = good();
    let ends: Vec<usize> = good.match_indices('\n').map(|(place, _)| place).collect();
    let mut cuts = 0;
    for cut in (0..good.len()).step_by(97) {
        let Some(half) = good.get(..cut) else {
            continue;
        };
        // Lines 1 and 2 are the top; events end with the lines behind them.
        let lines = ends.iter().filter(|&&end| end <= cut).count();
        let whole = lines.saturating_sub(2);
        match read(half) {
            Ok(reading) => {
                assert_eq!(reading.workspace, WORKSPACE);
                let torn = usize::from(!half.ends_with('\n') && reading.events.len() == whole);
                assert!(reading.events.len() >= whole, "at {cut}");
                assert!(reading.unreadable.len() <= torn, "at {cut}");
                for bad in &reading.unreadable {
                    assert_eq!(bad.line, lines + 1, "at {cut}");
                }
                let complete = reading.events.len() == 7;
                assert_eq!(reading.cut_off.is_empty(), complete, "at {cut}");
                if !complete {
                    let head = scene().here.book.log().len() as u64;
                    assert_eq!(reading.cut_off[0].1, head);
                }
            }
            Err(NotALog::Empty) => assert_eq!(cut, 0),
            Err(NotALog::NothingLeft { line, column, .. }) => {
                assert_eq!((line, column), (1, cut));
                assert_eq!(lines, 0, "at {cut}");
            }
            Err(error) => panic!("at {cut}: {error}"),
        }
        cuts += 1;
    }
    assert!(cuts > 30);
}

#[test]
fn a_file_cut_in_its_top_says_where() {
    assert_eq!(
        sentence(&good()[..120]),
        "The file is a Sitrep log that is damaged at line 1, column 120 (it breaks off there), \
         and no event in it can be read."
    );
}

#[test]
fn a_line_cut_in_the_middle_says_so() {
    let good = good();
    let start = good
        .lines()
        .take(4)
        .map(|line| line.len() + 1)
        .sum::<usize>();
    let reading = read(&good[..start + 100]).unwrap();
    assert_eq!(reading.events.len(), 2);
    assert_eq!(
        bad_lines(&reading),
        ["Line 5: it is not JSON: it breaks off there."]
    );
    assert_eq!(reading.unreadable[0].text.chars().count(), 100);
}

#[test]
fn a_damaged_line_leaves_the_others() {
    for (damage, why) in [
        ("oops", "it is not JSON: expected value at column 1"),
        ("{\"id\":", "it is not JSON: it breaks off there"),
        ("{}{}", "it is not JSON: trailing characters at column 3"),
        (
            "\u{0}\u{0}\u{0}",
            "it is not JSON: expected value at column 1",
        ),
        ("<<<<<<< HEAD", "it is not JSON: expected value at column 1"),
        (
            "{},",
            "it is JSON, but not an event: it has no id and no head",
        ),
        (
            "[],",
            "it is JSON, but not an event: it has no id and no head",
        ),
        (
            "null,",
            "it is JSON, but not an event: it has no id and no head",
        ),
        (
            "{\"id\":\"x\",\"head\":{}},",
            "its head is malformed: its id is not an id",
        ),
        (
            "{\"a\":1.5},",
            "it is JSON of a sort that a log never holds: a number is not an integer",
        ),
        (
            "{\"a\":9007199254740992},",
            "it is JSON of a sort that a log never holds: a number is larger than 2^53 - 1",
        ),
        (
            "{\"a\":1,\"a\":1},",
            "it is JSON of a sort that a log never holds: the key \"a\" stands twice",
        ),
    ] {
        let reading = read(&with_line(5, |_| damage.to_owned())).unwrap();
        assert_eq!(reading.events.len(), 6, "{damage}");
        assert_eq!(bad_lines(&reading), [format!("Line 5: {why}.")], "{damage}");
    }
}

#[test]
fn a_hole_of_other_bytes_costs_only_its_line() {
    let mut bytes = good().into_bytes();
    let place = good()
        .lines()
        .take(4)
        .map(|line| line.len() + 1)
        .sum::<usize>()
        + 40;
    bytes[place..place + 20].fill(0xfe);
    let reading = file::read(&bytes).unwrap();
    assert_eq!(reading.events.len(), 6);
    assert_eq!(reading.unreadable[0].line, 5);
}

#[test]
fn a_file_that_was_merged_as_text_yields_both_sides() {
    let mut scene = scene();
    let ours = good();
    scene = scene.and([note("their last word")]);
    let theirs = file::write(
        &scene.here.book.log().sorted(),
        &Colophon {
            workspace: WORKSPACE,
            exported_at: minute(61),
            exported_by: "Ben".to_owned(),
        },
    );
    let both = format!("<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n");
    let reading = read(&both).unwrap();
    assert_eq!(reading.workspace, WORKSPACE);
    assert_eq!(reading.events.len(), 15, "seven stand twice");
    let lines: Vec<_> = reading.unreadable.iter().map(|bad| bad.line).collect();
    assert_eq!(lines, [1, 12, 24]);
    assert_eq!(reading.cut_off, []);
}

#[test]
fn a_log_without_its_top_is_of_the_workspace_that_its_events_are_of() {
    let reading = read(&with_line(1, |top| top[..60].to_owned())).unwrap();
    assert_eq!(reading.workspace, WORKSPACE);
    assert_eq!(reading.events.len(), 7);
    assert_eq!(
        bad_lines(&reading),
        ["Line 1: it is not JSON: expected `,` or `}` at column 62."]
    );
}

#[test]
fn an_event_that_was_edited_is_seen() {
    // In its head, where its id gives it away.
    let reading = read(&with_line(5, |line| line.replace("\"seq\":", "\"seq\":1"))).unwrap();
    assert_eq!(
        bad_lines(&reading),
        ["Line 5: its id does not match its content: it was changed after it was written."]
    );
    // In its body, where its hash does: the act stands, the words are refused.
    let good = good().replace("looking", "l00king");
    let reading = read(&good).unwrap();
    assert_eq!(reading.events.len(), 7);
    assert_eq!(reading.bodies_refused, 1);
    assert_eq!(
        reading
            .events
            .iter()
            .filter(|event| !event.has_body())
            .count(),
        1
    );
}

/// A note whose line has so many bytes, and members beside it that have so many.
fn note_of(bytes: usize, rest: usize) -> String {
    let scene = scene();
    let mut head = scene.event(&Kind::TitleSet).head.clone();
    head.kind = Kind::Noted;
    let frame = sealed(head.clone(), r#"{"text":""}"#).len();
    let line = sealed(
        head,
        &format!(r#"{{"text":"{}"}}"#, "x".repeat(bytes - frame)),
    );
    assert_eq!(line.len(), bytes);
    let sig = "y".repeat(rest - r#"{"sig":""}"#.len());
    line.replacen('{', &format!(r#"{{"sig":"{sig}","#), 1)
}

#[test]
fn an_event_is_measured_without_its_layout_and_apart_from_what_stands_beside_it() {
    let (line, rest) = (seal::LONGEST_LINE, seal::LONGEST_REST);
    let why = |text: &str| seal::read(text).unwrap_err().to_string();
    let longest = note_of(line, rest);
    let event = seal::read(&longest).unwrap().event;
    assert!(event.has_body());
    assert_eq!(seal::line(&event).len(), line + rest - 1);
    let spread = longest.replacen('{', &format!("{{{}", "\n\t ".repeat(100_000)), 1);
    assert_eq!(seal::read(&spread).unwrap().event.id, event.id);
    assert_eq!(
        why(&note_of(line + 1, rest)),
        "without blanks it has 1048577 bytes, and the most is 1048576"
    );
    assert_eq!(
        why(&note_of(line, rest + 1)),
        "beside head and body it has 65537 bytes, and the most is 65536"
    );
    let blanks = " ".repeat(seal::LONGEST_SPELLING - longest.len());
    assert!(seal::read(&format!("{blanks}{longest}")).is_ok());
    assert_eq!(
        why(&format!(" {blanks}{longest}")),
        "its line has 8388609 bytes, and the most is 8388608"
    );
}

#[test]
fn a_file_that_no_reader_would_take_is_not_written() {
    let colophon = Colophon {
        workspace: WORKSPACE,
        exported_at: minute(60),
        exported_by: "Ada".to_owned(),
    };
    let events = scene().here.book.log().sorted();
    assert_eq!(file::export(&events, &colophon).unwrap(), good());
    for (event, line) in events.iter().zip(good().lines().skip(2)) {
        assert_eq!(seal::length(event), line.trim_end_matches(',').len());
    }
    let many = vec![events[0].clone(); file::MOST_EVENTS + 1];
    let refused = file::export(&many, &colophon).unwrap_err();
    assert_eq!(refused.events, 4_000_001);
    let longest = seal::read(&note_of(seal::LONGEST_LINE, 100)).unwrap().event;
    assert_eq!(seal::length(&longest), seal::line(&longest).len());
    let long = vec![longest.into(); 512];
    let refused = file::export(&long, &colophon).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "The file would have 512 events and 513 MB; a log file has at most 4,000,000 events and \
         512 MB. Save some of the records instead."
    );
}

#[test]
fn a_title_of_five_megabytes_is_one_bad_line() {
    let long = "x".repeat(5 << 20);
    let reading = read(&with_line(5, |line| {
        line.replace(
            "\"body\":{",
            &format!("\"body\":{{\"subtitle\":\"{long}\","),
        )
    }))
    .unwrap();
    assert_eq!(reading.events.len(), 6);
    let [bad] = &bad_lines(&reading)[..] else {
        panic!("one bad line")
    };
    assert!(
        bad.starts_with("Line 5: without blanks it has 5243"),
        "{bad}"
    );
    assert!(bad.ends_with("bytes, and the most is 1048576."));
    assert!(reading.unreadable[0].text.len() < 300);
}

#[test]
fn nesting_without_end_is_one_bad_line_or_no_log() {
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let nested = format!("{{\"id\":{}{}}}", "[".repeat(400_000), "]".repeat(400_000));
    let reading = read(&with_line(5, |_| format!("{nested},"))).unwrap();
    assert_eq!(reading.events.len(), 6);
    assert_eq!(
        bad_lines(&reading),
        [
            "Line 5: it is JSON of a sort that a log never holds: it is nested more than 127 \
             levels deep."
        ]
    );
    assert!(file::read(deep.as_bytes()).is_err());
    assert!(file::read("[".repeat(1_000_000).as_bytes()).is_err());
    assert!(file::read("{\"a\":".repeat(1_000_000).as_bytes()).is_err());
    let top = good().replacen("\"gaps\":[]", &format!("\"gaps\":{deep}"), 1);
    assert_eq!(read(&top).unwrap().events.len(), 7, "gaps are not needed");
}

#[test]
fn levels_count_to_127_with_the_event_itself() {
    let scene = scene();
    let text = scene.event(&Kind::TitleSet).text.clone();
    let line = |levels: usize| {
        let rest = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        let (body, salt) = text.body.clone().unwrap();
        format!(
            "{{\"id\":\"{}\",\"head\":{},\"body\":{body},\"salt\":\"{salt}\",\"x\":{rest}}}",
            scene.event(&Kind::TitleSet).id,
            text.head,
        )
    };
    assert!(seal::read(&line(126)).is_ok());
    assert!(seal::read(&line(127)).is_err());
}

#[test]
fn times_and_numbers_out_of_range_are_named() {
    let why = |line: &str| seal::read(line).unwrap_err().to_string();
    let wall = resealed(|head| head.wall = Moment(253_402_300_800_000));
    assert_eq!(
        why(&wall),
        "its head is malformed: a time lies outside the years 1 to 9999"
    );
    let stamp = resealed(|head| head.hlc.0 = 253_402_300_800_000);
    assert_eq!(why(&stamp), "its time stamp lies past the year 9999");
    let zeroth = resealed(|head| head.seq = 0);
    assert_eq!(
        why(&zeroth),
        "its head is malformed: the sequence number is out of range"
    );
    let last = resealed(|head| head.wall = Moment(253_402_300_799_999));
    assert!(seal::read(&last).is_ok());
}

#[test]
fn a_known_event_with_a_wrong_body_is_named() {
    let line = |kind: &str, body: &str| {
        let scene = scene();
        let mut head = scene.event(&Kind::TitleSet).head.clone();
        head.kind = Kind::from_slug(kind);
        // Sealed as an unknown member would be: by the hash of the text itself.
        crate::damage::sealed(head, body)
    };
    let why = |kind: &str, body: &str| seal::read(&line(kind, body)).unwrap_err().to_string();
    assert_eq!(
        why("title_set", r#"{"txt":"x"}"#),
        "its body is malformed for a `title_set` event: there is no `text`"
    );
    assert_eq!(
        why("title_set", r#"{"text":7}"#),
        "its body is malformed for a `title_set` event: invalid type: integer `7`, expected a text"
    );
    assert_eq!(
        why("resolved", r#"{"happened":"yesterday"}"#),
        "its body is malformed for a `resolved` event: invalid type: string \"yesterday\", \
         expected a whole number"
    );
    assert_eq!(
        why("resolved", r#"{"happened":253402300800000}"#),
        "its body is malformed for a `resolved` event: a time lies outside the years 1 to 9999"
    );
    assert!(why("held", r#"{"reason":"lunch"}"#).starts_with(
        "its body is malformed for a `held` event: nobody knows the word `lunch`, expected one of"
    ));
    assert_eq!(
        why("title_set", r#"["x"]"#),
        "its body is malformed for a `title_set` event: it is not an object"
    );
    // The same bodies under a kind that this version does not know are nobody's business.
    assert!(seal::read(&line("painted", r#"{"text":7}"#)).is_ok());
}

/// An event whose body is whatever it is, with hashes that fit.
pub fn sealed(mut head: sitrep::domain::event::Head, body: &str) -> String {
    use sha2::{Digest, Sha256};
    let salt = Salt([7; 16]);
    let mut hash = Sha256::new();
    hash.update(b"sitrep/body/1\n");
    hash.update(salt.0);
    hash.update(body.as_bytes());
    head.body_hash = sitrep::domain::ids::BodyHash(hash.finalize().into());
    let text = serde_json::to_string(&head).unwrap();
    let text = sitrep::exchange::canonical::Json::read(&text)
        .unwrap()
        .canonical();
    let mut hash = Sha256::new();
    hash.update(b"sitrep/event/1\n");
    hash.update(text.as_bytes());
    let id = EventId(hash.finalize().into());
    format!(r#"{{"id":"{id}","head":{text},"body":{body},"salt":"{salt}"}}"#)
}

#[test]
fn very_many_bad_lines_are_too_many() {
    let top = good().lines().next().unwrap().to_owned();
    let text = format!("{top}\n{}", "x\n".repeat(10_001));
    assert_eq!(
        sentence(text),
        "More than 10,000 lines of the file are not events: it is too damaged to be of use."
    );
    let text = format!("{top}\n{}", "x\n".repeat(10_000));
    assert_eq!(read(&text).unwrap().unreadable.len(), 10_000);
}

#[test]
fn what_a_reader_shows_of_a_bad_line_is_short() {
    let long = "y".repeat(500_000);
    for line in [
        format!("{{\"{long}\":1,\"{long}\":2}},"),
        long.clone(),
        resealed(|_| ()).replace("\"kind\":\"title_set\"", &format!("\"kind\":\"{long}\"")),
    ] {
        let reading = read(&with_line(5, |_| line)).unwrap();
        let bad = &reading.unreadable[0];
        assert!(bad.text.chars().count() <= 201);
        assert!(bad.to_string().chars().count() < 400);
    }
}

#[test]
fn every_sentence_is_one() {
    let errors = [
        NotALog::Empty,
        NotALog::Blank { bytes: 3 },
        NotALog::TooLarge { megabytes: 700 },
        NotALog::Compressed,
        NotALog::Utf16,
        NotALog::NotText { byte: 7 },
        NotALog::WebPage,
        NotALog::Table,
        NotALog::NotSitrep,
        NotALog::FromTheFuture(2),
        NotALog::BadEnvelope("it has no \"events\"".to_owned()),
        NotALog::TooDamaged,
        NotALog::TooManyEvents,
    ];
    for error in errors {
        let text = error.to_string();
        assert!(
            text.starts_with(|first: char| first.is_uppercase()),
            "{text}"
        );
        assert!(text.ends_with('.'), "{text}");
        assert!(!error.slug().contains(['_', ' ']));
    }
    assert_eq!(WorkspaceId::default().to_string().len(), 22);
}
