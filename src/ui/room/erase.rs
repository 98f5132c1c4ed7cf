//! The dialog that erases what an entry says, with what that means.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{command::Command, ids::EventId},
    ui::{
        desk::use_desk,
        pick::unplaced::Unplaced,
        room::Room,
        widgets::{dialog::Dialog, kbd::Kbd, tone::Tone},
    },
    writer::Failure,
};

/// Asks once more, in plain words.
#[component]
pub fn EraseDialog(room: Room) -> impl IntoView {
    view! {
        <Dialog
            open=Signal::derive(move || room.erasing.with(Option::is_some))
            on_close=Callback::new(move |()| room.erasing.set(None))
            title="Erase these words for good?"
        >
            {move || room.erasing.get_untracked().map(|event| view! { <EraseForm room event /> })}
        </Dialog>
    }
}

#[component]
fn EraseForm(room: Room, event: EventId) -> impl IntoView {
    let desk = use_desk();
    let failure = RwSignal::new(None::<Failure>);
    let erase = move |_| {
        spawn_local(async move {
            match desk
                .ask(Command::Erase {
                    events: vec![event],
                })
                .await
            {
                Ok(_) => {
                    room.erasing.try_set(None);
                    desk.say(
                        "Erased. Teammates' copies follow when they merge your file.",
                        Tone::Mute,
                    );
                }
                Err(reason) => {
                    failure.try_set(Some(reason));
                }
            }
        });
    };
    view! {
        <div class="dialog__body stack stack--wide">
            <Unplaced failure placed=|_| false />
            <p>"What this entry says is removed here, and on every device that merges your file from now on. It can't be brought back."</p>
            <p class="small mute">
                "That something happened, when, and who did it stays. Files that you gave away before still hold the words."
            </p>
        </div>
        <footer class="dialog__foot">
            <button type="button" class="button end" autofocus on:click=move |_| room.erasing.set(None)>
                "Keep them" <Kbd keys="Esc" />
            </button>
            <button type="button" class="button button--danger" on:click=erase>"Erase for good"</button>
        </footer>
    }
}
