//! The dialog that saves the list, or what was chosen of it, as a table for spreadsheets.

use leptos::{ev, prelude::*};

use crate::{
    domain::ids::RecordId,
    report::csv::{COLUMNS, Wanted, originals},
    ui::{
        desk::{Desk, use_desk},
        incidents::list::List,
        widgets::{
            checkbox::Checkbox, dialog::Dialog, glyph::Glyph, icon::Icon, kbd::Kbd, number::counted,
        },
    },
};

/// The dialog.
#[component]
pub fn CsvDialog(list: List) -> impl IntoView {
    let title = move || match list.csv.get() {
        Some(is_chosen) => {
            let count = match is_chosen {
                true => list.chosen.with(std::collections::HashSet::len),
                false => list.found.with(|found| found.shown.len()),
            };
            format!("Save {} as CSV", counted(count, "record", "records"))
        }
        None => String::new(),
    };
    view! {
        <Dialog
            open=Signal::derive(move || list.csv.read().is_some())
            on_close=Callback::new(move |()| list.csv.set(None))
            title=Signal::derive(title)
        >
            {move || list.csv.get_untracked().map(|is_chosen| view! { <CsvForm list is_chosen /> })}
        </Dialog>
    }
}

#[component]
fn CsvForm(list: List, is_chosen: bool) -> impl IntoView {
    let desk = use_desk();
    let records = match is_chosen {
        true => list.chosen_in_order(),
        false => list.found.with_untracked(|found| found.shown.clone()),
    };
    let has_imported = desk.board_now(|board| {
        let mut records = records.iter().filter_map(|&id| board.record(id));
        records.any(|record| record.source.is_some())
    });
    let records = StoredValue::new(records);
    let left_out = move || desk.prefs.with(|prefs| prefs.csv.left_out.len());
    let is_empty = Memo::new(move |_| {
        let takes_originals = has_imported && desk.prefs.with(|prefs| prefs.csv.originals);
        left_out() == COLUMNS.len() && !takes_originals
    });
    let all = move |is_taken: bool| {
        desk.prefer(|prefs| {
            prefs.csv.left_out = match is_taken {
                true => Vec::new(),
                false => COLUMNS.map(str::to_owned).to_vec(),
            };
        });
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !is_empty.get_untracked() {
            records.with_value(|records| desk.export_csv(records, &wanted(desk)));
            list.csv.set(None);
        }
    };
    view! {
        <form novalidate on:submit=on_submit>
            <div class="dialog__body stack stack--wide">
                <fieldset class="csv-columns">
                    <legend class="field__label">"Columns"</legend>
                    <Checkbox
                        checked=Signal::derive(move || left_out() == 0)
                        mixed=Signal::derive(move || (1..COLUMNS.len()).contains(&left_out()))
                        on_change=Callback::new(all)
                    >
                        <b>"All columns"</b>
                    </Checkbox>
                    <div class="csv-columns__list">
                        {COLUMNS.into_iter().map(|name| view! { <ColumnBox name /> }).collect_view()}
                    </div>
                </fieldset>
                {has_imported.then(|| view! { <Originals records /> })}
                <Checkbox
                    checked=Signal::derive(move || desk.prefs.with(|prefs| prefs.csv.mark))
                    on_change=Callback::new(move |mark| desk.prefer(|prefs| prefs.csv.mark = mark))
                >
                    "For Excel: begin with a byte order mark"
                </Checkbox>
                <p class="small mute">
                    "UTF-8, times in UTC. What a spreadsheet would run as a formula gets an apostrophe in front."
                </p>
            </div>
            <footer class="dialog__foot">
                <button type="button" class="button end desk-only" on:click=move |_| list.csv.set(None)>
                    "Back" <Kbd keys="Esc" />
                </button>
                <button type="submit" class="button button--primary" disabled=move || is_empty.get()>
                    <Icon glyph=Glyph::Download />
                    "Save CSV"
                </button>
            </footer>
        </form>
    }
}

/// One column, to take or to leave out.
#[component]
fn ColumnBox(name: &'static str) -> impl IntoView {
    let desk = use_desk();
    let checked = Memo::new(move |_| {
        desk.prefs
            .with(|prefs| !prefs.csv.left_out.iter().any(|held| held == name))
    });
    let choose = move |is_taken: bool| {
        desk.prefer(|prefs| {
            prefs.csv.left_out.retain(|held| held != name);
            if !is_taken {
                prefs.csv.left_out.push(name.to_owned());
            }
        });
    };
    view! { <Checkbox checked on_change=Callback::new(choose)>{name.replace('_', " ")}</Checkbox> }
}

/// The columns of imported records as their source wrote them.
#[component]
fn Originals(records: StoredValue<Vec<RecordId>>) -> impl IntoView {
    let desk = use_desk();
    let names = desk.board_now(|board| records.with_value(|records| originals(board, records)));
    let words = format!(
        "Original columns of imported records, as their source wrote them ({})",
        names.len()
    );
    view! {
        <Checkbox
            checked=Signal::derive(move || desk.prefs.with(|prefs| prefs.csv.originals))
            on_change=Callback::new(move |taken| desk.prefer(|prefs| prefs.csv.originals = taken))
        >
            {words}
        </Checkbox>
    }
}

fn wanted(desk: Desk) -> Wanted {
    desk.prefs.with_untracked(|prefs| Wanted {
        left_out: prefs.csv.left_out.clone(),
        originals: prefs.csv.originals,
        mark: prefs.csv.mark,
    })
}
