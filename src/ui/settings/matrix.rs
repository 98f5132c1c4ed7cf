//! The table from impact and urgency to priority.

use leptos::prelude::*;

use crate::{
    domain::{
        command::Command,
        priority::{Matrix, Preset, Priority, Scale},
    },
    ui::{
        desk::use_desk,
        settings::setting::{Section, Setting},
        widgets::select::SelectBox,
    },
};

/// The preset, and every cell and level by hand.
#[component]
pub fn MatrixSettings() -> impl IntoView {
    let desk = use_desk();
    let matrix = Memo::new(move |_| desk.board(|board| board.settings.matrix.clone()));
    let preset = Signal::derive(move || match desk.board(|board| board.settings.scale) {
        Scale::Preset(preset) => preset.slug().to_owned(),
        Scale::Edited(_) => "own".to_owned(),
    });
    let presets = Signal::derive(move || {
        let mut options: Vec<_> = Preset::ALL
            .iter()
            .map(|preset| (preset.slug().to_owned(), preset.label().to_owned()))
            .collect();
        if preset.get() == "own" {
            options.push(("own".to_owned(), "Your own".to_owned()));
        }
        options
    });
    let choose = Callback::new(move |slug: String| {
        if let Some(preset) = Preset::from_slug(&slug) {
            desk.act(
                Command::DefineMatrix(preset.matrix()),
                format!("Priorities follow {}", preset.label()),
            );
        }
    });
    let keep = Callback::new(move |matrix| {
        desk.act(Command::DefineMatrix(matrix), "Priority matrix changed");
    });
    view! {
        <Section title="Priority matrix" note="Incidents keep the priority they were given">
            <Setting
                title="Table"
                text="Start from one of these; change any cell or name below.".to_owned()
            >
                <SelectBox options=presets value=preset on_change=choose attr:aria-label="Priority matrix" />
            </Setting>
            {move || view! { <MatrixTable matrix=matrix.get() on_change=keep /> }}
        </Section>
    }
}

/// Every cell and level, to be changed one at a time.
#[component]
pub fn MatrixTable(matrix: Matrix, on_change: Callback<Matrix>) -> impl IntoView {
    let count = matrix.impact.len().to_string();
    let held = StoredValue::new(matrix.clone());
    let change = move |edit: &dyn Fn(&mut Matrix)| {
        let mut matrix = held.get_value();
        edit(&mut matrix);
        "Your own".clone_into(&mut matrix.name);
        on_change.run(matrix);
    };
    let name = move |kind: &'static str, place: usize, text: String| {
        view! {
            <input
                class="input"
                aria-label=format!("Name of {kind} level {}", place + 1)
                prop:value=text
                on:change:target=move |event| {
                    let text = event.target().value();
                    change(&|matrix: &mut Matrix| {
                        let levels = if kind == "impact" { &mut matrix.impact } else { &mut matrix.urgency };
                        text.trim().clone_into(&mut levels[place].name);
                    });
                }
            />
        }
    };
    let options: Vec<_> = Priority::ALL
        .iter()
        .map(|one| (one.slug().to_owned(), one.label().to_owned()))
        .collect();
    let cell = move |row: usize, column: usize, priority: Priority, label: String| {
        view! {
            <div class="matrix-edit__cell" data-priority=priority.slug()>
                <SelectBox
                    options=Signal::stored(options.clone())
                    value=Signal::stored(priority.slug().to_owned())
                    on_change=Callback::new(move |slug: String| {
                        if let Some(priority) = Priority::from_slug(&slug) {
                            change(&|matrix: &mut Matrix| matrix.cells[row][column] = priority);
                        }
                    })
                    attr:aria-label=label
                />
            </div>
        }
    };
    // As on the matrix: what hurts most stands on the right.
    let columns = || matrix.impact.iter().enumerate().rev();
    let rows = matrix.urgency.iter().enumerate().map(|(row, urgency)| {
        let cells = columns().map(|(column, impact)| {
            cell(
                row,
                column,
                matrix.cells[row][column],
                format!("{}, {}", urgency.name, impact.name),
            )
        });
        view! { {name("urgency", row, urgency.name.clone())} {cells.collect_view()} }
    });
    view! {
        <div class="matrix-edit" style:--matrix-columns=count role="group" aria-label="Cells of the matrix">
            <span class="small mute">"Urgency, impact"</span>
            {columns().map(|(place, level)| name("impact", place, level.name.clone())).collect_view()}
            {rows.collect_view()}
        </div>
    }
}
