//! Categories, with an icon for the built-in ones.

use leptos::prelude::*;

use crate::{
    domain::{ids::CategoryId, settings::MAIN_CATEGORIES},
    report::names,
    ui::{
        desk::use_desk,
        widgets::{glyph::Glyph, icon::Icon},
    },
};

/// The icon of a main category.
#[must_use]
pub fn glyph(main: CategoryId) -> Glyph {
    let slug = MAIN_CATEGORIES
        .iter()
        .find(|(_, _, id)| *id == main)
        .map(|(slug, _, _)| *slug);
    match slug {
        Some("hardware") => Glyph::Server,
        Some("network") => Glyph::Waves,
        Some("software") => Glyph::Terminal,
        Some("security") => Glyph::Shield,
        Some("human-error") => Glyph::Person,
        _ => Glyph::Tag,
    }
}

/// A category by its main icon and its own name.
#[component]
pub fn CategoryMark(#[prop(into)] category: Signal<Option<CategoryId>>) -> impl IntoView {
    let desk = use_desk();
    move || {
        category.get().map(|id| {
            let (main, name) = desk.board(|board| {
                let name = names::category(board, id).to_owned();
                (board.settings.main_category(id), name)
            });
            view! {
                <span class="category">
                    <Icon glyph=glyph(main) />
                    {name}
                </span>
            }
        })
    }
}
