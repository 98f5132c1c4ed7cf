//! The conditions of a policy in words: `kind is incident, priority is P1 or P2`.

use std::collections::BTreeSet;

use crate::{
    domain::{board::Board, policy::When},
    report::names,
};

/// What has to hold, all of it; `always` where nothing is asked for.
#[must_use]
pub fn words(board: &Board, when: &When) -> String {
    let category = |id: &_| names::category(board, *id).to_owned();
    let service = |id: &_| names::service(board, *id).to_owned();
    let team = |id: &_| names::team(board, *id).to_owned();
    let parts = [
        part("", &when.reached, |it| it.label().to_lowercase()),
        part("state is ", &when.states, |it| it.label().to_owned()),
        part("on hold for ", &when.holds, |it| it.label().to_lowercase()),
        part("kind is ", &when.kinds, |it| it.label().to_lowercase()),
        part("priority is ", &when.priorities, |it| it.label().to_owned()),
        part("severity is ", &when.severities, |it| it.label().to_owned()),
        part("category is ", &when.categories, category),
        part("service is ", &when.services, service),
        part("team is ", &when.teams, team),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => "always".to_owned(),
        false => parts.join(", "),
    }
}

/// `priority is P1, P2 or P3`; nothing where the part asks for nothing.
fn part<T>(what: &str, asked: &BTreeSet<T>, name: impl Fn(&T) -> String) -> Option<String> {
    let mut names: Vec<_> = asked.iter().map(name).collect();
    let last = names.pop()?;
    Some(match names.is_empty() {
        true => format!("{what}{last}"),
        false => format!("{what}{} or {last}", names.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ids::{CategoryId, TeamId},
        policy::Reached,
        priority::{Priority, Severity},
        state::{HoldReason, RecordKind, State},
    };

    #[test]
    fn conditions_are_read_out_as_they_are_asked() {
        let board = Board::default();
        let said = |when: &When| words(&board, when);
        assert_eq!(said(&When::default()), "always");
        let mut when = When::kind(RecordKind::Incident)
            .priority(Priority::P1)
            .priority(Priority::P3)
            .priority(Priority::P2);
        assert_eq!(said(&when), "kind is incident, priority is P1, P2 or P3");
        when = When::state(State::OnHold);
        when.holds.insert(HoldReason::Vendor);
        assert_eq!(said(&when), "state is On hold, on hold for vendor");
        when = When::reached(Reached::Resolved).severity(Severity::Sev1);
        when.categories.insert(CategoryId::built_in(2));
        when.teams.insert(TeamId([7; 16]));
        assert_eq!(
            said(&when),
            format!(
                "resolved, severity is {}, category is Network, team is Unknown team",
                Severity::Sev1.label()
            )
        );
    }
}
