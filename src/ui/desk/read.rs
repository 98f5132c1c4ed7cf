//! Reading: the board and the log as they are, who acts, and what time it is there.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    browser::{
        clock,
        prefs::{self, Prefs},
        random::Random,
    },
    domain::{
        board::Board,
        ids::{PersonId, RecordId},
        record::Record,
        time::Moment,
    },
    report::when,
    sla::zone::minutes_ahead,
    ui::desk::Desk,
    writer::book::Book,
};

impl Desk {
    /// Reads the board and follows it.
    pub fn board<T>(self, read: impl FnOnce(&Board) -> T) -> T {
        self.version.track();
        self.board_now(read)
    }

    /// Reads the board as it is, without following it.
    pub fn board_now<T>(self, read: impl FnOnce(&Board) -> T) -> T {
        self.book(|book| read(book.board()))
    }

    /// Reads the log and the board as they are, without following them.
    pub fn book<T>(self, read: impl FnOnce(&Book) -> T) -> T {
        self.shelf.with_value(|shelf| read(&shelf.book.borrow()))
    }

    /// How often the board has changed; for those who cache.
    #[must_use]
    pub fn version(self) -> u64 {
        self.version.get()
    }

    /// A record, followed.
    #[must_use]
    pub fn record(self, id: RecordId) -> Memo<Option<Arc<Record>>> {
        Memo::new(move |_| self.board(|board| board.record(id).cloned()))
    }

    /// What people call a record.
    #[must_use]
    pub fn reference(self, id: RecordId) -> String {
        self.board(|board| board.reference(id))
    }

    /// Who acts on this device.
    #[must_use]
    pub fn me(self) -> PersonId {
        self.person.get()
    }

    /// The name of who acts, as far as it is known.
    #[must_use]
    pub fn my_name(self) -> String {
        let person = self.person.get_untracked();
        let recorded = self.board_now(|board| board.person_name(person).map(str::to_owned));
        recorded.unwrap_or_else(|| self.prefs.with_untracked(|prefs| prefs.name.clone()))
    }

    /// Acts as somebody else from now on: shared computers have several people.
    pub fn act_as(self, person: PersonId) {
        prefs::set_me(self.ws.get_untracked(), person);
        self.person.set(person);
    }

    /// Changes a preference and keeps it.
    pub fn prefer(self, change: impl FnOnce(&mut Prefs)) {
        self.prefs.update(change);
        self.prefs.with_untracked(prefs::write);
    }

    /// Minutes that the workspace's zone is ahead of UTC at a moment.
    #[must_use]
    pub fn offset(self, at: Moment) -> i32 {
        self.board(|board| {
            let founded = board.settings.is_founded();
            let zone = if founded {
                board.settings.zone.clone()
            } else {
                clock::own_zone()
            };
            minutes_ahead(&zone, at)
        })
    }

    /// The workspace's zone; the browser's until there is one.
    #[must_use]
    pub fn zone(self) -> String {
        self.board(|board| match board.settings.is_founded() {
            true => board.settings.zone.clone(),
            false => clock::own_zone(),
        })
    }

    /// A moment as people write it, in the workspace's zone.
    #[must_use]
    pub fn moment(self, at: Moment) -> String {
        when::exact(at, self.now.get(), |at| self.offset(at))
    }

    /// A new random id.
    #[must_use]
    pub fn fresh<T: Random>(self) -> T {
        T::random()
    }
}
