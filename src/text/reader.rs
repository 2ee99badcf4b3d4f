//! The reader: what it has learned of languages, and what it makes of one message.
//!
//! Telling languages apart is compiled in; the phrases of a language are a table that is learned when a message in that
//! language is first met (docs/decisions/0009-phrases-as-data.md).

use std::sync::Arc;

use super::memory::{Forget, Lessons, Memory, Recall};
use super::model::{Felt, Model, ModelError, Moved};
#[cfg(not(target_arch = "wasm32"))]
use super::notation::PhrasesError;
use super::pattern::Numbered;
use super::table::{Table, TableError};
use super::tokens::{Tokens, folded_line};
use super::{Aside, NotRead, Reading, Span, asides, language, phrases, tone};
use crate::case::{Author, Case, Language, Share};
use crate::order;

/// Languages that the project has phrases of: `www/phrases/{en,fr,it,de,es}.txt`.
pub const READABLE: [Language; 5] = [Language::En, Language::Fr, Language::It, Language::De, Language::Es];

/// The tables of [`READABLE`], which `build.rs` makes of `www/phrases/`.
pub const TABLES: [(Language, &str); 5] = [
    (Language::En, include_str!(concat!(env!("OUT_DIR"), "/phrases-en.txt"))),
    (Language::Fr, include_str!(concat!(env!("OUT_DIR"), "/phrases-fr.txt"))),
    (Language::It, include_str!(concat!(env!("OUT_DIR"), "/phrases-it.txt"))),
    (Language::De, include_str!(concat!(env!("OUT_DIR"), "/phrases-de.txt"))),
    (Language::Es, include_str!(concat!(env!("OUT_DIR"), "/phrases-es.txt"))),
];

/// Reads messages in the languages that it has learned. A clone shares what was learned so far.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    tables: Vec<(Language, Arc<Table>)>,
    own: Arc<[String]>,
    model: Option<Arc<Model>>,
}

impl Reader {
    /// A reader that has learned every language of [`READABLE`], and the model, from files compiled in (490 KB): for
    /// programs without a
    /// site to load them from.
    #[must_use]
    pub fn shipped() -> Self {
        let mut reader = Self::phrases();
        // A test sees to it that it is understood, and the files below are.
        let _ = reader.learn_model(include_bytes!("../../www/models/reader-1.dat"));
        reader
    }

    /// The same without the model.
    #[must_use]
    pub fn phrases() -> Self {
        let mut reader = Self::default();
        for (_, table) in TABLES {
            let _ = reader.learn(table.as_bytes());
        }
        reader
    }

    /// Learns the phrases of a language from its table, as the site serves it, instead of those that it had. The table says
    /// which language.
    ///
    /// # Errors
    /// When the table is of another version, cut off or changed; the reader is then as it was.
    pub fn learn(&mut self, table: &[u8]) -> Result<Language, TableError> {
        let (language, table) = Table::read(table, &[])?;
        self.tables.retain(|(known, _)| *known != language);
        self.tables.push((language, Arc::new(table)));
        Ok(language)
    }

    /// Learns the phrases of the languages that another reader knows and this one does not.
    pub fn learn_from(&mut self, other: &Self) {
        for (language, table) in &other.tables {
            if !self.knows(*language) {
                self.tables.push((*language, table.clone()));
            }
        }
    }

    /// The same from phrases as people write them, `www/phrases/*.txt`: natively alone, since sites serve tables.
    ///
    /// # Errors
    /// Names the first line that is not understood and the rule that it breaks; the reader is then as it was.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn learn_notation(&mut self, file: &str) -> Result<Language, PhrasesError> {
        // What was understood makes a table that is; a test tries.
        self.learn(super::table_of(file, &[])?.as_bytes()).map_err(|_| PhrasesError::whole(file))
    }

    /// Learns the model of tone and voice from its file, instead of the one that it had. Without one, both are counted
    /// from phrases.
    ///
    /// # Errors
    /// When the file is of another version, cut off or changed; the reader is then as it was.
    pub fn learn_model(&mut self, file: &[u8]) -> Result<(), ModelError> {
        self.model = Some(Arc::new(Model::parse(file)?));
        Ok(())
    }

    /// Whether a model was learned.
    #[must_use]
    pub const fn has_model(&self) -> bool {
        self.model.is_some()
    }

    /// The reader for a company of these names, in any case and with or without accents: "I leave Acme for Bolt" means
    /// us where Acme is one of them. Without them, such a sentence leaves open whom it is about.
    #[must_use]
    pub fn own_names(mut self, names: &[String]) -> Self {
        self.own = names.iter().map(|name| folded_line(name)).filter(|name| !name.is_empty()).collect();
        self
    }

    /// Whether messages in this language are read.
    #[must_use]
    pub fn knows(&self, language: Language) -> bool {
        self.table(language).is_some()
    }

    /// Why the model reads a text as it does; nothing where it does not read it. It costs as much as reading: ask when it
    /// is looked at.
    #[must_use]
    pub fn explain(&self, text: &str, hint: Option<Language>) -> Explained {
        let mut tokens = Tokens::default();
        let Seen { guess, not_read, .. } = see(text, &mut tokens, hint, &mut Forget);
        let mut words = Vec::new();
        let (Some(model), Some(language), None) = (&self.model, guess.language, not_read) else {
            return Explained::default();
        };
        let felt = (model.feel)(model, text, &tokens, language as usize, Some(&mut words));
        Explained { language: Some(language), words, logits: felt.logits }
    }

    fn table(&self, language: Language) -> Option<&Table> {
        self.tables.iter().find(|(known, _)| *known == language).map(|(_, table)| &**table)
    }

    /// Reads one message. The hint is the customer's known language; the text itself weighs more.
    ///
    /// Customers' messages tell what customers feel and want, staff's what staff promised and did; system messages tell
    /// nothing. Fewer than three words are read by the hint's language, and only where a phrase in them speaks for itself
    /// ("cancel me"). Where nothing was read, tone, voice and arousal say nothing: look at `not_read` first.
    #[must_use]
    pub fn read(&self, text: &str, author: Author, hint: Option<Language>) -> Reading {
        let feel = |model: &Model, tokens: &Tokens, language, _: &_| (model.feel)(model, text, tokens, language, None);
        self.read_by((&mut Tokens::default(), &mut Forget), feel, text, author, hint)
    }

    /// Reads a message with what is remembered of words.
    fn read_by<K: Recall>(
        &self,
        (tokens, known): (&mut Tokens, &mut K),
        feel: impl FnOnce(&Model, &Tokens, usize, &K) -> Felt,
        text: &str,
        author: Author,
        hint: Option<Language>,
    ) -> Reading {
        let Seen { asides, guess, not_read } = see(text, tokens, hint, known);
        let short = not_read == Some(NotRead::TooShort);
        let language = if short { hint.or(guess.language) } else { guess.language };
        let learned = language.and_then(|language| Some((language, self.table(language)?)));
        if let Some(language) = language {
            let table = learned.map(|(_, table)| table);
            known.settle(tokens, Lessons { language: language as usize, table, model: self.model.as_deref() });
        }
        let told = match learned {
            Some((language, table)) if short || not_read.is_none() => {
                let words = Numbered::new(table, tokens, known);
                phrases::told(table, (language, author), words, &self.own)
            }
            _ => phrases::Told::default(),
        };
        let (told, not_read) = match not_read {
            Some(NotRead::TooShort) if told.plain => (told, None),
            None if learned.is_none() => (told, Some(NotRead::UnknownLanguage)),
            Some(_) => (phrases::Told::default(), not_read),
            None => (told, None),
        };
        let felt = match (&self.model, language) {
            (Some(model), Some(language)) if not_read.is_none() && !short => {
                Some(feel(model, tokens, language as usize, known))
            }
            _ => None,
        };
        Reading {
            language: if short && not_read.is_some() { guess.language } else { language },
            language_confidence: guess.confidence,
            not_read,
            asides,
            tone: tone::tone(&told, felt.as_ref()),
            voice: tone::voice(author, &told, felt.as_ref()),
            arousal: if not_read.is_none() { tone::arousal(text, tokens, &told, felt.as_ref()) } else { Share::ZERO },
            findings: told.findings,
        }
    }
}

/// What is kept from one message to the next.
#[derive(Clone, Debug, Default)]
struct Memories {
    /// The words of one message: their places are used again.
    tokens: Tokens,
    /// The words of all.
    words: Memory,
}

/// A reader for many messages one after another: it remembers the words that it met, in a megabyte or two, and reads the same
/// as the reader that it was made of, faster.
#[derive(Clone, Debug)]
pub struct Practised {
    reader: Reader,
    known: Memories,
}

impl Practised {
    /// With what this reader has learned by now.
    #[must_use]
    pub fn new(reader: Reader) -> Self {
        Self { reader, known: Memories::default() }
    }

    /// [`Reader::own_names`].
    pub fn own_names(&mut self, names: &[String]) {
        if !(names.is_empty() && self.reader.own.is_empty()) {
            self.reader = self.reader.clone().own_names(names);
        }
    }

    /// [`Reader::read`].
    #[must_use]
    pub fn read(&mut self, text: &str, author: Author, hint: Option<Language>) -> Reading {
        let Memories { tokens, words } = &mut self.known;
        let feel =
            |model: &Model, tokens: &Tokens, language, words: &_| model.felt_known(text, tokens, language, words);
        self.reader.read_by((tokens, words), feel, text, author, hint)
    }
}

/// What the model tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Negative from positive.
    Tone,
    /// Complaint from compliment.
    Voice,
}

impl Head {
    /// The one side against the other, in log-odds.
    #[must_use]
    pub const fn of(self, logits: &[f64; 4]) -> f64 {
        let [negative, positive, complaint, compliment] = *logits;
        match self {
            Self::Tone => negative - positive,
            Self::Voice => complaint - compliment,
        }
    }
}

/// Why a text was read as it was, by the model alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explained {
    /// The language that it was read in; none where it was not read.
    pub language: Option<Language>,
    /// The words in order, each with what it gave to the logits of negative, positive, complaint and compliment.
    pub words: Vec<Moved>,
    /// The logits: what the words gave, and what its length, its marks and the language give.
    pub logits: [f64; 4],
}

impl Explained {
    /// The words that spoke most for a logit, strongest first: words next to each other that both speak for it are one.
    /// The span of each and what it gave.
    #[must_use]
    pub fn strongest(&self, logit: usize, count: usize) -> Vec<(Span, f64)> {
        self.runs(&|weights| weights.get(logit).map_or(0.0, |weight| weight.max(0.0)), count)
    }

    /// The words that moved a head most, strongest first: towards negative or complaint above zero, towards positive or
    /// compliment below it. What all words gave is the last number.
    #[must_use]
    pub fn moved(&self, head: Head, count: usize) -> (Vec<(Span, f64)>, f64) {
        let weight = |weights: &[f64; 4]| head.of(weights);
        (self.runs(&weight, count), self.words.iter().map(|word| head.of(&word.weights)).sum())
    }

    /// Words next to each other that pull the same way, as one.
    fn runs(&self, weight: &dyn Fn(&[f64; 4]) -> f64, count: usize) -> Vec<(Span, f64)> {
        let most = self.words.iter().map(|word| weight(&word.weights).abs()).fold(0.0, f64::max);
        let mut out: Vec<(Span, f64)> = Vec::new();
        let mut apart = true;
        for word in &self.words {
            let gave = weight(&word.weights);
            // A quarter of the strongest word is little (design default).
            if gave.abs() < most * 0.25 || gave == 0.0 {
                apart = true;
                continue;
            }
            match out.last_mut() {
                Some((span, sum)) if !apart && (*sum > 0.0) == (gave > 0.0) => {
                    (span.end, *sum) = (word.span.end, *sum + gave);
                }
                _ => out.push((word.span, gave)),
            }
            apart = false;
        }
        order::sort(&mut out, |a, b| a.1.abs() > b.1.abs());
        out.truncate(count);
        out
    }
}

/// The languages of [`READABLE`] that the case's messages are in: those that must be learned before it is read.
#[must_use]
pub fn languages_of(case: &Case) -> Vec<Language> {
    let hint = hint(case);
    let mut languages = Vec::new();
    let mut tokens = Tokens::default();
    for message in &case.messages {
        let seen = see(&message.text, &mut tokens, hint, &mut Forget);
        let language = match seen.not_read {
            None => seen.guess.language,
            Some(NotRead::TooShort) if !tokens.list.is_empty() => hint.or(seen.guess.language),
            Some(_) => None,
        };
        if let Some(language) = language
            && READABLE.contains(&language)
            && !languages.contains(&language)
        {
            languages.push(language);
        }
    }
    languages
}

/// The customer's known language, where it is one of ours.
pub(crate) fn hint(case: &Case) -> Option<Language> {
    case.customer.language.as_deref().and_then(Language::from_tag)
}

/// What is seen in a text before a word of it is understood; its words are put into `tokens`.
struct Seen {
    asides: Vec<Aside>,
    guess: language::Guess,
    /// Why it cannot be read in any language.
    not_read: Option<NotRead>,
}

fn see(text: &str, tokens: &mut Tokens, hint: Option<Language>, known: &mut impl Recall) -> Seen {
    let asides = asides::around(text, tokens, known);
    let guess = language::guess(text, tokens, hint, known);
    let words = tokens.plain();
    let not_read = if words == 0 && !asides.is_empty() {
        Some(NotRead::OnlyBoilerplate)
    } else if guess.foreign_script {
        Some(NotRead::UnknownLanguage)
    } else if words < 3 {
        Some(NotRead::TooShort)
    } else {
        None
    };
    Seen { asides, guess, not_read }
}
