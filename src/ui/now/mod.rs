//! The view Now: what is open, the most pressing first, and a line to declare with.

mod capture;
mod deadlines;
mod foot;
mod pile;
mod queue;
mod row;
mod sample;
mod shown;
mod tallies;
mod unowned;
mod welcome;

use leptos::prelude::*;

use crate::{
    domain::{state::RecordKind, time::Moment},
    report::{
        queue::{self as ranking, Queue},
        when,
    },
    ui::{
        desk::use_desk,
        now::{
            capture::CaptureLine, deadlines::Deadlines, pile::Asked, queue::QueuePanel,
            sample::SampleBanner, shown::Shown, tallies::Tallies, unowned::Unowned,
            welcome::Welcome,
        },
        route::use_router,
        shell::bar::Bar,
        timekeeper::use_timekeeper,
    },
};

/// The view Now; the welcome while there is no record.
#[component]
pub fn NowView() -> impl IntoView {
    let desk = use_desk();
    let is_empty = Memo::new(move |_| desk.board(|board| board.records().is_empty()));
    view! {
        <Bar>
            <h1 class="bar__title">"Now"</h1>
            <Clock />
        </Bar>
        {move || {
            if is_empty.get() { view! { <Welcome /> }.into_any() } else { view! { <Work /> }.into_any() }
        }}
    }
}

/// The day and time in the workspace's zone.
#[component]
fn Clock() -> impl IntoView {
    let desk = use_desk();
    let offset = move |at| desk.offset(at);
    let words = Memo::new(move |_| {
        let now = desk.now.get();
        format!(
            "{}, {}",
            when::day(now, now, offset),
            when::clock(now, offset)
        )
    });
    let iso = Memo::new(move |_| when::full(desk.now.get(), offset).replace(' ', "T"));
    view! { <time class="bar__meta" datetime=move || iso.get()>{move || words.get()}</time> }
}

#[component]
fn Work() -> impl IntoView {
    let (desk, router) = (use_desk(), use_router());
    let asked = Memo::new(move |_| router.query.with(|query| Asked::from_query(query)));
    let kind = Memo::new(move |_| asked.get().kind);
    let keeper = use_timekeeper();
    // The ranking is made anew when the board changes and when a clock turns, not on every tick.
    let until = StoredValue::new(None::<Moment>);
    let turns = Memo::new(move |turns: Option<&u32>| {
        let now = desk.now.get();
        let turned = until.get_value().is_some_and(|until| until <= now);
        turns.map_or(0, |turns| turns + u32::from(turned))
    });
    let queue: Memo<Queue> = Memo::new(move |_| {
        turns.track();
        let (me, now) = (Some(desk.me()), desk.now.get_untracked());
        let kinds = [kind.get()];
        let queue = keeper
            .read(|clocks| desk.board(|board| ranking::queue(board, clocks, &kinds, me, now)));
        until.set_value(queue.until);
        queue
    });
    let shown = Memo::new(move |_| {
        let me = desk.me();
        desk.board(|board| queue.with(|queue| Shown::of(board, queue, asked.get(), me)))
    });
    let has_requests = Memo::new(move |_| {
        desk.board(|board| {
            let mut records = board.records().iter();
            records.any(|record| record.kind == RecordKind::Request)
        })
    });
    view! {
        <main class="page page--split" id="main">
            <div class="page__main">
                <SampleBanner />
                <CaptureLine kind />
                <Tallies queue asked has_requests />
                <QueuePanel shown asked />
            </div>
            <aside class="page__side" aria-label="Deadlines and owners">
                <Deadlines />
                <Unowned queue kind />
            </aside>
        </main>
    }
}
