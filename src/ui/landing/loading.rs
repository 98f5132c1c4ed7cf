//! The first moments.

use leptos::prelude::*;

use crate::ui::widgets::{glyph::Glyph, icon::Icon, progress::Progress};

/// While the log is being read. Its style shows nothing for 400 ms: most starts are over by then.
#[component]
pub fn Loading() -> impl IntoView {
    view! {
        <main class="loading" aria-busy="true">
            <Icon glyph=Glyph::Refresh />
            <p>"Reading the log on this device"</p>
            <Progress label="Reading the log" share=None />
        </main>
    }
}
