//! What the words of other tools mean here: states, priorities, levels, channels, kinds, in
//! English and German. A meaning is written as it stands in a mapping.

use std::collections::HashSet;

use crate::{
    domain::{
        ids::CategoryId,
        settings::MAIN_CATEGORIES,
        state::{Channel, HoldReason, RecordKind, State},
    },
    foreign::csv::target::Target,
};

/// What a state means: the state, and for one on hold perhaps what it waits for.
#[must_use]
pub fn state_slug(state: State, hold: Option<HoldReason>) -> String {
    match hold {
        Some(hold) => format!("{}/{}", state.slug(), hold.slug()),
        None => state.slug().to_owned(),
    }
}

/// Reads what [`state_slug`] writes.
#[must_use]
pub fn read_state(slug: &str) -> Option<(State, Option<HoldReason>)> {
    match slug.split_once('/') {
        None => Some((State::from_slug(slug)?, None)),
        Some((state, hold)) => Some((State::from_slug(state)?, Some(HoldReason::from_slug(hold)?))),
    }
}

/// All the words of a column, as they are compared.
#[derive(Clone, Debug, Default)]
pub struct Beside(HashSet<String>);

impl Beside {
    /// The words of some cells.
    #[must_use]
    pub fn of(cells: &[&str]) -> Self {
        Self(cells.iter().map(|cell| plain(cell)).collect())
    }
}

/// What a cell of a column probably means, given the words that stand beside it in that column;
/// nothing where nobody can tell.
#[must_use]
pub fn guess(target: Target, cell: &str, beside: &Beside) -> Option<String> {
    let word = plain(cell);
    let word = word.as_str();
    let has = |words: &[&str]| words.iter().any(|word| beside.0.contains(*word));
    match target {
        Target::State => state(word).map(|(state, hold)| state_slug(state, hold)),
        Target::Hold => hold(word).map(|hold| hold.slug().to_owned()),
        Target::Kind => kind(word).map(|kind| kind.slug().to_owned()),
        Target::Channel => channel(word).map(|channel| channel.slug().to_owned()),
        Target::Priority => priority(word, has).map(|number| format!("p{number}")),
        Target::Severity => severity(word).map(|number| format!("sev{number}")),
        Target::Impact | Target::Urgency => level(word, has).map(|number| number.to_string()),
        Target::Category => category(word).map(|id| id.to_string()),
        _ => None,
    }
}

fn state(word: &str) -> Option<(State, Option<HoldReason>)> {
    let hold = |reason| Some((State::OnHold, reason));
    let state = match word {
        "new"
        | "open"
        | "opened"
        | "to do"
        | "todo"
        | "backlog"
        | "triggered"
        | "reported"
        | "created"
        | "submitted"
        | "unassigned"
        | "not started"
        | "selected for development"
        | "firing"
        | "neu"
        | "offen"
        | "gemeldet"
        | "eingegangen"
        | "erstellt"
        | "nicht begonnen" => State::New,
        "triage" | "in triage" | "acknowledged" | "confirmed" | "bestätigt" | "quittiert"
        | "gesichtet" => State::Triage,
        "assigned"
        | "zugewiesen"
        | "zugeteilt"
        | "processing assigned"
        | "in bearbeitung zugewiesen" => State::Assigned,
        "in progress"
        | "work in progress"
        | "wip"
        | "investigating"
        | "identified"
        | "active"
        | "working on it"
        | "processing"
        | "processing planned"
        | "in bearbeitung geplant"
        | "started"
        | "doing"
        | "ongoing"
        | "in process"
        | "being processed"
        | "under investigation"
        | "under review"
        | "in review"
        | "waiting for support"
        | "escalated"
        | "reopened"
        | "re opened"
        | "in bearbeitung"
        | "in arbeit"
        | "wieder geöffnet"
        | "wiedereröffnet"
        | "eskaliert"
        | "laufend" => State::Investigating,
        "mitigated" | "monitoring" | "restored" | "workaround" | "entstört"
        | "wiederhergestellt" | "beobachtung" => State::Mitigated,
        "resolved" | "solved" | "done" | "fixed" | "complete" | "completed" | "finished"
        | "gelöst" | "behoben" | "erledigt" | "fertig" => State::Resolved,
        "closed" | "closed complete" | "archived" | "postmortem" | "verified" | "geschlossen"
        | "abgeschlossen" | "archiviert" => State::Closed,
        "cancelled" | "canceled" | "declined" | "rejected" | "duplicate" | "wont do"
        | "won t do" | "wont fix" | "won t fix" | "invalid" | "spam" | "deleted"
        | "closed skipped" | "not an incident" | "abgebrochen" | "storniert" | "abgelehnt"
        | "verworfen" => State::Cancelled,
        "on hold"
        | "hold"
        | "pending"
        | "waiting"
        | "stuck"
        | "blocked"
        | "paused"
        | "wartend"
        | "wartet"
        | "warten"
        | "in warteposition"
        | "pausiert"
        | "zurückgestellt"
        | "blockiert"
        | "waiting for approval" => return hold(None),
        "waiting for customer"
        | "waiting on customer"
        | "awaiting customer"
        | "awaiting caller"
        | "awaiting user info"
        | "waiting for user"
        | "waiting for reporter"
        | "need more info"
        | "wartet auf kunde"
        | "wartet auf kunden"
        | "wartet auf melder"
        | "rückfrage" => {
            return hold(Some(HoldReason::Caller));
        }
        "waiting on third party"
        | "waiting for third party"
        | "waiting for vendor"
        | "awaiting vendor"
        | "pending vendor"
        | "wartet auf lieferant"
        | "wartet auf hersteller"
        | "wartet auf dritte" => return hold(Some(HoldReason::Vendor)),
        "awaiting change" | "waiting for change" => return hold(Some(HoldReason::Change)),
        "awaiting problem" => return hold(Some(HoldReason::Problem)),
        "awaiting evidence" => return hold(Some(HoldReason::Evidence)),
        _ => return None,
    };
    Some((state, None))
}

fn hold(word: &str) -> Option<HoldReason> {
    let holds = |words: &[&str]| words.iter().any(|own| word.contains(own));
    [
        (
            HoldReason::Caller,
            &["caller", "customer", "user", "requester", "kunde", "melder"][..],
        ),
        (
            HoldReason::Vendor,
            &[
                "vendor",
                "third party",
                "supplier",
                "lieferant",
                "hersteller",
            ],
        ),
        (HoldReason::Change, &["change", "änderung"]),
        (HoldReason::Problem, &["problem"]),
        (HoldReason::Evidence, &["evidence", "beweis", "nachweis"]),
    ]
    .into_iter()
    .find(|(_, words)| holds(words))
    .map(|(reason, _)| reason)
}

fn kind(word: &str) -> Option<RecordKind> {
    Some(match word {
        "incident" | "bug" | "problem" | "issue" | "fault" | "outage" | "alert" | "defect"
        | "störung" | "fehler" | "vorfall" | "ausfall" | "incidents" => RecordKind::Incident,
        "request"
        | "service request"
        | "service request with approvals"
        | "question"
        | "task"
        | "sub task"
        | "story"
        | "epic"
        | "improvement"
        | "new feature"
        | "feature"
        | "feature request"
        | "wish"
        | "change"
        | "access"
        | "anfrage"
        | "serviceanfrage"
        | "service anfrage"
        | "frage"
        | "aufgabe"
        | "wunsch"
        | "bestellung"
        | "anforderung" => RecordKind::Request,
        "drill" | "exercise" | "übung" => RecordKind::Drill,
        _ => return None,
    })
}

fn channel(word: &str) -> Option<Channel> {
    Some(match word {
        "phone" | "telephone" | "phone call" | "call" | "voicemail" | "telefon" | "anruf"
        | "telefonisch" => Channel::Phone,
        "email" | "e mail" | "mail" => Channel::Email,
        "chat" | "slack" | "teams" | "ms teams" | "messaging" | "web widget" => Channel::Chat,
        "portal" | "web" | "web form" | "webform" | "form" | "self service" | "service portal"
        | "helpdesk" | "formular" | "webformular" | "selfservice" => Channel::Portal,
        "monitoring" | "alert" | "api" | "web service" | "event" | "event management"
        | "integration" => Channel::Monitoring,
        "walk in" | "walkup" | "walk up" | "in person" | "vor ort" | "persönlich" => {
            Channel::WalkIn
        }
        _ => return None,
    })
}

/// Sources: Jira (Highest … Lowest, before 2017 Blocker … Trivial), Zendesk and Freshservice
/// (Urgent … Low), `ServiceNow` (1 - Critical … 5 - Planning), GLPI (Major … Very low).
fn priority(word: &str, has: impl Fn(&[&str]) -> bool) -> Option<u8> {
    if let Some(number) = numbered(word, &["p", "prio", "priority", "priorität"]) {
        return Some(number);
    }
    let has_blocker = has(&["blocker", "trivial"]);
    Some(match word {
        "blocker" | "highest" | "urgent" | "emergency" | "kritisch" | "dringend" | "sehr hoch"
        | "very high" | "notfall" => 1,
        "critical" => 1 + u8::from(has_blocker),
        // Above Very high in GLPI; between Critical and Minor in Jira.
        "major" if has(&["very high"]) => 1,
        "major" if has_blocker => 3,
        "major" | "high" | "hoch" => 2,
        "medium" | "moderate" | "normal" | "mittel" => 3,
        "minor" | "low" | "niedrig" | "gering" => 4,
        "trivial" | "lowest" | "very low" | "planning" | "sehr niedrig" | "sehr gering" => 5,
        _ => return None,
    })
}

fn severity(word: &str) -> Option<u8> {
    if let Some(number) = numbered(word, &["sev", "s", "severity"]) {
        return Some(number);
    }
    Some(match word {
        "critical" | "blocker" | "kritisch" | "very high" => 1,
        "major" | "high" | "hoch" | "schwer" => 2,
        "moderate" | "medium" | "mittel" | "normal" => 3,
        "minor" | "low" | "niedrig" | "leicht" | "gering" => 4,
        "trivial" | "cosmetic" | "informational" | "very low" => 5,
        _ => return None,
    })
}

/// A level of impact or urgency. Three of them, or five where the words go further than high and
/// low.
fn level(word: &str, has: impl Fn(&[&str]) -> bool) -> Option<u8> {
    if let Some(number) = numbered(word, &[]) {
        return Some(number);
    }
    let is_wide = has(&[
        "very high",
        "very low",
        "critical",
        "sehr hoch",
        "sehr niedrig",
        "kritisch",
    ]);
    let wider = u8::from(is_wide);
    Some(match word {
        "very high" | "critical" | "sehr hoch" | "kritisch" | "extensive widespread" => 1,
        "high" | "hoch" => 1 + wider,
        "significant large" => 2,
        "medium" | "moderate" | "mittel" | "normal" => 2 + wider,
        "moderate limited" => 3,
        "low" | "niedrig" | "gering" => 3 + wider,
        "minor localized" => 4,
        "very low" | "sehr niedrig" | "sehr gering" => 5,
        _ => return None,
    })
}

fn category(word: &str) -> Option<CategoryId> {
    let main = MAIN_CATEGORIES
        .iter()
        .find(|(slug, ..)| plain(slug) == word);
    main.map(|&(_, _, id)| id).or_else(|| {
        Some(CategoryId::built_in(match word {
            "netzwerk" | "netz" => 2,
            "sicherheit" | "it security" | "it sicherheit" => 4,
            "menschlicher fehler" | "bedienfehler" => 5,
            _ => return None,
        }))
    })
}

/// The number of `2`, `2 - High`, `P2`, `SEV-2`, `Prio 2`, up to 5.
fn numbered(word: &str, before: &[&str]) -> Option<u8> {
    let rest = before
        .iter()
        .filter_map(|before| word.strip_prefix(before))
        .find(|rest| {
            rest.trim_start()
                .starts_with(|letter: char| letter.is_ascii_digit())
        })
        .unwrap_or(word)
        .trim_start();
    let number = rest.split(' ').next()?.parse().ok()?;
    (1..=5).contains(&number).then_some(number)
}

/// Lower case letters and digits with single blanks between them, so that `In-Progress`,
/// `Critical ⚠️️` and `Closed.` are plain words.
fn plain(cell: &str) -> String {
    let lower = cell.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(target: Target, words: &[&str]) -> Vec<String> {
        let beside = Beside::of(words);
        let guesses = words.iter().map(|word| guess(target, word, &beside));
        guesses.map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn priorities_are_read_on_the_scale_that_the_column_uses() {
        for (words, said) in [
            (
                ["Blocker", "Critical", "Major", "Minor", "Trivial"],
                "12345",
            ),
            (["Highest", "High", "Medium", "Low", "Lowest"], "12345"),
            (
                [
                    "1 - Critical",
                    "2 - High",
                    "3 - Moderate",
                    "4 - Low",
                    "5 - Planning",
                ],
                "12345",
            ),
            (["P1", "P2", "P3", "P4", "P5"], "12345"),
            (["Very high", "High", "Medium", "Low", "Very low"], "12345"),
            (["Urgent", "High", "Normal", "Low", ""], "1234"),
            (
                ["Critical ⚠️️", "High", "Medium", "Low", "Best effort"],
                "1234",
            ),
            (
                ["Kritisch", "Hoch", "Mittel", "Niedrig", "Sehr niedrig"],
                "12345",
            ),
            (["Major", "Very high", "High", "Low", "Very low"], "11245"),
        ] {
            let found: String = all(Target::Priority, &words).concat();
            assert_eq!(found.replace('p', ""), said, "{words:?}");
        }
    }

    #[test]
    fn levels_are_three_or_five() {
        assert_eq!(
            all(Target::Impact, &["High", "Medium", "Low"]),
            ["1", "2", "3"]
        );
        assert_eq!(
            all(Target::Urgency, &["Critical", "High", "Medium", "Low"]),
            ["1", "2", "3", "4"]
        );
        assert_eq!(all(Target::Impact, &["3 - Low", "sehr hoch"]), ["3", "1"]);
        assert_eq!(
            all(Target::Severity, &["SEV-2", "S3", "minor", "?"]),
            ["sev2", "sev3", "sev4", ""]
        );
    }

    #[test]
    fn states_of_other_tools_are_ours() {
        for (word, said) in [
            ("Open", "new"),
            ("In Bearbeitung", "investigating"),
            ("Processing (assigned)", "assigned"),
            ("Working on it", "investigating"),
            ("Stuck", "hold"),
            ("Waiting for customer", "hold/caller"),
            ("Awaiting Vendor", "hold/vendor"),
            ("Solved", "resolved"),
            ("Geschlossen", "closed"),
            ("Won't do", "cancelled"),
            ("acknowledged", "triage"),
            ("Frobnicated", ""),
        ] {
            assert_eq!(
                guess(Target::State, word, &Beside::default()).unwrap_or_default(),
                said
            );
        }
        assert_eq!(
            read_state("hold/caller"),
            Some((State::OnHold, Some(HoldReason::Caller)))
        );
        assert_eq!(read_state("hold/rain"), None);
    }

    #[test]
    fn kinds_channels_reasons_and_categories_are_found() {
        assert_eq!(
            all(Target::Kind, &["Bug", "Service Request", "Übung", "x"]),
            ["incident", "request", "drill", ""]
        );
        assert_eq!(
            all(Target::Channel, &["E-Mail", "Self-service", "Telefon"]),
            ["email", "portal", "phone"]
        );
        assert_eq!(
            all(Target::Hold, &["Awaiting Caller", "Lieferant"]),
            ["caller", "vendor"]
        );
        let hardware = CategoryId::built_in(1).to_string();
        assert_eq!(
            all(Target::Category, &["hardware", "HR Support"]),
            [hardware, String::new()]
        );
    }
}
