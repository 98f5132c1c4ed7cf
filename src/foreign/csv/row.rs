//! One row as a record.

use std::collections::BTreeMap;

use csv::StringRecord;

use crate::{
    domain::{
        fact::{Clearable, Imported, Mapping},
        ids::{CategoryId, RecordId},
        priority::{Assessment, Matrix, Preset, Priority, Scale, Severity},
        state::{Channel, HoldReason, Milestone, RecordKind, State},
        time::Moment,
    },
    foreign::{
        csv::{
            dates::{self, Order},
            guess,
            naming::{self, Unnumbered},
            target::Target,
            words,
        },
        ids,
        matrix::Found,
        odd::Odd,
        servicenow::{Reason, fits},
        table::Table,
        zone::Zone,
    },
};

/// A row that can be imported.
pub(super) struct Record {
    pub id: RecordId,
    pub imported: Imported,
    pub is_undated: bool,
}

/// Reads rows of one table.
pub(super) struct Reader<'a> {
    header: &'a [String],
    places: BTreeMap<Target, usize>,
    mapping: &'a Mapping,
    instance: &'a str,
    zone: Zone,
    now: Moment,
    preset: Preset,
    matrix: Matrix,
    unnumbered: Unnumbered,
    /// The line of the row that is read.
    line: usize,
    pub not_understood: Odd,
    /// The matrix by which the file was judged, as far as its rows tell.
    pub found: Found,
}

impl<'a> Reader<'a> {
    pub fn new(table: &'a Table, mapping: &'a Mapping, instance: &'a str, now: Moment) -> Self {
        let places = guess::places(table, mapping);
        let preset = scale(table, mapping, &places);
        let unnumbered = match places.contains_key(&Target::Number) {
            true => Unnumbered::default(),
            false => Unnumbered::of(table, &places),
        };
        Self {
            header: &table.header,
            places,
            mapping,
            instance,
            zone: Zone::named(&mapping.zone).unwrap_or_default(),
            now,
            preset,
            matrix: preset.matrix(),
            unnumbered,
            line: 0,
            not_understood: Odd::default(),
            found: Found::default(),
        }
    }

    pub fn is_dated(&self) -> bool {
        self.places.contains_key(&Target::Updated)
    }

    pub fn is_numbered(&self) -> bool {
        self.places.contains_key(&Target::Number)
    }

    /// The record of a row in some line.
    pub fn read(&mut self, line: usize, cells: &StringRecord) -> Result<Record, Reason> {
        self.line = line;
        if cells.len() != self.header.len() {
            return Err(Reason::CellCount {
                cells: cells.len(),
                columns: self.header.len(),
            });
        }
        fits(cells)?;
        let number = self.number(cells)?;
        let mut row = Imported {
            source: self.mapping.source.clone(),
            instance: self.instance.to_owned(),
            ..Imported::default()
        };
        let title = self.cell(cells, Target::Title).unwrap_or_default();
        let description = self.cell(cells, Target::Description);
        let texts = naming::texts(title, description, &number);
        (row.title, row.description) = (Some(texts.title), texts.description);
        let dates = self.dates(cells)?;
        self.standing(&mut row, cells, &dates)?;
        let is_undated = self.milestones(&mut row, &dates);
        row.kind = Some(
            self.code(cells, Target::Kind, RecordKind::from_slug)
                .unwrap_or(RecordKind::Incident),
        );
        row.assessment = self.assessment(cells);
        row.severity = self.code(cells, Target::Severity, Severity::from_slug);
        row.channel = self.code(cells, Target::Channel, Channel::from_slug);
        self.names(&mut row, cells);
        row.cleared = self.cleared(&row);
        row.columns = self.header.iter().zip(cells).collect();
        let id = ids::record(&self.mapping.source, self.instance, &number);
        row.number = number;
        Ok(Record {
            id,
            imported: row,
            is_undated,
        })
    }

    /// The cell of a field; nothing where no column fills it.
    fn cell<'c>(&self, cells: &'c StringRecord, target: Target) -> Option<&'c str> {
        let place = *self.places.get(&target)?;
        cells.get(place).map(str::trim)
    }

    /// The row's number, or one that is made of what it says.
    fn number(&self, cells: &StringRecord) -> Result<String, Reason> {
        match self.cell(cells, Target::Number) {
            Some("") => Err(Reason::NoNumber),
            Some(number) => Ok(number.to_owned()),
            None => Ok(self.unnumbered.number(&self.places, cells)),
        }
    }

    /// What a cell means by the mapping; what means nothing is counted.
    fn code<T>(
        &mut self,
        cells: &StringRecord,
        target: Target,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let place = *self.places.get(&target)?;
        let cell = cells.get(place).map_or("", str::trim);
        if cell.is_empty() {
            return None;
        }
        let column = &self.header[place];
        let meanings = self.mapping.values.get(column);
        let meaning = meanings.and_then(|meanings| meanings.get(cell));
        let meaning = meaning.and_then(|meaning| read(meaning));
        if meaning.is_none() {
            self.not_understood.add(column, cell, self.line);
        }
        meaning
    }

    fn dates(&self, cells: &StringRecord) -> Result<BTreeMap<Target, Option<Moment>>, Reason> {
        let times = self.places.iter().filter(|(target, _)| target.is_time());
        times
            .map(|(&target, &place)| Ok((target, self.time(cells, place)?)))
            .collect()
    }

    fn time(&self, cells: &StringRecord, place: usize) -> Result<Option<Moment>, Reason> {
        let cell = cells.get(place).unwrap_or_default().trim();
        if dates::is_none(cell) {
            return Ok(None);
        }
        let column = || self.header[place].clone();
        let text = || cell.chars().take(40).collect();
        let no_time = || Reason::NoTime {
            column: column(),
            text: text(),
        };
        let read = dates::read(cell).ok_or_else(no_time)?;
        let order = self.mapping.orders.get(&self.header[place]);
        let stamp = match order.and_then(|order| Order::from_slug(order)) {
            Some(order) => read.by(order).ok_or_else(|| Reason::OtherOrder {
                column: column(),
                text: text(),
                first: match order {
                    Order::DayFirst => "day",
                    Order::MonthFirst => "month",
                },
            })?,
            None => read.plain().ok_or_else(|| Reason::NoOrder {
                column: column(),
                text: text(),
            })?,
        };
        let at = match stamp {
            dates::Stamp::Exact(at) => at,
            dates::Stamp::Local(local) => self.zone.moment(local),
        };
        if at.is_readable() {
            Ok(Some(at))
        } else {
            Err(no_time())
        }
    }

    /// State and hold reason. Without a state the moments tell it.
    fn standing(
        &mut self,
        row: &mut Imported,
        cells: &StringRecord,
        dates: &BTreeMap<Target, Option<Moment>>,
    ) -> Result<(), Reason> {
        let mut known = None;
        if let Some(&place) = self.places.get(&Target::State) {
            let cell = cells.get(place).map_or("", str::trim);
            let meanings = self.mapping.values.get(&self.header[place]);
            let meaning = meanings.and_then(|meanings| meanings.get(cell));
            known = meaning.and_then(|meaning| words::read_state(meaning));
            // A state is asked for: as a guess it would bend every figure.
            if !cell.is_empty() && meaning.is_none() {
                return Err(Reason::NoMeaning {
                    column: self.header[place].clone(),
                    text: cell.chars().take(40).collect(),
                });
            }
        }
        let has = |target| dates.get(&target).copied().flatten().is_some();
        let (state, implied) = known.unwrap_or_else(|| {
            let state = if has(Target::Closed) {
                State::Closed
            } else if has(Target::Resolved) {
                State::Resolved
            } else {
                State::New
            };
            (state, None)
        });
        let reason = self.code(cells, Target::Hold, HoldReason::from_slug);
        let on_hold = state == State::OnHold;
        row.state = Some(state);
        row.hold = reason.or(implied).filter(|_| on_hold);
        Ok(())
    }

    /// The source's own moments, and whether there is none at all. The state decides which of
    /// them stand: a record that is open again was resolved and closed earlier.
    fn milestones(&self, row: &mut Imported, dates: &BTreeMap<Target, Option<Moment>>) -> bool {
        let state = row.state.unwrap_or(State::New);
        for (target, &at) in dates {
            let Some(milestone) = target.milestone() else {
                continue;
            };
            let stands = match milestone {
                Milestone::Resolved => !state.is_open(),
                Milestone::Closed => matches!(state, State::Closed | State::Cancelled),
                _ => true,
            };
            if !stands && state.is_open() {
                row.earlier.extend(at.map(|at| (milestone, at)));
            }
            row.milestones.insert(milestone, at.filter(|_| stands));
        }
        let updated = dates.get(&Target::Updated).copied().flatten();
        let latest = updated.or_else(|| dates.values().copied().flatten().max());
        row.updated = latest.unwrap_or(self.now);
        latest.is_none()
    }

    /// Impact, urgency and priority. The file's priority stands, whatever its table gives.
    fn assessment(&mut self, cells: &StringRecord) -> Option<Assessment> {
        let level = |meaning: &str| {
            meaning
                .parse()
                .ok()
                .filter(|level| (1..=5_u8).contains(level))
        };
        let impact = self.code(cells, Target::Impact, level).unwrap_or(0);
        let urgency = self.code(cells, Target::Urgency, level).unwrap_or(0);
        let stated = self.code(cells, Target::Priority, Priority::from_slug);
        if let Some(stated) = stated {
            self.found.add(self.preset, impact, urgency, stated);
        }
        let priority = stated.or_else(|| self.matrix.priority(impact, urgency))?;
        Some(Assessment {
            scale: Scale::Preset(self.preset),
            impact,
            urgency,
            priority,
            reason: None,
        })
    }

    /// People, team, service and category: by id, with the name as a label.
    fn names(&mut self, row: &mut Imported, cells: &StringRecord) {
        let (source, instance) = (self.mapping.source.as_str(), self.instance);
        let named = |target| self.cell(cells, target).filter(|cell| !cell.is_empty());
        if let Some(name) = named(Target::Owner) {
            let id = ids::person(source, instance, name);
            row.labels.insert(&id.to_string(), name);
            row.owner = Some(id);
        }
        if let Some(name) = named(Target::Team) {
            let id = ids::team(source, instance, name);
            row.labels.insert(&id.to_string(), name);
            row.team = Some(id);
        }
        if let Some(name) = named(Target::Service) {
            let id = ids::service(source, instance, name);
            row.labels.insert(&id.to_string(), name);
            row.service = Some(id);
        }
        row.subcategory = self.cell(cells, Target::Subcategory).map(str::to_owned);
        if let Some(name) = named(Target::Category) {
            let meanings = self
                .mapping
                .values
                .get(&self.header[self.places[&Target::Category]]);
            let meaning = meanings.and_then(|meanings| meanings.get(name));
            row.category = match meaning.map(String::as_str) {
                // Left out by choice.
                Some("") => None,
                Some(id) => id.parse::<CategoryId>().ok(),
                None => {
                    let id = ids::category(name);
                    row.labels.insert(&id.to_string(), name);
                    Some(id)
                }
            };
        }
        row.reporter = self.cell(cells, Target::Reporter).map(str::to_owned);
    }

    /// The members whose columns are there and say nothing.
    fn cleared(&self, row: &Imported) -> std::collections::BTreeSet<Clearable> {
        let has = |targets: &[Target]| {
            targets
                .iter()
                .any(|target| self.places.contains_key(target))
        };
        let rated = [Target::Priority, Target::Impact, Target::Urgency];
        let empty = [
            (
                Clearable::Category,
                has(&[Target::Category]),
                row.category.is_none(),
            ),
            (Clearable::Assessment, has(&rated), row.assessment.is_none()),
            (
                Clearable::Severity,
                has(&[Target::Severity]),
                row.severity.is_none(),
            ),
            (Clearable::Owner, has(&[Target::Owner]), row.owner.is_none()),
            (Clearable::Team, has(&[Target::Team]), row.team.is_none()),
            (
                Clearable::Channel,
                has(&[Target::Channel]),
                row.channel.is_none(),
            ),
        ];
        let empty = empty
            .into_iter()
            .filter(|(_, column, empty)| *column && *empty);
        empty.map(|(member, ..)| member).collect()
    }
}

/// Whose table the levels are of: the one with five where a level goes beyond the third.
fn scale(table: &Table, mapping: &Mapping, places: &BTreeMap<Target, usize>) -> Preset {
    let levels = [Target::Impact, Target::Urgency];
    let columns = levels.iter().filter_map(|level| places.get(level));
    let mut meanings = columns.filter_map(|&place| mapping.values.get(&table.header[place]));
    let is_wide = meanings.any(|meanings| {
        let levels = meanings
            .values()
            .filter_map(|level| level.parse::<u8>().ok());
        levels.max().is_some_and(|level| level > 3)
    });
    if is_wide {
        Preset::Glpi
    } else {
        Preset::ServiceNow
    }
}
