//! A select of what is known by name, with a field for a new name.

use leptos::prelude::*;

use crate::{
    ui::{
        desk::use_desk,
        pick::{
            known::{Known, also},
            named::{NEW, Named, name_fault},
        },
        widgets::{
            select::{Select, SelectBox},
            text_input::TextInput,
        },
    },
    writer::Failure,
};

/// A select of what is known, with a field for a new name.
#[component]
pub fn NamedPick(
    known: Known,
    #[prop(into)] value: Signal<Named>,
    on_change: Callback<Named>,
    #[prop(into)] failure: Signal<Option<Failure>>,
    /// Of the form's field.
    #[prop(default = "")]
    name: &'static str,
    /// Of the select, where its label stands elsewhere.
    #[prop(optional, into)]
    id: Option<String>,
    /// Has the focus when a dialog opens.
    #[prop(default = false)]
    autofocus: bool,
) -> impl IntoView {
    let desk = use_desk();
    let options = Signal::derive(move || {
        desk.board(|board| {
            let mut all = vec![(String::new(), known.none.to_owned())];
            all.extend((known.list)(board, desk.me()));
            let choice = value.with(|value| value.choice.clone());
            if choice != NEW && !all.iter().any(|(id, _)| *id == choice) {
                all.extend(also(board, &choice));
            }
            all.push((NEW.to_owned(), known.add.to_owned()));
            all
        })
    });
    let is_new = Memo::new(move |_| value.with(Named::is_new));
    let fault = Signal::derive(move || {
        let is_missing = value.with(|value| value.is_new() && value.name.trim().is_empty());
        let fault = failure.with(|failure| name_fault(failure.as_ref()))?;
        (is_missing || fault.kind != "no-name").then_some(fault)
    });
    let choice = Signal::derive(move || value.with(|value| value.choice.clone()));
    let on_choice = Callback::new(move |choice| {
        let name = value.with_untracked(|value| value.name.clone());
        on_change.run(Named { choice, name });
    });
    let select = match id {
        Some(id) => {
            view! { <SelectBox options value=choice on_change=on_choice attr:id=id /> }.into_any()
        }
        None => view! {
            <Select
                label=known.label
                options
                value=choice
                on_change=on_choice
                attr:name=name
                attr:autofocus=autofocus
            />
        }
        .into_any(),
    };
    view! {
        <div class="stack">
            {select}
            {move || is_new.get().then(|| view! {
                <TextInput
                    label=known.name
                    value=Signal::derive(move || value.with(|value| value.name.clone()))
                    on_input=Callback::new(move |name| on_change.run(Named { choice: NEW.to_owned(), name }))
                    error=fault
                />
            })}
        </div>
    }
}
