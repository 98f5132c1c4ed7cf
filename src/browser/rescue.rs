//! When the program breaks: boot.js and rescue.js show a page and save the log without it.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit};

/// From now on a panic shows a page that can still save what is stored.
pub fn watch() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let init = CustomEventInit::new();
        init.set_detail(&JsValue::from_str(&info.to_string()));
        if let (Some(window), Ok(event)) = (
            web_sys::window(),
            CustomEvent::new_with_event_init_dict("sitrep:panic", &init),
        ) {
            let _ = window.dispatch_event(&event);
        }
    }));
}

/// Saves the stored lines as a file without reading them, for a log that can't be read here.
/// What comes back is a sentence to show.
///
/// # Errors
/// When storage gives nothing at all.
pub async fn save() -> Result<String, ()> {
    let window = web_sys::window().ok_or(())?;
    let save = Reflect::get(&window, &"sitrepRescue".into()).map_err(drop)?;
    let promise = save
        .dyn_into::<Function>()
        .map_err(drop)?
        .call0(&JsValue::NULL);
    let promise: Promise = promise.map_err(drop)?.dyn_into().map_err(drop)?;
    let said = JsFuture::from(promise).await.map_err(drop)?;
    said.as_string().ok_or(())
}
