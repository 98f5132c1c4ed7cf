//! Which field a column is likely to fill, by its name: as the usual exports of Jira, Asana,
//! monday, PagerDuty, Zendesk, GLPI, Freshservice and ServiceNow call it, in English and German.

use crate::foreign::csv::target::Target;

/// The names of each field, the surest first, as [`plain`] writes them.
const NAMES: &[(Target, &[&str])] = &[
    (
        Target::Number,
        &[
            "issue key",
            "key",
            "incident number",
            "ticket number",
            "ticket id",
            "ticket no",
            "case number",
            "number",
            "incident id",
            "task id",
            "item id",
            "request id",
            "reference",
            "ref",
            "id",
            "#",
            "no",
            "ticketnummer",
            "ticket nr",
            "vorgangsnummer",
            "störungsnummer",
            "meldungsnummer",
            "referenz",
            "nummer",
            "nr",
            "kennung",
            "vorgang",
            "issue id",
        ],
    ),
    (
        Target::Title,
        &[
            "summary",
            "short description",
            "title",
            "subject",
            "task name",
            "name",
            "headline",
            "titel",
            "betreff",
            "kurzbeschreibung",
            "zusammenfassung",
            "bezeichnung",
            "item",
            "störung",
            "what happened",
            "was ist passiert",
            "problem",
            "incident",
            "issue",
        ],
    ),
    (
        Target::Description,
        &[
            "description",
            "details",
            "long description",
            "notes",
            "body",
            "beschreibung",
            "langbeschreibung",
            "problembeschreibung",
            "document",
            "message",
            "content",
            "inhalt",
            "text",
            "notizen",
        ],
    ),
    (
        Target::Kind,
        &[
            "issue type",
            "ticket type",
            "record type",
            "request type",
            "type",
            "kind",
            "tracker",
            "vorgangsart",
            "tickettyp",
            "typ",
            "art",
        ],
    ),
    (
        Target::State,
        &[
            "status",
            "state",
            "incident state",
            "issue status",
            "ticket status",
            "stage",
            "phase",
            "zustand",
            "bearbeitungsstand",
            "stand",
            "section column",
        ],
    ),
    (
        Target::Hold,
        &[
            "hold reason",
            "on hold reason",
            "pending reason",
            "waiting for",
            "wartegrund",
            "wartet auf",
        ],
    ),
    (
        Target::Priority,
        &[
            "priority",
            "prio",
            "ticket priority",
            "priorität",
            "prioritaet",
        ],
    ),
    (
        Target::Impact,
        &["impact", "impact level", "auswirkung", "auswirkungen"],
    ),
    (Target::Urgency, &["urgency", "dringlichkeit"]),
    (
        Target::Severity,
        &[
            "severity",
            "sev",
            "incident severity",
            "schweregrad",
            "schwere",
        ],
    ),
    (
        Target::Category,
        &[
            "category",
            "incident category",
            "kategorie",
            "component s",
            "components",
            "component",
            "topic group",
            "topic",
            "rubrik",
            "area",
            "bereich",
            "thema",
        ],
    ),
    (
        Target::Subcategory,
        &[
            "subcategory",
            "sub category",
            "unterkategorie",
            "item category",
        ],
    ),
    (
        Target::Service,
        &[
            "service",
            "service name",
            "affected service",
            "business service",
            "impacted service",
            "configuration item",
            "cmdb ci",
            "betroffener service",
            "dienst",
            "system",
            "application",
            "anwendung",
        ],
    ),
    (
        Target::Owner,
        &[
            "assignee",
            "assigned to",
            "owner",
            "agent",
            "assigned agent",
            "responder",
            "technician",
            "assigned to technician",
            "person",
            "bearbeiter",
            "zugewiesen an",
            "zugewiesen zu techniker",
            "zuständig",
            "verantwortlich",
            "verantwortlicher",
        ],
    ),
    (
        Target::Team,
        &[
            "assignment group",
            "assigned group",
            "support group",
            "team",
            "teams",
            "group",
            "assigned to technician group",
            "escalation policy name",
            "queue",
            "gruppe",
            "zuständiges team",
            "zugewiesen zu technikergruppe",
            "abteilung",
            "warteschlange",
        ],
    ),
    (
        Target::Reporter,
        &[
            "reporter",
            "requester",
            "requester name",
            "caller",
            "reported by",
            "requested by",
            "requester requester",
            "opened by",
            "customer",
            "submitter",
            "created by",
            "creator",
            "melder",
            "gemeldet von",
            "anforderer",
            "anforderer anforderer",
            "antragsteller",
            "anrufer",
            "kunde",
            "erstellt von",
        ],
    ),
    (
        Target::Channel,
        &[
            "channel",
            "contact type",
            "via",
            "source",
            "request source",
            "ticket source",
            "kanal",
            "eingangskanal",
            "meldeweg",
            "quelle",
        ],
    ),
    (
        Target::Reported,
        &[
            "reported",
            "reported at",
            "opened",
            "opened at",
            "opening date",
            "created",
            "created at",
            "created on",
            "created time",
            "creation date",
            "date created",
            "opened on",
            "requested at",
            "start time",
            "date",
            "gemeldet",
            "gemeldet am",
            "meldedatum",
            "eröffnet",
            "eröffnet am",
            "eröffnungsdatum",
            "erstellt",
            "erstellt am",
            "erfasst am",
            "angelegt am",
            "eingang",
            "eingegangen am",
            "datum",
        ],
    ),
    (
        Target::Acknowledged,
        &[
            "acknowledged",
            "acknowledged at",
            "acknowledged on",
            "first response at",
            "first responded at",
            "initial response time",
            "bestätigt",
            "bestätigt am",
            "quittiert",
            "quittiert am",
        ],
    ),
    (
        Target::Assigned,
        &["assigned at", "assigned on", "zugewiesen am"],
    ),
    (
        Target::Detected,
        &[
            "detected",
            "detected at",
            "detection time",
            "entdeckt",
            "entdeckt am",
            "erkannt am",
        ],
    ),
    (
        Target::ImpactStarted,
        &[
            "impact started",
            "impact started at",
            "impact start",
            "started",
            "started at",
            "incident start",
            "beginn",
            "begonnen",
            "störungsbeginn",
            "ausfallbeginn",
        ],
    ),
    (
        Target::Mitigated,
        &[
            "mitigated",
            "mitigated at",
            "restored",
            "restored at",
            "service restored",
            "wiederhergestellt",
            "wiederhergestellt am",
            "entstört am",
        ],
    ),
    (
        Target::Resolved,
        &[
            "resolved",
            "resolved at",
            "resolved on",
            "resolved time",
            "resolution date",
            "solved at",
            "solved",
            "solve date",
            "completed at",
            "fixed at",
            "end time",
            "gelöst",
            "gelöst am",
            "lösungsdatum",
            "behoben",
            "behoben am",
            "erledigt am",
            "ende",
        ],
    ),
    (
        Target::Closed,
        &[
            "closed",
            "closed at",
            "closed on",
            "closed time",
            "close date",
            "closing date",
            "geschlossen",
            "geschlossen am",
            "schließungsdatum",
            "abgeschlossen",
            "abgeschlossen am",
        ],
    ),
    (
        Target::Updated,
        &[
            "updated",
            "updated at",
            "updated on",
            "last updated",
            "last update",
            "last modified",
            "last updated time",
            "modified",
            "last changed",
            "geändert",
            "geändert am",
            "letzte änderung",
            "aktualisiert",
            "aktualisiert am",
        ],
    ),
];

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
    let tool = TOOLS
        .iter()
        .find(|(.., names)| names.iter().all(|name| has(&name)));
    tool.map_or(("csv", "Table"), |&(source, name, _)| (source, name))
}

/// The fields in order, each with the columns that may fill it, the likeliest first.
pub(super) fn candidates(header: &[String]) -> Vec<(Target, Vec<usize>)> {
    let plain: Vec<String> = header.iter().map(|name| self::plain(name)).collect();
    let of = |names: &[&str]| {
        let places = names.iter().flat_map(|name| {
            let places = plain.iter().enumerate();
            places
                .filter(move |(_, own)| own == name)
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
        let mut all: Vec<&str> = NAMES
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
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
