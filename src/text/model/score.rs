//! What the model makes of a text: by stretches about as long as what it was trained on, pooled.

use super::super::tokens::{Break, Tokens};
use super::feel::Feel;
use super::grams::{self, Part, Sink};
use super::{BIAS, LANES, Model};

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

impl Felt {
    /// Shares of negative, neutral and positive, with what else speaks for the first and the last.
    pub fn tone(&self, more_negative: f64, more_positive: f64) -> [f64; 3] {
        let [negative, positive, ..] = self.logits;
        shares(negative + more_negative, positive + more_positive)
    }

    /// Shares of complaint, neither and compliment.
    pub fn voice(&self) -> [f64; 3] {
        let [.., complaint, compliment] = self.logits;
        shares(complaint, compliment)
    }
}

/// The shares of a head's three classes, the neutral one between the two others.
fn shares(low: f64, high: f64) -> [f64; 3] {
    let most = low.max(high).max(0.0);
    let (low, neutral, high) = ((low - most).exp(), (-most).exp(), (high - most).exp());
    let all = low + neutral + high;
    [low / all, neutral / all, high / all]
}

/// Where the next stretch from `first` ends.
pub(super) fn stretch(tokens: &Tokens, first: usize) -> usize {
    let mut end = first;
    while let Some(token) = tokens.get(end) {
        let long = end - first;
        if long >= CUT || (long >= STRETCH && token.before == Break::Sentence) {
            break;
        }
        end += 1;
    }
    end
}

struct Sums<'m> {
    model: &'m Model,
    language: usize,
    lanes: u64,
    sums: [i32; LANES],
    grams: i32,
    feel: Feel,
}

impl Sums<'_> {
    /// Moves the lanes' sums to where they cannot run over.
    fn flush(&mut self) {
        for (lane, sum) in self.sums.iter_mut().enumerate() {
            *sum += (self.lanes >> (16 * lane)) as i32 & 0xFFFF;
        }
        self.lanes = 0;
    }
}

impl Sink for Sums<'_> {
    fn gram(&mut self, hash: u32) {
        self.lanes += self.model.table.get((hash >> self.model.shift) as usize).copied().unwrap_or(0);
        self.grams += 1;
    }

    fn word(&mut self, key: u32, before: Break, drawn: bool) {
        self.flush();
        self.feel.heated += u32::from(drawn);
        self.feel.word(self.model.lexicon.find(key, self.language), before);
    }

    fn mark(&mut self, key: u32, first: char) {
        self.flush();
        self.feel.mark(self.model.lexicon.find(key, usize::MAX), first);
    }
}

impl Model {
    /// Reads the words of a text in the language of this number.
    pub(in crate::text) fn felt(&self, text: &str, tokens: &Tokens, language: usize) -> Felt {
        let mut felt = Felt::default();
        let mut first = 0;
        let mut stretches = 0.0;
        while first < tokens.list.len() {
            let end = stretch(tokens, first);
            let mut sums = Sums { model: self, language, lanes: 0, sums: [0; LANES], grams: 0, feel: Feel::default() };
            grams::walk(Part { text, tokens, first, end, language }, &mut sums);
            sums.flush();
            let logits = self.logits(&sums);
            // The last stretch may be short and counts as much less.
            let weight = (end - first) as f64;
            for (all, logit) in felt.logits.iter_mut().zip(logits) {
                *all += weight * logit;
            }
            felt.heated += sums.feel.heated;
            stretches += weight;
            first = end;
        }
        for logit in &mut felt.logits {
            *logit /= f64::max(stretches, 1.0);
        }
        felt
    }

    fn logits(&self, sums: &Sums<'_>) -> [f64; LANES] {
        let root = f64::from(sums.grams.max(1)).sqrt();
        let features = sums.feel.features();
        let mut out = [0.0; LANES];
        for (lane, out) in out.iter_mut().enumerate() {
            let sum = sums.sums.get(lane).copied().unwrap_or(0) - BIAS * sums.grams;
            let scale = self.scales.get(lane).copied().unwrap_or(0.0);
            *out = scale * f64::from(sum) / root;
            if let Some(dense) = self.dense.get(sums.language) {
                for (weights, feature) in dense.iter().zip(features) {
                    *out += weights.get(lane).copied().unwrap_or(0.0) * feature;
                }
            }
        }
        out
    }
}
