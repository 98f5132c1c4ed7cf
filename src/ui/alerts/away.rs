//! What was crossed while nobody looked.

use leptos::prelude::*;

use crate::{
    report::when,
    ui::{
        alerts::{
            bell::FiredLine,
            watch::{Away, use_watch},
            words::summary,
        },
        desk::use_desk,
        widgets::{glyph::Glyph, icon::Icon},
    },
};

/// So many stand there without being asked for.
const FEW: usize = 5;

/// On opening after an absence: exactly what was crossed meanwhile, in order.
#[component]
pub fn AwayBanner() -> impl IntoView {
    let watch = use_watch();
    move || watch.away.get().map(|away| view! { <Told away /> })
}

#[component]
fn Told(away: Away) -> impl IntoView {
    let (desk, watch) = (use_desk(), use_watch());
    let Away { since, fired } = away;
    let words = summary(&fired);
    let since = Memo::new(move |_| when::exact(since, desk.now.get(), |at| desk.offset(at)));
    let is_open = fired.len() <= FEW;
    view! {
        <section class="away" aria-label="While you were away">
            <Icon glyph=Glyph::Bell />
            <details class="away__told" open=is_open>
                <summary>
                    "While you were away (since " {move || since.get()} "): " {words} "."
                </summary>
                <ol class="list away__list">
                    {fired.into_iter().map(|fired| view! { <FiredLine fired /> }).collect_view()}
                </ol>
            </details>
            <button
                type="button"
                class="button button--plain button--small button--square"
                aria-label="Dismiss what was crossed while you were away"
                on:click=move |_| watch.dismiss_away()
            >
                <Icon glyph=Glyph::Cross />
            </button>
        </section>
    }
}
