//! People, teams, services and categories.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{
        board::Board,
        command::Command,
        fact::{Category, Mapping, Person, Service, Team},
        settings::Settings,
    },
    ui::{
        desk::{Desk, use_desk},
        settings::{
            named::{Edit, Named, NamedList},
            setting::Section,
        },
        widgets::tone::Tone,
    },
};

/// The lists that forms offer.
#[component]
pub fn Lists() -> impl IntoView {
    view! {
        <Section title="People" note="Whom work can be given to">
            <Listed one="person" list=people edit=edit_person />
        </Section>
        <Section title="Teams" note="Groups that work is given to">
            <Listed one="team" list=teams edit=edit_team />
        </Section>
        <Section title="Services" note="What you run and incidents hurt">
            <Listed one="service" list=services edit=edit_service />
        </Section>
        <Section title="Categories" note="Subcategories stand below theirs; write Hardware: Scanner to add one">
            <Listed one="category" list=categories edit=edit_category />
        </Section>
        <Mappings />
    }
}

/// How tables of other tools are read; an import adds to them.
#[component]
fn Mappings() -> impl IntoView {
    let desk = use_desk();
    let has_some = Memo::new(move |_| desk.board(|board| !board.settings.mappings.is_empty()));
    move || {
        has_some.get().then(|| {
            view! {
                <Section title="Column mappings" note="How tables of other tools are read; importing one with Share adds its own">
                    <Listed one="mapping" list=mappings edit=edit_mapping grows=false />
                </Section>
            }
        })
    }
}

#[component]
fn Listed(
    one: &'static str,
    list: fn(&Board) -> Vec<Named>,
    edit: fn(Desk, &Settings, Edit) -> Option<Command>,
    #[prop(default = true)] grows: bool,
) -> impl IntoView {
    let desk = use_desk();
    let entries = Memo::new(move |_| desk.board(list));
    let fresh = RwSignal::new(String::new());
    let sending = StoredValue::new(false);
    let on_edit = Callback::new(move |change: Edit| {
        if sending.get_value() {
            return;
        }
        let added = match &change {
            Edit::Add(name) => Some(name.clone()),
            _ => None,
        };
        let said = match &change {
            Edit::Add(name) => format!("{name} added"),
            Edit::Rename(_, name) => format!("Renamed to {name}"),
            Edit::Retire(_, true) => "No longer offered; old records keep it".to_owned(),
            Edit::Retire(_, false) => "Offered again".to_owned(),
        };
        let settings = desk.board_now(|board| board.settings.clone());
        let Some(command) = edit(desk, &settings, change) else {
            desk.say(
                "Nothing on the list has the name before the colon. Add that first.",
                Tone::Warn,
            );
            return;
        };
        sending.set_value(true);
        spawn_local(async move {
            let answer = desk.ask(command).await;
            sending.try_set_value(false);
            match answer {
                Ok(done) => {
                    // What was typed meanwhile is not added yet.
                    if fresh.try_with_untracked(|typed| Some(typed.trim()) == added.as_deref())
                        == Some(true)
                    {
                        fresh.try_set(String::new());
                    }
                    desk.done(said, done.events);
                }
                Err(failure) => desk.fail(&failure),
            }
        });
    });
    let fresh = grows.then_some(fresh);
    view! { <NamedList one entries fresh on_edit /> }
}

fn people(board: &Board) -> Vec<Named> {
    let people = board.settings.people.values();
    sorted(people.map(|one| named(&one.id, &one.name, one.retired)))
}

fn teams(board: &Board) -> Vec<Named> {
    let teams = board.settings.teams.values();
    sorted(teams.map(|one| named(&one.id, &one.name, one.retired)))
}

fn services(board: &Board) -> Vec<Named> {
    let services = board.settings.services.values();
    sorted(services.map(|one| named(&one.id, &one.name, one.retired)))
}

fn mappings(board: &Board) -> Vec<Named> {
    let mappings = board.settings.mappings.values();
    sorted(mappings.map(|one| named(&one.id, &one.name, one.retired)))
}

fn categories(board: &Board) -> Vec<Named> {
    let all = &board.settings.categories;
    let mains = all.values().filter(|one| one.parent.is_none());
    let mut listed = Vec::new();
    for main in mains {
        listed.push(named(&main.id, &main.name, main.retired));
        let children = all.values().filter(|one| one.parent == Some(main.id));
        listed.extend(children.map(|one| Named {
            sub: true,
            ..named(&one.id, &one.name, one.retired)
        }));
    }
    listed
}

fn named(id: &impl ToString, name: &str, retired: bool) -> Named {
    Named {
        id: id.to_string(),
        name: name.to_owned(),
        retired,
        sub: false,
    }
}

fn sorted(entries: impl Iterator<Item = Named>) -> Vec<Named> {
    let mut entries: Vec<_> = entries.collect();
    // Who is no longer offered stays in place: nothing moves under a finger.
    entries.sort_by_key(|entry| entry.name.to_lowercase());
    entries
}

fn edit_person(desk: Desk, settings: &Settings, edit: Edit) -> Option<Command> {
    Some(Command::DefinePerson(match edit {
        Edit::Add(name) => Person {
            id: desk.fresh(),
            name,
            retired: false,
        },
        Edit::Rename(id, name) => Person {
            name,
            ..settings.people.get(&id.parse().ok()?)?.clone()
        },
        Edit::Retire(id, retired) => Person {
            retired,
            ..settings.people.get(&id.parse().ok()?)?.clone()
        },
    }))
}

fn edit_team(desk: Desk, settings: &Settings, edit: Edit) -> Option<Command> {
    Some(Command::DefineTeam(match edit {
        Edit::Add(name) => Team {
            id: desk.fresh(),
            name,
            members: Vec::new(),
            retired: false,
        },
        Edit::Rename(id, name) => Team {
            name,
            ..settings.teams.get(&id.parse().ok()?)?.clone()
        },
        Edit::Retire(id, retired) => Team {
            retired,
            ..settings.teams.get(&id.parse().ok()?)?.clone()
        },
    }))
}

fn edit_service(desk: Desk, settings: &Settings, edit: Edit) -> Option<Command> {
    Some(Command::DefineService(match edit {
        Edit::Add(name) => Service {
            id: desk.fresh(),
            name,
            team: None,
            retired: false,
        },
        Edit::Rename(id, name) => Service {
            name,
            ..settings.services.get(&id.parse().ok()?)?.clone()
        },
        Edit::Retire(id, retired) => Service {
            retired,
            ..settings.services.get(&id.parse().ok()?)?.clone()
        },
    }))
}

fn edit_mapping(_: Desk, settings: &Settings, edit: Edit) -> Option<Command> {
    Some(Command::DefineMapping(match edit {
        Edit::Add(_) => return None,
        Edit::Rename(id, name) => Mapping {
            name,
            ..settings.mappings.get(&id.parse().ok()?)?.clone()
        },
        Edit::Retire(id, retired) => Mapping {
            retired,
            ..settings.mappings.get(&id.parse().ok()?)?.clone()
        },
    }))
}

fn edit_category(desk: Desk, settings: &Settings, edit: Edit) -> Option<Command> {
    Some(Command::DefineCategory(match edit {
        Edit::Add(text) => {
            let (parent, name) = match text.split_once(':') {
                Some((parent, name)) => {
                    let parent = parent.trim().to_lowercase();
                    let parents = settings
                        .categories
                        .values()
                        .filter(|one| one.parent.is_none());
                    let found = parents
                        .into_iter()
                        .find(|one| one.name.to_lowercase() == parent);
                    (Some(found?.id), name.trim().to_owned())
                }
                None => (None, text),
            };
            Category {
                id: desk.fresh(),
                name,
                parent,
                retired: false,
            }
        }
        Edit::Rename(id, name) => Category {
            name,
            ..settings.categories.get(&id.parse().ok()?)?.clone()
        },
        Edit::Retire(id, retired) => Category {
            retired,
            ..settings.categories.get(&id.parse().ok()?)?.clone()
        },
    }))
}
