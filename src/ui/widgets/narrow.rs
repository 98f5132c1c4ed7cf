//! Whether the window is as narrow as a phone.

use leptos::{ev, prelude::*};

/// Follows the break below which the page has one column; CSS has the same one.
#[must_use]
pub fn is_narrow() -> Signal<bool> {
    let look = || {
        let query = window().match_media("(width < 48rem)").ok().flatten();
        query.is_some_and(|query| query.matches())
    };
    let narrow = RwSignal::new(look());
    let listener = window_event_listener(ev::resize, move |_| {
        narrow.maybe_update(|narrow| std::mem::replace(narrow, look()) != look());
    });
    on_cleanup(move || listener.remove());
    narrow.into()
}
