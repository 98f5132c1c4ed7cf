//! Those who write what this program would not: newer versions, odd clocks, and people who want
//! to do harm. Every line they send is well formed, else it would be stopped at the door.

use serde_json::{Value, json};
use sitrep::domain::{
    event::Event,
    fact::Kind,
    ids::{EventId, ReplicaId},
    time::{LARGEST, Moment},
};

use super::{WS, dice::Dice, raw};

/// A replica with a chain of its own.
#[derive(Clone)]
pub struct Stranger {
    replica: ReplicaId,
    seq: u64,
    prev: Option<EventId>,
}

impl Stranger {
    pub const fn new(replica: [u8; 16]) -> Self {
        Self {
            replica: ReplicaId(replica),
            seq: 0,
            prev: None,
        }
    }

    /// One or two events on what is known.
    pub fn write(&mut self, known: &[Event], now: Moment, dice: &mut Dice) -> Vec<Event> {
        (0..=dice.below(2))
            .map(|_| match dice.below(10) {
                0..6 => self.newer(known, now, dice),
                6 => self.late(known, dice),
                _ => hostile(known, now, dice),
            })
            .collect()
    }

    /// A newer version: kinds and members that nobody here knows, a signature.
    fn newer(&mut self, known: &[Event], now: Moment, dice: &mut Dice) -> Event {
        let about = dice.pick(known);
        let mut head = self.next(&about, [now.0.cast_unsigned(), dice.below(3)], now);
        let mut body = json!({"text": "from the future", "mood": {"of": ["day", 1, null]}});
        head["kind"] = match dice.below(4) {
            0 | 1 => "swarmed",
            2 => "title_set",
            _ => "noted",
        }
        .into();
        if dice.chance(30) {
            head["place"] = json!({"ward": 7});
        }
        if dice.chance(50) {
            head["over"] = json!([about.id.to_string()]);
        }
        if dice.chance(20) {
            body = json!({"text": "plain"});
        }
        let rest = match dice.chance(20) {
            true => json!({"sig": "c2lnbmF0dXJl"}),
            false => raw::plain(),
        };
        self.seal(head, &body, &rest, dice)
    }

    /// A clock that shows a day far ahead, at the ceiling sometimes.
    fn late(&mut self, known: &[Event], dice: &mut Dice) -> Event {
        let about = dice.pick(known);
        let last = Moment::LAST.0.cast_unsigned();
        let stamp = match dice.below(3) {
            0 => [last, LARGEST],
            1 => [last, 0],
            _ => [dice.below(last), LARGEST],
        };
        let wall = Moment(stamp[0].cast_signed());
        let mut head = self.next(&about, stamp, wall);
        head["kind"] = "cause_set".into();
        self.seal(head, &json!({"text": "late"}), &raw::plain(), dice)
    }

    fn next(&self, about: &Event, stamp: [u64; 2], wall: Moment) -> Value {
        let mut head = head_of(about);
        head["replica"] = self.replica.to_string().into();
        head["seq"] = (self.seq + 1).into();
        head["hlc"] = json!(stamp);
        head["wall"] = wall.0.into();
        if let Some(prev) = self.prev {
            head["prev"] = prev.to_string().into();
        }
        head
    }

    fn seal(&mut self, head: Value, body: &Value, rest: &Value, dice: &mut Dice) -> Event {
        let event = raw::event(head, body, dice.bytes(), rest);
        self.seq += 1;
        self.prev = Some(event.id);
        event
    }
}

/// The least of a head, about the same as a known event.
fn head_of(about: &Event) -> Value {
    json!({
        "ws": WS.to_string(),
        "subject": about.head.subject.to_string(),
    })
}

/// An event that points anywhere, under anybody's name, with any number.
fn hostile(known: &[Event], now: Moment, dice: &mut Dice) -> Event {
    let [about, other] = [dice.pick(known), dice.pick(known)];
    let id = |dice: &mut Dice| match dice.chance(80) {
        true => dice.pick(known).id.to_string(),
        false => EventId(dice.bytes()).to_string(),
    };
    let mut head = head_of(&about);
    head["replica"] = other.head.replica.to_string().into();
    head["seq"] = dice
        .pick(&[
            1,
            2,
            other.head.seq,
            LARGEST.min(other.head.seq + 1),
            LARGEST,
        ])
        .into();
    head["hlc"] = json!([now.0, dice.below(2)]);
    head["wall"] = now.0.into();
    head["over"] = (0..dice.below(4)).map(|_| id(dice)).collect();
    if dice.chance(60) {
        head["ref"] = id(dice).into();
    }
    if dice.chance(50) {
        head["prev"] = id(dice).into();
    }
    if dice.chance(30) {
        head["seen"] = json!({ReplicaId(dice.bytes()).to_string(): [LARGEST, id(dice)],
            other.head.replica.to_string(): [dice.below(9), id(dice)]});
    }
    if dice.chance(10) {
        head["subject"] = dice.pick(known).head.subject.to_string().into();
    }
    if dice.chance(10) {
        head["ws"] = sitrep::domain::ids::WorkspaceId([8; 16]).to_string().into();
    }
    let (kind, body) = any_fact(known, now, dice);
    head["kind"] = kind.slug().into();
    raw::event(head, &body, dice.bytes(), &raw::plain())
}

/// A fact of any kind, with a body that is good for it: one that is known, or made up.
fn any_fact(known: &[Event], now: Moment, dice: &mut Dice) -> (Kind, Value) {
    let happening = json!({"happened": now.0 - 1});
    let text = json!({"text": dice.pick(&["x", "y", ""])});
    let made = [
        (Kind::Undone, json!({})),
        (Kind::Undone, json!({})),
        (Kind::Erased, json!({})),
        (Kind::Unlinked, json!({})),
        (Kind::Reopened, happening.clone()),
        (Kind::Acknowledged, happening.clone()),
        (Kind::Resolved, happening.clone()),
        (Kind::ResolvedAt, happening),
        (Kind::TitleSet, text.clone()),
        (Kind::WorkspaceNamed, text),
        (
            Kind::Reported,
            json!({"kind": "incident", "title": "again", "reference":
                dice.pick(&["INC-1", "INC-18446744073709551615", "INC-9007199254740991", "a~b", "~", ""])}),
        ),
        (
            Kind::WorkspaceFounded,
            json!({"name": "mine", "zone": "Nowhere"}),
        ),
        (Kind::WorkspaceJoined, json!({"tag": "A"})),
        (
            Kind::MatrixDefined,
            json!({"name": "", "impact": [], "urgency": [], "cells": [[]]}),
        ),
    ];
    match dice.chance(70) {
        true => dice.pick(&made),
        false => match dice.pick(known) {
            Event {
                head,
                text:
                    sitrep::domain::event::Text {
                        body: Some((body, _)),
                        ..
                    },
                ..
            } => (head.kind, serde_json::from_str(&body).unwrap_or_default()),
            _ => dice.pick(&made),
        },
    }
}
