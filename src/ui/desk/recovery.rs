//! What the desk can do when storage came back with less, or can't be read.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;

use crate::{
    browser::{canary, clock, journal::IdbJournal, random::Random, rescue},
    domain::{event::Event, ids::ReplicaId},
    exchange::{
        file::{self, Reading},
        merge::{self, Relation, relation},
    },
    ui::{
        desk::{Desk, Outside, Status},
        words,
    },
    writer::{Done, Failure, Request, Writer, book::Book},
};

/// Why a file was not merged; nothing changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotMerged {
    /// The error's kind, for `data-error`.
    pub slug: &'static str,
    pub sentence: String,
}

impl NotMerged {
    fn foreign(name: &str) -> Self {
        Self {
            slug: "other-workspace",
            sentence: format!(
                "{name} is a log of another workspace. Choose a file of this one, or go on and open that file in Share."
            ),
        }
    }

    fn unsaved(failure: Failure) -> Self {
        Self {
            slug: words::slug(&failure),
            sentence: words::failure(&failure),
        }
    }
}

impl Desk {
    /// Goes on with what is still here. A log that storage lost while the page was open is
    /// still held in memory: it is stored anew.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn go_on(self) -> Result<(), Failure> {
        self.store_anew().await?;
        self.accept();
        Ok(())
    }

    async fn store_anew(self) -> Result<(), Failure> {
        let Status::Lost { has, .. } = self.status.get_untracked() else {
            return Ok(());
        };
        if self.book(Book::position) <= has {
            return Ok(());
        }
        let held: Vec<Event> = self.book(|book| {
            let events = book.log().events();
            events.map(|event| event.as_ref().clone()).collect()
        });
        // By a writer of its own: what memory holds is let go only when it is on disk.
        let ws = self.ws.get_untracked();
        let journal = IdbJournal::new(ws);
        let replica = journal.replica(ReplicaId::random()).await?;
        let book = Rc::new(RefCell::new(Book::new(ws, replica)));
        let writer = Writer::new(journal, Outside::default(), book);
        writer.catch_up().await?;
        writer.handle(Request::Merge(held)).await?;
        canary::forget(ws);
        self.open(ws).await;
        Ok(())
    }

    /// From now on, what is here is what there is.
    fn accept(self) {
        if self.book(Book::position) == 0 {
            canary::forget(self.ws.get_untracked());
        } else {
            self.keep_canary();
        }
        self.status.set(Status::Open);
    }

    /// Reads a log file that a person chose.
    ///
    /// # Errors
    /// When it can't be read, or is no log.
    pub async fn read_log(self, chosen: &web_sys::File) -> Result<Reading, NotMerged> {
        let intake = self
            .read_file(chosen, |_| {})
            .await
            .map_err(|sentence| NotMerged {
                slug: "file-unreadable",
                sentence,
            })?;
        file::read(intake.bytes()).map_err(|not_a_log| NotMerged {
            slug: not_a_log.slug(),
            sentence: not_a_log.to_string(),
        })
    }

    /// Merges a file of this workspace into what storage has left, and goes on.
    ///
    /// # Errors
    /// When nothing was merged.
    pub async fn recover_from(self, chosen: &web_sys::File) -> Result<Done, NotMerged> {
        let reading = self.read_log(chosen).await?;
        if self.board_now(|board| relation(board, reading.workspace)) != Relation::Ours {
            return Err(NotMerged::foreign(&chosen.name()));
        }
        let failed = NotMerged::unsaved;
        self.store_anew().await.map_err(failed)?;
        // Nobody was asked about erasures of words that are held here: they stay out.
        let new = self.preview(&reading, false).new;
        let done = self.merge(new).await.map_err(failed)?;
        self.accept();
        Ok(done)
    }

    /// Puts a file of this workspace, and every stored line that can still be read, in the place
    /// of a log that can't be opened; how many events there are now.
    ///
    /// # Errors
    /// When nothing was changed.
    pub async fn restore_from(self, chosen: &web_sys::File) -> Result<usize, NotMerged> {
        let reading = self.read_log(chosen).await?;
        let ws = self.ws.get_untracked();
        if reading.workspace != ws {
            return Err(NotMerged::foreign(&chosen.name()));
        }
        let whole = move |readable: Vec<Event>| {
            let mut book = Book::new(ws, ReplicaId::random());
            let held = book.admit(&readable);
            book.commit(held);
            // Nobody was asked about erasures of words that are held here: they stay out.
            let new = merge::preview(book.log(), book.board(), &reading, false, clock::now()).new;
            let new = book.admit(&new);
            book.commit(new);
            let events = book.log().events();
            events.map(|event| event.as_ref().clone()).collect()
        };
        let failed = |unsaved| NotMerged::unsaved(Failure::Unsaved(unsaved));
        let count = IdbJournal::new(ws).restore(whole).await.map_err(failed)?;
        canary::forget(ws);
        self.open(ws).await;
        Ok(count)
    }

    /// Saves the stored lines as a file without understanding them; a sentence says how it went.
    pub async fn rescue(self) -> String {
        rescue::save().await.unwrap_or_else(|()| {
            "This browser gives nothing back. Load the page again and try once more.".to_owned()
        })
    }
}
