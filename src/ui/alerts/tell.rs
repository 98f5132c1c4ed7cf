//! Telling what fired: messages, the system's notifications, a sound, and what is spoken.

use leptos::prelude::*;

use crate::{
    domain::priority::Priority,
    report::alerts::{ALL, Pause},
    sla::run::AT_RISK,
    ui::{
        alerts::{
            fired::{Fired, How, furthest},
            watch::Watch,
            words,
        },
        route::Route,
        widgets::tone::Tone,
    },
};

/// So many messages at once; more become one.
const MESSAGES: usize = 3;

impl Watch {
    pub(super) fn announce(self, fresh: &[Fired]) {
        let furthest = furthest(fresh);
        let chosen = self
            .desk
            .prefs
            .with_untracked(|prefs| prefs.alerts.messages.clone());
        let is_shown = |percent: u8| match chosen.as_str() {
            "all" => true,
            "late" => percent == ALL,
            "none" => false,
            _ => percent == ALL || percent == AT_RISK,
        };
        // A clock that jumped over a mark shows for that mark as well.
        let has_shown = |it: &Fired| {
            let mut own = fresh.iter();
            own.any(|one| (one.record, one.clock) == (it.record, it.clock) && is_shown(one.percent))
        };
        let shown: Vec<Fired> = (furthest.iter())
            .filter(|it| has_shown(it))
            .map(|it| (*it).clone())
            .collect();
        let worst = shown.iter().map(|it| it.percent).max();
        if let Some(worst) = worst {
            self.show(&shown, worst);
        }
        self.speak(&furthest);
    }

    /// Messages on the page, and outside of it where it does not have the attention.
    fn show(self, shown: &[Fired], worst: u8) {
        let is_seen = !document().hidden() && document().has_focus().unwrap_or(false);
        let show = |text: String, percent: u8, link: (&str, String), tag: &str| {
            if !is_seen {
                self.desk.notify("Sitrep", &text, tag, link.1.clone());
            }
            let link = (link.0.to_owned(), link.1);
            let tone = match words::tone(percent) {
                Tone::Mute => Tone::Info,
                tone => tone,
            };
            self.desk.alert(text, tone, link);
        };
        if shown.len() > MESSAGES {
            let mut text = words::summary(shown);
            if shown.iter().all(|it| it.how == How::Arrival) {
                text.push_str(", already when they came in");
            }
            let list = "#/incidents?sort=due&open=yes".to_owned();
            show(format!("{text}."), worst, ("Show", list), "sitrep");
        } else {
            for it in shown {
                let reference = self.reference(it);
                let tag = format!("{}{}{}{}", it.record, it.clock, it.percent, it.at.0);
                let text = format!("{reference}: {}.", words::what(it));
                let href = Route::Incident(reference).href();
                show(text, it.percent, ("Open", href), &tag);
            }
        }
        self.desk.sound(worst == ALL);
    }

    /// At risk and late are spoken; a P1 that comes to be late interrupts.
    fn speak(self, furthest: &[&Fired]) {
        let is_urgent = |it: &&Fired| {
            let record = it.record;
            let priority = self
                .desk
                .board_now(|board| board.record(record).and_then(|record| record.priority()));
            it.percent == ALL && priority == Some(Priority::P1)
        };
        let (urgent, rest): (Vec<&Fired>, Vec<&Fired>) = (furthest.iter().copied())
            .filter(|it| it.percent >= AT_RISK)
            .partition(is_urgent);
        let sentence = |them: &[&Fired]| match them.len() {
            0 => None,
            1..=MESSAGES => Some(
                (them.iter())
                    .map(|it| format!("{}: {}.", self.reference(it), words::what(it)))
                    .collect::<Vec<_>>()
                    .join(" "),
            ),
            _ => {
                let them: Vec<Fired> = them.iter().map(|it| (*it).clone()).collect();
                Some(format!("{}.", words::summary(&them)))
            }
        };
        if let Some(text) = sentence(&urgent) {
            self.assertive.set(text);
        }
        if let Some(text) = sentence(&rest) {
            self.say(text);
        }
    }

    pub(super) fn say_pauses(self, pauses: &[Pause]) {
        match pauses {
            [] => {}
            [first, rest @ ..] if rest.iter().all(|it| it.record == first.record) => {
                let names: Vec<_> = pauses.iter().map(|it| it.name.as_str()).collect();
                let reference = self.desk.board_now(|board| board.reference(first.record));
                self.say(format!("{reference}: {} paused.", names.join(", ")));
            }
            pauses => self.say(format!("{} clocks paused.", pauses.len())),
        }
    }

    pub(super) fn say(self, text: String) {
        self.polite.set(text);
    }

    fn reference(self, fired: &Fired) -> String {
        self.desk.board_now(|board| board.reference(fired.record))
    }
}
