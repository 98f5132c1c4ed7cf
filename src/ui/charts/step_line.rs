//! A level over time: it holds until it changes. What nobody knows is a gap.

use leptos::prelude::*;

use crate::{
    plot::{
        Area, labels, line,
        scale::{Linear, ticks},
        time, whole,
    },
    ui::charts::{
        figure::{Figure, Head, value_axis},
        sheet::{Anchor, Ink, Mark, Shape, Sheet},
        twin::{Cell, Twin},
        words::{Unit, Words},
    },
};

const HEIGHT: f64 = 176.0;
const TYPE: f64 = 11.0;

/// The level from a moment on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    /// Milliseconds since 1970 on the local clock, as if that were UTC.
    pub at: i64,
    pub value: Option<f64>,
    /// In full: `Mon 28 Sep 2026`.
    pub said: String,
    /// Told when it is picked.
    pub key: String,
}

/// A chart's data, the earliest point first.
#[derive(Clone, Default, PartialEq)]
pub struct Steps {
    pub points: Vec<Point>,
    /// Until when the last level holds.
    pub until: i64,
    /// Beside the end: `11 open now`.
    pub end: String,
    /// Above the highest level; nothing leaves it out.
    pub peak: String,
    pub unit: Unit,
    pub words: Words,
}

/// A level over time.
#[component]
pub fn StepLine(
    #[prop(into)] head: Signal<Head>,
    #[prop(into)] data: Signal<Steps>,
    #[prop(optional, into)] on_pick: Option<Callback<String>>,
) -> impl IntoView {
    let draw = Callback::new(move |width| {
        data.with(|data| head.with(|head| draw(data, &head.title, width)))
    });
    let twin = Callback::new(move |()| data.with(twin));
    view! { <Figure kind="steps" head draw twin on_pick /> }
}

fn draw(data: &Steps, title: &str, width: f64) -> Sheet {
    let most = data
        .points
        .iter()
        .filter_map(|point| point.value)
        .fold(0.0, f64::max);
    let levels = ticks(0.0, most, 4, 1.0);
    let left = levels
        .iter()
        .map(|tick| labels::width(&data.words.say(*tick), TYPE))
        .fold(0.0, f64::max)
        + 8.0;
    let beside = labels::width(&data.end, TYPE) + 12.0;
    let at_side = beside < width * 0.3;
    let area = Area::new(0.0, 0.0, width, HEIGHT + 40.0).inside(
        left,
        18.0,
        if at_side { beside } else { 8.0 },
        22.0,
    );
    let start = data.points.first().map_or(0, |point| point.at);
    let until = data.until.max(start + 1);
    let across = |at: i64| area.x + span(start, at) / span(start, until) * area.width;
    let scale = Linear::new(
        (0.0, levels.last().copied().unwrap_or(1.0)),
        (area.bottom(), area.y),
    );
    let mut shapes = value_axis(
        area,
        &levels,
        |tick| scale.at(tick),
        |tick| data.words.say(tick),
    );
    for tick in time::ticks(start, until, whole(area.width / 72.0).max(2), |_| 0) {
        let x = across(tick.at);
        shapes.push(Shape::upright(
            x,
            (area.bottom(), area.bottom() + 4.0),
            "plot__tick",
        ));
        shapes.push(Shape::text(
            (x, area.bottom() + 16.0),
            Anchor::Middle,
            "",
            tick.label(),
        ));
    }
    let path: Vec<_> = (data.points.iter())
        .map(|point| (across(point.at), point.value.map(|value| scale.at(value))))
        .collect();
    shapes.push(Shape::Path {
        path: line::steps_ground(&path, area.right(), area.bottom()),
        class: "plot__ground",
        ink: Some(Ink::Accent),
    });
    shapes.push(Shape::Path {
        path: line::steps(&path, area.right()),
        class: "plot__line",
        ink: Some(Ink::Accent),
    });
    ends(data, area, &path, at_side, &mut shapes);
    Sheet {
        height: HEIGHT + 40.0,
        shapes,
        marks: marks(data, area, &path),
        summary: summary(data, title),
    }
}

/// The labels of the end and of the highest level.
fn ends(
    data: &Steps,
    area: Area,
    path: &[(f64, Option<f64>)],
    at_side: bool,
    shapes: &mut Vec<Shape>,
) {
    let Some(y) = path.last().and_then(|(_, y)| *y) else {
        return;
    };
    shapes.push(Shape::Dot {
        at: (area.right(), y),
        radius: 3.5,
        class: "plot__dot",
        ink: Some(Ink::Accent),
    });
    if !data.end.is_empty() {
        let (at, anchor) = match at_side {
            true => ((area.right() + 8.0, y + 4.0), Anchor::Start),
            false => ((area.right(), y - 8.0), Anchor::End),
        };
        shapes.push(Shape::text(
            at,
            anchor,
            "plot__label plot__label--over",
            data.end.clone(),
        ));
    }
    let highest = path.iter().filter_map(|&(x, y)| Some((x, y?)));
    let highest = highest.min_by(|one, other| one.1.total_cmp(&other.1));
    if let Some((x, top)) = highest.filter(|_| !data.peak.is_empty()) {
        let half = labels::width(&data.peak, TYPE) / 2.0;
        let x = x.clamp(area.x + half, (area.right() - half).max(area.x + half));
        shapes.push(Shape::text(
            (x, top - 6.0),
            Anchor::Middle,
            "plot__label plot__label--over",
            data.peak.clone(),
        ));
    }
}

fn marks(data: &Steps, area: Area, path: &[(f64, Option<f64>)]) -> Vec<Mark> {
    let until = path.iter().skip(1).map(|(x, _)| *x).chain([area.right()]);
    let mut marks = Vec::with_capacity(path.len());
    for (place, ((point, (x, _)), until)) in data.points.iter().zip(path).zip(until).enumerate() {
        let Some(value) = point.value else { continue };
        marks.push(Mark {
            area: Area::new(*x, area.y, (until - x).max(1.0), area.height),
            place: (place, 0),
            said: format!("{}: {}", point.said, data.unit.with(value, &data.words)),
            head: point.said.clone(),
            lines: vec![(data.unit.many.clone(), data.words.say(value))],
            key: point.key.clone(),
        });
    }
    marks
}

/// Milliseconds as a number to draw.
fn span(from: i64, to: i64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "readable moments are far below 2^53"
    )]
    let length = to.saturating_sub(from) as f64;
    length
}

fn summary(data: &Steps, title: &str) -> String {
    let mut known = data
        .points
        .iter()
        .filter_map(|point| Some((point, point.value?)));
    let Some(first) = known.clone().next() else {
        return format!("{title}: nothing is known.");
    };
    let said = |(point, value): (&Point, f64)| {
        format!("{} {}", data.unit.with(value, &data.words), point.said)
    };
    let last = known.clone().next_back().unwrap_or(first);
    let mut most = first;
    for point in known.by_ref() {
        if point.1 > most.1 {
            most = point;
        }
    }
    format!(
        "{title}: first {}, last {}, at most {}.",
        said(first),
        said(last),
        said(most)
    )
}

fn twin(data: &Steps) -> Twin {
    let row = |point: &Point| {
        let value = Cell::number(point.value, |value| data.words.say(value), &point.key);
        vec![Cell::text(point.said.clone()), value]
    };
    Twin {
        head: vec!["From".to_owned(), data.unit.many.clone()],
        rows: data.points.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;

    fn data() -> Steps {
        let values = [Some(3.0), None, Some(7.0), Some(1.0)];
        let points = values.into_iter().zip(0_i64..).map(|(value, day)| Point {
            at: day * DAY,
            value,
            said: format!("day {day}"),
            key: day.to_string(),
        });
        Steps {
            points: points.collect(),
            until: 4 * DAY,
            end: "1 open now".to_owned(),
            peak: "7, day 2".to_owned(),
            unit: Unit::new("open", "open"),
            words: Words::default(),
        }
    }

    #[test]
    fn a_level_that_nobody_knows_has_no_mark_and_no_line() {
        let sheet = draw(&data(), "Backlog", 500.0);
        let said: Vec<_> = sheet.marks.iter().map(|mark| mark.said.as_str()).collect();
        assert_eq!(said, ["day 0: 3 open", "day 2: 7 open", "day 3: 1 open"]);
        let line = sheet.shapes.iter().find_map(|shape| match shape {
            Shape::Path { path, class, .. } if *class == "plot__line" => Some(path.clone()),
            _ => None,
        });
        assert_eq!(line.map(|line| line.matches('M').count()), Some(2));
        assert_eq!(
            sheet.summary,
            "Backlog: first 3 open day 0, last 1 open day 3, at most 7 open day 2."
        );
    }

    #[test]
    fn nothing_known_is_said() {
        let nothing = Steps::default();
        assert_eq!(
            draw(&nothing, "Backlog", 300.0).summary,
            "Backlog: nothing is known."
        );
        assert_eq!(twin(&data()).rows[1][1].text, "–");
    }
}
