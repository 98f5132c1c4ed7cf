//! Adds a part to the filter: first which, then what of it.

use leptos::{html, prelude::*};

use crate::{
    report::filter::{Part, offer},
    ui::{
        sieve::{Sieve, chips::glyph, editor::PartEditor},
        widgets::{
            checkbox::Checkbox, glyph::Glyph, icon::Icon, loaded::on_each_load, popover::Popover,
        },
    },
};

/// The button behind the chips.
#[component]
pub fn AddFilter(sieve: Sieve) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let part = RwSignal::new(None);
    let toggled = move |open: bool| {
        is_open.set(open);
        part.set(None);
    };
    view! {
        <Popover
            class="chip chip--add"
            trigger=|| view! { <Icon glyph=Glyph::Plus /> "Filter" }
            on_toggle=Callback::new(toggled)
        >
            {move || {
                is_open.get().then(|| match part.get() {
                    None => view! { <Parts sieve part /> }.into_any(),
                    Some(picked) => view! { <Picked sieve picked part /> }.into_any(),
                })
            }}
        </Popover>
    }
}

/// The parts to choose from.
#[component]
fn Parts(sieve: Sieve, part: RwSignal<Option<Part>>) -> impl IntoView {
    let first = NodeRef::<html::Div>::new();
    on_each_load(first, |parts| focus_first(&parts));
    let parts = offer::TICKED
        .into_iter()
        .chain([Part::Reported, Part::Resolved]);
    let parts = parts.map(|own| {
        view! {
            <button type="button" class="menu__item" on:click=move |_| part.set(Some(own))>
                <Icon glyph=glyph(own) />
                {own.label()}
            </button>
        }
    });
    view! {
        <div node_ref=first>
            {parts.collect_view()}
            <hr class="menu__line" />
            <Flag sieve part=Part::Conflicts label="Has a conflict" />
            <Flag sieve part=Part::Unacknowledged label="Not acknowledged" />
        </div>
    }
}

#[component]
fn Flag(sieve: Sieve, part: Part, label: &'static str) -> impl IntoView {
    view! {
        <div class="menu__item">
            <Checkbox
                checked=Signal::derive(move || sieve.filter.with(|filter| filter.has(part)))
                on_change=Callback::new(move |is_asked: bool| {
                    sieve.edit(|filter| filter.ask(part, if is_asked { "yes" } else { "" }));
                })
            >
                {label}
            </Checkbox>
        </div>
    }
}

/// The editor of the picked part, with the way back.
#[component]
fn Picked(sieve: Sieve, picked: Part, part: RwSignal<Option<Part>>) -> impl IntoView {
    let body = NodeRef::<html::Div>::new();
    on_each_load(body, |body| focus_first(&body));
    view! {
        <button
            type="button"
            class="menu__item menu__heading"
            aria-label=format!("{}: back to all filters", picked.label())
            on:click=move |_| part.set(None)
        >
            <Icon glyph=Glyph::ArrowLeft />
            {picked.label()}
        </button>
        <div node_ref=body>
            <PartEditor sieve part=picked />
        </div>
    }
}

/// What was pressed is gone, so the focus goes to what came in its place.
fn focus_first(root: &web_sys::Element) {
    use wasm_bindgen::JsCast;
    let first = root.query_selector("button, input").ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = first.focus();
    }
}
