//! How long records stayed in each state.

use leptos::prelude::*;

use crate::{
    report::{
        kpi::{
            Stats,
            stays::{Place, time_in_state},
        },
        when,
    },
    ui::{
        charts::{
            Head, Ink, Words,
            dot_range::{DotRange, Range, Ranges},
        },
        insights::{
            graphs::milliseconds,
            shown::{Proved, Shown},
            study::Study,
        },
        widgets::number::grouped,
    },
};

/// How long records stayed in each state.
#[component]
pub fn StateChart(study: Study) -> impl IntoView {
    let data = Memo::new(move |_| {
        let (states, _) = study.answer(time_in_state);
        let rows = states.iter().map(|state| {
            let say = |seconds: f64| when::duration(milliseconds(seconds));
            let stays = state.stays.as_ref();
            let total = i64::try_from(state.total).unwrap_or(i64::MAX);
            Range {
                label: state.place.label(),
                dot: stays.map(Stats::median_s),
                ring: stays.map(Stats::p90_s),
                more: vec![
                    stays.map_or_else(|| "–".to_owned(), |stays| say(stays.mean_s())),
                    when::duration(total),
                    grouped(state.stays.map_or(0, |stays| stays.n) + state.running),
                ],
                ink: Some(match state.place {
                    Place::Hold(_) => Ink::Warn,
                    Place::Unknown => Ink::Mute,
                    Place::State(_) => Ink::Accent,
                }),
                key: Shown::InState(state.place).slug(),
            }
        });
        Ranges {
            what: "State".to_owned(),
            dot: "median".to_owned(),
            ring: "p90".to_owned(),
            columns: ["mean", "total", "stays"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
            words: Words::new(|seconds| when::duration(milliseconds(seconds))),
        }
    });
    let head = Signal::stored(Head {
        title: "Time in each state".to_owned(),
        note: "dot is the median, ring is p90".to_owned(),
        foot: "Stays that have not ended have no length yet.".to_owned(),
        file: "time-in-state".to_owned(),
    });
    let open = Callback::new(move |slug: String| {
        study.ask(|asked| asked.proof = Proved::from_slug(&slug));
    });
    view! { <DotRange head data on_pick=open /> }
}
