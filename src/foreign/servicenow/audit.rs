//! Audit logs: one row per change of an incident, all its cells as they were from then on. The
//! last row says where the record stands, and all of them together are its history.

use std::collections::HashMap;

use csv::StringRecord;

use crate::{
    domain::{
        fact::{Imported, Past},
        ids::RecordId,
        state::{HoldReason, State},
        time::Moment,
    },
    exchange::seal,
    foreign::{
        csv::dates::Order,
        servicenow::{
            Reason, Rejected, Row, Sheet, codes,
            layout::Layout,
            row::{LARGEST_BODY, Reader},
        },
        table::Table,
        work::{self, Work},
        zone::Zone,
    },
};

/// Rows that are grouped in one step, and rows that are read.
const STEP_GROUP: usize = 2_000;
const STEP_READ: usize = 100;
/// What a history entry takes at most beside its cells, in bytes.
const FRAME: usize = 100;

/// Reads an audit log, incident by incident.
pub struct Audit<'a> {
    table: &'a Table,
    reader: Reader<'a>,
    /// Rows that are grouped so far, by number; not necessarily neighbours.
    grouped: usize,
    groups: HashMap<&'a str, usize>,
    incidents: Vec<Vec<usize>>,
    /// The incident that the file is cut off in, and the line.
    torn: Option<(usize, usize)>,
    /// How many dates make sense only with the day first, and only with the month first.
    proven: (usize, usize),
    /// Incidents and rows that are read so far.
    next: usize,
    read: usize,
    sheet: Sheet,
}

/// A row with what orders it: when it was written, how often the record had changed by then, and
/// its place in the file.
type Dated<'a> = (Moment, u64, usize, &'a StringRecord);

impl<'a> Audit<'a> {
    /// The instance tells installations apart that number their incidents alike; it is part of
    /// every record's id.
    #[must_use]
    pub fn new(table: &'a Table, instance: &str, zone: Zone) -> Self {
        let reader = Reader::new(&table.header, instance, zone, Some(Order::DayFirst));
        Self {
            table,
            grouped: 0,
            groups: HashMap::new(),
            incidents: Vec::new(),
            torn: None,
            proven: (0, 0),
            next: 0,
            read: 0,
            sheet: Sheet {
                dated: true,
                reported: reader.layout.reported(&table.header),
                columns: Layout::columns(table),
                ..Sheet::default()
            },
            reader,
        }
    }

    fn group(&mut self, place: usize) {
        let table = self.table;
        let cells = &table.rows[place].cells;
        let columns = table.header.len();
        if cells.len() != columns {
            let is_last = place + 1 == table.rows.len();
            let is_cut = is_last && cells.len() < columns;
            if is_cut {
                let group = self.groups.get(self.number(place)).copied();
                self.torn = group.map(|group| (group, table.rows[place].line));
            }
            let cells = cells.len();
            let reason = match is_cut {
                true => Reason::CutOff { cells, columns },
                false => Reason::CellCount { cells, columns },
            };
            return self.reject(place, reason);
        }
        self.prove(cells);
        match self.number(place) {
            "" => self.reject(place, Reason::NoNumber),
            number => {
                let group = *self.groups.entry(number).or_insert_with(|| {
                    self.incidents.push(Vec::new());
                    self.incidents.len() - 1
                });
                self.incidents[group].push(place);
            }
        }
    }

    fn number(&self, place: usize) -> &'a str {
        let cells = &self.table.rows[place].cells;
        let number = self.reader.layout.number;
        said(number.and_then(|number| cells.get(number)).unwrap_or("")).trim()
    }

    /// Notes which of a row's dates make sense in one order only.
    fn prove(&mut self, cells: &StringRecord) {
        let layout = self.reader.layout;
        for column in [layout.sys_updated_on, layout.opened_at] {
            let cell = column.and_then(|column| cells.get(column)).unwrap_or("");
            let mut parts = cell.trim().split('/').map(str::parse::<u32>);
            match (parts.next(), parts.next()) {
                (Some(Ok(13..=31)), Some(Ok(1..=12))) => self.proven.0 += 1,
                (Some(Ok(1..=12)), Some(Ok(13..=31))) => self.proven.1 += 1,
                _ => {}
            }
        }
    }

    /// The day comes first, as these logs have it, unless their dates say otherwise. A slip in a
    /// hundred proves nothing; where more contradict each other no such date can be read.
    fn order(&self) -> Option<Order> {
        let (day, month) = self.proven;
        let is_mixed = day.min(month) * 100 > day + month;
        let order = match month > day {
            true => Order::MonthFirst,
            false => Order::DayFirst,
        };
        (!is_mixed).then_some(order)
    }

    fn reject(&mut self, place: usize, reason: Reason) {
        let line = self.table.rows[place].line;
        self.sheet.rejected.push(Rejected { line, reason });
    }

    fn incident(&mut self, group: usize, places: &[usize]) {
        if let Some((_, line)) = self.torn.filter(|(torn, _)| *torn == group) {
            for &place in places {
                self.reject(place, Reason::Torn { line });
            }
            return;
        }
        let rows = self.in_order(places);
        let Some(&(updated, _, last, cells)) = rows.last() else {
            return;
        };
        // `?` is how this log writes nothing.
        let cells: StringRecord = cells.iter().map(said).collect();
        match self.reader.read(self.table.rows[last].line, &cells) {
            Ok((id, mut imported)) => {
                imported.updated = updated;
                imported.history = self.history(&rows);
                match fits(&imported) {
                    Ok(()) => self.keep(last, id, imported),
                    Err(reason) => self.reject(last, reason),
                }
            }
            Err(reason) => self.reject(last, reason),
        }
    }

    fn keep(&mut self, place: usize, id: RecordId, imported: Imported) {
        self.sheet.history += imported.history.len();
        let line = self.table.rows[place].line;
        self.sheet.rows.push(Row { line, id, imported });
    }

    /// The rows that say when they were written, in that order, each once.
    fn in_order(&mut self, places: &[usize]) -> Vec<Dated<'a>> {
        let table = self.table;
        let layout = self.reader.layout;
        let mut rows: Vec<Dated<'a>> = Vec::with_capacity(places.len());
        for &place in places {
            let cells = &table.rows[place].cells;
            match self.updated(cells) {
                Ok(at) => {
                    let count = layout.sys_mod_count.and_then(|column| cells.get(column));
                    let count = count.and_then(|count| count.trim().parse().ok());
                    rows.push((at, count.unwrap_or(0), place, cells));
                }
                Err(reason) => self.reject(place, reason),
            }
        }
        rows.sort_by_key(|&(at, count, place, _)| (at, count, place));
        let before = rows.len();
        let mut kept: Vec<Dated<'a>> = Vec::with_capacity(before);
        for row in rows {
            let same = |held: &&Dated<'a>| (held.0, held.1) == (row.0, row.1);
            let mut equals = kept.iter().rev().take_while(same);
            if !equals.any(|held| held.3 == row.3) {
                kept.push(row);
            }
        }
        self.sheet.repeated += before - kept.len();
        kept
    }

    fn updated(&mut self, cells: &StringRecord) -> Result<Moment, Reason> {
        let column = self.reader.layout.sys_updated_on.unwrap_or(usize::MAX);
        let none = || Reason::NoUpdate {
            column: self.table.header.get(column).cloned().unwrap_or_default(),
        };
        if said(cells.get(column).unwrap_or_default())
            .trim()
            .is_empty()
        {
            return Err(none());
        }
        self.reader.time(cells, column)?.ok_or_else(none)
    }

    fn history(&mut self, rows: &[Dated<'a>]) -> Vec<Past> {
        let updated = self.reader.layout.sys_updated_on;
        let header = &self.table.header;
        let mut before: Option<&StringRecord> = None;
        let mut history = Vec::with_capacity(rows.len());
        for (number, &(at, _, place, cells)) in rows.iter().enumerate() {
            let earlier = before.into_iter().flatten().zip(cells).enumerate();
            let changed = earlier
                .filter(|&(column, (earlier, cell))| earlier != cell && Some(column) != updated);
            let was = changed
                .map(|(column, (earlier, _))| (&header[column], said(earlier)))
                .collect();
            // The last row's state was counted with the record's.
            let is_last = number + 1 == rows.len();
            let line = (!is_last).then(|| self.table.rows[place].line);
            let standing = self.standing(cells, line);
            history.push(Past {
                at,
                state: standing.map(|(state, _)| state),
                hold: standing.and_then(|(_, hold)| hold),
                was,
            });
            before = Some(cells);
        }
        history
    }

    /// The state of a row; none where it has no meaning here, which is counted by the row's line.
    fn standing(
        &mut self,
        cells: &StringRecord,
        line: Option<usize>,
    ) -> Option<(State, Option<HoldReason>)> {
        let layout = self.reader.layout;
        let cell = |place: Option<usize>| {
            let cell = place.and_then(|place| cells.get(place)).unwrap_or_default();
            said(cell).trim()
        };
        let mut found = None;
        for place in [layout.incident_state, layout.state] {
            let text = cell(place);
            if found.is_none() && !text.is_empty() {
                found = codes::state(text);
                if let (None, Some(line)) = (found, line) {
                    let column = place.map_or("", |place| &self.table.header[place]);
                    self.reader.not_understood.add(column, text, line);
                }
            }
        }
        let (state, implied) = found?;
        let reason = codes::hold_reason(cell(layout.hold_reason));
        let hold = reason.or(implied).filter(|_| state == State::OnHold);
        Some((state, hold))
    }
}

impl Work for Audit<'_> {
    type Done = Sheet;

    fn step(&mut self) -> bool {
        let rows = self.table.rows.len();
        if self.grouped < rows {
            let end = rows.min(self.grouped + STEP_GROUP);
            for place in self.grouped..end {
                self.group(place);
            }
            self.grouped = end;
            self.reader.order = self.order();
            return true;
        }
        let until = self.read + STEP_READ;
        while self.next < self.incidents.len() && self.read < until {
            let places = std::mem::take(&mut self.incidents[self.next]);
            self.incident(self.next, &places);
            self.read += places.len();
            self.next += 1;
        }
        self.next < self.incidents.len()
    }

    fn share(&self) -> f64 {
        // Reading a row takes about ten times as long as finding its group.
        let rows = self.table.rows.len();
        work::share(self.grouped + 10 * self.read, 11 * rows)
    }

    fn finish(mut self) -> Sheet {
        self.sheet.rejected.sort_by_key(|rejected| rejected.line);
        self.sheet.not_understood = self.reader.not_understood;
        self.sheet.matrix = self.reader.matrix;
        self.sheet.zoneless = self.reader.zoneless;
        self.sheet
    }
}

/// What a cell says: `?` is nothing.
fn said(cell: &str) -> &str {
    if cell == "?" { "" } else { cell }
}

/// Whether the record with its history is short enough to be read again.
fn fits(imported: &Imported) -> Result<(), Reason> {
    let history = imported.history.iter();
    let plain =
        2 * imported.columns.bytes() + history.map(|past| FRAME + past.was.bytes()).sum::<usize>();
    // A letter is spelled with six bytes at most.
    if plain * 6 <= LARGEST_BODY {
        return Ok(());
    }
    let bytes = seal::imported_length(imported);
    if bytes > LARGEST_BODY {
        return Err(Reason::TooLarge {
            kilobytes: bytes / 1_000,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
