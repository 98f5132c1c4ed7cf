//! Settling conflicts: the chosen value is set again, over all that stand.

use std::collections::BTreeMap;

use sitrep::domain::{
    command::{Change, Command, Move, Rating, Rejection},
    fact::{Budgets, Category, Fact, Kind, Mapping, Person, Service, Team, View},
    ids::{CategoryId, EventId, MappingId, ServiceId, TeamId, ViewId},
    priority::{Preset, Scale, Severity},
    state::{Channel, HoldReason, Origin, RecordKind, State, VoidReason},
    value::Field,
};

use crate::scene::*;

/// Ada's and Ben's value of each field of a record that can conflict.
fn disputes() -> Vec<(Field, Command, Command, &'static str)> {
    let text = |change: fn(String) -> Change| {
        (set(change("Ada".to_owned())), set(change("Ben".to_owned())))
    };
    let both = |one: Change, other: Change| (set(one), set(other));
    let rating = |impact| {
        set(Change::Rating(Rating {
            scale: Scale::Preset(Preset::Sitrep),
            impact,
            urgency: 1,
            overridden: None,
            reason: String::new(),
        }))
    };
    let channels = both(
        Change::Channel(Some(Channel::Phone)),
        Change::Channel(Some(Channel::Chat)),
    );
    let origins = both(
        Change::Origin(Some(Origin::Vendor)),
        Change::Origin(Some(Origin::Customer)),
    );
    let severities = both(
        Change::Severity(Some(Severity::Sev1)),
        Change::Severity(Some(Severity::Sev2)),
    );
    let kinds = both(
        Change::Kind(RecordKind::Request),
        Change::Kind(RecordKind::Drill),
    );
    let categories = both(
        Change::Category(Some(CategoryId::built_in(1))),
        Change::Category(Some(CategoryId::built_in(2))),
    );
    let services = both(
        Change::Service(Some(ServiceId([1; 16]))),
        Change::Service(Some(ServiceId([2; 16]))),
    );
    [
        (Field::Title, text(Change::Title), "title_set"),
        (
            Field::Description,
            text(Change::Description),
            "description_set",
        ),
        (Field::Affected, text(Change::Affected), "affected_set"),
        (Field::Cause, text(Change::Cause), "cause_set"),
        (
            Field::Workaround,
            text(Change::Workaround),
            "workaround_set",
        ),
        (Field::Vendor, text(Change::Vendor), "vendor_set"),
        (Field::Reporter, text(Change::Reporter), "reporter_set"),
        (Field::Kind, kinds, "kind_set"),
        (Field::Category, categories, "category_set"),
        (Field::Service, services, "service_set"),
        (Field::Channel, channels, "channel_set"),
        (Field::Origin, origins, "origin_set"),
        (Field::Severity, severities, "severity_set"),
        (Field::Assessment, (rating(1), rating(5)), "reassessed"),
        (Field::Owner, (assign(ADA), assign(BEN)), "reassigned"),
        (
            Field::State,
            (act(Move::Start), act(Move::Hold(HoldReason::Vendor))),
            "state_set",
        ),
    ]
    .into_iter()
    .map(|(field, (ours, theirs), kind)| (field, ours, theirs, kind))
    .collect()
}

/// Ben's and Ada's value of each field of the workspace that can conflict.
fn workspace_disputes() -> Vec<(Field, Command, Command, &'static str)> {
    let budgets = |title| {
        Command::SetBudgets(Budgets {
            title,
            ..Budgets::default()
        })
    };
    let named = |name: &str| name.to_owned();
    let person = |name| {
        Command::DefinePerson(Person {
            id: BEN,
            name: named(name),
            retired: false,
        })
    };
    let team = |name| {
        Command::DefineTeam(Team {
            id: TeamId([1; 16]),
            name: named(name),
            members: vec![ADA],
            retired: false,
        })
    };
    let service = |name| {
        Command::DefineService(Service {
            id: ServiceId([1; 16]),
            name: named(name),
            team: None,
            retired: false,
        })
    };
    let category = |name| {
        Command::DefineCategory(Category {
            id: CategoryId::built_in(1),
            name: named(name),
            parent: None,
            retired: false,
        })
    };
    let mapping = |name| {
        Command::DefineMapping(Mapping {
            id: MappingId([1; 16]),
            name: named(name),
            source: "csv".to_owned(),
            columns: BTreeMap::new(),
            values: BTreeMap::new(),
            orders: BTreeMap::new(),
            zone: String::new(),
            retired: false,
        })
    };
    let view = |name| {
        Command::DefineView(View {
            id: ViewId([1; 16]),
            name: named(name),
            query: String::new(),
            place: 0,
            retired: false,
        })
    };
    let zone = |zone| Command::SetZone(named(zone));
    let name = |name| Command::NameWorkspace(named(name));
    let matrix = |preset: Preset| Command::DefineMatrix(preset.matrix());
    vec![
        (
            Field::WorkspaceName,
            name("A"),
            name("B"),
            "workspace_named",
        ),
        (
            Field::Zone,
            zone("Asia/Tokyo"),
            zone("Asia/Dili"),
            "zone_set",
        ),
        (Field::Budgets, budgets(60), budgets(70), "budgets_set"),
        (
            Field::Matrix,
            matrix(Preset::ServiceNow),
            matrix(Preset::Glpi),
            "matrix_defined",
        ),
        (
            Field::Person(BEN),
            person("Ben A."),
            person("Ben B."),
            "person_defined",
        ),
        (
            Field::TeamDefined(TeamId([1; 16])),
            team("A"),
            team("B"),
            "team_defined",
        ),
        (
            Field::ServiceDefined(ServiceId([1; 16])),
            service("A"),
            service("B"),
            "service_defined",
        ),
        (
            Field::CategoryDefined(CategoryId::built_in(1)),
            category("A"),
            category("B"),
            "category_defined",
        ),
        (
            Field::MappingDefined(MappingId([1; 16])),
            mapping("A"),
            mapping("B"),
            "mapping_defined",
        ),
        (
            Field::ViewDefined(ViewId([1; 16])),
            view("A"),
            view("B"),
            "view_defined",
        ),
    ]
}

#[test]
fn every_field_of_a_record_can_be_settled_either_way() {
    for (field, ours, theirs, kind) in disputes() {
        for side in [0, 1] {
            let settled = given([report()])
                .elsewhere([theirs.clone()])
                .and([ours.clone()])
                .merged()
                .then(conflicts([field]));
            let ledger = settled.ledger();
            let live = &ledger.values[&field][side];
            let (choice, value) = (ledger.events[live.event].id, live.value.clone());
            settled
                .when(Command::Settle {
                    record: Some(INCIDENT),
                    field,
                    choice,
                })
                .then(recorded([kind]))
                .then(conflicts([]))
                .then(|scene| assert_eq!(scene.ledger().get(field), value.as_ref()));
        }
    }
}

#[test]
fn every_field_of_the_workspace_can_be_settled_either_way() {
    use sitrep::domain::event::Subject;
    for (field, ours, theirs, kind) in workspace_disputes() {
        for side in [0, 1] {
            let scene = given([report()])
                .elsewhere([theirs.clone()])
                .and([ours.clone()])
                .merged();
            let ledger = scene.here.board().ledger(Subject::Workspace);
            let disputed: Vec<_> = ledger.conflicts().map(|(field, _)| field).collect();
            assert_eq!(disputed, [field]);
            let live = &ledger.values[&field][side];
            let (choice, value) = (ledger.events[live.event].id, live.value.clone());
            let scene = scene
                .when(Command::Settle {
                    record: None,
                    field,
                    choice,
                })
                .then(recorded([kind]));
            let ledger = scene.here.board().ledger(Subject::Workspace);
            assert_eq!(ledger.conflicts().count(), 0);
            assert_eq!(ledger.get(field), value.as_ref());
        }
    }
}

#[test]
fn settling_a_cancellation_keeps_its_reason() {
    given([report()])
        .elsewhere([act(Move::Cancel(VoidReason::Duplicate))])
        .and([act(Move::Start)])
        .merged()
        .when_of(|scene| Command::Settle {
            record: Some(INCIDENT),
            field: Field::State,
            choice: scene.event(&Kind::Cancelled).id,
        })
        .then(recorded(["cancelled"]))
        .then(state(State::Cancelled))
        .then(|scene| {
            let void = scene.incident().standing.void;
            assert_eq!(void, Some(VoidReason::Duplicate));
        });
}

#[test]
fn settling_a_hold_keeps_what_it_waits_for() {
    given([report()])
        .elsewhere([act(Move::Hold(HoldReason::Evidence))])
        .and([act(Move::Start)])
        .merged()
        .when_of(|scene| Command::Settle {
            record: Some(INCIDENT),
            field: Field::State,
            choice: scene.event(&Kind::Held).id,
        })
        .then(|scene| {
            let hold = scene.incident().standing.hold;
            assert_eq!(hold, Some(HoldReason::Evidence));
        });
}

#[test]
fn settling_an_owner_keeps_the_team() {
    let team = TeamId([5; 16]);
    let to = |person| {
        act(Move::Assign {
            person: Some(person),
            team: Some(team),
        })
    };
    given([report()])
        .elsewhere([to(BEN)])
        .and([to(ADA)])
        .merged()
        .then(conflicts([Field::Owner]))
        .when_of(|scene| Command::Settle {
            record: Some(INCIDENT),
            field: Field::Owner,
            choice: scene.ledger().live(Field::Owner).next().unwrap(),
        })
        .then(conflicts([]))
        .then(|scene| assert_eq!(scene.incident().team, Some(team)));
}

#[test]
fn there_is_nothing_to_settle_where_values_agree() {
    let settle = |field, choice| Command::Settle {
        record: Some(INCIDENT),
        field,
        choice,
    };
    given([report()])
        .when_of(|scene| settle(Field::Title, scene.event(&Kind::Reported).id))
        .then_refused(&Rejection::NoConflict);
    given([report()])
        .elsewhere([title("Wi-Fi down")])
        .and([title("Wi-Fi down")])
        .merged()
        .when_of(|scene| settle(Field::Title, scene.event(&Kind::TitleSet).id))
        .then_refused(&Rejection::NoConflict);
}

#[test]
fn only_a_value_that_stands_can_be_chosen() {
    given([report()])
        .elsewhere([title("Ben says")])
        .and([title("Ada says")])
        .merged()
        .when(Command::Settle {
            record: Some(INCIDENT),
            field: Field::Title,
            choice: EventId([1; 32]),
        })
        .then_refused(&Rejection::Unknown);
}

#[test]
fn a_withheld_value_can_not_be_chosen_but_its_rival_can() {
    let scene = given([report()])
        .elsewhere([title("Ben says")])
        .and([title("Ada says")])
        .merged();
    let [first, last] = [0, 1].map(|place| scene.ledger().live(Field::Title).nth(place).unwrap());
    let settle = |choice| Command::Settle {
        record: Some(INCIDENT),
        field: Field::Title,
        choice,
    };
    scene
        .when(Command::Erase {
            events: vec![first],
        })
        .then(conflicts([Field::Title]))
        .when(settle(first))
        .then_refused(&Rejection::Withheld)
        .when(settle(last))
        .then(conflicts([]));
}

#[test]
fn the_reference_that_a_record_was_given_first_stays() {
    // The same record, reported on two devices: only a broken program does that.
    given([])
        .elsewhere([report_as(INCIDENT, |_| {})])
        .and([report_as(OTHER, |_| {}), report_as(INCIDENT, |_| {})])
        .merged()
        .then(|scene| {
            let ledger = scene.ledger();
            let first = (ledger.events.iter()).find_map(|event| match event.fact() {
                Some(Fact::Reported(body)) => Some(body.reference.clone()),
                _ => None,
            });
            assert_eq!(Some(&scene.incident().reference), first.as_ref());
            assert!(!scene.incident().conflicts.contains(&Field::Reference));
        })
        .when_of(|scene| Command::Settle {
            record: Some(INCIDENT),
            field: Field::Reference,
            choice: scene.ledger().live(Field::Reference).next().unwrap(),
        })
        .then_refused(&Rejection::NoConflict);
}

#[test]
fn settling_lists_every_value_that_stands() {
    given([report()])
        .elsewhere([title("Ben says")])
        .and([title("Ada says")])
        .merged()
        .when_of(|scene| Command::Settle {
            record: Some(INCIDENT),
            field: Field::Title,
            choice: scene.event(&Kind::TitleSet).id,
        })
        .then(|scene| {
            let settled = scene.outcome.as_ref().unwrap()[0].clone();
            assert_eq!(settled.head.over.len(), 2);
            assert!(matches!(settled.fact(), Some(Fact::TitleSet(_))));
        });
}
