//! The records as columns: small numbers to compare, and all searched text in one arena.

use std::{collections::HashMap, hash::Hash, sync::Arc};

use crate::{
    domain::{
        board::Board,
        event::Event,
        ids::{CategoryId, PersonId, RecordId, ServiceId, TeamId},
        priority::{Priority, Scale},
        record::Record,
        settings::Settings,
        state::Milestone,
        time::Moment,
    },
    report::{
        filter::{
            hygiene::Tidiness,
            text::{Pairs, fold, fold_into},
        },
        names,
        queue::waits_for_acknowledgement,
        search::written::written,
    },
};

/// Before all that can be asked for.
const NEVER: Moment = Moment(i64::MIN);

/// Ids as small numbers, with the folded names behind them. Place 0 is nobody and nothing.
#[derive(Clone, Debug)]
pub(super) struct Names<Id> {
    ids: Vec<Id>,
    places: HashMap<Id, u32>,
    pub folded: Vec<String>,
}

impl<Id: Clone + Default + Eq + Hash> Default for Names<Id> {
    fn default() -> Self {
        Self {
            ids: vec![Id::default()],
            places: HashMap::new(),
            folded: vec![String::new()],
        }
    }
}

impl<Id: Clone + Default + Eq + Hash> Names<Id> {
    /// The place of an id, which is given one.
    fn place(&mut self, id: Option<Id>) -> u32 {
        let Some(id) = id else { return 0 };
        *self.places.entry(id.clone()).or_insert_with(|| {
            self.ids.push(id);
            self.folded.push(String::new());
            u32::try_from(self.ids.len() - 1).unwrap_or(0)
        })
    }

    /// Everything that has a place, in no particular order.
    pub fn all(&self) -> &[Id] {
        &self.ids[1..]
    }

    /// For each place, whether the test holds for its id.
    pub fn which(&self, mut test: impl FnMut(Option<Id>) -> bool) -> Vec<bool> {
        let ids = self.ids.iter().enumerate();
        ids.map(|(place, id)| test((place > 0).then(|| id.clone())))
            .collect()
    }

    /// Reads the names again; whether one changed.
    fn refresh<'a>(&mut self, name: impl Fn(Id) -> &'a str) -> bool {
        let mut changed = false;
        for (id, held) in self.ids.iter().zip(&mut self.folded).skip(1) {
            let folded = fold(name(id.clone()));
            changed |= *held != folded;
            *held = folded;
        }
        changed
    }
}

/// Struct of arrays; a record has the same place in all of them and in the board. Zero is *none*
/// in every column of small numbers that may be missing; ids are places in [`Names`].
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub ids: Vec<RecordId>,
    pub kind: Vec<u8>,
    pub state: Vec<u8>,
    pub is_open: Vec<u8>,
    pub priority: Vec<u8>,
    pub severity: Vec<u8>,
    pub impact: Vec<u8>,
    pub urgency: Vec<u8>,
    pub has_conflict: Vec<u8>,
    pub is_unacknowledged: Vec<u8>,
    pub owner: Vec<u32>,
    pub team: Vec<u32>,
    pub service: Vec<u32>,
    pub category: Vec<u32>,
    pub scale: Vec<u32>,
    pub source: Vec<u32>,
    pub channel: Vec<u8>,
    pub origin: Vec<u8>,
    pub reporter: Vec<u32>,
    pub reported: Vec<Moment>,
    /// [`NEVER`] where a record is not resolved.
    pub resolved: Vec<Moment>,
    pub changed: Vec<Moment>,
    /// When the first promise is due; may lag behind a record that was just added.
    pub due: Vec<Moment>,
    pub pairs: Vec<Pairs>,
    pub people: Names<PersonId>,
    pub teams: Names<TeamId>,
    pub services: Names<ServiceId>,
    pub categories: Names<CategoryId>,
    pub scales: Names<Scale>,
    pub sources: Names<String>,
    pub reporters: Names<String>,
    pub tidiness: Tidiness,
    spans: Vec<Span>,
    arena: String,
    /// Bytes of the arena that no span covers any more.
    wasted: usize,
}

/// A record's part of the arena: title, reference, then the rest, each but the first behind a
/// line break.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    from: usize,
    title_to: usize,
    reference_to: usize,
    to: usize,
}

impl Columns {
    /// A record's searched text.
    pub fn text(&self, place: usize) -> &str {
        let span = self.spans[place];
        &self.arena[span.from..span.to]
    }

    /// A record's folded title.
    pub fn title(&self, place: usize) -> &str {
        let span = self.spans[place];
        &self.arena[span.from..span.title_to]
    }

    /// A record's folded title, its reference, and whatever else is searched.
    pub fn fields(&self, place: usize) -> [&str; 3] {
        let span = self.spans[place];
        [
            &self.arena[span.from..span.title_to],
            &self.arena[span.title_to..span.reference_to],
            &self.arena[span.reference_to..span.to],
        ]
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Takes in a record at its place, or its new values.
    pub fn set(&mut self, place: usize, record: &Record, events: &[Arc<Event>]) {
        let assessment = record.assessment.as_ref();
        put(&mut self.ids, place, record.id);
        put(&mut self.kind, place, record.kind as u8);
        put(&mut self.state, place, record.state() as u8);
        put(&mut self.is_open, place, record.state().is_open().into());
        let priority = record.priority().map_or(0, Priority::number);
        put(&mut self.priority, place, priority);
        let severity = record.severity.map_or(0, |severity| severity as u8 + 1);
        put(&mut self.severity, place, severity);
        let impact = assessment.map_or(0, |assessment| assessment.impact);
        put(&mut self.impact, place, impact);
        let urgency = assessment.map_or(0, |assessment| assessment.urgency);
        put(&mut self.urgency, place, urgency);
        let has_conflict = !record.conflicts.is_empty();
        put(&mut self.has_conflict, place, has_conflict.into());
        let is_unacknowledged = waits_for_acknowledgement(record);
        put(&mut self.is_unacknowledged, place, is_unacknowledged.into());
        put(&mut self.owner, place, self.people.place(record.owner));
        put(&mut self.team, place, self.teams.place(record.team));
        put(
            &mut self.service,
            place,
            self.services.place(record.service),
        );
        let category = self.categories.place(record.category);
        put(&mut self.category, place, category);
        let scale = self.scales.place(assessment.map(|it| it.scale));
        put(&mut self.scale, place, scale);
        let source = self.sources.place(record.source.clone());
        put(&mut self.source, place, source);
        let channel = record.channel.map_or(0, |channel| channel as u8 + 1);
        put(&mut self.channel, place, channel);
        let origin = record.origin.map_or(0, |origin| origin as u8 + 1);
        put(&mut self.origin, place, origin);
        let reporter = Some(record.reporter.trim().to_owned()).filter(|name| !name.is_empty());
        put(&mut self.reporter, place, self.reporters.place(reporter));
        put(&mut self.reported, place, record.reported());
        let resolved = record.moment(Milestone::Resolved).unwrap_or(NEVER);
        put(&mut self.resolved, place, resolved);
        put(&mut self.changed, place, record.changed);
        self.tidiness.set(place, record);
        self.set_text(place, record, events);
    }

    /// Reads the names of people, teams, services and categories again; whether one changed.
    pub fn refresh_names(&mut self, board: &Board) -> bool {
        self.tidiness.set_budgets(board.settings.budgets);
        let people = self.people.refresh(|id| names::person(board, id));
        let teams = self.teams.refresh(|id| names::team(board, id));
        let services = self.services.refresh(|id| names::service(board, id));
        let categories = self.categories.refresh(|id| names::category(board, id));
        people | teams | services | categories
    }

    /// For each place of a category, the place of its main category.
    pub fn mains(&mut self, settings: &Settings) -> Vec<u32> {
        let mut mains = vec![0];
        let mut place = 1;
        // A main category that no record names itself is given a place here, behind the others.
        while let Some(&id) = self.categories.ids.get(place) {
            mains.push(self.categories.place(Some(settings.main_category(id))));
            place += 1;
        }
        mains
    }

    fn set_text(&mut self, place: usize, record: &Record, events: &[Arc<Event>]) {
        if let Some(span) = self.spans.get_mut(place) {
            self.wasted += span.to - span.from;
            *span = Span::default();
        }
        if self.wasted > self.arena.len() / 2 + 65_536 {
            self.compact();
        }
        let from = self.arena.len();
        fold_into(&record.title, &mut self.arena);
        let title_to = self.arena.len();
        // A line break, so that no term matches across two texts.
        self.arena.push('\n');
        fold_into(&record.reference, &mut self.arena);
        let reference_to = self.arena.len();
        let own = [
            &record.description,
            &record.reporter,
            &record.affected,
            &record.cause,
            &record.workaround,
            &record.vendor,
        ];
        let written = events.iter().filter_map(|event| written(event));
        for text in own.into_iter().map(String::as_str).chain(written) {
            if !text.is_empty() {
                self.arena.push('\n');
                fold_into(text, &mut self.arena);
            }
        }
        let span = Span {
            from,
            title_to,
            reference_to,
            to: self.arena.len(),
        };
        put(&mut self.spans, place, span);
        put(&mut self.pairs, place, Pairs::of(&self.arena[from..]));
    }

    /// Drops what no span covers.
    fn compact(&mut self) {
        let mut arena = String::with_capacity(self.arena.len() - self.wasted);
        for span in &mut self.spans {
            let from = arena.len();
            arena.push_str(&self.arena[span.from..span.to]);
            *span = Span {
                from,
                title_to: from + span.title_to - span.from,
                reference_to: from + span.reference_to - span.from,
                to: arena.len(),
            };
        }
        self.arena = arena;
        self.wasted = 0;
    }
}

/// Sets a place of a column, or adds it at the end.
pub(super) fn put<T>(column: &mut Vec<T>, place: usize, value: T) {
    match column.get_mut(place) {
        Some(held) => *held = value,
        None => column.push(value),
    }
}
