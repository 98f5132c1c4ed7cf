//! A record's phases and how long each took, beside its bar.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::{record::Record, time::Moment},
    report::{
        lanes::{Lane, Phase},
        when,
    },
    ui::timeline::{asked::number, pane::Pane},
};

/// Pixels that the words take at most.
const ROOM: f64 = 250.0;

/// The words. They are also the bar's name, so those who hear it miss nothing.
#[component]
pub fn Tip(pane: Pane, record: Memo<Option<Arc<Record>>>, lane: Memo<Lane>) -> impl IntoView {
    let exact =
        move |at: Moment| when::exact(at, pane.now.get_untracked(), |at| pane.desk.offset(at));
    let left = move || {
        let (window, width) = (pane.window.get(), pane.width.get());
        let scale = window.scale(width);
        let extent = lane.with(Lane::extent);
        let (first, last) = extent.map_or((0.0, 0.0), |(first, last)| {
            (scale.at(number(first)), scale.at(number(last)))
        });
        let middle = f64::midpoint(first.clamp(0.0, width), last.clamp(0.0, width));
        (middle - ROOM / 2.0).clamp(0.0, (width - ROOM).max(0.0))
    };
    let line = |name: String, value: String, phase: Option<Phase>| {
        view! {
            <div>
                <dt>{phase.map(|phase| view! { <PhaseKey phase /> })} {name}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let lines = move || {
        lane.with(|lane| {
            let phases = lane.totals().into_iter().map(|(phase, length)| {
                line(
                    phase.label().to_owned(),
                    when::duration(length),
                    Some(phase),
                )
            });
            let reported = record.with(|record| record.as_ref().map(|record| record.reported()));
            let reported = reported.map(|at| line("Reported".to_owned(), exact(at), None));
            let ends = lane
                .ends
                .iter()
                .map(|end| line(end.state.label().to_owned(), exact(end.at), None));
            let total = line("In all".to_owned(), when::duration(lane.total()), None);
            view! { {phases.collect_view()} {total} {reported} {ends.collect_view()} }
        })
    };
    let head = move || {
        record.with(|record| {
            record
                .as_ref()
                .map(|record| format!("{} {}", record.reference, record.title))
        })
    };
    view! {
        <div class="plot-tip lanes__tip" aria-hidden="true" style:left=move || format!("{}px", left())>
            <b>{head}</b>
            <dl>{lines}</dl>
        </div>
    }
}

/// What a phase looks like, for legends.
#[component]
pub fn PhaseKey(phase: Phase) -> impl IntoView {
    let slug = phase.slug();
    view! {
        <svg class="phase-key" viewBox="0 0 26 10" aria-hidden="true">
            {match phase {
                Phase::Unseen => view! { <line class="lane__bar" data-phase=slug x1="0" x2="26" y1="5" y2="5" /> }.into_any(),
                _ => view! { <rect class="lane__bar" data-phase=slug width="26" height="10" rx="2" /> }.into_any(),
            }}
        </svg>
    }
}
