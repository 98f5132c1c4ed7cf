//! How one policy differs from another, as sentences.

use std::collections::BTreeMap;

use crate::{
    domain::{
        board::Board,
        calendar::{Calendar, Weekday},
        ids::CalendarId,
        policy::{Clock, Rule, When},
    },
    report::{
        policy::{Terms, condition},
        promise::target_words,
        week::hours_text,
    },
};

type Calendars = BTreeMap<CalendarId, Calendar>;

/// What changes from one set of terms to the other: the clocks in their order, the calendars, the
/// matrix; nothing where they promise the same. The policy's name is left out.
#[must_use]
pub fn differences(board: &Board, old: &Terms, new: &Terms) -> Vec<String> {
    let mut said = Vec::new();
    for clock in &new.policy.clocks {
        match old.policy.clock(clock.id) {
            None => said.push(format!("{} is new", clock.name)),
            Some(before) => {
                let calendars = [&old.calendars, &new.calendars];
                each(board, calendars, before, clock, &mut said);
            }
        }
    }
    for clock in &old.policy.clocks {
        if new.policy.clock(clock.id).is_none() {
            said.push(format!("{} is gone", clock.name));
        }
    }
    for calendar in new.calendars.values() {
        match old.calendars.get(&calendar.id) {
            None => said.push(format!("The calendar {} is new", calendar.name)),
            Some(before) => hours(before, calendar, &mut said),
        }
    }
    if old.matrix != new.matrix {
        said.push(match old.matrix.name == new.matrix.name {
            true => "The priority matrix has changed".to_owned(),
            false => format!(
                "The priority matrix is {} instead of {}",
                new.matrix.name, old.matrix.name
            ),
        });
    }
    said
}

fn holidays(count: usize) -> String {
    match count {
        1 => "1 holiday".to_owned(),
        count => format!("{count} holidays"),
    }
}

/// What differs between a calendar and what it was.
fn hours(old: &Calendar, new: &Calendar, said: &mut Vec<String>) {
    let name = &new.name;
    if old.name != new.name {
        said.push(format!("The calendar {} is called {name}", old.name));
    }
    if old.zone != new.zone {
        let zone = |zone: &str| match zone {
            "" => "the workspace's zone".to_owned(),
            zone => zone.to_owned(),
        };
        let (before, after) = (zone(&old.zone), zone(&new.zone));
        said.push(format!("{name} follows {after} instead of {before}"));
    }
    for day in Weekday::ALL {
        let of = |calendar: &Calendar| match calendar.hours.get(day).map_or(&[][..], Vec::as_slice)
        {
            [] => "free".to_owned(),
            windows => hours_text(windows),
        };
        let (before, after) = (of(old), of(new));
        if before != after {
            said.push(format!("{name}, {}: {before} → {after}", day.label()));
        }
    }
    let lacks = |one: &Calendar, other: &Calendar| {
        let has = |date: &str| other.holidays.iter().any(|holiday| holiday.date == date);
        let lacking = one.holidays.iter().filter(|holiday| !has(&holiday.date));
        lacking.count()
    };
    match (lacks(new, old), lacks(old, new)) {
        (0, 0) if old.holidays != new.holidays => {
            said.push(format!("{name} calls holidays by other names"));
        }
        (0, 0) => {}
        (more, 0) => said.push(format!("{name}: {} added", holidays(more))),
        (0, less) => said.push(format!("{name}: {} removed", holidays(less))),
        (more, less) => said.push(format!("{name}: {} added, {less} removed", holidays(more))),
    }
    match (old.retired, new.retired) {
        (false, true) => said.push(format!("The calendar {name} is no longer offered")),
        (true, false) => said.push(format!("The calendar {name} is offered again")),
        _ => {}
    }
}

fn each(
    board: &Board,
    calendars: [&Calendars; 2],
    old: &Clock,
    new: &Clock,
    said: &mut Vec<String>,
) {
    let name = &new.name;
    if old.name != new.name {
        said.push(format!("{} is called {name}", old.name));
    }
    if old.calendar != new.calendar {
        let before = calendar(calendars[0], old.calendar);
        let after = calendar(calendars[1], new.calendar);
        said.push(format!("{name} counts by {after} instead of {before}"));
    }
    if old.on_change != new.on_change {
        let how = new.on_change.label().to_lowercase();
        said.push(format!("{name}, when its target changes: {how}"));
    }
    for (what, before, after) in [
        ("starts", &old.start, &new.start),
        ("pauses", &old.pause, &new.pause),
        ("resumes", &old.resume, &new.resume),
        ("stops", &old.stop, &new.stop),
        ("is cancelled", &old.cancel, &new.cancel),
        ("is reset", &old.reset, &new.reset),
    ] {
        if before != after {
            let (before, after) = (alternatives(board, before), alternatives(board, after));
            said.push(format!("{name} {what}: {before} → {after}"));
        }
    }
    for rule in &new.rules {
        let before = old.rules.iter().find(|it| it.when == rule.when);
        let whom = condition(board, &rule.when);
        match before {
            None => {
                let target = target(calendars[1], rule);
                said.push(format!("{name}, {whom}: {target} is new"));
            }
            Some(before) if before != rule => {
                let before = target(calendars[0], before);
                let after = target(calendars[1], rule);
                said.push(format!("{name}, {whom}: {before} → {after}"));
            }
            Some(_) => {}
        }
    }
    for rule in &old.rules {
        if !new.rules.iter().any(|it| it.when == rule.when) {
            let whom = condition(board, &rule.when);
            let target = target(calendars[0], rule);
            said.push(format!("{name}, {whom}: {target} is gone"));
        }
    }
    let order = |rules: &[Rule], among: &[Rule]| -> Vec<When> {
        let shared = rules
            .iter()
            .filter(|rule| among.iter().any(|it| it.when == rule.when));
        shared.map(|rule| rule.when.clone()).collect()
    };
    if order(&old.rules, &new.rules) != order(&new.rules, &old.rules) {
        said.push(format!("{name} has its rules in another order"));
    }
}

fn target(calendars: &Calendars, rule: &Rule) -> String {
    let target = rule
        .target
        .map(|ms| target_words(i64::try_from(ms).unwrap_or(i64::MAX)));
    let target = target.unwrap_or_else(|| "no promise".to_owned());
    match rule.calendar {
        None => target,
        Some(id) => format!("{target} by {}", calendar(calendars, id)),
    }
}

fn alternatives(board: &Board, whens: &[When]) -> String {
    let whens: Vec<_> = whens.iter().map(|when| condition(board, when)).collect();
    match whens.is_empty() {
        true => "never".to_owned(),
        false => whens.join(" or "),
    }
}

fn calendar(calendars: &Calendars, id: CalendarId) -> &str {
    let calendar = calendars.get(&id);
    calendar.map_or("an unknown calendar", |calendar| calendar.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{calendar::Holiday, priority::Preset},
        report::given::Given,
    };

    #[test]
    fn every_change_is_a_sentence() {
        let given = Given::new();
        let old = Terms::built_in();
        assert_eq!(differences(given.board(), &old, &old), Vec::<String>::new());
        let mut terms = old.clone();
        let new = &mut terms.policy;
        new.clocks[0].rules[0].target = Some(20 * 60_000);
        new.clocks[2].pause.clear();
        new.clocks[2].calendar = Calendar::BUSINESS;
        new.clocks[2].rules.swap(0, 1);
        new.clocks.remove(1);
        assert_eq!(
            differences(given.board(), &old, &terms),
            [
                "Acknowledge, Incident, P1: 15 min → 20 min",
                "Resolve counts by Business hours instead of Around the clock",
                "Resolve pauses: state On hold → never",
                "Resolve has its rules in another order",
                "Next update is gone",
            ]
        );
    }

    #[test]
    fn calendars_and_the_matrix_differ_in_words_too() {
        let given = Given::new();
        let old = Terms::built_in();
        let mut new = old.clone();
        new.matrix = Preset::Glpi.matrix();
        let business = new.calendars.get_mut(&Calendar::BUSINESS).unwrap();
        business.hours.remove(&Weekday::Fri);
        business.zone = "Europe/Berlin".to_owned();
        let day = |date: &str| Holiday {
            date: date.to_owned(),
            name: String::new(),
        };
        business.holidays = vec![day("2026-12-25"), day("2026-12-26")];
        assert_eq!(
            differences(given.board(), &old, &new),
            [
                "Business hours follows Europe/Berlin instead of the workspace's zone",
                "Business hours, Friday: 09:00–17:00 → free",
                "Business hours: 2 holidays added",
                "The priority matrix is GLPI 5 × 5 instead of Sitrep 5 × 5",
            ]
        );
    }
}
