//! The workspace: founding, joining, adopting, and what it is told about itself.

use sitrep::{
    domain::{
        command::{Change, Command, Rating, Rejection},
        event::Subject,
        fact::{Budgets, Category, Fact, Kind, Person, Service, Team, Text, View},
        ids::{CategoryId, PersonId, ReplicaId, Salt, ServiceId, TeamId, ViewId, WorkspaceId},
        priority::{Level, Matrix, Preset, Priority, Scale},
    },
    exchange::seal,
};

use crate::scene::*;

const CLINIC: WorkspaceId = WorkspaceId([7; 16]);
const EVE: PersonId = PersonId([0xe; 16]);

fn small(name: &str) -> Matrix {
    let level = |name: &str| Level {
        name: name.to_owned(),
        hint: String::new(),
    };
    let levels = vec![level("high"), level("low")];
    Matrix {
        name: name.to_owned(),
        impact: levels.clone(),
        urgency: levels,
        cells: vec![
            vec![Priority::P1, Priority::P3],
            vec![Priority::P2, Priority::P4],
        ],
    }
}

fn rated(scale: Scale) -> Command {
    set(Change::Rating(Rating {
        scale,
        impact: 2,
        urgency: 1,
        overridden: None,
        reason: String::new(),
    }))
}

/// Another workspace: founded by Eve, with a team, an incident and a matrix.
fn clinic() -> Device {
    let mut eve = Device::new(CLINIC, ReplicaId([0xe; 16]), EVE);
    "Clinic".clone_into(&mut eve.actor.workspace_name);
    "Asia/Tokyo".clone_into(&mut eve.actor.zone);
    let team = Team {
        id: TeamId([5; 16]),
        name: "Night shift".to_owned(),
        members: vec![EVE],
        retired: false,
    };
    eve.act(Command::DefineTeam(team)).unwrap();
    eve.act(Command::DefineMatrix(Preset::Glpi.matrix()))
        .unwrap();
    let budgets = Budgets {
        title: 40,
        ..Budgets::default()
    };
    eve.act(Command::SetBudgets(budgets)).unwrap();
    eve.act(report_as(OTHER, |_| {})).unwrap();
    eve
}

#[test]
fn a_first_act_that_names_the_workspace_does_not_conflict_with_the_founding() {
    given([])
        .when(Command::NameWorkspace("Clinic".to_owned()))
        .then(recorded([
            "workspace_founded",
            "person_defined",
            "workspace_named",
        ]))
        .then(|scene| {
            let board = scene.here.board();
            assert_eq!(board.settings.name, "Clinic");
            assert_eq!(board.ledger(Subject::Workspace).conflicts().count(), 0);
        });
    let ada = Person {
        id: ADA,
        name: "Ada L.".to_owned(),
        retired: false,
    };
    given([]).when(Command::DefinePerson(ada)).then(|scene| {
        let board = scene.here.board();
        assert_eq!(board.person_name(ADA), Some("Ada L."));
        assert_eq!(board.ledger(Subject::Workspace).conflicts().count(), 0);
    });
}

#[test]
fn a_name_of_five_megabytes_founds_nothing() {
    let mut ada = Device::ada();
    ada.actor.name = "x".repeat(5 << 20);
    assert!(matches!(
        ada.act(report()),
        Err(Rejection::TooLong {
            field: "The name",
            characters: 5_242_880,
            limit: 500
        })
    ));
    ada.actor.name = String::new();
    ada.act(report()).unwrap();
}

#[test]
fn settings_take_new_values() {
    given([report()])
        .when(Command::NameWorkspace(" Clinic ".to_owned()))
        .then(recorded(["workspace_named"]))
        .when(Command::SetZone("Asia/Tokyo".to_owned()))
        .then(recorded(["zone_set"]))
        .when(Command::SetBudgets(Budgets {
            title: 60,
            description: 500,
            update: 140,
        }))
        .then(recorded(["budgets_set"]))
        .then(|scene| {
            let settings = &scene.here.board().settings;
            assert_eq!(settings.name, "Clinic");
            assert_eq!(settings.zone, "Asia/Tokyo");
            assert_eq!(settings.budgets.title, 60);
        });
}

#[test]
fn settings_that_stand_already_record_nothing() {
    let hardware = Category {
        id: CategoryId::built_in(1),
        name: "Hardware".to_owned(),
        parent: None,
        retired: false,
    };
    for command in [
        Command::NameWorkspace("St. Elsewhere".to_owned()),
        Command::SetZone("Europe/Berlin".to_owned()),
        Command::SetBudgets(Budgets::default()),
        Command::DefineMatrix(Preset::Sitrep.matrix()),
        Command::DefineCategory(hardware),
        Command::Adopt(WORKSPACE),
    ] {
        given([report()])
            .when(command)
            .then_refused(&Rejection::NoChange);
    }
}

#[test]
fn what_is_defined_has_a_name() {
    let blank = || " ".to_owned();
    for command in [
        Command::NameWorkspace(blank()),
        Command::DefinePerson(Person {
            id: BEN,
            name: blank(),
            retired: false,
        }),
        Command::DefineTeam(Team {
            id: TeamId([1; 16]),
            name: blank(),
            members: vec![],
            retired: false,
        }),
        Command::DefineService(Service {
            id: ServiceId([1; 16]),
            name: blank(),
            team: None,
            retired: false,
        }),
        Command::DefineCategory(Category {
            id: CategoryId([1; 16]),
            name: blank(),
            parent: None,
            retired: false,
        }),
        Command::DefineView(View {
            id: ViewId([1; 16]),
            name: blank(),
            query: String::new(),
            place: 0,
            retired: false,
        }),
    ] {
        given([report()])
            .when(command)
            .then_refused(&Rejection::NoName);
    }
    given([report()])
        .when(Command::SetZone(blank()))
        .then_refused(&Rejection::BadZone);
}

#[test]
fn people_teams_services_and_categories_are_defined_and_retired() {
    let service = Service {
        id: ServiceId([1; 16]),
        name: " Patient record ".to_owned(),
        team: Some(TeamId([1; 16])),
        retired: false,
    };
    let retired = Service {
        retired: true,
        ..service.clone()
    };
    given([report(), Command::DefineService(service)])
        .then(|scene| {
            let services = &scene.here.board().settings.services;
            assert_eq!(services[&ServiceId([1; 16])].name, "Patient record");
        })
        .when(Command::DefineService(retired))
        .then(|scene| {
            let services = &scene.here.board().settings.services;
            assert!(services[&ServiceId([1; 16])].retired);
        });
}

#[test]
fn views_are_saved_put_in_order_and_deleted() {
    let view = |id: u8, name: &str, place| View {
        id: ViewId([id; 16]),
        name: name.to_owned(),
        query: "state=new".to_owned(),
        place,
        retired: false,
    };
    let deleted = View {
        retired: true,
        ..view(2, "b", 1)
    };
    let names = |expected: &'static [&'static str]| {
        move |scene: &Scene| {
            let views = scene.here.board().settings.standing_views();
            let names: Vec<_> = views.iter().map(|view| view.name.as_str()).collect();
            assert_eq!(names, expected);
        }
    };
    given([
        report(),
        Command::DefineView(view(1, " Z ", 1)),
        Command::DefineView(view(2, "b", 1)),
        Command::DefineView(view(3, "last", 2)),
    ])
    .then(names(&["b", "Z", "last"]))
    .when(Command::DefineView(view(3, "last", 0)))
    .then(recorded(["view_defined"]))
    .then(names(&["last", "b", "Z"]))
    .when(Command::DefineView(deleted))
    .then(names(&["last", "Z"]));
    given([report()])
        .when(Command::DefineView(View {
            query: "q".repeat(4_001),
            ..view(1, "Long", 0)
        }))
        .then_refused(&Rejection::TooLong {
            field: "The filter",
            characters: 4_001,
            limit: 4_000,
        });
}

#[test]
fn a_defined_matrix_rates_from_then_on_and_changes_no_record() {
    let scene = given([report(), rated(Scale::Preset(Preset::Sitrep))])
        .when(Command::DefineMatrix(small("ours")))
        .then(recorded(["matrix_defined"]))
        .then(|scene| assert_eq!(scene.incident().priority(), Some(Priority::P1)));
    let edited = Scale::Edited(scene.event(&Kind::MatrixDefined).id);
    assert_eq!(scene.here.board().settings.scale, edited);
    scene
        .when(rated(edited))
        .then(|scene| assert_eq!(scene.incident().priority(), Some(Priority::P3)))
        .when(Command::DefineMatrix(Preset::ServiceNow.matrix()))
        .then(|scene| {
            let preset = Scale::Preset(Preset::ServiceNow);
            assert_eq!(scene.here.board().settings.scale, preset);
            assert_eq!(scene.incident().priority(), Some(Priority::P3));
        })
        .when(rated(edited))
        .then_refused(&Rejection::NoChange);
}

#[test]
fn a_broken_matrix_is_refused() {
    let mut ragged = small("ragged");
    ragged.cells[1].pop();
    let mut tiny = small("tiny");
    tiny.impact.pop();
    let mut nameless = small("nameless");
    nameless.urgency[0].name = " ".to_owned();
    let mut wordy = small("wordy");
    wordy.urgency[0].hint = "x".repeat(501);
    for matrix in [ragged, tiny, nameless, wordy, small(&"x".repeat(501))] {
        given([report()])
            .when(Command::DefineMatrix(matrix))
            .then_refused(&Rejection::BrokenMatrix);
    }
}

#[test]
fn of_an_adopted_workspace_people_and_teams_join_and_its_name_does_not() {
    let clinic = clinic();
    let mut scene = given([report()]).when(Command::Adopt(CLINIC));
    scene.here.learn(&clinic);
    let board = scene.here.board();
    assert_eq!(board.settings.name, "St. Elsewhere");
    assert_eq!(board.settings.zone, "Europe/Berlin");
    assert_eq!(board.settings.budgets, Budgets::default());
    assert_eq!(board.settings.scale, Scale::Preset(Preset::Sitrep));
    assert_eq!(board.person_name(EVE), Some("Person 14"));
    assert!(board.settings.teams.contains_key(&TeamId([5; 16])));
    assert!(board.settings.adopted.contains(&CLINIC));
    assert_eq!(board.ledger(Subject::Workspace).conflicts().count(), 0);
    scene
        .when(note("hello"))
        .then(|scene| assert_eq!(scene.event(&Kind::Noted).head.ws, WORKSPACE))
        .when(Command::Adopt(CLINIC))
        .then_refused(&Rejection::NoChange);
}

#[test]
fn naming_a_workspace_does_not_touch_the_name_of_one_that_it_adopted() {
    let clinic = clinic();
    let mut scene = given([report()]).when(Command::Adopt(CLINIC));
    scene.here.learn(&clinic);
    let scene = scene.when(Command::NameWorkspace("St. Somewhere".to_owned()));
    let named = scene.event(&Kind::WorkspaceNamed);
    let own = |id| scene.here.book.log().get(id).unwrap().head.ws == WORKSPACE;
    assert!(named.head.over.iter().all(|&id| own(id)));
}

#[test]
fn an_adopted_workspace_never_replaces_what_ours_says_of_itself() {
    let clinic = clinic();
    let mut scene = given([report()])
        .when(Command::SetBudgets(Budgets {
            title: 60,
            ..Budgets::default()
        }))
        .when(Command::Adopt(CLINIC));
    scene.here.learn(&clinic);
    let ours = [Kind::WorkspaceFounded, Kind::BudgetsSet].map(|kind| scene.event(&kind).id);
    let mut head = clinic.book.log().sorted().last().unwrap().head.clone();
    head.subject = Subject::Workspace;
    head.over = ours.to_vec();
    let text = |text: &str| Text {
        text: text.to_owned(),
    };
    let facts = [
        Fact::WorkspaceNamed(text("Theirs")),
        Fact::ZoneSet(text("Asia/Tokyo")),
        Fact::BudgetsSet(Budgets::default()),
    ];
    let written = facts.map(|fact| {
        head.seq += 1;
        head.hlc.0 += 1;
        head.kind = fact.kind();
        seal::seal(head.clone(), fact, Salt([9; 16]))
    });
    scene.here.learn_events(written);
    let settings = &scene.here.board().settings;
    assert_eq!(settings.name, "St. Elsewhere");
    assert_eq!(settings.zone, "Europe/Berlin");
    assert_eq!(settings.budgets.title, 60);
}

#[test]
fn a_person_who_acts_on_a_second_device_is_named_once() {
    let mut scene = given([report()]);
    let mut second = Device::new(WORKSPACE, ReplicaId([0xc; 16]), ADA);
    second.learn(&scene.here);
    let events = second.act(note("from my phone")).unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.head.kind.slug()).collect();
    assert_eq!(kinds, ["workspace_joined", "noted"]);
    assert!(matches!(events[0].fact(), Some(Fact::WorkspaceJoined(joined)) if joined.tag == "A"));
    scene.here.learn(&second);
}

#[test]
fn a_founding_without_its_words_is_still_a_founding() {
    given([report()])
        .when_of(|scene| Command::Erase {
            events: vec![scene.event(&Kind::WorkspaceFounded).id],
        })
        .when(note("and on"))
        .then(recorded(["noted"]))
        .then(|scene| {
            let settings = &scene.here.board().settings;
            assert!(settings.is_founded());
            assert_eq!(settings.name, "");
        });
}
