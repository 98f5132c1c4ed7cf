//! A list of things with names, edited in place.

use leptos::prelude::*;

use crate::ui::{
    settings::setting::Line,
    widgets::{glyph::Glyph, icon::Icon},
};

/// One entry as the list shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    /// The id's text.
    pub id: String,
    pub name: String,
    pub retired: bool,
    /// Belongs under the entry before it.
    pub sub: bool,
}

/// What a person did to a list.
#[derive(Clone, Debug)]
pub enum Edit {
    Add(String),
    Rename(String, String),
    Retire(String, bool),
}

/// The list, with a line to add to it.
#[component]
pub fn NamedList(
    /// What one of them is called: `team`.
    one: &'static str,
    #[prop(into)] entries: Signal<Vec<Named>>,
    /// What is typed into the line that adds; whoever handles the edit empties it. None where
    /// the entries come from elsewhere.
    #[prop(optional_no_strip)]
    fresh: Option<RwSignal<String>>,
    on_edit: Callback<Edit>,
) -> impl IntoView {
    let row = move |id: String| {
        let (renamed, switched) = (id.clone(), id.clone());
        let entry = Memo::new(move |_| {
            let entry = entries.with(|all| all.iter().find(|entry| entry.id == id).cloned());
            entry.unwrap_or_default()
        });
        let retired = move || entry.read().retired;
        let called = move || match entry.get().name {
            name if name.is_empty() => "Unnamed".to_owned(),
            name => name,
        };
        let act = move || match retired() {
            true => format!("Offer {} again", called()),
            false => format!("Stop offering {}", called()),
        };
        view! {
            <li
                data-archived=move || retired().then_some("")
                class=move || entry.read().sub.then_some("editable__sub")
            >
                <Line
                    label=Signal::derive(move || format!("Name of {one} {}", called()))
                    value=Signal::derive(move || entry.get().name)
                    empty="Unnamed"
                    on_keep=Callback::new(move |name| on_edit.run(Edit::Rename(renamed.clone(), name)))
                />
                <button
                    type="button"
                    class="button button--plain button--small button--square"
                    aria-label=act
                    on:click=move |_| on_edit.run(Edit::Retire(switched.clone(), !entry.read_untracked().retired))
                >
                    {move || view! { <Icon glyph=if retired() { Glyph::Undo } else { Glyph::Cross } /> }}
                </button>
            </li>
        }
    };
    view! {
        <ul class="list editable">
            <For
                each=move || entries.with(|all| all.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>())
                key=String::clone
                children=row
            />
        </ul>
        {fresh.map(|fresh| view! { <Adding one fresh on_edit /> })}
    }
}

/// The line that adds to a list.
#[component]
fn Adding(one: &'static str, fresh: RwSignal<String>, on_edit: Callback<Edit>) -> impl IntoView {
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = fresh.get_untracked().trim().to_owned();
        if !name.is_empty() {
            on_edit.run(Edit::Add(name));
        }
    };
    view! {
        <form class="panel__foot row" on:submit=add>
            <input
                class="input"
                aria-label=format!("New {one}")
                placeholder=format!("New {one}")
                prop:value=move || fresh.get()
                on:input:target=move |event| fresh.set(event.target().value())
            />
            <button type="submit" class="button">"Add"</button>
        </form>
    }
}
