//! Whose events are here, and how far.

use leptos::prelude::*;

use crate::ui::{desk::use_desk, marks::person::PersonAvatar};

/// The replicas that wrote into this log.
#[component]
pub fn Teammates() -> impl IntoView {
    let desk = use_desk();
    let writers = Memo::new(move |_| desk.writers());
    view! {
        <section class="panel" hidden=move || writers.read().is_empty()>
            <div class="panel__head">
                <h2>"Teammates"</h2>
                <span class="panel__note">"last event seen"</span>
            </div>
            <ul class="list">
                {move || writers.get().into_iter().map(|writer| {
                    let who = Some(writer.person);
                    view! {
                        <li>
                            <PersonAvatar person=Signal::stored(who) />
                            <span class="list__text">
                                <span>
                                    {writer.name}
                                    {writer.here.then(|| view! { <span class="mute">" (this device)"</span> })}
                                </span>
                                <small>{format!("{} events", writer.events)}</small>
                            </span>
                            <span class="list__time">{desk.moment(writer.last)}</span>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </section>
    }
}
