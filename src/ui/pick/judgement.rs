//! How bad and how urgent somebody judges a record to be, while it is in a form.

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        command::{Rating, Rejection},
        priority::{Matrix, Priority, Scale},
    },
    ui::{widgets::field::Fault, words},
    writer::Failure,
};

/// A judgement as a form holds it: any part may be missing yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Judgement {
    pub impact: Option<u8>,
    pub urgency: Option<u8>,
    pub overridden: Option<Priority>,
    pub reason: String,
}

impl Judgement {
    /// The rating, where anything was judged; a missing half has no cell, and is refused as such.
    #[must_use]
    pub fn rating(&self, scale: Scale) -> Option<Rating> {
        (self.impact.is_some() || self.urgency.is_some()).then(|| Rating {
            scale,
            impact: self.impact.unwrap_or(0),
            urgency: self.urgency.unwrap_or(0),
            overridden: self.overridden,
            reason: self.reason.clone(),
        })
    }

    /// The priority that would come of it.
    #[must_use]
    pub fn priority(&self, matrix: &Matrix) -> Option<Priority> {
        let given = matrix.priority(self.impact?, self.urgency?)?;
        Some(self.overridden.unwrap_or(given))
    }
}

/// What is wrong with the cell of a judgement.
#[must_use]
pub fn cell_fault(failure: Option<&Failure>) -> Option<Fault> {
    let fault = words::fault(failure, |rejection| *rejection == Rejection::NoCell)?;
    let text = "A priority needs both impact and urgency: choose the other one too, or neither."
        .to_owned();
    Some(Fault { text, ..fault })
}

/// What is wrong with the reason of a judgement.
#[must_use]
pub fn reason_fault(failure: Option<&Failure>) -> Option<Fault> {
    words::fault(failure, |rejection| {
        matches!(
            rejection,
            Rejection::NoReason
                | Rejection::TooLong {
                    field: "The reason",
                    ..
                }
        )
    })
}
