//! What importing would do to a board, worked out before anything is written.

use std::collections::BTreeMap;

use crate::{
    domain::{
        board::Board,
        command::Command,
        event::Subject,
        fact::{Imported, Kind},
        ids::RecordId,
        ledger::Live,
        priority::Preset,
        state::Milestone,
        time::Moment,
        value::{Field, each_imported},
    },
    foreign::{
        delta,
        matrix::Found,
        servicenow::{Rejected, Sheet},
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
    /// Fields that were changed here and have changed in the source too: both values will stand.
    pub conflicts: Vec<(RecordId, Field)>,
    pub rejected: Vec<Rejected>,
    /// Rows that say the same as one above them.
    pub repeated: usize,
    /// When the first and the last of the records were reported.
    pub first: Option<Moment>,
    pub last: Option<Moment>,
    /// Columns that are kept without being understood.
    pub unknown_columns: Vec<String>,
    /// Cells that have no meaning here, by column and text, with how often: kept as they are.
    pub not_understood: BTreeMap<(String, String), usize>,
    pub matrix: Found,
    /// Whether the file's priorities are not those of `ServiceNow`'s stock table.
    pub differs_from_stock: bool,
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

/// Works out what importing a sheet would do. A record's second import holds only what changed
/// since its last, so local edits live on, and the same file again adds nothing.
#[must_use]
pub fn plan(board: &Board, sheet: Sheet) -> Plan {
    let mut plan = Plan {
        records: sheet.rows.len(),
        new: 0,
        updated: 0,
        unchanged: 0,
        older: 0,
        conflicts: Vec::new(),
        rejected: sheet.rejected,
        repeated: sheet.repeated,
        first: None,
        last: None,
        unknown_columns: sheet.unknown_columns,
        not_understood: sheet.not_understood,
        matrix: Found::default(),
        differs_from_stock: false,
        differs_from_workspace: false,
        command: Command::Import(Vec::new()),
    };
    let mut writes = Vec::new();
    for row in sheet.rows {
        plan.matrix.add(&row.imported);
        if let Some(&Some(reported)) = row.imported.milestones.get(&Milestone::Reported) {
            plan.first = Some(plan.first.map_or(reported, |first| first.min(reported)));
            plan.last = Some(plan.last.map_or(reported, |last| last.max(reported)));
        }
        let Some(before) = board.imported(row.id) else {
            plan.new += 1;
            writes.push((row.id, delta::first(row.imported)));
            continue;
        };
        if sheet.dated && row.imported.updated < before.updated {
            plan.older += 1;
            continue;
        }
        let withheld = withheld(board, row.id);
        let Some(changes) = delta::since(&before, row.imported, &withheld) else {
            plan.unchanged += 1;
            continue;
        };
        plan.updated += 1;
        plan.conflicts.extend(conflicts(board, row.id, &changes));
        writes.push((row.id, changes));
    }
    plan.differs_from_stock = !plan
        .matrix
        .differing(&Preset::ServiceNow.matrix())
        .is_empty();
    plan.differs_from_workspace = !plan.matrix.differing(&board.settings.matrix).is_empty();
    plan.command = Command::Import(writes);
    plan
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
