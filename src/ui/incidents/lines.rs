//! The lines of the table: records, and the headings of their groups.

use std::collections::HashSet;

use crate::{domain::ids::RecordId, report::filter::group::Group};

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// The heading of a group, by its key.
    Head(i64),
    Record(RecordId),
}

/// Every group's heading, and below it its records unless it is folded.
#[must_use]
pub fn lines(groups: &[Group], folded: &HashSet<i64>) -> Vec<Line> {
    let records: usize = groups.iter().map(|group| group.records.len()).sum();
    let mut lines = Vec::with_capacity(records + groups.len());
    for group in groups {
        lines.push(Line::Head(group.key));
        if !folded.contains(&group.key) {
            lines.extend(group.records.iter().map(|&id| Line::Record(id)));
        }
    }
    lines
}

/// The heading that a line stands under, or is.
#[must_use]
pub fn heading_of(lines: &[Line], place: usize) -> Option<i64> {
    let above = lines.get(..=place)?.iter().rev();
    above.copied().find_map(|line| match line {
        Line::Head(key) => Some(key),
        Line::Record(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> RecordId {
        RecordId([number; 16])
    }

    fn groups() -> Vec<Group> {
        let group = |key, records: &[u8]| Group {
            key,
            label: String::new(),
            records: records.iter().map(|&number| id(number)).collect(),
        };
        vec![group(5, &[1, 2]), group(0, &[3])]
    }

    #[test]
    fn a_folded_group_shows_its_heading_alone() {
        let whole = lines(&groups(), &HashSet::new());
        let [one, two, three] = [1, 2, 3].map(|number| Line::Record(id(number)));
        assert_eq!(whole, [Line::Head(5), one, two, Line::Head(0), three]);
        let folded = lines(&groups(), &HashSet::from([5]));
        assert_eq!(folded, [Line::Head(5), Line::Head(0), three]);
    }

    #[test]
    fn every_line_knows_its_heading() {
        let lines = lines(&groups(), &HashSet::new());
        let headings: Vec<_> = (0..6).map(|place| heading_of(&lines, place)).collect();
        let (five, none) = (Some(5), Some(0));
        assert_eq!(headings, [five, five, five, none, none, None]);
        assert_eq!(heading_of(&[Line::Record(id(1))], 0), None);
    }
}
