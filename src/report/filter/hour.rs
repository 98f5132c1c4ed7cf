//! Hours of the week.

/// The days of a week: in addresses, on an axis, in full.
pub const WEEKDAYS: [(&str, &str, &str); 7] = [
    ("mon", "Mon", "Monday"),
    ("tue", "Tue", "Tuesday"),
    ("wed", "Wed", "Wednesday"),
    ("thu", "Thu", "Thursday"),
    ("fri", "Fri", "Friday"),
    ("sat", "Sat", "Saturday"),
    ("sun", "Sun", "Sunday"),
];

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// One of the 168 hours of a week, by the clock on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hour {
    /// 0 is Monday.
    pub weekday: u8,
    /// 0 to 23.
    pub hour: u8,
}

impl Hour {
    /// The hour in which a local time lies, in milliseconds since 1970 on that clock.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "below 7 and below 24")]
    pub const fn of(local: i64) -> Self {
        Self {
            // 1970-01-01 was a Thursday.
            weekday: (local.div_euclid(DAY) + 3).rem_euclid(7) as u8,
            hour: (local.rem_euclid(DAY) / HOUR) as u8,
        }
    }

    /// Reads `tue-13`.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        let (day, hour) = slug.split_once('-')?;
        let weekday = WEEKDAYS.iter().position(|(slug, ..)| *slug == day)?;
        Some(Self {
            weekday: u8::try_from(weekday).ok()?,
            hour: hour.parse().ok().filter(|hour| *hour < 24)?,
        })
    }

    /// `tue-13`.
    #[must_use]
    pub fn slug(self) -> String {
        format!("{}-{:02}", self.names().0, self.hour)
    }

    /// `on Tuesdays from 13:00 to 14:00`.
    #[must_use]
    pub fn words(self) -> String {
        let (hour, next) = (self.hour, self.hour + 1);
        format!("on {}s from {hour:02}:00 to {next:02}:00", self.names().2)
    }

    fn names(self) -> (&'static str, &'static str, &'static str) {
        WEEKDAYS[usize::from(self.weekday) % WEEKDAYS.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_begins_on_monday_and_has_168_hours() {
        let monday = Hour {
            weekday: 0,
            hour: 0,
        };
        assert_eq!(Hour::of(4 * DAY), monday);
        assert_eq!(Hour::of(4 * DAY - 1).slug(), "sun-23");
        assert_eq!(Hour::of(-1).slug(), "wed-23");
        for hour in (0..168).map(|hour| Hour::of(hour * HOUR)) {
            assert_eq!(Hour::from_slug(&hour.slug()), Some(hour));
        }
        assert_eq!(Hour::from_slug("tue-24"), None);
        assert_eq!(Hour::from_slug("day-1"), None);
    }
}
