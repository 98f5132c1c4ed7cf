//! What figures need of every record, in columns: built once, then kept up to date.

use std::sync::{Arc, OnceLock};

use crate::{
    domain::{
        board::Board,
        course::was_held_for_caller,
        ids::{CategoryId, PersonId, RecordId, ServiceId, TeamId},
        priority::{Priority, Scale},
        record::Record,
        settings::Settings,
        state::{Milestone, RecordKind, Relation, State},
        time::Moment,
    },
    report::{
        kpi::{UNKNOWN, places::Places, recurrence::Earlier, stays::Stays},
        period::Span,
    },
};

/// One bit each.
pub(super) mod flag {
    /// It never counted.
    pub const VOID: u16 = 1;
    /// It is resolved or closed now.
    pub const ENDED: u16 = 2;
    pub const CLOSED: u16 = 4;
    /// It was resolved or closed once.
    pub const EVER_ENDED: u16 = 8;
    pub const HELD_FOR_CALLER: u16 = 16;
    /// Somebody linked it as a recurrence.
    pub const RECURRENCE: u16 = 32;
    /// The acknowledgement is read off an imported history.
    pub const LEFT_NEW: u16 = 64;
    /// The first or last restoration is the resolution, since no mitigation is known.
    pub const FIRST_UNMITIGATED: u16 = 128;
    pub const LAST_UNMITIGATED: u16 = 256;
    /// The report's own time is not known; its place in time is that of its first event.
    pub const UNREPORTED: u16 = 512;
    /// It was reopened, so that its first cycle is over.
    pub const LATER_CYCLE: u16 = 1024;
}

/// Struct of arrays; a record has the same place as on the board. Moments are milliseconds since
/// 1970 or [`UNKNOWN`]; zero is *none* in columns of small numbers.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub(super) records: Vec<Arc<Record>>,
    settings: Option<Arc<Settings>>,
    pub(super) kind: Vec<RecordKind>,
    pub(super) flags: Vec<u16>,
    pub(super) reported: Vec<i64>,
    pub(super) acknowledged: Vec<i64>,
    pub(super) first_resolved: Vec<i64>,
    pub(super) last_resolved: Vec<i64>,
    pub(super) first_restored: Vec<i64>,
    pub(super) last_restored: Vec<i64>,
    pub(super) impact: Vec<i64>,
    pub(super) detected: Vec<i64>,
    pub(super) first_closed: Vec<i64>,
    pub(super) last_closed: Vec<i64>,
    pub(super) reassigned: Vec<u32>,
    pub(super) escalated: Vec<u32>,
    pub(super) reopened: Vec<u32>,
    /// Milliseconds on hold and in any open state, as far as the course tells.
    pub(super) hold_ms: Vec<i64>,
    pub(super) open_ms: Vec<i64>,
    pub(super) stays: Stays,
    pub(super) priority: Vec<u8>,
    /// How it was judged, on which matrix.
    pub(super) impact_level: Vec<u32>,
    pub(super) urgency_level: Vec<u32>,
    pub(super) severity: Vec<u8>,
    pub(super) channel: Vec<u8>,
    pub(super) origin: Vec<u8>,
    pub(super) state: Vec<u8>,
    /// Who reported it, as written.
    pub(super) reporter: Vec<u32>,
    pub(super) category: Vec<u32>,
    pub(super) team: Vec<u32>,
    pub(super) service: Vec<u32>,
    pub(super) owner: Vec<u32>,
    pub(super) source: Vec<u32>,
    pub(super) caller: Vec<u32>,
    pub(super) subcategory: Vec<u32>,
    pub(super) levels: Places<(Scale, u8)>,
    pub(super) categories: Places<CategoryId>,
    pub(super) teams: Places<TeamId>,
    pub(super) services: Places<ServiceId>,
    pub(super) people: Places<PersonId>,
    pub(super) sources: Places<String>,
    pub(super) reporters: Places<String>,
    pub(super) callers: Places<String>,
    pub(super) subcategories: Places<String>,
    /// For each place of a category, the place of its main category.
    pub(super) mains: Vec<u32>,
    pub(super) by_caller: OnceLock<Earlier>,
    pub(super) by_service: OnceLock<Earlier>,
}

impl Facts {
    /// Takes in what changed on the board since the last time; cheap when little did.
    /// Whether anything changed.
    pub fn update(&mut self, board: &Board) -> bool {
        let mut changed = false;
        for (place, record) in board.records().iter().enumerate() {
            match self.records.get_mut(place) {
                Some(held) if Arc::ptr_eq(held, record) => continue,
                Some(held) => held.clone_from(record),
                None => self.records.push(record.clone()),
            }
            self.set(place, record);
            changed = true;
        }
        let same = (self.settings.as_ref()).is_some_and(|held| Arc::ptr_eq(held, &board.settings));
        if same && !changed {
            return false;
        }
        self.settings = Some(board.settings.clone());
        self.find_mains(&board.settings);
        self.by_caller = OnceLock::new();
        self.by_service = OnceLock::new();
        true
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// The record of a place.
    #[must_use]
    pub fn record(&self, place: u32) -> Option<&Arc<Record>> {
        self.records.get(place as usize)
    }

    /// The places of records, such as those that a list shows, in order of place.
    #[must_use]
    pub fn places(&self, ids: &[RecordId]) -> Vec<u32> {
        let wanted: std::collections::HashSet<RecordId> = ids.iter().copied().collect();
        let places = (0_u32..).zip(&self.records);
        let chosen = places.filter(|(_, record)| wanted.contains(&record.id));
        chosen.map(|(place, _)| place).collect()
    }

    /// From the first report to just after the last, of records that count; nothing without any.
    #[must_use]
    pub fn extent(&self, places: Option<&[u32]>) -> Option<Span> {
        let at = |place: usize| {
            let counts = self.kind[place] != RecordKind::Drill && !self.has(place, flag::VOID);
            counts.then_some(self.reported[place])
        };
        let mut ends: Option<(i64, i64)> = None;
        let mut take = |at: i64| {
            let (low, high) = ends.unwrap_or((at, at));
            ends = Some((low.min(at), high.max(at)));
        };
        match places {
            None => (0..self.len()).filter_map(at).for_each(&mut take),
            Some(places) => (places.iter().filter_map(|&place| at(place as usize))).for_each(take),
        }
        let (low, high) = ends?;
        Some(Span {
            from: Moment(low),
            to: Moment(high.saturating_add(1)),
        })
    }

    /// Whether a record has a flag.
    pub(super) fn has(&self, place: usize, flag: u16) -> bool {
        self.flags[place] & flag != 0
    }

    fn find_mains(&mut self, settings: &Settings) {
        self.mains = vec![0];
        let mut place = 0;
        // A main category that no record names itself is given a place behind the others.
        while let Some(&id) = self.categories.all().get(place) {
            let main = self.categories.of(Some(settings.main_category(id)));
            self.mains.push(main);
            place += 1;
        }
    }

    fn set(&mut self, place: usize, record: &Record) {
        let milestone = |cycle, milestone| {
            let at = record.milestones.get(&(cycle, milestone));
            at.map_or(UNKNOWN, |at| at.0)
        };
        let mut flags = flags(record);
        let acknowledged = match milestone(0, Milestone::Acknowledged) {
            UNKNOWN => {
                flags |= flag::LEFT_NEW;
                record.left_new.map_or(UNKNOWN, |at| at.0)
            }
            at => at,
        };
        let last_resolved = milestone(record.cycle, Milestone::Resolved);
        let (first_cycle, first_resolved) = first_end(record, Milestone::Resolved, State::Resolved);
        let restored = |cycle, resolved| match milestone(cycle, Milestone::Mitigated) {
            UNKNOWN => (resolved, true),
            at => (at, false),
        };
        let (first_restored, unmitigated) = restored(first_cycle, first_resolved);
        flags |= if unmitigated {
            flag::FIRST_UNMITIGATED
        } else {
            0
        };
        let (last_restored, unmitigated) = restored(record.cycle, last_resolved);
        flags |= if unmitigated {
            flag::LAST_UNMITIGATED
        } else {
            0
        };
        put(&mut self.kind, place, record.kind);
        put(&mut self.flags, place, flags);
        put(&mut self.reported, place, record.reported().0);
        put(&mut self.acknowledged, place, acknowledged);
        put(&mut self.first_resolved, place, first_resolved);
        put(&mut self.last_resolved, place, last_resolved);
        put(&mut self.first_restored, place, first_restored);
        put(&mut self.last_restored, place, last_restored);
        put(
            &mut self.impact,
            place,
            milestone(0, Milestone::ImpactStarted),
        );
        put(&mut self.detected, place, milestone(0, Milestone::Detected));
        let (_, first_closed) = first_end(record, Milestone::Closed, State::Closed);
        put(&mut self.first_closed, place, first_closed);
        let last_closed = milestone(record.cycle, Milestone::Closed);
        put(&mut self.last_closed, place, last_closed);
        put(&mut self.reassigned, place, record.counters.reassigned);
        put(&mut self.escalated, place, record.counters.escalated);
        put(&mut self.reopened, place, record.counters.reopened);
        let (hold, open) = self.stays.set(place, &record.course);
        put(&mut self.hold_ms, place, hold);
        put(&mut self.open_ms, place, open);
        let priority = record.priority().map_or(0, Priority::number);
        put(&mut self.priority, place, priority);
        let severity = record.severity.map_or(0, |severity| severity as u8 + 1);
        put(&mut self.severity, place, severity);
        let channel = record.channel.map_or(0, |channel| channel as u8 + 1);
        put(&mut self.channel, place, channel);
        let origin = record.origin.map_or(0, |origin| origin as u8 + 1);
        put(&mut self.origin, place, origin);
        put(&mut self.state, place, record.state() as u8);
        self.set_names(place, record);
    }

    fn set_names(&mut self, place: usize, record: &Record) {
        let judged = record.assessment.as_ref();
        // Level 0 is another tool's priority without them.
        let mut level = |level: Option<u8>| {
            let level = level.filter(|level| *level > 0);
            self.levels.of(judged.map(|it| it.scale).zip(level))
        };
        let impact = level(judged.map(|it| it.impact));
        let urgency = level(judged.map(|it| it.urgency));
        put(&mut self.impact_level, place, impact);
        put(&mut self.urgency_level, place, urgency);
        let category = self.categories.of(record.category);
        put(&mut self.category, place, category);
        put(&mut self.team, place, self.teams.of(record.team));
        put(&mut self.service, place, self.services.of(record.service));
        put(&mut self.owner, place, self.people.of(record.owner));
        let source = self.sources.of(record.source.clone());
        put(&mut self.source, place, source);
        let reporter = Some(record.reporter.trim().to_owned()).filter(|name| !name.is_empty());
        put(&mut self.reporter, place, self.reporters.of(reporter));
        let said = |text: &str| {
            let folded = text.trim().to_lowercase();
            (!folded.is_empty()).then_some(folded)
        };
        let caller = self.callers.of(said(&record.reporter));
        put(&mut self.caller, place, caller);
        let subcategory = self.subcategories.of(said(&record.subcategory));
        put(&mut self.subcategory, place, subcategory);
    }
}

fn flags(record: &Record) -> u16 {
    let state = record.state();
    let has_ended = matches!(state, State::Resolved | State::Closed);
    let says = |found: bool, flag: u16| if found { flag } else { 0 };
    let is_recurrence =
        |(_, link): &(_, crate::domain::fact::Link)| link.relation == Relation::Recurrence;
    says(state == State::Cancelled, flag::VOID)
        | says(has_ended, flag::ENDED)
        | says(state == State::Closed, flag::CLOSED)
        | says(has_ended || has_ever_ended(record), flag::EVER_ENDED)
        | says(was_held_for_caller(&record.course), flag::HELD_FOR_CALLER)
        | says(record.links.iter().any(is_recurrence), flag::RECURRENCE)
        | says(
            record.moment(Milestone::Reported).is_none(),
            flag::UNREPORTED,
        )
        | says(record.cycle > 0, flag::LATER_CYCLE)
}

/// Whether milestones, course or its source's counter say that it was resolved or closed once.
fn has_ever_ended(record: &Record) -> bool {
    let by_milestone = !record.earlier.is_empty()
        || (record.milestones.keys())
            .any(|(_, milestone)| matches!(milestone, Milestone::Resolved | Milestone::Closed));
    let by_course = (record.course.iter().filter_map(|leg| leg.standing))
        .any(|standing| matches!(standing.state, State::Resolved | State::Closed));
    by_milestone || by_course || record.counters.reopened > u32::from(record.cycle)
}

/// The cycle and the moment of the first resolution or closure. A source may tell of some that
/// did not last, of which its own milestone says nothing: by its history, or as earlier ones.
fn first_end(record: &Record, end: Milestone, state: State) -> (u16, i64) {
    let by_milestone = (record.milestones.iter())
        .find(|((_, milestone), _)| *milestone == end)
        .map(|(&(cycle, _), at)| (cycle, at.0));
    let earlier = record.earlier.get(&end).map(|at| (0, at.0));
    let known = earlier.or(by_milestone).unwrap_or((0, UNKNOWN));
    if record.source.is_none() {
        return known;
    }
    let standing = |place: usize| record.course[place].standing.map(|it| it.state);
    let mut places = 0..record.course.len();
    let Some(first) = places.find(|&place| standing(place) == Some(state)) else {
        return known;
    };
    let left = places.any(|place| standing(place).is_some_and(State::is_open));
    match by_milestone {
        Some(_) if !left => known,
        _ => (0, record.course[first].at.0),
    }
}

/// Sets a place of a column, or adds it at the end.
pub(super) fn put<T>(column: &mut Vec<T>, place: usize, value: T) {
    match column.get_mut(place) {
        Some(held) => *held = value,
        None => column.push(value),
    }
}
