//! What is odd about the draft.

use leptos::prelude::*;

use crate::{
    sla::check::{Finding, findings},
    ui::{
        desk::use_desk,
        sla::draft::use_draft,
        widgets::{banner::Banner, tone::Tone},
    },
};

/// A banner with everything to look at; nothing where nothing is odd.
#[component]
pub fn Findings() -> impl IntoView {
    let (desk, draft) = (use_desk(), use_draft());
    let said = Memo::new(move |_| {
        let trial = draft.trial();
        let found = desk.board(|board| {
            findings(&board.settings, &trial.policy, |id| {
                trial.calendars.get(&id)
            })
        });
        found.iter().map(Finding::sentence).collect::<Vec<_>>()
    });
    move || {
        let said = said.get();
        let count = said.len();
        (count > 0).then(|| view! {
            <Banner tone=Tone::Warn>
                <ul class="stack" data-findings=count>
                    {said.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}
                </ul>
            </Banner>
        })
    }
}
