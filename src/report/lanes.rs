//! The course of a record as a bar on a time axis: which phase it was in from when to when.

use crate::{
    domain::{
        course::Leg,
        record::Record,
        state::{Milestone, State, StateCategory, slugs},
        time::Moment,
        value::Standing,
    },
    report::when,
};

slugs!(
    /// What was going on. Not the state alone: who knew of it, and who had said so.
    Phase {
        /// From the start of the impact to the report.
        Unseen = "unseen", "Impact, nobody knew";
        Waiting = "waiting", "Not acknowledged";
        Working = "working", "Worked on";
        Held = "held", "On hold";
        Mitigated = "mitigated", "Mitigated";
        /// Open, but its source does not tell how it got on.
        Untold = "untold", "Open, course not known";
    }
);

/// A phase from one moment to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub phase: Phase,
    pub from: Moment,
    pub to: Moment,
}

/// Where a bar stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    pub at: Moment,
    /// Resolved, closed or cancelled.
    pub state: State,
}

/// A record's bar. A record that was opened again has several parts, with a gap between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// In order, none of them empty unless it is the only one.
    pub stretches: Vec<Stretch>,
    /// Every time that it ended.
    pub ends: Vec<End>,
}

/// From the first to the last moment of a record's bar: cheap, for deciding which bars to draw.
#[must_use]
pub fn extent(record: &Record, now: Moment) -> (Moment, Moment) {
    let reported = record.reported();
    let began = record.moment(Milestone::ImpactStarted);
    let first = began.map_or(reported, |began| began.min(reported));
    let last = match record.state().is_open() {
        true => now,
        false => record.moment(Milestone::Resolved).unwrap_or(record.since),
    };
    (first, last.max(reported))
}

/// The bar of a record; what is open goes on until `now`.
#[must_use]
pub fn lane(record: &Record, now: Moment) -> Lane {
    let reported = record.reported();
    let mut lane = Lane::default();
    if let Some(began) = record
        .moment(Milestone::ImpactStarted)
        .filter(|began| *began < reported)
    {
        lane.add(Phase::Unseen, began, reported);
    }
    let course = course(record, reported);
    let acknowledged = record
        .milestones
        .get(&(0, Milestone::Acknowledged))
        .copied()
        .or(record.left_new);
    for (place, turn) in course.iter().enumerate() {
        let next = course.get(place + 1);
        let until = next.map_or(now, |next| next.at).max(turn.at);
        if let Some(Standing { state, .. }) = turn.standing
            && !state.is_open()
        {
            let goes_on = place > 0 && is_ended(&course[place - 1]);
            if !goes_on {
                lane.ends.push(End { at: turn.at, state });
            }
            continue;
        }
        let phase = |at: Moment| phase(turn, at, acknowledged);
        match acknowledged.filter(|at| turn.at < *at && *at < until && turn.cycle == 0) {
            Some(at) => {
                lane.add(phase(turn.at), turn.at, at);
                lane.add(phase(at), at, until);
            }
            None => lane.add(phase(turn.at), turn.at, until),
        }
    }
    lane.tidy(reported);
    lane
}

/// A leg, with what people corrected since and the cycle it belongs to.
#[derive(Clone, Copy, Debug)]
struct Turn {
    at: Moment,
    standing: Option<Standing>,
    cycle: u16,
}

fn is_ended(turn: &Turn) -> bool {
    turn.standing
        .is_some_and(|standing| !standing.state.is_open())
}

/// The legs from the report on. Who corrects when it was resolved or mitigated moves the
/// milestone and not the state, so the milestone is where the bar turns.
fn course(record: &Record, reported: Moment) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::with_capacity(record.course.len() + 1);
    let mut cycle = 0;
    for (place, Leg { at, standing }) in record.course.iter().copied().enumerate() {
        let state = standing.map(|standing| standing.state);
        let was_ended = turns.last().is_some_and(is_ended);
        if was_ended && state.is_some_and(State::is_open) {
            cycle += 1;
        }
        let milestone = match state {
            Some(State::Resolved) => Some(Milestone::Resolved),
            Some(State::Mitigated) => Some(Milestone::Mitigated),
            _ => None,
        };
        let told = milestone.and_then(|milestone| record.milestones.get(&(cycle, milestone)));
        let next = record.course.get(place + 1).map(|leg| leg.at);
        let fits = |told: &&Moment| **told >= reported && next.is_none_or(|next| **told <= next);
        let at = told.filter(fits).copied().unwrap_or(at).max(reported);
        // What was mitigated after it had been resolved, on paper, never was.
        while turns
            .last()
            .is_some_and(|last| last.at > at && last.cycle == cycle)
        {
            turns.pop();
        }
        turns.push(Turn {
            at,
            standing,
            cycle,
        });
    }
    if turns.first().is_none_or(|first| first.at > reported) {
        turns.insert(
            0,
            Turn {
                at: reported,
                standing: (record.source.is_none()).then(|| State::New.into()),
                cycle: 0,
            },
        );
    }
    turns
}

fn phase(turn: &Turn, at: Moment, acknowledged: Option<Moment>) -> Phase {
    let is_known = acknowledged.is_some_and(|known| known <= at) || turn.cycle > 0;
    let Some(standing) = turn.standing else {
        return match acknowledged.is_some() && !is_known {
            true => Phase::Waiting,
            false => Phase::Untold,
        };
    };
    match standing.state.category() {
        StateCategory::Hold => Phase::Held,
        StateCategory::Restored => Phase::Mitigated,
        _ if is_known || standing.state == State::Investigating => Phase::Working,
        _ => Phase::Waiting,
    }
}

impl Lane {
    fn add(&mut self, phase: Phase, from: Moment, to: Moment) {
        match self.stretches.last_mut() {
            Some(last) if last.phase == phase && last.to == from => last.to = to,
            _ => self.stretches.push(Stretch { phase, from, to }),
        }
    }

    /// Takes off what lasted no time, and joins what then meets.
    fn tidy(&mut self, reported: Moment) {
        let all = std::mem::take(&mut self.stretches);
        let lasting = all.iter().filter(|stretch| stretch.to > stretch.from);
        for stretch in lasting {
            self.add(stretch.phase, stretch.from, stretch.to);
        }
        if self.stretches.is_empty() {
            let phase = all.last().map_or(Phase::Waiting, |last| last.phase);
            self.add(phase, reported, reported);
        }
    }

    /// From the first to the last moment.
    #[must_use]
    pub fn extent(&self) -> Option<(Moment, Moment)> {
        let first = self.stretches.first()?.from;
        let last = self.stretches.last()?.to;
        let ended = self.ends.last().map_or(last, |end| end.at);
        Some((first, last.max(ended)))
    }

    /// How long each phase took in all (milliseconds), in the order in which they came first.
    #[must_use]
    pub fn totals(&self) -> Vec<(Phase, i64)> {
        let mut totals: Vec<(Phase, i64)> = Vec::new();
        for stretch in &self.stretches {
            let length = stretch.to.since(stretch.from);
            match totals.iter_mut().find(|(phase, _)| *phase == stretch.phase) {
                Some((_, total)) => *total += length,
                None => totals.push((stretch.phase, length)),
            }
        }
        totals
    }

    /// Milliseconds from the first moment to the last end, or to now.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.extent().map_or(0, |(first, last)| last.since(first))
    }

    /// `Impact, nobody knew 6 min, not acknowledged 2 min, worked on 1 h, resolved after 1 h 08`.
    #[must_use]
    pub fn words(&self) -> String {
        let phases = self.totals().into_iter();
        let mut words: Vec<_> = phases
            .map(|(phase, length)| {
                format!(
                    "{} {}",
                    phase.label().to_lowercase(),
                    when::duration(length)
                )
            })
            .collect();
        let after = when::duration(self.total());
        words.push(match (self.ends.last(), self.ends.len()) {
            _ if self.is_open() => format!("open for {after}"),
            (Some(end), _) => format!("{} after {after}", end.state.label().to_lowercase()),
            (None, _) => format!("{after} in all"),
        });
        let mut said = words.join(", ");
        if let Some(first) = said.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        said
    }

    /// Whether the last part has no end.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let last = self.stretches.last().map(|stretch| stretch.to);
        match (last, self.ends.last()) {
            (Some(last), Some(end)) => last > end.at,
            (_, end) => end.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            command::{Command, Move},
            ids::RecordId,
            state::HoldReason,
        },
        report::given::{Given, MINUTE},
    };

    /// Phases in minutes from the report.
    fn minutes(given: &Given, id: RecordId) -> Vec<(Phase, i64, i64)> {
        let record = given.record(id);
        let start = record.reported();
        let minute = |at: Moment| at.since(start) / MINUTE;
        let lane = lane(record, given.now);
        (lane.stretches.iter())
            .map(|stretch| (stretch.phase, minute(stretch.from), minute(stretch.to)))
            .collect()
    }

    #[test]
    fn a_record_runs_through_its_phases() {
        let mut given = Given::new();
        let began = Moment(given.now.0 - 6 * MINUTE);
        let id = given.report_with("East Clinic offline", |report| report.started = Some(began));
        given.wait(2).act(id, Move::Acknowledge);
        given.wait(10).act(id, Move::Hold(HoldReason::Vendor));
        given.wait(5).act(id, Move::Resume);
        given.wait(3).act(id, Move::Mitigate);
        given.wait(4).act(id, Move::Resolve);
        given.wait(60);
        assert_eq!(
            minutes(&given, id),
            [
                (Phase::Unseen, -6, 0),
                (Phase::Waiting, 0, 2),
                (Phase::Working, 2, 12),
                (Phase::Held, 12, 17),
                (Phase::Working, 17, 20),
                (Phase::Mitigated, 20, 24),
            ]
        );
        let lane = lane(given.record(id), given.now);
        assert_eq!(lane.ends.len(), 1);
        assert_eq!(
            lane.words(),
            "Impact, nobody knew 6 min, not acknowledged 2 min, worked on 13 min, on hold 5 min, \
             mitigated 4 min, resolved after 30 min"
        );
        assert_eq!(lane.extent(), Some(extent(given.record(id), given.now)));
    }

    #[test]
    fn what_is_open_goes_on_until_now() {
        let mut given = Given::new();
        let id = given.report("Guest Wi-Fi drops");
        given.wait(30);
        assert_eq!(minutes(&given, id), [(Phase::Waiting, 0, 30)]);
        let lane = lane(given.record(id), given.now);
        assert!(lane.is_open() && lane.ends.is_empty());
        assert_eq!(lane.words(), "Not acknowledged 30 min, open for 30 min");
    }

    #[test]
    fn a_reopened_record_has_a_gap_and_two_ends() {
        let mut given = Given::new();
        let id = given.report("E-mail delayed");
        given.wait(1).act(id, Move::Acknowledge);
        given.wait(9).act(id, Move::Resolve);
        given.wait(5).act(id, Move::Close);
        given.wait(15).act(id, Move::Reopen);
        given.wait(10).act(id, Move::Resolve);
        assert_eq!(
            minutes(&given, id),
            [
                (Phase::Waiting, 0, 1),
                (Phase::Working, 1, 10),
                (Phase::Working, 30, 40)
            ]
        );
        let lane = lane(given.record(id), given.now);
        let states: Vec<_> = lane.ends.iter().map(|end| end.state).collect();
        assert_eq!(states, [State::Resolved, State::Resolved]);
        assert!(!lane.is_open());
    }

    #[test]
    fn a_corrected_resolution_is_where_the_bar_ends() {
        let mut given = Given::new();
        let id = given.report("Portal slow");
        given.wait(1).act(id, Move::Acknowledge);
        given.wait(30).act(id, Move::Resolve);
        let earlier = Moment(given.record(id).reported().0 + 20 * MINUTE);
        given.when(Command::Correct {
            record: id,
            milestone: Milestone::Resolved,
            cycle: 0,
            happened: Some(earlier),
        });
        assert_eq!(
            minutes(&given, id),
            [(Phase::Waiting, 0, 1), (Phase::Working, 1, 20)]
        );
    }

    #[test]
    fn an_end_at_once_is_still_seen() {
        let mut given = Given::new();
        let id = given.report("Solved on the phone");
        given.act(id, Move::Resolve);
        assert_eq!(minutes(&given, id), [(Phase::Waiting, 0, 0)]);
        assert_eq!(lane(given.record(id), given.now).ends.len(), 1);
    }
}
