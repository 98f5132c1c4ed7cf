//! Finds records: the index over the board, built once for a log and then only mended, so that
//! every key press of a search is answered within a frame.

use leptos::prelude::*;

use crate::{
    domain::ids::WorkspaceId,
    report::filter::{
        Filter, Part,
        index::{Asking, Found, Hiding, Index},
        offer::Offer,
    },
    ui::desk::Desk,
};

/// The finder. `Copy`, so that closures take it along.
#[derive(Clone, Copy)]
pub struct Finder {
    desk: Desk,
    held: StoredValue<(WorkspaceId, Index)>,
}

impl Finder {
    /// A finder over the desk's board.
    #[must_use]
    pub fn new(desk: Desk) -> Self {
        Self {
            desk,
            held: StoredValue::new((WorkspaceId::default(), Index::default())),
        }
    }

    /// The records that fit, in order; follows the board, and the clock where the filter asks for days.
    #[must_use]
    pub fn find(self, filter: &Filter) -> Found {
        self.ask(filter, |index, asking| index.find(filter, asking))
    }

    /// Which part of a filter hides most.
    #[must_use]
    pub fn hides_most(self, filter: &Filter) -> Option<Hiding> {
        self.ask(filter, |index, asking| index.hides_most(filter, asking))
    }

    /// What a part of a filter can ask for.
    #[must_use]
    pub fn offers(self, part: Part) -> Vec<Offer> {
        self.with(|index| self.desk.board_now(|board| index.offers(part, board)))
    }

    fn ask<T>(self, filter: &Filter, ask: impl FnOnce(&mut Index, &Asking<'_>) -> T) -> T {
        let desk = self.desk;
        let now = match filter.reported {
            Some(_) => desk.now.get(),
            None => desk.now.get_untracked(),
        };
        let asking = Asking {
            me: Some(desk.me()),
            now,
            offset: &|at| desk.offset(at),
        };
        self.with(|index| ask(index, &asking))
    }

    fn with<T>(self, read: impl FnOnce(&mut Index) -> T) -> T {
        let found = self.held.try_update_value(|(ws, index)| {
            let open = self.desk.ws.get();
            if *ws != open {
                (*ws, *index) = (open, Index::default());
            }
            self.desk.board(|board| index.update(board));
            read(index)
        });
        found.expect("the finder lives as long as the page")
    }
}

/// The finder, for views.
#[must_use]
pub fn use_finder() -> Finder {
    expect_context()
}
