//! The system's own notifications, while the page is open.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

/// Whether this browser lets the page notify.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// It has no notifications, or none for pages.
    Impossible,
    /// Nobody asked yet.
    Unasked,
    Granted,
    Denied,
}

/// What the browser says now.
#[must_use]
pub fn permission() -> Permission {
    let has_any = Reflect::has(&js_sys::global(), &"Notification".into());
    match has_any {
        Ok(true) => read(Notification::permission()),
        _ => Permission::Impossible,
    }
}

const fn read(permission: NotificationPermission) -> Permission {
    match permission {
        NotificationPermission::Granted => Permission::Granted,
        NotificationPermission::Denied => Permission::Denied,
        _ => Permission::Unasked,
    }
}

/// Asks the person. Only a press on a button may lead here.
pub async fn ask() -> Permission {
    if permission() == Permission::Impossible {
        return Permission::Impossible;
    }
    if let Ok(answer) = Notification::request_permission() {
        // The answer is read anew: older browsers give none.
        let _ = JsFuture::from(answer).await;
    }
    permission()
}

/// Shows one; `tag` keeps tabs that show the same from showing it twice. Whether the browser took
/// it: some that have notifications leave them to workers.
#[must_use]
pub fn show(title: &str, text: &str, tag: &str, on_click: impl FnOnce() + 'static) -> bool {
    if permission() != Permission::Granted {
        return false;
    }
    let options = NotificationOptions::new();
    options.set_body(text);
    options.set_tag(tag);
    options.set_icon("icon-192.png");
    // In the place of one with its tag it would come silently. Setting a member of a fresh object
    // can't fail.
    let _ = Reflect::set(&options, &"renotify".into(), &true.into());
    let Ok(shown) = Notification::new_with_options(title, &options) else {
        return false;
    };
    let closed = shown.clone();
    let click: JsValue = Closure::once_into_js(move || {
        closed.close();
        if let Some(window) = web_sys::window() {
            let _ = window.focus();
        }
        on_click();
    });
    shown.set_onclick(Some(click.unchecked_ref()));
    true
}
