//! A figure in one sentence, computed from its proof: what the list reproduces.

use crate::{
    report::{
        kpi::proof::{Figure, Proof},
        when,
    },
    ui::{
        insights::rates::percent,
        widgets::number::{counted, grouped},
    },
};

/// The figure of a proof in words.
pub fn of(proof: &Proof) -> String {
    match proof.figure {
        Figure::Duration(_) => {
            let Some(stats) = proof.durations().stats else {
                return "Nothing entered.".to_owned();
            };
            format!(
                "Median {}, p90 {}, mean {} over {}.",
                said(stats.median_s()),
                said(stats.p90_s()),
                said(stats.mean_s()),
                counted(stats.n, "record", "records")
            )
        }
        Figure::InState(_) => {
            let total = i64::try_from(proof.total()).unwrap_or(i64::MAX);
            let stays = proof.stays().map(|stats| {
                format!(
                    "median {}, p90 {}, ",
                    said(stats.median_s()),
                    said(stats.p90_s())
                )
            });
            format!(
                "{}{} in all, in {}.",
                stays.map(|words| capital(&words)).unwrap_or_default(),
                when::duration(total),
                counted(proof.rows.len(), "stay", "stays")
            )
        }
        Figure::Rate(_) => {
            let ratio = proof.ratio();
            let (yes, of) = (grouped(ratio.numerator), grouped(ratio.denominator));
            format!("{}: {yes} of {of}.", percent(ratio.value()))
        }
        Figure::OnHold => {
            let hold = proof.on_hold();
            let total = i64::try_from(hold.hold_ms).unwrap_or(i64::MAX);
            format!(
                "{} of open time: {} of {} were on hold, {} in all.",
                percent(hold.share()),
                grouped(hold.held),
                counted(hold.of, "record", "records"),
                when::duration(total)
            )
        }
        Figure::Volume => format!("{}.", counted(proof.rows.len(), "record", "records")),
        Figure::Backlog(_) => format!(
            "{} not closed.",
            counted(proof.rows.len(), "record", "records")
        ),
        Figure::Reassignments | Figure::Escalations => format!(
            "{} times in {}.",
            proof.total(),
            counted(proof.rows.len(), "record", "records")
        ),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "seconds of a span of dates times a thousand fit"
)]
fn said(seconds: f64) -> String {
    when::duration((seconds * 1_000.0).round() as i64)
}
