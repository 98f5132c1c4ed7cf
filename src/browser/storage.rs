//! How safe this browser's storage is.

use wasm_bindgen_futures::JsFuture;

/// Asks the browser not to evict what the page stores, and returns what it answered.
pub async fn persist() -> Option<bool> {
    let storage = web_sys::window()?.navigator().storage();
    let answer = JsFuture::from(storage.persist().ok()?).await.ok()?;
    answer.as_bool()
}

/// Whether the browser has promised already.
pub async fn is_persistent() -> Option<bool> {
    let storage = web_sys::window()?.navigator().storage();
    let answer = JsFuture::from(storage.persisted().ok()?).await.ok()?;
    answer.as_bool()
}
