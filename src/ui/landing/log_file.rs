//! A button that is a file picker.

use leptos::{html, prelude::*, web_sys};

use crate::ui::widgets::{glyph::Glyph, icon::Icon};

/// Asks for a log file and hands it on.
#[component]
pub fn LogFileButton(
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
            class="button button--primary"
            aria-busy=move || busy.get().to_string()
            disabled=move || busy.get()
            on:click=on_click
        >
            <Icon glyph=Glyph::Upload />
            "Open a log file"
        </button>
        <input
            node_ref=input
            type="file"
            id="import-file"
            hidden
            accept=".json,application/json"
            aria-label="Log file"
            on:change=on_change
        />
    }
}
