//! What is open and nobody's.

use leptos::prelude::*;

use crate::{
    domain::{command::Move, ids::RecordId, record::Record, state::RecordKind},
    report::{queue::Queue, when},
    ui::{
        desk::use_desk,
        marks::priority::PriorityMark,
        now::pile::{Asked, Pile},
        route::Route,
        shell::keys,
    },
};

/// So many are shown.
const MOST: usize = 5;

/// The most pressing records without an owner, each with a button that takes it.
#[component]
pub fn Unowned(queue: Memo<Queue>, kind: Memo<RecordKind>) -> impl IntoView {
    let desk = use_desk();
    let count = Memo::new(move |_| queue.with(|queue| queue.tallies.no_owner));
    let first = Memo::new(move |_| {
        desk.board(|board| {
            queue.with(|queue| {
                let rows = queue.act_now.iter().chain(&queue.under_way);
                let is_nobodys = |id: &RecordId| {
                    board
                        .record(*id)
                        .is_some_and(|record| record.owner.is_none())
                };
                let ids = rows.map(|row| row.record).filter(is_nobodys);
                ids.take(MOST).collect::<Vec<_>>()
            })
        })
    });
    let all = move || {
        let asked = Asked {
            kind: kind.get(),
            pile: Pile::NoOwner,
        };
        asked.in_the_list()
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"No owner"</h2>
                <span class="panel__note">{move || count.get()}</span>
            </div>
            <ul class="list list--wrap">
                <For each=move || first.get() key=|id| *id let:id>
                    <UnownedRow id />
                </For>
            </ul>
            {move || match count.get() {
                0 => view! { <p class="panel__body text mute">"Everything that is open has an owner."</p> }.into_any(),
                count if count > MOST => view! {
                    <p class="panel__foot">
                        <a class="link" href=all>{format!("All {count} without an owner")}</a>
                    </p>
                }
                .into_any(),
                _ => ().into_any(),
            }}
        </section>
    }
}

#[component]
fn UnownedRow(id: RecordId) -> impl IntoView {
    let desk = use_desk();
    let record = desk.record(id);
    let reference = Memo::new(move |_| desk.reference(id));
    let read = move |pick: fn(&Record) -> String| {
        record.with(|record| {
            record
                .as_ref()
                .map(|record| pick(record))
                .unwrap_or_default()
        })
    };
    let priority = Signal::derive(move || {
        record.with(|record| record.as_ref().and_then(|record| record.priority()))
    });
    let age = Memo::new(move |_| {
        let reported = record.with(|record| record.as_ref().map(|record| record.reported()));
        reported.map(|at| when::duration(desk.now.get().since(at).max(0)))
    });
    view! {
        <li>
            <PriorityMark priority />
            <span class="list__text">
                <a href=move || Route::Incident(reference.get()).href()>
                    {move || read(|record| record.title.clone())}
                </a>
                <small>
                    {move || reference.get()} " · reported " {move || age.get()} " ago"
                </small>
            </span>
            <button
                type="button"
                class="button button--small"
                aria-label=move || format!("Take it: {}", reference.get())
                on:click=move |_| keys::act(desk, id, Move::Take)
            >
                "Take it"
            </button>
        </li>
    }
}
