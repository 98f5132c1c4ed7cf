//! One record's bar.

use leptos::prelude::*;

use crate::{
    domain::{record::Record, state::State, time::Moment},
    plot::{coordinate, labels},
    report::{
        lanes::{Lane, Phase, Stretch},
        when,
    },
    ui::timeline::{asked::number, pane::Pane},
};

const MIDDLE: f64 = 14.0;
const HEIGHT: f64 = 16.0;
const DOT: f64 = 5.0;

/// The bar, as far as the window shows it.
#[component]
pub fn LaneBar(
    pane: Pane,
    lane: Memo<Lane>,
    /// Beside the end: where it stands.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let bars = move || {
        let (window, width) = (pane.window.get(), pane.width.get());
        lane.with(|lane| {
            let bars = lane.stretches.iter().filter_map(|stretch| {
                let (from, to) = (number(stretch.from), number(stretch.to));
                let cut = window.cut(from, to, width, 1.5)?;
                Some(bar(*stretch, cut.x, cut.width))
            });
            bars.collect_view()
        })
    };
    let dots = move || {
        let (window, width) = (pane.window.get(), pane.width.get());
        let scale = window.scale(width);
        lane.with(|lane| {
            let here = lane
                .ends
                .iter()
                .map(|end| (scale.at(number(end.at)), end.state));
            let here = here.filter(|(x, _)| (-DOT..=width + DOT).contains(x));
            here.map(|(x, state)| dot(x, state)).collect_view()
        })
    };
    let words = move || {
        let (window, width) = (pane.window.get(), pane.width.get());
        let scale = window.scale(width);
        let (first, last) = lane.with(Lane::extent)?;
        let (first, last) = (scale.at(number(first)), scale.at(number(last)));
        let text = label.get();
        let room = labels::width(&text, 11.0) + 12.0;
        let (x, anchor) = if last + room <= width && last >= 0.0 {
            (last + 9.0, "start")
        } else if first >= room && first <= width {
            (first - 8.0, "end")
        } else {
            return None;
        };
        Some(view! {
            <text class="lane__label" text-anchor=anchor x=coordinate(x) y=coordinate(MIDDLE + 4.0)>{text}</text>
        })
    };
    view! {
        <svg class="plot lane" height="28" role="img" aria-label=move || lane.with(Lane::words)>
            {bars} {dots} {words}
        </svg>
    }
}

fn bar(stretch: Stretch, x: f64, width: f64) -> AnyView {
    let slug = stretch.phase.slug();
    if stretch.phase == Phase::Unseen {
        let y = coordinate(MIDDLE);
        return view! {
            <line class="lane__bar" data-phase=slug x1=coordinate(x) x2=coordinate(x + width) y1=y.clone() y2=y />
        }
        .into_any();
    }
    // A hair of ground between two phases.
    let seam = if width > 4.0 { 1.0 } else { 0.0 };
    view! {
        <rect
            class="lane__bar"
            data-phase=slug
            x=coordinate(x)
            y=coordinate(MIDDLE - HEIGHT / 2.0)
            width=coordinate(width - seam)
            height=coordinate(HEIGHT)
            rx="2"
        />
    }
    .into_any()
}

fn dot(x: f64, state: State) -> impl IntoView {
    view! {
        <circle class="lane__end" data-state=state.slug() cx=coordinate(x) cy=coordinate(MIDDLE) r=coordinate(DOT) />
    }
}

/// The phases as a line of their own lengths, for where there is no axis.
#[component]
pub fn LaneStrip(lane: Memo<Lane>) -> impl IntoView {
    let parts = move || {
        lane.with(|lane| {
            let (first, last) = lane.extent()?;
            let all = number(last) - number(first);
            let part = |stretch: &Stretch| {
                let share = |at: Moment| (number(at) - number(first)) / all.max(1.0) * 100.0;
                let (from, to) = (share(stretch.from), share(stretch.to));
                view! {
                    <rect
                        class="lane__bar"
                        data-phase=stretch.phase.slug()
                        x=format!("{from:.2}%")
                        y="0"
                        width=format!("{:.2}%", (to - from).max(0.8))
                        height="100%"
                    />
                }
            };
            Some(lane.stretches.iter().map(part).collect_view())
        })
    };
    view! { <svg class="lane-strip" role="img" aria-label=move || lane.with(Lane::words)>{parts}</svg> }
}

/// What stands beside a bar's end: `On hold, vendor`, `Resolved 01:12`.
pub fn label(pane: Pane, record: &Record, lane: &Lane) -> String {
    let state = record.state();
    if let Some(end) = lane.ends.last().filter(|_| !state.is_open()) {
        let at = when::short(end.at, pane.now.get(), |at| pane.desk.offset(at));
        return format!("{} {at}", end.state.label());
    }
    let last = lane.stretches.last().map(|stretch| stretch.phase);
    match (record.standing.hold, last) {
        (Some(hold), _) => format!("On hold, {}", hold.label().to_lowercase()),
        (_, Some(Phase::Waiting)) => Phase::Waiting.label().to_owned(),
        _ => state.label().to_owned(),
    }
}
