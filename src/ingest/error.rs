//! Why a text cannot be read as a case.

use crate::case::CaseError;
use crate::json::JsonError;
use crate::words::{Key, Text, say};

/// Why a text cannot be read as a case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    /// Nothing in it.
    #[error("the text is empty")]
    Empty,
    /// More than is read in one piece.
    #[error("{bytes} bytes are more than {most}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The largest size that is read.
        most: usize,
    },
    /// JSON, but of no shape that is known here.
    #[error("the JSON is neither a case, nor a Zendesk ticket with comments, nor a Chatwoot context")]
    Unknown,
    /// A JSON list.
    #[error("a list of records; one ticket at a time is read")]
    List,
    /// A schema that this build does not know.
    #[error("schema: {found:?} is not known here")]
    Schema {
        /// The schema that the file names.
        found: String,
    },
    /// A place in the file breaks a rule.
    #[error("{place}: {rule}")]
    Rule {
        /// The place, as in `comments[2].created_at`.
        place: String,
        /// The value given and the rule broken, in English.
        rule: String,
    },
    /// A speaker was chosen that the thread does not have.
    #[error("speaker {index} was chosen of {speakers}")]
    Speaker {
        /// The speaker chosen, counted from 0.
        index: usize,
        /// How many there are.
        speakers: usize,
    },
}

impl IngestError {
    pub(crate) fn at(place: &str, rule: &str) -> Self {
        Self::Rule { place: place.to_owned(), rule: rule.to_owned() }
    }
}

impl From<JsonError> for IngestError {
    fn from(error: JsonError) -> Self {
        Self::Rule { place: error.path, rule: error.rule }
    }
}

impl From<CaseError> for IngestError {
    fn from(error: CaseError) -> Self {
        Self::Rule { place: error.path, rule: error.rule }
    }
}

impl From<&IngestError> for Text {
    fn from(error: &IngestError) -> Self {
        let kilobytes = |bytes: usize| i64::try_from(bytes / 1000).unwrap_or(i64::MAX);
        match error {
            IngestError::Empty => Key::IngestErrorEmpty.into(),
            IngestError::TooLarge { bytes, most } => say::ingest_error_too_large(kilobytes(*bytes), kilobytes(*most)),
            IngestError::Unknown => Key::IngestErrorUnknown.into(),
            IngestError::List => Key::IngestErrorList.into(),
            IngestError::Schema { found } => say::ingest_error_schema(found),
            IngestError::Rule { place, rule } if place == "." => say::ingest_error_top(rule),
            IngestError::Rule { place, rule } => say::ingest_error_rule(place, rule),
            IngestError::Speaker { .. } => Key::IngestErrorSpeaker.into(),
        }
    }
}
