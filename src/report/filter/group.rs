//! The shown records in groups, each in the order of the list.

use std::collections::HashMap;

use crate::{
    domain::{
        board::Board,
        ids::RecordId,
        priority::{Priority, Severity},
        state::{RecordKind, State, slugs},
        time::Moment,
    },
    report::{
        filter::{
            columns::{Columns, Names},
            index::{Asking, Found, Index},
        },
        names, when,
    },
};

slugs!(
    /// What the records of a group have in common.
    GroupBy {
        State = "state", "State";
        Priority = "priority", "Priority";
        Severity = "severity", "Severity";
        Category = "category", "Category";
        Service = "service", "Service";
        Team = "team", "Team";
        Owner = "owner", "Owner";
        Day = "day", "Day reported";
        Week = "week", "Week reported";
        Kind = "kind", "Kind";
    }
);

/// Records that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Tells the groups of one kind apart, also after the board has changed.
    pub key: i64,
    pub label: String,
    /// In the order of the list.
    pub records: Vec<RecordId>,
}

impl Index {
    /// The found records in groups: what is none comes last, days and weeks newest first.
    #[must_use]
    pub fn group(
        &self,
        found: &Found,
        by: GroupBy,
        board: &Board,
        asking: &Asking<'_>,
    ) -> Vec<Group> {
        let key = self.keys(by, asking);
        let mut groups: Vec<Group> = Vec::new();
        let mut places: HashMap<i64, usize> = HashMap::new();
        for (&place, &id) in found.places.iter().zip(&found.shown) {
            let key = key(place as usize);
            let group = *places.entry(key).or_insert_with(|| {
                groups.push(Group {
                    key,
                    label: label(&self.columns, by, key, board, asking),
                    records: Vec::new(),
                });
                groups.len() - 1
            });
            groups[group].records.push(id);
        }
        groups.sort_by_cached_key(|group| match by {
            GroupBy::Day | GroupBy::Week => (false, String::new(), -group.key),
            GroupBy::State | GroupBy::Kind => (false, String::new(), group.key),
            // Zero is none.
            GroupBy::Priority | GroupBy::Severity => (group.key == 0, String::new(), group.key),
            _ => (group.key == 0, group.label.to_lowercase(), group.key),
        });
        groups
    }

    fn keys<'a>(&'a self, by: GroupBy, asking: &'a Asking<'_>) -> Box<dyn Fn(usize) -> i64 + 'a> {
        let columns = &self.columns;
        match by {
            GroupBy::State => small(&columns.state),
            GroupBy::Priority => small(&columns.priority),
            GroupBy::Severity => small(&columns.severity),
            GroupBy::Kind => small(&columns.kind),
            GroupBy::Category => {
                let mains = self.mains();
                Box::new(move |place| mains[columns.category[place] as usize].into())
            }
            GroupBy::Service => Box::new(|place| columns.service[place].into()),
            GroupBy::Team => Box::new(|place| columns.team[place].into()),
            GroupBy::Owner => Box::new(|place| columns.owner[place].into()),
            GroupBy::Day | GroupBy::Week => {
                let days = local_days(&columns.reported, asking.offset);
                let is_week = by == GroupBy::Week;
                Box::new(move |place| match is_week {
                    true => monday(days[place]),
                    false => days[place],
                })
            }
        }
    }
}

fn small(column: &[u8]) -> Box<dyn Fn(usize) -> i64 + '_> {
    Box::new(|place| column[place].into())
}

fn label(columns: &Columns, by: GroupBy, key: i64, board: &Board, asking: &Asking<'_>) -> String {
    let at = usize::try_from(key).unwrap_or(0);
    let named = match by {
        GroupBy::State => State::ALL[at].label(),
        GroupBy::Kind => RecordKind::ALL[at].label(),
        GroupBy::Priority => at
            .checked_sub(1)
            .map_or("Not rated", |at| Priority::ALL[at].label()),
        GroupBy::Severity => at
            .checked_sub(1)
            .map_or("No severity", |at| Severity::ALL[at].label()),
        GroupBy::Category => {
            named(&columns.categories, at).map_or("No category", |id| names::category(board, id))
        }
        GroupBy::Service => {
            named(&columns.services, at).map_or("No service", |id| names::service(board, id))
        }
        GroupBy::Team => named(&columns.teams, at).map_or("No team", |id| names::team(board, id)),
        GroupBy::Owner => {
            named(&columns.people, at).map_or("No owner", |id| names::person(board, id))
        }
        GroupBy::Day | GroupBy::Week => {
            let day = when::day(
                when::day_start(key, asking.offset),
                asking.now,
                asking.offset,
            );
            return match by {
                GroupBy::Week => format!("Week of {day}"),
                _ => day,
            };
        }
    };
    named.to_owned()
}

fn named<Id: Copy + Default + Eq + std::hash::Hash>(names: &Names<Id>, place: usize) -> Option<Id> {
    let place = place.checked_sub(1)?;
    names.all().get(place).copied()
}

/// The local day of each moment, by its number. Zones are slow to ask, so they are asked once a
/// day where the day knows one offset only.
fn local_days(moments: &[Moment], offset: &dyn Fn(Moment) -> i32) -> Vec<i64> {
    const DAY: i64 = 86_400_000;
    let mut offsets: HashMap<i64, Option<i32>> = HashMap::new();
    let local = |at: &Moment| {
        let day = at.0.div_euclid(DAY);
        let constant = *offsets.entry(day).or_insert_with(|| {
            let ahead = offset(Moment(day * DAY));
            (ahead == offset(Moment((day + 1) * DAY))).then_some(ahead)
        });
        when::day_number(*at, |at| constant.unwrap_or_else(|| offset(at)))
    };
    moments.iter().map(local).collect()
}

/// The Monday of a day's week; day 0 was a Thursday.
const fn monday(day: i64) -> i64 {
    day - (day + 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            command::{Command, Move},
            fact::Person,
            ids::{CategoryId, PersonId},
        },
        report::{
            filter::Filter,
            given::{ANA, Given, HOUR, NOW, utc},
        },
    };

    const ASKING: Asking<'static> = Asking {
        me: Some(ANA),
        now: NOW,
        offset: &utc,
        clocks: None,
    };

    /// Group labels with the titles in each.
    fn grouped(given: &Given, query: &str, asking: &Asking<'_>) -> Vec<(String, Vec<String>)> {
        let mut index = Index::default();
        index.update(given.board());
        let filter = Filter::from_query(query);
        let found = index.find(&filter, asking);
        let groups = index.group(&found, filter.group.unwrap(), given.board(), asking);
        let title = |id: &RecordId| given.record(*id).title.clone();
        groups
            .into_iter()
            .map(|group| (group.label, group.records.iter().map(title).collect()))
            .collect()
    }

    fn said(given: &Given, query: &str) -> String {
        let groups = grouped(given, query, &ASKING).into_iter();
        let groups = groups.map(|(label, titles)| format!("{label}: {}", titles.join(" ")));
        groups.collect::<Vec<_>>().join("; ")
    }

    /// Four records over two weeks.
    fn ward() -> Given {
        let mut given = Given::new();
        given.when(Command::DefinePerson(Person {
            id: PersonId([8; 16]),
            name: "Ärna".to_owned(),
            retired: false,
        }));
        given.now = Moment(NOW.0 - 9 * 24 * HOUR);
        let c = given.report_with("C", |report| {
            report.category = Some(CategoryId::built_in(0x104));
            report.rating = Some(crate::report::given::rating(2));
        });
        given.act(c, Move::Take);
        given.now = Moment(NOW.0 - 24 * HOUR);
        given.report_with("A", |report| {
            report.category = Some(CategoryId::built_in(1));
        });
        given.wait(60).report_p("B", 1);
        given.now = NOW;
        let d = given.report_p("D", 2);
        given.act(
            d,
            Move::Assign {
                person: Some(PersonId([8; 16])),
                team: None,
            },
        );
        given
    }

    #[test]
    fn groups_come_in_their_own_order_and_keep_the_order_of_the_list() {
        let given = ward();
        for (query, expected) in [
            ("group=priority&sort=title", "P1: B; P2: C D; Not rated: A"),
            ("group=priority&sort=-title", "P1: B; P2: D C; Not rated: A"),
            ("group=state&sort=title", "New: A B; Assigned: C D"),
            (
                "group=category&sort=title",
                "Hardware: A C; No category: B D",
            ),
            ("group=owner&sort=title", "Ana: C; Ärna: D; No owner: A B"),
            ("group=team&sort=title", "No team: A B C D"),
            ("group=service&sort=title", "No service: A B C D"),
            ("group=severity&sort=title", "No severity: A B C D"),
            ("group=kind&sort=title", "Incident: A B C D"),
            (
                "group=day&sort=title",
                "Tue 17 Nov: D; Mon 16 Nov: A B; Sun 8 Nov: C",
            ),
            (
                "group=week&sort=title",
                "Week of Mon 16 Nov: A B D; Week of Mon 2 Nov: C",
            ),
        ] {
            assert_eq!(said(&given, query), expected, "{query}");
        }
        assert_eq!(GroupBy::ALL.len(), 10);
    }

    #[test]
    fn groups_hold_what_the_filter_finds_and_no_more() {
        let given = ward();
        assert_eq!(
            said(&given, "group=priority&owner=none"),
            "P1: B; Not rated: A"
        );
        assert_eq!(said(&given, "group=priority&q=nowhere"), "");
    }

    #[test]
    fn days_are_local_also_where_the_clock_changes() {
        let given = ward();
        // Ahead by a day at all times before the change, and not at all after it.
        let change = NOW.0 - 24 * HOUR + 30 * 60_000;
        let offset = move |at: Moment| if at.0 < change { 24 * 60 } else { 0 };
        let asking = Asking {
            offset: &offset,
            ..ASKING
        };
        let groups = grouped(&given, "group=day&sort=title", &asking);
        let titles: Vec<String> = groups.iter().map(|(_, titles)| titles.join("")).collect();
        assert_eq!(titles, ["AD", "B", "C"]);
    }
}
