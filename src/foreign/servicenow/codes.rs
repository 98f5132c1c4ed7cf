//! ServiceNow's codes and display values in our words.
//!
//! Sources: the base system's choice lists as `ansible-collections/servicenow.itsm` has them in
//! `plugins/module_utils/incident.py` (states 1 2 3 6 7 8; hold reasons 1 caller, 3 problem,
//! 4 vendor, 5 change; impact and urgency 1 high to 3 low). Hold reason 2, Awaiting Evidence,
//! and the states Active and Awaiting … come from instances older than the Helsinki state model.

use crate::domain::{
    ids::CategoryId,
    settings::MAIN_CATEGORIES,
    state::{Channel, HoldReason, State},
};

/// The state of a cell, with the hold reason that older states imply.
pub(super) fn state(cell: &str) -> Option<(State, Option<HoldReason>)> {
    let state = |state| Some((state, None));
    let hold = |reason| Some((State::OnHold, Some(reason)));
    match plain(cell).as_str() {
        "1" | "new" => state(State::New),
        "2" | "in progress" | "active" | "work in progress" => state(State::Investigating),
        "3" | "on hold" | "pending" => state(State::OnHold),
        "6" | "resolved" => state(State::Resolved),
        "7" | "closed" => state(State::Closed),
        "8" | "canceled" | "cancelled" => state(State::Cancelled),
        "awaiting user info" | "awaiting caller" => hold(HoldReason::Caller),
        "awaiting evidence" => hold(HoldReason::Evidence),
        "awaiting problem" => hold(HoldReason::Problem),
        "awaiting vendor" => hold(HoldReason::Vendor),
        "awaiting change" => hold(HoldReason::Change),
        _ => None,
    }
}

/// What a record on hold waits for.
pub(super) fn hold_reason(cell: &str) -> Option<HoldReason> {
    Some(match plain(cell).as_str() {
        "1" | "awaiting caller" | "awaiting user info" => HoldReason::Caller,
        "2" | "awaiting evidence" => HoldReason::Evidence,
        "3" | "awaiting problem" => HoldReason::Problem,
        "4" | "awaiting vendor" => HoldReason::Vendor,
        "5" | "awaiting change" => HoldReason::Change,
        _ => return None,
    })
}

/// A level of impact, urgency or severity, 1 to 3: `2`, `2 - Medium`, `Medium`.
pub(super) fn level(cell: &str) -> Option<u8> {
    numbered(cell, 3).or_else(|| match plain(cell).as_str() {
        "high" => Some(1),
        "medium" | "moderate" => Some(2),
        "low" => Some(3),
        _ => None,
    })
}

/// A priority, 1 to 5: `4`, `4 - Low`, `Low`.
pub(super) fn priority(cell: &str) -> Option<u8> {
    numbered(cell, 5).or_else(|| match plain(cell).as_str() {
        "critical" => Some(1),
        "high" => Some(2),
        "moderate" => Some(3),
        "low" => Some(4),
        "planning" => Some(5),
        _ => None,
    })
}

/// How the report came in.
pub(super) fn channel(cell: &str) -> Option<Channel> {
    Some(match plain(cell).as_str() {
        "phone" => Channel::Phone,
        "email" | "e mail" => Channel::Email,
        "chat" | "virtual agent" => Channel::Chat,
        "self service" | "portal" => Channel::Portal,
        "monitoring" | "event management" | "event" => Channel::Monitoring,
        "walk in" => Channel::WalkIn,
        _ => return None,
    })
}

/// The built-in main category of that name.
pub(super) fn built_in_category(cell: &str) -> Option<CategoryId> {
    let name = plain(cell);
    let main = MAIN_CATEGORIES.iter();
    main.map(|&(slug, _, id)| (plain(slug), id))
        .find(|(slug, _)| *slug == name)
        .map(|(_, id)| id)
}

/// The number of `3 - Low`.
fn numbered(cell: &str, highest: u8) -> Option<u8> {
    let number = cell.split_once('-').map_or(cell, |(number, _)| number);
    let number = number.trim().parse().ok()?;
    (1..=highest).contains(&number).then_some(number)
}

/// Lower case, hyphens as spaces.
fn plain(cell: &str) -> String {
    cell.trim().to_lowercase().replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_display_values_mean_the_same() {
        assert_eq!(state("3"), Some((State::OnHold, None)));
        assert_eq!(state("On Hold"), Some((State::OnHold, None)));
        assert_eq!(
            state("Awaiting Vendor"),
            Some((State::OnHold, Some(HoldReason::Vendor)))
        );
        assert_eq!(state("-100"), None);
        assert_eq!(hold_reason("5"), Some(HoldReason::Change));
        assert_eq!(hold_reason("Awaiting Problem"), Some(HoldReason::Problem));
        assert_eq!(
            [level("3"), level("3 - Low"), level("low"), level("4")],
            [Some(3), Some(3), Some(3), None]
        );
        assert_eq!(
            [
                priority("3 - Moderate"),
                priority("Planning"),
                priority("0")
            ],
            [Some(3), Some(5), None]
        );
        assert_eq!(channel("self-service"), Some(Channel::Portal));
        assert_eq!(built_in_category("Hardware"), Some(CategoryId::built_in(1)));
        assert_eq!(
            built_in_category("Human Error"),
            Some(CategoryId::built_in(5))
        );
        assert_eq!(built_in_category("database"), None);
    }
}
