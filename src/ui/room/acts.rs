//! The buttons of a room: what usually comes next, a few more, the rest in a menu.

use leptos::prelude::*;

use crate::{
    domain::{command::Move, state::Act},
    ui::{
        acts::offer::{asks, glyph, offered},
        desk::{Desk, use_desk},
        room::Room,
        shell::keys,
        stage::{Stage, use_stage},
        widgets::{
            glyph::Glyph,
            icon::Icon,
            kbd::Kbd,
            menu::{Menu, MenuItem},
            narrow::is_narrow,
        },
    },
};

/// What people reach for most, in the order in which it is shown.
const FIRST: [Act; 4] = [Act::Acknowledge, Act::Take, Act::Assign, Act::Resolve];

/// Every act that makes sense now, once. On a phone they are a bar at the foot of the window.
#[component]
pub fn Acts(room: Room) -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let narrow = is_narrow();
    let all = Memo::new(move |_| {
        let me = desk.me();
        room.record.with(|record| {
            record
                .as_ref()
                .map(|record| offered(record, me))
                .unwrap_or_default()
        })
    });
    let parted = Memo::new(move |_| {
        // What comes next depends on the record, which `all` follows.
        let next = untrack(|| keys::next_act(desk, room.id));
        all.with(|all| part(all, next, if narrow.get() { 2 } else { 4 }))
    });
    view! {
        <div
            class=move || if narrow.get() { "action-bar" } else { "end room__acts" }
            role="group"
            aria-label="Acts"
        >
            {move || {
                let (shown, hidden) = parted.get();
                let is_bar = narrow.get();
                let buttons = shown.into_iter().enumerate().map(|(place, act)| {
                    let class = if is_bar && place == 0 { "button button--primary" } else { "button" };
                    view! { <ActButton room act class /> }
                });
                view! {
                    {buttons.collect_view()}
                    <Menu
                        trigger=|| view! { <Icon glyph=Glyph::More /> }
                        class="button button--square"
                        attr:aria-label="More acts"
                    >
                        {hidden.iter().map(|&act| view! { <ActItem room act /> }).collect_view()}
                        {(!hidden.is_empty()).then(|| view! { <hr class="menu__line" /> })}
                        <MenuItem
                            glyph=Glyph::Clock
                            keys="S"
                            on_pick=Callback::new(move |()| {
                                stage.act.set(Some((keys::next_act(desk, room.id), vec![room.id])));
                            })
                        >
                            "With a note or another time…"
                        </MenuItem>
                        <MenuItem
                            glyph=Glyph::Grid
                            keys="P"
                            on_pick=Callback::new(move |()| stage.reassess.set(Some(room.id.into())))
                        >
                            "Change priority…"
                        </MenuItem>
                    </Menu>
                }
            }}
        </div>
    }
}

/// The acts to show and the ones for the menu.
fn part(all: &[Act], next: Act, most: usize) -> (Vec<Act>, Vec<Act>) {
    let mut shown: Vec<Act> = std::iter::once(next)
        .chain(FIRST)
        .filter(|act| all.contains(act))
        .collect();
    let mut seen = Vec::new();
    shown.retain(|act| {
        !seen.contains(act) && {
            seen.push(*act);
            true
        }
    });
    shown.truncate(most);
    let hidden = all
        .iter()
        .copied()
        .filter(|act| !shown.contains(act))
        .collect();
    (shown, hidden)
}

#[component]
fn ActButton(room: Room, act: Act, class: &'static str) -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    let key = key(act);
    view! {
        <button
            type="button"
            class=class
            data-action=act.slug()
            aria-keyshortcuts=key.map(str::to_lowercase)
            on:click=move |event| {
                // The second click of a double click would press what came into this one's place.
                if event.detail() < 2 {
                    run(desk, stage, room, act);
                }
            }
        >
            <Icon glyph=glyph(act) />
            {label(act)}
            {key.map(|keys| view! { <Kbd keys /> })}
        </button>
    }
}

#[component]
fn ActItem(room: Room, act: Act) -> impl IntoView {
    let (desk, stage) = (use_desk(), use_stage());
    view! {
        <MenuItem
            glyph=glyph(act)
            on_pick=Callback::new(move |()| run(desk, stage, room, act))
            attr:data-action=act.slug()
        >
            {label(act)}
        </MenuItem>
    }
}

/// Dots say that a dialog asks for more.
fn label(act: Act) -> String {
    if asks(act) {
        format!("{}…", act.label())
    } else {
        act.label().to_owned()
    }
}

const fn key(act: Act) -> Option<&'static str> {
    match act {
        Act::Acknowledge => Some("A"),
        Act::Take => Some("M"),
        _ => None,
    }
}

fn run(desk: Desk, stage: Stage, room: Room, act: Act) {
    let at_once = match act {
        Act::Acknowledge => Move::Acknowledge,
        Act::Take => Move::Take,
        Act::Start => Move::Start,
        Act::Resume => Move::Resume,
        Act::Mitigate => Move::Mitigate,
        Act::Resolve => Move::Resolve,
        Act::Verify => Move::Verify,
        Act::Close => Move::Close,
        Act::Reopen => Move::Reopen,
        Act::Assign | Act::Escalate | Act::Hold | Act::Cancel => {
            stage.act.set(Some((act, vec![room.id])));
            return;
        }
    };
    keys::act(desk, room.id, at_once);
}
