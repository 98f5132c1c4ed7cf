//! Whether everything is on this device, and what is in no file yet: always in sight.

use leptos::prelude::*;

use crate::ui::{
    desk::{Desk, use_desk},
    widgets::{glyph::Glyph, icon::Icon, number::counted},
};

/// The state of what was saved, with one click to a file.
#[component]
pub fn Saved() -> impl IntoView {
    let desk = use_desk();
    let is_any = move || has_events(desk);
    let evictable = move || desk.persistent.get() == Some(false);
    view! {
        <div class="saved" data-tone=move || (evictable() && desk.unshared() > 0).then_some("warn")>
            <Icon glyph=Glyph::Device />
            <b>{move || if is_any() { "Saved on this device" } else { "Nothing to save yet" }}</b>
            <span>
                <Unshared />
            </span>
        </div>
    }
}

fn has_events(desk: Desk) -> bool {
    desk.board(|_| desk.book(|book| !book.log().is_empty()))
}

/// What is in no file yet; a press saves it.
#[component]
pub fn Unshared() -> impl IntoView {
    let desk = use_desk();
    let text = move || {
        let count = usize::try_from(desk.unshared())
            .ok()
            .filter(|&count| count > 0)?;
        let events = counted(count, "event", "events");
        Some(format!("{events} not in any file yet"))
    };
    move || match text() {
        None if !desk.stores.get() => view! { "This browser stores nothing here." }.into_any(),
        None if !has_events(desk) => view! { "It stays in this browser." }.into_any(),
        None if desk.is_sample() => view! { "Made up: it needs no file." }.into_any(),
        None => view! { "All of it is in a file." }.into_any(),
        Some(text) => view! {
            <button type="button" class="link" on:click=move |_| desk.export_all()>{text}</button>
        }
        .into_any(),
    }
}
