//! How far a long work has come.

use leptos::prelude::*;

/// A bar that fills. Without a share it only says that something goes on.
#[component]
pub fn Progress(
    #[prop(into)] label: Signal<String>,
    /// From 0 to 1.
    #[prop(into)]
    share: Signal<Option<f64>>,
) -> impl IntoView {
    view! { <progress class="progress" role="progressbar" aria-label=move || label.get() max="1" value=move || share.get()></progress> }
}
