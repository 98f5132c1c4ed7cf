//! Counts in a grid, such as hours by weekdays: the stronger the colour, the more.

use leptos::prelude::*;

use crate::{
    plot::{
        Area,
        grid::{STRENGTHS, boxes, strength},
        labels, number,
    },
    ui::charts::{
        figure::{Figure, Head},
        sheet::{Anchor, Mark, Shape, Sheet},
        twin::{Cell, Twin},
        words::{Unit, Words},
    },
};

const ROW: f64 = 24.0;
const TOP: f64 = 18.0;
const FOOT: f64 = 26.0;
const TYPE: f64 = 11.0;

/// One class a strength.
const CLASSES: [&str; STRENGTHS as usize + 1] = [
    "plot__heat",
    "plot__heat plot__heat--1",
    "plot__heat plot__heat--2",
    "plot__heat plot__heat--3",
    "plot__heat plot__heat--4",
    "plot__heat plot__heat--5",
    "plot__heat plot__heat--6",
];

/// A row or a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// On the axis: `Mon`, `07`.
    pub label: String,
    /// Read out: `Monday`, `07:00 to 08:00`.
    pub said: String,
}

/// A box.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spot {
    pub value: Option<f64>,
    /// Told when it is picked.
    pub key: String,
}

/// A chart's data: `spots` row by row.
#[derive(Clone, Default, PartialEq)]
pub struct Heat {
    pub rows: Vec<Line>,
    pub columns: Vec<Line>,
    pub spots: Vec<Vec<Spot>>,
    pub unit: Unit,
    pub words: Words,
}

/// A grid of counts.
#[component]
pub fn Heatmap(
    #[prop(into)] head: Signal<Head>,
    #[prop(into)] data: Signal<Heat>,
    #[prop(optional, into)] on_pick: Option<Callback<String>>,
) -> impl IntoView {
    let draw = Callback::new(move |width| {
        data.with(|data| head.with(|head| draw(data, &head.title, width)))
    });
    let twin = Callback::new(move |()| data.with(twin));
    view! { <Figure kind="heatmap" head draw twin on_pick /> }
}

fn draw(data: &Heat, title: &str, width: f64) -> Sheet {
    let left = data
        .rows
        .iter()
        .map(|row| labels::width(&row.label, TYPE))
        .fold(0.0, f64::max)
        + 8.0;
    let area = Area::new(
        left,
        TOP,
        (width - left).max(1.0),
        ROW * number(data.rows.len()),
    );
    let largest = data
        .spots
        .iter()
        .flatten()
        .filter_map(|spot| spot.value)
        .fold(0.0, f64::max);
    let mut shapes = Vec::new();
    let mut marks = Vec::new();
    let grid = boxes(area, data.rows.len(), data.columns.len(), 2.0);
    for (y, (row, areas)) in data.rows.iter().zip(&grid).enumerate() {
        let middle = TOP + ROW * (number(y) + 0.5);
        shapes.push(Shape::text(
            (0.0, middle + 4.0),
            Anchor::Start,
            "plot__label",
            row.label.clone(),
        ));
        for (x, (column, area)) in data.columns.iter().zip(areas).enumerate() {
            let spot = data.spots.get(y).and_then(|row| row.get(x));
            let Some(value) = spot.and_then(|spot| spot.value) else {
                continue;
            };
            cell(data, *area, value, largest, &mut shapes);
            marks.push(Mark {
                area: *area,
                place: (x, y),
                said: format!(
                    "{}, {}: {}",
                    row.said,
                    column.said,
                    data.unit.with(value, &data.words)
                ),
                head: format!("{}, {}", row.said, column.said),
                lines: vec![(data.unit.many.clone(), data.words.say(value))],
                key: spot
                    .filter(|_| value > 0.0)
                    .map(|spot| spot.key.clone())
                    .unwrap_or_default(),
            });
        }
    }
    let pitch = area.width / number(data.columns.len().max(1));
    let widest = data
        .columns
        .iter()
        .map(|column| labels::width(&column.label, TYPE))
        .fold(0.0, f64::max);
    // Hours are read in twos, threes or sixes.
    let least = labels::stride(pitch, widest + 8.0);
    let stride = [1, 2, 3, 6, 12]
        .into_iter()
        .find(|stride| *stride >= least)
        .unwrap_or(24);
    for (place, column) in data.columns.iter().enumerate().step_by(stride) {
        let x = area.x + pitch * (number(place) + 0.5);
        shapes.push(Shape::text(
            (x, 11.0),
            Anchor::Middle,
            "",
            column.label.clone(),
        ));
    }
    legend(data, area, largest, &mut shapes);
    Sheet {
        height: area.bottom() + FOOT,
        shapes,
        marks,
        summary: summary(data, title),
    }
}

fn cell(data: &Heat, area: Area, value: f64, largest: f64, shapes: &mut Vec<Shape>) {
    let strength = strength(value, largest);
    shapes.push(Shape::Box {
        area,
        radius: 3.0,
        class: CLASSES[usize::from(strength)],
        ink: None,
    });
    let said = data.words.say(value);
    if strength >= 5 && labels::width(&said, TYPE) + 2.0 < area.width {
        let at = (area.middle(), area.y + area.height / 2.0 + 4.0);
        shapes.push(Shape::text(at, Anchor::Middle, "plot__on", said));
    }
}

/// What the colours mean, at the lower right.
fn legend(data: &Heat, area: Area, largest: f64, shapes: &mut Vec<Shape>) {
    if largest <= 0.0 {
        return;
    }
    let y = area.bottom() + 10.0;
    let most = data.words.say(largest);
    let end = area.right() - labels::width(&most, TYPE) - 6.0;
    let start = end - 14.0 * number(CLASSES.len());
    shapes.push(Shape::text(
        (start - 6.0, y + 9.0),
        Anchor::End,
        "",
        data.words.say(0.0),
    ));
    shapes.push(Shape::text((area.right(), y + 9.0), Anchor::End, "", most));
    for (place, class) in CLASSES.iter().enumerate() {
        shapes.push(Shape::Box {
            area: Area::new(start + 14.0 * number(place), y, 12.0, 10.0),
            radius: 2.0,
            class,
            ink: None,
        });
    }
}

fn summary(data: &Heat, title: &str) -> String {
    let mut most: Option<(f64, String)> = None;
    let mut all = 0.0;
    for (row, spots) in data.rows.iter().zip(&data.spots) {
        for (column, spot) in data.columns.iter().zip(spots) {
            let Some(value) = spot.value else { continue };
            all += value;
            if value > most.as_ref().map_or(0.0, |(most, _)| *most) {
                most = Some((value, format!("{}, {}", row.said, column.said)));
            }
        }
    }
    let most = most.map(|(value, place)| format!(" Most: {place}, {}.", data.words.say(value)));
    format!(
        "{title}: {}.{}",
        data.unit.with(all, &data.words),
        most.unwrap_or_default()
    )
}

fn twin(data: &Heat) -> Twin {
    let row = |(row, spots): (&Line, &Vec<Spot>)| {
        let cell = |spot: &Spot| Cell::number(spot.value, |value| data.words.say(value), &spot.key);
        std::iter::once(Cell::text(row.said.clone()))
            .chain(spots.iter().map(cell))
            .collect()
    };
    let columns = data.columns.iter().map(|column| column.label.clone());
    Twin {
        head: std::iter::once(String::new()).chain(columns).collect(),
        rows: data.rows.iter().zip(&data.spots).map(row).collect(),
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the geometry is exact")]
mod tests {
    use super::*;

    fn data() -> Heat {
        let line = |label: &str| Line {
            label: label.to_owned(),
            said: format!("{label} in full"),
        };
        let spot = |value| Spot {
            value,
            key: "key".to_owned(),
        };
        Heat {
            rows: vec![line("Mon"), line("Tue")],
            columns: vec![line("00"), line("01")],
            spots: vec![
                vec![spot(Some(0.0)), spot(Some(6.0))],
                vec![spot(None), spot(Some(1.0))],
            ],
            unit: Unit::new("incident", "incidents"),
            words: Words::default(),
        }
    }

    #[test]
    fn every_known_box_can_be_pointed_at_and_only_full_ones_lead_somewhere() {
        let sheet = draw(&data(), "Starts", 300.0);
        let marks: Vec<_> = sheet
            .marks
            .iter()
            .map(|mark| (mark.said.as_str(), mark.key.as_str(), mark.place))
            .collect();
        assert_eq!(
            marks,
            [
                ("Mon in full, 00 in full: 0 incidents", "", (0, 0)),
                ("Mon in full, 01 in full: 6 incidents", "key", (1, 0)),
                ("Tue in full, 01 in full: 1 incident", "key", (1, 1)),
            ]
        );
        assert_eq!(
            sheet.summary,
            "Starts: 7 incidents. Most: Mon in full, 01 in full, 6."
        );
        assert_eq!(sheet.height, 18.0 + 48.0 + 26.0);
    }
}
