//! A button that is a file picker.

use leptos::{html, prelude::*, web_sys};

use crate::ui::widgets::{glyph::Glyph, icon::Icon};

/// Asks for a file and hands it on.
#[component]
pub fn FileButton(
    label: &'static str,
    #[prop(default = "button")] class: &'static str,
    /// What the picker offers: endings and kinds.
    accept: &'static str,
    /// By which the picker is found.
    id: &'static str,
    on_file: Callback<web_sys::File, ()>,
    #[prop(into)] busy: Signal<bool>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let on_change = move |_| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_file.run(file);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    let on_click = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <button
            type="button"
            class=class
            aria-busy=move || busy.get().to_string()
            disabled=move || busy.get()
            on:click=on_click
        >
            <Icon glyph=Glyph::Upload />
            {label}
        </button>
        <input node_ref=input type="file" id=id hidden accept=accept aria-label=label on:change=on_change />
    }
}

/// Asks for a log file.
#[component]
pub fn LogFileButton(
    on_file: Callback<web_sys::File, ()>,
    #[prop(into)] busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <FileButton
            label="Open a log file"
            class="button button--primary"
            accept=".json,application/json"
            id="import-file"
            on_file
            busy
        />
    }
}
