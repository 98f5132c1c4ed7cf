//! Errors as sentences, in one place: what happened, what was kept, what to do.

use crate::{
    domain::command::Rejection,
    ui::widgets::field::Fault,
    writer::{Failure, Unsaved},
};

/// What the button that saves what storage refused is called.
pub const SAVE_TO_FILE: &str = "Save to a file";

/// The sentence for a request that did not happen.
#[must_use]
pub fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Rejected(rejection) => rejection.to_string(),
        Failure::Unsaved(unsaved) => format!("Not saved: {}. {}", unsaved, remedy(unsaved)),
    }
}

/// The error's kind, for `data-error`.
#[must_use]
pub const fn slug(failure: &Failure) -> &'static str {
    match failure {
        Failure::Rejected(rejection) => rejection.slug(),
        Failure::Unsaved(unsaved) => unsaved.slug(),
    }
}

/// What was kept and what to do.
#[must_use]
pub const fn remedy(unsaved: &Unsaved) -> &'static str {
    match unsaved {
        Unsaved::Full => {
            "What you typed is still here. Save it to a file, then free some disk space or remove a workspace in Settings."
        }
        Unsaved::Denied => {
            "What you typed is still here. Save it to a file, or allow storage for this page (private windows often forbid it)."
        }
        Unsaved::Gone => {
            "What you typed is still here. Save it to a file, then load this page again."
        }
        Unsaved::Damaged(_) => "Save what can be read to a file before you go on.",
        Unsaved::Broken(_) => "What you typed is still here. Save it to a file and try again.",
    }
}

/// What failed, for the control that a rejection is about.
#[must_use]
pub fn fault(failure: Option<&Failure>, is_mine: impl FnOnce(&Rejection) -> bool) -> Option<Fault> {
    match failure? {
        Failure::Rejected(rejection) if is_mine(rejection) => Some(Fault {
            kind: rejection.slug(),
            text: rejection.to_string(),
        }),
        _ => None,
    }
}
