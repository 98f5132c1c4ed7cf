//! Why a clock has its target, and who turned it by hand.

use crate::{
    domain::{
        board::Board,
        ids::PersonId,
        policy::Clock,
        record::Record,
        time::Moment,
        trail::{Turn, Turned},
    },
    report::{clock_proof::length, condition, names, promise, when},
    sla::{proof::Proof, run::Run},
};

/// Who adopted the policy and when; none of one that every log knows.
pub type Version = Option<(Option<PersonId>, Moment)>;

/// `Rule 1 of 6 fits first: kind is incident, priority is P1. Target 4 h, by the calendar Around
/// the clock.`
#[must_use]
pub fn why(board: &Board, clock: &Clock, run: &Run) -> String {
    let rule = run.rule.and_then(|place| {
        let rule = clock.rules.get(usize::from(place))?;
        Some((usize::from(place) + 1, rule))
    });
    let Some((number, rule)) = rule else {
        return "No rule of this clock fits, so nothing is promised.".to_owned();
    };
    let calendars = &board.settings.calendars;
    let calendar = calendars.get(&rule.calendar.unwrap_or(clock.calendar));
    let calendar = calendar.map_or("that is not here: around the clock", |it| it.name.as_str());
    let target = rule.target.map_or_else(
        || "nothing is promised".to_owned(),
        |target| promise::target_words(i64::try_from(target).unwrap_or(i64::MAX)),
    );
    format!(
        "Rule {number} of {} fits first: {}. Target {target}, by the calendar {calendar}.",
        clock.rules.len(),
        condition::words(board, &rule.when)
    )
}

/// `4 h 45, with 2 extensions of together 45 min`.
#[must_use]
pub fn target_words(run: &Run) -> Option<String> {
    let target = promise::target_words(run.target?);
    let more = length(run.extended / 1_000);
    Some(match run.extensions {
        0 => target,
        1 => format!("{target}, with an extension of {more}"),
        count => format!("{target}, with {count} extensions of together {more}"),
    })
}

/// Of a run that started again: `Started again on 17 Nov 05:10, when another rule fitted: the 1 h
/// 12 min counted since 17 Nov 03:58 count no more.`
#[must_use]
pub fn again(proof: &Proof, at: impl Fn(Moment) -> String) -> Option<String> {
    let (began, counted) = proof.dropped?;
    Some(format!(
        "Started again on {}, when another rule fitted: the {} counted since {} count no more.",
        at(proof.run.start),
        length(counted / 1_000),
        at(began)
    ))
}

/// `Policy ITIL, around the clock, built in`, `Policy Hospital, version of 17 Nov 14:30 by Ana`.
#[must_use]
pub fn version_words(
    board: &Board,
    version: Version,
    now: Moment,
    offset: impl Fn(Moment) -> i32,
) -> String {
    let name = &board.settings.policy.name;
    match version {
        None => format!("Policy “{name}”, built in."),
        Some((by, at)) => {
            let at = when::exact(at, now, offset);
            let by = by.map(|by| format!(" by {}", names::person(board, by)));
            format!(
                "Policy “{name}”, version of {at}{}.",
                by.unwrap_or_default()
            )
        }
    }
}

/// What people did by hand to a run of that number, in order: `Ana extended it by 30 min` and why.
#[must_use]
pub fn hands(
    board: &Board,
    clock: &Clock,
    record: &Record,
    run: &Run,
    number: u16,
) -> Vec<(Moment, String)> {
    // Time that was given before the clock started counts for its first run.
    let began_before = |turn: &Turn| turn.at >= run.start || number == 0;
    let ended_after = |turn: &Turn| run.end.is_none_or(|end| turn.at <= end);
    let turns = record.trail.turns.iter().filter(|turn| {
        (turn.clock, turn.cycle) == (clock.id, run.cycle) && began_before(turn) && ended_after(turn)
    });
    let said = |turn: &Turn| {
        let who = turn
            .by
            .map_or("Somebody", |person| names::person(board, person));
        let did = match turn.what {
            Turned::Paused => "paused it".to_owned(),
            Turned::Resumed => "let it run on".to_owned(),
            Turned::Extended(by) => {
                let by = i64::try_from(by / 1_000).unwrap_or(i64::MAX);
                format!("extended it by {}", length(by))
            }
        };
        match turn.reason.trim() {
            "" => format!("{who} {did}"),
            reason => format!("{who} {did}: {reason}"),
        }
    };
    turns.map(|turn| (turn.at, said(turn))).collect()
}
