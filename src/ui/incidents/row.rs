//! One record as a row; on narrow screens the same cells are a card.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    domain::{
        ids::RecordId, priority::Priority, record::Record, state::State, time::Moment,
        value::Standing,
    },
    report::{names, when},
    ui::{
        incidents::{
            columns::Column,
            heading::{HeadingCells, group_of},
            lines::Line,
            list::List,
        },
        marks::{
            category::CategoryMark,
            clock::MiniClock,
            person::OwnerMark,
            priority::{PriorityMark, SeverityMark},
            state::StateMark,
        },
        route::Route,
        widgets::{glyph::Glyph, icon::Icon},
    },
};

type Seen = Memo<Option<Arc<Record>>>;

/// A row of the table, for one line after the other.
#[component]
pub fn Row(
    list: List,
    columns: Memo<Vec<Column>>,
    /// Its place and its line.
    row: Memo<Option<(usize, Line)>>,
    element: NodeRef<html::Tr>,
) -> impl IntoView {
    let id = Memo::new(move |_| match row.get()?.1 {
        Line::Record(id) => Some(id),
        Line::Head(_) => None,
    });
    let key = Memo::new(move |_| match row.get()?.1 {
        Line::Head(key) => Some(key),
        Line::Record(_) => None,
    });
    let is_heading = Memo::new(move |_| key.get().is_some());
    let group = group_of(list, key);
    let desk = list.desk;
    let record = Memo::new(move |_| {
        let id = id.get()?;
        desk.board(|board| board.record(id).cloned())
    });
    let reference = Memo::new(move |_| id.get().map_or_else(String::new, |id| desk.reference(id)));
    let is_cursor = move || {
        let has_cursor = match row.get()?.1 {
            Line::Record(id) => list.stage.cursor.get() == Some(id),
            Line::Head(key) => list.head.get() == Some(key),
        };
        has_cursor.then_some("")
    };
    let is_chosen = Memo::new(move |_| {
        id.get()
            .is_some_and(|id| list.chosen.with(|chosen| chosen.contains(&id)))
    });
    let priority = move || {
        of(record, |record| {
            record.priority().map_or("none", Priority::slug)
        })
    };
    let choose = move |event: ev::MouseEvent| match (id.get_untracked(), event.shift_key()) {
        (Some(id), true) => list.choose_to(id),
        (Some(id), false) => list.choose(id),
        (None, _) => {}
    };
    let open = move |event: ev::MouseEvent| {
        if let Some(id) = id.get_untracked() {
            open_by_click(list, id, &event);
        }
    };
    let point = move |_| {
        if let Some((_, line)) = row.get_untracked() {
            list.point_at(line);
        }
    };
    view! {
        <tr
            node_ref=element
            class:group=move || is_heading.get()
            hidden=move || row.get().is_none()
            data-group=move || group.with(|group| group.as_ref().map(|(label, _)| label.clone()))
            data-count=move || group.with(|group| group.as_ref().map(|(_, count)| count.to_string()))
            data-ref=move || id.get().map(|_| reference.get())
            data-state=move || of(record, |record| record.state().slug())
            data-priority=priority
            data-kind=move || of(record, |record| record.kind.slug())
            data-cursor=is_cursor
            aria-selected=move || id.get().map(|_| is_chosen.get().to_string())
            aria-rowindex=move || row.get().map(|(place, _)| (place + 2).to_string())
            on:click=open
            on:focusin=point
        >
            {move || match is_heading.get() {
                true => view! { <HeadingCells list columns key group /> }.into_any(),
                false => view! {
            <td data-col="select">
                        <input
                            type="checkbox"
                            class="check"
                            aria-label=move || format!("Select {}", reference.get())
                            prop:checked=move || is_chosen.get()
                            on:click=choose
                        />
                    </td>
                    {move || {
                        let columns = columns.get().into_iter();
                        columns.map(|column| view! { <Cell list column record reference /> }).collect_view()
                    }}
                }
                .into_any(),
            }}
        </tr>
    }
}

/// A cell of the row.
#[component]
fn Cell(list: List, column: Column, record: Seen, reference: Memo<String>) -> impl IntoView {
    let text = move |read: fn(List, &Record) -> Option<String>| {
        move || {
            of(record, |record| read(list, record))
                .flatten()
                .unwrap_or_else(|| "–".to_owned())
        }
    };
    let content = match column {
        Column::Priority => {
            let priority = move || of(record, Record::priority).flatten();
            view! { <PriorityMark priority=Signal::derive(priority) /> }.into_any()
        }
        Column::Reference => (move || reference.get()).into_any(),
        Column::Title => view! { <Title record reference /> }.into_any(),
        Column::State => {
            let standing = move || of(record, |record| record.standing);
            let standing = move || standing().unwrap_or_else(|| Standing::from(State::New));
            view! { <StateMark standing=Signal::derive(standing) /> }.into_any()
        }
        Column::Severity => (move || {
            let severity = of(record, |record| record.severity).flatten();
            severity.map(|severity| view! { <SeverityMark severity /> })
        })
        .into_any(),
        Column::Category => {
            let category = move || of(record, |record| record.category).flatten();
            view! { <CategoryMark category=Signal::derive(category) /> }.into_any()
        }
        Column::Owner => {
            let person = move || of(record, |record| record.owner).flatten();
            let team = move || of(record, |record| record.team).flatten();
            view! { <OwnerMark person=Signal::derive(person) team=Signal::derive(team) /> }
                .into_any()
        }
        Column::Team => text(|list, record| {
            let id = record.team?;
            Some(list.desk.board(|board| names::team(board, id).to_owned()))
        })
        .into_any(),
        Column::Service => text(|list, record| {
            let id = record.service?;
            Some(
                list.desk
                    .board(|board| names::service(board, id).to_owned()),
            )
        })
        .into_any(),
        Column::Due => {
            let id = Signal::derive(move || of(record, |record| record.id));
            view! { <MiniClock face=list.finder.keeper.face_of(id) /> }.into_any()
        }
        Column::Reported => {
            view! { <At list at=Signal::derive(move || of(record, Record::reported)) /> }.into_any()
        }
        Column::Changed => {
            view! { <At list at=Signal::derive(move || of(record, |record| record.changed)) /> }
                .into_any()
        }
    };
    view! { <td data-col=column.slug() class=column.class()>{content}</td> }
}

/// The title, which leads to the room.
#[component]
fn Title(record: Seen, reference: Memo<String>) -> impl IntoView {
    let title = move || match of(record, |record| record.title.clone()) {
        Some(title) if !title.is_empty() => title,
        _ => "Title withheld".to_owned(),
    };
    let conflicts =
        move || of(record, |record| record.conflicts.len()).filter(|conflicts| *conflicts > 0);
    view! {
        <a href=move || Route::Incident(reference.get()).href()>{title}</a>
        {move || conflicts().map(|_| view! {
            <span class="incidents__conflict" title="Has a conflict to settle">
                <Icon glyph=Glyph::Fork />
                <span class="visually-hidden">"Has a conflict to settle"</span>
            </span>
        })}
    }
}

/// A time, as short as it stays clear.
#[component]
fn At(list: List, at: Signal<Option<Moment>>) -> impl IntoView {
    let desk = list.desk;
    let offset = move |at| desk.offset(at);
    // The words change at midnight only.
    let words = move || {
        list.today.track();
        at.get()
            .map(|at| when::short(at, desk.now.get_untracked(), offset))
    };
    let full = move || at.get().map(|at| when::full(at, offset));
    view! { <time datetime=move || at.get().map(when::iso) title=full>{words}</time> }
}

fn of<T>(record: Seen, read: impl FnOnce(&Record) -> T) -> Option<T> {
    record.with(|record| record.as_deref().map(read))
}

/// A press anywhere on a row opens it, unless it was meant for something in the row.
fn open_by_click(list: List, id: RecordId, event: &web_sys::MouseEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let own = "a, button, input, [data-col=select]";
    let is_own = target.is_some_and(|target| target.closest(own).ok().flatten().is_some());
    let selection = window().get_selection().ok().flatten();
    let is_selecting = selection.is_some_and(|selection| !selection.is_collapsed());
    if !is_own && !is_selecting && !event.ctrl_key() && !event.meta_key() {
        list.open(id);
    }
}
