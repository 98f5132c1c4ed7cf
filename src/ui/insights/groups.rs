//! The figures side by side, one row a group.

use leptos::prelude::*;

use crate::{
    report::{
        kpi::{
            Durations, Groups, Key, Measure, Rate, Ratio, backlog::volume_by,
            durations::durations_by, is_few, rates::rate_by,
        },
        when,
    },
    ui::{
        insights::{rates::percent, study::Study},
        widgets::number::grouped,
    },
};

/// One group's figures.
#[derive(Clone, PartialEq)]
struct Row {
    label: String,
    /// Where its records are listed; nothing where no filter can say so.
    href: Option<String>,
    volume: usize,
    acknowledge: Durations,
    resolve: Durations,
    restore: Durations,
    first_contact: Ratio,
    reopened: Ratio,
}

/// The table of groups.
#[component]
pub fn GroupTable(study: Study) -> impl IntoView {
    let rows = Memo::new(move |_| rows(study));
    let by = move || study.asked.with(|asked| asked.by.label().to_lowercase());
    let caption = move || format!("Figures by {}", by());
    view! {
        <div class="panel insights__groups">
            <h3>{caption}</h3>
            <div class="chart__scroll" tabindex="0" role="region" aria-label=caption>
                <table class="chart__table">
                    <caption class="visually-hidden">{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{move || study.asked.with(|asked| asked.by.label())}</th>
                            <th scope="col">"Volume"</th>
                            <th scope="col">"MTTA median"</th>
                            <th scope="col">"Resolve median"</th>
                            <th scope="col">"Resolve mean"</th>
                            <th scope="col">"Resolve p90"</th>
                            <th scope="col">"n"</th>
                            <th scope="col">"Missing"</th>
                            <th scope="col">"Restore median"</th>
                            <th scope="col">"First contact"</th>
                            <th scope="col">"Reopened"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || rows.with(|rows| rows.iter().map(row).collect_view())}
                    </tbody>
                </table>
            </div>
        </div>
    }
}

fn row(row: &Row) -> impl IntoView + use<> {
    let duration = |seconds: Option<f64>| seconds.map_or_else(|| "–".to_owned(), said);
    let resolve = row.resolve.stats;
    let label = match &row.href {
        Some(href) => {
            view! { <a class="link" href=href.clone()>{row.label.clone()}</a> }.into_any()
        }
        None => row.label.clone().into_any(),
    };
    let is_small = is_few(row.resolve.n());
    view! {
        <tr data-group=row.label.clone()>
            <th scope="row">{label}</th>
            <td>{grouped(row.volume)}</td>
            <td>{duration(row.acknowledge.stats.map(|stats| stats.median_s()))}</td>
            <td>{duration(resolve.map(|stats| stats.median_s()))}</td>
            <td data-mean=resolve.map(|stats| stats.mean_s().to_string())>
                {duration(resolve.map(|stats| stats.mean_s()))}
            </td>
            <td>{duration(resolve.map(|stats| stats.p90_s()))}</td>
            <td>
                {grouped(row.resolve.n())}
                {is_small.then(|| view! { <span class="mute">" few"</span> })}
            </td>
            <td>{grouped(row.resolve.left_out.missing)}</td>
            <td>{duration(row.restore.stats.map(|stats| stats.median_s()))}</td>
            <td>{percent(row.first_contact.value())}</td>
            <td>{percent(row.reopened.value())}</td>
        </tr>
    }
}

fn rows(study: Study) -> Vec<Row> {
    let by = study.asked.with(|asked| asked.by);
    study.answer(|facts, question| {
        let groups = (study.desk).board_now(|board| Groups::of(facts, board, question, by));
        let volume = volume_by(facts, question, &groups);
        let duration = |measure| durations_by(facts, question, measure, &groups);
        let acknowledge = duration(Measure::Acknowledge);
        let resolve = duration(Measure::Resolve);
        let restore = duration(Measure::Restore);
        let first_contact = rate_by(facts, question, Rate::FirstContact, &groups);
        let reopened = rate_by(facts, question, Rate::Reopen, &groups);
        let keys = groups.keys.iter().enumerate();
        let rows = keys.map(|(group, key)| Row {
            label: study.desk.board_now(|board| key.label(board)),
            href: href(study, key),
            volume: volume[group].value,
            acknowledge: acknowledge[group],
            resolve: resolve[group],
            restore: restore[group],
            first_contact: first_contact[group],
            reopened: reopened[group],
        });
        rows.filter(|row| row.volume > 0 || row.resolve.n() > 0)
            .collect()
    })
}

fn href(study: Study, key: &Key) -> Option<String> {
    let mut can_say = true;
    let href = study.list(|filter| can_say = key.narrow(filter));
    can_say.then_some(href)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "seconds of a span of dates times a thousand fit"
)]
fn said(seconds: f64) -> String {
    when::duration((seconds * 1_000.0).round() as i64)
}
