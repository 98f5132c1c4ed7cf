//! The keys of the bars: sideways through time, closer and farther. Up and down go from row to row,
//! as in every list.

use leptos::{ev, prelude::*};

use crate::ui::{
    shell::keys,
    timeline::{asked::Face, pane::Pane},
};

/// Where keys mean something else.
const BUSY: &str =
    "input, select, textarea, [role=tablist], [role=radiogroup], [role=grid], [popover], dialog";

/// Listens for as long as the view is shown.
pub fn listen(pane: Pane) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let is_lanes = pane.asked.with_untracked(|asked| asked.face == Face::Lanes);
        if is_lanes && keys::is_free(&event, pane.stage, BUSY) && on_key(pane, &event.key()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

fn on_key(pane: Pane, key: &str) -> bool {
    let letters_off = pane.desk.prefs.with_untracked(|prefs| prefs.letters_off);
    match key {
        "ArrowLeft" => pane.pan(-0.2),
        "ArrowRight" => pane.pan(0.2),
        "Home" => return pane.stage.step(isize::MIN),
        "End" => return pane.stage.step(isize::MAX),
        _ if letters_off => return false,
        "+" | "=" => pane.zoom(1.0 / 1.6, 0.5),
        "-" => pane.zoom(1.6, 0.5),
        "0" => pane.fit(),
        "t" => pane.to_now(),
        _ => return false,
    }
    true
}
