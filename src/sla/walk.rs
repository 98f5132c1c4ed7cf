//! Walks through a record's life and moves its clocks: a pure fold, so that a correction, a merge
//! or another policy never leaves a stale number behind.

use crate::{
    domain::{
        policy::{OnChange, Reached},
        record::Record,
        state::State,
        time::Moment,
        trail::Turned,
    },
    sla::{
        chart::{Chart, NO_TURN, Point, opened},
        plan::{Aspect, Plan, PlannedClock, any, reached_bit, state_bit},
        run::{Outcome, Run},
    },
};

/// A stretch of a run in which nothing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub from: Moment,
    pub to: Moment,
    pub kind: StretchKind,
    /// Which of the plan's hours count.
    pub(super) hours: u16,
}

/// Whether a clock ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StretchKind {
    Running,
    /// By its pause condition; with the state that the record was in.
    Paused(Option<State>),
    /// By somebody.
    Held,
}

/// Runs of all clocks of a record, in the order of cycles, of the plan's clocks and of time.
#[must_use]
pub fn runs(plan: &Plan, record: &Record) -> Vec<Run> {
    let mut runs = Vec::new();
    each(
        plan,
        record,
        &mut Chart::default(),
        &mut |run| runs.push(run),
        &mut |_| {},
    );
    runs
}

/// Calls `take` with every run of a record, and `stretch` with each of its stretches before.
/// The chart is only kept from record to record, so that a walk allocates little.
pub fn each(
    plan: &Plan,
    record: &Record,
    chart: &mut Chart,
    take: &mut impl FnMut(Run),
    stretch: &mut impl FnMut(Stretch),
) {
    for cycle in 0..=record.cycle {
        chart.draw(plan, record, cycle);
        for (place, clock) in (0_u8..).zip(&plan.clocks) {
            if clock.concerns(record.kind) {
                let mut walker = Walker::new(plan, clock, place, cycle, record);
                for point in chart.points() {
                    walker.step(point, take, stretch);
                }
                walker.finish(take);
            }
        }
    }
}

/// One clock on its way through a cycle.
struct Walker<'a> {
    plan: &'a Plan,
    clock: &'a PlannedClock,
    record: &'a Record,
    place: u8,
    cycle: u16,
    run: Option<Run>,
    /// Whether the pause condition holds it, and whether a person does.
    paused: bool,
    held: bool,
    /// Milliseconds given by hand before it started, and how often.
    given: (i64, u16),
    /// When what would stop it was so already.
    stopped: Option<Moment>,
    is_done: bool,
    /// How many runs began.
    begun: u32,
    aspect: Aspect,
}

impl<'a> Walker<'a> {
    fn new(
        plan: &'a Plan,
        clock: &'a PlannedClock,
        place: u8,
        cycle: u16,
        record: &'a Record,
    ) -> Self {
        Self {
            plan,
            clock,
            record,
            place,
            cycle,
            run: None,
            paused: false,
            held: false,
            given: (0, 0),
            stopped: None,
            is_done: false,
            begun: 0,
            aspect: Aspect::default(),
        }
    }

    fn step(
        &mut self,
        point: &Point,
        take: &mut impl FnMut(Run),
        stretch: &mut impl FnMut(Stretch),
    ) {
        if self.is_done {
            return;
        }
        let (at, aspect) = (point.at, &point.aspect);
        self.count_to(at, stretch);
        self.aspect = *aspect;
        if point.turn != NO_TURN {
            self.turn(point.turn);
        }
        if self.run.is_none() && any(&self.clock.start, aspect) {
            self.start(at);
            // An end before its start is no promise kept.
            if self.stopped.is_some_and(|stopped| stopped < at) {
                self.end(at, Outcome::Missing, take);
                return;
            }
        }
        if self.run.is_none() {
            if any(&self.clock.stop, aspect) {
                self.stopped = self.stopped.or(Some(at));
            }
            return;
        }
        // What began the clock can't end it too.
        let began = self.run.as_ref().is_some_and(|run| run.start == at);
        let is_reset = !began && any(&self.clock.reset, aspect);
        // What ends here is judged by what was promised until now.
        if !is_reset {
            self.choose_target(at);
        }
        if any(&self.clock.stop, aspect) {
            self.end(at, self.unless_untold(Outcome::Stopped), take);
            return;
        }
        if is_reset {
            self.end(at, self.unless_untold(Outcome::Stopped), take);
        }
        if any(&self.clock.cancel, aspect) {
            self.end(at, self.unless_untold(Outcome::Cancelled), take);
            return;
        }
        if is_reset {
            self.is_done = false;
            self.start(at);
            self.choose_target(at);
        }
        let pauses = any(&self.clock.pause, aspect);
        self.paused = match self.paused && !self.clock.resume.is_empty() {
            true => pauses || !any(&self.clock.resume, aspect),
            false => pauses,
        };
        self.settle();
    }

    /// Somebody turned a clock by hand; perhaps this one.
    fn turn(&mut self, place: u16) {
        let turn = &self.record.trail.turns[usize::from(place)];
        if turn.clock != self.clock.id {
            return;
        }
        match turn.what {
            Turned::Paused => {
                self.held = true;
                if let Some(run) = &mut self.run {
                    run.hand_pauses = run.hand_pauses.saturating_add(1);
                }
            }
            Turned::Resumed => self.held = false,
            Turned::Extended(by) => {
                let by = i64::try_from(by).unwrap_or(i64::MAX);
                let (ms, times) = match &mut self.run {
                    Some(run) => (&mut run.extended, &mut run.extensions),
                    None => (&mut self.given.0, &mut self.given.1),
                };
                *ms = ms.saturating_add(by);
                *times = times.saturating_add(1);
            }
        }
    }

    fn start(&mut self, at: Moment) {
        let (extended, extensions) = std::mem::take(&mut self.given);
        self.paused = any(&self.clock.pause, &self.aspect);
        self.begun = self.begun.saturating_add(1);
        self.run = Some(Run {
            clock: self.place,
            cycle: self.cycle,
            outcome: Outcome::Running,
            rule: None,
            start: at,
            end: None,
            target: None,
            extended,
            extensions,
            hand_pauses: self.held.into(),
            counted: 0,
            mark: at,
            held: self.held,
            hours: self.clock.hours,
            crossed: None,
        });
        self.settle();
    }

    /// Says whether it runs from now on.
    fn settle(&mut self) {
        let (paused, held) = (self.paused, self.held);
        if let Some(run) = &mut self.run {
            run.held = held;
            run.outcome = match paused || held {
                true => Outcome::Paused,
                false => Outcome::Running,
            };
        }
    }

    /// Takes in the time since the last point.
    fn count_to(&mut self, at: Moment, stretch: &mut impl FnMut(Stretch)) {
        let Some(run) = &mut self.run else { return };
        if at <= run.mark {
            return;
        }
        let from = std::mem::replace(&mut run.mark, at);
        let kind = match run.outcome {
            Outcome::Running => StretchKind::Running,
            _ if self.held => StretchKind::Held,
            _ => StretchKind::Paused(state_of(self.aspect.state)),
        };
        let (to, hours) = (at, run.hours);
        stretch(Stretch {
            from,
            to,
            kind,
            hours,
        });
        if kind != StretchKind::Running {
            return;
        }
        let hours = self.plan.hours(hours);
        let before = run.counted;
        run.counted = before.saturating_add(hours.worked(from, to));
        if let Some(target) = run.target
            && run.crossed.is_none()
            && run.counted > target
        {
            run.crossed = hours.after(from, target.saturating_sub(before));
        }
    }

    /// Finds the rule that fits now.
    fn choose_target(&mut self, at: Moment) {
        let Some(run) = &mut self.run else { return };
        let rules = (0_u16..).zip(&self.clock.rules);
        let fits = rules
            .into_iter()
            .find(|(_, rule)| rule.when.fits(&self.aspect));
        let keeps = self.clock.on_change == OnChange::Keep && run.target.is_some();
        if !keeps {
            let number = fits.map(|(number, _)| number);
            let changed = number != run.rule && run.start < at;
            if changed && self.clock.on_change == OnChange::Restart {
                (run.start, run.counted) = (at, 0);
            }
            run.rule = number;
            run.hours = fits.map_or(self.clock.hours, |(_, rule)| rule.hours);
        }
        let rule = run
            .rule
            .and_then(|place| self.clock.rules.get(usize::from(place)));
        let target = rule.and_then(|rule| rule.target);
        run.target = target.map(|target| target.saturating_add(run.extended));
        run.crossed = match run.target {
            // A shorter target that has passed already is missed as soon as it holds.
            Some(target) if run.counted > target => run.crossed.or(Some(at)),
            _ => None,
        };
    }

    fn end(&mut self, at: Moment, outcome: Outcome, take: &mut impl FnMut(Run)) {
        self.is_done = true;
        if let Some(mut run) = self.run.take() {
            run.outcome = outcome;
            run.end = Some(at);
            take(run);
        }
    }

    /// The cycle is over, or the log tells no more.
    fn finish(mut self, take: &mut impl FnMut(Run)) {
        if self.is_done {
            return;
        }
        let is_last = self.cycle == self.record.cycle;
        let is_untold = self.is_untold();
        match self.run.take() {
            Some(mut run) if !is_last || self.is_over() || is_untold => {
                run.outcome = Outcome::Missing;
                take(run);
            }
            Some(run) => take(run),
            None if is_last && self.may_start() => {
                let at = opened(self.record, self.cycle);
                self.start(at);
                self.choose_target(at);
                if let Some(mut run) = self.run.take()
                    && run.target.is_some()
                {
                    run.outcome = Outcome::Waiting;
                    take(run);
                }
            }
            None => {}
        }
    }

    /// Whether what starts the clock may still come.
    fn may_start(&self) -> bool {
        let gone = match self.cycle {
            0 => reached_bit(Reached::Reopened),
            _ => reached_bit(Reached::Reported),
        };
        self.record.state().is_open()
            && (self.clock.start.iter()).any(|mask| mask.reached == 0 || mask.reached & !gone != 0)
    }

    /// Whether the run waits for what an imported record's source does not tell: when it was seen,
    /// where it only says that it is no longer new, and what was posted before it came.
    fn is_untold(&self) -> bool {
        if self.run.is_none() || self.cycle > 0 {
            return false;
        }
        let waits_for = |reached: Reached| {
            let ends = self.clock.stop.iter().chain(&self.clock.reset);
            ends.into_iter()
                .any(|mask| mask.reached & reached_bit(reached) != 0)
        };
        let is_seen = self.aspect.reached & reached_bit(Reached::Acknowledged) != 0;
        (self.record.is_past_new && !is_seen && waits_for(Reached::Acknowledged))
            || (self.record.source.is_some() && self.begun == 1 && waits_for(Reached::Updated))
    }

    fn unless_untold(&self, outcome: Outcome) -> Outcome {
        match self.is_untold() {
            true => Outcome::Missing,
            false => outcome,
        }
    }

    /// Whether nothing can stop the clock any more.
    fn is_over(&self) -> bool {
        let later = reached_bit(Reached::Verified) | reached_bit(Reached::Closed);
        match self.record.state() {
            State::Closed | State::Cancelled => true,
            State::Resolved => !self.clock.stop.iter().any(|mask| {
                mask.reached & later != 0 || mask.asks_for_state(state_bit(State::Closed))
            }),
            _ => false,
        }
    }
}

fn state_of(bit: u16) -> Option<State> {
    let mut states = State::ALL.iter().copied();
    states.find(|&state| state_bit(state) == bit)
}
