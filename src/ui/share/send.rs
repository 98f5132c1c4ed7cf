//! What goes out: the whole log, or a table.

use leptos::prelude::*;

use crate::ui::{
    desk::use_desk,
    widgets::{glyph::Glyph, icon::Icon},
};

/// The ways out.
#[component]
pub fn Send() -> impl IntoView {
    let desk = use_desk();
    let is_empty = move || desk.board(|board| board.records().is_empty());
    let unshared = move || match desk.unshared() {
        0 => None,
        1 => Some("1 new event".to_owned()),
        count => Some(format!("{count} new events")),
    };
    let name = move || {
        desk.board(|_| ());
        format!("{}.json", desk.file_name())
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Send yours"</h2>
                <span class="end">
                    {move || unshared().map(|text| view! { <span class="tag" data-tone="accent">{text}</span> })}
                </span>
            </div>
            <div class="panel__body stack stack--wide">
                <p class="small soft">
                    "Save your log and hand it to your team by mail, chat, git or a shared folder. They open it here; what you both wrote is merged, nothing is overwritten."
                </p>
                <p class="small mute">{name}</p>
                <div class="row row--wrap">
                    <button
                        type="button"
                        id="export-json"
                        class="button button--primary"
                        disabled=is_empty
                        on:click=move |_| desk.export_all()
                    >
                        <Icon glyph=Glyph::Upload />
                        "Save file"
                    </button>
                    <button
                        type="button"
                        id="export-csv"
                        class="button"
                        disabled=is_empty
                        on:click=move |_| desk.export_csv_of_all()
                    >
                        "Save as CSV"
                    </button>
                </div>
                <p class="small mute">
                    "To send some records only, select them in "
                    <a class="link" href="#/incidents">"Incidents"</a>
                    ". A CSV is for spreadsheets; it can't be merged."
                </p>
            </div>
        </section>
    }
}
