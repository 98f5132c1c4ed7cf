//! Finds records: the index over the board, built once for a log and then only mended, so that
//! every key press of a search is answered within a frame.

use std::time::Duration;

use js_sys::Date;
use leptos::prelude::*;

use crate::{
    domain::{fact::View, ids::WorkspaceId},
    report::filter::{
        Filter, Part, SortKey,
        group::{Group, GroupBy},
        hygiene::Untidy,
        index::{Asking, Found, Hiding, Index},
        offer::Offer,
    },
    ui::{desk::Desk, incidents::read, timekeeper::Timekeeper},
};

/// Milliseconds for which words are taken in at a time: no key press and no frame notices.
const SLICE: f64 = 6.0;

/// The finder. `Copy`, so that closures take it along.
#[derive(Clone, Copy)]
pub struct Finder {
    desk: Desk,
    pub keeper: Timekeeper,
    held: StoredValue<(WorkspaceId, Index)>,
    /// Changes when the words of all records are in.
    read: RwSignal<u32>,
    is_reading: StoredValue<bool>,
}

impl Finder {
    /// A finder over the desk's board.
    #[must_use]
    pub fn new(desk: Desk, keeper: Timekeeper) -> Self {
        let held = StoredValue::new((WorkspaceId::default(), Index::default()));
        desk.on_much(move |board| {
            let is_more = held.try_update_value(|(ws, index): &mut (_, Index)| {
                if *ws != board.ws {
                    (*ws, *index) = (board.ws, Index::default());
                }
                index.prepare(board)
            });
            is_more == Some(true)
        });
        Self {
            desk,
            keeper,
            held,
            read: RwSignal::new(0),
            is_reading: StoredValue::new(false),
        }
    }

    /// The records that fit, in order; follows the board, and the clock where the filter asks for days.
    #[must_use]
    pub fn find(self, filter: &Filter) -> Found {
        // Misspelt words are found, and the best match put first, as soon as all words are in.
        if filter.has(Part::Text) {
            self.read.track();
        }
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

    /// The saved views, each with how many records it shows.
    #[must_use]
    pub fn counted_views(self) -> Memo<Vec<(View, usize)>> {
        Memo::new(move |_| {
            let views: Vec<View> = self.desk.board(|board| {
                let views = board.settings.standing_views();
                views.into_iter().cloned().collect()
            });
            let count = |view: &View| self.find(&read(&view.query)).shown.len();
            let counted = views.into_iter().map(|view| {
                let count = count(&view);
                (view, count)
            });
            counted.collect()
        })
    }

    /// The found records in groups.
    #[must_use]
    pub fn group(self, filter: &Filter, found: &Found, by: GroupBy) -> Vec<Group> {
        let desk = self.desk;
        self.ask(filter, |index, asking| {
            desk.board_now(|board| index.group(found, by, board, asking))
        })
    }

    /// How many of the records that otherwise fit want tidying, in each way.
    #[must_use]
    pub fn untidy(self, filter: &Filter) -> Vec<(Untidy, usize)> {
        self.ask(filter, |index, asking| index.untidy(filter, asking))
    }

    fn ask<T>(self, filter: &Filter, ask: impl FnOnce(&mut Index, &Asking<'_>) -> T) -> T {
        let desk = self.desk;
        let is_clocked = filter.has(Part::Promises);
        let by_due = filter.sort.by == SortKey::Due;
        let is_timed = filter.reported.is_some() || filter.has(Part::Hygiene) || is_clocked;
        let now = match is_timed {
            true => desk.now.get(),
            false => desk.now.get_untracked(),
        };
        let me = Some(desk.me());
        let offset = &|at| desk.offset(at);
        let asking = Asking {
            me,
            now,
            offset,
            clocks: None,
        };
        if !is_clocked && !by_due {
            return self.with(|index| ask(index, &asking));
        }
        self.keeper.read(|clocks| {
            self.with(|index| {
                index.update_dues(clocks);
                let clocks = Some(clocks);
                ask(index, &Asking { clocks, ..asking })
            })
        })
    }

    fn with<T>(self, read: impl FnOnce(&mut Index) -> T) -> T {
        let found = self.held.try_update_value(|(ws, index)| {
            let open = self.desk.ws.get();
            if *ws != open {
                (*ws, *index) = (open, Index::default());
            }
            self.desk.board(|board| index.update(board));
            (read(index), index.is_reading())
        });
        let (found, is_reading) = found.expect("the finder lives as long as the page");
        if is_reading && !self.is_reading.get_value() {
            self.is_reading.set_value(true);
            self.read_soon();
        }
        found
    }

    /// Takes in words a few at a time, so that what somebody does meanwhile is hardly delayed.
    fn read_soon(self) {
        let slice = move || {
            let until = Date::now() + SLICE;
            let more = self.held.try_update_value(|(_, index)| {
                while Date::now() < until && index.read_words(64) {}
                index.is_reading()
            });
            if more == Some(true) {
                self.read_soon();
            } else {
                self.is_reading.set_value(false);
                self.read.update(|read| *read += 1);
            }
        };
        set_timeout(slice, Duration::from_millis(1));
    }
}

/// The finder, for views.
#[must_use]
pub fn use_finder() -> Finder {
    expect_context()
}
