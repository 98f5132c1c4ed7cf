//! What is shown and how close: bars or calendar, spans, order.

use leptos::prelude::*;

use crate::{
    report::filter::{Sort, SortKey},
    ui::{
        incidents::KindSegment,
        timeline::{
            asked::Face,
            pane::{NEWEST, Pane, SPANS},
        },
        widgets::{
            choice::Choice,
            glyph::Glyph,
            icon::{Icon, Size},
            menu::{Menu, MenuItem},
            segment::Segment,
        },
    },
};

/// Bars or calendar, and of which records.
#[component]
pub fn FaceToolbar(pane: Pane) -> impl IntoView {
    let faces = Face::ALL.iter().map(|&face| {
        let glyph = match face {
            Face::Lanes => Glyph::Lanes,
            Face::Month => Glyph::Calendar,
        };
        Choice::new(face, face.label()).glyph(glyph)
    });
    view! {
        <Segment
            label="Show as"
            choices=Signal::stored(faces.collect::<Vec<_>>())
            value=Signal::derive(move || Some(pane.asked.get().face))
            on_pick=Callback::new(move |face| pane.ask(|asked| asked.face = face))
        />
        <KindSegment
            value=Signal::derive(move || pane.list.kind())
            on_pick=Callback::new(move |kind| pane.list.edit(|filter| filter.kinds = vec![kind]))
        />
    }
}

const ORDERS: [(Sort, &str); 3] = [
    (NEWEST, "Newest first"),
    (
        Sort {
            by: SortKey::Reported,
            descending: false,
        },
        "Oldest first",
    ),
    (
        Sort {
            by: SortKey::Priority,
            descending: false,
        },
        "Priority first",
    ),
];

/// How close, and in which order.
#[component]
pub fn LanesToolbar(pane: Pane) -> impl IntoView {
    let spans = SPANS
        .iter()
        .enumerate()
        .map(|(place, (_, label))| Choice::new(place, *label));
    let span = move || {
        let length = pane.window.get().length();
        SPANS
            .iter()
            .position(|(span, _)| (length / span - 1.0).abs() < 0.01)
    };
    let press = move |label: &'static str, glyph, act: fn(Pane), keys: &'static str| {
        view! {
            <button
                type="button"
                class="button button--square"
                aria-label=label
                title=label
                aria-keyshortcuts=keys
                on:click=move |_| act(pane)
            >
                <Icon glyph />
            </button>
        }
    };
    view! {
        <Segment
            label="Span"
            choices=Signal::stored(spans.collect::<Vec<_>>())
            value=Signal::derive(span)
            on_pick=Callback::new(move |place: usize| pane.span(SPANS[place].0))
        />
        <div class="row">
            {press("Zoom out", Glyph::Minus, |pane| pane.zoom(1.6, 0.5), "-")}
            {press("Zoom in", Glyph::Plus, |pane| pane.zoom(1.0 / 1.6, 0.5), "+")}
            {press("Earlier", Glyph::ChevronLeft, |pane| pane.pan(-0.4), "ArrowLeft")}
            {press("Later", Glyph::ChevronRight, |pane| pane.pan(0.4), "ArrowRight")}
            <button type="button" class="button" aria-keyshortcuts="0" on:click=move |_| pane.fit()>
                "Fit all"
            </button>
            <button type="button" class="button" aria-keyshortcuts="T" on:click=move |_| pane.to_now()>
                <Icon glyph=Glyph::Target size=Size::Small />
                "Jump to now"
            </button>
        </div>
        <Order pane />
    }
}

/// Which bar is on top.
#[component]
fn Order(pane: Pane) -> impl IntoView {
    let held = move || {
        pane.list.filter.with(|filter| match filter.sort {
            sort if sort == Sort::default() => NEWEST,
            sort => sort,
        })
    };
    let label = move || {
        let known = ORDERS.iter().find(|(sort, _)| *sort == held());
        known.map_or_else(|| held().by.label(), |(_, label)| *label)
    };
    let item = move |&(sort, label): &(Sort, &'static str)| {
        let take = Callback::new(move |()| {
            let sort = if sort == NEWEST {
                Sort::default()
            } else {
                sort
            };
            pane.list.edit(|filter| filter.sort = sort);
        });
        view! { <MenuItem on_pick=take picked=Signal::derive(move || held() == sort)>{label}</MenuItem> }
    };
    view! {
        <Menu
            class="chip"
            trigger=move || view! { "Order " <b>{label}</b> <Icon glyph=Glyph::ChevronDown /> }
        >
            {ORDERS.iter().map(item).collect_view()}
        </Menu>
    }
}
