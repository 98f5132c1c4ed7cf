//! What the workspace is called, where its days begin, how long texts should be.

use leptos::prelude::*;

use crate::{
    domain::{command::Command, fact::Budgets},
    sla::zone,
    ui::{
        desk::use_desk,
        settings::setting::{Line, Section, Setting},
        widgets::tone::Tone,
    },
};

/// The workspace's own settings: events in the log, so the team shares them.
#[component]
pub fn WorkspaceSettings() -> impl IntoView {
    let desk = use_desk();
    let name = Signal::derive(move || desk.board(|board| board.settings.name.clone()));
    let own = Signal::derive(move || desk.zone());
    let keep_zone = Callback::new(move |text: String| {
        let zone = text.trim().to_owned();
        if zone::is_known(&zone) {
            desk.act(
                Command::SetZone(zone.clone()),
                format!("Time zone is {zone}"),
            );
        } else {
            desk.say(
                format!("\"{zone}\" is no time zone. Write it like Europe/Berlin."),
                Tone::Warn,
            );
        }
    });
    view! {
        <Section title="Workspace" note="Shared with the team">
            <Setting title="Name" text="Of the team or organisation.".to_owned()>
                <Line
                    label="Workspace name".to_owned()
                    value=name
                    on_keep=Callback::new(move |text: String| {
                        desk.act(Command::NameWorkspace(text.clone()), format!("Workspace is called {}", text.trim()));
                    })
                />
            </Setting>
            <Setting title="Time zone" text="Days and periods begin by it, for everybody.".to_owned()>
                <Line label="Time zone".to_owned() value=own on_keep=keep_zone list="zones" />
            </Setting>
            <datalist id="zones">
                {zone::names().map(|zone| view! { <option value=zone></option> }).collect_view()}
            </datalist>
            <Setting
                title="Characters"
                text="Title, description and public update should stay under these. Going over is shown, never refused.".to_owned()
            >
                <BudgetFields />
            </Setting>
        </Section>
    }
}

#[component]
fn BudgetFields() -> impl IntoView {
    let desk = use_desk();
    let budgets = Memo::new(move |_| desk.board(|board| board.settings.budgets));
    let field = move |label: &'static str, get: fn(&Budgets) -> u32, set: fn(&mut Budgets, u32)| {
        view! {
            <input
                class="input"
                type="number"
                min="10"
                max="50000"
                aria-label=label
                prop:value=move || get(&budgets.get()).to_string()
                on:change:target=move |event| {
                    let mut changed = budgets.get_untracked();
                    match event.target().value().parse::<u32>() {
                        Ok(count) if (10..=50_000).contains(&count) => {
                            set(&mut changed, count);
                            desk.act(Command::SetBudgets(changed), format!("{label}: {count}"));
                        }
                        _ => desk.say("A budget is a number of characters from 10 to 50,000.", Tone::Warn),
                    }
                }
            />
        }
    };
    view! {
        <div class="row">
            {field("Characters of a title", |budgets| budgets.title, |budgets, count| budgets.title = count)}
            {field("Characters of a description", |budgets| budgets.description, |budgets, count| budgets.description = count)}
            {field("Characters of a public update", |budgets| budgets.update, |budgets, count| budgets.update = count)}
        </div>
    }
}
