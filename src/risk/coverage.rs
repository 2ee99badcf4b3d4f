//! How much of what should be known is known. A missing fact is unknown: it adds nothing, and it is named.

use crate::case::Share;
use crate::vocabulary;
use crate::words::Text;

vocabulary! {
    /// What a verdict wants to know, with its weight (design default).
    MissingKind {
        /// A thread that can be read: 3.
        Thread = "thread",
        /// What became of every repair attempt: 2.
        Outcomes = "outcomes",
        /// How strongly the customer is tied to the brand: 2.
        Attachment = "attachment",
        /// Since when they are a customer: 1.
        Tenure = "tenure",
        /// What binds them, until when: 1.
        Contract = "contract",
        /// Whether they use more or less: 1.
        Usage = "usage",
        /// How they pay: 1.
        Payments = "payments",
    }
}

/// Something that is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// What.
    pub id: MissingKind,
    /// In words.
    pub label: Text,
}

/// How much of what should be known is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The weighted share that is known.
    pub share: Share,
    /// Below this no verdict is given.
    pub floor: Share,
    /// What is not known, the weightiest first.
    pub missing: Vec<Missing>,
}
