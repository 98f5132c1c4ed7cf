//! The calendar: a month with what was reported and resolved on each day.

use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};

use crate::{
    report::{
        month::{self, Day, Month},
        when,
    },
    ui::{
        timeline::{
            day::{DayBox, DayLine},
            pane::Pane,
        },
        widgets::{glyph::Glyph, icon::Icon, number::counted},
    },
};

const WEEKDAYS: [(&str, &str); 7] = [
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Thu", "Thursday"),
    ("Fri", "Friday"),
    ("Sat", "Saturday"),
    ("Sun", "Sunday"),
];

/// The month, as a grid or, on phones, as a list.
#[component]
pub fn CalendarView(pane: Pane, narrow: bool) -> impl IntoView {
    let today = pane.list.today;
    let month = Memo::new(move |_| {
        pane.asked
            .get()
            .month
            .unwrap_or_else(|| Month::of(today.get()))
    });
    let days = Memo::new(move |_| {
        let month = month.get();
        pane.list.found.with(|found| {
            pane.desk
                .board(|board| month::days(board, &found.shown, month, |at| pane.desk.offset(at)))
        })
    });
    view! {
        <section class="panel calendar" aria-label="Calendar">
            <MonthHead pane month days />
            {match narrow {
                true => view! { <DayList pane month days /> }.into_any(),
                false => view! { <DayGrid pane month days /> }.into_any(),
            }}
        </section>
    }
}

/// The month's name and its sums, and the ways to others.
#[component]
fn MonthHead(pane: Pane, month: Memo<Month>, days: Memo<Vec<Day>>) -> impl IntoView {
    let go = move |by: i32| pane.ask(|asked| asked.month = Some(month.get_untracked().plus(by)));
    let sums = move || {
        let (first, last) = (month.get().first(), month.get().last());
        days.with(|days| {
            let inside = days
                .iter()
                .filter(|day| (first..=last).contains(&day.number));
            let (reported, resolved) = inside.fold((0, 0), |(reported, resolved), day| {
                (reported + day.reported, resolved + day.resolved)
            });
            format!(
                "{} reported, {resolved} resolved",
                counted(reported, pane.list.noun().0, pane.list.noun().1)
            )
        })
    };
    view! {
        <div class="panel__head panel__head--tall">
            <h2 aria-live="polite">{move || month.get().name()}</h2>
            <span class="panel__note">{sums}</span>
            <div class="end">
                <button type="button" class="button button--square" aria-label="Month before" on:click=move |_| go(-1)>
                    <Icon glyph=Glyph::ChevronLeft />
                </button>
                <button type="button" class="button" on:click=move |_| pane.ask(|asked| asked.month = None)>
                    "This month"
                </button>
                <button type="button" class="button button--square" aria-label="Month after" on:click=move |_| go(1)>
                    <Icon glyph=Glyph::ChevronRight />
                </button>
            </div>
        </div>
    }
}

/// Weeks by weekdays. The arrow keys move from day to day, past the month's ends too.
#[component]
fn DayGrid(pane: Pane, month: Memo<Month>, days: Memo<Vec<Day>>) -> impl IntoView {
    let grid = NodeRef::<html::Table>::new();
    // The day that Tab leads to, if it is on show.
    let roving = RwSignal::new(None::<i64>);
    let tab_day = Memo::new(move |_| {
        let month = month.get();
        let inside = |day: &i64| (month.first()..=month.last()).contains(day);
        let today = pane.list.today.get();
        let wanted = roving.get().filter(inside).or(Some(today).filter(inside));
        wanted.unwrap_or(month.first())
    });
    let go = move |day: i64| {
        roving.set(Some(day));
        let of = Month::of(day);
        if of != month.get_untracked() {
            pane.ask(|asked| asked.month = Some(of));
        }
        focus_day(grid, day, 3);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(day) = day_of(event.target()) else {
            return;
        };
        let to = match event.key().as_str() {
            "ArrowLeft" => day - 1,
            "ArrowRight" => day + 1,
            "ArrowUp" => day - 7,
            "ArrowDown" => day + 7,
            "Home" => day - month::weekday(day),
            "End" => day + 6 - month::weekday(day),
            "PageUp" => moved(day, -1),
            "PageDown" => moved(day, 1),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        go(to);
    };
    let heads = WEEKDAYS.map(|(short, full)| view! { <th scope="col" abbr=full>{short}</th> });
    let weeks = move || {
        let shown = month.get();
        days.get()
            .chunks(7)
            .map(|week| {
                let days = week.iter().cloned().map(|day| {
                    let is_beside = Month::of(day.number) != shown;
                    view! { <DayBox pane day is_beside tab_day /> }
                });
                view! { <tr>{days.collect_view()}</tr> }
            })
            .collect_view()
    };
    view! {
        <table
            node_ref=grid
            class="calendar__grid"
            role="grid"
            aria-label=move || month.get().name()
            on:keydown=on_key
            on:focusin=move |event| roving.set(day_of(event.target()).or(roving.get_untracked()))
        >
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{weeks}</tbody>
        </table>
    }
}

/// The days of the month on which something happened.
#[component]
fn DayList(pane: Pane, month: Memo<Month>, days: Memo<Vec<Day>>) -> impl IntoView {
    let busy = move || {
        let (first, last) = (month.get().first(), month.get().last());
        let is_busy =
            |day: &Day| (first..=last).contains(&day.number) && day.reported + day.resolved > 0;
        days.with(|days| {
            days.iter()
                .filter(|day| is_busy(day))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    view! {
        <ul class="calendar__list">
            {move || {
                let busy = busy();
                match busy.is_empty() {
                    true => view! { <li class="mute">"Nothing was reported or resolved in this month."</li> }.into_any(),
                    false => busy.into_iter().map(|day| view! { <DayLine pane day /> }).collect_view().into_any(),
                }
            }}
        </ul>
    }
}

/// The same day of another month, or its last.
fn moved(day: i64, months: i32) -> i64 {
    let month = Month::of(day);
    let to = month.plus(months);
    (to.first() + day - month.first()).min(to.last())
}

fn day_of(target: Option<web_sys::EventTarget>) -> Option<i64> {
    let element: web_sys::Element = target?.dyn_into().ok()?;
    let cell = element.closest("[data-day]").ok()??;
    when::parse_date(&cell.get_attribute("data-day")?)
}

/// The day may be of a month that is drawn in the next frame.
fn focus_day(grid: NodeRef<html::Table>, day: i64, patience: u8) {
    request_animation_frame(move || {
        let Some(grid_now) = grid.try_get_untracked().flatten() else {
            return;
        };
        let place = format!("[data-day='{}'] .calendar__day", when::date_of(day));
        let found = grid_now.query_selector(&place).ok().flatten();
        match found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            Some(found) => {
                let _ = found.focus();
            }
            None if patience > 0 => focus_day(grid, day, patience - 1),
            None => {}
        }
    });
}
