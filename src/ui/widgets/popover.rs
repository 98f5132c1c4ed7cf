//! A small layer under the button that opens it. The browser opens, places and closes it.

use leptos::{attribute_interceptor::AttributeInterceptor, html, prelude::*};

use crate::ui::widgets::unique::unique_id;

/// A button and what it opens. Attributes given to it (`attr:aria-label`) reach the button.
#[component(transparent)]
pub fn Popover(
    /// The content of the button.
    #[prop(into)]
    trigger: ViewFn,
    #[prop(default = "button")] class: &'static str,
    /// Told when it opens and when it closes.
    #[prop(optional)]
    on_toggle: Option<Callback<bool>>,
    children: ChildrenFn,
) -> impl IntoView {
    let id = unique_id();
    let layer = NodeRef::<html::Div>::new();
    let toggled = move |_| {
        if let (Some(on_toggle), Some(layer)) = (on_toggle, layer.get_untracked()) {
            on_toggle.run(layer.matches(":popover-open") == Ok(true));
        }
    };
    view! {
        <AttributeInterceptor let:attrs>
            <button type="button" class=class popovertarget=id.clone() aria-haspopup="dialog" {..attrs}>
                {trigger.run()}
            </button>
            <div node_ref=layer id=id.clone() class="popover popover__body" popover="auto" on:toggle=toggled>
                {children()}
            </div>
        </AttributeInterceptor>
    }
}
