//! What moved the relationship: each event's and each message's share, as a log-likelihood ratio.

use time::Date;

use crate::signals::Evidence;
use crate::words::Text;

/// One thing that moved the relationship.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// The event's or signal's id, as in the story; `silence` for weeks without a word.
    pub id: String,
    /// The day (UTC) of the event or message.
    pub date: Date,
    /// What it was.
    pub label: Text,
    /// For a message, the log-likelihood ratio of broken against not broken; for an event, the change in the log-odds
    /// of broken against a quiet week in its place. Positive is towards broken.
    pub log_ratio: f64,
    /// The words it stands on, where it stands on words.
    pub evidence: Option<Evidence>,
    /// The customer had been helped shortly before: part of a complaint reflects that they expect help.
    pub helped: bool,
}
