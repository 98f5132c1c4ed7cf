//! What the bars' looks mean, and how to move among them.

use leptos::prelude::*;

use crate::{
    report::lanes::Phase,
    ui::{timeline::tip::PhaseKey, widgets::kbd::Kbd},
};

/// Below the bars.
#[component]
pub fn Legend() -> impl IntoView {
    let phase = |&phase: &Phase| view! { <span><PhaseKey phase />{phase.label()}</span> };
    view! {
        <div class="panel__foot legend">
            {Phase::ALL.iter().map(phase).collect_view()}
            <span>
                <svg class="phase-key" viewBox="0 0 26 10" aria-hidden="true">
                    <circle class="lane__end" data-state="resolved" cx="13" cy="5" r="4.5" />
                </svg>
                "Resolved"
            </span>
            <span class="end desk-only">
                "Drag or " <Kbd keys="←" /> <Kbd keys="→" /> " through time, " <Kbd keys="+" /> <Kbd keys="−" /> " closer, " <Kbd keys="0" /> " all"
            </span>
        </div>
    }
}
