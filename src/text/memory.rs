//! What a word is by itself is worked out once and remembered: many texts are written in the same few thousand words.

use super::glance::eight;
use super::language::Traits;
use super::lexicon::UNKNOWN;
use super::model::Gist;
use super::tokens::{Token, Tokens};
use super::{asides, language};
use crate::case::Language;

/// A word by its bytes, zeros after them, and whether it is a number; that of a longer word than [`Key::LONGEST`] or an empty
/// one is zero, which nothing is found by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key(pub [u64; 2]);

impl Key {
    /// The longest word that has one, in bytes: the highest byte is free.
    const LONGEST: usize = 15;

    /// The key of a folded word.
    pub fn new(word: &[u8], number: bool) -> Self {
        if word.len() > Self::LONGEST || word.is_empty() {
            return Self::default();
        }
        Self([eight(word), eight(word.get(8..).unwrap_or_default())]).of_number(number)
    }

    /// The same for a number: a word that is written with a mark before its first digit is none.
    pub const fn of_number(self, number: bool) -> Self {
        let [low, high] = self.0;
        Self([low, high | (number as u64) << 56])
    }
}

/// What may remember words.
pub(super) trait Recall {
    /// It is for many texts: they are taken apart by what is quick, not by what is small.
    const QUICK: bool;

    /// A text begins, whose words are met next.
    fn begin(&mut self);

    /// Meets a folded word of this hash and key; its place, by which it is asked for.
    fn meet(&mut self, hash: u32, key: Key, word: &[u8]) -> u32;

    /// [`asides::head`] of a word.
    fn head(&self, tokens: &Tokens, token: &Token) -> u16;

    /// [`language::traits`] of a word.
    fn traits(&self, tokens: &Tokens, token: &Token) -> Traits;

    /// The number of a word in the phrases of the language of this number, looked up where it is not remembered.
    fn number(&mut self, token: &Token, language: usize, learn: impl FnOnce() -> u16) -> u16;

    /// The gist of a word in a language, worked out where it is not remembered.
    fn gist(&mut self, token: &Token, language: usize, learn: impl FnOnce() -> Gist) -> Gist;
}

/// Remembers nothing, and is no code in a program that reads a text now and then.
pub(super) struct Forget;

impl Recall for Forget {
    const QUICK: bool = false;

    fn begin(&mut self) {}

    fn meet(&mut self, _: u32, _: Key, _: &[u8]) -> u32 {
        0
    }

    fn head(&self, tokens: &Tokens, token: &Token) -> u16 {
        asides::head(token.hash, tokens.folded(token))
    }

    fn traits(&self, tokens: &Tokens, token: &Token) -> Traits {
        language::traits(token.hash, tokens.folded(token))
    }

    fn number(&mut self, _: &Token, _: usize, learn: impl FnOnce() -> u16) -> u16 {
        learn()
    }

    fn gist(&mut self, _: &Token, _: usize, learn: impl FnOnce() -> Gist) -> Gist {
        learn()
    }
}

/// A word that was met.
#[derive(Clone, Debug)]
struct Known {
    key: Key,
    hash: u32,
    traits: Traits,
    head: u16,
    /// For each language where its facts are among all, counted from one.
    facts: [u32; Language::ALL.len()],
}

/// What a word is in one language.
#[derive(Clone, Debug, Default)]
struct Fact {
    number: Option<u16>,
    gist: Option<Gist>,
}

/// Remembers every word until there are [`Memory::MOST`], and then begins anew with the next text: a word keeps its place as
/// long as a text is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    words: Vec<Known>,
    facts: Vec<Fact>,
    /// Places of words, counted from one, each where its hash says or in the next free slot. A power of two, half of them free.
    slots: Vec<u32>,
}

impl Memory {
    /// A megabyte or two.
    const MOST: usize = 8192;

    /// The slot of a word, or the free one where it would be.
    fn slot(&self, hash: u32, key: Key) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = hash as usize & last;
        while let Some(place) = self.slots.get(slot).and_then(|held| held.checked_sub(1))
            && self.words.get(place as usize).is_none_or(|word| word.key != key)
        {
            slot = (slot + 1) & last;
        }
        slot
    }

    #[cold]
    fn add(&mut self, hash: u32, key: Key, word: &[u8]) -> u32 {
        // Nothing but folded characters is in it.
        let word = core::str::from_utf8(word).unwrap_or_default();
        let (head, traits) = (asides::head(hash, word), language::traits(hash, word));
        self.words.push(Known { key, hash, head, traits, facts: Default::default() });
        let count = self.words.len();
        let fresh = if count * 2 > self.slots.len() {
            self.slots = vec![0; (self.slots.len() * 2).max(1024)];
            0
        } else {
            count - 1
        };
        for place in fresh..count {
            let Some(&Known { hash, key, .. }) = self.words.get(place) else { continue };
            let slot = self.slot(hash, key);
            if key != Key::default()
                && let Some(held) = self.slots.get_mut(slot)
            {
                *held = place as u32 + 1;
            }
        }
        count as u32 - 1
    }

    fn known(&self, token: &Token) -> Option<&Known> {
        self.words.get(token.place as usize)
    }

    fn fact(&mut self, token: &Token, language: usize) -> Option<&mut Fact> {
        let at = self.words.get_mut(token.place as usize)?.facts.get_mut(language)?;
        if *at == 0 {
            self.facts.push(Fact::default());
            *at = self.facts.len() as u32;
        }
        self.facts.get_mut(*at as usize - 1)
    }
}

impl Recall for Memory {
    const QUICK: bool = true;

    fn begin(&mut self) {
        if self.words.len() > Self::MOST {
            *self = Self::default();
        }
    }

    fn meet(&mut self, hash: u32, key: Key, word: &[u8]) -> u32 {
        match self.slots.get(self.slot(hash, key)).and_then(|held| held.checked_sub(1)) {
            Some(place) if key != Key::default() => place,
            _ => self.add(hash, key, word),
        }
    }

    fn head(&self, _: &Tokens, token: &Token) -> u16 {
        self.known(token).map_or(UNKNOWN, |word| word.head)
    }

    fn traits(&self, _: &Tokens, token: &Token) -> Traits {
        self.known(token).map(|word| word.traits).unwrap_or_default()
    }

    fn number(&mut self, token: &Token, language: usize, learn: impl FnOnce() -> u16) -> u16 {
        match self.fact(token, language) {
            Some(fact) => *fact.number.get_or_insert_with(learn),
            None => learn(),
        }
    }

    fn gist(&mut self, token: &Token, language: usize, learn: impl FnOnce() -> Gist) -> Gist {
        match self.fact(token, language) {
            Some(fact) => *fact.gist.get_or_insert_with(learn),
            None => learn(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes a text apart and meets its words.
    fn met(memory: &mut Memory, text: &str) -> Tokens {
        let mut tokens = Tokens::default();
        memory.begin();
        tokens.read(text, &[], memory);
        tokens
    }

    #[test]
    fn words_are_worked_out_once_for_each_language() {
        let mut memory = Memory::default();
        let mut learned = Vec::new();
        for language in [0, 3, 0] {
            let tokens = met(&mut memory, "one two one incomprehensibilities");
            for (at, token) in tokens.list.iter().enumerate() {
                let number = memory.number(token, language, || {
                    learned.push((at, language));
                    at as u16 + 100 * language as u16
                });
                // The third word is the first.
                let at = if at == 2 { 0 } else { at };
                assert_eq!(usize::from(number), at + 100 * language);
            }
        }
        // A long word is met anew in each text.
        assert_eq!(learned, [(0, 0), (1, 0), (3, 0), (0, 3), (1, 3), (3, 3), (3, 0)]);
    }

    #[test]
    fn what_is_remembered_is_what_would_be_found() {
        let mut memory = Memory::default();
        // The second time some are remembered, and others forgotten since there were so many.
        for count in [100, 20_000, 300, 300] {
            let text: String = (0..count)
                .map(|word| ["w", "Liebe", "unsubscribeing "][word % 3].to_owned() + &format!("{} ", word * 7))
                .collect();
            let tokens = met(&mut memory, &text);
            for token in &tokens.list {
                let word = tokens.folded(token);
                assert_eq!(memory.head(&tokens, token), Forget.head(&tokens, token), "{word}");
                assert_eq!(memory.traits(&tokens, token), Forget.traits(&tokens, token), "{word}");
            }
        }
    }

    #[test]
    fn it_begins_anew_when_it_is_full() {
        let mut memory = Memory::default();
        let text: String = (0..2 * Memory::MOST).map(|word| format!("w{word} ")).collect();
        met(&mut memory, &text);
        assert_eq!(memory.words.len(), 2 * Memory::MOST);
        met(&mut memory, "one two one");
        assert_eq!(memory.words.len(), 2);
    }
}
