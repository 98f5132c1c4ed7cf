//! Chance that repeats: the same seed tells the same story.

/// Random numbers by `SplitMix64` (Steele, Lea, Flood, 2014).
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn bytes(&mut self) -> [u8; 16] {
        let both = u128::from(self.next()) << 64 | u128::from(self.next());
        both.to_be_bytes()
    }

    /// A number from `low` up to and with `high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.abs_diff(low) + 1;
        low + i64::try_from(self.next() % span).unwrap_or_default()
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, chance: i64) -> bool {
        self.between(1, 100) <= chance
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let place = self.next() % list.len() as u64;
        &list[usize::try_from(place).unwrap_or_default()]
    }

    /// Around a median, mostly near it and sometimes far above, as durations are: log-normal,
    /// with the sum of twelve dice for the normal part and powers of two for the rest.
    pub fn around(&mut self, median: i64) -> i64 {
        let sum: i64 = (0..12).map(|_| self.between(0, 1_000)).sum();
        // Thousandths of a doubling, about 1.2 doublings either way.
        let doublings = (sum - 6_000) * 12 / 10;
        let (whole, part) = (doublings.div_euclid(1_000), doublings.rem_euclid(1_000));
        // Between two powers of two a straight line is close enough.
        let scaled = median.max(1) * (1_000 + part);
        let shifted = match u32::try_from(whole) {
            Ok(whole) => scaled << whole.min(20),
            Err(_) => scaled >> whole.unsigned_abs().min(40),
        };
        (shifted / 1_000).max(1)
    }
}
