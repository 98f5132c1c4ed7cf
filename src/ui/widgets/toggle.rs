//! On or off, at once.

use leptos::prelude::*;

/// A switch and its words.
#[component]
pub fn Toggle(
    #[prop(into)] on: Signal<bool>,
    on_change: Callback<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class="option">
            <input
                type="checkbox"
                role="switch"
                class="toggle"
                prop:checked=move || on.get()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            {children()}
        </label>
    }
}
