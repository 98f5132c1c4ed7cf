use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use super::*;
use crate::{
    domain::{
        board::Board,
        log::Log,
        settings::MAIN_CATEGORIES,
        state::{Milestone, RecordKind, State},
        value::Field,
    },
    exchange::{file, verify::verify},
};

const NOW: Moment = Moment(1_794_885_240_000);

/// The first story, told once for all tests.
fn first() -> &'static [Event] {
    static FIRST: OnceLock<Vec<Event>> = OnceLock::new();
    FIRST.get_or_init(|| told(1))
}

fn told(seed: u64) -> Vec<Event> {
    sample(
        seed,
        &Setting {
            ws: WorkspaceId([7; 16]),
            replica: ReplicaId([1; 16]),
            now: NOW,
            zone: "Europe/Berlin",
            offset: &|_| 60,
        },
    )
}

fn board(events: &[Event]) -> (Log, Board) {
    let (mut log, mut board) = (Log::default(), Board::new(WorkspaceId([7; 16])));
    let changes: Vec<_> = (events.iter())
        .flat_map(|event| log.insert(event.clone()))
        .collect();
    board.apply(&changes);
    (log, board)
}

#[test]
fn the_sample_is_a_valid_log_and_the_same_each_time() {
    let events = first();
    let (log, _) = board(events);
    assert!(verify(&log).is_intact());
    let again = told(1);
    assert!(
        events
            .iter()
            .map(|event| event.id)
            .eq(again.iter().map(|event| event.id))
    );
    assert_ne!(told(2)[0].id, events[0].id);
    // Nothing in it lies ahead of its end.
    assert!(
        events
            .iter()
            .all(|event| event.head.wall <= NOW && event.happened() <= NOW)
    );
    let colophon = file::Colophon {
        workspace: WorkspaceId([7; 16]),
        exported_at: NOW,
        exported_by: "Ana".to_owned(),
    };
    let shared: Vec<_> = events.iter().cloned().map(Arc::new).collect();
    let reading = file::read(file::write(&shared, &colophon).as_bytes()).unwrap();
    assert_eq!(
        (reading.events.len(), reading.unreadable.len()),
        (shared.len(), 0)
    );
}

#[test]
fn it_has_something_of_everything() {
    let (_, board) = board(first());
    let records = board.records();
    let incidents = records
        .iter()
        .filter(|record| record.kind == RecordKind::Incident)
        .count();
    assert!((290..=310).contains(&incidents), "{incidents}");
    assert!(
        records
            .iter()
            .any(|record| record.kind == RecordKind::Request)
    );
    let mut states: BTreeMap<State, usize> = BTreeMap::new();
    let mut categories: BTreeMap<_, usize> = BTreeMap::new();
    for record in records {
        *states.entry(record.state()).or_default() += 1;
        *categories
            .entry(board.settings.main_category(record.category.unwrap()))
            .or_default() += 1;
    }
    assert_eq!(states.len(), State::ALL.len(), "{states:?}");
    assert!(states[&State::Closed] > 240, "{states:?}");
    for (_, name, id) in MAIN_CATEGORIES {
        assert!(categories[&id] >= 15, "{name}: {}", categories[&id]);
    }
    let open = records
        .iter()
        .filter(|record| record.state().is_open())
        .count();
    assert!((10..=22).contains(&open), "{open}");
    let conflicts: Vec<_> = records
        .iter()
        .flat_map(|record| record.conflicts.clone())
        .collect();
    assert_eq!(conflicts, [Field::Affected]);
    assert!(records.iter().filter(|record| record.cycle > 0).count() >= 5);
    assert!(
        records
            .iter()
            .filter(|record| !record.links.is_empty())
            .count()
            >= 20
    );
    assert!(
        records
            .iter()
            .any(|record| record.moment(Milestone::Detected).is_some())
    );
    assert!(records.iter().all(|record| !record.title.contains('{')));
    let references: BTreeSet<_> = records.iter().map(|record| &record.reference).collect();
    assert_eq!(references.len(), records.len());
}

#[test]
fn no_act_of_the_story_is_refused() {
    let mut dice = Dice::new(1);
    let hospital = Hospital::new(&mut dice);
    let setting = Setting {
        ws: WorkspaceId([7; 16]),
        replica: ReplicaId([1; 16]),
        now: NOW,
        zone: "UTC",
        offset: &|_| 0,
    };
    let mut acts = half_year(&mut dice, &hospital, &setting);
    acts.extend(night::tell(&mut dice, &hospital, NOW).acts);
    acts.retain(|act| act.at <= NOW);
    acts.sort_by_key(|act| act.at);
    let mut book = Book::new(setting.ws, setting.replica);
    let mut refused = Vec::new();
    for act in acts {
        let actor = hospital.actor(act.by, setting.replica, "UTC");
        match book.decide(&actor, act.at, act.command.clone(), Salt::default) {
            Ok(entry) => book.commit(entry),
            Err(rejection) => refused.push(format!("{rejection}: {:?}", act.command)),
        }
    }
    assert_eq!(refused, [] as [String; 0]);
}
