//! Reading one message: its language, what to set aside, its tone, and the phrases that tell something, each with the
//! very words it stands on.

/// Counts a step, or so many, so that tests can see that reading takes as many as the text is long; nothing outside tests.
macro_rules! step {
    () => {
        step!(1);
    };
    ($count:expr) => {
        #[cfg(test)]
        $crate::text::steps::step($count);
    };
}

mod asides;
mod boilerplate;
mod fnv;
mod fold;
mod glance;
mod language;
mod lexicon;
mod marks;
mod memory;
pub mod model;
#[cfg(not(target_arch = "wasm32"))]
mod notation;
mod packed;
mod pattern;
mod phrases;
mod reader;
#[cfg(not(target_arch = "wasm32"))]
mod served;
#[cfg(test)]
mod steps;
mod table;
mod tokens;
mod tone;

pub use fold::fold;
pub(crate) use fold::is_alphanumeric;
pub use marks::{Mark, Marked, Marks, Sentence};
pub use model::Moved;
#[cfg(not(target_arch = "wasm32"))]
pub use notation::{PhrasesError, PhrasesRule};
pub(crate) use reader::hint;
pub use reader::{Explained, Head, Practised, READABLE, Reader, TABLES, languages_of};
pub use table::TableError;

#[cfg(not(target_arch = "wasm32"))]
use std::collections::HashMap;

use crate::case::{Language, Share};
use crate::vocabulary;

/// The table of phrases as people write them, whose sections tell marks of these names; findings where there are none.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn table_of(file: &str, names: &[&str]) -> Result<String, PhrasesError> {
    let language = |word: &str| Language::ALL.iter().any(|language| language.word() == word);
    let phrases = notation::compile(file, &language, &|heading| table::section(heading, names).is_some())?;
    Ok(served::served(&phrases, &HashMap::new()))
}

/// A part of a text, in UTF-8 bytes; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The part of `text`; empty where the span does not belong to it.
    #[must_use]
    pub fn quote(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Places in a text in UTF-16 units, as JavaScript slices strings. It goes on from the last place, so that many spans of
/// one text, in order, cost one walk.
#[derive(Clone, Copy, Debug)]
pub struct Utf16<'t> {
    text: &'t str,
    byte: usize,
    unit: usize,
}

impl<'t> Utf16<'t> {
    /// Places in `text`.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self { text, byte: 0, unit: 0 }
    }

    /// The units of a span; past the end where the span does not belong to the text.
    pub fn span(&mut self, span: Span) -> (usize, usize) {
        (self.place(span.start), self.place(span.end))
    }

    fn place(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.unit) = (0, 0);
        }
        let byte = byte.min(self.text.len());
        // Every byte that begins a character, and once more those of two units, which have four bytes.
        for &byte in self.text.as_bytes().get(self.byte..byte).unwrap_or_default() {
            self.unit += usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0);
        }
        self.byte = byte;
        self.unit
    }
}

vocabulary! {
    /// What a phrase tells.
    FindingKind {
        /// The customer wants to leave, or asks how.
        WishToLeave = "wish_to_leave",
        /// The customer takes a wish to leave back.
        WishWithdrawn = "wish_withdrawn",
        /// The customer will leave unless something is done. It is no wish to leave, and is never honoured as one.
        Ultimatum = "ultimatum",
        /// Something does not work, was not delivered, was charged wrongly.
        Complaint = "complaint",
        /// Strong anger.
        Anger = "anger",
        /// Feeling deceived or let down by someone trusted.
        Betrayal = "betrayal",
        /// The brand is or was part of how they see themselves. A prompt beside the questions, never scored.
        Identity = "identity",
        /// A competitor is named as a place to go.
        Competitor = "competitor",
        /// They say that we did not keep a promise.
        UnkeptPromise = "unkept_promise",
        /// They say that they have written or called before.
        RepeatedContact = "repeated_contact",
        /// Thanks.
        Thanks = "thanks",
        /// Praise.
        Praise = "praise",
        /// They say that it works again.
        RepairConfirmed = "repair_confirmed",
        /// They threaten to tell the public.
        PublicityThreat = "publicity_threat",
        /// They mention a lawyer, a court or an authority.
        LegalThreat = "legal_threat",
        /// They threaten a person, or themselves.
        SafetyThreat = "safety_threat",
        /// A sign of vulnerability: illness, bereavement, hardship.
        Vulnerability = "vulnerability",
        /// Fraud is suspected.
        Fraud = "fraud",
        /// Staff: a promise with or without a date.
        Promise = "promise",
        /// Staff: an attempt to put it right (a credit, a replacement, a visit).
        RepairAttempt = "repair_attempt",
        /// Staff: an apology.
        Apology = "apology",
    }
}

vocabulary! {
    /// When a customer leaves. A threat to leave is a finding of its own: [`FindingKind::Ultimatum`].
    LeaveTime {
        /// They are leaving, want to, or ask how.
        Going = "going",
        /// They have left.
        Gone = "gone",
        /// They think of it.
        Thinking = "thinking",
    }
}

vocabulary! {
    /// Whom a customer leaves.
    LeaveTarget {
        /// The company that they write to.
        Us = "us",
        /// A company that they name; whether it is the one that they write to is not clear.
        Unclear = "unclear",
        /// Another company.
        Other = "other",
    }
}

/// A wish to leave, more closely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leave {
    /// Whom.
    pub target: LeaveTarget,
    /// When.
    pub time: LeaveTime,
}

impl Leave {
    /// Leaving us, now.
    pub const NOW: Self = Self { target: LeaveTarget::Us, time: LeaveTime::Going };

    /// The more careful of two readings of one clause: who speaks of another company, or only thinks of it, is not to be
    /// shown the door.
    #[must_use]
    pub fn careful(self, other: Self) -> Self {
        Self { target: self.target.max(other.target), time: self.time.max(other.time) }
    }

    /// It is a wish to leave us that is certain, to be honoured at once.
    #[must_use]
    pub fn is_certain(self) -> bool {
        self.target == LeaveTarget::Us && self.time != LeaveTime::Thinking
    }
}

/// A phrase and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it tells.
    pub kind: FindingKind,
    /// Where.
    pub span: Span,
    /// Whom they leave and when, of a wish to leave.
    pub leave: Option<Leave>,
}

vocabulary! {
    /// A customer's message as the relationship model hears it.
    Voice {
        /// Nothing is wrong or right.
        Neutral = "neutral",
        /// Praise or a confirmed repair.
        Compliment = "compliment",
        /// Something is wrong.
        Complaint = "complaint",
    }
}

vocabulary! {
    /// Why a message was not read.
    NotRead {
        /// It is in none of the languages that can be read, or in one whose phrases were not learned.
        UnknownLanguage = "unknown_language",
        /// Fewer than three words, and no phrase that speaks for itself.
        TooShort = "too_short",
        /// Nothing but quoted history, signature or boilerplate.
        OnlyBoilerplate = "only_boilerplate",
    }
}

vocabulary! {
    /// Why a part of a message was set aside.
    AsideKind {
        /// History quoted from earlier messages.
        Quoted = "quoted",
        /// A signature.
        Signature = "signature",
        /// A disclaimer or legal footer.
        Disclaimer = "disclaimer",
        /// An automatic reply.
        AutoReply = "auto_reply",
    }
}

/// A part that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Why.
    pub kind: AsideKind,
    /// Where.
    pub span: Span,
}

/// Shares of negative, neutral and positive tone; they sum to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// Negative.
    pub negative: f64,
    /// Neutral.
    pub neutral: f64,
    /// Positive.
    pub positive: f64,
}

/// What was read in one message.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The language, where it was recognised; it may be one that cannot be read for phrases yet.
    pub language: Option<Language>,
    /// How sure the language is.
    pub language_confidence: Share,
    /// Why nothing was read, where nothing was.
    pub not_read: Option<NotRead>,
    /// Parts set aside.
    pub asides: Vec<Aside>,
    /// Tone.
    pub tone: Tone,
    /// Voice.
    pub voice: Voice,
    /// How heated it is, 0 to 1.
    pub arousal: Share,
    /// Phrases, in order of their place; none overlaps another of its own kind.
    pub findings: Vec<Finding>,
}
