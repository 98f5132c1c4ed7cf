//! How many were open, over time.

use leptos::prelude::*;

use crate::{
    domain::time::Moment,
    report::{
        kpi::series::backlog_at_ends,
        period::{Buckets, Period},
    },
    ui::{
        charts::{
            Head, Words,
            step_line::{Point, StepLine, Steps},
        },
        insights::{
            graphs::{noun, number, unit},
            shown::Shown,
            study::Study,
        },
        widgets::number::grouped,
    },
};

/// How many were open, over time.
#[component]
pub fn BacklogChart(study: Study) -> impl IntoView {
    let data = Memo::new(move |_| {
        let now = study.figures.moment();
        let days = study.selection.with(|selection| selection.days);
        let desk = study.desk;
        let local = |at: Moment| at.0 + i64::from(desk.offset(at)) * 60_000;
        let (buckets, levels) = study.answer(|facts, question| {
            let buckets = Buckets::of_days(days, question.offset);
            let levels = backlog_at_ends(facts, question, &buckets, now);
            (buckets, levels)
        });
        let highest = levels.iter().map(|&(_, count)| count).max().unwrap_or(0);
        let last = levels.last().copied();
        let points = buckets
            .all
            .iter()
            .zip(&levels)
            .map(|(bucket, &(at, count))| Point {
                at: local(bucket.span.from),
                value: (bucket.span.from <= now).then(|| number(count)),
                said: format!("End of {}", desk.moment(at)),
                key: bucket.days.1.to_string(),
            });
        Steps {
            points: points.collect(),
            until: buckets.all.last().map_or(0, |bucket| local(bucket.span.to)),
            end: last.map_or_else(String::new, |(_, count)| {
                format!("{} at the end", grouped(count))
            }),
            peak: match highest {
                0 => String::new(),
                highest => format!("highest {}", grouped(highest)),
            },
            unit: unit(study),
            words: Words::default(),
        }
    });
    let head = Signal::derive(move || Head {
        title: "Backlog".to_owned(),
        note: format!("{} reported and not closed", noun(study).1),
        foot: String::new(),
        file: "backlog".to_owned(),
    });
    // The proof is of the end of its period, so that one ends with the day that was pressed.
    let open = Callback::new(move |day: String| {
        let (from, last) = study.selection.with_untracked(|selection| selection.days);
        let to = day.parse().unwrap_or(last);
        study.ask(|asked| {
            asked.period = Period::Days {
                from: from.min(to),
                to,
            };
            asked.proof = Some(Shown::Backlog.into());
        });
    });
    view! { <StepLine head data on_pick=open /> }
}
