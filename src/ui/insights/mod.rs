//! Insights: how the team does, in figures that show what they were computed from.

mod asked;
mod buckets;
mod card;
mod change;
mod counts;
mod durations;
mod figures;
mod graphs;
mod groups;
mod headline;
mod proof;
mod proof_table;
mod rates;
mod shown;
mod sla;
mod study;
mod switch;
mod toolbar;

use leptos::prelude::*;

pub use crate::ui::insights::figures::Figures;
use crate::{
    domain::state::RecordKind,
    report::{
        filter::Filter,
        kpi::{Measure, Rate, backlog::volume, is_few},
        when,
    },
    ui::{
        finder::use_finder,
        insights::{
            counts::{BacklogCard, HoldCard, VolumeCard},
            durations::DurationCard,
            graphs::Graphs,
            groups::{GroupTable, states::GroupStates},
            proof::ProofView,
            rates::RateCard,
            shown::Proved,
            sla::{SlaCard, UpdatesCard, proof::PromiseProof},
            study::Study,
            toolbar::Toolbar,
        },
        route::Route,
        shell::bar::Bar,
        widgets::{
            glyph::Glyph,
            icon::Icon,
            number::{counted, grouped},
        },
    },
};

/// The view Insights.
#[component]
pub fn InsightsView() -> impl IntoView {
    let study = Study::new();
    let desk = study.desk;
    let meta = move || {
        let period = study.asked.with(|asked| asked.period);
        let (from, to) = study.selection.with(|selection| selection.days);
        let (from, to) = (when::date_of(from), when::date_of(to));
        match period.days(study.figures.noon(), &|at| desk.offset(at)) {
            Some(_) => format!("{from} to {to}"),
            None => format!("All time, {from} to {to}"),
        }
    };
    let proof = Memo::new(move |_| study.asked.with(|asked| asked.proof));
    view! {
        <Bar>
            <h1 class="bar__title">"Insights"</h1>
            <span class="bar__meta">{meta}</span>
        </Bar>
        <main class="page insights" id="main">
            <Toolbar study />
            <Caution study />
            {move || match proof.get() {
                Some(Proved::Figure(shown)) => view! { <ProofView study shown /> }.into_any(),
                Some(proved) => view! { <PromiseProof study proved /> }.into_any(),
                None => view! { <Cards study /> }.into_any(),
            }}
        </main>
    }
}

/// Every figure as a card, the charts, and the groups.
#[component]
fn Cards(study: Study) -> impl IntoView {
    view! {
        <h2 class="visually-hidden">"Key figures"</h2>
        <section class="kpis" aria-label="Key figures">
            <DurationCard study measure=Measure::Acknowledge title="MTTA" small="report to acknowledge" />
            <DurationCard study measure=Measure::Resolve title="Time to resolve" small="report to resolution" />
            <DurationCard study measure=Measure::Restore title="Time to restore" small="impact to service back" />
            <SlaCard study />
            <DurationCard study measure=Measure::Detect title="Time to detect" small="impact to detection" />
            <RateCard
                study
                of=Rate::FirstContact
                title="First contact"
                small="resolved without handing on"
                more_is_better=true
            />
            <RateCard study of=Rate::Reopen title="Reopened" small="of those that ended" more_is_better=false />
            <RateCard
                study
                of=Rate::Recurrence
                title="Recurrence"
                small="similar within 30 days"
                more_is_better=false
            />
            <UpdatesCard study />
            <HoldCard study />
            <VolumeCard study />
            <BacklogCard study />
        </section>
        <Graphs study />
        <GroupTable study />
        <GroupStates study />
    }
}

/// What to keep in mind when reading the figures.
#[component]
fn Caution(study: Study) -> impl IntoView {
    let finder = use_finder();
    let count = Memo::new(move |_| study.answer(|facts, question| volume(facts, question).value));
    let drills = Memo::new(move |_| {
        let kinds = study.asked.with(|asked| asked.filter.kinds.clone());
        let is_shown = kinds.contains(&RecordKind::Drill);
        match is_shown {
            true => 0,
            false => finder.find(&Filter::of_kinds(&[RecordKind::Drill])).total,
        }
    });
    let is_new = Memo::new(move |_| study.desk.board(|board| board.records().is_empty()));
    let few = move || {
        let count = count.get();
        (is_few(count) && !is_new.get()).then(|| match count {
            0 => "Nothing was reported in this period. Choose a longer one.".to_owned(),
            count => format!(
                "Small numbers: {} in this period. Read medians as hints, not as trends.",
                counted(count, "record", "records")
            ),
        })
    };
    view! {
        {move || is_new.get().then(|| view! {
            <div class="banner" data-tone="info" role="note">
                <Icon glyph=Glyph::Bulb />
                <div>
                    "Nothing to count yet. Declare an incident, or "
                    <a href=Route::Share.href()>"bring your history in"</a>
                    ": every figure is computed here, and says from which records."
                </div>
            </div>
        })}
        {move || few().map(|words| view! {
            <div class="banner" data-tone="warn" role="note">
                <Icon glyph=Glyph::Warn />
                <div>{words}</div>
            </div>
        })}
        {move || {
            let drills = drills.get();
            (drills > 0).then(|| view! {
                <p class="small mute">
                    {format!("{} left out: rehearsals enter no figure.", match drills {
                        1 => "1 drill is".to_owned(),
                        drills => format!("{} drills are", grouped(drills)),
                    })}
                </p>
            })
        }}
    }
}
