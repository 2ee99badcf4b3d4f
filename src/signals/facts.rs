//! Points on the log-odds of leaving.

use super::Evidence;
use crate::vocabulary;
use crate::words::Text;

vocabulary! {
    /// Where a point comes from.
    PointSource {
        /// A customer of whom nothing is known; cannot be struck.
        Base = "base",
        /// The history of the relationship.
        Relationship = "relationship",
        /// A fact of the account.
        Fact = "fact",
        /// Words of the thread.
        Text = "text",
        /// Said by staff.
        Staff = "staff",
    }
}

/// One bar of the leaving score. The score is the sum of all points that are not struck.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// `base`, `relationship`, `fact:<kind>`, `fact:limit`, `wish`, or the id of a [`super::Signal`]; the same in every assessment.
    pub id: String,
    /// Where it comes from.
    pub source: PointSource,
    /// What it says.
    pub label: Text,
    /// Log-odds; positive is towards leaving. A known fact that says nothing has 0.
    pub points: f64,
    /// The words it stands on, where it stands on words.
    pub evidence: Option<Evidence>,
    /// Staff struck it out: it is shown and not added.
    pub struck: bool,
}
