//! Every version of a team's terms there was: what it changed, who adopted it and why.

use crate::{
    domain::{
        board::Board,
        calendar::Calendar,
        event::{Event, Subject},
        fact::Fact,
        ids::PersonId,
        time::Moment,
    },
    report::policy::{Terms, differences},
};

/// Terms as they were adopted. The first of all are built in: nobody adopted them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub at: Option<Moment>,
    pub by: Option<PersonId>,
    /// Why.
    pub note: Option<String>,
    pub terms: Terms,
    /// What differs from the version before, as sentences.
    pub changes: Vec<String>,
    /// Whether they are those that count now.
    pub counts: bool,
}

/// The versions, the newest first. Settings that were stored in one go are one version.
#[must_use]
pub fn versions(board: &Board) -> Vec<Version> {
    let mut versions = vec![Version {
        at: None,
        by: None,
        note: None,
        terms: Terms::built_in(),
        changes: Vec::new(),
        counts: false,
    }];
    let ledger = board.ledger(Subject::Workspace);
    // Of workspaces that were taken in, calendars count here too; all but those that every log knows.
    let counts = |event: &&std::sync::Arc<Event>| match event.fact() {
        Some(Fact::CalendarDefined(calendar)) => {
            event.head.ws == board.ws || !Calendar::is_built_in(calendar.id)
        }
        Some(Fact::MatrixDefined(matrix)) => event.head.ws == board.ws && matrix.is_whole(),
        _ => event.head.ws == board.ws,
    };
    let mut before: Option<&Event> = None;
    for event in ledger.counting().filter(counts) {
        let mut terms = versions[versions.len() - 1].terms.clone();
        let mut note = None;
        match event.fact() {
            Some(Fact::CalendarDefined(calendar)) => {
                terms.calendars.insert(calendar.id, calendar.clone());
            }
            Some(Fact::MatrixDefined(matrix)) => terms.matrix = matrix.clone(),
            Some(Fact::PolicyDefined(policy)) => {
                terms.policy = policy.clone();
                note = terms.policy.note.take();
            }
            _ => continue,
        }
        if before.is_none_or(|before| !is_one_action(before, event)) {
            versions.push(Version {
                at: Some(event.head.wall),
                by: event.head.by,
                note: None,
                terms: terms.clone(),
                changes: Vec::new(),
                counts: false,
            });
        }
        if let Some(version) = versions.last_mut() {
            version.terms = terms;
            version.note = note.or(version.note.take());
        }
        before = Some(event);
    }
    for place in 1..versions.len() {
        let [old, new] = [&versions[place - 1], &versions[place]].map(|version| &version.terms);
        versions[place].changes = differences(board, old, new);
    }
    let counting = Terms::of(&board.settings);
    if let Some(version) = (versions.iter_mut().rev()).find(|version| version.terms == counting) {
        version.counts = true;
    }
    versions.reverse();
    versions
}

/// What one action wrote carries one time of its writer's clock.
fn is_one_action(before: &Event, event: &Event) -> bool {
    let (before, event) = (&before.head, &event.head);
    (before.replica, before.wall, before.by) == (event.replica, event.wall, event.by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            command::Command,
            policy::{Policy, PolicyPreset},
            priority::Preset,
        },
        report::given::{ANA, Given},
    };

    fn ward() -> Calendar {
        let [_, business] = Calendar::built_in();
        Calendar {
            id: crate::domain::ids::CalendarId([7; 16]),
            name: "Ward".to_owned(),
            ..business
        }
    }

    fn changes(given: &Given) -> Vec<Vec<String>> {
        let all = versions(given.board());
        all.into_iter().map(|version| version.changes).collect()
    }

    #[test]
    fn a_calendar_or_a_matrix_alone_is_a_version_too() {
        let mut given = Given::new();
        given.when(Command::DefineCalendar(ward()));
        given.wait(1);
        given.when(Command::DefineMatrix(Preset::Glpi.matrix()));
        given.wait(1);
        let mut later = ward();
        later.hours.remove(&crate::domain::calendar::Weekday::Mon);
        given.when(Command::DefineCalendar(later));
        assert_eq!(
            changes(&given),
            [
                vec!["Ward, Monday: 09:00–17:00 → free"],
                vec!["The priority matrix is GLPI 5 × 5 instead of Sitrep 5 × 5"],
                vec!["The calendar Ward is new"],
                vec![],
            ]
        );
        let all = versions(given.board());
        assert!(all[0].counts && !all[1].counts);
        assert_eq!(all[0].by, Some(ANA));
        assert_eq!(all[3].terms, Terms::built_in());
    }

    #[test]
    fn what_is_adopted_in_one_go_is_one_version_with_its_note() {
        let mut given = Given::new();
        let mut policy = PolicyPreset::Itil.policy();
        policy.clocks[2].calendar = ward().id;
        given.when(Command::All(vec![
            Command::DefineCalendar(ward()),
            Command::DefinePolicy(Policy {
                note: Some("The ward sleeps".to_owned()),
                ..policy
            }),
        ]));
        let all = versions(given.board());
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].note.as_deref(), Some("The ward sleeps"));
        assert_eq!(
            all[0].changes,
            [
                "Resolve counts by Ward instead of Around the clock",
                "The calendar Ward is new"
            ]
        );
    }

    #[test]
    fn a_version_that_is_taken_up_again_counts_and_loses_no_calendar() {
        let mut given = Given::new();
        let mut sleepy = ward();
        given.when(Command::DefineCalendar(sleepy.clone()));
        given.wait(1);
        sleepy.zone = "Europe/Berlin".to_owned();
        given.when(Command::DefineCalendar(sleepy));
        let old = versions(given.board())[1].terms.clone();
        let mut terms = Terms::of(&given.board().settings);
        terms.take_up(&old);
        assert_eq!(terms, old);
        terms.take_up(&Terms::built_in());
        assert!(terms.calendars.contains_key(&ward().id));
    }
}
