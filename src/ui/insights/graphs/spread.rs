//! How a duration spreads.

use leptos::prelude::*;

use crate::{
    plot::bins::{bins, duration_edges},
    report::{
        kpi::{
            Measure,
            durations::{durations, lengths},
            seconds,
        },
        when,
    },
    ui::{
        charts::{
            Head, Words,
            distribution::{Distribution, Rule, Spread},
        },
        insights::{
            graphs::{milliseconds, unit},
            shown::Shown,
            study::Study,
        },
        widgets::number::{counted, grouped},
    },
};

/// How a duration spreads.
#[component]
pub fn SpreadChart(study: Study, measure: Measure, title: &'static str) -> impl IntoView {
    let data = Memo::new(move |_| {
        let (lengths, found) = study.answer(|facts, question| {
            (
                lengths(facts, question, measure),
                durations(facts, question, measure),
            )
        });
        let lengths: Vec<f64> = lengths.into_iter().map(seconds).collect();
        let highest = lengths.iter().copied().fold(0.0, f64::max);
        let bins = bins(&lengths, &duration_edges(&lengths, 12));
        let rules = found.stats.map(|stats| {
            let rule = |name: &str, at: f64, strong| Rule {
                label: format!("{name} {}", when::duration(milliseconds(at))),
                at,
                strong,
            };
            vec![
                rule("median", stats.median_s(), true),
                rule("mean", stats.mean_s(), false),
                rule("p90", stats.p90_s(), false),
            ]
        });
        let keys = vec![Shown::Duration(measure).slug(); bins.len()];
        let left_out = found.left_out;
        Spread {
            bins,
            keys,
            rules: rules.unwrap_or_default(),
            highest,
            axis: format!(
                "{}, {} open, {} missing, {} invalid",
                counted(found.n(), "record", "records"),
                grouped(left_out.open),
                grouped(left_out.missing),
                grouped(left_out.invalid)
            ),
            unit: unit(study),
            words: Words::new(|seconds| when::duration(milliseconds(seconds))),
        }
    });
    let head = Signal::stored(Head {
        title: title.to_owned(),
        note: "how it spreads, on a logarithmic scale".to_owned(),
        foot: String::new(),
        file: measure.slug().to_owned(),
    });
    let open = Callback::new(move |_: String| {
        study.ask(|asked| asked.proof = Some(Shown::Duration(measure)));
    });
    view! { <Distribution head data on_pick=open /> }
}
