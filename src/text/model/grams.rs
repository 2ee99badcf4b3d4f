//! One pass over the words of a text: hashed runs of characters, words and pairs of words, and the marks between words.
//!
//! Hashes are taken of the folded words, so that capitals, accents, links and user names never reach them; every number
//! is the same number. The trainer walks by the same code, so that what was learned is what is read.

use super::super::fnv::{START, along};
use super::super::fold::is_alphanumeric;
use super::super::tokens::{Break, Tokens};

/// Characters, words and marks as they come.
pub(super) trait Sink {
    /// A hashed run of characters, word or pair of words.
    fn gram(&mut self, hash: u32);
    /// A word by itself: takes its grams; its key in the lexicon, and its shape.
    fn shape(&mut self, word: Word<'_>) -> (u32, Shape) {
        word.shape(&mut |hash| self.gram(hash))
    }
    /// The end of a word: its key in the lexicon, what stands before it, and whether a letter is drawn out ("sooo").
    /// All its grams came before.
    fn word(&mut self, key: u32, before: Break, drawn: bool);
    /// A run of marks or a sign after the word: its key in the lexicon, and its first character.
    fn mark(&mut self, key: u32, first: char);
}

/// A word of a text.
#[derive(Clone, Copy)]
pub(super) struct Word<'t> {
    /// In its folded form.
    pub folded: &'t str,
    /// The number of its language.
    pub language: usize,
    /// A stretch is cut before it: the space there is not seen.
    pub cut: bool,
}

/// What a word is by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// The hash of all of it.
    pub hash: u32,
    /// Whether a letter is drawn out.
    pub drawn: bool,
    /// What runs across it and the word before are made of.
    pub ends: Ends,
}

/// The first and the last bytes of a word with the space after it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    /// How many bytes it has.
    pub count: u8,
    /// The first three of them, the first of them highest, and zeros where it has fewer.
    head: u32,
    /// The last four, or all, and how many bits they are.
    tail: u32,
    bits: u8,
}

impl Ends {
    /// Takes its next byte.
    pub fn add(&mut self, byte: u8) {
        if self.count < 3 {
            self.head |= u32::from(byte) << (16 - 8 * self.count);
        }
        self.tail = self.tail << 8 | u32::from(byte);
        self.bits = (self.bits + 8).min(32);
        self.count += 1;
    }

    /// The last four bytes of the text after this word, given those before it.
    pub const fn after(&self, window: u32) -> u32 {
        ((window as u64) << (self.bits & 63)) as u32 | self.tail
    }
}

/// Runs of characters have so many bytes.
const RUNS: [(u64, u64); 4] = [
    (0xFFFF, 0x9E37_79B9_7F4A_7C15),
    (0xFF_FFFF, 0xC2B2_AE3D_27D4_EB4F),
    (0xFFFF_FFFF, 0xD6E8_FEB8_6659_FD93),
    (0xFF_FFFF_FFFF, 0xA076_1D64_78BD_642F),
];
/// No longer word is hashed to its end.
pub(super) const LONGEST: usize = 64;
/// Words are looked up in the lexicon by so many first bytes: that joins most inflections. English has few (measured).
pub(super) const fn stem(language: usize) -> usize {
    if language == 0 { 9 } else { 6 }
}
/// What stands before a sentence.
pub(super) const SPACE: u32 = b' ' as u32;
const WORD: u64 = 0xE703_7ED1_A0B4_28DB;
const PAIR: u64 = 0x8EBC_6AF0_9C88_C6E3;
const MARK: u64 = 0x5899_65CC_7537_4CC3;
/// So many characters after a word are looked at for marks.
const MARKS: usize = 16;

pub(super) const fn mixed(value: u64, by: u64) -> u32 {
    (value.wrapping_mul(by) >> 32) as u32
}

/// The key by which the lexicon knows a folded word.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn word_key(folded: &str, language: usize) -> u32 {
    folded.bytes().take(stem(language)).fold(START, along)
}

/// The key by which the lexicon knows a run of marks or a sign.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn mark_key(run: &str) -> u32 {
    mixed(u64::from(run.bytes().fold(START, along)), MARK)
}

/// Words from `first` up to `end` of a text in the language of this number.
#[derive(Clone, Copy)]
pub(super) struct Part<'t> {
    pub text: &'t str,
    pub tokens: &'t Tokens,
    pub first: usize,
    pub end: usize,
    pub language: usize,
}

/// Walks over the words of a part.
pub(super) fn walk(part: Part<'_>, sink: &mut impl Sink) {
    let Part { text, tokens, first, end, language } = part;
    let mut window = 0;
    let mut last = 0;
    if first == 0 {
        head(text, tokens, sink);
    }
    for index in first..end {
        let Some(token) = tokens.get(index) else { break };
        if token.before == Break::Sentence {
            (window, last) = (SPACE, 0);
        }
        if !token.opaque {
            let folded = if token.number { "0" } else { tokens.folded(token) };
            let (key, Shape { hash, drawn, ends }) = sink.shape(Word { folded, language, cut: window == 0 });
            across(window, &ends).into_iter().take(between(&ends)).for_each(|hash| sink.gram(hash));
            window = ends.after(window);
            if last != 0 {
                sink.gram(pair(last, hash));
            }
            last = hash;
            sink.word(key, token.before, drawn);
        }
        let next = tokens.get(index + 1).map_or(text.len(), |next| next.span.start);
        gap(text, token.span.end, next, sink);
    }
}

/// The gap before the first word of a text.
pub(super) fn head(text: &str, tokens: &Tokens, sink: &mut impl Sink) {
    if let Some(token) = tokens.get(0)
        && let Some(head) = text.get(..token.span.start)
        && head.len() <= 2 * MARKS
    {
        marks(head, sink);
    }
}

/// The gap between two words, mostly a space.
pub(super) fn gap(text: &str, start: usize, end: usize, sink: &mut impl Sink) {
    if end != start + 1 || text.as_bytes().get(start) != Some(&b' ') {
        marks(text.get(start..end).unwrap_or_default(), sink);
    }
}

/// The hash of a pair of words, of which these are the hashes.
pub(super) const fn pair(last: u32, hash: u32) -> u32 {
    mixed(hash as u64 | (last as u64) << 32, PAIR)
}

impl Word<'_> {
    /// Its grams: the runs that lie within it and the spaces around it, and the word. Its key in the lexicon, and its shape.
    pub fn shape(self, gram: &mut impl FnMut(u32)) -> (u32, Shape) {
        let mut key = START;
        let mut shape = Shape { hash: START, ..Shape::default() };
        let stem = stem(self.language);
        let mut w = if self.cut { 0 } else { u64::from(b' ') };
        let mut runs = |w: u64, place: u8| {
            RUNS.iter().take(place as usize + 1).for_each(|&(mask, by)| gram(mixed(w & mask, by)));
        };
        for &byte in self.folded.as_bytes().iter().take(LONGEST) {
            step!();
            // "Sooooo" is "soo".
            if w & 0xFFFF == u64::from(byte) * 0x101 {
                shape.drawn = true;
                continue;
            }
            w = w << 8 | u64::from(byte);
            runs(w, shape.ends.count);
            shape.ends.add(byte);
            shape.hash = along(shape.hash, byte);
            if shape.ends.count as usize <= stem {
                key = shape.hash;
            }
        }
        runs(w << 8 | u64::from(b' '), shape.ends.count);
        shape.ends.add(b' ');
        gram(mixed(u64::from(shape.hash), WORD));
        (key, shape)
    }
}

/// The runs that begin before the space in front of a word and end with its first byte, its second and its third, of which it
/// has [`between`]; `window` is what stands there.
pub(super) const fn across(window: u32, ends: &Ends) -> [u32; 6] {
    let [.., three, four, five] = RUNS;
    const fn run(w: u64, (mask, by): (u64, u64)) -> u32 {
        mixed(w & mask, by)
    }
    let third = (window as u64) << 24 | ends.head as u64;
    let (first, second) = (third >> 16, third >> 8);
    [run(first, three), run(first, four), run(first, five), run(second, four), run(second, five), run(third, five)]
}

/// How many of them there are.
pub(super) const fn between(ends: &Ends) -> usize {
    match ends.count {
        ..=1 => 3,
        2 => 5,
        _ => 6,
    }
}

/// The marks and signs in a gap. What was set aside may lie in it too: only what follows the word directly is looked at.
fn marks(gap: &str, sink: &mut impl Sink) {
    // Most are one sign and a space.
    if let [sign] | [sign, b' '] = gap.as_bytes()
        && sign.is_ascii_punctuation()
    {
        step!();
        return told(along(START, *sign), char::from(*sign), sink);
    }
    let mut hash = START;
    let (mut first, mut before) = ('\0', '\0');
    let mut same = 0;
    for c in gap.chars().take(MARKS) {
        if is_alphanumeric(c) {
            break;
        }
        step!();
        let joins = c.is_ascii_punctuation() && first.is_ascii_punctuation();
        if first != '\0' && !joins {
            told(hash, first, sink);
            (hash, first, same) = (START, '\0', 0);
        }
        if c.is_ascii_whitespace() || matches!(c, '\u{A0}' | '\u{200D}' | '\u{FE0F}') {
            before = c;
            continue;
        }
        same = if c == before { same + 1 } else { 0 };
        before = c;
        if first == '\0' {
            first = c;
        }
        if same < 2 {
            hash = c.encode_utf8(&mut [0; 4]).bytes().fold(hash, along);
        }
    }
    if first != '\0' {
        told(hash, first, sink);
    }
}

fn told(hash: u32, first: char, sink: &mut impl Sink) {
    let key = mixed(u64::from(hash), MARK);
    sink.gram(key);
    sink.mark(key, first);
}
