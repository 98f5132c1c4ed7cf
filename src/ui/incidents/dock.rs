//! What stays at the foot of the list: what can be done with the chosen rows, and how many there are.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{
        command::{Command, Move},
        ids::RecordId,
        state::Act,
    },
    ui::{
        incidents::{bulk::Gift, list::List},
        shell::keys,
        widgets::{
            glyph::Glyph,
            icon::Icon,
            kbd::Kbd,
            menu::{Menu, MenuItem},
            number::{counted, grouped},
        },
    },
};

/// The dock of the list.
#[component]
pub fn Dock(list: List) -> impl IntoView {
    let has_chosen = Memo::new(move |_| list.chosen.with(|chosen| !chosen.is_empty()));
    view! {
        <div class="dock">
            {move || has_chosen.get().then(|| view! { <Bulk list /> })}
            <div class="grid-foot">
                <span>{move || rows(list)}</span>
                <span class="visually-hidden" role="status">{move || found(list)}</span>
                <span class="end row row--wide desk-only">
                    <span><Kbd keys="J" /> " " <Kbd keys="K" /> " move"</span>
                    <span><Kbd keys="X" /> " select"</span>
                    <span><Kbd keys="Enter" /> " open"</span>
                </span>
            </div>
        </div>
    }
}

/// Which rows are in sight, of how many, and how many the filter hides.
fn rows(list: List) -> String {
    let (shown, total) = list.found.with(|found| (found.shown.len(), found.total));
    let seen = list.rows.in_sight.get();
    let hidden = match total - shown {
        0 => String::new(),
        hidden => format!(", {} filtered out", grouped(hidden)),
    };
    let (first, last) = (grouped(seen.start + 1), grouped(seen.end));
    let groups = list.groups.read().len();
    match shown {
        0 => format!("No rows{hidden}"),
        shown if groups > 0 => format!(
            "{} in {}{hidden}",
            counted(shown, "row", "rows"),
            counted(groups, "group", "groups")
        ),
        shown if seen.is_empty() => format!("{} shown{hidden}", counted(shown, "row", "rows")),
        shown => format!("Rows {first} to {last} of {} shown{hidden}", grouped(shown)),
    }
}

/// What a filter found, for those who hear it: said when it changes, not while somebody scrolls.
fn found(list: List) -> String {
    let (one, many) = list.noun();
    let shown = list.found.with(|found| found.shown.len());
    format!("{} shown", counted(shown, one, many))
}

/// What can be done with the chosen rows.
#[component]
fn Bulk(list: List) -> impl IntoView {
    let said = move || {
        let chosen = list.chosen.with(std::collections::HashSet::len);
        match chosen - list.chosen_and_shown() {
            0 => format!("{} selected", grouped(chosen)),
            hidden => format!(
                "{} selected, {} not shown",
                grouped(chosen),
                grouped(hidden)
            ),
        }
    };
    let press = move |key: &'static str| {
        move |_| {
            act(list, key);
        }
    };
    let give = move |gift: Gift| move |_| list.gift.set(Some(gift));
    view! {
        <div class="bulk" role="toolbar" aria-label="Selected records">
            <b role="status">{said}</b>
            <button type="button" class="button button--plain button--small" on:click=press("a")>
                <Icon glyph=Glyph::Tick />
                "Acknowledge"
                <Kbd keys="A" />
            </button>
            <button type="button" class="button button--plain button--small" on:click=press("m")>
                <Icon glyph=Glyph::User />
                "Assign"
                <Kbd keys="M" />
            </button>
            <button type="button" class="button button--plain button--small" on:click=press("s")>
                <Icon glyph=Glyph::RingHalf />
                "State"
                <Kbd keys="S" />
            </button>
            <button type="button" class="button button--plain button--small" on:click=press("p")>
                <Icon glyph=Glyph::Flag />
                "Priority"
                <Kbd keys="P" />
            </button>
            <button type="button" class="button button--plain button--small" on:click=give(Gift::Category)>
                <Icon glyph=Glyph::Tag />
                "Category"
            </button>
            <button type="button" class="button button--plain button--small" on:click=give(Gift::Service)>
                <Icon glyph=Glyph::Server />
                "Service"
            </button>
            <button type="button" class="button button--plain button--small" on:click=give(Gift::Link)>
                <Icon glyph=Glyph::Link />
                "Link"
            </button>
            <Menu
                class="button button--plain button--small"
                trigger=|| view! { <Icon glyph=Glyph::Download /> "Export" }
            >
                <MenuItem glyph=Glyph::Rows on_pick=Callback::new(move |()| list.csv.set(Some(true)))>
                    "As a table (CSV)…"
                </MenuItem>
                <MenuItem glyph=Glyph::File on_pick=Callback::new(move |()| save_log(list))>
                    "As a log file, to merge elsewhere"
                </MenuItem>
            </Menu>
            <button type="button" class="button button--plain button--small end" on:click=move |_| list.choose_none()>
                "Clear"
                <Kbd keys="Esc" />
            </button>
        </div>
    }
}

/// Does with the chosen records what a letter stands for; whether any were chosen.
pub fn act(list: List, key: &str) -> bool {
    let records = list.chosen_in_order();
    let Some(&first) = records.first() else {
        return false;
    };
    match key {
        "a" => acknowledge(list, records),
        "m" => list.stage.act.set(Some((Act::Assign, records))),
        "s" => {
            let next = keys::next_act(list.desk, first);
            list.stage.act.set(Some((next, records)));
        }
        "p" => list.gift.set(Some(Gift::Priority)),
        _ => return false,
    }
    true
}

fn acknowledge(list: List, records: Vec<RecordId>) {
    let desk = list.desk;
    let one = |&record: &RecordId| {
        let command = Command::Act {
            record,
            act: Move::Acknowledge,
            happened: None,
            note: None,
        };
        (record, command)
    };
    let command = Command::Each(records.iter().map(one).collect());
    spawn_local(async move {
        match desk.ask(command).await {
            Ok(done) => {
                let count = records.len() - done.left_out.len();
                let said = format!("{} acknowledged", counted(count, "record", "records"));
                desk.done_to_many(said, done);
            }
            Err(failure) => desk.fail(&failure),
        }
    });
}

fn save_log(list: List) {
    list.chosen
        .with_untracked(|chosen| list.desk.export_chosen(chosen));
}
