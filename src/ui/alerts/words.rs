//! What alerts say.

use crate::{
    report::alerts::ALL,
    sla::run::AT_RISK,
    ui::{
        alerts::fired::{Fired, How, furthest},
        widgets::{glyph::Glyph, number::counted, tone::Tone},
    },
};

/// `Acknowledge is late`, `Resolve is at risk`, `Resolve is at 50 %`.
#[must_use]
pub fn what(fired: &Fired) -> String {
    let name = &fired.name;
    let stands = match fired.percent {
        ALL => "late".to_owned(),
        AT_RISK => "at risk".to_owned(),
        percent => format!("at {percent} %"),
    };
    match fired.how {
        How::Time | How::Away => format!("{name} is {stands}"),
        How::Arrival => format!("{name} was {stands} when it came in"),
        How::Change => format!("{name} is {stands} after a change"),
    }
}

/// `3 clocks are late, 2 at risk`; those further from their end are only counted where there is
/// nothing worse.
#[must_use]
pub fn summary(fired: &[Fired]) -> String {
    let furthest = furthest(fired);
    let count = |fits: fn(u8) -> bool| furthest.iter().filter(|it| fits(it.percent)).count();
    let (late, at_risk) = (
        count(|percent| percent == ALL),
        count(|percent| (AT_RISK..ALL).contains(&percent)),
    );
    let are = |count| if count == 1 { "is" } else { "are" };
    let clocks = |count| counted(count, "clock", "clocks");
    match (late, at_risk) {
        (0, 0) => format!("{} passed half of the time", clocks(furthest.len())),
        (late, 0) => format!("{} {} late", clocks(late), are(late)),
        (0, at_risk) => format!("{} {} at risk", clocks(at_risk), are(at_risk)),
        (late, at_risk) => format!("{} {} late, {at_risk} at risk", clocks(late), are(late)),
    }
}

/// What is late asks for more than what may come to be.
#[must_use]
pub const fn tone(percent: u8) -> Tone {
    match percent {
        ALL => Tone::Danger,
        AT_RISK.. => Tone::Warn,
        _ => Tone::Mute,
    }
}

/// The shape beside the words.
#[must_use]
pub const fn glyph(percent: u8) -> Glyph {
    match percent {
        ALL => Glyph::Alarm,
        AT_RISK.. => Glyph::Hourglass,
        _ => Glyph::Clock,
    }
}

/// `(2 late) Now · Sitrep`: the number leads, since tabs are narrow.
#[must_use]
pub fn title(late: usize, view: &str) -> String {
    match late {
        0 => format!("{view} · Sitrep"),
        late => format!("({late} late) {view} · Sitrep"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ids::{ClockId, RecordId},
        time::Moment,
    };

    fn fired(record: u8, percent: u8, how: How) -> Fired {
        Fired {
            at: Moment(0),
            percent,
            record: RecordId([record; 16]),
            clock: ClockId::built_in(1),
            name: "Resolve".to_owned(),
            how,
            is_read: false,
        }
    }

    #[test]
    fn a_sentence_says_how_far_and_why() {
        let says = |percent, how| what(&fired(1, percent, how));
        assert_eq!(says(100, How::Time), "Resolve is late");
        assert_eq!(says(75, How::Away), "Resolve is at risk");
        assert_eq!(says(90, How::Time), "Resolve is at 90 %");
        assert_eq!(says(100, How::Arrival), "Resolve was late when it came in");
    }

    #[test]
    fn a_summary_counts_each_clock_once_by_the_worst() {
        let of = |marks: &[(u8, u8)]| {
            let fired: Vec<_> = (marks.iter())
                .map(|&(record, percent)| fired(record, percent, How::Time))
                .collect();
            summary(&fired)
        };
        assert_eq!(of(&[(1, 75), (1, 100)]), "1 clock is late");
        assert_eq!(
            of(&[(1, 100), (2, 90), (3, 75)]),
            "1 clock is late, 2 at risk"
        );
        assert_eq!(of(&[(1, 50), (2, 50)]), "2 clocks passed half of the time");
    }

    #[test]
    fn the_tab_names_how_many_are_late_first() {
        assert_eq!(title(0, "Now"), "Now · Sitrep");
        assert_eq!(title(2, "Now"), "(2 late) Now · Sitrep");
    }
}
