//! Storage came back with less than it had.

use leptos::{prelude::*, task::spawn_local, web_sys};

use crate::ui::{
    desk::{recovery::NotMerged, use_desk},
    widgets::{file_button::LogFileButton, glyph::Glyph, icon::Icon, tone::Tone},
    words,
};

/// Says what is gone and what is left, and takes a file that brings it back.
#[component]
pub fn Recovery(had: u64, has: u64) -> impl IntoView {
    let desk = use_desk();
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<NotMerged>);
    // A log that vanished under an open page is still in its memory.
    let held = desk.book(|book| book.log().len() as u64).max(has);
    let on_file = move |file: web_sys::File| {
        busy.set(true);
        spawn_local(async move {
            let name = file.name();
            match desk.recover_from(&file).await {
                Ok(done) => desk.say(
                    format!("{} events merged from {name}.", done.events.len()),
                    Tone::Ok,
                ),
                Err(why) => {
                    busy.try_set(false);
                    if let Some(why) = refused.try_set(Some(why)).flatten() {
                        desk.say(why.sentence, Tone::Danger);
                    }
                }
            }
        });
    };
    let go_on = move |_| {
        spawn_local(async move {
            if let Err(failure) = desk.go_on().await {
                desk.say(words::failure(&failure), Tone::Danger);
            }
        });
    };
    view! {
        <main class="landing" id="main">
            <div class="landing__verdict" role="alert" data-error="storage-lost">
                <Icon glyph=Glyph::Warn />
                <div>
                    <h1>{if held == 0 { "This browser lost the log" } else { "This browser lost a part of the log" }}</h1>
                    <p>{lost(had, has)}</p>
                    <p>{left(held, has)}</p>
                </div>
            </div>
            <div class="landing__actions">
                <LogFileButton on_file=Callback::new(on_file) busy />
                {(held > 0)
                    .then(|| {
                        view! {
                            <button type="button" class="button" on:click=move |_| desk.export_all()>
                                <Icon glyph=Glyph::Download />
                                "Save what is here"
                            </button>
                        }
                    })}
                <button type="button" class="button" on:click=go_on>
                    {if held == 0 { "Begin anew" } else { "Go on with what is here" }}
                </button>
            </div>
            <Refused refused />
            <p class="landing__note">
                "A file of yours or of a teammate brings everything in it back: merging adds what is missing and overwrites nothing."
            </p>
        </main>
    }
}

/// Why a file was not taken.
#[component]
pub fn Refused(refused: RwSignal<Option<NotMerged>>) -> impl IntoView {
    move || {
        refused.get().map(|why| {
            view! {
                <div class="banner" data-tone="danger" role="alert" data-error=why.slug>
                    <Icon glyph=Glyph::Alarm />
                    <p>{why.sentence} " Nothing was changed."</p>
                </div>
            }
        })
    }
}

fn lost(had: u64, has: u64) -> String {
    let seen = format!("Sitrep last saw {} here.", events(had));
    let found = match has {
        0 => "Its storage is empty now.".to_owned(),
        has => format!("Its storage holds {has} now."),
    };
    format!(
        "{seen} {found} Browsers clear a page's data when somebody asks for it, when the disk is full, or after weeks without a visit."
    )
}

fn left(held: u64, has: u64) -> String {
    match held {
        0 => "Nothing is left on this device, so only a file can bring it back.".to_owned(),
        held if held > has => format!(
            "This page still holds {} in its memory. Save them to a file before you close it.",
            events(held)
        ),
        held => format!("{} can still be read here.", events(held)),
    }
}

fn events(count: u64) -> String {
    match count {
        1 => "1 event".to_owned(),
        count => format!("{count} events"),
    }
}
