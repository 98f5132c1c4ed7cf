//! What a clock says to people, and which of a record's clocks presses most.

use crate::{
    domain::{policy::Promise, state::slugs, time::Moment},
    report::when,
    sla::{
        plan::Plan,
        run::{Reading, Run, Status},
    },
};

slugs!(
    /// How a clock looks: by colour and shape, beside its words.
    Look {
        Rest = "rest", "Not running";
        Running = "run", "Running";
        Risk = "risk", "At risk";
        Late = "breach", "Late";
        Paused = "paused", "Paused";
        Met = "met", "Met";
    }
);

slugs!(
    /// How the promises about a record stand.
    Kept {
        /// One that is open is broken.
        Late = "late", "Late";
        AtRisk = "at-risk", "At risk";
        Running = "running", "Running";
        Paused = "paused", "Paused";
        /// One was broken, whether it is over or not.
        Breached = "breached", "Ever broken";
        /// All are over, and none was broken.
        Met = "met", "All kept";
    }
);

impl Kept {
    /// Whether the runs of a record stand like this.
    #[must_use]
    pub fn fits(self, runs: &[Run], plan: &Plan, now: Moment) -> bool {
        let readings = || runs.iter().map(|run| run.read(plan, now));
        match self {
            Self::Late => readings().any(|it| it.status == Status::Late),
            Self::AtRisk => readings().any(|it| it.is_at_risk()),
            Self::Running => readings().any(|it| it.status == Status::Running),
            Self::Paused => readings().any(|it| it.status == Status::Paused),
            Self::Breached => readings().any(|it| it.status.is_breached()),
            Self::Met => {
                let is_over = |it: &Reading| {
                    matches!(
                        it.status,
                        Status::Met | Status::Cancelled | Status::NotApplicable | Status::Missing
                    )
                };
                readings().any(|it| it.status == Status::Met) && readings().all(|it| is_over(&it))
            }
        }
    }
}

/// The look of what a clock reads.
#[must_use]
pub fn look(reading: &Reading) -> Look {
    match reading.status {
        Status::Breached | Status::Late => Look::Late,
        Status::Met => Look::Met,
        Status::Paused => Look::Paused,
        Status::Running if reading.is_at_risk() => Look::Risk,
        Status::Running => Look::Running,
        _ => Look::Rest,
    }
}

/// `3 h 27 left`, `2 min to ack`, `3 min late`, `Met in 12 min`, `1 h 12 over`.
#[must_use]
pub fn value(promise: Promise, reading: &Reading) -> String {
    match reading.status {
        Status::Running | Status::Paused if promise == Promise::Acknowledge => {
            format!(
                "{} to ack",
                when::duration(reading.remaining().unwrap_or(0))
            )
        }
        _ => standing(reading),
    }
}

/// The same beside the clock's name, which says what it promises.
#[must_use]
pub fn standing(reading: &Reading) -> String {
    let remaining = reading.remaining().unwrap_or(0);
    let over = || when::duration(remaining.saturating_neg());
    match reading.status {
        Status::Running | Status::Paused => format!("{} left", when::duration(remaining)),
        Status::Late => format!("{} late", over()),
        Status::Breached => format!("{} over", over()),
        Status::Met => format!("Met in {}", when::duration(reading.elapsed)),
        status => status.label().to_owned(),
    }
}

/// `Met, 2 extensions`: how a run stands, and how often people gave it more time.
#[must_use]
pub fn verdict(run: &Run, reading: &Reading) -> String {
    let status = reading.status.label();
    match run.extensions {
        0 => status.to_owned(),
        1 => format!("{status}, 1 extension"),
        times => format!("{status}, {times} extensions"),
    }
}

/// How much of the target has passed, from 0 to 1.
#[must_use]
pub fn done(reading: &Reading) -> f64 {
    (reading.percent().unwrap_or(0.0) / 100.0).clamp(0.0, 1.0)
}

/// `Resolve is 3 min late`, for a clock of that name.
#[must_use]
pub fn late_words(name: &str, reading: &Reading) -> String {
    let over = reading.remaining().unwrap_or(0).saturating_neg();
    format!("{name} is {} late", when::duration(over))
}

/// A target in words: `15 min`, `4 h`, `3 d`, whole units only.
#[must_use]
pub fn target_words(milliseconds: i64) -> String {
    const HOUR: i64 = 3_600_000;
    const DAY: i64 = 24 * HOUR;
    match milliseconds {
        ms if ms >= 2 * DAY && ms % DAY == 0 => format!("{} d", ms / DAY),
        ms if ms >= HOUR && ms % HOUR == 0 => format!("{} h", ms / HOUR),
        ms if ms < HOUR => format!("{} min", ms / 60_000),
        ms => when::duration(ms),
    }
}

/// The going run that is due first; late ones before all, and those that stand still last.
#[must_use]
pub fn pressing<'a>(
    runs: &'a [Run],
    plan: &Plan,
    now: Moment,
    counts: impl Fn(Promise) -> bool,
) -> Option<(&'a Run, Reading)> {
    let going = runs.iter().filter(|run| {
        let promise = plan.clocks[usize::from(run.clock)].promise;
        run.is_going() && run.target.is_some() && counts(promise)
    });
    going
        .map(|run| (run, run.read(plan, now)))
        .min_by_key(|(_, reading)| (reading.due.is_none(), reading.due))
}

/// Of a record whose promises are all over: one that was broken, else the last that was kept.
#[must_use]
pub fn final_word<'a>(runs: &'a [Run], plan: &Plan, now: Moment) -> Option<(&'a Run, Reading)> {
    let over = runs.iter().map(|run| (run, run.read(plan, now)));
    let over = over.filter(|(_, it)| matches!(it.status, Status::Met | Status::Breached));
    over.max_by_key(|(run, it)| (it.status == Status::Breached, run.end))
}

/// When a run is next seen in another light: at risk, or late.
#[must_use]
pub fn next_change(run: &Run, plan: &Plan, now: Moment) -> Option<Moment> {
    let turns = [
        run.reaches(plan, crate::sla::run::AT_RISK),
        run.breaks(plan),
    ];
    turns.into_iter().flatten().find(|&at| at > now)
}
