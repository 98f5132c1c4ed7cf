//! Labels that stand beside what they name and never over one another.

use crate::plot::{number, whole};

/// The width of a label in pixels: about 0.56 of the type's height for each letter, measured over
/// the interface fonts; a little more than most take.
#[must_use]
pub fn width(text: &str, height: f64) -> f64 {
    number(text.chars().count()) * height * 0.56
}

/// Moves labels apart as little as possible (least squares, by pooling neighbours that touch): their
/// middles, each `height` high, between `low` and `high`. The order of `wanted` is kept.
#[must_use]
pub fn apart(wanted: &[f64], height: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|one, other| wanted[*one].total_cmp(&wanted[*other]));
    // A pool of labels that touch: how many, and where its first would like to be.
    let mut pools: Vec<(usize, f64)> = Vec::new();
    for &label in &order {
        let mut pool = (1, wanted[label]);
        while let Some(&(count, first)) = pools.last() {
            let ours = clamp(pool.1, pool.0, height, low, high);
            let end = clamp(first, count, height, low, high) + number(count) * height;
            if end <= ours {
                break;
            }
            pools.pop();
            let moved = number(count) * height;
            let sum = first * number(count) + (pool.1 - moved) * number(pool.0);
            let all = count + pool.0;
            pool = (all, sum / number(all));
        }
        pools.push(pool);
    }
    let mut places = vec![0.0; wanted.len()];
    let mut order = order.into_iter();
    for (count, first) in pools {
        let first = clamp(first, count, height, low, high);
        for nth in 0..count {
            if let Some(label) = order.next() {
                places[label] = first + number(nth) * height;
            }
        }
    }
    places
}

fn clamp(first: f64, count: usize, height: f64, low: f64, high: f64) -> f64 {
    let half = height / 2.0;
    first
        .min(high - half - number(count - 1) * height)
        .max(low + half)
}

/// A text in lines of at most so many pixels; a word that is longer has a line of its own.
#[must_use]
pub fn wrapped(text: &str, height: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, height) + width(word, height) + height * 0.56 <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Of evenly spaced labels every so manieth has room.
#[must_use]
pub fn stride(pitch: f64, label_width: f64) -> usize {
    if pitch <= 0.0 {
        return 1;
    }
    whole((label_width / pitch).ceil()).max(1)
}

/// The first row in which each of these spans (start, end) meets none before it.
#[must_use]
pub fn rows(spans: &[(f64, f64)]) -> Vec<usize> {
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut place = |span: &(f64, f64)| {
        let is_free =
            |row: &Vec<(f64, f64)>| row.iter().all(|held| held.1 <= span.0 || span.1 <= held.0);
        let row = taken.iter().position(is_free).unwrap_or(taken.len());
        if row == taken.len() {
            taken.push(Vec::new());
        }
        taken[row].push(*span);
        row
    };
    spans.iter().map(&mut place).collect()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the geometry is exact")]
mod tests {
    use super::*;

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(
            apart(&[10.0, 40.0, 70.0], 14.0, 0.0, 100.0),
            [10.0, 40.0, 70.0]
        );
        assert_eq!(apart(&[], 14.0, 0.0, 100.0), [] as [f64; 0]);
    }

    #[test]
    fn labels_that_meet_move_apart_evenly() {
        assert_eq!(apart(&[50.0, 50.0], 14.0, 0.0, 100.0), [43.0, 57.0]);
        assert_eq!(
            apart(&[50.0, 48.0, 49.0], 10.0, 0.0, 100.0),
            [59.0, 39.0, 49.0]
        );
        let chain = apart(&[10.0, 15.0, 18.0, 90.0], 10.0, 0.0, 100.0);
        assert!(
            chain
                .windows(2)
                .all(|pair| pair[1] - pair[0] >= 10.0 - 1e-9),
            "{chain:?}"
        );
        assert_eq!(chain[3], 90.0);
    }

    #[test]
    fn labels_stay_inside() {
        assert_eq!(apart(&[0.0, 2.0], 10.0, 0.0, 100.0), [5.0, 15.0]);
        assert_eq!(apart(&[99.0, 100.0], 10.0, 0.0, 100.0), [85.0, 95.0]);
    }

    #[test]
    fn labels_that_have_no_room_are_left_out_evenly() {
        assert_eq!(
            [stride(50.0, 40.0), stride(20.0, 45.0), stride(0.0, 9.0)],
            [1, 3, 1]
        );
    }

    #[test]
    fn a_long_text_takes_lines() {
        assert_eq!(
            wrapped("week starting, not over", 10.0, 84.0),
            ["week starting,", "not over"]
        );
        assert_eq!(wrapped("unbreakable", 10.0, 5.0), ["unbreakable"]);
        assert_eq!(wrapped("", 10.0, 5.0), [""; 0]);
    }

    #[test]
    fn spans_that_meet_take_another_row() {
        assert_eq!(
            rows(&[(0.0, 50.0), (40.0, 90.0), (50.0, 70.0), (60.0, 80.0)]),
            [0, 1, 0, 2]
        );
    }
}
