//! A message that stays where it belongs.

use leptos::prelude::*;

use crate::ui::widgets::{icon::Icon, tone::Tone};

/// One thing to know, with what to do about it. Danger is read out at once, the rest when there is time.
#[component]
pub fn Banner(tone: Tone, children: Children) -> impl IntoView {
    let role = if tone == Tone::Danger {
        "alert"
    } else {
        "status"
    };
    view! {
        <div class="banner" data-tone=tone.slug() role=role>
            <Icon glyph=tone.glyph() />
            <div>{children()}</div>
        </div>
    }
}
