//! The table: its heads, and of its rows those that can be seen.

use leptos::prelude::*;

use crate::{
    report::filter::{Filter, SortKey},
    ui::{
        incidents::{columns::Column, lines::Line, list::List, row::Row},
        widgets::{
            glyph::Glyph,
            icon::Icon,
            number::{counted, grouped},
            slots::{Recycled, Slots},
            virtual_rows::Gap,
        },
    },
};

/// The table of the list.
#[component]
pub fn ListTable(list: List, columns: Memo<Vec<Column>>) -> impl IntoView {
    let shown = Memo::new(move |_| list.found.with(|found| found.shown.len()));
    let total = Memo::new(move |_| list.found.with(|found| found.total));
    let slots = Memo::new(move |before: Option<&Slots<Line>>| {
        let range = list.rows.range.get();
        list.lines.with(|lines| {
            let start = range.start;
            let rows = lines.get(range).unwrap_or_default();
            before.unwrap_or(&Slots::default()).next(start, rows)
        })
    });
    let density = move || {
        let compact = list.desk.prefs.with(|prefs| prefs.compact);
        (!compact).then_some("roomy")
    };
    view! {
        <table
            class="table table--fixed incidents"
            data-density=density
            data-total=move || total.get().to_string()
            data-shown=move || shown.get().to_string()
            data-groups=move || list.groups.read().len().to_string()
            aria-rowcount=move || (list.lines.read().len() + 1).to_string()
        >
            <caption class="visually-hidden">{move || caption(list, shown.get())}</caption>
            <thead>
                <tr aria-rowindex="1">
                    <th scope="col" data-col="select">
                        <ChooseAll list />
                    </th>
                    {move || columns.get().into_iter().map(|column| view! { <Head list column /> }).collect_view()}
                </tr>
            </thead>
            <tbody node_ref=list.rows.body>
                <Gap height=list.rows.before() />
                <Recycled slots row=move |row, element| view! { <Row list columns row element /> } />
                <Gap height=list.rows.after() />
            </tbody>
        </table>
    }
}

/// What the table holds and in which order, for those who hear it.
fn caption(list: List, shown: usize) -> String {
    let (one, many) = list.noun();
    let sort = list.filter.with(Filter::order);
    let backwards = if sort.descending { ", backwards" } else { "" };
    let by = sort.by.label().to_lowercase();
    let groups = match list.filter.with(|filter| filter.group) {
        Some(group) => format!(", grouped by {}", group.label().to_lowercase()),
        None => String::new(),
    };
    format!(
        "{}, sorted by {by}{backwards}{groups}",
        counted(shown, one, many)
    )
}

/// The head of a column, which sorts by it.
#[component]
fn Head(list: List, column: Column) -> impl IntoView {
    let sort = Memo::new(move |_| {
        let sort = list.filter.with(|filter| filter.sort);
        (sort.by == column.key() && sort.by != SortKey::Rank).then_some(sort.descending)
    });
    let said = move || match sort.get()? {
        true => Some("descending"),
        false => Some("ascending"),
    };
    let arrow = move || match sort.get()? {
        true => Some(view! { <Icon glyph=Glyph::ArrowDown /> }),
        false => Some(view! { <Icon glyph=Glyph::ArrowUp /> }),
    };
    let is_number = matches!(column, Column::Reported | Column::Changed);
    view! {
        <th scope="col" data-col=column.slug() class:cell-num=is_number aria-sort=said>
            <button type="button" on:click=move |_| list.edit(|filter| filter.sort = column.next(filter.sort))>
                {column.label()} {arrow}
            </button>
        </th>
    }
}

/// Chooses every row that is shown, or none.
#[component]
fn ChooseAll(list: List) -> impl IntoView {
    let among = Memo::new(move |_| list.chosen_and_shown());
    let all = move || {
        let shown = list.found.with(|found| found.shown.len());
        shown > 0 && among.get() == shown
    };
    let some = move || among.get() > 0 && !all();
    let label = move || {
        let shown = list.found.with(|found| found.shown.len());
        format!("Select all {}", grouped(shown))
    };
    let choose = move |event: leptos::ev::Targeted<
        leptos::ev::Event,
        web_sys::HtmlInputElement,
    >| {
        match event.target().checked() {
            true => list.choose_all(),
            false => list.choose_none(),
        }
    };
    view! {
        <input
            type="checkbox"
            class="check"
            aria-label=label
            prop:checked=all
            prop:indeterminate=some
            on:change:target=choose
        />
    }
}
