//! A record's life as clocks see it: what is true from which moment on.

use crate::{
    domain::{ids::TeamId, policy::Reached, record::Record, state::Milestone, time::Moment},
    sla::plan::{Aspect, Plan, hold_bit, priority_bit, reached_bit, severity_bit, state_bit},
};

/// A record's life as clocks see it. Kept from record to record, so that a walk allocates little.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    changes: Vec<(Moment, Change)>,
    points: Vec<Point>,
}

/// A moment at which something changed, and what is true from then on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub at: Moment,
    pub aspect: Aspect,
    /// The turn of that place in the record's trail, or [`NO_TURN`].
    pub turn: u16,
}

/// What changes at a moment.
#[derive(Clone, Copy, Debug)]
enum Change {
    Reached(Reached),
    /// In bits; none for a state of which nothing is known.
    State(u16, u8),
    Priority(u8),
    Severity(u8),
    Team(Option<TeamId>),
    /// The turn of that place in the record's trail.
    Turn(u16),
}

/// What counts at its moment only: the clock that waits for it starts again then.
const MOMENTARY: u16 = reached_bit(Reached::Updated) | reached_bit(Reached::HandedOver);

/// Marks a point at which nobody turned a clock by hand.
pub(super) const NO_TURN: u16 = u16::MAX;

impl Chart {
    /// Lists what is true from which moment on, in one cycle.
    pub(super) fn draw(&mut self, plan: &Plan, record: &Record, cycle: u16) {
        let opened = opened(record, cycle);
        let trail = &record.trail;
        self.changes.clear();
        self.milestones(record, cycle, opened);
        let mut aspect = self.values(plan, record);
        let updates = trail
            .updates
            .iter()
            .filter(|&&at| cycle == 0 || at >= opened);
        (self.changes).extend(updates.map(|&at| (at, Change::Reached(Reached::Updated))));
        let turns = (0_u16..NO_TURN).zip(&trail.turns);
        let turns = turns.filter(|(_, turn)| turn.cycle == cycle);
        (self.changes).extend(turns.map(|(place, turn)| (turn.at, Change::Turn(place))));
        if cycle > 0 {
            // A cycle finds what came before it as it stands, and at its beginning.
            for (at, _) in &mut self.changes {
                *at = opened.max(*at);
            }
        }
        if let Some(until) = opened_after(record, cycle) {
            self.changes.retain(|(at, _)| *at < until);
        }
        // Stable: what the record tells in an order keeps it.
        self.changes.sort_by_key(|&(at, _)| at);
        self.points.clear();
        for &(at, change) in &self.changes {
            aspect.reached &= !MOMENTARY;
            let turn = aspect.take(change);
            // A cycle finds its team as it stands.
            if cycle > 0 && at == opened {
                aspect.reached &= !reached_bit(Reached::HandedOver);
            }
            match self.points.last_mut() {
                Some(last) if last.at == at && last.turn == NO_TURN && turn == NO_TURN => {
                    let momentary = last.aspect.reached & MOMENTARY;
                    last.aspect = aspect;
                    last.aspect.reached |= momentary;
                }
                _ => self.points.push(Point { at, aspect, turn }),
            }
        }
    }

    /// The moments at which something changes, in order.
    pub(super) fn points(&self) -> &[Point] {
        &self.points
    }

    /// What the record is and was first; the changes of its values are listed.
    fn values(&mut self, plan: &Plan, record: &Record) -> Aspect {
        let trail = &record.trail;
        let legs = if trail.legs.is_empty() {
            &record.course
        } else {
            &trail.legs
        };
        let changes = &mut self.changes;
        changes.extend(legs.iter().map(|leg| {
            let standing = leg.standing;
            let state = standing.map_or(0, |it| state_bit(it.state));
            let hold = hold_bit(standing.and_then(|it| it.hold));
            (leg.at, Change::State(state, hold))
        }));
        let mut aspect = plan.nature(record);
        if let Some((first, later)) = trail.priorities.split_first() {
            aspect.priority = priority_bit(first.1);
            changes.extend(
                later
                    .iter()
                    .map(|&(at, it)| (at, Change::Priority(priority_bit(it)))),
            );
        }
        if let Some((first, later)) = trail.severities.split_first() {
            aspect.severity = severity_bit(first.1);
            changes.extend(
                later
                    .iter()
                    .map(|&(at, it)| (at, Change::Severity(severity_bit(it)))),
            );
        }
        if let Some((first, later)) = trail.teams.split_first() {
            aspect.team = first.1;
            aspect.last_team = first.1;
            changes.extend(later.iter().map(|&(at, it)| (at, Change::Team(it))));
        }
        aspect
    }

    fn milestones(&mut self, record: &Record, cycle: u16, opened: Moment) {
        let mut reach = |reached, at| self.changes.push((at, Change::Reached(reached)));
        let of = |milestone| record.milestones.get(&(cycle, milestone)).copied();
        reach(Reached::Opened, opened);
        let is_first = cycle == 0;
        reach(
            if is_first {
                Reached::Reported
            } else {
                Reached::Reopened
            },
            opened,
        );
        let began = of(Milestone::ImpactStarted).filter(|_| is_first);
        reach(Reached::ImpactStarted, began.unwrap_or(opened));
        let left_new = record.left_new.filter(|_| is_first);
        let acknowledged = of(Milestone::Acknowledged).or(left_new);
        for (reached, at) in [
            (Reached::Acknowledged, acknowledged),
            (Reached::Assigned, of(Milestone::Assigned)),
            (Reached::Mitigated, of(Milestone::Mitigated)),
            (Reached::Resolved, of(Milestone::Resolved)),
            (Reached::Verified, of(Milestone::Verified)),
            (Reached::Closed, of(Milestone::Closed)),
        ] {
            if let Some(at) = at {
                reach(reached, at);
            }
        }
    }
}

/// When a cycle began.
pub(super) fn opened(record: &Record, cycle: u16) -> Moment {
    let reopened = usize::from(cycle).checked_sub(1);
    let reopened = reopened.and_then(|place| record.trail.reopened.get(place));
    reopened.copied().unwrap_or_else(|| record.reported())
}

/// When the next one began.
fn opened_after(record: &Record, cycle: u16) -> Option<Moment> {
    record.trail.reopened.get(usize::from(cycle)).copied()
}

impl Aspect {
    fn take(&mut self, change: Change) -> u16 {
        match change {
            Change::Reached(reached) => self.reached |= reached_bit(reached),
            Change::State(state, hold) => (self.state, self.hold) = (state, hold),
            Change::Priority(bit) => self.priority = bit,
            Change::Severity(bit) => self.severity = bit,
            Change::Team(team) => {
                if team.is_some() && self.last_team.is_some_and(|last| Some(last) != team) {
                    self.reached |= reached_bit(Reached::HandedOver);
                }
                self.team = team;
                self.last_team = team.or(self.last_team);
            }
            Change::Turn(place) => return place,
        }
        NO_TURN
    }
}
