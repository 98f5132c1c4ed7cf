//! The cards of counts: volume, backlog, time on hold.

use leptos::prelude::*;

use crate::{
    report::{
        kpi::{
            Facts, Rate,
            backlog::{Count, backlog_at, volume},
            rates::rate,
            series::backlog_at_ends,
            stays::{OnHold, on_hold},
        },
        period::Buckets,
        when,
    },
    ui::{
        insights::{
            card::{Beside, Card, Told},
            change::Change,
            rates::percent,
            shown::Shown,
            study::Study,
        },
        widgets::number::grouped,
    },
};

/// How many were reported.
#[component]
pub fn VolumeCard(study: Study) -> impl IntoView {
    let answer = Memo::new(move |_| {
        let today = study.figures.moment();
        let compares = study.asked.with(|asked| asked.compare);
        let (before, days) = study
            .selection
            .with(|selection| (selection.before, selection.days));
        study.answer(|facts, question| {
            let buckets = Buckets::of_days(days, question.offset);
            let each = |bucket: &crate::report::period::Bucket| {
                let question = question.within(bucket.span);
                (bucket.span.from <= today).then(|| volume(facts, &question).value)
            };
            let before = before.filter(|_| compares);
            (
                volume(facts, question),
                before.map(|(_, span)| volume(facts, &question.within(span)).value),
                buckets.all.iter().map(each).collect::<Vec<_>>(),
                days.1 - days.0 + 1,
            )
        })
    });
    let told = Memo::new(move |_| {
        let (now, before, course, days) = answer.get();
        let Count { value, left_out } = now;
        Told {
            figure: grouped(value),
            below: "reported".to_owned(),
            terms: vec![
                ("a day", format!("{:.1}", number(value) / days_of(days))),
                ("days", grouped(usize::try_from(days).unwrap_or(0))),
                ("cancelled", grouped(left_out.void)),
                ("drills", grouped(left_out.drills)),
            ],
            n: value,
            warns: false,
            note: "Cancelled ones and drills are left out".to_owned(),
            change: before.map(|before| Change::of_counts(value, before)),
            course: points(course),
            ..Told::default()
        }
    });
    view! {
        <section
            class="panel kpi"
            aria-label="Volume"
            data-kpi="volume"
            data-value=move || answer.with(|(now, ..)| now.value)
        >
            <Card study figure=Shown::Volume title="Volume" small="reported in the period" told />
        </section>
    }
}

/// How many were open at the period's end.
#[component]
pub fn BacklogCard(study: Study) -> impl IntoView {
    let answer = Memo::new(move |_| {
        let (now, at) = (study.figures.moment(), study.end());
        let compares = study.asked.with(|asked| asked.compare);
        let (before, days) = study
            .selection
            .with(|selection| (selection.before, selection.days));
        study.answer(|facts: &Facts, question| {
            let buckets = Buckets::of_days(days, question.offset);
            let levels = backlog_at_ends(facts, question, &buckets, now);
            let course = buckets.all.iter().zip(levels);
            let course: Vec<Option<usize>> = course
                .map(|(bucket, (_, count))| (bucket.span.from <= now).then_some(count))
                .collect();
            let before = before.filter(|_| compares);
            (
                backlog_at(facts, question, at),
                before.map(|(_, span)| backlog_at(facts, question, span.last()).value),
                course,
                at,
            )
        })
    });
    let desk = study.desk;
    let told = Memo::new(move |_| {
        let (now, before, course, at) = answer.get();
        let counts = course.iter().copied().flatten();
        let peak = counts.clone().max().unwrap_or(0);
        Told {
            figure: grouped(now.value),
            below: format!("not closed on {}", desk.moment(at)),
            terms: vec![
                ("highest", grouped(peak)),
                ("lowest", grouped(counts.min().unwrap_or(0))),
                ("missing", grouped(now.left_out.missing)),
            ],
            n: now.value,
            warns: false,
            note: "Reported and not closed at the end of the period".to_owned(),
            change: before.map(|before| Change::of_counts(now.value, before)),
            course: points(course),
            ..Told::default()
        }
    });
    view! {
        <section
            class="panel kpi"
            aria-label="Backlog"
            data-kpi="backlog"
            data-value=move || answer.with(|(now, ..)| now.value)
        >
            <Card study figure=Shown::Backlog title="Backlog" small="at the end of the period" told />
        </section>
    }
}

/// How much of open time was spent waiting.
#[component]
pub fn HoldCard(study: Study) -> impl IntoView {
    let answer = Memo::new(move |_| {
        let compares = study.asked.with(|asked| asked.compare);
        let before = study.selection.with(|selection| selection.before);
        study.answer(|facts, question| {
            let before = before.filter(|_| compares);
            (
                on_hold(facts, question),
                before.map(|(_, span)| on_hold(facts, &question.within(span))),
                rate(facts, question, Rate::Reassigned),
                rate(facts, question, Rate::Escalated),
            )
        })
    });
    let told = Memo::new(move |_| {
        let (hold, before, reassigned, escalated) = answer.get();
        let known = |hold: OnHold| hold.share().map(|share| (share, hold.of));
        let total = i64::try_from(hold.hold_ms).unwrap_or(i64::MAX);
        Told {
            figure: percent(hold.share()),
            below: "of the time that records were open".to_owned(),
            terms: vec![
                ("held", grouped(hold.held)),
                ("time", when::duration(total)),
                ("handed on", percent(reassigned.value())),
                ("escalated", percent(escalated.value())),
            ],
            n: hold.of,
            warns: hold.of > 0,
            note: format!(
                "{} of {} were on hold",
                grouped(hold.held),
                grouped(hold.of)
            ),
            change: before.map(|before| Change::of_shares(known(hold), known(before), false)),
            ..Told::default()
        }
    });
    let held = move |read: fn(&OnHold) -> String| answer.with(|(hold, ..)| read(hold));
    view! {
        <section
            class="panel kpi"
            aria-label="On hold"
            data-kpi="hold"
            data-numerator=move || held(|hold| hold.held.to_string())
            data-denominator=move || held(|hold| hold.of.to_string())
            data-seconds=move || held(|hold| (hold.hold_ms / 1_000).to_string())
            data-value=move || held(|hold| hold.share().map(|share| share.to_string()).unwrap_or_default())
        >
            <Card study figure=Shown::OnHold title="On hold" small="waiting for somebody" told>
                <Beside study figures=vec![Shown::Rate(Rate::Reassigned), Shown::Rate(Rate::Escalated)] />
            </Card>
        </section>
    }
}

/// Counts as a course.
fn points(counts: Vec<Option<usize>>) -> Vec<Option<(f64, String)>> {
    let point = |count: usize| (number(count), grouped(count));
    counts.into_iter().map(|count| count.map(point)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn number(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_precision_loss, reason = "days are far below 2^53")]
fn days_of(days: i64) -> f64 {
    days.max(1) as f64
}
