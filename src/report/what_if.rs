//! What another policy would have meant: compliance before and after, and the records whose
//! verdict changes. Nothing is adopted here.

use crate::{
    domain::{
        board::Board,
        ids::{ClockId, RecordId},
        priority::{Matrix, Scale},
        record::Record,
        state::RecordKind,
        time::Moment,
    },
    report::{clocks::Clocks, period::Span, policy::Terms},
    sla::{
        chart::Chart,
        plan::Plan,
        run::{Run, Status},
        walk,
    },
};

/// How many promises were kept and broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub met: usize,
    pub breached: usize,
    /// Open and not late yet.
    pub running: usize,
}

impl Kept {
    /// Met of met and breached; nothing of nothing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    pub fn share(self) -> Option<f64> {
        let of = self.met + self.breached;
        (of > 0).then(|| self.met as f64 / of as f64)
    }
}

/// A clock before and after, over one stretch of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    pub name: String,
    /// Whether only one of the two policies has it.
    pub is_new: bool,
    pub is_gone: bool,
    /// Over the stretch that was asked for, and over all time.
    pub recent: (Kept, Kept),
    pub all: (Kept, Kept),
}

/// A record whose verdict changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub record: RecordId,
    pub clock: ClockId,
    pub before: Option<Status>,
    pub after: Option<Status>,
}

/// What the trial comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIf {
    pub clocks: Vec<Compared>,
    /// In the order of the board.
    pub changed: Vec<Changed>,
    /// Records whose priority another matrix changes.
    pub reprioritised: usize,
}

/// Compares the policy that counts with one that is tried. `recent` is the stretch, by when
/// records were reported, that is shown beside all of time. Drills and void records are left out.
#[must_use]
pub fn what_if(board: &Board, clocks: &Clocks, trial: &Terms, recent: Span, now: Moment) -> WhatIf {
    let (from, to) = extent(board, now);
    let calendars = trial.calendars.values();
    let plan = Plan::tried(&board.settings, &trial.policy, calendars, from, to);
    let before = clocks.plan();
    let mut sheet = Sheet::new(before, &plan);
    let mut chart = Chart::default();
    let judged_anew = trial.matrix != board.settings.matrix;
    let mut runs = Vec::new();
    for (place, record) in board.records().iter().enumerate() {
        let is_void = record.state() == crate::domain::state::State::Cancelled;
        if record.kind == RecordKind::Drill || is_void {
            continue;
        }
        let rated = judged_anew
            .then(|| rated_by(board, record, &trial.matrix))
            .flatten();
        sheet.found.reprioritised += usize::from(rated.is_some());
        runs.clear();
        let record = rated.as_ref().unwrap_or(record);
        walk::each(
            &plan,
            record,
            &mut chart,
            &mut |run| runs.push(run),
            &mut |_| {},
        );
        let is_recent = recent.contains(record.reported());
        sheet.take(
            record.id,
            (before, clocks.runs(place)),
            (&plan, &runs),
            is_recent,
            now,
        );
    }
    sheet.found
}

/// From the first report to a year ahead.
fn extent(board: &Board, now: Moment) -> (Moment, Moment) {
    let first = board.records().iter().map(|record| record.reported()).min();
    (
        first.unwrap_or(now).min(now),
        Moment(now.0.saturating_add(400 * 86_400_000)),
    )
}

/// The record as another matrix rates it; nothing where that changes nothing. Only what the
/// workspace's own matrix rated, and nobody overrode, is rated anew.
fn rated_by(board: &Board, record: &Record, matrix: &Matrix) -> Option<Record> {
    let assessment = record.assessment.as_ref()?;
    let is_ours =
        assessment.scale == board.settings.scale || matches!(assessment.scale, Scale::Preset(_));
    if !is_ours || assessment.impact == 0 || assessment.reason.is_some() {
        return None;
    }
    let priority = matrix.priority(assessment.impact, assessment.urgency)?;
    if priority == assessment.priority {
        return None;
    }
    let mut rated = record.clone();
    rated.trail.priorities.clear();
    if let Some(assessment) = &mut rated.assessment {
        assessment.priority = priority;
    }
    Some(rated)
}

/// The comparison as it is filled, record by record.
struct Sheet {
    found: WhatIf,
    ids: Vec<ClockId>,
}

type Runs<'a> = (&'a Plan, &'a [Run]);

impl Sheet {
    fn new(before: &Plan, after: &Plan) -> Self {
        let mut ids: Vec<ClockId> = after.clocks.iter().map(|clock| clock.id).collect();
        for clock in &before.clocks {
            if !ids.contains(&clock.id) {
                ids.push(clock.id);
            }
        }
        let named = |plan: &Plan, id: ClockId| {
            let clock = plan.clocks.iter().find(|clock| clock.id == id);
            clock.map(|clock| clock.name.clone())
        };
        let compared = ids.iter().map(|&id| {
            let (old, new) = (named(before, id), named(after, id));
            Compared {
                is_new: old.is_none(),
                is_gone: new.is_none(),
                name: new.or(old).unwrap_or_default(),
                ..Compared::default()
            }
        });
        Self {
            found: WhatIf {
                clocks: compared.collect(),
                ..WhatIf::default()
            },
            ids,
        }
    }

    fn take(
        &mut self,
        record: RecordId,
        before: Runs<'_>,
        after: Runs<'_>,
        recent: bool,
        now: Moment,
    ) {
        for (place, &id) in self.ids.iter().enumerate() {
            let (old, new) = (verdict(before, id, now), verdict(after, id, now));
            let compared = &mut self.found.clocks[place];
            compared.all.0.add(&old);
            compared.all.1.add(&new);
            if recent {
                compared.recent.0.add(&old);
                compared.recent.1.add(&new);
            }
            let (before, after) = (last(&old), last(&new));
            if before != after {
                self.found.changed.push(Changed {
                    record,
                    clock: id,
                    before,
                    after,
                });
            }
        }
    }
}

/// What the runs of a clock came to, in order.
fn verdict((plan, runs): Runs<'_>, id: ClockId, now: Moment) -> Vec<Status> {
    let of_clock = runs
        .iter()
        .filter(|run| plan.clocks[usize::from(run.clock)].id == id);
    of_clock.map(|run| run.read(plan, now).status).collect()
}

/// The verdict that a list shows: broken if any was, else the last.
fn last(statuses: &[Status]) -> Option<Status> {
    let broken = statuses.iter().copied().find(|status| status.is_breached());
    let counts = |status: &Status| !matches!(status, Status::NotApplicable | Status::NotStarted);
    broken
        .map(|_| Status::Breached)
        .or_else(|| statuses.iter().copied().rfind(counts))
}

impl Kept {
    fn add(&mut self, statuses: &[Status]) {
        for status in statuses {
            match status {
                Status::Met => self.met += 1,
                Status::Breached | Status::Late => self.breached += 1,
                Status::Running | Status::Paused => self.running += 1,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{command::Move, policy::Promise, priority::Preset},
        report::given::{Given, HOUR, NOW},
    };

    fn trial(board: &Board) -> Terms {
        Terms::of(&board.settings)
    }

    fn tried(given: &Given, trial: &Terms) -> WhatIf {
        let mut clocks = Clocks::default();
        clocks.update(given.board(), NOW);
        what_if(given.board(), &clocks, trial, Span::ALL, NOW)
    }

    /// One P1 resolved in three hours, one in five; both acknowledged at once.
    fn given() -> Given {
        let mut given = Given::new();
        for hours in [3, 5] {
            let id = given.report_p("WAN down", 1);
            given.act(id, Move::Take);
            given.wait(hours * 60).act(id, Move::Resolve);
        }
        given
    }

    #[test]
    fn the_same_policy_changes_nothing() {
        let given = given();
        let found = tried(&given, &trial(given.board()));
        assert_eq!(found.changed, []);
        let resolve = found.clocks.iter().find(|it| it.name == "Resolve").unwrap();
        assert_eq!(resolve.all.0, resolve.all.1);
        assert_eq!((resolve.all.0.met, resolve.all.0.breached), (1, 1));
        assert_eq!(resolve.all.0.share(), Some(0.5));
    }

    #[test]
    fn another_target_moves_the_records_between() {
        let given = given();
        let mut trial = trial(given.board());
        let resolve = trial
            .policy
            .clocks
            .iter_mut()
            .find(|it| it.promise == Promise::Resolve);
        resolve.unwrap().rules[0].target = Some(6 * HOUR.cast_unsigned());
        let found = tried(&given, &trial);
        assert_eq!(found.changed.len(), 1);
        let changed = &found.changed[0];
        assert_eq!(
            (changed.before, changed.after),
            (Some(Status::Breached), Some(Status::Met))
        );
        let resolve = found.clocks.iter().find(|it| it.name == "Resolve").unwrap();
        assert_eq!(resolve.all.1.share(), Some(1.0));
    }

    #[test]
    fn a_clock_that_goes_and_one_that_comes_are_said() {
        let given = given();
        let mut trial = trial(given.board());
        trial
            .policy
            .clocks
            .retain(|it| it.promise != Promise::Acknowledge);
        let mut added = trial.policy.clocks[0].clone();
        added.id = ClockId([9; 16]);
        "Second".clone_into(&mut added.name);
        trial.policy.clocks.push(added);
        let found = tried(&given, &trial);
        let named = |name: &str| found.clocks.iter().find(|it| it.name == name).unwrap();
        assert!(named("Acknowledge").is_gone && named("Second").is_new);
    }

    #[test]
    fn another_matrix_rates_what_nobody_overrode() {
        let given = given();
        let mut trial = trial(given.board());
        trial.matrix = Preset::Glpi.matrix();
        assert_eq!(tried(&given, &trial).reprioritised, 0, "both say P1");
        trial.matrix.cells[0][0] = crate::domain::priority::Priority::P2;
        let found = tried(&given, &trial);
        assert_eq!(found.reprioritised, 2);
        let resolve = ClockId::built_in(Promise::Resolve as u16 + 1);
        let changed = found.changed.iter().filter(|it| it.clock == resolve);
        assert_eq!(changed.count(), 1, "five hours are in time for a P2");
    }
}
