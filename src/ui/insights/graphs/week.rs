//! When in the week records are reported.

use leptos::prelude::*;

use crate::{
    report::{
        filter::{Hour, WEEKDAYS},
        kpi::series::by_weekday_and_hour,
    },
    ui::{
        charts::{
            Head, Words,
            heatmap::{Heat, Heatmap, Line, Spot},
        },
        insights::{
            graphs::{number, opener, unit},
            study::Study,
        },
    },
};

/// When in the week records are reported.
#[component]
pub fn WeekChart(study: Study) -> impl IntoView {
    let counts = Memo::new(move |_| study.answer(by_weekday_and_hour));
    let data = Memo::new(move |_| {
        let line = |label: String, said: String| Line { label, said };
        Heat {
            rows: WEEKDAYS
                .map(|(_, label, said)| line(label.to_owned(), said.to_owned()))
                .to_vec(),
            columns: (0..24)
                .map(|hour| {
                    let said = format!("{hour:02}:00 to {:02}:00", hour + 1);
                    line(format!("{hour:02}"), said)
                })
                .collect(),
            spots: counts.with(|counts| {
                let days = (0..).zip(counts);
                let row = |(weekday, row): (u8, &[usize; 24])| {
                    let hours = (0..).zip(row);
                    let spot = |(hour, &count): (u8, &usize)| Spot {
                        value: Some(number(count)),
                        key: study.list(|filter| filter.hour = Some(Hour { weekday, hour })),
                    };
                    hours.map(spot).collect()
                };
                days.map(row).collect()
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
    view! { <Heatmap head data on_pick=opener() /> }
}
