//! Which language a text is in: a small head of its own, which is compiled in, since a language must be known before
//! anything is loaded for it.

use super::super::fold::lower;
#[cfg(not(target_arch = "wasm32"))]
use super::super::tokens::Tokens;
use super::grams::{LONGEST, mixed};
use super::power::power;
use super::{BIAS, Wide};
use crate::case::Language;

/// The languages of the project, and any other.
pub(super) const CLASSES: usize = Language::ALL.len() + 1;

/// The logarithm of the number of buckets.
pub const LOG: u32 = 10;

/// The head.
#[derive(Clone, Debug)]
pub(in crate::text) struct Tongue {
    /// For each bucket its lanes, eight bits each, so that every second one belongs to the first four and the others to the
    /// rest.
    pub table: Box<[u64; 1 << LOG]>,
    /// What one unit weighs.
    pub scale: f64,
    /// What each class has before a word is read.
    pub bias: [f64; CLASSES],
}

/// The letters of a word by itself.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(test, derive(PartialEq))]
pub(in crate::text) struct Letters {
    /// What its runs sum to; then how many runs there are, and the last byte of the word with the space behind it. What the last
    /// lane sums to is nothing.
    pub lanes: [u64; 2],
    /// The first byte of the word.
    pub first: u8,
}

impl Letters {
    const fn last(&self) -> u16 {
        (self.lanes[1] >> 48) as u16
    }
}

/// The letters of a text.
#[derive(Clone, Copy, Debug)]
pub(in crate::text) struct Spelling {
    /// Sums of as many grams as have room in lanes of sixteen bits.
    lanes: [u64; 2],
    /// Sums of those before.
    wide: [Wide; 2],
    /// The last two bytes.
    last: u16,
}

/// So many grams are summed in lanes of sixteen bits before they are spread; a word has at most 300 more.
const FULL: u16 = u16::MAX / (2 * BIAS) as u16 - 300;

impl Spelling {
    /// Whether it must be spread before it goes on.
    pub const fn is_full(&self) -> bool {
        (self.lanes[1] >> 32) as u16 > FULL
    }

    /// Makes room.
    pub fn spread(&mut self) {
        let lanes = core::mem::take(&mut self.lanes);
        self.wide.iter_mut().zip(lanes).for_each(|(wide, lanes)| wide.add(lanes));
    }
}

impl Default for Spelling {
    fn default() -> Self {
        Self { lanes: [0; 2], wide: Default::default(), last: u16::from(b' ') }
    }
}

impl Tongue {
    #[inline(always)]
    fn lanes(&self, hash: u32) -> [u64; 2] {
        let bucket = self.table.get((hash >> (32 - LOG)) as usize).copied().unwrap_or_default();
        [bucket & EVEN, bucket >> 8 & EVEN]
    }

    /// The letters of a folded word.
    pub fn letters(&self, folded: &str) -> Letters {
        let mut lanes = [0; 2];
        let letters = runs(folded, &mut |hash| lanes = sum(lanes, self.lanes(hash)));
        Letters { lanes: sum(lanes, letters.lanes), ..letters }
    }

    /// Goes on with a word, one of the first [`ENOUGH`], of which these are the letters.
    #[inline(always)]
    pub fn read(&self, spelling: &mut Spelling, letters: &Letters) {
        let across = self.lanes(across(spelling.last, letters));
        spelling.lanes = sum(sum(spelling.lanes, letters.lanes), across);
        spelling.last = letters.last();
    }

    /// The same with the letters of a word that folding changes, as it is written.
    pub fn accents(&self, mut spelling: Spelling, written: &str) -> Spelling {
        accents(written, &mut |hash| spelling.lanes = sum(sum(spelling.lanes, self.lanes(hash)), GRAM));
        spelling
    }

    /// The shares of the classes: for each language, the share that the words read are in it; last, that they are in
    /// another.
    pub fn shares(&self, mut spelling: Spelling) -> [f64; CLASSES] {
        spelling.spread();
        let sums = spelling.wide.map(Wide::sums);
        let [_, [.., grams, _]] = sums;
        let root = f64::from(grams.max(1)).sqrt();
        let mut shares = self.bias;
        for (share, sum) in shares.iter_mut().zip(sums.as_flattened()) {
            *share += self.scale * f64::from(sum - BIAS * grams) / root;
        }
        shares.iter_mut().for_each(|share| *share = power(*share));
        let all: f64 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= all);
        shares
    }
}

/// The lanes of eight bits that become lanes of sixteen.
const EVEN: u64 = 0x00FF_00FF_00FF_00FF;

/// So many words settle a language.
pub(in crate::text) const ENOUGH: usize = 40;
const LETTERS: [(u64, u64); 3] =
    [(0xFF, 0x9E37_79B9_7F4A_7C15), (0xFFFF, 0xC2B2_AE3D_27D4_EB4F), (0xFF_FFFF, 0xD6E8_FEB8_6659_FD93)];
const LETTER: u64 = 0xA076_1D64_78BD_642F;

/// One gram.
const GRAM: [u64; 2] = [0, 1 << 32];

const fn sum([low, high]: [u64; 2], more: [u64; 2]) -> [u64; 2] {
    [low.wrapping_add(more[0]), high.wrapping_add(more[1])]
}

/// The runs of one to three bytes within a folded word and the spaces around it.
fn runs(folded: &str, gram: &mut impl FnMut(u32)) -> Letters {
    let mut count = 0;
    let mut w = u64::from(b' ');
    for &byte in folded.as_bytes().iter().take(LONGEST).chain(b" ") {
        step!();
        w = w << 8 | u64::from(byte);
        LETTERS.iter().take(count + 2).for_each(|&(mask, by)| gram(mixed(w & mask, by)));
        count += 1;
    }
    let first = folded.bytes().next().unwrap_or(b' ');
    // Three end with each byte, of which the first one's longest begins in the word before.
    Letters { lanes: [0, ((3 * count as u64) << 32) | (w << 48)], first }
}

/// The run that begins before the space in front of a word; `last` are the two bytes there.
const fn across(last: u16, letters: &Letters) -> u32 {
    let [.., (_, by)] = LETTERS;
    mixed((last as u64) << 8 | letters.first as u64, by)
}

/// The letters of a word that folding changes.
fn accents(written: &str, gram: &mut impl FnMut(u32)) {
    for c in written.chars().take(LONGEST).filter(|c| !c.is_ascii()) {
        gram(mixed(u64::from(lower(c) as u32), LETTER));
    }
}

/// Everything that is looked at in the words of a text.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn all(text: &str, tokens: &Tokens) -> Vec<u32> {
    let mut out = Vec::new();
    let mut last = Spelling::default().last;
    for token in tokens.list.iter().filter(|token| token.is_word()).take(ENOUGH) {
        let letters = runs(tokens.folded(token), &mut |hash| out.push(hash));
        out.push(across(last, &letters));
        last = letters.last();
        if token.marked {
            accents(token.span.quote(text), &mut |hash| out.push(hash));
        }
    }
    out
}
