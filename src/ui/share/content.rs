//! What a file holds, by what it says and never by its name, and what would come of it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::ids::WorkspaceId,
    exchange::{
        file::{self, NotALog, Reading},
        merge::{self, Relation},
    },
    foreign::{
        self, NotImportable, Recognised,
        intake::Intake,
        plan::Plan,
        servicenow::{audit::Audit, snapshot::Snapshot},
        table::{self, Table},
        text::Encoding,
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
    Table { table: Arc<Sourced>, plan: Plan },
    /// A table whose columns a mapping explains.
    Mapped(Box<Brought>),
}

/// A table of a tool that needs no mapping.
#[derive(Debug)]
pub struct Sourced {
    table: Table,
    /// Whether it has one row per change, and not one per incident.
    is_audit: bool,
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
    pub async fn of(
        desk: Desk,
        name: String,
        intake: Intake,
        tell: impl Fn(f64),
    ) -> Result<Self, NotMerged> {
        let size = intake.size();
        Ok(Self {
            content: content(desk, &name, Arc::new(intake), tell).await?,
            name,
            size,
            on: desk.ws.get_untracked(),
            opened: false,
        })
    }

    /// Works the report out anew: something was chosen, or another workspace is open now.
    pub async fn work_out(
        &mut self,
        desk: Desk,
        take_erasures: bool,
        instance: &str,
        zone: Zone,
        tell: impl Fn(f64),
    ) {
        self.on = desk.ws.get_untracked();
        match &mut self.content {
            Content::Log { reading, preview } => *preview = desk.preview(reading, take_erasures),
            Content::Table { table, plan } => {
                *plan = planned(desk, table, instance, zone, tell).await;
            }
            Content::Mapped(brought) => brought.work_out(desk, instance, tell).await,
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
    pub fn summary(&self) -> Summary {
        match &self.content {
            Content::Log { preview, .. } => Summary {
                format: "sitrep-log",
                records: preview.records,
                new: preview.new.len(),
                known: preview.known,
                conflicts: preview.conflicts.len(),
                rejected: preview.unreadable.len(),
            },
            Content::Table { table, plan } => of_plan(table.format(), plan),
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

impl Sourced {
    /// The format's name, for `data-format`.
    #[must_use]
    pub const fn format(&self) -> &'static str {
        match self.is_audit {
            true => "servicenow-audit-log",
            false => "servicenow-snapshot",
        }
    }
}

impl Summary {
    /// Whether it is of a log of ours.
    #[must_use]
    pub fn is_log(&self) -> bool {
        self.format == "sitrep-log"
    }
}

async fn content(
    desk: Desk,
    name: &str,
    intake: Arc<Intake>,
    tell: impl Fn(f64),
) -> Result<Content, NotMerged> {
    let told = |share: f64| tell(share / 3.0);
    let recognised = recognised(desk, &intake, None, told).await;
    let told = |share: f64| tell((1.0 + 2.0 * share) / 3.0);
    let (table, is_audit) = match recognised {
        Ok(Recognised::ServiceNowSnapshot(table)) => (table, false),
        Ok(Recognised::ServiceNowAuditLog(table)) => (table, true),
        Ok(Recognised::Csv(table)) => return Ok(mapped(desk, name, table, intake, told).await),
        // A log whose members somebody sorted names its format further down.
        Ok(Recognised::SitrepLog) => {
            return match file::read(intake.bytes()) {
                Ok(reading) => log(desk, reading),
                Err(error) => Err(unchanged(error.slug(), &error.to_string())),
            };
        }
        Err(other @ NotImportable::OtherJson { .. }) => {
            return match file::read(intake.bytes()) {
                Ok(reading) => log(desk, reading),
                Err(NotALog::NotSitrep) => Err(not_importable(&other)),
                Err(error) => Err(unchanged(error.slug(), &error.to_string())),
            };
        }
        Err(error) => return Err(not_importable(&error)),
    };
    let sourced = Sourced { table, is_audit };
    let plan = planned(desk, &sourced, "", Zone::AsWritten, told).await;
    // Its columns are called like those of ServiceNow, and its cells are not: somebody else's.
    if plan.records == 0 {
        return Ok(mapped(desk, name, sourced.table, intake, told).await);
    }
    let table = Arc::new(sourced);
    Ok(Content::Table { table, plan })
}

async fn mapped(
    desk: Desk,
    name: &str,
    table: Table,
    file: Arc<Intake>,
    tell: impl Fn(f64),
) -> Content {
    let brought = Brought::of(desk, name, table, file, "", tell).await;
    Content::Mapped(Box::new(brought))
}

/// Tells what a file is, and reads its table where it is one.
///
/// # Errors
/// When it is nothing that can be imported.
pub async fn recognised(
    desk: Desk,
    intake: &Intake,
    chosen: Option<Encoding>,
    tell: impl Fn(f64),
) -> Result<Recognised, NotImportable> {
    let Some(decoding) = foreign::decoding_of(intake, chosen)? else {
        return Ok(Recognised::SitrepLog);
    };
    let text = desk.work(decoding, |share| tell(share / 3.0)).await?;
    let text = foreign::table_text(intake, text)?;
    let told = |share: f64| tell((1.0 + 2.0 * share) / 3.0);
    let table = desk.work(table::Reading::new(&text.text)?, told).await?;
    foreign::table_of(table, &text)
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

/// What importing a table would do.
async fn planned(
    desk: Desk,
    sourced: &Sourced,
    instance: &str,
    zone: Zone,
    tell: impl Fn(f64),
) -> Plan {
    let Sourced { table, is_audit } = sourced;
    let told = |share: f64| tell(share / 2.0);
    let sheet = match is_audit {
        true => desk.work(Audit::new(table, instance, zone), told).await,
        false => desk.work(Snapshot::new(table, instance, zone), told).await,
    };
    desk.plan(sheet, |share| tell(f64::midpoint(1.0, share)))
        .await
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
