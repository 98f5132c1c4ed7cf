//! The actions of the row under the cursor, always in the same place.

use leptos::prelude::*;

use crate::{
    domain::{command::Move, ids::RecordId, state::Act},
    ui::{desk::use_desk, route::use_router, shell::keys, stage::use_stage, widgets::kbd::Kbd},
};

/// One button an action, each with its letter. What does not fit the record rests.
#[component]
pub fn Foot(rows: Memo<Vec<RecordId>>) -> impl IntoView {
    let (desk, stage, router) = (use_desk(), use_stage(), use_router());
    let subject = Memo::new(move |_| {
        let cursor = stage.cursor.get()?;
        rows.with(|rows| rows.contains(&cursor)).then_some(cursor)
    });
    let name = Memo::new(move |_| subject.get().map(|id| desk.reference(id)));
    let fits = move |act: Act| {
        Memo::new(move |_| {
            let me = desk.me();
            desk.board(|board| {
                let record = subject.get().and_then(|id| board.record(id));
                record.is_some_and(|record| match act {
                    Act::Acknowledge if record.is_acknowledged() => false,
                    Act::Take if record.owner == Some(me) => false,
                    act => act.is_allowed_in(record.state()),
                })
            })
        })
    };
    let any = Memo::new(move |_| subject.get().is_some());
    let on = move |run: fn(Acting, RecordId)| {
        Callback::new(move |()| {
            if let Some(record) = subject.get_untracked() {
                run(
                    Acting {
                        desk,
                        stage,
                        router,
                    },
                    record,
                );
            }
        })
    };
    view! {
        <div
            class="queue__foot"
            role="group"
            aria-label=move || name.get().map_or("Actions".to_owned(), |name| format!("Actions for {name}"))
        >
            <b>{move || name.get().unwrap_or_else(|| "No row chosen: J and K move".to_owned())}</b>
            <FootButton label="Acknowledge" keys="A" fits=fits(Act::Acknowledge) on_press=on(|at, id| keys::act(at.desk, id, Move::Acknowledge)) />
            <FootButton label="Take it" keys="M" fits=fits(Act::Take) on_press=on(|at, id| keys::act(at.desk, id, Move::Take)) />
            <FootButton label="State" keys="S" fits=any on_press=on(|at, id| at.stage.act.set(Some((keys::next_act(at.desk, id), vec![id])))) />
            <FootButton label="Priority" keys="P" fits=any on_press=on(|at, id| at.stage.reassess.set(Some(id.into()))) />
            <FootButton label="Open" keys="Enter" fits=any on_press=on(|at, id| at.router.open(&at.desk.board_now(|board| board.reference(id)))) />
        </div>
    }
}

/// What an action needs.
#[derive(Clone, Copy)]
struct Acting {
    desk: crate::ui::desk::Desk,
    stage: crate::ui::stage::Stage,
    router: crate::ui::route::Router,
}

/// It keeps the focus when it comes to rest.
#[component]
fn FootButton(
    label: &'static str,
    keys: &'static str,
    fits: Memo<bool>,
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button--plain button--small"
            aria-disabled=move || (!fits.get()).then_some("true")
            on:click=move |_| if fits.get_untracked() { on_press.run(()) }
        >
            {label}
            <Kbd keys />
        </button>
    }
}
