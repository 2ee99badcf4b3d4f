//! From rows to a model's file: examples, fits of both heads, few-bit weights.

use std::cell::RefCell;
use std::collections::BTreeSet;

use anyhow::{Context as _, bail};
use clean_break::text::model::Model;
use clean_break::text::model::training::{FEATURES, LANES, LEVEL, Parts, logits, stretches, write};

use crate::buckets::Buckets;
use crate::data::{FOLDS, LANGUAGES, Row, Set, Source, fold};
use crate::fit::{Lesson, Sparse, softmax};
use crate::lexicons::{self, Lexicon};

/// Classes of tone and of voice.
const CLASSES: usize = 3;

/// What is chosen by measuring (`cargo xtask eval name=number`).
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The logarithm of the number of buckets.
    pub log: u32,
    /// Bits of a code.
    pub width: u32,
    /// Penalties of tone and voice.
    pub penalty: [f64; 2],
    /// What English tweets weigh in tone: other tweets are 1 each, and English has all banking questions and narratives.
    pub english: f64,
    /// What the other sets weigh in tone.
    pub banking: f64,
    /// Formal complaints.
    pub narratives: f64,
    /// Invented sentences.
    pub sentences: f64,
    /// Short ones.
    pub short: f64,
    /// What tweets without tone weigh in voice.
    pub neutral_tweets: f64,
    /// What banking questions, formal complaints, invented sentences and short ones weigh in voice.
    pub voice: [f64; 4],
    /// The share of buckets that is kept, for tone and voice.
    pub keep: [f64; 2],
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            log: 15,
            width: 3,
            penalty: [5.0, 16.0],
            english: 1.5,
            banking: 0.15,
            narratives: 0.4,
            sentences: 1.5,
            short: 1.0,
            neutral_tweets: 0.3,
            voice: [0.6, 1.0, 10.0, 5.0],
            keep: [0.25, 0.1],
        }
    }
}

impl Choice {
    /// Sets one of the choices: `name=number`.
    pub fn set(&mut self, argument: &str) -> anyhow::Result<()> {
        let (name, number) = argument.split_once('=').context("name=number")?;
        let number: f64 = number.parse()?;
        match name {
            "log" => self.log = number as u32,
            "width" => self.width = number as u32,
            "tone-penalty" => self.penalty[0] = number,
            "voice-penalty" => self.penalty[1] = number,
            "english" => self.english = number,
            "banking" => self.banking = number,
            "narratives" => self.narratives = number,
            "sentences" => self.sentences = number,
            "neutral-tweets" => self.neutral_tweets = number,
            "voice-banking" => self.voice[0] = number,
            "voice-narratives" => self.voice[1] = number,
            "voice-sentences" => self.voice[2] = number,
            "tone-keep" => self.keep[0] = number,
            "short" => self.short = number,
            "voice-short" => self.voice[3] = number,
            "voice-keep" => self.keep[1] = number,
            _ => bail!("{name:?} is no choice"),
        }
        Ok(())
    }
}

/// Rounds of a fit at most.
const ROUNDS: usize = 60;

/// Everything that a fit needs.
pub struct Prepared {
    /// The rows.
    pub rows: Vec<Row>,
    /// The lexicon.
    pub lexicon: Lexicon,
    examples: Vec<Example>,
    matrix: Matrix,
    choice: Choice,
}

/// What a model that has not seen a row makes of it.
pub struct Held {
    /// The row's number.
    pub row: usize,
    /// As `training::logits` gives them.
    pub logits: [f64; LANES],
}

impl Prepared {
    /// Sees the rows as the model does.
    pub fn new(source: &Source, rows: Vec<Row>, choice: Choice) -> anyhow::Result<Self> {
        let mut lexicon = lexicons::build(source)?;
        prune(&mut lexicon, &rows);
        let examples = examples(&rows, &lexicon);
        let matrix = Matrix::new(&examples, &rows, choice);
        Ok(Self { rows, lexicon, examples, matrix, choice })
    }

    /// Splits the rows into parts anew.
    pub fn split(&mut self, seed: u64) {
        self.rows.iter_mut().for_each(|row| row.fold = fold(&row.text, seed));
    }

    /// Fits on the rows that are taken.
    pub fn fit(&self, taken: impl Fn(usize) -> bool) -> Fitted {
        self.matrix.fit(&self.examples, &self.rows, |row| taken(row.fold))
    }

    /// For each of the parts, a fit on the others.
    pub fn parts(&self) -> Vec<Fitted> {
        let (even, odd) = std::thread::scope(|scope| {
            let run = |first: usize| {
                let folds = (first..FOLDS).step_by(2);
                scope.spawn(move || folds.map(|fold| self.fit(|of| of != fold)).collect::<Vec<_>>())
            };
            let (even, odd) = (run(0), run(1));
            (even.join().unwrap_or_default(), odd.join().unwrap_or_default())
        });
        let mut odd = odd.into_iter();
        even.into_iter().flat_map(|even| [Some(even), odd.next()]).flatten().collect()
    }

    /// What the fits make of the rows that they have not seen.
    pub fn held(&self, parts: &[Fitted]) -> anyhow::Result<Vec<Held>> {
        let mut out = Vec::new();
        for (fold, part) in parts.iter().enumerate() {
            let model = Model::parse(&self.write(part, [1.0; 2]))?;
            for (row, of) in self.rows.iter().enumerate().filter(|(_, row)| row.fold == fold) {
                out.push(Held { row, logits: logits(&model, &of.text, of.language) });
            }
        }
        Ok(out)
    }

    /// The class of a row by which a head's shares are judged: of tweets the tone, of invented sentences the voice.
    pub fn judged(&self, held: &Held, head: usize) -> Option<usize> {
        let row = self.rows.get(held.row)?;
        match (head, row.set) {
            (0, Set::Tweets) => row.tone,
            (1, Set::Sentences) => row.voice,
            _ => None,
        }
    }

    /// By how much each head's logits must be divided so that shares are what they say, on rows not seen.
    pub fn temperature(&self, held: &[Held]) -> [f64; 2] {
        let loss = |head: usize, heat: f64| {
            let mut sum = 0.0;
            for held in held {
                let Some(class) = self.judged(held, head) else { continue };
                let shares = shares(held.logits.map(|logit| logit / heat), head);
                sum -= shares.get(class).copied().unwrap_or(1.0).max(1e-9).ln();
            }
            sum
        };
        [0, 1].map(|head| {
            let heats = (0..120).map(|step| 0.3 * 1.03_f64.powi(step));
            heats.min_by(|a, b| loss(head, *a).total_cmp(&loss(head, *b))).unwrap_or(1.0)
        })
    }

    /// A fit's file.
    pub fn write(&self, fitted: &Fitted, temperature: [f64; 2]) -> Vec<u8> {
        write(&small(fitted, &self.lexicon, self.choice, temperature))
    }
}

/// The shares of a head: negative, neutral, positive or complaint, neither, compliment.
pub fn shares(logits: [f64; LANES], head: usize) -> [f64; CLASSES] {
    let [negative, positive, complaint, compliment] = logits;
    let (low, high) = if head == 0 { (negative, positive) } else { (complaint, compliment) };
    softmax([low, 0.0, high])
}

/// A stretch of a row.
struct Example {
    row: usize,
    grams: Vec<u32>,
    numbers: [f64; FEATURES],
    /// Its part of the row.
    part: f64,
}

fn examples(rows: &[Row], lexicon: &Lexicon) -> Vec<Example> {
    let sense = |key: u32| lexicon.get(&key).copied().unwrap_or(0);
    let mut out = Vec::new();
    for (row, of) in rows.iter().enumerate() {
        let parts = stretches(&of.text, of.language, &sense);
        let words: usize = parts.iter().map(|part| part.words).sum();
        for part in parts {
            let share = part.words as f64 / words.max(1) as f64;
            out.push(Example { row, grams: part.grams, numbers: part.numbers, part: share });
        }
    }
    out
}

/// Leaves out of the lexicon what is never met.
fn prune(lexicon: &mut Lexicon, rows: &[Row]) {
    let met = RefCell::new(BTreeSet::new());
    let meet = |key: u32| {
        met.borrow_mut().insert(key);
        0
    };
    for row in rows {
        let _ = stretches(&row.text, row.language, &meet);
    }
    let met = met.into_inner();
    lexicon.retain(|key, _| met.contains(key));
}

/// Weights before they are made small.
pub struct Fitted {
    /// By bucket, the lanes.
    table: Vec<[f64; LANES]>,
    dense: Vec<[[f64; LANES]; FEATURES]>,
}

/// Examples in few buckets, with what grams weigh.
struct Matrix {
    sparse: Sparse,
    buckets: Buckets,
    choice: Choice,
}

impl Matrix {
    fn new(examples: &[Example], rows: &[Row], choice: Choice) -> Self {
        let texts = examples.iter().map(|example| example.grams.as_slice());
        let buckets = Buckets::new(choice.log, texts, |rarity| rarity);
        let first = buckets.len();
        let mut sparse = Sparse { width: first + FEATURES * (1 + LANGUAGES.len()), ..Sparse::default() };
        for example in examples {
            let language = rows.get(example.row).map_or(0, |row| row.language);
            let dense = [0, 1 + language].into_iter().flat_map(|block| {
                let numbers = example.numbers.iter().enumerate();
                numbers.map(move |(at, number)| ((first + block * FEATURES + at) as u32, *number as f32))
            });
            sparse.push(buckets.cells(&example.grams).into_iter().chain(dense));
        }
        Self { sparse, buckets, choice }
    }

    /// Fits tone and voice on the examples whose row is taken.
    fn fit(&self, examples: &[Example], rows: &[Row], taken: impl Fn(&Row) -> bool) -> Fitted {
        let choice = self.choice;
        let mut fitted = Fitted {
            table: vec![[0.0; LANES]; self.buckets.len()],
            dense: vec![[[0.0; LANES]; FEATURES]; LANGUAGES.len()],
        };
        for head in 0..2 {
            let mut lessons = Vec::new();
            for (row, example) in examples.iter().enumerate() {
                let Some(of) = rows.get(example.row).filter(|row| taken(row)) else { continue };
                let (class, weight) = match (head, of.set) {
                    (0, Set::Tweets) if of.language == 0 => (of.tone, choice.english),
                    (0, Set::Tweets) => (of.tone, 1.0),
                    (0, Set::Banking) => (of.tone, choice.banking),
                    (0, Set::Narratives) => (of.tone, choice.narratives),
                    (0, Set::Sentences) => (of.tone, choice.sentences),
                    (0, Set::Short) => (of.tone, choice.short),
                    // Of tweets only those that feel nothing have a voice: none.
                    (_, Set::Tweets) => (of.tone.filter(|tone| *tone == 1), choice.neutral_tweets),
                    (_, Set::Banking) => (of.voice, choice.voice[0]),
                    (_, Set::Narratives) => (of.voice, choice.voice[1]),
                    (_, Set::Short) => (of.voice, choice.voice[3]),
                    (_, _) => (of.voice, choice.voice[2]),
                };
                if let Some(class) = class {
                    lessons.push(Lesson { row, class, weight: weight * example.part });
                }
            }
            let penalty = choice.penalty.get(head).copied().unwrap_or(1.0);
            let mut weights = self.sparse.fit::<CLASSES>(&lessons, penalty, ROUNDS);
            let keep = choice.keep.get(head).copied().unwrap_or(1.0);
            if keep < 1.0 {
                let dropped = self.sparse.dropped::<CLASSES>(&weights, self.buckets.len(), keep);
                weights = self.sparse.without(&dropped).fit::<CLASSES>(&lessons, penalty, ROUNDS);
            }
            // Against the neutral class.
            let against = |place: usize, class: usize| {
                let of = |class: usize| weights.get(place * CLASSES + class).copied().unwrap_or(0.0);
                of(class) - of(1)
            };
            for (side, class) in [0, 2].into_iter().enumerate() {
                let lane = head * 2 + side;
                for (place, (bucket, rarity)) in fitted.table.iter_mut().zip(&self.buckets.rarity).enumerate() {
                    if let Some(weight) = bucket.get_mut(lane) {
                        *weight = against(place, class) * rarity;
                    }
                }
                for (language, features) in fitted.dense.iter_mut().enumerate() {
                    for (at, feature) in features.iter_mut().enumerate() {
                        if let Some(weight) = feature.get_mut(lane) {
                            *weight = against(self.buckets.len() + at, class)
                                + against(self.buckets.len() + (1 + language) * FEATURES + at, class);
                        }
                    }
                }
            }
        }
        fitted
    }
}

/// Makes the weights small. Each head's logits are divided by its temperature.
fn small(fitted: &Fitted, lexicon: &Lexicon, choice: Choice, temperature: [f64; 2]) -> Parts {
    let mut scales = [0.0; LANES];
    let mut levels: [Vec<i8>; LANES] = Default::default();
    let mut codes = vec![[0; LANES]; fitted.table.len()];
    for lane in 0..LANES {
        let weights: Vec<f64> = fitted.table.iter().filter_map(|bucket| bucket.get(lane)).copied().collect();
        let heat = temperature.get(lane / 2).copied().unwrap_or(1.0);
        let centres = centres(&weights, 1 << choice.width);
        let most = centres.iter().fold(1e-9, |most: f64, centre| most.max(centre.abs()));
        let unit = most / f64::from(LEVEL);
        if let (Some(scale), Some(level)) = (scales.get_mut(lane), levels.get_mut(lane)) {
            *scale = (unit / heat) as f32;
            *level = centres.iter().map(|centre| (centre / unit).round() as i8).collect();
        }
        for (code, weight) in codes.iter_mut().zip(&weights) {
            if let Some(code) = code.get_mut(lane) {
                *code = nearest(&centres, *weight) as u8;
            }
        }
    }
    let mut dense = fitted.dense.clone();
    for (lane, weight) in dense.iter_mut().flatten().flat_map(|weights| weights.iter_mut().enumerate()) {
        *weight /= temperature.get(lane / 2).copied().unwrap_or(1.0);
    }
    Parts {
        log: choice.log as u8,
        width: choice.width as u8,
        scales,
        levels,
        codes,
        dense,
        lexicon: lexicon.iter().map(|(key, sense)| (*key, *sense)).collect(),
    }
}

/// The nearest of centres in order.
pub fn nearest(centres: &[f64], weight: f64) -> usize {
    let after = centres.partition_point(|centre| *centre < weight);
    let near = |at: usize| centres.get(at).map_or(f64::INFINITY, |centre| (centre - weight).abs());
    if after > 0 && near(after - 1) <= near(after) { after - 1 } else { after }
}

/// Levels by which the weights lose least (Lloyd, Max); one of them is 0.
pub fn centres(weights: &[f64], count: usize) -> Vec<f64> {
    let mut sorted = weights.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut centres: Vec<f64> =
        (0..count).filter_map(|at| sorted.get((sorted.len() - 1) * (2 * at + 1) / (2 * count)).copied()).collect();
    for _ in 0..60 {
        let mut sums = vec![(0.0, 0.0); centres.len()];
        for weight in &sorted {
            if let Some(sum) = sums.get_mut(nearest(&centres, *weight)) {
                *sum = (sum.0 + weight, sum.1 + 1.0);
            }
        }
        for (centre, (sum, number)) in centres.iter_mut().zip(sums) {
            if number > 0.0 {
                *centre = sum / number;
            }
        }
        centres.sort_unstable_by(f64::total_cmp);
    }
    let zero = nearest(&centres, 0.0);
    if let Some(centre) = centres.get_mut(zero) {
        *centre = 0.0;
    }
    centres
}
