//! What a figure left out, and how many of each.

use crate::domain::state::slugs;

slugs!(
    /// Why a record did not enter a figure.
    Why {
        Open = "open", "Not there yet";
        Missing = "missing", "Ended without this time";
        Invalid = "invalid", "Ends before it starts";
        NotApplicable = "not-applicable", "Does not apply";
        Void = "void", "Cancelled";
        Drill = "drill", "A drill";
        OtherKind = "other-kind", "A request";
    }
);

/// How many records did not enter a figure, by the reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Not there yet.
    pub open: usize,
    /// Ended without the milestone.
    pub missing: usize,
    /// The end lies before the start: shown, not clipped and not averaged.
    pub invalid: usize,
    /// The figure says nothing about such a record.
    pub not_applicable: usize,
    pub void: usize,
    pub drills: usize,
    /// Requests, where only incidents count.
    pub other_kind: usize,
}

impl LeftOut {
    /// Counts one more.
    pub const fn add(&mut self, why: Why) {
        *match why {
            Why::Open => &mut self.open,
            Why::Missing => &mut self.missing,
            Why::Invalid => &mut self.invalid,
            Why::NotApplicable => &mut self.not_applicable,
            Why::Void => &mut self.void,
            Why::Drill => &mut self.drills,
            Why::OtherKind => &mut self.other_kind,
        } += 1;
    }

    /// How many in all.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.open
            + self.missing
            + self.invalid
            + self.not_applicable
            + self.void
            + self.drills
            + self.other_kind
    }
}
