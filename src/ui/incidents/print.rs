//! The list on paper: every shown row, not only those on screen. Written straight into the page
//! when the browser is about to print, since it does not wait for anything.

use leptos::{ev, html, prelude::*, web_sys};

use crate::{
    domain::{board::Board, record::Record},
    report::{names, when},
    ui::{
        incidents::{columns::Column, lines::Line, list::List},
        widgets::number::{counted, grouped},
    },
};

/// The most rows that are printed: some 60 pages.
const MOST: usize = 2_000;

/// Opens the browser's own print dialog.
pub fn print() {
    let _ = window().print();
}

/// The place of the printed list; empty on screen.
#[component]
pub fn PrintList(list: List, columns: Memo<Vec<Column>>) -> impl IntoView {
    let sheet = NodeRef::<html::Section>::new();
    let fill = move || {
        if let Some(sheet) = sheet.try_get_untracked().flatten() {
            sheet.set_text_content(None);
            // It fails only where the page has no document any more.
            let _ = write(&sheet, list, &columns.get_untracked());
        }
    };
    let before = window_event_listener(
        ev::Custom::<web_sys::Event>::new("beforeprint"),
        move |_| fill(),
    );
    let after = window_event_listener(ev::Custom::<web_sys::Event>::new("afterprint"), move |_| {
        if let Some(sheet) = sheet.try_get_untracked().flatten() {
            sheet.set_text_content(None);
        }
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    view! { <section node_ref=sheet class="print-list print-only"></section> }
}

type Written = Result<(), wasm_bindgen::JsValue>;

fn write(sheet: &web_sys::Element, list: List, columns: &[Column]) -> Written {
    add(sheet, "h1", &heading(list))?;
    for sentence in sentences(list) {
        add(sheet, "p", &sentence)?;
    }
    let table = add(sheet, "table", "")?;
    let head = add(&add(&table, "thead", "")?, "tr", "")?;
    for column in columns {
        add(&head, "th", column.label())?.set_attribute("data-col", column.slug())?;
    }
    let body = add(&table, "tbody", "")?;
    let lines = list.lines.get_untracked();
    list.desk.board_now(|board| {
        for line in lines.into_iter().take(MOST) {
            let row = add(&body, "tr", "")?;
            match line {
                Line::Head(key) => {
                    let cell = add(&row, "th", &group(list, key))?;
                    cell.set_attribute("colspan", &columns.len().to_string())?;
                }
                Line::Record(id) => {
                    let Some(record) = board.record(id) else {
                        continue;
                    };
                    for column in columns {
                        let cell = add(&row, "td", &text(list, board, record, *column))?;
                        cell.set_attribute("data-col", column.slug())?;
                    }
                }
            }
        }
        Ok(())
    })
}

fn add(
    to: &web_sys::Element,
    name: &str,
    text: &str,
) -> Result<web_sys::Element, wasm_bindgen::JsValue> {
    let element = document().create_element(name)?;
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    to.append_child(&element)?;
    Ok(element)
}

fn heading(list: List) -> String {
    let shown = list.found.with_untracked(|found| found.shown.len());
    let (one, many) = untrack(|| list.noun());
    let name = list.desk.board_now(|board| board.settings.name.clone());
    match name.as_str() {
        "" => counted(shown, one, many),
        name => format!("{name}: {}", counted(shown, one, many)),
    }
}

/// What the list was asked for, when it was printed, and what is missing of it.
fn sentences(list: List) -> Vec<String> {
    let desk = list.desk;
    let filter = list.filter.get_untracked();
    let parts = filter
        .parts()
        .filter(|part| *part != crate::report::filter::Part::Kind);
    let words: Vec<String> =
        desk.board_now(|board| parts.map(|part| filter.words(part, board)).collect());
    let mut asked = words;
    if asked.is_empty() {
        asked.push("All of them".to_owned());
    }
    let backwards = if filter.sort.descending {
        ", backwards"
    } else {
        ""
    };
    let by = filter.sort.by.label().to_lowercase();
    asked.push(format!("sorted by {by}{backwards}"));
    if let Some(by) = filter.group {
        asked.push(format!("grouped by {}", by.label().to_lowercase()));
    }
    let now = desk.moment(desk.now.get_untracked());
    let mut sentences = vec![
        format!("{}.", asked.join(" · ")),
        format!("As of {now}, {}.", untrack(|| desk.zone())),
    ];
    let lines = list.lines.with_untracked(Vec::len);
    if lines > MOST {
        sentences.push(format!(
            "Only the first {} of {} lines are printed. Narrow the filter, or save the list as CSV.",
            grouped(MOST),
            grouped(lines)
        ));
    }
    sentences
}

fn group(list: List, key: i64) -> String {
    list.groups.with_untracked(|groups| {
        let group = groups.iter().find(|group| group.key == key);
        group.map_or_else(String::new, |group| {
            format!("{} ({})", group.label, grouped(group.records.len()))
        })
    })
}

fn text(list: List, board: &Board, record: &Record, column: Column) -> String {
    let desk = list.desk;
    let offset = |at| desk.offset(at);
    let at = |at| when::exact(at, desk.now.get_untracked(), offset);
    let owned = |text: &str| text.to_owned();
    match column {
        Column::Priority => record
            .priority()
            .map_or_else(String::new, |it| owned(it.label())),
        Column::Reference => board.reference(record.id),
        Column::Title => record.title.clone(),
        Column::State => owned(record.state().label()),
        Column::Severity => record
            .severity
            .map_or_else(String::new, |it| owned(it.label())),
        Column::Category => record
            .category
            .map_or_else(String::new, |id| owned(names::category(board, id))),
        Column::Owner => match (record.owner, record.team) {
            (Some(id), _) => owned(names::person(board, id)),
            (None, Some(id)) => owned(names::team(board, id)),
            (None, None) => owned("No owner"),
        },
        Column::Team => record
            .team
            .map_or_else(String::new, |id| owned(names::team(board, id))),
        Column::Service => record
            .service
            .map_or_else(String::new, |id| owned(names::service(board, id))),
        Column::Due => untrack(|| list.finder.keeper.face_now(record.id))
            .map_or_else(String::new, |face| format!("{}: {}", face.name, face.value)),
        Column::Reported => at(record.reported()),
        Column::Changed => at(record.changed),
    }
}
