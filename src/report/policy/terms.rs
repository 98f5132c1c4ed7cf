//! What a team promises, and how it is measured. The parts are tried, adopted and taken up again
//! together.

use std::collections::BTreeMap;

use crate::domain::{
    calendar::Calendar, ids::CalendarId, policy::Policy, priority::Matrix, settings::Settings,
};

/// The policy, the calendars that its clocks count by, and the matrix that gives priorities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Without a note: that belongs to the version.
    pub policy: Policy,
    pub calendars: BTreeMap<CalendarId, Calendar>,
    pub matrix: Matrix,
}

impl Terms {
    /// Those that count.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        Self {
            policy: Policy {
                note: None,
                ..settings.policy.clone()
            },
            calendars: settings.calendars.clone(),
            matrix: settings.matrix.clone(),
        }
    }

    /// Those that every log knows without an event.
    #[must_use]
    pub fn built_in() -> Self {
        Self::of(&Settings::default())
    }

    /// Takes up others. Calendars that they don't know stay: records may count by them.
    pub fn take_up(&mut self, others: &Self) {
        self.policy = others.policy.clone();
        self.matrix = others.matrix.clone();
        self.calendars.extend(others.calendars.clone());
    }
}
