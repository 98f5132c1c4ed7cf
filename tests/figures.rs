//! Figures against truth that others computed, or that is written out by hand.

#![expect(
    clippy::cast_precision_loss,
    reason = "sums of minutes are far below 2^53"
)]

mod laws;
mod oracle;
mod story;

use sitrep::domain::time::Moment;

/// No offset from UTC.
pub fn utc(_: Moment) -> i32 {
    0
}

/// Equal but for how the truth was rounded.
#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} instead of {expected}"
    );
}
