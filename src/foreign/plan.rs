//! What importing would do to a board, worked out before anything is written.

use std::sync::Arc;

use crate::{
    domain::{
        board::Board,
        command::Command,
        event::Subject,
        fact::{Imported, Kind},
        ids::RecordId,
        ledger::Live,
        state::Milestone,
        time::Moment,
        value::{Field, each_imported},
    },
    foreign::{
        delta,
        matrix::Found,
        odd::Odd,
        servicenow::{Column, Reason, Rejected, Row, Sheet},
        work,
    },
};

/// An import, ready to be confirmed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Records that the file speaks of.
    pub records: usize,
    pub new: usize,
    /// Records of which the source says something new.
    pub updated: usize,
    pub unchanged: usize,
    /// Rows that are older than what was imported before: nothing is taken from them.
    pub older: usize,
    /// Entries of histories that would be added.
    pub history: usize,
    /// Fields that were changed here and have changed in the source too: both values will stand.
    pub conflicts: Vec<(RecordId, Field)>,
    pub rejected: Vec<Rejected>,
    /// Rows that say the same as one above them.
    pub repeated: usize,
    /// When the first and the last of the records were reported.
    pub first: Option<Moment>,
    pub last: Option<Moment>,
    /// Whether a time names no zone, so that it matters which one is meant.
    pub zoneless: bool,
    /// What the table's columns fill; empty where a mapping says so.
    pub columns: Vec<Column>,
    /// Columns that are kept without being understood, where a mapping says so.
    pub unknown_columns: Vec<String>,
    /// Cells that have no meaning here: kept as they are.
    pub not_understood: Odd,
    pub matrix: Found,
    /// Whether they are not those of the workspace's table.
    pub differs_from_workspace: bool,
    /// What to send, as one action.
    pub command: Command,
}

impl Plan {
    /// Whether importing would add nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.new == 0 && self.updated == 0
    }
}

/// Works out what importing a sheet would do, record by record. A record's second import holds
/// only what changed since its last, so local edits live on, and the same file again adds nothing.
#[derive(Clone, Debug)]
pub struct Planning {
    rows: std::vec::IntoIter<Row>,
    dated: bool,
    reported: Option<String>,
    plan: Plan,
    writes: Vec<(RecordId, Imported)>,
}

/// Records of one step.
const STEP: usize = 20;

impl Planning {
    /// Nothing worked out yet.
    #[must_use]
    pub fn new(sheet: Sheet) -> Self {
        let plan = Plan {
            records: sheet.rows.len(),
            new: 0,
            updated: 0,
            unchanged: 0,
            older: 0,
            history: 0,
            conflicts: Vec::new(),
            rejected: sheet.rejected,
            repeated: sheet.repeated,
            first: None,
            last: None,
            zoneless: sheet.zoneless,
            columns: sheet.columns,
            unknown_columns: sheet.unknown_columns,
            not_understood: sheet.not_understood,
            matrix: sheet.matrix,
            differs_from_workspace: false,
            command: Command::Import(Arc::default()),
        };
        Self {
            writes: Vec::with_capacity(plan.records),
            rows: sheet.rows.into_iter(),
            dated: sheet.dated,
            reported: sheet.reported,
            plan,
        }
    }

    /// Does a little, on the board as it is now. False where nothing is left to do.
    pub fn step(&mut self, board: &Board) -> bool {
        for row in self.rows.by_ref().take(STEP).collect::<Vec<_>>() {
            self.row(board, row);
        }
        self.rows.len() > 0
    }

    /// How much of it is done, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        work::share(self.plan.records - self.rows.len(), self.plan.records)
    }

    /// The plan, when nothing is left.
    #[must_use]
    pub fn finish(self, board: &Board) -> Plan {
        let mut plan = self.plan;
        let differing = plan.matrix.differing(&board.settings.matrix);
        plan.differs_from_workspace = !differing.is_empty();
        plan.command = Command::Import(Arc::new(self.writes));
        plan
    }

    fn row(&mut self, board: &Board, row: Row) {
        let Row { line, id, imported } = row;
        let before = board.imported(id);
        if let Some(before) = &before
            && self.is_of_another_zone(before, &imported)
        {
            let reason = Reason::OtherZone;
            self.plan.rejected.push(Rejected { line, reason });
            self.plan.records -= 1;
            return;
        }
        let plan = &mut self.plan;
        if let Some(&Some(reported)) = imported.milestones.get(&Milestone::Reported) {
            plan.first = Some(plan.first.map_or(reported, |first| first.min(reported)));
            plan.last = Some(plan.last.map_or(reported, |last| last.max(reported)));
        }
        let Some(before) = before else {
            plan.new += 1;
            plan.history += imported.history.len();
            self.writes.push((id, delta::first(imported)));
            return;
        };
        if self.dated && imported.updated < before.updated {
            plan.older += 1;
            return;
        }
        let withheld = withheld(board, id);
        let Some(changes) = delta::since(&before, imported, &withheld) else {
            plan.unchanged += 1;
            return;
        };
        plan.updated += 1;
        plan.history += changes.history.len();
        plan.conflicts.extend(conflicts(board, id, &changes));
        self.writes.push((id, changes));
    }

    /// Whether the record was reported at another moment before, by the same cell: its times were
    /// read in another zone then, and each entry of its history would stand twice.
    fn is_of_another_zone(&self, before: &Imported, now: &Imported) -> bool {
        let cell = |of: &Imported| of.columns.get(self.reported.as_ref()?).map(str::to_owned);
        let at = |of: &Imported| of.milestones.get(&Milestone::Reported).copied().flatten();
        at(before).is_some()
            && at(now).is_some()
            && at(before) != at(now)
            && cell(now).is_some_and(|text| cell(before) == Some(text))
    }
}

/// All of it at once.
#[must_use]
pub fn plan(board: &Board, sheet: Sheet) -> Plan {
    let mut planning = Planning::new(sheet);
    while planning.step(board) {}
    planning.finish(board)
}

/// The fields of which the words of an import are gone and stand for a value all the same: the
/// file can say them again.
fn withheld(board: &Board, id: RecordId) -> Vec<Field> {
    let ledger = board.ledger(Subject::Record(id));
    let is_withheld =
        |live: &Live| live.value.is_none() && ledger.events[live.event].head.kind == Kind::Imported;
    (ledger.values.iter())
        .filter(|(_, live)| live.iter().any(is_withheld))
        .map(|(&field, _)| field)
        .collect()
}

/// The fields in which an import would stand beside another value that was set here.
fn conflicts(board: &Board, id: RecordId, changes: &Imported) -> Vec<(RecordId, Field)> {
    let ledger = board.ledger(Subject::Record(id));
    let mut conflicts = Vec::new();
    each_imported(changes, &mut |field, value| {
        let live = ledger.values.get(&field).into_iter().flatten();
        let differs = live.into_iter().any(|live| {
            let kind = &ledger.events[live.event].head.kind;
            // An import replaces earlier ones, and an acknowledgement's state yields.
            let yields =
                *kind == Kind::Imported || (field == Field::State && *kind == Kind::Acknowledged);
            !yields && live.value.as_ref() != Some(&value)
        });
        if differs {
            conflicts.push((id, field));
        }
    });
    conflicts
}

#[cfg(test)]
mod tests;
