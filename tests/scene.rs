//! A workspace on two devices, told what happened and asked what comes of it.
//!
//! `given([…]).when(…).then(…)`: commands in `given` are acts of Ada on the first device, a
//! minute apart; `elsewhere` lets Ben act on a copy that does not know what Ada does next.

use std::{sync::Arc, vec::IntoIter};

use sitrep::domain::{
    board::Board,
    command::{Actor, Change, Command, Move, Rejection, Report, Writing},
    event::{Event, Subject},
    fact::Kind,
    ids::{PersonId, RecordId, ReplicaId, Salt, WorkspaceId},
    ledger::Ledger,
    record::Record,
    state::{Milestone, State},
    time::Moment,
    value::Field,
};
use sitrep::writer::{Stored, book::Book};

pub const WORKSPACE: WorkspaceId = WorkspaceId([9; 16]);
pub const INCIDENT: RecordId = RecordId([1; 16]);
pub const OTHER: RecordId = RecordId([2; 16]);
pub const ADA: PersonId = PersonId([0xa; 16]);
pub const BEN: PersonId = PersonId([0xb; 16]);

/// 2026-03-29T00:00:00Z, the night in which Europe's clocks change.
pub const START: Moment = Moment(1_774_742_400_000);

/// So many minutes after the start.
pub const fn minute(minutes: i64) -> Moment {
    Moment(START.0 + minutes * 60_000)
}

/// One browser profile with somebody in front of it.
#[derive(Debug)]
pub struct Device {
    pub book: Book,
    pub actor: Actor,
    pub now: Moment,
    salts: u8,
}

impl Device {
    /// The device of a person, knowing nothing yet.
    pub fn new(ws: WorkspaceId, replica: ReplicaId, person: PersonId) -> Self {
        Self {
            book: Book::new(ws, replica),
            actor: Actor {
                replica,
                person,
                name: format!("Person {}", person.0[0]),
                workspace_name: "St. Elsewhere".to_owned(),
                zone: "Europe/Berlin".to_owned(),
            },
            now: START,
            salts: replica.0[0],
        }
    }

    /// Ada's device.
    pub fn ada() -> Self {
        Self::new(WORKSPACE, ReplicaId([0xa; 16]), ADA)
    }

    /// Ben's.
    pub fn ben() -> Self {
        Self::new(WORKSPACE, ReplicaId([0xb; 16]), BEN)
    }

    /// Does something, a minute after the last.
    pub fn act(&mut self, command: Command) -> Result<Vec<Arc<Event>>, Rejection> {
        self.now = Moment(self.now.0 + 60_000);
        let salts = &mut self.salts;
        let salt = || {
            *salts = salts.wrapping_mul(7).wrapping_add(1);
            Salt([*salts; 16])
        };
        let entry = self.book.decide(&self.actor, self.now, command, salt)?;
        let ids: Vec<_> = entry.events.iter().map(|event| event.id).collect();
        self.book.commit(entry);
        let log = self.book.log();
        Ok(ids.iter().map(|&id| log.get(id).unwrap().clone()).collect())
    }

    /// Takes in all that another device knows.
    pub fn learn(&mut self, other: &Self) {
        self.learn_events(
            other
                .book
                .log()
                .sorted()
                .iter()
                .map(|event| (**event).clone()),
        );
    }

    /// Takes in events.
    pub fn learn_events(&mut self, events: impl IntoIterator<Item = Event>) {
        let events: Vec<Event> = events.into_iter().collect();
        let entry = self.book.admit(&events);
        self.book.commit(entry);
    }

    pub fn board(&self) -> &Board {
        self.book.board()
    }
}

/// What was told so far, and what came of it.
#[derive(Debug)]
pub struct Scene {
    pub here: Device,
    pub there: Option<Device>,
    pub outcome: Result<Vec<Arc<Event>>, Rejection>,
}

/// A workspace in which Ada has done this.
pub fn given<const N: usize>(past: [Command; N]) -> Scene {
    let scene = Scene {
        here: Device::ada(),
        there: None,
        outcome: Ok(Vec::new()),
    };
    scene.and(past)
}

impl Scene {
    /// Ada does more.
    #[track_caller]
    pub fn and<const N: usize>(mut self, past: [Command; N]) -> Self {
        for command in past {
            let told = format!("{command:?}");
            self.outcome = self.here.act(command);
            assert!(self.outcome.is_ok(), "{told}: {:?}", self.outcome);
        }
        self
    }

    /// Ben does this on his device, which knows what Ada has done so far.
    #[track_caller]
    pub fn elsewhere<const N: usize>(mut self, past: [Command; N]) -> Self {
        let mut there = self.there.take().unwrap_or_else(Device::ben);
        there.learn(&self.here);
        there.now = self.here.now;
        for command in past {
            let told = format!("{command:?}");
            let outcome = there.act(command);
            assert!(outcome.is_ok(), "{told}: {outcome:?}");
        }
        self.there = Some(there);
        self
    }

    /// The two exchange files, and agree.
    #[track_caller]
    pub fn merged(mut self) -> Self {
        let mut there = self.there.take().expect("nothing happened elsewhere");
        self.here.learn(&there);
        there.learn(&self.here);
        assert_eq!(self.here.board().digest(), there.board().digest());
        self.here.now = self.here.now.max(there.now);
        self.there = Some(there);
        self
    }

    /// The same, and Ada's clock stays behind Ben's.
    #[track_caller]
    pub fn merged_at_our_time(self) -> Self {
        let now = self.here.now;
        let mut scene = self.merged();
        scene.here.now = now;
        scene
    }

    /// Ada tries this, a minute later.
    pub fn when(mut self, command: Command) -> Self {
        self.outcome = self.here.act(command);
        self
    }

    /// Ada tries what depends on what is known.
    pub fn when_of(self, command: impl FnOnce(&Self) -> Command) -> Self {
        let command = command(&self);
        self.when(command)
    }

    /// Checks something.
    #[track_caller]
    pub fn then(self, check: impl FnOnce(&Self)) -> Self {
        if let Err(rejection) = &self.outcome {
            panic!("refused: {rejection}");
        }
        check(&self);
        self
    }

    /// Checks that the command was turned down and nothing happened.
    #[track_caller]
    pub fn then_refused(self, why: &Rejection) -> Self {
        assert_eq!(self.outcome.as_ref().err(), Some(why));
        self
    }

    /// Checks that the command was turned down, unless it was fine.
    #[track_caller]
    pub fn then_refused_unless(self, fine: bool, why: &Rejection) -> Self {
        if fine {
            return self.then(|_| {});
        }
        self.then_refused(why)
    }

    /// Checks that the log is still empty.
    #[track_caller]
    pub fn then_nothing_recorded(self) -> Self {
        assert!(self.here.book.log().is_empty());
        self
    }

    /// The incident as it stands.
    pub fn incident(&self) -> &Record {
        self.here.board().record(INCIDENT).expect("no incident")
    }

    /// The incident's ledger.
    pub fn ledger(&self) -> Ledger {
        self.here.board().ledger(Subject::Record(INCIDENT))
    }

    /// The kinds of the events that the last command recorded.
    pub fn recorded(&self) -> Vec<&str> {
        let events = self.outcome.iter().flatten();
        events.map(|event| event.head.kind.slug()).collect()
    }

    /// The newest event of a kind.
    #[track_caller]
    pub fn event(&self, kind: &Kind) -> Arc<Event> {
        let events = self.here.book.log().sorted();
        let found = events.iter().rfind(|event| event.head.kind == *kind);
        found.unwrap_or_else(|| panic!("no {kind}")).clone()
    }
}

// Checks.

/// The incident's state.
#[track_caller]
pub fn state(state: State) -> impl FnOnce(&Scene) {
    move |scene| assert_eq!(scene.incident().state(), state)
}

/// A milestone of the newest cycle happened at that minute.
pub fn milestone(milestone: Milestone, at: i64) -> impl FnOnce(&Scene) {
    move |scene| {
        let moment = scene.incident().moment(milestone);
        assert_eq!(moment, Some(minute(at)), "{milestone:?}");
    }
}

/// A milestone of the newest cycle did not happen.
pub fn no_milestone(milestone: Milestone) -> impl FnOnce(&Scene) {
    move |scene| assert_eq!(scene.incident().moment(milestone), None, "{milestone:?}")
}

/// The last command recorded exactly these kinds.
pub fn recorded<const N: usize>(kinds: [&'static str; N]) -> impl FnOnce(&Scene) {
    move |scene| assert_eq!(scene.recorded(), kinds)
}

/// Exactly these fields of the incident have unequal values.
pub fn conflicts<const N: usize>(fields: [Field; N]) -> impl FnOnce(&Scene) {
    move |scene| assert_eq!(scene.incident().conflicts, fields)
}

/// What a journal with these lines says, one text for every so many of them.
pub fn stored(lines: &[String], each: usize) -> Stored<IntoIter<String>> {
    let texts = lines.chunks(each).map(|lines| lines.join("\n") + "\n");
    Stored {
        lines: lines.len() as u64,
        texts: texts.collect::<Vec<_>>().into_iter(),
    }
}

// Commands.

/// The incident, declared.
pub fn report() -> Command {
    report_as(INCIDENT, |_| {})
}

/// A record, declared with more than a title.
pub fn report_as(id: RecordId, fill: impl FnOnce(&mut Report)) -> Command {
    let mut report = Report {
        title: "Ward tablets cannot reach the record system".to_owned(),
        ..Report::blank(id)
    };
    fill(&mut report);
    Command::Report(Box::new(report))
}

/// An act on the incident, happening when it is recorded.
pub fn act(act: Move) -> Command {
    Command::Act {
        record: INCIDENT,
        act,
        happened: None,
        note: None,
    }
}

/// An act that happened at that minute.
pub fn act_at(act: Move, at: i64) -> Command {
    Command::Act {
        record: INCIDENT,
        act,
        happened: Some(minute(at)),
        note: None,
    }
}

/// A new value of a field of the incident.
pub fn set(change: Change) -> Command {
    Command::Set {
        record: INCIDENT,
        change,
    }
}

/// A new title of the incident.
pub fn title(text: &str) -> Command {
    set(Change::Title(text.to_owned()))
}

/// A note in the incident's timeline.
pub fn note(text: &str) -> Command {
    Command::Write {
        record: INCIDENT,
        entry: Writing::Note,
        text: text.to_owned(),
        happened: None,
    }
}

/// Gives the incident to somebody.
pub fn assign(person: PersonId) -> Command {
    act(Move::Assign {
        person: Some(person),
        team: None,
    })
}

/// Corrects a milestone of a cycle.
pub fn correct(milestone: Milestone, cycle: u16, at: Option<i64>) -> Command {
    Command::Correct {
        record: INCIDENT,
        milestone,
        cycle,
        happened: at.map(minute),
    }
}
