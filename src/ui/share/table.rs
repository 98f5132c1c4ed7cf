//! What a table of another tool brings beside its records.

use leptos::prelude::*;

use crate::{
    domain::command::Command,
    foreign::plan::Plan,
    report::when,
    ui::{
        desk::{Desk, use_desk},
        share::{import::use_import, rejected::Rejected, zone::ZoneSelect},
        widgets::{number::counted, text_input::TextInput},
    },
};

/// The report on a table: what is in it, what stays out, and which installation it is of.
#[component]
pub fn TableReport(plan: Plan) -> impl IntoView {
    let (desk, import) = (use_desk(), use_import());
    let rows: Vec<_> = (plan.rejected.iter().take(100))
        .map(|bad| (bad.line, String::new(), bad.reason.to_string()))
        .collect();
    let zoneless = plan.zoneless;
    let hidden = plan.rejected.len().saturating_sub(rows.len());
    let mut facts = facts(desk, &plan);
    let matrix = if plan.differs_from_stock {
        "differs from ServiceNow's stock 3 × 3"
    } else {
        "ServiceNow's stock 3 × 3"
    };
    facts.push(("Matrix", matrix.to_owned()));
    let matrix = (plan.differs_from_workspace && plan.matrix.table().is_whole())
        .then(|| plan.matrix.table());
    let adopt = matrix.map(|matrix| {
        let take = move |_| desk.act(Command::DefineMatrix(matrix.clone()), "Priorities follow the file's matrix");
        view! {
            <p class="panel__foot">
                "Its impact and urgency levels are not this workspace's. Its records keep the priorities they have. "
                <button type="button" class="link" on:click=take>"Use its matrix here too"</button>
            </p>
        }
    });
    view! {
        <section class="panel">
            <div class="panel__head"><h2>"What the file holds"</h2></div>
            <div class="panel__body stack stack--wide">
                <dl class="facts">
                    {facts.into_iter().map(|(name, text)| view! { <dt>{name}</dt><dd>{text}</dd> }).collect_view()}
                </dl>
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
                    attr:id="import-instance"
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
        {(!rows.is_empty()).then(|| view! { <Rejected rows hidden what="Rows that can't be imported" /> })}
    }
}

/// What was found in a table, in words.
pub fn facts(desk: Desk, plan: &Plan) -> Vec<(&'static str, String)> {
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
        let day = |at| when::full(at, |at| desk.offset(at));
        facts.push(("Reported", format!("{} to {}", day(first), day(last))));
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
        let cells: Vec<_> = (plan.not_understood.iter().take(8))
            .map(|((column, text), count)| format!("{column} \u{201c}{text}\u{201d} ({count})"))
            .collect();
        facts.push((
            "Not understood",
            format!("{}: kept as they are", cells.join(", ")),
        ));
    }
    facts
}
