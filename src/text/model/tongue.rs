//! Which language a text is in: a small head of its own, which is compiled in, since a language must be known before
//! anything is loaded for it.

use super::super::fold::lower;
use super::super::tokens::{Break, Tokens};
use super::BIAS;
use super::grams::{LONGEST, Sink, mixed};
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

struct Sums<'m> {
    head: &'m Tongue,
    lanes: [u64; 2],
    sums: [i32; CLASSES],
    grams: i32,
}

impl Sums<'_> {
    fn flush(&mut self) {
        for (lane, sum) in self.sums.iter_mut().enumerate() {
            let [low, high] = self.lanes;
            let half = if lane < 4 { low } else { high };
            *sum += (half >> (16 * (lane & 3))) as i32 & 0xFFFF;
        }
        self.lanes = [0; 2];
    }
}

impl Sink for Sums<'_> {
    fn gram(&mut self, hash: u32) {
        if let Some(&[low, high]) = self.head.table.get((hash >> self.head.shift) as usize) {
            self.lanes = [self.lanes[0] + low, self.lanes[1] + high];
        }
        self.grams += 1;
    }

    fn word(&mut self, _: u32, _: Break, _: bool) {
        self.flush();
    }

    fn mark(&mut self, _: u32, _: char) {
        self.flush();
    }
}

impl Tongue {
    /// The shares of the classes.
    fn shares(&self, sums: &mut Sums<'_>) -> [f64; CLASSES] {
        sums.flush();
        let root = f64::from(sums.grams.max(1)).sqrt();
        let mut shares = self.bias;
        for (share, sum) in shares.iter_mut().zip(sums.sums) {
            *share += self.scale * f64::from(sum - BIAS * sums.grams) / root;
        }
        let most = shares.iter().fold(f64::MIN, |most, share| most.max(*share));
        shares.iter_mut().for_each(|share| *share = (*share - most).exp());
        let all: f64 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= all);
        shares
    }

    /// For each language, the share that the first words are in it; last, that they are in another.
    pub fn read(&self, text: &str, tokens: &Tokens) -> [f64; CLASSES] {
        let mut sums = Sums { head: self, lanes: [0; 2], sums: [0; CLASSES], grams: 0 };
        letters(text, tokens, &mut sums);
        self.shares(&mut sums)
    }
}

/// So many words settle a language.
const ENOUGH: usize = 40;
const LETTERS: [(u64, u64); 3] =
    [(0xFF, 0x9E37_79B9_7F4A_7C15), (0xFFFF, 0xC2B2_AE3D_27D4_EB4F), (0xFF_FFFF, 0xD6E8_FEB8_6659_FD93)];
const LETTER: u64 = 0xA076_1D64_78BD_642F;

/// Runs of one to three bytes of the folded words, and the letters that folding changes.
pub(super) fn letters(text: &str, tokens: &Tokens, sink: &mut impl Sink) {
    let mut w = u64::from(b' ');
    let words = tokens.list.iter().filter(|token| !token.opaque && !token.number);
    for token in words.take(ENOUGH) {
        for &byte in tokens.folded(token).as_bytes().iter().take(LONGEST).chain(b" ") {
            step!();
            w = w << 8 | u64::from(byte);
            for (mask, by) in LETTERS {
                sink.gram(mixed(w & mask, by));
            }
        }
        if token.marked {
            for c in token.span.quote(text).chars().take(LONGEST).filter(|c| !c.is_ascii()) {
                sink.gram(mixed(u64::from(lower(c) as u32), LETTER));
            }
        }
        sink.word(0, Break::None, false);
    }
}
