//! What a replica says that it saw, it held: without a gap, without a fork, chained. And it says
//! all of that.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::{prop_assert, prop_assert_eq};
use sitrep::domain::{
    event::Event,
    ids::{EventId, ReplicaId},
};

use super::cases::{Law, mostly};
use crate::history::commands;

pub fn laws() -> Vec<Law> {
    vec![whoever_writes_says_all_that_they_hold_whole_and_no_more()]
}

fn whoever_writes_says_all_that_they_hold_whole_and_no_more() -> Law {
    mostly(0.75, |history, dice| {
        let to = dice.index(history.desks.len());
        let mut spoke = false;
        for _ in 0..3 {
            let from = dice.index(history.desks.len());
            let mut events = history.desks[from].events();
            events.retain(|_| dice.chance(70));
            dice.shuffle(&mut events);
            history.desks[to].take(events);

            let desk = &history.desks[to];
            let held = desk.events();
            let done = desk
                .act(commands::report(dice))
                .expect("a report is always allowed");
            let book = desk.book();
            let first = book.log().get(done.events[0]).expect("it is held");
            // Whole, and more than this replica has said before: that, and nothing else.
            let me = first.head.replica;
            let said = said_by(&held, me);
            let others: BTreeSet<_> = held.iter().map(|event| event.head.replica).collect();
            let new: BTreeMap<_, _> = (others.into_iter())
                .filter(|&replica| replica != me)
                .filter_map(|replica| Some((replica, whole(&held, replica)?)))
                .filter(|(replica, whole)| said.get(replica).is_none_or(|said| said < whole))
                .collect();
            prop_assert_eq!(&first.head.seen, &new);
            spoke |= !new.is_empty();
            for id in &done.events[1..] {
                let event = book.log().get(*id).expect("it is held");
                prop_assert!(event.head.seen.is_empty());
            }
        }
        Ok(spoke)
    })
}

/// The highest that a replica says it saw of each other.
fn said_by(held: &[Event], replica: ReplicaId) -> BTreeMap<ReplicaId, (u64, EventId)> {
    let mut said = BTreeMap::new();
    for event in held.iter().filter(|event| event.head.replica == replica) {
        for (&other, &seen) in &event.head.seen {
            let before = said.entry(other).or_insert(seen);
            *before = seen.max(*before);
        }
    }
    said
}

/// The highest event of a replica below which all is there, one by one.
fn whole(held: &[Event], replica: ReplicaId) -> Option<(u64, EventId)> {
    let mut last = None;
    for seq in 1.. {
        let mut at = held
            .iter()
            .filter(|event| event.head.replica == replica && event.head.seq == seq);
        let (Some(event), None) = (at.next(), at.next()) else {
            break;
        };
        if event.head.prev != last.map(|(_, id)| id) {
            break;
        }
        last = Some((seq, event.id));
    }
    last
}
