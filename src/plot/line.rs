//! Lines through values over time: what is not known leaves a gap, and is never drawn as zero.

use std::fmt::Write;

use crate::plot::coordinate;

/// The parts of a line between its gaps.
fn runs(points: &[(f64, Option<f64>)]) -> Vec<Vec<(f64, f64)>> {
    let known = |run: &[(f64, Option<f64>)]| -> Vec<(f64, f64)> {
        let point = |&(x, y): &(f64, Option<f64>)| Some((x, y?));
        run.iter().filter_map(point).collect()
    };
    let runs = points.split(|(_, y)| y.is_none()).map(known);
    runs.filter(|run| !run.is_empty()).collect()
}

/// A line from point to point, as an SVG path; a lone point becomes a dash of two pixels.
#[must_use]
pub fn straight(points: &[(f64, Option<f64>)]) -> String {
    let mut path = String::new();
    for run in runs(points) {
        match run[..] {
            [(x, y)] => start(&mut path, 'M', x - 1.0, y, "h2"),
            _ => draw(&mut path, &run),
        }
    }
    path
}

/// The ground under such a line, down to `base`; a lone point has none.
#[must_use]
pub fn ground(points: &[(f64, Option<f64>)], base: f64) -> String {
    closed(runs(points), base)
}

/// A value that holds until the next one: level, then upright. The last holds until `end`.
#[must_use]
pub fn steps(points: &[(f64, Option<f64>)], end: f64) -> String {
    let mut path = String::new();
    for run in stairs(points, end) {
        draw(&mut path, &run);
    }
    path
}

/// The ground under the steps, down to `base`.
#[must_use]
pub fn steps_ground(points: &[(f64, Option<f64>)], end: f64, base: f64) -> String {
    closed(stairs(points, end), base)
}

fn stairs(points: &[(f64, Option<f64>)], end: f64) -> Vec<Vec<(f64, f64)>> {
    let ends = points.iter().skip(1).map(|(x, _)| *x).chain([end]);
    let mut doubled = Vec::with_capacity(points.len() * 2);
    for (&(x, y), until) in points.iter().zip(ends) {
        doubled.push((x, y));
        if y.is_some() {
            doubled.push((until, y));
        }
    }
    runs(&doubled)
}

fn closed(runs: Vec<Vec<(f64, f64)>>, base: f64) -> String {
    let mut path = String::new();
    for run in runs.iter().filter(|run| run.len() > 1) {
        draw(&mut path, run);
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            let (last, first) = (coordinate(last.0), coordinate(first.0));
            let base = coordinate(base);
            // Writing to a String can't fail.
            let _ = write!(path, "L{last} {base}L{first} {base}Z");
        }
    }
    path
}

fn draw(path: &mut String, run: &[(f64, f64)]) {
    for (place, &(x, y)) in run.iter().enumerate() {
        start(path, if place == 0 { 'M' } else { 'L' }, x, y, "");
    }
}

fn start(path: &mut String, letter: char, x: f64, y: f64, rest: &str) {
    let _ = write!(path, "{letter}{} {}{rest}", coordinate(x), coordinate(y));
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINTS: [(f64, Option<f64>); 6] = [
        (0.0, Some(10.0)),
        (10.0, Some(20.0)),
        (20.0, None),
        (30.0, Some(5.0)),
        (40.0, None),
        (50.0, None),
    ];

    #[test]
    fn what_is_not_known_is_a_gap() {
        assert_eq!(straight(&POINTS), "M0 10L10 20M29 5h2");
        assert_eq!(ground(&POINTS, 30.0), "M0 10L10 20L10 30L0 30Z");
        assert_eq!(straight(&[(0.0, None)]), "");
    }

    #[test]
    fn a_value_holds_until_the_next() {
        assert_eq!(steps(&POINTS[..2], 25.0), "M0 10L10 10L10 20L25 20");
        assert_eq!(steps(&POINTS, 60.0), "M0 10L10 10L10 20L20 20M30 5L40 5");
        assert_eq!(
            steps_ground(&POINTS[3..], 60.0, 30.0),
            "M30 5L40 5L40 30L30 30Z"
        );
    }
}
