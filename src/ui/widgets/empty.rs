//! Nothing to show, and the way on.

use leptos::prelude::*;

use crate::ui::widgets::{
    glyph::Glyph,
    icon::{Icon, Size},
};

/// What it means that nothing is here; the children are the ways on.
#[component]
pub fn Empty(
    glyph: Glyph,
    #[prop(into)] heading: Signal<String>,
    #[prop(into)] text: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph size=Size::Huge />
            <h2>{move || heading.get()}</h2>
            <p>{move || text.get()}</p>
            {children.map(|children| view! { <div class="empty__actions">{children()}</div> })}
        </div>
    }
}
