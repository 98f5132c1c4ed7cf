//! The proof of a clock: which of its runs, what each stretch of time was, and sums that add up
//! to the time on the wall.

mod table;
mod why;

pub use table::{COLUMNS, csv};
pub use why::{Version, again, hands, target_words, version_words, why};

use crate::{
    domain::{ids::ClockId, record::Record, state::State, time::Moment},
    sla::{
        plan::Plan,
        proof::{Interval, IntervalKind, Proof},
        run::Run,
    },
};

/// One run of a clock of a record: which cycle, and which run in it, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Named {
    pub clock: ClockId,
    pub cycle: u16,
    pub number: u16,
}

/// The runs with a target, each by its name, in the order of cycles, clocks and time.
pub fn named<'a>(plan: &'a Plan, runs: &'a [Run]) -> impl Iterator<Item = (Named, &'a Run)> {
    runs.iter().enumerate().filter_map(|(place, run)| {
        run.target?;
        let same = |it: &&Run| (it.clock, it.cycle) == (run.clock, run.cycle);
        let before = runs[..place].iter().filter(same).count();
        let named = Named {
            clock: plan.clocks.get(usize::from(run.clock))?.id,
            cycle: run.cycle,
            number: u16::try_from(before).unwrap_or(u16::MAX),
        };
        Some((named, run))
    })
}

/// The newest run of a clock.
#[must_use]
pub fn newest<'a>(plan: &'a Plan, runs: &'a [Run], clock: ClockId) -> Option<(Named, &'a Run)> {
    named(plan, runs)
        .filter(|(named, _)| named.clock == clock)
        .last()
}

/// Whole seconds of each kind of interval. Every interval runs from whole second to whole second,
/// so that they add up to the wall exactly, as people read them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub counted: i64,
    pub paused: i64,
    pub held: i64,
    pub off_hours: i64,
}

impl Sums {
    /// The sums of a proof.
    #[must_use]
    pub fn of(proof: &Proof) -> Self {
        let mut sums = Self::default();
        for interval in &proof.intervals {
            *match interval.kind {
                IntervalKind::Counted => &mut sums.counted,
                IntervalKind::OffHours => &mut sums.off_hours,
                IntervalKind::Paused(_) => &mut sums.paused,
                IntervalKind::Held => &mut sums.held,
            } += seconds(interval);
        }
        sums
    }

    /// All of them together.
    #[must_use]
    pub const fn wall(&self) -> i64 {
        self.counted + self.paused + self.held + self.off_hours
    }

    /// `counted 2 h 10 min + paused 43 min + off hours 16 h = 18 h 53 min`.
    #[must_use]
    pub fn words(&self) -> String {
        let others = [
            ("paused", self.paused),
            ("paused by hand", self.held),
            ("off hours", self.off_hours),
        ];
        let mut words = format!("counted {}", length(self.counted));
        for (name, seconds) in others.into_iter().filter(|(_, seconds)| *seconds != 0) {
            words.push_str(" + ");
            words.push_str(name);
            words.push(' ');
            words.push_str(&length(seconds));
        }
        format!("{words} = {}", length(self.wall()))
    }
}

/// Whole seconds from the second in which an interval begins to the one in which it ends.
#[must_use]
pub const fn seconds(interval: &Interval) -> i64 {
    interval.to.0.div_euclid(1_000) - interval.from.0.div_euclid(1_000)
}

/// A length to the second, since sums have to add up: `2 h 10 min`, `43 min 05 s`, `1 d 3 h`.
#[must_use]
pub fn length(seconds: i64) -> String {
    let parts = [
        (seconds / 86_400, "d"),
        (seconds / 3_600 % 24, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let said = parts.iter().filter(|(count, _)| *count != 0);
    let said: Vec<_> = said
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    match said.is_empty() {
        true => "0 s".to_owned(),
        false => said.join(" "),
    }
}

/// What a clock did, for `data-*` and for files.
#[must_use]
pub const fn slug(kind: IntervalKind) -> &'static str {
    match kind {
        IntervalKind::Counted => "counted",
        IntervalKind::OffHours => "off-hours",
        IntervalKind::Paused(_) => "paused",
        IntervalKind::Held => "held",
    }
}

/// `Counted`, `Off hours`, `Paused: on hold`, `Paused by hand`.
#[must_use]
pub fn label(kind: IntervalKind) -> String {
    match kind {
        IntervalKind::Counted => "Counted".to_owned(),
        IntervalKind::OffHours => "Off hours".to_owned(),
        IntervalKind::Paused(state) => match state.map(State::label) {
            Some(state) => format!("Paused: {}", state.to_lowercase()),
            None => "Paused".to_owned(),
        },
        IntervalKind::Held => "Paused by hand".to_owned(),
    }
}

/// A part of the bar, in thousandths of its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub from: u16,
    pub width: u16,
    pub kind: IntervalKind,
}

/// The bar: as long as the wall, cut where the clock changed. What is too short to be drawn is
/// left to the table.
#[must_use]
pub fn bar(proof: &Proof) -> Vec<Part> {
    let Some(first) = proof.intervals.first() else {
        return Vec::new();
    };
    let place = |at: Moment| share(at.since(first.from), proof.wall());
    let parts = proof.intervals.iter().map(|interval| {
        let (from, to) = (place(interval.from), place(interval.to));
        Part {
            from,
            width: to - from,
            kind: interval.kind,
        }
    });
    parts.filter(|part| part.width > 0).collect()
}

/// Where on the bar a moment is, if it is on it.
#[must_use]
pub fn mark(proof: &Proof, at: Moment) -> Option<u16> {
    let (first, last) = (proof.intervals.first()?, proof.intervals.last()?);
    let is_on = (first.from..=last.to).contains(&at);
    is_on.then(|| share(at.since(first.from), proof.wall()))
}

/// Thousandths.
fn share(part: i64, whole: i64) -> u16 {
    let thousandths = i128::from(part) * 1_000 / i128::from(whole.max(1));
    u16::try_from(thousandths.clamp(0, 1_000)).unwrap_or(1_000)
}

/// `Resolve, cycle 2`, `Next update 3`: a run among the others of its record.
#[must_use]
pub fn name(plan: &Plan, record: &Record, runs: &[Run], of: Named) -> String {
    let clock = plan.clocks.iter().find(|clock| clock.id == of.clock);
    let name = clock.map_or("Clock", |clock| clock.name.as_str());
    let is_alone = |it: &Named| it.clock == of.clock && it.cycle == of.cycle;
    let siblings = named(plan, runs).filter(|(it, _)| is_alone(it)).count();
    let number = match siblings {
        ..2 => String::new(),
        _ => format!(" {}", of.number + 1),
    };
    match record.cycle {
        0 => format!("{name}{number}"),
        _ => format!("{name}{number}, cycle {}", of.cycle + 1),
    }
}

#[cfg(test)]
mod tests;
