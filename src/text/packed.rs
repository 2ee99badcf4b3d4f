//! Lists of words, packed when the program is compiled: of each word only what differs from the beginning of the one
//! before it. In the order of the alphabet they take four fifths of their size after compression.

/// Begins a word that has nothing of the one before it; `B` begins one that has its first letter, and so on.
const ANEW: u8 = b'A';

/// Packs words, in small letters with blanks between them.
macro_rules! packed {
    ($words:expr) => {{
        const LENGTH: usize = $crate::text::packed::length($words);
        const PACKED: [u8; LENGTH] = $crate::text::packed::pack($words);
        &PACKED
    }};
}
pub(super) use packed;

/// How many bytes words take.
pub(super) const fn length(words: &str) -> usize {
    packed_into(words.as_bytes(), &mut [])
}

/// Words in so many bytes.
pub(super) const fn pack<const LENGTH: usize>(words: &str) -> [u8; LENGTH] {
    let mut packed = [0; LENGTH];
    packed_into(words.as_bytes(), &mut packed);
    packed
}

#[expect(clippy::indexing_slicing, reason = "runs while the program is compiled, and would stop that")]
const fn packed_into(words: &[u8], packed: &mut [u8]) -> usize {
    let (mut before, mut at, mut length) = (0, 0, 0);
    while at < words.len() {
        let mut shared = 0;
        while at > 0
            && at + shared < words.len()
            && words[before + shared] != b' '
            && words[at + shared] == words[before + shared]
        {
            shared += 1;
        }
        before = at;
        at += shared;
        if !packed.is_empty() {
            packed[length] = ANEW + shared as u8;
        }
        length += 1;
        while at < words.len() && words[at] != b' ' {
            assert!(words[at].is_ascii_lowercase());
            if !packed.is_empty() {
                packed[length] = words[at];
            }
            length += 1;
            at += 1;
        }
        at += 1;
    }
    length
}

/// Calls `take` with each word.
pub(super) fn each(packed: &[u8], mut take: impl FnMut(&str)) {
    let mut word = String::new();
    for &byte in packed.iter().chain(&[ANEW]) {
        if byte.is_ascii_lowercase() {
            word.push(char::from(byte));
        } else {
            if !word.is_empty() {
                take(&word);
            }
            word.truncate(usize::from(byte - ANEW));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(packed: &[u8]) -> Vec<String> {
        let mut words = Vec::new();
        each(packed, |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn words_are_what_they_were() {
        assert_eq!(packed!("a an and be been b"), b"AaBnCdAbeCenB");
        assert_eq!(unpacked(packed!("a an and be been b")), ["a", "an", "and", "be", "been", "b"]);
        assert_eq!(unpacked(packed!("in")), ["in"]);
        assert!(unpacked(packed!("")).is_empty());
    }
}
