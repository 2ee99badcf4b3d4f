//! What a word is by itself is worked out once and remembered: many texts are written in the same few thousand words.

use super::glance::eight;
use super::tokens::Token;

/// A word by its bytes, zeros after them; that of a longer word than [`Key::LONGEST`] or an empty one is zero, which
/// nothing is remembered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key(pub [u64; 2]);

impl Key {
    /// The longest word that has one, in bytes: the highest byte is free for its language.
    const LONGEST: usize = 15;

    /// The key of a word.
    pub fn new(word: &[u8]) -> Self {
        let rest = word.get(8..).unwrap_or_default();
        if word.len() > Self::LONGEST { Self::default() } else { Self([eight(word), eight(rest)]) }
    }

    const fn in_language(self, language: usize) -> Self {
        let [low, high] = self.0;
        Self([low, high | (language as u64) << 56])
    }
}

/// What may remember something of each word.
pub(super) trait Recall<T> {
    /// It is for many texts: they are taken apart by what is quick, not by what is small.
    const QUICK: bool;

    /// What is known of a word in the language of this number, worked out where it is not remembered.
    fn of(&mut self, token: &Token, language: usize, learn: impl FnOnce() -> T) -> T;
}

/// Remembers nothing, and is no code in a program that reads a text now and then.
pub(super) struct Forget;

impl<T> Recall<T> for Forget {
    const QUICK: bool = false;

    fn of(&mut self, _: &Token, _: usize, learn: impl FnOnce() -> T) -> T {
        learn()
    }
}

/// Remembers: two words have two places, and the one that was met last is kept longest.
#[derive(Clone, Debug)]
pub(super) struct Memory<T> {
    /// A power of two of them.
    places: Vec<[(Key, T); 2]>,
}

/// How many pairs of places there are: for eight thousand words.
const PAIRS: usize = 4096;

impl<T: Copy + Default> Default for Memory<T> {
    fn default() -> Self {
        Self { places: vec![Default::default(); PAIRS] }
    }
}

impl<T: Copy> Recall<T> for Memory<T> {
    const QUICK: bool = true;

    fn of(&mut self, token: &Token, language: usize, learn: impl FnOnce() -> T) -> T {
        let last = self.places.len().wrapping_sub(1);
        let key = token.key.in_language(language);
        match self.places.get_mut((token.hash as usize ^ language) & last) {
            Some(pair) if token.key != Key::default() => {
                let [(first, _), (second, _)] = pair;
                if *first != key {
                    let known = *second == key;
                    pair.swap(0, 1);
                    if !known {
                        let [first, _] = pair;
                        *first = (key, learn());
                    }
                }
                let [(_, fact), _] = pair;
                *fact
            }
            _ => learn(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::Tokens;
    use super::*;

    #[test]
    fn short_words_are_worked_out_once_for_each_language() {
        let tokens = Tokens::new("one two one incomprehensibilities");
        let mut memory = Memory::default();
        let mut learned = Vec::new();
        for language in [0, 3, 0] {
            for token in &tokens.list {
                let word = tokens.folded(token);
                let fact = memory.of(token, language, || {
                    learned.push((word, language));
                    (word, language)
                });
                assert_eq!(fact, (word, language));
            }
        }
        let long = "incomprehensibilities";
        let first = [("one", 0), ("two", 0), (long, 0), ("one", 3), ("two", 3), (long, 3), (long, 0)];
        assert_eq!(learned, first);
        let facts = [1, 2].map(|fact| tokens.get(0).map(|token| Forget.of(token, 0, || fact)));
        assert_eq!(facts, [Some(1), Some(2)]);
    }

    #[test]
    fn words_that_share_a_place_are_told_apart() {
        let text: String = (0..20_000).map(|number| format!("w{number} ")).collect();
        let tokens = Tokens::new(&text);
        let mut memory = Memory::default();
        for _ in 0..2 {
            for token in &tokens.list {
                assert_eq!(memory.of(token, 0, || tokens.folded(token)), tokens.folded(token));
            }
        }
    }
}
