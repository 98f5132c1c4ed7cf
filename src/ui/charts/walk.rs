//! The way of the arrow keys from mark to mark.

/// The mark that a key leads to, among marks in columns and rows; `None` where it leads nowhere. Up
/// is towards row 0.
pub fn step(places: &[(usize, usize)], from: usize, key: &str) -> Option<usize> {
    let here = *places.get(from)?;
    let best = |fits: &dyn Fn((usize, usize)) -> bool,
                far: &dyn Fn((usize, usize)) -> (usize, usize)| {
        let marks = places.iter().enumerate();
        marks
            .filter(|(_, place)| fits(**place))
            .min_by_key(|(_, place)| far(**place))
            .map(|(mark, _)| mark)
    };
    let beside = |place: (usize, usize)| (place.0.abs_diff(here.0), place.1.abs_diff(here.1));
    let above = |place: (usize, usize)| (place.1.abs_diff(here.1), place.0.abs_diff(here.0));
    match key {
        "ArrowRight" => best(&|place| place.0 > here.0, &beside),
        "ArrowLeft" => best(&|place| place.0 < here.0, &beside),
        "ArrowDown" => best(&|place| place.0 == here.0 && place.1 > here.1, &above),
        "ArrowUp" => best(&|place| place.0 == here.0 && place.1 < here.1, &above),
        "Home" => best(&|_| true, &|place| place),
        "End" => best(&|_| true, &|place| {
            (usize::MAX - place.0, usize::MAX - place.1)
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    /// Columns with a gap: the second has one mark only.
    const PLACES: [(usize, usize); 6] = [(0, 0), (0, 1), (0, 2), (1, 0), (2, 0), (2, 2)];

    #[test]
    fn arrows_go_to_the_nearest_mark() {
        let go = |from, key| step(&PLACES, from, key);
        assert_eq!(go(2, "ArrowRight"), Some(3));
        assert_eq!(go(3, "ArrowRight"), Some(4));
        assert_eq!(go(4, "ArrowRight"), None);
        assert_eq!(go(5, "ArrowLeft"), Some(3));
        assert_eq!(go(0, "ArrowDown"), Some(1));
        assert_eq!(go(5, "ArrowUp"), Some(4));
        assert_eq!(go(0, "ArrowUp"), None);
        assert_eq!((go(3, "Home"), go(3, "End")), (Some(0), Some(5)));
        assert_eq!((go(3, "x"), go(99, "Home")), (None, None));
    }
}
