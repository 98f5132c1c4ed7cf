//! The timeline: by the time things happened, newest first, day by day.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::{
    domain::{ids::EventId, time::Moment},
    report::{
        timeline::{Entry, Group, timeline},
        when,
    },
    ui::{
        desk::use_desk,
        room::{Room, entry::EntryRow},
        widgets::{chip::Chip, glyph::Glyph},
    },
};

/// A row of the timeline; it is built anew only when what it says of itself changes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Row {
    /// A day, by one of its moments.
    Day(i64, Moment),
    Entry {
        event: EventId,
        undone: bool,
        withheld: bool,
    },
}

/// The picture of a group of entries.
pub(super) const fn glyph(group: Group) -> Glyph {
    match group {
        Group::State => Glyph::RingHalf,
        Group::Note => Glyph::Note,
        Group::Decision => Glyph::Fork,
        Group::Update => Glyph::Horn,
        Group::Evidence => Glyph::Clip,
        Group::Change => Glyph::Pencil,
    }
}

/// The timeline with its filter.
#[component]
pub fn Feed(room: Room) -> impl IntoView {
    let desk = use_desk();
    let entries = Memo::new(move |_| {
        // The record is followed, and with it every event about it; names are read where shown.
        room.record.track();
        desk.board(|board| timeline(board, room.id))
    });
    let only = RwSignal::new(None::<Group>);
    let rows =
        Memo::new(move |_| entries.with(|entries| rows(entries, only.get(), |at| desk.offset(at))));
    let row = move |row: Row| match row {
        Row::Day(_, at) => view! {
            <div class="feed__day">
                <span>{move || when::day(at, desk.now.get(), |at| desk.offset(at))}</span>
            </div>
        }
        .into_any(),
        Row::Entry { event, .. } => {
            let entry = entries.with_untracked(|entries| {
                entries.iter().find(|entry| entry.event == event).cloned()
            });
            entry
                .map(|entry| view! { <EntryRow room entry /> })
                .into_any()
        }
    };
    view! {
        <Counts entries only />
        <section class="feed" aria-label="Timeline">
            <For each=move || rows.get() key=|row| *row children=row />
        </section>
    }
}

/// Chips that narrow the timeline down to one kind of entry.
#[component]
fn Counts(entries: Memo<Vec<Entry>>, only: RwSignal<Option<Group>>) -> impl IntoView {
    let counts = Memo::new(move |_| {
        let mut counts = BTreeMap::new();
        entries.with(|entries| {
            for entry in entries {
                *counts.entry(entry.group).or_insert(0_usize) += 1;
            }
        });
        counts
    });
    let shown =
        Memo::new(move |_| counts.with(|counts| counts.keys().copied().collect::<Vec<_>>()));
    let chip = move |group: Group| {
        let pressed = Signal::derive(move || only.get() == Some(group));
        let press = move |()| {
            only.update(|only| *only = Some(group).filter(|group| *only != Some(*group)));
        };
        view! {
            <Chip pressed on_press=Callback::new(press) glyph=glyph(group)>
                {group.label()} " " <b>{move || counts.with(|counts| counts.get(&group).copied())}</b>
            </Chip>
        }
    };
    view! {
        <div class="choices" role="group" aria-label="Show">
            <Chip
                pressed=Signal::derive(move || only.get().is_none())
                on_press=Callback::new(move |()| only.set(None))
            >
                "All " <b>{move || entries.with(Vec::len)}</b>
            </Chip>
            <For each=move || shown.get() key=|group| *group children=chip />
        </div>
    }
}

fn rows(entries: &[Entry], only: Option<Group>, offset: impl Fn(Moment) -> i32) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut day = None;
    for entry in entries
        .iter()
        .filter(|entry| only.is_none_or(|only| entry.group == only))
    {
        let own = when::day_number(entry.happened, &offset);
        if day != Some(own) {
            day = Some(own);
            rows.push(Row::Day(own, entry.happened));
        }
        rows.push(Row::Entry {
            event: entry.event,
            undone: entry.undone,
            withheld: entry.withheld,
        });
    }
    rows
}
