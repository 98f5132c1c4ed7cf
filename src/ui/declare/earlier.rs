//! What else was begun and not sent, in this tab or another: to go on with, or to throw away.

use leptos::prelude::*;

use crate::{
    domain::ids::RecordId,
    ui::{
        declare::{draft::Draft, form::Form},
        widgets::{focus::focus_soon, glyph::Glyph, icon::Icon},
    },
};

/// A line for each draft that waits.
#[component]
pub fn Earlier(form: Form) -> impl IntoView {
    let waiting = Memo::new(move |_| {
        form.earlier.with(|drafts| {
            let drafts = drafts.iter();
            drafts
                .map(|draft| (draft.id, named(draft)))
                .collect::<Vec<_>>()
        })
    });
    let discarded = Memo::new(move |_| form.discarded.with(|draft| draft.as_ref().map(named)));
    let go_on = move |id| {
        form.take_up(id);
        focus_soon(TITLE);
    };
    let discard = move |id| {
        form.discard(id);
        focus_soon(BRING_BACK);
    };
    let bring_back = move |_| {
        form.bring_back();
        focus_soon(TITLE);
    };
    let banner = move |(id, name): (RecordId, String)| {
        view! {
            <div class="banner" data-tone="info">
                <Icon glyph=Glyph::Device />
                <div>
                    {format!("Not declared yet: {name}. ")}
                    <button type="button" class="link" on:click=move |_| go_on(id)>"Go on with it"</button>
                    " or "
                    <button type="button" class="link" on:click=move |_| discard(id)>"throw it away"</button>
                </div>
            </div>
        }
    };
    view! {
        {move || waiting.get().into_iter().map(banner).collect_view()}
        {move || discarded.get().map(|name| view! {
            <div class="banner" role="status">
                <Icon glyph=Glyph::Device />
                <div>
                    {format!("Thrown away: {name}. ")}
                    <button type="button" class="link" id="bring-back" on:click=bring_back>"Bring it back"</button>
                </div>
            </div>
        })}
    }
}

const TITLE: &str = "#declare-form [name=title]";
const BRING_BACK: &str = "#bring-back";

fn named(draft: &Draft) -> String {
    match draft.title.trim() {
        "" => "a form without a title".to_owned(),
        title => format!("“{title}”"),
    }
}
