//! The workspaces of this browser, and which of them a tab shows.

use gloo_storage::{SessionStorage, Storage};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::{browser::prefs, domain::ids::WorkspaceId};

/// A workspace that this browser keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub ws: WorkspaceId,
    pub name: String,
    /// Made up to try the product with.
    #[serde(default)]
    pub sample: bool,
}

const PLACES: &str = "sitrep.workspaces";
const LAST: &str = "sitrep.last";

/// The workspaces of this browser, the oldest first.
#[must_use]
pub fn all() -> Vec<Place> {
    prefs::get(PLACES).unwrap_or_default()
}

/// Remembers a workspace, or its new name.
pub fn keep(place: &Place) {
    let mut places = all();
    match places.iter_mut().find(|held| held.ws == place.ws) {
        Some(held) if held == place => return,
        Some(held) => *held = place.clone(),
        None => places.push(place.clone()),
    }
    prefs::set(PLACES, &places);
}

/// Forgets a workspace.
pub fn forget(ws: WorkspaceId) {
    let mut places = all();
    places.retain(|place| place.ws != ws);
    prefs::set(PLACES, &places);
}

/// What the address asks for: `?w=` before the hash.
#[must_use]
pub fn asked() -> Option<Result<WorkspaceId, String>> {
    let search = web_sys::window()?.location().search().ok()?;
    let value = search
        .strip_prefix('?')?
        .split('&')
        .find_map(|pair| pair.strip_prefix("w="))?;
    Some(value.parse().map_err(|_| value.to_owned()))
}

/// The workspace that this tab, or else any tab, showed last.
#[must_use]
pub fn last() -> Option<WorkspaceId> {
    SessionStorage::get(LAST).ok().or_else(|| prefs::get(LAST))
}

/// Remembers what this tab shows. An address that names a workspace follows along.
pub fn show(ws: WorkspaceId) {
    let _ = SessionStorage::set(LAST, ws);
    prefs::set(LAST, &ws);
    if let (Some(window), Some(asked)) = (web_sys::window(), asked())
        && asked != Ok(ws)
        && let (Ok(history), Ok(hash)) = (window.history(), window.location().hash())
    {
        let address = format!("?w={ws}{hash}");
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
