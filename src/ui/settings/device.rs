//! What stays on this device: looks and keys.

use leptos::prelude::*;

use crate::ui::{
    desk::use_desk,
    settings::setting::{Section, Setting},
    widgets::{select::SelectBox, toggle::Toggle},
};

/// Looks and keys.
#[component]
pub fn Device() -> impl IntoView {
    let desk = use_desk();
    let themes = vec![
        (String::new(), "As the system".to_owned()),
        ("light".to_owned(), "Light".to_owned()),
        ("dark".to_owned(), "Dark".to_owned()),
    ];
    view! {
        <Section title="This device" note="Not shared">
            <Setting title="Colours" text="Light, dark, or as the system has it.".to_owned()>
                <SelectBox
                    options=Signal::stored(themes)
                    value=Signal::derive(move || desk.prefs.with(|prefs| prefs.theme.clone()))
                    on_change=Callback::new(move |theme| desk.prefer(|prefs| prefs.theme = theme))
                    attr:aria-label="Colours"
                />
            </Setting>
            <Setting
                title="Single letters"
                text="C declares, A acknowledges, J and K move. Off, only keys with Ctrl work.".to_owned()
            >
                <Toggle
                    on=Signal::derive(move || desk.prefs.with(|prefs| !prefs.letters_off))
                    on_change=Callback::new(move |on: bool| desk.prefer(|prefs| prefs.letters_off = !on))
                >
                    "On"
                </Toggle>
            </Setting>
        </Section>
    }
}
