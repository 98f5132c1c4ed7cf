//! The strip of clocks in a record's room: one cell for each promise about its present cycle.

use crate::{
    domain::{
        ids::ClockId,
        policy::Promise,
        record::Record,
        state::{HoldReason, State},
        time::Moment,
    },
    report::{
        promise::{self, Look},
        when,
    },
    sla::{
        plan::Plan,
        proof::{IntervalKind, proof},
        run::{Outcome, Reading, Run, Status},
    },
};

/// A clock as the strip shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub clock: ClockId,
    pub promise: Promise,
    pub name: String,
    /// `target 4 h`, or `every 30 min`.
    pub target: String,
    pub look: Look,
    pub status: Status,
    /// `3 h 27 left`.
    pub value: String,
    /// `Was due 03:11`.
    pub note: String,
    /// From 0 to 1.
    pub done: f64,
    pub due: Option<Moment>,
}

/// The newest run of each clock with a target in the record's present cycle, in the policy's order.
#[must_use]
pub fn cells(
    plan: &Plan,
    record: &Record,
    runs: &[Run],
    now: Moment,
    offset: impl Fn(Moment) -> i32,
) -> Vec<Cell> {
    let at = |at: Moment| when::short(at, now, &offset);
    let places = (0_u8..).zip(&plan.clocks);
    let newest = places.filter_map(|(place, clock)| {
        let mut runs = runs.iter().rev();
        let run = runs.find(|run| (run.clock, run.cycle) == (place, record.cycle))?;
        run.target.map(|target| (clock, run, target))
    });
    newest
        .map(|(clock, run, target)| {
            let reading = run.read(plan, now);
            Cell {
                clock: clock.id,
                promise: clock.promise,
                name: clock.name.clone(),
                target: target_words(clock.promise, target),
                look: promise::look(&reading),
                status: reading.status,
                value: promise::standing(&reading),
                note: note(plan, record, run, &reading, now, &at),
                done: promise::done(&reading),
                due: reading.due,
            }
        })
        .collect()
}

/// `target 4 h`; of what repeats, `every 30 min`.
#[must_use]
pub fn target_words(promise: Promise, target: i64) -> String {
    let length = promise::target_words(target);
    match promise {
        Promise::Update => format!("every {length}"),
        _ => format!("target {length}"),
    }
}

/// `Met at 02:01`, `Due 14:30`, `Was due 03:11`, `Paused 43 min: on hold for vendor`; then what
/// people did by hand.
#[must_use]
pub fn note(
    plan: &Plan,
    record: &Record,
    run: &Run,
    reading: &Reading,
    now: Moment,
    at: &impl Fn(Moment) -> String,
) -> String {
    let due = reading.due.map(at);
    let end = run.end.map(at).unwrap_or_default();
    let pause = reading
        .is_paused
        .then(|| pause_words(plan, record, run, now));
    let was_due = due.as_ref().map(|due| format!("Was due {due}"));
    let first = match reading.status {
        Status::Met => Some(format!("Met at {end}")),
        Status::Running => due.map(|due| format!("Due {due}")),
        Status::Breached if run.outcome == Outcome::Cancelled => {
            was_due.map(|due| format!("{due}, void since {end}"))
        }
        Status::Breached => was_due.map(|due| format!("{due}, done {end}")),
        Status::Late => was_due,
        Status::Cancelled => Some(format!("Not owed since {end}")),
        Status::NotStarted => Some("Has not begun".to_owned()),
        Status::Missing => Some("Nothing tells when".to_owned()),
        Status::Paused | Status::NotApplicable => None,
    };
    let parts = [first, pause, by_hand(run)];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// `2 extensions, 1 pause by hand`; a pause that still holds is said elsewhere.
#[must_use]
pub fn by_hand(run: &Run) -> Option<String> {
    let counted = |count: u16, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{count} {word}s")),
    };
    let pauses = run.hand_pauses - u16::from(run.held && run.is_going()).min(run.hand_pauses);
    let pauses = counted(pauses, "pause").map(|pauses| format!("{pauses} by hand"));
    let parts = [counted(run.extensions, "extension"), pauses];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `Paused 43 min: on hold for vendor`, `Paused 5 min by hand`.
fn pause_words(plan: &Plan, record: &Record, run: &Run, now: Moment) -> String {
    // A pause goes on through changes that don't end it, which only the intervals tell.
    let proof = proof(plan, record, run, now);
    let last = proof.intervals.last();
    let length = last.map_or(0, |last| match last.kind {
        IntervalKind::Paused(_) | IntervalKind::Held => last.to.since(last.from),
        IntervalKind::Counted | IntervalKind::OffHours => 0,
    });
    let length = when::duration(length);
    let hold = record.standing.hold.map(HoldReason::label);
    match (run.held, record.state(), hold) {
        (true, ..) => format!("Paused {length} by hand"),
        (_, State::OnHold, Some(hold)) => {
            format!("Paused {length}: on hold for {}", hold.to_lowercase())
        }
        (_, state, _) => format!("Paused {length}: {}", state.label().to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            command::{Command, Move, Writing},
            ids::RecordId,
            trail::Turned,
        },
        report::{
            clocks::Clocks,
            given::{Given, utc},
        },
    };

    fn strip(given: &Given, id: RecordId) -> Vec<String> {
        let mut clocks = Clocks::default();
        clocks.update(given.board(), given.now);
        let cells = cells(
            clocks.plan(),
            given.record(id),
            clocks.of(id),
            given.now,
            utc,
        );
        let said = |cell: Cell| {
            let Cell {
                name,
                target,
                value,
                note,
                ..
            } = cell;
            format!("{name}, {target}: {value}. {note}")
        };
        cells.into_iter().map(said).collect()
    }

    fn turn(given: &mut Given, record: RecordId, what: Turned) {
        let plan = given.board().settings.policy.clone();
        let clock = plan.clocks.iter().find(|it| it.name == "Resolve").unwrap();
        given.when(Command::Turn {
            record,
            clock: clock.id,
            what,
            reason: "The carrier is on its way".to_owned(),
            happened: None,
        });
    }

    // The day begins at 03:14.
    #[test]
    fn a_p1_has_a_quarter_an_hour_and_four_hours() {
        let mut given = Given::new();
        let id = given.report_p("East Clinic offline", 1);
        given.wait(13);
        assert_eq!(
            strip(&given, id),
            [
                "Acknowledge, target 15 min: 2 min left. Due 03:29",
                "Next update, every 1 h: 47 min left. Due 04:14",
                "Resolve, target 4 h: 3 h 47 left. Due 07:14",
            ]
        );
        given.wait(7);
        given.act(id, Move::Acknowledge);
        given.wait(60);
        assert_eq!(
            strip(&given, id),
            [
                "Acknowledge, target 15 min: 5 min over. Was due 03:29, done 03:34",
                "Next update, every 1 h: 20 min late. Was due 04:14",
                "Resolve, target 4 h: 2 h 40 left. Due 07:14",
            ]
        );
    }

    #[test]
    fn an_update_begins_the_next_run_and_pauses_say_why() {
        let mut given = Given::new();
        let id = given.report_p("East Clinic offline", 1);
        given.wait(30);
        given.when(Command::Write {
            record: id,
            entry: Writing::Update {
                audience: String::new(),
            },
            text: "Use paper forms.".to_owned(),
            happened: None,
        });
        given.act(id, Move::Hold(HoldReason::Vendor));
        given.wait(43);
        let said = strip(&given, id);
        assert_eq!(said[1], "Next update, every 1 h: 17 min left. Due 04:44");
        assert_eq!(
            said[2],
            "Resolve, target 4 h: 3 h 30 left. Paused 43 min: on hold for vendor"
        );
    }

    #[test]
    fn what_people_did_by_hand_stays_beside_the_verdict() {
        let mut given = Given::new();
        let id = given.report_p("East Clinic offline", 1);
        given.wait(30);
        turn(&mut given, id, Turned::Paused);
        given.wait(5);
        assert_eq!(
            strip(&given, id)[2],
            "Resolve, target 4 h: 3 h 30 left. Paused 5 min by hand"
        );
        turn(&mut given, id, Turned::Extended(30 * 60_000));
        turn(&mut given, id, Turned::Resumed);
        given.wait(1);
        assert_eq!(
            strip(&given, id)[2],
            "Resolve, target 4 h 30: 3 h 59 left. Due 07:49, 1 extension, 1 pause by hand"
        );
        given.act(id, Move::Resolve);
        let said = strip(&given, id);
        assert_eq!(
            said[1],
            "Next update, every 1 h: Cancelled. Not owed since 03:50"
        );
        assert_eq!(
            said[2],
            "Resolve, target 4 h 30: Met in 31 min. Met at 03:50, 1 extension, 1 pause by hand"
        );
    }

    #[test]
    fn a_new_cycle_has_new_clocks() {
        let mut given = Given::new();
        let id = given.report_p("East Clinic offline", 1);
        given.wait(10);
        given.act(id, Move::Resolve);
        given.wait(10);
        given.act(id, Move::Reopen);
        given.wait(5);
        assert_eq!(
            strip(&given, id),
            [
                "Next update, every 1 h: 55 min left. Due 04:34",
                "Resolve, target 4 h: 3 h 55 left. Due 07:34",
            ]
        );
    }
}
