//! Forms that were not sent yet, and the clipboard.

use leptos::{prelude::*, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    browser::{files, prefs},
    domain::ids::PersonId,
    ui::{desk::Desk, widgets::tone::Tone},
};

impl Desk {
    /// What a form held when it was last open on this device.
    #[must_use]
    pub fn draft<T: DeserializeOwned>(self, form: &str) -> Option<T> {
        prefs::draft(self.ws.get_untracked(), form)
    }

    /// Keeps what a form holds; whether the browser took it.
    pub fn keep_draft<T: Serialize>(self, form: &str, draft: &T) -> bool {
        prefs::set_draft(self.ws.get_untracked(), form, draft)
    }

    /// Forgets a form that was sent.
    pub fn forget_draft(self, form: &str) {
        prefs::forget_draft(self.ws.get_untracked(), form);
    }

    /// What every form of one kind holds, whichever tab it was begun in.
    #[must_use]
    pub fn drafts<T: DeserializeOwned>(self, kind: &str) -> Vec<T> {
        prefs::drafts(self.ws.get_untracked(), kind)
    }

    /// Which form of one kind this tab is at.
    #[must_use]
    pub fn at_hand(self, kind: &str) -> Option<String> {
        prefs::at_hand(self.ws.get_untracked(), kind)
    }

    /// Remembers which form of one kind this tab is at.
    pub fn set_at_hand(self, kind: &str, form: &str) {
        prefs::set_at_hand(self.ws.get_untracked(), kind, form);
    }

    /// Who acts on this device, as it is, without following it.
    #[must_use]
    pub fn me_now(self) -> PersonId {
        self.person.get_untracked()
    }

    /// Puts a text on the clipboard and says so.
    pub fn copy(self, text: String, said: impl Into<String>) {
        let said = said.into();
        spawn_local(async move {
            match files::copy(&text).await {
                Ok(()) => self.say(said, Tone::Mute),
                Err(()) => self.say(
                    "The browser did not let the page copy. Select the text and copy it by hand.",
                    Tone::Warn,
                ),
            }
        });
    }
}
