//! Who changes a log is seen, unless they recompute all later ids and nobody else has a copy.

use std::collections::BTreeMap;

use proptest::prelude::{prop_assert, prop_assert_eq};
use serde_json::{Value, json};
use sitrep::{
    domain::log::Log,
    exchange::{
        file::{self, Reading},
        seal::Why,
        verify::{self, Verdict},
    },
};

use super::cases::{Law, always, logged, mostly};
use crate::history::{desk::Desk, dice::Dice, raw};

/// A file taken apart: its envelope and its events.
struct Parts {
    envelope: Value,
    events: Vec<Value>,
}

/// What reading and verifying a file finds.
struct Found {
    reading: Reading,
    log: Log,
    verdict: Verdict,
}

pub fn laws() -> Vec<Law> {
    vec![
        an_edited_event_is_seen(),
        an_edited_event_with_a_new_id_is_unchained_or_missed(),
        a_rewritten_chain_is_seen_by_witnesses_and_beside_any_other_copy(),
        an_inserted_event_is_a_fork_or_breaks_the_chain(),
        a_removed_event_is_a_gap_or_a_cut_off_end(),
        events_without_their_bodies_still_verify(),
    ]
}

fn an_edited_event_is_seen() -> Law {
    always(|history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        let (mut parts, before) = untouched(desk);
        let at = dice.index(parts.events.len());
        let id = parts.events[at]["id"].clone();
        if dice.chance(50) && parts.events[at]["body"].is_object() {
            edit(&mut parts.events[at]["body"], dice);
            let found = parts.find();
            prop_assert_eq!(
                found.reading.bodies_refused,
                before.reading.bodies_refused + 1
            );
            let event = found
                .reading
                .events
                .iter()
                .find(|event| json!(event.id.to_string()) == id);
            prop_assert!(event.is_some_and(|event| !event.has_body()));
        } else {
            edit(&mut parts.events[at]["head"], dice);
            let found = parts.find();
            prop_assert_eq!(found.reading.unreadable.len(), 1);
            prop_assert_eq!(&found.reading.unreadable[0].why, &Why::Changed);
        }
        Ok(())
    })
}

fn an_edited_event_with_a_new_id_is_unchained_or_missed() -> Law {
    always(|history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        let (mut parts, before) = untouched(desk);
        let at = dice.index(parts.events.len());
        let old = parts.events[at]["id"].clone();
        edit_hour(&mut parts.events[at]);
        let found = parts.find();
        prop_assert_eq!(&found.reading.unreadable, &[]);
        let head = &parts.events[at]["head"];
        let next = head["seq"].as_u64().map(|seq| json!(seq + 1));
        let followed = parts.events.iter().any(|event| {
            let later = &event["head"];
            later["prev"] == old
                && later["replica"] == head["replica"]
                && Some(&later["seq"]) == next.as_ref()
        });
        if followed {
            prop_assert!(found.verdict.unchained.len() > before.verdict.unchained.len());
        } else if is_end(&before.log, &old) {
            prop_assert_eq!(found.reading.cut_off.len(), 1);
        } else {
            // Below a gap: the gap tells already that something is missing.
            prop_assert!(!before.verdict.gaps.is_empty());
        }
        if witnesses(&parts.events).contains(&old) {
            prop_assert!(found.verdict.missing.len() > before.verdict.missing.len());
        }
        Ok(())
    })
}

fn a_rewritten_chain_is_seen_by_witnesses_and_beside_any_other_copy() -> Law {
    mostly(0.25, |history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        let (mut parts, before) = untouched(desk);
        let at = dice.index(parts.events.len());
        let named = witnesses(&parts.events);
        let renamed = rewrite_chain(&mut parts, at);
        let found = parts.find();
        // From the file alone only a witness can tell.
        prop_assert_eq!(&found.reading.unreadable, &[]);
        prop_assert_eq!(&found.reading.cut_off, &[]);
        let seen = renamed
            .keys()
            .filter(|old| named.contains(&json!(old)))
            .count();
        prop_assert_eq!(
            found.verdict.missing.len() > before.verdict.missing.len(),
            seen > 0
        );
        // Beside the original both versions stand, as a fork.
        let mut both = desk.events();
        both.extend(found.reading.events);
        let forks = logged(both).forks();
        for (old, new) in &renamed {
            let is_forked = forks.iter().any(|fork| {
                let ids: Vec<_> = fork.ids.iter().map(ToString::to_string).collect();
                ids.contains(old) && ids.contains(new)
            });
            prop_assert!(is_forked);
        }
        Ok(seen > 0)
    })
}

fn an_inserted_event_is_a_fork_or_breaks_the_chain() -> Law {
    always(|history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        let (mut parts, before) = untouched(desk);
        // Between two events of one replica there is no free number.
        let mut inserted = dice.pick(&parts.events);
        edit_hour(&mut inserted);
        parts
            .events
            .insert(dice.index(parts.events.len()), inserted);
        let found = parts.find();
        let forked =
            |verdict: &Verdict| -> usize { verdict.forks.iter().map(|fork| fork.ids.len()).sum() };
        prop_assert!(forked(&found.verdict) > forked(&before.verdict));
        Ok(())
    })
}

fn a_removed_event_is_a_gap_or_a_cut_off_end() -> Law {
    mostly(0.8, |history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        let (mut parts, before) = untouched(desk);
        let at = dice.index(parts.events.len());
        let removed = parts.events.remove(at);
        let old = &removed["id"];
        let event = (desk.events().into_iter()).find(|event| json!(event.id.to_string()) == *old);
        let event = event.expect("it is held");
        let found = parts.find();
        prop_assert!(!found.verdict.is_intact() || !found.reading.cut_off.is_empty());
        let (replica, seq) = (event.head.replica, event.head.seq);
        let alone = before.log.at(replica, seq).len() == 1;
        if is_end(&before.log, old) {
            prop_assert_eq!(&found.reading.cut_off, &[(replica, seq)]);
        } else if alone {
            let in_gap = |gap: &sitrep::domain::log::Gap| {
                gap.replica == replica && (gap.from..=gap.to).contains(&seq)
            };
            prop_assert!(found.verdict.gaps.iter().any(in_gap));
        }
        if witnesses(&parts.events).contains(old) {
            // What only the removed event had seen is no longer missed: a count would not do.
            let is_missed = found.verdict.missing.iter().any(|(.., id)| *id == event.id);
            prop_assert!(is_missed);
        }
        Ok(alone || is_end(&before.log, old))
    })
}

fn events_without_their_bodies_still_verify() -> Law {
    always(|history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        let (_, before) = untouched(desk);
        let mut events = desk.events();
        for event in &mut events {
            if dice.chance(60) {
                *event = event.without_body();
            }
        }
        let reading = file::read(desk.file_of(&events).as_bytes()).expect("it is a log");
        let verdict = verify::verify(&logged(reading.events));
        let absent = events.iter().filter(|event| !event.has_body()).count();
        let expected = Verdict {
            without_body: absent,
            ..before.verdict
        };
        prop_assert_eq!(verdict, expected);
        prop_assert_eq!(reading.bodies_refused, 0);
        Ok(())
    })
}

/// A desk's file, and what there is to find before anybody touches it.
fn untouched(desk: &Desk) -> (Parts, Found) {
    let text = desk.file();
    let mut envelope: Value = serde_json::from_str(&text).expect("it is JSON");
    let Value::Array(events) = envelope["events"].take() else {
        panic!("they are a list");
    };
    (Parts { envelope, events }, found(&text))
}

fn found(text: &str) -> Found {
    let reading = file::read(text.as_bytes()).expect("the envelope is whole");
    let log = logged(reading.events.clone());
    let verdict = verify::verify(&log);
    Found {
        reading,
        log,
        verdict,
    }
}

impl Parts {
    fn find(&self) -> Found {
        let events = serde_json::to_string(&self.events).expect("they are JSON");
        let mut envelope = self.envelope.clone();
        envelope["events"] = "the events".into();
        found(&(envelope.to_string()).replacen("\"the events\"", &events, 1))
    }
}

/// Changes one member of an object, whichever there is, or adds one.
fn edit(object: &mut Value, dice: &mut Dice) {
    let members = object
        .as_object_mut()
        .expect("heads and bodies are objects");
    let keys: Vec<String> = members.keys().cloned().collect();
    match dice.maybe(&keys) {
        None => members.insert("added".to_owned(), json!(1)),
        Some(key) if dice.chance(30) => members.remove(&key),
        Some(key) => {
            let value = match &members[&key] {
                Value::Number(number) => json!(number.as_i64().unwrap_or(0) ^ 1),
                Value::String(text) => json!(format!("{text}x")),
                other => json!([other]),
            };
            members.insert(key, value)
        }
    };
}

/// Says that an event was recorded a moment earlier or later, and makes its id fit.
fn edit_hour(event: &mut Value) {
    let wall = event["head"]["wall"].as_i64().unwrap_or(0);
    event["head"]["wall"] = json!(wall ^ 1);
    event["id"] = json!(raw::id_of(&event["head"]));
}

/// Edits an event and makes all later events of its replica fit: old ids and new.
fn rewrite_chain(parts: &mut Parts, at: usize) -> BTreeMap<String, String> {
    let id = |event: &Value| event["id"].as_str().unwrap_or_default().to_owned();
    let mut renamed = BTreeMap::new();
    let old = id(&parts.events[at]);
    edit_hour(&mut parts.events[at]);
    renamed.insert(old, id(&parts.events[at]));
    loop {
        let before = renamed.len();
        for event in &mut parts.events {
            let prev = event["head"]["prev"].as_str().unwrap_or_default();
            if let Some(new) = renamed.get(prev).cloned() {
                let old = id(event);
                event["head"]["prev"] = json!(new);
                event["id"] = json!(raw::id_of(&event["head"]));
                renamed.insert(old, id(event));
            }
        }
        if renamed.len() == before {
            break;
        }
    }
    let heads = parts.envelope["heads"].as_object_mut().expect("it is one");
    for end in heads.values_mut().filter_map(Value::as_array_mut).flatten() {
        if let Some(new) = end[1].as_str().and_then(|old| renamed.get(old)) {
            end[1] = json!(new);
        }
    }
    renamed
}

/// The ids that events name as seen.
fn witnesses(events: &[Value]) -> Vec<Value> {
    let seen = events
        .iter()
        .filter_map(|event| event["head"]["seen"].as_object());
    seen.flat_map(|seen| seen.values().map(|end| end[1].clone()))
        .collect()
}

fn is_end(log: &Log, id: &Value) -> bool {
    log.replicas()
        .flat_map(|replica| log.heads_of(replica))
        .any(|(_, end)| json!(end.to_string()) == *id)
}
