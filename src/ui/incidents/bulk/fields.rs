//! What the dialog asks for each thing that records can be given.

use leptos::prelude::*;

use crate::{
    domain::{command::Rejection, state::Relation},
    ui::{
        desk::use_desk,
        incidents::bulk::Sheet,
        pick::{known, named_pick::NamedPick, rating::RatingFields, record::RecordPick},
        widgets::{choice::Choice, choice_chips::ChoiceChips, group::Group, select::Select},
        words,
    },
};

/// Impact and urgency, the same for all.
#[component]
pub(super) fn Priorities(sheet: Sheet) -> impl IntoView {
    view! {
        <RatingFields
            value=sheet.judgement
            on_change=Callback::new(move |judgement| {
                sheet.judgement.set(judgement);
                sheet.failure.set(None);
            })
            failure=sheet.failure
        />
    }
}

/// A category or subcategory, or none.
#[component]
pub(super) fn Categories(sheet: Sheet) -> impl IntoView {
    let desk = use_desk();
    let options = Signal::derive(move || {
        let mut options = vec![(String::new(), "No category".to_owned())];
        desk.board(|board| {
            let known = &board.settings.categories;
            for main in known
                .values()
                .filter(|it| it.parent.is_none() && !it.retired)
            {
                options.push((main.id.to_string(), main.name.clone()));
                let subs = known.values();
                let subs = subs.filter(|it| it.parent == Some(main.id) && !it.retired);
                let name = |sub: &str| format!("{}: {sub}", main.name);
                options.extend(subs.map(|sub| (sub.id.to_string(), name(&sub.name))));
            }
        });
        options
    });
    view! {
        <Select
            label="Category"
            options
            value=sheet.category
            on_change=Callback::new(move |id| sheet.category.set(id))
            attr:name="category"
        />
    }
}

/// A service, or a new one.
#[component]
pub(super) fn Services(sheet: Sheet) -> impl IntoView {
    view! {
        <NamedPick
            known=known::SERVICE
            value=sheet.service
            on_change=Callback::new(move |named| sheet.service.set(named))
            failure=sheet.failure
            name="service"
            autofocus=true
        />
    }
}

/// What they are to which record.
#[component]
pub(super) fn Links(sheet: Sheet) -> impl IntoView {
    let choices: Vec<_> = [
        (Relation::Duplicate, "Duplicates of"),
        (Relation::Parent, "Parts of"),
        (Relation::Related, "Related to"),
    ]
    .map(|(relation, label)| Choice::new(relation, label).slug(relation.slug()))
    .to_vec();
    let hint = move || match sheet.relation.get() {
        Relation::Duplicate => {
            "They are cancelled as duplicates; the record below stays. Cancelled records stay in the log and leave the figures."
        }
        _ => "Each keeps its state and is linked to the record below.",
    };
    view! {
        <Group label="They are" hint=Signal::derive(move || Some(hint().to_owned()))>
            <ChoiceChips
                label="They are"
                choices
                value=Signal::derive(move || Some(sheet.relation.get()))
                on_pick=Callback::new(move |relation| sheet.relation.set(relation))
                name="relation"
                autofocus=true
            />
        </Group>
        <RecordPick
            label="Which record?"
            value=sheet.to
            on_pick=Callback::new(move |id| {
                sheet.to.set(Some(id));
                sheet.failure.set(None);
            })
            except=Vec::new()
            error=Signal::derive(move || {
                sheet.failure.with(|failure| {
                    words::fault(failure.as_ref(), |why| {
                        matches!(why, Rejection::SelfLink | Rejection::NoRecord)
                    })
                })
            })
        />
    }
}
