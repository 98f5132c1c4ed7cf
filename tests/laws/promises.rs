//! Laws of the clocks: numbers depend on what happened, not on how it became known.

use std::collections::BTreeMap;

use proptest::{prop_assert, prop_assert_eq};
use sitrep::{
    domain::{
        board::Board,
        calendar::Calendar,
        command::{Command, Move, Report},
        ids::{ClockId, PersonId, RecordId, ReplicaId},
        policy::{Clock, PolicyPreset, Promise, Rule, When},
        record::Record,
        state::{HoldReason, Milestone, State},
        time::Moment,
    },
    report::clocks::Clocks,
    sla::{
        plan::Plan,
        proof::proof,
        run::{Outcome, Run},
        walk::runs,
    },
};

use super::cases::{Held, Law, always, folded};
use crate::history::{
    BEGINNING, History,
    desk::{self, Desk},
    dice::Dice,
};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

pub fn laws() -> Vec<Law> {
    vec![
        always(intervals_of_a_run_add_up_to_the_time_on_the_wall),
        always(elapsed_is_additive_over_any_split_and_a_promise_is_late_right_after_it_is_due),
        always(clocks_kept_up_to_date_are_those_computed_from_nothing),
        always(the_order_in_which_events_come_does_not_matter),
        always(a_correction_is_as_good_as_having_known_it_from_the_start),
    ]
}

/// The workspace's policy, or one that counts business hours.
fn plan_of(board: &Board, dice: &mut Dice) -> Plan {
    let (from, to) = (
        Moment(BEGINNING.0 - 9 * DAY),
        Moment(BEGINNING.0 + 99 * DAY),
    );
    if dice.chance(50) {
        return Plan::of(&board.settings, from, to);
    }
    let preset = dice.pick(&[PolicyPreset::Business, PolicyPreset::Itil]);
    let built_in = Calendar::built_in();
    Plan::tried(&board.settings, &preset.policy(), built_in.iter(), from, to)
}

fn any_now(dice: &mut Dice) -> Moment {
    Moment(BEGINNING.0 + dice.below(30 * DAY.cast_unsigned()).cast_signed())
}

fn intervals_of_a_run_add_up_to_the_time_on_the_wall(
    history: &mut History,
    dice: &mut Dice,
) -> Held {
    let (_, board) = folded(&history.copies());
    let plan = plan_of(&board, dice);
    let now = any_now(dice);
    for record in board.records() {
        for run in runs(&plan, record) {
            let proof = proof(&plan, record, &run, now);
            let mut at = proof.intervals.first().map_or(run.start, |it| it.from);
            for interval in &proof.intervals {
                prop_assert_eq!(interval.from, at, "a gap");
                prop_assert!(interval.to > interval.from);
                at = interval.to;
            }
            let sum = proof.counted + proof.off_hours + proof.paused;
            prop_assert_eq!(sum, proof.wall());
            if run.outcome != Outcome::Waiting {
                let known = match run.is_going() {
                    true => run.mark.max(now),
                    false => run.mark,
                };
                prop_assert_eq!(at, known);
                prop_assert_eq!(proof.counted, run.elapsed(&plan, now));
            }
        }
    }
    Ok(())
}

fn elapsed_is_additive_over_any_split_and_a_promise_is_late_right_after_it_is_due(
    history: &mut History,
    dice: &mut Dice,
) -> Held {
    let (_, board) = folded(&history.copies());
    let plan = plan_of(&board, dice);
    for record in board.records() {
        for run in runs(&plan, record).iter().filter(|run| run.is_going()) {
            let (one, other) = (any_now(dice), any_now(dice));
            let (first, last) = (run.mark.max(one.min(other)), run.mark.max(one.max(other)));
            let between = run.elapsed(&plan, last) - run.elapsed(&plan, first);
            prop_assert!(between >= 0 && between <= last.since(first));
            let (Some(target), Some(due)) = (run.target, run.reaches(&plan, 100)) else {
                continue;
            };
            prop_assert_eq!(run.elapsed(&plan, due), target.max(run.counted));
            if due > run.mark {
                let before = Moment(due.0 - 1);
                prop_assert_eq!(run.elapsed(&plan, before), target - 1);
            }
            prop_assert!(!run.read(&plan, due).status.is_breached());
            let day_after = Moment(due.0.saturating_add(7 * DAY));
            prop_assert!(run.read(&plan, day_after).status.is_breached());
        }
    }
    Ok(())
}

fn clocks_kept_up_to_date_are_those_computed_from_nothing(
    history: &mut History,
    dice: &mut Dice,
) -> Held {
    let now = any_now(dice);
    let mut kept = Clocks::default();
    for desk in &history.desks {
        kept.update(desk.book().board(), now);
    }
    let (_, board) = folded(&history.copies());
    kept.update(&board, now);
    let mut fresh = Clocks::default();
    fresh.update(&board, now);
    for (place, record) in board.records().iter().enumerate() {
        prop_assert_eq!(kept.runs(place), fresh.runs(place));
        prop_assert_eq!(kept.of(record.id), fresh.of(record.id));
    }
    Ok(())
}

fn all_runs(board: &Board) -> BTreeMap<RecordId, Vec<Run>> {
    let plan = Plan::of(&board.settings, BEGINNING, Moment(BEGINNING.0 + 99 * DAY));
    let records = board.records().iter();
    records
        .map(|record| (record.id, runs(&plan, record)))
        .collect()
}

fn the_order_in_which_events_come_does_not_matter(history: &mut History, dice: &mut Dice) -> Held {
    let mut copies = history.copies();
    let (_, one) = folded(&copies);
    dice.shuffle(&mut copies);
    let (_, other) = folded(&copies);
    prop_assert_eq!(all_runs(&one), all_runs(&other));
    Ok(())
}

/// A desk with one incident, reported at the beginning.
fn desk() -> (Desk, RecordId) {
    let id = RecordId([7; 16]);
    let mut desk = Desk::new(ReplicaId([1; 16]), PersonId([1; 16]), desk::Clock::Right, 1);
    desk.pass(0);
    let report = Report {
        title: "WAN down".to_owned(),
        ..Report::blank(id)
    };
    desk.act(Command::Report(Box::new(report)))
        .expect("a title is enough");
    (desk, id)
}

/// The same acts, once with their true times and once with wrong ones that are corrected later.
fn a_correction_is_as_good_as_having_known_it_from_the_start(
    _: &mut History,
    dice: &mut Dice,
) -> Held {
    let acts = [
        (Move::Acknowledge, Some(Milestone::Acknowledged)),
        (Move::Hold(HoldReason::Vendor), None),
        (Move::Resume, None),
        (Move::Mitigate, Some(Milestone::Mitigated)),
        (Move::Resolve, Some(Milestone::Resolved)),
        (Move::Close, Some(Milestone::Closed)),
    ];
    // True times rise; the wrong ones lie between the same neighbours.
    let times: Vec<i64> = (1..=6)
        .map(|step| step * 60 + dice.below(59).cast_signed())
        .collect();
    let wrong: Vec<i64> = (1..=6)
        .map(|step| step * 60 + dice.below(59).cast_signed())
        .collect();
    let at = |minutes: i64| Some(Moment(BEGINNING.0 + minutes * MINUTE));
    let ((mut known, id), (mut learnt, _)) = (desk(), desk());
    for desk in [&mut known, &mut learnt] {
        desk.pass(8 * 60);
    }
    for (step, &(act, milestone)) in acts.iter().enumerate() {
        let said = match milestone {
            Some(_) => wrong[step],
            None => times[step],
        };
        for (desk, minutes) in [(&known, times[step]), (&learnt, said)] {
            let command = Command::Act {
                record: id,
                act,
                happened: at(minutes),
                note: None,
            };
            prop_assert!(desk.act(command).is_ok());
        }
    }
    for (step, &(_, milestone)) in acts.iter().enumerate() {
        let Some(milestone) = milestone.filter(|_| wrong[step] != times[step]) else {
            continue;
        };
        let command = Command::Correct {
            record: id,
            milestone,
            cycle: 0,
            happened: at(times[step]),
        };
        prop_assert!(learnt.act(command).is_ok());
    }
    // Most clocks follow milestones; one of states has to move with them.
    let mut policy = PolicyPreset::Itil.policy();
    let mut of_states = Clock::new(ClockId([9; 16]), Promise::Resolve);
    of_states.pause = vec![When::state(State::Mitigated)];
    of_states.stop = vec![When::state(State::Resolved)];
    of_states.rules = vec![Rule {
        when: When::default(),
        target: Some(60 * MINUTE.unsigned_abs()),
        calendar: None,
    }];
    policy.clocks.push(of_states);
    let of = |desk: &Desk| -> (Vec<Run>, Vec<(i64, i64)>) {
        let book = desk.book();
        let board = book.board();
        let (from, to) = (BEGINNING, Moment(BEGINNING.0 + 9 * DAY));
        let built_in = Calendar::built_in();
        let plan = Plan::tried(&board.settings, &policy, built_in.iter(), from, to);
        let record: &Record = board.record(id).expect("it was reported");
        let runs = runs(&plan, record);
        let proofs = runs.iter().map(|run| {
            let proof = proof(&plan, record, run, desk.now());
            (proof.counted, proof.paused)
        });
        let proofs = proofs.collect();
        (runs, proofs)
    };
    prop_assert_eq!(of(&known), of(&learnt));
    Ok(())
}
