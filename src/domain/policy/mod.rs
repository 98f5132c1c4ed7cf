//! What a team promises: clocks, when they run, and how long each may take.

mod preset;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use crate::domain::policy::preset::PolicyPreset;
use crate::domain::{
    calendar::Calendar,
    ids::{CalendarId, CategoryId, ClockId, ServiceId, TeamId},
    priority::{Priority, Severity},
    state::{HoldReason, RecordKind, State, slugs},
    wire,
};

/// All clocks of a workspace. A policy is edited as a whole, so that every version is one event
/// that can be compared with another and taken up again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Policy {
    pub name: String,
    /// Why it was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(deserialize_with = "wire::objects")]
    pub clocks: Vec<Clock>,
}

slugs!(
    /// What a clock promises. It gives the clock its words; its conditions say how it runs.
    Promise {
        /// Until somebody says that they have seen it.
        Acknowledge = "acknowledge", "Acknowledge";
        /// From one public update to the next.
        Update = "update", "Next update";
        /// Until the service works again, if only by a workaround.
        Restore = "restore", "Restore";
        Resolve = "resolve", "Resolve";
        /// Until a request is fulfilled.
        Fulfil = "fulfil", "Fulfil";
        /// An operational level agreement: what one team promises another, from the assignment.
        Team = "team", "Team";
        /// An underpinning contract: what a vendor promised, while it is waited for.
        Vendor = "vendor", "Vendor";
    }
);

slugs!(
    /// What happens to a clock whose target changes while it runs, as with another priority.
    OnChange {
        /// The time that it ran counts against the new target.
        Carry = "carry", "Carry the elapsed time";
        /// It starts again.
        Restart = "restart", "Start again";
        /// It keeps the target that it started with.
        Keep = "keep", "Keep the first target";
    }
);

slugs!(
    /// What can have happened to a record in its present cycle.
    Reached {
        /// It was reported or reopened: the cycle began.
        Opened = "opened", "Reported or reopened";
        Reported = "reported", "Reported";
        Reopened = "reopened", "Reopened";
        /// The impact began; where nobody knows when, the cycle did.
        ImpactStarted = "impact_started", "Impact began";
        Acknowledged = "acknowledged", "Acknowledged";
        Assigned = "assigned", "Assigned";
        Mitigated = "mitigated", "Mitigated";
        Resolved = "resolved", "Resolved";
        Verified = "verified", "Verified normal";
        Closed = "closed", "Closed";
        /// A public update was posted. Each is only its moment.
        Updated = "updated", "Public update posted";
        /// Another team has it from this moment on.
        HandedOver = "handed_over", "Handed to another team";
    }
);

/// A part of a policy that measures one promise. Its conditions are those of ServiceNow's SLA
/// definitions: start, pause, resume, stop, cancel and reset, each a list of alternatives.
/// A list without any never holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clock {
    pub id: ClockId,
    pub name: String,
    pub promise: Promise,
    pub calendar: CalendarId,
    pub on_change: OnChange,
    /// It runs from the first moment at which this holds.
    #[serde(deserialize_with = "wire::objects")]
    pub start: Vec<When>,
    /// It stands still while this holds.
    #[serde(
        default,
        deserialize_with = "wire::optional_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub pause: Vec<When>,
    /// It runs on only when this holds; without any, as soon as nothing pauses it.
    #[serde(
        default,
        deserialize_with = "wire::optional_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub resume: Vec<When>,
    /// The promise is kept, in time or late.
    #[serde(deserialize_with = "wire::objects")]
    pub stop: Vec<When>,
    /// The promise is void.
    #[serde(
        default,
        deserialize_with = "wire::optional_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub cancel: Vec<When>,
    /// This promise is kept, and the next one begins at once.
    #[serde(
        default,
        deserialize_with = "wire::optional_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub reset: Vec<When>,
    /// The first that fits says how long it may take.
    #[serde(deserialize_with = "wire::objects")]
    pub rules: Vec<Rule>,
}

/// For which records, how long.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rule {
    #[serde(deserialize_with = "wire::object")]
    pub when: When,
    /// Milliseconds of the calendar's hours; without one, nothing is promised to these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<u64>,
    /// Another calendar than the clock's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
}

macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident: $Type:ty),* $(,)?) => {
        /// What has to hold, all of it; several choices of one part are alternatives, and a part
        /// without any asks for nothing.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub struct When {
            $(
                $(#[$doc])*
                #[serde(
                    default,
                    deserialize_with = "wire::optional",
                    skip_serializing_if = "BTreeSet::is_empty"
                )]
                pub $part: BTreeSet<$Type>,
            )*
        }

        impl When {
            /// Whether it asks for nothing, so that it always holds.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                $(self.$part.is_empty())&&*
            }
        }
    };
}

parts!(
    reached: Reached,
    states: State,
    holds: HoldReason,
    kinds: RecordKind,
    priorities: Priority,
    severities: Severity,
    /// A main category stands for its subcategories too.
    categories: CategoryId,
    services: ServiceId,
    teams: TeamId,
);

impl Reached {
    /// Whether it is a moment, so that it does not hold for good.
    #[must_use]
    pub const fn is_momentary(self) -> bool {
        matches!(self, Self::Updated | Self::HandedOver)
    }
}

impl When {
    /// Once this was reached.
    #[must_use]
    pub fn reached(reached: Reached) -> Self {
        Self {
            reached: BTreeSet::from([reached]),
            ..Self::default()
        }
    }

    /// While it is in this state.
    #[must_use]
    pub fn state(state: State) -> Self {
        Self {
            states: BTreeSet::from([state]),
            ..Self::default()
        }
    }

    /// While it waits for this.
    #[must_use]
    pub fn hold(hold: HoldReason) -> Self {
        Self {
            holds: BTreeSet::from([hold]),
            ..Self::default()
        }
    }

    /// For records of this kind.
    #[must_use]
    pub fn kind(kind: RecordKind) -> Self {
        Self {
            kinds: BTreeSet::from([kind]),
            ..Self::default()
        }
    }

    /// The same, and only with this priority.
    #[must_use]
    pub fn priority(mut self, priority: Priority) -> Self {
        self.priorities.insert(priority);
        self
    }

    /// The same, and only with this severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severities.insert(severity);
        self
    }
}

impl Clock {
    /// A clock with the usual conditions of its promise and no rule yet.
    ///
    /// They follow the defaults of ServiceNow's SLA definitions: it starts when the record opens,
    /// pauses while the record is on hold, and stops when what was promised has happened.
    #[must_use]
    pub fn new(id: ClockId, promise: Promise) -> Self {
        let on_hold = || vec![When::state(State::OnHold)];
        let done = || vec![When::reached(Reached::Resolved)];
        let (start, pause, stop) = match promise {
            Promise::Acknowledge => (Reached::Reported, vec![], Reached::Acknowledged),
            Promise::Update => (Reached::Opened, vec![], Reached::Updated),
            Promise::Restore => (Reached::ImpactStarted, vec![], Reached::Mitigated),
            Promise::Resolve | Promise::Fulfil => (Reached::Opened, on_hold(), Reached::Resolved),
            Promise::Team => (Reached::Assigned, on_hold(), Reached::Resolved),
            Promise::Vendor => (Reached::Opened, vec![], Reached::Resolved),
        };
        let mut clock = Self {
            id,
            name: promise.label().to_owned(),
            promise,
            calendar: Calendar::ALWAYS,
            on_change: OnChange::Carry,
            start: vec![When::reached(start)],
            pause,
            resume: Vec::new(),
            stop: vec![When::reached(stop)],
            cancel: vec![When::state(State::Cancelled)],
            reset: Vec::new(),
            rules: Vec::new(),
        };
        match promise {
            // What was resolved before anybody said so was never acknowledged.
            Promise::Acknowledge => clock.cancel.extend(done()),
            // Each update keeps one promise and makes the next, until there is nothing to tell.
            Promise::Update => {
                clock.reset = std::mem::take(&mut clock.stop);
                clock.cancel.extend(done());
            }
            Promise::Restore => clock.stop.extend(done()),
            // Each team has its own time.
            Promise::Team => clock.reset = vec![When::reached(Reached::HandedOver)],
            Promise::Vendor => {
                clock.start = vec![When::hold(HoldReason::Vendor)];
                clock.resume = clock.start.clone();
                clock.pause = State::ALL
                    .iter()
                    .filter(|&&state| state != State::OnHold)
                    .map(|&state| When::state(state))
                    .chain(
                        (HoldReason::ALL.iter())
                            .filter(|&&hold| hold != HoldReason::Vendor)
                            .map(|&hold| When::hold(hold)),
                    )
                    .collect();
            }
            _ => {}
        }
        clock
    }
}

impl Policy {
    /// The most clocks, the most rules of a clock and the most alternatives of a condition. A
    /// policy may arrive with more all the same; then the later ones are kept and not computed,
    /// so that nobody's file can keep a page busy for hours.
    pub const MOST_CLOCKS: usize = 20;
    pub const MOST_RULES: usize = 200;
    pub const MOST_ALTERNATIVES: usize = 30;

    /// The clock of that id.
    #[must_use]
    pub fn clock(&self, id: ClockId) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.id == id)
    }
}
