//! A key to press.

use leptos::prelude::*;

/// A key cap: `Kbd keys="Ctrl K"`. On Apple keyboards Ctrl reads ⌘.
#[component]
pub fn Kbd(keys: &'static str) -> impl IntoView {
    let is_apple = window()
        .navigator()
        .platform()
        .is_ok_and(|name| name.starts_with("Mac") || name.starts_with("iP"));
    let shown = if is_apple {
        keys.replace("Ctrl", "⌘")
    } else {
        keys.to_owned()
    };
    view! { <kbd class="kbd" aria-hidden="true">{shown}</kbd> }
}
