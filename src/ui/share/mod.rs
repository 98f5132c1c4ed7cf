//! Share: files come in with a report before anything is written, and go out.

mod conflicts;
pub mod content;
mod drops;
pub mod import;
mod mapping;
mod merging;
mod pick;
mod preview;
mod refusal;
mod rejected;
mod results;
mod send;
mod table;
mod teammates;
mod verify;
mod warnings;
mod zone;

use leptos::prelude::*;

use crate::ui::{
    share::{
        import::{Stage, use_import},
        pick::Pick,
        preview::Preview,
        results::Results,
        send::Send,
        teammates::Teammates,
        verify::Verify,
    },
    shell::bar::Bar,
};

/// The view Share.
#[component]
pub fn ShareView() -> impl IntoView {
    let import = use_import();
    let has_report = Memo::new(move |_| {
        import
            .stage
            .with(|stage| matches!(stage, Stage::Preview(_)))
    });
    // Results were seen when their view goes; while a file is worked on, it is only built anew.
    on_cleanup(move || {
        if import.is_idle() {
            import.outcomes.update(Vec::clear);
        }
    });
    view! {
        <Bar>
            <h1 class="bar__title">"Share"</h1>
            <span class="bar__meta">"One file per person. Files merge, nothing locks."</span>
        </Bar>
        <main class="page" id="main">
            <div class="share-grid">
                <div class="page__main">
                    <Results />
                    <Preview />
                    <div hidden=move || has_report.get()><Pick /></div>
                </div>
                <aside class="page__side" aria-label="Send and check">
                    <Send />
                    <Verify />
                    <Teammates />
                </aside>
            </div>
        </main>
    }
}
