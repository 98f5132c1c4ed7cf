//! What the parts of a filter can ask for, as lists to tick.

use crate::{
    domain::{
        board::Board,
        ids::CategoryId,
        priority::{Priority, Severity},
        state::{Channel, Origin, State},
    },
    report::{
        filter::{
            Filter, Part,
            address::{category_slug, spell},
            hygiene::Untidy,
            index::Index,
        },
        names,
        promise::Kept,
    },
};

/// One thing that a part can ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// As the address writes it.
    pub slug: String,
    pub label: String,
    /// A subcategory: it stands under its main category.
    pub is_under: bool,
}

/// The parts whose things are ticked, in the order of a menu.
pub const TICKED: [Part; 14] = [
    Part::State,
    Part::Priority,
    Part::Severity,
    Part::Impact,
    Part::Urgency,
    Part::Category,
    Part::Owner,
    Part::Team,
    Part::Service,
    Part::Channel,
    Part::Origin,
    Part::Source,
    Part::Promises,
    Part::Hygiene,
];

impl Filter {
    /// Whether a part asks for a thing, among others.
    #[must_use]
    pub fn asks_for(&self, part: Part, slug: &str) -> bool {
        self.value(part).split(',').any(|held| held == slug)
    }

    /// Asks for one thing more, or one less.
    pub fn toggle(&mut self, part: Part, slug: &str) {
        let value = self.value(part);
        let is_asked = self.asks_for(part, slug);
        let mut slugs: Vec<&str> = value.split(',').filter(|held| *held != slug).collect();
        if !is_asked {
            slugs.push(slug);
        }
        self.read(part, &slugs.join(","));
    }

    /// Asks a part for this alone, as the address writes it.
    pub fn ask(&mut self, part: Part, value: &str) {
        self.read(part, value);
    }
}

impl Index {
    /// What a part can ask for: what the product knows, or what the log holds.
    #[must_use]
    pub fn offers(&self, part: Part, board: &Board) -> Vec<Offer> {
        let columns = &self.columns;
        match part {
            Part::State => fixed(State::ALL, |state| (state.slug(), state.label())),
            Part::Promises => fixed(Kept::ALL, |it| (it.slug(), it.label())),
            Part::Hygiene => fixed(Untidy::ALL, |it| (it.slug(), it.label())),
            Part::Severity => {
                let known = fixed(Severity::ALL, |it| (it.slug(), it.label()));
                with_none(known, "Not set")
            }
            Part::Priority => {
                let known = fixed(Priority::ALL, |it| (it.slug(), it.label()));
                with_none(known, "Not rated")
            }
            Part::Impact => levels(&columns.impact),
            Part::Urgency => levels(&columns.urgency),
            Part::Channel => {
                let known = fixed(Channel::ALL, |it| (it.slug(), it.label()));
                with_none(known, "Not known")
            }
            Part::Origin => {
                let known = fixed(Origin::ALL, |it| (it.slug(), it.label()));
                with_none(known, "Not known")
            }
            Part::Owner => {
                let ids = columns.people.all().iter();
                let people = named(ids.map(|&id| (id.to_string(), names::person(board, id))));
                let first = [offer("me", "Me"), offer("none", "Nobody")];
                first.into_iter().chain(people).collect()
            }
            Part::Team => {
                let ids = columns.teams.all().iter();
                let teams = named(ids.map(|&id| (id.to_string(), names::team(board, id))));
                with_none(teams, "None")
            }
            Part::Service => {
                let ids = columns.services.all().iter();
                let services = named(ids.map(|&id| (id.to_string(), names::service(board, id))));
                with_none(services, "None")
            }
            Part::Reporter => {
                let names = columns.reporters.all().iter();
                let names = named(names.map(|it| (spell(it), it.as_str())));
                with_none(names, "Not known")
            }
            Part::Source => {
                let sources = columns.sources.all().iter();
                let sources = named(sources.map(|it| (spell(it), names::source(it))));
                with_none(sources, "This log")
            }
            Part::Category => with_none(categories(columns.categories.all(), board), "None"),
            _ => Vec::new(),
        }
    }
}

/// The levels that occur. Each matrix has its own names for them; all count from the highest.
fn levels(column: &[u8]) -> Vec<Offer> {
    let label = |level: u8| match level {
        1 => "1, the highest".to_owned(),
        _ => level.to_string(),
    };
    let known = (1..=7).filter(|level| column.contains(level));
    let known = known.map(|level| offer(&level.to_string(), &label(level)));
    with_none(known.collect(), "Not rated")
}

fn offer(slug: &str, label: &str) -> Offer {
    Offer {
        slug: slug.to_owned(),
        label: label.to_owned(),
        is_under: false,
    }
}

fn fixed<T: Copy>(all: &[T], said: impl Fn(T) -> (&'static str, &'static str)) -> Vec<Offer> {
    let said = all.iter().map(|&one| said(one));
    said.map(|(slug, label)| offer(slug, label)).collect()
}

fn named<'a>(all: impl Iterator<Item = (String, &'a str)>) -> Vec<Offer> {
    let mut offers: Vec<Offer> = all.map(|(slug, name)| offer(&slug, name)).collect();
    offers.sort_by_cached_key(|offer| offer.label.to_lowercase());
    offers
}

fn with_none(mut offers: Vec<Offer>, label: &str) -> Vec<Offer> {
    offers.push(offer("none", label));
    offers
}

/// The categories of the workspace, each main one before its own, then those that only imports name.
fn categories(used: &[CategoryId], board: &Board) -> Vec<Offer> {
    let known = &board.settings.categories;
    let is_shown = |id: CategoryId| !known[&id].retired || used.contains(&id);
    let mut offers = Vec::new();
    for main in known.values().filter(|it| it.parent.is_none()) {
        let subs = known.values().filter(|it| it.parent == Some(main.id));
        let subs: Vec<_> = subs.filter(|it| is_shown(it.id)).collect();
        if subs.is_empty() && !is_shown(main.id) {
            continue;
        }
        offers.push(offer(&category_slug(main.id), &main.name));
        offers.extend(subs.into_iter().map(|sub| Offer {
            is_under: true,
            ..offer(&category_slug(sub.id), &sub.name)
        }));
    }
    let foreign = used.iter().filter(|id| !known.contains_key(id));
    offers.extend(named(
        foreign.map(|&id| (category_slug(id), names::category(board, id))),
    ));
    offers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::state::State, report::given::Given};

    #[test]
    fn what_is_ticked_twice_is_asked_for_no_more() {
        let mut filter = Filter::default();
        filter.toggle(Part::State, "new");
        filter.toggle(Part::State, "hold");
        assert_eq!(filter.states, [State::New, State::OnHold]);
        assert!(filter.asks_for(Part::State, "hold"));
        filter.toggle(Part::State, "new");
        filter.toggle(Part::State, "hold");
        assert_eq!(filter, Filter::default());
    }

    #[test]
    fn every_thing_on_offer_can_be_asked_for() {
        let given = Given::new();
        let mut index = Index::default();
        index.update(given.board());
        for part in TICKED {
            for offer in index.offers(part, given.board()) {
                let mut filter = Filter::default();
                filter.toggle(part, &offer.slug);
                assert!(filter.asks_for(part, &offer.slug), "{part:?} {offer:?}");
            }
        }
    }

    #[test]
    fn subcategories_stand_under_their_main_one() {
        let given = Given::new();
        let index = Index::default();
        let offers = index.offers(Part::Category, given.board());
        assert_eq!(
            (offers[0].label.as_str(), offers[0].is_under),
            ("Hardware", false)
        );
        assert_eq!(
            (offers[1].label.as_str(), offers[1].is_under),
            ("Server", true)
        );
        assert_eq!(offers.last().map(|last| last.slug.as_str()), Some("none"));
    }
}
