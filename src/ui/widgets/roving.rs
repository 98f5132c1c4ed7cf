//! Arrow keys that walk through the parts of one control.

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

/// Moves the focus among the elements in `root` that match `selector`, if the key asks for it.
/// Up and left go back, down and right go on, both around the ends; Home and End jump.
pub fn rove(event: &web_sys::KeyboardEvent, root: &web_sys::Element, selector: &str) {
    let Ok(found) = root.query_selector_all(selector) else {
        return;
    };
    let parts: Vec<web_sys::HtmlElement> = (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect();
    let focused = document().active_element();
    let here = parts
        .iter()
        .position(|part| Some(part.as_ref()) == focused.as_ref());
    let next = match (event.key().as_str(), here) {
        (_, _) if parts.is_empty() => return,
        ("ArrowDown" | "ArrowRight", Some(here)) => (here + 1) % parts.len(),
        ("ArrowUp" | "ArrowLeft", Some(here)) => (here + parts.len() - 1) % parts.len(),
        ("ArrowDown" | "ArrowRight", None) | ("Home", _) => 0,
        ("ArrowUp" | "ArrowLeft", None) | ("End", _) => parts.len() - 1,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    // Focus fails only on elements that can't have it.
    let _ = parts[next].focus();
}
