//! The journal: append-only, each entry chained to the one before by its hash. The only thing ever written for a plan.
//!
//! What the chain proves: nothing in it was changed, left out or put in between *after* the hash of its last entry (its
//! head) became known elsewhere. Somebody who rewrites the whole chain makes a new, consistent one; so put the head
//! where others can see it, in the ticket's closing note, say.

use super::Act;
use super::entry::{Body, Entry, GENESIS};
use super::sealed::{FreeText, Kept, Salt, Texts};
use super::verify::{Bad, verify};
use crate::case::{Case, CaseError, parse_time};
use crate::json::Rule;

/// When, who, and sixteen random bytes: what the caller adds to an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The time, RFC 3339, best with the offset of the place (`2026-11-21T00:30:00+01:00`): its civil date starts clocks.
    pub at: String,
    /// The desk's number or role of the member of staff; no name, since it cannot be redacted.
    pub by: String,
    /// Fresh random bytes for each act.
    pub salt: Salt,
}

/// A case's journal, the texts beside it and the case document that it binds. The default one is not opened yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    case: String,
    document: Kept,
    entries: Vec<Entry>,
    texts: Texts,
}

/// Why an act cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// The case document is not a case, the stamp's time is none, the document is of another case, or the act has a number
    /// beyond 2^53.
    #[error(transparent)]
    Case(#[from] CaseError),
}

impl Journal {
    /// Opens a journal on a case document, with `opened` as its first entry.
    ///
    /// # Errors
    /// When the document is not a case or the time is none.
    pub fn open(document: &str, stamp: &Stamp) -> Result<Self, JournalError> {
        let case = Case::parse(document)?.id.to_string();
        let kept = Kept::new(&stamp.salt, document);
        let mut journal = Self { case, document: kept, entries: Vec::new(), texts: Texts::default() };
        journal.append(Act::Opened { document: FreeText::typed(document) }, stamp)?;
        Ok(journal)
    }

    /// A journal as it was stored or exported.
    ///
    /// # Errors
    /// Names the first entry that does not hold.
    pub fn restore(document: Kept, entries: Vec<Entry>, texts: Texts) -> Result<Self, Bad> {
        if let Some(bad) = verify(&entries, &texts, &document).first_bad {
            return Err(bad);
        }
        let case = entries.first().and_then(|entry| entry.read().ok()).map(|body| body.case).unwrap_or_default();
        Ok(Self { case, document, entries, texts })
    }

    /// Writes an act: seals its texts, chains it. Ask [`CaseRecord::check`](super::CaseRecord::check) first.
    ///
    /// # Errors
    /// When the stamp's time is none, a new document is of another case, or a number is beyond 2^53. Nothing is
    /// written then.
    pub fn append(&mut self, mut act: Act, stamp: &Stamp) -> Result<&Entry, JournalError> {
        parse_time("at", &stamp.at)?;
        let (mut texts, mut document) = (Texts::default(), None);
        if let Act::Opened { document: text } | Act::CaseUpdated { document: text } = &mut act
            && let FreeText::Typed(typed) = text
        {
            let typed_text = std::mem::take(typed);
            let case = Case::parse(&typed_text)?.id.to_string();
            if case != self.case {
                return Err(CaseError::at("id", Rule::OtherCase { given: case, known: self.case.clone() }).into());
            }
            *text = FreeText::Sealed(stamp.salt.commit(&typed_text));
            document = Some(Kept::new(&stamp.salt, typed_text));
        }
        for (index, text) in (0..).zip(act.texts_mut()) {
            texts.seal(text, &stamp.salt.nth(index));
        }
        let redacted = match &act {
            Act::TextRedacted { commitment: FreeText::Sealed(commitment), .. } => Some(commitment.clone()),
            _ => None,
        };
        let erases = matches!(act, Act::Erased {});
        let body = Body {
            case: self.case.clone(),
            n: u32::try_from(self.entries.len()).unwrap_or(u32::MAX).saturating_add(1),
            at: stamp.at.clone(),
            by: stamp.by.clone(),
            prev: self.head().to_owned(),
            act,
        };
        let entry = Entry::write(&body)?;
        self.texts.0.extend(texts.0);
        if let Some(commitment) = redacted {
            self.texts.redact(&commitment);
        }
        if let Some(document) = document {
            self.document = document;
        }
        if erases {
            self.texts.erase();
            self.document = Kept::gone();
        }
        Ok(self.entries.push_mut(entry))
    }

    /// The case, as `desk/ticket`.
    #[must_use]
    pub fn case(&self) -> &str {
        &self.case
    }

    /// Every entry, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The texts beside the chain.
    #[must_use]
    pub const fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The case document and its salt.
    #[must_use]
    pub const fn document(&self) -> &Kept {
        &self.document
    }

    /// The hash of the last entry; 64 zeros before the first.
    #[must_use]
    pub fn head(&self) -> &str {
        self.entries.last().map_or(GENESIS, |entry| &entry.hash)
    }
}
