//! Matrix: the records on the grid of impact and urgency, to see and to judge again.

mod asked;
mod card;
mod cell;
mod grid;
mod keys;
mod table;
mod walk;

use leptos::prelude::*;

use crate::{
    domain::priority::Priority,
    report::{matrix::Span, names},
    ui::{
        incidents::KindSegment,
        marks::priority::PriorityMark,
        matrix::{
            grid::{GridView, Trays},
            table::Table,
        },
        shell::bar::Bar,
        widgets::{
            choice::Choice, glyph::Glyph, icon::Icon, kbd::Kbd, number::grouped, segment::Segment,
            tabs::Tabs,
        },
    },
};

/// The view Matrix.
#[component]
pub fn MatrixView() -> impl IntoView {
    let table = Table::new();
    keys::listen(table);
    let open = move || {
        let piles = |grid: &crate::report::matrix::Grid| {
            let cells = grid.cells.iter().map(|cell| cell.pile.open).sum::<usize>();
            cells + grid.unjudged.open + grid.elsewhere.open
        };
        format!(
            "{} open, by urgency and impact",
            grouped(table.grid.with(piles))
        )
    };
    view! {
        <Bar>
            <h1 class="bar__title">"Matrix"</h1>
            <span class="bar__meta">{open}</span>
        </Bar>
        <main class="page" id="main">
            <ScaleTabs table />
            <Toolbar table />
            <div class="matrix-page">
                <GridView table />
                <Trays table />
            </div>
            <Totals table />
        </main>
    }
}

/// The matrices that records were judged on, where there are several.
#[component]
fn ScaleTabs(table: Table) -> impl IntoView {
    let tabs = Memo::new(move |_| {
        let scales = table.grid.with(|grid| grid.scales.clone());
        let tab = |(scale, count): (_, usize)| {
            let name = table.desk.board(|board| names::matrix(board, scale));
            Choice::new(scale, name).count(grouped(count))
        };
        scales.into_iter().map(tab).collect::<Vec<_>>()
    });
    let are_several = Memo::new(move |_| tabs.with(|tabs| tabs.len() > 1));
    move || {
        are_several.get().then(|| {
            view! {
                <Tabs
                    label="Matrix"
                    tabs=tabs
                    value=Signal::derive(move || table.grid.with(|grid| grid.scale))
                    on_pick=Callback::new(move |scale| {
                        if table.grid.with_untracked(|grid| grid.scale) != scale {
                            table.ask(|asked| asked.scale = Some(scale));
                        }
                    })
                />
            }
        })
    }
}

/// What is shown, and how cards are moved.
#[component]
fn Toolbar(table: Table) -> impl IntoView {
    let spans = Span::ALL
        .iter()
        .map(|&span| Choice::new(span, span.label()));
    let is_in_force = Memo::new(move |_| table.is_in_force());
    let own = move || table.desk.board(|board| board.settings.matrix.name.clone());
    let hint = move || {
        match is_in_force.get() {
        true => view! { "Drag a card, or press " <Kbd keys="P" /> ", to move it. You will be asked why." }.into_any(),
        false => view! { "New judgements use " {own} ": press " <Kbd keys="P" /> "." }.into_any(),
    }
    };
    view! {
        <div class="toolbar">
            <Segment
                label="Cards"
                choices=Signal::stored(spans.collect::<Vec<_>>())
                value=Signal::derive(move || Some(table.asked.get().span))
                on_pick=Callback::new(move |span| table.ask(|asked| asked.span = span))
            />
            <KindSegment
                value=Signal::derive(move || Some(table.asked.get().kind))
                on_pick=Callback::new(move |kind| table.ask(|asked| asked.kind = kind))
            />
            <div class="row end">
                <span class="small mute desk-only">{hint}</span>
                <a class="button button--small" href="#/settings">
                    <Icon glyph=Glyph::Pencil />
                    "Edit matrix"
                </a>
            </div>
        </div>
    }
}

/// How many cards each priority has.
#[component]
fn Totals(table: Table) -> impl IntoView {
    let total = move || table.grid.with(|grid| grid.totals.iter().sum::<usize>());
    let said = move || format!("Judged and shown {}", grouped(total()));
    let one = move |&priority: &Priority| {
        let count = move || table.grid.with(|grid| grid.totals[priority as usize]);
        view! {
            <span>
                <PriorityMark priority=Signal::stored(Some(priority)) />
                {move || grouped(count())}
            </span>
        }
    };
    view! {
        <div class="totals">
            <span>{said}</span>
            {Priority::ALL.iter().map(one).collect_view()}
            <span class="end">"Editing the matrix changes no record: each keeps the one it was judged on."</span>
        </div>
    }
}
