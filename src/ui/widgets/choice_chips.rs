//! One of several, as chips that wrap.

use leptos::prelude::*;

use crate::ui::widgets::{
    choice::{Choice, Pick},
    radios::Radios,
};

/// A row of chips of which one is picked.
#[component]
pub fn ChoiceChips<T: Pick>(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice<T>>>,
    #[prop(into)] value: Signal<Option<T>>,
    on_pick: Callback<T>,
    /// Of the form's field.
    #[prop(default = "")]
    name: &'static str,
    /// The picked one, else the first, has the focus when a dialog opens.
    #[prop(default = false)]
    autofocus: bool,
) -> impl IntoView {
    view! { <Radios label choices value on_pick class="choices" part="chip" name autofocus /> }
}
