//! What stands in front of a view: dialogs, the palette, and the cursor of the lists.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::domain::{
    ids::{ClockId, RecordId},
    state::Act,
};

/// Things that any view may open; each is rendered once, by the app.
#[derive(Clone, Copy)]
pub struct Stage {
    /// The declare dialog, with a title to begin with.
    pub declare: RwSignal<Option<String>>,
    /// An act that needs to be told more, and the records that it is for.
    pub act: RwSignal<Option<(Act, Vec<RecordId>)>>,
    /// A record whose impact and urgency are to be judged again.
    pub reassess: RwSignal<Option<Reassess>>,
    /// The clock whose proof is open.
    pub proof: RwSignal<Option<Proving>>,
    pub palette: RwSignal<bool>,
    pub keyboard: RwSignal<bool>,
    /// The record that single letters act on: the cursor row of a list, or the open room.
    pub cursor: RwSignal<Option<RecordId>>,
    /// The chosen rows of a list, shown or not: letters act on all of them.
    pub chosen: RwSignal<HashSet<RecordId>>,
    /// The list that J and K move through.
    list: StoredValue<Option<Listed>>,
    /// Where in the list the cursor was last, for when its row has left.
    place: StoredValue<usize>,
}

/// A list on show.
#[derive(Clone, Copy)]
pub struct Listed {
    /// Its rows, in order.
    pub rows: Signal<Vec<RecordId>>,
    /// Brings a row into sight and gives it the focus.
    pub reveal: Callback<usize>,
}

/// A record to be judged again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reassess {
    pub record: RecordId,
    /// Impact and urgency on the workspace's matrix that somebody pointed at already.
    pub preset: Option<(u8, u8)>,
}

impl From<RecordId> for Reassess {
    fn from(record: RecordId) -> Self {
        Self {
            record,
            preset: None,
        }
    }
}

/// A clock of a record whose proof is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proving {
    pub record: RecordId,
    pub clock: ClockId,
    /// What is to be done to it by hand.
    pub hand: Option<Hand>,
}

/// What people do to a clock by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    Pause,
    Resume,
    Extend,
}

impl Stage {
    /// An empty stage.
    #[must_use]
    pub fn new() -> Self {
        Self {
            declare: RwSignal::new(None),
            act: RwSignal::new(None),
            reassess: RwSignal::new(None),
            proof: RwSignal::new(None),
            palette: RwSignal::new(false),
            keyboard: RwSignal::new(false),
            cursor: RwSignal::new(None),
            chosen: RwSignal::new(HashSet::new()),
            list: StoredValue::new(None),
            place: StoredValue::new(0),
        }
    }

    /// Whether a dialog is open: single letters rest then.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.palette.get_untracked() || self.is_asking()
    }

    /// Whether a dialog other than the palette is open.
    #[must_use]
    pub fn is_asking(self) -> bool {
        self.declare.with_untracked(Option::is_some)
            || self.act.with_untracked(Option::is_some)
            || self.reassess.with_untracked(Option::is_some)
            || self.proof.with_untracked(Option::is_some)
            || self.keyboard.get_untracked()
    }

    /// Opens the proof of a clock.
    pub fn prove(self, record: RecordId, clock: ClockId) {
        self.proof.set(Some(Proving {
            record,
            clock,
            hand: None,
        }));
    }

    /// Gives the keys a list to move through, for as long as the calling view lives.
    pub fn show_list(self, listed: Listed) {
        self.list.set_value(Some(listed));
        self.place.set_value(0);
        on_cleanup(move || self.list.set_value(None));
    }

    /// Whether a list is on show.
    #[must_use]
    pub fn has_list(self) -> bool {
        self.list.with_value(Option::is_some)
    }

    /// The record under the cursor; none where the list on show has lost its row.
    #[must_use]
    pub fn subject(self) -> Option<RecordId> {
        let record = self.cursor.get_untracked()?;
        match self.list.get_value() {
            Some(listed) => listed
                .rows
                .try_with_untracked(|rows| rows.contains(&record))?
                .then_some(record),
            None => Some(record),
        }
    }

    /// Moves the cursor by so many rows, and stops at the ends. Where the row under it has
    /// left, the one that took its place is next.
    pub fn step(self, by: isize) -> bool {
        let Some(listed) = self.list.get_value() else {
            return false;
        };
        let cursor = self.cursor.get_untracked();
        let next = listed.rows.try_with_untracked(|rows| {
            let last = rows.len().checked_sub(1)?;
            let here = rows.iter().position(|row| Some(*row) == cursor);
            let place = match here {
                Some(here) => here.saturating_add_signed(by),
                None => self.place.get_value(),
            };
            let place = place.min(last);
            Some((place, rows[place]))
        });
        let Some(Some((place, record))) = next else {
            return false;
        };
        self.place.set_value(place);
        self.cursor.set(Some(record));
        listed.reveal.run(place);
        true
    }
}

impl Default for Stage {
    fn default() -> Self {
        Self::new()
    }
}

/// The stage, for views.
#[must_use]
pub fn use_stage() -> Stage {
    expect_context()
}
