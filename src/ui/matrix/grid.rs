//! The grid itself: axes, levels, cells; and the trays of what has no cell.

use leptos::prelude::*;

use crate::{
    domain::priority::{Level, Matrix},
    report::matrix::Pile,
    ui::{
        matrix::{
            card::Card,
            cell::{CellView, Spot},
            table::Table,
        },
        widgets::{
            glyph::Glyph,
            icon::{Icon, Size},
            number::grouped,
        },
    },
};

/// The matrix with its cards.
#[component]
pub fn GridView(table: Table) -> impl IntoView {
    let matrix = Memo::new(move |_| table.grid.with(|grid| grid.matrix.clone()));
    let columns = move || matrix.with(|matrix| matrix.impact.len()).to_string();
    view! {
        <section class="panel panel__body" aria-label="Priority matrix">
            <div class="matrix" style:--matrix-columns=columns>
                <span class="matrix__axis" data-axis="y">"Urgency " <Icon glyph=Glyph::ArrowUp size=Size::Small /></span>
                <div class="matrix__axis" data-axis="x">"Impact " <Icon glyph=Glyph::ArrowRight size=Size::Small /></div>
                <span class="matrix__corner"></span>
                {move || matrix.with(|matrix| levels(table, matrix))}
            </div>
        </section>
    }
}

fn levels(table: Table, matrix: &Matrix) -> impl IntoView + use<> {
    let heads = matrix.impact.iter().rev().map(|level| name(level, "x"));
    let heads = heads.collect_view();
    let rows = (1..).zip(&matrix.urgency).map(|(urgency, level)| {
        let cells = (1..).zip(&matrix.impact).collect::<Vec<_>>();
        let cells = cells.into_iter().rev().filter_map(|(impact, column)| {
            let spot = Spot {
                impact,
                urgency,
                priority: matrix.priority(impact, urgency)?,
                impact_name: column.name.clone(),
                urgency_name: level.name.clone(),
            };
            Some(view! { <CellView table spot /> })
        });
        let cells = cells.collect_view();
        view! { {name(level, "y")} {cells} }
    });
    let rows = rows.collect_view();
    view! { {heads} {rows} }
}

fn name(level: &Level, axis: &'static str) -> impl IntoView + use<> {
    let hint = (!level.hint.is_empty()).then(|| level.hint.clone());
    view! {
        <div class="matrix__label" data-axis=axis>
            {level.name.clone()}
            {hint.map(|hint| view! { <small>{hint}</small> })}
        </div>
    }
}

/// What has no cell: not judged yet, or judged on a matrix that is not here.
#[component]
pub fn Trays(table: Table) -> impl IntoView {
    let unjudged = Memo::new(move |_| table.grid.with(|grid| grid.unjudged.clone()));
    let elsewhere = Memo::new(move |_| table.grid.with(|grid| grid.elsewhere.clone()));
    let list = Signal::derive(move || Some(table.asked.get().list_of_unjudged()));
    view! {
        <Tray table pile=unjudged title="Not judged" note="Drag into a cell, or press P." list />
        <Tray
            table
            pile=elsewhere
            title="On another matrix"
            note="It is not in this log, or it has no such cell. Judge again with P."
            list=Signal::stored(None)
        />
    }
}

#[component]
fn Tray(
    table: Table,
    pile: Memo<Pile>,
    title: &'static str,
    note: &'static str,
    /// Where the others are listed.
    list: Signal<Option<String>>,
) -> impl IntoView {
    let is_shown = Memo::new(move |_| pile.with(|pile| !pile.cards.is_empty()));
    let more = move || {
        let more = pile.with(Pile::more);
        (more > 0).then(|| view! {
            <a class="matrix__more link" href=move || list.get()>{format!("{} more", grouped(more))}</a>
        })
    };
    move || {
        is_shown.get().then(|| view! {
            <section class="panel tray" aria-label=title>
                <div class="panel__head">
                    <h2>{title}</h2>
                    <span class="panel__note end num">{move || pile.with(|pile| grouped(pile.shown))}</span>
                </div>
                <div class="tray__cards">
                    <p class="small mute">{note}</p>
                    <For each=move || pile.with(|pile| pile.cards.clone()) key=|id| *id let:id>
                        <Card table id />
                    </For>
                    {more}
                </div>
            </section>
        })
    }
}
