//! The parts of a condition, each with the choices that it can ask for.

use crate::{
    domain::{
        board::Board,
        policy::{Reached, When},
        priority::{Priority, Severity},
        state::{HoldReason, RecordKind, State, slugs},
    },
    report::names,
};

slugs!(
    /// A part of a condition.
    Facet {
        Reached = "reached", "Once";
        State = "state", "State";
        Hold = "hold", "On hold for";
        Kind = "kind", "Kind";
        Priority = "priority", "Priority";
        Severity = "severity", "Severity";
        Category = "category", "Category";
        Service = "service", "Service";
        Team = "team", "Team";
    }
);

/// A value as the form holds it, and as people read it.
pub type Choice = (String, String);

impl Facet {
    /// What a rule can be about; the others say when a clock runs.
    pub const OF_RULES: [Self; 6] = [
        Self::Kind,
        Self::Priority,
        Self::Severity,
        Self::Category,
        Self::Service,
        Self::Team,
    ];

    /// What can be chosen: what is offered, and what the condition asks for already.
    #[must_use]
    pub fn choices(self, board: &Board, when: &When) -> Vec<Choice> {
        let settings = &board.settings;
        let chosen = self.chosen(when);
        let with_chosen = |mut known: Vec<Choice>| {
            for id in &chosen {
                if !known.iter().any(|(slug, _)| slug == id) {
                    known.push((id.clone(), self.label_of(board, id)));
                }
            }
            known
        };
        match self {
            Self::Reached => fixed(Reached::ALL, |it| (it.slug(), it.label())),
            Self::State => fixed(State::ALL, |it| (it.slug(), it.label())),
            Self::Hold => fixed(HoldReason::ALL, |it| (it.slug(), it.label())),
            Self::Kind => fixed(&RecordKind::ALL[..2], |it| (it.slug(), it.label())),
            Self::Priority => fixed(Priority::ALL, |it| (it.slug(), it.label())),
            Self::Severity => fixed(Severity::ALL, |it| (it.slug(), it.label())),
            Self::Category => {
                let offered = settings.categories.values().filter(|it| !it.retired);
                with_chosen(
                    offered
                        .map(|it| (it.id.to_string(), it.name.clone()))
                        .collect(),
                )
            }
            Self::Service => {
                let offered = settings.services.values().filter(|it| !it.retired);
                with_chosen(
                    offered
                        .map(|it| (it.id.to_string(), it.name.clone()))
                        .collect(),
                )
            }
            Self::Team => {
                let offered = settings.teams.values().filter(|it| !it.retired);
                with_chosen(
                    offered
                        .map(|it| (it.id.to_string(), it.name.clone()))
                        .collect(),
                )
            }
        }
    }

    /// What a condition asks this part for.
    #[must_use]
    pub fn chosen(self, when: &When) -> Vec<String> {
        let slugs = |all: &mut dyn Iterator<Item = String>| all.collect();
        match self {
            Self::Reached => slugs(&mut when.reached.iter().map(|it| it.slug().to_owned())),
            Self::State => slugs(&mut when.states.iter().map(|it| it.slug().to_owned())),
            Self::Hold => slugs(&mut when.holds.iter().map(|it| it.slug().to_owned())),
            Self::Kind => slugs(&mut when.kinds.iter().map(|it| it.slug().to_owned())),
            Self::Priority => slugs(&mut when.priorities.iter().map(|it| it.slug().to_owned())),
            Self::Severity => slugs(&mut when.severities.iter().map(|it| it.slug().to_owned())),
            Self::Category => slugs(&mut when.categories.iter().map(ToString::to_string)),
            Self::Service => slugs(&mut when.services.iter().map(ToString::to_string)),
            Self::Team => slugs(&mut when.teams.iter().map(ToString::to_string)),
        }
    }

    /// Asks for one thing more, or one less. A word that is none changes nothing.
    pub fn toggle(self, when: &mut When, slug: &str) {
        fn turn<T: Ord>(set: &mut std::collections::BTreeSet<T>, value: Option<T>) {
            if let Some(value) = value
                && !set.remove(&value)
            {
                set.insert(value);
            }
        }
        match self {
            Self::Reached => turn(&mut when.reached, Reached::from_slug(slug)),
            Self::State => turn(&mut when.states, State::from_slug(slug)),
            Self::Hold => turn(&mut when.holds, HoldReason::from_slug(slug)),
            Self::Kind => turn(&mut when.kinds, RecordKind::from_slug(slug)),
            Self::Priority => turn(&mut when.priorities, Priority::from_slug(slug)),
            Self::Severity => turn(&mut when.severities, Severity::from_slug(slug)),
            Self::Category => turn(&mut when.categories, slug.parse().ok()),
            Self::Service => turn(&mut when.services, slug.parse().ok()),
            Self::Team => turn(&mut when.teams, slug.parse().ok()),
        }
    }

    /// What a condition asks this part for, as people read it; nothing where it asks for nothing.
    #[must_use]
    pub fn words(self, board: &Board, when: &When) -> Option<String> {
        let chosen = self.chosen(when);
        let labels: Vec<_> = chosen
            .iter()
            .map(|slug| self.label_of(board, slug))
            .collect();
        (!labels.is_empty()).then(|| labels.join(" or "))
    }

    fn label_of(self, board: &Board, slug: &str) -> String {
        let known = match self {
            Self::Reached => Reached::from_slug(slug).map(Reached::label),
            Self::State => State::from_slug(slug).map(State::label),
            Self::Hold => HoldReason::from_slug(slug).map(HoldReason::label),
            Self::Kind => RecordKind::from_slug(slug).map(RecordKind::label),
            Self::Priority => Priority::from_slug(slug).map(Priority::label),
            Self::Severity => Severity::from_slug(slug).map(Severity::label),
            Self::Category => slug.parse().ok().map(|id| names::category(board, id)),
            Self::Service => slug.parse().ok().map(|id| names::service(board, id)),
            Self::Team => slug.parse().ok().map(|id| names::team(board, id)),
        };
        known.unwrap_or_default().to_owned()
    }
}

/// A condition in words: `state On hold, on hold for Vendor`; `always` where it asks for nothing.
#[must_use]
pub fn condition(board: &Board, when: &When) -> String {
    let parts = Facet::ALL.iter().filter_map(|&facet| {
        let words = facet.words(board, when)?;
        Some(match facet {
            Facet::Kind | Facet::Priority | Facet::Severity => words,
            _ => format!("{} {words}", facet.label().to_lowercase()),
        })
    });
    let parts: Vec<_> = parts.collect();
    match parts.is_empty() {
        true => "always".to_owned(),
        false => parts.join(", "),
    }
}

fn fixed<T: Copy>(all: &[T], said: impl Fn(T) -> (&'static str, &'static str)) -> Vec<Choice> {
    let said = all.iter().map(|&one| said(one));
    said.map(|(slug, label)| (slug.to_owned(), label.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::given::Given;

    #[test]
    fn what_can_be_chosen_is_chosen_and_let_go() {
        let given = Given::new();
        for &facet in Facet::ALL {
            let mut when = When::default();
            for (slug, label) in facet.choices(given.board(), &when) {
                facet.toggle(&mut when, &slug);
                assert_eq!(facet.chosen(&when), [slug.as_str()], "{facet:?}");
                assert_eq!(facet.words(given.board(), &when), Some(label));
                facet.toggle(&mut when, &slug);
                assert!(when.is_empty());
            }
            facet.toggle(&mut when, "nonsense");
            assert!(when.is_empty());
        }
    }

    #[test]
    fn a_condition_reads_as_words() {
        let given = Given::new();
        let board = given.board();
        assert_eq!(condition(board, &When::default()), "always");
        let when = When::kind(RecordKind::Incident).priority(Priority::P1);
        assert_eq!(condition(board, &when), "Incident, P1");
        let mut when = When::hold(HoldReason::Vendor);
        when.holds.insert(HoldReason::Caller);
        assert_eq!(condition(board, &when), "on hold for Caller or Vendor");
    }
}
