//! Long work on the page's only thread, cut so that frames come in between.

use std::cell::Cell;

use js_sys::{Date, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// How long work goes on before others have a turn: half a frame.
const STRETCH_MS: f64 = 8.0;

/// Work that pauses now and then.
#[derive(Debug, Default)]
pub struct Pace {
    since: Cell<f64>,
}

impl Pace {
    /// Gives others a turn, where the work has gone on for a while.
    pub async fn breathe(&self) {
        if Date::now() - self.since.get() >= STRETCH_MS {
            next_turn().await;
            self.since.set(Date::now());
        }
    }
}

/// Waits for the next turn of the event loop. A message comes at once; a timer would wait four
/// milliseconds after a few rounds, and longer in a tab behind others.
pub async fn next_turn() {
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let message = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        let _ = channel.port2().post_message(&JsValue::NULL);
    });
    let _ = JsFuture::from(message).await;
    channel.port1().close();
}
