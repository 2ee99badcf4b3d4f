//! What the trainer needs: texts as the model sees them, and a model's file written. Native only.

use super::super::fnv;
use super::super::fold::push_folded;
use super::super::memory::Forget;
use super::super::tokens::{Break, Tokens};
use super::feel::{FEATURES as NUMBERS, Feel, Sense};
use super::file::{DENSE_UNIT, MAGIC, TONGUE_MAGIC};
use super::grams::{self, Part, Sink};
use super::tongue::{Spelling, Tongue};
use super::{BIAS, LANES as WIDTH, Model, keyed, mark_of, score, tongue};
use crate::text::asides;

/// How many numbers the lexicon gives for a stretch.
pub const FEATURES: usize = NUMBERS;
/// How many weights a bucket has.
pub const LANES: usize = WIDTH;
/// The highest weight of a level.
pub const LEVEL: i32 = BIAS;

/// Senses of words.
pub mod sense {
    /// Turns what follows.
    pub const NEGATOR: u8 = super::Sense::NEGATOR.0;
    /// Strengthens what follows.
    pub const BOOSTER: u8 = super::Sense::BOOSTER.0;

    /// The sense of a word with this score, -3 to 3; none for 0.
    #[must_use]
    pub const fn of(score: i32, heated: bool) -> u8 {
        match score {
            1..=3 => score as u8 + 3,
            -3..=-1 => (-score) as u8 + if heated { 11 } else { 7 },
            _ => 0,
        }
    }
}

/// A stretch of a text as the model sees it.
pub struct Stretch {
    /// Hashes of its grams.
    pub grams: Vec<u32>,
    /// The lexicon's numbers.
    pub numbers: [f64; FEATURES],
    /// Words.
    pub words: usize,
}

struct Seen<'l> {
    grams: Vec<u32>,
    feel: Feel,
    language: usize,
    lexicon: &'l dyn Fn(u32) -> u8,
}

impl Sink for Seen<'_> {
    fn gram(&mut self, hash: u32) {
        self.grams.push(hash);
    }

    fn word(&mut self, key: u32, before: Break, _: bool) {
        self.feel.word(Sense((self.lexicon)(keyed(key, self.language))), before);
    }

    fn mark(&mut self, key: u32, first: char) {
        self.feel.mark(Sense((self.lexicon)(keyed(key, usize::MAX))), first);
    }
}

/// The stretches of a text, with the lexicon's senses by [`word_key`] and [`mark_key`].
#[must_use]
pub fn stretches(text: &str, language: usize, lexicon: &dyn Fn(u32) -> u8) -> Vec<Stretch> {
    let tokens = tokens(text);
    let mut out = Vec::new();
    let mut first = 0;
    while first < tokens.list.len() {
        let end = score::stretch(&tokens, first);
        let mut seen = Seen { grams: Vec::new(), feel: Feel::default(), language, lexicon };
        grams::walk(Part { text, tokens: &tokens, first, end, language }, &mut seen);
        out.push(Stretch { grams: seen.grams, numbers: seen.feel.features(), words: end - first });
        first = end;
    }
    out
}

fn tokens(text: &str) -> Tokens {
    let mut tokens = Tokens::default();
    asides::around(text, &mut tokens, &mut Forget);
    tokens
}

/// A word without case and accents.
#[must_use]
pub fn folded(word: &str) -> String {
    let mut out = String::new();
    word.chars().for_each(|c| push_folded(&mut out, c));
    out
}

/// The lexicon's key of a folded word in the language of this number.
#[must_use]
pub fn word_key(folded: &str, language: usize) -> u32 {
    keyed(grams::word_key(folded, language), language)
}

/// The lexicon's key of a sign or a run of marks.
#[must_use]
pub fn mark_key(run: &str) -> u32 {
    keyed(grams::mark_key(run), usize::MAX)
}

/// The logits of a text: negative and positive against neutral, complaint and compliment against neither.
#[must_use]
pub fn logits(model: &Model, text: &str, language: usize) -> [f64; LANES] {
    model.felt(text, &tokens(text), language, None).logits
}

/// The runs of letters by which languages are told apart.
#[must_use]
pub fn letters(text: &str) -> Vec<u32> {
    tongue::all(text, &tokens(text))
}

/// The head that tells languages apart.
pub struct Head(Tongue);

impl Head {
    /// Reads its file; none where it is not one.
    #[must_use]
    pub fn parse(file: &[u8]) -> Option<Self> {
        Tongue::parse(file).map(Self)
    }

    /// The shares of the languages, and of any other.
    #[must_use]
    pub fn read(&self, text: &str) -> Vec<f64> {
        let tokens = tokens(text);
        let mut spelling = Spelling::default();
        for token in tokens.list.iter().filter(|token| token.is_word()).take(tongue::ENOUGH) {
            if token.marked {
                spelling = self.0.accents(spelling, token.span.quote(text));
            }
            self.0.read(&mut spelling, &self.0.letters(tokens.folded(token)));
            spelling.spread();
        }
        self.0.shares(spelling).to_vec()
    }
}

/// The head that tells languages apart, as its file holds it.
#[derive(Clone, Default)]
pub struct TongueParts {
    /// The logarithm of the number of buckets.
    pub log: u8,
    /// Bits of a code.
    pub width: u8,
    /// What one unit of a level weighs.
    pub scale: f32,
    /// What each class has before a word is read.
    pub bias: Vec<f64>,
    /// What each code stands for, -LEVEL to LEVEL.
    pub levels: Vec<i8>,
    /// The codes, bucket by bucket and in it class by class.
    pub codes: Vec<u8>,
}

/// What a model's file holds.
pub struct Parts {
    /// The logarithm of the number of buckets.
    pub log: u8,
    /// Bits of a code.
    pub width: u8,
    /// What one unit of a level weighs, by lane.
    pub scales: [f32; LANES],
    /// What each code of a lane stands for, -LEVEL to LEVEL.
    pub levels: [Vec<i8>; LANES],
    /// The codes of each bucket.
    pub codes: Vec<[u8; LANES]>,
    /// Weights of the lexicon's numbers, by language.
    pub dense: Vec<[[f64; LANES]; FEATURES]>,
    /// The lexicon: senses by key.
    pub lexicon: Vec<(u32, u8)>,
}

#[derive(Default)]
struct Packed {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Packed {
    fn push(&mut self, value: u32, count: u32) {
        self.held |= value << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    fn fixed(&mut self, value: f64) {
        self.push(u32::from((value * DENSE_UNIT).round().clamp(-32768.0, 32767.0) as i16 as u16), 16);
    }

    fn align(&mut self) {
        if self.count > 0 {
            self.bytes.push(self.held as u8);
        }
        (self.held, self.count) = (0, 0);
    }
}

/// Writes a model's file.
#[must_use]
pub fn write(parts: &Parts) -> Vec<u8> {
    let mut out = Packed::default();
    out.push(u32::from(parts.log), 8);
    out.push(u32::from(parts.width), 8);
    for scale in parts.scales {
        out.bytes.extend(scale.to_le_bytes());
    }
    for level in parts.levels.iter().flatten() {
        out.push(u32::from(*level as u8), 8);
    }
    for &code in parts.codes.iter().flatten() {
        out.push(u32::from(code), u32::from(parts.width));
    }
    out.align();
    parts.dense.iter().flatten().flatten().for_each(|weight| out.fixed(*weight));
    senses(&parts.lexicon, &mut out);
    let body = out.bytes;
    [&MAGIC[..], &body, &fnv::of(&body).to_le_bytes()].concat()
}

/// Writes the file of the head that tells languages apart.
#[must_use]
pub fn write_tongue(head: &TongueParts) -> Vec<u8> {
    let mut out = Packed { bytes: TONGUE_MAGIC.to_vec(), ..Packed::default() };
    out.push(u32::from(head.log), 8);
    out.push(u32::from(head.width), 8);
    out.bytes.extend(head.scale.to_le_bytes());
    head.bias.iter().for_each(|bias| out.fixed(*bias));
    head.levels.iter().for_each(|level| out.push(u32::from(*level as u8), 8));
    head.codes.iter().for_each(|code| out.push(u32::from(*code), u32::from(head.width)));
    out.align();
    out.bytes
}

/// The lexicon: how many entries each home has, then the entries. Two keys that cannot be told apart are one.
fn senses(lexicon: &[(u32, u8)], out: &mut Packed) {
    let log = (lexicon.len().max(4).ilog2() - 1).max(1);
    let mut homes = vec![Vec::<(u16, u8)>::new(); 1 << log];
    for &(key, sense) in lexicon {
        if let Some(home) = homes.get_mut((key >> (32 - log)) as usize)
            && home.len() < 15
            && home.iter().all(|(mark, _)| *mark != mark_of(key))
        {
            home.push((mark_of(key), sense));
        }
    }
    out.push(log, 8);
    homes.iter().for_each(|home| out.push(home.len() as u32, 4));
    for (mark, sense) in homes.into_iter().flatten() {
        out.push(u32::from(mark << 4) | u32::from(sense), 12);
    }
    out.align();
}
