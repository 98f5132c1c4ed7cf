//! The only writer. What was not saved did not happen: events enter the log and the board only
//! after the journal has confirmed them.

pub mod book;
mod journal;

use std::{cell::RefCell, rc::Rc, sync::Arc};

use crate::{
    domain::{
        command::{Actor, Command, Rejection},
        event::Event,
        fact::Imported,
        ids::{EventId, RecordId, ReplicaId, Salt, WorkspaceId},
        time::Moment,
    },
    writer::book::{Book, Draft, Entry},
};

pub use self::journal::{Journal, Refused, Stored, Unsaved};

/// What the writer needs of the outside.
#[allow(async_fn_in_trait)] // one thread: the page's
pub trait World {
    fn now(&self) -> Moment;
    fn salt(&self) -> Salt;
    fn fresh_replica(&self) -> ReplicaId;

    /// Lets others have a turn, where long work has gone on for a while.
    async fn breathe(&self) {}
}

/// What the writer is asked for.
#[derive(Clone, Debug)]
pub enum Request {
    /// An act of a person.
    Do { actor: Actor, command: Command },
    /// Events of a file: exactly what its preview listed.
    Merge(Vec<Event>),
    /// Another workspace is taken into this one together with the events of its file: an adoption
    /// that brought nothing along would stand for good.
    Adopt {
        actor: Actor,
        ws: WorkspaceId,
        events: Vec<Event>,
    },
    /// Another tab says that it has written, or this one has slept.
    CatchUp,
}

/// What was done, and saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// The events that this request added, in order.
    pub events: Vec<EventId>,
    /// Records that a command for many left out, and why.
    pub left_out: Vec<(RecordId, Rejection)>,
    /// Whether anything was published, by this request or by other tabs meanwhile.
    pub changed: bool,
}

/// Nothing happened, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Rejected(#[from] Rejection),
    #[error(transparent)]
    Unsaved(#[from] Unsaved),
}

/// Records or events that are worked on at a stretch.
const PART: usize = 20;

/// How often a tab that is overtaken out of turn tries again before it gives up.
const TRIES: usize = 1_000;

/// Orders all changes of one page.
pub struct Writer<J, W> {
    journal: J,
    world: W,
    book: Rc<RefCell<Book>>,
    unsaved: RefCell<Entry>,
}

/// An import that is too long to be decided at a stretch.
struct LongImport<'a> {
    /// What comes before it in the same action.
    before: &'a [Command],
    records: &'a [(RecordId, Imported)],
}

impl<'a> LongImport<'a> {
    fn of(request: &'a Request) -> Option<Self> {
        let Request::Do { command, .. } = request else {
            return None;
        };
        let (last, before) = match command {
            Command::All(all) => all.split_last()?,
            command => (command, &[][..]),
        };
        match last {
            Command::Import(records) if records.len() > PART => Some(Self { before, records }),
            _ => None,
        }
    }
}

impl<J: Journal, W: World> Writer<J, W> {
    /// A writer for the book that the page reads.
    pub fn new(journal: J, world: W, book: Rc<RefCell<Book>>) -> Self {
        Self {
            journal,
            world,
            book,
            unsaved: RefCell::default(),
        }
    }

    /// Reads what the journal holds beyond the book.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn catch_up(&self) -> Result<bool, Unsaved> {
        let after = self.book.borrow().position();
        let stored = self.journal.read_after(after).await?;
        let changed = stored.lines > 0;
        self.book.borrow_mut().load(stored)?;
        Ok(changed)
    }

    /// Handles one request, to its end; the caller sends the next only then.
    ///
    /// # Errors
    /// A [`Failure`] means that nothing happened.
    pub async fn handle(&self, request: Request) -> Result<Done, Failure> {
        let mut changed = false;
        if let Request::CatchUp = request {
            changed = self.catch_up().await?;
            return Ok(Done {
                changed,
                ..Done::default()
            });
        }
        // What takes long to decide keeps nobody waiting unless it was overtaken.
        let mut turn = match LongImport::of(&request) {
            Some(_) => None,
            None => Some(self.journal.turn().await),
        };
        let mut last = Unsaved::Gone;
        for _ in 0..TRIES {
            self.leave_fork().await?;
            let after = self.book.borrow().position();
            let decided = match (&request, LongImport::of(&request)) {
                (Request::Do { actor, .. }, Some(long)) => self.import(actor.clone(), long).await,
                _ => self.entry(&self.book.borrow(), &request),
            };
            let entry = match decided {
                Ok(entry) => entry,
                // What another tab wrote meanwhile may be just what this command needs.
                Err(rejection) => match self.catch_up().await {
                    Ok(true) => {
                        changed = true;
                        continue;
                    }
                    Ok(false) | Err(_) => return Err(rejection.into()),
                },
            };
            if entry.events.is_empty() {
                return Ok(Done {
                    changed,
                    ..Done::default()
                });
            }
            match self.journal.append(after, &entry).await {
                Ok(()) => {
                    drop(turn);
                    let events = entry.events.iter().map(|event| event.id).collect();
                    let left_out = entry.left_out.clone();
                    match LongImport::of(&request) {
                        Some(_) => self.commit_in_parts(entry).await,
                        None => self.book.borrow_mut().commit(entry),
                    }
                    self.let_go(request).await;
                    return Ok(Done {
                        events,
                        left_out,
                        changed: true,
                    });
                }
                // Another tab was first: decide again on what it wrote.
                Err(Refused::Behind) => {
                    if turn.is_none() {
                        turn = Some(self.journal.turn().await);
                    }
                    changed |= self.catch_up().await?;
                }
                Err(Refused::Unsaved(unsaved)) => {
                    self.unsaved.replace(entry);
                    last = unsaved;
                    break;
                }
            }
        }
        Err(last.into())
    }

    /// The events of the last request that the journal did not take: they did not happen, but a
    /// file can hold them.
    #[must_use]
    pub fn take_unsaved(&self) -> Vec<Event> {
        self.unsaved.take().events
    }

    /// Where the lines are kept.
    pub const fn journal(&self) -> &J {
        &self.journal
    }

    /// Decides and stamps a long import part by part, behind what comes before it in the same
    /// action. Nobody else writes meanwhile.
    async fn import(&self, mut actor: Actor, long: LongImport<'_>) -> Result<Entry, Rejection> {
        actor.replica = self.book.borrow().replica();
        let now = self.world.now();
        let mut draft = Draft::default();
        let before = (!long.before.is_empty()).then(|| Command::All(long.before.to_vec()));
        let records = long.records.chunks(PART);
        let records = records.map(|part| Command::Import(Arc::new(part.to_vec())));
        for part in before.into_iter().chain(records) {
            let decided = {
                let book = self.book.borrow();
                book.decide_part(&mut draft, &actor, now, part, || self.world.salt())
            };
            match decided {
                Ok(()) | Err(Rejection::NoChange) => {}
                Err(rejection) => return Err(rejection),
            }
            self.world.breathe().await;
        }
        Ok(self.book.borrow().entry(draft))
    }

    /// Takes in what the journal has confirmed of an import, part by part. It is saved already, so
    /// that whoever looks meanwhile sees nothing but what has happened. Only of an import: a record
    /// that had events in many parts would be folded as often.
    async fn commit_in_parts(&self, entry: Entry) {
        let mut events = entry.events.into_iter();
        loop {
            let part: Vec<Event> = events.by_ref().take(PART).collect();
            if part.is_empty() {
                return;
            }
            self.book.borrow_mut().commit(Entry {
                events: part,
                ..Entry::default()
            });
            self.world.breathe().await;
        }
    }

    /// Drops what was asked for part by part: an import is a million small pieces.
    async fn let_go(&self, request: Request) {
        let Request::Do { command, .. } = request else {
            return;
        };
        let last = match command {
            Command::All(mut all) => all.pop(),
            command => Some(command),
        };
        let Some(Command::Import(records)) = last else {
            return;
        };
        let Ok(mut records) = Arc::try_unwrap(records) else {
            return;
        };
        while !records.is_empty() {
            records.truncate(records.len().saturating_sub(PART));
            self.world.breathe().await;
        }
    }

    fn entry(&self, book: &Book, request: &Request) -> Result<Entry, Rejection> {
        match request {
            Request::Do { actor, command } => self.decide(book, actor, command.clone()),
            Request::Merge(events) => Ok(book.admit(events)),
            Request::Adopt { actor, ws, events } => {
                let adopted = match self.decide(book, actor, Command::Adopt(*ws)) {
                    // Another tab was first with the adoption: the events are still to come.
                    Err(Rejection::NoChange) => Entry::default(),
                    decided => decided?,
                };
                Ok(adopted.and(book.admit(events)))
            }
            Request::CatchUp => Ok(Entry::default()),
        }
    }

    fn decide(&self, book: &Book, actor: &Actor, command: Command) -> Result<Entry, Rejection> {
        let actor = Actor {
            replica: book.replica(),
            ..actor.clone()
        };
        book.decide(&actor, self.world.now(), command, || self.world.salt())
    }

    /// A profile that was copied or restored finds its own numbers used twice: it goes on
    /// under a new id, and both branches stay.
    async fn leave_fork(&self) -> Result<(), Unsaved> {
        if self.book.borrow().is_forked() {
            let replica = self.world.fresh_replica();
            self.journal.keep_replica(replica).await?;
            self.book.borrow_mut().set_replica(replica);
        }
        Ok(())
    }
}
