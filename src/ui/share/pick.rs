//! The ways in: pick, drop, paste; what is dropped, the whole page takes.

use leptos::{ev, prelude::*};

use crate::ui::{
    desk::use_desk,
    share::{
        drops::take_files,
        import::{Bytes, Incoming, Stage, use_import},
    },
    widgets::{glyph::Glyph, icon::Icon, progress::Progress},
};

/// Where files come in.
#[component]
pub fn Pick() -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let paste = RwSignal::new(String::new());
    let on_pick = move |event: ev::Targeted<ev::Event, web_sys::HtmlInputElement>| {
        let input = event.target();
        if let Some(list) = input.files() {
            take_files(desk, import, &list);
        }
        // The same file can be picked again.
        input.set_value("");
    };
    let take_paste = move |_| {
        let text = paste.get_untracked();
        paste.set(String::new());
        import.take(
            desk,
            [Incoming {
                name: "Pasted text".to_owned(),
                bytes: Bytes::Paste(text),
            }],
        );
    };
    let busy = move || match import.stage.get() {
        Stage::Reading { name } => Some((format!("Reading {name}"), true)),
        Stage::Merging { name } => Some((format!("Merging {name}"), false)),
        _ => None,
    };
    view! {
        <section class="panel" aria-label="Bring a file in">
            <div class="panel__head"><h2>"Bring a file in"</h2></div>
            <div class="panel__body stack stack--wide">
                {move || busy().map(|(label, is_reading)| {
                    let share = Signal::derive(move || is_reading.then(|| import.share.get()));
                    view! {
                        <p class="small soft">{label.clone()} " " {move || import.waiting()}</p>
                        <Progress label share />
                        {is_reading.then(|| view! {
                            <div>
                                <button type="button" id="import-cancel" class="button" on:click=move |_| import.cancel(desk)>"Cancel"</button>
                            </div>
                        })}
                    }
                })}
                <label class="drop" data-over=move || import.over.get().then_some("")>
                    <Icon glyph=Glyph::Download />
                    <span class="strong">"Drop files here or choose them"</span>
                    <span class="small mute">
                        "Sitrep logs of teammates (.json), incidents of ServiceNow, or any table (.csv, .tsv). You see a report before anything is written."
                    </span>
                    <input
                        type="file"
                        id="import-file"
                        class="input"
                        multiple
                        accept=".json,.csv,.tsv,.txt,application/json,text/csv"
                        aria-label="Files to bring in"
                        on:change:target=on_pick
                    />
                </label>
                <details>
                    <summary class="link">"Paste a log instead"</summary>
                    <div class="stack">
                        <textarea
                            class="textarea"
                            rows="4"
                            aria-label="Text of a log file"
                            prop:value=move || paste.get()
                            on:input:target=move |event| paste.set(event.target().value())
                        ></textarea>
                        <div>
                            <button
                                type="button"
                                class="button"
                                disabled=move || paste.read().trim().is_empty()
                                on:click=take_paste
                            >
                                "Look at the pasted text"
                            </button>
                        </div>
                    </div>
                </details>
            </div>
        </section>
    }
}
