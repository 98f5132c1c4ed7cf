//! A filter that is on or off.

use leptos::prelude::*;

use crate::ui::widgets::{glyph::Glyph, icon::Icon, tone::Tone};

/// A pill that can be pressed, and pressed again.
#[component]
pub fn Chip(
    #[prop(into)] pressed: Signal<bool>,
    on_press: Callback<()>,
    #[prop(optional)] glyph: Option<Glyph>,
    /// Warn and danger colour the edge while the chip rests.
    #[prop(optional, into)]
    tone: Option<Signal<Tone>>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            data-tone=move || tone.map(|tone| tone.get().slug())
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| on_press.run(())
        >
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </button>
    }
}
