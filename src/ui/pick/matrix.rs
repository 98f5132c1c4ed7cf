//! The priority matrix at the size of a form: urgency up, impact across, one radio group.

use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};

use crate::{
    domain::priority::{Level, Matrix, Priority},
    ui::{
        desk::use_desk,
        widgets::{
            glyph::Glyph,
            icon::{Icon, Size},
        },
    },
};

/// A place on the matrix: impact and urgency, each from 1, the highest.
pub type Place = (u8, u8);

/// Picks impact and urgency together. Arrow keys move, as in any radio group.
#[component]
pub fn MatrixPick(
    /// Impact and urgency as far as they are known.
    #[prop(into)]
    place: Signal<(Option<u8>, Option<u8>)>,
    on_pick: Callback<Place>,
) -> impl IntoView {
    let desk = use_desk();
    let matrix = Memo::new(move |_| desk.board(|board| board.settings.matrix.clone()));
    let grid = NodeRef::<html::Div>::new();
    let go = Callback::new(move |(place, (across, up)): (Place, (i8, i8))| {
        let (columns, rows) = matrix.with_untracked(size);
        let step = |level: u8, by: i8, most: u8| level.saturating_add_signed(by).clamp(1, most);
        let next = (step(place.0, across, columns), step(place.1, up, rows));
        on_pick.run(next);
        focus(
            grid,
            usize::from(next.1 - 1) * usize::from(columns) + usize::from(columns - next.0),
        );
    });
    view! {
        <div class="pick">
            <div class="pick__axis">"Urgency" <Icon glyph=Glyph::ArrowUp size=Size::Small /></div>
            <div
                node_ref=grid
                class="pick__grid"
                role="radiogroup"
                aria-label="Urgency and impact"
                style:--pick-columns=move || matrix.with(|matrix| matrix.impact.len().to_string())
            >
                {move || matrix.with(|matrix| rows(matrix, place, on_pick, go))}
            </div>
            <div class="pick__axis" data-axis="x">"Impact" <Icon glyph=Glyph::ArrowRight size=Size::Small /></div>
        </div>
    }
}

type Step = (i8, i8);

fn rows(
    matrix: &Matrix,
    place: Signal<(Option<u8>, Option<u8>)>,
    on_pick: Callback<Place>,
    go: Callback<(Place, Step)>,
) -> impl IntoView + use<> {
    let (columns, _) = size(matrix);
    let first = (columns, 1);
    let row = |(urgency, level): (u8, &Level)| {
        let cells = numbered(&matrix.impact).rev().map(|(impact, across)| {
            let own = (impact, urgency);
            let priority = matrix.priority(impact, urgency);
            let name = format!(
                "Urgency {}, impact {}: {}",
                level.name,
                across.name,
                priority.map_or("none", Priority::label)
            );
            let is_picked = move || place.get() == (Some(impact), Some(urgency));
            let is_crossed = move || {
                let (across, up) = place.get();
                !is_picked() && (across == Some(impact) || up == Some(urgency))
            };
            let is_stop = move || match place.get() {
                (Some(impact), Some(urgency)) => (impact, urgency) == own,
                _ => own == first,
            };
            view! {
                <button
                    type="button"
                    class="pick__cell"
                    role="radio"
                    aria-checked=move || is_picked().to_string()
                    aria-label=name
                    tabindex=move || if is_stop() { "0" } else { "-1" }
                    data-priority=priority.map(Priority::slug)
                    data-cross=is_crossed
                    on:click=move |_| on_pick.run(own)
                    on:keydown=move |event| {
                        if let Some(step) = step(&event) {
                            go.run((own, step));
                        }
                    }
                >
                    {priority.map(Priority::label)}
                </button>
            }
        });
        view! {
            <span class="pick__label" data-on=move || place.get().1 == Some(urgency) aria-hidden="true">
                {level.name.clone()}
            </span>
            {cells.collect_view()}
        }
    };
    let rows = numbered(&matrix.urgency).map(row).collect_view();
    let names = numbered(&matrix.impact).rev().map(|(impact, level)| {
        let is_on = move || place.get().0 == Some(impact);
        view! { <span class="pick__label" data-axis="x" data-on=is_on aria-hidden="true">{level.name.clone()}</span> }
    });
    view! {
        {rows}
        <span></span>
        {names.collect_view()}
    }
}

/// Where an arrow leads, in levels: level 1 is at the right and at the top.
fn step(event: &ev::KeyboardEvent) -> Option<Step> {
    let step = match event.key().as_str() {
        "ArrowRight" => (-1, 0),
        "ArrowLeft" => (1, 0),
        "ArrowUp" => (0, -1),
        "ArrowDown" => (0, 1),
        _ => return None,
    };
    event.prevent_default();
    Some(step)
}

fn focus(grid: NodeRef<html::Div>, index: usize) {
    let cell = grid
        .get_untracked()
        .and_then(|grid| grid.query_selector_all("[role=radio]").ok())
        .and_then(|cells| cells.get(u32::try_from(index).ok()?))
        .and_then(|cell| cell.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(cell) = cell {
        let _ = cell.focus();
    }
}

/// Columns and rows.
fn size(matrix: &Matrix) -> (u8, u8) {
    let count = |levels: &[Level]| u8::try_from(levels.len()).unwrap_or(u8::MAX);
    (count(&matrix.impact), count(&matrix.urgency))
}

fn numbered(levels: &[Level]) -> impl DoubleEndedIterator<Item = (u8, &Level)> + ExactSizeIterator {
    let number = |index: usize| u8::try_from(index + 1).unwrap_or(u8::MAX);
    levels
        .iter()
        .enumerate()
        .map(move |(index, level)| (number(index), level))
}
