//! The clocks of all records: computed once, then only where a record or the policy changed.

use std::{collections::HashMap, sync::Arc};

use crate::{
    domain::{board::Board, ids::RecordId, record::Record, settings::Settings, time::Moment},
    sla::{
        chart::Chart,
        plan::Plan,
        run::{Reading, Run},
        walk,
    },
};

/// How far ahead of the newest moment calendars are compiled; what lies beyond is only slower.
const AHEAD_MS: i64 = 400 * 86_400_000;
/// No calendar is compiled for earlier moments: 1990-01-01.
const EARLIEST: Moment = Moment(631_152_000_000);

/// The runs of every record, at the record's place on the board.
#[derive(Clone, Debug, Default)]
pub struct Clocks {
    plan: Option<Arc<Plan>>,
    settings: Option<Arc<Settings>>,
    /// Until when the calendars are compiled.
    until: Moment,
    records: Vec<Arc<Record>>,
    runs: Vec<Box<[Run]>>,
    places: HashMap<RecordId, u32>,
    /// When the first promise of each record is due.
    dues: Vec<Moment>,
    generation: u64,
    chart: Chart,
    /// The runs of the record at hand, so that each record's own are allocated once.
    found: Vec<Run>,
    /// How far the board is taken in ahead of the next update.
    ahead: usize,
}

/// Records that are taken in at a time ahead of an update.
const PART: usize = 50;

/// In the order of dues: what stands still comes after all that runs, and what promises nothing
/// any more comes last.
pub const STANDS_STILL: Moment = Moment(i64::MAX - 1);
pub const NOTHING_DUE: Moment = Moment(i64::MAX);

impl Clocks {
    /// Takes in what changed on the board since the last time; cheap when little did. Whether
    /// anything changed.
    pub fn update(&mut self, board: &Board, now: Moment) -> bool {
        let mut changed = self.replan(board, now);
        let Some(plan) = self.plan.clone() else {
            return changed;
        };
        (self.places).reserve(board.records().len().saturating_sub(self.places.len()));
        for (place, record) in board.records().iter().enumerate() {
            changed |= self.take(place, record, &plan);
        }
        self.generation += u64::from(changed);
        changed
    }

    /// Takes in a little of a board on which very much has changed, so that the next update finds
    /// little to do. Whether there is more.
    pub fn prepare(&mut self, board: &Board, now: Moment) -> bool {
        let mut changed = self.ahead == 0 && self.replan(board, now);
        let Some(plan) = self.plan.clone() else {
            return false;
        };
        let from = self.ahead;
        let records = board.records();
        for (place, record) in records.iter().enumerate().skip(from).take(PART) {
            changed |= self.take(place, record, &plan);
        }
        self.generation += u64::from(changed);
        let is_over = from + PART >= records.len();
        self.ahead = if is_over { 0 } else { from + PART };
        !is_over
    }

    /// Computes the clocks of a record, where it changed.
    fn take(&mut self, place: usize, record: &Arc<Record>, plan: &Plan) -> bool {
        match self.records.get_mut(place) {
            Some(held) if Arc::ptr_eq(held, record) => return false,
            Some(held) => held.clone_from(record),
            None => {
                self.records.push(record.clone());
                self.runs.push(Box::default());
                self.dues.push(NOTHING_DUE);
            }
        }
        let at = u32::try_from(place).unwrap_or(u32::MAX);
        self.places.insert(record.id, at);
        self.compute(plan, place);
        true
    }

    /// Moves whenever a clock was computed anew.
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// When the first promise of each record is due, by the records' places; later than all
    /// moments where nothing runs.
    #[must_use]
    pub fn dues(&self) -> &[Moment] {
        &self.dues
    }

    /// The plan that the runs were computed by.
    ///
    /// # Panics
    /// Before the first update, when there is no run to read either.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        self.plan.as_ref().expect("clocks are read after an update")
    }

    /// The runs of the record at a place.
    #[must_use]
    pub fn runs(&self, place: usize) -> &[Run] {
        self.runs.get(place).map_or(&[], |runs| runs)
    }

    /// The runs of a record.
    #[must_use]
    pub fn of(&self, record: RecordId) -> &[Run] {
        let place = self.places.get(&record);
        place.map_or(&[], |&place| self.runs(place as usize))
    }

    /// The records, by their places.
    #[must_use]
    pub fn records(&self) -> &[Arc<Record>] {
        &self.records
    }

    /// What a run of these shows.
    #[must_use]
    pub fn read(&self, run: &Run, now: Moment) -> Reading {
        run.read(self.plan(), now)
    }

    /// Compiles the policy again where it, or what it depends on, changed.
    fn replan(&mut self, board: &Board, now: Moment) -> bool {
        let settings = &board.settings;
        let same = (self.settings.as_ref())
            .is_some_and(|held| Arc::ptr_eq(held, settings) || plans_alike(held, settings));
        self.settings = Some(settings.clone());
        if same && now < self.until {
            return false;
        }
        let reported = board.records().iter().map(|record| record.reported());
        let first = reported.min().unwrap_or(now).max(EARLIEST).min(now);
        self.until = Moment(now.0.saturating_add(AHEAD_MS));
        let ahead = Moment(self.until.0.saturating_add(AHEAD_MS));
        self.plan = Some(Arc::new(Plan::of(settings, first, ahead)));
        self.records.clear();
        self.runs.clear();
        self.dues.clear();
        self.places.clear();
        true
    }

    fn compute(&mut self, plan: &Plan, place: usize) {
        let (chart, runs) = (&mut self.chart, &mut self.found);
        let record = &self.records[place];
        walk::each(plan, record, chart, &mut |run| runs.push(run), &mut |_| {});
        let going = runs
            .iter()
            .filter(|run| run.is_going() && run.target.is_some());
        let dues = going.map(|run| run.due(plan).unwrap_or(STANDS_STILL));
        self.dues[place] = dues.min().unwrap_or(NOTHING_DUE);
        self.runs[place] = runs.drain(..).collect();
    }
}

/// Whether two settings make the same plan.
fn plans_alike(one: &Settings, other: &Settings) -> bool {
    one.policy_version == other.policy_version
        && one.policy == other.policy
        && one.zone == other.zone
        && one.calendars == other.calendars
        && one.categories == other.categories
}
