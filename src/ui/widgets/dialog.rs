//! A window over the page, with a title.

use leptos::prelude::*;

use crate::ui::widgets::{glyph::Glyph, icon::Icon, modal::Modal};

/// A modal with a title and a cross. The children bring `dialog__body` and `dialog__foot`.
#[component]
pub fn Dialog(
    #[prop(into)] open: Signal<bool>,
    on_close: Callback<()>,
    #[prop(into)] title: Signal<String>,
    #[prop(default = "dialog")] class: &'static str,
    /// What stands beside the title.
    #[prop(optional, into)]
    beside: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <Modal open on_close label=title class>
            <header class="dialog__head">
                <h2>{move || title.get()}</h2>
                {beside.run()}
                <button
                    type="button"
                    class="button button--plain button--square end"
                    aria-label="Close"
                    on:click=move |_| on_close.run(())
                >
                    <Icon glyph=Glyph::Cross />
                </button>
            </header>
            {children()}
        </Modal>
    }
}
