//! The charts: volume, distribution, backlog, time in state, when in the week.

use leptos::prelude::*;

use crate::{
    domain::time::Moment,
    plot::bins::{bins, duration_edges},
    report::{
        filter::Reported,
        kpi::{
            By, Groups, Key, Measure,
            backlog::volume_over,
            durations::{durations, lengths},
            seconds,
            series::{backlog_at_ends, by_weekday_and_hour},
            stays::{Place, time_in_state},
        },
        period::{Bucket, Buckets, Grain},
        when,
    },
    ui::{
        charts::{
            Head, Ink, Unit, Words,
            distribution::{Distribution, Rule, Spread},
            dot_range::{DotRange, Range, Ranges},
            heatmap::{Heat, Heatmap, Line, Spot},
            stacked_bars::{Bars, Column, Series, StackedBars},
            step_line::{Point, StepLine, Steps},
        },
        insights::{shown::Shown, study::Study},
        route::use_router,
        widgets::number::{counted, grouped},
    },
};

/// More series than this nobody tells apart: the rest become one.
const MOST_SERIES: usize = 7;

/// All charts.
#[component]
pub fn Graphs(study: Study) -> impl IntoView {
    view! {
        <section class="charts" aria-label="Charts">
            <VolumeChart study />
            <SpreadChart study measure=Measure::Resolve title="Time to resolve" />
            <BacklogChart study />
            <StateChart study />
            <WeekChart study />
        </section>
    }
}

/// Volume per bucket, stacked by what records are grouped by.
#[component]
fn VolumeChart(study: Study) -> impl IntoView {
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
    let is_ranked = matches!(keys.first(), Some(Key::Priority(_) | Key::Severity(_)));
    if !is_ranked {
        order.sort_by_key(|&group| std::cmp::Reverse(total(group)));
    }
    let (own, rest) = order.split_at(order.len().min(MOST_SERIES));
    let label = |group: usize| study.desk.board_now(|board| keys[group].label(board));
    let ink = |rank: usize, group: usize| match &keys[group] {
        Key::Priority(Some(priority)) => Ink::Level(*priority as u8 + 1),
        Key::Severity(Some(severity)) => Ink::Level(*severity as u8 + 1),
        Key::Priority(None) | Key::Severity(None) => Ink::Mute,
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
        let list = |key: Option<&Key>| {
            study.list(|filter| {
                filter.reported = Some(days_of(bucket));
                if let Some(key) = key {
                    key.narrow(filter);
                }
            })
        };
        let mut values: Vec<f64> = own.iter().map(|&group| number(counts[group])).collect();
        let mut links: Vec<String> = own.iter().map(|&group| list(Some(&keys[group]))).collect();
        if !rest.is_empty() {
            values.push(number(rest.iter().map(|&group| counts[group]).sum()));
            links.push(list(None));
        }
        Column {
            label: axis_label(bucket, buckets.grain),
            said: bucket_said(bucket, buckets.grain),
            values: Some(values),
            keys: links,
            key: list(None),
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

/// How a duration spreads.
#[component]
fn SpreadChart(study: Study, measure: Measure, title: &'static str) -> impl IntoView {
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

/// How many were open, over time.
#[component]
fn BacklogChart(study: Study) -> impl IntoView {
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
                key: Shown::Backlog.slug(),
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
    let open = Callback::new(move |_: String| {
        study.ask(|asked| asked.proof = Some(Shown::Backlog));
    });
    view! { <StepLine head data on_pick=open /> }
}

/// How long records stayed in each state.
#[component]
fn StateChart(study: Study) -> impl IntoView {
    let data = Memo::new(move |_| {
        let (states, _) = study.answer(time_in_state);
        let rows = states.iter().map(|state| {
            let say = |seconds: f64| when::duration(milliseconds(seconds));
            let stays = state.stays.as_ref();
            let total = i64::try_from(state.total).unwrap_or(i64::MAX);
            Range {
                label: state.place.label(),
                dot: stays.map(|stays| stays.median_s()),
                ring: stays.map(|stays| stays.p90_s()),
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
                key: String::new(),
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
    view! { <DotRange head data /> }
}

/// When in the week records are reported.
#[component]
fn WeekChart(study: Study) -> impl IntoView {
    const DAYS: [(&str, &str); 7] = [
        ("Mon", "Monday"),
        ("Tue", "Tuesday"),
        ("Wed", "Wednesday"),
        ("Thu", "Thursday"),
        ("Fri", "Friday"),
        ("Sat", "Saturday"),
        ("Sun", "Sunday"),
    ];
    let counts = Memo::new(move |_| study.answer(by_weekday_and_hour));
    let data = Memo::new(move |_| {
        let line = |label: String, said: String| Line { label, said };
        Heat {
            rows: DAYS
                .map(|(label, said)| line(label.to_owned(), said.to_owned()))
                .to_vec(),
            columns: (0..24)
                .map(|hour| {
                    let said = format!("{hour:02}:00 to {:02}:00", hour + 1);
                    line(format!("{hour:02}"), said)
                })
                .collect(),
            spots: counts.with(|counts| {
                let spot = |&count: &usize| Spot {
                    value: Some(number(count)),
                    key: String::new(),
                };
                let row = |row: &[usize; 24]| row.iter().map(spot).collect();
                counts.iter().map(row).collect()
            }),
            unit: unit(study),
            words: Words::default(),
        }
    });
    let head = Signal::derive(move || Head {
        title: "When they are reported".to_owned(),
        note: format!("by hour and weekday, {}", study.desk.zone()),
        foot: String::new(),
        file: "hours".to_owned(),
    });
    view! { <Heatmap head data /> }
}

/// Goes to the address that a mark stands for.
fn opener() -> Callback<String> {
    let router = use_router();
    Callback::new(move |href: String| router.visit(&href))
}

fn noun(study: Study) -> (&'static str, &'static str) {
    use crate::domain::state::RecordKind;
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

const fn per(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "a day",
        Grain::Week => "a week",
        Grain::Month => "a month",
        Grain::Year => "a year",
    }
}

const fn starting(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "day",
        Grain::Week => "week starting",
        Grain::Month => "month",
        Grain::Year => "year",
    }
}

const fn days_of(bucket: &Bucket) -> Reported {
    Reported::Days {
        from: bucket.days.0,
        to: bucket.days.1,
    }
}

fn axis_label(bucket: &Bucket, grain: Grain) -> String {
    let date = when::date_of(bucket.days.0);
    match grain {
        Grain::Day | Grain::Week => when::short_date(bucket.days.0),
        Grain::Month => date[..7].to_owned(),
        Grain::Year => date[..4].to_owned(),
    }
}

fn bucket_said(bucket: &Bucket, grain: Grain) -> String {
    let (from, to) = (when::date_of(bucket.days.0), when::date_of(bucket.days.1));
    match grain {
        Grain::Day => from,
        Grain::Week => format!("Week of {from}"),
        Grain::Month | Grain::Year => format!("{from} to {to}"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn number(count: usize) -> f64 {
    count as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "seconds of a span of dates times a thousand fit"
)]
fn milliseconds(seconds: f64) -> i64 {
    (seconds * 1_000.0).round() as i64
}
