//! When the list is empty: the first ways in, or the filter that hides most.

use leptos::prelude::*;

use crate::ui::{
    incidents::list::List,
    sieve,
    stage::use_stage,
    widgets::{
        empty::Empty,
        glyph::Glyph,
        icon::Icon,
        kbd::Kbd,
        number::{counted, grouped},
    },
};

/// No record of this kind yet.
#[component]
pub fn NoneYet(list: List) -> impl IntoView {
    let stage = use_stage();
    let heading = move || format!("No {} yet", list.noun().1);
    let text = "Declare the first one, or open a file from a teammate. Nothing leaves this device."
        .to_owned();
    view! {
        <section class="panel" aria-label="Nothing yet">
            <Empty glyph=Glyph::List heading=Signal::derive(heading) text>
                <button
                    type="button"
                    class="button button--primary"
                    on:click=move |_| stage.declare.set(Some(String::new()))
                >
                    <Icon glyph=Glyph::Plus />
                    "Declare"
                    <Kbd keys="C" />
                </button>
                <a class="button" href="#/share">
                    <Icon glyph=Glyph::File />
                    "Open a file"
                </a>
            </Empty>
        </section>
    }
}

/// Nothing fits the filter.
#[component]
pub fn NoMatch(list: List) -> impl IntoView {
    let worst = Memo::new(move |_| {
        let hiding = list.filter.with(|filter| list.finder.hides_most(filter));
        hiding.map(|hiding| hiding.part)
    });
    let asked = list.sieve();
    let worst_words = move || worst.get().map(|part| sieve::words(asked, part).get());
    let heading = move || format!("No {} matches these filters", list.noun().0);
    let text = move || {
        let total = list.found.with(|found| found.total);
        let parts = list.filter.with(|filter| filter.parts().count()) - 1;
        let (one, many) = list.noun();
        let hidden = counted(total, one, many);
        match (parts, worst_words()) {
            (0 | 1, _) | (_, None) => format!("One filter hides {hidden}."),
            (parts, Some(worst)) => {
                format!(
                    "{} filters hide {hidden}. \u{201c}{worst}\u{201d} hides the most.",
                    grouped(parts)
                )
            }
        }
    };
    let remove = move || {
        let part = worst.get()?;
        let words = worst_words()?;
        Some(view! {
            <button type="button" class="button" on:click=move |_| list.edit(|filter| filter.clear(part))>
                {format!("Remove \u{201c}{words}\u{201d}")}
            </button>
        })
    };
    view! {
        <Empty glyph=Glyph::Funnel heading=Signal::derive(heading) text=Signal::derive(text)>
            {remove}
            <button type="button" class="button button--plain" on:click=move |_| list.clear()>
                "Clear all"
                <Kbd keys="Esc" />
            </button>
        </Empty>
    }
}
