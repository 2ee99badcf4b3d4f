//! What went wrong, what was done about it, and what became of that.

use time::{Duration, OffsetDateTime};

use super::Evidence;
use crate::vocabulary;
use crate::words::{Key, Text};

/// The failures of a case in order, each with its repair attempts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Oldest first.
    pub failures: Vec<Failure>,
}

/// Something that went wrong for the customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// `e:failure:<unix seconds>` where recorded, else the id of the signal that tells it.
    pub id: String,
    /// When it came up, in UTC.
    pub opened: OffsetDateTime,
    /// How it is known.
    pub how: HowKnown,
    /// What was tried, oldest first.
    pub attempts: Vec<Attempt>,
    /// When a repair was confirmed, in UTC.
    pub resolved: Option<OffsetDateTime>,
    /// How that is known; none while it is not resolved.
    pub resolved_how: Option<HowKnown>,
}

/// One attempt to put a failure right.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// `e:<kind>:<unix seconds>` where recorded, else the id of the signal that tells it; the key of
    /// [`super::Corrections::outcomes`].
    pub id: String,
    /// A repair, or a promise of one.
    pub kind: AttemptKind,
    /// When, in UTC.
    pub at: OffsetDateTime,
    /// How the attempt is known.
    pub how: HowKnown,
    /// What became of it. Silence is not known.
    pub outcome: AttemptOutcome,
    /// When the outcome showed, in UTC; none while it is not known.
    pub outcome_at: Option<OffsetDateTime>,
    /// How the outcome is known; none while it is not known.
    pub outcome_how: Option<HowKnown>,
    /// The customer thanked for it without saying that it helped: a question for staff.
    pub thanked: bool,
}

/// How something is known.
#[derive(Clone, Debug, PartialEq)]
pub enum HowKnown {
    /// An event of the case says so: its place in `Case::events`.
    Recorded(usize),
    /// Words of the thread say so.
    Inferred(Evidence),
    /// Staff say so, by a correction.
    Staff,
}

vocabulary! {
    /// What was tried.
    AttemptKind {
        /// Something was done: a credit, a replacement, a visit.
        Repair = "repair",
        /// Something was promised. It is no repair: a kept one (`ok`) puts nothing right by itself, and one that was not kept
        /// (`failed`) is a complaint of its own, and never a failed repair.
        Promise = "promise",
    }
}

vocabulary! {
    /// What became of an attempt.
    AttemptOutcome {
        /// The customer or staff confirmed it.
        Ok = "ok",
        /// A complaint followed, or staff say so.
        Failed = "failed",
        /// Nobody has said.
        NotKnown = "not_known",
    }
}

impl Story {
    /// `f`: failed repairs up to `at`, on failures that were not resolved by then, none older than `memory_days`.
    #[must_use]
    pub fn failed(&self, at: OffsetDateTime, memory_days: u16) -> u32 {
        let since = at.saturating_sub(Duration::days(i64::from(memory_days)));
        let mut failed = 0;
        for failure in self.failures.iter().filter(|failure| failure.resolved.is_none_or(|resolved| resolved > at)) {
            for attempt in &failure.attempts {
                let counts = |outcome_at: OffsetDateTime| (since..=at).contains(&outcome_at);
                if attempt.is_failed_repair() && attempt.outcome_at.is_some_and(counts) {
                    failed += 1;
                }
            }
        }
        failed
    }

    /// Every attempt, failure by failure.
    pub fn attempts(&self) -> impl DoubleEndedIterator<Item = &Attempt> {
        self.failures.iter().flat_map(|failure| &failure.attempts)
    }

    /// Repairs of failures that are still open and of which nobody has said what became of them, the latest last.
    pub fn unknown_outcomes(&self) -> impl DoubleEndedIterator<Item = &Attempt> {
        self.failures
            .iter()
            .filter(|failure| failure.resolved.is_none())
            .flat_map(|failure| &failure.attempts)
            .filter(|attempt| attempt.kind == AttemptKind::Repair && attempt.outcome == AttemptOutcome::NotKnown)
    }

    /// Something went wrong and nobody has confirmed that it is right again.
    #[must_use]
    pub fn has_open_failure(&self) -> bool {
        self.failures.iter().any(|failure| failure.resolved.is_none())
    }
}

impl Attempt {
    /// Something was done, and it did not help.
    #[must_use]
    pub fn is_failed_repair(&self) -> bool {
        self.kind == AttemptKind::Repair && self.outcome == AttemptOutcome::Failed
    }
}

impl HowKnown {
    /// In words.
    #[must_use]
    pub fn label(&self) -> Text {
        match self {
            Self::Recorded(_) => Key::SignalHowRecorded,
            Self::Inferred(_) => Key::SignalHowInferred,
            Self::Staff => Key::SignalHowStaff,
        }
        .into()
    }
}

impl AttemptKind {
    /// In words.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Repair => Key::SignalAttemptRepair,
            Self::Promise => Key::SignalAttemptPromise,
        }
        .into()
    }
}

impl AttemptOutcome {
    /// In words.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Ok => Key::SignalOutcomeOk,
            Self::Failed => Key::SignalOutcomeFailed,
            Self::NotKnown => Key::SignalOutcomeNotKnown,
        }
        .into()
    }
}
