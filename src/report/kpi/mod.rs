//! The figures: how long things take, how often they happen, and how many there are.
//!
//! [`Facts`] keeps what figures need of every record in columns. An [`Asked`] says which records
//! and which time; each figure counts what entered it and what was left out, and [`proof`] lists
//! both. Durations are milliseconds, exact; seconds as `f64` only where they leave.
//!
//! Definitions: time to acknowledge, resolve, restore and detect after ITIL 4 (incident
//! management practice guide), compliance after its service level management, counters and states after ServiceNow's incident table.

pub mod backlog;
pub mod between;
pub mod compliance;
pub mod counts;
pub mod durations;
pub mod facts;
pub mod groups;
mod places;
pub mod proof;
pub mod rates;
pub mod recurrence;
pub mod series;
pub mod stats;
pub mod stays;

use crate::{
    domain::{state::slugs, time::Moment},
    report::period::{Offset, Span},
};

pub use crate::report::kpi::{
    between::Between,
    compliance::Compliance,
    counts::LeftOut,
    durations::{Durations, Measure},
    facts::Facts,
    groups::{By, Groups, Key},
    rates::{Rate, Ratio},
    stats::Stats,
};

/// Which records a figure is asked of, when, and with which of its variants.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Places of records in [`Facts`], such as those that a filter shows; `None` is all.
    pub places: Option<&'a [u32]>,
    pub span: Span,
    /// Minutes that the workspace's zone is ahead of UTC.
    pub offset: Offset<'a>,
    pub switches: Switches,
}

/// The variants of all figures; the defaults are those of the definitions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    pub belongs: Belongs,
    pub resolution: Resolution,
    pub first_contact: FirstContact,
    pub similar: Similar,
    /// Whether requests count for first-contact resolution.
    pub requests: bool,
}

slugs!(
    /// Which period a duration belongs to.
    Belongs {
        Reported = "reported", "By when it was reported";
        /// What has no end belongs to no period.
        Ended = "ended", "By when it ended";
    }
);

slugs!(
    /// Which resolution, restoration or closure of a reopened record counts.
    Resolution {
        Last = "last", "Last resolution";
        First = "first", "First resolution";
    }
);

slugs!(
    /// What first-contact resolution means.
    FirstContact {
        Default = "default", "Never handed on";
        Strict = "strict", "Never handed on, never reopened";
        NoCallerHold = "no-caller-hold", "Never handed on, never held for the caller";
    }
);

slugs!(
    /// What makes two incidents similar.
    Similar {
        Caller = "caller", "Same caller and subcategory";
        Service = "service", "Same service and subcategory";
    }
);

macro_rules! first_is_default {
    ($($Name:ident)*) => {
        $(impl Default for $Name {
            fn default() -> Self {
                Self::ALL[0]
            }
        })*
    };
}
first_is_default!(Belongs Resolution FirstContact Similar);

/// Fewer than this, and a figure says so.
pub const FEW: usize = 10;
/// Fewer than this, and no trend is drawn.
pub const TOO_FEW: usize = 5;

/// Whether a figure rests on fewer than [`FEW`] records.
#[must_use]
pub const fn is_few(n: usize) -> bool {
    n < FEW
}

/// Whether a trend may be drawn from so many records.
#[must_use]
pub const fn has_trend(n: usize) -> bool {
    n >= TOO_FEW
}

impl<'a> Asked<'a> {
    /// All records of all time, with the default variants.
    #[must_use]
    pub fn all(offset: Offset<'a>) -> Self {
        Self {
            places: None,
            span: Span::ALL,
            offset,
            switches: Switches::default(),
        }
    }

    /// The same of other records.
    #[must_use]
    pub const fn of(self, places: &'a [u32]) -> Self {
        Self {
            places: Some(places),
            ..self
        }
    }

    /// The same in another stretch of time.
    #[must_use]
    pub const fn within(self, span: Span) -> Self {
        Self { span, ..self }
    }

    /// The same with other variants.
    #[must_use]
    pub const fn with(self, switches: Switches) -> Self {
        Self { switches, ..self }
    }

    /// The places asked for, each once.
    pub(in crate::report) fn each(&self, facts: &Facts) -> impl Iterator<Item = usize> + 'a {
        let all = match self.places {
            None => facts.len(),
            Some(_) => 0,
        };
        let chosen = self.places.unwrap_or_default();
        (0..all).chain(chosen.iter().map(|&place| place as usize))
    }
}

/// Seconds of milliseconds.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "exact below 2^53 ms, which is 285,000 years"
)]
pub fn seconds(milliseconds: i64) -> f64 {
    milliseconds as f64 / 1_000.0
}

/// A part of a whole; nothing of nothing.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of records are far below 2^53"
)]
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A moment that may be unknown, in eight bytes.
pub(in crate::report) const UNKNOWN: i64 = i64::MIN;

/// The moment of a column.
pub(in crate::report) fn known(at: i64) -> Option<Moment> {
    (at != UNKNOWN).then_some(Moment(at))
}
