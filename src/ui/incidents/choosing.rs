//! Moving through the list, and choosing rows.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    domain::ids::RecordId,
    ui::{
        incidents::{
            lines::{Line, heading_of},
            list::List,
        },
        widgets::virtual_rows::VirtualRows,
    },
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

    /// The line of the cursor.
    fn cursor_place(self) -> Option<usize> {
        let cursor = match self.head.get_untracked() {
            Some(key) => Line::Head(key),
            None => Line::Record(self.stage.cursor.get_untracked()?),
        };
        let place = self.place.get_value();
        self.lines.with_untracked(|lines| match lines.get(place) {
            Some(held) if *held == cursor => Some(place),
            _ => lines.iter().position(|held| *held == cursor),
        })
    }

    /// Moves the cursor by lines, down where positive. Without a cursor it enters where it was.
    pub fn step(self, by: isize) {
        let to = match self.cursor_place() {
            Some(place) => place.saturating_add_signed(by),
            None => self.place.get_value(),
        };
        self.go(to);
    }

    /// Moves the cursor to a line, or to the last one; the focus follows, so that it is read out.
    pub fn go(self, to: usize) {
        let line = self.lines.with_untracked(|lines| {
            let place = to.min(lines.len().checked_sub(1)?);
            Some((place, lines[place]))
        });
        let Some((place, line)) = line else { return };
        self.put_cursor(place, line);
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

    /// Puts the cursor on a line that has the focus.
    pub fn point_at(self, line: Line) {
        let is_there = match line {
            Line::Head(key) => self.head.get_untracked() == Some(key),
            Line::Record(id) => self.stage.cursor.get_untracked() == Some(id),
        };
        if !is_there {
            let place = self.place_of(line).unwrap_or(0);
            self.put_cursor(place, line);
        }
    }

    fn put_cursor(self, place: usize, line: Line) {
        self.place.set_value(place);
        let (head, record) = match line {
            Line::Head(key) => (Some(key), None),
            Line::Record(id) => (None, Some(id)),
        };
        self.head.set(head);
        self.stage.cursor.set(record);
    }

    /// Shows a group's records, or its heading only.
    pub fn fold(self, key: i64, is_folded: bool) {
        self.folded.update(|folded| {
            match is_folded {
                true => folded.insert(key),
                false => folded.remove(&key),
            };
        });
    }

    /// Folds the group under the cursor and goes to its heading, or unfolds it. Whether there is
    /// a group at all.
    pub fn fold_here(self, is_folded: bool) -> bool {
        let heading = self
            .cursor_place()
            .and_then(|place| self.lines.with_untracked(|lines| heading_of(lines, place)));
        let Some(key) = heading else { return false };
        self.fold(key, is_folded);
        if let Some(place) = self.place_of(Line::Head(key)).filter(|_| is_folded) {
            self.go(place);
        }
        true
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
        let place = |id| self.place_of(Line::Record(id));
        let from = self.anchor.get_value().and_then(place);
        let (Some(from), Some(to)) = (from, place(id)) else {
            self.choose(id);
            return;
        };
        self.lines.with_untracked(|lines| {
            let between = &lines[from.min(to)..=from.max(to)];
            self.chosen.update(|chosen| {
                chosen.extend(between.iter().filter_map(|line| match line {
                    Line::Record(id) => Some(*id),
                    Line::Head(_) => None,
                }));
            });
        });
    }

    /// Moves the cursor and chooses what it passes; on the way back it lets go again.
    pub fn step_choosing(self, by: isize) {
        let before = self.stage.cursor.get_untracked();
        let is_chosen = |id| self.chosen.with_untracked(|chosen| chosen.contains(&id));
        match before {
            Some(id) if !is_chosen(id) => self.choose(id),
            _ => {}
        }
        let anchor = self
            .anchor
            .get_value()
            .and_then(|anchor| self.place_of(Line::Record(anchor)));
        let from = self.cursor_place();
        self.step(by);
        let to = self.cursor_place();
        if let (Some(anchor), Some(from), Some(to), Some(left)) = (anchor, from, to, before)
            && to.abs_diff(anchor) < from.abs_diff(anchor)
        {
            self.chosen.update(|chosen| {
                chosen.remove(&left);
            });
            return;
        }
        if let Some(id) = self.stage.cursor.get_untracked() {
            self.choose_to(id);
        }
    }

    /// Chooses every row that is shown, folded groups too.
    pub fn choose_all(self) {
        self.found.with_untracked(|found| {
            self.chosen.update(|chosen| chosen.extend(&found.shown));
        });
    }

    /// Chooses the records of a group, or lets them go.
    pub fn choose_group(self, key: i64, is_chosen: bool) {
        self.groups.with_untracked(|groups| {
            let Some(group) = groups.iter().find(|group| group.key == key) else {
                return;
            };
            self.chosen.update(|chosen| match is_chosen {
                true => chosen.extend(&group.records),
                false => chosen.retain(|id| !group.records.contains(id)),
            });
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

    /// The chosen records in the order of the list; those that the filter hides come last.
    pub fn chosen_in_order(self) -> Vec<RecordId> {
        let mut left = self.chosen.get_untracked();
        let mut records: Vec<RecordId> = self.found.with_untracked(|found| {
            let shown = found.shown.iter().copied();
            shown.filter(|id| left.remove(id)).collect()
        });
        let mut hidden: Vec<RecordId> = left.into_iter().collect();
        hidden.sort_unstable();
        records.append(&mut hidden);
        records
    }

    fn place_of(self, line: Line) -> Option<usize> {
        self.lines
            .with_untracked(|lines| lines.iter().position(|held| *held == line))
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
        let row = place + 2;
        let link = format!(
            "[aria-rowindex='{row}'] .cell-title a, [aria-rowindex='{row}'] .group__toggle"
        );
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
