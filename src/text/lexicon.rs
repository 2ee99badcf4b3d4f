//! Words by number: each is kept once and found by its hash, so that nothing is sorted and words compare as numbers.

use super::glance::eight;

/// Stands for a word that the lexicon does not have.
pub(super) const UNKNOWN: u16 = u16::MAX;

/// Words in the order in which they came; a word's number is its place.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// The words, one behind the other: kept apart, each would cost an allocation.
    letters: Vec<u8>,
    /// Where each ends.
    ends: Vec<u32>,
    /// Numbers of words, each at the place of its hash or the next free one, under the upper half of the hash: words are
    /// compared only where that is the same. A power of two of them, half of them free.
    slots: Vec<u32>,
}

/// A slot without a word: the number of no word, under a half of a hash like any other.
const FREE: u32 = u32::MAX;

impl Lexicon {
    /// An empty one that so many words fit into without its growing.
    pub fn with_room(words: usize) -> Self {
        Self {
            letters: Vec::with_capacity(words * 8),
            ends: Vec::with_capacity(words),
            slots: vec![FREE; (words * 2).next_power_of_two()],
        }
    }

    /// How many words there are.
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    fn word(&self, number: usize) -> Option<&[u8]> {
        let start = number.checked_sub(1).map_or(Some(0), |last| self.ends.get(last).copied())?;
        self.letters.get(start as usize..*self.ends.get(number)? as usize)
    }

    /// The number of a word; [`UNKNOWN`] where it is not here.
    pub fn find(&self, word: &str) -> u16 {
        self.find_hashed(hash(word.as_bytes()), word)
    }

    /// The same where the word's hash is known: many lexicons are asked for a word that is hashed once.
    pub fn find_hashed(&self, hash: u32, word: &str) -> u16 {
        self.find_bytes(hash, word.as_bytes())
    }

    fn find_bytes(&self, hash: u32, word: &[u8]) -> u16 {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = hash as usize & last;
        while let Some(&held) = self.slots.get(slot)
            && held != FREE
        {
            let number = held as u16;
            if (held ^ hash) >> 16 == 0 && self.word(usize::from(number)).is_some_and(|other| same(other, word)) {
                return number;
            }
            slot = (slot + 1) & last;
        }
        UNKNOWN
    }

    /// The number of a word, which is added where it is new; none when there are no numbers left.
    pub fn number(&mut self, word: &str) -> Option<u16> {
        self.number_hashed(hash(word.as_bytes()), word.as_bytes())
    }

    /// The same where the word's hash is known.
    pub fn number_hashed(&mut self, hash: u32, word: &[u8]) -> Option<u16> {
        let known = self.find_bytes(hash, word);
        if known != UNKNOWN {
            return Some(known);
        }
        let number = u16::try_from(self.len()).ok().filter(|&number| number != UNKNOWN)?;
        self.letters.extend_from_slice(word);
        self.ends.push(self.letters.len() as u32);
        if self.len() * 2 > self.slots.len() {
            self.slots = vec![FREE; (self.slots.len() * 2).max(16)];
            for number in 0..number {
                let hash = self.word(usize::from(number)).map_or(0, self::hash);
                self.put(number, hash);
            }
        }
        self.put(number, hash);
        Some(number)
    }

    /// Puts a word that is not there yet at the first free place from that of its hash on.
    fn put(&mut self, number: u16, hash: u32) {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = hash as usize & last;
        while self.slots.get(slot).is_some_and(|&held| held != FREE) {
            slot = (slot + 1) & last;
        }
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = hash & 0xFFFF_0000 | u32::from(number);
        }
    }
}

/// Whether two words are the same: byte by byte, since comparing a few costs a call in the browser.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one == other)
}

/// The hash of a word.
pub(super) fn hash(word: &[u8]) -> u32 {
    let mut hash = Hash::default();
    word.chunks(8).for_each(|bytes| hash.add(eight(bytes)));
    hash.end()
}

/// The same, eight bytes at a time.
#[derive(Default)]
pub(super) struct Hash(u64);

impl Hash {
    /// Takes the next eight bytes in, or the last with zeros after them.
    pub const fn add(&mut self, eight: u64) {
        let mixed = (self.0 ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        // The high bits have all bytes in them: down to where slots are chosen.
        self.0 = mixed ^ mixed >> 32;
    }

    pub const fn end(&self) -> u32 {
        self.0 as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbered_as_they_come_and_found_again() {
        let mut lexicon = Lexicon::default();
        assert_eq!(lexicon.find("a"), UNKNOWN);
        let words: Vec<String> = (0..5000).map(|word| format!("w{word}")).collect();
        for _ in 0..2 {
            for (number, word) in (0..).zip(&words) {
                assert_eq!(lexicon.number(word), Some(number));
            }
        }
        assert!((0..).zip(&words).all(|(number, word)| lexicon.find(word) == number));
        assert_eq!((lexicon.len(), lexicon.find("w"), lexicon.find("")), (5000, UNKNOWN, UNKNOWN));
        let mut roomy = Lexicon::with_room(3);
        assert!((0..).zip(&words).all(|(number, word)| roomy.number(word) == Some(number)));
        assert!((0..).zip(&words).all(|(number, word)| roomy.find(word) == number));
    }

    #[test]
    fn it_takes_no_more_words_than_there_are_numbers() {
        let mut lexicon = Lexicon::default();
        for word in 0..u32::from(UNKNOWN) {
            assert!(lexicon.number(&word.to_string()).is_some());
        }
        assert_eq!(lexicon.number("more"), None);
        assert_eq!(lexicon.find("7"), 7);
    }
}
