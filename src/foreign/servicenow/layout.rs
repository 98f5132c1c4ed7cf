//! Which column of a ServiceNow table is which: by field name, as CSV exports have it, or by the
//! label that lists and spreadsheets show.

use std::collections::HashSet;

use crate::foreign::{NotImportable, table::Table};

/// So many rows are looked through for an example, of which so many characters are shown.
const SAMPLE: usize = 100;
const LONGEST_EXAMPLE: usize = 40;

/// A column of a table, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    /// The first cell that says anything.
    pub example: String,
    pub fills: Fills,
}

/// What a column fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fills {
    Field(&'static str),
    /// A column further left has the same meaning; that one counts and this one is kept.
    Again(&'static str),
    /// It is kept without being understood.
    Nothing,
}

/// The places of the columns that Sitrep understands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Layout {
    pub number: Option<usize>,
    pub short_description: Option<usize>,
    pub description: Option<usize>,
    pub incident_state: Option<usize>,
    pub state: Option<usize>,
    pub hold_reason: Option<usize>,
    pub active: Option<usize>,
    pub impact: Option<usize>,
    pub urgency: Option<usize>,
    pub priority: Option<usize>,
    pub severity: Option<usize>,
    pub category: Option<usize>,
    pub subcategory: Option<usize>,
    pub assignment_group: Option<usize>,
    pub assigned_to: Option<usize>,
    pub caller_id: Option<usize>,
    pub opened_by: Option<usize>,
    pub contact_type: Option<usize>,
    pub sys_class_name: Option<usize>,
    pub opened_at: Option<usize>,
    pub resolved_at: Option<usize>,
    pub closed_at: Option<usize>,
    pub sys_created_on: Option<usize>,
    pub sys_updated_on: Option<usize>,
    pub sys_mod_count: Option<usize>,
    pub reassignment_count: Option<usize>,
    pub reopen_count: Option<usize>,
}

impl Layout {
    /// Finds the columns; of two with one meaning the first counts.
    pub fn of(header: &[String]) -> Self {
        let mut layout = Self::default();
        for (place, name) in header.iter().enumerate() {
            if let Some((column, _)) = layout.column(&plain(name)) {
                column.get_or_insert(place);
            }
        }
        layout
    }

    /// What each column of a table fills, with an example.
    pub fn columns(table: &Table) -> Vec<Column> {
        let mut layout = Self::default();
        let column = |(place, name): (usize, &String)| {
            let cells = table.rows.iter().take(SAMPLE);
            let mut texts = cells.filter_map(|row| row.cells.get(place).map(str::trim));
            let example = texts.find(|text| !text.is_empty()).unwrap_or_default();
            let fills = match layout.column(&plain(name)) {
                None => Fills::Nothing,
                Some((column, what)) => match column.replace(place) {
                    None => Fills::Field(what),
                    Some(_) => Fills::Again(what),
                },
            };
            Column {
                name: name.clone(),
                example: example.chars().take(LONGEST_EXAMPLE).collect(),
                fills,
            }
        };
        table.header.iter().enumerate().map(column).collect()
    }

    /// The name of the column that says when a record was reported.
    pub fn reported(&self, header: &[String]) -> Option<String> {
        header.get(self.opened_at.or(self.sys_created_on)?).cloned()
    }

    /// The place of a column of that name, and what it fills.
    fn column(&mut self, name: &str) -> Option<(&mut Option<usize>, &'static str)> {
        Some(match name {
            "number" => (&mut self.number, "Number"),
            "short_description" => (&mut self.short_description, "Title"),
            "description" => (&mut self.description, "Description"),
            "incident_state" => (&mut self.incident_state, "State"),
            "state" => (&mut self.state, "State"),
            "hold_reason" | "on_hold_reason" => (&mut self.hold_reason, "Hold reason"),
            "active" => (&mut self.active, "Open or not"),
            "impact" => (&mut self.impact, "Impact"),
            "urgency" => (&mut self.urgency, "Urgency"),
            "priority" => (&mut self.priority, "Priority"),
            "severity" => (&mut self.severity, "Severity"),
            "category" => (&mut self.category, "Category"),
            "subcategory" => (&mut self.subcategory, "Subcategory"),
            "assignment_group" => (&mut self.assignment_group, "Team"),
            "assigned_to" => (&mut self.assigned_to, "Owner"),
            "caller_id" | "caller" => (&mut self.caller_id, "Reporter"),
            "opened_by" => (&mut self.opened_by, "Reporter, where no caller is named"),
            "contact_type" | "channel" => (&mut self.contact_type, "Channel"),
            "sys_class_name" | "task_type" => (&mut self.sys_class_name, "Kind"),
            "opened_at" | "opened" => (&mut self.opened_at, "Reported"),
            "resolved_at" | "resolved" => (&mut self.resolved_at, "Resolved"),
            "closed_at" | "closed" => (&mut self.closed_at, "Closed"),
            "sys_created_on" | "sys_created_at" | "created" => {
                (&mut self.sys_created_on, "Reported, where it is not said")
            }
            "sys_updated_on" | "sys_updated_at" | "updated" => {
                (&mut self.sys_updated_on, "Changed in the source")
            }
            "sys_mod_count" | "updates" => (&mut self.sys_mod_count, "Order of changes"),
            "reassignment_count" => (&mut self.reassignment_count, "Reassignments"),
            "reopen_count" => (&mut self.reopen_count, "Reopenings"),
            _ => return None,
        })
    }
}

/// `Short description` and `short_description` are one.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace(' ', "_")
}

/// Whether the columns are those of a `ServiceNow` table.
pub(in crate::foreign) fn is_of(header: &[String]) -> bool {
    let layout = Layout::of(header);
    layout.number.is_some()
        && layout.state.or(layout.incident_state).is_some()
        && layout.opened_at.or(layout.sys_created_on).is_some()
}

/// Whether the table holds several rows per incident, each as of another moment.
///
/// # Errors
/// When it does, and no column tells their order.
pub(in crate::foreign) fn is_audit(table: &Table) -> Result<bool, NotImportable> {
    let layout = Layout::of(&table.header);
    let numbers = table
        .rows
        .iter()
        .filter_map(|row| row.cells.get(layout.number?));
    let incidents = numbers.collect::<HashSet<_>>().len();
    // A number that stands twice by mistake is a matter of its row; an audit log repeats most.
    let repeated = table.rows.len().saturating_sub(incidents);
    let counts_changes = layout.sys_mod_count.is_some() && layout.sys_updated_on.is_some();
    let is_audit = repeated * 2 > incidents || (counts_changes && repeated > 0);
    if is_audit && layout.sys_updated_on.is_none() {
        return Err(NotImportable::UndatedAuditLog {
            rows: table.rows.len(),
            incidents,
        });
    }
    Ok(is_audit)
}
