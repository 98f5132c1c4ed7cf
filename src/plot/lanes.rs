//! A window on a long stretch of time, through which bars lie side by side: zoom, pan, and what is cut off.

use crate::plot::scale::Linear;

/// The shortest window: ten minutes, in milliseconds.
pub const SHORTEST: f64 = 600_000.0;

/// What can be seen: two moments in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    pub from: f64,
    pub to: f64,
}

/// The part of a bar inside the window, in pixels, and whether it goes on outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    pub x: f64,
    pub width: f64,
    pub starts_before: bool,
    pub ends_after: bool,
}

impl Window {
    /// Milliseconds.
    #[must_use]
    pub fn length(self) -> f64 {
        self.to - self.from
    }

    /// The scale from moments to pixels of a drawing so wide.
    #[must_use]
    pub fn scale(self, width: f64) -> Linear {
        Linear::new((self.from, self.to), (0.0, width))
    }

    /// A window shows everything, with a twentieth of air on each side.
    #[must_use]
    pub fn around(first: f64, last: f64) -> Self {
        let air = ((last - first) / 20.0).max(SHORTEST / 2.0);
        Self {
            from: first - air,
            to: last + air,
        }
    }

    /// Shows a `factor` of what it showed (below 1 is closer); the moment `about` keeps its place. Never
    /// closer than [`SHORTEST`], never wider than `bounds`.
    #[must_use]
    pub fn zoomed(self, factor: f64, about: f64, bounds: Self) -> Self {
        let length = (self.length() * factor).clamp(SHORTEST, bounds.length().max(SHORTEST));
        let share = if self.length() > 0.0 {
            (about - self.from) / self.length()
        } else {
            0.5
        };
        let from = about - share * length;
        Self {
            from,
            to: from + length,
        }
        .within(bounds)
    }

    /// Moved by so many milliseconds, as far as there is something to see.
    #[must_use]
    pub fn panned(self, by: f64, bounds: Self) -> Self {
        Self {
            from: self.from + by,
            to: self.to + by,
        }
        .within(bounds)
    }

    /// Moved back inside the bounds.
    #[must_use]
    pub fn within(self, bounds: Self) -> Self {
        let length = self.length().min(bounds.length());
        let from = self.from.min(bounds.to - length).max(bounds.from);
        Self {
            from,
            to: from + length,
        }
    }

    /// What of a bar can be seen; at least `least` pixels of it, so that nothing short vanishes.
    #[must_use]
    pub fn cut(self, from: f64, to: f64, width: f64, least: f64) -> Option<Cut> {
        if to < self.from || from > self.to {
            return None;
        }
        let scale = self.scale(width);
        let x = scale.at(from.max(self.from));
        let end = scale.at(to.min(self.to));
        Some(Cut {
            x: x.min(width - least),
            width: (end - x).max(least),
            starts_before: from < self.from,
            ends_after: to > self.to,
        })
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the geometry is exact")]
mod tests {
    use super::*;

    const HOUR: f64 = 3_600_000.0;
    const ALL: Window = Window {
        from: 0.0,
        to: 100.0 * HOUR,
    };

    fn hours(from: f64, to: f64) -> Window {
        Window {
            from: from * HOUR,
            to: to * HOUR,
        }
    }

    #[test]
    fn a_zoom_keeps_the_moment_under_the_pointer() {
        let window = hours(20.0, 60.0).zoomed(0.5, 30.0 * HOUR, ALL);
        assert_eq!(window, hours(25.0, 45.0));
        assert_eq!(window.scale(400.0).at(30.0 * HOUR), 100.0);
        assert_eq!(hours(20.0, 60.0).scale(400.0).at(30.0 * HOUR), 100.0);
    }

    #[test]
    fn a_zoom_stops_at_ten_minutes_and_at_everything() {
        let close = hours(20.0, 21.0).zoomed(0.001, 20.5 * HOUR, ALL);
        assert_eq!(close.length(), SHORTEST);
        assert_eq!(hours(20.0, 60.0).zoomed(50.0, 30.0 * HOUR, ALL), ALL);
    }

    #[test]
    fn a_pan_stops_at_the_ends() {
        assert_eq!(
            hours(20.0, 60.0).panned(10.0 * HOUR, ALL),
            hours(30.0, 70.0)
        );
        assert_eq!(
            hours(20.0, 60.0).panned(90.0 * HOUR, ALL),
            hours(60.0, 100.0)
        );
        assert_eq!(
            hours(20.0, 60.0).panned(-90.0 * HOUR, ALL),
            hours(0.0, 40.0)
        );
    }

    #[test]
    fn a_bar_is_cut_at_the_edges_and_never_vanishes() {
        let window = hours(10.0, 20.0);
        let cut = |from: f64, to: f64| window.cut(from * HOUR, to * HOUR, 100.0, 2.0);
        let part = |x, width, starts_before, ends_after| {
            Some(Cut {
                x,
                width,
                starts_before,
                ends_after,
            })
        };
        assert_eq!(cut(12.0, 14.0), part(20.0, 20.0, false, false));
        assert_eq!(cut(5.0, 12.0), part(0.0, 20.0, true, false));
        assert_eq!(cut(12.0, 90.0), part(20.0, 80.0, false, true));
        assert_eq!(cut(12.0, 12.0), part(20.0, 2.0, false, false));
        assert_eq!(cut(20.0, 20.0), part(98.0, 2.0, false, false));
        assert_eq!((cut(1.0, 2.0), cut(21.0, 22.0)), (None, None));
    }

    #[test]
    fn everything_fits_with_air_beside_it() {
        assert_eq!(Window::around(0.0, 100.0 * HOUR), hours(-5.0, 105.0));
        assert_eq!(Window::around(HOUR, HOUR).length(), SHORTEST);
    }
}
