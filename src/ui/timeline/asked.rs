//! What the timeline is asked to show beside the filter, as its address says it.

use crate::{
    domain::{state::slugs, time::Moment},
    plot::lanes::Window,
    report::{month::Month, when},
};

/// The pairs of the address that are not the filter's.
pub const KEYS: [&str; 4] = ["view", "month", "from", "to"];

slugs!(
    /// Bars or a calendar.
    Face {
        Lanes = "bars", "Bars";
        Month = "month", "Calendar";
    }
);

/// The face, the month, and the window on the bars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    pub face: Face,
    /// Nothing: the month of today.
    pub month: Option<Month>,
    /// Nothing: where the newest ones are.
    pub window: Option<Window>,
}

impl Asked {
    /// Reads an address such as `view=month&month=2026-11`; leaves out what it does not understand.
    pub fn read(query: &str) -> Self {
        let value = |key: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(held, _)| *held == key).map(|(_, value)| value)
        };
        let moment = |key: &str| value(key).and_then(moment);
        let window = moment("from").zip(moment("to"));
        Self {
            face: value("view")
                .and_then(Face::from_slug)
                .unwrap_or(Face::Lanes),
            month: value("month").and_then(Month::parse),
            window: window
                .map(|(from, to)| Window { from, to })
                .filter(|window| window.length() > 0.0),
        }
    }

    /// The address that [`read`](Self::read) reads back, behind the filter's part of it.
    pub fn write(self, filter: &str) -> String {
        let mut pairs = Vec::new();
        if !filter.is_empty() {
            pairs.push(filter.to_owned());
        }
        if self.face != Face::Lanes {
            pairs.push(format!("view={}", self.face.slug()));
        }
        if let Some(month) = self.month {
            pairs.push(format!("month={month}"));
        }
        if let Some(window) = self.window {
            pairs.push(format!("from={}&to={}", said(window.from), said(window.to)));
        }
        pairs.join("&")
    }
}

/// `2026-11-16T08:00Z`.
fn said(at: f64) -> String {
    let text = when::full(rounded(at), |_| 0);
    format!("{}Z", text.replace(' ', "T"))
}

fn moment(text: &str) -> Option<f64> {
    let text = text.strip_suffix('Z')?;
    let at = when::parse(text, Moment::LAST, |_| 0)?;
    Some(number(at))
}

/// A moment as a place on an axis.
pub fn number(at: Moment) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "readable moments are far below 2^53"
    )]
    let at = at.0 as f64;
    at
}

/// The moment of a place on an axis, to the minute.
pub fn rounded(at: f64) -> Moment {
    const MINUTE: f64 = 60_000.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "`as` stops at the ends, and so does `readable`"
    )]
    let at = ((at / MINUTE).round() * MINUTE) as i64;
    Moment(at).readable()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_back() {
        for query in [
            "",
            "view=month&month=2026-11",
            "from=2026-11-16T08:00Z&to=2026-11-17T08:00Z",
        ] {
            assert_eq!(Asked::read(query).write(""), query);
        }
        let asked = Asked::read("q=ward&view=month");
        assert_eq!(asked.write("q=ward"), "q=ward&view=month");
        for bad in [
            "view=x&month=2026-13",
            "from=2026-11-16T08:00Z",
            "from=2026-11-16T08:00Z&to=2026-11-16T08:00Z",
        ] {
            assert_eq!(Asked::read(bad).write(""), "", "{bad}");
        }
    }
}
