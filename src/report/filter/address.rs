//! A filter as the end of an address: `q=ward+4&state=new,hold&priority=p1&sort=-priority`.

use std::fmt::Write;

use crate::{
    domain::{
        ids::CategoryId,
        priority::{Priority, Severity},
        settings::MAIN_CATEGORIES,
        state::{Channel, Origin, RecordKind, State},
    },
    report::{
        filter::{
            Dates, Filter, Hour, Owner, Part, Sort, SortKey, group::GroupBy, hygiene::Untidy,
        },
        promise::Kept,
        when,
    },
};

impl Filter {
    /// Reads an address, with or without its `?`. What it does not understand it leaves out:
    /// an old or mistyped link still opens a list.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let mut filter = Self::default();
        for pair in query.trim_start_matches('?').split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decode(value);
            match Part::from_slug(key) {
                Some(part) => filter.read(part, &value),
                None if key == "sort" => filter.sort = sort(&value),
                None if key == "group" => filter.group = GroupBy::from_slug(&value),
                None if key == "columns" => filter.columns = list(&value, column),
                None if key == "view" => filter.view = value.parse().ok(),
                None => {}
            }
        }
        filter
    }

    /// The address that [`from_query`](Self::from_query) reads back; empty for no filter.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut query = String::new();
        let mut add = |key: &str, value: &str| {
            let and = if query.is_empty() { "" } else { "&" };
            let _ = write!(query, "{and}{key}=");
            encode(value, &mut query);
        };
        for &part in Part::ALL {
            let value = self.value(part);
            if !value.is_empty() {
                add(part.slug(), &value);
            }
        }
        if self.sort != Sort::default() {
            let minus = if self.sort.descending { "-" } else { "" };
            add("sort", &format!("{minus}{}", self.sort.by.slug()));
        }
        if let Some(group) = self.group {
            add("group", group.slug());
        }
        if !self.columns.is_empty() {
            add("columns", &self.columns.join(","));
        }
        if let Some(view) = self.view {
            add("view", &view.to_string());
        }
        query
    }

    pub(super) fn read(&mut self, part: Part, value: &str) {
        match part {
            Part::Text => value.clone_into(&mut self.text),
            Part::Kind => self.kinds = list(value, RecordKind::from_slug),
            Part::State => self.states = list(value, State::from_slug),
            Part::Open => self.open = yes_or_no(value),
            Part::Priority => {
                self.priorities = list_or_none(value, Priority::from_slug);
            }
            Part::Severity => self.severities = list_or_none(value, Severity::from_slug),
            Part::Impact => self.impacts = list_or_none(value, level),
            Part::Urgency => self.urgencies = list_or_none(value, level),
            Part::Scale => self.scale = value.parse().ok(),
            Part::Category => self.categories = list_or_none(value, category),
            Part::Owner => self.owners = list(value, owner),
            Part::Team => self.teams = list_or_none(value, |id| id.parse().ok()),
            Part::Service => {
                self.services = list_or_none(value, |id| id.parse().ok());
            }
            Part::Channel => self.channels = list_or_none(value, Channel::from_slug),
            Part::Origin => self.origins = list_or_none(value, Origin::from_slug),
            Part::Reporter => self.reporters = list_or_none(value, spelled),
            Part::Source => self.sources = list_or_none(value, spelled),
            Part::Reported => self.reported = dates(value),
            Part::Hour => self.hour = Hour::from_slug(value),
            Part::Resolved => self.resolved = dates(value),
            Part::Conflicts => self.conflicts = yes_or_no(value) == Some(true),
            Part::Unacknowledged => self.unacknowledged = yes_or_no(value) == Some(true),
            Part::Promises => self.promises = list(value, Kept::from_slug),
            Part::Hygiene => self.untidy = list(value, Untidy::from_slug),
        }
    }

    pub(super) fn value(&self, part: Part) -> String {
        let yes = |yes: bool| if yes { "yes" } else { "" }.to_owned();
        match part {
            Part::Text => self.text.trim().to_owned(),
            Part::Kind => join(&self.kinds, |kind| kind.slug().to_owned()),
            Part::State => join(&self.states, |state| state.slug().to_owned()),
            Part::Open => self
                .open
                .map_or("", |open| if open { "yes" } else { "no" })
                .to_owned(),
            Part::Priority => join(&self.priorities, |priority| {
                priority.map_or("none", Priority::slug).to_owned()
            }),
            Part::Severity => join(&self.severities, |severity| {
                severity.map_or("none", Severity::slug).to_owned()
            }),
            Part::Impact => join(&self.impacts, |&level| level_slug(level)),
            Part::Urgency => join(&self.urgencies, |&level| level_slug(level)),
            Part::Scale => self
                .scale
                .map_or_else(String::new, |scale| scale.to_string()),
            Part::Category => join(&self.categories, |&id| id.map_or_else(none, category_slug)),
            Part::Owner => join(&self.owners, |owner| match owner {
                Owner::Me => "me".to_owned(),
                Owner::Nobody => none(),
                Owner::Person(id) => id.to_string(),
            }),
            Part::Team => join(&self.teams, |id| id.map_or_else(none, |id| id.to_string())),
            Part::Service => join(&self.services, |id| {
                id.map_or_else(none, |id| id.to_string())
            }),
            Part::Channel => join(&self.channels, |channel| {
                channel.map_or("none", Channel::slug).to_owned()
            }),
            Part::Origin => join(&self.origins, |origin| {
                origin.map_or("none", Origin::slug).to_owned()
            }),
            Part::Reporter => join(&self.reporters, |name| {
                name.as_deref().map_or_else(none, spell)
            }),
            Part::Source => join(&self.sources, |source| {
                source.as_deref().map_or_else(none, spell)
            }),
            Part::Hour => self.hour.map_or_else(String::new, Hour::slug),
            Part::Reported | Part::Resolved => match self.dates(part) {
                Some(Dates::LastDays(days)) => format!("{days}d"),
                Some(Dates::Days { from, to }) => {
                    format!("{}..{}", when::date_of(from), when::date_of(to))
                }
                None => String::new(),
            },
            Part::Conflicts => yes(self.conflicts),
            Part::Unacknowledged => yes(self.unacknowledged),
            Part::Promises => join(&self.promises, |kept| kept.slug().to_owned()),
            Part::Hygiene => join(&self.untidy, |untidy| untidy.slug().to_owned()),
        }
    }
}

fn list<T: PartialEq>(value: &str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let mut list = Vec::new();
    for item in value.split(',').filter_map(read) {
        if !list.contains(&item) {
            list.push(item);
        }
    }
    list
}

fn join<T>(items: &[T], write: impl Fn(&T) -> String) -> String {
    items.iter().map(write).collect::<Vec<_>>().join(",")
}

fn none() -> String {
    "none".to_owned()
}

fn list_or_none<T: PartialEq>(value: &str, read: impl Fn(&str) -> Option<T>) -> Vec<Option<T>> {
    let mut list = Vec::new();
    for slug in value.split(',') {
        let item = read(slug);
        if (item.is_some() || slug == "none") && !list.contains(&item) {
            list.push(item);
        }
    }
    list
}

fn yes_or_no(value: &str) -> Option<bool> {
    match value {
        "yes" | "1" | "true" => Some(true),
        "no" | "0" | "false" => Some(false),
        _ => None,
    }
}

fn level(value: &str) -> Option<u8> {
    value.parse().ok().filter(|level| (1..=7).contains(level))
}

fn level_slug(level: Option<u8>) -> String {
    level.map_or_else(none, |level| level.to_string())
}

/// Built-in main categories go by name, so that links can be typed.
fn category(slug: &str) -> Option<CategoryId> {
    let main = MAIN_CATEGORIES.iter().find(|(name, ..)| *name == slug);
    main.map(|&(.., id)| id).or_else(|| slug.parse().ok())
}

pub(super) fn category_slug(id: CategoryId) -> String {
    let main = MAIN_CATEGORIES.iter().find(|(.., main)| *main == id);
    main.map_or_else(|| id.to_string(), |(slug, ..)| (*slug).to_owned())
}

/// Sources and reporters are named by people: what a list needs is spelled out in them, and so is
/// the word for none.
pub(super) fn spell(name: &str) -> String {
    let spelled = name
        .replace('%', "%25")
        .replace(',', "%2C")
        .replace('+', "%2B");
    match spelled.as_str() {
        "none" => "%6Eone".to_owned(),
        _ => spelled,
    }
}

fn spelled(slug: &str) -> Option<String> {
    (!slug.is_empty() && slug != "none").then(|| decode(slug))
}

fn owner(slug: &str) -> Option<Owner> {
    match slug {
        "me" => Some(Owner::Me),
        "none" => Some(Owner::Nobody),
        id => id.parse().ok().map(Owner::Person),
    }
}

/// The word of a column, whether or not there is one of that name.
fn column(slug: &str) -> Option<String> {
    let is_word = !slug.is_empty() && slug.bytes().all(|byte| byte.is_ascii_lowercase());
    is_word.then(|| slug.to_owned())
}

fn dates(value: &str) -> Option<Dates> {
    if let Some(days) = value.strip_suffix('d') {
        return days
            .parse()
            .ok()
            .filter(|&days| days > 0)
            .map(Dates::LastDays);
    }
    let (from, to) = value.split_once("..").unwrap_or((value, value));
    let (from, to) = (when::parse_date(from)?, when::parse_date(to)?);
    Some(Dates::Days {
        from: from.min(to),
        to: to.max(from),
    })
}

fn sort(value: &str) -> Sort {
    let by = SortKey::from_slug(value.trim_start_matches('-'));
    by.map_or_else(Sort::default, |by| Sort {
        by,
        descending: value.starts_with('-'),
    })
}

fn encode(value: &str, to: &mut String) {
    for byte in value.bytes() {
        match byte {
            b' ' => to.push('+'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' => {
                to.push(byte.into());
            }
            _ => {
                let _ = write!(to, "%{byte:02X}");
            }
        }
    }
}

fn decode(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut place = 0;
    while let Some(&byte) = bytes.get(place) {
        let hex = (byte == b'%')
            .then(|| value.get(place + 1..place + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        place += if hex.is_some() { 3 } else { 1 };
        let plain = if byte == b'+' { b' ' } else { byte };
        decoded.push(hex.unwrap_or(plain));
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        ids::{EventId, PersonId, TeamId, ViewId},
        priority::Scale,
    };

    #[test]
    fn an_address_says_what_is_shown() {
        let filter = Filter {
            text: "ward 4 & „Süd“".to_owned(),
            states: vec![State::New, State::OnHold],
            priorities: vec![Some(Priority::P1), None],
            categories: vec![Some(MAIN_CATEGORIES[1].2)],
            owners: vec![Owner::Me, Owner::Nobody],
            reported: Some(Dates::LastDays(30)),
            sort: Sort {
                by: SortKey::Priority,
                descending: true,
            },
            ..Filter::default()
        };
        let query = filter.to_query();
        assert_eq!(
            query,
            "q=ward+4+%26+%E2%80%9ES%C3%BCd%E2%80%9C&state=new,hold&priority=p1,none\
             &category=network&owner=me,none&reported=30d&sort=-priority"
        );
        assert_eq!(Filter::from_query(&query), filter);
        assert_eq!(Filter::default().to_query(), "");
        assert_eq!(Filter::from_query("?"), Filter::default());
    }

    #[test]
    fn what_an_address_says_wrongly_is_left_out() {
        let filter = Filter::from_query(
            "state=new,gone,new&priority=p9&impact=8&reported=soon&sort=wind&owner=x&%=%zz&q=%",
        );
        let expected = Filter {
            text: "%".to_owned(),
            states: vec![State::New],
            ..Filter::default()
        };
        assert_eq!(filter, expected);
    }

    #[test]
    fn days_are_read_in_either_order() {
        let days = |text| Filter::from_query(text).reported;
        let expected = Some(Dates::Days { from: 0, to: 31 });
        assert_eq!(days("reported=1970-01-01..1970-02-01"), expected);
        assert_eq!(days("reported=1970-02-01..1970-01-01"), expected);
    }

    proptest! {
        #[test]
        fn every_filter_is_read_back_from_its_address(
            text in "\\PC{0,20}",
            kinds in proptest::sample::subsequence(RecordKind::ALL, 0..3),
            states in proptest::sample::subsequence(State::ALL, 0..9),
            open: Option<bool>,
            impact: bool,
            levels in proptest::sample::subsequence(&[1_u8, 2, 7][..], 0..3),
            person: [u8; 16],
            team: Option<[u8; 16]>,
            from in -700_000_i64..2_900_000,
            length in 0_i64..10_000,
            source in proptest::option::of("\\PC{1,12}"),
            channels in proptest::sample::subsequence(Channel::ALL, 0..3),
            origins in proptest::sample::subsequence(Origin::ALL, 0..3),
            hour in proptest::option::of((0_u8..7, 0_u8..24)),
            flags: (bool, bool, bool),
            untidy in proptest::sample::subsequence(Untidy::ALL, 0..7),
            promises in proptest::sample::subsequence(Kept::ALL, 0..6),
            group in proptest::option::of(proptest::sample::select(GroupBy::ALL)),
            columns in proptest::sample::subsequence(&["ref", "title", "state"][..], 0..3),
            by in proptest::sample::select(SortKey::ALL),
        ) {
            let filter = Filter {
                text: text.trim().to_owned(),
                kinds,
                states,
                open,
                impacts: if impact { vec![None] } else { Vec::new() },
                urgencies: levels.into_iter().map(Some).collect(),
                owners: vec![Owner::Person(PersonId(person))],
                teams: vec![team.map(TeamId)],
                scale: Some(Scale::Edited(EventId([7; 32]))),
                channels: channels.into_iter().map(Some).collect(),
                origins: origins.into_iter().map(Some).collect(),
                reporters: vec![None, source.clone()].into_iter().take(1 + usize::from(source.is_some())).collect(),
                sources: vec![source],
                categories: vec![Some(CategoryId(person)), None],
                reported: Some(Dates::Days { from, to: from + length }),
                resolved: hour.map(|_| Dates::LastDays(30)),
                hour: hour.map(|(weekday, hour)| Hour { weekday, hour }),
                conflicts: flags.0,
                unacknowledged: flags.1,
                untidy,
                promises,
                sort: Sort { by, descending: flags.2 },
                group,
                columns: columns.into_iter().map(str::to_owned).collect(),
                view: team.map(ViewId),
                ..Filter::default()
            };
            prop_assert_eq!(Filter::from_query(&filter.to_query()), filter);
        }
    }
}
