//! What a table of another tool brings beside its records.

use leptos::prelude::*;

use crate::{
    domain::{command::Command, priority::Matrix},
    foreign::{
        odd::Seen,
        plan::Plan,
        servicenow::{Column, Fills},
        zone::Zone,
    },
    report::when,
    sla::zone::minutes_ahead,
    ui::{
        desk::{Desk, use_desk},
        share::{import::use_import, rejected::Rejected, zone::ZoneSelect},
        widgets::{
            number::{counted, grouped},
            text_input::TextInput,
        },
    },
};

/// So many conflicts are named.
const NAMED: usize = 20;

/// The report on a table: what is in it, what stays out, and which installation it is of.
#[component]
pub fn TableReport(plan: Plan) -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let rows: Vec<_> = (plan.rejected.iter())
        .map(|bad| (bad.line, String::new(), bad.reason.to_string()))
        .collect();
    let zoneless = plan.zoneless;
    let mut facts = facts(desk, &plan, import.zone.get_untracked());
    facts.push(("Matrix", matrix(&plan)));
    let adopt = new_matrix(&plan).map(|matrix| view! { <MatrixOffer matrix /> });
    view! {
        <section class="panel">
            <div class="panel__head"><h2>"What the file holds"</h2></div>
            <div class="panel__body stack stack--wide">
                <dl class="facts">
                    {facts.into_iter().map(|(name, text)| view! { <dt>{name}</dt><dd>{text}</dd> }).collect_view()}
                </dl>
                {(!plan.columns.is_empty()).then(|| view! { <Columns columns=plan.columns /> })}
                {zoneless.then(|| view! {
                    <ZoneSelect
                        zone=import.zone
                        on_change=Callback::new(move |zone| {
                            import.zone.set(zone);
                            import.look_again(desk);
                        })
                    />
                })}
                <TextInput
                    label="Which ServiceNow is it? (optional)".to_owned()
                    hint="Only needed if you bring in several that number their incidents alike, such as test and production.".to_owned()
                    value=import.instance
                    on_input=Callback::new(move |name| {
                        import.instance.set(name);
                        import.look_again(desk);
                    })
                />
            </div>
            {adopt}
        </section>
        {(!rows.is_empty()).then(|| view! { <Rejected rows what="Rows that can't be imported" /> })}
    }
}

/// The matrix by which a table's priorities were found, in words.
pub fn matrix(plan: &Plan) -> String {
    let stock = plan.matrix.stock();
    if plan.matrix.cells.is_empty() {
        return "not told: no row says impact, urgency and priority together".to_owned();
    }
    match plan.matrix.differing(&stock).len() {
        0 => format!("{}, as it comes", stock.name),
        count => format!(
            "{}, but for {} that {} another priority",
            stock.name,
            counted(count, "cell", "cells"),
            if count == 1 { "gives" } else { "give" }
        ),
    }
}

/// A table's matrix, where the workspace has another.
pub fn new_matrix(plan: &Plan) -> Option<Matrix> {
    let table = plan.matrix.table();
    (plan.differs_from_workspace && table.is_whole()).then_some(table)
}

/// Offers to judge by the file's matrix here too.
#[component]
pub fn MatrixOffer(matrix: Matrix) -> impl IntoView {
    let desk = use_desk();
    let take = move |_| {
        let command = Command::DefineMatrix(matrix.clone());
        desk.act(command, "Priorities follow the file's matrix");
    };
    view! {
        <p class="panel__foot">
            "Its matrix is not this workspace's: it has other levels, or gives other priorities. Its records keep the priorities they have. "
            <button type="button" class="link" on:click=take>"Use its matrix here too"</button>
        </p>
    }
}

/// What becomes of each column.
#[component]
fn Columns(columns: Vec<Column>) -> impl IntoView {
    let understood = columns
        .iter()
        .filter(|column| matches!(column.fills, Fills::Field(_)))
        .count();
    let kept = columns.len() - understood;
    let kept = match kept {
        0 => String::new(),
        kept => format!(", {} kept as written", grouped(kept)),
    };
    let row = |column: Column| {
        let (fills, is_soft) = match column.fills {
            Fills::Field(what) => (what.to_owned(), false),
            Fills::Again(what) => (
                format!(
                    "Kept as written: a column further left gives {}",
                    what.to_lowercase()
                ),
                true,
            ),
            Fills::Nothing => ("Kept as written".to_owned(), true),
        };
        let name = column.name.clone();
        view! {
            <tr data-column=name>
                <th scope="row">{column.name}</th>
                <td class:soft=is_soft>{fills}</td>
                <td class="soft">{column.example}</td>
            </tr>
        }
    };
    view! {
        <details>
            <summary class="link">
                {format!("Columns: {} understood{kept}", grouped(understood))}
            </summary>
            <div class="share__columns" tabindex="0" role="region" aria-label="Columns of the file">
                <table class="table">
                    <caption class="visually-hidden">"Columns of the file and what they fill"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Column"</th>
                            <th scope="col">"Fills"</th>
                            <th scope="col">"For example"</th>
                        </tr>
                    </thead>
                    <tbody>{columns.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}

/// What was found in a table, in words.
pub fn facts(desk: Desk, plan: &Plan, zone: Zone) -> Vec<(&'static str, String)> {
    let mut facts = vec![(
        "Records",
        format!(
            "{} new, {} changed, {} unchanged",
            plan.new, plan.updated, plan.unchanged
        ),
    )];
    if plan.history > 0 {
        facts.push(("History", counted(plan.history, "entry", "entries")));
    }
    if let (Some(first), Some(last)) = (plan.first, plan.last) {
        // Times that name no zone are said as the file says them.
        let day = |at| match (plan.zoneless, zone) {
            (false, _) => when::full(at, |at| desk.offset(at)),
            (true, Zone::AsWritten | Zone::Utc) => when::full(at, |_| 0),
            (true, zone) => when::full(at, |at| minutes_ahead(zone.slug(), at)),
        };
        let of_zone = match (plan.zoneless, zone) {
            (false, _) => desk.zone(),
            (true, Zone::AsWritten) => "as written".to_owned(),
            (true, zone) => zone.slug().to_owned(),
        };
        let (first, last) = (day(first), day(last));
        facts.push(("Reported", format!("{first} to {last}, {of_zone}")));
    }
    if plan.older > 0 {
        facts.push((
            "Older",
            format!(
                "{} rows are older than what is here: nothing is taken from them",
                plan.older
            ),
        ));
    }
    if plan.repeated > 0 {
        facts.push((
            "Repeated",
            format!("{} rows say the same as one above them", plan.repeated),
        ));
    }
    if !plan.conflicts.is_empty() {
        let named = plan.conflicts.iter().take(NAMED).map(|(record, field)| {
            let reference = desk.board_now(|board| board.reference(*record));
            format!("{reference} {}", field.label())
        });
        let named: Vec<_> = named.collect();
        let more = match plan.conflicts.len() - named.len() {
            0 => String::new(),
            more => format!(" and {} more", grouped(more)),
        };
        facts.push((
            "Conflicts",
            format!(
                "changed here and in the source, so both values stay until one is chosen: {}{more}",
                named.join(", ")
            ),
        ));
    }
    if !plan.unknown_columns.is_empty() {
        let first: Vec<&str> = (plan.unknown_columns.iter().take(12))
            .map(String::as_str)
            .collect();
        let more = if plan.unknown_columns.len() > first.len() {
            " …"
        } else {
            ""
        };
        let columns = counted(plan.unknown_columns.len(), "column", "columns");
        facts.push((
            "Kept as it is",
            format!("{columns}: {}{more}", first.join(", ")),
        ));
    }
    if !plan.not_understood.is_empty() {
        let cell = |(column, text, seen): (_, _, Seen)| match seen {
            Seen { count: 1, line } => format!("{column} “{text}” (in line {line})"),
            Seen { count, line } => {
                let count = grouped(count);
                format!("{column} “{text}” ({count} times, first in line {line})")
            }
        };
        let cells: Vec<_> = plan.not_understood.all().take(8).map(cell).collect();
        let more = match plan.not_understood.len() - cells.len() {
            0 => String::new(),
            more => format!(" and {} more", grouped(more)),
        };
        facts.push((
            "Not understood",
            format!("{}{more}: kept as they are", cells.join(", ")),
        ));
    }
    facts
}
