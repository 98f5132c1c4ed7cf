//! The axis above the bars, and the lines behind them.

use leptos::{html, prelude::*};

use crate::{
    domain::time::Moment,
    plot::{
        calendar::{Civil, DAY, month_name},
        coordinate, labels,
        time::{self, Step, Tick},
        whole,
    },
    report::when,
    ui::{
        timeline::{
            asked::{number, rounded},
            pane::Pane,
        },
        widgets::measured::width_of,
    },
};

/// Pixels that a label may take.
const ROOM: f64 = 68.0;

/// A label of the axis with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub x: f64,
    pub text: String,
}

/// The fine labels of the window.
pub fn ticks(pane: Pane) -> Memo<Vec<Label>> {
    Memo::new(move |_| {
        let ticks = fine(pane);
        let scale = pane.window.get().scale(pane.width.get());
        let label = |tick: &Tick| Label {
            x: scale.at(number(Moment(tick.at))),
            text: fine_label(*tick),
        };
        ticks.iter().map(label).collect()
    })
}

fn fine(pane: Pane) -> Vec<Tick> {
    let window = pane.window.get();
    let most = whole(pane.width.get() / ROOM).max(2);
    let (from, to) = (rounded(window.from), rounded(window.to));
    time::ticks(from.0, to.0, most, |at| pane.offset(at))
}

/// Days stand in the row above, so that midnight is an hour like others.
fn fine_label(tick: Tick) -> String {
    match tick.step {
        Step::Minutes(_) | Step::Hours(_) => time::clock(tick.local),
        Step::Days(_) | Step::Weeks(_) => {
            let day = tick.local.div_euclid(DAY);
            format!("{} {}", weekday(day), Civil::of(day).short())
        }
        Step::Months(_) => month_name(Civil::of(tick.local.div_euclid(DAY)).month).to_owned(),
        Step::Years(_) => tick.label(),
    }
}

fn weekday(day: i64) -> &'static str {
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let place = usize::try_from(crate::plot::calendar::weekday(day)).unwrap_or_default();
    NAMES[place]
}

/// The coarse labels above: the day, the month or the year that the fine ones lie in. The first
/// stays at the edge.
fn coarse(pane: Pane) -> Vec<Label> {
    let window = pane.window.get();
    let Some(step) = fine(pane).first().map(|tick| tick.step) else {
        return Vec::new();
    };
    let above = match step {
        Step::Minutes(_) | Step::Hours(_) => Step::Days(1),
        Step::Days(_) | Step::Weeks(_) => Step::Months(1),
        Step::Months(_) => Step::Years(1),
        Step::Years(_) => return Vec::new(),
    };
    let (from, to) = (rounded(window.from), rounded(window.to));
    let ticks = time::ticks_of(above, from.0, to.0, |at| pane.offset(at));
    let scale = window.scale(pane.width.get());
    let said = |local: i64| {
        let day = Civil::of(local.div_euclid(DAY));
        match above {
            Step::Days(_) => format!(
                "{} {} {}",
                weekday(local.div_euclid(DAY)),
                day.short(),
                day.year
            ),
            Step::Months(_) => format!("{} {}", month_name(day.month), day.year),
            _ => day.year.to_string(),
        }
    };
    let label = |tick: &Tick| Label {
        x: scale.at(number(Moment(tick.at))),
        text: said(tick.local),
    };
    let mut found: Vec<_> = ticks.iter().map(label).collect();
    let edge = said(from.0 + pane.offset(from.0));
    let room = labels::width(&edge, 11.0) + 12.0;
    if found.first().is_none_or(|first| first.x > room) {
        found.insert(0, Label { x: 0.0, text: edge });
    }
    // Where days are narrow their names would meet.
    let mut end = f64::NEG_INFINITY;
    found.retain(|label| {
        let fits = label.x >= end;
        if fits {
            end = label.x + labels::width(&label.text, 11.0) + 8.0;
        }
        fits
    });
    found
}

/// The axis.
#[component]
pub fn Axis(pane: Pane) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let width = width_of(frame);
    // Why an effect: the width is what the page's layout says, and the whole pane follows it.
    Effect::new(move |_| pane.width.set(width.get()));
    let fine = ticks(pane);
    let text = |y: &'static str, class: Option<&'static str>| {
        move |label: Label| {
            view! { <text class=class x=coordinate(label.x + 4.0) y=y>{label.text}</text> }
        }
    };
    view! {
        <div class="lanes__axis" node_ref=frame aria-hidden="true">
            <svg class="plot lanes__labels" height="46">
                {move || coarse(pane).into_iter().map(text("16", Some("plot__label"))).collect_view()}
                {move || fine.get().into_iter().map(text("38", None)).collect_view()}
                <NowLabel pane />
            </svg>
        </div>
    }
}

/// Where now is, in pixels, while it can be seen.
fn now_at(pane: Pane) -> Option<f64> {
    let x = pane
        .window
        .get()
        .scale(pane.width.get())
        .at(number(pane.now.get()));
    (0.0..=pane.width.get()).contains(&x).then_some(x)
}

#[component]
fn NowLabel(pane: Pane) -> impl IntoView {
    move || {
        now_at(pane).map(|x| {
            let clock = when::clock(pane.now.get(), |at| pane.desk.offset(at));
            let middle = x.clamp(22.0, (pane.width.get() - 22.0).max(22.0));
            view! {
                <rect class="lanes__now-ground" x=coordinate(middle - 22.0) y="2" width="44" height="18" rx="9" />
                <text class="plot__on" text-anchor="middle" x=coordinate(middle) y="15">{clock}</text>
            }
        })
    }
}

/// The lines behind the bars.
#[component]
pub fn Lines(pane: Pane) -> impl IntoView {
    let fine = ticks(pane);
    let line = |label: Label| {
        let x = coordinate(label.x);
        view! { <line class="plot__grid" x1=x.clone() x2=x y1="0" y2="100%" /> }
    };
    let now = move || {
        now_at(pane).map(|x| {
            let x = coordinate(x);
            view! { <line class="lanes__now" x1=x.clone() x2=x y1="0" y2="100%" /> }
        })
    };
    view! {
        <svg class="lanes__lines" aria-hidden="true">
            {move || fine.get().into_iter().map(line).collect_view()}
            {now}
        </svg>
    }
}
