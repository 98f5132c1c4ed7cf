//! Files that are dropped: anywhere on the page, and the report is on Share.

use leptos::{ev, prelude::*};

use crate::ui::{
    desk::{Desk, Status},
    route::{Route, Router},
    share::import::{Bytes, Import, Incoming},
};

/// Takes drops for as long as the page lives.
pub fn listen(desk: Desk, router: Router, import: Import) {
    let dragged = window_event_listener(ev::dragover, move |event| {
        if holds_files(&event) {
            event.prevent_default();
            import.over.set(true);
        }
    });
    let left = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            import.over.set(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        if !holds_files(&event) {
            return;
        }
        // Or the browser would leave the page for the file.
        event.prevent_default();
        import.over.set(false);
        // Without a log a report would be wrong; what is being worked on is waited for.
        let is_open = desk.status.with_untracked(|status| *status == Status::Open);
        if !is_open && import.is_idle() {
            return;
        }
        if let Some(list) = event.data_transfer().and_then(|data| data.files()) {
            router.go(&Route::Share);
            take_files(desk, import, &list);
        }
    });
    on_cleanup(move || {
        dragged.remove();
        left.remove();
        dropped.remove();
    });
}

/// Takes in files that the browser handed over.
pub fn take_files(desk: Desk, import: Import, list: &web_sys::FileList) {
    let files = (0..list.length()).filter_map(|place| list.get(place));
    let incoming = files.map(|file| Incoming {
        name: file.name(),
        bytes: Bytes::File(file),
    });
    import.take(desk, incoming);
}

/// Cards and words are dragged within the page too.
fn holds_files(event: &web_sys::DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().includes(&"Files".into(), 0))
}
