//! Whether something can be seen, so that what nobody sees can rest.

use leptos::{
    ev,
    html::ElementType,
    prelude::*,
    wasm_bindgen::{JsCast, prelude::Closure},
    web_sys,
};

use crate::ui::widgets::loaded::on_each_load;

/// Follows whether an element is in the window, in part at least. On paper everything is.
pub fn in_sight<E>(node: NodeRef<E>) -> Signal<bool>
where
    E: ElementType + 'static,
    E::Output: JsCast + AsRef<web_sys::Element> + Clone + 'static,
{
    // Until the browser has looked, nothing may show an old value.
    let is_seen = RwSignal::new(true);
    let is_printed = RwSignal::new(false);
    let tell =
        Closure::<dyn Fn(web_sys::js_sys::Array)>::new(move |entries: web_sys::js_sys::Array| {
            let last = entries.length().saturating_sub(1);
            if let Ok(entry) = entries
                .get(last)
                .dyn_into::<web_sys::IntersectionObserverEntry>()
            {
                let now = entry.is_intersecting();
                let _ = is_seen
                    .try_maybe_update(|is_seen| (std::mem::replace(is_seen, now) != now, ()));
            }
        });
    let observer = web_sys::IntersectionObserver::new(tell.as_ref().unchecked_ref()).ok();
    let observer = StoredValue::new_local((observer, tell));
    let with = move |act: &dyn Fn(&web_sys::IntersectionObserver)| {
        observer.try_with_value(|(observer, _)| observer.as_ref().map(act));
    };
    on_each_load(node, move |node| {
        with(&|observer| {
            observer.disconnect(); // the element before it
            observer.observe(node.as_ref());
        });
    });
    let on_paper = |name: &'static str, is_on| {
        let event = ev::Custom::<web_sys::Event>::new(name);
        window_event_listener(event, move |_| is_printed.set(is_on))
    };
    let (before, after) = (on_paper("beforeprint", true), on_paper("afterprint", false));
    on_cleanup(move || {
        with(&web_sys::IntersectionObserver::disconnect);
        before.remove();
        after.remove();
    });
    Signal::derive(move || is_seen.get() || is_printed.get())
}
