//! The figures side by side, one row a group.

pub mod states;

use leptos::prelude::*;

use crate::{
    report::{
        kpi::{
            Compliance, Durations, Groups, Key, Measure, Rate, Ratio,
            backlog::{backlog_at, volume_by},
            compliance::{Watch, chosen, compliance_by},
            durations::durations_by,
            is_few,
            rates::rate_by,
            stays::on_hold,
        },
        when,
    },
    ui::{
        insights::{rates::percent, study::Study},
        widgets::number::grouped,
    },
};

/// So many groups are shown, those with the most records.
const MOST: usize = 200;

/// One group's figures.
#[derive(Clone, PartialEq)]
struct Row {
    label: String,
    /// Where its records are listed.
    href: String,
    volume: usize,
    acknowledge: Durations,
    resolve: Durations,
    restore: Durations,
    /// Of the chosen clock.
    sla: Compliance,
    first_contact: Ratio,
    reopened: Ratio,
    recurred: Ratio,
    detect: Durations,
    /// Share of open time.
    on_hold: Option<f64>,
    /// At the end of the period.
    backlog: usize,
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
                            <th scope="col">"Detect median"</th>
                            <th scope="col">"SLA met"</th>
                            <th scope="col">"First contact"</th>
                            <th scope="col">"Reopened"</th>
                            <th scope="col">"Recurred"</th>
                            <th scope="col">"On hold"</th>
                            <th scope="col">"Backlog"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || rows.with(|(rows, _)| rows.iter().map(row).collect_view())}
                    </tbody>
                </table>
            </div>
            <CutOff groups=Signal::derive(move || rows.with(|(_, groups)| *groups)) />
        </div>
    }
}

/// Says that there are more groups than are shown.
#[component]
fn CutOff(groups: Signal<usize>) -> impl IntoView {
    let said = move || {
        let groups = groups.get();
        (groups > MOST).then(|| {
            let said = format!(
                "These are the {MOST} of {} groups with the most records.",
                grouped(groups)
            );
            view! { <p class="panel__foot small mute">{said}</p> }
        })
    };
    view! { {said} }
}

fn row(row: &Row) -> impl IntoView + use<> {
    let duration = |seconds: Option<f64>| seconds.map_or_else(|| "–".to_owned(), said);
    let resolve = row.resolve.stats;
    let is_small = is_few(row.resolve.n());
    view! {
        <tr data-group=row.label.clone()>
            <th scope="row"><a class="link" href=row.href.clone()>{row.label.clone()}</a></th>
            <td>{grouped(row.volume)}</td>
            <td>{duration(row.acknowledge.stats.map(|stats| stats.median_s()))}</td>
            <td data-median=resolve.map(|stats| stats.median_s().to_string())>
                {duration(resolve.map(|stats| stats.median_s()))}
            </td>
            <td data-mean=resolve.map(|stats| stats.mean_s().to_string())>
                {duration(resolve.map(|stats| stats.mean_s()))}
            </td>
            <td data-p90=resolve.map(|stats| stats.p90_s().to_string())>
                {duration(resolve.map(|stats| stats.p90_s()))}
            </td>
            <td data-n=row.resolve.n()>
                {grouped(row.resolve.n())}
                {is_small.then(|| view! { <span class="mute">" few"</span> })}
            </td>
            <td>{grouped(row.resolve.left_out.missing)}</td>
            <td>{duration(row.restore.stats.map(|stats| stats.median_s()))}</td>
            <td>{duration(row.detect.stats.map(|stats| stats.median_s()))}</td>
            <td data-met=row.sla.met data-of=row.sla.decided()>
                {percent(row.sla.value())}
                {(row.sla.decided() > 0)
                    .then(|| view! { <span class="mute">{format!(" of {}", grouped(row.sla.decided()))}</span> })}
            </td>
            <td>{percent(row.first_contact.value())}</td>
            <td>{percent(row.reopened.value())}</td>
            <td data-recurred=row.recurred.numerator>{percent(row.recurred.value())}</td>
            <td>{percent(row.on_hold)}</td>
            <td data-backlog=row.backlog>{grouped(row.backlog)}</td>
        </tr>
    }
}

/// The rows that are shown, and how many groups there are.
fn rows(study: Study) -> (Vec<Row>, usize) {
    let (by, clock, kinds) = study.asked.with(|asked| {
        let kinds = asked.filter.kinds.clone();
        (asked.by, asked.clock.clone(), kinds)
    });
    let end = study.end();
    study.answer_clocks(|facts, question, clocks, now| {
        let groups = (study.desk).board_now(|board| Groups::of(facts, board, question, by));
        let volume = volume_by(facts, question, &groups);
        let duration = |measure| durations_by(facts, question, measure, &groups);
        let acknowledge = duration(Measure::Acknowledge);
        let resolve = duration(Measure::Resolve);
        let restore = duration(Measure::Restore);
        let first_contact = rate_by(facts, question, Rate::FirstContact, &groups);
        let sla = chosen(clocks.plan(), clock.as_deref(), &kinds).map(|clock| {
            let watch = Watch { clocks, clock, now };
            compliance_by(facts, question, &watch, &groups)
        });
        let reopened = rate_by(facts, question, Rate::Reopen, &groups);
        let recurred = rate_by(facts, question, Rate::Recurrence, &groups);
        let detect = duration(Measure::Detect);
        let members = groups.members();
        let keys = groups.keys.iter().enumerate();
        let rows = keys.map(|(group, key)| Row {
            label: study.desk.board_now(|board| key.label(board)),
            href: study.list(|filter| Key::narrow(&[key], filter)),
            volume: volume[group].value,
            acknowledge: acknowledge[group],
            resolve: resolve[group],
            restore: restore[group],
            sla: sla
                .as_ref()
                .map_or_else(Compliance::default, |sla| sla[group]),
            first_contact: first_contact[group],
            reopened: reopened[group],
            recurred: recurred[group],
            detect: detect[group],
            on_hold: on_hold(facts, &question.of(&members[group])).share(),
            backlog: backlog_at(facts, &question.of(&members[group]), end).value,
        });
        let mut rows: Vec<Row> = rows
            .filter(|row| row.volume > 0 || row.resolve.n() > 0 || row.backlog > 0)
            .collect();
        let groups = rows.len();
        if groups > MOST {
            rows.sort_by_key(|row| std::cmp::Reverse(row.volume));
            rows.truncate(MOST);
        }
        (rows, groups)
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "seconds of a span of dates times a thousand fit"
)]
fn said(seconds: f64) -> String {
    when::duration((seconds * 1_000.0).round() as i64)
}
