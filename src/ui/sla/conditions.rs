//! When a clock starts, pauses, resumes, stops, is cancelled and is reset.

use leptos::prelude::*;

use crate::{
    domain::{
        ids::ClockId,
        policy::{Clock, When},
        state::slugs,
    },
    report::policy::{Facet, condition},
    ui::{
        desk::use_desk,
        sla::{draft::use_draft, facets::FacetCell},
        widgets::{glyph::Glyph, icon::Icon},
    },
};

slugs!(
    /// One of the six conditions of an SLA definition, as ServiceNow names them.
    Stage {
        Start = "start", "Starts";
        Pause = "pause", "Pauses";
        Resume = "resume", "Resumes";
        Stop = "stop", "Stops";
        Cancel = "cancel", "Is cancelled";
        Reset = "reset", "Is reset";
    }
);

impl Stage {
    const fn of(self, clock: &Clock) -> &Vec<When> {
        match self {
            Self::Start => &clock.start,
            Self::Pause => &clock.pause,
            Self::Resume => &clock.resume,
            Self::Stop => &clock.stop,
            Self::Cancel => &clock.cancel,
            Self::Reset => &clock.reset,
        }
    }

    const fn of_mut(self, clock: &mut Clock) -> &mut Vec<When> {
        match self {
            Self::Start => &mut clock.start,
            Self::Pause => &mut clock.pause,
            Self::Resume => &mut clock.resume,
            Self::Stop => &mut clock.stop,
            Self::Cancel => &mut clock.cancel,
            Self::Reset => &mut clock.reset,
        }
    }

    /// What an empty list means.
    const fn nothing(self) -> &'static str {
        match self {
            Self::Resume => "as soon as nothing pauses it",
            _ => "never",
        }
    }
}

/// The parts of a condition that say when a clock runs.
const FACETS: [Facet; 9] = [
    Facet::Reached,
    Facet::State,
    Facet::Hold,
    Facet::Kind,
    Facet::Priority,
    Facet::Severity,
    Facet::Category,
    Facet::Service,
    Facet::Team,
];

/// All six, in words; on a press they can be changed.
#[component]
pub fn Conditions(id: ClockId) -> impl IntoView {
    view! {
        <details class="sla__conditions">
            <summary><Sentence id /> " " <span class="link">"Change"</span></summary>
            {Stage::ALL.iter().map(|&stage| view! { <Alternatives id stage /> }).collect_view()}
        </details>
    }
}

/// `Starts once Reported or reopened; pauses state On hold; stops once Resolved`.
#[component]
fn Sentence(id: ClockId) -> impl IntoView {
    let (desk, draft) = (use_desk(), use_draft());
    let words = Memo::new(move |_| {
        let trial = draft.trial();
        let Some(clock) = trial.policy.clock(id) else {
            return String::new();
        };
        desk.board(|board| {
            let stages = Stage::ALL
                .iter()
                .filter(|stage| !stage.of(clock).is_empty());
            let said = stages.map(|stage| {
                let whens = stage.of(clock).iter().map(|when| condition(board, when));
                let whens: Vec<_> = whens.collect();
                format!("{} {}", stage.label().to_lowercase(), whens.join(" or "))
            });
            said.collect::<Vec<_>>().join("; ")
        })
    });
    view! { <span>"When it runs: "</span> <span class="mute">{move || words.get()}</span> }
}

#[component]
fn Alternatives(id: ClockId, stage: Stage) -> impl IntoView {
    let draft = use_draft();
    let count = draft.of_clock(id, move |clock| stage.of(clock).len());
    let add = move |_| draft.edit_clock(id, |clock| stage.of_mut(clock).push(When::default()));
    view! {
        <div class="sla__stage" role="group" aria-label=stage.label() data-stage=stage.slug()>
            <b>{stage.label()}</b>
            <div class="stack">
                {move || (count.get() == 0).then(|| view! { <span class="mute">{stage.nothing()}</span> })}
                <For each=move || 0..count.get() key=|place| *place let:place>
                    <Alternative id stage place />
                </For>
                <button type="button" class="button button--plain button--small" on:click=add
                    aria-label=format!("{}: add an alternative", stage.label())>
                    <Icon glyph=Glyph::Plus />
                    "Or when"
                </button>
            </div>
        </div>
    }
}

#[component]
fn Alternative(id: ClockId, stage: Stage, place: usize) -> impl IntoView {
    let draft = use_draft();
    let when = draft.of_clock(id, move |clock| {
        stage.of(clock).get(place).cloned().unwrap_or_default()
    });
    let toggle = Callback::new(move |(facet, slug): (Facet, String)| {
        draft.edit_clock(id, |clock| {
            if let Some(when) = stage.of_mut(clock).get_mut(place) {
                facet.toggle(when, &slug);
            }
        });
    });
    let remove = move |_| {
        draft.edit_clock(id, |clock| {
            stage.of_mut(clock).remove(place);
        });
    };
    let of = format!("{} {}", stage.label().to_lowercase(), place + 1);
    view! {
        <div class="sla__alternative">
            {FACETS.iter().map(|&facet| view! {
                <FacetCell facet when of=of.clone() on_toggle=toggle />
            }).collect_view()}
            <button type="button" class="button button--plain button--small button--square"
                aria-label=format!("{}: remove alternative {}", stage.label(), place + 1) on:click=remove>
                <Icon glyph=Glyph::Trash />
            </button>
        </div>
    }
}
