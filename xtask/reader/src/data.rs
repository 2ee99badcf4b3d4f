//! The sets: what each row says, and what it may be used for.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use flate2::read::GzDecoder;

/// The languages, in the order of `case::Language`.
pub const LANGUAGES: [&str; 5] = ["en", "fr", "it", "de", "es"];

/// Where a row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// Tweets in five languages; may train, rows are not committed.
    Tweets,
    /// Calm banking questions.
    Banking,
    /// Formal complaints.
    Narratives,
    /// Sentences invented for this project.
    Sentences,
    /// Short and informal ones.
    Short,
    /// Tweets to airlines: evaluation only.
    Airlines,
}

/// A text and what is known of it.
pub struct Row {
    /// Where it comes from.
    pub set: Set,
    /// The text.
    pub text: String,
    /// Its language, by number.
    pub language: usize,
    /// 0 negative, 1 neutral, 2 positive.
    pub tone: Option<usize>,
    /// 0 complaint, 1 neither, 2 compliment.
    pub voice: Option<usize>,
    /// One of five parts, by hash; of airline tweets one of two halves: choices may be compared on the first.
    pub fold: usize,
}

/// So many parts for cross-validation.
pub const FOLDS: usize = 5;

/// The folders where sets are looked for, the names of those that are left out, and what was missing.
pub struct Source {
    /// The repository's own data.
    pub own: PathBuf,
    /// Sets that are not committed.
    pub other: Option<PathBuf>,
    /// Sets that are left out.
    pub without: Vec<String>,
    /// Which rows fall into which part.
    pub seed: u64,
}

impl Source {
    /// The file's text, from the repository or from elsewhere; says so where it is missing.
    fn text(&self, name: &str) -> anyhow::Result<Option<String>> {
        if self.without.iter().any(|without| name.starts_with(without.as_str())) {
            println!("left out: {name}");
            return Ok(None);
        }
        let found = [Some(&self.own), self.other.as_ref()]
            .into_iter()
            .flatten()
            .map(|folder| folder.join(name))
            .find(|path| path.exists());
        let Some(path) = found else {
            println!("MISSING: {name} (give its folder by --data or CLEAN_BREAK_DATA)");
            return Ok(None);
        };
        read(&path).map(Some)
    }

    /// Rows that may train shipped weights.
    pub fn training(&self) -> anyhow::Result<Vec<Row>> {
        let mut rows = Vec::new();
        for name in ["umsab5_train.tsv.gz", "umsab5_val.tsv.gz"] {
            let Some(text) = self.text(name)? else { continue };
            for line in text.lines().skip(1) {
                let mut cells = line.splitn(3, '\t');
                let (Some(language), Some(tone), Some(text)) = (cells.next(), cells.next(), cells.next()) else {
                    continue;
                };
                let language = LANGUAGES.iter().position(|known| *known == language);
                let Some(language) = language else { continue };
                rows.push(self.row(Set::Tweets, plain(text), language, tone.parse().ok(), None));
            }
        }
        if let Some(text) = self.text("banking77.csv.gz")? {
            for record in csv(&text)? {
                let Some(text) = record.get(0) else { continue };
                rows.push(self.row(Set::Banking, plain(text), 0, Some(1), Some(1)));
            }
        }
        if let Some(text) = self.text("cfpb_narratives.csv.gz")? {
            for record in csv(&text)? {
                let Some(text) = record.get(5) else { continue };
                rows.push(self.row(Set::Narratives, unmasked(text), 0, Some(0), Some(0)));
            }
        }
        let files = [(Set::Sentences, "sentences"), (Set::Short, "sentences/short")];
        let files = files.into_iter().flat_map(|file| LANGUAGES.iter().enumerate().map(move |of| (file, of)));
        for ((set, folder), (language, name)) in files {
            let Some(text) = self.text(&format!("{folder}/{name}.tsv"))? else { continue };
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let mut cells = line.split('\t');
                let (Some(voice), Some(_), Some(text)) = (cells.next(), cells.next(), cells.next()) else {
                    continue;
                };
                let voice = match voice {
                    "complaint" => 0,
                    "neither" | "neutral" => 1,
                    "compliment" => 2,
                    _ => continue,
                };
                rows.push(self.row(set, text.to_owned(), language, Some(voice), Some(voice)));
            }
        }
        Ok(rows)
    }

    /// Banking questions, each with whether it asks for an account to be closed.
    pub fn questions(&self) -> anyhow::Result<Vec<(String, bool)>> {
        let Some(text) = self.text("banking77.csv.gz")? else { return Ok(Vec::new()) };
        let closes = |record: &csv::StringRecord| record.get(1) == Some("terminate_account");
        Ok(csv(&text)?.iter().filter_map(|record| Some((record.get(0)?.to_owned(), closes(record)))).collect())
    }

    /// Tweets to airlines, for measuring only.
    pub fn airlines(&self) -> anyhow::Result<Vec<Row>> {
        let mut rows = Vec::new();
        let Some(text) = self.text("airline_tweets.csv.gz")? else { return Ok(rows) };
        for record in csv(&text)? {
            let tone = match record.get(1) {
                Some("negative") => 0,
                Some("neutral") => 1,
                Some("positive") => 2,
                _ => continue,
            };
            let Some(text) = record.get(7) else { continue };
            let text = plain(text);
            // The halves stay the same whatever the seed.
            let fold = (hash(&text, 0) >> 32) as usize % 2;
            rows.push(Row { set: Set::Airlines, text, language: 0, tone: Some(tone), voice: None, fold });
        }
        Ok(rows)
    }

    /// A file of the lexicons.
    pub fn lexicon(&self, name: &str) -> anyhow::Result<String> {
        read(&self.own.join("lexicons").join(name))
    }

    fn row(&self, set: Set, text: String, language: usize, tone: Option<usize>, voice: Option<usize>) -> Row {
        let fold = fold(&text, self.seed);
        Row { set, text, language, tone, voice, fold }
    }
}

/// The part that a text falls into.
pub fn fold(text: &str, seed: u64) -> usize {
    let hash = hash(text, seed);
    ((hash ^ hash >> 32) % FOLDS as u64) as usize
}

fn hash(text: &str, seed: u64) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn read(path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("{}", path.display()))?;
    if path.extension().is_some_and(|ending| ending == "gz") {
        let mut text = String::new();
        GzDecoder::new(&bytes[..]).read_to_string(&mut text).with_context(|| format!("{}", path.display()))?;
        return Ok(text);
    }
    Ok(String::from_utf8(bytes)?)
}

fn csv(text: &str) -> anyhow::Result<Vec<csv::StringRecord>> {
    Ok(csv::Reader::from_reader(text.as_bytes()).records().collect::<Result<_, _>>()?)
}

/// A tweet as it was written: escapes undone, and without the links by which sets leak.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        let (head, tail) = rest.split_at(at);
        out.push_str(head);
        let code = tail.get(2..6).and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        if let Some(c) = code {
            out.push(c);
            rest = tail.get(6..).unwrap_or_default();
        } else {
            rest = tail.get(2..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    let out = out.replace("\\\"\"", "\"").replace("\"\"", "\"").replace("\\\"", "\"");
    let out = out.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let words = out.split_whitespace().filter(|word| !word.to_ascii_lowercase().starts_with("http"));
    words.collect::<Vec<_>>().join(" ").trim_matches('"').to_owned()
}

/// A complaint without the marks of what was blacked out.
fn unmasked(text: &str) -> String {
    let masked = |word: &str| word.matches('X').count() > 1 && !word.chars().any(char::is_lowercase);
    text.lines()
        .map(|line| line.split(' ').filter(|word| !masked(word)).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n")
}
