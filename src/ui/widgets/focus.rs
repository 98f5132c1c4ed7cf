//! Where the keys go when what had them is gone, or when somebody asks to be led elsewhere.

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

/// Gives the focus to the first element that fits a selector. What can't have it by itself, such
/// as a heading, can from then on, by script alone.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    let Some(found) = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    if found.tab_index() < 0 && !found.has_attribute("tabindex") {
        let _ = found.set_attribute("tabindex", "-1");
    }
    let _ = found.focus();
}

/// The same in the next frame, when what comes in the place of what was pressed stands there.
pub fn focus_soon(selector: impl Into<String>) {
    let selector = selector.into();
    request_animation_frame(move || focus(&selector));
}
