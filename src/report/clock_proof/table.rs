//! The intervals of a clock as a table for spreadsheets: RFC 4180, times as ISO 8601 in UTC.

use crate::{
    report::{
        clock_proof::{Sums, label, seconds, slug},
        csv::cell,
        when,
    },
    sla::proof::Proof,
};

/// The columns, in order.
pub const COLUMNS: [&str; 7] = [
    "reference",
    "clock",
    "interval",
    "meaning",
    "from",
    "to",
    "seconds",
];

/// The intervals in order, then the sum of each kind and of all.
#[must_use]
pub fn csv(reference: &str, clock: &str, proof: &Proof) -> String {
    let mut table = String::with_capacity(96 * (proof.intervals.len() + 6));
    line(&mut table, COLUMNS);
    for interval in &proof.intervals {
        let meaning = label(interval.kind);
        let (from, to) = (when::iso(interval.from), when::iso(interval.to));
        let seconds = seconds(interval).to_string();
        line(
            &mut table,
            [
                reference,
                clock,
                slug(interval.kind),
                &meaning,
                &from,
                &to,
                &seconds,
            ],
        );
    }
    let sums = Sums::of(proof);
    for (kind, seconds) in [
        ("sum counted", sums.counted),
        ("sum paused", sums.paused),
        ("sum held", sums.held),
        ("sum off-hours", sums.off_hours),
        ("sum of all", sums.wall()),
    ] {
        let seconds = seconds.to_string();
        line(&mut table, [reference, clock, kind, "", "", "", &seconds]);
    }
    table
}

fn line(to: &mut String, cells: [&str; COLUMNS.len()]) {
    for (place, text) in cells.into_iter().enumerate() {
        if place > 0 {
            to.push(',');
        }
        cell(to, text);
    }
    to.push_str("\r\n");
}
