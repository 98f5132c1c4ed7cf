//! The one place where views meet the log: they read the board here and send commands.

mod alarm;
mod drafts;
pub mod files;
mod homes;
mod pictures;
mod read;
pub mod recovery;
mod say;
mod slow;
mod workspaces;

use std::{cell::RefCell, rc::Rc};

use futures::{
    StreamExt,
    channel::{mpsc, oneshot},
};
use leptos::{prelude::*, task::spawn_local};

pub use crate::browser::{floor::Floor, notices::Permission};
use crate::{
    browser::{
        canary::{self, Canary},
        clock,
        journal::IdbJournal,
        notices,
        pace::Pace,
        places::{self, Place},
        prefs::{self, Prefs},
        random::Random,
        storage,
        tabs::{News, Tabs},
    },
    domain::{
        command::{Actor, Command},
        event::Event,
        ids::{PersonId, ReplicaId, Salt, WorkspaceId},
        time::Moment,
    },
    ui::{desk::say::Undoable, widgets::toasts::Toast},
    writer::{Done, Failure, Request, Unsaved, World, Writer, book::Book},
};

/// What the page can do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// The log is being read.
    Opening,
    Open,
    /// Storage came back with less than it had.
    Lost {
        had: u64,
        has: u64,
    },
    /// Storage can't be read.
    Failed(Unsaved),
}

/// The desk. `Copy`, so that closures take it along.
#[derive(Clone, Copy)]
pub struct Desk {
    shelf: StoredValue<Shelf, LocalStorage>,
    version: RwSignal<u64>,
    pub status: RwSignal<Status>,
    pub ws: RwSignal<WorkspaceId>,
    pub prefs: RwSignal<Prefs>,
    /// Moves every few seconds; everything that shows an age reads it.
    pub now: RwSignal<Moment>,
    pub toasts: RwSignal<Vec<Toast>>,
    /// Whether the browser has promised to keep the storage; nothing until it was asked.
    pub persistent: RwSignal<Option<bool>>,
    /// Whether views that nobody asked for yet have got ready for the open log.
    pub is_settled: RwSignal<bool>,
    /// Whether the browser lets the page store anything.
    pub stores: RwSignal<bool>,
    /// Whether the browser lets the page notify.
    pub notices: RwSignal<Permission>,
    /// Own events that were in a file already.
    exported: RwSignal<u64>,
    person: RwSignal<PersonId>,
    undo: StoredValue<Vec<Undoable>>,
    /// What storage would not take last.
    refused: StoredValue<Vec<Event>>,
    /// What storage would not take, by the toast that offers a file.
    rescue: StoredValue<Vec<(u64, Vec<Event>)>>,
    update_offer: StoredValue<u64>,
    /// What gets views ready before they are told of very many changes.
    steps: StoredValue<Vec<slow::Step>, LocalStorage>,
}

struct Shelf {
    book: Rc<RefCell<Book>>,
    inbox: mpsc::UnboundedSender<(Request, oneshot::Sender<Answer>)>,
    tabs: Option<Tabs>,
}

/// What became of a request; events that could not be saved come along, so that a file can
/// hold them.
type Answer = Result<Done, (Failure, Vec<Event>)>;

#[derive(Default)]
struct Outside {
    pace: Pace,
}

impl World for Outside {
    fn now(&self) -> Moment {
        clock::now()
    }

    fn salt(&self) -> Salt {
        Salt::random()
    }

    fn fresh_replica(&self) -> ReplicaId {
        ReplicaId::random()
    }

    async fn breathe(&self) {
        self.pace.breathe().await;
    }
}

/// The desk, for views.
#[must_use]
pub fn use_desk() -> Desk {
    expect_context()
}

impl Desk {
    /// A desk on which nothing is open yet.
    #[must_use]
    pub fn new() -> Self {
        let ws = WorkspaceId::default();
        let (inbox, _) = mpsc::unbounded();
        let book = Rc::new(RefCell::new(Book::new(ws, ReplicaId::default())));
        let desk = Self {
            shelf: StoredValue::new_local(Shelf {
                book,
                inbox,
                tabs: None,
            }),
            version: RwSignal::new(0),
            status: RwSignal::new(Status::Opening),
            ws: RwSignal::new(ws),
            prefs: RwSignal::new(prefs::read()),
            now: RwSignal::new(clock::now()),
            toasts: RwSignal::new(Vec::new()),
            persistent: RwSignal::new(None),
            is_settled: RwSignal::new(false),
            stores: RwSignal::new(true),
            notices: RwSignal::new(notices::permission()),
            exported: RwSignal::new(0),
            person: RwSignal::new(PersonId::default()),
            undo: StoredValue::new(Vec::new()),
            refused: StoredValue::new(Vec::new()),
            rescue: StoredValue::new(Vec::new()),
            update_offer: StoredValue::new(0),
            steps: StoredValue::new_local(Vec::new()),
        };
        set_interval(
            move || desk.now.set(clock::now()),
            std::time::Duration::from_secs(5),
        );
        desk
    }

    /// Handles requests one at a time, so that two quick clicks never decide on the same board.
    async fn serve(
        self,
        writer: Writer<IdbJournal, Outside>,
        mut outbox: mpsc::UnboundedReceiver<(Request, oneshot::Sender<Answer>)>,
    ) {
        while let Some((request, reply)) = outbox.next().await {
            let hint = matches!(request, Request::CatchUp);
            let before = self.book(Book::position);
            let result = writer.handle(request).await;
            let written = self.book(Book::position).abs_diff(before);
            if written > slow::MANY {
                self.get_ready().await;
            }
            if written > 0 {
                self.version.update(|version| *version += 1);
                self.keep_canary();
            }
            match &result {
                Ok(done) if !done.events.is_empty() => {
                    self.shelf.with_value(|shelf| {
                        shelf.tabs.as_ref().map(|tabs| tabs.tell(News::Written))
                    });
                }
                Err(Failure::Unsaved(Unsaved::Gone)) if hint => {
                    let had =
                        canary::read(self.ws.get_untracked()).map_or(before, |held| held.lines);
                    self.status.set(Status::Lost { had, has: 0 });
                }
                _ => {}
            }
            let _ = reply.send(result.map_err(|failure| (failure, writer.take_unsaved())));
        }
    }

    /// Looks for what other tabs have written.
    pub fn catch_up(self) {
        spawn_local(async move {
            let _ = self.request(Request::CatchUp).await;
        });
    }

    async fn request(self, request: Request) -> Answer {
        let (reply, answer) = oneshot::channel();
        let sent = self
            .shelf
            .with_value(|shelf| shelf.inbox.unbounded_send((request, reply)).is_ok());
        let gone = || (Failure::Unsaved(Unsaved::Gone), Vec::new());
        if !sent {
            return Err(gone());
        }
        answer.await.map_err(|_| gone())?
    }

    /// Asks for a change and waits until it is on disk.
    ///
    /// # Errors
    /// When nothing happened. What could not be stored is kept for [`Desk::save_refused`].
    pub async fn ask(self, command: Command) -> Result<Done, Failure> {
        let first = self.book(|book| book.log().is_empty());
        let answer = self
            .request(Request::Do {
                actor: self.actor(),
                command,
            })
            .await;
        if answer.is_ok() && first {
            self.persistent.set(storage::persist().await);
        }
        answer.map_err(|(failure, events)| {
            self.refused.set_value(events);
            failure
        })
    }

    /// Merges the events of a file.
    ///
    /// # Errors
    /// When nothing happened.
    pub async fn merge(self, events: Vec<Event>) -> Result<Done, Failure> {
        let first = self.book(|book| book.log().is_empty());
        let answer = self.request(Request::Merge(events)).await;
        if answer.is_ok() && first {
            self.persistent.set(storage::persist().await);
        }
        answer.map_err(|(failure, _)| failure)
    }

    /// Takes another workspace into the open one, with the events of its file.
    ///
    /// # Errors
    /// When nothing happened.
    pub async fn adopt(self, ws: WorkspaceId, events: Vec<Event>) -> Result<Done, Failure> {
        let actor = self.actor();
        let answer = self.request(Request::Adopt { actor, ws, events }).await;
        answer.map_err(|(failure, _)| failure)
    }

    fn actor(self) -> Actor {
        let name = self
            .prefs
            .with_untracked(|prefs| prefs.name.trim().to_owned());
        Actor {
            replica: self.book(Book::replica),
            person: self.person.get_untracked(),
            name,
            workspace_name: "My team".to_owned(),
            zone: clock::own_zone(),
        }
    }

    fn keep_canary(self) {
        let ws = self.ws.get_untracked();
        let (replica, lines) = self.book(|book| (book.replica(), book.position()));
        let head = self.book(|book| book.log().head_of(replica).map(|(_, id)| id));
        // Another tab may have saved to a file since.
        let held = canary::read(ws).filter(|held| held.replica == replica);
        let exported = held.map_or(0, |held| held.exported);
        if self.exported.get_untracked() < exported {
            self.exported.set(exported);
        }
        canary::write(
            ws,
            &Canary {
                replica,
                lines,
                head,
                exported: self.exported.get_untracked(),
            },
        );
        let name = self.board_now(|board| board.settings.name.clone());
        let sample = places::all()
            .iter()
            .any(|place| place.ws == ws && place.sample);
        places::keep(&Place { ws, name, sample });
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}
