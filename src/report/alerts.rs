//! What clocks crossed as time passed or the board changed, and when the next of them will:
//! kept in step with the clocks, and one comparison as long as nothing happens.

use std::sync::Arc;

use crate::{
    domain::{
        ids::{ClockId, RecordId},
        record::Record,
        time::Moment,
    },
    report::clocks::Clocks,
    sla::{
        plan::Plan,
        proof,
        run::{Outcome, Run, THRESHOLDS, part_of},
    },
};

/// All of the target, in percent: past it a promise is broken.
pub const ALL: u8 = 100;
const MARKS: [u8; 4] = [THRESHOLDS[0], THRESHOLDS[1], THRESHOLDS[2], ALL];
const NEVER: Moment = Moment(i64::MAX);

/// A clock that reached a part of its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The moment at which it did, by the clock's own hours; late is what comes after all of it.
    pub at: Moment,
    pub percent: u8,
    pub record: RecordId,
    pub clock: ClockId,
    /// What the clock is called.
    pub name: String,
    pub cause: Cause,
}

/// Why a crossing is told now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Time passed.
    Time,
    /// A record came that had crossed it before.
    Arrival,
    /// The record, or what is promised about it, changed.
    Change,
}

/// A clock that began to stand still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    pub record: RecordId,
    pub name: String,
}

/// What happened between two looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// In the order in which it happened.
    pub crossings: Vec<Crossing>,
    pub pauses: Vec<Pause>,
}

/// How far every going run had come when it was looked at last.
#[derive(Clone, Debug)]
pub struct Alerts {
    plan: Option<Arc<Plan>>,
    generation: u64,
    records: Vec<Arc<Record>>,
    held: Vec<Box<[Held]>>,
    /// When each record crosses something next, by its place.
    next: Vec<Moment>,
    soonest: Moment,
    /// Until when all is told.
    seen: Moment,
    late: usize,
}

/// A going run, by what stays the same while it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    clock: ClockId,
    cycle: u16,
    /// The last of the marks that it reached, or 0.
    level: u8,
    is_paused: bool,
}

/// Why a record is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    First,
    Changed,
    Due,
}

impl Alerts {
    /// Alerts that know nothing yet, and take all up to a moment for told.
    #[must_use]
    pub fn since(seen: Moment) -> Self {
        Self {
            plan: None,
            generation: 0,
            records: Vec::new(),
            held: Vec::new(),
            next: Vec::new(),
            soonest: NEVER,
            seen,
            late: 0,
        }
    }

    /// When the next crossing is due; none while nothing runs towards one.
    #[must_use]
    pub fn next(&self) -> Option<Moment> {
        (self.soonest < NEVER).then_some(self.soonest)
    }

    /// How many records have an open promise that is broken.
    #[must_use]
    pub const fn late(&self) -> usize {
        self.late
    }

    /// What happened since the last look. Costs a comparison where nothing did.
    pub fn look(&mut self, clocks: &Clocks, now: Moment) -> News {
        let mut news = News::default();
        // What an empty workspace is filled with at once, a sample or a first file, is told by
        // whoever fills it.
        let is_first = self.records.is_empty();
        let has_changed = self.plan.is_none() || clocks.generation() != self.generation;
        if !has_changed && now < self.soonest {
            self.seen = self.seen.max(now);
            return news;
        }
        let is_planned_anew =
            !(self.plan.as_ref()).is_some_and(|plan| Arc::ptr_eq(plan, clocks.plan()));
        for (place, record) in clocks.records().iter().enumerate() {
            let look = match self.records.get(place) {
                Some(held) if !Arc::ptr_eq(held, record) || is_planned_anew => Look::Changed,
                Some(_) if self.next[place] <= now => Look::Due,
                Some(_) => continue,
                None => Look::First,
            };
            self.look_at(clocks, place, now, (look, is_first), &mut news);
        }
        self.plan = Some(clocks.plan().clone());
        self.generation = clocks.generation();
        self.soonest = self.next.iter().copied().min().unwrap_or(NEVER);
        self.seen = self.seen.max(now);
        (news.crossings).sort_by_key(|it| (it.at, it.record, it.clock, it.percent));
        news
    }

    fn look_at(
        &mut self,
        clocks: &Clocks,
        place: usize,
        now: Moment,
        (look, is_first): (Look, bool),
        news: &mut News,
    ) {
        let (plan, record) = (clocks.plan(), &clocks.records()[place]);
        let before = self.held.get(place).map_or(&[][..], |held| held);
        let mut held = Vec::new();
        let mut next = NEVER;
        for run in clocks.runs(place) {
            if !run.is_going() || run.target.is_none() {
                continue;
            }
            let clock = &plan.clocks[usize::from(run.clock)];
            let is_it = |held: &&Held| held.clock == clock.id && held.cycle == run.cycle;
            let known = before.iter().find(is_it);
            let level = level(plan, run, now);
            let told = match known {
                Some(known) => known.level,
                None if is_first => level_at(plan, record, run, self.seen),
                None => 0,
            };
            if level > told {
                let percents: Vec<u8> = (MARKS.into_iter())
                    .filter(|&mark| mark > told && mark <= level)
                    .collect();
                let cause = |at: Moment| match look {
                    _ if is_first || at > self.seen => Cause::Time,
                    Look::First => Cause::Arrival,
                    Look::Changed => Cause::Change,
                    Look::Due => Cause::Time,
                };
                let crossed = crossings(plan, record, run, &percents);
                news.crossings
                    .extend(crossed.into_iter().map(|(percent, at)| Crossing {
                        at,
                        percent,
                        record: record.id,
                        clock: clock.id,
                        name: clock.name.clone(),
                        cause: cause(at),
                    }));
            }
            let is_paused = run.outcome == Outcome::Paused;
            if is_paused && known.is_some_and(|known| !known.is_paused) {
                news.pauses.push(Pause {
                    record: record.id,
                    name: clock.name.clone(),
                });
            }
            next = next.min(next_crossing(plan, run, level).unwrap_or(NEVER));
            held.push(Held {
                clock: clock.id,
                cycle: run.cycle,
                level,
                is_paused,
            });
        }
        self.keep(place, record.clone(), held.into(), next);
    }

    fn keep(&mut self, place: usize, record: Arc<Record>, held: Box<[Held]>, next: Moment) {
        let is_late = |held: &[Held]| held.iter().any(|held| held.level == ALL);
        self.late += usize::from(is_late(&held));
        match self.held.get_mut(place) {
            None => {
                self.records.push(record);
                self.held.push(held);
                self.next.push(next);
            }
            Some(before) => {
                self.late -= usize::from(is_late(before));
                *before = held;
                self.records[place] = record;
                self.next[place] = next;
            }
        }
    }
}

/// The last mark that a run has reached at a moment; all of a target is reached only by what
/// passes it.
fn level(plan: &Plan, run: &Run, now: Moment) -> u8 {
    let Some(target) = run.target else { return 0 };
    let elapsed = run.elapsed(plan, now);
    let is_reached = |mark: &u8| match *mark {
        ALL => elapsed > target,
        mark => elapsed >= part_of(target, mark),
    };
    MARKS.into_iter().rfind(is_reached).unwrap_or(0)
}

/// The same at an earlier moment than the log's.
fn level_at(plan: &Plan, record: &Record, run: &Run, then: Moment) -> u8 {
    if run.mark <= then {
        return level(plan, run, then);
    }
    let crossed = proof::crossings(plan, record, run, &MARKS).into_iter();
    let crossed = crossed.filter(|&(mark, at)| at < then || at == then && mark < ALL);
    crossed.map(|(mark, _)| mark).max().unwrap_or(0)
}

/// When a run reached these marks. Only what lies before its present stretch needs all of them.
fn crossings(plan: &Plan, record: &Record, run: &Run, marks: &[u8]) -> Vec<(u8, Moment)> {
    let here = marks
        .iter()
        .map(|&mark| Some((mark, run.reaches(plan, mark)?)));
    let here: Option<Vec<_>> = here.collect();
    here.unwrap_or_else(|| proof::crossings(plan, record, run, marks))
}

/// When a run at a level reaches the next one if nothing pauses it.
fn next_crossing(plan: &Plan, run: &Run, level: u8) -> Option<Moment> {
    match MARKS.into_iter().find(|&mark| mark > level)? {
        ALL => run.breaks(plan),
        mark => run.reaches(plan, mark),
    }
}

#[cfg(test)]
mod tests;
