//! The head that tells languages apart.

use clean_break::text::model::training::{LEVEL, TongueParts, letters};

use crate::buckets::Buckets;
use crate::data::{LANGUAGES, Row, Set};
use crate::fit::{Lesson, Sparse};
use crate::train::{centres, nearest};

/// The languages and any other.
pub const TONGUES: usize = 6;
/// Common words of languages that are not read.
const OTHERS: &str = include_str!("../words/others.txt");
/// Texts made of each line of them.
const MADE: usize = 250;
/// Words of such a text.
const WORDS: usize = 12;
/// Words of every second one.
const FEW: usize = 4;

/// The logarithm of the number of buckets, bits of a code and the penalty: chosen by measuring (docs/reader.md).
const LOG: u32 = 10;
const WIDTH: u32 = 3;
const PENALTY: f64 = 0.3;

/// Grams of a text, its class, what it weighs and its part.
pub struct Text {
    grams: Vec<u32>,
    class: usize,
    weight: f64,
    /// Its part.
    pub fold: usize,
}

/// Texts in known languages.
pub fn texts(rows: &[Row]) -> Vec<Text> {
    let mut out = Vec::new();
    for row in rows {
        let weight = match row.set {
            Set::Tweets | Set::Sentences | Set::Short => 1.0,
            _ => 0.05,
        };
        out.push(Text { grams: letters(&row.text), class: row.language, weight, fold: row.fold });
        // Short texts must be told apart too.
        let mut words = row.text.split_inclusive(' ');
        let short: String = words.by_ref().skip(1).take(5).collect();
        out.push(Text { grams: letters(&short), class: row.language, weight: weight * 0.5, fold: row.fold });
    }
    let mut chance = 1_u64;
    for line in OTHERS.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, words)) = line.split_once('\t') else { continue };
        let words: Vec<&str> = words.split(' ').collect();
        // Portuguese is met most, and is most like ours.
        for number in 0..MADE * if name == "pt" { 3 } else { 1 } {
            let mut text = String::new();
            for _ in 0..if number % 2 == 0 { WORDS } else { FEW } {
                chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = (chance >> 33) as usize % words.len();
                text.push_str(words.get(at).copied().unwrap_or_default());
                text.push(' ');
            }
            out.push(Text { grams: letters(&text), class: LANGUAGES.len(), weight: 0.7, fold: number % 5 });
        }
    }
    out
}

/// Fits it on the parts that are taken.
pub fn fit(texts: &[Text], taken: impl Fn(usize) -> bool) -> TongueParts {
    let buckets = Buckets::new(LOG, texts.iter().map(|text| text.grams.as_slice()), |rarity| rarity.max(0.05));
    let bias = buckets.len();
    let mut sparse = Sparse { width: bias + 1, ..Sparse::default() };
    let mut lessons = Vec::new();
    for (row, text) in texts.iter().enumerate() {
        sparse.push(buckets.cells(&text.grams).into_iter().chain([(bias as u32, 1.0)]));
        if taken(text.fold) {
            lessons.push(Lesson { row, class: text.class, weight: text.weight });
        }
    }
    let weights = sparse.fit::<TONGUES>(&lessons, PENALTY, 80);
    let bias = weights.get(bias * TONGUES..).unwrap_or_default().to_vec();
    let flat: Vec<f64> = weights
        .chunks(TONGUES)
        .zip(&buckets.rarity)
        .flat_map(|(weights, rarity)| weights.iter().map(move |weight| weight * rarity))
        .collect();
    let centres = centres(&flat, 1 << WIDTH);
    let unit = centres.iter().fold(1e-9, |most: f64, centre| most.max(centre.abs())) / f64::from(LEVEL);
    TongueParts {
        log: LOG as u8,
        width: WIDTH as u8,
        scale: unit as f32,
        bias,
        levels: centres.iter().map(|centre| (centre / unit).round() as i8).collect(),
        codes: flat.iter().map(|weight| nearest(&centres, *weight) as u8).collect(),
    }
}
