//! What tests/bench measures without a page: reading a log, folding it, filtering, searching.
//! JavaScript holds the watch.

use sitrep::{
    domain::{
        command::{Actor, Command, Writing},
        ids::{PersonId, RecordId, ReplicaId, Salt, WorkspaceId},
        policy::PolicyPreset,
        time::Moment,
    },
    foreign::{
        self, Recognised, plan,
        servicenow::{Sheet, audit::Audit, snapshot::Snapshot},
        work,
        zone::Zone,
    },
    report::{
        clocks::Clocks,
        filter::{
            Filter,
            index::{Asking, Index},
        },
        kpi::{
            Asked, Facts,
            durations::{Measure, durations_over},
        },
        period::{Buckets, Grain},
        when,
    },
    sla::run::Status,
    writer::{Stored, book::Book},
};
use wasm_bindgen::prelude::wasm_bindgen;

const WS: WorkspaceId = WorkspaceId([7; 16]);
const REPLICA: ReplicaId = ReplicaId([1; 16]);

/// A workspace under the watch.
#[wasm_bindgen]
pub struct Bench {
    lines: u64,
    texts: Vec<String>,
    book: Book,
    index: Index,
    facts: Facts,
    clocks: Clocks,
    months: Buckets,
    now: Moment,
}

/// Reads a `ServiceNow` snapshot or audit log as records, without a log; how many.
#[wasm_bindgen]
#[must_use]
pub fn read(csv: &[u8]) -> usize {
    sheet(csv).rows.len()
}

fn actor() -> Actor {
    Actor {
        replica: REPLICA,
        person: PersonId([1; 16]),
        name: "Bench".to_owned(),
        workspace_name: "Bench".to_owned(),
        zone: "UTC".to_owned(),
    }
}

fn sheet(csv: &[u8]) -> Sheet {
    match foreign::recognise(csv) {
        Ok(Recognised::ServiceNowSnapshot(table)) => {
            work::done(Snapshot::new(&table, "bench", Zone::Utc))
        }
        Ok(Recognised::ServiceNowAuditLog(table)) => {
            work::done(Audit::new(&table, "bench", Zone::AsWritten))
        }
        other => panic!("the generator writes snapshots and audit logs, not {other:?}"),
    }
}

#[wasm_bindgen]
impl Bench {
    /// Imports a `ServiceNow` snapshot or audit log into an empty workspace.
    ///
    /// # Panics
    /// Where the generator wrote anything else.
    #[wasm_bindgen(constructor)]
    pub fn new(csv: &[u8], now: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970")]
        let now = Moment(now as i64);
        let mut book = Book::new(WS, REPLICA);
        let sheet = sheet(csv);
        let plan = plan::plan(book.board(), sheet);
        let entry = book
            .decide(&actor(), now, plan.command, Salt::default)
            .expect("an import of good rows is allowed");
        let lines = entry.lines();
        let texts = lines.chunks(1_000).map(|lines| lines.join("\n"));
        let (count, texts) = (lines.len() as u64, texts.collect());
        book.commit(entry);
        let today = when::day_number(now, |_| 0);
        Self {
            lines: count,
            texts,
            book,
            index: Index::default(),
            facts: Facts::default(),
            clocks: Clocks::default(),
            months: Buckets::with_grain((today - 731, today), Grain::Month, &|_| 0),
            now,
        }
    }

    /// How many records there are.
    pub fn records(&self) -> usize {
        self.book.board().records().len()
    }

    /// Makes the columns of the figures anew.
    pub fn facts(&mut self) {
        self.facts = Facts::default();
        self.facts.update(self.book.board());
    }

    /// Median and 90th percentile of the time to resolve, month by month; how many
    /// months there are.
    pub fn months(&self) -> usize {
        let asked = Asked::all(&|_| 0);
        let months = durations_over(&self.facts, &asked, Measure::Resolve, &self.months);
        months.iter().filter(|month| month.n() > 0).count()
    }

    /// Takes up the policy in business hours.
    pub fn promise(&mut self) {
        self.act(Command::DefinePolicy(PolicyPreset::Business.policy()));
    }

    /// Computes all clocks from nothing, calendars included.
    pub fn clocks(&mut self) {
        self.clocks = Clocks::default();
        self.clocks.update(self.book.board(), self.now);
    }

    /// Something happens to a record that moves one of its clocks.
    pub fn post(&mut self, place: usize) {
        let record = self.book.board().records()[place].id;
        self.act(Command::Write {
            record,
            entry: Writing::Update {
                audience: "Everybody".to_owned(),
            },
            text: "We are at it.".to_owned(),
            happened: None,
        });
    }

    /// Mends the clocks after it.
    pub fn mend(&mut self) {
        self.clocks.update(self.book.board(), self.now);
    }

    /// How the clocks stand.
    #[must_use]
    pub fn standing(&self) -> String {
        let records = 0..self.clocks.records().len();
        let runs = records.flat_map(|place| self.clocks.runs(place));
        let (mut met, mut breached, mut others) = (0, 0, 0);
        for run in runs {
            match self.clocks.read(run, self.now).status {
                Status::Met => met += 1,
                status if status.is_breached() => breached += 1,
                _ => others += 1,
            }
        }
        format!("{met} met, {breached} breached, {others} others")
    }

    fn act(&mut self, command: Command) {
        let entry = (self.book.decide(&actor(), self.now, command, Salt::default))
            .expect("the bench asks for nothing that is forbidden");
        self.book.commit(entry);
    }

    /// Bytes of the log.
    pub fn log_bytes(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }

    /// Reads the log's lines and folds them, as every start of the page does; how many records.
    ///
    /// # Panics
    /// Where our own lines can't be read.
    pub fn load(&mut self) -> usize {
        // Two at once are too much memory for the largest logs.
        self.book = Book::new(WS, REPLICA);
        let mut book = Book::new(WS, REPLICA);
        let stored = Stored {
            lines: self.lines,
            texts: self.texts.iter().cloned(),
        };
        book.load(stored).expect("our own lines can be read");
        self.book = book;
        self.book.board().records().len()
    }

    /// Makes the columns of the filter anew.
    pub fn index(&mut self) {
        self.index = Index::default();
        self.index.update(self.book.board());
    }

    /// Takes in the words of so many records; whether more are to come.
    pub fn read_words(&mut self, most: usize) -> bool {
        self.index.read_words(most)
    }

    /// How many records an address asks for.
    pub fn find(&mut self, query: &str) -> usize {
        self.found(query).len()
    }

    /// The titles of the first ten records that an address asks for.
    pub fn titles(&mut self, query: &str) -> Vec<String> {
        let found = self.found(query).into_iter().take(10);
        let records = found.filter_map(|id| self.book.board().record(id));
        records.map(|record| record.title.clone()).collect()
    }

    fn found(&mut self, query: &str) -> Vec<RecordId> {
        let asking = Asking {
            me: None,
            now: self.now,
            offset: &|_| 0,
            clocks: None,
        };
        self.index.find(&Filter::from_query(query), &asking).shown
    }
}
