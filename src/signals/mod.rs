//! From a case to signals: each with its evidence and the way it counts.
//!
//! [`Thread`] is the case as its readings tell it, without what staff struck out; [`Story`] is what went wrong and what
//! was done about it; [`account_points`] is what the account's facts say.

mod evidence;
mod facts;
mod stated;
mod story;
mod tell;
mod thresholds;

#[cfg(test)]
pub(crate) mod testing;

pub use evidence::{Evidence, Heard, Signal, Thread, label};
pub use facts::{Account, Point, PointSource, account_points};
pub use stated::{Stated, StatedKind, stated};
pub use story::{Attempt, AttemptKind, AttemptOutcome, Failure, HowKnown, Story};
pub use tell::{event_ids, tell};
pub use thresholds::{ThresholdError, Thresholds};

use crate::map::{Map, Set};
use crate::vocabulary;

/// What staff have corrected in a case's reading, beside the facts of the case itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Ids of signals, points, failures and attempts that staff struck out; they stop counting everywhere.
    pub struck: Set<String>,
    /// What became of a repair attempt, by the attempt's id.
    pub outcomes: Map<String, Outcome>,
    /// Whether the customer wants to leave, where staff know better than the thread (asked on the phone, say).
    pub wish: Option<bool>,
    /// Whether the case must be escalated, where staff decided.
    pub escalate: Option<bool>,
}

vocabulary! {
    /// What became of a repair attempt.
    Outcome {
        /// It helped.
        Ok = "ok",
        /// It did not.
        Failed = "failed",
    }
}
