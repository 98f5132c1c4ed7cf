//! One entry of a timeline, and what can be done about it.

use leptos::prelude::*;

use crate::{
    domain::{
        command::Command,
        fact::Kind,
        ids::EventId,
        state::{Milestone, State},
    },
    report::{
        copy::{self, Update},
        timeline::{Entry, Group, Piece, timeline},
        when,
    },
    ui::{
        desk::{Desk, use_desk},
        marks,
        room::{Room, correct::Correcting, feed::glyph},
        route::Route,
        widgets::{
            glyph::Glyph,
            icon::Icon,
            menu::{Menu, MenuItem},
            tone::Tone,
        },
    },
};

/// Recorded within this time counts as live, in milliseconds.
const LIVE: i64 = 2 * 60_000;

/// An entry: when, who, what, and the words.
#[component]
pub fn EntryRow(room: Room, entry: Entry) -> impl IntoView {
    let desk = use_desk();
    let Entry {
        event,
        group,
        happened,
        recorded,
        author_name,
        withheld,
        undone,
        ..
    } = entry.clone();
    let time = move || when::clock(happened, |at| desk.offset(at));
    let entered = move || match recorded.since(happened).abs() {
        ..LIVE => "entered live".to_owned(),
        _ => format!("entered {}", desk.moment(recorded)),
    };
    let text = entry.text.clone().map(|text| match group {
        Group::Update => view! { <div class="entry__card"><p>{text}</p></div> }.into_any(),
        _ => view! { <p>{text}</p> }.into_any(),
    });
    let address = entry.address.clone().map(|address| view! {
        <p><a class="link" href=address.clone() target="_blank" rel="noreferrer noopener">{address.clone()}</a></p>
    });
    view! {
        <article class="entry" data-entry=event.to_string() data-kind=group.slug() data-undone=undone>
            <div class="entry__when">
                <time datetime=when::iso(happened)>{time}</time>
                <small>{entered}</small>
            </div>
            <div class="entry__mark"><Icon glyph=picture(&entry.kind, group) /></div>
            <div class="entry__body">
                <div class="entry__head">
                    <b>{if author_name.is_empty() { "Somebody".to_owned() } else { author_name }}</b>
                    " "
                    {entry.sentence.iter().map(|piece| piece_view(desk, piece)).collect_view()}
                    {undone.then(|| view! { <span class="entry__note">" (taken back)"</span> })}
                    {withheld.then(|| view! { <span class="tag" data-tone="mute"><Icon glyph=Glyph::Lock />"withheld"</span> })}
                </div>
                {text}
                {address}
            </div>
            <EntryMenu room entry />
        </article>
    }
}

/// The picture of an entry: an act shows the state that it reached.
fn picture(kind: &Kind, group: Group) -> Glyph {
    let state = match kind {
        Kind::Reported => State::New,
        Kind::Acknowledged => State::Triage,
        Kind::Taken | Kind::Assigned => State::Assigned,
        Kind::Started | Kind::Reopened | Kind::Resumed => State::Investigating,
        Kind::Held => State::OnHold,
        Kind::Mitigated => State::Mitigated,
        Kind::Resolved => State::Resolved,
        Kind::Closed => State::Closed,
        Kind::Cancelled => State::Cancelled,
        _ => return glyph(group),
    };
    marks::state::glyph(state)
}

fn piece_view(desk: Desk, piece: &Piece) -> AnyView {
    match piece.clone() {
        Piece::Plain(text) => text.into_any(),
        Piece::Strong(text) => view! { <b>{text}</b> }.into_any(),
        Piece::At(at) => {
            view! { <time datetime=when::iso(at)>{move || desk.moment(at)}</time> }.into_any()
        }
        Piece::Record(_, reference) => {
            let href = Route::Incident(reference.clone()).href();
            view! { <a class="link" href=href>{reference}</a> }.into_any()
        }
    }
}

/// Copying, correcting, taking back, erasing.
#[component]
fn EntryMenu(room: Room, entry: Entry) -> impl IntoView {
    let desk = use_desk();
    let Entry {
        event,
        group,
        happened,
        withheld,
        undone,
        cycle,
        kind,
        ..
    } = entry.clone();
    let milestone = milestone(&kind).filter(|_| !undone);
    let can_undo = !undone
        && !matches!(
            kind,
            Kind::Reported | Kind::Imported | Kind::Erased | Kind::Undone | Kind::Unknown(_)
        );
    let can_erase = !withheld && !matches!(kind, Kind::Erased | Kind::Undone | Kind::Unlinked);
    let is_update = group == Group::Update && !withheld;
    if !(is_update || milestone.is_some() || can_undo || can_erase) {
        return ().into_any();
    }
    let name = format!("More about the entry of {}", entry.author_name);
    let correct = move |milestone| {
        room.correcting.set(Some(Correcting {
            milestone,
            cycle,
            at: Some(happened),
        }));
    };
    let undo = move |()| {
        leptos::task::spawn_local(async move {
            match desk
                .ask(Command::Undo {
                    events: vec![event],
                })
                .await
            {
                // Taking back is itself an entry, so there is nothing to undo.
                Ok(_) => desk.say("Taken back. The entry stays, struck through.", Tone::Mute),
                Err(failure) => desk.fail(&failure),
            }
        });
    };
    view! {
        <div class="entry__menu">
            <Menu
                trigger=|| view! { <Icon glyph=Glyph::More /> }
                class="button button--plain button--small button--square"
                attr:aria-label=name
            >
                {is_update.then(|| view! {
                    <MenuItem glyph=Glyph::Copy on_pick=Callback::new(move |()| copy_update(desk, room, event, Form::Text))>
                        "Copy as text"
                    </MenuItem>
                    <MenuItem glyph=Glyph::Copy on_pick=Callback::new(move |()| copy_update(desk, room, event, Form::Markdown))>
                        "Copy as Markdown"
                    </MenuItem>
                })}
                {milestone.map(|milestone| view! {
                    <MenuItem glyph=Glyph::Clock on_pick=Callback::new(move |()| correct(milestone))>
                        "Correct the time…"
                    </MenuItem>
                })}
                {can_undo.then(|| view! {
                    <MenuItem glyph=Glyph::Undo on_pick=Callback::new(undo)>"Take back"</MenuItem>
                })}
                {can_erase.then(|| view! {
                    <MenuItem
                        glyph=Glyph::Trash
                        tone=Tone::Danger
                        on_pick=Callback::new(move |()| room.erasing.set(Some(event)))
                    >
                        "Erase the words…"
                    </MenuItem>
                })}
            </Menu>
        </div>
    }
    .into_any()
}

/// Two buttons that put an update on the clipboard.
#[component]
pub fn CopyUpdate(room: Room, event: EventId) -> impl IntoView {
    let desk = use_desk();
    view! {
        <button type="button" class="button button--small" on:click=move |_| copy_update(desk, room, event, Form::Text)>
            <Icon glyph=Glyph::Copy /> "Copy update as text"
        </button>
        <button type="button" class="button button--small" on:click=move |_| copy_update(desk, room, event, Form::Markdown)>
            <Icon glyph=Glyph::Copy /> "Copy update as Markdown"
        </button>
    }
}

/// How an update is copied.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Markdown,
}

fn copy_update(desk: Desk, room: Room, event: EventId, form: Form) {
    let offset = |at| desk.offset(at);
    let text = untrack(|| {
        desk.board_now(|board| {
            let entries = timeline(board, room.id);
            let entry = entries.iter().find(|entry| entry.event == event)?;
            let update = Update {
                record: board.record(room.id)?,
                text: entry.text.as_deref()?,
                happened: entry.happened,
            };
            Some(match form {
                Form::Text => copy::plain(board, &update, offset),
                Form::Markdown => copy::markdown(board, &update, offset),
            })
        })
    });
    match text {
        Some(text) => desk.copy(text, "Update copied"),
        None => desk.say("The words of that update are withheld.", Tone::Warn),
    }
}

/// The milestone whose time an entry tells.
fn milestone(kind: &Kind) -> Option<Milestone> {
    match kind {
        Kind::Reported => Some(Milestone::Reported),
        Kind::Acknowledged | Kind::Taken => Some(Milestone::Acknowledged),
        Kind::Assigned => Some(Milestone::Assigned),
        Kind::Mitigated => Some(Milestone::Mitigated),
        Kind::Resolved => Some(Milestone::Resolved),
        Kind::Verified => Some(Milestone::Verified),
        Kind::Closed => Some(Milestone::Closed),
        kind => kind.as_milestone(),
    }
}
