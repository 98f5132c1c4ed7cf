//! When in the week records are reported.

use leptos::prelude::*;

use crate::{
    report::kpi::series::by_weekday_and_hour,
    ui::{
        charts::{
            Head, Words,
            heatmap::{Heat, Heatmap, Line, Spot},
        },
        insights::{
            graphs::{number, unit},
            study::Study,
        },
    },
};

/// When in the week records are reported.
#[component]
pub fn WeekChart(study: Study) -> impl IntoView {
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
