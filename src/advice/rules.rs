//! The rules, in their order: the first that applies decides. Nothing but what is in [`Grounds`] goes into them.

use time::Date;

use super::Path;
use crate::case::{Author, Share};
use crate::relationship::States;
use crate::risk::Coverage;
use crate::signals::{Signal, Story, Thread, Thresholds};
use crate::text::{FindingKind, Voice};

/// What a verdict rests on.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a> {
    /// A wish to leave that stands.
    pub wish: Option<Wish>,
    /// What may be a wish to leave us, where staff have not said.
    pub doubt: Option<&'a Signal>,
    /// What must go to the person responsible.
    pub escalation: Option<Escalation>,
    /// What went wrong, and what was done about it.
    pub story: &'a Story,
    /// The thread as it counts.
    pub thread: &'a Thread,
    /// There are messages of the customer, and they could not be read.
    pub unread: bool,
    /// How many messages are dated after today.
    pub ahead: usize,
    /// How much is known.
    pub coverage: &'a Coverage,
    /// How strongly the customer is tied to the brand, where rated.
    pub attachment: Option<Share>,
    /// Failed repairs that count.
    pub failed: u32,
    /// The relationship.
    pub states: States,
    /// Thresholds.
    pub thresholds: &'a Thresholds,
}

/// How a wish to leave is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// It stands in the thread.
    Written,
    /// Notice was recorded on this day.
    Notice(Date),
    /// Staff know.
    Told,
}

/// What goes to the person responsible, the gravest first.
pub const GRAVE: [FindingKind; 4] =
    [FindingKind::SafetyThreat, FindingKind::Vulnerability, FindingKind::LegalThreat, FindingKind::Fraud];

/// Why a case must be escalated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escalation {
    /// A threat to a person, a sign of vulnerability, a legal dispute, or suspected fraud.
    Found(FindingKind),
    /// Staff decided.
    Told,
}

/// The rule that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// 0: they ask to leave.
    Wish(Wish),
    /// 1: a person, the law or fraud is in it.
    Escalate(Escalation),
    /// 1, after these: they leave a company, and it is not clear whether it is us.
    Which,
    /// 2, but no all-clear: no failure and no complaint is known, and they think of leaving.
    Thinking,
    /// 2: no failure and no complaint is known.
    NothingKnown,
    /// 2, but no all-clear: what they wrote was read, nothing in it was recognised, and it waits for an answer.
    NothingFound,
    /// 2: what went wrong was put right.
    AllRepaired,
    /// 2, the other way round: nothing is known because the thread could not be read.
    Unread,
    /// 3: many failed repairs, and attachment is not rated.
    Unrated,
    /// 3: too little is known.
    Coverage,
    /// 3: no state of the relationship is likely enough.
    NoClearState,
    /// 4: many failed repairs, strongly tied, not (yet) broken.
    MayStillHold,
    /// 4: many failed repairs, strongly tied, broken.
    Broken,
    /// 5: many failed repairs, not strongly tied.
    ManyFailed,
    /// 6: one failed repair (or fewer than count as many).
    OneFailed,
    /// 7: no failed repair.
    NoneFailed,
}

impl Rule {
    /// The first rule that applies.
    #[must_use]
    pub fn decide(grounds: &Grounds<'_>) -> Self {
        let Grounds { failed, attachment, states, thresholds, .. } = *grounds;
        if let Some(wish) = grounds.wish {
            return Self::Wish(wish);
        }
        if let Some(escalation) = grounds.escalation {
            return Self::Escalate(escalation);
        }
        if grounds.doubt.is_some_and(Signal::is_unclear) {
            return Self::Which;
        }
        if !grounds.story.has_open_failure() {
            if grounds.doubt.is_some() {
                return Self::Thinking;
            }
            return match (grounds.unread, grounds.story.failures.is_empty()) {
                (true, _) => Self::Unread,
                (false, true) if is_waiting_unheard(grounds.thread) => Self::NothingFound,
                (false, true) => Self::NothingKnown,
                (false, false) => Self::AllRepaired,
            };
        }
        let many = failed >= thresholds.n_multi;
        if many && attachment.is_none() {
            return Self::Unrated;
        }
        if grounds.coverage.is_under_floor() {
            return Self::Coverage;
        }
        if failed >= thresholds.posterior_from_failed && states.largest() < thresholds.posterior {
            return Self::NoClearState;
        }
        let strong = attachment.is_some_and(|attachment| attachment.get() >= thresholds.a_high);
        match (many, strong) {
            (true, true) if states.broken >= thresholds.broken => Self::Broken,
            (true, true) => Self::MayStillHold,
            (true, false) => Self::ManyFailed,
            (false, _) if failed > 0 => Self::OneFailed,
            (false, _) => Self::NoneFailed,
        }
    }

    /// Where the rule leads.
    #[must_use]
    pub const fn path(self) -> Path {
        match self {
            Self::Wish(_) => Path::Honour,
            Self::Escalate(_) => Path::Escalate,
            Self::NothingKnown | Self::NothingFound | Self::AllRepaired => Path::NothingToRepair,
            Self::Which
            | Self::Thinking
            | Self::Unread
            | Self::Unrated
            | Self::Coverage
            | Self::NoClearState
            | Self::MayStillHold => Path::Unclear,
            Self::Broken => Path::CleanBreak,
            Self::ManyFailed => Path::Settle,
            Self::OneFailed => Path::SecondChance,
            Self::NoneFailed => Path::Repair,
        }
    }
}

/// The last word is the customer's, and the reader recognised nothing in all that they wrote; what staff struck it did
/// recognise.
fn is_waiting_unheard(thread: &Thread) -> bool {
    let last = thread.messages.iter().rfind(|heard| heard.speaker.is_some());
    last.is_some_and(|heard| heard.speaker == Some(Author::Customer) && heard.not_read.is_none())
        && thread.signals.iter().all(|signal| signal.author != Author::Customer)
        && thread.customer().all(|heard| heard.voice == Voice::Neutral)
}
