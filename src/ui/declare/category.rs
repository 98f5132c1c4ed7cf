//! Category chips, and the subcategories of the one that is picked.

use leptos::prelude::*;

use crate::{
    domain::{ids::CategoryId, settings::MAIN_CATEGORIES},
    ui::{
        declare::form::Form,
        desk::use_desk,
        marks::category::glyph,
        widgets::{choice::Choice, choice_chips::ChoiceChips, group::Group, select::Select},
    },
};

/// The category and its subcategory.
#[component]
pub fn CategoryFields(form: Form) -> impl IntoView {
    let desk = use_desk();
    let mains = Memo::new(move |_| {
        desk.board(|board| {
            let mains = board.settings.categories.values();
            let mains = mains.filter(|category| category.parent.is_none() && !category.retired);
            let choice = |id, name: &str| {
                let choice = Choice::new(id, name).slug(slug(id));
                match id {
                    Some(id) => choice.glyph(glyph(id)),
                    None => choice,
                }
            };
            let mut choices: Vec<_> = mains
                .map(|main| choice(Some(main.id), &main.name))
                .collect();
            choices.push(choice(None, "Not known"));
            choices
        })
    });
    let subs = Memo::new(move |_| {
        let main = form.draft.with(|draft| draft.category)?;
        let subs = desk.board(|board| {
            let subs = board.settings.categories.values();
            let subs = subs.filter(|category| category.parent == Some(main) && !category.retired);
            subs.map(|sub| (sub.id.to_string(), sub.name.clone()))
                .collect::<Vec<_>>()
        });
        (!subs.is_empty()).then_some(subs)
    });
    let options = Signal::derive(move || {
        let mut options = vec![(String::new(), "Not known".to_owned())];
        options.extend(subs.get().unwrap_or_default());
        options
    });
    let has_subs = Memo::new(move |_| subs.read().is_some());
    view! {
        <Group label="Category">
            <ChoiceChips
                label="Category"
                choices=mains
                value=form.read(|draft| Some(draft.category))
                on_pick=form.put(|draft, category| {
                    (draft.category, draft.subcategory) = (category, None);
                })
                name="category"
            />
        </Group>
        {move || has_subs.get().then(|| view! {
            <Select
                label="Subcategory"
                options
                value=form.read(|draft| draft.subcategory.map(|id| id.to_string()).unwrap_or_default())
                on_change=form.put(|draft, id: String| draft.subcategory = id.parse().ok())
                attr:name="subcategory"
            />
        })}
    }
}

/// What the form's field holds: a word for the built-in ones.
fn slug(id: Option<CategoryId>) -> String {
    let Some(id) = id else { return String::new() };
    let built_in = MAIN_CATEGORIES.iter().find(|(_, _, main)| *main == id);
    built_in.map_or_else(|| id.to_string(), |(slug, _, _)| (*slug).to_owned())
}
