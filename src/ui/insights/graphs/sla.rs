//! How promises came out over time, a line for each clock.

use leptos::prelude::*;

use crate::{
    report::{
        kpi::{
            Compliance,
            compliance::{Watch, about, compliance_over, slug},
            is_few,
        },
        period::Buckets,
    },
    ui::{
        charts::{
            Head, Ink, Words,
            lines::{Course, LineChart, Lines, Period, Stop},
        },
        insights::{
            buckets::{axis_label, bucket_said, per, starting},
            rates::percent,
            shown::Proved,
            study::Study,
        },
        widgets::number::grouped,
    },
};

/// More lines than this nobody tells apart.
const MOST: usize = 6;

/// How promises came out over time; nothing where nothing is promised.
#[component]
pub fn SlaChart(study: Study) -> impl IntoView {
    let found = Memo::new(move |_| {
        let days = study.selection.with(|selection| selection.days);
        let asked = study.asked.get();
        study.answer_clocks(|facts, question, clocks, now| {
            let buckets = Buckets::of_days(days, question.offset);
            let plan = clocks.plan();
            let courses = about(plan, &asked.filter.kinds).take(MOST).map(|clock| {
                let watch = Watch { clocks, clock, now };
                let course = compliance_over(facts, question, &watch, &buckets);
                let name = plan.clocks[usize::from(clock)].name.clone();
                (name, slug(plan, clock), clock, course)
            });
            let courses: Vec<_> = courses.collect();
            (lines(&buckets, &courses), buckets.grain)
        })
    });
    let is_promised = Memo::new(move |_| found.with(|(lines, _)| !lines.courses.is_empty()));
    let head = Signal::derive(move || Head {
        title: "SLA met over time".to_owned(),
        note: format!("by clock, {}", per(found.with(|(_, grain)| *grain))),
        foot: String::new(),
        file: "sla".to_owned(),
    });
    let data = Signal::derive(move || found.with(|(lines, _)| lines.clone()));
    let open = Callback::new(move |word: String| {
        study.ask(|asked| {
            asked.proof = Some(Proved::Sla);
            asked.clock = Some(word);
        });
    });
    move || {
        let is_promised = is_promised.get();
        is_promised.then(|| view! { <LineChart head data on_pick=open /> })
    }
}

fn lines(buckets: &Buckets, courses: &[(String, String, u8, Vec<Compliance>)]) -> Lines {
    let stop = |found: &Compliance| Stop {
        value: found.value().map(|value| value * 100.0),
        note: match found.decided() {
            0 => String::new(),
            of => format!(
                "{} of {}{}",
                grouped(found.met),
                grouped(of),
                if is_few(of) { ", few" } else { "" }
            ),
        },
    };
    Lines {
        periods: (buckets.all.iter())
            .map(|bucket| Period {
                label: axis_label(bucket, buckets.grain),
                said: bucket_said(bucket, buckets.grain),
            })
            .collect(),
        courses: (courses.iter())
            .map(|(name, word, clock, course)| Course {
                label: name.clone(),
                // A clock keeps its colour whichever others are drawn.
                ink: Some(Ink::Series(clock + 1)),
                stops: course.iter().map(stop).collect(),
                key: word.clone(),
            })
            .collect(),
        top: Some(100.0),
        axis: starting(buckets.grain).to_owned(),
        words: Words::new(|value| percent(Some(value / 100.0))),
    }
}
