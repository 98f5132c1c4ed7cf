//! What happened, to what, since when, and whose it is.

use leptos::prelude::*;

use crate::{
    domain::command::Rejection,
    ui::{
        declare::{category::CategoryFields, form::Form, more::More},
        desk::use_desk,
        pick::{
            known,
            named_pick::NamedPick,
            when::{Blank, WhenPick},
        },
        widgets::text_input::TextInput,
    },
};

/// The left side of the form.
#[component]
pub fn What(form: Form) -> impl IntoView {
    let desk = use_desk();
    let budgets = desk.board_now(|board| board.settings.budgets);
    view! {
        <TextInput
            label="What happened?"
            value=form.read(|draft| draft.title.clone())
            on_input=form.put(|draft, title| draft.title = title)
            error=form.fault(|rejection| {
                matches!(rejection, Rejection::NoTitle | Rejection::TooLong { field: "The title", .. })
            })
            limit=usize::try_from(budgets.title).unwrap_or(usize::MAX)
            attr:name="title"
            attr:autocomplete="off"
            attr:autofocus=true
        />
        <CategoryFields form />
        <WhenPick
            label="When did it start?"
            value=form.read(|draft| draft.happened_at.clone())
            on_change=form.put(|draft, text| draft.happened_at = text)
            blank=Blank::Unknown
            name="happened_at"
            error=form.fault(|rejection| {
                matches!(rejection, Rejection::InFuture | Rejection::UnreadableTime)
            })
        />
        <NamedPick
            known=known::SERVICE
            value=form.read(|draft| draft.service.clone())
            on_change=form.put(|draft, service| draft.service = service)
            failure=form.failure
            name="service"
        />
        <div class="pair">
            <NamedPick
                known=known::OWNER
                value=form.read(|draft| draft.owner.clone())
                on_change=form.put(|draft, owner| draft.owner = owner)
                failure=form.failure
                name="owner"
            />
            <NamedPick
                known=known::TEAM
                value=form.read(|draft| draft.team.clone())
                on_change=form.put(|draft, team| draft.team = team)
                failure=form.failure
                name="team"
            />
        </div>
        <MyName form />
        <More form />
    }
}

/// Asks who declares, until somebody has said so.
#[component]
fn MyName(form: Form) -> impl IntoView {
    let is_asked = use_desk().my_name().trim().is_empty();
    is_asked.then(|| {
        view! {
            <TextInput
                label="Your name"
                hint="So that teammates know who wrote this. It is kept on this device."
                value=form.read(|draft| draft.my_name.clone())
                on_input=form.put(|draft, name| draft.my_name = name)
                attr:name="my_name"
                attr:autocomplete="name"
            />
        }
    })
}
