//! Better or worse than in the period before.

use crate::{
    report::{kpi::has_trend, when},
    ui::widgets::tone::Tone,
};

/// A difference in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub said: String,
    pub tone: Tone,
}

impl Change {
    fn plain(said: &str) -> Self {
        Self {
            said: said.to_owned(),
            tone: Tone::Mute,
        }
    }

    /// Of two durations in milliseconds, each with the number of records it rests on.
    pub fn of_durations(now: Option<(i64, usize)>, before: Option<(i64, usize)>) -> Self {
        let (Some((now, n)), Some((before, n_before))) = (now, before) else {
            return Self::plain("Nothing to compare with");
        };
        if !has_trend(n.min(n_before)) {
            return Self::plain("Too few to compare");
        }
        match now - before {
            ..0 => Self {
                said: format!("{} faster", when::duration(before - now)),
                tone: Tone::Ok,
            },
            0 => Self::plain("As before"),
            _ => Self {
                said: format!("{} slower", when::duration(now - before)),
                tone: Tone::Danger,
            },
        }
    }

    /// Of two shares from 0 to 1; `more_is_better` says which way is good.
    pub fn of_shares(
        now: Option<(f64, usize)>,
        before: Option<(f64, usize)>,
        more_is_better: bool,
    ) -> Self {
        let (Some((now, n)), Some((before, n_before))) = (now, before) else {
            return Self::plain("Nothing to compare with");
        };
        if !has_trend(n.min(n_before)) {
            return Self::plain("Too few to compare");
        }
        let points = (now - before) * 100.0;
        if points.abs() < 0.05 {
            return Self::plain("As before");
        }
        let is_up = points > 0.0;
        Self {
            said: format!(
                "{:.1} points {}",
                points.abs(),
                if is_up { "up" } else { "down" }
            ),
            tone: if is_up == more_is_better {
                Tone::Ok
            } else {
                Tone::Danger
            },
        }
    }

    /// Of two counts, neither of which is good or bad in itself.
    pub fn of_counts(now: usize, before: usize) -> Self {
        let said = match now.cmp(&before) {
            std::cmp::Ordering::Less => format!("{} fewer than before", before - now),
            std::cmp::Ordering::Equal => "As many as before".to_owned(),
            std::cmp::Ordering::Greater => format!("{} more than before", now - before),
        };
        Self::plain(&said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_how_much_and_whether_it_is_good() {
        let faster = Change::of_durations(Some((60_000, 9)), Some((120_000, 9)));
        assert_eq!(
            (faster.said.as_str(), faster.tone),
            ("1 min faster", Tone::Ok)
        );
        let few = Change::of_durations(Some((60_000, 4)), Some((120_000, 9)));
        assert_eq!(few.said, "Too few to compare");
        let up = Change::of_shares(Some((0.61, 90)), Some((0.5, 90)), false);
        assert_eq!(
            (up.said.as_str(), up.tone),
            ("11.0 points up", Tone::Danger)
        );
        assert_eq!(Change::of_counts(3, 7).said, "4 fewer than before");
        assert_eq!(
            Change::of_shares(None, None, true).said,
            "Nothing to compare with"
        );
    }
}
