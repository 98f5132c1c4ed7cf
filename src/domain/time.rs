//! Moments and the logical clock that orders events.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z: what people see and what figures count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// 0001-01-01T00:00:00.000Z.
    pub const FIRST: Self = Self(-62_135_596_800_000);
    /// 9999-12-31T23:59:59.999Z.
    pub const LAST: Self = Self(253_402_300_799_999);

    /// Whether the moment lies in the years 1 to 9999, which every reader can show.
    #[must_use]
    pub fn is_readable(self) -> bool {
        (Self::FIRST..=Self::LAST).contains(&self)
    }

    /// The nearest readable moment: a clock may show any year, a log only those.
    #[must_use]
    pub fn readable(self) -> Self {
        self.clamp(Self::FIRST, Self::LAST)
    }

    /// Milliseconds from `earlier` to this moment; negative when it lies before.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Some(Self(i64::deserialize(from)?))
            .filter(|moment| moment.is_readable())
            .ok_or_else(|| serde::de::Error::custom("a time lies outside the years 1 to 9999"))
    }
}

/// The largest integer that every JSON reader keeps exactly (RFC 8785): 2^53 − 1.
pub const LARGEST: u64 = (1 << 53) - 1;

/// A hybrid logical clock reading (Kulkarni et al., 2014). It orders events and says nothing else.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Stamp(pub u64, pub u64);

impl Stamp {
    const CEILING_MS: u64 = Moment::LAST.0.cast_unsigned();

    /// A stamp above `highest`, near `now` where that is possible.
    /// At the ceiling of year 9999 the highest is repeated: an event's `over` still decides.
    #[must_use]
    pub fn after(highest: Self, now: Moment) -> Self {
        let now = Self(now.0.clamp(0, Moment::LAST.0).cast_unsigned(), 0);
        if now > highest {
            now
        } else if highest.1 < LARGEST {
            Self(highest.0, highest.1 + 1)
        } else if highest.0 < Self::CEILING_MS {
            Self(highest.0 + 1, 0)
        } else {
            highest
        }
    }

    /// Whether both parts are within what the format can hold.
    #[must_use]
    pub const fn is_readable(self) -> bool {
        self.0 <= Self::CEILING_MS && self.1 <= LARGEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_follows_the_clock_and_never_falls_behind_the_log() {
        assert_eq!(Stamp::after(Stamp(5, 3), Moment(9)), Stamp(9, 0));
        assert_eq!(Stamp::after(Stamp(5, 3), Moment(5)), Stamp(5, 4));
        assert_eq!(Stamp::after(Stamp(5, 3), Moment(-9)), Stamp(5, 4));
        assert_eq!(Stamp::after(Stamp(5, LARGEST), Moment(0)), Stamp(6, 0));
    }

    #[test]
    fn at_the_ceiling_a_writer_repeats_the_stamp() {
        let ceiling = Stamp(Moment::LAST.0.cast_unsigned(), LARGEST);
        assert_eq!(Stamp::after(ceiling, Moment(0)), ceiling);
    }
}
