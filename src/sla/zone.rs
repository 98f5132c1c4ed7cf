//! What clocks on the wall show: stretches of time in which a zone's offset from UTC stays.
//!
//! Zone data is bundled, not taken from the browser: teammates compute equal numbers anywhere.

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

use crate::domain::time::Moment;

const DAY: i64 = 86_400_000;

/// No zone ever changed its clocks twice within this time: Boa Vista did within a week.
const STRIDE: i64 = 3 * DAY;

/// 1800-01-01 and 2200-01-01: zone data knows no change before the one or after the other.
const OLDEST: i64 = -5_364_662_400_000;
const NEWEST: i64 = 7_258_118_400_000;

/// Time from its first moment up to but without its last, with one offset in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Steady {
    pub from: i64,
    pub to: i64,
    pub offset: i64,
}

/// All names of IANA time zones, in the order of the alphabet.
pub fn names() -> impl Iterator<Item = &'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
}

/// Whole minutes that a zone is ahead of UTC at a moment; 0 for a zone that nobody knows and for
/// moments that no calendar holds.
#[must_use]
pub fn minutes_ahead(name: &str, at: Moment) -> i32 {
    if name == "UTC" || !at.is_readable() {
        return 0;
    }
    i32::try_from(offset(named(name), at.0).div_euclid(60_000)).unwrap_or(0)
}

/// Whether a name is that of an IANA time zone.
#[must_use]
pub fn is_known(name: &str) -> bool {
    canonical(name).is_some()
}

/// Names are written in any case.
fn canonical(name: &str) -> Option<Tz> {
    let any_case = || {
        let mut all = chrono_tz::TZ_VARIANTS.iter().copied();
        all.find(|zone| zone.name().eq_ignore_ascii_case(name))
    };
    name.parse().ok().or_else(any_case)
}

/// The zone of a name; UTC for one that nobody knows.
pub(super) fn named(name: &str) -> Tz {
    canonical(name).unwrap_or(Tz::UTC)
}

/// Milliseconds that the zone is ahead of UTC at a moment.
pub(super) fn offset(zone: Tz, at: i64) -> i64 {
    let utc = DateTime::from_timestamp_millis(at).unwrap_or_default();
    let offset = zone.offset_from_utc_datetime(&utc.naive_utc());
    i64::from(offset.fix().local_minus_utc()) * 1_000
}

/// Divides the time between two readable moments wherever the offset changes.
pub(super) fn steadies(zone: Tz, from: Moment, to: Moment) -> Vec<Steady> {
    let (mut at, to) = (from.0, to.0);
    let mut found = Vec::new();
    let mut start = at;
    let mut held = offset(zone, at);
    while at < to {
        let next = match at {
            _ if at < OLDEST => OLDEST,
            _ if at < NEWEST => at + STRIDE,
            _ => to,
        };
        let next = next.min(to);
        let after = offset(zone, next);
        if after != held {
            let (mut low, mut high) = (at, next);
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                if offset(zone, middle) == held {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            found.push(Steady {
                from: start,
                to: high,
                offset: held,
            });
            (start, held) = (high, after);
        }
        at = next;
    }
    if start < to {
        found.push(Steady {
            from: start,
            to,
            offset: held,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn berlin_in_2026_has_three_stretches() {
        let (from, to) = (1_767_225_600_000, 1_798_761_600_000);
        let found = steadies(named("Europe/Berlin"), Moment(from), Moment(to));
        let hours: Vec<_> = found.iter().map(|it| it.offset / 3_600_000).collect();
        assert_eq!(hours, [1, 2, 1]);
        // 29 March and 25 October, both at 01:00 UTC.
        assert_eq!(found[1].from, 1_774_746_000_000);
        assert_eq!(found[1].to, 1_792_890_000_000);
        assert_eq!((found[0].from, found[2].to), (from, to));
    }

    #[test]
    fn boa_vista_changed_its_clocks_twice_within_a_week_of_2000() {
        let (from, to) = (946_684_800_000, 978_307_200_000);
        let found = steadies(named("America/Boa_Vista"), Moment(from), Moment(to));
        let lengths: Vec<_> = found
            .iter()
            .map(|it| (it.to - it.from) / 3_600_000)
            .collect();
        assert_eq!(lengths.len(), 4);
        // From midnight to midnight, less the hour that was skipped.
        assert_eq!(lengths[2], 7 * 24 - 1);
    }

    #[test]
    fn no_zone_changes_before_the_oldest_or_after_the_newest() {
        for zone in chrono_tz::TZ_VARIANTS {
            let early = (-200..=0).map(|year| offset(zone, OLDEST + year * 365 * DAY));
            let late = (0..200).map(|year| offset(zone, NEWEST + year * 91 * DAY));
            assert!(early.is_sorted_by(|a, b| a == b), "{zone}");
            assert!(late.is_sorted_by(|a, b| a == b), "{zone}");
        }
    }

    #[test]
    fn minutes_ahead_are_those_of_the_season_and_whole() {
        let at = |text: &str| {
            let at = text.parse::<DateTime<chrono::Utc>>().unwrap();
            Moment(at.timestamp_millis())
        };
        for (zone, when, minutes) in [
            ("Europe/London", "2026-01-01T00:00:00Z", 0),
            ("Europe/London", "2026-07-01T00:00:00Z", 60),
            ("Asia/Kolkata", "2026-07-01T00:00:00Z", 330),
            ("America/Chicago", "2026-03-08T07:59:59Z", -360),
            ("America/Chicago", "2026-03-08T08:00:00Z", -300),
            ("Pacific/Apia", "2011-12-30T09:59:59Z", -600),
            ("Pacific/Apia", "2011-12-30T10:00:00Z", 840),
            ("Europe/Amsterdam", "1930-01-01T00:00:00Z", 0),
            ("Mars/Olympus", "2026-07-01T00:00:00Z", 0),
        ] {
            let found = minutes_ahead(zone, at(when));
            let is_old = when.starts_with("1930"); // 17 min 30 s or 19 min 32 s, by the data's age
            assert!(
                found == minutes || is_old && (0..30).contains(&found),
                "{zone} {when} {found}"
            );
        }
        assert_eq!(minutes_ahead("Europe/London", Moment(i64::MAX)), 0);
    }

    #[test]
    fn a_name_that_nobody_knows_is_utc() {
        assert!(is_known("Pacific/Apia") && !is_known("Mars/Olympus") && !is_known(""));
        assert_eq!(named("Mars/Olympus"), Tz::UTC);
        assert_eq!(named("europe/berlin"), Tz::Europe__Berlin);
    }
}
