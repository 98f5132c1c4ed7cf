//! Runs a law on many histories, and counts what they held.

use std::{any::type_name, cell::Cell, rc::Rc};

use proptest::{
    collection::vec,
    prelude::{Strategy, any},
    test_runner::{Config, TestCaseError, TestRunner},
};
use sitrep::domain::{
    board::Board,
    event::{Body, Event, Subject},
    fact::Kind,
    ids::EventId,
};

use crate::history::{BEGINNING, History, dice::Dice};
pub use crate::history::{folded, logged};

/// Whether a law held.
pub type Held = Result<(), TestCaseError>;

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// How many cases a law is tried on.
pub fn cases() -> u32 {
    let cases = std::env::var("SITREP_CASES").ok();
    cases.and_then(|cases| cases.parse().ok()).unwrap_or(32)
}

/// Whether a law held, and whether it had anything to say of the case.
pub type Said = Result<bool, TestCaseError>;

type Holds = dyn Fn(&mut History, &mut Dice) -> Said;

/// What holds of every history.
#[derive(Clone)]
pub struct Law {
    name: &'static str,
    holds: Rc<Holds>,
    /// The share of the cases that it must say something of.
    least: f64,
}

/// A law that says something of every history; the dice are the law's own.
pub fn always<L: Fn(&mut History, &mut Dice) -> Held + 'static>(law: L) -> Law {
    Law {
        name: type_name::<L>(),
        holds: Rc::new(move |history, dice| law(history, dice).map(|()| true)),
        least: 1.0,
    }
}

/// A law that says something of only some histories. Of how many tells `least`, a share: a law
/// that always returns early holds for nothing.
pub fn mostly<L: Fn(&mut History, &mut Dice) -> Said + 'static>(least: f64, law: L) -> Law {
    Law {
        name: type_name::<L>(),
        holds: Rc::new(law),
        least,
    }
}

/// Tries laws on the same histories, each on a copy of its own.
pub fn together(laws: Vec<Law>) {
    let scene = any::<u64>().no_shrink();
    let steps = vec(any::<u64>().no_shrink(), 3..28);
    let tally = Tally::default();
    let said: Vec<Cell<u32>> = laws.iter().map(|_| Cell::new(0)).collect();
    try_all(&(scene, steps), |(scene, steps)| {
        let history = History::play(scene, &steps);
        if tally.is_next() {
            tally.count(&history.copies());
        }
        for (law, said) in laws.iter().zip(&said) {
            let spoke = (law.holds)(&mut history.clone(), &mut Dice::new(!scene));
            let spoke = spoke.map_err(|why| TestCaseError::fail(format!("{}: {why}", law.name)))?;
            said.set(said.get() + u32::from(spoke));
        }
        Ok(())
    });
    tally.check();
    for (law, said) in laws.into_iter().zip(said) {
        // A short run may be unlucky.
        let least = if cases() < 1_000 {
            law.least / 8.0
        } else {
            law.least
        };
        let share = f64::from(said.get()) / f64::from(cases());
        assert!(
            share >= least,
            "{} spoke of {share} of the cases only",
            law.name
        );
    }
}

/// Tries a law on what one desk alone may do.
pub fn always_alone(law: impl Fn(Vec<u64>) -> Held) {
    try_all(&vec(any::<u64>().no_shrink(), 1..30), law);
}

/// Tries a law on values, and shows the least of those that break it.
pub fn try_all<S: Strategy>(values: &S, law: impl Fn(S::Value) -> Held) {
    let config = Config {
        cases: cases(),
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    };
    if let Err(error) = TestRunner::new(config).run(values, law) {
        panic!("{error}");
    }
}

/// What the histories of a run held: of every tenth, since folding them once more takes as long
/// as many a law.
#[derive(Debug, Default)]
struct Tally {
    played: Cell<u32>,
    cases: Cell<u32>,
    conflicts: Cell<u32>,
    forks: Cell<u32>,
    absent: Cell<u32>,
    unknown_kinds: Cell<u32>,
    unknown_members: Cell<u32>,
    future: Cell<u32>,
    erasures: Cell<u32>,
}

impl Tally {
    fn is_next(&self) -> bool {
        self.played
            .replace(self.played.get() + 1)
            .is_multiple_of(10)
    }

    fn count(&self, copies: &[Event]) {
        let (log, board) = folded(copies);
        let bump = |counter: &Cell<u32>, holds: bool| counter.set(counter.get() + u32::from(holds));
        let any = |test: &dyn Fn(&Event) -> bool| log.events().any(|event| test(event));
        let records = board.records().iter();
        let in_conflict = records
            .filter(|record| !record.conflicts.is_empty())
            .count();
        let newer = |event: &Event| {
            let body = event.text.body.as_ref();
            event.fact().is_some() && body.is_some_and(|(body, _)| body.contains(r#""mood""#))
        };
        bump(&self.cases, true);
        bump(&self.conflicts, in_conflict > 0);
        bump(&self.forks, !log.forks().is_empty());
        bump(&self.absent, any(&|event| event.body == Body::Absent));
        bump(
            &self.unknown_kinds,
            any(&|event| event.body == Body::Unknown),
        );
        bump(&self.unknown_members, any(&newer));
        bump(
            &self.erasures,
            any(&|event| event.head.kind == Kind::Erased),
        );
        bump(
            &self.future,
            any(&|event| event.head.wall.since(BEGINNING) > 3 * DAY),
        );
    }

    /// The shares that keep a run from passing because nothing ever happened.
    fn check(&self) {
        let cases = self.cases.get();
        if cases < 100 {
            return;
        }
        let share = |count: &Cell<u32>| f64::from(count.get()) / f64::from(cases);
        assert!(share(&self.conflicts) >= 0.30, "{self:?}");
        for count in [
            &self.forks,
            &self.absent,
            &self.unknown_kinds,
            &self.unknown_members,
            &self.future,
            &self.erasures,
        ] {
            assert!(share(count) >= 0.05, "{self:?}");
        }
    }
}

/// All that a board knows something about.
pub fn subjects(board: &Board) -> Vec<Subject> {
    let mut records: Vec<_> = board
        .records()
        .iter()
        .map(|record| record.subject())
        .collect();
    records.push(Subject::Workspace);
    records.sort_unstable();
    records
}

/// Everything that a board says, in an order that does not depend on its past.
pub fn portrait(board: &Board) -> String {
    let mut records: Vec<_> = board.records().iter().collect();
    records.sort_by_key(|record| record.id);
    let mut text = format!("{:032x} {:?}\n", board.digest(), settings(board));
    for record in records {
        let label = board.reference(record.id);
        let found = board.by_reference(&label);
        text += &format!("{label} {found:?} {record:?}\n");
        let ledger = board.ledger(Subject::Record(record.id));
        text += &format!(
            "{:?} {:?} {:?}\n",
            ledger.active, ledger.cycles, ledger.values
        );
    }
    text
}

fn settings(board: &Board) -> impl std::fmt::Debug + '_ {
    let settings = &board.settings;
    let mut matrices: Vec<EventId> = settings.matrices.keys().copied().collect();
    matrices.sort_unstable();
    let names: Vec<_> = (0..3)
        .map(|place| board.person_name(sitrep::domain::ids::PersonId([place; 16])))
        .collect();
    (
        &settings.name,
        &settings.zone,
        &settings.budgets,
        settings.scale,
        matrices,
        (&settings.people, &settings.teams, &settings.services),
        (&settings.categories, &settings.tags, &settings.adopted),
        names,
    )
}
