//! The lexicons: public word lists joined by the first letters of their words, with negators and words that strengthen.

use std::collections::BTreeMap;

use anyhow::Context as _;
use clean_break::text::model::training::{folded, mark_key, sense, word_key};

use crate::data::{LANGUAGES, Source};

/// Senses by key.
pub type Lexicon = BTreeMap<u32, u8>;

/// How strongly each list's scores are taken: they come to -1 to 1.
const AFINN: f64 = 5.0;
const VADER: f64 = 4.0;

/// Contracted negations, as the reader folds them.
pub const NEGATIONS: &str = "dont doesnt didnt cant couldnt wont wouldnt isnt arent wasnt werent havent hasnt hadnt shouldnt \
                         aint cannot nothing nobody none neither nor";

/// Words of anger, fear, anxiety and disgust: what is heated (own lists).
const HEATED: [&str; 5] = [
    include_str!("../words/heated.en.txt"),
    include_str!("../words/heated.fr.txt"),
    include_str!("../words/heated.it.txt"),
    include_str!("../words/heated.de.txt"),
    include_str!("../words/heated.es.txt"),
];

/// AFINN of a language by number: word and score.
pub fn afinn(source: &Source, language: usize) -> anyhow::Result<Vec<(String, f64)>> {
    let name = LANGUAGES.get(language).context("no such language")?;
    let mut words = Vec::new();
    if *name == "en" {
        words.extend(lines(&source.lexicon("AFINN-en-165.txt.gz")?));
    } else {
        if *name == "fr" {
            words.extend(lines(&source.lexicon("AFINN-fr-165.txt.gz")?));
        }
        let list: serde_json::Value =
            serde_json::from_str(&source.lexicon(&format!("multilang-AFINN-{name}.json.gz"))?)?;
        for (word, score) in list.as_object().context("a list of words")? {
            words.push((word.clone(), score.as_f64().unwrap_or(0.0)));
        }
    }
    Ok(words)
}

/// A list with a word and its score on each line.
pub fn lines(text: &str) -> Vec<(String, f64)> {
    text.lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?.to_owned(), cells.next()?.trim().parse().ok()?))
        })
        .collect()
}

/// The lexicon of all languages.
pub fn build(source: &Source) -> anyhow::Result<Lexicon> {
    let mut out = Lexicon::new();
    let mut vader: Vec<(String, f64)> = lines(&source.lexicon("vader_lexicon.txt.gz")?);
    vader.iter_mut().for_each(|(_, score)| *score /= VADER);
    let lists = source.lexicon("negators_intensifiers_en_fr_it_de_es.tsv")?;
    for (language, name) in LANGUAGES.iter().enumerate() {
        // Score and number of words by key.
        let mut scores: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
        let mut heated: Vec<u32> = Vec::new();
        let mut words = afinn(source, language)?;
        words.iter_mut().for_each(|(_, score)| *score /= AFINN);
        if *name == "en" {
            words.extend(vader.iter().filter(|(word, _)| word.chars().all(|c| c.is_ascii_lowercase())).cloned());
        }
        for word in HEATED.get(language).copied().unwrap_or_default().split_whitespace() {
            heated.push(word_key(&folded(word), language));
            words.push((word.to_owned(), -0.6));
        }
        for (word, score) in words {
            if word.chars().all(|c| c.is_alphabetic()) {
                let sum = scores.entry(word_key(&folded(&word), language)).or_default();
                *sum = (sum.0 + score, sum.1 + 1.0);
            }
        }
        for (key, (sum, count)) in scores {
            let sense = sense::of(level(sum / count), heated.contains(&key));
            if sense != 0 {
                out.insert(key, sense);
            }
        }
        for line in lists.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [of, kind, form, ..] = cells[..] else { continue };
            if of != *name || form.contains([' ', '\'']) {
                continue;
            }
            match kind {
                "neg" => out.insert(word_key(&folded(form), language), sense::NEGATOR),
                "boost" => out.insert(word_key(&folded(form), language), sense::BOOSTER),
                _ => None,
            };
        }
        if *name == "en" {
            for word in NEGATIONS.split_whitespace() {
                out.insert(word_key(word, language), sense::NEGATOR);
            }
        }
    }
    signs(source, &vader, &mut out)?;
    Ok(out)
}

/// Emoticons and emoji.
fn signs(source: &Source, vader: &[(String, f64)], out: &mut Lexicon) -> anyhow::Result<()> {
    let mut signs = lines(&source.lexicon("AFINN-emoticon-8.txt.gz")?);
    signs.iter_mut().for_each(|(_, score)| *score /= AFINN);
    let emoji = source.lexicon("vader_emoji_utf8_lexicon.txt.gz")?;
    for line in emoji.lines() {
        let Some((sign, told)) = line.split_once('\t') else { continue };
        let score: f64 = told
            .split_whitespace()
            .filter_map(|word| vader.iter().find(|(known, _)| known == word))
            .map(|(_, score)| score)
            .sum();
        signs.push((sign.to_owned(), score.clamp(-1.0, 1.0)));
    }
    for (sign, score) in signs {
        let run = sign.chars().all(|c| c.is_ascii_punctuation());
        let one = sign.chars().filter(|c| *c != '\u{FE0F}').count() == 1;
        if run || one {
            let plain: String = sign.chars().filter(|c| *c != '\u{FE0F}').collect();
            let sense = sense::of(level(score), false);
            if sense != 0 {
                out.entry(mark_key(&plain)).or_insert(sense);
            }
        }
    }
    Ok(())
}

/// -3 to 3.
fn level(score: f64) -> i32 {
    let size = match score.abs() {
        size if size < 0.1 => 0,
        size if size < 0.3 => 1,
        size if size < 0.5 => 2,
        _ => 3,
    };
    if score < 0.0 { -size } else { size }
}
