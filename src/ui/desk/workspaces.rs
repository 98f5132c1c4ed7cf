//! The workspaces of this browser: opening one, beginning one, removing one.

use std::{cell::RefCell, rc::Rc};

use futures::channel::mpsc;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        canary,
        journal::{self, IdbJournal},
        places::{self, Place},
        prefs,
        random::Random,
        storage,
        tabs::{News, Tabs},
    },
    domain::ids::{PersonId, ReplicaId, WorkspaceId},
    ui::{
        desk::{Desk, Outside, Status},
        widgets::tone::Tone,
    },
    writer::{Unsaved, Writer, book::Book},
};

impl Desk {
    /// Opens the workspace that the address, the tab or the browser names.
    pub async fn open_first(self) {
        let listed = || places::all().first().map(|place| place.ws);
        let known = match places::asked() {
            Some(Ok(ws)) => Some(ws),
            Some(Err(text)) => {
                self.say(format!("The address names a workspace \"{text}\", which is none. Here is the last one."), Tone::Warn);
                places::last().or_else(listed)
            }
            None => places::last().or_else(listed),
        };
        let ws = if let Some(ws) = known {
            ws
        } else {
            let fresh = WorkspaceId::random();
            journal::home(fresh).await.unwrap_or(fresh)
        };
        self.open(ws).await;
    }

    /// Opens a workspace in place of the one that is open.
    pub async fn open(self, ws: WorkspaceId) {
        self.status.set(Status::Opening);
        self.is_settled.set(false);
        let journal = IdbJournal::new(ws);
        let (replica, refused) = match journal.replica(ReplicaId::random()).await {
            Ok(replica) => (replica, None),
            Err(unsaved) => (ReplicaId::random(), Some(unsaved)),
        };
        let book = Rc::new(RefCell::new(Book::new(ws, replica)));
        let writer = Writer::new(journal, Outside::default(), book.clone());
        self.stores.set(refused != Some(Unsaved::Denied));
        let read = match refused {
            // A browser that stores nothing can still show a form, and save to a file.
            Some(Unsaved::Denied) => Ok(false),
            Some(unsaved) => Err(unsaved),
            None => writer.catch_up().await,
        };
        let (inbox, outbox) = mpsc::unbounded();
        let hear = move |news| match news {
            News::Written => self.catch_up(),
            News::Removed => self.leave_removed(),
        };
        self.shelf.update_value(|shelf| {
            shelf.book = book.clone();
            shelf.inbox = inbox;
            shelf.tabs = Some(Tabs::of(ws, hear));
        });
        spawn_local(self.serve(writer, outbox));
        let held = canary::read(ws);
        let person = prefs::me(ws).unwrap_or_else(PersonId::random);
        prefs::set_me(ws, person);
        places::show(ws);
        let has = book.borrow().position();
        let had = held.map_or(0, |canary| canary.lines);
        let head = held.and_then(|canary| canary.head);
        let has_head = head.is_none_or(|head| book.borrow().log().get(head).is_some());
        self.exported.set(
            held.filter(|held| held.replica == replica)
                .map_or(0, |held| held.exported),
        );
        self.person.set(person);
        self.ws.set(ws);
        self.undo.set_value(Vec::new());
        self.version.update(|version| *version += 1);
        self.status.set(match read {
            Err(unsaved @ Unsaved::Gone) if had == 0 => Status::Failed(unsaved),
            Err(Unsaved::Gone) => Status::Lost { had, has },
            Err(unsaved) => Status::Failed(unsaved),
            Ok(_) if has < had || !has_head => Status::Lost { had, has },
            Ok(_) => Status::Open,
        });
        spawn_local(self.settle(ws, has));
        self.persistent.set(storage::is_persistent().await);
    }

    /// The workspaces of this browser with their names, the open one among them.
    #[must_use]
    pub fn places(self) -> Vec<(WorkspaceId, String)> {
        let name = |place: Place| match (place.sample, place.name.as_str()) {
            (true, name) => format!("{name} (sample)"),
            (false, "") => "Unnamed".to_owned(),
            (false, name) => name.to_owned(),
        };
        let mut places: Vec<_> = places::all()
            .into_iter()
            .map(|place| (place.ws, name(place)))
            .collect();
        let open = self.ws.get();
        if !places.iter().any(|(ws, _)| *ws == open) {
            places.push((open, "New, nothing saved yet".to_owned()));
        }
        places
    }

    /// Removes the open workspace from this browser and opens another.
    ///
    /// # Errors
    /// When storage would not let it go; it stays open then.
    pub async fn remove_workspace(self) -> Result<(), Unsaved> {
        self.forget_workspace().await?;
        self.go_home().await;
        Ok(())
    }

    /// Another tab removed what this one shows.
    fn leave_removed(self) {
        self.status.set(Status::Opening);
        self.say("This workspace was removed in another tab.", Tone::Info);
        spawn_local(self.go_home());
    }

    async fn forget_workspace(self) -> Result<(), Unsaved> {
        let ws = self.ws.get_untracked();
        journal::leave_home(ws).await?;
        IdbJournal::new(ws).remove().await?;
        // From here on nothing is remembered of it.
        self.status.set(Status::Opening);
        places::forget(ws);
        canary::forget(ws);
        prefs::forget_all(ws);
        self.shelf.update_value(|shelf| {
            if let Some(tabs) = shelf.tabs.take() {
                tabs.tell(News::Removed);
            }
            shelf.inbox.close_channel();
        });
        Ok(())
    }
}
