//! The bar at the foot while there are changes: say why, adopt them, or forget them.

use leptos::prelude::*;

use crate::{
    report::policy::{Terms, differences},
    ui::{desk::use_desk, sla::draft::use_draft, widgets::number::counted, words},
};

/// The bar; only while the draft differs from what counts.
#[component]
pub fn AdoptBar() -> impl IntoView {
    let draft = use_draft();
    let is_changed = Memo::new(move |_| draft.is_changed());
    move || is_changed.get().then(|| view! { <Bar /> })
}

#[component]
fn Bar() -> impl IntoView {
    let (desk, draft) = (use_desk(), use_draft());
    let note = RwSignal::new(String::new());
    let changes = Memo::new(move |_| {
        let trial = draft.trial();
        desk.board(|board| {
            let mut said = differences(board, &Terms::of(&board.settings), &trial);
            if said.is_empty() {
                said.push("The policy has another name".to_owned());
            }
            said
        })
    });
    let error = move || {
        draft
            .failure
            .with(|failure| failure.as_ref().map(words::failure))
    };
    let kind = move || {
        draft
            .failure
            .with(|failure| failure.as_ref().map(words::slug))
    };
    view! {
        <section class="sla__adopt" aria-label="Changes">
            <details>
                <summary>{move || counted(changes.read().len(), "change", "changes")} " not adopted yet"</summary>
                <ul>{move || changes.get().into_iter().map(|said| view! { <li>{said}</li> }).collect_view()}</ul>
            </details>
            <p class="field__error" role="alert" data-error=kind hidden=move || error().is_none()>
                {error} " Nothing was changed."
            </p>
            <div class="row row--wrap">
                <input
                    class="input"
                    name="note"
                    aria-label="Why (optional)"
                    placeholder="Why, for the list of versions"
                    prop:value=move || note.get()
                    on:input:target=move |event| note.set(event.target().value())
                />
                <button type="button" class="button" on:click=move |_| draft.discard()>"Discard"</button>
                <button type="button" class="button button--primary" on:click=move |_| draft.adopt(note.get_untracked())>
                    "Adopt the policy"
                </button>
            </div>
        </section>
    }
}
