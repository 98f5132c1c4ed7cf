//! The keyboard sheet: exactly the keys that work.

use leptos::prelude::*;

use crate::ui::{
    desk::use_desk,
    stage::use_stage,
    widgets::{dialog::Dialog, kbd::Kbd, toggle::Toggle},
};

/// A heading, and what is done with which keys.
type Section = (
    &'static str,
    &'static [(&'static str, &'static [&'static str])],
);

const SECTIONS: [Section; 3] = [
    (
        "Anywhere",
        &[
            ("Search or run", &["Ctrl", "K"]),
            ("Declare", &["C"]),
            ("Filter, else search", &["/"]),
            ("Undo", &["Ctrl", "Z"]),
            ("Close, clear", &["Esc"]),
            ("Post, save", &["Ctrl", "Enter"]),
            ("This sheet", &["?"]),
        ],
    ),
    (
        "In a list or an incident",
        &[
            ("Next, previous", &["J", "or", "K"]),
            ("Open", &["Enter"]),
            ("Select", &["X"]),
            ("Select up to here", &["Shift", "X"]),
            ("Select on the way", &["Shift", "↓"]),
            ("Fold, unfold a group", &["←", "or", "→"]),
            ("Acknowledge", &["A"]),
            ("Assign to me", &["M"]),
            ("Change state", &["S"]),
            ("Change priority", &["P"]),
            ("Edit a field", &["E"]),
        ],
    ),
    (
        "Go to",
        &[
            ("Now", &["G", "then", "N"]),
            ("Incidents", &["G", "then", "I"]),
            ("Matrix", &["G", "then", "M"]),
            ("Timeline", &["G", "then", "T"]),
            ("Insights", &["G", "then", "K"]),
            ("Share", &["G", "then", "S"]),
        ],
    ),
];

/// All keys on one sheet, and the switch that turns single letters off.
#[component]
pub fn KeyboardSheet() -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    view! {
        <Dialog
            open=stage.keyboard
            on_close=Callback::new(move |()| stage.keyboard.set(false))
            title="Keyboard"
            class="dialog keys"
            beside=|| view! { <span class="small mute desk-only">"Letters work when no field has the focus."</span> }
        >
            <div class="keys__body">
                {SECTIONS
                    .iter()
                    .map(|(heading, rows)| {
                        view! {
                            <section>
                                <h3>{*heading}</h3>
                                <dl>{rows.iter().map(|(what, keys)| row(what, keys)).collect_view()}</dl>
                            </section>
                        }
                    })
                    .collect_view()}
            </div>
            <footer class="dialog__foot">
                <Toggle
                    on=Signal::derive(move || !desk.prefs.read().letters_off)
                    on_change=Callback::new(move |on: bool| desk.prefer(|prefs| prefs.letters_off = !on))
                >
                    "Single letters do something"
                </Toggle>
            </footer>
        </Dialog>
    }
}

fn row(what: &'static str, keys: &'static [&'static str]) -> impl IntoView {
    let caps = keys.iter().map(|&part| match part {
        "or" | "then" => view! { <span aria-hidden="true">{part}</span> }.into_any(),
        keys => view! { <Kbd keys /> }.into_any(),
    });
    view! {
        <div>
            <dt>{what}</dt>
            <dd>
                {caps.collect_view()}
                <span class="visually-hidden">{keys.join(" ")}</span>
            </dd>
        </div>
    }
}
