//! What is wrong with a JSON text, and where.

use super::Rule;

/// What is wrong with a JSON text, or with what stands in it, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {rule}")]
pub struct JsonError {
    /// The place, as in `messages[2].at`; `.` for the whole text.
    pub path: String,
    /// The rule that is broken there, with the value given.
    pub rule: Rule,
}

impl JsonError {
    /// A fault at a place.
    #[cold]
    pub fn at(path: impl Into<String>, rule: Rule) -> Self {
        Self { path: path.into(), rule }
    }

    /// A fault of the whole text.
    #[cold]
    pub(super) fn whole(rule: Rule) -> Self {
        Self::at(".", rule)
    }
}
