//! What happened to a record, newest first, in sentences.

pub mod dispute;
mod sentence;
mod values;

use crate::{
    domain::{
        board::Board,
        event::{Body, Event, Subject},
        fact::{Fact, Kind},
        ids::{EventId, PersonId, RecordId},
        ledger::Ledger,
        state::slugs,
        time::Moment,
    },
    report::names,
};

/// One event of a record as people read it: author, then the pieces, then the text below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub event: EventId,
    pub kind: Kind,
    pub group: Group,
    pub happened: Moment,
    /// By the writer's own clock.
    pub recorded: Moment,
    pub author: Option<PersonId>,
    pub author_name: String,
    /// `moved Investigating to On hold: vendor`, without the author.
    pub sentence: Vec<Piece>,
    /// What somebody wrote, or why they did it.
    pub text: Option<String>,
    /// Whom a public update was for.
    pub audience: Option<String>,
    /// Where evidence lies; only addresses that are safe to open.
    pub address: Option<String>,
    pub cycle: u16,
    /// The act stands; what it said is not in this log.
    pub withheld: bool,
    /// Taken back since.
    pub undone: bool,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Plain(String),
    /// A value or a name, set apart.
    Strong(String),
    /// A moment, which the page shows in its own zone.
    At(Moment),
    /// Another record, by its reference.
    Record(RecordId, String),
}

slugs!(
    /// What kind of thing an entry is, for the tabs above a timeline.
    Group {
        State = "state", "State";
        Note = "note", "Notes";
        Decision = "decision", "Decisions";
        Update = "update", "Updates";
        Evidence = "evidence", "Evidence";
        Change = "change", "Changes";
    }
);

/// A record's entries, by the time they happened, newest first.
#[must_use]
pub fn timeline(board: &Board, record: RecordId) -> Vec<Entry> {
    let ledger = board.ledger(Subject::Record(record));
    let mut entries: Vec<Entry> = (0..ledger.events.len())
        .map(|place| entry(board, &ledger, place))
        .collect();
    // The ledger is in the order of the log, so equal times keep it, turned round.
    entries.reverse();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.happened));
    entries
}

/// A sentence without marks, for plain text and for reading out; moments as `at` says them.
#[must_use]
pub fn plain(sentence: &[Piece], at: impl Fn(Moment) -> String) -> String {
    let pieces = sentence.iter().map(|piece| match piece {
        Piece::Plain(text) | Piece::Strong(text) | Piece::Record(_, text) => text.clone(),
        Piece::At(moment) => at(*moment),
    });
    pieces.collect()
}

fn entry(board: &Board, ledger: &Ledger, place: usize) -> Entry {
    let event: &Event = &ledger.events[place];
    let author = event.head.by;
    let name = author.map_or("Somebody", |person| names::person(board, person));
    let (text, audience, address) = words(&event.body);
    Entry {
        event: event.id,
        kind: event.head.kind.clone(),
        group: group(&event.head.kind),
        happened: event.happened(),
        recorded: event.head.wall,
        author,
        author_name: name.to_owned(),
        sentence: sentence::sentence(board, ledger, place),
        text,
        audience,
        address,
        cycle: ledger.cycles[place],
        withheld: event.body == Body::Absent,
        undone: !ledger.active[place],
    }
}

/// Text, audience and address of an event.
fn words(body: &Body) -> (Option<String>, Option<String>, Option<String>) {
    let Body::Present(fact) = body else {
        return (None, None, None);
    };
    let text = match fact {
        Fact::Noted(entry) | Fact::Decided(entry) => Some(&entry.text),
        Fact::UpdatePosted(entry) => {
            return (Some(entry.text.clone()), entry.audience.clone(), None);
        }
        Fact::EvidenceLinked(evidence) => {
            let safe = crate::domain::decide::is_web_address(&evidence.url);
            return (None, None, safe.then(|| evidence.url.clone()));
        }
        Fact::Acknowledged(act)
        | Fact::Started(act)
        | Fact::Mitigated(act)
        | Fact::Resolved(act)
        | Fact::Verified(act)
        | Fact::Closed(act)
        | Fact::Reopened(act) => act.note.as_ref(),
        Fact::Taken(act) | Fact::Assigned(act) | Fact::Reassigned(act) | Fact::Escalated(act) => {
            act.note.as_ref()
        }
        Fact::Held(act) => act.note.as_ref(),
        Fact::Resumed(act) | Fact::StateSet(act) => act.note.as_ref(),
        Fact::Cancelled(act) => act.note.as_ref(),
        Fact::Reassessed(assessment) => assessment.reason.as_ref(),
        Fact::ClockPaused(turn) | Fact::ClockResumed(turn) => Some(&turn.reason),
        Fact::ClockExtended(turn) => Some(&turn.reason),
        Fact::Reported(reported) => reported.description.as_ref(),
        Fact::DescriptionSet(set)
        | Fact::AffectedSet(set)
        | Fact::CauseSet(set)
        | Fact::WorkaroundSet(set) => Some(&set.text),
        _ => None,
    };
    (text.filter(|text| !text.is_empty()).cloned(), None, None)
}

const fn group(kind: &Kind) -> Group {
    match kind {
        Kind::Noted => Group::Note,
        Kind::Decided => Group::Decision,
        Kind::UpdatePosted => Group::Update,
        Kind::EvidenceLinked => Group::Evidence,
        Kind::Reported
        | Kind::Acknowledged
        | Kind::Taken
        | Kind::Assigned
        | Kind::Reassigned
        | Kind::Escalated
        | Kind::Started
        | Kind::Held
        | Kind::Resumed
        | Kind::Mitigated
        | Kind::Resolved
        | Kind::Verified
        | Kind::Closed
        | Kind::Reopened
        | Kind::Cancelled
        | Kind::ClockPaused
        | Kind::ClockResumed
        | Kind::ClockExtended
        | Kind::StateSet => Group::State,
        _ => Group::Change,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            command::{Change, Command, Move, Writing},
            ids::CategoryId,
            state::{Channel, HoldReason, Milestone, Relation},
            value::Field,
        },
        report::{
            given::{Given, MINUTE, NOW, rating, utc},
            timeline::dispute::disputes,
            when,
        },
    };

    fn said(given: &Given, record: RecordId) -> Vec<String> {
        let at = |moment| when::short(moment, NOW, utc);
        let entries = timeline(given.board(), record);
        (entries.iter().rev())
            .map(|entry| format!("{} {}", entry.author_name, plain(&entry.sentence, at)))
            .collect()
    }

    #[test]
    fn acts_read_as_sentences() {
        let mut given = Given::new();
        given.now = Moment(NOW.0 - 60 * MINUTE);
        let now = given.now;
        let id = given.report_with("East Clinic offline", |report| {
            report.channel = Some(Channel::Phone);
            report.started = Some(Moment(now.0 - 7 * MINUTE));
        });
        for act in [
            Move::Acknowledge,
            Move::Take,
            Move::Start,
            Move::Hold(HoldReason::Vendor),
            Move::Resume,
            Move::Resolve,
            Move::Verify,
            Move::Close,
            Move::Reopen,
        ] {
            given.wait(1).act(id, act);
        }
        assert_eq!(
            said(&given, id),
            [
                "Ana declared this from a call. Impact began 02:07",
                "Ana acknowledged this",
                "Ana took this",
                "Ana moved Assigned to Investigating",
                "Ana moved Investigating to On hold: vendor",
                "Ana moved On hold: vendor to Investigating",
                "Ana moved Investigating to Resolved",
                "Ana verified that all is normal",
                "Ana moved Resolved to Closed",
                "Ana reopened this: moved Closed to Investigating",
            ]
        );
    }

    #[test]
    fn changes_name_what_was_before_and_after() {
        let mut given = Given::new();
        let other = given.report("Phones dead");
        let id = given.report("WAN down");
        let mut set = |change| {
            given.wait(1).when(Command::Set { record: id, change });
        };
        set(Change::Title("Both WAN links down".to_owned()));
        set(Change::Category(Some(CategoryId::built_in(2))));
        set(Change::Category(None));
        set(Change::Rating(rating(2)));
        set(Change::Rating(rating(1)));
        set(Change::Workaround("4G router".to_owned()));
        given.wait(1).when(Command::Link {
            record: id,
            to: other,
            relation: Relation::Cause,
        });
        let detected = Some(given.now);
        given.wait(1).when(Command::Correct {
            record: id,
            milestone: Milestone::Detected,
            cycle: 0,
            happened: detected,
        });
        assert_eq!(
            said(&given, id)[1..],
            [
                "Ana changed Title from “WAN down” to “Both WAN links down”",
                "Ana set Category to Network",
                "Ana cleared Category",
                "Ana set Priority to P2 (Everyone, Today)",
                "Ana changed Priority from P2 (Everyone, Today) to P1 (Everyone, Now)",
                "Ana wrote Workaround",
                "Ana linked this: caused by INC-1",
                "Ana set Detected to Mon 03:21",
            ]
        );
    }

    #[test]
    fn entries_stand_by_the_time_they_happened_and_tell_when_they_were_entered() {
        let mut given = Given::new();
        let id = given.report("WAN down");
        let happened = Some(Moment(given.now.0 + 10 * MINUTE));
        given.wait(30).when(Command::Write {
            record: id,
            entry: Writing::Note,
            text: "Splice expected".to_owned(),
            happened,
        });
        given.act(id, Move::Acknowledge);
        let entries = timeline(given.board(), id);
        let kinds: Vec<&str> = entries.iter().map(|entry| entry.kind.slug()).collect();
        assert_eq!(kinds, ["acknowledged", "noted", "reported"]);
        let note = &entries[1];
        assert_eq!(note.text.as_deref(), Some("Splice expected"));
        assert_eq!(note.recorded.since(note.happened), 20 * MINUTE);
        assert_eq!(note.group, Group::Note);
    }

    #[test]
    fn what_was_taken_back_or_erased_still_shows() {
        let mut given = Given::new();
        let id = given.report("WAN down");
        given.wait(1).when(Command::Write {
            record: id,
            entry: Writing::Note,
            text: "Password is hunter2".to_owned(),
            happened: None,
        });
        given.wait(1).act(id, Move::Acknowledge);
        let entries = timeline(given.board(), id);
        let (acknowledged, note) = (entries[0].event, entries[1].event);
        given.wait(1).when(Command::Undo {
            events: vec![acknowledged],
        });
        given.wait(1).when(Command::Erase { events: vec![note] });
        assert_eq!(
            said(&given, id)[1..],
            [
                "Ana noted: what it said is withheld",
                "Ana acknowledged this",
                "Ana took back: acknowledged this",
                "Ana erased what 1 entry said",
            ]
        );
        let entries = timeline(given.board(), id);
        assert!(entries[3].withheld && entries[3].text.is_none());
        assert!(entries[2].undone && !entries[1].undone);
    }

    #[test]
    fn a_dispute_shows_both_values_and_who_says_so() {
        let mut ana = Given::new();
        let id = ana.report("WAN down");
        let mut ben = Given::by(2, "Ben");
        ben.merge(&ana);
        let set = |text: &str| Command::Set {
            record: id,
            change: Change::Affected(text.to_owned()),
        };
        ana.when(set("140 staff"));
        ben.wait(2).when(set("95 staff"));
        ana.merge(&ben);
        let disputes = disputes(ana.board(), Subject::Record(id));
        assert_eq!(disputes.len(), 1);
        assert_eq!(disputes[0].field, Field::Affected);
        let claims: Vec<_> = (disputes[0].claims.iter())
            .map(|claim| (claim.author_name.as_str(), claim.value.clone().unwrap()))
            .collect();
        assert_eq!(
            claims,
            [
                ("Ana", Piece::Strong("“140 staff”".to_owned())),
                ("Ben", Piece::Strong("“95 staff”".to_owned())),
            ]
        );
        ana.when(Command::Settle {
            record: Some(id),
            field: Field::Affected,
            choice: disputes[0].claims[0].event,
        });
        assert_eq!(
            super::dispute::disputes(ana.board(), Subject::Record(id)),
            []
        );
    }
}
