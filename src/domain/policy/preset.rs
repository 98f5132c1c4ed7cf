//! Policies to start from.

use crate::domain::{
    calendar::Calendar,
    ids::{CalendarId, ClockId},
    policy::{Clock, Policy, Promise, Rule, When},
    priority::{Priority, Severity},
    state::{RecordKind, slugs},
};

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

slugs!(
    /// Policies that every log knows without an event; the first is that of a new workspace.
    PolicyPreset {
        Itil = "itil", "ITIL, around the clock";
        Business = "itil-business", "ITIL, business hours";
        ServiceDesk = "service-desk", "Service desk requests";
        Nothing = "none", "No promises";
    }
);

impl PolicyPreset {
    /// The preset's policy.
    ///
    /// Targets: the usual five steps of ITIL 4's incident management (P1 15 minutes to
    /// acknowledge and 4 hours to resolve); updates at the pace of major incident communication.
    #[must_use]
    pub fn policy(self) -> Policy {
        let clocks = match self {
            Self::Itil => incidents(Calendar::ALWAYS),
            Self::Business => incidents(Calendar::BUSINESS),
            Self::ServiceDesk => requests(),
            Self::Nothing => Vec::new(),
        };
        Policy {
            name: self.label().to_owned(),
            note: None,
            clocks,
        }
    }
}

/// The clock of a preset keeps its id, so that one preset can follow another.
fn clock(promise: Promise, calendar: CalendarId, rules: Vec<Rule>) -> Clock {
    Clock {
        calendar,
        rules,
        ..Clock::new(ClockId::built_in(promise as u16 + 1), promise)
    }
}

fn rule(when: When, target: u64) -> Rule {
    Rule {
        when,
        target: Some(target),
        calendar: None,
    }
}

/// P1 to P5, and what nobody rated yet as P3.
fn by_priority(kind: RecordKind, targets: [u64; 5]) -> Vec<Rule> {
    let rated = (Priority::ALL.iter().zip(targets))
        .map(|(&priority, target)| rule(When::kind(kind).priority(priority), target));
    let unrated = rule(When::kind(kind), targets[2]);
    rated.chain([unrated]).collect()
}

fn incidents(calendar: CalendarId) -> Vec<Clock> {
    let incident = RecordKind::Incident;
    // A business day has eight hours, so days are counted in those.
    let day = if calendar == Calendar::ALWAYS {
        DAY
    } else {
        8 * HOUR
    };
    let acknowledge = [15 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, day];
    let resolve = [4 * HOUR, 8 * HOUR, day, 3 * day, 5 * day];
    let resolve = if calendar == Calendar::ALWAYS {
        resolve
    } else {
        [4 * HOUR, day, 3 * day, 5 * day, 10 * day]
    };
    let major = |severity| When::kind(incident).severity(severity);
    // Who is harmed waits for word at night too.
    let updates = vec![
        rule(major(Severity::Sev1), 30 * MINUTE),
        rule(major(Severity::Sev2), HOUR),
        rule(When::kind(incident).priority(Priority::P1), HOUR),
    ];
    vec![
        clock(
            Promise::Acknowledge,
            calendar,
            by_priority(incident, acknowledge),
        ),
        clock(Promise::Update, Calendar::ALWAYS, updates),
        clock(Promise::Resolve, calendar, by_priority(incident, resolve)),
        fulfilment(calendar, day),
    ]
}

fn fulfilment(calendar: CalendarId, day: u64) -> Clock {
    let targets = [day, 2 * day, 3 * day, 5 * day, 10 * day];
    clock(
        Promise::Fulfil,
        calendar,
        by_priority(RecordKind::Request, targets),
    )
}

fn requests() -> Vec<Clock> {
    let request = RecordKind::Request;
    let acknowledge = [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR];
    vec![
        clock(
            Promise::Acknowledge,
            Calendar::BUSINESS,
            by_priority(request, acknowledge),
        ),
        fulfilment(Calendar::BUSINESS, 8 * HOUR),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn itil_promises_p1_in_a_quarter_and_four_hours() {
        let policy = PolicyPreset::Itil.policy();
        let target = |promise: Promise| {
            let clock = policy.clocks.iter().find(|it| it.promise == promise);
            clock.unwrap().rules[0].target
        };
        assert_eq!(target(Promise::Acknowledge), Some(15 * MINUTE));
        assert_eq!(target(Promise::Resolve), Some(4 * HOUR));
    }

    #[test]
    fn targets_of_a_preset_grow_with_less_urgency() {
        for preset in PolicyPreset::ALL {
            for clock in preset.policy().clocks {
                let rated = clock
                    .rules
                    .iter()
                    .filter(|it| !it.when.priorities.is_empty());
                let targets: Vec<_> = rated.map(|rule| rule.target).collect();
                assert!(targets.is_sorted(), "{preset:?} {}", clock.name);
            }
        }
    }

    #[test]
    fn no_two_clocks_of_a_preset_share_an_id() {
        for preset in PolicyPreset::ALL {
            let clocks = preset.policy().clocks;
            let ids: std::collections::BTreeSet<_> = clocks.iter().map(|it| it.id).collect();
            assert_eq!(ids.len(), clocks.len());
        }
    }
}
