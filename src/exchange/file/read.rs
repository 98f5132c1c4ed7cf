//! Reading a file: what is good in it, and the list of what is not.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet},
};

use crate::{
    domain::{
        ids::{EventId, ReplicaId, WorkspaceId},
        time::Moment,
    },
    exchange::{
        file::{
            LARGEST_FILE, MOST_EVENTS, MOST_UNREADABLE, NotALog, Reading, Unreadable,
            top::{NoTop, Top},
        },
        seal::{self, Why, plain, shortened},
    },
};

/// How far into a file its name may stand for the file to count as a log that is damaged.
const BEGINNING: usize = 4_096;

/// Reads and verifies a file: what is good in it, and the list of what is not.
///
/// # Errors
/// When it is not a log that this version reads.
pub fn read(bytes: &[u8]) -> Result<Reading, NotALog> {
    if bytes.len() > LARGEST_FILE {
        return Err(NotALog::TooLarge {
            megabytes: bytes.len() >> 20,
        });
    }
    let text = text_of(bytes)?;
    match Top::read(&text) {
        Ok(top) => read_whole(&text, top),
        Err(NoTop::Refused(error)) => Err(error),
        Err(NoTop::Damaged(error)) if is_named(text.as_bytes()) => read_by_line(&text, &error),
        Err(NoTop::Damaged(error)) => Err(not_json(&text, &error)),
    }
}

/// Whether the name of the format stands as a value near the beginning: then the file is a log,
/// however damaged, and every line that is still whole can be read.
#[must_use]
pub fn is_named(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let name = b"\"sitrep-log\"";
    (beginning.windows(name.len()).enumerate())
        .filter(|(_, window)| window == name)
        .any(|(at, _)| beginning[..at].trim_ascii_end().ends_with(b":"))
}

fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, NotALog> {
    if bytes.is_empty() {
        return Err(NotALog::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\x1f\x8b") {
        return Err(NotALog::Compressed);
    }
    // Half of the bytes of western UTF-16 are zero, which JSON never holds.
    let is_marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if is_marked || matches!(bytes, [0, other, ..] | [other, 0, ..] if *other != 0) {
        return Err(NotALog::Utf16);
    }
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if unmarked.trim_ascii().is_empty() {
        return Err(NotALog::Blank { bytes: bytes.len() });
    }
    match std::str::from_utf8(unmarked) {
        Ok(text) => Ok(text.into()),
        // A hole in a log: the lines around it are still good.
        Err(_) if is_named(unmarked) => Ok(String::from_utf8_lossy(unmarked)),
        Err(error) => Err(NotALog::NotText {
            byte: bytes.len() - unmarked.len() + error.valid_up_to() + 1,
        }),
    }
}

fn not_json(text: &str, error: &serde_json::Error) -> NotALog {
    let text = text.trim_start();
    let first = text.lines().next().unwrap_or_default();
    if text.starts_with('<') {
        return NotALog::WebPage;
    }
    let is_row = |separator| first.matches(separator).count() >= 2;
    if !text.starts_with(['{', '[']) && [',', ';', '\t'].into_iter().any(is_row) {
        return NotALog::Table;
    }
    NotALog::NotJson {
        line: error.line(),
        column: error.column(),
        what: plain(error),
    }
}

fn read_whole(text: &str, top: Top<'_>) -> Result<Reading, NotALog> {
    if top.events.len() > MOST_EVENTS {
        return Err(NotALog::TooManyEvents);
    }
    let mut draft = Draft::default();
    let (mut line, mut counted) = (1, 0);
    for raw in &top.events {
        let start = raw.get().as_ptr() as usize - text.as_ptr() as usize;
        line += text[counted..start].matches('\n').count();
        counted = start;
        draft.take(line, raw.get())?;
    }
    draft.take_top(top);
    Ok(draft.finish())
}

/// A file that is no longer JSON as a whole: cut off, damaged in a line, or with the marks that a
/// version control leaves. Every line that is still an event is good, and the others are listed.
fn read_by_line(text: &str, error: &serde_json::Error) -> Result<Reading, NotALog> {
    let mut draft = Draft::default();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.starts_with("{\"format\"") {
            let closed = format!("{line}\"events\":[]}}");
            match Top::read(&closed) {
                Ok(top) => draft.take_top(top),
                Err(NoTop::Refused(NotALog::BadEnvelope(what))) => {
                    draft.refuse(number, line, Why::BadTop(what))?;
                }
                Err(NoTop::Refused(error)) => return Err(error),
                Err(NoTop::Damaged(error)) => draft.refuse(number, line, seal::not_json(&error))?,
            }
        } else {
            let line = line.strip_suffix(',').unwrap_or(line);
            if !matches!(line, "" | "\"events\":[" | "]}") {
                draft.take(number, line)?;
            }
        }
        if draft.reading.events.len() > MOST_EVENTS {
            return Err(NotALog::TooManyEvents);
        }
    }
    if draft.reading.events.is_empty() && draft.workspace.is_none() {
        return Err(NotALog::NothingLeft {
            line: error.line(),
            column: error.column(),
            what: plain(error),
        });
    }
    Ok(draft.finish())
}

/// A reading that is not finished.
#[derive(Default)]
struct Draft {
    reading: Reading,
    workspace: Option<WorkspaceId>,
    heads: BTreeMap<ReplicaId, Vec<(u64, EventId)>>,
}

impl Draft {
    fn take(&mut self, line: usize, text: &str) -> Result<(), NotALog> {
        match seal::read(text) {
            Ok(read) => {
                self.reading.bodies_refused += usize::from(read.body_refused);
                self.reading.unknown_members += read.unknown_members;
                self.reading.events.push(read.event);
                Ok(())
            }
            Err(why) => self.refuse(line, text, why),
        }
    }

    fn refuse(&mut self, line: usize, text: &str, why: Why) -> Result<(), NotALog> {
        if self.reading.unreadable.len() == MOST_UNREADABLE {
            return Err(NotALog::TooDamaged);
        }
        let text = shortened(text);
        self.reading.unreadable.push(Unreadable { line, text, why });
        Ok(())
    }

    /// Two halves of a file that was merged as text may each have a top.
    fn take_top(&mut self, top: Top<'_>) {
        self.workspace.get_or_insert(top.workspace);
        let latest: Option<Moment> = self.reading.exported_at.max(top.exported_at);
        self.reading.exported_at = latest;
        self.reading.exported_by = top.exported_by;
        for (replica, ends) in top.heads {
            self.heads.entry(replica).or_default().extend(ends);
        }
    }

    fn finish(mut self) -> Reading {
        let events = &self.reading.events;
        let held: HashSet<EventId> = events.iter().map(|event| event.id).collect();
        for (replica, ends) in self.heads {
            let missing = ends.iter().filter(|(_, id)| !held.contains(id));
            let missing = missing.map(|&(seq, _)| (replica, seq));
            self.reading.cut_off.extend(missing);
        }
        self.reading.cut_off.dedup();
        // Without its top, a file is of the workspace that most of its events are of.
        self.reading.workspace = self.workspace.unwrap_or_else(|| {
            let mut votes: HashMap<WorkspaceId, usize> = HashMap::new();
            for event in events {
                *votes.entry(event.head.ws).or_default() += 1;
            }
            let most = votes.into_iter().max_by_key(|&(ws, votes)| (votes, ws));
            most.map(|(ws, _)| ws).unwrap_or_default()
        });
        self.reading
    }
}
