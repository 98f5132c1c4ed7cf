//! Event ↔ its line of JSON, with the hashes that make its id.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::{error::Category, value::RawValue};
use sha2::{Digest, Sha256};

use crate::{
    domain::{
        event::{Body, Event, Head, Text},
        fact::{Fact, Imported},
        ids::{BodyHash, EventId, Salt},
        time::LARGEST,
    },
    exchange::{
        canonical::{Json, write_members},
        plain,
    },
};

/// The most bytes of one event, head and body in their canonical spelling.
pub const LONGEST_LINE: usize = 1 << 20;
/// The most bytes of its other members, as an object of their own. They are counted apart, since
/// a merge may take the body of one copy and these of another.
pub const LONGEST_REST: usize = 1 << 16;
/// The most bytes of one event as it stands in a file, escapes and blanks included: six times as
/// many as its canonical spelling, and room for layout.
pub const LONGEST_SPELLING: usize = 8 << 20;

/// Why a line is not an event.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    #[error("it is not JSON: {0}")]
    NotJson(String),
    #[error("it is JSON of a sort that a log never holds: {0}")]
    NotOurs(String),
    #[error("{what} {bytes} bytes, and the most is {most}")]
    TooLong {
        what: &'static str,
        bytes: usize,
        most: usize,
    },
    #[error("it is JSON, but not an event: it has no id and no head")]
    NotAnEvent,
    #[error("it is the file's top, and wrong: {0}")]
    BadTop(String),
    #[error("its head is malformed: {0}")]
    BadHead(String),
    #[error("its body is malformed for a `{kind}` event: {what}")]
    BadBody { kind: String, what: String },
    #[error("its id does not match its content: it was changed after it was written")]
    Changed,
    #[error("its time stamp lies past the year 9999")]
    BeyondTime,
}

/// An event that was read, and what was odd about it.
#[derive(Clone, Debug)]
pub struct Read {
    pub event: Event,
    /// The body did not match its hash and counts as absent.
    pub body_refused: bool,
    /// Members of the body that this version does not know.
    pub unknown_members: usize,
}

/// Makes an event of a head whose `body_hash` is still to come.
///
/// # Panics
/// Never for heads and facts of this crate: they serialise without floats.
#[must_use]
pub fn seal(mut head: Head, fact: Fact, salt: Salt) -> Event {
    let body = canonical_of(&fact);
    head.body_hash = body_hash(&body, salt);
    let head_text = canonical_of(&head);
    Event {
        id: event_id(&head_text),
        head,
        body: Body::Present(fact),
        text: Text {
            head: head_text.into(),
            body: Some((body.into(), salt)),
            rest: "".into(),
        },
    }
}

/// The event's line, without a line break: `{"id":…,"head":…,"body":…,"salt":…}`.
#[must_use]
pub fn line(event: &Event) -> String {
    let text = &event.text;
    let mut line = format!(r#"{{"id":"{}","head":{}"#, event.id, text.head);
    if let Some((body, salt)) = &text.body {
        let _ = write!(line, r#","body":{body},"salt":"{salt}""#);
    }
    if !text.rest.is_empty() {
        line.push(',');
        line.push_str(&text.rest);
    }
    line.push('}');
    line
}

/// The bytes of an import in its canonical spelling.
#[must_use]
pub fn imported_length(imported: &Imported) -> usize {
    // Its members stand in another order, which takes as many bytes.
    serde_json::to_string(imported).map_or(usize::MAX, |text| text.len())
}

/// The bytes of the event's line.
#[must_use]
pub fn length(event: &Event) -> usize {
    let text = &event.text;
    let body = text.body.as_ref().map(|(body, _)| body.as_ref());
    let comma = usize::from(!text.rest.is_empty());
    plain_length(&text.head, body) + comma + text.rest.len()
}

/// Reads a line that somebody else may have written, and verifies it.
///
/// # Errors
/// When it is not an event, or not the event that its id says, or longer than an event may be.
pub fn read(text: &str) -> Result<Read, Why> {
    at_most("its line has", text.len(), LONGEST_SPELLING)?;
    let parts = Parts::read(text)?;
    at_most("without blanks it has", parts.length(), LONGEST_LINE)?;
    let rest = parts.rest.len() + "{}".len();
    at_most("beside head and body it has", rest, LONGEST_REST)?;
    if event_id(&parts.head) != parts.id {
        return Err(Why::Changed);
    }
    let head = head_of(&parts.head)?;
    let claimed = parts.body.is_some();
    let kept = (parts.body.zip(parts.salt))
        .filter(|(body, salt)| body_hash(body, *salt) == head.body_hash);
    let mut unknown_members = 0;
    let body = match &kept {
        Some((body, _)) if !body.starts_with('{') => {
            return Err(Why::BadBody {
                kind: head.kind.to_string(),
                what: "it is not an object".to_owned(),
            });
        }
        Some((body, _)) => body_of(&head, body, &mut unknown_members)?,
        None => Body::Absent,
    };
    let body_refused = claimed && kept.is_none();
    let text = Text {
        head: parts.head.into(),
        body: kept.map(|(body, salt)| (body.into(), salt)),
        rest: parts.rest.into(),
    };
    Ok(Read {
        body_refused,
        unknown_members,
        event: Event {
            id: parts.id,
            head,
            body,
            text,
        },
    })
}

/// Reads a line that this browser wrote and stored itself: hashes are trusted, and whatever its
/// length was, it is read.
///
/// # Errors
/// When the line is damaged.
pub fn read_own(text: &str) -> Result<Event, Why> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Own<'a> {
        id: EventId,
        #[serde(borrow)]
        head: &'a RawValue,
        #[serde(borrow, default)]
        body: Option<&'a RawValue>,
        #[serde(default)]
        salt: Option<Salt>,
    }
    if let Some(event) = plain::read(text) {
        return Ok(event);
    }
    let (id, text) = if let Ok(own) = serde_json::from_str::<Own<'_>>(text) {
        let body = own.body.zip(own.salt);
        let text = Text {
            head: own.head.get().into(),
            body: body.map(|(body, salt)| (body.get().into(), salt)),
            rest: "".into(),
        };
        (own.id, text)
    } else {
        let parts = Parts::read(text)?;
        let body = parts.body.zip(parts.salt);
        let text = Text {
            head: parts.head.into(),
            body: body.map(|(body, salt)| (body.into(), salt)),
            rest: parts.rest.into(),
        };
        (parts.id, text)
    };
    let head = head_of(&text.head)?;
    // It was good when it was stored. A kind that this version learnt since may read it more
    // strictly: then it stays unknown, since the log must open.
    let body = match &text.body {
        Some((body, _)) => body_of(&head, body, &mut 0).unwrap_or(Body::Unknown),
        None => Body::Absent,
    };
    Ok(Event {
        id,
        head,
        body,
        text,
    })
}

/// The members of an event's line in their canonical spelling, nothing of it verified.
struct Parts {
    id: EventId,
    head: String,
    body: Option<String>,
    salt: Option<Salt>,
    rest: String,
}

impl Parts {
    fn read(text: &str) -> Result<Self, Why> {
        let mut json = Json::read(text).map_err(|error| not_json(&error))?;
        let (Some(id), Some(head)) = (json.take("id"), json.take("head")) else {
            return Err(Why::NotAnEvent);
        };
        let id: Option<EventId> = match &id {
            Json::Text(id) => id.parse().ok(),
            _ => None,
        };
        let id = id.ok_or_else(|| Why::BadHead("its id is not an id".to_owned()))?;
        if !matches!(head, Json::Object(_)) {
            return Err(Why::BadHead("it is not an object".to_owned()));
        }
        let salt = match json.take("salt") {
            Some(Json::Text(salt)) => salt.parse().ok(),
            _ => None,
        };
        let body = json.take("body").filter(|body| *body != Json::Null);
        let mut rest = String::new();
        if let Json::Object(members) = &json {
            write_members(members, &mut rest);
        }
        Ok(Self {
            id,
            head: head.canonical(),
            body: body.as_ref().map(Json::canonical),
            salt,
            rest,
        })
    }

    /// The bytes of the event's line without its other members.
    fn length(&self) -> usize {
        plain_length(&self.head, self.body.as_deref())
    }
}

fn plain_length(head: &str, body: Option<&str>) -> usize {
    const FRAME: usize = r#"{"id":"","head":}"#.len() + 43;
    const BODY_FRAME: usize = r#","body":,"salt":"""#.len() + 22;
    FRAME + head.len() + body.map_or(0, |body| BODY_FRAME + body.len())
}

fn at_most(what: &'static str, bytes: usize, most: usize) -> Result<(), Why> {
    if bytes > most {
        return Err(Why::TooLong { what, bytes, most });
    }
    Ok(())
}

pub(super) fn head_of(text: &str) -> Result<Head, Why> {
    let head: Head = serde_json::from_str(text).map_err(|error| Why::BadHead(plain(&error)))?;
    if !head.hlc.is_readable() {
        return Err(Why::BeyondTime);
    }
    if !(1..=LARGEST).contains(&head.seq) {
        return Err(Why::BadHead(
            "the sequence number is out of range".to_owned(),
        ));
    }
    Ok(head)
}

fn body_of(head: &Head, text: &str, unknown_members: &mut usize) -> Result<Body, Why> {
    let mut from = serde_json::Deserializer::from_str(text);
    let mut count = |_: serde_ignored::Path<'_>| *unknown_members += 1;
    let counting = serde_ignored::Deserializer::new(&mut from, &mut count);
    match Fact::read(&head.kind, counting) {
        Ok(Some(fact)) => Ok(Body::Present(fact)),
        Ok(None) => Ok(Body::Unknown),
        Err(error) => Err(Why::BadBody {
            kind: head.kind.to_string(),
            what: plain(&error),
        }),
    }
}

fn canonical_of(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("heads and facts serialise");
    Json::read(&text)
        .expect("heads and facts hold no floats")
        .canonical()
}

fn event_id(head: &str) -> EventId {
    let mut hash = Sha256::new();
    hash.update(b"sitrep/event/1\n");
    hash.update(head.as_bytes());
    EventId(hash.finalize().into())
}

fn body_hash(body: &str, salt: Salt) -> BodyHash {
    let mut hash = Sha256::new();
    hash.update(b"sitrep/body/1\n");
    hash.update(salt.0);
    hash.update(body.as_bytes());
    BodyHash(hash.finalize().into())
}

/// Why a line is not JSON that a log may hold.
pub(super) fn not_json(error: &serde_json::Error) -> Why {
    match error.classify() {
        Category::Data => Why::NotOurs(plain(error)),
        _ if plain(error) == TOO_DEEP => Why::NotOurs(TOO_DEEP.to_owned()),
        Category::Eof => Why::NotJson(plain(error)),
        _ => Why::NotJson(format!("{} at column {}", plain(error), error.column())),
    }
}

/// The reason in words, without serde's own line and column, which count inside one event.
pub(super) fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text
        .rsplit_once(" at line ")
        .map_or(&*text, |(what, _)| what);
    if error.is_eof() {
        return "it breaks off there".to_owned();
    }
    if what == "recursion limit exceeded" {
        return TOO_DEEP.to_owned();
    }
    let mut what = shortened(what);
    for (rust, plain) in [
        ("expected i64", "expected a whole number"),
        ("expected u64", "expected a whole number from 0"),
        ("expected u32", "expected a whole number from 0"),
        ("expected u16", "expected a whole number from 0"),
        ("expected u8", "expected a whole number from 0 to 255"),
        ("expected a borrowed string", "expected a text"),
        ("expected a string", "expected a text"),
        ("expected struct", "expected an object:"),
        ("missing field", "there is no"),
        ("unknown variant", "nobody knows the word"),
    ] {
        what = what.replace(rust, plain);
    }
    what
}

const TOO_DEEP: &str = "it is nested more than 127 levels deep";

/// The beginning of a text that may be very long.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
