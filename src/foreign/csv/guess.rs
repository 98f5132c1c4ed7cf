//! The mapping that a table seems to need.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::{
    domain::fact::Mapping,
    foreign::{
        csv::{
            dates::{self, Order},
            header,
            survey::{Survey, Surveying},
            target::Target,
            words::{self, Beside},
        },
        ids,
        table::Table,
        work,
    },
};

/// How many rows are looked at to tell what a column holds.
const SAMPLE: usize = 1_000;

/// The mapping for a table: a saved one for the same columns, completed for words that are new,
/// or else a guess. All of it at once.
#[must_use]
pub fn mapping(table: &Table, saved: Option<&Mapping>) -> Mapping {
    let mut mapping = begin(table, saved);
    learn_all(table, &mut mapping);
    mapping
}

/// The mapping by a table's columns alone, before anybody has looked at all of its rows.
#[must_use]
pub fn begin(table: &Table, saved: Option<&Mapping>) -> Mapping {
    saved.cloned().unwrap_or_else(|| guessed(table))
}

/// Looks at all rows and guesses what is not said yet, at once.
pub fn learn_all(table: &Table, mapping: &mut Mapping) {
    let survey = work::done(Surveying::new(table, mapping, &Survey::default()));
    for place in 0..table.header.len() {
        learn(table, mapping, &survey, place);
    }
}

/// The id under which a mapping for such a table is kept.
#[must_use]
pub fn id(table: &Table) -> crate::domain::ids::MappingId {
    ids::mapping(&table.names())
}

/// The columns that fill a field, in the order of the fields.
#[must_use]
pub fn places(table: &Table, mapping: &Mapping) -> BTreeMap<Target, usize> {
    let names = table.header.iter().enumerate();
    let known = names.filter_map(|(place, name)| {
        let target = Target::from_slug(mapping.columns.get(name)?)?;
        Some((target, place))
    });
    known.collect()
}

/// The columns that are kept as they are.
#[must_use]
pub fn kept(table: &Table, mapping: &Mapping) -> Vec<String> {
    let used: BTreeSet<usize> = places(table, mapping).into_values().collect();
    let names = table.header.iter().enumerate();
    let kept = names.filter(|(place, _)| !used.contains(place));
    kept.map(|(_, name)| name.clone()).collect()
}

/// Says what a column becomes; nothing to keep it as it is. A field has one column, so another
/// that had it gives it up. What its words mean is learnt when somebody has looked at them.
pub fn set(mapping: &mut Mapping, column: &str, target: Option<Target>) {
    mapping.columns.remove(column);
    mapping.values.remove(column);
    mapping.orders.remove(column);
    let Some(target) = target else { return };
    mapping.columns.retain(|_, slug| slug != target.slug());
    mapping
        .columns
        .insert(column.to_owned(), target.slug().to_owned());
}

/// Guesses what the words of a column mean and how its dates are written, where nobody said so.
pub fn learn(table: &Table, mapping: &mut Mapping, survey: &Survey, place: usize) {
    let column = &table.header[place];
    let slug = mapping.columns.get(column);
    let Some(target) = slug.and_then(|slug| Target::from_slug(slug)) else {
        return;
    };
    if let Some(words) = survey.words(place) {
        let all: Vec<&str> = words.iter().map(|word| word.cell.as_str()).collect();
        let known = mapping.values.get(column);
        let is_new = |cell: &&&str| known.is_none_or(|known| !known.contains_key(**cell));
        let new = all.iter().filter(is_new);
        let beside = Beside::of(&all);
        let meanings: Vec<(String, String)> = new
            .filter_map(|&cell| Some((cell.to_owned(), words::guess(target, cell, &beside)?)))
            .collect();
        if !meanings.is_empty() {
            mapping
                .values
                .entry(column.clone())
                .or_default()
                .extend(meanings);
        }
    }
    if let Some(evidence) = survey.dates(place)
        && !mapping.orders.contains_key(column)
    {
        let order = evidence.order().or_else(|| {
            // One export writes all its dates alike.
            let undecided = evidence.day_first.is_none() && evidence.ambiguous.is_some();
            let elsewhere = || order_elsewhere(table, mapping, survey);
            undecided.then(elsewhere).flatten()
        });
        if let Some(order) = order {
            mapping
                .orders
                .insert(column.clone(), order.slug().to_owned());
        }
    }
}

/// The order that all other columns of dates prove.
fn order_elsewhere(table: &Table, mapping: &Mapping, survey: &Survey) -> Option<Order> {
    let places = places(table, mapping).into_values();
    let evidence: Vec<_> = places.filter_map(|place| survey.dates(place)).collect();
    if evidence.iter().any(|dates| dates.is_mixed()) {
        return None;
    }
    let proven: BTreeSet<Order> = evidence.iter().filter_map(|dates| dates.order()).collect();
    match proven.len() {
        1 => proven.into_iter().next(),
        _ => None,
    }
}

fn guessed(table: &Table) -> Mapping {
    let (source, name) = header::tool(&table.header);
    let mut mapping = Mapping {
        id: id(table),
        name: name.to_owned(),
        source: source.to_owned(),
        columns: BTreeMap::new(),
        values: BTreeMap::new(),
        orders: BTreeMap::new(),
        zone: String::new(),
        retired: false,
    };
    let mut taken = HashSet::new();
    for (target, candidates) in header::candidates(&table.header) {
        let mut free = candidates
            .into_iter()
            .filter(|place| !taken.contains(place));
        if let Some(place) = free.find(|&place| holds(table, place, target)) {
            taken.insert(place);
            mapping
                .columns
                .insert(table.header[place].clone(), target.slug().to_owned());
        }
    }
    mapping
}

/// Whether a column holds what such a field needs.
fn holds(table: &Table, place: usize, target: Target) -> bool {
    let cells = table.rows.iter().take(SAMPLE);
    let cells: Vec<&str> = cells
        .filter_map(|row| row.cells.get(place))
        .map(str::trim)
        .collect();
    let filled: Vec<&str> = cells
        .iter()
        .copied()
        .filter(|cell| !cell.is_empty())
        .collect();
    // A column without a cell in it still says what it is for.
    if filled.is_empty() {
        return target != Target::Number;
    }
    let most = |part: usize| part * 10 >= filled.len() * 8;
    if target.is_time() {
        let is_date = |cell: &&&str| dates::is_none(cell) || dates::read(cell).is_some();
        return most(filled.iter().filter(is_date).count());
    }
    match target {
        Target::Number => {
            let distinct: HashSet<&str> = filled.iter().copied().collect();
            filled.len() * 10 >= cells.len() * 8 && most(distinct.len())
        }
        // A section of a board is a state only where its name says so.
        Target::State | Target::Hold | Target::Channel | Target::Kind => {
            let beside = Beside::default(); // only levels depend on it
            let is_known = |cell: &&&str| words::guess(target, cell, &beside).is_some();
            let known = filled.iter().filter(is_known).count();
            let is_sure =
                target == Target::State && header::plain(&table.header[place]) != "section column";
            is_sure || known * 2 >= filled.len()
        }
        Target::Priority | Target::Impact | Target::Urgency | Target::Severity => {
            let distinct: HashSet<&str> = filled.iter().copied().collect();
            distinct.len() <= 12
        }
        // What repeats is a category, what does not is a text.
        Target::Category => {
            let distinct: HashSet<&str> = filled.iter().copied().collect();
            distinct.len() <= 60.max(filled.len() / 10)
        }
        _ => true,
    }
}
