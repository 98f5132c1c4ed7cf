//! What a row is called: its number where it has none, and its title where that is missing or
//! too long.

use std::collections::{BTreeMap, HashMap, HashSet};

use csv::StringRecord;

use crate::{
    domain::decide::LONGEST_TITLE,
    foreign::{csv::target::Target, ids, table::Table},
};

/// The most characters of a title that is taken from a longer text.
const SHORT_TITLE: usize = 80;

/// Rows without a number. Each stays itself by what was reported, when and by whom, while its
/// other cells change; where several rows say the same there, all of their cells name them.
#[derive(Clone, Debug, Default)]
pub(super) struct Unnumbered {
    shared: HashSet<Vec<String>>,
}

impl Unnumbered {
    pub fn of(table: &Table, places: &BTreeMap<Target, usize>) -> Self {
        let mut seen: HashMap<Vec<String>, &StringRecord> = HashMap::new();
        let mut shared = HashSet::new();
        for row in &table.rows {
            let Some(name) = name(places, &row.cells) else {
                break;
            };
            match seen.get(&name) {
                Some(other) if **other != row.cells => {
                    shared.insert(name);
                }
                Some(_) => {}
                None => {
                    seen.insert(name, &row.cells);
                }
            }
        }
        Self { shared }
    }

    /// The number of a row, the same on every machine.
    pub fn number(&self, places: &BTreeMap<Target, usize>, cells: &StringRecord) -> String {
        let name = name(places, cells).filter(|name| !self.shared.contains(name));
        match name {
            Some(name) => ids::number(&name.iter().map(String::as_str).collect::<Vec<_>>()),
            None => ids::number(&cells.iter().collect::<Vec<_>>()),
        }
    }
}

fn name(places: &BTreeMap<Target, usize>, cells: &StringRecord) -> Option<Vec<String>> {
    places.get(&Target::Reported)?;
    let targets = [
        Target::Reported,
        Target::Title,
        Target::Description,
        Target::Reporter,
    ];
    let cell = |target| {
        let place = places.get(&target).copied();
        let cell = place.and_then(|place| cells.get(place));
        cell.unwrap_or_default().trim().to_owned()
    };
    Some(targets.map(cell).to_vec())
}

/// A title, and a description where the table has one or needs one.
pub(super) struct Texts {
    pub title: String,
    pub description: Option<String>,
}

/// The texts of a row. What is too long for a title is a description too.
pub(super) fn texts(title: &str, described: Option<&str>, number: &str) -> Texts {
    let title = one_line(title);
    let is_long = title.chars().count() > LONGEST_TITLE;
    let full = described.unwrap_or_default();
    let first = full.lines().map(str::trim).find(|line| !line.is_empty());
    let description = match is_long && full.is_empty() {
        true => Some(title.clone()),
        false => described.map(str::to_owned),
    };
    let title = match (title.is_empty(), first) {
        (false, _) => shortened(&title, LONGEST_TITLE),
        (true, Some(first)) => shortened(first, SHORT_TITLE),
        (true, None) => number.to_owned(),
    };
    Texts { title, description }
}

fn one_line(text: &str) -> String {
    let lines = text.split(['\r', '\n']).map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The beginning of a text, cut between words.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let room = text
        .char_indices()
        .nth(most - 1)
        .map_or(end, |(place, _)| place);
    let start = &text[..room];
    let cut = start
        .rfind(char::is_whitespace)
        .filter(|&cut| cut * 2 > room);
    format!("{}…", start[..cut.unwrap_or(room)].trim_end())
}
