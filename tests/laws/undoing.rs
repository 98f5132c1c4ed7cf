//! Undoing takes back what was done and nothing else, in any order.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::{prop_assert, prop_assert_eq};
use serde_json::json;
use sitrep::domain::{
    board::Board,
    command::{Change, Command},
    event::{Event, Subject},
    fact::Kind,
    ids::EventId,
    time::Stamp,
    value::{Field, Value, each_value},
};
use sitrep::writer::{Done, Failure};

use super::cases::{Law, always, folded, mostly};
use crate::history::{WS, desk::Desk, dice::Dice, raw, record_of};

type Values = BTreeMap<Field, Vec<(EventId, Option<Value>)>>;

pub fn laws() -> Vec<Law> {
    vec![
        undoing_restores_what_stood_before(),
        undoing_an_edit_leaves_a_later_edit_standing(),
        undoing_an_undo_does_it_again(),
        the_order_of_undoing_does_not_matter(),
    ]
}

fn undoing_restores_what_stood_before() -> Law {
    mostly(0.7, |history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        let Some((subject, before, events)) = edited(desk, dice) else {
            return Ok(false);
        };
        let cycle = desk.book().board().ledger(subject).cycle();
        let undone = desk.act(Command::Undo { events });
        prop_assert!(undone.is_ok(), "{undone:?}");
        let board = desk.book();
        prop_assert_eq!(values(board.board(), subject), before);
        prop_assert!(board.board().ledger(subject).cycle() <= cycle);
        Ok(true)
    })
}

fn undoing_an_edit_leaves_a_later_edit_standing() -> Law {
    // A judgement needs a scale to be made again.
    let is_set = |command: &Command| matches!(command, Command::Set { change, .. } if !matches!(change, Change::Rating(_)));
    mostly(0.5, move |history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        let Some((subject, before, events)) = edited_by(desk, dice, is_set) else {
            return Ok(false);
        };
        let [first] = events[..] else {
            return Ok(false);
        };
        let fields = fields_of(desk, subject, first);
        // Somebody edits the same again, so it sets the same fields, to something else.
        let Some(second) = repeated(desk, first, dice) else {
            return Ok(false);
        };
        let after = values(desk.book().board(), subject);
        prop_assert!(undo(desk, first).is_ok());
        let now = values(desk.book().board(), subject);
        for field in &fields {
            if fields_of(desk, subject, second).contains(field) {
                prop_assert_eq!(now.get(field), after.get(field), "{:?}", field);
            }
        }
        prop_assert!(undo(desk, second).is_ok());
        prop_assert_eq!(values(desk.book().board(), subject), before);
        Ok(true)
    })
}

fn undoing_an_undo_does_it_again() -> Law {
    mostly(0.75, |history, dice| {
        let desk = &history.desks[dice.index(history.desks.len())];
        let Some((subject, _, events)) = edited(desk, dice) else {
            return Ok(false);
        };
        let done = values(desk.book().board(), subject);
        let undone = undo(desk, dice.pick(&events));
        let undo = undone.expect("an edit can be undone").events[0];
        desk.take(vec![undoing(&desk.events(), undo, dice)]);
        prop_assert_eq!(values(desk.book().board(), subject), done);
        Ok(true)
    })
}

fn the_order_of_undoing_does_not_matter() -> Law {
    always(|history, dice| {
        let events = history.copies();
        let undoable: Vec<_> = (events.iter())
            .filter(|event| !matches!(event.head.kind, Kind::Undone | Kind::Erased))
            .collect();
        let mut undos: Vec<Event> = Vec::new();
        for _ in 0..5 {
            // Undos of undos among them.
            let target = match undos.is_empty() || dice.chance(70) {
                true => dice.pick(&undoable).id,
                false => dice.pick(&undos).id,
            };
            let known: Vec<_> = events.iter().chain(&undos).cloned().collect();
            undos.push(undoing(&known, target, dice));
        }
        let mut one = events.clone();
        one.extend(undos.iter().cloned());
        dice.shuffle(&mut undos);
        let mut other = undos;
        other.extend(events);
        let (_, one) = folded(&one);
        let (_, other) = folded(&other);
        prop_assert_eq!(one.digest(), other.digest());
        for record in one.records() {
            let subject = record.subject();
            prop_assert_eq!(values(&one, subject), values(&other, subject));
            prop_assert_eq!(standing(&one, subject), by_the_book(&one, subject));
        }
        Ok(())
    })
}

/// Edits a record: the subject, the values before, and the events of the edit.
fn edited(desk: &Desk, dice: &mut Dice) -> Option<(Subject, Values, Vec<EventId>)> {
    edited_by(desk, dice, |command| {
        matches!(
            command,
            Command::Set { .. }
                | Command::Correct { .. }
                | Command::Act { .. }
                | Command::Link { .. }
                | Command::Unlink { .. }
                | Command::Write { .. }
        )
    })
}

fn edited_by(
    desk: &Desk,
    dice: &mut Dice,
    is_edit: impl Fn(&Command) -> bool,
) -> Option<(Subject, Values, Vec<EventId>)> {
    for _ in 0..12 {
        let Some(command) = desk.any_command(dice).filter(&is_edit) else {
            continue;
        };
        let (Command::Set { record, .. }
        | Command::Correct { record, .. }
        | Command::Act { record, .. }
        | Command::Link { record, .. }
        | Command::Unlink { record, .. }
        | Command::Write { record, .. }) = &command
        else {
            continue;
        };
        let subject = Subject::Record(*record);
        let before = values(desk.book().board(), subject);
        if let Ok(done) = desk.act(command) {
            // What a first act records about its author stays when the act is undone.
            let book = desk.book();
            let is_about = |id: &EventId| {
                let event = book.log().get(*id);
                event.is_some_and(|event| event.head.subject == subject)
            };
            let events = done.events.into_iter().filter(is_about).collect();
            return Some((subject, before, events));
        }
    }
    None
}

fn undo(desk: &Desk, id: EventId) -> Result<Done, Failure> {
    desk.act(Command::Undo { events: vec![id] })
}

/// The same field set to another value, by the same person over what stands now.
fn repeated(desk: &Desk, id: EventId, dice: &mut Dice) -> Option<EventId> {
    use sitrep::domain::{fact::Fact, ids::CategoryId, priority::Severity};
    use sitrep::domain::{ids::ServiceId, state::Channel, state::Origin, state::RecordKind};
    fn other<T: Copy + PartialEq>(dice: &mut Dice, all: &[T], than: Option<T>) -> Option<T> {
        let others: Vec<_> = (all.iter().copied())
            .filter(|&value| Some(value) != than)
            .collect();
        Some(dice.pick(&others))
    }
    let event = desk.book().log().get(id)?.clone();
    let record = record_of(event.head.subject)?;
    let text = "once more".to_owned();
    let categories = [1, 2].map(CategoryId::built_in);
    let services = [1, 2].map(|number| ServiceId([number; 16]));
    let change = match event.fact()? {
        Fact::TitleSet(_) => Change::Title(text),
        Fact::DescriptionSet(_) => Change::Description(text),
        Fact::AffectedSet(_) => Change::Affected(text),
        Fact::CauseSet(_) => Change::Cause(text),
        Fact::WorkaroundSet(_) => Change::Workaround(text),
        Fact::VendorSet(_) => Change::Vendor(text),
        Fact::ReporterSet(_) => Change::Reporter(text),
        Fact::KindSet(body) => Change::Kind(other(dice, RecordKind::ALL, Some(body.kind))?),
        Fact::SeveritySet(body) => Change::Severity(other(dice, Severity::ALL, body.severity)),
        Fact::CategorySet(body) => Change::Category(other(dice, &categories, body.category)),
        Fact::ServiceSet(body) => Change::Service(other(dice, &services, body.service)),
        Fact::ChannelSet(body) => Change::Channel(other(dice, Channel::ALL, body.channel)),
        Fact::OriginSet(body) => Change::Origin(other(dice, Origin::ALL, body.origin)),
        _ => return None,
    };
    let done = desk.act(Command::Set { record, change });
    let done = done.expect("another value is always a change");
    done.events.last().copied()
}

fn fields_of(desk: &Desk, subject: Subject, id: EventId) -> Vec<Field> {
    let values = values(desk.book().board(), subject);
    (values.into_iter())
        .filter(|(_, live)| live.iter().any(|(event, _)| *event == id))
        .map(|(field, _)| field)
        .collect()
}

/// An event that undoes another; what no command of this version does.
fn undoing(known: &[Event], target: EventId, dice: &mut Dice) -> Event {
    let subject = known.iter().find(|event| event.id == target);
    let subject = subject.expect("it is known").head.subject;
    let Stamp(ms, n) = known
        .iter()
        .map(|event| event.head.hlc)
        .max()
        .unwrap_or_default();
    let head = json!({
        "ws": WS.to_string(),
        "replica": sitrep::domain::ids::ReplicaId(dice.bytes()).to_string(),
        "seq": 1,
        "hlc": [ms, n],
        "wall": crate::history::BEGINNING.0,
        "subject": subject.to_string(),
        "ref": target.to_string(),
        "kind": "undone",
    });
    raw::event(head, &json!({}), dice.bytes(), &raw::plain())
}

fn values(board: &Board, subject: Subject) -> Values {
    let ledger = board.ledger(subject);
    let id = |place: usize| ledger.events[place].id;
    (ledger.values.iter())
        .map(|(&field, live)| {
            let live = live.iter().map(|live| (id(live.event), live.value.clone()));
            (field, live.collect())
        })
        .collect()
}

type Standing = BTreeMap<Field, BTreeSet<EventId>>;

/// The values that no counting event replaced, as the ledger has them.
fn standing(board: &Board, subject: Subject) -> Standing {
    let ledger = board.ledger(subject);
    let events = |&field: &Field| {
        ledger
            .standing(field)
            .map(|place| ledger.events[place].id)
            .collect()
    };
    ledger
        .values
        .keys()
        .map(|field| (*field, events(field)))
        .collect()
}

/// The same, word for word as the rule says it and as slowly.
fn by_the_book(board: &Board, subject: Subject) -> Standing {
    let ledger = board.ledger(subject);
    let events = &ledger.events;
    let sets: Vec<BTreeSet<Field>> = (events.iter().zip(&ledger.cycles))
        .map(|(event, &cycle)| {
            let mut fields = BTreeSet::new();
            each_value(event, cycle, |field, _| {
                fields.insert(field);
            });
            fields
        })
        .collect();
    fn counts(place: usize, events: &[std::sync::Arc<Event>]) -> bool {
        events[place].head.kind == Kind::Erased
            || !(0..events.len()).any(|other| {
                events[other].head.kind == Kind::Undone
                    && events[other].head.reference == Some(events[place].id)
                    && counts(other, events)
            })
    }
    let active: Vec<bool> = (0..events.len())
        .map(|place| counts(place, events))
        .collect();
    // Whether a counting event lists it, or lists undone events that do.
    let replaced = |at: usize, field: Field| {
        let mut reached = vec![at];
        let mut done = 0;
        while let Some(&to) = reached.get(done) {
            done += 1;
            for from in 0..events.len() {
                if !events[from].head.over.contains(&events[to].id) {
                    continue;
                }
                let unlinks = events[from].head.kind == Kind::Unlinked
                    && field == Field::Link(events[at].id)
                    && to == at;
                if active[from] && (unlinks || sets[from].contains(&field)) {
                    return true;
                }
                if sets[from].contains(&field) && !reached.contains(&from) {
                    reached.push(from);
                }
            }
        }
        false
    };
    let mut standing = Standing::new();
    for place in (0..events.len()).filter(|&place| active[place]) {
        for &field in &sets[place] {
            if field == Field::Reference || !replaced(place, field) {
                standing.entry(field).or_default().insert(events[place].id);
            }
        }
    }
    standing
}
