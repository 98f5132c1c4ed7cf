//! What screen readers hear of clocks, which are not live themselves.

use leptos::prelude::*;

use crate::ui::alerts::watch::use_watch;

/// One region that waits for a pause, and one that interrupts for a P1 that is late.
#[component]
pub fn Voice() -> impl IntoView {
    let watch = use_watch();
    view! {
        <div class="visually-hidden" aria-live="polite" data-voice="polite">{move || watch.polite.get()}</div>
        <div class="visually-hidden" aria-live="assertive" data-voice="assertive">{move || watch.assertive.get()}</div>
    }
}
