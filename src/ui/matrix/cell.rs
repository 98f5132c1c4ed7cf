//! A cell of the matrix with the cards that lie in it.

use leptos::{ev, prelude::*};

use crate::{
    domain::priority::Priority,
    ui::{
        marks::priority,
        matrix::{card::Card, table::Table},
        widgets::{icon::Icon, number::grouped},
    },
};

/// A cell: impact and urgency by level and by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub impact: u8,
    pub urgency: u8,
    pub priority: Priority,
    pub impact_name: String,
    pub urgency_name: String,
}

/// A cell of the matrix.
#[component]
pub fn CellView(table: Table, spot: Spot) -> impl IntoView {
    let Spot {
        impact,
        urgency,
        priority,
        impact_name,
        urgency_name,
    } = spot;
    let pile = table.pile(impact, urgency);
    let place = format!("{urgency_name}, {}", impact_name.to_lowercase());
    let label = move || {
        let (open, count) = pile.with(|pile| (pile.open, pile.count));
        let name = priority.label();
        format!(
            "Urgency {urgency_name}, impact {impact_name}: {name}, {} open of {}",
            grouped(open),
            grouped(count)
        )
    };
    let is_target = move || (table.target.get() == Some((impact, urgency))).then_some("");
    let on_over = move |event: ev::DragEvent| {
        if table.dragged.read_untracked().is_some() && table.is_in_force() {
            event.prevent_default();
            if table.target.get_untracked() != Some((impact, urgency)) {
                table.target.set(Some((impact, urgency)));
            }
        }
    };
    let on_drop = move |event: ev::DragEvent| {
        event.prevent_default();
        table.drop_on(impact, urgency);
    };
    let more = Memo::new(move |_| pile.with(crate::report::matrix::Pile::more));
    let list = move || {
        let scale = table.grid.with(|grid| grid.scale);
        table.asked.get().list_of(scale, impact, urgency)
    };
    view! {
        <div
            class="cell"
            role="group"
            aria-label=label
            data-impact=impact.to_string()
            data-urgency=urgency.to_string()
            data-priority=priority.slug()
            data-count=move || pile.with(|pile| pile.count).to_string()
            data-open=move || pile.with(|pile| pile.open).to_string()
            data-target=is_target
            on:dragover=on_over
            on:drop=on_drop
        >
            <div class="cell__head">
                <Icon glyph=priority::glyph(priority) />
                {priority.label()}
                <span class="cell__place">{place}</span>
                <span class="num">{move || pile.with(|pile| tally(pile.open, pile.count))}</span>
            </div>
            <For each=move || pile.with(|pile| pile.cards.clone()) key=|id| *id let:id>
                <Card table id />
            </For>
            {move || {
                let more = more.get();
                (more > 0).then(|| view! { <a class="matrix__more" href=list>{format!("{} more", grouped(more))}</a> })
            }}
        </div>
    }
}

/// `2 of 27`: open of all; nothing where there is none.
fn tally(open: usize, count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!("{} of {}", grouped(open), grouped(count)),
    }
}
