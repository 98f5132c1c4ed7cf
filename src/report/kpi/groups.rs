//! Records by what they have in common, for any figure: by priority, team, month of report …

use crate::{
    domain::{
        board::Board,
        ids::{CategoryId, PersonId, ServiceId, TeamId},
        priority::{Priority, Scale, Severity},
        state::{Channel, Origin, RecordKind, State, slugs},
        time::Moment,
    },
    report::{
        filter::{Dates, Filter, Owner},
        kpi::{Asked, Facts},
        names::{self, Axis},
        period::{Offsets, Period, month_name, year_and_month},
    },
};

slugs!(
    /// What records are grouped by.
    By {
        Kind = "kind", "Kind";
        State = "state", "State";
        Category = "category", "Subcategory";
        MainCategory = "main-category", "Category";
        Severity = "severity", "Severity";
        Priority = "priority", "Priority";
        Impact = "impact", "Impact";
        Urgency = "urgency", "Urgency";
        Team = "team", "Team";
        Service = "service", "Service";
        Owner = "owner", "Owner";
        Source = "source", "Source";
        Channel = "channel", "Channel";
        Origin = "origin", "Origin";
        Reporter = "reporter", "Reported by";
        Month = "month", "Month of report";
    }
);

/// What a group has in common; `None` is having none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Kind(RecordKind),
    State(State),
    Category(Option<CategoryId>),
    MainCategory(Option<CategoryId>),
    Severity(Option<Severity>),
    Priority(Option<Priority>),
    /// A level of a matrix.
    Impact(Option<(Scale, u8)>),
    Urgency(Option<(Scale, u8)>),
    Team(Option<TeamId>),
    Service(Option<ServiceId>),
    Owner(Option<PersonId>),
    Source(Option<String>),
    Channel(Option<Channel>),
    Origin(Option<Origin>),
    Reporter(Option<String>),
    /// A year and a month, 1 to 12, in the workspace's zone.
    Month(i32, u8),
}

impl Key {
    /// What people read.
    #[must_use]
    pub fn label(&self, board: &Board) -> String {
        match self {
            Self::Kind(kind) => kind.label().to_owned(),
            Self::State(state) => state.label().to_owned(),
            Self::Category(Some(id)) | Self::MainCategory(Some(id)) => {
                names::category(board, *id).to_owned()
            }
            Self::Category(None) | Self::MainCategory(None) => "No category".to_owned(),
            Self::Severity(severity) => severity.map_or("No severity", Severity::label).to_owned(),
            Self::Priority(priority) => priority.map_or("No priority", Priority::label).to_owned(),
            Self::Impact(level) => level_label(board, *level, Axis::Impact),
            Self::Urgency(level) => level_label(board, *level, Axis::Urgency),
            Self::Team(id) => id.map_or("No team", |id| names::team(board, id)).to_owned(),
            Self::Service(id) => {
                let name = id.map_or("No service", |id| names::service(board, id));
                name.to_owned()
            }
            Self::Owner(id) => {
                let name = id.map_or("Nobody", |id| names::person(board, id));
                name.to_owned()
            }
            Self::Source(source) => {
                let source = source.as_deref();
                source.map_or("Declared here", names::source).to_owned()
            }
            Self::Channel(channel) => channel.map_or("No channel", Channel::label).to_owned(),
            Self::Origin(origin) => origin.map_or("No origin", Origin::label).to_owned(),
            Self::Reporter(name) => name.clone().unwrap_or_else(|| "Not said".to_owned()),
            Self::Month(year, month) => format!("{} {year}", month_name(*month)),
        }
    }

    /// Whether a list's filter can be narrowed to just these groups: it asks for levels of one
    /// matrix.
    #[must_use]
    pub fn fit_one_filter(keys: &[&Self]) -> bool {
        let scale = |key: &&Self| match key {
            Self::Impact(level) | Self::Urgency(level) => level.map(|(scale, _)| scale),
            _ => None,
        };
        let mut scales = keys.iter().map(scale);
        let first = scales.next();
        scales.all(|scale| Some(scale) == first)
    }

    /// Narrows a list's filter to one of some groups, which are of one sort.
    pub fn narrow(keys: &[&Self], filter: &mut Filter) {
        for (place, key) in keys.iter().enumerate() {
            // What the filter asked for before gives way to the first.
            let is_first = place == 0;
            match key {
                Self::Kind(kind) => put(&mut filter.kinds, *kind, is_first),
                Self::State(state) => put(&mut filter.states, *state, is_first),
                Self::Category(id) | Self::MainCategory(id) => {
                    put(&mut filter.categories, *id, is_first);
                }
                Self::Severity(severity) => put(&mut filter.severities, *severity, is_first),
                Self::Priority(priority) => put(&mut filter.priorities, *priority, is_first),
                Self::Impact(level) => {
                    filter.scale = level.map(|(scale, _)| scale);
                    put(&mut filter.impacts, level.map(|(_, level)| level), is_first);
                }
                Self::Urgency(level) => {
                    filter.scale = level.map(|(scale, _)| scale);
                    put(
                        &mut filter.urgencies,
                        level.map(|(_, level)| level),
                        is_first,
                    );
                }
                Self::Team(id) => put(&mut filter.teams, *id, is_first),
                Self::Service(id) => put(&mut filter.services, *id, is_first),
                Self::Owner(id) => {
                    let owner = id.map_or(Owner::Nobody, Owner::Person);
                    put(&mut filter.owners, owner, is_first);
                }
                Self::Source(source) => put(&mut filter.sources, source.clone(), is_first),
                Self::Channel(channel) => put(&mut filter.channels, *channel, is_first),
                Self::Origin(origin) => put(&mut filter.origins, *origin, is_first),
                Self::Reporter(name) => put(&mut filter.reporters, name.clone(), is_first),
                Self::Month(year, month) => {
                    let days = Period::Month(*year, *month).days(Moment(0), &|_| 0);
                    filter.reported = days.map(|(from, to)| Dates::Days { from, to });
                }
            }
        }
    }
}

/// A level by its name; of another matrix than the workspace's, with that one's name too.
fn level_label(board: &Board, level: Option<(Scale, u8)>, axis: Axis) -> String {
    let Some((scale, level)) = level else {
        return "Not rated".to_owned();
    };
    let name = names::level(board, scale, axis, level);
    match scale == board.settings.scale {
        true => name,
        false => format!("{name} ({})", names::matrix(board, scale)),
    }
}

/// Adds a choice, the first in place of those before it.
fn put<T>(choices: &mut Vec<T>, choice: T, is_first: bool) {
    if is_first {
        choices.clear();
    }
    choices.push(choice);
}

/// The groups that occur, in the order of their field (priorities from P1 on, months in time,
/// names by alphabet, *none* last).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    pub keys: Vec<Key>,
    /// For each place, the place of its key; `u32::MAX` where it was not asked for.
    pub(super) codes: Vec<u32>,
}

impl Groups {
    /// Groups the records asked for; time does not matter, so that one grouping serves a period
    /// and the one before. Groups without a record in a period have empty figures.
    #[must_use]
    pub fn of(facts: &Facts, board: &Board, asked: &Asked<'_>, by: By) -> Self {
        let raw = raw_codes(facts, asked, by);
        let mut codes = vec![u32::MAX; facts.len()];
        // Raw codes are small numbers, so a table finds which of them occur.
        let most = raw.iter().map(|&(_, code)| code as usize + 1).max();
        let mut occurs = vec![false; most.unwrap_or(0)];
        for &(_, code) in &raw {
            occurs[code as usize] = true;
        }
        let mut keys: Vec<(Key, u32)> = (0_u32..)
            .zip(&occurs)
            .filter(|(_, occurs)| **occurs)
            .map(|(code, _)| (facts.key(by, code), code))
            .collect();
        match by {
            // These have no *none*.
            By::Kind | By::State => keys.sort_by_key(|(_, code)| *code),
            By::Severity | By::Priority | By::Channel | By::Origin | By::Month => {
                keys.sort_by_key(|(_, code)| (*code == 0, *code));
            }
            _ => keys.sort_by_cached_key(|(key, code)| {
                (*code == 0, key.label(board).to_lowercase(), key.clone())
            }),
        }
        let mut ranks = vec![u32::MAX; occurs.len()];
        for (rank, (_, code)) in (0_u32..).zip(&keys) {
            ranks[*code as usize] = rank;
        }
        for (place, code) in raw {
            codes[place] = ranks[code as usize];
        }
        Self {
            keys: keys.into_iter().map(|(key, _)| key).collect(),
            codes,
        }
    }

    /// The group of a record.
    #[must_use]
    pub fn key_of(&self, place: u32) -> Option<&Key> {
        self.keys.get(*self.codes.get(place as usize)? as usize)
    }

    /// The places of each group, in order.
    #[must_use]
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.keys.len()];
        for (place, code) in (0_u32..).zip(&self.codes) {
            if let Some(group) = members.get_mut(*code as usize) {
                group.push(place);
            }
        }
        members
    }

    /// The places of one group, in order.
    #[must_use]
    pub fn places(&self, group: usize) -> Vec<u32> {
        let codes = (0_u32..).zip(&self.codes);
        let chosen = codes.filter(|(_, code)| **code as usize == group);
        chosen.map(|(place, _)| place).collect()
    }
}

/// Months are numbered from the first that occurs, plus one.
fn raw_codes(facts: &Facts, asked: &Asked<'_>, by: By) -> Vec<(usize, u32)> {
    if by == By::Month {
        return month_codes(facts, asked);
    }
    let small = |column: &[u8]| -> Vec<(usize, u32)> {
        let each = asked.each(facts);
        each.map(|place| (place, u32::from(column[place])))
            .collect()
    };
    let named = |column: &[u32]| -> Vec<(usize, u32)> {
        let each = asked.each(facts);
        each.map(|place| (place, column[place])).collect()
    };
    match by {
        By::Kind => (asked.each(facts))
            .map(|place| (place, facts.kind[place] as u32))
            .collect(),
        By::Severity => small(&facts.severity),
        By::Priority => small(&facts.priority),
        By::Impact => named(&facts.impact_level),
        By::Urgency => named(&facts.urgency_level),
        By::Channel => small(&facts.channel),
        By::Origin => small(&facts.origin),
        By::State => small(&facts.state),
        By::Category => named(&facts.category),
        By::MainCategory => (named(&facts.category).into_iter())
            .map(|(place, category)| (place, facts.mains[category as usize]))
            .collect(),
        By::Team => named(&facts.team),
        By::Service => named(&facts.service),
        By::Owner => named(&facts.owner),
        By::Reporter => named(&facts.reporter),
        By::Source | By::Month => named(&facts.source),
    }
}

/// Months since January of year 1, plus one: small enough for a table in any year.
fn month_codes(facts: &Facts, asked: &Asked<'_>) -> Vec<(usize, u32)> {
    let reported = |place: usize| Moment(facts.reported[place]);
    let Some(from) = asked.each(facts).map(reported).min() else {
        return Vec::new();
    };
    let to = asked.each(facts).map(reported).max().unwrap_or(from);
    let offsets = Offsets::over(from, to, asked.offset);
    let month = |place| {
        let day = offsets.local(reported(place)).div_euclid(86_400_000);
        let (year, month) = year_and_month(day);
        let number = (year - 1) * 12 + month + 1;
        (place, u32::try_from(number).unwrap_or(1))
    };
    asked.each(facts).map(month).collect()
}

impl Facts {
    /// The key of a raw code.
    fn key(&self, by: By, code: u32) -> Key {
        let severity = |code: u32| Severity::ALL.get((code as usize).checked_sub(1)?).copied();
        let channel = |code: u32| Channel::ALL.get((code as usize).checked_sub(1)?).copied();
        let origin = |code: u32| Origin::ALL.get((code as usize).checked_sub(1)?).copied();
        match by {
            By::Kind => {
                let kind = RecordKind::ALL.get(code as usize);
                Key::Kind(kind.copied().unwrap_or(RecordKind::Incident))
            }
            By::State => {
                let state = State::ALL.get(code as usize);
                Key::State(state.copied().unwrap_or(State::New))
            }
            By::Category => Key::Category(self.categories.get(code).copied()),
            By::MainCategory => Key::MainCategory(self.categories.get(code).copied()),
            By::Severity => Key::Severity(severity(code)),
            By::Priority => {
                let number = u8::try_from(code).unwrap_or(0);
                Key::Priority(Priority::from_number(number))
            }
            By::Impact => Key::Impact(self.levels.get(code).copied()),
            By::Urgency => Key::Urgency(self.levels.get(code).copied()),
            By::Team => Key::Team(self.teams.get(code).copied()),
            By::Service => Key::Service(self.services.get(code).copied()),
            By::Owner => Key::Owner(self.people.get(code).copied()),
            By::Source => Key::Source(self.sources.get(code).cloned()),
            By::Channel => Key::Channel(channel(code)),
            By::Origin => Key::Origin(origin(code)),
            By::Reporter => Key::Reporter(self.reporters.get(code).cloned()),
            By::Month => {
                let number = i64::from(code) - 1;
                let year = i32::try_from(number.div_euclid(12) + 1).unwrap_or(1);
                let month = u8::try_from(number.rem_euclid(12) + 1).unwrap_or(1);
                Key::Month(year, month)
            }
        }
    }
}
