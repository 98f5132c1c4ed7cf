//! A filter's parts in words, for chips.

use crate::{
    domain::{
        board::Board,
        priority::{Priority, Severity},
        state::{Channel, Origin, RecordKind, State},
    },
    report::{
        filter::{Dates, Filter, Hour, Owner, Part},
        names::{self, Axis},
        when,
    },
};

impl Filter {
    /// What a part asks for, as its chip says it: `State is New or On hold`.
    #[must_use]
    pub fn words(&self, part: Part, board: &Board) -> String {
        let none = || "none".to_owned();
        let values = match part {
            Part::Text => return format!("Text has “{}”", self.text.trim()),
            Part::Open => {
                let open = self.open == Some(true);
                return if open { "Is open" } else { "Is ended" }.to_owned();
            }
            Part::Conflicts => return "Has a conflict".to_owned(),
            Part::Unacknowledged => return "Not acknowledged".to_owned(),
            Part::Promises => or(&self.promises, |kept| kept.label().to_lowercase()),
            Part::Hygiene => {
                let ways = or(&self.untidy, |untidy| untidy.label().to_lowercase());
                return format!("Needs tidying: {ways}");
            }
            Part::Reported => return on_dates("Reported", self.reported),
            Part::Resolved => return on_dates("Resolved", self.resolved),
            Part::Hour => {
                let hour = self.hour.map(Hour::words);
                return format!("Reported {}", hour.unwrap_or_default());
            }
            Part::Kind => or(&self.kinds, |kind| RecordKind::label(*kind).to_owned()),
            Part::State if self.states == Self::all_but_cancelled() => {
                return "Is not cancelled".to_owned();
            }
            Part::State => or(&self.states, |state| State::label(*state).to_owned()),
            Part::Priority => or(&self.priorities, |priority| {
                priority.map_or("not rated", Priority::label).to_owned()
            }),
            Part::Severity => or(&self.severities, |severity| {
                severity.map_or("not set", Severity::label).to_owned()
            }),
            Part::Impact => self.levels(&self.impacts, Axis::Impact, board),
            Part::Urgency => self.levels(&self.urgencies, Axis::Urgency, board),
            Part::Scale => self
                .scale
                .map_or_else(String::new, |scale| names::matrix(board, scale)),
            Part::Category => or(&self.categories, |id| {
                id.map_or_else(none, |id| names::category(board, id).to_owned())
            }),
            Part::Owner => or(&self.owners, |owner| match owner {
                Owner::Me => "me".to_owned(),
                Owner::Nobody => "nobody".to_owned(),
                Owner::Person(id) => names::person(board, *id).to_owned(),
            }),
            Part::Team => or(&self.teams, |id| {
                id.map_or_else(none, |id| names::team(board, id).to_owned())
            }),
            Part::Service => or(&self.services, |id| {
                id.map_or_else(none, |id| names::service(board, id).to_owned())
            }),
            Part::Channel => or(&self.channels, |channel| {
                channel.map_or("not known", Channel::label).to_owned()
            }),
            Part::Origin => or(&self.origins, |origin| {
                origin.map_or("not known", Origin::label).to_owned()
            }),
            Part::Reporter => or(&self.reporters, |name| {
                name.clone().unwrap_or_else(|| "not known".to_owned())
            }),
            Part::Source => or(&self.sources, |source| {
                source
                    .as_deref()
                    .map_or("this log", names::source)
                    .to_owned()
            }),
        };
        format!("{} is {values}", part.label())
    }

    /// Levels by the matrix that is asked for; a filter that asks for none means all of them.
    fn levels(&self, levels: &[Option<u8>], axis: Axis, board: &Board) -> String {
        or(levels, |level| match (*level, self.scale) {
            (None, _) => "not rated".to_owned(),
            (Some(level), None) => level.to_string(),
            (Some(level), Some(scale)) => names::level(board, scale, axis, level),
        })
    }
}

/// `Reported on 2026-11-17`.
fn on_dates(what: &str, dates: Option<Dates>) -> String {
    match dates {
        Some(Dates::LastDays(1)) => format!("{what} in the last 24 h"),
        Some(Dates::LastDays(days)) => format!("{what} in the last {days} days"),
        Some(Dates::Days { from, to }) if from == to => {
            format!("{what} on {}", when::date_of(from))
        }
        Some(Dates::Days { from, to }) => {
            format!("{what} {} to {}", when::date_of(from), when::date_of(to))
        }
        None => String::new(),
    }
}

fn or<T>(values: &[T], word: impl Fn(&T) -> String) -> String {
    values.iter().map(word).collect::<Vec<_>>().join(" or ")
}
