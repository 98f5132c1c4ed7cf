//! How large something is, without asking the page for it while it is being laid out.

use leptos::{
    html::{self, ElementType},
    prelude::*,
    wasm_bindgen::{JsCast, prelude::Closure},
    web_sys,
};

use crate::ui::widgets::loaded::on_each_load;

/// Calls back when an element is laid out for the first time, and whenever its size changes.
pub fn on_resize<E>(node: NodeRef<E>, changed: impl Fn(&web_sys::ResizeObserverEntry) + 'static)
where
    E: ElementType + 'static,
    E::Output: JsCast + AsRef<web_sys::Element> + Clone + 'static,
{
    let tell =
        Closure::<dyn Fn(web_sys::js_sys::Array)>::new(move |entries: web_sys::js_sys::Array| {
            if let Ok(entry) = entries.get(0).dyn_into() {
                changed(&entry);
            }
        });
    let observer = web_sys::ResizeObserver::new(tell.as_ref().unchecked_ref()).ok();
    let observer = StoredValue::new_local((observer, tell));
    let with = move |act: &dyn Fn(&web_sys::ResizeObserver)| {
        observer.try_with_value(|(observer, _)| observer.as_ref().map(act));
    };
    on_each_load(node, move |node| {
        with(&|observer| {
            observer.disconnect(); // the element before it
            observer.observe(node.as_ref());
        });
    });
    on_cleanup(move || with(&web_sys::ResizeObserver::disconnect));
}

/// The width of an element's content in whole pixels, followed; 0 until the first layout.
pub fn width_of(node: NodeRef<html::Div>) -> Signal<f64> {
    let width = RwSignal::new(0.0_f64);
    on_resize(node, move |entry| {
        let now = entry.content_rect().width().floor();
        let _ =
            width.try_maybe_update(|width| ((std::mem::replace(width, now) - now).abs() > 0.5, ()));
    });
    width.into()
}
