//! What columns are called: as the usual exports of Jira, Asana, monday, `PagerDuty`, Zendesk, GLPI,
//! Freshservice and `ServiceNow` call them, in English and German.

use crate::foreign::csv::target::Target;

/// The names of each field, the surest first, in lower case and with blanks for all that is
/// neither letter nor digit; commas between them.
pub(super) const NAMES: &[(Target, &str)] = &[
    (
        Target::Number,
        "issue key, key, incident number, ticket number, ticket id, ticket no, case number, \
         number, incident id, task id, item id, request id, reference, ref, id, #, no, \
         ticketnummer, ticket nr, vorgangsnummer, störungsnummer, meldungsnummer, referenz, \
         nummer, nr, kennung, vorgang, issue id",
    ),
    (
        Target::Title,
        "summary, short description, title, subject, task name, name, headline, titel, \
         betreff, kurzbeschreibung, zusammenfassung, bezeichnung, item, störung, \
         what happened, was ist passiert, problem, incident, issue",
    ),
    (
        Target::Description,
        "description, details, long description, notes, body, beschreibung, \
         langbeschreibung, problembeschreibung, document, message, content, inhalt, text, \
         notizen",
    ),
    (
        Target::Kind,
        "issue type, ticket type, record type, request type, type, kind, tracker, \
         vorgangsart, tickettyp, typ, art",
    ),
    (
        Target::State,
        "status, state, incident state, issue status, ticket status, stage, phase, zustand, \
         bearbeitungsstand, stand, section column",
    ),
    (
        Target::Hold,
        "hold reason, on hold reason, pending reason, waiting for, wartegrund, wartet auf",
    ),
    (
        Target::Priority,
        "priority, prio, ticket priority, priorität, prioritaet",
    ),
    (
        Target::Impact,
        "impact, impact level, auswirkung, auswirkungen",
    ),
    (Target::Urgency, "urgency, dringlichkeit"),
    (
        Target::Severity,
        "severity, sev, incident severity, schweregrad, schwere",
    ),
    (
        Target::Category,
        "category, incident category, kategorie, component s, components, component, \
         topic group, topic, rubrik, area, bereich, thema",
    ),
    (
        Target::Subcategory,
        "subcategory, sub category, unterkategorie, item category",
    ),
    (
        Target::Service,
        "service, service name, affected service, business service, impacted service, \
         configuration item, cmdb ci, betroffener service, dienst, system, application, \
         anwendung",
    ),
    (
        Target::Owner,
        "assignee, assigned to, owner, agent, assigned agent, responder, technician, \
         assigned to technician, person, bearbeiter, zugewiesen an, zugewiesen zu techniker, \
         zuständig, verantwortlich, verantwortlicher",
    ),
    (
        Target::Team,
        "assignment group, assigned group, support group, team, teams, group, \
         assigned to technician group, escalation policy name, queue, gruppe, \
         zuständiges team, zugewiesen zu technikergruppe, abteilung, warteschlange",
    ),
    (
        Target::Reporter,
        "reporter, requester, requester name, caller, reported by, requested by, \
         requester requester, opened by, customer, submitter, created by, creator, melder, \
         gemeldet von, anforderer, anforderer anforderer, antragsteller, anrufer, kunde, \
         erstellt von",
    ),
    (
        Target::Channel,
        "channel, contact type, via, source, request source, ticket source, kanal, \
         eingangskanal, meldeweg, quelle",
    ),
    (
        Target::Reported,
        "reported, reported at, opened, opened at, opening date, created, created at, \
         created on, created time, creation date, date created, opened on, requested at, \
         start time, date, gemeldet, gemeldet am, meldedatum, eröffnet, eröffnet am, \
         eröffnungsdatum, erstellt, erstellt am, erfasst am, angelegt am, eingang, \
         eingegangen am, datum",
    ),
    (
        Target::Acknowledged,
        "acknowledged, acknowledged at, acknowledged on, first response at, \
         first responded at, initial response time, bestätigt, bestätigt am, quittiert, \
         quittiert am",
    ),
    (Target::Assigned, "assigned at, assigned on, zugewiesen am"),
    (
        Target::Detected,
        "detected, detected at, detection time, entdeckt, entdeckt am, erkannt am",
    ),
    (
        Target::ImpactStarted,
        "impact started, impact started at, impact start, started, started at, \
         incident start, beginn, begonnen, störungsbeginn, ausfallbeginn",
    ),
    (
        Target::Mitigated,
        "mitigated, mitigated at, restored, restored at, service restored, \
         wiederhergestellt, wiederhergestellt am, entstört am",
    ),
    (
        Target::Resolved,
        "resolved, resolved at, resolved on, resolved time, resolution date, solved at, \
         solved, solve date, completed at, fixed at, end time, gelöst, gelöst am, \
         lösungsdatum, behoben, behoben am, erledigt am, ende",
    ),
    (
        Target::Closed,
        "closed, closed at, closed on, closed time, close date, closing date, geschlossen, \
         geschlossen am, schließungsdatum, abgeschlossen, abgeschlossen am",
    ),
    (
        Target::Updated,
        "updated, updated at, updated on, last updated, last update, last modified, \
         last updated time, modified, last changed, geändert, geändert am, letzte änderung, \
         aktualisiert, aktualisiert am",
    ),
];
