//! Preferences of this browser: small, replaceable, never part of a log.

use gloo_storage::{LocalStorage, SessionStorage, Storage};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::domain::ids::{PersonId, WorkspaceId};

/// What a person chose on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// The person's name, as typed.
    pub name: String,
    /// `light`, `dark`, or empty for the system's.
    pub theme: String,
    /// Single letters do nothing (WCAG 2.1.4).
    pub letters_off: bool,
    /// Compact rows in tables.
    pub compact: bool,
    /// Columns of the table that are not shown.
    pub hidden_columns: Vec<String>,
    pub csv: CsvPrefs,
    pub alerts: AlertPrefs,
}

/// How a clock that is about to be late is told on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AlertPrefs {
    /// Which crossings show a message: `all`, `late`, `none`, or empty for at risk and late.
    pub messages: String,
    pub sound: bool,
    /// Ask the system to notify, where the browser was allowed to.
    pub notify: bool,
}

/// What a CSV file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CsvPrefs {
    /// Columns that are left out.
    pub left_out: Vec<String>,
    /// It begins with a byte order mark.
    pub mark: bool,
    /// It holds the columns of the sources of imported records.
    pub originals: bool,
}

impl Default for CsvPrefs {
    fn default() -> Self {
        Self {
            left_out: Vec::new(),
            mark: true,
            originals: false,
        }
    }
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            name: String::new(),
            theme: String::new(),
            letters_off: false,
            compact: true,
            hidden_columns: ["severity", "team", "service"].map(str::to_owned).to_vec(),
            csv: CsvPrefs::default(),
            alerts: AlertPrefs::default(),
        }
    }
}

const PREFS: &str = "sitrep.prefs";

/// Reads the preferences; the defaults where there are none.
#[must_use]
pub fn read() -> Prefs {
    get(PREFS).unwrap_or_default()
}

/// Keeps the preferences, where the browser lets us.
pub fn write(prefs: &Prefs) {
    set(PREFS, prefs);
}

/// Who acts on this device in a workspace.
#[must_use]
pub fn me(ws: WorkspaceId) -> Option<PersonId> {
    get(&format!("sitrep.me.{ws}"))
}

/// Remembers who acts.
pub fn set_me(ws: WorkspaceId, person: PersonId) {
    set(&format!("sitrep.me.{ws}"), &person);
}

/// What a form held that was not sent yet.
#[must_use]
pub fn draft<T: DeserializeOwned>(ws: WorkspaceId, form: &str) -> Option<T> {
    get(&draft_key(ws, form))
}

/// Keeps what a form holds, so that closing a tab loses nothing; whether the browser took it.
pub fn set_draft<T: Serialize>(ws: WorkspaceId, form: &str, draft: &T) -> bool {
    LocalStorage::set(draft_key(ws, form), draft).is_ok()
}

/// Forgets what a form held.
pub fn forget_draft(ws: WorkspaceId, form: &str) {
    LocalStorage::delete(draft_key(ws, form));
}

/// What every form of one kind holds that was not forgotten yet, whichever tab it was begun in.
#[must_use]
pub fn drafts<T: DeserializeOwned>(ws: WorkspaceId, kind: &str) -> Vec<T> {
    let keys = keys::<LocalStorage>(&draft_key(ws, kind)).into_iter();
    keys.filter_map(|key| get(&key)).collect()
}

/// Which form of one kind this tab is at, also after a reload.
#[must_use]
pub fn at_hand(ws: WorkspaceId, kind: &str) -> Option<String> {
    SessionStorage::get(draft_key(ws, kind)).ok()
}

/// Remembers which form of one kind this tab is at.
pub fn set_at_hand(ws: WorkspaceId, kind: &str, form: &str) {
    // A tab that can't remember begins with an empty form, and offers what was typed.
    let _ = SessionStorage::set(draft_key(ws, kind), form);
}

/// Forgets who acts in a workspace, and every form that was not sent.
pub fn forget_all(ws: WorkspaceId) {
    LocalStorage::delete(format!("sitrep.me.{ws}"));
    let drafts = draft_key(ws, "");
    for key in keys::<LocalStorage>(&drafts) {
        LocalStorage::delete(key);
    }
    for key in keys::<SessionStorage>(&drafts) {
        SessionStorage::delete(key);
    }
}

fn keys<S: Storage>(start: &str) -> Vec<String> {
    let storage = S::raw();
    (0..S::length())
        .filter_map(|place| storage.key(place).ok().flatten())
        .filter(|key| key.starts_with(start))
        .collect()
}

fn draft_key(ws: WorkspaceId, form: &str) -> String {
    format!("sitrep.draft.{ws}.{form}")
}

pub(super) fn get<T: DeserializeOwned>(key: &str) -> Option<T> {
    LocalStorage::get(key).ok()
}

pub(super) fn set<T: Serialize + ?Sized>(key: &str, value: &T) {
    // Preferences that can't be kept cost nothing but having to choose again.
    let _ = LocalStorage::set(key, value);
}

pub(super) fn delete(key: &str) {
    LocalStorage::delete(key);
}
