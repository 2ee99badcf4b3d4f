//! Word lists on the same rows: AFINN (translated) with negation in five languages, and VADER's rules for English.

use std::collections::BTreeMap;

use clean_break::text::model::training::folded;

use crate::data::{LANGUAGES, Source};
use crate::lexicons::{NEGATIONS, afinn, lines};

/// The word lists.
pub struct Lists {
    afinn: Vec<BTreeMap<String, f64>>,
    negators: Vec<Vec<String>>,
    vader: BTreeMap<String, f64>,
}

/// Words, in lower case, with the marks around them taken off.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect()
}

/// How far a negator reaches, in words.
const REACH: usize = 3;
/// What VADER makes of a negated word, of capitals beside small letters, of one that strengthens.
const NEGATED: f64 = -0.74;
const CAPITALS: f64 = 0.733;
const BOOST: f64 = 0.293;

impl Lists {
    /// Reads the lists.
    pub fn new(source: &Source) -> anyhow::Result<Self> {
        let mut out = Self { afinn: Vec::new(), negators: Vec::new(), vader: BTreeMap::new() };
        let table = source.lexicon("negators_intensifiers_en_fr_it_de_es.tsv")?;
        for (language, name) in LANGUAGES.iter().enumerate() {
            out.afinn
                .push(afinn(source, language)?.into_iter().map(|(word, score)| (word.to_lowercase(), score)).collect());
            let mut negators: Vec<String> = table
                .lines()
                .filter_map(|line| line.strip_prefix(&format!("{name}\tneg\t")))
                .filter_map(|rest| rest.split('\t').next())
                .map(folded)
                .collect();
            if *name == "en" {
                negators.extend(NEGATIONS.split_whitespace().map(str::to_owned));
            }
            out.negators.push(negators);
        }
        out.vader.extend(lines(&source.lexicon("vader_lexicon.txt.gz")?));
        Ok(out)
    }

    fn negates(&self, word: &str, language: usize) -> bool {
        let word = folded(&word.replace(['\'', '’'], ""));
        self.negators.get(language).is_some_and(|negators| negators.contains(&word))
    }

    fn negated(&self, words: &[&str], at: usize, language: usize) -> bool {
        words.get(at.saturating_sub(REACH)..at).unwrap_or_default().iter().any(|word| self.negates(word, language))
    }

    /// AFINN with negation: 0 negative, 1 neutral, 2 positive.
    pub fn afinn(&self, text: &str, language: usize) -> usize {
        let words = words(text);
        let Some(list) = self.afinn.get(language) else { return 1 };
        let mut sum = 0.0;
        for (at, word) in words.iter().enumerate() {
            if let Some(score) = list.get(&word.to_lowercase()) {
                sum += if self.negated(&words, at, language) { -0.5 * score } else { *score };
            }
        }
        class(sum, 0.0)
    }

    /// VADER's main rules: its words and emoticons, capitals, strengthening words, negation, "but", exclamation marks.
    pub fn vader(&self, text: &str) -> usize {
        let chunks: Vec<&str> = text.split_whitespace().collect();
        let words: Vec<&str> = chunks
            .iter()
            .map(|chunk| {
                let bare = chunk.trim_matches(|c: char| c.is_ascii_punctuation());
                if bare.len() <= 2 { *chunk } else { bare }
            })
            .collect();
        let capital = |word: &str| {
            word.len() > 1 && word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_uppercase)
        };
        let mixed = words.iter().any(|word| capital(word)) && !words.iter().all(|word| capital(word));
        let mut scores = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let Some(&known) = self.vader.get(&word.to_lowercase()) else {
                scores.push(0.0);
                continue;
            };
            let sign = f64::signum(known);
            let mut score = known;
            if mixed && capital(word) {
                score += sign * CAPITALS;
            }
            for back in 1..=REACH {
                let Some(before) = at.checked_sub(back).and_then(|at| words.get(at)) else { continue };
                let before = before.to_lowercase();
                if self.vader.contains_key(&before) {
                    continue;
                }
                let fade = 1.0 - 0.05 * (back as f64 - 1.0);
                if BOOSTERS.split_whitespace().any(|booster| booster == before) {
                    score += sign * BOOST * fade;
                } else if DAMPERS.split_whitespace().any(|damper| damper == before) {
                    score -= sign * BOOST * fade;
                }
            }
            if self.negated(&words, at, 0) {
                score *= NEGATED;
            }
            scores.push(score);
        }
        if let Some(but) = words.iter().position(|word| word.eq_ignore_ascii_case("but")) {
            for (at, score) in scores.iter_mut().enumerate() {
                *score *= if at < but { 0.5 } else { 1.5 };
            }
        }
        let mut sum: f64 = scores.iter().sum();
        sum += f64::signum(sum) * 0.292 * text.matches('!').count().min(4) as f64 * f64::from(u8::from(sum != 0.0));
        class(sum / (sum * sum + 15.0).sqrt(), 0.05)
    }
}

const BOOSTERS: &str = "absolutely amazingly awfully completely considerably decidedly deeply enormously entirely especially \
                        exceptionally extremely fabulously flipping fricking frickin friggin fucking greatly hella highly \
                        hugely incredibly intensely majorly more most particularly purely quite really remarkably so \
                        substantially thoroughly totally tremendously uber unbelievably unusually utterly very";
const DAMPERS: &str =
    "almost barely hardly kinda less little marginally occasionally partly scarcely slightly somewhat sorta";

fn class(score: f64, bound: f64) -> usize {
    if score > 0.0 && score >= bound {
        2
    } else if score < 0.0 && score <= -bound {
        0
    } else {
        1
    }
}
