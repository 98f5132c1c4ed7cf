//! The cards of durations: acknowledge, resolve, restore, detect.

use leptos::prelude::*;

use crate::{
    report::{
        kpi::{
            Belongs, Durations, Measure, Resolution,
            durations::{durations, durations_over},
        },
        period::Buckets,
        when,
    },
    ui::{
        insights::{
            card::{Card, Told},
            change::Change,
            shown::Shown,
            study::Study,
            switch::Switch,
        },
        widgets::number::grouped,
    },
};

/// What the card of a duration is computed from.
#[derive(Clone, PartialEq)]
struct Answer {
    now: Durations,
    before: Option<Durations>,
    course: Vec<Durations>,
}

/// A duration with its spread, what it leaves out, and its course.
#[component]
pub fn DurationCard(
    study: Study,
    measure: Measure,
    title: &'static str,
    small: &'static str,
) -> impl IntoView {
    let answer = Memo::new(move |_| {
        let compares = study.asked.with(|asked| asked.compare);
        let (before, days) = study
            .selection
            .with(|selection| (selection.before, selection.days));
        study.answer(|facts, question| {
            let buckets = Buckets::of_days(days, question.offset);
            let before = before.filter(|_| compares);
            Answer {
                now: durations(facts, question, measure),
                before: before.map(|(_, span)| durations(facts, &question.within(span), measure)),
                course: durations_over(facts, question, measure, &buckets),
            }
        })
    });
    let seconds = move |read: fn(&crate::report::kpi::Stats) -> f64| {
        answer.with(|answer| {
            answer
                .now
                .stats
                .as_ref()
                .map(|stats| read(stats).to_string())
        })
    };
    let left_out = move |read: fn(&Durations) -> usize| answer.with(|answer| read(&answer.now));
    let told = Memo::new(move |_| answer.with(|answer| told(answer, measure)));
    let has_switch = matches!(measure, Measure::Resolve);
    view! {
        <section
            class="panel kpi"
            aria-label=title
            data-kpi=measure.slug()
            data-n=move || left_out(Durations::n)
            data-open=move || left_out(|it| it.left_out.open)
            data-missing=move || left_out(|it| it.left_out.missing)
            data-invalid=move || left_out(|it| it.left_out.invalid)
            data-mean=move || seconds(crate::report::kpi::Stats::mean_s)
            data-median=move || seconds(crate::report::kpi::Stats::median_s)
            data-p90=move || seconds(crate::report::kpi::Stats::p90_s)
        >
            <Card study figure=Shown::Duration(measure) title small told>
                {has_switch.then(|| view! { <ResolutionSwitch study /> })}
            </Card>
        </section>
    }
}

/// Which resolution of a reopened record counts.
#[component]
pub fn ResolutionSwitch(study: Study) -> impl IntoView {
    view! {
        <Switch
            label="Which resolution counts"
            of="resolve"
            all={Resolution::ALL.iter().map(|it| (it.slug(), it.label())).collect::<Vec<_>>()}
            value=Signal::derive(move || study.asked.with(|asked| asked.switches.resolution.slug()))
            on_change=Callback::new(move |slug: String| {
                if let Some(resolution) = Resolution::from_slug(&slug) {
                    study.ask(|asked| asked.switches.resolution = resolution);
                }
            })
        />
    }
}

/// What else is measured from a report to an end.
#[component]
pub fn MeasureSwitch(study: Study, shown: Shown) -> impl IntoView {
    const ENDS: [Measure; 4] = [
        Measure::Resolve,
        Measure::ResolveNet,
        Measure::Restore,
        Measure::Close,
    ];
    let value = ENDS
        .into_iter()
        .find(|measure| shown == Shown::Duration(*measure))
        .map_or("", Measure::slug);
    view! {
        <Switch
            label="What is measured"
            of="end"
            all={ENDS.iter().map(|it| (it.slug(), it.label())).collect::<Vec<_>>()}
            value=Signal::stored(value)
            on_change=Callback::new(move |slug: String| {
                study
                    .ask(|asked| {
                        asked.proof = Shown::from_slug(&slug).map(Into::into);
                        asked.between = None;
                    });
            })
        />
    }
}

/// By which of its ends a duration belongs to the period.
#[component]
pub fn BelongsSwitch(study: Study) -> impl IntoView {
    view! {
        <Switch
            label="Which period a duration belongs to"
            of="belongs"
            all={Belongs::ALL.iter().map(|it| (it.slug(), it.label())).collect::<Vec<_>>()}
            value=Signal::derive(move || study.asked.with(|asked| asked.switches.belongs.slug()))
            on_change=Callback::new(move |slug: String| {
                if let Some(belongs) = Belongs::from_slug(&slug) {
                    study.ask(|asked| asked.switches.belongs = belongs);
                }
            })
        />
    }
}

fn told(answer: &Answer, measure: Measure) -> Told {
    let Durations {
        stats,
        left_out,
        fell_back,
    } = answer.now;
    let median = |durations: &Durations| {
        let stats = durations.stats?;
        Some((milliseconds(stats.median_s()), stats.n))
    };
    let say = |seconds: Option<f64>| {
        seconds.map_or_else(
            || "–".to_owned(),
            |seconds| when::duration(milliseconds(seconds)),
        )
    };
    let mut terms = vec![
        ("p90", say(stats.map(|stats| stats.p90_s()))),
        ("mean", say(stats.map(|stats| stats.mean_s()))),
        ("n", grouped(answer.now.n())),
        ("open", grouped(left_out.open)),
        ("missing", grouped(left_out.missing)),
    ];
    if left_out.invalid > 0 {
        terms.push(("invalid", grouped(left_out.invalid)));
    }
    let note = match measure {
        Measure::Restore if fell_back.start + fell_back.end > 0 => format!(
            "{} without start of impact, {} without mitigation",
            grouped(fell_back.start),
            grouped(fell_back.end)
        ),
        Measure::Acknowledge if fell_back.end > 0 => {
            format!("{} read off an imported history", grouped(fell_back.end))
        }
        Measure::Detect if left_out.not_applicable > 0 => format!(
            "{} whose start of impact nobody knows",
            grouped(left_out.not_applicable)
        ),
        _ => String::new(),
    };
    let course = answer.course.iter().map(|bucket| {
        let median = bucket.stats?.median_s();
        Some((median, say(Some(median))))
    });
    Told {
        figure: say(stats.map(|stats| stats.median_s())),
        below: match stats {
            Some(_) => "median".to_owned(),
            None => "nothing to measure yet".to_owned(),
        },
        terms,
        n: answer.now.n(),
        warns: answer.now.n() > 0,
        note,
        change: answer
            .before
            .as_ref()
            .map(|before| Change::of_durations(median(&answer.now), median(before))),
        course: course.collect(),
        course_is: "median",
        ..Told::default()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "seconds of a span of dates times a thousand fit"
)]
fn milliseconds(seconds: f64) -> i64 {
    (seconds * 1_000.0).round() as i64
}
