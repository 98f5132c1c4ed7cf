//! The intervals of a clock as a table, with their sums.

use leptos::prelude::*;

use crate::{
    domain::time::Moment,
    report::clock_proof::{self, Sums, length},
    sla::proof::Interval,
    ui::{
        desk::{Desk, use_desk},
        proof::shown::Shown,
        widgets::number::counted,
    },
};

/// So many rows are shown; working hours of years have thousands, which a file holds.
const MOST: usize = 200;

/// The intervals with their sums.
#[component]
pub fn Intervals(shown: Shown) -> impl IntoView {
    let desk = use_desk();
    let intervals = Memo::new(move |_| {
        shown
            .read(|told| told.proof.intervals.clone())
            .unwrap_or_default()
    });
    let is_going = Memo::new(move |_| {
        shown
            .read(|told| told.proof.run.is_going())
            .unwrap_or_default()
    });
    let sums = Memo::new(move |_| shown.read(|told| Sums::of(&told.proof)).unwrap_or_default());
    let rows = move || {
        let is_going = is_going.get();
        intervals.with(|intervals| {
            let last = intervals.len().saturating_sub(1);
            let rows = intervals.iter().take(MOST).enumerate();
            rows.map(|(place, interval)| row(desk, interval, is_going && place == last))
                .collect_view()
        })
    };
    let more = move || {
        let more = intervals.with(Vec::len).saturating_sub(MOST);
        (more > 0).then(|| {
            let more = counted(more, "more interval is", "more intervals are");
            view! { <p class="small mute">{more} " in the file that you can save, and in the sums."</p> }
        })
    };
    view! {
        <details class="clock-proof__details">
            <summary>{move || counted(intervals.with(Vec::len), "interval", "intervals")} ", to the second"</summary>
            <div class="clock-proof__scroll" tabindex="0" role="group" aria-label="Intervals">
                <table class="chart__table">
                    <caption class="visually-hidden">"What the clock did, from when to when"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"What"</th>
                            <th scope="col">"From"</th>
                            <th scope="col">"To"</th>
                            <th scope="col">"Length"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>{move || totals(sums.get())}</tfoot>
                </table>
            </div>
            {more}
        </details>
    }
}

fn row(desk: Desk, interval: &Interval, is_now: bool) -> impl IntoView + use<> {
    let to = match is_now {
        true => "now".to_owned(),
        false => to_the_second(desk, interval.to),
    };
    view! {
        <tr data-interval=clock_proof::slug(interval.kind) data-seconds=clock_proof::seconds(interval)>
            <th scope="row">{clock_proof::label(interval.kind)}</th>
            <td>{to_the_second(desk, interval.from)}</td>
            <td>{to}</td>
            <td>{length(clock_proof::seconds(interval))}</td>
        </tr>
    }
}

fn totals(sums: Sums) -> impl IntoView {
    let totals = [
        ("Counted", sums.counted),
        ("Paused", sums.paused),
        ("Paused by hand", sums.held),
        ("Off hours", sums.off_hours),
        ("On the wall", sums.wall()),
    ];
    let total = |(name, seconds): (&'static str, i64)| {
        view! {
            <tr>
                <th scope="row" colspan="3">{name}</th>
                <td>{length(seconds)}</td>
            </tr>
        }
    };
    let said = totals.into_iter().filter(|(_, seconds)| *seconds != 0);
    said.map(total).collect_view()
}

/// `03:14:07`: sums of what is read add up.
fn to_the_second(desk: Desk, at: Moment) -> String {
    let second = at.0.div_euclid(1_000).rem_euclid(60);
    format!("{}:{second:02}", desk.moment(at))
}
