//! A button with a list of actions.

use leptos::{
    attribute_interceptor::AttributeInterceptor, ev, html, prelude::*, wasm_bindgen::JsCast,
    web_sys,
};

use crate::ui::widgets::{
    glyph::Glyph, icon::Icon, kbd::Kbd, roving::rove, tone::Tone, unique::unique_id,
};

const ITEMS: &str = "[role^=menuitem]";

/// A menu of `MenuItem`s. Attributes given to it (`attr:aria-label`) reach the button.
#[component(transparent)]
pub fn Menu(
    /// The content of the button.
    #[prop(into)]
    trigger: ViewFn,
    #[prop(default = "button")] class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let id = unique_id();
    let menu = NodeRef::<html::Div>::new();
    let hide = move || {
        if let Some(menu) = menu.get_untracked() {
            // It fails only when the menu is closed already.
            let _ = menu.hide_popover();
        }
    };
    let on_toggle = move |_| {
        let Some(menu) = menu.get_untracked() else {
            return;
        };
        let first = menu
            .query_selector("[aria-checked=true]")
            .ok()
            .flatten()
            .or_else(|| menu.query_selector(ITEMS).ok().flatten())
            .and_then(|item| item.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(first) = first.filter(|_| menu.matches(":popover-open") == Ok(true)) {
            let _ = first.focus();
        }
    };
    let on_key = move |event: ev::KeyboardEvent| match (event.key().as_str(), menu.get_untracked())
    {
        ("Tab", _) => hide(),
        (_, Some(menu)) => rove(&event, &menu, ITEMS),
        _ => {}
    };
    view! {
        <AttributeInterceptor let:attrs>
            <button type="button" class=class popovertarget=id.clone() aria-haspopup="menu" {..attrs}>
                {trigger.run()}
            </button>
            <div
                node_ref=menu
                id=id.clone()
                class="popover"
                popover="auto"
                role="menu"
                on:toggle=on_toggle
                on:keydown=on_key
                on:click=move |_| hide()
            >
                {children()}
            </div>
        </AttributeInterceptor>
    }
}

/// One action of a menu; with `picked` one of several of which one holds.
#[component]
pub fn MenuItem(
    on_pick: Callback<()>,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(optional)] keys: Option<&'static str>,
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] picked: Option<Signal<bool>>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="menu__item"
            role=if picked.is_some() { "menuitemradio" } else { "menuitem" }
            aria-checked=move || picked.map(|picked| picked.get().to_string())
            data-tone=tone.slug()
            tabindex="-1"
            on:click=move |_| on_pick.run(())
        >
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            {children()}
            {keys.map(|keys| view! { <Kbd keys /> })}
        </button>
    }
}
