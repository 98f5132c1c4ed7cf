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
    /// What else was begun and not sent.
    pub earlier: RwSignal<Vec<Draft>>,
    /// What was thrown away last; until the form closes it can be had back.
    pub discarded: RwSignal<Option<Draft>>,
    // A desk is large, and a form is passed around.
    desk: StoredValue<Desk>,
}

impl Form {
    /// A form with the draft of this tab, or a blank one.
    #[must_use]
    pub fn open(desk: Desk, title: &str) -> Self {
        let begin = Draft::open(desk, title);
        Self {
            draft: RwSignal::new(begin.draft),
            failure: RwSignal::new(None),
            saved: RwSignal::new(begin.saved),
            sending: RwSignal::new(false),
            earlier: RwSignal::new(begin.earlier),
            discarded: RwSignal::new(None),
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
            .with_untracked(|draft| draft.keep(self.desk.get_value()));
        self.saved.set(kept);
    }

    /// Goes on with a draft that waits; what is shown waits instead.
    pub fn take_up(self, id: RecordId) {
        if self.sending.get_untracked() {
            return;
        }
        let Some(taken) = self.take_out(id) else {
            return;
        };
        let shown = self.draft.get_untracked();
        if !shown.is_blank() {
            shown.keep(self.desk.get_value());
            self.earlier.update(|waiting| waiting.push(shown));
        }
        self.edit(|draft| *draft = taken);
    }

    /// Throws a draft away that waits.
    pub fn discard(self, id: RecordId) {
        if let Some(draft) = self.take_out(id) {
            draft.forget(self.desk.get_value());
            self.discarded.set(Some(draft));
        }
    }

    /// Goes on with what was thrown away last.
    pub fn bring_back(self) {
        if let Some(draft) = self.discarded.try_update(Option::take).flatten() {
            let id = draft.id;
            self.earlier.update(|waiting| waiting.push(draft));
            self.take_up(id);
        }
    }

    /// Another tab may have gone on with it since this form was opened: its last words count.
    fn take_out(self, id: RecordId) -> Option<Draft> {
        let mut waiting = self.earlier.get_untracked();
        let place = waiting.iter().position(|draft| draft.id == id)?;
        let taken = waiting.remove(place);
        self.earlier.set(waiting);
        Some(taken.kept(self.desk.get_value()).unwrap_or(taken))
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
                    draft.forget(desk);
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
