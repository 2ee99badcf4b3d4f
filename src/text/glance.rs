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

/// The eight bytes from `at` on, as [`eight`] would give them; those before help where there are fewer.
#[inline(always)]
pub(super) fn eight_at(bytes: &[u8], at: usize) -> u64 {
    if let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        return u64::from_le_bytes(*eight);
    }
    let rest = bytes.len().saturating_sub(at);
    match bytes.last_chunk() {
        Some(eight) if rest > 0 => u64::from_le_bytes(*eight) >> (64 - 8 * rest),
        _ => eight(bytes.get(at..).unwrap_or_default()),
    }
}

/// The plain letters and digits at the head of eight bytes.
pub(super) struct Glance {
    /// How many.
    pub length: usize,
    /// The letters in lower case, and zeros after them.
    pub folded: u64,
    /// The highest bit of each letter.
    letters: u64,
    /// The highest bit of each capital.
    capitals: u64,
}

impl Glance {
    pub const fn new(eight: u64) -> Self {
        let low = eight & !TOP;
        // Each byte plus what lifts the first of a range, but not the one after its last, to the highest bit.
        let small = low | each(0x20);
        let letters = (small + each(0x80 - b'a')) & !(small + each(0x7F - b'z')) & !eight & TOP;
        let digits = (low + each(0x80 - b'0')) & !(low + each(0x7F - b'9')) & !eight & TOP;
        let others = !(letters | digits) & TOP;
        let length = others.trailing_zeros() as usize / 8;
        let head = if length < 8 { (1 << (8 * length)) - 1 } else { u64::MAX };
        let letters = letters & head;
        Self {
            length,
            folded: (eight | letters >> 2) & head,
            letters,
            // A small letter has the bit 0x20.
            capitals: letters & !(eight << 2),
        }
    }

    /// Whether one is a small letter.
    pub const fn has_small(&self) -> bool {
        self.letters != self.capitals
    }

    /// How many are capitals.
    pub const fn capitals(&self) -> u32 {
        self.capitals.count_ones()
    }

    /// Whether the first is a capital.
    pub const fn begins_high(&self) -> bool {
        self.capitals & 0x80 != 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn eight_from_any_place(bytes in proptest::collection::vec(any::<u8>(), 0..20), at in 0..22_usize) {
            prop_assert_eq!(eight_at(&bytes, at), eight(bytes.get(at..).unwrap_or_default()));
        }

        #[test]
        fn as_byte_by_byte(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), b'0'..=b'9', b'A'..=b'Z', b'a'..=b'z'], 0..10)) {
            let seen = Glance::new(eight(&bytes));
            let word: Vec<u8> = bytes.iter().copied().take(8).take_while(u8::is_ascii_alphanumeric).collect();
            let count = |is: fn(&u8) -> bool| word.iter().filter(|byte| is(byte)).count() as u32;
            prop_assert_eq!(seen.length, word.len());
            prop_assert_eq!(seen.folded, eight(&word.to_ascii_lowercase()));
            prop_assert_eq!(seen.has_small(), count(u8::is_ascii_lowercase) > 0);
            prop_assert_eq!(seen.capitals(), count(u8::is_ascii_uppercase));
            prop_assert_eq!(seen.begins_high(), word.first().is_some_and(u8::is_ascii_uppercase));
        }
    }
}
