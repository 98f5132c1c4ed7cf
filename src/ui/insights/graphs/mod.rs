//! The charts: volume, distribution, backlog, time in state, when in the week.

mod backlog;
mod sla;
mod spread;
mod states;
mod volume;
mod week;

use leptos::prelude::*;

use crate::{
    domain::state::RecordKind,
    ui::{
        charts::Unit,
        insights::{
            graphs::{
                backlog::BacklogChart, sla::SlaChart, spread::SpreadChart, states::StateChart,
                volume::VolumeChart, week::WeekChart,
            },
            study::Study,
        },
        route::use_router,
    },
};

/// All charts.
#[component]
pub fn Graphs(study: Study) -> impl IntoView {
    view! {
        <section class="charts" aria-label="Charts">
            <h2 class="visually-hidden">"Charts"</h2>
            <VolumeChart study />
            <SpreadChart study />
            <SlaChart study />
            <BacklogChart study />
            <StateChart study />
            <WeekChart study />
        </section>
    }
}

fn noun(study: Study) -> (&'static str, &'static str) {
    study.asked.with(|asked| match asked.filter.kinds[..] {
        [RecordKind::Incident] => ("incident", "incidents"),
        [RecordKind::Request] => ("request", "requests"),
        _ => ("record", "records"),
    })
}

fn unit(study: Study) -> Unit {
    let (one, many) = noun(study);
    Unit::new(one, many)
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn number(count: usize) -> f64 {
    count as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "seconds of a span of dates times a thousand fit"
)]
pub fn milliseconds(seconds: f64) -> i64 {
    (seconds * 1_000.0).round() as i64
}

/// Goes to the address that a mark stands for.
fn opener() -> Callback<String> {
    let router = use_router();
    Callback::new(move |href: String| router.visit(&href))
}
