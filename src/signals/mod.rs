//! From a case to signals: each with its evidence and the way it counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::vocabulary;

/// What staff have corrected in a case's reading, beside the facts of the case itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Ids of signals that staff struck out.
    pub struck: BTreeSet<String>,
    /// What became of a repair attempt, by the attempt's id.
    pub outcomes: BTreeMap<String, Outcome>,
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
