//! A stretch of lengths of time: one bin of a distribution, by which a proof is narrowed.

use crate::report::when;

/// Lengths from `from` on and below `to`, in seconds; without one of them the stretch is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    pub from: Option<i64>,
    pub to: Option<i64>,
}

impl Between {
    /// Reads `3600..7200`, `..60` or `345600..`.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        let (from, to) = slug.split_once("..")?;
        let edge = |text: &str| match text {
            "" => Some(None),
            text => text.parse().ok().filter(|edge| *edge >= 0).map(Some),
        };
        let between = Self {
            from: edge(from)?,
            to: edge(to)?,
        };
        (between != Self::default()).then_some(between)
    }

    /// What [`from_slug`](Self::from_slug) reads back.
    #[must_use]
    pub fn slug(self) -> String {
        let edge = |edge: Option<i64>| edge.map_or_else(String::new, |edge| edge.to_string());
        format!("{}..{}", edge(self.from), edge(self.to))
    }

    /// `under 1 min`, `1 min to 2 min`, `4 d or more`.
    #[must_use]
    pub fn said(self) -> String {
        let say = |seconds: i64| when::duration(seconds.saturating_mul(1_000));
        match (self.from, self.to) {
            (None, Some(to)) => format!("under {}", say(to)),
            (Some(from), Some(to)) => format!("{} to {}", say(from), say(to)),
            (Some(from), None) => format!("{} or more", say(from)),
            (None, None) => "all".to_owned(),
        }
    }

    /// Whether the stretch ends below so many milliseconds.
    pub(super) fn is_below(self, length: i64) -> bool {
        self.to.is_some_and(|to| length >= to.saturating_mul(1_000))
    }

    /// Whether the stretch starts above so many milliseconds.
    pub(super) fn is_above(self, length: i64) -> bool {
        self.from
            .is_some_and(|from| length < from.saturating_mul(1_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_read_back_from_its_address() {
        for (slug, said) in [
            ("3600..7200", "1 h to 2 h"),
            ("..60", "under 60 s"),
            ("345600..", "4 d or more"),
        ] {
            let between = Between::from_slug(slug).unwrap();
            assert_eq!(between.slug(), slug);
            assert_eq!(between.said(), said);
        }
    }

    #[test]
    fn what_is_no_stretch_is_none() {
        for slug in ["", "..", "60", "a..b", "-5..60", "60..1h"] {
            assert_eq!(Between::from_slug(slug), None, "{slug}");
        }
    }
}
