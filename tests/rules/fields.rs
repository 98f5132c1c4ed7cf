//! New values of a record's fields.

use sitrep::domain::{
    command::{Change, Command, Rating, Rejection},
    ids::{CategoryId, ServiceId},
    priority::{Preset, Priority, Scale, Severity},
    record::Record,
    state::{Channel, Origin, RecordKind, State},
    value::Field,
};

use crate::scene::*;

fn rating(impact: u8, urgency: u8) -> Rating {
    Rating {
        scale: Scale::Preset(Preset::Sitrep),
        impact,
        urgency,
        overridden: None,
        reason: String::new(),
    }
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn every_field_takes_a_new_value_and_then_none() {
    type Show = fn(&Record) -> String;
    let fields: [(Change, &str, Show, Change); 11] = [
        (
            Change::Description(text("two wards")),
            "description_set",
            |record| record.description.clone(),
            Change::Description(String::new()),
        ),
        (
            Change::Affected(text("40 people")),
            "affected_set",
            |record| record.affected.clone(),
            Change::Affected(String::new()),
        ),
        (
            Change::Cause(text("a loose cable")),
            "cause_set",
            |record| record.cause.clone(),
            Change::Cause(String::new()),
        ),
        (
            Change::Workaround(text("use paper")),
            "workaround_set",
            |record| record.workaround.clone(),
            Change::Workaround(String::new()),
        ),
        (
            Change::Vendor(text("case 4711")),
            "vendor_set",
            |record| record.vendor.clone(),
            Change::Vendor(String::new()),
        ),
        (
            Change::Reporter(text("ward 3")),
            "reporter_set",
            |record| record.reporter.clone(),
            Change::Reporter(String::new()),
        ),
        (
            Change::Category(Some(CategoryId::built_in(1))),
            "category_set",
            |record| format!("{:?}", record.category),
            Change::Category(None),
        ),
        (
            Change::Service(Some(ServiceId([1; 16]))),
            "service_set",
            |record| format!("{:?}", record.service),
            Change::Service(None),
        ),
        (
            Change::Channel(Some(Channel::Phone)),
            "channel_set",
            |record| format!("{:?}", record.channel),
            Change::Channel(None),
        ),
        (
            Change::Origin(Some(Origin::Vendor)),
            "origin_set",
            |record| format!("{:?}", record.origin),
            Change::Origin(None),
        ),
        (
            Change::Severity(Some(Severity::Sev1)),
            "severity_set",
            |record| format!("{:?}", record.severity),
            Change::Severity(None),
        ),
    ];
    for (change, kind, show, clear) in fields {
        let scene = given([report()]);
        let empty = show(scene.incident());
        let scene = scene.when(set(change)).then(recorded([kind]));
        assert_ne!(show(scene.incident()), empty, "{kind}");
        let scene = scene.when(set(clear)).then(recorded([kind]));
        assert_eq!(show(scene.incident()), empty, "{kind}");
    }
}

#[test]
fn a_title_is_changed_but_never_emptied() {
    given([report()])
        .when(title("Wi-Fi down"))
        .then(recorded(["title_set"]))
        .then(|scene| assert_eq!(scene.incident().title, "Wi-Fi down"))
        .when(title("  "))
        .then_refused(&Rejection::NoTitle)
        .when(title(&"x".repeat(501)))
        .then_refused(&Rejection::TooLong {
            field: "The title",
            characters: 501,
            limit: 500,
        });
}

#[test]
fn an_incident_becomes_a_request_and_keeps_its_reference() {
    given([report()])
        .when(set(Change::Kind(RecordKind::Request)))
        .then(|scene| {
            assert_eq!(scene.incident().kind, RecordKind::Request);
            assert_eq!(scene.incident().reference, "INC-1");
        });
}

#[test]
fn a_value_that_stands_already_records_nothing() {
    for change in [
        Change::Title(text("Ward tablets cannot reach the record system ")),
        Change::Description(text(" ")),
        Change::Cause(String::new()),
        Change::Kind(RecordKind::Incident),
        Change::Category(None),
        Change::Severity(None),
    ] {
        given([report()])
            .when(set(change))
            .then_refused(&Rejection::NoChange);
    }
    let rate = set(Change::Rating(rating(2, 2)));
    given([report(), rate.clone()])
        .when(rate)
        .then_refused(&Rejection::NoChange);
}

#[test]
fn saving_an_unchanged_form_does_not_replace_what_somebody_else_changed() {
    given([report()])
        .elsewhere([title("Wi-Fi down on ward 3")])
        .when(title("Ward tablets cannot reach the record system"))
        .then_refused(&Rejection::NoChange)
        .and([note("looking")])
        .merged()
        .then(conflicts([]))
        .then(|scene| assert_eq!(scene.incident().title, "Wi-Fi down on ward 3"));
}

#[test]
fn a_priority_other_than_the_matrix_gives_needs_a_reason() {
    let overridden = |reason: &str| {
        set(Change::Rating(Rating {
            overridden: Some(Priority::P1),
            reason: text(reason),
            ..rating(3, 3)
        }))
    };
    given([report()])
        .when(overridden(" "))
        .then_refused(&Rejection::NoReason)
        .when(overridden("a patient depends on it"))
        .then(recorded(["reassessed"]))
        .then(|scene| {
            let assessment = scene.incident().assessment.clone().unwrap();
            assert_eq!(assessment.priority, Priority::P1);
            assert_eq!((assessment.impact, assessment.urgency), (3, 3));
            assert_eq!(assessment.reason.unwrap(), "a patient depends on it");
        });
    let same = Rating {
        overridden: Some(Priority::P3),
        ..rating(3, 3)
    };
    given([report()])
        .when(set(Change::Rating(same)))
        .then(|scene| assert_eq!(scene.incident().priority(), Some(Priority::P3)));
}

#[test]
fn a_matrix_that_nobody_defined_rates_nothing() {
    let unknown = Rating {
        scale: Scale::Edited(sitrep::domain::ids::EventId([1; 32])),
        ..rating(1, 1)
    };
    given([report()])
        .when(set(Change::Rating(unknown)))
        .then_refused(&Rejection::NoCell);
}

#[test]
fn several_changes_are_one_action_and_what_is_unchanged_is_left_out() {
    given([report()])
        .when(Command::All(vec![
            title("Ward tablets cannot reach the record system"),
            set(Change::Severity(Some(Severity::Sev3))),
            set(Change::Cause(text("unknown"))),
            act(sitrep::domain::command::Move::Acknowledge),
        ]))
        .then(recorded(["severity_set", "cause_set", "acknowledged"]));
    given([report()])
        .when(Command::All(vec![]))
        .then_refused(&Rejection::NoChange);
}

#[test]
fn of_several_changes_none_happens_when_one_is_refused() {
    given([report()])
        .when(Command::All(vec![title("Wi-Fi down"), title("")]))
        .then_refused(&Rejection::NoTitle)
        .when(note("still there"))
        .then(|scene| {
            let title = &scene.incident().title;
            assert_eq!(title, "Ward tablets cannot reach the record system");
        });
}

#[test]
fn one_action_never_conflicts_with_itself() {
    use sitrep::domain::command::Move;
    given([report()])
        .when(Command::All(vec![
            title("one"),
            title("two"),
            title("three"),
        ]))
        .then(conflicts([]))
        .then(|scene| {
            assert_eq!(scene.incident().title, "three");
            assert_eq!(scene.ledger().live(Field::Title).count(), 1);
        });
    given([report()])
        .when(Command::All(vec![act(Move::Start), act(Move::Acknowledge)]))
        .then(state(State::Investigating))
        .then(conflicts([]));
}

#[test]
fn two_devices_that_set_the_same_value_agree() {
    given([report()])
        .elsewhere([title("Wi-Fi down")])
        .and([title("Wi-Fi down")])
        .merged()
        .then(conflicts([]))
        .when(title("Wi-Fi down"))
        .then_refused(&Rejection::NoChange);
}

#[test]
fn two_devices_that_set_unequal_values_conflict_and_the_later_wins() {
    given([report()])
        .elsewhere([title("Ben says"), note("later")])
        .and([note("looking"), note("still"), title("Ada says")])
        .merged()
        .then(conflicts([Field::Title]))
        .then(|scene| assert_eq!(scene.incident().title, "Ada says"))
        .when(title("Both say"))
        .then(conflicts([]))
        .then(|scene| assert_eq!(scene.incident().title, "Both say"));
}

#[test]
fn a_field_of_an_unknown_record_is_not_set() {
    given([])
        .when(title("anything"))
        .then_refused(&Rejection::Unknown);
}
