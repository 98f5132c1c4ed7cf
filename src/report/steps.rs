//! The road of a record: which of the ordinary states it reached, when, and where it stands.

use crate::domain::{
    ledger::Ledger,
    state::State,
    time::Moment,
    value::{Field, Standing, Value, each_value},
};

/// How far a record has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Per step of [`State::STEPS`] when it was last reached.
    pub reached: [Option<Moment>; 7],
    /// The step it stands on; on hold or cancelled, the one that it left.
    pub here: usize,
    /// Where it stands, and since when.
    pub standing: Standing,
    pub since: Moment,
}

/// Reads the road from a record's ledger, in the order of the log.
#[must_use]
pub fn steps(ledger: &Ledger, standing: Standing, since: Moment) -> Steps {
    let mut reached = [None; 7];
    let mut here = place(standing.state);
    let counting = ledger.events.iter().zip(&ledger.cycles).zip(&ledger.active);
    for ((event, &cycle), _) in counting.filter(|(_, active)| **active) {
        each_value(event, cycle, |field, value| {
            let (Field::State, Some(Value::State(set))) = (field, value) else {
                return;
            };
            if let Some(step) = place(set.state) {
                reached[step] = Some(event.happened());
                // Ordinary states say themselves where they are.
                if place(standing.state).is_none() {
                    here = Some(step);
                }
            }
        });
    }
    Steps {
        reached,
        here: here.unwrap_or(0),
        standing,
        since,
    }
}

fn place(state: State) -> Option<usize> {
    State::STEPS.iter().position(|step| *step == state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{command::Move, ids::RecordId, state::HoldReason},
        report::given::{Given, MINUTE},
    };

    fn road(given: &Given, id: RecordId) -> Steps {
        let record = given.record(id);
        steps(&given.ledger(id), record.standing, record.since)
    }

    #[test]
    fn a_record_on_hold_stands_on_the_step_it_left() {
        let mut given = Given::new();
        let id = given.report("WAN down");
        let start = given.now;
        for act in [
            Move::Acknowledge,
            Move::Start,
            Move::Hold(HoldReason::Vendor),
        ] {
            given.wait(1).act(id, act);
        }
        let at = |minutes: i64| Some(Moment(start.0 + minutes * MINUTE));
        let road = road(&given, id);
        assert_eq!(road.here, 3);
        assert_eq!(road.reached, [at(0), at(1), None, at(2), None, None, None]);
        assert_eq!(Some(road.since), at(3));
    }

    #[test]
    fn a_reopened_record_is_back_on_its_road() {
        let mut given = Given::new();
        let id = given.report("WAN down");
        for act in [Move::Resolve, Move::Reopen] {
            given.wait(1).act(id, act);
        }
        assert_eq!(road(&given, id).here, 3);
        given.wait(1).act(id, Move::Resolve);
        assert_eq!(road(&given, id).here, 5);
    }
}
