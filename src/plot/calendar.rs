//! Days of the civil calendar as numbers: day 0 is 1970-01-01, a Thursday.

/// Milliseconds of a day.
pub const DAY: i64 = 86_400_000;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A day as people write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
}

impl Civil {
    /// The day of a number (Hinnant, "chrono-compatible low-level date algorithms", 2013).
    #[must_use]
    pub const fn of(day_number: i64) -> Self {
        let days = day_number + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        Self {
            year: year_of_era + era * 400 + (month <= 2) as i64,
            month,
            day: of_year - (153 * shifted + 2) / 5 + 1,
        }
    }

    /// The number of the day.
    #[must_use]
    pub const fn number(self) -> i64 {
        let year = self.year - (self.month <= 2) as i64;
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let shifted = if self.month > 2 {
            self.month - 3
        } else {
            self.month + 9
        };
        let of_year = (153 * shifted + 2) / 5 + self.day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// `14 Sep`.
    #[must_use]
    pub fn short(self) -> String {
        format!("{} {}", self.day, month_name(self.month))
    }
}

/// `Sep` for 9.
#[must_use]
pub fn month_name(month: i64) -> &'static str {
    let place = usize::try_from(month - 1).unwrap_or_default();
    MONTHS.get(place).copied().unwrap_or_default()
}

/// Months since the year 0, for the month that a day lies in.
#[must_use]
pub const fn month_number(day_number: i64) -> i64 {
    let day = Civil::of(day_number);
    day.year * 12 + day.month - 1
}

/// The first day of a month counted since the year 0.
#[must_use]
pub const fn month_start(month_number: i64) -> i64 {
    Civil {
        year: month_number.div_euclid(12),
        month: month_number.rem_euclid(12) + 1,
        day: 1,
    }
    .number()
}

/// 0 for Monday to 6 for Sunday.
#[must_use]
pub const fn weekday(day_number: i64) -> i64 {
    (day_number + 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_numbers_and_numbers_have_days() {
        let day = |year, month, day| Civil { year, month, day };
        for (number, civil) in [
            (0, day(1970, 1, 1)),
            (-1, day(1969, 12, 31)),
            (11_016, day(2000, 2, 29)),
            (20_774, day(2026, 11, 17)),
            (-719_162, day(1, 1, 1)),
            (2_932_896, day(9999, 12, 31)),
        ] {
            assert_eq!((Civil::of(number), civil.number()), (civil, number));
        }
        for number in -800_000..800_000 {
            assert_eq!(Civil::of(number).number(), number);
        }
    }

    #[test]
    fn weeks_begin_on_monday_and_months_on_the_first() {
        assert_eq!((weekday(0), weekday(20_773), weekday(-4)), (3, 0, 6));
        let november = month_number(20_774);
        assert_eq!(november, 2026 * 12 + 10);
        assert_eq!(Civil::of(month_start(november)).short(), "1 Nov");
        assert_eq!(Civil::of(month_start(november + 2)).year, 2027);
    }
}
