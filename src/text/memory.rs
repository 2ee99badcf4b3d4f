//! What a word is by itself is worked out once and remembered: many texts are written in the same few thousand words.

use std::borrow::Cow;

use super::glance::eight;
use super::language::Traits;
use super::lexicon::UNKNOWN;
use super::model::{Gist, Model};
use super::table::{Around, Listed, Near, Table};
use super::tokens::{Token, Tokens};
use super::{asides, language};
use crate::case::Language;

/// A word by its bytes, zeros after them, and whether it is a number; that of a longer word than [`Key::LONGEST`] or an empty
/// one is zero, which nothing is found by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key(pub u64, pub u64);

impl Key {
    /// The longest word that has one, in bytes: the highest byte is free.
    const LONGEST: usize = 15;

    /// The key of a folded word.
    pub fn new(word: &[u8], number: bool) -> Self {
        if word.len() > Self::LONGEST || word.is_empty() {
            return Self::default();
        }
        Self(eight(word), eight(word.get(8..).unwrap_or_default())).of_number(number)
    }

    /// The same for a number: a word that is written with a mark before its first digit is none.
    pub const fn of_number(self, number: bool) -> Self {
        Self(self.0, self.1 | (number as u64) << 56)
    }
}

/// What may remember words.
pub(super) trait Recall {
    /// It is for many texts: they are taken apart by what is quick, not by what is small.
    const QUICK: bool;

    /// A text begins, whose words are met next, in order.
    fn begin(&mut self);

    /// Meets a folded word of this hash and key, the one at `at` in the text; its place, by which it is asked for.
    fn meet(&mut self, at: usize, found_by: (u32, Key), word: &[u8]) -> u32;

    /// The same for one that is known, where there is room for it.
    fn recall(&mut self, at: usize, hash: u32, key: Key) -> Option<u32>;

    /// Makes room for so many words.
    fn reserve(&mut self, words: usize);

    /// The words of the text with which boilerplate may begin: the place of each in the text, and its [`asides::head`].
    fn heads<'a>(&'a self, tokens: &'a Tokens) -> impl Iterator<Item = (usize, u16)>;

    /// [`language::traits`] of a word.
    fn traits(&self, tokens: &Tokens, token: &Token) -> Option<Cow<'_, Traits>>;

    /// The words are in this language: each gets its number among those of the phrases, and from now on its place is that of
    /// what is known of it there, so that the two above are not asked any more.
    fn settle(&mut self, tokens: &mut Tokens, lessons: Lessons<'_>);

    /// The words of the text that phrases may be found by, in order.
    fn finders(&self, tokens: &Tokens) -> impl Iterator<Item = usize>;

    /// The phrases of a table that are found by a word, vetoes aside; none where it is remembered that none of them may stand
    /// where these words are around it.
    fn near<'t>(&self, table: &'t Table, token: &Token, around: &Around) -> &'t [Near];
}

/// What words are learned from in one language.
#[derive(Clone, Copy)]
pub(super) struct Lessons<'l> {
    /// The number of the language.
    pub language: usize,
    /// Its phrases.
    pub table: Option<&'l Table>,
    /// The model.
    pub model: Option<&'l Model>,
}

/// Remembers nothing, and is no code in a program that reads a text now and then.
pub(super) struct Forget;

impl Recall for Forget {
    const QUICK: bool = false;

    fn begin(&mut self) {}

    fn meet(&mut self, _: usize, _: (u32, Key), _: &[u8]) -> u32 {
        0
    }

    fn recall(&mut self, _: usize, _: u32, _: Key) -> Option<u32> {
        None
    }

    fn reserve(&mut self, _: usize) {}

    fn heads<'a>(&'a self, tokens: &'a Tokens) -> impl Iterator<Item = (usize, u16)> {
        let head = |token: &Token| asides::head(token.hash, tokens.folded(token));
        tokens.list.iter().map(head).enumerate().filter(|(_, head)| *head != UNKNOWN)
    }

    fn traits(&self, tokens: &Tokens, token: &Token) -> Option<Cow<'_, Traits>> {
        Some(Cow::Owned(language::traits(token.hash, tokens.folded(token))))
    }

    fn settle(&mut self, Tokens { list, arena, sentences, .. }: &mut Tokens, lessons: Lessons<'_>) {
        let Some(table) = lessons.table else { return };
        for token in list {
            token.listed = table.number(token.hash, arena.quote(token.folded));
            if let Some(sentence) = sentences.get_mut(token.sentence) {
                sentence.words.add(token.listed);
            }
        }
    }

    fn finders(&self, tokens: &Tokens) -> impl Iterator<Item = usize> {
        0..tokens.list.len()
    }

    fn near<'t>(&self, table: &'t Table, token: &Token, _: &Around) -> &'t [Near] {
        table.near(token.listed, false)
    }
}

/// A word that was met: a line of the cache.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
struct Known {
    key: Key,
    traits: Traits,
    hash: u32,
    /// For each language where its facts are among all, counted from one; zero where they are not known or too many are.
    facts: [u16; Language::ALL.len()],
    head: u16,
}

const _: () = assert!(size_of::<Known>() == 64);

/// What a word is in one language: a line of the cache.
#[derive(Clone, Debug)]
#[repr(align(64))]
struct Fact {
    listed: Listed,
    gist: Gist,
}

const _: () = assert!(size_of::<Fact>() == 64);

impl Fact {
    #[cold]
    fn learn(token: &Token, word: &str, Lessons { language, table, model }: Lessons<'_>) -> Self {
        Self {
            listed: table.map(|table| table.listed(token.hash, word)).unwrap_or_default(),
            gist: model.map(|model| model.gist_of(token, word, language)).unwrap_or_default(),
        }
    }
}

/// Remembers every word until there are [`Memory::MOST`], and then begins anew with the next text: a word keeps its place as
/// long as a text is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    words: Vec<Known>,
    facts: Vec<Fact>,
    /// Places of words, counted from one, each where its hash says or in the next free slot. A power of two, half of them free.
    slots: Vec<u32>,
    /// [`Recall::heads`] of the text.
    heads: Vec<(usize, u16)>,
    /// [`Recall::finders`] of the text, so many; behind them, what was there before.
    finders: Vec<u32>,
    found: usize,
}

impl Memory {
    /// A megabyte or two.
    const MOST: usize = 8192;

    /// The place of a word and its [`Recall::heads`], or the free slot where it would be.
    #[inline(always)]
    fn find(&self, hash: u32, key: Key) -> Result<(u32, u16), usize> {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = hash as usize & last;
        loop {
            // A free slot is one word's that is not there.
            let place = self.slots.get(slot).map_or(u32::MAX, |held| held.wrapping_sub(1));
            match self.words.get(place as usize) {
                Some(word) if word.key == key => return Ok((place, word.head)),
                Some(_) => slot = (slot + 1) & last,
                None => return Err(slot),
            }
        }
    }

    #[cold]
    fn add(&mut self, hash: u32, key: Key, word: &[u8]) -> (u32, u16) {
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
            if key != Key::default()
                && let Err(slot) = self.find(hash, key)
                && let Some(held) = self.slots.get_mut(slot)
            {
                *held = place as u32 + 1;
            }
        }
        (count as u32 - 1, head)
    }

    fn known(&self, token: &Token) -> Option<&Known> {
        self.words.get(token.place as usize)
    }

    /// The gist of a word in the language that is settled.
    pub fn gist(&self, token: &Token) -> Option<&Gist> {
        self.facts.get(token.place as usize).map(|fact| &fact.gist)
    }
}

impl Recall for Memory {
    const QUICK: bool = true;

    fn begin(&mut self) {
        if self.words.len() > Self::MOST {
            *self = Self::default();
        }
        self.heads.clear();
    }

    fn meet(&mut self, at: usize, (hash, key): (u32, Key), word: &[u8]) -> u32 {
        let (place, head) = self.find(hash, key).unwrap_or_else(|_| self.add(hash, key, word));
        if head != UNKNOWN {
            self.heads.push((at, head));
        }
        place
    }

    #[inline(always)]
    fn recall(&mut self, at: usize, hash: u32, key: Key) -> Option<u32> {
        let (place, head) = self.find(hash, key).ok()?;
        if head != UNKNOWN {
            if self.heads.len() == self.heads.capacity() {
                return None;
            }
            self.heads.push((at, head));
        }
        Some(place)
    }

    fn reserve(&mut self, words: usize) {
        self.heads.reserve(words);
    }

    fn heads<'a>(&'a self, _: &'a Tokens) -> impl Iterator<Item = (usize, u16)> {
        self.heads.iter().copied()
    }

    #[inline(always)]
    fn traits(&self, _: &Tokens, token: &Token) -> Option<Cow<'_, Traits>> {
        self.known(token).map(|word| Cow::Borrowed(&word.traits))
    }

    #[inline(never)]
    fn settle(&mut self, Tokens { list, arena, sentences, .. }: &mut Tokens, lessons: Lessons<'_>) {
        let Self { words, facts, finders, found, .. } = self;
        // Long enough, and seldom longer than before.
        if finders.len() < list.len() {
            finders.resize(list.len().next_power_of_two(), 0);
        }
        let mut count = 0;
        let mut note = |at: usize, token: &mut Token, place: usize, Fact { listed, .. }: &Fact| {
            token.place = place as u32;
            token.listed = listed.number;
            if let Some(sentence) = sentences.get_mut(token.sentence) {
                sentence.words.add(token.listed);
            }
            // Every word is put there, and taken over by the next: which ones find something cannot be foretold.
            if let Some(finder) = finders.get_mut(count) {
                *finder = at as u32;
            }
            count += usize::from(listed.finds());
        };
        let mut at = 0;
        while at < list.len() {
            // On to the next word that is new: nothing is called on the way.
            for token in list.get_mut(at..).unwrap_or_default() {
                let word = words.get(token.place as usize);
                let place = word.and_then(|word| word.facts.get(lessons.language)).copied().unwrap_or(0);
                let place = usize::from(place).wrapping_sub(1);
                let Some(fact) = facts.get(place) else { break };
                note(at, token, place, fact);
                at += 1;
            }
            if let Some(token) = list.get_mut(at) {
                facts.push(Fact::learn(token, arena.quote(token.folded), lessons));
                let word = words.get_mut(token.place as usize);
                if let Some(place) = word.and_then(|word| word.facts.get_mut(lessons.language)) {
                    *place = u16::try_from(facts.len()).unwrap_or(0);
                }
                if let Some(fact) = facts.last() {
                    note(at, token, facts.len() - 1, fact);
                }
                at += 1;
            }
        }
        *found = count;
    }

    fn finders(&self, _: &Tokens) -> impl Iterator<Item = usize> {
        self.finders.iter().take(self.found).map(|&at| at as usize)
    }

    fn near<'t>(&self, table: &'t Table, token: &Token, around: &Around) -> &'t [Near] {
        let fact = self.facts.get(token.place as usize).filter(|fact| fact.listed.may_stand(around));
        fact.map(|fact| table.near_listed(&fact.listed)).unwrap_or_default()
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
            let mut tokens = met(&mut memory, "one two one incomprehensibilities");
            memory.settle(&mut tokens, Lessons { language, table: None, model: None });
            learned.push(tokens.list.iter().map(|token| token.place).collect::<Vec<_>>());
        }
        // The third word is the first; a long one is met anew in each text.
        assert_eq!(learned, [[0, 1, 0, 2], [3, 4, 3, 5], [0, 1, 0, 6]]);
    }

    #[test]
    fn what_is_remembered_is_what_would_be_found() {
        let mut memory = Memory::default();
        // The second time some are remembered, and others forgotten since there were so many.
        for count in [100, 20_000, 300, 300] {
            let text: String = (0..count)
                .map(|word| ["w", "Liebe", "unsubscribeing "][word % 3].to_owned() + &format!("{} ", word * 7))
                .chain(["Regards, this is not my email ".to_owned()])
                .collect();
            let tokens = met(&mut memory, &text);
            let heads: Vec<_> = memory.heads(&tokens).collect();
            assert_eq!(heads, Forget.heads(&tokens).collect::<Vec<_>>());
            assert!(!heads.is_empty());
            for token in &tokens.list {
                let word = tokens.folded(token);
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
