//! What another tool remembers of a record's past.

use serde::{Deserialize, Serialize};

use crate::domain::{
    state::{HoldReason, State},
    texts::Texts,
    time::Moment,
    wire,
};

/// One entry of an imported history: what changed at a moment, as the source tells it.
///
/// Entries are a set: two that say the same are one. So an entry says what was before and not
/// what came after; a newer export that goes on further repeats the old entries word for word.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Past {
    /// When the source recorded it.
    pub at: Moment,
    /// The state from then on; without one the source names a state that has no meaning here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<HoldReason>,
    /// The cells that changed then, as they were written before.
    #[serde(
        default,
        deserialize_with = "wire::optional",
        skip_serializing_if = "Texts::is_empty"
    )]
    pub was: Texts,
}

impl Past {
    /// When it began, and the state.
    #[must_use]
    pub const fn standing(&self) -> (Moment, Option<State>, Option<HoldReason>) {
        (self.at, self.state, self.hold)
    }
}
