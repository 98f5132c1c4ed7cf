//! Says what comes of a command: facts to record, or why not. Pure; nothing is saved here.

mod act;
mod change;
mod promise;
mod report;
mod settle;
mod undo;
mod workspace;

use std::collections::{BTreeSet, HashMap};

use crate::domain::{
    board::Board,
    command::{Actor, Command, Rejection, Writing},
    event::{Intent, Subject, Target},
    fact::{Entry, Evidence, Fact, Kind, Link, Nothing},
    ids::RecordId,
    ledger::Ledger,
    time::Moment,
    value::{Field, Value, fields_of},
};

/// The most characters that a title or a name may have; budgets, which are smaller, only warn.
pub const LONGEST_TITLE: usize = 500;
/// The most characters that any other text may have.
pub const LONGEST_TEXT: usize = 50_000;
/// How far ahead of this clock a happened-at may lie: clocks of two people differ a little.
const SLACK_MS: i64 = 5 * 60 * 1_000;
/// The most events that one event lists: every reader takes lines of that length.
const MOST_OVER: usize = 10_000;

type Decision = Result<Vec<Intent>, Rejection>;

/// Decides one action, all of it or nothing. `now`, the latest time that any clock showed, only
/// guards against typing errors in dates.
///
/// # Errors
/// A [`Rejection`] says which rule the command breaks; nothing is to be recorded then.
pub fn decide(board: &Board, actor: &Actor, now: Moment, command: Command) -> Decision {
    let mut intents = workspace::arrive(board, actor)?;
    let arrived = intents.len();
    each(board, actor, now, command, &mut intents)?;
    if intents.len() == arrived {
        return Err(Rejection::NoChange);
    }
    replace_earlier(&mut intents, actor);
    Ok(intents)
}

fn each(
    board: &Board,
    actor: &Actor,
    now: Moment,
    command: Command,
    intents: &mut Vec<Intent>,
) -> Result<(), Rejection> {
    match command {
        Command::All(commands) => {
            for command in commands {
                match each(board, actor, now, command, intents) {
                    Ok(()) | Err(Rejection::NoChange) => {}
                    Err(rejection) => return Err(rejection),
                }
            }
        }
        Command::Each(commands) => {
            let before = intents.len();
            let mut why = Rejection::NoChange;
            for (_, command) in commands {
                if let Err(rejection) = one(board, actor, now, command, intents) {
                    why = rejection;
                }
            }
            if intents.len() == before {
                return Err(why);
            }
        }
        Command::Report(report) => report::report(board, actor, now, &report, intents)?,
        Command::Act {
            record,
            act,
            happened,
            note,
        } => {
            let ledger = ledger(board, record)?;
            let happened = past(happened, now)?;
            let note = optional("The note", &note.unwrap_or_default())?;
            intents.extend(act::act(&ledger, actor, record, act, happened, note)?);
        }
        Command::Set { record, change } => {
            intents.push(change::set(board, record, change)?);
        }
        Command::Correct {
            record,
            milestone,
            cycle,
            happened,
        } => {
            let happened = past(happened, now)?;
            intents.push(change::correct(board, record, milestone, cycle, happened)?);
        }
        Command::Write {
            record,
            entry,
            text,
            happened,
        } => {
            ledger(board, record)?;
            let fact = written(entry, &text, past(happened, now)?)?;
            intents.push(about(record, fact));
        }
        Command::LinkEvidence {
            record,
            title,
            url,
            happened,
        } => {
            ledger(board, record)?;
            let fact = evidence(&title, &url, past(happened, now)?)?;
            intents.push(about(record, fact));
        }
        Command::Link {
            record,
            to,
            relation,
        } => {
            let ledger = ledger(board, record)?;
            board.record(to).ok_or(Rejection::Unknown)?;
            if record == to {
                return Err(Rejection::SelfLink);
            }
            let link = Link { to, relation };
            let stands = |live: &Value| *live == Value::Link(link);
            if (ledger.values.values().flatten())
                .any(|live| live.value.as_ref().is_some_and(stands))
            {
                return Err(Rejection::NoChange);
            }
            intents.push(about(record, Fact::Linked(link)));
        }
        Command::Unlink { record, link } => {
            let ledger = ledger(board, record)?;
            ledger
                .live(Field::Link(link))
                .next()
                .ok_or(Rejection::NoChange)?;
            let mut intent = about(record, Fact::Unlinked(Nothing {}));
            intent.over.push(Target::Held(link));
            intents.push(intent);
        }
        Command::Turn {
            record,
            clock,
            what,
            reason,
            happened,
        } => {
            let ledger = ledger(board, record)?;
            let happened = past(happened, now)?;
            intents.push(promise::turn(
                board, &ledger, record, clock, what, &reason, happened,
            )?);
        }
        Command::Settle {
            record,
            field,
            choice,
        } => {
            let subject = record.map_or(Subject::Workspace, Subject::Record);
            intents.push(settle::settle(
                &board.ledger(subject),
                subject,
                field,
                choice,
            )?);
        }
        Command::Undo { events } => undo::undo(board, &events, intents)?,
        Command::Erase { events } => undo::erase(board, &events, intents)?,
        Command::Import(records) => {
            for (id, imported) in records.iter() {
                let ledger = board.ledger(Subject::Record(*id));
                let mut intent = about(*id, Fact::Imported(Box::new(imported.clone())));
                let before = ledger.standing_imports().into_iter().take(MOST_OVER);
                let before = before.map(|place| Target::Held(ledger.events[place].id));
                intent.over = before.collect();
                intents.push(intent);
            }
        }
        command => {
            let intent = workspace::set(board, command, intents)?;
            intents.push(intent);
        }
    }
    Ok(())
}

/// One of several: all of it or nothing.
fn one(
    board: &Board,
    actor: &Actor,
    now: Moment,
    command: Command,
    intents: &mut Vec<Intent>,
) -> Result<(), Rejection> {
    let before = intents.len();
    let decided = each(board, actor, now, command, intents);
    if decided.is_err() {
        intents.truncate(before);
    }
    match intents.len() - before {
        0 => Err(decided.err().unwrap_or(Rejection::NoChange)),
        _ => Ok(()),
    }
}

/// The records that a command for many leaves out, and why: as [`decide`] decides it now.
#[must_use]
pub fn left_out(
    board: &Board,
    actor: &Actor,
    now: Moment,
    command: &Command,
) -> Vec<(RecordId, Rejection)> {
    let mut out = Vec::new();
    match command {
        Command::All(commands) => {
            for command in commands {
                out.extend(left_out(board, actor, now, command));
            }
        }
        Command::Each(commands) => {
            for (record, command) in commands {
                let decided = one(board, actor, now, command.clone(), &mut Vec::new());
                out.extend(decided.err().map(|why| (*record, why)));
            }
        }
        _ => {}
    }
    out
}

/// Two facts of one action that set the same field: the later replaces the earlier, or else an
/// action would conflict with itself.
fn replace_earlier(intents: &mut [Intent], actor: &Actor) {
    if intents.len() < 2 {
        return;
    }
    let mut last: HashMap<(Subject, Field), usize> = HashMap::new();
    for (place, intent) in intents.iter_mut().enumerate() {
        for field in fields_of(&intent.fact, actor.replica) {
            // The state that an acknowledgement names yields to any other by itself.
            if field == Field::State && intent.fact.kind() == Kind::Acknowledged {
                continue;
            }
            if let Some(earlier) = last.insert((intent.subject, field), place) {
                let earlier = Target::Earlier(earlier);
                if !intent.over.contains(&earlier) {
                    intent.over.push(earlier);
                }
            }
        }
    }
}

fn written(entry: Writing, text: &str, happened: Option<Moment>) -> Result<Fact, Rejection> {
    let text = needed("The text", text, LONGEST_TEXT, Rejection::NoText)?;
    let entry_of = |audience| Entry {
        text,
        happened,
        audience,
    };
    Ok(match entry {
        Writing::Note => Fact::Noted(entry_of(None)),
        Writing::Decision => Fact::Decided(entry_of(None)),
        Writing::Update { audience } => {
            Fact::UpdatePosted(entry_of(optional("The audience", &audience)?))
        }
    })
}

fn evidence(title: &str, url: &str, happened: Option<Moment>) -> Result<Fact, Rejection> {
    let url = needed("The address", url, LONGEST_TEXT, Rejection::BadAddress)?;
    if !is_web_address(&url) {
        return Err(Rejection::BadAddress);
    }
    let title = optional("The title", title)?.unwrap_or_else(|| url.clone());
    Ok(Fact::EvidenceLinked(Evidence {
        title,
        url,
        happened,
    }))
}

fn ledger(board: &Board, record: RecordId) -> Result<Ledger, Rejection> {
    board.record(record).ok_or(Rejection::Unknown)?;
    Ok(board.ledger(Subject::Record(record)))
}

/// A fact that replaces all live values of the fields it sets, at most [`MOST_OVER`] at a time.
fn replace(ledger: &Ledger, subject: Subject, fields: &[Field], fact: Fact) -> Intent {
    let standing = fields.iter().flat_map(|&field| ledger.standing(field));
    let places: BTreeSet<usize> = standing.collect();
    let newest = places.iter().rev().take(MOST_OVER);
    let mut over: Vec<_> = newest.map(|&place| ledger.events[place].id).collect();
    over.sort_unstable();
    Intent {
        subject,
        over: over.into_iter().map(Target::Held).collect(),
        reference: None,
        fact,
    }
}

/// Turns down a value that stands already: a form that is saved unchanged must not replace what
/// somebody else changes meanwhile.
fn changes(ledger: &Ledger, field: Field, value: &Value) -> Result<(), Rejection> {
    let live = ledger.values.get(&field).map_or(&[][..], Vec::as_slice);
    let stands = match live {
        [] => value.is_blank(),
        live => live.iter().all(|live| live.value.as_ref() == Some(value)),
    };
    if stands {
        return Err(Rejection::NoChange);
    }
    Ok(())
}

fn about(record: RecordId, fact: Fact) -> Intent {
    Intent {
        subject: Subject::Record(record),
        over: Vec::new(),
        reference: None,
        fact,
    }
}

fn needed(
    field: &'static str,
    text: &str,
    limit: usize,
    missing: Rejection,
) -> Result<String, Rejection> {
    let trimmed = text.trim();
    let characters = trimmed.chars().count();
    match characters {
        0 => Err(missing),
        _ if characters > limit => Err(Rejection::TooLong {
            field,
            characters,
            limit,
        }),
        _ => Ok(trimmed.to_owned()),
    }
}

fn optional(field: &'static str, text: &str) -> Result<Option<String>, Rejection> {
    match needed(field, text, LONGEST_TEXT, Rejection::NoText) {
        Ok(text) => Ok(Some(text)),
        Err(Rejection::NoText) => Ok(None),
        Err(rejection) => Err(rejection),
    }
}

fn past(happened: Option<Moment>, now: Moment) -> Result<Option<Moment>, Rejection> {
    match happened {
        Some(moment) if !moment.is_readable() => Err(Rejection::UnreadableTime),
        Some(moment) if moment.since(now) > SLACK_MS => Err(Rejection::InFuture),
        other => Ok(other),
    }
}

/// Only addresses that a browser opens without running anything.
#[must_use]
pub fn is_web_address(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else {
        return false;
    };
    let rest = match scheme.to_ascii_lowercase().as_str() {
        "https" | "http" => rest.strip_prefix("//").unwrap_or_default(),
        "mailto" => rest,
        _ => return false,
    };
    !rest.is_empty()
        && !url
            .chars()
            .any(|letter| letter.is_control() || letter.is_whitespace())
}
