//! What was found in the table, in words that follow the mapping.

use leptos::prelude::*;

use crate::{
    foreign::{csv::target::Target, zone::Zone},
    ui::{
        desk::{Desk, use_desk},
        share::{import::use_import, mapping::Brought, table},
        widgets::number::counted,
    },
};

/// What the table holds.
#[component]
pub fn Facts() -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let facts = Memo::new(move |_| {
        import
            .brought(|brought| facts(desk, brought))
            .unwrap_or_default()
    });
    view! {
        <dl class="facts">
            {move || facts.get().into_iter().map(|(name, text)| view! { <dt>{name}</dt><dd>{text}</dd> }).collect_view()}
        </dl>
    }
}

fn facts(desk: Desk, brought: &Brought) -> Vec<(&'static str, String)> {
    let table = &brought.table;
    let mut facts = Vec::new();
    if brought.is_known {
        let name = &brought.mapping.name;
        facts.push((
            "Mapping",
            format!("{name}, kept in this workspace for these columns"),
        ));
    }
    let cut = match table.delimiter {
        b';' => "semicolons",
        b'\t' => "tabs",
        b'|' => "bars",
        _ => "commas",
    };
    let encoding = table.encoding.label();
    facts.push((
        "Written in",
        format!("{encoding}, with {cut} between the cells"),
    ));
    let zone = Zone::named(&brought.mapping.zone).unwrap_or_default();
    facts.extend(table::facts(desk, &brought.plan, zone));
    if brought.fills(Target::Impact) && brought.fills(Target::Urgency) {
        facts.push((
            "Matrix",
            match brought.fills(Target::Priority) {
                true => table::matrix(&brought.plan),
                false => format!(
                    "{}: no column is the priority, so impact and urgency make it",
                    brought.plan.matrix.stock().name
                ),
            },
        ));
    }
    if !brought.is_numbered {
        facts.push((
            "Numbers",
            "No column numbers the rows, so each is named by what it says (ROW-…). If its report changes in the source, it comes in as a new one.".to_owned(),
        ));
    }
    if brought.undated > 0 {
        let rows = counted(brought.undated, "row has", "rows have");
        facts.push((
            "Without a date",
            format!("{rows} none at all: they count as reported now"),
        ));
    }
    let repeated: Vec<&str> = table.repeated().collect();
    if !repeated.is_empty() {
        let columns = counted(repeated.len(), "column has", "columns have");
        let first: Vec<&str> = repeated.iter().copied().take(8).collect();
        let more = if repeated.len() > first.len() {
            " …"
        } else {
            ""
        };
        facts.push((
            "Names twice",
            format!(
                "{columns} a name that stands further left already: {}{more}",
                first.join(", ")
            ),
        ));
    }
    facts
}
