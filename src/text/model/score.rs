//! What the model makes of a text: by stretches about as long as what it was trained on, pooled.

use super::super::tokens::{Break, Tokens};
use super::feel::{Feel, Sense};
use super::grams::{self, Part, Shape, Sink, Word, between};
use super::power::power;
use super::{BIAS, LANES, LOG, Model, Wide, spread};
use crate::text::Span;

/// A stretch ends with the sentence in which it reaches so many words, so that a long text is read as many short ones.
const STRETCH: usize = 40;
/// A sentence that does not end is cut here.
const CUT: usize = 80;

/// What a text feels like: for each lane the logit against its head's neutral class.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::text) struct Felt {
    /// By lane.
    pub logits: [f64; LANES],
    /// Heated words, and words with a letter drawn out.
    pub heated: u32,
}

/// A word and what it gave to the logits: to negative and positive against neutral, to complaint and compliment against
/// neither.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Where it stands.
    pub span: Span,
    /// What it gave.
    pub weights: [f64; LANES],
}

impl Felt {
    /// Shares of negative, neutral and positive, with what else speaks for the first and the last.
    pub fn tone(&self, more_negative: f64, more_positive: f64) -> [f64; 3] {
        let [negative, positive, ..] = self.logits;
        shares(negative + more_negative, positive + more_positive)
    }

    /// Whether neither a complaint nor a compliment can have more than a half: each has less weight than neither of them.
    pub fn is_calm(&self) -> bool {
        let [.., complaint, compliment] = self.logits;
        complaint < 0.0 && compliment < 0.0
    }

    /// Shares of complaint, neither and compliment.
    pub fn voice(&self) -> [f64; 3] {
        let [.., complaint, compliment] = self.logits;
        shares(complaint, compliment)
    }
}

/// The shares of a head's three classes, the neutral one between the two others.
fn shares(low: f64, high: f64) -> [f64; 3] {
    let (low, high) = (power(low), power(high));
    let all = low + 1.0 + high;
    [low / all, 1.0 / all, high / all]
}

/// Where the next stretch from `first` ends.
pub(super) fn stretch(tokens: &Tokens, first: usize) -> usize {
    let mut end = tokens.list.len().min(first + STRETCH);
    while let Some(token) = tokens.get(end) {
        let long = end - first;
        if long >= CUT || (long >= STRETCH && token.before == Break::Sentence) {
            break;
        }
        end += 1;
    }
    end
}

/// A word by itself: what it is and what its grams sum to.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::text) struct Gist {
    pub(super) lanes: u64,
    pub(super) shape: Shape,
    /// With those that begin before it.
    pub(super) grams: u16,
    pub(super) sense: Sense,
}

struct Sums<'m> {
    model: &'m Model,
    /// What the lexicon makes of the word that is read.
    sense: Sense,
    /// Of the word that is read.
    lanes: u64,
    wide: Wide,
    grams: i32,
    feel: Feel,
    /// For each word what it gave, where that was asked for.
    words: Option<Vec<Given>>,
}

/// What a word gave: the sums and the number of its grams, and what the lexicon makes of it.
#[derive(Default)]
struct Given {
    sums: [i32; LANES],
    grams: i32,
    felt: f64,
}

impl Sums<'_> {
    /// Moves the lanes' sums to where they cannot run over.
    const fn flush(&mut self) {
        self.wide.add(self.lanes);
        self.lanes = 0;
    }

    /// Notes the sums up to here as those of the last word.
    fn give(&mut self) {
        if let Some(word) = self.words.as_mut().and_then(|words| words.last_mut()) {
            (word.sums, word.grams) = (self.wide.sums(), self.grams);
        }
    }
}

impl Sink for Sums<'_> {
    fn gram(&mut self, hash: u32) {
        self.lanes += self.model.lanes(hash);
        self.grams += 1;
    }

    fn shape(&mut self, word: Word<'_>) -> (u32, Shape) {
        let gist = self.model.gist(word);
        self.lanes += gist.lanes;
        // Those across are counted as they come.
        self.grams += i32::from(gist.grams) - between(&gist.shape.ends) as i32;
        self.sense = gist.sense;
        // Its sense is known.
        (0, gist.shape)
    }

    fn word(&mut self, _: u32, before: Break, drawn: bool) {
        self.flush();
        self.feel.heated += u32::from(drawn);
        let felt = self.feel.word(self.sense, before);
        if let Some(words) = &mut self.words {
            words.push(Given { felt, ..Given::default() });
            self.give();
        }
    }

    fn mark(&mut self, key: u32, first: char) {
        self.flush();
        let felt = self.feel.mark(self.model.lexicon.find(key, usize::MAX), first);
        if let Some(word) = self.words.as_mut().and_then(|words| words.last_mut()) {
            word.felt += felt;
        }
        self.give();
    }
}

impl Model {
    /// A gram's bucket.
    pub(super) fn bucket(&self, hash: u32) -> u32 {
        self.table.get((hash >> (32 - LOG)) as usize).copied().unwrap_or(0)
    }

    /// The lanes of a gram's bucket.
    pub(super) fn lanes(&self, hash: u32) -> u64 {
        spread(self.bucket(hash))
    }

    pub(super) fn gist(&self, word: Word<'_>) -> Gist {
        let mut gist = Gist::default();
        let key;
        (key, gist.shape) = word.shape(&mut |hash| {
            gist.lanes += self.lanes(hash);
            gist.grams += 1;
        });
        gist.grams += between(&gist.shape.ends) as u16;
        gist.sense = self.lexicon.find(key, word.language);
        gist
    }

    /// Reads the words of a text in the language of this number. For `moved`, each word's part in the logits is added.
    pub(in crate::text) fn felt(
        &self,
        text: &str,
        tokens: &Tokens,
        language: usize,
        mut moved: Option<&mut Vec<Moved>>,
    ) -> Felt {
        let mut felt = Felt::default();
        let mut first = 0;
        let all = tokens.list.len().max(1) as f64;
        while first < tokens.list.len() {
            let end = stretch(tokens, first);
            let mut sums = Sums {
                model: self,
                sense: Sense::NONE,
                lanes: 0,
                wide: Wide::default(),
                grams: 0,
                feel: Feel::default(),
                words: moved.is_some().then(Vec::new),
            };
            grams::walk(Part { text, tokens, first, end, language }, &mut sums);
            sums.flush();
            // The last stretch may be short and counts as much less.
            let share = (end - first) as f64 / all;
            for (all, logit) in felt.logits.iter_mut().zip(self.logits(sums.wide, sums.grams, &sums.feel, language)) {
                *all += share * logit;
            }
            felt.heated += sums.feel.heated;
            if let Some(moved) = moved.as_deref_mut() {
                self.moved(&sums, language, (tokens, first), share, moved);
            }
            first = end;
        }
        felt
    }

    /// What each word of a stretch gave to the logits.
    fn moved(
        &self,
        sums: &Sums<'_>,
        language: usize,
        (tokens, first): (&Tokens, usize),
        share: f64,
        out: &mut Vec<Moved>,
    ) {
        let mut before = ([0; LANES], 0);
        let tokens = tokens.list.iter().skip(first).filter(|token| !token.opaque);
        let (root, words) = (f64::from(sums.grams.max(1)).sqrt(), sums.feel.root());
        for (token, given) in tokens.zip(sums.words.iter().flatten()) {
            let grams = given.grams - before.1;
            let mut weights = [0.0; LANES];
            for (lane, weight) in weights.iter_mut().enumerate() {
                let of = |sums: &[i32; LANES]| sums.get(lane).copied().unwrap_or(0);
                let sum = of(&given.sums) - of(&before.0) - BIAS * grams;
                *weight = self.scales.get(lane).copied().unwrap_or(0.0) * f64::from(sum) / root;
                // The first two of the lexicon's numbers are sums over words.
                let side = usize::from(given.felt < 0.0);
                let dense = self.dense.get(language).and_then(|numbers| numbers.get(side)?.get(lane));
                *weight += dense.copied().unwrap_or(0.0) * given.felt.abs() / words;
                *weight *= share;
            }
            before = (given.sums, given.grams);
            out.push(Moved { span: token.span, weights });
        }
    }

    /// What sums over so many grams and the lexicon's numbers come to.
    pub(super) fn logits(&self, sums: Wide, grams: i32, feel: &Feel, language: usize) -> [f64; LANES] {
        let root = f64::from(grams.max(1)).sqrt();
        let mut out = [0.0; LANES];
        for ((out, sum), scale) in out.iter_mut().zip(sums.sums()).zip(self.scales) {
            *out = scale * f64::from(sum - BIAS * grams) / root;
        }
        let Some(dense) = self.dense.get(language) else { return out };
        for (weights, feature) in dense.iter().zip(feel.features()) {
            for (out, weight) in out.iter_mut().zip(weights) {
                *out += weight * feature;
            }
        }
        out
    }
}
