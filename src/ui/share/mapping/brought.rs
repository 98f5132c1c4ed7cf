//! A table of another tool with the mapping by which it is read, and what would come of it.

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;

use crate::{
    domain::{command::Command, fact::Mapping, priority::Matrix, time::Moment},
    foreign::{
        Recognised,
        csv::{
            self, guess,
            survey::{Dates, Survey, Surveying, Word},
            target::Target,
        },
        intake::Intake,
        plan::Plan,
        servicenow::Sheet,
        table::Table,
        text::Encoding,
    },
    ui::{
        desk::Desk,
        share::{
            content::{Content, recognised},
            import::{Import, Stage},
            table::new_matrix,
        },
    },
};

/// A table, its mapping, and its plan.
#[derive(Clone, Debug)]
pub struct Brought {
    pub table: Arc<Table>,
    /// The file, where it may be read again in another encoding.
    file: Option<Arc<Intake>>,
    pub mapping: Mapping,
    /// Whether the mapping was kept in the workspace before.
    pub is_known: bool,
    /// Whether the mapping is kept with the import.
    pub keep: bool,
    /// What would come of it.
    pub plan: Plan,
    /// Rows without any date.
    pub undated: usize,
    /// Whether the rows have numbers of their own.
    pub is_numbered: bool,
    /// What stands in the columns, as far as somebody looked.
    survey: Arc<Survey>,
    /// Columns whose words and dates nobody has guessed at yet.
    unlearnt: BTreeSet<usize>,
    /// What rows without a date are dated by.
    now: Moment,
}

impl Brought {
    /// A table by the mapping that was kept for its columns, or by a guess.
    pub async fn of(
        desk: Desk,
        name: &str,
        table: Table,
        file: Arc<Intake>,
        instance: &str,
        tell: impl Fn(f64),
    ) -> Self {
        let id = guess::id(&table);
        let saved = desk.board_now(|board| board.settings.mappings.get(&id).cloned());
        let saved = saved.filter(|saved| !saved.retired);
        let mut mapping = guess::begin(&table, saved.as_ref());
        if saved.is_none() && mapping.source == "csv" {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            mapping.name = stem.chars().take(80).collect();
        }
        let unlearnt = (0..table.header.len()).collect();
        let mut brought = Self {
            file: table.is_encoding_guessed.then_some(file),
            table: Arc::new(table),
            is_known: saved.is_some(),
            keep: true,
            mapping,
            plan: desk.plan(Sheet::default(), |_| {}).await,
            undated: 0,
            is_numbered: false,
            survey: Arc::default(),
            unlearnt,
            now: desk.now.get_untracked(),
        };
        brought.work_out(desk, instance, tell).await;
        brought
    }

    /// Works out what would come of it by the mapping as it is now.
    pub async fn work_out(&mut self, desk: Desk, instance: &str, tell: impl Fn(f64)) {
        let surveying = Surveying::new(&self.table, &self.mapping, &self.survey);
        let found = desk.work(surveying, |share| tell(share / 4.0)).await;
        Arc::make_mut(&mut self.survey).absorb(found);
        for place in std::mem::take(&mut self.unlearnt) {
            guess::learn(&self.table, &mut self.mapping, &self.survey, place);
        }
        let reading = csv::Reading::new(&self.table, &self.mapping, instance, self.now);
        let told = |share: f64| tell((1.0 + 2.0 * share) / 4.0);
        let mapped = desk.work(reading, told).await;
        let told = |share: f64| tell((3.0 + share) / 4.0);
        self.plan = desk.plan(mapped.sheet, told).await;
        self.undated = mapped.undated;
        self.is_numbered = mapped.is_numbered;
    }

    /// Takes over what was worked out for a copy of it.
    fn take(&mut self, mut worked_out: Self) {
        for place in std::mem::take(&mut self.unlearnt) {
            let column = &self.table.header[place];
            let learnt = &mut worked_out.mapping;
            if let Some(values) = learnt.values.remove(column) {
                self.mapping.values.insert(column.clone(), values);
            }
            if let Some(order) = learnt.orders.remove(column) {
                self.mapping.orders.insert(column.clone(), order);
            }
        }
        self.plan = worked_out.plan;
        self.undated = worked_out.undated;
        self.is_numbered = worked_out.is_numbered;
        self.survey = worked_out.survey;
    }

    /// Says what a column becomes.
    pub fn set(&mut self, place: usize, target: Option<Target>) {
        guess::set(&mut self.mapping, &self.table.header[place], target);
        self.unlearnt.insert(place);
    }

    /// The field that a column fills.
    #[must_use]
    pub fn target(&self, column: &str) -> Option<Target> {
        Target::from_slug(self.mapping.columns.get(column)?)
    }

    /// Whether a column fills a field.
    #[must_use]
    pub fn fills(&self, target: Target) -> bool {
        guess::places(&self.table, &self.mapping).contains_key(&target)
    }

    /// The matrix by which the file was judged, where the workspace has another.
    #[must_use]
    pub fn new_matrix(&self) -> Option<Matrix> {
        new_matrix(&self.plan).filter(|_| self.fills(Target::Priority))
    }

    /// The places of the columns of dates.
    fn times(&self) -> impl Iterator<Item = usize> {
        let places = guess::places(&self.table, &self.mapping).into_iter();
        let times = places.filter(|(target, _)| target.is_time());
        times.map(|(_, place)| place)
    }

    /// What a column of dates shows, once somebody has looked.
    #[must_use]
    pub fn dates(&self, place: usize) -> Option<&Dates> {
        let is_known = !self.unlearnt.contains(&place);
        self.survey.dates(place).filter(|_| is_known)
    }

    /// The words of a column, the commonest first, once somebody has looked.
    #[must_use]
    pub fn words(&self, place: usize) -> Option<&[Word]> {
        let is_known = !self.unlearnt.contains(&place);
        self.survey.words(place).filter(|_| is_known)
    }

    /// Whether a date leaves open which zone's clock it was read from.
    #[must_use]
    pub fn has_local(&self) -> bool {
        let mut seen = self.times().filter_map(|place| self.dates(place));
        seen.any(|dates| dates.has_local)
    }

    /// The columns of which somebody has to say whether day or month comes first.
    #[must_use]
    pub fn unsaid(&self) -> Vec<String> {
        let is_open = |&place: &usize| {
            let column = &self.table.header[place];
            let is_said = self.mapping.orders.contains_key(column);
            !is_said && self.dates(place).is_some_and(Dates::is_open)
        };
        let open = self.times().filter(is_open);
        open.map(|place| self.table.header[place].clone()).collect()
    }

    /// What to send: the records, and the mapping where it is new or changed.
    #[must_use]
    pub fn command(self, desk: Desk) -> Command {
        let kept = desk.board_now(|board| board.settings.mappings.get(&self.mapping.id).cloned());
        if !self.keep || kept.as_ref() == Some(&self.mapping) || self.mapping.name.trim().is_empty()
        {
            return self.plan.command;
        }
        let define = Command::DefineMapping(self.mapping);
        Command::All(vec![define, self.plan.command])
    }
}

impl Import {
    /// Reads what is brought, where it is a table with a mapping, and follows it.
    pub fn brought<T>(self, read: impl FnOnce(&Brought) -> T) -> Option<T> {
        self.stage.with(|stage| match stage {
            Stage::Preview(previewed) => match &previewed.content {
                Content::Mapped(brought) => Some(read(brought)),
                _ => None,
            },
            _ => None,
        })
    }

    /// Changes how the table is read, and works the report out anew.
    pub fn remap(self, desk: Desk, change: impl FnOnce(&mut Brought)) {
        self.retouch(change);
        let Some(mut brought) = untrack(|| self.brought(Brought::clone)) else {
            return;
        };
        self.replan(async move {
            let instance = self.instance.get_untracked();
            let tell = |share| self.tell(share);
            brought.work_out(desk, &instance, tell).await;
            self.retouch(|shown| shown.take(brought));
        });
    }

    /// Changes what nothing else depends on.
    pub fn retouch(self, change: impl FnOnce(&mut Brought)) {
        self.stage.update(|stage| {
            if let Stage::Preview(previewed) = stage
                && let Content::Mapped(brought) = &mut previewed.content
            {
                change(brought);
            }
        });
    }

    /// Reads the file again in another encoding.
    pub fn spell(self, desk: Desk, encoding: Encoding) {
        let again = untrack(|| self.brought(|brought| brought.file.clone())).flatten();
        let Some(file) = again else { return };
        let name = self.stage.with_untracked(Stage::name);
        self.replan(async move {
            let tell = |share: f64| self.tell(share / 2.0);
            let read = recognised(desk, &file, Some(encoding), tell).await;
            let Ok(Recognised::Csv(table)) = read else {
                return;
            };
            let tell = |share: f64| self.tell(f64::midpoint(1.0, share));
            let instance = self.instance.get_untracked();
            let brought = Brought::of(desk, &name, table, file, &instance, tell).await;
            self.stage.update(|stage| {
                if let Stage::Preview(previewed) = stage {
                    previewed.content = Content::Mapped(Box::new(brought));
                }
            });
            self.rounds.update(|rounds| *rounds += 1);
        });
    }
}
