//! The bar above a view: its title, search, and the main act.

use leptos::{ev, prelude::*};

use crate::ui::{
    alerts::bell::Bell,
    route::Route,
    shell::saved::Unshared,
    stage::use_stage,
    widgets::{glyph::Glyph, icon::Icon, kbd::Kbd},
};

/// The bar of a view. The children are its title line: an `h1.bar__title` and what follows.
#[component]
pub fn Bar(children: Children) -> impl IntoView {
    let stage = use_stage();
    view! {
        <header class="bar">
            {children()} <Offline />
            <span class="bar__saved phone-only small mute"><Unshared /></span>
            <div class="bar__end">
                <button
                    type="button"
                    class="button search-button desk-only"
                    aria-keyshortcuts="Control+K Meta+K"
                    on:click=move |_| stage.palette.set(true)
                >
                    <Icon glyph=Glyph::Search />
                    "Search or run a command"
                    <Kbd keys="Ctrl K" />
                </button>
                <button
                    type="button"
                    class="button button--plain button--square phone-only"
                    aria-label="Search"
                    on:click=move |_| stage.palette.set(true)
                >
                    <Icon glyph=Glyph::Search />
                </button>
                <Bell />
                <a class="button button--plain button--square phone-only" href=Route::Settings.href() aria-label="Settings">
                    <Icon glyph=Glyph::Gear />
                </a>
                <button
                    type="button"
                    class="button button--primary desk-only"
                    aria-label="Declare incident"
                    on:click=move |_| stage.declare.set(Some(String::new()))
                >
                    <Icon glyph=Glyph::Plus />
                    "Declare"
                    <Kbd keys="C" />
                </button>
            </div>
        </header>
    }
}

/// Says that being offline changes nothing.
#[component]
fn Offline() -> impl IntoView {
    let online = RwSignal::new(window().navigator().on_line());
    let gone = window_event_listener(ev::offline, move |_| online.set(false));
    let back = window_event_listener(ev::online, move |_| online.set(true));
    on_cleanup(move || {
        gone.remove();
        back.remove();
    });
    move || {
        (!online.get()).then(|| {
            view! {
                <span class="tag desk-only" data-tone="mute">
                    <Icon glyph=Glyph::Offline />
                    "Offline, everything works"
                </span>
            }
        })
    }
}
