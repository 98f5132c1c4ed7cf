//! One browser profile without a browser: the real writer before a journal in memory.

use std::{
    cell::{Cell, Ref, RefCell},
    future::Future,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use sitrep::{
    domain::{
        command::{Actor, Command},
        event::Event,
        ids::{PersonId, RecordId, ReplicaId, Salt},
        time::Moment,
    },
    exchange::{
        file::{self, Colophon},
        seal,
    },
    writer::{
        Done, Failure, Journal, Refused, Request, Stored, Unsaved, World, Writer,
        book::{Book, Entry},
    },
};

use super::{BEGINNING, WS, commands, dice::Dice};
use crate::scene::stored;

/// A person at a device.
pub struct Desk {
    writer: Writer<Shelf, Outside>,
    book: Rc<RefCell<Book>>,
    shelf: Shelf,
    outside: Outside,
    actor: Actor,
    clock: Clock,
}

/// The same desk in another course of events: nothing is shared.
impl Clone for Desk {
    fn clone(&self) -> Self {
        let shelf = Shelf(Rc::new(self.shelf.0.as_ref().clone()));
        let book = Rc::new(self.book.as_ref().clone());
        let outside = Outside(Rc::new(self.outside.0.as_ref().clone()));
        Self {
            writer: Writer::new(shelf.clone(), outside.clone(), book.clone()),
            book,
            shelf,
            outside,
            actor: self.actor.clone(),
            clock: self.clock,
        }
    }
}

/// How a device's clock goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    Right,
    /// Off by so many milliseconds.
    Off(i64),
    Frozen(Moment),
    /// Anywhere between 1990 and 2090, and anywhere else the next minute.
    Jumping,
    /// Beyond all calendars.
    Mad,
}

impl Clock {
    pub fn any(dice: &mut Dice) -> Self {
        const YEAR: i64 = 365 * 24 * 3_600_000;
        match dice.below(12) {
            0 => Self::Off(-56 * YEAR),
            1 => Self::Off(-3 * YEAR),
            2 => Self::Off(5 * YEAR),
            3 => Self::Frozen(BEGINNING),
            4 => Self::Frozen(Moment::LAST),
            5 => Self::Jumping,
            6 => Self::Mad,
            7 => Self::Off(90_000),
            _ => Self::Right,
        }
    }

    fn read(self, right: Moment, dice: &mut Dice) -> Moment {
        match self {
            Self::Right => right,
            Self::Off(by) => Moment(right.0 + by),
            Self::Frozen(at) => at,
            Self::Jumping => Moment(631_152_000_000 + dice.below(3_155_760_000_000).cast_signed()),
            Self::Mad => dice.pick(&[
                Moment(i64::MIN),
                Moment(-1),
                Moment::FIRST,
                Moment::LAST,
                Moment(i64::MAX),
            ]),
        }
    }
}

impl Desk {
    pub fn new(replica: ReplicaId, person: PersonId, clock: Clock, seed: u64) -> Self {
        Self::over(Shelf::default(), replica, person, clock, seed)
    }

    fn over(shelf: Shelf, replica: ReplicaId, person: PersonId, clock: Clock, seed: u64) -> Self {
        let book = Rc::new(RefCell::new(Book::new(WS, replica)));
        let outside = Outside(Rc::new((
            Cell::new(BEGINNING),
            RefCell::new(Dice::new(seed)),
        )));
        let desk = Self {
            writer: Writer::new(shelf.clone(), outside.clone(), book.clone()),
            book,
            shelf,
            outside,
            actor: Actor {
                replica,
                person,
                name: format!("Person {}", person.0[0]),
                workspace_name: "St. Mary".to_owned(),
                zone: "Europe/Berlin".to_owned(),
            },
            clock,
        };
        at_once(desk.writer.catch_up()).expect("its own shelf is good");
        desk
    }

    /// The same profile a second time: a disk image put back, a folder copied.
    pub fn copy(&self, seed: u64) -> Self {
        let lines = Shelf(Rc::new(RefCell::new(self.shelf.0.borrow().clone())));
        let replica = self.book().replica();
        let copy = Self::over(lines, replica, self.actor.person, self.clock, seed);
        copy.outside.0.0.set(self.now());
        copy
    }

    /// A device that knows nothing yet.
    pub fn empty(like: &Self, seed: u64) -> Self {
        let replica = ReplicaId(Dice::new(seed).bytes());
        Self::new(replica, like.actor.person, like.clock, seed)
    }

    /// The same desk after the page was closed and opened.
    pub fn reopened(&self) -> Self {
        self.copy(0)
    }

    pub fn tick(&mut self, right: Moment) {
        let now = self.clock.read(right, &mut self.outside.0.1.borrow_mut());
        self.outside.0.0.set(now);
    }

    /// Some minutes after the beginning.
    pub fn pass(&mut self, minutes: usize) {
        let minutes = i64::try_from(minutes).expect("a few");
        self.tick(Moment(BEGINNING.0 + minutes * 60_000));
    }

    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }

    pub fn now(&self) -> Moment {
        self.outside.0.0.get()
    }

    pub fn book(&self) -> Ref<'_, Book> {
        self.book.borrow()
    }

    /// Asks for something.
    pub fn act(&self, command: Command) -> Result<Done, Failure> {
        let actor = self.actor.clone();
        at_once(self.writer.handle(Request::Do { actor, command }))
    }

    /// Takes events in.
    pub fn take(&self, events: Vec<Event>) -> Done {
        at_once(self.writer.handle(Request::Merge(events))).expect("merging can't be refused")
    }

    /// Everything it knows, in the order of the log.
    pub fn events(&self) -> Vec<Event> {
        let events = self.book().log().sorted();
        events.iter().map(|event| event.as_ref().clone()).collect()
    }

    /// Its records, in an order that does not depend on chance.
    pub fn records(&self) -> Vec<RecordId> {
        let book = self.book();
        let mut ids: Vec<_> = book
            .board()
            .records()
            .iter()
            .map(|record| record.id)
            .collect();
        ids.sort_unstable();
        ids
    }

    /// Something that a person might ask for here.
    pub fn any_command(&self, dice: &mut Dice) -> Option<Command> {
        commands::any(self.book().board(), &self.records(), dice)
    }

    /// A file with these events.
    pub fn file_of(&self, events: &[Event]) -> String {
        let events: Vec<_> = events.iter().cloned().map(Into::into).collect();
        file::write(&events, &self.colophon())
    }

    /// A file with everything.
    pub fn file(&self) -> String {
        file::write(&self.book().log().sorted(), &self.colophon())
    }

    pub fn colophon(&self) -> Colophon {
        Colophon {
            workspace: WS,
            exported_at: self.now(),
            exported_by: self.actor.name.clone(),
        }
    }

    pub fn lines(&self) -> Vec<String> {
        self.shelf.0.borrow().clone()
    }
}

/// Runs what never waits.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("a journal in memory never waits"),
    }
}

/// Lines in memory.
#[derive(Clone, Debug, Default)]
struct Shelf(Rc<RefCell<Vec<String>>>);

impl Journal for Shelf {
    type Turn = ();

    async fn turn(&self) {}

    async fn append(&self, after: u64, entry: &Entry) -> Result<(), Refused> {
        let mut lines = self.0.borrow_mut();
        if lines.len() as u64 != after {
            return Err(Refused::Behind);
        }
        lines.extend(entry.lines());
        for id in &entry.strip {
            let start = format!(r#"{{"id":"{id}""#);
            for line in lines.iter_mut().filter(|line| line.starts_with(&start)) {
                let event = seal::read_own(line)
                    .map_err(|why| Refused::Unsaved(Unsaved::Damaged(why.to_string())))?;
                *line = seal::line(&event.without_body());
            }
        }
        Ok(())
    }

    async fn read_after(
        &self,
        after: u64,
    ) -> Result<Stored<impl Iterator<Item = String>>, Unsaved> {
        let after = usize::try_from(after).map_err(|_| Unsaved::Gone)?;
        let lines = self.0.borrow();
        lines
            .get(after..)
            .map(|lines| stored(lines, 3))
            .ok_or(Unsaved::Gone)
    }

    async fn keep_replica(&self, _: ReplicaId) -> Result<(), Unsaved> {
        Ok(())
    }
}

/// The clock on the wall and chance.
#[derive(Clone, Debug)]
struct Outside(Rc<(Cell<Moment>, RefCell<Dice>)>);

impl World for Outside {
    fn now(&self) -> Moment {
        self.0.0.get()
    }

    fn salt(&self) -> Salt {
        Salt(self.0.1.borrow_mut().bytes())
    }

    fn fresh_replica(&self) -> ReplicaId {
        ReplicaId(self.0.1.borrow_mut().bytes())
    }
}
