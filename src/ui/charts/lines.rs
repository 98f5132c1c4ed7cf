//! Several figures over time, each named where its line ends. What nobody knows is a gap.

use leptos::prelude::*;

use crate::{
    plot::{
        Area, labels, line, number,
        scale::{Linear, ticks},
    },
    ui::charts::{
        figure::{Figure, Head, value_axis},
        sheet::{Anchor, Ink, Mark, Shape, Sheet},
        twin::{Cell, Twin},
        words::Words,
    },
};

const HEIGHT: f64 = 190.0;
const TYPE: f64 = 11.0;
const LINE: f64 = 14.0;

/// A figure at a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stop {
    pub value: Option<f64>,
    /// What it rests on: `95 of 104`.
    pub note: String,
}

/// A figure's course.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    pub label: String,
    pub ink: Option<Ink>,
    /// One for each period.
    pub stops: Vec<Stop>,
    /// Told when a value of it is picked.
    pub key: String,
}

/// A period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// On the axis: `31 Aug`.
    pub label: String,
    /// In full: `Week of 31 Aug 2026`.
    pub said: String,
}

/// A chart's data, the earliest period first.
#[derive(Clone, Default, PartialEq)]
pub struct Lines {
    pub periods: Vec<Period>,
    pub courses: Vec<Course>,
    /// The highest value that there can be; nothing where there is no such.
    pub top: Option<f64>,
    /// Below the axis: `week starting`.
    pub axis: String,
    pub words: Words,
}

/// Lines of several figures.
#[component]
pub fn LineChart(
    #[prop(into)] head: Signal<Head>,
    #[prop(into)] data: Signal<Lines>,
    #[prop(optional, into)] on_pick: Option<Callback<String>>,
) -> impl IntoView {
    let draw = Callback::new(move |width| {
        data.with(|data| head.with(|head| draw(data, &head.title, width)))
    });
    let twin = Callback::new(move |()| data.with(twin));
    view! { <Figure kind="lines" head draw twin on_pick /> }
}

/// Where everything stands.
struct Layout {
    area: Area,
    scale: Linear,
    ticks: Vec<f64>,
    /// Pixels from one period to the next.
    pitch: f64,
    /// Whether the lines are named at the side; otherwise below.
    at_side: bool,
}

impl Layout {
    fn of(data: &Lines, width: f64) -> Self {
        let known = || data.courses.iter().flat_map(|it| &it.stops);
        let known = || known().filter_map(|stop| stop.value);
        let high = data.top.unwrap_or_else(|| known().fold(0.0, f64::max));
        // Lines are compared with each other, so that the axis need not begin at nothing.
        let low = known().fold(high, f64::min);
        let ticks = ticks(low.min(high * 0.9), high, 4, 0.0);
        let left = (ticks.iter())
            .map(|tick| labels::width(&data.words.say(*tick), TYPE))
            .fold(0.0, f64::max)
            + 8.0;
        let names = (data.courses.iter()).map(|course| labels::width(&name(data, course), TYPE));
        let gutter = names.fold(0.0, f64::max) + 14.0;
        let at_side = gutter < width * 0.34;
        let right = if at_side { gutter } else { 8.0 };
        let area = Area::new(left, 12.0, (width - left - right).max(1.0), HEIGHT - 12.0);
        let ends = (
            ticks.first().copied().unwrap_or(0.0),
            ticks.last().copied().unwrap_or(1.0),
        );
        Self {
            area,
            scale: Linear::new(ends, (area.bottom(), area.y)),
            ticks,
            pitch: area.width / number(data.periods.len().max(1)),
            at_side,
        }
    }

    /// The middle of a period.
    fn across(&self, place: usize) -> f64 {
        self.area.x + (number(place) + 0.5) * self.pitch
    }
}

fn draw(data: &Lines, title: &str, width: f64) -> Sheet {
    let layout = Layout::of(data, width);
    let area = layout.area;
    let mut shapes = value_axis(
        area,
        &layout.ticks,
        |tick| layout.scale.at(tick),
        |tick| data.words.say(tick),
    );
    for course in &data.courses {
        shapes.extend(course_shapes(&layout, course));
    }
    let widest = (data.periods.iter())
        .map(|period| labels::width(&period.label, TYPE))
        .fold(0.0, f64::max);
    let stride = labels::stride(layout.pitch, widest + 8.0);
    for (place, period) in data.periods.iter().enumerate().step_by(stride) {
        let at = (layout.across(place), area.bottom() + 16.0);
        shapes.push(Shape::text(at, Anchor::Middle, "", period.label.clone()));
    }
    let mut height = area.bottom() + 20.0;
    for text in labels::wrapped(&data.axis, TYPE, width - area.x) {
        height += LINE;
        shapes.push(Shape::text((area.x, height - 2.0), Anchor::Start, "", text));
    }
    let height = names(data, &layout, width, height, &mut shapes);
    Sheet {
        height,
        shapes,
        marks: marks(data, &layout),
        summary: summary(data, title),
    }
}

/// The line, with a dot at its end and wherever a value stands alone.
fn course_shapes(layout: &Layout, course: &Course) -> Vec<Shape> {
    let points: Vec<_> = (course.stops.iter().enumerate())
        .map(|(place, stop)| {
            let y = stop.value.map(|value| layout.scale.at(value));
            (layout.across(place), y)
        })
        .collect();
    let ink = course.ink.or(Some(Ink::Mute));
    let mut shapes = vec![Shape::Path {
        path: line::straight(&points),
        class: "plot__line",
        ink,
    }];
    let is_known = |place: usize| (points.get(place)).is_some_and(|(_, y)| y.is_some());
    let last = (0..points.len()).rev().find(|&place| is_known(place));
    for (place, &(x, y)) in points.iter().enumerate() {
        let is_alone = !is_known(place + 1) && (place == 0 || !is_known(place - 1));
        if let Some(y) = y.filter(|_| is_alone || Some(place) == last) {
            shapes.push(Shape::Dot {
                at: (x, y),
                radius: 3.0,
                class: "plot__dot",
                ink,
            });
        }
    }
    shapes
}

/// `Resolve 91 %`: the name with the last value that is known.
fn name(data: &Lines, course: &Course) -> String {
    match course.stops.iter().rev().find_map(|stop| stop.value) {
        Some(value) => format!("{} {}", course.label, data.words.say(value)),
        None => course.label.clone(),
    }
}

/// Names the lines: beside their ends, or in rows below. Returns the drawing's height.
fn names(data: &Lines, layout: &Layout, width: f64, height: f64, shapes: &mut Vec<Shape>) -> f64 {
    let drawn: Vec<(&Course, f64)> = (data.courses.iter())
        .filter_map(|course| {
            let last = course.stops.iter().rev().find_map(|stop| stop.value)?;
            Some((course, layout.scale.at(last)))
        })
        .collect();
    let mut say = |x: f64, y: f64, course: &Course| {
        shapes.push(Shape::Dot {
            at: (x, y),
            radius: 3.0,
            class: "plot__dot",
            ink: course.ink.or(Some(Ink::Mute)),
        });
        let at = (x + 7.0, y + 4.0);
        shapes.push(Shape::text(
            at,
            Anchor::Start,
            "plot__label",
            name(data, course),
        ));
    };
    if layout.at_side {
        let area = layout.area;
        let wanted: Vec<f64> = drawn.iter().map(|&(_, y)| y).collect();
        let places = labels::apart(&wanted, LINE, area.y - 8.0, area.bottom() + 8.0);
        for ((course, _), y) in drawn.iter().zip(places) {
            say(area.right() + 4.0, y, course);
        }
        return height;
    }
    let (mut x, mut y) = (6.0, height + 12.0);
    for (course, _) in drawn {
        let room = labels::width(&name(data, course), TYPE) + 22.0;
        if x > 6.0 && x + room > width {
            (x, y) = (6.0, y + LINE + 2.0);
        }
        say(x, y, course);
        x += room;
    }
    y + 10.0
}

/// A mark around each value; the lower of two lines is reached by the arrow down.
fn marks(data: &Lines, layout: &Layout) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (place, period) in data.periods.iter().enumerate() {
        let here = |course: &Course| course.stops.get(place).cloned().unwrap_or_default();
        let lines: Vec<_> = (data.courses.iter())
            .filter_map(|course| {
                let stop = here(course);
                Some((course.label.clone(), said(data, stop.value?, &stop)))
            })
            .collect();
        let mut known: Vec<_> = (data.courses.iter())
            .filter_map(|course| Some((course, here(course).value?)))
            .collect();
        known.sort_by(|one, other| other.1.total_cmp(&one.1));
        for (row, (course, value)) in known.into_iter().enumerate() {
            let width = layout.pitch.clamp(8.0, 24.0);
            let (x, y) = (layout.across(place), layout.scale.at(value));
            marks.push(Mark {
                area: Area::new(x - width / 2.0, y - 7.0, width, 14.0),
                place: (place, row),
                said: format!(
                    "{}: {}, {}",
                    period.said,
                    course.label,
                    said(data, value, &here(course))
                ),
                head: period.said.clone(),
                lines: lines.clone(),
                key: course.key.clone(),
            });
        }
    }
    marks
}

/// `91 %, 95 of 104`.
fn said(data: &Lines, value: f64, stop: &Stop) -> String {
    match stop.note.as_str() {
        "" => data.words.say(value),
        note => format!("{}, {note}", data.words.say(value)),
    }
}

fn summary(data: &Lines, title: &str) -> String {
    let course = |course: &Course| {
        let mut known = course.stops.iter().filter_map(|stop| stop.value);
        let first = known.next()?;
        let last = known.next_back().unwrap_or(first);
        let (first, last) = (data.words.say(first), data.words.say(last));
        Some(format!("{} from {first} to {last}", course.label))
    };
    let courses: Vec<_> = data.courses.iter().filter_map(course).collect();
    match courses[..] {
        [] => format!("{title}: nothing is known."),
        _ => format!("{title}: {}.", courses.join("; ")),
    }
}

fn twin(data: &Lines) -> Twin {
    let row = |(place, period): (usize, &Period)| {
        let cells = data.courses.iter().flat_map(|course| {
            let stop = course.stops.get(place).cloned().unwrap_or_default();
            let value = Cell::number(stop.value, |value| data.words.say(value), &course.key);
            [value, Cell::text(stop.note)]
        });
        [Cell::text(period.said.clone())]
            .into_iter()
            .chain(cells)
            .collect()
    };
    let heads = (data.courses.iter())
        .flat_map(|course| [course.label.clone(), format!("{}: of", course.label)]);
    Twin {
        head: ["Period".to_owned()].into_iter().chain(heads).collect(),
        rows: data.periods.iter().enumerate().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(label: &str, values: [Option<f64>; 4]) -> Course {
        Course {
            label: label.to_owned(),
            ink: Some(Ink::Series(1)),
            stops: (values.into_iter())
                .map(|value| Stop {
                    value,
                    note: value.map_or_else(String::new, |_| "9 of 10".to_owned()),
                })
                .collect(),
            key: label.to_lowercase(),
        }
    }

    fn data() -> Lines {
        let period = |label: &str| Period {
            label: label.to_owned(),
            said: format!("Week of {label}"),
        };
        Lines {
            periods: ["31 Aug", "7 Sep", "14 Sep", "21 Sep"].map(period).into(),
            courses: vec![
                course("Resolve", [Some(80.0), None, Some(90.0), Some(90.0)]),
                course("Update", [Some(95.0), Some(70.0), Some(72.0), Some(89.0)]),
            ],
            top: Some(100.0),
            axis: "week starting".to_owned(),
            words: Words::new(|value| format!("{value:.0} %")),
        }
    }

    #[test]
    fn a_period_that_nobody_knows_is_a_gap() {
        let sheet = draw(&data(), "SLA met", 600.0);
        let line = sheet.shapes.iter().find_map(|shape| match shape {
            Shape::Path { path, .. } => Some(path.clone()),
            _ => None,
        });
        assert_eq!(line.map(|line| line.matches('M').count()), Some(2));
        let table = twin(&data());
        assert_eq!(
            table.head,
            ["Period", "Resolve", "Resolve: of", "Update", "Update: of"]
        );
        assert_eq!(table.rows[1][1].text, "–");
        assert_eq!(table.rows[1][3].raw, "70");
        assert_eq!(
            sheet.summary,
            "SLA met: Resolve from 80 % to 90 %; Update from 95 % to 89 %."
        );
        assert_eq!(
            draw(&Lines::default(), "SLA met", 300.0).summary,
            "SLA met: nothing is known."
        );
    }

    #[test]
    fn arrows_go_through_the_values_of_a_period_from_the_highest_down() {
        let sheet = draw(&data(), "SLA met", 600.0);
        let first: Vec<_> = (sheet.marks.iter())
            .filter(|mark| mark.place.0 == 0)
            .map(|mark| (mark.place.1, mark.said.as_str(), mark.key.as_str()))
            .collect();
        assert_eq!(
            first,
            [
                (0, "Week of 31 Aug: Update, 95 %, 9 of 10", "update"),
                (1, "Week of 31 Aug: Resolve, 80 %, 9 of 10", "resolve"),
            ]
        );
        assert_eq!(sheet.marks.len(), 7);
    }

    #[test]
    fn names_stand_at_the_ends_and_never_over_one_another() {
        let place = |width: f64| {
            let sheet = draw(&data(), "SLA met", width);
            let names = sheet.shapes.iter().filter_map(|shape| match shape {
                Shape::Text { at, class, .. } if *class == "plot__label" => Some(*at),
                _ => None,
            });
            (names.collect::<Vec<_>>(), sheet.height)
        };
        let (wide, height) = place(600.0);
        assert!(
            wide.iter().all(|at| at.0 > 500.0 && at.1 < height - 40.0),
            "{wide:?}"
        );
        assert!((wide[0].1 - wide[1].1).abs() >= LINE - 1e-9, "{wide:?}");
        let (narrow, height) = place(200.0);
        assert!(
            narrow.iter().all(|at| at.1 > height - 25.0),
            "{narrow:?} in {height}"
        );
    }
}
