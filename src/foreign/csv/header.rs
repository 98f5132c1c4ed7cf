//! Which field a column is likely to fill, by its name: as the usual exports of Jira, Asana,
//! monday, `PagerDuty`, Zendesk, GLPI, Freshservice and `ServiceNow` call it, in English and German.

use crate::foreign::csv::{names::NAMES, target::Target};

/// The tools whose exports have columns that no other's have, and what their records are called
/// after.
const TOOLS: &[(&str, &str, &[&str])] = &[
    ("jira", "Jira", &["issue key", "issue type"]),
    ("asana", "Asana", &["task id", "section column"]),
    (
        "pagerduty",
        "PagerDuty",
        &["incident number", "escalation policy name"],
    ),
    ("zendesk", "Zendesk", &["requester", "via", "ticket type"]),
    ("glpi", "GLPI", &["requester requester"]),
    ("glpi", "GLPI", &["anforderer anforderer"]),
    (
        "freshservice",
        "Freshservice",
        &["ticket id", "created time", "agent"],
    ),
    ("monday", "monday", &["name", "creation log"]),
];

/// The tool that exports such a table: its source in records' ids, and its name. `csv` where
/// nobody can tell.
#[must_use]
pub fn tool(header: &[String]) -> (&'static str, &'static str) {
    let plain: Vec<String> = header.iter().map(|name| self::plain(name)).collect();
    let has = |name: &&str| plain.iter().any(|own| own == name);
    let tool = TOOLS.iter().find(|(.., names)| names.iter().all(&has));
    tool.map_or(("csv", "Table"), |&(source, name, _)| (source, name))
}

/// The fields in order, each with the columns that may fill it, the likeliest first.
pub(super) fn candidates(header: &[String]) -> Vec<(Target, Vec<usize>)> {
    let plain: Vec<String> = header.iter().map(|name| self::plain(name)).collect();
    let of = |names: &str| -> Vec<usize> {
        let places = names.split(", ").flat_map(|name| {
            let places = plain.iter().enumerate();
            places
                .filter(move |(_, own)| *own == name)
                .map(|(place, _)| place)
        });
        places.collect()
    };
    NAMES
        .iter()
        .map(|(target, names)| (*target, of(names)))
        .collect()
}

/// Lower case, with one blank for all that is neither letter nor digit: `Component/s`,
/// `created_at`, `createdAt`, and what Jira calls `Custom field (Severity)`.
pub(super) fn plain(name: &str) -> String {
    let name = name.trim();
    let inner = name
        .strip_prefix("Custom field (")
        .and_then(|rest| rest.strip_suffix(')'));
    let mut plain = String::new();
    let mut was_small = false;
    for letter in inner.unwrap_or(name).chars() {
        if letter.is_alphanumeric() || letter == '#' {
            if letter.is_uppercase() && was_small {
                plain.push(' ');
            }
            was_small = letter.is_lowercase();
            plain.extend(letter.to_lowercase());
        } else {
            was_small = false;
            if !plain.ends_with(' ') {
                plain.push(' ');
            }
        }
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_letters() {
        for (name, said) in [
            ("Component/s", "component s"),
            (" created_at ", "created at"),
            ("createdAt", "created at"),
            ("Custom field (Severity)", "severity"),
            ("Requester - Requester", "requester requester"),
            ("ID", "id"),
            ("Priorität", "priorität"),
        ] {
            assert_eq!(plain(name), said);
        }
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        let all = NAMES.iter().flat_map(|(_, names)| names.split(", "));
        let mut all: Vec<&str> = all.collect();
        for name in &all {
            assert_eq!(plain(name), **name);
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(NAMES.len(), Target::ALL.len());
    }
}
