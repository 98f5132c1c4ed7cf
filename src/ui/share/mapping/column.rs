//! One column: its name and cells, and what it becomes.

use leptos::prelude::*;

use crate::{
    foreign::csv::{
        dates::Order,
        survey::{self, Dates},
        target::Target,
    },
    ui::{
        desk::use_desk,
        share::{import::use_import, mapping::values::Values},
        widgets::{banner::Banner, select::SelectBox, tone::Tone},
    },
};

/// How many cells are shown of a column, and how much of each.
const SAMPLES: usize = 3;
const SAMPLE: usize = 48;

/// A column with the field that it fills.
#[component]
pub fn Column(place: usize) -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let (name, samples) = untrack(|| {
        let read = import.brought(|brought| {
            let samples = survey::samples(&brought.table, place, SAMPLES);
            let samples: Vec<String> = samples.into_iter().map(beginning).collect();
            (brought.table.header[place].clone(), samples.join(" · "))
        });
        read.unwrap_or_default()
    });
    let column = StoredValue::new(name.clone());
    let target = Memo::new(move |_| {
        column
            .with_value(|column| import.brought(|brought| brought.target(column)))
            .flatten()
    });
    // Its words are listed once somebody has looked at them.
    let coded = Memo::new(move |_| {
        let is_known = import.brought(|brought| brought.words(place).is_some());
        let target = target.get().filter(|target| target.is_coded());
        target.filter(|_| is_known == Some(true))
    });
    let options: Vec<(String, String)> =
        std::iter::once((String::new(), "Kept as it is".to_owned()))
            .chain(
                Target::ALL
                    .iter()
                    .map(|target| (target.slug().to_owned(), target.label().to_owned())),
            )
            .collect();
    let on_change = Callback::new(move |slug: String| {
        import.remap(desk, |brought| brought.set(place, Target::from_slug(&slug)));
    });
    let shown = match name.as_str() {
        "" => format!("Column {}", place + 1),
        name => name.to_owned(),
    };
    let samples = match samples.as_str() {
        "" => "empty".to_owned(),
        _ => samples,
    };
    view! {
        <li class="column" data-column=name data-target=move || target.get().map(Target::slug)>
            <div class="column__name">
                <span class="strong">{shown.clone()}</span>
                <small>{samples}</small>
            </div>
            <SelectBox
                options=options
                value=Signal::derive(move || target.get().map_or("", Target::slug).to_owned())
                on_change
                attr:aria-label=format!("{shown} becomes")
            />
            {move || target.get().filter(|target| target.is_time()).map(|_| view! { <Ordered place column /> })}
            {move || coded.get().map(|target| view! { <Values place target column /> })}
        </li>
    }
}

/// Whether day or month comes first, where that makes a difference.
#[component]
fn Ordered(place: usize, column: StoredValue<String>) -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let seen = Memo::new(move |_| import.brought(|brought| brought.dates(place).cloned())?);
    let order = Memo::new(move |_| {
        column
            .with_value(|column| {
                import.brought(|brought| brought.mapping.orders.get(column).cloned())
            })
            .flatten()
            .unwrap_or_default()
    });
    let options = vec![
        (String::new(), "Choose day or month first".to_owned()),
        (Order::DayFirst.slug().to_owned(), "Day first".to_owned()),
        (
            Order::MonthFirst.slug().to_owned(),
            "Month first".to_owned(),
        ),
    ];
    let on_change = Callback::new(move |slug: String| {
        import.remap(desk, |brought| {
            let column = column.get_value();
            match slug.as_str() {
                "" => brought.mapping.orders.remove(&column),
                _ => brought.mapping.orders.insert(column, slug),
            };
        });
    });
    move || {
        let seen = seen.get().filter(Dates::has_orders)?;
        let said = said(&seen);
        Some(view! {
            <div class="column__more row row--wrap">
                <SelectBox
                    options=options.clone()
                    value=order
                    on_change
                    attr:aria-label=format!("{}: day or month first", column.get_value())
                />
                {match seen.is_mixed() {
                    true => view! { <Banner tone=Tone::Warn>{said}</Banner> }.into_any(),
                    false => view! { <small class="mute">{said}</small> }.into_any(),
                }}
            </div>
        })
    }
}

/// What the cells show of the order, with their lines.
fn said(seen: &Dates) -> String {
    let cell = |of: &Option<(usize, String)>| {
        of.as_ref()
            .map(|(line, text)| format!("“{text}” in line {line}"))
            .unwrap_or_default()
    };
    match (&seen.day_first, &seen.month_first) {
        (Some(_), Some(_)) => format!(
            "Both orders stand here: {} has the day first, {} the month. Rows that don't fit what you choose stay out.",
            cell(&seen.day_first),
            cell(&seen.month_first)
        ),
        (Some(_), None) => format!("{} can only have the day first.", cell(&seen.day_first)),
        (None, Some(_)) => format!("{} can only have the month first.", cell(&seen.month_first)),
        (None, None) => format!("{} could be either.", cell(&seen.ambiguous)),
    }
}

/// The first words of a cell, in one line.
pub fn beginning(cell: &str) -> String {
    let line: String = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SAMPLE) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
