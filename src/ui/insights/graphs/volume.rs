//! Volume per bucket, stacked by what records are grouped by.

use leptos::prelude::*;

use crate::{
    domain::time::Moment,
    report::{
        filter::Dates,
        kpi::{By, Groups, Key, backlog::volume_over},
        period::{Bucket, Buckets, Grain},
    },
    ui::{
        charts::{
            Head, Ink, Words,
            stacked_bars::{Bars, Column, Series, StackedBars},
        },
        insights::{
            buckets::{axis_label, bucket_said, per, starting},
            graphs::{noun, number, opener, unit},
            study::Study,
        },
    },
};

/// More series than this nobody tells apart: the rest become one.
const MOST_SERIES: usize = 7;
/// So many others an address can name.
const MOST_NAMED: usize = 50;

/// Volume per bucket, stacked by what records are grouped by.
#[component]
pub fn VolumeChart(study: Study) -> impl IntoView {
    let by = Memo::new(move |_| study.asked.with(|asked| asked.by));
    let data = Memo::new(move |_| {
        let by = match by.get() {
            By::Month => By::MainCategory,
            by => by,
        };
        let days = study.selection.with(|selection| selection.days);
        let now = study.figures.moment();
        let (buckets, keys, counts) = study.answer(|facts, question| {
            let buckets = Buckets::of_days(days, question.offset);
            let groups = study
                .desk
                .board_now(|board| Groups::of(facts, board, question, by));
            let counts = volume_over(facts, question, &buckets, &groups);
            (buckets, groups.keys, counts)
        });
        bars(study, now, &buckets, &keys, &counts)
    });
    let head = Signal::derive(move || Head {
        title: format!("Volume by {}", by.get().label().to_lowercase()),
        note: format!("{} {}", noun(study).1, per(data.with(|(_, grain)| *grain))),
        foot: String::new(),
        file: "volume".to_owned(),
    });
    let data = Signal::derive(move || data.with(|(bars, _)| bars.clone()));
    view! { <StackedBars head data on_pick=opener() /> }
}

fn bars(
    study: Study,
    now: Moment,
    buckets: &Buckets,
    keys: &[Key],
    counts: &[Vec<usize>],
) -> (Bars, Grain) {
    // The largest groups stand at the bottom and keep their colours.
    let total = |group: usize| counts.iter().map(|bucket| bucket[group]).sum::<usize>();
    let mut order: Vec<usize> = (0..keys.len()).filter(|&group| total(group) > 0).collect();
    let is_ranked = matches!(
        keys.first(),
        Some(Key::Priority(_) | Key::Severity(_) | Key::Impact(_) | Key::Urgency(_))
    );
    if !is_ranked {
        order.sort_by_key(|&group| std::cmp::Reverse(total(group)));
    }
    let (own, rest) = order.split_at(order.len().min(MOST_SERIES));
    let label = |group: usize| study.desk.board_now(|board| keys[group].label(board));
    let ink = |rank: usize, group: usize| match &keys[group] {
        Key::Priority(Some(priority)) => Ink::Level(*priority as u8 + 1),
        Key::Severity(Some(severity)) => Ink::Level(*severity as u8 + 1),
        Key::Priority(None) | Key::Severity(None) | Key::Impact(None) | Key::Urgency(None) => {
            Ink::Mute
        }
        _ => Ink::Series(u8::try_from(rank + 1).unwrap_or(8)),
    };
    let mut series: Vec<Series> = (own.iter().enumerate())
        .map(|(rank, &group)| Series {
            label: label(group),
            ink: Some(ink(rank, group)),
        })
        .collect();
    if !rest.is_empty() {
        series.push(Series {
            label: format!("{} others", rest.len()),
            ink: Some(Ink::Mute),
        });
    }
    let columns = buckets.all.iter().zip(counts).map(|(bucket, counts)| {
        let keys_of =
            |groups: &[usize]| groups.iter().map(|&group| &keys[group]).collect::<Vec<_>>();
        let list = |narrowed: &[usize]| {
            study.list(|filter| {
                filter.reported = Some(days_of(bucket));
                Key::narrow(&keys_of(narrowed), filter);
            })
        };
        let mut values: Vec<f64> = own.iter().map(|&group| number(counts[group])).collect();
        let mut links: Vec<String> = own.iter().map(|&group| list(&[group])).collect();
        if !rest.is_empty() {
            values.push(number(rest.iter().map(|&group| counts[group]).sum()));
            // An address has no room for more; what has none leads nowhere.
            links.push(match rest.len() {
                ..=MOST_NAMED if Key::fit_one_filter(&keys_of(rest)) => list(rest),
                _ => String::new(),
            });
        }
        Column {
            label: axis_label(bucket, buckets.grain),
            said: bucket_said(bucket, buckets.grain),
            // What has not come yet is not known to be none.
            values: (bucket.span.from <= now).then_some(values),
            keys: links,
            key: list(&[]),
            partial: bucket.is_cut || bucket.span.contains(now),
        }
    });
    let columns: Vec<Column> = columns.collect();
    let axis = match columns.iter().any(|column| column.partial) {
        true => format!("{}, pale where it is not whole", starting(buckets.grain)),
        false => starting(buckets.grain).to_owned(),
    };
    let bars = Bars {
        series,
        columns,
        axis,
        unit: unit(study),
        words: Words::default(),
    };
    (bars, buckets.grain)
}

const fn days_of(bucket: &Bucket) -> Dates {
    Dates::Days {
        from: bucket.days.0,
        to: bucket.days.1,
    }
}
