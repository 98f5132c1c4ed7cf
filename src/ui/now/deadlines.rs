//! The next deadlines of everything that is open.

mod calendar;

use leptos::prelude::*;

use crate::{
    domain::time::Moment,
    report::{
        deadlines::{Coming, Deadline, coming},
        when,
    },
    ui::{
        desk::use_desk,
        now::deadlines::calendar::CalendarMenu,
        route::Route,
        timekeeper::use_timekeeper,
        widgets::{glyph::Glyph, icon::Icon, number::grouped, tone::Tone},
    },
};

/// So many are shown, and of those so many that were missed.
const MOST: usize = 8;
const LATE: usize = 3;

/// The panel: what is due next, and the file for calendars.
#[component]
pub fn Deadlines() -> impl IntoView {
    let (desk, keeper) = (use_desk(), use_timekeeper());
    // Which deadlines are next changes with the board and when one of them passes.
    let until = StoredValue::new(None::<Moment>);
    let turns = Memo::new(move |turns: Option<&u32>| {
        let now = desk.now.get();
        let has_passed = until.get_value().is_some_and(|until| until < now);
        turns.map_or(0, |turns| turns + u32::from(has_passed))
    });
    let coming: Memo<Coming> = Memo::new(move |_| {
        turns.track();
        let now = desk.now.get_untracked();
        let found = keeper.read(|clocks| coming(clocks, now, MOST, LATE));
        until.set_value(found.until);
        found
    });
    let shown = Memo::new(move |_| coming.with(|coming| coming.shown.clone()));
    let more = Memo::new(move |_| coming.with(|coming| coming.more_late));
    view! {
        <section class="panel deadlines" aria-label="Coming deadlines">
            <div class="panel__head">
                <h2>"Coming deadlines"</h2>
                <span class="end"><CalendarMenu /></span>
            </div>
            {move || match shown.with(Vec::is_empty) {
                true => view! { <p class="panel__body text mute">"Nothing that is open has a deadline."</p> }.into_any(),
                false => view! {
                    <ol class="list">
                        <For
                            each=move || shown.get()
                            key=|it| (it.record, it.clock, it.cycle, it.due, it.at_risk)
                            let:deadline
                        >
                            <DeadlineRow deadline />
                        </For>
                    </ol>
                    <p class="panel__foot">
                        <a class="link" href="#/incidents?sort=due&open=yes">"All by deadline"</a>
                        {move || match more.get() {
                            0 => String::new(),
                            more => format!(", {} more late", grouped(more)),
                        }}
                    </p>
                }
                .into_any(),
            }}
        </section>
    }
}

#[component]
fn DeadlineRow(deadline: Deadline) -> impl IntoView {
    let desk = use_desk();
    let Deadline {
        record,
        due,
        at_risk,
        name,
        ..
    } = deadline;
    let reference = Memo::new(move |_| desk.reference(record));
    let offset = move |at| desk.offset(at);
    let tone = Memo::new(move |_| {
        let now = desk.now.get();
        if due < now {
            Tone::Danger
        } else if at_risk.is_none_or(|at| at <= now) {
            Tone::Warn
        } else {
            Tone::Mute
        }
    });
    let glyph = move || match tone.get() {
        Tone::Danger => Glyph::Alarm,
        Tone::Warn => Glyph::Hourglass,
        _ => Glyph::Clock,
    };
    let time = Memo::new(move |_| when::short(due, desk.now.get(), offset));
    let left = Memo::new(move |_| {
        let left = due.since(desk.now.get());
        match left {
            0.. => format!("in {}", when::duration(left)),
            _ => format!("{} late", when::duration(left.saturating_neg())),
        }
    });
    view! {
        <li data-of=move || reference.get() data-tone=move || tone.get().slug()>
            {move || view! { <Icon glyph=glyph() /> }}
            <span class="list__text">
                <a href=move || Route::Incident(reference.get()).href()>{name}</a>
                <small>{move || reference.get()}</small>
            </span>
            <span class="list__time">
                <time datetime=when::iso(due)>{move || time.get()}</time>
                <small data-tone=move || tone.get().slug()>{move || left.get()}</small>
            </span>
        </li>
    }
}
