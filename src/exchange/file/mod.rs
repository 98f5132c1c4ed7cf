//! The log file: an envelope, and one event a line, so that it diffs and travels well.

mod read;
mod top;

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use crate::{
    domain::{
        event::Event,
        ids::{ReplicaId, WorkspaceId},
        log::{Gap, Log},
        time::Moment,
    },
    exchange::{
        canonical::Json,
        seal::{self, Why},
    },
};

pub use crate::exchange::file::read::{is_named, read};

/// The version that this program writes, and the only one that it reads.
pub const VERSION: u64 = 1;
/// The most bytes that a file may have: half a gigabyte.
pub const LARGEST_FILE: usize = 512 << 20;
/// The most events that a file may have.
pub const MOST_EVENTS: usize = 4_000_000;
/// The most lines that are listed because they are not events.
pub const MOST_UNREADABLE: usize = 10_000;

/// What a file holds, good and bad.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub workspace: WorkspaceId,
    pub exported_at: Option<Moment>,
    pub exported_by: String,
    pub events: Vec<Event>,
    pub unreadable: Vec<Unreadable>,
    /// Events whose body did not match its hash.
    pub bodies_refused: usize,
    pub unknown_members: usize,
    /// Events that the file says it ends with and that it does not hold.
    pub cut_off: Vec<(ReplicaId, u64)>,
}

/// A line that is not an event.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}: {why}.")]
pub struct Unreadable {
    /// Counted from 1.
    pub line: usize,
    /// The line's beginning.
    pub text: String,
    pub why: Why,
}

/// Why a file is not a log at all. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotALog {
    #[error("The file is empty: it has 0 bytes.")]
    Empty,
    #[error("The file has {bytes} bytes, and all of them are blanks.")]
    Blank { bytes: usize },
    #[error("The file has {megabytes} MB; a log file has at most 512 MB.")]
    TooLarge { megabytes: usize },
    #[error("The file is compressed. Unpack it, and choose what was inside.")]
    Compressed,
    #[error("The file is UTF-16 text; a Sitrep log is UTF-8. Save it again as UTF-8.")]
    Utf16,
    #[error("This is not a text file: byte {byte} is not UTF-8. A Sitrep log is JSON text.")]
    NotText { byte: usize },
    #[error(
        "This is a web page, not a Sitrep log. Perhaps a sign-in page was saved in the file's place: fetch the file again."
    )]
    WebPage,
    #[error("This looks like a table (CSV), not a Sitrep log.")]
    Table,
    #[error("This is not JSON: line {line}, column {column}: {what}.")]
    NotJson {
        line: usize,
        column: usize,
        what: String,
    },
    #[error("This is JSON, but not a Sitrep log: it has no \"format\":\"sitrep-log\" at the top.")]
    NotSitrep,
    #[error(
        "The file is a Sitrep log of format version {0}; this Sitrep reads version 1. Open it with a newer Sitrep."
    )]
    FromTheFuture(u64),
    #[error("The file is a Sitrep log whose top is wrong: {0}.")]
    BadEnvelope(String),
    #[error(
        "The file is a Sitrep log that is damaged at line {line}, column {column} ({what}), and no event in it can be read."
    )]
    NothingLeft {
        line: usize,
        column: usize,
        what: String,
    },
    #[error("More than 10,000 lines of the file are not events: it is too damaged to be of use.")]
    TooDamaged,
    #[error("The file has more than 4,000,000 events.")]
    TooManyEvents,
}

impl NotALog {
    /// The error's kind, for `data-error`.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Blank { .. } => "blank",
            Self::TooLarge { .. } => "too-large",
            Self::Compressed => "compressed",
            Self::Utf16 => "utf-16",
            Self::NotText { .. } => "not-text",
            Self::WebPage => "web-page",
            Self::Table => "table",
            Self::NotJson { .. } => "not-json",
            Self::NotSitrep => "not-sitrep",
            Self::FromTheFuture(_) => "from-the-future",
            Self::BadEnvelope(_) => "bad-envelope",
            Self::NothingLeft { .. } => "nothing-left",
            Self::TooDamaged => "too-damaged",
            Self::TooManyEvents => "too-many-events",
        }
    }
}

/// A log that no reader would take as one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "The file would have {events} events and {megabytes} MB; a log file has at most 4,000,000 events and 512 MB. Save some of the records instead."
)]
pub struct TooMuch {
    pub events: usize,
    pub megabytes: usize,
}

/// Who writes a file, and when.
#[derive(Clone, Debug)]
pub struct Colophon {
    pub workspace: WorkspaceId,
    pub exported_at: Moment,
    pub exported_by: String,
}

/// Writes events as a file that every reader takes.
///
/// # Errors
/// When it would be larger than a file may be; nothing of it is written then.
pub fn export(events: &[Arc<Event>], colophon: &Colophon) -> Result<String, TooMuch> {
    let too_much = |bytes: usize| TooMuch {
        events: events.len(),
        megabytes: bytes.div_ceil(1 << 20),
    };
    let lines: usize = events.iter().map(|event| seal::length(event) + 2).sum();
    if events.len() > MOST_EVENTS || lines > LARGEST_FILE {
        return Err(too_much(lines));
    }
    let text = write(events, colophon);
    if text.len() > LARGEST_FILE {
        return Err(too_much(text.len()));
    }
    Ok(text)
}

/// Writes events as a file, however large. Their order does not matter: a file is in the order
/// of the log.
#[must_use]
pub fn write(events: &[Arc<Event>], colophon: &Colophon) -> String {
    let mut events = events.to_vec();
    events.sort_unstable_by_key(|event| event.order());
    let mut held = Log::default();
    for event in &events {
        held.insert(event.as_ref().clone());
    }
    let mut heads: BTreeMap<String, Json> = BTreeMap::new();
    for replica in held.replicas() {
        let ends = held.heads_of(replica).into_iter();
        let ends = ends.map(|(seq, id)| Json::List(vec![number(seq), Json::Text(id.to_string())]));
        heads.insert(replica.to_string(), Json::List(ends.collect()));
    }
    let gaps = held.gaps().into_iter().map(|Gap { replica, from, to }| {
        Json::List(vec![
            Json::Text(replica.to_string()),
            number(from),
            number(to),
        ])
    });
    let size: usize = events.iter().map(|event| event.text.head.len() + 400).sum();
    let mut text = String::with_capacity(size);
    let _ = write!(
        text,
        r#"{{"format":"sitrep-log","version":{VERSION},"workspace":"{}","exported_at":{},"exported_by":{},"heads":{},"gaps":{},"#,
        colophon.workspace,
        colophon.exported_at.readable().0,
        Json::Text(colophon.exported_by.clone()).canonical(),
        Json::Object(heads.into_iter().collect()).canonical(),
        Json::List(gaps.collect()).canonical(),
    );
    text.push_str("\n\"events\":[\n");
    for (place, event) in events.iter().enumerate() {
        if place > 0 {
            text.push_str(",\n");
        }
        text.push_str(&seal::line(event));
    }
    text.push_str("\n]}\n");
    text
}

fn number(value: u64) -> Json {
    Json::Int(i64::try_from(value).unwrap_or(i64::MAX))
}
