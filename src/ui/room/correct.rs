//! The dialog that corrects when a milestone happened.

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    domain::{
        command::{Command, Rejection},
        state::Milestone,
        time::Moment,
    },
    ui::{
        desk::use_desk,
        pick::{
            unplaced::Unplaced,
            when::{self, Blank, WhenPick},
        },
        room::Room,
        widgets::{dialog::Dialog, kbd::Kbd},
        words,
    },
    writer::Failure,
};

/// A milestone of a cycle with the time that it has now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correcting {
    pub milestone: Milestone,
    pub cycle: u16,
    pub at: Option<Moment>,
}

/// The dialog of the milestone that the room names.
#[component]
pub fn CorrectDialog(room: Room) -> impl IntoView {
    let title = Signal::derive(move || match room.correcting.get() {
        Some(Correcting { milestone, .. }) => format!("{}: when did it happen?", milestone.label()),
        None => String::new(),
    });
    view! {
        <Dialog
            open=Signal::derive(move || room.correcting.with(Option::is_some))
            on_close=Callback::new(move |()| room.correcting.set(None))
            title
        >
            {move || room.correcting.get_untracked().map(|correcting| view! { <CorrectForm room correcting /> })}
        </Dialog>
    }
}

/// The form, made anew each time the dialog opens.
#[component]
fn CorrectForm(room: Room, correcting: Correcting) -> impl IntoView {
    let desk = use_desk();
    let Correcting {
        milestone,
        cycle,
        at,
    } = correcting;
    let text = RwSignal::new(at.map(|at| when::written(desk, at)).unwrap_or_default());
    let failure = RwSignal::new(None::<Failure>);
    let is_timely = |rejection: &Rejection| {
        matches!(rejection, Rejection::InFuture | Rejection::UnreadableTime)
    };
    let send = move || {
        let happened = match when::read(desk, &text.get_untracked()) {
            Ok(happened) => happened,
            Err(rejection) => return failure.set(Some(Failure::Rejected(rejection))),
        };
        let command = Command::Correct {
            record: room.id,
            milestone,
            cycle,
            happened,
        };
        spawn_local(async move {
            match desk.ask(command).await {
                Ok(done) => {
                    room.correcting.try_set(None);
                    let said = match happened {
                        Some(_) => format!("{}: time corrected", milestone.label()),
                        None => format!("{}: not known", milestone.label()),
                    };
                    desk.done(said, done.events);
                }
                Err(reason) => {
                    failure.try_set(Some(reason));
                }
            }
        });
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    view! {
        <form novalidate on:submit=on_submit>
            <div class="dialog__body stack stack--wide">
                <Unplaced failure placed=is_timely />
                <WhenPick
                    label="When did it happen?"
                    value=text
                    on_change=Callback::new(move |value| {
                        text.set(value);
                        failure.set(None);
                    })
                    blank=Blank::Unknown
                    error=Signal::derive(move || failure.with(|failure| words::fault(failure.as_ref(), is_timely)))
                />
                <p class="small mute">"What was said before stays in the timeline. Without a time it counts as not known."</p>
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button end" on:click=move |_| room.correcting.set(None)>
                    "Back" <Kbd keys="Esc" />
                </button>
                <button type="submit" class="button button--primary">"Correct the time"</button>
            </footer>
        </form>
    }
}
