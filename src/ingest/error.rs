//! Why a text cannot be read as a case.

use super::Value;
use crate::json::{JsonError, Rule, Wanted};
use crate::words::{Key, Text, count, say};

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
    #[error(transparent)]
    Rule(#[from] JsonError),
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
    /// Something else stands at a place than must.
    #[cold]
    pub(super) fn unlike(place: &str, given: &Value, wanted: Wanted) -> Self {
        Self::Rule(JsonError::at(place, Rule::Unlike { given: given.into(), wanted }))
    }
}

impl From<&IngestError> for Text {
    fn from(error: &IngestError) -> Self {
        let kilobytes = |bytes: usize| count(bytes / 1000);
        match error {
            IngestError::Empty => Key::IngestErrorEmpty.into(),
            IngestError::TooLarge { bytes, most } => say::ingest_error_too_large(kilobytes(*bytes), kilobytes(*most)),
            IngestError::Unknown => Key::IngestErrorUnknown.into(),
            IngestError::List => Key::IngestErrorList.into(),
            IngestError::Schema { found } => say::ingest_error_schema(found),
            IngestError::Rule(error) => unread(error),
            IngestError::Speaker { .. } => Key::IngestErrorSpeaker.into(),
        }
    }
}

/// That a file cannot be read, where, and what is wrong there.
#[must_use]
pub fn unread(error: &JsonError) -> Text {
    let JsonError { path, rule } = error;
    if path == "." {
        say::ingest_error_top(Text::from(rule))
    } else {
        say::ingest_error_rule(path.as_str(), Text::from(rule))
    }
}
