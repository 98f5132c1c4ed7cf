//! What was told already, kept on this device: so that neither a reload nor a second tab tells
//! it again.

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        ids::{ClockId, RecordId},
        time::Moment,
    },
    report::alerts::{Cause, Crossing},
};

/// So many are kept; what is older is in the records' own clocks.
const MOST: usize = 100;

/// A crossing that was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fired {
    pub at: Moment,
    pub percent: u8,
    pub record: RecordId,
    pub clock: ClockId,
    pub name: String,
    pub how: How,
    #[serde(default)]
    pub is_read: bool,
}

/// How it came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    Time,
    /// While the page was closed, or the computer slept.
    Away,
    /// With a record that came late.
    Arrival,
    /// With a change of the record or of what is promised.
    Change,
}

impl Fired {
    /// What a crossing is told as.
    #[must_use]
    pub fn of(crossing: Crossing, was_away: bool) -> Self {
        Self {
            at: crossing.at.readable(),
            percent: crossing.percent,
            record: crossing.record,
            clock: crossing.clock,
            name: crossing.name,
            how: match crossing.cause {
                Cause::Time if was_away => How::Away,
                Cause::Time => How::Time,
                Cause::Arrival => How::Arrival,
                Cause::Change => How::Change,
            },
            is_read: false,
        }
    }

    /// Whether both tell of one crossing.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (self.record, self.clock, self.percent, self.at)
            == (other.record, other.clock, other.percent, other.at)
    }
}

/// What this device remembers of a workspace's alerts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// When somebody had the page open last.
    pub seen: Moment,
    /// The newest last.
    pub fired: Vec<Fired>,
}

/// Adds what is not listed yet, and returns that.
pub fn add(listed: &mut Vec<Fired>, fired: Vec<Fired>) -> Vec<Fired> {
    let is_new = |it: &Fired| !listed.iter().any(|held| held.is_same(it));
    let fresh: Vec<Fired> = fired.into_iter().filter(is_new).collect();
    listed.extend(fresh.iter().cloned());
    let over = listed.len().saturating_sub(MOST);
    listed.drain(..over);
    fresh
}

/// Adds what another list has, and takes for read what was read in either.
pub fn join(listed: &mut Vec<Fired>, other: Vec<Fired>) {
    let own = std::mem::replace(listed, other);
    for it in &own {
        if let Some(held) = listed.iter_mut().find(|held| held.is_same(it)) {
            held.is_read |= it.is_read;
        }
    }
    add(listed, own);
}

/// Of several marks that one clock crossed at once, the last says all.
#[must_use]
pub fn furthest(fired: &[Fired]) -> Vec<&Fired> {
    let mut kept: Vec<&Fired> = Vec::new();
    for it in fired {
        let before =
            (kept.iter()).position(|held| (held.record, held.clock) == (it.record, it.clock));
        match before {
            Some(place) if kept[place].percent < it.percent => {
                kept.remove(place);
                kept.push(it);
            }
            Some(_) => {}
            None => kept.push(it),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fired(record: u8, percent: u8, at: i64) -> Fired {
        Fired {
            at: Moment(at),
            percent,
            record: RecordId([record; 16]),
            clock: ClockId::built_in(1),
            name: "Acknowledge".to_owned(),
            how: How::Time,
            is_read: false,
        }
    }

    #[test]
    fn what_another_tab_told_is_not_told_again() {
        let mut listed = Vec::new();
        let first = add(&mut listed, vec![fired(1, 75, 5)]);
        assert_eq!(first, [fired(1, 75, 5)]);
        let both = vec![fired(1, 75, 5), fired(1, 100, 9)];
        assert_eq!(add(&mut listed, both), [fired(1, 100, 9)]);
    }

    #[test]
    fn two_lists_become_one_in_which_nothing_read_is_new_again() {
        let read = |mut it: Fired| {
            it.is_read = true;
            it
        };
        let mut own = vec![fired(1, 50, 1), read(fired(1, 75, 2)), fired(2, 50, 4)];
        join(&mut own, vec![read(fired(1, 50, 1)), fired(1, 75, 2)]);
        assert_eq!(
            own,
            [
                read(fired(1, 50, 1)),
                read(fired(1, 75, 2)),
                fired(2, 50, 4)
            ]
        );
    }

    #[test]
    fn the_oldest_go_first() {
        let mut listed = Vec::new();
        let all: Vec<_> = (0..150).map(|at| fired(1, 50, at)).collect();
        add(&mut listed, all);
        assert_eq!((listed.len(), listed[0].at), (MOST, Moment(50)));
    }

    #[test]
    fn the_last_mark_of_a_clock_says_all() {
        let all = [fired(1, 75, 1), fired(2, 75, 2), fired(1, 100, 3)];
        assert_eq!(furthest(&all), [&all[1], &all[2]]);
    }
}
