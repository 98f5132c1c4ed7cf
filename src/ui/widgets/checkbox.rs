//! Yes or no, one of many.

use leptos::prelude::*;

/// A box and its words.
#[component]
pub fn Checkbox(
    #[prop(into)] checked: Signal<bool>,
    on_change: Callback<bool>,
    /// Some are, some are not.
    #[prop(optional, into)]
    mixed: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class="option">
            <input
                type="checkbox"
                class="check"
                prop:checked=move || checked.get()
                prop:indeterminate=move || mixed.get()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            {children()}
        </label>
    }
}
