//! Files of other tools: what they are, what they say, and what importing them would do.
//! Nothing here changes anything.

mod codepages;
pub mod csv;
mod delta;
pub mod ics;
pub mod ids;
pub mod intake;
pub mod matrix;
pub mod odd;
pub mod plan;
pub mod servicenow;
pub mod table;
pub mod text;
pub mod work;
pub mod zone;

use crate::{
    exchange::file,
    foreign::{
        intake::Intake,
        servicenow::layout,
        table::Table,
        text::{Decoding, Encoding, Text},
    },
};

/// A file that Sitrep can take in.
#[derive(Clone, Debug)]
pub enum Recognised {
    /// Its own log; the file itself says more.
    SitrepLog,
    /// One row per incident as it is now.
    ServiceNowSnapshot(Table),
    /// One row per change of an incident.
    ServiceNowAuditLog(Table),
    /// A table of another tool, whose columns a mapping explains.
    Csv(Table),
}

impl Recognised {
    /// The format's name, for `data-format`.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::SitrepLog => "sitrep-log",
            Self::ServiceNowSnapshot(_) => "servicenow-snapshot",
            Self::ServiceNowAuditLog(_) => "servicenow-audit-log",
            Self::Csv(_) => "csv",
        }
    }
}

/// Why a file can't be imported. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotImportable {
    #[error("The file is empty. Nothing was changed.")]
    Empty,
    #[error(
        "The file has {megabytes} MB; at most {most} MB of its kind can be read at once. Export it in parts, such as one file a year. Nothing was changed."
    )]
    TooLarge { megabytes: usize, most: usize },
    #[error(
        "This is {what}, not a text file: byte {byte} can't stand in text. Export the list as CSV instead. Nothing was changed."
    )]
    Binary { what: &'static str, byte: usize },
    #[error(
        "Line {line} is damaged at byte {byte} of the file: {}. Export it again. Nothing was changed.",
        if *is_cut { "it ends in the middle of a letter, so the file was cut off" } else { "the rest is UTF-8, and that is not" }
    )]
    NotUtf8 {
        line: usize,
        byte: usize,
        is_cut: bool,
    },
    #[error(
        "Line {line} is damaged at byte {byte} of the file: it is UTF-16 up to there, and half a letter follows. Export it again. Nothing was changed."
    )]
    NotUtf16 { line: usize, byte: usize },
    #[error(
        "This is a web page (HTML), perhaps a sign-in page that was saved instead of the export. Nothing was changed."
    )]
    Html,
    #[error("This is XML. Export the list as CSV instead. Nothing was changed.")]
    Xml,
    #[error(
        "This is JSON{}, and not a Sitrep log: it has no \"format\":\"sitrep-log\" at the top. This Sitrep can't import it yet. Nothing was changed.",
        tool.map(|tool| format!(" that looks like {tool}")).unwrap_or_default()
    )]
    OtherJson { tool: Option<&'static str> },
    #[error(
        "This is a ServiceNow audit log, {rows} rows for {incidents} incidents, without a column sys_updated_at: nothing tells the order of its rows. Export it with that column. Nothing was changed."
    )]
    UndatedAuditLog { rows: usize, incidents: usize },
    #[error(
        "The table has its {columns} column names in line 1 and no row below them. Nothing was changed."
    )]
    NoRows { columns: usize },
    #[error(
        "This is plain text without columns. A table has its column names in line 1. Nothing was changed."
    )]
    NoTable,
    #[error(
        "From line {line} on the table can't be read: a cell that begins with a quotation mark never ends. Nothing was changed."
    )]
    OpenQuote { line: usize },
}

impl NotImportable {
    /// The error's kind, for `data-error`.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::Binary { .. } => "binary",
            Self::NotUtf8 { .. } | Self::NotUtf16 { .. } => "encoding",
            Self::Html => "html",
            Self::Xml => "xml",
            Self::OtherJson { .. } => "other-json",
            Self::UndatedAuditLog { .. } => "undated-audit-log",
            Self::NoRows { .. } => "no-rows",
            Self::NoTable => "no-table",
            Self::OpenQuote { .. } => "open-quote",
        }
    }
}

/// Tells what a file is by what it holds; its name plays no part.
///
/// # Errors
/// When it is nothing that can be imported.
pub fn recognise(bytes: &[u8]) -> Result<Recognised, NotImportable> {
    recognise_in(bytes, None)
}

/// The same, in an encoding that somebody chose since the file does not name one.
///
/// # Errors
/// When it is nothing that can be imported.
pub fn recognise_in(bytes: &[u8], chosen: Option<Encoding>) -> Result<Recognised, NotImportable> {
    let intake = Intake::whole(bytes);
    match decoding_of(&intake, chosen)? {
        None => Ok(Recognised::SitrepLog),
        Some(decoding) => {
            let text = table_text(&intake, work::done(decoding)?)?;
            table_of(table::read(&text.text)?, &text)
        }
    }
}

/// Reads the text of a file that may hold a table; nothing of a log.
///
/// # Errors
/// When it is nothing that can be imported.
pub fn decoding_of(
    intake: &Intake,
    chosen: Option<Encoding>,
) -> Result<Option<Decoding<'_>>, NotImportable> {
    // Before all else: a damaged log is neither text nor JSON, and most of its lines are good.
    if file::is_named(intake.bytes()) {
        return Ok(None);
    }
    intake.decoding(chosen).map(Some)
}

/// A file's text, where it may be a table's.
///
/// # Errors
/// When it is nothing that can be imported.
pub fn table_text<'a>(intake: &Intake, read: Text<'a>) -> Result<Text<'a>, NotImportable> {
    let start = read.text.trim_start();
    if start.starts_with(['{', '[']) {
        return Err(json(start));
    }
    if start.starts_with('<') {
        let start: String = start.chars().take(1_000).collect();
        let start = start.to_ascii_lowercase();
        let is_page = start.contains("<html") || start.contains("<!doctype html");
        return Err(if is_page {
            NotImportable::Html
        } else {
            NotImportable::Xml
        });
    }
    if intake.size() > csv::LARGEST {
        return Err(NotImportable::TooLarge {
            megabytes: intake.size() >> 20,
            most: csv::LARGEST >> 20,
        });
    }
    Ok(read)
}

/// What a table is that was read from a text.
///
/// # Errors
/// When it is nothing that can be imported.
pub fn table_of(mut table: Table, text: &Text<'_>) -> Result<Recognised, NotImportable> {
    table.encoding = text.encoding;
    table.is_encoding_guessed = text.is_guessed;
    Ok(if !layout::is_of(&table.header) {
        Recognised::Csv(table)
    } else if layout::is_audit(&table)? {
        Recognised::ServiceNowAuditLog(table)
    } else {
        Recognised::ServiceNowSnapshot(table)
    })
}

/// Of other tools only the likely name is said.
fn json(text: &str) -> NotImportable {
    let top: String = text
        .chars()
        .take(4_000)
        .filter(|c| !c.is_whitespace())
        .collect();
    let has = |member: &str| top.contains(&format!("\"{member}\":"));
    let tool = if has("alerts") && has("receiver") {
        Some("an Alertmanager notification")
    } else if has("incidents") && (has("incident_updates") || has("page")) {
        Some("a Statuspage")
    } else if has("incidents") || has("incident_number") {
        Some("PagerDuty")
    } else if has("result") && (has("sys_id") || has("short_description")) {
        Some("an answer of the ServiceNow interface")
    } else if has("issues") || has("fields") {
        Some("Jira")
    } else {
        None
    };
    NotImportable::OtherJson { tool }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn refused(bytes: &[u8]) -> (&'static str, String) {
        let error = recognise(bytes).unwrap_err();
        (error.slug(), error.to_string())
    }

    #[test]
    fn a_snapshot_and_a_log_are_recognised() {
        let snapshot = b"number,state,opened_at\nINC1,1,2026-01-01 00:00:00\n";
        assert_eq!(recognise(snapshot).unwrap().slug(), "servicenow-snapshot");
        let other = b"a,b,c\n1,2,3\n";
        assert_eq!(recognise(other).unwrap().slug(), "csv");
        let log = b"\xef\xbb\xbf\n {\"format\" : \"sitrep-log\",\"version\":1}";
        assert_eq!(recognise(log).unwrap().slug(), "sitrep-log");
    }

    #[test]
    fn a_damaged_log_is_a_log_all_the_same() {
        for log in [
            &b"<<<<<<< ours\n{\"format\":\"sitrep-log\",\"version\":1,\n=======\n"[..],
            b"{\"format\":\"sitrep-log\",\0\"version\":1}",
            b"{\"format\":\"sitrep-log\",\xff\xfe\xfd\"version\":1}",
            b"{\"version\":1,\r\n\"format\" :\r\n \"sitrep-log\"",
        ] {
            assert_eq!(recognise(log).unwrap().slug(), "sitrep-log");
        }
        let table = b"number,state,opened_at\n\"sitrep-log\",1,2026-01-01 00:00:00\n";
        assert_eq!(recognise(table).unwrap().slug(), "servicenow-snapshot");
        let far = [&b" ".repeat(5_000)[..], b"<a:\"sitrep-log\""].concat();
        assert_eq!(refused(&far).0, "xml");
    }

    #[test]
    fn what_is_something_else_is_named() {
        for (bytes, slug, words) in [
            (&b""[..], "empty", "empty"),
            (b" \n\t", "empty", "empty"),
            (b"\xef\xbb\xbf", "empty", "empty"),
            (b"PK\x03\x04....", "binary", "Excel"),
            (b"%PDF-1.7", "binary", "PDF"),
            (b"number,\0\0state", "binary", "byte 8"),
            (b"\xff\xfen\0u", "encoding", "Line 1"),
            (b"n\0u\0m\0b\0\n\0e\0r\0,\0,", "encoding", "Line 2"),
            (b"\xc3\xa9,b\nn\xc3\xa9,caf\xe9,", "encoding", "Line 2"),
            (b"<!DOCTYPE html><p>Sign in", "html", "web page"),
            (b"\n<html>", "html", "web page"),
            (b"<?xml version='1.0'?><a/>", "xml", "XML"),
            (b"[1,2]", "other-json", "JSON"),
            (
                b"{\"receiver\":\"x\",\"alerts\":[]}",
                "other-json",
                "Alertmanager",
            ),
            (b"number,state,opened_at\n", "no-rows", "3 column names"),
            (b"just a line of text\n", "no-table", "plain text"),
            (
                b"number,state,opened_at\n1,1,\"open\n",
                "open-quote",
                "line 2",
            ),
        ] {
            let (found, sentence) = refused(bytes);
            assert_eq!(found, slug, "{sentence}");
            assert!(sentence.contains(words), "{sentence}");
            assert!(sentence.ends_with("Nothing was changed."), "{sentence}");
        }
    }

    #[test]
    fn several_rows_per_incident_are_an_audit_log() {
        let log = |updated: &str| {
            let mut log = format!("number,state,opened_at{updated}\n");
            for row in 0..30 {
                let (incident, state) = (row / 3, row % 3);
                let updated = if updated.is_empty() {
                    ""
                } else {
                    ",2026-01-02 00:00:00"
                };
                writeln!(log, "INC{incident},{state},2026-01-01 00:00:00{updated}").unwrap();
            }
            log
        };
        let dated = log(",sys_updated_at");
        assert_eq!(
            recognise(dated.as_bytes()).unwrap().slug(),
            "servicenow-audit-log"
        );
        let (slug, sentence) = refused(log("").as_bytes());
        assert_eq!(slug, "undated-audit-log");
        assert!(sentence.contains("30 rows for 10 incidents"), "{sentence}");
    }
}
