//! Short messages at the foot of the page: what was done, and the way to undo it.

use leptos::{html, prelude::*};

use crate::ui::widgets::{glyph::Glyph, icon::Icon, loaded::on_each_load, tone::Tone};

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    pub id: u64,
    pub text: String,
    /// The label of its button.
    pub action: Option<String>,
    /// The label and the address of what it tells of.
    pub link: Option<(String, String)>,
    pub tone: Tone,
    /// The kind of the error that it tells of.
    pub error: Option<&'static str>,
    /// Until it is dismissed.
    pub stays: bool,
    /// Spoken by its owner already, so that no screen reader says it twice.
    pub is_spoken: bool,
}

impl Toast {
    /// A message that goes by itself. Its id is given when it is shown.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            id: 0,
            text: text.into(),
            action: None,
            link: None,
            tone,
            error: None,
            stays: false,
            is_spoken: false,
        }
    }
}

/// The dock. A toast lives ten seconds, by a CSS animation that rests while somebody points at it or
/// has the focus in it; so no timer outlives it.
#[component]
pub fn Toasts(
    #[prop(into)] toasts: Signal<Vec<Toast>>,
    on_action: Callback<u64>,
    on_dismiss: Callback<u64>,
) -> impl IntoView {
    let dock = NodeRef::<html::Div>::new();
    // In the top layer once, below every dialog: a dialog that is open lets nobody touch a toast.
    on_each_load(dock, |dock| drop(dock.show_popover()));
    view! {
        <div node_ref=dock class="toasts" popover="manual" role="status">
            <For each=move || toasts.get() key=|toast| toast.id let:toast>
                <Message toast on_action on_dismiss />
            </For>
        </div>
    }
}

#[component]
fn Message(toast: Toast, on_action: Callback<u64>, on_dismiss: Callback<u64>) -> impl IntoView {
    let Toast {
        id,
        text,
        action,
        link,
        tone,
        error,
        stays,
        is_spoken,
    } = toast;
    view! {
        <div
            class="toast"
            data-tone=tone.slug()
            role=error.map(|_| "alert")
            aria-live=is_spoken.then_some("off")
            data-error=error
        >
            <Icon glyph=if tone == Tone::Mute { Glyph::Tick } else { tone.glyph() } />
            <span class="toast__text">{text}</span>
            {link.map(|(label, href)| view! {
                <a class="button button--small" href=href on:click=move |_| on_dismiss.run(id)>{label}</a>
            })}
            {action.map(|action| view! {
                <button type="button" class="button button--small" on:click=move |_| on_action.run(id)>{action}</button>
            })}
            <button
                type="button"
                class="button button--plain button--small button--square"
                aria-label="Dismiss"
                on:click=move |_| on_dismiss.run(id)
            >
                <Icon glyph=Glyph::Cross />
            </button>
            {(!stays).then(|| view! { <i class="toast__life" on:animationend=move |_| on_dismiss.run(id)></i> })}
        </div>
    }
}
