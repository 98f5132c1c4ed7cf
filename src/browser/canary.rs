//! What storage held when it was last seen, kept outside of it: a database that comes back empty
//! or shorter gives no error, so only a second witness can tell.

use serde::{Deserialize, Serialize};

use crate::{
    browser::prefs,
    domain::ids::{EventId, ReplicaId, WorkspaceId},
};

/// The last known state of a workspace's journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canary {
    pub replica: ReplicaId,
    /// Lines in the journal.
    pub lines: u64,
    /// The last of them.
    pub head: Option<EventId>,
    /// Events that were in a file by then.
    pub exported: u64,
}

/// The canary of a workspace.
#[must_use]
pub fn read(ws: WorkspaceId) -> Option<Canary> {
    prefs::get(&key(ws))
}

/// Writes it anew.
pub fn write(ws: WorkspaceId, canary: &Canary) {
    prefs::set(&key(ws), canary);
}

/// Forgets it: the workspace was removed on purpose, or its loss was accepted.
pub fn forget(ws: WorkspaceId) {
    prefs::delete(&key(ws));
}

fn key(ws: WorkspaceId) -> String {
    format!("sitrep.canary.{ws}")
}
