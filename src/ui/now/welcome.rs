//! The first visit: what this is, and three ways in. None of them is in the way of the others.

use leptos::{prelude::*, task::spawn_local};

use crate::ui::{
    desk::use_desk,
    stage::use_stage,
    widgets::{
        glyph::Glyph,
        icon::{Icon, Size},
        text_input::TextInput,
        tone::Tone,
    },
    words,
};

/// Shown on Now while the log has no record.
#[component]
pub fn Welcome() -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let name = Signal::derive(move || desk.prefs.read().name.clone());
    let keep_name = Callback::new(move |name: String| desk.prefer(|prefs| prefs.name = name));
    let load_sample = move |_| {
        spawn_local(async move {
            if let Err(failure) = desk.load_sample().await {
                desk.say(words::failure(&failure), Tone::Danger);
            }
        });
    };
    view! {
        <main class="page" id="main">
            <div class="landing landing--framed">
                <div class="landing__head">
                    <Icon glyph=Glyph::Logo size=Size::Huge />
                    <h2>"Incident management that opens in a browser tab"</h2>
                    <p>
                        "No server, no sign-up: what you write is saved on this device, works offline, and merges with a teammate’s file without losing a word."
                    </p>
                </div>
                <TextInput
                    label="Your name"
                    value=name
                    on_input=keep_name
                    hint="Teammates see it beside what you do. You can leave it empty for now."
                    attr:name="your-name"
                    attr:autocomplete="name"
                />
                <div class="ways">
                    <button type="button" class="way" on:click=move |_| stage.declare.set(Some(String::new()))>
                        <Way glyph=Glyph::Plus title="Declare the first incident" text="A few words are enough. It takes ten seconds." />
                    </button>
                    <a class="way" href="#/share">
                        <Way glyph=Glyph::Upload title="Open a log file" text="Join a team, or go on where another browser stopped." />
                    </a>
                    <button type="button" class="way" on:click=load_sample>
                        <Way glyph=Glyph::Rocket title="Load the sample" text="A made-up hospital group with half a year of incidents, in a workspace of its own." />
                    </button>
                </div>
                <p class="landing__note">
                    <span><Icon glyph=Glyph::Device size=Size::Small />"A browser can forget its storage: a file is the only durable copy."</span>
                    <span><Icon glyph=Glyph::Horn size=Size::Small />"A closed tab can't page anybody."</span>
                </p>
            </div>
        </main>
    }
}

/// What a way in says.
#[component]
fn Way(glyph: Glyph, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <Icon glyph />
        <b>{title}</b>
        <small>{text}</small>
        <Icon glyph=Glyph::ChevronRight />
    }
}
