//! Turning a clock by hand: pause, resume, extend, each with its reason.

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    domain::{
        command::{Command, Rejection},
        trail::Turned,
    },
    report::when,
    ui::{
        desk::{Desk, use_desk},
        pick::unplaced::{Unplaced, focus_fault},
        proof::shown::Shown,
        stage::{Hand, use_stage},
        timekeeper::use_timekeeper,
        widgets::{field::Fault, kbd::Kbd, text_area::TextArea, text_input::TextInput},
        words,
    },
    writer::Failure,
};

/// What the form holds and what became of it.
#[derive(Clone, Copy)]
struct Sheet {
    shown: Shown,
    hand: Hand,
    length: RwSignal<String>,
    reason: RwSignal<String>,
    failure: RwSignal<Option<Failure>>,
    sending: RwSignal<bool>,
}

/// The form of one turn.
#[component]
pub fn HandForm(shown: Shown, hand: Hand) -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let sheet = Sheet {
        shown,
        hand,
        length: RwSignal::new(String::new()),
        reason: RwSignal::new(String::new()),
        failure: RwSignal::new(None),
        sending: RwSignal::new(false),
    };
    let send = move || sheet.send(desk, move || stage.proof.set(None));
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send();
        }
    };
    let (what, why, submit) = match hand {
        Hand::Pause => (
            "The clock stands still until somebody resumes it, whatever the record does meanwhile.",
            "Why is it paused?",
            "Pause the clock",
        ),
        Hand::Resume => (
            "The clock runs on, unless the record's own state pauses it.",
            "Why is it resumed? (optional)",
            "Resume the clock",
        ),
        Hand::Extend => (
            "More time for this promise on this record; the target of others stays.",
            "Why does it get more time?",
            "Extend the clock",
        ),
    };
    view! {
        <form novalidate on:submit=on_submit on:keydown=on_key>
            <div class="dialog__body stack stack--wide">
                <Unplaced failure=sheet.failure placed=is_placed />
                <p class="text soft">{what} " The timeline and the figures show it with its reason."</p>
                {(hand == Hand::Extend).then(|| view! { <Length sheet /> })}
                <TextArea
                    label=why
                    value=sheet.reason
                    on_input=sheet.put(sheet.reason)
                    error=sheet.fault(is_reason)
                    attr:name="reason"
                />
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button end" on:click=move |_| shown.back()>"Back to the proof"</button>
                <button
                    type="submit"
                    class="button button--primary"
                    aria-busy=move || sheet.sending.get().to_string()
                >
                    {submit} <Kbd keys="Ctrl Enter" />
                </button>
            </footer>
        </form>
    }
}

/// How much longer, and when the clock is due then.
#[component]
fn Length(sheet: Sheet) -> impl IntoView {
    let (desk, timekeeper) = (use_desk(), use_timekeeper());
    let hint = Signal::derive(move || {
        let by = when::parse_duration(&sheet.length.get()).filter(|by| *by > 0);
        let mut run = sheet.shown.read(|told| told.proof.run.clone())?;
        run.target = Some(run.target?.saturating_add(by?));
        let due = timekeeper.read(|clocks| run.reaches(clocks.plan(), 100));
        due.map(|due| format!("Then it is due {}.", desk.moment(due)))
    });
    let hint = move || {
        Some(
            hint.get()
                .unwrap_or_else(|| "Such as 30 min, 2 h or 1 h 30.".to_owned()),
        )
    };
    view! {
        <TextInput
            label="How much longer?"
            value=sheet.length
            on_input=sheet.put(sheet.length)
            hint=Signal::derive(hint)
            error=sheet.fault(|rejection| *rejection == Rejection::NoLength)
            attr:name="length"
            attr:autocomplete="off"
        />
    }
}

impl Sheet {
    fn put(self, to: RwSignal<String>) -> Callback<String> {
        Callback::new(move |text| {
            to.set(text);
            self.failure.set(None);
        })
    }

    fn fault(self, is_mine: fn(&Rejection) -> bool) -> Signal<Option<Fault>> {
        Signal::derive(move || {
            self.failure
                .with(|failure| words::fault(failure.as_ref(), is_mine))
        })
    }

    /// What was typed as a turn; a length that nobody can read is none.
    fn turned(self) -> Turned {
        match self.hand {
            Hand::Pause => Turned::Paused,
            Hand::Resume => Turned::Resumed,
            Hand::Extend => {
                let by = self
                    .length
                    .with_untracked(|text| when::parse_duration(text));
                let by = by.and_then(|by| u64::try_from(by).ok());
                Turned::Extended(by.unwrap_or(0))
            }
        }
    }

    fn send(self, desk: Desk, close: impl FnOnce() + 'static) {
        if self.sending.get_untracked() {
            return;
        }
        let (record, clock) = (self.shown.record, untrack(|| self.shown.clock()));
        let command = Command::Turn {
            record,
            clock,
            what: self.turned(),
            reason: self.reason.get_untracked(),
            happened: None,
        };
        let name = desk.board_now(|board| {
            let clock = board.settings.policy.clock(clock);
            clock.map_or_else(|| "Clock".to_owned(), |clock| clock.name.clone())
        });
        let did = match self.hand {
            Hand::Pause => "paused",
            Hand::Resume => "resumed",
            Hand::Extend => "extended",
        };
        self.sending.set(true);
        spawn_local(async move {
            let answer = desk.ask(command).await;
            let is_open = self.sending.try_set(false).is_none();
            match answer {
                Ok(done) => {
                    if is_open {
                        close();
                    }
                    let reference = desk.board_now(|board| board.reference(record));
                    desk.done(format!("{name} of {reference} {did}"), done.events);
                }
                Err(failure) if is_open => {
                    self.failure.set(Some(failure));
                    focus_fault("dialog");
                }
                Err(failure) => desk.fail(&failure),
            }
        });
    }
}

fn is_reason(rejection: &Rejection) -> bool {
    matches!(
        rejection,
        Rejection::NoClockReason
            | Rejection::TooLong {
                field: "The reason",
                ..
            }
    )
}

/// Whether a control of the form shows it.
fn is_placed(rejection: &Rejection) -> bool {
    is_reason(rejection) || *rejection == Rejection::NoLength
}
