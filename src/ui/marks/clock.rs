//! Clocks: what is left of a promise, as words, a shape and a thin bar.

use leptos::prelude::*;

use crate::{
    report::promise::Look,
    ui::{
        timekeeper::Face,
        widgets::{glyph::Glyph, icon::Icon},
    },
};

/// The shape that says the same as the colour.
#[must_use]
pub const fn glyph(look: Look) -> Glyph {
    match look {
        Look::Rest | Look::Running => Glyph::Clock,
        Look::Risk => Glyph::Hourglass,
        Look::Late => Glyph::Alarm,
        Look::Paused => Glyph::Pause,
        Look::Met => Glyph::Tick,
    }
}

/// A clock in a row; nothing where nothing is promised. Its name is read out before its value.
#[component]
pub fn ClockMark(#[prop(into)] face: Signal<Option<Face>>) -> impl IntoView {
    // The bar moves without the words being built anew.
    let look = Memo::new(move |_| face.with(|face| face.as_ref().map(|face| face.look)));
    let done = move || face.with(|face| face.as_ref().map_or(0.0, |face| face.done));
    let text = move |pick: fn(&Face) -> &String| {
        move || {
            face.with(|face| {
                face.as_ref()
                    .map(|face| pick(face).clone())
                    .unwrap_or_default()
            })
        }
    };
    move || match look.get() {
        None => view! { <span class="clock clock--none">"No target"</span> }.into_any(),
        Some(look) => view! {
            <div class="clock" data-state=look.slug() title=text(|face| &face.name)>
                <span class="clock__value">
                    <Icon glyph=glyph(look) />
                    <span class="visually-hidden">{text(|face| &face.name)} ": "</span>
                    <span class="ellipsis">{text(|face| &face.value)}</span>
                </span>
                <span class="clock__track"><i style:--done=move || done().to_string()></i></span>
            </div>
        }
        .into_any(),
    }
}

/// When the next update is due, without a bar.
#[component]
pub fn DueMark(#[prop(into)] face: Signal<Option<Face>>) -> impl IntoView {
    move || {
        face.with(|face| match face {
            None => {
                view! { <span class="queue__due" data-tone="mute">"None due"</span> }.into_any()
            }
            Some(face) => {
                let tone = match face.look {
                    Look::Late => Some("danger"),
                    Look::Risk => Some("warn"),
                    _ => None,
                };
                let icon = tone.map(|_| view! { <Icon glyph=glyph(face.look) /> });
                view! { <span class="queue__due" data-tone=tone>{icon}{face.value.clone()}</span> }
                    .into_any()
            }
        })
    }
}

/// A clock in a cell of a table: a short bar before its words.
#[component]
pub fn MiniClock(#[prop(into)] face: Signal<Option<Face>>) -> impl IntoView {
    move || {
        face.with(|face| match face {
            None => view! { <span class="clock--none">"–"</span> }.into_any(),
            Some(face) => view! {
                <span class="clock mini" data-state=face.look.slug() title=face.name.clone()>
                    <span class="clock__track"><i style:--done=face.done.to_string()></i></span>
                    <span class="clock__value">
                        <Icon glyph=glyph(face.look) />
                        <span class="visually-hidden">{face.name.clone()} ": "</span>
                        {face.value.clone()}
                    </span>
                </span>
            }
            .into_any(),
        })
    }
}
