//! The trained reader: tone and voice of a message from hashed grams and a lexicon, as one small file that
//! `cargo xtask train` writes and the page loads when it needs it (docs/reader.md).
//!
//! Weights are whole numbers and are summed as such, so that a browser reads what the trainer measured, to the bit.

mod feel;
mod file;
mod grams;
mod power;
mod quick;
mod score;
pub(super) mod tongue;
#[cfg(not(target_arch = "wasm32"))]
pub mod training;

pub use file::ModelError;
pub use score::Moved;
pub(super) use score::{Felt, Gist};

use super::tokens::Tokens;
use crate::case::Language;
use feel::Sense;

/// Lanes of a bucket: negative and positive against neutral, complaint and compliment against neither.
const LANES: usize = 4;

/// The logarithm of the number of buckets: a constant, so that every hash is known to have one. A file of fewer gives each
/// as many places as make it up.
const LOG: u32 = 15;

/// What a bucket's lane holds is between -BIAS and BIAS, and is kept with BIAS added, so that a sum never borrows.
const BIAS: i32 = 31;

/// A model that was read from its file.
#[derive(Clone, Debug)]
pub struct Model {
    /// For each bucket its lanes, eight bits each, the second and the third changed round: two steps bring them sixteen bits
    /// apart, where they are summed, and half as much memory is gone through.
    table: Box<[u32; 1 << LOG]>,
    /// What one unit of a lane weighs.
    scales: [f64; LANES],
    /// Weights of the lexicon's numbers, by language.
    dense: [[[f64; LANES]; feel::FEATURES]; Language::ALL.len()],
    lexicon: Senses,
    /// [`Model::felt`], without a memory. By its address, so that this code stays where models are read from their files, and is loaded
    /// with it.
    pub(super) feel: Feel,
}

/// What reads a text with a model.
type Feel = fn(&Model, &str, &Tokens, usize, Option<&mut Vec<Moved>>) -> Felt;

/// The lanes of a bucket, or of the sum of up to four, sixteen bits apart.
const fn spread(bucket: u32) -> u64 {
    (bucket as u64 | (bucket as u64) << 24) & 0x00FF_00FF_00FF_00FF
}

const _: () = assert!(4 * 2 * BIAS < 1 << 8);

/// Sums of a bucket's four lanes, each with room for more.
#[derive(Clone, Copy, Debug, Default)]
struct Wide {
    even: u64,
    odd: u64,
}

impl Wide {
    /// Every second lane.
    const HALF: u64 = 0x0000_FFFF_0000_FFFF;

    /// Adds lanes of sixteen bits.
    const fn add(&mut self, lanes: u64) {
        self.even += lanes & Self::HALF;
        self.odd += lanes >> 16 & Self::HALF;
    }

    /// The sum of each lane.
    const fn sums(self) -> [i32; LANES] {
        [self.even as i32, self.odd as i32, (self.even >> 32) as i32, (self.odd >> 32) as i32]
    }
}

/// The lexicon: senses by key.
#[derive(Clone, Debug, Default)]
struct Senses {
    /// By how much a key is shifted to give its home.
    shift: u32,
    /// Where the entries of each home begin, and the end of the last.
    homes: Vec<u16>,
    /// Eight bits of the key, four of sense.
    entries: Vec<u16>,
}

/// Keys differ by language: "die" is no English word in German.
const fn keyed(key: u32, language: usize) -> u32 {
    (key ^ (language as u32).wrapping_add(1).wrapping_mul(0x85EB_CA6B)).wrapping_mul(0x9E37_79B1)
}

/// The eight bits that tell keys of one home apart.
const fn mark_of(key: u32) -> u16 {
    (key & 0xFF) as u16
}

impl Senses {
    fn find(&self, key: u32, language: usize) -> Sense {
        let key = keyed(key, language);
        let home = (key >> self.shift) as usize;
        let (Some(&from), Some(&to)) = (self.homes.get(home), self.homes.get(home + 1)) else { return Sense::NONE };
        let here = self.entries.get(usize::from(from)..usize::from(to)).unwrap_or_default();
        here.iter().find(|entry| *entry >> 4 == mark_of(key)).map_or(Sense::NONE, |entry| Sense((entry & 15) as u8))
    }
}
