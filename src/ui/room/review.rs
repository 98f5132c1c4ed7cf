//! What needs somebody's judgement: values that contradict each other, values that are withheld.

use leptos::prelude::*;

use crate::{
    domain::{command::Command, event::Subject, value::Field},
    report::timeline::{
        Piece,
        dispute::{Claim, Dispute, disputes},
    },
    ui::{
        desk::{Desk, use_desk},
        room::Room,
        widgets::{glyph::Glyph, icon::Icon},
    },
};

/// Unsettled conflicts, then what is withheld.
#[component]
pub fn Review(room: Room) -> impl IntoView {
    let desk = use_desk();
    let found = Memo::new(move |_| {
        let has_any = room.record.with(|record| {
            record
                .as_ref()
                .is_some_and(|record| !record.conflicts.is_empty())
        });
        if has_any {
            desk.board(|board| disputes(board, Subject::Record(room.id)))
        } else {
            Vec::new()
        }
    });
    let withheld = room.read(|record| {
        record
            .withheld
            .iter()
            .map(|field| field.label())
            .collect::<Vec<_>>()
            .join(", ")
    });
    let has_found = Memo::new(move |_| !found.read().is_empty());
    view! {
        {move || has_found.get().then(|| view! {
            <section class="review" aria-label="Needs review">
                <div class="feed__day"><span>"Needs review"</span></div>
                <For
                    each=move || found.get()
                    key=|dispute| (dispute.field, dispute.claims.iter().map(|claim| claim.event).collect::<Vec<_>>())
                    children=move |dispute| view! { <OneDispute room dispute /> }
                />
            </section>
        })}
        {move || (!withheld.read().is_empty()).then(|| view! {
            <div class="banner" data-tone="info" role="status">
                <Icon glyph=Glyph::Lock />
                <div>
                    <b>"Withheld"</b>
                    <small>{move || format!("{} came without words: whoever shared this left them out, or they were erased.", withheld.get())}</small>
                </div>
            </div>
        })}
    }
}

/// One field with its values side by side.
#[component]
fn OneDispute(room: Room, dispute: Dispute) -> impl IntoView {
    let desk = use_desk();
    let Dispute { field, claims } = dispute;
    let newest = claims
        .iter()
        .map(|claim| claim.recorded)
        .max()
        .unwrap_or_default();
    let mut names: Vec<String> = claims
        .iter()
        .map(|claim| claim.author_name.clone())
        .collect();
    names.dedup();
    let names = names.join(" and ");
    let counts = claims.last().map(|claim| claim.event);
    let cards = claims
        .iter()
        .map(|claim| card(desk, claim, counts == Some(claim.event)))
        .collect_view();
    let keeps = claims
        .iter()
        .map(|claim| keep(desk, room, field, claim))
        .collect_view();
    view! {
        <article class="entry" data-entry=format!("conflict-{field:?}") data-kind="conflict">
            <div class="entry__when">
                <time>{move || desk.moment(newest)}</time>
                <small>"not settled"</small>
            </div>
            <div class="entry__mark"><Icon glyph=Glyph::Merge /></div>
            <div class="entry__body">
                <div class="entry__head">
                    <span class="entry__kind">"Conflict"</span>
                    {format!(": {names} set ")}
                    <b>{field.label()}</b>
                    " to different values"
                </div>
                <div class="entry__card">
                    <div class="versus">{cards}</div>
                    <div class="row row--wrap">{keeps}</div>
                </div>
            </div>
        </article>
    }
}

fn card(desk: Desk, claim: &Claim, counts: bool) -> impl IntoView + use<> {
    let Claim {
        author_name,
        recorded,
        value,
        ..
    } = claim.clone();
    view! {
        <div>
            <small>{author_name} ", " {move || desk.moment(recorded)}</small>
            <b>{move || value.as_ref().map_or_else(|| "Withheld".to_owned(), |piece| words(desk, piece))}</b>
            <small>{if counts { "counts until it is settled" } else { "" }}</small>
        </div>
    }
}

fn keep(desk: Desk, room: Room, field: Field, claim: &Claim) -> Option<impl IntoView + use<>> {
    let choice = claim.event;
    let value = claim.value.clone()?;
    let on_click = move |_| {
        let said = format!("{} settled", field.label());
        desk.act(
            Command::Settle {
                record: Some(room.id),
                field,
                choice,
            },
            said,
        );
    };
    Some(view! {
        <button type="button" class="button button--small" on:click=on_click>
            <span class="ellipsis">"Keep " {move || words(desk, &value)}</span>
        </button>
    })
}

/// A piece of a sentence in words.
pub(super) fn words(desk: Desk, piece: &Piece) -> String {
    match piece {
        Piece::Plain(text) | Piece::Strong(text) | Piece::Record(_, text) => text.clone(),
        Piece::At(at) => desk.moment(*at),
    }
}
