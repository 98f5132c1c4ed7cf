//! Saying what was done, with the way back, and why something was not.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::random,
    domain::{command::Command, fact::Kind, ids::EventId},
    report::bulk::summary,
    ui::{
        desk::Desk,
        widgets::{toasts::Toast, tone::Tone},
        words,
    },
    writer::{Done, Failure},
};

/// An action of this tab that can be taken back.
#[derive(Clone, Debug)]
pub(super) struct Undoable {
    toast: u64,
    what: String,
    events: Vec<EventId>,
}

impl Desk {
    /// Does something, says so with a way back, or says why not.
    pub fn act(self, command: Command, said: impl Into<String>) {
        let said = said.into();
        spawn_local(async move {
            match self.ask(command).await {
                Ok(done) => self.done(said, done.events),
                Err(failure) => self.fail(&failure),
            }
        });
    }

    /// Says that something was done, with a way back.
    pub fn done(self, said: String, events: Vec<EventId>) {
        self.done_at(said, events, None);
    }

    /// Says what was done to many records and which were left out, with one way back.
    pub fn done_to_many(self, said: String, done: Done) {
        let text = summary(&said, &done.left_out);
        self.tell(text, said, done.events, None);
    }

    /// Says that something was done, with a way back and a way to where it is seen.
    pub fn done_at(self, said: String, events: Vec<EventId>, link: Option<(String, String)>) {
        self.tell(said.clone(), said, events, link);
    }

    /// `what` is said again when it is taken back.
    fn tell(
        self,
        text: String,
        what: String,
        events: Vec<EventId>,
        link: Option<(String, String)>,
    ) {
        let toast = self.show(Toast {
            action: Some("Undo".to_owned()),
            link,
            ..Toast::new(text, Tone::Mute)
        });
        // What a first act records about its author stays when the act is undone.
        let events = self.book(|book| {
            let is_arrival = |id: &EventId| {
                book.log().get(*id).is_some_and(|event| {
                    matches!(
                        event.head.kind,
                        Kind::WorkspaceFounded | Kind::WorkspaceJoined | Kind::PersonDefined
                    )
                })
            };
            match events.len() {
                1 => events,
                _ => events.into_iter().filter(|id| !is_arrival(id)).collect(),
            }
        });
        self.undo.update_value(|undo| {
            undo.push(Undoable {
                toast,
                what,
                events,
            });
        });
    }

    /// Says why nothing happened, and offers a file for what storage would not take.
    pub fn fail(self, failure: &Failure) {
        match failure {
            Failure::Rejected(_) => {
                self.show(Toast {
                    error: Some(words::slug(failure)),
                    ..Toast::new(words::failure(failure), Tone::Warn)
                });
            }
            Failure::Unsaved(_) => {
                let id = self.show(Toast {
                    action: Some(words::SAVE_TO_FILE.to_owned()),
                    error: Some(words::slug(failure)),
                    stays: true,
                    ..Toast::new(words::failure(failure), Tone::Danger)
                });
                let events = self.refused.get_value();
                self.rescue.update_value(|rescue| rescue.push((id, events)));
            }
        }
    }

    /// Takes back what a toast tells of, or the last thing done.
    pub fn undo(self, toast: Option<u64>) {
        let taken = self.undo.try_update_value(|undo| {
            let place = match toast {
                Some(toast) => undo.iter().position(|undoable| undoable.toast == toast),
                None => undo.len().checked_sub(1),
            };
            place.map(|place| undo.remove(place))
        });
        let Some(Some(undoable)) = taken else {
            self.say("There is nothing to undo.", Tone::Mute);
            return;
        };
        self.dismiss(undoable.toast);
        spawn_local(async move {
            match self
                .ask(Command::Undo {
                    events: undoable.events,
                })
                .await
            {
                Ok(_) => self.say(format!("Undone: {}", undoable.what), Tone::Mute),
                Err(failure) => self.fail(&failure),
            }
        });
    }

    /// Says something at the foot of the page.
    pub fn say(self, text: impl Into<String>, tone: Tone) {
        self.show(Toast::new(text, tone));
    }

    /// Takes a message away.
    pub fn dismiss(self, id: u64) {
        self.toasts
            .update(|toasts| toasts.retain(|toast| toast.id != id));
    }

    pub(super) fn show(self, toast: Toast) -> u64 {
        let id = random::seed() >> 12;
        self.toasts.update(|toasts| {
            if toasts.len() > 2 {
                // What waits for an answer is not pushed out.
                let passing = toasts.iter().position(|toast| !toast.stays);
                passing.map(|place| toasts.remove(place));
            }
            toasts.push(Toast { id, ..toast });
        });
        id
    }

    /// Offers a new version of the page; taking it reloads.
    pub fn offer_update(self) {
        self.dismiss(self.update_offer.get_value());
        let id = self.show(Toast {
            action: Some("Update now".to_owned()),
            stays: true,
            ..Toast::new("A new version of Sitrep is ready.", Tone::Info)
        });
        self.update_offer.set_value(id);
    }

    /// Runs the button of a toast.
    pub fn run_toast(self, id: u64) {
        if self.update_offer.get_value() == id {
            if let Ok(event) = web_sys::CustomEvent::new("sitrep:update-accept") {
                let _ = window().dispatch_event(&event);
            }
            self.dismiss(id);
            return;
        }
        let rescued = self.rescue.try_update_value(|rescue| {
            let place = rescue.iter().position(|(toast, _)| *toast == id)?;
            Some(rescue.remove(place).1)
        });
        match rescued.flatten() {
            Some(events) => {
                self.save_with(events);
                self.dismiss(id);
            }
            None => self.undo(Some(id)),
        }
    }
}
