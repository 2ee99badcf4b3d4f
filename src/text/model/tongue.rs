//! Which language a text is in: a small head of its own, which is compiled in, since a language must be known before
//! anything is loaded for it.

use super::super::fold::lower;
#[cfg(not(target_arch = "wasm32"))]
use super::super::tokens::Tokens;
use super::grams::{Ends, LONGEST, mixed};
use super::power::power;
use super::{BIAS, Wide};
use crate::case::Language;

/// The languages of the project, and any other.
pub(super) const CLASSES: usize = Language::ALL.len() + 1;

/// The head.
#[derive(Clone, Debug)]
pub(in crate::text) struct Tongue {
    /// By how much a hash is shifted to give its bucket.
    pub shift: u32,
    /// For each bucket its lanes, sixteen bits each.
    pub table: Vec<[u64; 2]>,
    /// What one unit weighs.
    pub scale: f64,
    /// What each class has before a word is read.
    pub bias: [f64; CLASSES],
}

/// The letters of a word by itself: what its runs sum to.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(test, derive(PartialEq))]
pub(in crate::text) struct Letters {
    lanes: [u64; 2],
    ends: Ends,
}

impl Letters {
    /// How many runs there are: three end with each byte, of which the first one's longest begins in the word before.
    const fn grams(&self) -> i32 {
        3 * self.ends.count as i32
    }
}

/// The letters of a text.
#[derive(Clone, Copy, Debug)]
pub(in crate::text) struct Spelling {
    /// Sums of as many grams as have room in lanes of sixteen bits.
    lanes: [u64; 2],
    held: i32,
    /// Sums of those before.
    wide: [Wide; 2],
    grams: i32,
    words: usize,
    window: u64,
}

/// So many grams are summed in lanes of sixteen bits before they are spread; a word has at most 300 more.
const FULL: i32 = (u16::MAX as i32) / (2 * BIAS) - 300;

impl Spelling {
    const fn add(&mut self, [low, high]: [u64; 2], grams: i32) {
        let [first, second] = &mut self.lanes;
        *first += low;
        *second += high;
        self.held += grams;
    }

    fn spread(&mut self) {
        let lanes = core::mem::take(&mut self.lanes);
        self.wide.iter_mut().zip(lanes).for_each(|(wide, lanes)| wide.add(lanes));
        self.grams += core::mem::take(&mut self.held);
    }
}

impl Default for Spelling {
    fn default() -> Self {
        Self { lanes: [0; 2], held: 0, wide: Default::default(), grams: 0, words: 0, window: u64::from(b' ') }
    }
}

impl Tongue {
    fn lanes(&self, hash: u32) -> [u64; 2] {
        self.table.get((hash >> self.shift) as usize).copied().unwrap_or_default()
    }

    /// The letters of a folded word.
    pub fn letters(&self, folded: &str) -> Letters {
        let mut letters = Letters::default();
        letters.ends = runs(folded, &mut |hash| {
            let [low, high] = self.lanes(hash);
            letters.lanes = [letters.lanes[0] + low, letters.lanes[1] + high];
        });
        letters
    }

    /// Goes on with a word, of which these are the letters.
    #[inline]
    pub fn read(&self, spelling: &mut Spelling, letters: &Letters, written: Option<&str>) {
        if spelling.words == ENOUGH {
            return;
        }
        spelling.add(letters.lanes, letters.grams());
        spelling.add(self.lanes(across(spelling.window, &letters.ends)), 0);
        if let Some(written) = written {
            accents(written, &mut |hash| spelling.add(self.lanes(hash), 1));
        }
        if spelling.held > FULL {
            spelling.spread();
        }
        spelling.window = letters.ends.after(spelling.window);
        spelling.words += 1;
    }

    /// The shares of the classes: for each language, the share that the words read are in it; last, that they are in
    /// another.
    pub fn shares(&self, mut spelling: Spelling) -> [f64; CLASSES] {
        spelling.spread();
        let root = f64::from(spelling.grams.max(1)).sqrt();
        let sums = spelling.wide.map(Wide::sums);
        let mut shares = self.bias;
        for (share, sum) in shares.iter_mut().zip(sums.as_flattened()) {
            *share += self.scale * f64::from(sum - BIAS * spelling.grams) / root;
        }
        shares.iter_mut().for_each(|share| *share = power(*share));
        let all: f64 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= all);
        shares
    }
}

/// So many words settle a language.
const ENOUGH: usize = 40;
const LETTERS: [(u64, u64); 3] =
    [(0xFF, 0x9E37_79B9_7F4A_7C15), (0xFFFF, 0xC2B2_AE3D_27D4_EB4F), (0xFF_FFFF, 0xD6E8_FEB8_6659_FD93)];
const LETTER: u64 = 0xA076_1D64_78BD_642F;

/// The runs of one to three bytes within a folded word and the spaces around it.
fn runs(folded: &str, gram: &mut impl FnMut(u32)) -> Ends {
    let mut ends = Ends::default();
    let mut w = u64::from(b' ');
    for &byte in folded.as_bytes().iter().take(LONGEST).chain(b" ") {
        step!();
        w = w << 8 | u64::from(byte);
        LETTERS.iter().take(ends.count as usize + 2).for_each(|&(mask, by)| gram(mixed(w & mask, by)));
        ends.add(byte);
    }
    ends
}

/// The run that begins before the space in front of a word; `window` is what stands there.
const fn across(window: u64, ends: &Ends) -> u32 {
    let [first, ..] = ends.head;
    let [.., (mask, by)] = LETTERS;
    mixed((window << 8 | first as u64) & mask, by)
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
    let mut window = u64::from(b' ');
    for token in tokens.list.iter().filter(|token| token.is_word()).take(ENOUGH) {
        let ends = runs(tokens.folded(token), &mut |hash| out.push(hash));
        out.push(across(window, &ends));
        window = ends.after(window);
        if token.marked {
            accents(token.span.quote(text), &mut |hash| out.push(hash));
        }
    }
    out
}
