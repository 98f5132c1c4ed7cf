//! The SLA policy: clocks, their rules and calendars; what another policy would have meant; and
//! the versions there were.

mod adopt;
mod calendar;
mod calendars;
mod clock;
mod conditions;
mod draft;
mod facets;
mod findings;
mod holidays;
mod rules;
mod trial;
mod versions;
mod week;

use leptos::prelude::*;

use crate::{
    domain::{
        ids::ClockId,
        policy::{Clock, PolicyPreset, Promise},
    },
    ui::{
        desk::use_desk,
        settings::matrix::MatrixTable,
        shell::bar::Bar,
        sla::{
            adopt::AdoptBar, calendars::Calendars, clock::ClockPanel, draft::use_draft,
            findings::Findings, trial::TrialPanel, versions::Versions,
        },
        widgets::{
            focus::focus,
            glyph::Glyph,
            icon::Icon,
            menu::{Menu, MenuItem},
            select::SelectBox,
        },
    },
};

pub use crate::ui::sla::draft::Draft;

/// The view.
#[component]
pub fn SlaView() -> impl IntoView {
    view! {
        <Bar>
            <h1 class="bar__title">"SLA policy"</h1>
            <span class="bar__meta">"Shared with the team. Clocks are computed anew when it changes."</span>
        </Bar>
        <main class="page page--split" id="main">
            <div class="page__main">
                <Head />
                <Findings />
                <Clocks />
                <Calendars />
                <TriedMatrix />
            </div>
            <aside class="page__side" aria-label="Before you adopt it">
                <TrialPanel />
                <Versions />
            </aside>
        </main>
        <AdoptBar />
    }
}

/// The clocks have very many controls: the ways past them.
const PARTS: [(&str, &str); 3] = [
    ("#calendars", "Calendars"),
    ("#what-if", "What if"),
    ("#versions", "Versions"),
];

/// Which policy this is, and others to start from.
#[component]
fn Head() -> impl IntoView {
    let draft = use_draft();
    let name = Memo::new(move |_| draft.trial().policy.name);
    let preset = Signal::derive(move || {
        let policy = draft.trial().policy;
        let same = |preset: &&PolicyPreset| preset.policy().clocks == policy.clocks;
        let preset = PolicyPreset::ALL.iter().find(same);
        preset.map_or_else(|| "own".to_owned(), |preset| preset.slug().to_owned())
    });
    let presets = Signal::derive(move || {
        let known = PolicyPreset::ALL.iter();
        let mut options: Vec<_> = known
            .map(|it| (it.slug().to_owned(), it.label().to_owned()))
            .collect();
        if preset.get() == "own" {
            options.push(("own".to_owned(), "Your own".to_owned()));
        }
        options
    });
    let choose = Callback::new(move |slug: String| {
        if let Some(preset) = PolicyPreset::from_slug(&slug) {
            draft.edit(|trial| trial.policy = preset.policy());
        }
    });
    view! {
        <section class="panel" aria-label="Policy">
            <div class="sla__head">
                <label class="field">
                    <span class="field__label">"Name of the policy"</span>
                    <input
                        class="input"
                        name="policy"
                        prop:value=move || name.get()
                        on:change:target=move |event| {
                            let name = event.target().value();
                            draft.edit(|trial| trial.policy.name = name);
                        }
                    />
                </label>
                <label class="field">
                    <span class="field__label">"Start from"</span>
                    <SelectBox options=presets value=preset on_change=choose attr:id="policy-preset" attr:aria-label="Start from" />
                </label>
            </div>
            <nav class="panel__foot row row--wrap small" aria-label="Parts of this page">
                <span class="mute">"Go to"</span>
                {PARTS.map(|(selector, label)| view! {
                    <button type="button" class="link" on:click=move |_| focus(selector)>{label}</button>
                })}
            </nav>
        </section>
    }
}

/// The clocks, and a menu that adds one.
#[component]
fn Clocks() -> impl IntoView {
    let (desk, draft) = (use_desk(), use_draft());
    let ids = Memo::new(move |_| {
        let clocks = draft.trial().policy.clocks;
        clocks
            .iter()
            .map(|clock| clock.id)
            .collect::<Vec<ClockId>>()
    });
    let add = move |promise: Promise| {
        let clock = Clock::new(desk.fresh(), promise);
        draft.edit(|trial| trial.policy.clocks.push(clock));
    };
    view! {
        <For each=move || ids.get() key=|id| *id let:id>
            <ClockPanel id />
        </For>
        {move || ids.read().is_empty().then(|| view! {
            <p class="panel panel__body mute">"Nothing is promised: no clock runs, and no figure of compliance is computed."</p>
        })}
        <div class="row">
            <Menu trigger=move || view! { <Icon glyph=Glyph::Plus /> "Add a clock" }>
                {Promise::ALL.iter().map(|&promise| view! {
                    <MenuItem on_pick=Callback::new(move |()| add(promise))>{promise.label()}</MenuItem>
                }).collect_view()}
            </Menu>
        </div>
    }
}

/// The priority matrix, to be tried with the policy.
#[component]
fn TriedMatrix() -> impl IntoView {
    let draft = use_draft();
    let matrix = Memo::new(move |_| draft.trial().matrix);
    let change = Callback::new(move |matrix| draft.edit(|trial| trial.matrix = matrix));
    view! {
        <details class="panel sla__more">
            <summary>
                <h2>"Priority matrix"</h2>
                <span class="panel__note">"Try another before you adopt it. Adopted, it rates what comes; incidents keep their priority."</span>
            </summary>
            {move || view! { <MatrixTable matrix=matrix.get() on_change=change /> }}
        </details>
    }
}
