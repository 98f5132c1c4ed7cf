//! Which moment a clock on a wall means.

use chrono::{MappedLocalTime, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use crate::domain::time::Moment;

/// Where the times of a table were written that name no offset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// One fixed offset, whichever it was: differences are those of the figures as they stand.
    #[default]
    AsWritten,
    Utc,
    Named(Tz),
}

impl Zone {
    /// The zone of that name; nothing where there is none. Without a name: as written.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "" | "as-written" => Some(Self::AsWritten),
            "UTC" => Some(Self::Utc),
            name => name.parse().ok().map(Self::Named),
        }
    }

    /// `as-written`, or the zone's IANA name.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::AsWritten => "as-written",
            Self::Utc => "UTC",
            Self::Named(zone) => zone.name(),
        }
    }

    /// The moment of a local time. A skipped hour takes the offset before the jump, a repeated
    /// hour is its first.
    #[must_use]
    pub fn moment(self, local: NaiveDateTime) -> Moment {
        let as_utc = || Moment(local.and_utc().timestamp_millis());
        let Self::Named(zone) = self else {
            return as_utc();
        };
        match zone.from_local_datetime(&local) {
            MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => {
                Moment(at.timestamp_millis())
            }
            MappedLocalTime::None => {
                // A day before, no clock had jumped yet.
                let before = local - chrono::TimeDelta::days(1);
                let offset = zone.from_local_datetime(&before).earliest();
                offset.map_or_else(as_utc, |at| Moment(at.timestamp_millis() + 86_400_000))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::when;

    fn at(zone: &str, local: &str) -> String {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
        when::iso(Zone::named(zone).unwrap().moment(local))
    }

    #[test]
    fn a_clock_that_jumps_is_read_as_before_the_jump() {
        let is = |zone, local, utc: &str| assert!(at(zone, local).starts_with(utc), "{local}");
        is("Europe/Berlin", "2016-07-01 12:00", "2016-07-01T10:00");
        is("Europe/Berlin", "2016-03-27 02:30", "2016-03-27T01:30");
        is("Europe/Berlin", "2016-10-30 02:30", "2016-10-30T00:30");
        is("as-written", "2016-03-27 02:30", "2016-03-27T02:30");
        is("UTC", "2016-03-27 02:30", "2016-03-27T02:30");
        assert_eq!(Zone::named("Mars/Olympus"), None);
        // Samoa went over the date line and had no 30 December.
        is("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T22:00");
    }

    #[test]
    fn every_name_is_a_zone_and_its_slug() {
        let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        for name in names.chain(["Europe/Berlin"]) {
            assert_eq!(Zone::named(name).unwrap().slug(), name);
        }
        assert_eq!(Zone::named("as-written"), Some(Zone::AsWritten));
    }
}
