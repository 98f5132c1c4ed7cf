//! The keys of the matrix.

use leptos::{ev, prelude::*};

use crate::ui::{
    matrix::{table::Table, walk::Way},
    shell::keys,
};

/// Where keys mean something else.
const BUSY: &str = "input, select, textarea, [role=tablist], [popover], dialog";

/// Listens for as long as the view is shown.
pub fn listen(table: Table) {
    let listener = window_event_listener(ev::keydown, move |event| {
        if !keys::is_free(&event, table.stage, BUSY) {
            return;
        }
        let letters_off = table.desk.prefs.with_untracked(|prefs| prefs.letters_off);
        let way = match event.key().as_str() {
            "ArrowUp" => Way::Up,
            "ArrowDown" => Way::Down,
            "ArrowLeft" => Way::Left,
            "ArrowRight" => Way::Right,
            "Home" => Way::First,
            "End" => Way::Last,
            "j" if !letters_off => Way::Next,
            "k" if !letters_off => Way::Back,
            _ => return,
        };
        if table.walk(way) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}
