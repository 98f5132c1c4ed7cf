//! The dialog that changes a record's impact and urgency.

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    domain::{
        command::{Change, Command, Rejection},
        record::Record,
        settings::Settings,
    },
    ui::{
        desk::{Desk, use_desk},
        pick::{
            judgement::Judgement,
            rating::RatingFields,
            unplaced::{Unplaced, focus_fault},
        },
        stage::{Reassess, Stage, use_stage},
        widgets::{dialog::Dialog, kbd::Kbd},
    },
    writer::Failure,
};

/// The dialog that changes a record's impact and urgency.
#[component]
pub fn ReassessDialog() -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let title = Signal::derive(move || match stage.reassess.get() {
        Some(asked) => format!("Priority of {}", desk.reference(asked.record)),
        None => String::new(),
    });
    view! {
        <Dialog
            open=Signal::derive(move || stage.reassess.with(Option::is_some))
            on_close=Callback::new(move |()| stage.reassess.set(None))
            title
        >
            {move || stage.reassess.get_untracked().map(|asked| view! { <ReassessForm asked /> })}
        </Dialog>
    }
}

/// The form while it is open.
#[derive(Clone, Copy)]
struct Sheet {
    asked: Reassess,
    before: StoredValue<Judgement>,
    judgement: RwSignal<Judgement>,
    failure: RwSignal<Option<Failure>>,
    sending: RwSignal<bool>,
}

/// The form, made anew each time the dialog opens.
#[component]
fn ReassessForm(asked: Reassess) -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let (before, note) = desk.board_now(|board| match board.record(asked.record) {
        Some(record) => (
            before(record, &board.settings),
            earlier(record, &board.settings),
        ),
        None => (Judgement::default(), None),
    });
    let begin = match asked.preset {
        // Whoever points at a cell wants what the cell says.
        Some((impact, urgency)) => Judgement {
            impact: Some(impact),
            urgency: Some(urgency),
            ..Judgement::default()
        },
        None => before.clone(),
    };
    let sheet = Sheet {
        asked,
        before: StoredValue::new(before),
        judgement: RwSignal::new(begin),
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
    view! {
        <form novalidate on:submit=on_submit on:keydown=on_key>
            <div class="dialog__body stack stack--wide">
                <Unplaced failure=sheet.failure placed=is_placed />
                {note.map(|note| view! { <p class="small mute">{note}</p> })}
                <RatingFields
                    value=sheet.judgement
                    on_change=Callback::new(move |judgement| {
                        sheet.judgement.set(judgement);
                        sheet.failure.set(None);
                    })
                    failure=sheet.failure
                    why=true
                />
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button end desk-only" on:click=move |_| stage.reassess.set(None)>
                    "Back" <Kbd keys="Esc" />
                </button>
                <button
                    type="submit"
                    class="button button--primary"
                    aria-busy=move || sheet.sending.get().to_string()
                >
                    {move || sheet.label(desk)} <Kbd keys="Ctrl Enter" />
                </button>
            </footer>
        </form>
    }
}

impl Sheet {
    fn label(self, desk: Desk) -> String {
        let priority = desk.board(|board| {
            self.judgement
                .with(|judgement| judgement.priority(&board.settings.matrix))
        });
        match priority {
            Some(priority) => format!("Set {}", priority.label()),
            None => "Set priority".to_owned(),
        }
    }

    fn send(self, desk: Desk, stage: Stage) {
        if self.sending.get_untracked() {
            return;
        }
        let judgement = self.judgement.get_untracked();
        let scale = desk.board_now(|board| board.settings.scale);
        let is_same = self.before.with_value(|before| *before == judgement);
        let rating = match judgement.rating(scale) {
            Some(_) if is_same => return self.fail(Failure::Rejected(Rejection::NoChange)),
            Some(rating) => rating,
            None => return self.fail(Failure::Rejected(Rejection::NoCell)),
        };
        let record = self.asked.record;
        self.sending.set(true);
        spawn_local(async move {
            let change = Change::Rating(rating);
            let answer = desk.ask(Command::Set { record, change }).await;
            let is_open = self.sending.try_set(false).is_none();
            match answer {
                Ok(done) => {
                    if is_open {
                        stage.reassess.set(None);
                    }
                    desk.done(told(desk, record), done.events);
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

/// The last judgement, where it was made on the table in force.
fn before(record: &Record, settings: &Settings) -> Judgement {
    let Some(held) = record
        .assessment
        .as_ref()
        .filter(|held| held.scale == settings.scale)
    else {
        return Judgement::default();
    };
    let given = settings.matrix.priority(held.impact, held.urgency);
    let overridden = Some(held.priority).filter(|priority| given != Some(*priority));
    let reason = overridden.and(held.reason.clone()).unwrap_or_default();
    Judgement {
        impact: Some(held.impact),
        urgency: Some(held.urgency),
        overridden,
        reason,
    }
}

/// What is known of a judgement on another table.
fn earlier(record: &Record, settings: &Settings) -> Option<String> {
    let held = record
        .assessment
        .as_ref()
        .filter(|held| held.scale != settings.scale)?;
    let name = settings.matrix_of(held.scale).map(|matrix| matrix.name);
    let name = name.unwrap_or_else(|| "another".to_owned());
    Some(format!(
        "It is {} by the {name} matrix. Judge it on this one.",
        held.priority.label()
    ))
}

fn told(desk: Desk, record: crate::domain::ids::RecordId) -> String {
    desk.board_now(|board| {
        let priority = board.record(record).and_then(|record| record.priority());
        let label = priority.map_or("without priority", |priority| priority.label());
        format!("{} is {label}", board.reference(record))
    })
}

/// Whether a control of the form shows it.
fn is_placed(rejection: &Rejection) -> bool {
    matches!(
        rejection,
        Rejection::NoReason | Rejection::NoCell | Rejection::TooLong { .. }
    )
}
