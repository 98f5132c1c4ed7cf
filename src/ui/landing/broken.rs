//! Storage can't be read.

use leptos::{prelude::*, task::spawn_local, web_sys};

use crate::{
    ui::{
        desk::{recovery::NotMerged, use_desk},
        landing::recovery::Refused,
        widgets::{file_button::LogFileButton, glyph::Glyph, icon::Icon, tone::Tone},
    },
    writer::Unsaved,
};

/// Says why, what to do, and saves what can be read.
#[component]
pub fn Broken(why: Unsaved) -> impl IntoView {
    let desk = use_desk();
    let why = StoredValue::new(why);
    let (slug, remedy) = why.with_value(|why| (why.slug(), remedy(why)));
    let reason = why.with_value(Unsaved::to_string);
    let said = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<NotMerged>);
    let on_file = move |file: web_sys::File| {
        busy.set(true);
        spawn_local(async move {
            match desk.restore_from(&file).await {
                Ok(count) => desk.say(
                    format!(
                        "The log is back: {count} events, with those of {}.",
                        file.name()
                    ),
                    Tone::Ok,
                ),
                Err(why) => {
                    busy.try_set(false);
                    refused.try_set(Some(why));
                }
            }
        });
    };
    let broken = desk.ws.get_untracked();
    let others = desk
        .places()
        .into_iter()
        .filter(move |(ws, _)| *ws != broken);
    let others = others.map(|(ws, name)| {
        view! {
            <button type="button" class="link" on:click=move |_| spawn_local(desk.open(ws))>{name}</button>
        }
    });
    let try_again = move |_| spawn_local(desk.open(desk.ws.get_untracked()));
    let save = move |_| {
        spawn_local(async move {
            let sentence = desk.rescue().await;
            said.try_set(sentence);
        });
    };
    view! {
        <main class="landing" id="main">
            <div class="landing__verdict" data-tone="danger" role="alert" data-error=slug>
                <Icon glyph=Glyph::Alarm />
                <div>
                    <h1>"The log on this device can't be read"</h1>
                    <p>{format!("The reason: {reason}. Nothing was changed.")}</p>
                    <p>{remedy}</p>
                </div>
            </div>
            <div class="landing__actions">
                <button type="button" class="button" on:click=try_again>
                    <Icon glyph=Glyph::Refresh />
                    "Try again"
                </button>
                <button type="button" class="button" on:click=save>
                    <Icon glyph=Glyph::Download />
                    "Save what can be read"
                </button>
                <LogFileButton on_file=Callback::new(on_file) busy />
            </div>
            <p class="soft" role="status">{move || said.get()}</p>
            <Refused refused />
            <p class="landing__note">
                <span>"A file of this log brings it back: it is merged with every line that can still be read here, and what can't be read is left out."</span>
            </p>
            <p class="landing__note">
                "Or open another workspace:" {others.collect_view()}
                <button type="button" class="link" on:click=move |_| spawn_local(desk.open(desk.fresh()))>
                    "a new one"
                </button>
            </p>
        </main>
    }
}

/// What to do about it.
const fn remedy(why: &Unsaved) -> &'static str {
    match why {
        Unsaved::Damaged(_) => {
            "Save what can be read first. Then open your last file, or a teammate's: only the damaged line has to come from it."
        }
        Unsaved::Full => "Free some disk space, then try again.",
        Unsaved::Denied => "Allow this page to store data, then try again.",
        Unsaved::Gone => {
            "Another tab may just be removing it. Close the other tabs of Sitrep, then try again."
        }
        Unsaved::Broken(_) => {
            "Close the other tabs of Sitrep and try again. If that does not help, start the browser anew."
        }
    }
}
