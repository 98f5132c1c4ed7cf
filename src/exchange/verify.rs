//! What can be said about a log from the log alone.

use crate::{
    domain::{
        ids::{EventId, ReplicaId},
        log::{Fork, Gap, Log},
    },
    exchange::seal::{self, Why},
};

/// The findings about a whole log. An edited, inserted or re-chained event is seen unless all
/// later ids are recomputed; only another copy, a checkpoint or a signature reveals that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    pub events: usize,
    /// Events that are held without what they said.
    pub without_body: usize,
    pub changed: Vec<(EventId, Why)>,
    pub gaps: Vec<Gap>,
    pub forks: Vec<Fork>,
    pub unchained: Vec<EventId>,
    /// Events that another replica saw and that are not here.
    pub missing: Vec<(ReplicaId, u64, EventId)>,
}

impl Verdict {
    /// Whether nothing was found.
    #[must_use]
    pub const fn is_intact(&self) -> bool {
        self.changed.is_empty()
            && self.gaps.is_empty()
            && self.forks.is_empty()
            && self.unchained.is_empty()
            && self.missing.is_empty()
    }
}

/// Recomputes every hash and checks every chain.
#[must_use]
pub fn verify(log: &Log) -> Verdict {
    let mut verdict = Verdict {
        events: log.len(),
        gaps: log.gaps(),
        forks: log.forks(),
        unchained: log.unchained(),
        missing: log.witnessed_missing(),
        ..Verdict::default()
    };
    for event in log.events() {
        verdict.without_body += usize::from(!event.has_body());
        match seal::read(&seal::line(event)) {
            Ok(read) if read.body_refused => verdict.changed.push((event.id, Why::Changed)),
            Ok(_) => {}
            Err(why) => verdict.changed.push((event.id, why)),
        }
    }
    verdict.changed.sort_unstable_by_key(|(id, _)| *id);
    verdict
}
