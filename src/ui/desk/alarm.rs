//! Drawing attention: the icon, the system's notifications, a sound.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{badge, files, notices, sound},
    ui::{
        desk::{Desk, Floor, Permission},
        widgets::{toasts::Toast, tone::Tone},
    },
};

/// A, then E below: falling, as nothing else on a computer.
const LATE: [f32; 2] = [880.0, 659.0];
const AT_RISK: [f32; 1] = [659.0];

impl Desk {
    /// This tab's place among those that show the open workspace: one of them speaks.
    #[must_use]
    pub fn floor(self) -> Floor {
        Floor::of(&format!("sitrep.floor.{}", self.ws.get_untracked()))
    }

    /// Shows how many records are late on the page's icons.
    pub fn badge(self, late: usize) {
        badge::show(late);
    }

    /// Asks the browser to let the page notify. Only a press on a button may lead here.
    pub fn ask_to_notify(self) {
        spawn_local(async move {
            let answer = notices::ask().await;
            self.notices.set(answer);
            self.prefer(|prefs| prefs.alerts.notify = answer == Permission::Granted);
        });
    }

    /// Notifies, where that is wanted and allowed; a press on it leads to an address of the page.
    pub fn notify(self, title: &str, text: &str, tag: &str, href: String) {
        let is_wanted = self.prefs.with_untracked(|prefs| prefs.alerts.notify);
        let open = move || drop(window().location().set_hash(&href));
        if is_wanted && !notices::show(title, text, tag, open) {
            self.notices.set(notices::permission());
        }
    }

    /// Sounds, where that is wanted.
    pub fn sound(self, is_late: bool) {
        if self.prefs.with_untracked(|prefs| prefs.alerts.sound) {
            self.try_sound(is_late);
        }
    }

    /// Sounds.
    pub fn try_sound(self, is_late: bool) {
        sound::play(if is_late { &LATE } else { &AT_RISK });
    }

    /// Shows a message that leads to what it tells of, and that a live region speaks.
    pub fn alert(self, text: String, tone: Tone, link: (String, String)) {
        self.show(Toast {
            link: Some(link),
            is_spoken: true,
            ..Toast::new(text, tone)
        });
    }

    /// Saves deadlines as a calendar file, and says what such a file is.
    pub fn save_calendar(self, name: &str, text: &str, said: &str) {
        let name = format!("{}-{name}.ics", self.file_name());
        if files::save(&name, "text/calendar", text).is_some() {
            self.say(format!("{name} saved. {said}"), Tone::Mute);
        } else {
            self.say(
                format!("{name} could not be saved: this browser refused it."),
                Tone::Warn,
            );
        }
    }
}
