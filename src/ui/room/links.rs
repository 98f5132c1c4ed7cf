//! Which records belong together, told from both sides.

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    domain::{
        command::{Command, Rejection},
        ids::{EventId, RecordId},
        state::Relation,
    },
    ui::{
        desk::use_desk,
        marks::state::StateMark,
        pick::{record::RecordPick, unplaced::Unplaced},
        room::Room,
        route::Route,
        widgets::{field::Fault, glyph::Glyph, icon::Icon, select::Select},
    },
    writer::Failure,
};

/// A link as the panel shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Tie {
    event: EventId,
    other: RecordId,
    relation: Relation,
    /// Recorded about this record, and so removed from here.
    own: bool,
}

/// The panel of links.
#[component]
pub fn Links(room: Room) -> impl IntoView {
    let desk = use_desk();
    let ties = Memo::new(move |_| {
        desk.board(|board| {
            let own = board
                .record(room.id)
                .into_iter()
                .flat_map(|record| &record.links);
            let own = own.map(|(event, link)| Tie {
                event: *event,
                other: link.to,
                relation: link.relation,
                own: true,
            });
            let others = board.records().iter().flat_map(|record| {
                let here = record.links.iter().filter(|(_, link)| link.to == room.id);
                here.map(|(event, link)| Tie {
                    event: *event,
                    other: record.id,
                    relation: link.relation,
                    own: false,
                })
            });
            own.chain(others).collect::<Vec<_>>()
        })
    });
    let is_open = RwSignal::new(false);
    view! {
        <section class="panel" aria-label="Linked">
            <div class="panel__head">
                <h2>"Linked"</h2>
                <span class="panel__note">{move || Some(ties.read().len()).filter(|count| *count > 0)}</span>
                <span class="end">
                    <button
                        type="button"
                        class="button button--plain button--small"
                        aria-expanded=move || is_open.get().to_string()
                        on:click=move |_| is_open.update(|open| *open = !*open)
                    >
                        <Icon glyph=Glyph::Plus /> "Link"
                    </button>
                </span>
            </div>
            {move || is_open.get().then(|| view! { <LinkForm room is_open /> })}
            <ul class="list list--wrap">
                <For each=move || ties.get() key=|tie| *tie children=move |tie| view! { <OneTie room tie /> } />
            </ul>
        </section>
    }
}

#[component]
fn OneTie(room: Room, tie: Tie) -> impl IntoView {
    let desk = use_desk();
    let record = desk.record(tie.other);
    let reference = Memo::new(move |_| desk.reference(tie.other));
    let title = move || {
        record.with(|record| match record {
            Some(record) => record.title.clone(),
            None => "Not on this device yet".to_owned(),
        })
    };
    let standing = move || record.with(|record| record.as_ref().map(|record| record.standing));
    let unlink = move |_| {
        let (record, link) = (room.id, tie.event);
        desk.act(
            Command::Unlink { record, link },
            format!("Link to {} removed", reference.get_untracked()),
        );
    };
    view! {
        <li>
            <Icon glyph=if tie.relation == Relation::Duplicate { Glyph::Copy } else { Glyph::Link } />
            <span class="list__text">
                <a href=move || Route::Incident(reference.get()).href()>{title}</a>
                <small>{move || reference.get()} ", " {words(tie)}</small>
            </span>
            {move || standing().map(|standing| view! { <StateMark standing=Signal::derive(move || standing) /> })}
            {tie.own.then(|| view! {
                <button
                    type="button"
                    class="button button--plain button--small button--square"
                    aria-label=move || format!("Remove the link to {}", reference.get())
                    on:click=unlink
                >
                    <Icon glyph=Glyph::Cross />
                </button>
            })}
        </li>
    }
}

/// How the other record stands to this one.
fn words(tie: Tie) -> &'static str {
    match (tie.relation, tie.own) {
        (Relation::Duplicate, true) => "this is a duplicate of it",
        (Relation::Duplicate, false) => "a duplicate of this",
        (Relation::Parent, true) => "this is part of it",
        (Relation::Parent, false) => "part of this",
        (Relation::Cause, true) => "caused this",
        (Relation::Cause, false) => "caused by this",
        (Relation::Recurrence, true) => "happened before this",
        (Relation::Recurrence, false) => "happened again after this",
        (Relation::Related, _) => "related",
    }
}

/// Another record and how it belongs here.
#[component]
fn LinkForm(room: Room, is_open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let to = RwSignal::new(None::<RecordId>);
    let relation = RwSignal::new(Relation::Related);
    let failure = RwSignal::new(None::<Failure>);
    let missing = RwSignal::new(false);
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(other) = to.get_untracked() else {
            return missing.set(true);
        };
        let command = Command::Link {
            record: room.id,
            to: other,
            relation: relation.get_untracked(),
        };
        spawn_local(async move {
            match desk.ask(command).await {
                Ok(done) => {
                    is_open.try_set(false);
                    let reference = desk.board_now(|board| board.reference(other));
                    desk.done(format!("Linked to {reference}"), done.events);
                }
                Err(reason) => {
                    failure.try_set(Some(reason));
                }
            }
        });
    };
    let relations = Relation::ALL
        .iter()
        .map(|relation| (relation.slug().to_owned(), relation.label().to_owned()));
    let relations: Vec<_> = relations.collect();
    let fault = Signal::derive(move || {
        missing.get().then(|| Fault {
            kind: Rejection::Unknown.slug(),
            text: "Choose the record to link to.".to_owned(),
        })
    });
    view! {
        <form class="panel__body stack" novalidate on:submit=on_submit>
            <Unplaced failure placed=|_| false />
            <Select
                label="This is"
                options=relations
                value=Signal::derive(move || relation.get().slug().to_owned())
                on_change=Callback::new(move |slug: String| {
                    if let Some(picked) = Relation::from_slug(&slug) {
                        relation.set(picked);
                    }
                })
            />
            <RecordPick
                label="Record"
                value=to
                on_pick=Callback::new(move |record| {
                    to.set(Some(record));
                    missing.set(false);
                })
                except=vec![room.id]
                error=fault
            />
            <span class="row">
                <button type="submit" class="button button--small">"Link"</button>
                <button type="button" class="button button--small button--plain" on:click=move |_| is_open.set(false)>
                    "Cancel"
                </button>
            </span>
        </form>
    }
}
