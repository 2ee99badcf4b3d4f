//! The thread as its readings tell it: findings with ids that stay the same over every re-assessment.

use std::ops::Range;

use time::OffsetDateTime;

use crate::case::{Audience, Author, Case};
use crate::map::Set;
use crate::text::{FindingKind, Leave, LeaveTarget, LeaveTime, NotRead, Reading, Span, Voice};
use crate::words::{Key, Text};

/// The very words that something stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The message's id.
    pub message_id: String,
    /// Where in the message's text, in bytes.
    pub span: Span,
    /// The words.
    pub quote: String,
}

/// A finding of the thread, as the screen lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// `m:<message id>:<kind>:<start>`; the same in every assessment of the same message.
    pub id: String,
    /// What it tells.
    pub kind: FindingKind,
    /// Whom they leave and when, of a wish to leave.
    pub leave: Option<Leave>,
    /// Who wrote the message.
    pub author: Author,
    /// What it tells, in words.
    pub label: Text,
    /// Where it stands.
    pub evidence: Evidence,
    /// Staff struck it out: it counts nowhere.
    pub struck: bool,
}

/// What a finding of this kind tells, in words; of a wish to leave, whom and when.
#[must_use]
pub const fn label(kind: FindingKind, leave: Option<Leave>) -> Key {
    match kind {
        FindingKind::WishToLeave => match leave {
            Some(Leave { target: LeaveTarget::Other, .. }) => Key::SignalLeavesOther,
            Some(Leave { target: LeaveTarget::Unclear, .. }) => Key::SignalLeavesSomeone,
            Some(Leave { time: LeaveTime::Gone, .. }) => Key::SignalHasLeft,
            Some(Leave { time: LeaveTime::Thinking, .. }) => Key::SignalThinksOfLeaving,
            _ => Key::SignalWishToLeave,
        },
        FindingKind::WishWithdrawn => Key::SignalWishWithdrawn,
        FindingKind::Ultimatum => Key::SignalUltimatum,
        FindingKind::Complaint => Key::SignalComplaint,
        FindingKind::Anger => Key::SignalAnger,
        FindingKind::Betrayal => Key::SignalBetrayal,
        FindingKind::Identity => Key::SignalIdentity,
        FindingKind::Competitor => Key::SignalCompetitor,
        FindingKind::UnkeptPromise => Key::SignalUnkeptPromise,
        FindingKind::RepeatedContact => Key::SignalRepeatedContact,
        FindingKind::Thanks => Key::SignalThanks,
        FindingKind::Praise => Key::SignalPraise,
        FindingKind::RepairConfirmed => Key::SignalRepairConfirmed,
        FindingKind::PublicityThreat => Key::SignalPublicityThreat,
        FindingKind::LegalThreat => Key::SignalLegalThreat,
        FindingKind::SafetyThreat => Key::SignalSafetyThreat,
        FindingKind::Vulnerability => Key::SignalVulnerability,
        FindingKind::Fraud => Key::SignalFraud,
        FindingKind::Promise => Key::SignalPromise,
        FindingKind::RepairAttempt => Key::SignalRepairAttempt,
        FindingKind::Apology => Key::SignalApology,
    }
}

/// Whose words a finding of this kind can stand in; a customer who writes "I apologise" has repaired nothing.
const fn speaker(kind: FindingKind) -> Author {
    match kind {
        FindingKind::Promise | FindingKind::RepairAttempt | FindingKind::Apology => Author::Staff,
        _ => Author::Customer,
    }
}

/// Findings that make a message a complaint, the plainest first.
const COMPLAINING: [FindingKind; 5] = [
    FindingKind::Complaint,
    FindingKind::UnkeptPromise,
    FindingKind::Betrayal,
    FindingKind::Anger,
    FindingKind::RepeatedContact,
];

/// Findings that make a message a compliment.
const PRAISING: [FindingKind; 3] = [FindingKind::RepairConfirmed, FindingKind::Praise, FindingKind::Thanks];

/// So many bytes of a message, or a few less, are quoted where its voice stands on no phrase.
const QUOTE: usize = 160;

/// A message as it counts. Internal notes and system messages are in the list, and tell nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// Its place in `Case::messages`.
    pub message: usize,
    /// When, in UTC.
    pub at: OffsetDateTime,
    /// Who speaks; none for notes and machines.
    pub speaker: Option<Author>,
    /// The world can read it.
    pub public: bool,
    /// Why it was not read, where it was not.
    pub not_read: Option<NotRead>,
    /// The voice, without what was struck.
    pub voice: Voice,
    /// What the voice stands on: a signal, or `m:<message id>:voice` for the message as a whole.
    pub voice_id: String,
    /// The words of the voice; for the message as a whole, its beginning.
    pub evidence: Evidence,
    /// How heated it is, 0 to 1; 0 unless it counts as a complaint.
    pub arousal: f64,
    /// Its signals in [`Thread::signals`].
    signals: Range<usize>,
}

/// The thread as it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// Every finding in the mouth of the right speaker, those struck included.
    pub signals: Vec<Signal>,
    /// The messages, aligned with `Case::messages`.
    pub messages: Vec<Heard>,
}

impl Signal {
    /// A wish to leave us, certain.
    #[must_use]
    pub fn is_wish(&self) -> bool {
        self.leave.is_some_and(Leave::is_certain)
    }

    /// A wish to leave someone: perhaps us.
    #[must_use]
    pub fn is_unclear(&self) -> bool {
        self.leave.is_some_and(|leave| leave.target == LeaveTarget::Unclear)
    }

    /// They think of leaving us.
    #[must_use]
    pub fn is_thinking(&self) -> bool {
        self.leave == Some(Leave { target: LeaveTarget::Us, time: LeaveTime::Thinking })
    }

    /// They will leave unless something is done.
    #[must_use]
    pub fn is_ultimatum(&self) -> bool {
        self.kind == FindingKind::Ultimatum
    }

    /// They name a competitor.
    #[must_use]
    pub fn is_competitor(&self) -> bool {
        self.kind == FindingKind::Competitor
    }
}

impl Heard {
    /// It says something that could not be read.
    #[must_use]
    pub const fn is_unread(&self) -> bool {
        matches!(self.not_read, Some(NotRead::UnknownLanguage))
    }
}

impl Thread {
    /// The case's thread by its readings, without what is struck.
    #[must_use]
    pub fn new(case: &Case, readings: &[Reading], struck: &Set<String>) -> Self {
        let mut thread = Self { signals: Vec::new(), messages: Vec::with_capacity(case.messages.len()) };
        for (index, (message, reading)) in case.messages.iter().zip(readings).enumerate() {
            let speaks = message.audience != Audience::Internal && message.author != Author::System;
            let first = thread.signals.len();
            if speaks && reading.not_read.is_none() {
                for finding in reading.findings.iter().filter(|finding| speaker(finding.kind) == message.author) {
                    let id = format!("m:{}:{}:{}", message.id, finding.kind.word(), finding.span.start);
                    thread.signals.push(Signal {
                        struck: struck.contains(&id),
                        id,
                        kind: finding.kind,
                        author: message.author,
                        leave: finding.leave,
                        label: label(finding.kind, finding.leave).into(),
                        evidence: evidence(&message.id, &message.text, finding.span),
                    });
                }
            }
            let signals = first..thread.signals.len();
            let own = thread.signals.get(signals.clone()).unwrap_or_default();
            let whole = || {
                let end = message.text.floor_char_boundary(QUOTE);
                let span = Span { start: 0, end };
                (format!("m:{}:voice", message.id), evidence(&message.id, &message.text, span))
            };
            let is_customer = speaks && message.author == Author::Customer;
            let (voice, (voice_id, evidence)) = match (is_customer && reading.not_read.is_none(), reading.voice) {
                (true, Voice::Complaint) => standing(Voice::Complaint, own, &COMPLAINING, struck, whole()),
                (true, Voice::Compliment) => standing(Voice::Compliment, own, &PRAISING, struck, whole()),
                _ => (Voice::Neutral, whole()),
            };
            thread.messages.push(Heard {
                message: index,
                at: message.at,
                speaker: speaks.then_some(message.author),
                public: message.audience == Audience::Public,
                not_read: reading.not_read,
                voice,
                voice_id,
                evidence,
                arousal: if voice == Voice::Complaint { reading.arousal.get() } else { 0.0 },
                signals,
            });
        }
        thread
    }

    /// The signals of a message that count.
    pub fn of<'a>(&'a self, message: &Heard) -> impl Iterator<Item = &'a Signal> {
        self.signals.get(message.signals.clone()).unwrap_or_default().iter().filter(|signal| !signal.struck)
    }

    /// The first signal of this kind in a message that counts.
    #[must_use]
    pub fn find<'a>(&'a self, message: &Heard, kind: FindingKind) -> Option<&'a Signal> {
        self.of(message).find(|signal| signal.kind == kind)
    }

    /// The first signal of this kind in the thread that counts.
    #[must_use]
    pub fn first(&self, kind: FindingKind) -> Option<&Signal> {
        self.signals.iter().find(|signal| !signal.struck && signal.kind == kind)
    }

    /// The customer's messages that say something: not those of boilerplate only.
    pub fn customer(&self) -> impl Iterator<Item = &Heard> {
        self.messages
            .iter()
            .filter(|heard| heard.speaker == Some(Author::Customer) && heard.not_read != Some(NotRead::OnlyBoilerplate))
    }

    /// The wish to leave us that stands: the first that is certain after the last time that the customer took it back.
    #[must_use]
    pub fn wish(&self) -> Option<&Signal> {
        self.standing(Signal::is_wish)
    }

    /// What may be a wish to leave us, and is not honoured: the first since the customer last took one back in which it
    /// is not clear whom they leave, else the first in which they think of it.
    #[must_use]
    pub fn doubt(&self) -> Option<&Signal> {
        self.standing(Signal::is_unclear).or_else(|| self.standing(Signal::is_thinking))
    }

    /// The first such signal since the customer last took a wish to leave back.
    #[must_use]
    pub fn standing(&self, is: fn(&Signal) -> bool) -> Option<&Signal> {
        let mut standing = None;
        for signal in self.signals.iter().filter(|signal| !signal.struck) {
            if signal.kind == FindingKind::WishWithdrawn {
                standing = None;
            } else if is(signal) {
                standing = standing.or(Some(signal));
            }
        }
        standing
    }

    /// When the customer last took a wish to leave back, in UTC.
    #[must_use]
    pub fn withdrawn(&self) -> Option<OffsetDateTime> {
        self.messages.iter().rfind(|heard| self.find(heard, FindingKind::WishWithdrawn).is_some()).map(|heard| heard.at)
    }

    /// Phrases of identity that count.
    #[must_use]
    pub fn identity_quotes(&self) -> Vec<Evidence> {
        let identity = |signal: &&Signal| signal.kind == FindingKind::Identity && !signal.struck;
        self.signals.iter().filter(identity).map(|signal| signal.evidence.clone()).collect()
    }
}

fn evidence(message_id: &str, text: &str, span: Span) -> Evidence {
    let quote = text.get(span.start..span.end).unwrap_or_default().to_owned();
    Evidence { message_id: message_id.to_owned(), span, quote }
}

/// A voice and the plainest signal that it stands on. Where `m:<message id>:voice` is struck, or the voice stands on
/// signals and all of them are struck, it no longer counts.
fn standing(
    voice: Voice,
    own: &[Signal],
    kinds: &[FindingKind],
    struck: &Set<String>,
    whole: (String, Evidence),
) -> (Voice, (String, Evidence)) {
    if struck.contains(&whole.0) {
        return (Voice::Neutral, whole);
    }
    let mut stood = false;
    for kind in kinds {
        for signal in own.iter().filter(|signal| signal.kind == *kind) {
            if !signal.struck {
                return (voice, (signal.id.clone(), signal.evidence.clone()));
            }
            stood = true;
        }
    }
    if stood { (Voice::Neutral, whole) } else { (voice, whole) }
}
