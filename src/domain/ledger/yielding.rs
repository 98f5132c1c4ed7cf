//! Values that give way to others without a conflict.

use std::sync::Arc;

use crate::domain::{
    event::{Body, Event},
    fact::{Fact, Kind},
    ledger::Live,
    state::Milestone,
    time::Moment,
    value::{Field, Value},
};

/// Takes out the values that give way without a conflict: an older import to a newer one, a
/// report's *New* to any act and an acknowledgement's *Triage* to any other, a later
/// acknowledgement to an earlier one, *not judged yet* to any judgement. What is given once, a
/// reference or a tag, stays as it was given first.
pub(super) fn take_out(events: &[Arc<Event>], field: Field, live: &mut Vec<Live>) -> Vec<usize> {
    let mut yielded = Vec::new();
    if live.len() < 2 {
        return yielded;
    }
    let mut keep = |live: &mut Vec<Live>, keeps: &dyn Fn(&Live) -> bool| {
        live.retain(|live| {
            let keeps = keeps(live);
            if !keeps {
                yielded.push(live.event);
            }
            keeps
        });
    };
    let kind = |live: &Live| &events[live.event].head.kind;
    let updated = |live: &Live| match &events[live.event].body {
        Body::Present(Fact::Imported(body)) => Some((body.updated, events[live.event].order())),
        _ => None,
    };
    if let Some(newest) = live.iter().filter_map(updated).max() {
        keep(live, &|live| {
            updated(live).is_none_or(|updated| updated == newest)
        });
    }
    match field {
        Field::Reference | Field::Tag(_) => {
            let first = live.iter().find(|live| live.value.is_some());
            let first = first.or(live.first()).map(|live| live.event);
            keep(live, &|live| Some(live.event) == first);
        }
        Field::Assessment => {
            let is_judged = |live: &Live| live.value != Some(Value::Assessment(None));
            if live.iter().any(is_judged) {
                keep(live, &is_judged);
            }
        }
        Field::State => {
            let weight = |live: &Live| match kind(live) {
                Kind::Reported => 0,
                Kind::Acknowledged => 1,
                _ => 2,
            };
            let most = live.iter().map(weight).max();
            keep(live, &|live| Some(weight(live)) == most);
        }
        Field::Milestone(Milestone::Acknowledged | Milestone::Assigned, _) => {
            let by_act = |live: &Live| {
                matches!(
                    kind(live),
                    Kind::Acknowledged | Kind::Taken | Kind::Assigned
                )
            };
            let moment = |live: &Live| match live.value {
                Some(Value::Moment(Some(moment))) => moment,
                _ => Moment::LAST,
            };
            let earliest = (live.iter().filter(|live| by_act(live)))
                .min_by_key(|live| (moment(live), live.event))
                .map(|live| live.event);
            keep(live, &|live| !by_act(live) || Some(live.event) == earliest);
        }
        _ => {}
    }
    yielded
}
