//! Locks of the browser's (Web Locks): what one tab holds, the others of the profile wait for.
//! They end with the tab that holds them, however it ends.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortSignal;

// Why by hand: web-sys has locks only behind its flag for what is unstable.
#[wasm_bindgen]
extern "C" {
    /// Asks for a lock. It is held until the promise that `granted` returns is settled.
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    pub fn request(name: &str, options: &JsValue, granted: &Function) -> Result<Promise, JsValue>;
}

/// A tab that hangs with a lock in its hand keeps the others from writing for so long, once: then
/// it is taken from it.
const PATIENCE_MS: u32 = 5_000;

/// A turn among tabs: the next one has it when this is dropped.
#[derive(Debug)]
pub struct Turn(Option<Function>);

impl Turn {
    /// Waits, for as long as patience lasts, until no tab that asked before has the turn of this
    /// name. In a browser without locks everybody's turn is now.
    pub async fn of(name: &str) -> Self {
        let patient = Object::new();
        let signal = AbortSignal::timeout_with_u32(PATIENCE_MS);
        let greedy = Object::new();
        let are_set = Reflect::set(&patient, &"signal".into(), &signal)
            .and_then(|_| Reflect::set(&greedy, &"steal".into(), &true.into()));
        if are_set.is_err() {
            return Self(None);
        }
        let turn = Self::ask(name, &patient).await;
        match turn.0.is_none() && signal.aborted() {
            true => Self::ask(name, &greedy).await,
            false => turn,
        }
    }

    async fn ask(name: &str, options: &Object) -> Self {
        let come = Promise::new(&mut |resolve, _| {
            let come = resolve.clone();
            let granted = Closure::once_into_js(move || {
                let held =
                    Promise::new(&mut |release, _| drop(come.call1(&JsValue::UNDEFINED, &release)));
                JsValue::from(held)
            });
            let asked = request(name, options, granted.unchecked_ref());
            spawn_local(async move {
                // It fails when patience is over; settling `resolve` once more does nothing.
                if let Ok(held) = asked {
                    let _ = JsFuture::from(held).await;
                }
                drop(resolve.call0(&JsValue::UNDEFINED));
            });
        });
        let release = JsFuture::from(come).await.unwrap_or_default();
        Self(release.dyn_into().ok())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            drop(release.call0(&JsValue::UNDEFINED));
        }
    }
}
