//! Two figures a row on a logarithmic axis: a dot and, further on, a ring; the numbers stand beside.

use leptos::prelude::*;

use crate::{
    plot::{
        Area, labels,
        log::{Log, duration_domain, duration_ticks},
        number, whole,
    },
    ui::charts::{
        figure::{Figure, Head},
        sheet::{Anchor, Ink, Mark, Shape, Sheet},
        twin::{Cell, Twin},
        words::Words,
    },
};

const ROW: f64 = 24.0;
const TOP: f64 = 22.0;
const TYPE: f64 = 11.0;
/// A drawing narrower than this leaves out all but the first of the figures beside it.
const NARROW: f64 = 290.0;

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Range {
    pub label: String,
    /// The dot, in seconds.
    pub dot: Option<f64>,
    /// The ring, in seconds.
    pub ring: Option<f64>,
    /// More figures, in words, one a column of [`Ranges::columns`].
    pub more: Vec<String>,
    pub ink: Option<Ink>,
    /// Told when it is picked.
    pub key: String,
}

/// A chart's data.
#[derive(Clone, Default, PartialEq)]
pub struct Ranges {
    /// What a row is: `State`.
    pub what: String,
    /// What the dot is: `median`.
    pub dot: String,
    /// What the ring is: `p90`.
    pub ring: String,
    /// Heads of the figures that stand beside dot and ring: `n`.
    pub columns: Vec<String>,
    pub rows: Vec<Range>,
    /// Says a duration in seconds.
    pub words: Words,
}

/// Dots and rings, a row each.
#[component]
pub fn DotRange(
    #[prop(into)] head: Signal<Head>,
    #[prop(into)] data: Signal<Ranges>,
    #[prop(optional, into)] on_pick: Option<Callback<String>>,
) -> impl IntoView {
    let draw = Callback::new(move |width| {
        data.with(|data| head.with(|head| draw(data, &head.title, width)))
    });
    let twin = Callback::new(move |()| data.with(twin));
    view! { <Figure kind="ranges" head draw twin on_pick /> }
}

/// The figures of a row in words: dot, ring, the others.
fn figures(data: &Ranges, row: &Range) -> Vec<String> {
    let say =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| data.words.say(value));
    let more = (0..data.columns.len()).map(|nth| row.more.get(nth).cloned().unwrap_or_default());
    [say(row.dot), say(row.ring)]
        .into_iter()
        .chain(more)
        .collect()
}

fn heads(data: &Ranges) -> Vec<String> {
    [data.dot.clone(), data.ring.clone()]
        .into_iter()
        .chain(data.columns.iter().cloned())
        .collect()
}

fn draw(data: &Ranges, title: &str, width: f64) -> Sheet {
    let (heads, rows): (_, Vec<_>) = (
        heads(data),
        data.rows.iter().map(|row| figures(data, row)).collect(),
    );
    let shown = if width < NARROW { 1 } else { heads.len() };
    // Each figure's column is as wide as its widest text.
    let room = |nth: usize| {
        let texts = rows
            .iter()
            .filter_map(|row| row.get(nth))
            .chain(heads.get(nth));
        texts
            .map(|text| labels::width(text, TYPE))
            .fold(0.0, f64::max)
            + 12.0
    };
    let rooms: Vec<f64> = (0..shown).map(room).collect();
    let left = data
        .rows
        .iter()
        .map(|row| labels::width(&row.label, TYPE))
        .fold(0.0, f64::max)
        + 12.0;
    let height = TOP + ROW * number(data.rows.len()) + 4.0;
    let beside: f64 = rooms.iter().sum();
    let area = Area::new(0.0, 0.0, width, height).inside(left, TOP, beside + 10.0, 4.0);
    let values = data
        .rows
        .iter()
        .flat_map(|row| [row.dot, row.ring])
        .flatten();
    let domain = duration_domain(values);
    let scale = Log::new(domain, (area.x, area.right()));
    let mut shapes = Vec::new();
    for tick in duration_ticks(domain, whole(area.width / 44.0).max(2)) {
        let x = scale.at(tick);
        shapes.push(Shape::upright(
            x,
            (area.y - 4.0, area.bottom()),
            "plot__grid",
        ));
        shapes.push(Shape::text(
            (x, 12.0),
            Anchor::Middle,
            "",
            data.words.say(tick),
        ));
    }
    let ends: Vec<f64> = (rooms.iter())
        .scan(width - beside, |end, room| {
            *end += room;
            Some(*end)
        })
        .collect();
    for (head, end) in heads.iter().zip(&ends) {
        shapes.push(Shape::text((*end, 12.0), Anchor::End, "", head.clone()));
    }
    let mut marks = Vec::new();
    for (place, (row, said)) in data.rows.iter().zip(&rows).enumerate() {
        let y = TOP + ROW * (number(place) + 0.5);
        shapes.push(Shape::text(
            (0.0, y + 4.0),
            Anchor::Start,
            "plot__label",
            row.label.clone(),
        ));
        pair(row, y, scale, &mut shapes);
        for (nth, (text, end)) in said.iter().zip(&ends).enumerate() {
            let class = if nth == 0 { "plot__value" } else { "" };
            shapes.push(Shape::text(
                (*end, y + 4.0),
                Anchor::End,
                class,
                text.clone(),
            ));
        }
        let lines: Vec<_> = heads.iter().cloned().zip(said.iter().cloned()).collect();
        let words: Vec<_> = lines
            .iter()
            .map(|(head, said)| format!("{head} {said}"))
            .collect();
        marks.push(Mark {
            area: Area::new(0.0, y - ROW / 2.0, width, ROW),
            place: (0, place),
            said: format!("{}: {}", row.label, words.join(", ")),
            head: row.label.clone(),
            lines,
            key: row.key.clone(),
        });
    }
    Sheet {
        height,
        shapes,
        marks,
        summary: format!(
            "{title}: {} and {} of {} rows.",
            data.dot,
            data.ring,
            data.rows.len()
        ),
    }
}

/// The dot, the ring, and the line between them.
fn pair(row: &Range, y: f64, scale: Log, shapes: &mut Vec<Shape>) {
    let ink = row.ink.or(Some(Ink::Accent));
    if let (Some(dot), Some(ring)) = (row.dot, row.ring) {
        let (from, to) = (scale.at(dot), scale.at(ring));
        shapes.push(Shape::Box {
            area: Area::new(from.min(to), y - 1.5, (to - from).abs(), 3.0),
            radius: 1.5,
            class: "plot__reach",
            ink,
        });
    }
    if let Some(ring) = row.ring {
        shapes.push(Shape::Dot {
            at: (scale.at(ring), y),
            radius: 3.5,
            class: "plot__ring",
            ink,
        });
    }
    if let Some(dot) = row.dot {
        shapes.push(Shape::Dot {
            at: (scale.at(dot), y),
            radius: 4.5,
            class: "plot__dot",
            ink,
        });
    }
}

fn twin(data: &Ranges) -> Twin {
    let row = |row: &Range| {
        let number = |value| Cell::number(value, |value| data.words.say(value), "");
        let name = Cell {
            key: row.key.clone(),
            ..Cell::text(row.label.clone())
        };
        let more = (0..data.columns.len())
            .map(|nth| Cell::text(row.more.get(nth).cloned().unwrap_or_default()));
        [name, number(row.dot), number(row.ring)]
            .into_iter()
            .chain(more)
            .collect()
    };
    Twin {
        head: std::iter::once(data.what.clone())
            .chain(heads(data))
            .collect(),
        rows: data.rows.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> Ranges {
        let row = |label: &str, dot, ring| Range {
            label: label.to_owned(),
            dot,
            ring,
            more: vec!["12".to_owned()],
            ink: None,
            key: label.to_lowercase(),
        };
        Ranges {
            what: "State".to_owned(),
            dot: "median".to_owned(),
            ring: "p90".to_owned(),
            columns: vec!["n".to_owned()],
            rows: vec![
                row("New", Some(60.0), Some(3_600.0)),
                row("On hold", None, None),
            ],
            words: Words::new(|seconds| format!("{seconds} s")),
        }
    }

    #[test]
    fn every_row_says_its_figures() {
        let sheet = draw(&data(), "Time in each state", 500.0);
        let said: Vec<_> = sheet.marks.iter().map(|mark| mark.said.as_str()).collect();
        assert_eq!(
            said,
            [
                "New: median 60 s, p90 3600 s, n 12",
                "On hold: median –, p90 –, n 12"
            ]
        );
        let dots = sheet
            .shapes
            .iter()
            .filter(|shape| matches!(shape, Shape::Dot { .. }));
        assert_eq!(dots.count(), 2);
        assert_eq!(twin(&data()).head, ["State", "median", "p90", "n"]);
    }

    #[test]
    fn a_narrow_drawing_keeps_the_first_figure_only() {
        let texts = |width| {
            let sheet = draw(&data(), "Time", width);
            sheet.shapes.into_iter().filter(|shape| matches!(shape, Shape::Text { text, .. } if text == "n" || text == "median")).count()
        };
        assert_eq!((texts(500.0), texts(280.0)), (2, 1));
    }
}
