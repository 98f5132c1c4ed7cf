//! Histories: what several people and a few strangers might do to a log, made of a list of
//! numbers and nothing else, so that the same list gives the same history on every machine.

pub mod commands;
pub mod desk;
pub mod dice;
pub mod raw;
mod strangers;

use sitrep::{
    domain::{
        board::Board,
        event::{Event, Subject},
        ids::{PersonId, RecordId, ReplicaId, WorkspaceId},
        log::Log,
        time::Moment,
    },
    exchange::{file, merge},
};

use desk::{Clock, Desk};
use dice::Dice;
use strangers::Stranger;

/// The workspace that all desks of a history share.
pub const WS: WorkspaceId = WorkspaceId([7; 16]);
/// When histories begin: 2026-03-01.
pub const BEGINNING: Moment = Moment(1_772_323_200_000);
const MINUTE: i64 = 60_000;
const MOST_DESKS: usize = 5;

/// Desks with their logs, and what passed between them. A copy is a world of its own.
#[derive(Clone)]
pub struct History {
    pub desks: Vec<Desk>,
    strangers: Vec<Stranger>,
    /// Every copy of an event that was under way between desks, as it was sent.
    pub mail: Vec<Event>,
    steps: u64,
}

impl History {
    /// Plays a history: the first number sets the scene, each other is one step.
    pub fn play(scene: u64, steps: &[u64]) -> Self {
        let mut dice = Dice::new(scene);
        let mut history = Self {
            desks: Vec::new(),
            strangers: Vec::new(),
            mail: Vec::new(),
            steps: 0,
        };
        for place in 0..3 {
            let clock = Clock::any(&mut dice);
            let person = PersonId([place; 16]);
            history.desks.push(Desk::new(
                ReplicaId(dice.bytes()),
                person,
                clock,
                dice.next(),
            ));
        }
        history.strangers = (0..2).map(|_| Stranger::new(dice.bytes())).collect();
        history.open(&mut dice);
        for &step in steps {
            history.step(step);
        }
        history
    }

    /// A history of about twenty steps.
    pub fn of_seed(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let steps: Vec<u64> = (0..10 + dice.below(25)).map(|_| dice.next()).collect();
        Self::play(dice.next(), &steps)
    }

    /// Everybody knows the workspace and its first records before they go separate ways.
    fn open(&mut self, dice: &mut Dice) {
        for _ in 0..=dice.below(2) {
            let command = commands::report(dice);
            self.tick();
            self.desks[0]
                .act(command)
                .expect("a report is always allowed");
        }
        for to in 1..self.desks.len() {
            let events = self.desks[0].events();
            self.desks[to].take(events);
        }
    }

    fn tick(&mut self) {
        self.steps += 1;
        let right = Moment(BEGINNING.0 + self.steps.cast_signed() * MINUTE);
        for desk in &mut self.desks {
            desk.tick(right);
        }
    }

    fn step(&mut self, seed: u64) {
        let mut dice = Dice::new(seed);
        self.tick();
        let desk = dice.index(self.desks.len());
        match dice.below(100) {
            0..62 => {
                if let Some(command) = self.desks[desk].any_command(&mut dice) {
                    // What a rule forbids changes nothing: that too is part of a history.
                    let _ = self.desks[desk].act(command);
                }
            }
            62..84 => self.send(desk, &mut dice),
            84..87 if self.desks.len() < MOST_DESKS => {
                let copy = self.desks[desk].copy(dice.next());
                self.desks.push(copy);
            }
            _ => self.meddle(desk, &mut dice),
        }
    }

    /// One desk sends another what it has: all of it or a part, as a file or directly.
    fn send(&mut self, from: usize, dice: &mut Dice) {
        let to = dice.index(self.desks.len());
        let mut events = self.desks[from].events();
        match dice.below(10) {
            0 | 1 => events = self.some_records(from, dice),
            2 => events.retain(|_| !dice.chance(15)),
            3 => strip_some(&mut events, dice),
            4 => sign_some(&mut events, dice),
            _ => {}
        }
        let odd = |event: &&Event| !event.has_body() || !event.text.rest.is_empty();
        self.mail.extend(events.iter().filter(odd).cloned());
        if dice.chance(30) {
            let taken = self.by_file(from, to, &events, dice.chance(50));
            self.desks[to].take(taken);
        } else {
            self.desks[to].take(events);
        }
    }

    fn some_records(&self, from: usize, dice: &mut Dice) -> Vec<Event> {
        let book = self.desks[from].book();
        let records = self.desks[from].records().into_iter();
        let records = records.filter(|_| dice.chance(50)).collect();
        let mut events: Vec<_> = merge::chosen(book.log(), &records)
            .into_iter()
            .map(|event| event.as_ref().clone())
            .collect();
        events.sort_unstable_by_key(Event::order);
        events
    }

    fn by_file(&self, from: usize, to: usize, events: &[Event], take_erasures: bool) -> Vec<Event> {
        let text = self.desks[from].file_of(events);
        let reading = file::read(text.as_bytes()).expect("what a desk wrote is a log");
        let book = self.desks[to].book();
        let now = self.desks[to].now();
        merge::preview(book.log(), book.board(), &reading, take_erasures, now).new
    }

    /// A stranger's events reach a desk: of a newer version, from an odd clock, or made to hurt.
    fn meddle(&mut self, desk: usize, dice: &mut Dice) {
        let known = self.desks[desk].events();
        let now = Moment(BEGINNING.0 + self.steps.cast_signed() * MINUTE);
        let stranger = dice.index(self.strangers.len());
        let events = self.strangers[stranger].write(&known, now, dice);
        self.mail.extend(events.iter().cloned());
        self.desks[desk].take(events);
    }

    /// Every copy of every event that is held or was sent: with and without body.
    pub fn copies(&self) -> Vec<Event> {
        let held = self.desks.iter().flat_map(Desk::events);
        let mut copies: Vec<Event> = held.chain(self.mail.iter().cloned()).collect();
        let copy = |event: &Event| (event.order(), event.has_body(), event.text.rest.clone());
        copies.sort_by_cached_key(copy);
        copies.dedup_by(|one, other| copy(one) == copy(other));
        copies
    }
}

/// The log of some events, taken in one by one.
pub fn logged(events: Vec<Event>) -> Log {
    let mut log = Log::default();
    for event in events {
        log.insert(event);
    }
    log
}

/// The log and the board of some events, taken in one by one, folded once.
pub fn folded(events: &[Event]) -> (Log, Board) {
    let mut log = Log::default();
    let changes: Vec<_> = events
        .iter()
        .flat_map(|event| log.insert(event.clone()))
        .collect();
    let mut board = Board::new(WS);
    board.apply(&changes);
    (log, board)
}

/// Somebody with a newer version adds signatures, or somebody takes them away.
fn sign_some(events: &mut [Event], dice: &mut Dice) {
    for event in events {
        if dice.chance(20) {
            event.text.rest = dice
                .pick(&["", r#""sig":"b25l""#, r#""sig":"dHdv""#])
                .into();
        }
    }
}

fn strip_some(events: &mut [Event], dice: &mut Dice) {
    for event in events {
        if dice.chance(20) {
            *event = event.without_body();
        }
    }
}

/// The record that a subject is.
pub fn record_of(subject: Subject) -> Option<RecordId> {
    match subject {
        Subject::Record(id) => Some(id),
        Subject::Workspace => None,
    }
}
