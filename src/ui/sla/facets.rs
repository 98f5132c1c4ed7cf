//! The parts of a condition as buttons, each with what it asks for behind it.

use leptos::prelude::*;

use crate::{
    domain::policy::When,
    report::policy::Facet,
    ui::{
        desk::use_desk,
        widgets::{checkbox::Checkbox, popover::Popover},
    },
};

/// One part: what it asks for, and on a press the choices to tick.
#[component]
pub fn FacetCell(
    facet: Facet,
    #[prop(into)] when: Signal<When>,
    /// Of which rule or alternative, for those who hear it.
    #[prop(into)]
    of: String,
    on_toggle: Callback<(Facet, String)>,
    /// Whether a heading says already which part it is.
    #[prop(optional)]
    is_headed: bool,
) -> impl IntoView {
    let desk = use_desk();
    let words = Memo::new(move |_| desk.board(|board| when.with(|when| facet.words(board, when))));
    let choices =
        Memo::new(move |_| desk.board(|board| when.with(|when| facet.choices(board, when))));
    let label = move || {
        let words = words.get().unwrap_or_else(|| "any".to_owned());
        format!("{}: {words}, {of}", facet.label())
    };
    let option = move |(slug, label): (String, String)| {
        let own = slug.clone();
        let checked = Signal::derive(move || when.with(|when| facet.chosen(when).contains(&own)));
        view! {
            <Checkbox checked on_change=Callback::new(move |_| on_toggle.run((facet, slug.clone())))>
                {label}
            </Checkbox>
        }
    };
    view! {
        <Popover
            class="button button--plain button--small sla__facet"
            trigger=move || view! {
                <span class:mute=move || words.read().is_none()>
                    {move || words.get().unwrap_or_else(|| match is_headed {
                        true => "Any".to_owned(),
                        false => format!("Any {}", facet.label().to_lowercase()),
                    })}
                </span>
            }
            attr:aria-label=label
            attr:data-facet=facet.slug()
        >
            <div class="stack" role="group" aria-label=facet.label()>
                {move || choices.get().into_iter().map(option).collect_view()}
                {move || choices.read().is_empty().then(|| view! {
                    <p class="small mute">"There is none yet; Settings has the list."</p>
                })}
            </div>
        </Popover>
    }
}
