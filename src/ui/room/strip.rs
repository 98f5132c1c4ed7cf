//! The strip of clocks under the road: what was promised in this cycle, and how it stands.

use leptos::prelude::*;

use crate::{
    domain::ids::ClockId,
    report::strip::{self, Cell},
    ui::{
        desk::use_desk, marks::clock::glyph, room::Room, stage::use_stage,
        timekeeper::use_timekeeper, widgets::icon::Icon,
    },
};

/// A cell for each clock; nothing where nothing is promised.
#[component]
pub fn Strip(room: Room) -> impl IntoView {
    let (desk, timekeeper) = (use_desk(), use_timekeeper());
    let cells = Memo::new(move |_| {
        let now = desk.now.get();
        room.record.with(|record| {
            let Some(record) = record else {
                return Vec::new();
            };
            timekeeper.read(|clocks| {
                let (plan, runs) = (clocks.plan(), clocks.of(room.id));
                strip::cells(plan, record, runs, now, |at| desk.offset(at))
            })
        })
    });
    let clocks = Memo::new(move |_| {
        cells.with(|cells| cells.iter().map(|cell| cell.clock).collect::<Vec<_>>())
    });
    let has_any = Memo::new(move |_| clocks.with(|clocks| !clocks.is_empty()));
    move || {
        has_any.get().then(|| {
            view! {
                <section class="strip" aria-label="Clocks">
                    <For
                        each=move || clocks.get()
                        key=|clock| *clock
                        children=move |clock| view! { <ClockCell room clock cells /> }
                    />
                </section>
            }
        })
    }
}

/// A clock, which opens its proof.
#[component]
fn ClockCell(room: Room, clock: ClockId, cells: Memo<Vec<Cell>>) -> impl IntoView {
    let stage = use_stage();
    // Only what changed is written anew as time passes.
    let cell = Memo::new(move |_| {
        cells.with(|cells| cells.iter().find(|cell| cell.clock == clock).cloned())
    });
    let text = move |part: fn(&Cell) -> &String| {
        Memo::new(move |_| cell.with(|cell| cell.as_ref().map(part).cloned().unwrap_or_default()))
    };
    let look = Memo::new(move |_| cell.with(|cell| cell.as_ref().map(|cell| cell.look)));
    let slug =
        move |part: fn(&Cell) -> &'static str| move || cell.with(|cell| cell.as_ref().map(part));
    let due = move || cell.with(|cell| cell.as_ref()?.due.map(|at| at.0.to_string()));
    let done = move || cell.with(|cell| cell.as_ref().map_or(0.0, |cell| cell.done).to_string());
    let note = text(|cell| &cell.note);
    view! {
        <button
            type="button"
            class="clock strip__cell"
            aria-haspopup="dialog"
            title="How this clock was counted"
            data-clock=slug(|cell| cell.promise.slug())
            data-state=slug(|cell| cell.look.slug())
            data-status=slug(|cell| cell.status.slug())
            data-due=due
            on:click=move |_| stage.prove(room.id, clock)
        >
            <span class="clock__label">
                <span class="ellipsis">{text(|cell| &cell.name)}</span>
                <span class="strip__target">{text(|cell| &cell.target)}</span>
            </span>
            <span class="clock__value">
                {move || look.get().map(|look| view! { <Icon glyph=glyph(look) /> })}
                <span class="ellipsis">{text(|cell| &cell.value)}</span>
            </span>
            <span class="clock__track"><i style:--done=done></i></span>
            <span class="clock__note">{move || note.get()}</span>
        </button>
    }
}
