//! What a merge would do, worked out before anything is written.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::{
    domain::{
        board::Board,
        event::{Event, Subject},
        fact::{Fact, Kind},
        ids::{EventId, RecordId, ReplicaId, WorkspaceId},
        ledger::Live,
        log::{Fork, Gap, Log},
        time::Moment,
        value::{Field, Value},
    },
    exchange::file::{Reading, Unreadable},
};

/// How far a writer's clock may run ahead of ours before the report warns.
const CLOCK_SLACK_MS: i64 = 24 * 60 * 60 * 1_000;

/// A merge, worked out on copies: the log itself is untouched.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// The workspace that the file belongs to.
    pub workspace: WorkspaceId,
    pub relation: Relation,
    /// Records that the file speaks of.
    pub records: usize,
    /// Records that are new here.
    pub new_records: usize,
    /// The events that merging would add, in the order of the log. Bodies that come to events
    /// held without one are among them.
    pub new: Vec<Event>,
    pub known: usize,
    pub conflicts: Vec<Conflict>,
    /// Numbers that would be missing afterwards and are not now.
    pub gaps: Vec<Gap>,
    pub forks: Vec<Fork>,
    /// Events whose `prev` does not fit: somebody rewrote a chain.
    pub unchained: Vec<EventId>,
    /// Events at the end of a chain that the file names and does not hold.
    pub cut_off: Vec<(ReplicaId, u64)>,
    /// Events whose words the file asks to remove here.
    pub erasures: Vec<EventId>,
    pub unreadable: Vec<Unreadable>,
    pub bodies_refused: usize,
    /// Kinds that this version does not know, with how often: kept and passed on.
    pub unknown_kinds: BTreeMap<String, usize>,
    pub unknown_members: usize,
    /// Events from clocks that run more than a day ahead of ours.
    pub future: usize,
    /// References that two records would share.
    pub collisions: Vec<String>,
    /// Events of workspaces that neither this one nor the file's adopted: left out.
    pub strangers: usize,
}

/// Whose file it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relation {
    /// Of this workspace, or of one that it adopted.
    #[default]
    Ours,
    /// Of another, and this one has no record yet: it can become that one.
    Joinable,
    /// Of another, beside records of our own.
    Foreign,
}

/// A field that would hold unequal values, or one more than now.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub subject: Subject,
    pub field: Field,
    pub values: Vec<Claim>,
}

/// One of the values of a conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub event: EventId,
    /// Withheld where absent.
    pub value: Option<Value>,
    /// Whether it is on this device already.
    pub ours: bool,
}

/// Works out what merging a file would do. `take_erasures` is asked of a person where an erasure
/// would remove words that are held here; refused erasures stay out and become gaps.
#[must_use]
pub fn preview(
    log: &Log,
    board: &Board,
    reading: &Reading,
    take_erasures: bool,
    now: Moment,
) -> Preview {
    let mut preview = Preview {
        workspace: reading.workspace,
        relation: relation(board, reading.workspace),
        cut_off: reading.cut_off.clone(),
        unreadable: reading.unreadable.clone(),
        bodies_refused: reading.bodies_refused,
        unknown_members: reading.unknown_members,
        ..Preview::default()
    };
    // Joining drops what this workspace wrote about itself: it holds no record.
    let joining = preview.relation == Relation::Joinable;
    let empty = (Log::default(), Board::new(reading.workspace));
    let (log, board) = if joining {
        (&empty.0, &empty.1)
    } else {
        (log, board)
    };
    let (mut merged, mut after) = (log.clone(), board.clone());
    let before_gaps = merged.gaps();
    let before_forks: HashSet<Fork> = merged.forks().into_iter().collect();
    let before_unchained: HashSet<EventId> = merged.unchained().into_iter().collect();
    let mut subjects = BTreeSet::new();
    let mut changes = Vec::new();
    let admitted = admitted(board, reading);
    for event in &reading.events {
        if !admitted.contains(&event.head.ws) {
            preview.strangers += 1;
            continue;
        }
        subjects.insert(event.head.subject);
        if event.head.kind == Kind::Erased && log.get(event.id).is_none() {
            let asked = preview.erasures.len();
            preview.erasures.extend(removed_here(log, event));
            if !take_erasures && preview.erasures.len() > asked {
                continue;
            }
        }
        let change = merged.insert(event.clone());
        if change.is_empty() {
            preview.known += 1;
            continue;
        }
        if let Kind::Unknown(kind) = &event.head.kind {
            *preview.unknown_kinds.entry(kind.to_string()).or_default() += 1;
        }
        preview.future += usize::from(event.head.wall.since(now) > CLOCK_SLACK_MS);
        preview.new.push(event.clone());
        changes.extend(change);
    }
    after.apply(&changes);
    preview.new.sort_unstable_by_key(Event::order);
    preview.erasures.sort_unstable();
    preview.erasures.dedup();
    preview.gaps = newly_missing(&before_gaps, &merged);
    preview.forks = merged
        .forks()
        .into_iter()
        .filter(|fork| !before_forks.contains(fork))
        .collect();
    preview.unchained = merged
        .unchained()
        .into_iter()
        .filter(|id| !before_unchained.contains(id))
        .collect();
    for &subject in &subjects {
        if let Subject::Record(id) = subject {
            preview.records += 1;
            let is_new = board.record(id).is_none();
            preview.new_records += usize::from(is_new);
            let reference = after.record(id).map(|record| record.reference.clone());
            if let Some(reference) = reference.filter(|reference| is_new && !reference.is_empty())
                && after.is_shared(&reference)
            {
                preview.collisions.push(reference);
            }
        }
        preview
            .conflicts
            .extend(conflicts(log, board, &after, subject));
    }
    preview
}

/// Whose file it is, seen from this board.
#[must_use]
pub fn relation(board: &Board, workspace: WorkspaceId) -> Relation {
    if workspace == board.ws || board.settings.adopted.contains(&workspace) {
        Relation::Ours
    } else if board.records().is_empty() {
        Relation::Joinable
    } else {
        Relation::Foreign
    }
}

/// The workspaces whose events may come in: ours, the file's, and what either adopted.
fn admitted(board: &Board, reading: &Reading) -> HashSet<WorkspaceId> {
    let mut adoptions: HashMap<WorkspaceId, Vec<WorkspaceId>> = HashMap::new();
    for event in &reading.events {
        if let Some(Fact::WorkspaceAdopted(adopted)) = event.fact() {
            let by = adoptions.entry(event.head.ws).or_default();
            by.push(adopted.ws);
        }
    }
    let mut admitted = HashSet::new();
    let mut waiting = vec![board.ws, reading.workspace];
    waiting.extend(&board.settings.adopted);
    while let Some(ws) = waiting.pop() {
        if admitted.insert(ws) {
            waiting.extend(adoptions.remove(&ws).unwrap_or_default());
        }
    }
    admitted
}

/// The events whose words an erasure would remove from this device.
fn removed_here<'a>(log: &'a Log, erasure: &'a Event) -> impl Iterator<Item = EventId> + 'a {
    let over = erasure.head.over.iter().filter_map(|&id| log.get(id));
    over.filter(|held| held.has_body() && held.head.kind != Kind::Erased)
        .map(|held| held.id)
}

/// The numbers that are missing after a merge and were not before: a gap of which an event came
/// is no new loss. Both lists are in order, and there may be very many.
fn newly_missing(before: &[Gap], merged: &Log) -> Vec<Gap> {
    let mut missing = Vec::new();
    for gap in merged.gaps() {
        let mut from = gap.from;
        let first =
            before.partition_point(|known| (known.replica, known.to) < (gap.replica, gap.from));
        let known = before[first..].iter();
        let is_in = |known: &&Gap| known.replica == gap.replica && known.from <= gap.to;
        for known in known.take_while(is_in) {
            if known.from > from {
                let to = known.from - 1;
                missing.push(Gap { from, to, ..gap });
            }
            from = known.to + 1;
        }
        if from <= gap.to {
            missing.push(Gap { from, ..gap });
        }
    }
    missing
}

/// The conflicts that the merge makes, and those that another value joins.
fn conflicts(log: &Log, before: &Board, after: &Board, subject: Subject) -> Vec<Conflict> {
    let old = before.ledger(subject);
    let known: HashSet<(Field, EventId)> = (old.conflicts())
        .flat_map(|(field, live)| live.iter().map(move |live| (field, live.event)))
        .map(|(field, place)| (field, old.events[place].id))
        .collect();
    let ledger = after.ledger(subject);
    let is_new =
        |field: Field, live: &Live| !known.contains(&(field, ledger.events[live.event].id));
    (ledger.conflicts())
        .filter(|&(field, live)| live.iter().any(|live| is_new(field, live)))
        .map(|(field, live)| Conflict {
            subject,
            field,
            values: (live.iter())
                .map(|live| {
                    let event = ledger.events[live.event].id;
                    Claim {
                        event,
                        value: live.value.clone(),
                        ours: log.get(event).is_some(),
                    }
                })
                .collect(),
        })
        .collect()
}

/// The events of chosen records with all that they need to be read: everything about the
/// workspace goes along.
#[must_use]
pub fn chosen(log: &Log, records: &HashSet<RecordId>) -> Vec<std::sync::Arc<Event>> {
    log.events()
        .filter(|event| match event.head.subject {
            Subject::Workspace => true,
            Subject::Record(id) => records.contains(&id),
        })
        .cloned()
        .collect()
}
