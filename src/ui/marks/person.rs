//! People: a letter in a colour, and the name beside it.

use leptos::prelude::*;

use crate::{
    domain::ids::{PersonId, TeamId},
    report::names,
    ui::{desk::use_desk, widgets::avatar::Avatar},
};

/// The avatar of a person alone.
#[component]
pub fn PersonAvatar(#[prop(into)] person: Signal<Option<PersonId>>) -> impl IntoView {
    let desk = use_desk();
    let shown = Memo::new(move |_| {
        person
            .get()
            .map(|person| desk.board(|board| names::person(board, person).to_owned()))
    });
    let tone = Signal::derive(move || person.get().map_or(0, |person| usize::from(person.0[15])));
    view! { <Avatar name=shown tone /> }
}

/// A person; the team where only that is known; else that nobody has it.
#[component]
pub fn OwnerMark(
    #[prop(into)] person: Signal<Option<PersonId>>,
    #[prop(into)] team: Signal<Option<TeamId>>,
) -> impl IntoView {
    let desk = use_desk();
    let shown = Memo::new(move |_| {
        desk.board(|board| match (person.get(), team.get()) {
            (Some(person), _) => Some(names::person(board, person).to_owned()),
            (None, Some(team)) => Some(names::team(board, team).to_owned()),
            (None, None) => None,
        })
    });
    let class = move || {
        if shown.read().is_some() {
            "person"
        } else {
            "person person--none"
        }
    };
    view! {
        <span class=class>
            <PersonAvatar person />
            <span class="person__name">{move || shown.get().unwrap_or_else(|| "No owner".to_owned())}</span>
        </span>
    }
}
