//! What may be promised: calendars, policies, and what people do to clocks by hand.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    board::Board,
    calendar::{Calendar, Holiday},
    command::Rejection,
    decide::{LONGEST_TEXT, LONGEST_TITLE, about, needed, optional, workspace},
    event::Intent,
    fact::{ClockTurned, Extended, Fact},
    ids::{CalendarId, ClockId, RecordId},
    ledger::Ledger,
    policy::{Clock, Policy, Rule, When},
    state::State,
    time::Moment,
    trail::{Trail, Turned},
    value::{Field, Value},
};

const MINUTE_MS: u64 = 60_000;
/// The longest target and the longest extension: ten years.
const LONGEST_MS: u64 = 3_653 * 24 * 60 * MINUTE_MS;
const MOST_HOLIDAYS: usize = 5_000;

pub(super) fn turn(
    board: &Board,
    ledger: &Ledger,
    record: RecordId,
    clock: ClockId,
    what: Turned,
    reason: &str,
    happened: Option<Moment>,
) -> Result<Intent, Rejection> {
    board
        .settings
        .policy
        .clock(clock)
        .ok_or(Rejection::NoClock)?;
    let state = match ledger.get(Field::State) {
        Some(Value::State(standing)) => standing.state,
        _ => State::New,
    };
    if !state.is_open() {
        return Err(Rejection::WrongState {
            act: "Changing a clock",
            state: state.label(),
        });
    }
    let reason = match needed("The reason", reason, LONGEST_TEXT, Rejection::NoClockReason) {
        Err(Rejection::NoClockReason) if what == Turned::Resumed => String::new(),
        other => other?,
    };
    let is_held = Trail::of(ledger).is_held(clock, ledger.cycle());
    let turned = |reason| ClockTurned {
        clock,
        reason,
        happened,
    };
    let fact = match what {
        Turned::Paused if is_held => return Err(Rejection::AlreadyPaused),
        Turned::Paused => Fact::ClockPaused(turned(reason)),
        Turned::Resumed if !is_held => return Err(Rejection::NotPaused),
        Turned::Resumed => Fact::ClockResumed(turned(reason)),
        Turned::Extended(by) if !(MINUTE_MS..=LONGEST_MS).contains(&by) => {
            return Err(Rejection::NoLength);
        }
        Turned::Extended(by) => Fact::ClockExtended(Extended {
            clock,
            by,
            reason,
            happened,
        }),
    };
    let mut intent = about(record, fact);
    intent.reference = ledger.cycle_opener();
    Ok(intent)
}

/// A calendar that counts something. Whether its zone is one, the page asks before.
pub(super) fn calendar(mut calendar: Calendar) -> Result<Calendar, Rejection> {
    calendar.name = needed("The name", &calendar.name, LONGEST_TITLE, Rejection::NoName)?;
    calendar.zone = workspace::short("The zone", &calendar.zone, workspace::LONGEST_ZONE)?;
    calendar.hours.retain(|_, windows| !windows.is_empty());
    for windows in calendar.hours.values_mut() {
        windows.sort_unstable();
    }
    if !calendar.is_whole() {
        return Err(Rejection::BadHours);
    }
    if !calendar.has_hours() {
        return Err(Rejection::NoHours);
    }
    for holiday in &mut calendar.holidays {
        if !holiday.has_date() {
            return Err(Rejection::BadDate {
                date: std::mem::take(&mut holiday.date),
            });
        }
        holiday.name = workspace::short("The holiday", &holiday.name, LONGEST_TITLE)?;
    }
    // Of two names of a day the first is kept, and none only where there is no other.
    let key = |it: &Holiday| (it.date.clone(), it.name.is_empty(), it.name.clone());
    calendar.holidays.sort_by_cached_key(key);
    calendar
        .holidays
        .dedup_by(|next, before| next.date == before.date);
    at_most(
        calendar.holidays.len(),
        MOST_HOLIDAYS,
        "holidays in a calendar",
    )?;
    Ok(calendar)
}

/// A policy of which every clock can be computed. It may name calendars that the same action
/// defined before it.
pub(super) fn policy(
    board: &Board,
    mut policy: Policy,
    earlier: &[Intent],
) -> Result<Policy, Rejection> {
    let mut calendars: BTreeMap<CalendarId, &Calendar> =
        (board.settings.calendars.iter().map(|(id, it)| (*id, it))).collect();
    calendars.extend(earlier.iter().filter_map(|intent| match &intent.fact {
        Fact::CalendarDefined(calendar) => Some((calendar.id, calendar)),
        _ => None,
    }));
    policy.name = needed("The name", &policy.name, LONGEST_TITLE, Rejection::NoName)?;
    policy.note = optional("The note", &policy.note.unwrap_or_default())?;
    at_most(policy.clocks.len(), Policy::MOST_CLOCKS, "clocks")?;
    let mut ids = BTreeSet::new();
    for clock in &mut policy.clocks {
        clock.name = needed("The name", &clock.name, LONGEST_TITLE, Rejection::NoName)?;
        at_most(clock.rules.len(), Policy::MOST_RULES, "rules in a clock")?;
        for conditions in conditions(clock) {
            at_most(
                conditions.len(),
                Policy::MOST_ALTERNATIVES,
                "alternatives in a condition",
            )?;
        }
        let fits = |target| (MINUTE_MS..=LONGEST_MS).contains(&target);
        let wrong = |rule: &Rule| rule.target.is_some_and(|target| !fits(target));
        if let Some(place) = clock.rules.iter().position(wrong) {
            return Err(Rejection::NoTarget {
                clock: clock.name.clone(),
                rule: place + 1,
            });
        }
        if let Some(what) = not_offered(board, &calendars, clock) {
            return Err(Rejection::NotOffered {
                clock: clock.name.clone(),
                what,
            });
        }
        if !ids.insert(clock.id) {
            return Err(Rejection::ClockTwice {
                clock: clock.name.clone(),
            });
        }
    }
    Ok(policy)
}

/// The six conditions of a clock.
fn conditions(clock: &Clock) -> [&Vec<When>; 6] {
    [
        &clock.start,
        &clock.pause,
        &clock.resume,
        &clock.stop,
        &clock.cancel,
        &clock.reset,
    ]
}

/// What a clock names that nobody can choose any more. Names that only an import gave can be
/// chosen too.
fn not_offered(
    board: &Board,
    calendars: &BTreeMap<CalendarId, &Calendar>,
    clock: &Clock,
) -> Option<&'static str> {
    let of_rules = clock.rules.iter().filter_map(|rule| rule.calendar);
    let is_offered = |id| calendars.get(&id).is_some_and(|it| !it.retired);
    if !of_rules.chain([clock.calendar]).all(is_offered) {
        return Some("calendar");
    }
    let settings = &board.settings;
    let gone = |retired: Option<bool>, id: &dyn ToString| match retired {
        Some(retired) => retired,
        None => board.label_of(&id.to_string()).is_none(),
    };
    let whens = conditions(clock).into_iter().flatten();
    for when in whens.chain(clock.rules.iter().map(|rule| &rule.when)) {
        let team = |id| gone(settings.teams.get(id).map(|it| it.retired), id);
        let service = |id| gone(settings.services.get(id).map(|it| it.retired), id);
        let category = |id| gone(settings.categories.get(id).map(|it| it.retired), id);
        if when.teams.iter().any(team) {
            return Some("team");
        }
        if when.services.iter().any(service) {
            return Some("service");
        }
        if when.categories.iter().any(category) {
            return Some("category");
        }
    }
    None
}

fn at_most(count: usize, most: usize, what: &'static str) -> Result<(), Rejection> {
    match count > most {
        true => Err(Rejection::TooMany { most, what }),
        false => Ok(()),
    }
}
