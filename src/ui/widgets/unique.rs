//! Ids that tie a label to its control.

use std::sync::atomic::{AtomicUsize, Ordering};

static NEXT: AtomicUsize = AtomicUsize::new(1);

/// An element id that no other element of this page has.
pub fn unique_id() -> String {
    format!("w{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
