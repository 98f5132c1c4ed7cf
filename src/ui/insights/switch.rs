//! Chooses between the variants of a figure.

use leptos::prelude::*;

use crate::ui::widgets::select::SelectBox;

/// A small select of slugs and words.
#[component]
pub fn Switch(
    label: &'static str,
    /// Of which figure.
    of: &'static str,
    all: Vec<(&'static str, &'static str)>,
    #[prop(into)] value: Signal<&'static str>,
    on_change: Callback<String>,
) -> impl IntoView {
    let options = all
        .into_iter()
        .map(|(slug, words)| (slug.to_owned(), words.to_owned()));
    view! {
        <SelectBox
            options=Signal::stored(options.collect::<Vec<_>>())
            value=Signal::derive(move || value.get().to_owned())
            on_change
            attr:aria-label=label
            attr:data-variant-of=of
        />
    }
}
