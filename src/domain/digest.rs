//! A 128-bit fingerprint that is equal on every machine. It tells unequal boards apart and
//! guards nothing: whoever wants proof compares event ids, which are SHA-256.

use std::hash::{Hash, Hasher};

/// Two lanes of multiply and rotate, after the manner of wyhash.
#[derive(Clone, Debug)]
pub struct Digest {
    low: u64,
    high: u64,
}

impl Default for Digest {
    fn default() -> Self {
        Self {
            low: 0x9e37_79b9_7f4a_7c15,
            high: 0xd1b5_4a32_d192_ed03,
        }
    }
}

impl Digest {
    /// Takes a value in.
    pub fn add<T: Hash>(&mut self, value: &T) {
        value.hash(self);
    }

    /// The fingerprint of all that was taken in.
    #[must_use]
    pub fn finish(&self) -> u128 {
        let low = mix(self.low ^ self.high.rotate_left(32));
        let high = mix(self.high.wrapping_add(low));
        u128::from(high) << 64 | u128::from(low)
    }
}

impl Hasher for Digest {
    fn finish(&self) -> u64 {
        self.low
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            self.write_u64(u64::from_le_bytes(word.try_into().unwrap_or_default()));
        }
        let mut last = [0; 8];
        let rest = words.remainder();
        last[..rest.len()].copy_from_slice(rest);
        self.write_u64(u64::from_le_bytes(last) ^ (rest.len() as u64) << 56);
    }

    fn write_u64(&mut self, word: u64) {
        self.low = (self.low ^ word)
            .wrapping_mul(0xa076_1d64_78bd_642f)
            .rotate_left(29);
        self.high = (self.high.rotate_left(23) ^ word).wrapping_mul(0xe703_7ed1_a0b4_28db);
    }

    // The standard defaults depend on the machine's word and byte order; these do not.
    fn write_u8(&mut self, word: u8) {
        self.write_u64(word.into());
    }

    fn write_u16(&mut self, word: u16) {
        self.write_u64(word.into());
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(word.into());
    }

    fn write_i64(&mut self, word: i64) {
        self.write_u64(word.cast_unsigned());
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    fn write_isize(&mut self, word: isize) {
        self.write_u64((word as i64).cast_unsigned());
    }
}

const fn mix(mut word: u64) -> u64 {
    word ^= word >> 32;
    word = word.wrapping_mul(0xd6e8_feb8_6659_fd93);
    word ^= word >> 32;
    word = word.wrapping_mul(0xd6e8_feb8_6659_fd93);
    word ^ (word >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: impl Hash) -> u128 {
        let mut digest = Digest::default();
        digest.add(&value);
        digest.finish()
    }

    #[test]
    fn a_digest_is_the_same_on_every_machine() {
        assert_eq!(
            format!(
                "{:032x}",
                of(("INC-42", 7_usize, Some(3_u16), vec![1_i64, -1]))
            ),
            "ee961023b41fc4cade1ec48267830b83"
        );
    }

    #[test]
    fn small_differences_show() {
        assert_ne!(of("ab"), of("ba"));
        assert_ne!(of(("a", "b")), of(("ab", "")));
        assert_ne!(of(0_u8), of(1_u8));
    }
}
