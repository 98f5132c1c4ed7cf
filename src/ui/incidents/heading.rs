//! The cells of a group's heading.

use leptos::prelude::*;

use crate::ui::{
    incidents::{columns::Column, list::List},
    widgets::{
        glyph::Glyph,
        icon::Icon,
        number::{counted, grouped},
    },
};

/// What a group has in common and how many records it holds; nothing on rows of records.
pub type GroupSeen = Memo<Option<(String, usize)>>;

/// The group of a key.
pub fn group_of(list: List, key: Memo<Option<i64>>) -> GroupSeen {
    Memo::new(move |_| {
        let key = key.get()?;
        list.groups.with(|groups| {
            let group = groups.iter().find(|group| group.key == key)?;
            Some((group.label.clone(), group.records.len()))
        })
    })
}

/// What the group has in common, how many records it holds, and the way to fold it.
#[component]
pub fn HeadingCells(
    list: List,
    columns: Memo<Vec<Column>>,
    key: Memo<Option<i64>>,
    group: GroupSeen,
) -> impl IntoView {
    let chosen = Memo::new(move |_| {
        let key = key.get();
        let chosen = list.chosen.read();
        list.groups.with(|groups| {
            let group = groups.iter().find(|group| Some(group.key) == key);
            group.map_or(0, |group| {
                let records = group.records.iter();
                records.filter(|id| chosen.contains(id)).count()
            })
        })
    });
    let is_folded = Memo::new(move |_| {
        key.get()
            .is_some_and(|key| list.folded.read().contains(&key))
    });
    let label = move || {
        group.with(|group| {
            group
                .as_ref()
                .map_or_else(String::new, |(label, _)| label.clone())
        })
    };
    let count = move || group.with(|group| group.as_ref().map_or(0, |(_, count)| *count));
    let said = move || format!("{}, {}", label(), counted(count(), "record", "records"));
    let all = move || count() > 0 && chosen.get() == count();
    let some = move || chosen.get() > 0 && !all();
    let choose = move |is_chosen: bool| {
        if let Some(key) = key.get_untracked() {
            list.choose_group(key, is_chosen);
        }
    };
    let fold = move |_| {
        if let Some(key) = key.get_untracked() {
            list.fold(key, !is_folded.get_untracked());
        }
    };
    view! {
        <td data-col="select">
            <input
                type="checkbox"
                class="check"
                aria-label=move || format!("Select {}", said())
                prop:checked=all
                prop:indeterminate=some
                on:change:target=move |event| choose(event.target().checked())
            />
        </td>
        <th scope="rowgroup" colspan=move || columns.read().len().to_string()>
            <button
                type="button"
                class="group__toggle"
                aria-expanded=move || (!is_folded.get()).to_string()
                on:click=fold
            >
                <Icon glyph=Glyph::ChevronDown />
                {label}
                <span class="group__count">
                    {move || grouped(count())}
                    <span class="visually-hidden">
                        {move || if count() == 1 { " record" } else { " records" }}
                    </span>
                </span>
            </button>
        </th>
    }
}
