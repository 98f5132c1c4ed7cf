//! What a file holds, by what it says and never by its name, and what would come of it.

use leptos::prelude::*;

use crate::{
    domain::ids::WorkspaceId,
    exchange::{
        file::{self, NotALog, Reading},
        merge::{self, Relation},
    },
    foreign::{
        self, NotImportable, Recognised,
        plan::Plan,
        servicenow::{audit::Audit, snapshot::Snapshot},
        table::Table,
        work,
        zone::Zone,
    },
    ui::{
        desk::{Desk, recovery::NotMerged},
        share::{import::Other, mapping::Brought},
    },
};

/// A file that could be merged, and what would come of it.
#[derive(Clone, Debug)]
pub struct Previewed {
    pub name: String,
    pub size: usize,
    /// The workspace on which the report was worked out.
    pub on: WorkspaceId,
    /// Whether that one was opened for the file, and holds something already.
    pub opened: bool,
    pub content: Content,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Content {
    Log {
        reading: Reading,
        preview: merge::Preview,
    },
    /// A table of another tool, and what importing it would do.
    Table {
        table: Table,
        /// One row per change of an incident, not one per incident.
        is_audit: bool,
        plan: Plan,
    },
    /// A table whose columns a mapping explains.
    Mapped(Box<Brought>),
}

/// The numbers of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub format: &'static str,
    pub records: usize,
    pub new: usize,
    pub known: usize,
    pub conflicts: usize,
    pub rejected: usize,
}

impl Previewed {
    /// Reads a file and works out what it would bring to the open workspace.
    ///
    /// # Errors
    /// When nothing of it can be merged.
    pub fn of(desk: Desk, name: String, bytes: &[u8]) -> Result<Self, NotMerged> {
        Ok(Self {
            content: content(desk, &name, bytes)?,
            name,
            size: bytes.len(),
            on: desk.ws.get_untracked(),
            opened: false,
        })
    }

    /// Works the report out anew: something was chosen, or another workspace is open now.
    pub fn work_out(&mut self, desk: Desk, take_erasures: bool, instance: &str, zone: Zone) {
        self.on = desk.ws.get_untracked();
        match &mut self.content {
            Content::Log { reading, preview } => *preview = desk.preview(reading, take_erasures),
            Content::Table {
                table,
                is_audit,
                plan,
            } => *plan = planned(desk, table, *is_audit, instance, zone),
            Content::Mapped(brought) => brought.work_out(desk, instance),
        }
    }

    /// The workspace that has to be opened for the file, where that is not the open one.
    #[must_use]
    pub const fn elsewhere(&self, other: Other) -> Option<WorkspaceId> {
        let Content::Log { preview, .. } = &self.content else {
            return None;
        };
        match (preview.relation, other) {
            (Relation::Joinable, _) | (Relation::Foreign, Other::Apart) => Some(preview.workspace),
            (Relation::Ours, _) | (Relation::Foreign, Other::Adopt) => None,
        }
    }

    /// The report in numbers.
    #[must_use]
    pub const fn summary(&self) -> Summary {
        match &self.content {
            Content::Log { preview, .. } => Summary {
                format: "sitrep-log",
                records: preview.records,
                new: preview.new.len(),
                known: preview.known,
                conflicts: preview.conflicts.len(),
                rejected: preview.unreadable.len(),
            },
            Content::Table { is_audit, plan, .. } => {
                let format = match is_audit {
                    true => "servicenow-audit-log",
                    false => "servicenow-snapshot",
                };
                of_plan(format, plan)
            }
            Content::Mapped(brought) => of_plan("csv", &brought.plan),
        }
    }
}

const fn of_plan(format: &'static str, plan: &Plan) -> Summary {
    Summary {
        format,
        records: plan.records,
        new: plan.new + plan.updated,
        known: plan.unchanged + plan.older + plan.repeated,
        conflicts: plan.conflicts.len(),
        rejected: plan.rejected.len(),
    }
}

impl Summary {
    /// Whether it is of a log of ours.
    #[must_use]
    pub fn is_log(&self) -> bool {
        self.format == "sitrep-log"
    }
}

fn content(desk: Desk, name: &str, bytes: &[u8]) -> Result<Content, NotMerged> {
    let mapped = |table| Content::Mapped(Box::new(Brought::of(desk, name, table, bytes)));
    let (table, is_audit) = match foreign::recognise(bytes) {
        Ok(Recognised::ServiceNowSnapshot(table)) => (table, false),
        Ok(Recognised::ServiceNowAuditLog(table)) => (table, true),
        Ok(Recognised::Csv(table)) => return Ok(mapped(table)),
        // A log whose members somebody sorted names its format further down.
        Ok(Recognised::SitrepLog) | Err(NotImportable::OtherJson { .. }) => {
            return match (file::read(bytes), foreign::recognise(bytes)) {
                (Ok(reading), _) => log(desk, reading),
                (Err(NotALog::NotSitrep), Err(error)) => Err(not_importable(&error)),
                (Err(error), _) => Err(unchanged(error.slug(), &error.to_string())),
            };
        }
        Err(error) => return Err(not_importable(&error)),
    };
    let plan = planned(desk, &table, is_audit, "", Zone::AsWritten);
    // Its columns are called like those of ServiceNow, and its cells are not: somebody else's.
    if plan.records == 0 {
        return Ok(mapped(table));
    }
    Ok(Content::Table {
        table,
        is_audit,
        plan,
    })
}

fn log(desk: Desk, reading: Reading) -> Result<Content, NotMerged> {
    if let (true, Some(first)) = (reading.events.is_empty(), reading.unreadable.first()) {
        let count = reading.unreadable.len();
        let text = format!(
            "None of its {count} events can be read. Line {}: {}.",
            first.line, first.why
        );
        return Err(unchanged("unreadable", &text));
    }
    let preview = desk.preview(&reading, true);
    Ok(Content::Log { reading, preview })
}

fn planned(desk: Desk, table: &Table, is_audit: bool, instance: &str, zone: Zone) -> Plan {
    let sheet = match is_audit {
        true => work::done(Audit::new(table, instance, zone)),
        false => work::done(Snapshot::new(table, instance, zone)),
    };
    desk.board_now(|board| foreign::plan::plan(board, sheet))
}

fn not_importable(error: &NotImportable) -> NotMerged {
    NotMerged {
        slug: error.slug(),
        sentence: error.to_string(),
    }
}

fn unchanged(slug: &'static str, what: &str) -> NotMerged {
    NotMerged {
        slug,
        sentence: format!("{what} Nothing was changed."),
    }
}
