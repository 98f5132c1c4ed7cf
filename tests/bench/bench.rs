//! What tests/bench measures without a page: reading a log, folding it, filtering, searching.
//! JavaScript holds the watch.

use sitrep::{
    domain::{
        command::Actor,
        ids::{PersonId, ReplicaId, Salt, WorkspaceId},
        time::Moment,
    },
    foreign::{self, Recognised, plan, servicenow},
    report::filter::{
        Filter,
        index::{Asking, Index},
    },
    writer::book::Book,
};
use wasm_bindgen::prelude::wasm_bindgen;

const WS: WorkspaceId = WorkspaceId([7; 16]);
const REPLICA: ReplicaId = ReplicaId([1; 16]);

/// A workspace under the watch.
#[wasm_bindgen]
pub struct Bench {
    lines: Vec<String>,
    book: Book,
    index: Index,
    now: Moment,
}

#[wasm_bindgen]
impl Bench {
    /// Imports a `ServiceNow` snapshot into an empty workspace.
    #[wasm_bindgen(constructor)]
    pub fn new(csv: &[u8], now: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970")]
        let now = Moment(now as i64);
        let mut book = Book::new(WS, REPLICA);
        let Ok(Recognised::ServiceNowSnapshot(table)) = foreign::recognise(csv) else {
            panic!("the generator writes snapshots");
        };
        let plan = plan::plan(book.board(), servicenow::read(&table, "bench"));
        let actor = Actor {
            replica: REPLICA,
            person: PersonId([1; 16]),
            name: "Bench".to_owned(),
            workspace_name: "Bench".to_owned(),
            zone: "UTC".to_owned(),
        };
        let entry = book
            .decide(&actor, now, plan.command, Salt::default)
            .expect("an import of good rows is allowed");
        let lines = entry.lines();
        book.commit(entry);
        Self {
            lines,
            book,
            index: Index::default(),
            now,
        }
    }

    /// Bytes of the log.
    pub fn log_bytes(&self) -> usize {
        self.lines.iter().map(String::len).sum()
    }

    /// Reads the log's lines and folds them, as every start of the page does; how many records.
    pub fn load(&mut self) -> usize {
        let mut book = Book::new(WS, REPLICA);
        book.load(&self.lines).expect("our own lines can be read");
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
        let asking = Asking {
            me: None,
            now: self.now,
            offset: &|_| 0,
        };
        self.index
            .find(&Filter::from_query(query), &asking)
            .shown
            .len()
    }

    /// The title of the first record that an address asks for.
    pub fn first(&mut self, query: &str) -> String {
        let asking = Asking {
            me: None,
            now: self.now,
            offset: &|_| 0,
        };
        let found = self.index.find(&Filter::from_query(query), &asking);
        let first = found.shown.first();
        let record = first.and_then(|&id| self.book.board().record(id));
        record.map_or_else(String::new, |record| record.title.clone())
    }
}
