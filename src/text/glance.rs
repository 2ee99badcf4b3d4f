//! Eight bytes of a text at a glance: most words are no longer.

/// The byte in all eight places.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of every byte: sums of seven bits never carry beyond it, so each byte answers for itself.
const TOP: u64 = each(0x80);

/// The first eight bytes, the first of them lowest; zeros where there are fewer.
pub(super) fn eight(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => bytes.iter().rev().fold(0, |eight, &byte| eight << 8 | u64::from(byte)),
    }
}

/// The eight bytes from `at` on, one of which is there, as [`eight`] would give them; those before help where there are fewer.
#[inline(always)]
pub(super) fn eight_at(bytes: &[u8], at: usize) -> u64 {
    let Some(last) = bytes.len().checked_sub(8) else { return few(bytes, at) };
    let from = at.min(last);
    let found = bytes.get(from..).and_then(<[u8]>::first_chunk).map_or(0, |found| u64::from_le_bytes(*found));
    found >> ((8 * (at - from)) & 63)
}

#[cold]
#[inline(never)]
fn few(bytes: &[u8], at: usize) -> u64 {
    eight(bytes.get(at..).unwrap_or_default())
}

/// The plain letters and digits at the head of eight bytes.
pub(super) struct Glance {
    /// How many.
    pub length: usize,
    /// The letters in lower case, and zeros after them.
    pub folded: u64,
    /// The bit 0x40 of each letter, which no digit has.
    pub letters: u64,
    /// The same of each capital.
    pub capitals: u64,
}

impl Glance {
    #[inline(always)]
    pub const fn new(eight: u64) -> Self {
        let low = eight & !TOP;
        let small = low | each(0x20);
        // Each byte plus what lifts the first of a range to the highest bit, and what lifts the one after its last: within
        // the range, and only there, the two differ.
        let letters = (small + each(0x80 - b'a')) ^ (small + each(0x7F - b'z'));
        let digits = (low + each(0x80 - b'0')) ^ (low + each(0x7F - b'9'));
        let others = (!(letters ^ digits) | eight) & TOP;
        // All bits below those of the first other byte.
        let head = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
        let letters = eight & each(0x40) & head;
        Self {
            length: others.trailing_zeros() as usize / 8,
            // Digits have the bit of small letters.
            folded: (eight | each(0x20)) & head,
            letters,
            capitals: letters & !(eight << 1),
        }
    }

    /// Whether the first is a capital.
    pub const fn begins_high(&self) -> bool {
        self.capitals & 0x40 != 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn eight_from_any_place(bytes in proptest::collection::vec(any::<u8>(), 1..20), at in any::<prop::sample::Index>()) {
            let at = at.index(bytes.len());
            prop_assert_eq!(eight_at(&bytes, at), eight(bytes.get(at..).unwrap_or_default()));
        }

        #[test]
        fn as_byte_by_byte(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), b'0'..=b'9', b'A'..=b'Z', b'a'..=b'z'], 0..10)) {
            let seen = Glance::new(eight(&bytes));
            let word: Vec<u8> = bytes.iter().copied().take(8).take_while(u8::is_ascii_alphanumeric).collect();
            let count = |is: fn(&u8) -> bool| word.iter().filter(|byte| is(byte)).count() as u32;
            prop_assert_eq!(seen.length, word.len());
            prop_assert_eq!(seen.folded, eight(&word.to_ascii_lowercase()));
            prop_assert_eq!(seen.letters != seen.capitals, count(u8::is_ascii_lowercase) > 0);
            prop_assert_eq!(seen.capitals.count_ones(), count(u8::is_ascii_uppercase));
            prop_assert_eq!(seen.begins_high(), word.first().is_some_and(u8::is_ascii_uppercase));
        }
    }
}
