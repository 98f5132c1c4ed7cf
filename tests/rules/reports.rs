//! Declaring a record.

use sitrep::domain::{
    command::{Command, Rating, Rejection},
    decide::{LONGEST_TEXT, LONGEST_TITLE},
    ids::TeamId,
    priority::{Preset, Priority, Scale},
    state::{Milestone, RecordKind, State},
    time::Moment,
};

use crate::scene::*;

fn titled(title: impl Into<String>) -> Command {
    let title = title.into();
    report_as(INCIDENT, |report| report.title = title)
}

#[test]
fn the_first_report_founds_the_workspace_and_names_its_author() {
    given([])
        .when(report())
        .then(recorded([
            "workspace_founded",
            "person_defined",
            "reported",
        ]))
        .then(state(State::New))
        .then(milestone(Milestone::Reported, 1))
        .then(|scene| {
            let settings = &scene.here.board().settings;
            assert_eq!(settings.name, "St. Elsewhere");
            assert_eq!(settings.zone, "Europe/Berlin");
            assert_eq!(scene.here.board().person_name(ADA), Some("Person 10"));
            assert_eq!(scene.incident().reference, "INC-1");
        })
        .when(report_as(OTHER, |_| {}))
        .then(recorded(["reported"]));
}

#[test]
fn a_report_needs_a_title() {
    given([])
        .when(titled(" \n\t "))
        .then_refused(&Rejection::NoTitle)
        .then_nothing_recorded();
}

#[test]
fn a_title_is_kept_without_the_blanks_around_it() {
    given([titled("  Printer on fire \n")])
        .then(|scene| assert_eq!(scene.incident().title, "Printer on fire"));
}

#[test]
fn a_title_of_five_megabytes_is_refused_with_its_length() {
    let scene = given([]).when(titled("é".repeat(5 << 20)));
    let rejection = scene.outcome.unwrap_err();
    assert_eq!(
        rejection.to_string(),
        "The title has 5242880 characters; 500 are the most that Sitrep keeps. \
         Shorten it or link to a document."
    );
}

#[test]
fn the_longest_title_and_description_fit() {
    given([])
        .when(report_as(INCIDENT, |report| {
            report.title = "🔥".repeat(LONGEST_TITLE);
            report.description = "x".repeat(LONGEST_TEXT);
        }))
        .then(|scene| assert_eq!(scene.incident().title.chars().count(), 500))
        .when(report_as(OTHER, |report| {
            report.description = "x".repeat(LONGEST_TEXT + 1);
        }))
        .then_refused(&Rejection::TooLong {
            field: "The description",
            characters: LONGEST_TEXT + 1,
            limit: LONGEST_TEXT,
        });
}

#[test]
fn a_report_with_an_owner_or_a_team_is_assigned_at_once() {
    given([])
        .when(report_as(INCIDENT, |report| {
            report.team = Some(TeamId([5; 16]));
        }))
        .then(state(State::Assigned))
        .then(milestone(Milestone::Assigned, 1))
        .then(no_milestone(Milestone::Acknowledged))
        .then(conflicts([]));
}

#[test]
fn impact_that_began_before_the_report_is_a_milestone_of_its_own() {
    given([])
        .when(report_as(INCIDENT, |report| {
            report.started = Some(minute(-90));
        }))
        .then(milestone(Milestone::ImpactStarted, -90))
        .then(milestone(Milestone::Reported, 1));
    given([])
        .when(report_as(INCIDENT, |report| {
            report.started = Some(minute(90));
        }))
        .then_refused(&Rejection::InFuture);
    given([])
        .when(report_as(INCIDENT, |report| {
            report.started = Some(Moment(i64::MIN));
        }))
        .then_refused(&Rejection::UnreadableTime);
}

#[test]
fn a_form_that_is_sent_twice_makes_one_record() {
    given([report()])
        .when(report())
        .then_refused(&Rejection::NoChange);
}

#[test]
fn a_rating_gives_the_priority_of_its_cell() {
    let rating = |impact, urgency| Rating {
        scale: Scale::Preset(Preset::Sitrep),
        impact,
        urgency,
        overridden: None,
        reason: String::new(),
    };
    given([])
        .when(report_as(INCIDENT, |report| {
            report.rating = Some(rating(1, 5));
        }))
        .then(|scene| assert_eq!(scene.incident().priority(), Some(Priority::P3)));
    for (impact, urgency) in [(0, 1), (6, 1), (1, 6)] {
        given([])
            .when(report_as(INCIDENT, |report| {
                report.rating = Some(rating(impact, urgency));
            }))
            .then_refused(&Rejection::NoCell);
    }
}

#[test]
fn all_that_a_form_holds_arrives() {
    given([])
        .when(report_as(INCIDENT, |report| {
            report.kind = RecordKind::Request;
            report.description = "Two wards".to_owned();
            report.reporter = "Nurse on ward 3".to_owned();
            report.severity = Some(sitrep::domain::priority::Severity::Sev2);
            report.channel = Some(sitrep::domain::state::Channel::Phone);
            report.origin = Some(sitrep::domain::state::Origin::Vendor);
            report.category = Some(sitrep::domain::ids::CategoryId::built_in(2));
            report.service = Some(sitrep::domain::ids::ServiceId([3; 16]));
        }))
        .then(|scene| {
            let record = scene.incident();
            assert_eq!(record.reference, "REQ-1");
            assert_eq!(record.kind.slug(), "request");
            assert_eq!(record.description, "Two wards");
            assert_eq!(record.reporter, "Nurse on ward 3");
            assert_eq!(record.severity.unwrap().slug(), "sev2");
            assert_eq!(record.channel.unwrap().slug(), "phone");
            assert_eq!(record.origin.unwrap().slug(), "vendor");
            assert_eq!(record.category.unwrap().0[15], 2);
            assert_eq!(record.service.unwrap().0, [3; 16]);
        });
}
