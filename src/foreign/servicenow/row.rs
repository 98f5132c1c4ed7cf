//! One row as a record.

use std::collections::BTreeSet;

use csv::StringRecord;

use crate::{
    domain::{
        decide::LONGEST_TITLE,
        fact::{Clearable, Imported},
        ids::RecordId,
        priority::{Assessment, Matrix, Preset, Priority, Scale, Severity},
        state::{HoldReason, Milestone, RecordKind, State},
        time::Moment,
    },
    foreign::{
        csv::dates::Order,
        ids,
        matrix::Found,
        odd::Odd,
        servicenow::{Reason, SOURCE, codes, layout::Layout, times},
        zone::Zone,
    },
};

/// The most bytes of a row, with room for how JSON spells them: an event's line has at most 1 MB.
const LARGEST_ROW: usize = 150_000;
/// The most bytes that a row's cells may take in the log, in the body twice at most.
pub(super) const LARGEST_BODY: usize = 900_000;

/// Reads rows of one table.
pub(super) struct Reader<'a> {
    pub header: &'a [String],
    pub layout: Layout,
    instance: String,
    zone: Zone,
    /// Which comes first, day or month; without one only dates that say it themselves are read.
    pub order: Option<Order>,
    stock: Matrix,
    pub zoneless: bool,
    /// The line of the row that is read.
    line: usize,
    pub not_understood: Odd,
    pub matrix: Found,
}

impl<'a> Reader<'a> {
    pub fn new(header: &'a [String], instance: &str, zone: Zone, order: Option<Order>) -> Self {
        Self {
            header,
            layout: Layout::of(header),
            instance: instance.trim().to_owned(),
            zone,
            order,
            zoneless: false,
            stock: Preset::ServiceNow.matrix(),
            line: 0,
            not_understood: Odd::default(),
            matrix: Found::default(),
        }
    }

    /// The record of a row in some line.
    pub fn read(
        &mut self,
        line: usize,
        cells: &StringRecord,
    ) -> Result<(RecordId, Imported), Reason> {
        self.line = line;
        if cells.len() != self.header.len() {
            return Err(Reason::CellCount {
                cells: cells.len(),
                columns: self.header.len(),
            });
        }
        let layout = self.layout;
        let cell = |place: Option<usize>| {
            place
                .and_then(|place| cells.get(place))
                .map_or("", str::trim)
        };
        let count = |place| cell(place).parse().ok();
        let number = cell(layout.number).to_owned();
        if number.is_empty() {
            return Err(Reason::NoNumber);
        }
        fits(cells)?;
        let mut row = Imported {
            source: SOURCE.to_owned(),
            instance: self.instance.clone(),
            kind: Some(kind(&number, cell(layout.sys_class_name))),
            title: Some(title(&number, cell(layout.short_description))?),
            ..Imported::default()
        };
        if layout.description.is_some() {
            row.description = Some(cell(layout.description).to_owned());
        }
        if layout.subcategory.is_some() {
            row.subcategory = Some(cell(layout.subcategory).to_owned());
        }
        row.reassignments = count(layout.reassignment_count);
        row.reopenings = count(layout.reopen_count);
        self.standing(&mut row, cells);
        self.milestones(&mut row, cells)?;
        row.assessment = self.assessment(cells);
        row.severity = self
            .code(cells, layout.severity, codes::level)
            .and_then(|level| Severity::ALL.get(usize::from(level) - 1).copied());
        row.channel = self.code(cells, layout.contact_type, codes::channel);
        self.names(&mut row, cells);
        row.cleared = cleared(&row, &layout);
        row.columns = self.header.iter().zip(cells).collect();
        let id = ids::record(SOURCE, &self.instance, &number);
        row.number = number;
        Ok((id, row))
    }

    /// What a coded cell means; what has no meaning is counted.
    fn code<T>(
        &mut self,
        cells: &StringRecord,
        place: Option<usize>,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let place = place?;
        let cell = cells.get(place).unwrap_or_default().trim();
        if cell.is_empty() {
            return None;
        }
        let meaning = read(cell);
        if meaning.is_none() {
            (self.not_understood).add(&self.header[place], cell, self.line);
        }
        meaning
    }

    /// State and hold reason. Where the state has no meaning here, `active` says whether it ended;
    /// only a plain no does.
    fn standing(&mut self, row: &mut Imported, cells: &StringRecord) {
        let layout = self.layout;
        let state = self
            .code(cells, layout.incident_state, codes::state)
            .or_else(|| self.code(cells, layout.state, codes::state));
        let reason = self.code(cells, layout.hold_reason, codes::hold_reason);
        let active = layout.active.and_then(|place| cells.get(place));
        let has_ended = active
            .map(str::trim)
            .is_some_and(|active| active == "0" || active.eq_ignore_ascii_case("false"));
        let (state, implied) = state.unwrap_or(match has_ended {
            true => (State::Closed, None),
            false => (State::New, None),
        });
        row.state = Some(state);
        let on_hold = state == State::OnHold;
        row.hold = reason.or(implied).filter(|_: &HoldReason| on_hold);
    }

    /// The source's own moments. The state decides which of them stand: a record that is open
    /// again was resolved and closed earlier.
    fn milestones(&mut self, row: &mut Imported, cells: &StringRecord) -> Result<(), Reason> {
        let layout = self.layout;
        let mut at = |place: Option<usize>| place.map_or(Ok(None), |place| self.time(cells, place));
        let state = row.state.unwrap_or(State::New);
        let reported = at(layout.opened_at)?.or(at(layout.sys_created_on)?);
        row.milestones.insert(Milestone::Reported, reported);
        let ended = matches!(state, State::Closed | State::Cancelled);
        let ends = [
            (Milestone::Resolved, layout.resolved_at, !state.is_open()),
            (Milestone::Closed, layout.closed_at, ended),
        ];
        for (milestone, column, stands) in ends {
            if column.is_none() {
                continue;
            }
            let moment = at(column)?;
            row.milestones.insert(milestone, moment.filter(|_| stands));
            if state.is_open() {
                row.earlier.extend(moment.map(|at| (milestone, at)));
            }
        }
        // A record is placed in time by the source or not at all. Where it does not say when it
        // was changed last, that is the last of what it says happened.
        let told = [reported, at(layout.resolved_at)?, at(layout.closed_at)?];
        let latest = told.into_iter().flatten().max();
        let updated = at(layout.sys_updated_on)?.or(latest);
        row.updated = updated.ok_or(Reason::NoDate)?;
        Ok(())
    }

    /// The moment that a cell names.
    pub fn time(&mut self, cells: &StringRecord, place: usize) -> Result<Option<Moment>, Reason> {
        let cell = cells.get(place).unwrap_or_default().trim();
        if cell.is_empty() {
            return Ok(None);
        }
        let read = times::read(cell, self.zone, self.order);
        self.zoneless |= read.is_some_and(|(_, zoneless)| zoneless);
        read.map(|(at, _)| Some(at))
            .ok_or_else(|| Reason::UnreadableTime {
                column: self.header[place].clone(),
                text: cell.chars().take(40).collect(),
            })
    }

    /// Impact, urgency and priority. The file's priority stands, even where the stock table gives
    /// another: the source may use a table of its own, or somebody overrode it and it did not
    /// record why. So there is no reason with it.
    fn assessment(&mut self, cells: &StringRecord) -> Option<Assessment> {
        let layout = self.layout;
        let impact = self.code(cells, layout.impact, codes::level).unwrap_or(0);
        let urgency = self.code(cells, layout.urgency, codes::level).unwrap_or(0);
        let stated = self.code(cells, layout.priority, codes::priority);
        let stated = stated.and_then(Priority::from_number);
        if let Some(stated) = stated {
            self.matrix.add(Preset::ServiceNow, impact, urgency, stated);
        }
        let priority = stated.or_else(|| self.stock.priority(impact, urgency))?;
        Some(Assessment {
            scale: Scale::Preset(Preset::ServiceNow),
            impact,
            urgency,
            priority,
            reason: None,
        })
    }

    /// People, team and category: by id, with the name as a label.
    fn names(&self, row: &mut Imported, cells: &StringRecord) {
        let layout = self.layout;
        let cell = |place: Option<usize>| {
            let cell = place.and_then(|place| cells.get(place)).map(str::trim);
            cell.filter(|cell| !cell.is_empty())
        };
        let mut label = |id: String, name: &str| row.labels.insert(&id, name);
        if let Some(name) = cell(layout.category) {
            let built_in = codes::built_in_category(name);
            let id = built_in.unwrap_or_else(|| ids::category(name));
            if built_in.is_none() {
                label(id.to_string(), name);
            }
            row.category = Some(id);
        }
        if let Some(name) = cell(layout.assigned_to) {
            let id = ids::person(SOURCE, &self.instance, name);
            label(id.to_string(), name);
            row.owner = Some(id);
        }
        if let Some(name) = cell(layout.assignment_group) {
            let id = ids::team(SOURCE, &self.instance, name);
            label(id.to_string(), name);
            row.team = Some(id);
        }
        if layout.caller_id.or(layout.opened_by).is_some() {
            let reporter = cell(layout.caller_id).or(cell(layout.opened_by));
            row.reporter = Some(reporter.unwrap_or_default().to_owned());
        }
    }
}

/// The members whose columns are there and say nothing.
fn cleared(row: &Imported, layout: &Layout) -> BTreeSet<Clearable> {
    let rated = layout.priority.or(layout.impact).or(layout.urgency);
    let empty = [
        (Clearable::Category, layout.category, row.category.is_none()),
        (Clearable::Assessment, rated, row.assessment.is_none()),
        (Clearable::Severity, layout.severity, row.severity.is_none()),
        (Clearable::Owner, layout.assigned_to, row.owner.is_none()),
        (Clearable::Team, layout.assignment_group, row.team.is_none()),
        (
            Clearable::Channel,
            layout.contact_type,
            row.channel.is_none(),
        ),
    ];
    let empty = empty
        .into_iter()
        .filter(|(_, column, empty)| column.is_some() && *empty);
    empty.map(|(member, ..)| member).collect()
}

/// Requests by their class or by how `ServiceNow` numbers them.
fn kind(number: &str, class: &str) -> RecordKind {
    let is_request = class.starts_with("sc_")
        || ["REQ", "RITM", "SCTASK"]
            .iter()
            .any(|start| number.starts_with(start));
    if is_request {
        RecordKind::Request
    } else {
        RecordKind::Incident
    }
}

/// The short description in one line; the number where there is none.
fn title(number: &str, cell: &str) -> Result<String, Reason> {
    if cell.is_empty() {
        return Ok(number.to_owned());
    }
    let characters = cell.chars().count();
    if characters > LONGEST_TITLE {
        return Err(Reason::LongTitle { characters });
    }
    Ok(cell
        .split(['\r', '\n'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" "))
}

/// Whether the row's event would be short enough to be read again.
pub(in crate::foreign) fn fits(cells: &StringRecord) -> Result<(), Reason> {
    let plain = cells.as_slice().len();
    if plain <= LARGEST_ROW {
        return Ok(());
    }
    // JSON spells control characters with six bytes, quotes and backslashes with two.
    let spelled: usize = (cells.as_slice().bytes())
        .map(|byte| match byte {
            b'"' | b'\\' | b'\n' | b'\r' | b'\t' => 2,
            0..0x20 => 6,
            _ => 1,
        })
        .sum();
    // The cells stand in `columns`, and title and description once more.
    if 2 * spelled > LARGEST_BODY {
        return Err(Reason::TooLarge {
            kilobytes: 2 * spelled / 1_000,
        });
    }
    Ok(())
}
