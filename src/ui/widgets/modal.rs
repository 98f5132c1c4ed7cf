//! A layer over the page: the browser's own `<dialog>`.

use leptos::{ev, html, prelude::*};

use crate::ui::widgets::loaded::on_each_load;

/// A modal layer without a head. Esc and a press beside it ask the owner through `on_close`; only
/// `open` decides. The focus goes to `autofocus` or the first control, and back when it closes.
#[component]
pub fn Modal(
    #[prop(into)] open: Signal<bool>,
    on_close: Callback<()>,
    /// Read out as the name of the dialog.
    #[prop(into)]
    label: Signal<String>,
    /// `dialog dialog--full` fills the screen of a phone.
    #[prop(default = "dialog")]
    class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    // A signal that says yes twice must not build the dialog anew: what was typed would be lost.
    let open = Memo::new(move |_| open.get());
    let layer = move || {
        let dialog = NodeRef::<html::Dialog>::new();
        on_each_load(dialog, |dialog| {
            // It fails only when the dialog is open already.
            let _ = dialog.show_modal();
        });
        // Closing before it leaves the page is what gives the focus back.
        on_cleanup(move || {
            if let Some(dialog) = dialog.try_get_untracked().flatten() {
                dialog.close();
            }
        });
        let ask = move || {
            if open.try_get_untracked() == Some(true) {
                on_close.run(());
            }
        };
        let on_cancel = move |event: ev::Event| {
            // A file picker inside also cancels; that bubbles up to here.
            if event.target() == event.current_target() {
                event.prevent_default();
                ask();
            }
        };
        // The browser tells a while after closing; by then the next dialog may be open.
        let on_closed = move |event: ev::Event| {
            let dialog: web_sys::Node = event_target(&event);
            if dialog.is_connected() {
                ask();
            }
        };
        let on_press = move |event: ev::PointerEvent| {
            if event.target() == event.current_target() {
                ask();
            }
        };
        view! {
            <dialog
                node_ref=dialog
                class=class
                aria-label=move || label.get()
                on:cancel=on_cancel
                on:close=on_closed
                on:pointerdown=on_press
            >
                {children()}
            </dialog>
        }
    };
    move || open.get().then(&layer)
}
