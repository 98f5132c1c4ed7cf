//! Where the writer keeps its lines.

use crate::{domain::ids::ReplicaId, writer::book::Entry};

/// Where lines are kept for good. One line an event; positions count lines.
#[allow(async_fn_in_trait)] // one thread: the page's
pub trait Journal {
    /// Others wait while this is held.
    type Turn;

    /// Waits until it is this tab's turn to write. A courtesy, so that nobody is overtaken
    /// without end: `append` refuses rightly without it.
    async fn turn(&self) -> Self::Turn;

    /// Appends an entry behind the first `after` lines, all of it or nothing, and returns only
    /// when it is on disk.
    ///
    /// # Errors
    /// [`Refused::Behind`] when another tab has appended meanwhile; [`Refused::Unsaved`] when
    /// the storage would not take it.
    async fn append(&self, after: u64, entry: &Entry) -> Result<(), Refused>;

    /// The lines behind the first `after`.
    ///
    /// # Errors
    /// When the storage can't be read.
    async fn read_after(&self, after: u64)
    -> Result<Stored<impl Iterator<Item = String>>, Unsaved>;

    /// Keeps the replica's new id.
    ///
    /// # Errors
    /// When the storage would not take it.
    async fn keep_replica(&self, replica: ReplicaId) -> Result<(), Unsaved>;
}

/// Lines that a journal holds.
#[derive(Debug)]
pub struct Stored<T> {
    /// So many it should be.
    pub lines: u64,
    /// Many lines each, ended by line feeds: a long log is never held twice.
    pub texts: T,
}

/// Why the journal did not take an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    Behind,
    Unsaved(Unsaved),
}

/// Nothing was saved, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsaved {
    #[error("this device has no room left for the page")]
    Full,
    #[error("this browser does not let the page store anything")]
    Denied,
    #[error("the stored log was replaced or removed while the page was open")]
    Gone,
    #[error("a stored line is damaged: {0}")]
    Damaged(String),
    #[error("the browser's storage failed: {0}")]
    Broken(String),
}

impl Unsaved {
    /// The error's kind, for `data-error`.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Full => "storage-full",
            Self::Denied => "storage-denied",
            Self::Gone => "storage-gone",
            Self::Damaged(_) => "storage-damaged",
            Self::Broken(_) => "storage-broken",
        }
    }
}
