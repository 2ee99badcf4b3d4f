//! The thread as its readings tell it: findings with ids that stay the same over every re-assessment.

use crate::case::Author;
use crate::text::{FindingKind, Span};
use crate::words::Text;

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
    /// Who wrote the message.
    pub author: Author,
    /// What it tells, in words.
    pub label: Text,
    /// Where it stands.
    pub evidence: Evidence,
    /// Staff struck it out: it counts nowhere.
    pub struck: bool,
}
