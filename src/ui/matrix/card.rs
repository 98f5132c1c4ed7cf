//! A record as a card that can be moved.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use crate::{
    domain::{ids::RecordId, priority::Priority, record::Record},
    report::{names, when},
    ui::{
        marks::{person::PersonAvatar, state},
        matrix::table::Table,
        route::Route,
        widgets::{glyph::Glyph, icon::Icon},
    },
};

/// A card of the matrix.
#[component]
pub fn Card(table: Table, id: RecordId) -> impl IntoView {
    let record = table.desk.record(id);
    let reference = Memo::new(move |_| table.desk.reference(id));
    let is_cursor = Memo::new(move |_| table.stage.cursor.get() == Some(id));
    let is_dragged = move || table.dragged.get() == Some(id);
    let title = move || match of(record, |record| record.title.clone()) {
        Some(title) if !title.is_empty() => title,
        _ => "Title withheld".to_owned(),
    };
    let priority = move || {
        of(record, Record::priority)
            .flatten()
            .map_or("none", Priority::slug)
    };
    let on_start = move |event: ev::DragEvent| {
        if let Some(transfer) = event.data_transfer() {
            transfer.set_effect_allowed("move");
            let _ = transfer.set_data("text/plain", &reference.get_untracked());
        }
        table.dragged.set(Some(id));
    };
    let on_end = move |_| {
        table.dragged.set(None);
        table.target.set(None);
    };
    view! {
        <article
            class="card"
            draggable="true"
            data-ref=move || reference.get()
            data-state=move || of(record, |record| record.state().slug())
            data-priority=priority
            data-kind=move || of(record, |record| record.kind.slug())
            data-cursor=move || is_cursor.get().then_some("")
            data-dragged=move || is_dragged().then_some("")
            on:dragstart=on_start
            on:dragend=on_end
            on:focusin=move |_| table.stage.cursor.set(Some(id))
        >
            <a draggable="false" href=move || Route::Incident(reference.get()).href()>
                {title}
            </a>
            <CardFoot table id record reference />
        </article>
    }
}

/// What is known of the record at a glance, and the way to judge it again without dragging.
#[component]
fn CardFoot(
    table: Table,
    id: RecordId,
    record: Memo<Option<Arc<Record>>>,
    reference: Memo<String>,
) -> impl IntoView {
    let desk = table.desk;
    let standing = move || of(record, Record::state);
    let age = move || {
        let reported = of(record, Record::reported)?;
        Some(when::duration(desk.now.get().since(reported).max(0)))
    };
    let owner = Memo::new(move |_| of(record, |record| record.owner).flatten());
    let owner_name = move || match owner.get() {
        Some(id) => desk.board(|board| names::person(board, id).to_owned()),
        None => "No owner".to_owned(),
    };
    view! {
        <span class="card__foot">
            <span>{move || reference.get()}</span>
            {move || standing().map(|standing| view! {
                <span class="state" data-state=standing.slug() title=standing.label()>
                    <Icon glyph=state::glyph(standing) />
                    <span class="visually-hidden">{standing.label()}</span>
                </span>
            })}
            <span class="card__age" title="Since it was reported">{age}</span>
            <button
                type="button"
                class="card__move"
                title="Judge again (P)"
                aria-label=move || format!("Judge {} again", reference.get())
                on:click=move |_| table.stage.reassess.set(Some(id.into()))
            >
                <Icon glyph=Glyph::Flag />
            </button>
            <span class="card__owner" title=owner_name>
                <PersonAvatar person=owner />
                <span class="visually-hidden">{owner_name}</span>
            </span>
        </span>
    }
}

fn of<T>(record: Memo<Option<Arc<Record>>>, read: impl FnOnce(&Record) -> T) -> Option<T> {
    record.with(|record| record.as_deref().map(read))
}
