//! The frame of several controls that answer one question.

use leptos::prelude::*;

use crate::ui::widgets::{
    field::{Fault, FaultLine},
    unique::unique_id,
};

/// A question above its controls, and below them what is wrong. The controls name themselves.
#[component]
pub fn Group(
    #[prop(into)] label: Signal<String>,
    /// A few words at the end of the line.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    /// One sentence.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<Fault>,
    children: Children,
) -> impl IntoView {
    let error = Signal::derive(move || error.get());
    view! {
        <div class="field">
            <span class="field__label">
                {move || label.get()} <span class="field__count">{move || note.get()}</span>
            </span>
            {children()}
            <p class="field__hint" hidden=move || hint.get().is_none()>
                {move || hint.get()}
            </p>
            <FaultLine id=unique_id() error />
        </div>
    }
}
