//! How clocks that are about to be late are told on this device.

use leptos::prelude::*;

use crate::ui::{
    desk::{Permission, use_desk},
    settings::setting::{Section, Setting},
    widgets::{glyph::Glyph, icon::Icon, select::SelectBox, toggle::Toggle},
};

/// Messages, a sound, and the system's notifications.
#[component]
pub fn Alerts() -> impl IntoView {
    let desk = use_desk();
    let messages = [
        ("", "At risk and late"),
        ("all", "At 50, 75 and 90 % and late"),
        ("late", "Late only"),
        ("none", "None"),
    ];
    let messages = messages.map(|(value, label)| (value.to_owned(), label.to_owned()));
    let sounds = Signal::derive(move || desk.prefs.with(|prefs| prefs.alerts.sound));
    view! {
        <Section title="Alerts" note="Not shared">
            <Setting
                title="Messages"
                text="Shown on the page. The bell lists everything that clocks crossed.".to_owned()
            >
                <SelectBox
                    options=Signal::stored(messages.to_vec())
                    value=Signal::derive(move || desk.prefs.with(|prefs| prefs.alerts.messages.clone()))
                    on_change=Callback::new(move |chosen| desk.prefer(|prefs| prefs.alerts.messages = chosen))
                    attr:aria-label="Messages"
                />
            </Setting>
            <Setting
                title="Sound"
                text="One tone for at risk, two for late. Browsers stay silent until the page was pressed or typed in.".to_owned()
            >
                <div class="row">
                    <Toggle
                        on=sounds
                        on_change=Callback::new(move |on: bool| desk.prefer(|prefs| prefs.alerts.sound = on))
                    >
                        "Sound"
                    </Toggle>
                    <button type="button" class="button button--small" on:click=move |_| desk.try_sound(true)>
                        <Icon glyph=Glyph::Horn />
                        "Hear it"
                    </button>
                </div>
            </Setting>
            <Setting
                title="System notifications"
                text="While Sitrep is open in a tab, also behind other windows; there, a browser may be up to a minute late. A closed tab cannot notify anybody: for that, save the deadlines as a calendar file with alarms, on Now.".to_owned()
            >
                <Notifications />
            </Setting>
        </Section>
    }
}

/// The browser is asked when the button is pressed, and at no other time.
#[component]
fn Notifications() -> impl IntoView {
    let desk = use_desk();
    move || {
        match desk.notices.get() {
        Permission::Granted => view! {
            <Toggle
                on=Signal::derive(move || desk.prefs.with(|prefs| prefs.alerts.notify))
                on_change=Callback::new(move |on: bool| desk.prefer(|prefs| prefs.alerts.notify = on))
            >
                "Notify"
            </Toggle>
        }
        .into_any(),
        Permission::Unasked => view! {
            <button type="button" class="button" on:click=move |_| desk.ask_to_notify()>
                <Icon glyph=Glyph::Bell />
                "Allow notifications"
            </button>
        }
        .into_any(),
        Permission::Denied => view! {
            <p class="text mute">
                "This browser was told not to let the page notify. Its settings for this site can allow it again."
            </p>
        }
        .into_any(),
        Permission::Impossible => {
            view! { <p class="text mute">"This browser has no notifications for pages."</p> }.into_any()
        }
    }
    }
}
