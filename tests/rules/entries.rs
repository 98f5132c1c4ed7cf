//! What people write into the timeline, evidence, and links between records.

use sitrep::domain::{
    command::{Command, Rejection, Writing},
    decide::is_web_address,
    fact::{Fact, Kind},
    ids::RecordId,
    state::Relation,
};

use crate::scene::*;

fn write(entry: Writing, text: &str) -> Command {
    Command::Write {
        record: INCIDENT,
        entry,
        text: text.to_owned(),
        happened: Some(minute(0)),
    }
}

fn evidence(title: &str, url: &str) -> Command {
    Command::LinkEvidence {
        record: INCIDENT,
        title: title.to_owned(),
        url: url.to_owned(),
        happened: None,
    }
}

fn link(to: RecordId, relation: Relation) -> Command {
    Command::Link {
        record: INCIDENT,
        to,
        relation,
    }
}

fn two_records() -> Scene {
    given([report(), report_as(OTHER, |_| {})])
}

#[test]
fn notes_decisions_and_updates_append() {
    let update = |audience: &str| Writing::Update {
        audience: audience.to_owned(),
    };
    given([report()])
        .when(write(Writing::Note, " seen "))
        .then(recorded(["noted"]))
        .when(write(Writing::Decision, "fail over"))
        .then(recorded(["decided"]))
        .when(write(update("All wards"), "We are on it"))
        .then(recorded(["update_posted"]))
        .then(|scene| {
            let Some(Fact::UpdatePosted(entry)) = scene.event(&Kind::UpdatePosted).fact().cloned()
            else {
                panic!("an update")
            };
            assert_eq!(entry.text, "We are on it");
            assert_eq!(entry.audience.as_deref(), Some("All wards"));
            assert_eq!(entry.happened, Some(minute(0)));
        })
        .when(write(update(" "), "And again"))
        .then(|scene| {
            let Some(Fact::UpdatePosted(entry)) = scene.event(&Kind::UpdatePosted).fact().cloned()
            else {
                panic!("an update")
            };
            assert_eq!(entry.audience, None);
        });
}

#[test]
fn an_entry_needs_words_but_not_too_many() {
    let too_long = |field, characters| Rejection::TooLong {
        field,
        characters,
        limit: 50_000,
    };
    given([report()])
        .when(note(" "))
        .then_refused(&Rejection::NoText)
        .when(note(&"x".repeat(50_001)))
        .then_refused(&too_long("The text", 50_001))
        .when(write(
            Writing::Update {
                audience: "x".repeat(60_000),
            },
            "hello",
        ))
        .then_refused(&too_long("The audience", 60_000));
}

#[test]
fn evidence_without_a_title_is_called_by_its_address() {
    given([report()])
        .when(evidence(" ", " https://logs.example/42 "))
        .then(recorded(["evidence_linked"]))
        .then(|scene| {
            let Some(Fact::EvidenceLinked(evidence)) =
                scene.event(&Kind::EvidenceLinked).fact().cloned()
            else {
                panic!("evidence")
            };
            assert_eq!(evidence.title, "https://logs.example/42");
            assert_eq!(evidence.url, "https://logs.example/42");
        });
}

#[test]
fn only_addresses_that_run_nothing_are_evidence() {
    for good in [
        "https://example.org",
        "HTTP://example.org/a?b#c",
        "mailto:ward3@example.org",
    ] {
        assert!(is_web_address(good), "{good}");
    }
    for bad in [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        " https://example.org",
        "https://example.org/\u{0}",
        "data:text/html,hi",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://example.org/1",
        "https:",
        "https://",
        "https:example.org",
        "mailto:",
        "//example.org",
        "example.org",
    ] {
        assert!(!is_web_address(bad), "{bad:?}");
        given([report()])
            .when(evidence("a title", bad.trim_start_matches(' ')))
            .then_refused_unless(is_web_address(bad.trim()), &Rejection::BadAddress);
    }
}

#[test]
fn records_are_linked_once_each_way_of_belonging_together() {
    two_records()
        .when(link(OTHER, Relation::Cause))
        .then(recorded(["linked"]))
        .then(|scene| {
            let (_, link) = scene.incident().links[0];
            assert_eq!((link.to, link.relation), (OTHER, Relation::Cause));
        })
        .when(link(OTHER, Relation::Cause))
        .then_refused(&Rejection::NoChange)
        .when(link(OTHER, Relation::Related))
        .then(|scene| assert_eq!(scene.incident().links.len(), 2));
}

#[test]
fn a_record_is_linked_only_to_another_that_is_known() {
    two_records()
        .when(link(INCIDENT, Relation::Related))
        .then_refused(&Rejection::SelfLink)
        .when(link(RecordId([77; 16]), Relation::Related))
        .then_refused(&Rejection::Unknown);
}

#[test]
fn a_link_is_removed_and_comes_back_when_that_is_undone() {
    let unlink = |scene: &Scene| Command::Unlink {
        record: INCIDENT,
        link: scene.event(&Kind::Linked).id,
    };
    two_records()
        .and([link(OTHER, Relation::Parent)])
        .when_of(unlink)
        .then(recorded(["unlinked"]))
        .then(|scene| assert_eq!(scene.incident().links, []))
        .when_of(unlink)
        .then_refused(&Rejection::NoChange)
        .when_of(|scene| Command::Undo {
            events: vec![scene.event(&Kind::Unlinked).id],
        })
        .then(|scene| assert_eq!(scene.incident().links.len(), 1));
}

#[test]
fn removing_a_link_spares_one_that_was_added_meanwhile() {
    two_records()
        .and([link(OTHER, Relation::Parent)])
        .elsewhere([link(OTHER, Relation::Cause)])
        .when_of(|scene| Command::Unlink {
            record: INCIDENT,
            link: scene.event(&Kind::Linked).id,
        })
        .merged()
        .then(|scene| {
            let links = &scene.incident().links;
            assert_eq!(links.len(), 1);
            assert_eq!(links[0].1.relation, Relation::Cause);
        });
}
