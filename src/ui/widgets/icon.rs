//! A glyph on the page.

use leptos::prelude::*;

use crate::ui::widgets::glyph::Glyph;

/// How large an icon is drawn; most places set their own size in CSS.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Size {
    /// 14 px, beside small text.
    Small,
    /// 16 px.
    #[default]
    Medium,
    /// 20 px, in tab bars.
    Large,
    /// 44 px with a thin line, in empty states.
    Huge,
}

impl Size {
    fn class(self) -> &'static str {
        match self {
            Self::Small => "icon icon--s",
            Self::Medium => "icon",
            Self::Large => "icon icon--l",
            Self::Huge => "icon icon--xl",
        }
    }
}

/// A picture without a meaning of its own: the word stands beside it or in the button's label.
#[component]
pub fn Icon(glyph: Glyph, #[prop(optional)] size: Size) -> impl IntoView {
    let paths = glyph
        .strokes()
        .iter()
        .map(|(pen, path)| view! { <path data-pen=pen.slug() d=*path /> });
    view! {
        <svg class=size.class() viewBox="0 0 16 16" aria-hidden="true" data-glyph=glyph.slug()>
            {paths.collect_view()}
        </svg>
    }
}
