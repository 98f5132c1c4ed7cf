//! Where the data lies, the way out, and the way to start over.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::ids::WorkspaceId,
    ui::{
        desk::use_desk,
        settings::setting::{Section, Setting},
        widgets::{dialog::Dialog, number::counted, select::SelectBox, tone::Tone},
        words,
    },
};

/// The data of this browser.
#[component]
pub fn Data() -> impl IntoView {
    let desk = use_desk();
    let asks = RwSignal::new(false);
    let promise = Signal::derive(move || {
        match desk.persistent.get() {
            Some(true) => "The browser has promised to keep it until you remove it. A file is still the only copy that survives this computer.",
            Some(false) => "The browser may remove it when space gets short or the page is not used for long. Save to a file often.",
            None => "The browser does not say how safe its storage is. Save to a file often.",
        }
        .to_owned()
    });
    let places = Signal::derive(move || {
        desk.board(|_| ());
        desk.places()
            .into_iter()
            .map(|(ws, name)| (ws.to_string(), name))
            .collect::<Vec<_>>()
    });
    let open = Callback::new(move |id: String| {
        if let Ok(ws) = id.parse::<WorkspaceId>() {
            spawn_local(desk.open(ws));
        }
    });
    view! {
        <Section title="Data">
            <Setting title="In this browser" text=promise>
                <button type="button" class="button" on:click=move |_| desk.export_all()>"Save everything to a file"</button>
            </Setting>
            <Setting title="Workspaces on this device" text="Each has its own log.".to_owned()>
                <SelectBox
                    options=places
                    value=Signal::derive(move || desk.ws.get().to_string())
                    on_change=open
                    attr:aria-label="Open workspace"
                />
            </Setting>
            <Setting
                title="Erase words"
                text="What somebody wrote can be erased in the record's timeline, from the menu of an entry. The act stays, and the log still verifies.".to_owned()
            >
                <a class="button" href="#/incidents">"Go to Incidents"</a>
            </Setting>
        </Section>
        <Section title="Start over" tone="danger">
            <Setting
                title="Remove this workspace"
                text="Everything of it in this browser goes. Files that you saved stay, and so does what teammates have.".to_owned()
            >
                <button type="button" class="button" on:click=move |_| asks.set(true)>"Remove…"</button>
            </Setting>
        </Section>
        <Ask open=asks />
    }
}

/// Asks once more, with what would be lost.
#[component]
fn Ask(open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let loss = move || {
        let records = desk.board(|board| board.records().len());
        let removed = format!(
            "Removed from this browser: {}.",
            counted(records, "record", "records")
        );
        match usize::try_from(desk.unshared()).unwrap_or(usize::MAX) {
            0 if desk.is_sample() => format!("{removed} They are made up."),
            0 => format!("{removed} All your events are in a file."),
            count => format!(
                "{removed} {} of yours in no file yet, which would be lost.",
                counted(count, "event", "events")
            ),
        }
    };
    let remove = move |_| {
        open.set(false);
        spawn_local(async move {
            match desk.remove_workspace().await {
                Ok(()) => desk.say("The workspace was removed from this browser.", Tone::Mute),
                Err(unsaved) => desk.say(
                    format!("Not removed: {unsaved}. {}", words::remedy(&unsaved)),
                    Tone::Warn,
                ),
            }
        });
    };
    view! {
        <Dialog open on_close=Callback::new(move |()| open.set(false)) title="Remove this workspace?".to_owned()>
            <div class="dialog__body stack">
                <p>{loss}</p>
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button" on:click=move |_| desk.export_all()>"Save to a file first"</button>
                <button type="button" class="button button--danger end" on:click=remove>"Remove it"</button>
            </footer>
        </Dialog>
    }
}
