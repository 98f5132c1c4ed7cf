//! What was computed, in a sentence, and where the definition comes from.

use crate::report::kpi::{
    Belongs, FirstContact, Measure, Rate, Resolution, Similar, Switches, proof::Figure,
};

const ITIL: &str = "ITIL 4, incident management practice guide";
const SERVICENOW: &str = "ServiceNow, incident table";
const SITREP: &str = "Sitrep’s own definition";

/// Where a figure's definition comes from.
pub(super) const fn source(figure: Figure) -> &'static str {
    match figure {
        Figure::Duration(_) | Figure::Volume | Figure::Backlog(_) => ITIL,
        Figure::Rate(rate) => match rate {
            Rate::FirstContact | Rate::Reopen => ITIL,
            Rate::Reassigned | Rate::Escalated => SERVICENOW,
            Rate::Recurrence | Rate::Confirmed => SITREP,
        },
        Figure::InState(_) | Figure::OnHold | Figure::Reassignments | Figure::Escalations => {
            SERVICENOW
        }
    }
}

/// The formula with its variant.
pub(super) fn sentence(figure: Figure, switches: Switches) -> String {
    let Figure::Duration(measure) = figure else {
        return rate_or_count(figure, switches).to_owned();
    };
    let resolution = match switches.resolution {
        Resolution::Last => "the last resolution of those reopened",
        Resolution::First => "the first resolution of those reopened",
    };
    let formula = match measure {
        Measure::Acknowledge => {
            "Acknowledged − reported; an automatic assignment is no acknowledgement, and where an \
             imported history has none, the first change out of New counts"
                .to_owned()
        }
        Measure::Resolve => format!("Resolved − reported, {resolution}"),
        Measure::ResolveNet => {
            format!("Resolved − reported − time on hold, {resolution}")
        }
        Measure::Restore => {
            format!("(Mitigated, else resolved) − (impact began, else reported), {resolution}")
        }
        Measure::Detect => "Detected − impact began, where its beginning is known".to_owned(),
        Measure::Close => match switches.resolution {
            Resolution::Last => "Closed − reported, the last closure of those reopened",
            Resolution::First => {
                "Closed − reported, the first closure of those reopened, also of those still open"
            }
        }
        .to_owned(),
    };
    let belongs = match switches.belongs {
        Belongs::Reported => "reported in the period",
        Belongs::Ended => "that ended in the period",
    };
    format!("{formula}. Over records {belongs}; drills and cancelled ones are left out.")
}

const fn rate_or_count(figure: Figure, switches: Switches) -> &'static str {
    match figure {
        Figure::Rate(Rate::FirstContact) => match switches.first_contact {
            FirstContact::Default => {
                "Never reassigned and never escalated ÷ records that ever reached Resolved or \
                 Closed."
            }
            FirstContact::Strict => {
                "Never reassigned, never escalated and never reopened ÷ records that ever reached \
                 Resolved or Closed."
            }
            FirstContact::NoCallerHold => {
                "Never reassigned, never escalated and never on hold for the caller ÷ records \
                 that ever reached Resolved or Closed."
            }
        },
        Figure::Rate(Rate::Reopen) => {
            "Reopened at least once ÷ records that ever reached Resolved or Closed."
        }
        Figure::Rate(Rate::Recurrence) => match switches.similar {
            Similar::Caller => {
                "Incidents reported within 30 days after an earlier one of the same caller and \
                 subcategory ÷ incidents."
            }
            Similar::Service => {
                "Incidents reported within 30 days after an earlier one of the same service and \
                 subcategory ÷ incidents."
            }
        },
        Figure::Rate(Rate::Confirmed) => {
            "Incidents that somebody linked as having happened again ÷ incidents."
        }
        Figure::Rate(Rate::Reassigned) => "Given to somebody else at least once ÷ records.",
        Figure::Rate(Rate::Escalated) => "Escalated at least once ÷ records.",
        Figure::Backlog(_) => "Reported by then and not closed by then: reported ≤ t < closed.",
        Figure::OnHold => {
            "Time on hold ÷ time in any open state, as far as the states are recorded."
        }
        Figure::InState(_) => {
            "From entering the state to leaving it; a stay that has not ended enters only as far \
             as it is recorded."
        }
        Figure::Reassignments => "How often records were given to somebody else ÷ records.",
        Figure::Escalations => "How often records were escalated ÷ records.",
        Figure::Duration(_) | Figure::Volume => {
            "Records reported in the period; drills and cancelled ones are left out."
        }
    }
}
