//! A small log for tests, made by the real rules.

use crate::{
    domain::{
        board::Board,
        command::{Actor, Command, Move, Rating, Report},
        event::Subject,
        ids::{PersonId, RecordId, ReplicaId, Salt, WorkspaceId},
        ledger::Ledger,
        priority::{Preset, Priority, Scale},
        record::Record,
        time::Moment,
    },
    writer::book::{Book, Entry},
};

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
/// Tuesday 2026-11-17 03:14 UTC.
pub const NOW: Moment = Moment(1_794_885_240_000);
pub const ANA: PersonId = PersonId([1; 16]);

/// A book and its one writer, whose clock tests move.
pub struct Given {
    pub book: Book,
    pub now: Moment,
    pub actor: Actor,
    records: u8,
}

impl Given {
    /// An empty workspace, a day before [`NOW`].
    pub fn new() -> Self {
        Self::by(1, "Ana")
    }

    /// The same workspace on somebody else's machine.
    pub fn by(number: u8, name: &str) -> Self {
        let replica = ReplicaId([number; 16]);
        Self {
            book: Book::new(WorkspaceId([9; 16]), replica),
            now: Moment(NOW.0 - 24 * HOUR),
            actor: Actor {
                replica,
                person: PersonId([number; 16]),
                name: name.to_owned(),
                workspace_name: "Northwind Health".to_owned(),
                zone: "UTC".to_owned(),
            },
            records: 0,
        }
    }

    pub fn board(&self) -> &Board {
        self.book.board()
    }

    pub fn record(&self, id: RecordId) -> &Record {
        self.board().record(id).unwrap()
    }

    pub fn ledger(&self, id: RecordId) -> Ledger {
        self.board().ledger(Subject::Record(id))
    }

    pub fn wait(&mut self, minutes: i64) -> &mut Self {
        self.now.0 += minutes * MINUTE;
        self
    }

    pub fn when(&mut self, command: Command) {
        let entry = self
            .book
            .decide(&self.actor, self.now, command, Salt::default)
            .unwrap();
        self.book.commit(entry);
    }

    /// Reports an incident that says no more than its title.
    pub fn report(&mut self, title: &str) -> RecordId {
        self.report_with(title, |_| ())
    }

    pub fn report_with(&mut self, title: &str, fill: impl FnOnce(&mut Report)) -> RecordId {
        self.records += 1;
        let mut id = [self.records; 16];
        id[0] = self.actor.replica.0[0];
        let mut report = Report::blank(RecordId(id));
        title.clone_into(&mut report.title);
        fill(&mut report);
        let id = report.id;
        self.when(Command::Report(Box::new(report)));
        id
    }

    /// Reports an incident of that priority, 1 to 5.
    pub fn report_p(&mut self, title: &str, priority: u8) -> RecordId {
        self.report_with(title, |report| report.rating = Some(rating(priority)))
    }

    pub fn act(&mut self, record: RecordId, act: Move) {
        self.when(Command::Act {
            record,
            act,
            happened: None,
            note: None,
        });
    }

    /// Takes in what somebody else wrote.
    pub fn merge(&mut self, other: &Self) {
        let events = other.book.log().sorted();
        let entry: Entry = self.book.admit(events.iter().map(AsRef::as_ref));
        self.book.commit(entry);
    }
}

/// A rating that gives that priority on the stock matrix.
pub fn rating(priority: u8) -> Rating {
    let (impact, urgency) = [(1, 1), (1, 3), (2, 4), (3, 5), (5, 5)][usize::from(priority) - 1];
    let scale = Preset::Sitrep;
    assert_eq!(
        scale
            .matrix()
            .priority(impact, urgency)
            .map(Priority::number),
        Some(priority)
    );
    Rating {
        scale: Scale::Preset(scale),
        impact,
        urgency,
        overridden: None,
        reason: String::new(),
    }
}

/// A table's offset from UTC for tests: none.
pub fn utc(_: Moment) -> i32 {
    0
}
