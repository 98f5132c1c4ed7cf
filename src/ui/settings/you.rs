//! Who acts on this device.

use leptos::prelude::*;

use crate::{
    domain::{command::Command, fact::Person, ids::PersonId},
    report::names,
    ui::{
        desk::use_desk,
        settings::setting::{Line, Section, Setting},
        widgets::select::SelectBox,
    },
};

/// My name, and "acting as" for computers that several people share.
#[component]
pub fn You() -> impl IntoView {
    let desk = use_desk();
    let name = Signal::derive(move || {
        let me = desk.me();
        let recorded = desk.board(|board| board.person_name(me).map(str::to_owned));
        recorded.unwrap_or_else(|| desk.prefs.with(|prefs| prefs.name.clone()))
    });
    let keep = Callback::new(move |text: String| {
        let id = desk.me();
        let name = text.trim().to_owned();
        desk.prefer(|prefs| prefs.name.clone_from(&name));
        // Somebody whom the log does not know yet is named by their first act.
        if desk.board_now(|board| board.settings.people.contains_key(&id)) {
            let said = format!("You are {name}");
            desk.act(
                Command::DefinePerson(Person {
                    id,
                    name,
                    retired: false,
                }),
                said,
            );
        }
    });
    let people = Signal::derive(move || {
        let me = desk.me();
        let mut options = desk.board(|board| {
            let people = board
                .settings
                .people
                .values()
                .filter(|person| !person.retired);
            people
                .map(|person| {
                    (
                        person.id.to_string(),
                        names::person(board, person.id).to_owned(),
                    )
                })
                .collect::<Vec<_>>()
        });
        if !options.iter().any(|(id, _)| *id == me.to_string()) {
            let name = name.get();
            let shown = if name.is_empty() {
                "You, no name yet".to_owned()
            } else {
                name
            };
            options.insert(0, (me.to_string(), shown));
        }
        options
    });
    let act_as = Callback::new(move |id: String| {
        if let Ok(id) = id.parse::<PersonId>() {
            desk.act_as(id);
        }
    });
    view! {
        <Section title="You">
            <Setting title="Your name" text="Shown beside everything you record.".to_owned()>
                <Line label="Your name".to_owned() value=name on_keep=keep />
            </Setting>
            <Setting
                title="Acting as"
                text="On a shared computer, choose who you are before you write.".to_owned()
            >
                <SelectBox
                    options=people
                    value=Signal::derive(move || desk.me().to_string())
                    on_change=act_as
                    attr:aria-label="Acting as"
                />
            </Setting>
        </Section>
    }
}
