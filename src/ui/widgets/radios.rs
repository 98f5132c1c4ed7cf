//! Native radio buttons that look like something else; arrow keys come with them.

use leptos::prelude::*;

use crate::ui::widgets::{
    choice::{Choice, Pick},
    icon::Icon,
    unique::unique_id,
};

/// A group of radios, each inside its label.
#[component]
pub fn Radios<T: Pick>(
    /// Read out as the group's name.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice<T>>>,
    /// `None`: nothing is picked yet.
    #[prop(into)]
    value: Signal<Option<T>>,
    on_pick: Callback<T>,
    /// Of the group.
    class: &'static str,
    /// The class of each label.
    part: &'static str,
    /// Of the form's field.
    #[prop(default = "")]
    name: &'static str,
    /// The picked one, else the first, has the focus when a dialog opens.
    #[prop(default = false)]
    autofocus: bool,
) -> impl IntoView {
    let name = match name {
        "" => unique_id(),
        name => name.to_owned(),
    };
    let choices = Memo::new(move |_| choices.get());
    let radio = move |(place, choice): (usize, Choice<T>)| {
        let Choice {
            value: own,
            label,
            glyph,
            count,
            slug,
        } = choice;
        view! {
            <label class=part>
                <input
                    type="radio"
                    class="cover"
                    name=name.clone()
                    value=slug
                    autofocus=autofocus && value.get_untracked().map_or(place == 0, |picked| picked == own)
                    prop:checked=move || value.get() == Some(own)
                    on:change=move |_| on_pick.run(own)
                />
                {glyph.map(|glyph| view! { <Icon glyph /> })}
                {label}
                {count.map(|count| view! { <b>{count}</b> })}
            </label>
        }
    };
    view! {
        <div class=class role="radiogroup" aria-label=move || label.get()>
            {move || choices.get().into_iter().enumerate().map(&radio).collect_view()}
        </div>
    }
}
