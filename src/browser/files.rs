//! Files that come in and go out.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

const A_MINUTE_MS: i32 = 60_000;

/// The bytes that are read at a stretch.
const SLICE: f64 = 1_048_576.0;

/// Reads a file slice by slice, so that it is never in memory twice; a sentence where the browser
/// can't read it.
///
/// # Errors
/// When the file was moved, or may not be read.
pub async fn slices(file: &File, mut take: impl FnMut(&[u8])) -> Result<(), String> {
    let moved = |_| {
        format!(
            "{} can't be read: it was moved or changed since it was chosen.",
            file.name()
        )
    };
    let mut at = 0.0;
    while at < file.size() {
        let slice = file.slice_with_f64_and_f64(at, at + SLICE).map_err(moved)?;
        let buffer = JsFuture::from(slice.array_buffer()).await.map_err(moved)?;
        take(&Uint8Array::new(&buffer).to_vec());
        at += SLICE;
    }
    Ok(())
}

/// Bytes of some kind as the browser hands them around.
pub fn blob(kind: &str, bytes: &[u8]) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

/// Hands a text to the browser's downloads under a name.
pub fn save(name: &str, kind: &str, text: &str) -> Option<()> {
    save_blob(name, &blob(kind, text.as_bytes())?)
}

/// Hands bytes to the browser's downloads under a name.
pub fn save_blob(name: &str, blob: &Blob) -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the bytes by the next turn of the event loop.
    let release = Closure::once_into_js(move || drop(Url::revoke_object_url(&url)));
    let release = release.unchecked_ref();
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(release, A_MINUTE_MS)
        .ok()?;
    Some(())
}

/// Puts a text on the clipboard.
///
/// # Errors
/// When the browser forbids it.
pub async fn copy(text: &str) -> Result<(), ()> {
    let window = web_sys::window().ok_or(())?;
    let promise = window.navigator().clipboard().write_text(text);
    JsFuture::from(promise).await.map(drop).map_err(drop)
}
