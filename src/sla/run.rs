//! One run of a clock: from its start to its end, and what it reads at a moment.

use crate::{
    domain::{state::slugs, time::Moment},
    sla::plan::Plan,
};

/// From this part of its target on, a clock is at risk; and the parts that are told, in percent.
pub const AT_RISK: u8 = 75;
pub const THRESHOLDS: [u8; 3] = [50, AT_RISK, 90];

/// A run of a clock in a cycle of a record. Nothing in it depends on what time it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Which of the plan's clocks.
    pub clock: u8,
    pub cycle: u16,
    pub outcome: Outcome,
    /// The rule that chose the target, from 0; none where no rule fits.
    pub rule: Option<u16>,
    pub start: Moment,
    /// When it stopped, was cancelled, or was last heard of.
    pub end: Option<Moment>,
    /// Milliseconds that it may take, with extensions; none where nothing is promised.
    pub target: Option<i64>,
    /// Milliseconds that people added by hand, and how often.
    pub extended: i64,
    pub extensions: u16,
    /// How often people paused it by hand.
    pub hand_pauses: u16,
    /// Milliseconds counted until `mark`.
    pub counted: i64,
    /// The end, or since when it has been running or paused as it is now.
    pub mark: Moment,
    /// Whether somebody, and not the record's state, holds it.
    pub held: bool,
    /// Which of the plan's hours it counts by.
    pub(super) hours: u16,
    /// The moment at which all of the target had passed, as far as the log tells.
    pub(super) crossed: Option<Moment>,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its start condition has not held yet.
    Waiting,
    Running,
    Paused,
    Stopped,
    Cancelled,
    /// What would have stopped the clock is not told, by a record that is over or by its source:
    /// nobody can know.
    Missing,
}

slugs!(
    /// What a clock shows.
    Status {
        NotStarted = "not-started", "Not started";
        Running = "running", "Running";
        Paused = "paused", "Paused";
        Met = "met", "Met";
        Breached = "breached", "Breached";
        /// Past its target and not over.
        Late = "late", "Breached and running";
        Cancelled = "cancelled", "Cancelled";
        Missing = "missing", "Not known";
        NotApplicable = "not-applicable", "No target";
    }
);

impl Status {
    /// Whether the promise is broken.
    #[must_use]
    pub const fn is_breached(self) -> bool {
        matches!(self, Self::Breached | Self::Late)
    }
}

/// What a run reads at a moment. Durations are milliseconds of the calendar's hours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub status: Status,
    /// Whether it stands still, late or not.
    pub is_paused: bool,
    pub elapsed: i64,
    pub target: Option<i64>,
    /// When the target is reached if nothing pauses it, or was; none without one and while paused.
    pub due: Option<Moment>,
}

impl Reading {
    /// What is left, negative where it is late; none without a target.
    #[must_use]
    pub fn remaining(&self) -> Option<i64> {
        self.target
            .map(|target| target.saturating_sub(self.elapsed))
    }

    /// Elapsed of target, in percent; may exceed 100.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "exact below 285,000 years")]
    pub fn percent(&self) -> Option<f64> {
        let target = self.target.filter(|&target| target > 0)?;
        Some(self.elapsed as f64 * 100.0 / target as f64)
    }

    /// Whether it runs or waits and has used up [`AT_RISK`] percent without being late.
    #[must_use]
    pub fn is_at_risk(&self) -> bool {
        matches!(self.status, Status::Running | Status::Paused)
            && self
                .percent()
                .is_some_and(|percent| percent >= f64::from(AT_RISK))
    }
}

impl Run {
    /// Whether it can still move.
    #[must_use]
    pub const fn is_going(&self) -> bool {
        matches!(self.outcome, Outcome::Running | Outcome::Paused)
    }

    /// Milliseconds counted by a moment.
    #[must_use]
    pub fn elapsed(&self, plan: &Plan, now: Moment) -> i64 {
        match self.outcome {
            Outcome::Running => {
                let hours = plan.hours(self.hours);
                self.counted.saturating_add(hours.worked(self.mark, now))
            }
            _ => self.counted,
        }
    }

    /// When a part of the target, in percent, is reached if nothing pauses it; for parts that
    /// were reached before the present stretch and for runs that don't run: nothing.
    #[must_use]
    pub fn reaches(&self, plan: &Plan, percent: u8) -> Option<Moment> {
        self.counts(plan, part_of(self.target?, percent))
    }

    /// When it is late if nothing pauses it: the first moment with more than its target behind
    /// it. With closing time in between, that is long after the target is reached.
    #[must_use]
    pub fn breaks(&self, plan: &Plan) -> Option<Moment> {
        self.counts(plan, self.target?.saturating_add(1))
    }

    /// When so many milliseconds have counted, as far as that lies in the present stretch.
    fn counts(&self, plan: &Plan, length: i64) -> Option<Moment> {
        let left = length.saturating_sub(self.counted);
        if self.outcome != Outcome::Running || left < 0 {
            return None;
        }
        plan.hours(self.hours).after(self.mark, left)
    }

    /// When its target is reached if nothing pauses it, or was reached.
    #[must_use]
    pub fn due(&self, plan: &Plan) -> Option<Moment> {
        self.crossed.or_else(|| self.reaches(plan, 100))
    }

    /// What it shows at a moment.
    #[must_use]
    pub fn read(&self, plan: &Plan, now: Moment) -> Reading {
        let elapsed = self.elapsed(plan, now);
        let late = self.target.is_some_and(|target| elapsed > target);
        let status = match self.outcome {
            _ if self.target.is_none() => Status::NotApplicable,
            Outcome::Waiting => Status::NotStarted,
            Outcome::Running | Outcome::Paused if late => Status::Late,
            Outcome::Running => Status::Running,
            Outcome::Paused => Status::Paused,
            Outcome::Stopped if !late => Status::Met,
            // What was broken before it was cancelled stays broken.
            Outcome::Stopped | Outcome::Cancelled if late => Status::Breached,
            Outcome::Stopped => Status::Met,
            Outcome::Cancelled => Status::Cancelled,
            Outcome::Missing => Status::Missing,
        };
        Reading {
            status,
            is_paused: self.outcome == Outcome::Paused,
            elapsed,
            target: self.target,
            due: self.due(plan),
        }
    }
}

/// A part of a target in milliseconds, rounded up so that it is reached and not just missed.
#[must_use]
pub fn part_of(target: i64, percent: u8) -> i64 {
    let part = (i128::from(target) * i128::from(percent) + 99) / 100;
    i64::try_from(part).unwrap_or(i64::MAX)
}
