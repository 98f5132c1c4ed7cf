//! The bell in the bar, with what fired.

use leptos::prelude::*;

use crate::{
    report::when,
    ui::{
        alerts::{
            fired::Fired,
            watch::use_watch,
            words::{glyph, tone, what},
        },
        desk::use_desk,
        route::Route,
        widgets::{glyph::Glyph, icon::Icon, popover::Popover},
    },
};

/// A button with the number of those that nobody has seen, and the list behind it.
#[component]
pub fn Bell() -> impl IntoView {
    let watch = use_watch();
    let unread = Memo::new(move |_| watch.unread());
    let label = move || match unread.get() {
        0 => "What fired".to_owned(),
        unread => format!("What fired, {unread} new"),
    };
    let trigger = move || {
        view! {
            <Icon glyph=Glyph::Bell />
            {move || {
                let unread = unread.get();
                (unread > 0).then(|| {
                    let shown = if unread > 99 { "99+".to_owned() } else { unread.to_string() };
                    view! { <span class="bell__count" aria-hidden="true">{shown}</span> }
                })
            }}
        }
    };
    let on_toggle = Callback::new(move |is_open: bool| {
        if is_open {
            watch.read_all();
        }
    });
    view! {
        <Popover trigger class="button button--plain button--square bell" on_toggle attr:aria-label=label>
            <FiredList />
        </Popover>
    }
}

#[component]
fn FiredList() -> impl IntoView {
    let watch = use_watch();
    let is_empty = Memo::new(move |_| watch.fired.with(Vec::is_empty));
    view! {
        <section class="fired" aria-label="What fired">
            <h2 class="fired__head">"What fired"</h2>
            {move || match is_empty.get() {
                true => view! {
                    <p class="fired__none text mute">
                        "Nothing yet. Clocks that pass half, three quarters and nine tenths of their time, or all of it, are listed here."
                    </p>
                }
                .into_any(),
                false => view! {
                    <ol class="list">
                        {move || watch.fired.with(|fired| {
                            fired.iter().rev().map(|it| view! { <FiredLine fired=it.clone() /> }).collect_view()
                        })}
                    </ol>
                }
                .into_any(),
            }}
        </section>
    }
}

/// One crossing: which record, what, and when.
#[component]
pub fn FiredLine(fired: Fired) -> impl IntoView {
    let desk = use_desk();
    let (record, at, percent) = (fired.record, fired.at, fired.percent);
    let reference = Memo::new(move |_| desk.reference(record));
    let title = Memo::new(move |_| {
        let title = |board: &crate::domain::board::Board| {
            board.record(record).map(|record| record.title.clone())
        };
        desk.board(title).unwrap_or_default()
    });
    let time = Memo::new(move |_| when::short(at, desk.now.get(), |at| desk.offset(at)));
    view! {
        <li data-fired=percent.to_string() data-of=move || reference.get()>
            <span class="fired__sign" data-tone=tone(percent).slug()><Icon glyph=glyph(percent) /></span>
            <span class="list__text">
                <a href=move || Route::Incident(reference.get()).href()>
                    {move || reference.get()} ": " {what(&fired)}
                </a>
                <small>{move || title.get()}</small>
            </span>
            <time class="list__time" datetime=when::iso(at)>{move || time.get()}</time>
        </li>
    }
}
