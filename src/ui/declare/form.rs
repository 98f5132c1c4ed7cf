//! The state of the open form, and sending it.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{command::Rejection, ids::RecordId},
    ui::{
        declare::draft::Draft, desk::Desk, pick::unplaced::focus_fault, route::Route, stage::Stage,
        widgets::field::Fault, words,
    },
    writer::Failure,
};

/// The form while it is open. `Copy`, so that its parts take it along.
#[derive(Clone, Copy)]
pub struct Form {
    pub draft: RwSignal<Draft>,
    pub failure: RwSignal<Option<Failure>>,
    /// Whether the browser holds what is shown.
    pub saved: RwSignal<bool>,
    pub sending: RwSignal<bool>,
    /// The drafts that wait because another was begun.
    pub earlier: RwSignal<Vec<Draft>>,
    // A desk is large, and a form is passed around.
    desk: StoredValue<Desk>,
}

impl Form {
    /// A form with the draft of this device, or a blank one.
    #[must_use]
    pub fn open(desk: Desk, title: &str) -> Self {
        let begin = Draft::open(desk, title);
        Self {
            draft: RwSignal::new(begin.draft),
            failure: RwSignal::new(None),
            saved: RwSignal::new(begin.saved),
            sending: RwSignal::new(false),
            earlier: RwSignal::new(begin.earlier),
            desk: StoredValue::new(desk),
        }
    }

    /// A part of the draft, followed.
    pub fn read<T: Clone + Send + Sync + 'static>(self, part: fn(&Draft) -> T) -> Signal<T> {
        Signal::derive(move || self.draft.with(part))
    }

    /// Changes the draft and keeps it.
    pub fn edit(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        self.failure.set(None);
        let kept = self
            .draft
            .with_untracked(|draft| self.desk.get_value().keep_draft(Draft::FORM, draft));
        self.saved.set(kept);
    }

    /// Goes on with a draft that waits; what is shown waits instead.
    pub fn take_up(self, id: RecordId) {
        let mut waiting = self.earlier.get_untracked();
        let Some(place) = waiting.iter().position(|draft| draft.id == id) else {
            return;
        };
        let taken = waiting.remove(place);
        let shown = self.draft.get_untracked();
        if !shown.title.trim().is_empty() {
            waiting.push(shown);
        }
        let desk = self.desk.get_value();
        if waiting.is_empty() {
            desk.forget_draft(Draft::EARLIER);
        } else {
            desk.keep_draft(Draft::EARLIER, &waiting);
        }
        self.earlier.set(waiting);
        self.edit(|draft| *draft = taken);
    }

    /// A callback that puts what was typed into its place.
    pub fn put<T: Send + Sync + 'static>(self, place: fn(&mut Draft, T)) -> Callback<T> {
        Callback::new(move |value| self.edit(|draft| place(draft, value)))
    }

    /// What failed, for the control that a rejection is about.
    pub fn fault(self, is_mine: fn(&Rejection) -> bool) -> Signal<Option<Fault>> {
        Signal::derive(move || {
            self.failure
                .with(|failure| words::fault(failure.as_ref(), is_mine))
        })
    }

    /// Asks for the record; closes when it is on disk.
    pub fn send(self, stage: Stage) {
        if self.sending.get_untracked() {
            return;
        }
        let (desk, draft) = (self.desk.get_value(), self.draft.get_untracked());
        let command = match draft.command(desk) {
            Ok(command) => command,
            Err(rejection) => return self.fail(Failure::Rejected(rejection)),
        };
        let name = draft.my_name.trim().to_owned();
        if !name.is_empty() {
            desk.prefer(|prefs| prefs.name = name);
        }
        self.sending.set(true);
        spawn_local(async move {
            let answer = desk.ask(command).await;
            let is_open = self.sending.try_set(false).is_none();
            match answer {
                Ok(done) => {
                    desk.forget_draft(Draft::FORM);
                    if is_open {
                        stage.declare.set(None);
                    }
                    let (said, link) = declared(desk, draft.id);
                    desk.done_at(said, done.events, Some(link));
                }
                Err(Failure::Rejected(Rejection::NoChange)) if is_open => self.renew(),
                Err(failure) if is_open => self.fail(failure),
                Err(failure) => desk.fail(&failure),
            }
        });
    }

    /// A draft that was declared already, from another tab, is a record of its own from now on.
    fn renew(self) {
        let desk = self.desk.get_value();
        let reference =
            desk.board_now(|board| board.reference(self.draft.with_untracked(|draft| draft.id)));
        self.edit(|draft| draft.id = desk.fresh());
        desk.say(
            format!("This draft was declared already, as {reference}. Declaring it again makes another record."),
            crate::ui::widgets::tone::Tone::Warn,
        );
    }

    fn fail(self, failure: Failure) {
        self.failure.set(Some(failure));
        focus_fault("#declare-form");
    }
}

fn declared(desk: Desk, id: RecordId) -> (String, (String, String)) {
    let reference = desk.board_now(|board| board.reference(id));
    let href = Route::Incident(reference.clone()).href();
    (format!("{reference} declared"), ("Open".to_owned(), href))
}
