//! What became of the files that were brought in, the newest last.

use leptos::prelude::*;

use crate::ui::{
    share::{
        content::Summary,
        import::{Outcome, Stage, use_import},
    },
    widgets::{icon::Icon, number::counted, tone::Tone},
};

/// The files that are done with. They stay in sight while others follow.
#[component]
pub fn Results() -> impl IntoView {
    let import = use_import();
    let outcomes = import.outcomes;
    // Whoever waits for the report of the next file must not find the one before.
    let newest = Memo::new(move |_| {
        let is_newest = (import.stage).with(|stage| matches!(stage, Stage::Idle));
        is_newest.then(|| outcomes.read().len())
    });
    let has_merged = move || outcomes.with(|all| all.iter().any(|one| one.result.is_ok()));
    view! {
        <section class="panel" aria-label="Results" hidden=move || outcomes.read().is_empty()>
            <div class="panel__head">
                <h2>"Results"</h2>
                <span class="end">
                    <a class="button button--small" href="#/incidents" hidden=move || !has_merged()>"Show incidents"</a>
                    <button type="button" class="button button--plain button--small" on:click=move |_| import.dismiss()>
                        "Dismiss"
                    </button>
                </span>
            </div>
            <ul class="results">
                <For each=move || (1..).zip(outcomes.get()) key=|(number, _)| *number let((number, outcome))>
                    <OneResult outcome is_newest=Signal::derive(move || newest.get() == Some(number)) />
                </For>
            </ul>
        </section>
    }
}

#[component]
fn OneResult(outcome: Outcome, is_newest: Signal<bool>) -> impl IntoView {
    let Outcome { name, result } = outcome;
    let (tone, role, state) = match &result {
        Ok(_) => (Tone::Ok, "status", "done"),
        Err(_) => (Tone::Danger, "alert", "failed"),
    };
    let kind = result.as_ref().err().map(|why| why.slug);
    let (said, summary) = match result {
        Ok(summary) => (said(&summary), Some(summary)),
        Err(why) => (why.sentence, None),
    };
    let number = |of: fn(&Summary) -> usize| summary.as_ref().map(of);
    let has_conflicts = number(|of| of.conflicts).is_some_and(|count| count > 0);
    view! {
        <li
            id=move || is_newest.get().then_some("import-report")
            data-state=state
            data-format=summary.as_ref().map(|of| of.format)
            data-records=number(|of| of.records)
            data-new=number(|of| of.new)
            data-known=number(|of| of.known)
            data-conflicts=number(|of| of.conflicts)
            data-rejected=number(|of| of.rejected)
        >
            <div class="banner" data-tone=tone.slug() role=role data-error=kind>
                <Icon glyph=tone.glyph() />
                <div>
                    <h3 tabindex="-1">{name}</h3>
                    <p>{said}</p>
                    {has_conflicts.then(|| view! {
                        <small>"Fields that both of you changed show both values until one is chosen."</small>
                    })}
                </div>
            </div>
        </li>
    }
}

fn said(summary: &Summary) -> String {
    let records = |count| counted(count, "record", "records");
    match (summary.new, summary.is_log()) {
        (0, _) => "Everything in it was known already.".to_owned(),
        (new, true) => {
            let events = counted(new, "new event", "new events");
            format!("Merged: {events} in {}.", records(summary.records))
        }
        (new, false) => format!("Imported: {} new or changed.", records(new)),
    }
}
