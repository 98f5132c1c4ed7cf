//! Tabs of one panel.

use leptos::{ev, html, prelude::*};

use crate::ui::widgets::{
    choice::{Choice, Pick},
    icon::Icon,
    roving::rove,
};

/// A tab list; the caller shows the panel that belongs to the value.
#[component]
pub fn Tabs<T: Pick>(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] tabs: Signal<Vec<Choice<T>>>,
    #[prop(into)] value: Signal<T>,
    on_pick: Callback<T>,
) -> impl IntoView {
    let tabs = Memo::new(move |_| tabs.get());
    let list = NodeRef::<html::Div>::new();
    let on_key = move |event: ev::KeyboardEvent| {
        if let Some(list) = list.get_untracked() {
            rove(&event, &list, "[role=tab]");
        }
    };
    let tab = move |choice: Choice<T>| {
        let Choice {
            value: own,
            label,
            glyph,
            count,
            ..
        } = choice;
        let is_picked = move || value.get() == own;
        view! {
            <button
                type="button"
                role="tab"
                aria-selected=move || is_picked().to_string()
                tabindex=move || if is_picked() { "0" } else { "-1" }
                on:click=move |_| on_pick.run(own)
                on:focus=move |_| on_pick.run(own)
            >
                {glyph.map(|glyph| view! { <Icon glyph /> })}
                {label}
                {count.map(|count| view! { <span class="count">{count}</span> })}
            </button>
        }
    };
    view! {
        <div node_ref=list class="tabs" role="tablist" aria-label=move || label.get() on:keydown=on_key>
            {move || tabs.get().into_iter().map(tab).collect_view()}
        </div>
    }
}
