//! The title line, the marks, and the road.

use leptos::prelude::*;

use crate::{
    domain::{
        record::Record,
        state::{Act, RecordKind},
    },
    report::names,
    ui::{
        desk::use_desk,
        marks::{
            category::CategoryMark,
            person::OwnerMark,
            priority::{PriorityMark, SeverityMark},
        },
        room::{Room, acts::Acts, stepper::Stepper, strip::Strip},
        stage::use_stage,
        widgets::{glyph::Glyph, icon::Icon},
    },
};

/// The head of a room.
#[component]
pub fn Head(room: Room) -> impl IntoView {
    let desk = use_desk();
    let title = room.read(|record| match record.title.as_str() {
        "" => "Title withheld".to_owned(),
        title => title.to_owned(),
    });
    view! {
        <header class="room__head">
            <div class="room__title">
                <span class="room__ref" aria-hidden="true">{move || desk.reference(room.id)}</span>
                <h1>
                    <span class="visually-hidden">{move || desk.reference(room.id)} " "</span>
                    {title}
                </h1>
                <Acts room />
            </div>
            <Marks room />
            <Stepper room />
            <Strip room />
        </header>
    }
}

/// Priority, severity, category, service, who is affected, kind and owner.
#[component]
fn Marks(room: Room) -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let priority = room.read(Record::priority);
    let severity = room.read(|record| record.severity);
    let category = room.read(|record| record.category);
    let has_category = room.read(|record| record.category.is_some());
    let service = Memo::new(move |_| {
        let service = room
            .record
            .with(|record| record.as_ref().and_then(|record| record.service));
        service.map(|id| desk.board(|board| names::service(board, id).to_owned()))
    });
    let affected = room.read(|record| record.affected.lines().next().map(str::to_owned));
    let kind = room.read(|record| Some(record.kind));
    let owner = room.read(|record| record.owner);
    let team = room.read(|record| record.team);
    let has_owner = room.read(|record| record.owner.is_some() || record.team.is_some());
    let label = move || match priority.get() {
        Some(priority) => format!("Priority {}, change", priority.label()),
        None => "Set priority".to_owned(),
    };
    view! {
        <div class="row row--wrap room__marks">
            <button
                type="button"
                class="room__mark"
                aria-label=label
                aria-keyshortcuts="p"
                title="Change the priority (P)"
                on:click=move |_| stage.reassess.set(Some(room.id.into()))
            >
                <PriorityMark priority />
            </button>
            {move || severity.get().map(|severity| view! { <SeverityMark severity /> })}
            {move || has_category.get().then(|| view! { <span class="tag"><CategoryMark category /></span> })}
            {move || service.get().map(|service| view! {
                <span class="tag"><Icon glyph=Glyph::Pin />{service}</span>
            })}
            {move || affected.get().map(|affected| view! {
                <span class="tag"><Icon glyph=Glyph::Users /><span class="ellipsis">{affected}</span></span>
            })}
            {move || kind.get().map(|kind| {
                let tone = if kind == RecordKind::Drill { "info" } else { "mute" };
                view! { <span class="tag" data-tone=tone>{kind.label()}</span> }
            })}
            <button
                type="button"
                class="room__mark"
                title="Assign to somebody"
                on:click=move |_| stage.act.set(Some((Act::Assign, vec![room.id])))
                disabled=move || room.record.with(|record| {
                    record.as_ref().is_none_or(|record| !record.state().is_open())
                })
            >
                <span class="visually-hidden">{move || if has_owner.get() { "Owner: " } else { "" }}</span>
                <OwnerMark person=owner team />
            </button>
        </div>
    }
}
