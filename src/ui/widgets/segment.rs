//! One of a few, side by side in one control.

use leptos::prelude::*;

use crate::ui::widgets::{
    choice::{Choice, Pick},
    radios::Radios,
};

/// A switch between two to five views or kinds.
#[component]
pub fn Segment<T: Pick>(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice<T>>>,
    #[prop(into)] value: Signal<Option<T>>,
    on_pick: Callback<T>,
    /// `segment segment--small` for the smaller one.
    #[prop(default = "segment")]
    class: &'static str,
    /// Of the form's field.
    #[prop(default = "")]
    name: &'static str,
) -> impl IntoView {
    view! { <Radios label choices value on_pick class part="segment__part" name /> }
}
