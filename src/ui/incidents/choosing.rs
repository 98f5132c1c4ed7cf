//! Moving through the list, and choosing rows.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    domain::ids::RecordId,
    ui::{incidents::list::List, widgets::virtual_rows::VirtualRows},
};

/// Frames that a row may take to appear after the page has scrolled to it.
const PATIENCE: u8 = 6;

impl List {
    /// Opens the room of a record.
    pub fn open(self, id: RecordId) {
        self.settle();
        let reference = self.desk.board_now(|board| board.reference(id));
        self.router.open(&reference);
    }

    /// The row of the cursor, or where it was last.
    pub fn cursor_place(self) -> Option<usize> {
        let cursor = self.stage.cursor.get_untracked()?;
        let place = self.place.get_value();
        self.found
            .with_untracked(|found| match found.shown.get(place) {
                Some(held) if *held == cursor => Some(place),
                _ => found.shown.iter().position(|held| *held == cursor),
            })
    }

    /// Moves the cursor by rows, down where positive. Without a cursor it enters where it was.
    pub fn step(self, by: isize) {
        let to = match self.cursor_place() {
            Some(place) => place.saturating_add_signed(by),
            None => self.place.get_value(),
        };
        self.go(to);
    }

    /// Moves the cursor to a row, or to the last one; the focus follows, so that it is read out.
    pub fn go(self, to: usize) {
        let row = self.found.with_untracked(|found| {
            let place = to.min(found.shown.len().checked_sub(1)?);
            Some((place, found.shown[place]))
        });
        let Some((place, id)) = row else { return };
        self.place.set_value(place);
        self.stage.cursor.set(Some(id));
        self.rows.scroll_to(place);
        focus_row(self.rows, place);
    }

    /// Goes from the text field to the rows: the list's own, or those that the view has instead.
    pub fn enter(self) {
        if self.rows.body.read_untracked().is_some() {
            self.go(0);
        } else {
            self.stage.step(0);
        }
    }

    /// Puts the cursor on a row that has the focus.
    pub fn point_at(self, id: RecordId) {
        if self.stage.cursor.get_untracked() != Some(id) {
            let place = self.place_of(id).unwrap_or(0);
            self.place.set_value(place);
            self.stage.cursor.set(Some(id));
        }
    }

    /// Chooses a row, or lets it go.
    pub fn choose(self, id: RecordId) {
        self.anchor.set_value(Some(id));
        self.chosen.update(|chosen| {
            if !chosen.remove(&id) {
                chosen.insert(id);
            }
        });
    }

    /// Chooses every row from the last one that was chosen to this one.
    pub fn choose_to(self, id: RecordId) {
        let from = self
            .anchor
            .get_value()
            .and_then(|anchor| self.place_of(anchor));
        let (Some(from), Some(to)) = (from, self.place_of(id)) else {
            self.choose(id);
            return;
        };
        let range = from.min(to)..=from.max(to);
        self.found.with_untracked(|found| {
            self.chosen
                .update(|chosen| chosen.extend(&found.shown[range]));
        });
    }

    /// Chooses every row that is shown.
    pub fn choose_all(self) {
        self.found.with_untracked(|found| {
            self.chosen.update(|chosen| chosen.extend(&found.shown));
        });
    }

    /// Lets every row go.
    pub fn choose_none(self) {
        self.anchor.set_value(None);
        self.chosen.update(std::collections::HashSet::clear);
    }

    /// How many chosen rows are shown.
    pub fn chosen_and_shown(self) -> usize {
        let chosen = self.chosen.read();
        if chosen.is_empty() {
            return 0;
        }
        let is_chosen = |id: &&RecordId| chosen.contains(id);
        self.found
            .with(|found| found.shown.iter().filter(is_chosen).count())
    }

    fn place_of(self, id: RecordId) -> Option<usize> {
        self.found
            .with_untracked(|found| found.shown.iter().position(|held| *held == id))
    }
}

/// Gives the focus to the link of a row. It is there as soon as the page has scrolled, in a frame
/// or two.
pub fn focus_row(rows: VirtualRows, place: usize) {
    try_focus(rows, place, PATIENCE);
}

fn try_focus(rows: VirtualRows, place: usize, patience: u8) {
    request_animation_frame(move || {
        let Some(body) = rows.body.try_get_untracked().flatten() else {
            return;
        };
        let link = format!("[aria-rowindex='{}'] .cell-title a", place + 2);
        let link = body.query_selector(&link).ok().flatten();
        match link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
            Some(link) => {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = link.focus_with_options(&options);
            }
            None if patience > 0 => try_focus(rows, place, patience - 1),
            None => {}
        }
    });
}
