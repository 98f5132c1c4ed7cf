//! How a duration spreads.

use leptos::prelude::*;

use crate::{
    plot::bins::{Bin, bins, duration_edges},
    report::{
        kpi::{
            Between, Measure,
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
            switch::Switch,
        },
        widgets::number::{counted, grouped},
    },
};

/// How a duration spreads.
#[component]
pub fn SpreadChart(study: Study) -> impl IntoView {
    let measure = Memo::new(move |_| study.asked.with(|asked| asked.spread));
    let data = Memo::new(move |_| {
        let measure = measure.get();
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
        let keys = bins.iter().map(|bin| between(bin).slug()).collect();
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
    let head = Signal::derive(move || Head {
        title: measure.get().label().to_owned(),
        note: "on a logarithmic scale".to_owned(),
        foot: String::new(),
        file: measure.get().slug().to_owned(),
    });
    let open = Callback::new(move |slug: String| {
        study.ask(|asked| {
            asked.proof = Some(Shown::Duration(asked.spread).into());
            asked.between = Between::from_slug(&slug);
        });
    });
    let choose = Callback::new(move |slug: String| {
        if let Some(measure) = Measure::from_slug(&slug) {
            study.ask(|asked| asked.spread = measure);
        }
    });
    let choice = move || {
        let all = Measure::ALL.iter().map(|it| (it.slug(), it.label()));
        view! {
            <Switch
                label="Whose spread is drawn"
                of="spread"
                all={all.collect::<Vec<_>>()}
                value=Signal::derive(move || measure.get().slug())
                on_change=choose
            />
        }
    };
    view! { <Distribution head data on_pick=open choice /> }
}

/// The lengths that a bin counts; its edges are whole seconds.
#[expect(
    clippy::cast_possible_truncation,
    reason = "edges are at most a few hundred days"
)]
fn between(bin: &Bin) -> Between {
    let seconds = |edge: f64| edge as i64;
    Between {
        from: bin.from.map(seconds),
        to: bin.to.map(seconds),
    }
}
