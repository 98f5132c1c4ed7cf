//! Dialogs for acts that need to be told more: to whom, why, when.

mod asked;
pub mod offer;
mod reassess;
mod told;

pub use reassess::ReassessDialog;

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    domain::{board::Board, command::Rejection, ids::RecordId, state::Act},
    ui::{
        acts::{asked::Asked, told::Told},
        desk::{Desk, use_desk},
        pick::unplaced::{Unplaced, focus_fault},
        shell::keys::{said, said_of_many},
        stage::{Stage, use_stage},
        widgets::{
            choice::Choice, choice_chips::ChoiceChips, dialog::Dialog, field::Fault, kbd::Kbd,
        },
        words,
    },
    writer::Failure,
};

/// The dialog of the act that the stage names.
#[component]
pub fn ActDialog() -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let title = Signal::derive(move || match stage.act.get() {
        Some((_, records)) => format!("What happens to {}", who(desk, &records)),
        None => String::new(),
    });
    view! {
        <Dialog
            open=Signal::derive(move || stage.act.with(Option::is_some))
            on_close=Callback::new(move |()| stage.act.set(None))
            title
        >
            {move || stage.act.get_untracked().map(|(act, records)| view! { <ActForm act records /> })}
        </Dialog>
    }
}

/// The dialog's form and what became of it. `Copy`, so that its parts take it along.
#[derive(Clone, Copy)]
pub struct Sheet {
    pub told: RwSignal<Told>,
    pub failure: RwSignal<Option<Failure>>,
    sending: RwSignal<bool>,
}

impl Sheet {
    /// A part of what was told, followed.
    pub fn read<T: Clone + Send + Sync + 'static>(self, part: fn(&Told) -> T) -> Signal<T> {
        Signal::derive(move || self.told.with(part))
    }

    /// A callback that puts what was typed into its place.
    pub fn put<T: Send + Sync + 'static>(self, place: fn(&mut Told, T)) -> Callback<T> {
        Callback::new(move |value| {
            self.told.update(|told| place(told, value));
            self.failure.set(None);
        })
    }

    /// What failed, for the control that a rejection is about.
    pub fn fault(self, is_mine: fn(&Rejection) -> bool) -> Signal<Option<Fault>> {
        Signal::derive(move || {
            self.failure
                .with(|failure| words::fault(failure.as_ref(), is_mine))
        })
    }

    fn send(self, desk: Desk, stage: Stage) {
        if self.sending.get_untracked() {
            return;
        }
        let told = self.told.get_untracked();
        let command = match told.command(desk) {
            Ok(command) => command,
            Err(rejection) => return self.fail(Failure::Rejected(rejection)),
        };
        self.sending.set(true);
        spawn_local(async move {
            let answer = desk.ask(command).await;
            let is_open = self.sending.try_set(false).is_none();
            match answer {
                Ok(done) => {
                    if is_open {
                        stage.act.set(None);
                    }
                    let said = match told.records[..] {
                        [record] => {
                            said(told.act, &desk.board_now(|board| board.reference(record)))
                        }
                        _ => said_of_many(told.act, told.records.len() - done.left_out.len()),
                    };
                    desk.done_to_many(said, done);
                }
                Err(failure) if is_open => self.fail(failure),
                Err(failure) => desk.fail(&failure),
            }
        });
    }

    fn fail(self, failure: Failure) {
        self.failure.set(Some(failure));
        focus_fault("dialog");
    }
}

/// The form, made anew each time the dialog opens.
#[component]
fn ActForm(act: Act, records: Vec<RecordId>) -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let choices: Vec<_> = desk.board_now(|board| shared(board, desk, &records));
    let sheet = Sheet {
        told: RwSignal::new(Told::blank(act, records)),
        failure: RwSignal::new(None),
        sending: RwSignal::new(false),
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        sheet.send(desk, stage);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            sheet.send(desk, stage);
        }
    };
    let asks_at_once = offer::asks(act);
    view! {
        <form novalidate on:submit=on_submit on:keydown=on_key>
            <div class="dialog__body stack stack--wide">
                <Unplaced failure=sheet.failure placed=is_placed />
                <ChoiceChips
                    label="Act"
                    choices
                    value=sheet.read(|told| Some(told.act))
                    on_pick=sheet.put(|told, act| told.act = act)
                    autofocus=!asks_at_once
                />
                <Asked sheet />
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button end desk-only" on:click=move |_| stage.act.set(None)>
                    "Back" <Kbd keys="Esc" />
                </button>
                <button
                    type="submit"
                    class="button button--primary"
                    aria-busy=move || sheet.sending.get().to_string()
                >
                    {move || sheet.told.with(|told| told.act.label())} <Kbd keys="Ctrl Enter" />
                </button>
            </footer>
        </form>
    }
}

/// The acts that make sense for at least one of the records.
fn shared(board: &Board, desk: Desk, records: &[RecordId]) -> Vec<Choice<Act>> {
    let me = desk.me_now();
    let allowed = |act: Act| {
        let mut found = records.iter().filter_map(|&id| board.record(id));
        found.any(|record| offer::offered(record, me).contains(&act))
    };
    (Act::ALL.iter().copied())
        .filter(|&act| allowed(act))
        .map(|act| Choice::new(act, act.label()).glyph(offer::glyph(act)))
        .collect()
}

/// `INC-42`, or how many they are.
fn who(desk: Desk, records: &[RecordId]) -> String {
    match records {
        [record] => desk.board_now(|board| board.reference(*record)),
        records => format!("{} records", records.len()),
    }
}

/// Whether a control of the form shows it.
fn is_placed(rejection: &Rejection) -> bool {
    matches!(
        rejection,
        Rejection::NoReason
            | Rejection::Nobody
            | Rejection::NoName
            | Rejection::TooLong { .. }
            | Rejection::InFuture
            | Rejection::UnreadableTime
            | Rejection::SelfLink
    )
}
