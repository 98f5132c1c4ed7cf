//! The same values as a table: for screen readers, for print, for spreadsheets.

use leptos::prelude::*;

use crate::report::csv;

/// A value in the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// As people read it.
    pub text: String,
    /// As a spreadsheet takes it: unrounded, with a full stop.
    pub raw: String,
    /// What the caller is told; empty when nothing is behind it.
    pub key: String,
}

impl Cell {
    /// A cell that only says something.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            raw: text.clone(),
            text,
            key: String::new(),
        }
    }

    /// A number in words, or a dash where nobody knows it.
    pub fn number(value: Option<f64>, say: impl Fn(f64) -> String, key: &str) -> Self {
        match value {
            Some(value) => Self {
                text: say(value),
                raw: value.to_string(),
                key: key.to_owned(),
            },
            None => Self {
                text: "–".to_owned(),
                ..Self::default()
            },
        }
    }
}

/// A table: the first cell of a row is its head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Twin {
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

impl Twin {
    /// The table for spreadsheets.
    pub fn csv(&self) -> String {
        let mut text = String::new();
        let raws = |row: &Vec<Cell>| row.iter().map(|cell| cell.raw.clone()).collect();
        let rows: Vec<Vec<String>> = self.rows.iter().map(raws).collect();
        for row in std::iter::once(&self.head).chain(&rows) {
            for (place, cell) in row.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                csv::cell(&mut text, cell);
            }
            text.push_str("\r\n");
        }
        text
    }
}

/// The table on the page.
#[component]
pub fn TwinTable(
    twin: Memo<Twin>,
    #[prop(into)] caption: Signal<String>,
    on_pick: Option<Callback<String>>,
) -> impl IntoView {
    let value = move |cell: Cell| match (on_pick, cell.key.is_empty()) {
        (Some(on_pick), false) => {
            let key = cell.key;
            let pick = move |_| on_pick.run(key.clone());
            view! { <button type="button" class="link" on:click=pick>{cell.text}</button> }
                .into_any()
        }
        _ => cell.text.into_any(),
    };
    let row = move |row: Vec<Cell>| {
        let cells = row
            .into_iter()
            .enumerate()
            .map(|(place, cell)| match place {
                0 => view! { <th scope="row">{value(cell)}</th> }.into_any(),
                _ => view! { <td>{value(cell)}</td> }.into_any(),
            });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let head = move || {
        let heads = twin.with(|twin| twin.head.clone()).into_iter();
        heads
            .map(|head| view! { <th scope="col">{head}</th> })
            .collect_view()
    };
    let rows = move || {
        twin.with(|twin| twin.rows.clone())
            .into_iter()
            .map(row)
            .collect_view()
    };
    view! {
        // A region that scrolls has to be reached by key as well.
        <div class="chart__scroll" tabindex="0" role="region" aria-label=move || caption.get()>
            <table class="chart__table">
                <caption class="visually-hidden">{move || caption.get()}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_gets_raw_numbers_and_no_formula() {
        let twin = Twin {
            head: vec!["Week".to_owned(), "=1+1".to_owned()],
            rows: vec![
                vec![
                    Cell::text("31 Aug, 2026"),
                    Cell::number(Some(1_284.5), |_| "1,285".to_owned(), "key"),
                ],
                vec![
                    Cell::text("7 Sep"),
                    Cell::number(None, |_| String::new(), ""),
                ],
            ],
        };
        assert_eq!(
            twin.csv(),
            "Week,'=1+1\r\n\"31 Aug, 2026\",1284.5\r\n7 Sep,\r\n"
        );
    }
}
