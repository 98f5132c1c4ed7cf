//! The heading of a group, a row of the table.

use leptos::prelude::*;

use crate::ui::{
    incidents::{columns::Column, lines::Line, list::List},
    widgets::{
        glyph::Glyph,
        icon::Icon,
        number::{counted, grouped},
    },
};

/// What the group has in common, how many records it holds, and the way to fold it.
#[component]
pub fn Heading(
    list: List,
    columns: Memo<Vec<Column>>,
    key: i64,
    place: Signal<usize>,
) -> impl IntoView {
    let group = Memo::new(move |_| {
        list.groups.with(|groups| {
            let group = groups.iter().find(|group| group.key == key);
            group.map_or_else(Default::default, |group| {
                (group.label.clone(), group.records.len())
            })
        })
    });
    let chosen = Memo::new(move |_| {
        let chosen = list.chosen.read();
        list.groups.with(|groups| {
            let group = groups.iter().find(|group| group.key == key);
            group.map_or(0, |group| {
                let records = group.records.iter();
                records.filter(|id| chosen.contains(id)).count()
            })
        })
    });
    let is_folded = Memo::new(move |_| list.folded.read().contains(&key));
    let has_cursor = move || (list.head.get() == Some(key)).then_some("");
    let said = move || group.with(|(label, count)| format!("{label}, {}", counted_records(*count)));
    let all = move || group.with(|(_, count)| *count > 0 && chosen.get() == *count);
    let some = move || chosen.get() > 0 && !all();
    view! {
        <tr
            class="group"
            data-group=move || group.with(|(label, _)| label.clone())
            data-count=move || group.with(|(_, count)| count.to_string())
            data-cursor=has_cursor
            aria-rowindex=move || (place.get() + 2).to_string()
            on:focusin=move |_| list.point_at(Line::Head(key))
        >
            <td data-col="select">
                <input
                    type="checkbox"
                    class="check"
                    aria-label=move || format!("Select {}", said())
                    prop:checked=all
                    prop:indeterminate=some
                    on:change:target=move |event| list.choose_group(key, event.target().checked())
                />
            </td>
            <th scope="rowgroup" colspan=move || columns.read().len().to_string()>
                <button
                    type="button"
                    class="group__toggle"
                    aria-expanded=move || (!is_folded.get()).to_string()
                    on:click=move |_| list.fold(key, !is_folded.get_untracked())
                >
                    <Icon glyph=Glyph::ChevronDown />
                    {move || group.with(|(label, _)| label.clone())}
                    <span class="group__count">
                        {move || group.with(|(_, count)| grouped(*count))}
                        <span class="visually-hidden">
                            {move || if group.with(|(_, count)| *count == 1) { " record" } else { " records" }}
                        </span>
                    </span>
                </button>
            </th>
        </tr>
    }
}

fn counted_records(count: usize) -> String {
    counted(count, "record", "records")
}
