//! Deadlines: what is promised next, over all records, and all that is promised for a calendar
//! file.

use std::collections::BTreeSet;

use crate::{
    domain::{
        ids::{ClockId, PersonId, RecordId, TeamId},
        record::Record,
        time::Moment,
    },
    report::clocks::Clocks,
    sla::{plan::Plan, run::AT_RISK, run::Run},
};

/// A promise that somebody still has to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub record: RecordId,
    pub clock: ClockId,
    pub cycle: u16,
    /// What the clock is called.
    pub name: String,
    pub due: Moment,
    /// When it is at risk, if nothing pauses it; none once that is behind it for other reasons.
    pub at_risk: Option<Moment>,
}

/// Whose deadlines are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whose {
    Everybodys,
    Of(PersonId),
    /// Those of a team's records, whoever of it has them.
    OfTeam(TeamId),
}

impl Whose {
    /// Whether a record is theirs.
    #[must_use]
    pub fn holds(self, record: &Record) -> bool {
        match self {
            Self::Everybodys => true,
            Self::Of(person) => record.owner == Some(person),
            Self::OfTeam(team) => record.team == Some(team),
        }
    }
}

/// What is shown of all deadlines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coming {
    /// In the order in which they are due; what is late leads.
    pub shown: Vec<Deadline>,
    /// Late ones beside those shown.
    pub more_late: usize,
    /// When the next of those to come is due.
    pub until: Option<Moment>,
}

/// The next deadlines: at most so many, and of those no more than `late` that were missed, the
/// last of them, so that what was forgotten long ago does not hide what can still be kept.
#[must_use]
pub fn coming(clocks: &Clocks, now: Moment, most: usize, late: usize) -> Coming {
    let mut missed: Vec<(Moment, usize, &Run)> = Vec::new();
    let mut ahead = Vec::new();
    let mut unbroken: Vec<(Moment, usize)> = Vec::new();
    for (place, &first) in clocks.dues().iter().enumerate() {
        if first < now {
            of_record(clocks, place, |run, due| {
                let list = if due < now { &mut missed } else { &mut ahead };
                list.push((due, place, run));
            });
        } else if first <= Moment::LAST {
            unbroken.push((first, place));
        }
    }
    // The next few deadlines are of the records whose first ones are the next few.
    if unbroken.len() > most && most > 0 {
        unbroken.select_nth_unstable(most - 1);
        unbroken.truncate(most);
    }
    for (_, place) in unbroken {
        of_record(clocks, place, |run, due| ahead.push((due, place, run)));
    }
    let key = |&(due, place, run): &(Moment, usize, &Run)| (due, place, run.clock);
    missed.sort_unstable_by_key(|it| std::cmp::Reverse(key(it)));
    ahead.sort_unstable_by_key(key);
    let kept = missed.len().min(late.max(most.saturating_sub(ahead.len())));
    let more_late = missed.len() - kept;
    missed.truncate(kept);
    missed.reverse();
    let until = ahead.first().map(|(due, ..)| *due);
    let shown = missed.iter().chain(&ahead).take(most);
    Coming {
        shown: shown
            .map(|&(due, place, run)| deadline(clocks, place, run, due))
            .collect(),
        more_late,
        until,
    }
}

/// Everything that is open and due at some moment, in that order.
#[must_use]
pub fn open(clocks: &Clocks, whose: Whose) -> Vec<Deadline> {
    let mut found = Vec::new();
    for (place, record) in clocks.records().iter().enumerate() {
        if whose.holds(record) {
            of_record(clocks, place, |run, due| {
                found.push(deadline(clocks, place, run, due));
            });
        }
    }
    found.sort_by_key(|it| (it.due, it.record, it.clock));
    found
}

/// The people and teams who have something open with a deadline.
#[must_use]
pub fn holders(clocks: &Clocks) -> (BTreeSet<PersonId>, BTreeSet<TeamId>) {
    let timed = clocks.records().iter().zip(clocks.dues());
    let timed = timed.filter(|(_, due)| **due <= Moment::LAST);
    let (mut people, mut teams) = (BTreeSet::new(), BTreeSet::new());
    for (record, _) in timed {
        people.extend(record.owner);
        teams.extend(record.team);
    }
    (people, teams)
}

/// Every going run of a record with a target that is due at some moment.
fn of_record<'a>(clocks: &'a Clocks, place: usize, mut with: impl FnMut(&'a Run, Moment)) {
    for run in clocks.runs(place) {
        if let Some(due) = due(clocks.plan(), run) {
            with(run, due);
        }
    }
}

fn due(plan: &Plan, run: &Run) -> Option<Moment> {
    (run.is_going() && run.target.is_some())
        .then(|| run.due(plan))
        .flatten()
}

fn deadline(clocks: &Clocks, place: usize, run: &Run, due: Moment) -> Deadline {
    let plan = clocks.plan();
    let clock = &plan.clocks[usize::from(run.clock)];
    Deadline {
        record: clocks.records()[place].id,
        clock: clock.id,
        cycle: run.cycle,
        name: clock.name.clone(),
        due,
        at_risk: run.reaches(plan, AT_RISK),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::given::{ANA, Given, HOUR, NOW};

    fn clocks(given: &Given, now: Moment) -> Clocks {
        let mut clocks = Clocks::default();
        clocks.update(given.board(), now);
        clocks
    }

    #[test]
    fn the_last_missed_lead_and_what_can_still_be_kept_has_most_of_the_room() {
        let mut given = Given::new();
        // Eight of a day ago: P1 is due after 15 minutes and after 4 hours.
        for number in 0..8 {
            given.report_p(&format!("Old {number}"), 1);
        }
        given.now = NOW;
        let fresh = given.report_p("Fresh", 2);
        given.report_p("As fresh", 3);
        given.report_p("Fresh and calm", 4);
        let coming = coming(&clocks(&given, NOW), NOW, 6, 2);
        assert_eq!(coming.shown.len(), 6);
        assert!(coming.shown[1].due < NOW && coming.shown[2].due >= NOW);
        assert!(coming.shown.is_sorted_by_key(|it| it.due));
        assert_eq!(coming.until, Some(coming.shown[2].due));
        let first = coming.shown.iter().find(|it| it.due > NOW).unwrap();
        assert_eq!(first.record, fresh);
        let runs = clocks(&given, NOW);
        let all = open(&runs, Whose::Everybodys).len();
        let ahead = open(&runs, Whose::Everybodys);
        let missed = ahead.iter().filter(|it| it.due < NOW).count();
        assert_eq!(missed, 2 + coming.more_late);
        assert!(all > 6);
    }

    #[test]
    fn everybodys_are_all_and_somebodys_are_those_they_own() {
        let mut given = Given::new();
        given.now = NOW;
        let (mine, other) = (given.report_p("Mine", 1), given.report_p("Nobody's", 1));
        given.act(mine, crate::domain::command::Move::Take);
        let held = clocks(&given, Moment(NOW.0 + HOUR));
        let of = |whose| -> Vec<RecordId> {
            let mut ids: Vec<_> = (open(&held, whose).iter()).map(|it| it.record).collect();
            ids.dedup();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        assert_eq!(of(Whose::Of(ANA)), [mine]);
        let mut both = [mine, other];
        both.sort_unstable();
        assert_eq!(of(Whose::Everybodys), both);
        assert_eq!(holders(&held), ([ANA].into(), [].into()));
    }
}
