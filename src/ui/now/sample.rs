//! Says that what is shown is made up, and how to leave it.

use leptos::{prelude::*, task::spawn_local};

use crate::ui::{
    desk::use_desk,
    widgets::{banner::Banner, tone::Tone},
    words,
};

/// While the sample is open.
#[component]
pub fn SampleBanner() -> impl IntoView {
    let desk = use_desk();
    let is_sample = Memo::new(move |_| desk.is_sample());
    let remove = move |_| {
        spawn_local(async move {
            match desk.remove_workspace().await {
                Ok(()) => desk.say("The sample is gone from this browser.", Tone::Mute),
                Err(unsaved) => desk.say(
                    format!("Not removed: {unsaved}. {}", words::remedy(&unsaved)),
                    Tone::Danger,
                ),
            }
        });
    };
    move || {
        is_sample.get().then(|| {
            view! {
                <Banner tone=Tone::Info>
                    <div class="row row--wrap">
                        <span class="grow">
                            <b>"This is the sample."</b>
                            " Its people and incidents are made up. Try anything: your own workspace does not see it."
                        </span>
                        <button type="button" class="button button--small" on:click=move |_| spawn_local(desk.go_home())>
                            "Go to your own workspace"
                        </button>
                        <button type="button" class="button button--small" on:click=remove>
                            "Remove the sample"
                        </button>
                    </div>
                </Banner>
            }
        })
    }
}
