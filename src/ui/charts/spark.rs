//! The course of one figure, as small as a word. Empty periods are gaps.

use leptos::{prelude::*, svg};

use crate::plot::{coordinate, line, number, scale::Linear};

const WIDTH: f64 = 92.0;
const HEIGHT: f64 = 34.0;
const EDGE: f64 = 3.0;

/// A small line; the figure beside it says the last value.
#[component]
pub fn Spark(
    #[prop(into)] values: Signal<Vec<Option<f64>>>,
    /// Read out: `MTTA in the last 12 weeks: from 8 min to 4 min`.
    #[prop(into)]
    label: Signal<String>,
    node: NodeRef<svg::Svg>,
) -> impl IntoView {
    let points = Memo::new(move |_| values.with(|values| points(values)));
    let last = move || points.with(|points| points.iter().rev().find_map(|&(x, y)| Some((x, y?))));
    view! {
        <svg node_ref=node class="spark" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=move || label.get()>
            <path class="spark__ground" d=move || points.with(|points| line::ground(points, HEIGHT)) />
            <path class="spark__line" d=move || points.with(|points| line::straight(points)) />
            {move || {
                last().map(|(x, y)| view! { <circle class="spark__end" cx=coordinate(x) cy=coordinate(y) r="2.5" /> })
            }}
        </svg>
    }
}

/// From the lowest to the highest value; a level course runs through the middle.
fn points(values: &[Option<f64>]) -> Vec<(f64, Option<f64>)> {
    let known = values.iter().flatten().copied();
    let low = known.clone().fold(f64::INFINITY, f64::min);
    let high = known.fold(f64::NEG_INFINITY, f64::max);
    let down = match high > low {
        true => Linear::new((low, high), (HEIGHT - EDGE, EDGE)),
        false => Linear::new((0.0, 0.0), (HEIGHT / 2.0, HEIGHT / 2.0)),
    };
    let last = values.len().saturating_sub(1).max(1);
    let across = Linear::new((0.0, number(last)), (EDGE, WIDTH - EDGE));
    let values = values.iter().enumerate();
    values
        .map(|(place, value)| (across.at(number(place)), value.map(|value| down.at(value))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn a_course_fills_its_box_and_keeps_its_gaps() {
        assert_eq!(
            points(&[Some(8.0), None, Some(4.0)]),
            [(3.0, Some(3.0)), (46.0, None), (89.0, Some(31.0))]
        );
        assert_eq!(points(&[Some(8.0)]), [(3.0, Some(17.0))]);
        assert_eq!(points(&[]), []);
    }
}
