//! What failed and belongs to no control of a form.

use leptos::{html, prelude::*, web_sys};

use crate::{
    domain::command::Rejection,
    ui::{
        desk::use_desk,
        widgets::{focus::focus_soon, glyph::Glyph, icon::Icon},
        words,
    },
    writer::Failure,
};

/// The sentence for a failure that no control of the form shows.
#[component]
pub fn Unplaced(
    #[prop(into)] failure: Signal<Option<Failure>>,
    /// Whether a control shows it.
    placed: fn(&Rejection) -> bool,
) -> impl IntoView {
    let shown = move || {
        failure.get().filter(|failure| match failure {
            Failure::Rejected(rejection) => !placed(rejection),
            Failure::Unsaved(_) => true,
        })
    };
    let banner = NodeRef::<html::Div>::new();
    // Why an effect: a long form is scrolled, not drawn, to where its failure stands.
    Effect::new(move |_| {
        if let Some(banner) = banner.get() {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            banner.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
    move || {
        shown().map(|failure| {
            let (kind, sentence) = (words::slug(&failure), words::failure(&failure));
            view! {
                <div node_ref=banner class="banner" data-tone="danger" role="alert" data-error=kind>
                    <Icon glyph=Glyph::Alarm />
                    <div>{sentence} " " <SaveRefused failure /></div>
                </div>
            }
        })
    }
}

/// The way to keep what storage would not take.
#[component]
pub fn SaveRefused(failure: Failure) -> impl IntoView {
    let desk = use_desk();
    matches!(failure, Failure::Unsaved(_)).then(|| {
        view! {
            <button type="button" class="button button--small" on:click=move |_| desk.save_refused()>
                {words::SAVE_TO_FILE}
            </button>
        }
    })
}

/// Moves the focus to the first control inside `root` that something is wrong with.
pub fn focus_fault(root: &'static str) {
    focus_soon(format!("{root} [aria-invalid=true]"));
}
