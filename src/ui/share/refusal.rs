//! Why nothing of a file was merged: what happened, what was kept, what to do. Nothing was typed
//! that could be lost, and the file still holds everything.

use crate::{
    ui::{
        desk::{Status, recovery::NotMerged},
        words,
    },
    writer::{Failure, Unsaved},
};

/// A merge that did not happen.
#[must_use]
pub fn not_merged(failure: &Failure, name: &str) -> NotMerged {
    let (what, remedy) = match failure {
        Failure::Rejected(rejection) => (rejection.to_string(), ""),
        Failure::Unsaved(unsaved) => (format!("Not saved: {unsaved}."), remedy(unsaved)),
    };
    refused(words::slug(failure), &what, name, remedy)
}

/// A workspace that could not be opened for its file; none where it is open.
#[must_use]
pub fn not_opened(status: &Status, name: &str) -> Option<NotMerged> {
    let (slug, what) = match status {
        Status::Opening | Status::Open => return None,
        Status::Lost { .. } => (
            "storage-lost",
            "This device holds less of the file's workspace than it did.".to_owned(),
        ),
        Status::Failed(unsaved) => (
            unsaved.slug(),
            format!("The file's workspace can't be opened: {unsaved}."),
        ),
    };
    let remedy = "Open that workspace in Settings: the page then says what is left and what to do.";
    Some(refused(slug, &what, name, remedy))
}

fn refused(slug: &'static str, what: &str, name: &str, remedy: &str) -> NotMerged {
    let sentence =
        format!("{what} Nothing of {name} was merged. The file itself is unchanged. {remedy}");
    NotMerged {
        slug,
        sentence: sentence.trim_end().to_owned(),
    }
}

/// What to do before the file is brought in again.
const fn remedy(unsaved: &Unsaved) -> &'static str {
    match unsaved {
        Unsaved::Full => {
            "Free some disk space or remove a workspace in Settings, then bring the file in again."
        }
        Unsaved::Denied => {
            "Allow storage for this page (private windows often forbid it), then bring the file in again."
        }
        Unsaved::Gone | Unsaved::Broken(_) => "Load this page again, then bring the file in again.",
        Unsaved::Damaged(_) => "Load this page again: it then offers to save what can be read.",
    }
}
