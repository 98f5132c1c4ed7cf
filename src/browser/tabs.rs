//! Other tabs of this browser. What they say is a hint; the journal is asked for the truth.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::domain::ids::WorkspaceId;

/// What one tab tells the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Written,
    /// The workspace was removed on purpose.
    Removed,
}

/// The other tabs that show a workspace.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// Calls `hear` whenever another tab tells something.
    #[must_use]
    pub fn of(ws: WorkspaceId, mut hear: impl FnMut(News) + 'static) -> Self {
        let hear = Closure::new(move |message: MessageEvent| {
            let is_removed = message.data() == JsValue::FALSE;
            hear(if is_removed {
                News::Removed
            } else {
                News::Written
            });
        });
        let channel = BroadcastChannel::new(&format!("sitrep.{ws}")).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        }
        Self {
            channel,
            _hear: hear,
        }
    }

    /// Tells the others.
    pub fn tell(&self, news: News) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::from_bool(news == News::Written));
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}
