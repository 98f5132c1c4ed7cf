//! A run with the intervals that it was counted from: they add up to the time on the wall.

use crate::{
    domain::{record::Record, state::State, time::Moment},
    sla::{
        chart::Chart,
        plan::Plan,
        run::{Outcome, Run, part_of},
        walk::{Stretch, StretchKind, each},
    },
};

/// What a clock did with a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntervalKind {
    Counted,
    /// Outside of the calendar's hours.
    OffHours,
    /// By its pause condition; with the state that the record was in.
    Paused(Option<State>),
    /// Paused by somebody.
    Held,
}

/// A stretch of time from its first moment up to but without its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub from: Moment,
    pub to: Moment,
    pub kind: IntervalKind,
}

/// A run with its intervals, in order and without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub run: Run,
    pub intervals: Vec<Interval>,
    /// Milliseconds.
    pub counted: i64,
    pub off_hours: i64,
    pub paused: i64,
    /// When the run first began and how much it had counted, where it started again with another
    /// target: that counts no more.
    pub dropped: Option<(Moment, i64)>,
}

impl Proof {
    /// Milliseconds on the wall: what was counted, paused and off hours, together.
    #[must_use]
    pub fn wall(&self) -> i64 {
        let (first, last) = (self.intervals.first(), self.intervals.last());
        match (first, last) {
            (Some(first), Some(last)) => last.to.since(first.from),
            _ => 0,
        }
    }
}

/// The intervals of a run, up to now where it is not over.
#[must_use]
pub fn proof(plan: &Plan, record: &Record, run: &Run, now: Moment) -> Proof {
    let mut proof = Proof {
        run: run.clone(),
        intervals: Vec::new(),
        counted: 0,
        off_hours: 0,
        paused: 0,
        dropped: None,
    };
    let stretches = stretches(plan, record, run, now);
    let (earlier, counting): (Vec<Stretch>, Vec<Stretch>) =
        (stretches.into_iter()).partition(|stretch| stretch.from < run.start);
    if let Some(first) = earlier.first() {
        let running = earlier
            .iter()
            .filter(|stretch| stretch.kind == StretchKind::Running);
        let counted = running.map(|it| plan.hours(it.hours).worked(it.from, it.to));
        proof.dropped = Some((first.from, counted.sum()));
    }
    for stretch in counting {
        match stretch.kind {
            StretchKind::Running => proof.split(plan, stretch),
            StretchKind::Paused(state) => proof.push(stretch, IntervalKind::Paused(state)),
            StretchKind::Held => proof.push(stretch, IntervalKind::Held),
        }
    }
    proof
}

/// When a run reached parts of its target, in percent, or will if nothing pauses it: as if the
/// target had been the present one from the start. What it may never reach is left out.
#[must_use]
pub fn crossings(plan: &Plan, record: &Record, run: &Run, percents: &[u8]) -> Vec<(u8, Moment)> {
    let Some(target) = run.target else {
        return Vec::new();
    };
    let mut stretches = stretches(plan, record, run, run.mark);
    // A clock that started again does not count what it ran before.
    stretches.retain(|stretch| stretch.from >= run.start);
    let mut found = Vec::new();
    for &percent in percents {
        let part = part_of(target, percent);
        let mut counted = 0_i64;
        let mut at = None;
        for stretch in &stretches {
            if stretch.kind != StretchKind::Running {
                continue;
            }
            let hours = plan.hours(stretch.hours);
            let more = hours.worked(stretch.from, stretch.to);
            if counted.saturating_add(more) >= part {
                at = hours.after(stretch.from, part.saturating_sub(counted));
                break;
            }
            counted = counted.saturating_add(more);
        }
        let at = at.or_else(|| run.reaches(plan, percent));
        found.extend(at.map(|at| (percent, at)));
    }
    found
}

/// The stretches of a run, with the one that is not over, and those before it started again.
fn stretches(plan: &Plan, record: &Record, run: &Run, now: Moment) -> Vec<Stretch> {
    let mut waiting = Vec::new();
    let mut found = Vec::new();
    // The two closures of a walk share what they fill.
    let shared = std::cell::RefCell::new((&mut waiting, &mut found));
    each(
        plan,
        record,
        &mut Chart::default(),
        &mut |ended: Run| {
            let (waiting, found) = &mut *shared.borrow_mut();
            let is_it =
                (ended.clock, ended.cycle, ended.start) == (run.clock, run.cycle, run.start);
            if is_it {
                **found = std::mem::take(*waiting);
            } else {
                waiting.clear();
            }
        },
        &mut |stretch| shared.borrow_mut().0.push(stretch),
    );
    let going = match run.outcome {
        Outcome::Running => Some(StretchKind::Running),
        Outcome::Paused if run.held => Some(StretchKind::Held),
        Outcome::Paused => Some(StretchKind::Paused(Some(record.state()))),
        _ => None,
    };
    if let Some(kind) = going.filter(|_| now > run.mark) {
        found.push(Stretch {
            from: run.mark,
            to: now,
            kind,
            hours: run.hours,
        });
    }
    found
}

impl Proof {
    /// Hours count, and what lies between them doesn't.
    fn split(&mut self, plan: &Plan, stretch: Stretch) {
        let mut at = stretch.from;
        for (from, to) in plan.hours(stretch.hours).windows(stretch.from, stretch.to) {
            self.add(at, from, IntervalKind::OffHours);
            self.add(from, to, IntervalKind::Counted);
            at = to;
        }
        self.add(at, stretch.to, IntervalKind::OffHours);
    }

    fn push(&mut self, stretch: Stretch, kind: IntervalKind) {
        self.add(stretch.from, stretch.to, kind);
    }

    fn add(&mut self, from: Moment, to: Moment, kind: IntervalKind) {
        let length = to.since(from);
        if length <= 0 {
            return;
        }
        *match kind {
            IntervalKind::Counted => &mut self.counted,
            IntervalKind::OffHours => &mut self.off_hours,
            IntervalKind::Paused(_) | IntervalKind::Held => &mut self.paused,
        } += length;
        match self.intervals.last_mut() {
            Some(last) if last.to == from && last.kind == kind => last.to = to,
            _ => self.intervals.push(Interval { from, to, kind }),
        }
    }
}
