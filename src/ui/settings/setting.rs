//! One setting a row: its name, what it does, its control.

use leptos::prelude::*;

/// A panel of settings with a name.
#[component]
pub fn Section(
    title: &'static str,
    #[prop(optional)] note: &'static str,
    #[prop(optional)] tone: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="panel" data-tone=tone aria-label=title>
            <div class="panel__head">
                <h2>{title}</h2>
                <span class="panel__note">{note}</span>
            </div>
            {children()}
        </section>
    }
}

/// One row.
#[component]
pub fn Setting(
    title: &'static str,
    #[prop(into)] text: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="setting">
            <div>
                <span>{title}</span>
                <small>{move || text.get()}</small>
            </div>
            {children()}
        </div>
    }
}

/// A line of text that is kept when it is left or Enter is pressed.
#[component]
pub fn Line(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    on_keep: Callback<String>,
    #[prop(optional, into)] list: Option<&'static str>,
    /// What stands there while there is no text.
    #[prop(optional, into)]
    empty: Option<&'static str>,
) -> impl IntoView {
    view! {
        <input
            class="input"
            aria-label=move || label.get()
            placeholder=empty
            list=list
            prop:value=move || value.get()
            on:change:target=move |event| {
                let text = event.target().value();
                if text.trim() != value.get_untracked().trim() {
                    on_keep.run(text);
                }
            }
        />
    }
}
