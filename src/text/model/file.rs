//! The model's file: a head that names its version, the weights in a few bits each, the lexicon, and a checksum.

use thiserror::Error;

use super::super::fnv;
use super::super::tokens::Tokens;
use super::feel::FEATURES;
use super::tongue::{self, CLASSES, Tongue};
use super::{BIAS, LANES, LOG, Model, Moved, Senses};
use crate::case::Language;

/// How a model's file begins.
pub(super) const MAGIC: &[u8; 4] = b"CBR1";

/// How the file of the head that tells languages apart begins.
pub(super) const TONGUE_MAGIC: &[u8; 4] = b"CBT1";

/// The weights of the lexicon's numbers are in parts of this.
pub(super) const DENSE_UNIT: f64 = 1024.0;

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum ModelError {
    /// It does not begin as version 1 does.
    #[error("a model begins with \"CBR1\"")]
    Version,
    /// It was cut off or changed.
    #[error("the model's checksum does not fit: it was cut off or changed")]
    Checksum,
    /// A part of it is not as it must be.
    #[error("the model's {0} does not fit")]
    Part(&'static str),
}

/// Bits in order, the lowest of a byte first.
struct Bits<'f> {
    bytes: core::slice::Iter<'f, u8>,
    held: u32,
    count: u32,
}

impl<'f> Bits<'f> {
    fn new(bytes: &'f [u8]) -> Self {
        Self { bytes: bytes.iter(), held: 0, count: 0 }
    }

    /// The next bits, sixteen at most.
    fn next(&mut self, count: u32) -> Option<u32> {
        while self.count < count {
            self.held |= u32::from(*self.bytes.next()?) << self.count;
            self.count += 8;
        }
        let value = self.held & ((1 << count) - 1);
        self.held >>= count;
        self.count -= count;
        Some(value)
    }

    fn byte(&mut self) -> Option<u8> {
        self.next(8).map(|byte| byte as u8)
    }

    fn signed(&mut self) -> Option<f64> {
        self.next(16).map(|value| f64::from(value as u16 as i16))
    }

    fn float(&mut self) -> Option<f64> {
        let (low, high) = (self.next(16)?, self.next(16)?);
        let value = f64::from(f32::from_bits(low | high << 16));
        value.is_finite().then_some(value)
    }

    /// Goes on with a whole byte.
    fn align(&mut self) {
        self.held = 0;
        self.count = 0;
    }
}

impl Model {
    /// Reads a model's file.
    ///
    /// # Errors
    /// When it is of another version, was cut off or changed, or one of its parts is not as it must be.
    pub fn parse(file: &[u8]) -> Result<Self, ModelError> {
        let body = file.strip_prefix(MAGIC).ok_or(ModelError::Version)?;
        let (body, sum) = body.split_last_chunk::<4>().ok_or(ModelError::Checksum)?;
        if fnv::of(body) != u32::from_le_bytes(*sum) {
            return Err(ModelError::Checksum);
        }
        let mut bits = Bits::new(body);
        let (scales, table) = table(&mut bits).ok_or(ModelError::Part("table of weights"))?;
        let dense = dense(&mut bits).ok_or(ModelError::Part("weights of the lexicon"))?;
        let lexicon = lexicon(&mut bits).ok_or(ModelError::Part("lexicon"))?;
        let feel = |model: &Self, text: &str, tokens: &Tokens, language: usize, moved: Option<&mut Vec<Moved>>| {
            model.felt(text, tokens, language, moved)
        };
        Ok(Self { table, scales, dense, lexicon, feel })
    }
}

impl Tongue {
    /// Reads the file of the head that tells languages apart; none where it is not one.
    pub fn parse(file: &[u8]) -> Option<Self> {
        let mut bits = Bits::new(file.strip_prefix(TONGUE_MAGIC)?);
        let log = u32::from(bits.byte()?);
        let width = u32::from(bits.byte()?);
        if log != tongue::LOG || !(1..=6).contains(&width) {
            return None;
        }
        let scale = bits.float()?;
        let mut bias = [0.0; CLASSES];
        for bias in &mut bias {
            *bias = bits.signed()? / DENSE_UNIT;
        }
        let levels = levels(&mut bits, 1 << width)?;
        let mut table = Vec::new();
        for _ in 0..1_u32 << log {
            let mut bucket = 0;
            for class in 0..CLASSES {
                let level = levels.get(bits.next(width)? as usize)?;
                bucket |= level << (16 * (class & 3) + 8 * (class / 4));
            }
            table.push(bucket);
        }
        Some(Self { table: table.try_into().ok()?, scale, bias })
    }
}

type Table = ([f64; LANES], Box<[u32; 1 << LOG]>);

/// Where each lane stands in a bucket, in bits.
const PLACES: [u32; LANES] = [0, 16, 8, 24];

fn table(bits: &mut Bits<'_>) -> Option<Table> {
    let log = u32::from(bits.byte()?);
    let width = u32::from(bits.byte()?);
    if !(4..=LOG).contains(&log) || !(1..=6).contains(&width) {
        return None;
    }
    let mut scales = [0.0; LANES];
    for scale in &mut scales {
        *scale = bits.float()?;
    }
    let levels = levels(bits, LANES << width)?;
    let mut table = Vec::new();
    for _ in 0..1_u32 << log {
        let mut bucket = 0;
        for lane in 0..LANES {
            let code = bits.next(width)? as usize;
            bucket |= (*levels.get((lane << width) + code)? as u32) << PLACES.get(lane)?;
        }
        table.extend(core::iter::repeat_n(bucket, 1 << (LOG - log)));
    }
    bits.align();
    Some((scales, table.try_into().ok()?))
}

/// What each code stands for, lane by lane.
fn levels(bits: &mut Bits<'_>, count: usize) -> Option<Vec<u64>> {
    let mut levels = Vec::new();
    for _ in 0..count {
        let level = i32::from(bits.byte()? as i8) + BIAS;
        levels.push(u64::try_from(level).ok().filter(|&level| level <= 2 * BIAS as u64)?);
    }
    Some(levels)
}

fn dense(bits: &mut Bits<'_>) -> Option<[[[f64; LANES]; FEATURES]; Language::ALL.len()]> {
    let mut languages = [[[0.0; LANES]; FEATURES]; Language::ALL.len()];
    for weight in languages.as_flattened_mut().as_flattened_mut() {
        *weight = bits.signed()? / DENSE_UNIT;
    }
    Some(languages)
}

fn lexicon(bits: &mut Bits<'_>) -> Option<Senses> {
    let log = u32::from(bits.byte()?);
    if !(1..=16).contains(&log) {
        return None;
    }
    let mut homes = vec![0];
    let mut count = 0_u16;
    for _ in 0..1_u32 << log {
        count = count.checked_add(bits.next(4)? as u16)?;
        homes.push(count);
    }
    let mut entries = Vec::new();
    for _ in 0..count {
        entries.push(bits.next(12)? as u16);
    }
    bits.align();
    Some(Senses { shift: 32 - log, homes, entries })
}

#[cfg(test)]
mod tests {
    use super::super::training::{Parts, write};
    use super::*;

    #[test]
    fn a_bucket_of_few_is_found_by_the_hashes_of_all_that_it_stands_for() {
        let codes = |count: u8| (0..count).map(|bucket| [bucket & 1, bucket >> 1 & 1, bucket >> 2 & 1, bucket >> 3]);
        let parts = |log, codes| Parts {
            log,
            width: 1,
            scales: [1.0; LANES],
            levels: [1, 2, 3, 4].map(|level| vec![0, level]),
            codes,
            dense: vec![[[0.0; LANES]; FEATURES]; Language::ALL.len()],
            lexicon: Vec::new(),
        };
        let model = Model::parse(&write(&parts(4, codes(16).collect()))).unwrap();
        for (bucket, codes) in codes(16).enumerate() {
            let expected = (0..LANES)
                .zip(PLACES)
                .map(|(lane, place)| (BIAS as u32 + u32::from(codes[lane]) * (lane as u32 + 1)) << place);
            let expected = expected.sum::<u32>();
            for hash in
                [(bucket as u32) << 28, (bucket as u32) << 28 | 0x0123_4567, (bucket as u32) << 28 | 0x0FFF_FFFF]
            {
                assert_eq!(model.bucket(hash), expected, "{hash:x}");
            }
        }
        let many = vec![[0; LANES]; 1 << (LOG + 1)];
        assert_eq!(Model::parse(&write(&parts(LOG as u8 + 1, many))).err(), Some(ModelError::Part("table of weights")));
    }
}
