//! A table of another tool with the mapping by which it is read, and what would come of it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::{command::Command, fact::Mapping, time::Moment},
    foreign::{
        csv::{
            self, guess,
            survey::{self, Dates},
            target::Target,
        },
        plan::{self, Plan},
        table::Table,
        text::Encoding,
    },
    ui::{
        desk::Desk,
        share::{
            content::Content,
            import::{Import, Stage},
        },
    },
};

/// A table, its mapping, and its plan.
#[derive(Clone, Debug)]
pub struct Brought {
    pub table: Arc<Table>,
    /// The file, where it may be read again in another encoding.
    pub bytes: Option<Arc<[u8]>>,
    pub mapping: Mapping,
    /// Whether the mapping was kept in the workspace before.
    pub is_known: bool,
    /// Whether the mapping is kept with the import.
    pub keep: bool,
    pub plan: Plan,
    /// Rows without any date.
    pub undated: usize,
    /// Whether the rows have numbers of their own.
    pub is_numbered: bool,
    /// What rows without a date are dated by.
    now: Moment,
}

impl Brought {
    /// A table by the mapping that was kept for its columns, or by a guess.
    #[must_use]
    pub fn of(desk: Desk, name: &str, table: Table, bytes: &[u8]) -> Self {
        let id = guess::id(&table);
        let saved = desk.board_now(|board| board.settings.mappings.get(&id).cloned());
        let saved = saved.filter(|saved| !saved.retired);
        let mut mapping = guess::mapping(&table, saved.as_ref());
        if saved.is_none() && mapping.source == "csv" {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            mapping.name = stem.chars().take(80).collect();
        }
        let bytes = table.is_encoding_guessed.then(|| Arc::from(bytes));
        let now = desk.now.get_untracked();
        let (plan, undated, is_numbered) = planned(desk, &table, &mapping, "", now);
        Self {
            table: Arc::new(table),
            bytes,
            is_known: saved.is_some(),
            keep: true,
            mapping,
            plan,
            undated,
            is_numbered,
            now,
        }
    }

    /// Works out what would come of it by the mapping as it is now.
    pub fn work_out(&mut self, desk: Desk, instance: &str) {
        let (plan, undated, is_numbered) =
            planned(desk, &self.table, &self.mapping, instance, self.now);
        self.plan = plan;
        self.undated = undated;
        self.is_numbered = is_numbered;
    }

    /// The field that a column fills.
    #[must_use]
    pub fn target(&self, column: &str) -> Option<Target> {
        Target::from_slug(self.mapping.columns.get(column)?)
    }

    /// The columns of dates, with what they show.
    #[must_use]
    pub fn dates(&self) -> Vec<(&str, Dates)> {
        let places = guess::places(&self.table, &self.mapping).into_iter();
        let times = places.filter(|(target, _)| target.is_time());
        times
            .map(|(_, place)| {
                (
                    self.table.header[place].as_str(),
                    survey::dates(&self.table, place),
                )
            })
            .collect()
    }

    /// The columns of which somebody has to say whether day or month comes first.
    #[must_use]
    pub fn unsaid(&self) -> Vec<String> {
        let open = self.dates().into_iter().filter(|(column, dates)| {
            dates.is_open() && !self.mapping.orders.contains_key(*column)
        });
        open.map(|(column, _)| column.to_owned()).collect()
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

fn planned(
    desk: Desk,
    table: &Table,
    mapping: &Mapping,
    instance: &str,
    now: Moment,
) -> (Plan, usize, bool) {
    let mapped = csv::read(table, mapping, instance, now);
    let plan = desk.board_now(|board| plan::plan(board, mapped.sheet));
    (plan, mapped.undated, mapped.is_numbered)
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
        self.stage.update(|stage| {
            if let Stage::Preview(previewed) = stage
                && let Content::Mapped(brought) = &mut previewed.content
            {
                change(brought);
                self.instance
                    .with_untracked(|instance| brought.work_out(desk, instance));
            }
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
        let again = untrack(|| self.brought(|brought| brought.bytes.clone())).flatten();
        let Some(bytes) = again else { return };
        let read = crate::foreign::recognise_in(&bytes, Some(encoding));
        let Ok(crate::foreign::Recognised::Csv(table)) = read else {
            return;
        };
        self.stage.update(|stage| {
            if let Stage::Preview(previewed) = stage {
                let brought = Brought::of(desk, &previewed.name, table, &bytes);
                previewed.content = Content::Mapped(Box::new(brought));
            }
        });
        self.rounds.update(|rounds| *rounds += 1);
    }
}
