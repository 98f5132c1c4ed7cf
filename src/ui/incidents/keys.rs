//! The keys of the list. Letters rest inside fields and when they are switched off.

use leptos::{ev, prelude::*};

use crate::ui::{
    incidents::{dock, list::List},
    shell::keys,
};

/// Where keys mean something else.
const BUSY: &str = "input:not([type=checkbox]), select, textarea, [role=tablist], [role=radiogroup], [popover], dialog";
/// What Enter presses by itself.
const PRESSED: &str = "a, button, input, summary";

/// Listens for as long as the view is shown.
pub fn listen(list: List) {
    let listener = window_event_listener(ev::keydown, move |event| {
        if keys::is_free(&event, list.stage, BUSY) && on_key(list, &event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

fn on_key(list: List, event: &web_sys::KeyboardEvent) -> bool {
    let page = list
        .rows
        .in_sight
        .get_untracked()
        .len()
        .max(2)
        .cast_signed()
        - 1;
    let letters_off = list.desk.prefs.with_untracked(|prefs| prefs.letters_off);
    match event.key().as_str() {
        "ArrowDown" if event.shift_key() => list.step_choosing(1),
        "ArrowUp" if event.shift_key() => list.step_choosing(-1),
        "ArrowRight" => return list.fold_here(false),
        "ArrowLeft" => return list.fold_here(true),
        "ArrowDown" => list.step(1),
        "ArrowUp" => list.step(-1),
        "PageDown" => list.step(page),
        "PageUp" => list.step(-page),
        "Home" => list.go(0),
        "End" => list.go(usize::MAX),
        "Enter" if !keys::is_within(event, PRESSED) => return open(list),
        "Escape" => return clear(list),
        _ if letters_off => return false,
        "j" => list.step(1),
        "k" => list.step(-1),
        "x" => return choose(list),
        "X" => return choose_to(list),
        "a" | "m" | "s" | "p" => return dock::act(list, &event.key()),
        _ => return false,
    }
    true
}

fn open(list: List) -> bool {
    let cursor = list.stage.cursor.get_untracked();
    cursor.map(|cursor| list.open(cursor)).is_some()
}

fn choose(list: List) -> bool {
    let cursor = list.stage.cursor.get_untracked();
    cursor.map(|cursor| list.choose(cursor)).is_some()
}

fn choose_to(list: List) -> bool {
    let cursor = list.stage.cursor.get_untracked();
    cursor.map(|cursor| list.choose_to(cursor)).is_some()
}

/// Lets go of the chosen rows; where nothing matches, of the filter.
fn clear(list: List) -> bool {
    if keys::has_layer() {
        return false;
    }
    if list.chosen.with_untracked(|chosen| !chosen.is_empty()) {
        list.choose_none();
        return true;
    }
    let nothing = list
        .found
        .with_untracked(|found| found.shown.is_empty() && found.total > 0);
    if nothing {
        list.clear();
    }
    nothing
}
