//! Amounts a period, stacked by series; each series is named beside the last column.

use leptos::prelude::*;

use crate::{
    plot::{
        Area,
        bands::{Bands, stacked},
        labels, number,
        scale::{Linear, ticks},
    },
    ui::charts::{
        figure::{Figure, Head, value_axis},
        sheet::{Anchor, Ink, Mark, Shape, Sheet},
        twin::{Cell, Twin},
        words::{Unit, Words},
    },
};

const HEIGHT: f64 = 190.0;
const TYPE: f64 = 11.0;
const LINE: f64 = 14.0;

/// What the columns hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    pub label: String,
    pub ink: Option<Ink>,
}

/// A period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// On the axis: `31 Aug`.
    pub label: String,
    /// In full: `Week of 31 Aug 2026`.
    pub said: String,
    /// One value a series; nothing at all where nobody knows.
    pub values: Option<Vec<f64>>,
    /// Told when a part is picked, one a series.
    pub keys: Vec<String>,
    /// Told when the whole column is picked.
    pub key: String,
    /// Whether the period is not over.
    pub partial: bool,
}

/// A chart's data; the first series stands at the bottom.
#[derive(Clone, Default, PartialEq)]
pub struct Bars {
    pub series: Vec<Series>,
    pub columns: Vec<Column>,
    /// Below the axis: `week starting, the last week is not over`.
    pub axis: String,
    pub unit: Unit,
    pub words: Words,
}

/// Columns of stacked amounts.
#[component]
pub fn StackedBars(
    #[prop(into)] head: Signal<Head>,
    #[prop(into)] data: Signal<Bars>,
    #[prop(optional, into)] on_pick: Option<Callback<String>>,
) -> impl IntoView {
    let draw = Callback::new(move |width| {
        data.with(|data| head.with(|head| draw(data, &head.title, width)))
    });
    let twin = Callback::new(move |()| data.with(twin));
    view! { <Figure kind="bars" head draw twin on_pick /> }
}

/// Where everything stands.
struct Layout {
    area: Area,
    bands: Bands,
    scale: Linear,
    ticks: Vec<f64>,
    /// Whether the series are named at the side; otherwise below.
    at_side: bool,
}

fn layout(data: &Bars, width: f64) -> Layout {
    let totals = data
        .columns
        .iter()
        .filter_map(|column| Some(total(column.values.as_ref()?)));
    let ticks = ticks(0.0, totals.fold(0.0, f64::max), 4, 1.0);
    let top = ticks.last().copied().unwrap_or(1.0);
    let left = ticks
        .iter()
        .map(|tick| labels::width(&data.words.say(*tick), TYPE))
        .fold(0.0, f64::max)
        + 8.0;
    let names = data
        .series
        .iter()
        .map(|series| labels::width(&series.label, TYPE));
    let gutter = names.fold(0.0, f64::max) + 26.0;
    let at_side = gutter < width * 0.3;
    let right = if at_side { gutter } else { 4.0 };
    let area = Area::new(left, 18.0, (width - left - right).max(1.0), HEIGHT - 18.0);
    let gap = (area.width / number(data.columns.len().max(1)) * 0.18).clamp(1.0, 12.0);
    Layout {
        area,
        bands: Bands {
            count: data.columns.len(),
            range: (area.x, area.right()),
            gap,
        },
        scale: Linear::new((0.0, top), (area.bottom(), area.y)),
        ticks,
        at_side,
    }
}

fn draw(data: &Bars, title: &str, width: f64) -> Sheet {
    let layout = layout(data, width);
    let Layout { area, scale, .. } = layout;
    let mut shapes = value_axis(
        area,
        &layout.ticks,
        |tick| scale.at(tick),
        |tick| data.words.say(tick),
    );
    let mut marks = Vec::new();
    for (place, column) in data.columns.iter().enumerate() {
        if let Some(values) = &column.values {
            bar(
                data,
                &layout,
                (place, column, values),
                &mut shapes,
                &mut marks,
            );
        }
    }
    let widest = data
        .columns
        .iter()
        .map(|column| labels::width(&column.label, TYPE))
        .fold(0.0, f64::max);
    let stride = labels::stride(layout.bands.pitch(), widest + 8.0);
    for (place, column) in data.columns.iter().enumerate().step_by(stride) {
        let at = (layout.bands.middle(place), area.bottom() + 16.0);
        shapes.push(Shape::text(at, Anchor::Middle, "", column.label.clone()));
    }
    let mut height = area.bottom() + 20.0;
    for line in labels::wrapped(&data.axis, TYPE, width - area.x) {
        height += LINE;
        shapes.push(Shape::text((area.x, height - 2.0), Anchor::Start, "", line));
    }
    let height = names(data, &layout, width, height, &mut shapes);
    Sheet {
        height,
        shapes,
        marks,
        summary: summary(data, title),
    }
}

/// One column: its parts from the bottom up, and its total above.
fn bar(
    data: &Bars,
    layout: &Layout,
    (place, column, values): (usize, &Column, &Vec<f64>),
    shapes: &mut Vec<Shape>,
    marks: &mut Vec<Mark>,
) {
    let (x, width) = layout.bands.band(place);
    let all = total(values);
    let lines = || -> Vec<(String, String)> {
        let parts = data.series.iter().zip(values).rev();
        let parts = parts.filter(|(_, value)| **value > 0.0);
        let parts = parts.map(|(series, value)| (series.label.clone(), data.words.say(*value)));
        let several = data.series.len() > 1;
        parts
            .chain(several.then(|| ("Total".to_owned(), data.words.say(all))))
            .collect()
    };
    let class = if column.partial {
        "plot__bar plot__bar--partial"
    } else {
        "plot__bar"
    };
    let mark = |area, row, said: String, key: &str| Mark {
        area,
        place: (place, row),
        said: format!("{}: {said}", column.said),
        head: column.said.clone(),
        lines: lines(),
        key: key.to_owned(),
    };
    for (nth, (series, (from, to))) in data.series.iter().zip(stacked(values)).enumerate() {
        if to <= from {
            continue;
        }
        let (bottom, top) = (layout.scale.at(from), layout.scale.at(to));
        // A hair of ground between two parts.
        let seam = if from > 0.0 && bottom - top > 3.0 {
            1.5
        } else {
            0.0
        };
        let area = Area::new(x, top, width, bottom - top - seam);
        shapes.push(Shape::Box {
            area,
            radius: 1.5,
            class,
            ink: series.ink.or(Some(Ink::Mute)),
        });
        let key = column.keys.get(nth).map_or("", String::as_str);
        let amount = data.unit.with(to - from, &data.words);
        let said = if data.series.len() > 1 {
            format!("{}, {amount}", series.label)
        } else {
            amount
        };
        marks.push(mark(area, data.series.len() - nth, said, key));
    }
    let top = layout.scale.at(all);
    if all > 0.0 && layout.bands.pitch() > labels::width(&data.words.say(all), TYPE) + 2.0 {
        let at = (layout.bands.middle(place), top - 5.0);
        shapes.push(Shape::text(
            at,
            Anchor::Middle,
            "plot__value",
            data.words.say(all),
        ));
    }
    if data.series.len() > 1 {
        let area = Area::new(x, top - 17.0, width, 16.0);
        marks.push(mark(area, 0, data.unit.with(all, &data.words), &column.key));
    }
}

/// The names of the series: beside their part of the last whole column, or in lines below. Returns
/// the drawing's height.
fn names(data: &Bars, layout: &Layout, width: f64, height: f64, shapes: &mut Vec<Shape>) -> f64 {
    let is_used = |nth: usize| {
        let mut columns = data
            .columns
            .iter()
            .filter_map(|column| column.values.as_ref());
        columns.any(|values| values.get(nth).is_some_and(|value| *value > 0.0))
    };
    let used: Vec<(usize, &Series)> = data
        .series
        .iter()
        .enumerate()
        .filter(|(nth, _)| is_used(*nth))
        .collect();
    if data.series.len() < 2 {
        return height;
    }
    let mut name = |x: f64, y: f64, series: &Series| {
        shapes.push(Shape::Box {
            area: Area::new(x, y - 4.0, 8.0, 8.0),
            radius: 2.0,
            class: "plot__bar",
            ink: series.ink.or(Some(Ink::Mute)),
        });
        let at = (x + 12.0, y + 4.0);
        shapes.push(Shape::text(
            at,
            Anchor::Start,
            "plot__label",
            series.label.clone(),
        ));
    };
    if layout.at_side {
        let mut whole = (data.columns.iter().rev()).filter(|column| !column.partial);
        let last = whole.find_map(|column| column.values.as_ref());
        let parts = last.map(|values| stacked(values)).unwrap_or_default();
        let middle = |nth: usize| {
            let (from, to) = parts.get(nth).copied().unwrap_or_default();
            layout.scale.at(f64::midpoint(from, to))
        };
        // Equal places keep the order of the stack: the first series is the lowest.
        let wanted: Vec<f64> = used.iter().rev().map(|(nth, _)| middle(*nth)).collect();
        let area = layout.area;
        let places = labels::apart(&wanted, LINE, area.y - 8.0, area.bottom() + 8.0);
        for ((_, series), y) in used.iter().rev().zip(places) {
            name(area.right() + 8.0, y, series);
        }
        return height;
    }
    let (mut x, mut y) = (4.0, height + 12.0);
    for (_, series) in used {
        let room = labels::width(&series.label, TYPE) + 26.0;
        if x > 4.0 && x + room > width {
            (x, y) = (4.0, y + LINE + 2.0);
        }
        name(x, y, series);
        x += room;
    }
    y + 10.0
}

fn total(values: &[f64]) -> f64 {
    values.iter().map(|value| value.max(0.0)).sum()
}

fn summary(data: &Bars, title: &str) -> String {
    let known = data
        .columns
        .iter()
        .filter_map(|column| Some((column, total(column.values.as_ref()?))));
    let most = known.clone().max_by(|one, other| one.1.total_cmp(&other.1));
    let all: f64 = known.map(|(_, total)| total).sum();
    let most = most
        .filter(|(_, total)| *total > 0.0)
        .map(|(column, total)| {
            format!(
                " Most: {}, {}.",
                data.unit.with(total, &data.words),
                column.said
            )
        });
    format!(
        "{title}: {} in {} columns.{}",
        data.unit.with(all, &data.words),
        data.columns.len(),
        most.unwrap_or_default()
    )
}

fn twin(data: &Bars) -> Twin {
    let several = data.series.len() > 1;
    let mut head = vec!["Period".to_owned()];
    head.extend(data.series.iter().map(|series| series.label.clone()));
    head.extend(several.then(|| "Total".to_owned()));
    let row = |column: &Column| {
        let mut cells = vec![Cell::text(column.said.clone())];
        for nth in 0..data.series.len() {
            let value = column
                .values
                .as_ref()
                .and_then(|values| values.get(nth).copied());
            let key = column.keys.get(nth).map_or("", String::as_str);
            cells.push(Cell::number(value, |value| data.words.say(value), key));
        }
        if several {
            let all = column.values.as_deref().map(total);
            cells.push(Cell::number(
                all,
                |value| data.words.say(value),
                &column.key,
            ));
        }
        cells
    };
    Twin {
        head,
        rows: data.columns.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(label: &str, values: &[f64]) -> Column {
        Column {
            label: label.to_owned(),
            said: format!("Week of {label}"),
            values: (!values.is_empty()).then(|| values.to_vec()),
            keys: values
                .iter()
                .map(|value| format!("{label}/{value}"))
                .collect(),
            key: label.to_owned(),
            partial: false,
        }
    }

    fn data() -> Bars {
        let series = |label: &str, number| Series {
            label: label.to_owned(),
            ink: Some(Ink::Series(number)),
        };
        Bars {
            series: vec![series("Software", 1), series("Network", 2)],
            columns: vec![
                week("31 Aug", &[3.0, 1.0]),
                week("7 Sep", &[]),
                week("14 Sep", &[0.0, 2.0]),
            ],
            axis: "week starting".to_owned(),
            unit: Unit::new("incident", "incidents"),
            words: Words::default(),
        }
    }

    #[test]
    fn every_part_and_every_column_can_be_pointed_at() {
        let sheet = draw(&data(), "Volume", 600.0);
        let marks: Vec<_> = sheet
            .marks
            .iter()
            .map(|mark| (mark.said.as_str(), mark.key.as_str()))
            .collect();
        assert_eq!(
            marks,
            [
                ("Week of 31 Aug: Software, 3 incidents", "31 Aug/3"),
                ("Week of 31 Aug: Network, 1 incident", "31 Aug/1"),
                ("Week of 31 Aug: 4 incidents", "31 Aug"),
                ("Week of 14 Sep: Network, 2 incidents", "14 Sep/2"),
                ("Week of 14 Sep: 2 incidents", "14 Sep"),
            ]
        );
        assert_eq!(
            sheet.summary,
            "Volume: 6 incidents in 3 columns. Most: 4 incidents, Week of 31 Aug."
        );
    }

    #[test]
    fn names_stand_at_the_side_and_below_where_that_is_narrow() {
        let place = |width: f64| {
            let sheet = draw(&data(), "Volume", width);
            let name = sheet.shapes.iter().find_map(|shape| match shape {
                Shape::Text { at, text, .. } if text == "Network" => Some(*at),
                _ => None,
            });
            (name, sheet.height)
        };
        let (Some(wide), height) = place(600.0) else {
            panic!()
        };
        assert!(
            wide.0 > 500.0 && wide.1 < height - 40.0,
            "{wide:?} in {height}"
        );
        let (Some(narrow), height) = place(220.0) else {
            panic!()
        };
        assert!(narrow.1 > height - 20.0, "{narrow:?} in {height}");
    }

    #[test]
    fn a_period_that_nobody_knows_is_a_dash_in_the_table() {
        let twin = twin(&data());
        assert_eq!(twin.head, ["Period", "Software", "Network", "Total"]);
        let texts: Vec<_> = twin.rows[1].iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["Week of 7 Sep", "–", "–", "–"]);
        assert_eq!(twin.rows[2][1].text, "0");
    }
}
