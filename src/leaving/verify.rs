//! Verification: names the first entry that does not hold, and why.

use super::Act;
use super::entry::{Entry, GENESIS};
use super::playbook::Playbook;
use super::sealed::{FreeText, Kept, Texts};
use crate::case::{Case, parse_date, parse_time};
use crate::json::JsonError;
use crate::map::Set;
use crate::words::{Key, Text, say};

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// How many entries there are.
    pub entries: u32,
    /// The first that does not hold; `None` when all do.
    pub first_bad: Option<Bad>,
    /// The entry that erased every text before it, where one did: what is missing since then is no tampering.
    pub erased: Option<u32>,
}

impl Verification {
    /// Whether everything holds.
    #[must_use]
    pub const fn is_ok(&self) -> bool {
        self.first_bad.is_none()
    }
}

/// An entry that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {n}: {why}")]
pub struct Bad {
    /// Its number, counted from 1; 0 when something belongs to no entry.
    pub n: u32,
    /// Why.
    pub why: Why,
}

/// Why an entry does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Its bytes or its hash were changed.
    #[error("its bytes and its hash do not fit")]
    Hash,
    /// The entry before it was changed, removed or put in.
    #[error("it does not follow the entry before it")]
    Chain,
    /// Its number is not its place.
    #[error("it carries the number {0}")]
    Number(u32),
    /// It is of another case.
    #[error("it is of the case {0:?}")]
    Case(String),
    /// It cannot be read by this version.
    #[error("it cannot be read: {0}")]
    Unreadable(JsonError),
    /// The first entry does not open the case, or a later one does.
    #[error("a journal opens the case in its first entry and nowhere else")]
    Opening,
    /// A text that it seals is missing.
    #[error("its text {0} is missing")]
    TextMissing(String),
    /// A text that it seals was changed or swapped.
    #[error("its text {0} was changed")]
    TextChanged(String),
    /// A text was removed without an act that says so, or stands again though it was redacted.
    #[error("its text {0} and the record of its redaction do not fit")]
    Redaction(String),
    /// A text that no entry seals.
    #[error("the text {0} belongs to no entry")]
    TextUnknown(String),
    /// The case document that it binds was changed.
    #[error("the case document was changed")]
    Document,
    /// The last entries are missing: the file names a later one as the last.
    #[error("entries after this one are missing, or the head that the file names was changed")]
    Head,
    /// What the file says beside the chain does not fit the chain.
    #[error("{0} does not fit the journal")]
    Beside(&'static str),
}

impl Bad {
    /// For a person: which entry it is, of which day and about what, and what does not fit.
    #[must_use]
    pub fn text(&self, entries: &[Entry], playbooks: &[Playbook]) -> Text {
        let why = self.why.text();
        if self.n == 0 {
            return say::plan_tamper_file(why);
        }
        let n = i64::from(self.n);
        let entry = usize::try_from(self.n).ok().and_then(|n| entries.get(n.checked_sub(1)?));
        let body = entry.and_then(|entry| entry.read().ok());
        // RFC 3339 begins with the civil date.
        let day = body.as_ref().and_then(|body| parse_date("at", body.at.get(..10)?).ok());
        match (body, day) {
            (Some(body), Some(day)) => {
                let step = body.act.step();
                let playbook = playbooks.iter().find(|playbook| step.is_some_and(|id| playbook.step(id).is_some()));
                say::plan_tamper_entry(n, day, body.act.text(playbook), why)
            }
            _ => say::plan_tamper_entry_unread(n, why),
        }
    }
}

impl Why {
    /// What does not fit, for a person.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Hash => Key::PlanTamperHash,
            Self::Chain | Self::Number(_) => Key::PlanTamperChain,
            Self::Case(_) => Key::PlanTamperCase,
            Self::Unreadable(_) => Key::PlanTamperUnreadable,
            Self::Opening => Key::PlanTamperOpening,
            Self::TextMissing(_) => Key::PlanTamperTextMissing,
            Self::TextChanged(_) => Key::PlanTamperTextChanged,
            Self::Redaction(_) => Key::PlanTamperRedaction,
            Self::TextUnknown(_) => Key::PlanTamperTextUnknown,
            Self::Document => Key::PlanTamperDocument,
            Self::Head => Key::PlanTamperHead,
            Self::Beside(_) => Key::PlanTamperBeside,
        }
        .into()
    }
}

struct Reading<'a> {
    texts: &'a Texts,
    sealed: Vec<(u32, String)>,
    redacted: Set<String>,
    erased: Option<u32>,
    document: Option<(u32, String)>,
    case: Option<String>,
}

/// Verifies entries, the texts beside them and the case document. An empty journal does not hold: it opens no case.
#[must_use]
pub fn verify(entries: &[Entry], texts: &Texts, document: &Kept) -> Verification {
    let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let mut reading =
        Reading { texts, sealed: Vec::new(), redacted: Set::new(), erased: None, document: None, case: None };
    let first_bad = reading.first_bad(entries, document).err();
    Verification { entries: count, first_bad, erased: reading.erased }
}

impl Reading<'_> {
    fn first_bad(&mut self, entries: &[Entry], document: &Kept) -> Result<(), Bad> {
        let mut prev = GENESIS;
        for (n, entry) in (1..).zip(entries) {
            self.entry(n, entry, prev).map_err(|why| Bad { n, why })?;
            prev = &entry.hash;
        }
        self.texts()?;
        match &self.document {
            Some((n, _)) if self.is_erased(*n) => {
                let why = Why::Document;
                if *document == Kept::gone() { Ok(()) } else { Err(Bad { n: *n, why }) }
            }
            Some((n, commitment)) if document.commitment().as_ref() != Some(commitment) => {
                Err(Bad { n: *n, why: Why::Document })
            }
            // A well-made chain may still bind another customer's document.
            Some((n, _)) if Case::parse(&document.text).ok().map(|case| case.id.to_string()) != self.case => {
                Err(Bad { n: *n, why: Why::Beside("the case document") })
            }
            Some(_) => Ok(()),
            None => Err(Bad { n: 0, why: Why::Opening }),
        }
    }

    /// Whether what entry `n` sealed is gone with all else.
    fn is_erased(&self, n: u32) -> bool {
        self.erased.is_some_and(|erased| n < erased)
    }

    fn entry(&mut self, n: u32, entry: &Entry, prev: &str) -> Result<(), Why> {
        if !entry.is_intact() {
            return Err(Why::Hash);
        }
        let mut body = entry.read().map_err(Why::Unreadable)?;
        if body.n != n {
            return Err(Why::Number(body.n));
        }
        if body.prev != prev {
            return Err(Why::Chain);
        }
        parse_time("at", &body.at).map_err(Why::Unreadable)?;
        if *self.case.get_or_insert_with(|| body.case.clone()) != body.case {
            return Err(Why::Case(body.case));
        }
        if matches!(body.act, Act::Opened { .. }) != (n == 1) {
            return Err(Why::Opening);
        }
        if let Some(FreeText::Sealed(commitment)) = body.act.document() {
            self.document = Some((n, commitment.clone()));
        }
        if let Act::TextRedacted { commitment: FreeText::Sealed(commitment), .. } = &body.act {
            self.redacted.insert(commitment.clone());
        }
        if matches!(body.act, Act::Erased {}) {
            self.erased = Some(n);
        }
        for text in body.act.texts_mut() {
            if let FreeText::Sealed(commitment) = text {
                self.sealed.push((n, commitment.clone()));
            }
        }
        Ok(())
    }

    fn texts(&self) -> Result<(), Bad> {
        for (n, commitment) in &self.sealed {
            let is_gone = self.is_erased(*n) || self.redacted.contains(commitment);
            let why = match self.texts.0.get(commitment) {
                None => Why::TextMissing(commitment.clone()),
                Some(kept) if kept.redacted != is_gone => Why::Redaction(commitment.clone()),
                Some(kept) if kept.redacted && kept.text.is_empty() && kept.salt.is_empty() => continue,
                Some(kept) if kept.commitment().as_ref() == Some(commitment) => continue,
                Some(_) => Why::TextChanged(commitment.clone()),
            };
            return Err(Bad { n: *n, why });
        }
        match self.texts.0.keys().find(|known| !self.sealed.iter().any(|(_, sealed)| sealed == *known)) {
            Some(unknown) => Err(Bad { n: 0, why: Why::TextUnknown(unknown.clone()) }),
            None => Ok(()),
        }
    }
}
