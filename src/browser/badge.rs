//! What the page's icon says: in the tab, and where the page was installed.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Shows how many things are late; none takes the badge away.
pub fn show(late: usize) {
    let _ = icon(late > 0);
    let _ = app(late);
}

/// The icon in the tab: one with a dot, or the plain one.
fn icon(is_late: bool) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let link = document.query_selector("link[rel=icon]").ok()??;
    let file = if is_late { "icon-late.svg" } else { "icon.svg" };
    if link.get_attribute("href").as_deref() != Some(file) {
        link.set_attribute("href", file).ok()?;
    }
    Some(())
}

/// The number on an installed page's icon, where the browser has such (the Badging API).
fn app(late: usize) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let name = if late > 0 {
        "setAppBadge"
    } else {
        "clearAppBadge"
    };
    let badge: Function = Reflect::get(&navigator, &name.into())
        .ok()?
        .dyn_into()
        .ok()?;
    let number = u32::try_from(late).unwrap_or(u32::MAX);
    let promised: Promise = badge
        .call1(&navigator, &JsValue::from(number))
        .ok()?
        .dyn_into()
        .ok()?;
    // A page that is not installed may be refused, and loses nothing by it.
    spawn_local(async move { drop(JsFuture::from(promised).await) });
    Some(())
}
