//! What is done with an element each time it comes onto the page.

use leptos::{html::ElementType, prelude::*, wasm_bindgen::JsCast};

/// Does something with every element that comes to stand where a reference points.
pub fn on_each_load<E>(node: NodeRef<E>, act: impl Fn(E::Output) + 'static)
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    // Why an effect: the browser's own parts of an element are outside of every view.
    // Leptos' `on_load` panics when a second element comes.
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            untrack(|| act(node));
        }
    });
}
