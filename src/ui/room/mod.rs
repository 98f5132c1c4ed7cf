//! The room of one record: where it stands, what is known, what happened.

mod acts;
mod composer;
mod correct;
mod entry;
mod erase;
mod fact;
mod facts;
mod feed;
mod head;
mod links;
mod milestones;
mod review;
mod source;
mod stepper;
mod strip;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::{ids::RecordId, record::Record},
    ui::{
        desk::{Desk, use_desk},
        marks::{priority::PriorityMark, state::StateMark},
        room::{
            composer::Composer,
            correct::{CorrectDialog, Correcting},
            erase::EraseDialog,
            facts::Facts,
            feed::Feed,
            head::Head,
            links::Links,
            milestones::Milestones,
            review::Review,
            source::Source,
        },
        shell::bar::Bar,
        stage::use_stage,
        widgets::{empty::Empty, glyph::Glyph},
    },
};

/// The open room. `Copy`, so that its parts take it along.
#[derive(Clone, Copy)]
pub struct Room {
    pub id: RecordId,
    record: Memo<Option<Arc<Record>>>,
    // A desk is large, and a room is passed around.
    desk: StoredValue<Desk>,
    /// A milestone whose time is to be corrected.
    pub correcting: RwSignal<Option<Correcting>>,
    /// An entry whose words are to be erased.
    pub erasing: RwSignal<Option<crate::domain::ids::EventId>>,
}

impl Room {
    /// A part of the record, followed; its default should the record go.
    pub fn read<T>(self, part: impl Fn(&Record) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            self.record.with(|record| {
                record
                    .as_ref()
                    .map(|record| part(record))
                    .unwrap_or_default()
            })
        })
    }
}

/// The room of the record that answers to a reference.
#[component]
pub fn RoomView(#[prop(into)] reference: Signal<String>) -> impl IntoView {
    let desk = use_desk();
    let found = Memo::new(move |_| {
        reference.with(|reference| desk.board(|board| board.by_reference(reference)))
    });
    let chosen = RwSignal::new(None::<RecordId>);
    let shown = Memo::new(move |_| {
        found.with(|found| match (found.as_slice(), chosen.get()) {
            ([only], _) => Some(*only),
            (several, Some(chosen)) if several.contains(&chosen) => Some(chosen),
            _ => None,
        })
    });
    let is_unknown = Memo::new(move |_| found.with(Vec::is_empty));
    move || match shown.get() {
        Some(id) => view! { <Opened id /> }.into_any(),
        None if is_unknown.get() => view! { <Missing reference /> }.into_any(),
        None => view! { <Several reference found chosen /> }.into_any(),
    }
}

/// The room itself.
#[component]
fn Opened(id: RecordId) -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let room = Room {
        id,
        record: desk.record(id),
        desk: StoredValue::new(desk),
        correcting: RwSignal::new(None),
        erasing: RwSignal::new(None),
    };
    stage.cursor.set(Some(id));
    on_cleanup(move || {
        stage.cursor.maybe_update(|cursor| {
            let is_mine = *cursor == Some(id);
            if is_mine {
                *cursor = None;
            }
            is_mine
        });
    });
    let reference = Memo::new(move |_| desk.reference(id));
    let state = room.read(|record| record.state().slug());
    let priority = room.read(|record| record.priority().map_or("none", |priority| priority.slug()));
    let kind = room.read(|record| record.kind.slug());
    view! {
        <Bar>
            <div class="bar__title">
                <a href="#/incidents">"Incidents"</a>
                <span class="bar__sep">"/"</span>
                <b>{reference}</b>
            </div>
        </Bar>
        <main
            id="main"
            data-ref=reference
            data-state=state
            data-priority=priority
            data-kind=kind
        >
            <Head room />
            <div class="room">
                <div class="page__main">
                    <Composer room />
                    <Review room />
                    <Feed room />
                </div>
                <aside class="page__side" aria-label="Facts">
                    <Facts room />
                    <Milestones room />
                    <Links room />
                    <Source room />
                </aside>
            </div>
        </main>
        <CorrectDialog room />
        <EraseDialog room />
    }
}

/// Nothing answers to the reference.
#[component]
fn Missing(reference: Signal<String>) -> impl IntoView {
    view! {
        <Bar>
            <h1 class="bar__title">{move || reference.get()}</h1>
        </Bar>
        <main class="page" id="main">
            <Empty
                glyph=Glyph::Search
                heading=Signal::derive(move || format!("There is no {} here", reference.get()))
                text="It may be in a file that was not merged into this workspace yet, or in another workspace of this browser."
            >
                <a class="button button--primary" href="#/incidents">"All incidents"</a>
                <a class="button" href="#/share">"Merge a file"</a>
            </Empty>
        </main>
    }
}

/// Replicas gave out the same reference; somebody has to say which is meant.
#[component]
fn Several(
    reference: Signal<String>,
    found: Memo<Vec<RecordId>>,
    chosen: RwSignal<Option<RecordId>>,
) -> impl IntoView {
    let row = move |id: RecordId| view! { <Candidate id chosen /> };
    view! {
        <Bar>
            <h1 class="bar__title">{move || reference.get()}</h1>
        </Bar>
        <main class="page" id="main">
            <section class="panel">
                <div class="panel__head">
                    <h2>{move || format!("Several records are called {}", reference.get())}</h2>
                </div>
                <ul class="list list--wrap">
                    <For each=move || found.get() key=|id| *id children=row />
                </ul>
                <p class="panel__foot">"Two devices gave out the same reference before they were merged. Both records are whole."</p>
            </section>
        </main>
    }
}

/// One of the records that are called the same.
#[component]
fn Candidate(id: RecordId, chosen: RwSignal<Option<RecordId>>) -> impl IntoView {
    let desk = use_desk();
    let record = desk.record(id);
    let reported =
        move || record.with(|record| record.as_ref().map(|record| desk.moment(record.reported())));
    let standing = Signal::derive(move || {
        let standing = record.with(|record| record.as_ref().map(|record| record.standing));
        standing.unwrap_or_else(|| crate::domain::state::State::New.into())
    });
    let priority = Signal::derive(move || {
        record.with(|record| record.as_ref().and_then(|record| record.priority()))
    });
    let title = move || record.with(|record| record.as_ref().map(|record| record.title.clone()));
    view! {
        <li>
            <PriorityMark priority />
            <span class="list__text">
                <span class="strong">{title}</span>
                <small>{move || desk.reference(id)} ", reported " {reported}</small>
            </span>
            <StateMark standing />
            <button type="button" class="button button--small" on:click=move |_| chosen.set(Some(id))>
                "Open" <span class="visually-hidden">{title}</span>
            </button>
        </li>
    }
}
