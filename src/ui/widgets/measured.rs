//! How wide something is, without asking the page for it while it is being laid out.

use leptos::{
    html,
    prelude::*,
    wasm_bindgen::{JsCast, prelude::Closure},
    web_sys,
};

/// The width of an element's content in whole pixels, followed; 0 until the first layout.
pub fn width_of(node: NodeRef<html::Div>) -> Signal<f64> {
    let width = RwSignal::new(0.0_f64);
    let changed = Closure::<dyn Fn(leptos::web_sys::js_sys::Array)>::new(
        move |entries: leptos::web_sys::js_sys::Array| {
            let entry: Option<web_sys::ResizeObserverEntry> = entries.get(0).dyn_into().ok();
            if let Some(entry) = entry {
                let now = entry.content_rect().width().floor();
                let _ = width.try_maybe_update(|width| {
                    ((std::mem::replace(width, now) - now).abs() > 0.5, ())
                });
            }
        },
    );
    let observer = web_sys::ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
    let observer = StoredValue::new_local((observer, changed));
    node.on_load(move |node| {
        observer.try_with_value(|(observer, _)| {
            observer.as_ref().map(|observer| observer.observe(&node))
        });
    });
    on_cleanup(move || {
        observer.try_with_value(|(observer, _)| {
            observer.as_ref().map(web_sys::ResizeObserver::disconnect)
        });
    });
    width.into()
}
