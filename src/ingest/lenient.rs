//! Values that desks write in more than one way: ids as numbers or strings, fields of any type.

use serde::Deserialize;
use serde::de::IgnoredAny;
use time::{OffsetDateTime, UtcOffset};

use crate::case::{Fact, parse_time};
use crate::ingest::IngestError;

/// A key that is there, with whatever value.
pub(super) type Present = IgnoredAny;

/// A value of a field whose type the desk's administrators choose.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Scalar {
    Flag(bool),
    Number(f64),
    Text(String),
    Other(IgnoredAny),
}

impl Scalar {
    /// The value as an account fact, where it is one.
    pub(super) fn into_fact(self) -> Option<Fact> {
        match self {
            Self::Flag(flag) => Some(Fact::Flag(flag)),
            Self::Number(number) => Some(Fact::Number(number)),
            Self::Text(text) if !text.trim().is_empty() => Some(Fact::Text(text)),
            Self::Text(_) | Self::Other(_) => None,
        }
    }

    /// The value as an id: text, or a whole number.
    pub(super) fn id(&self) -> Option<String> {
        match self {
            Self::Number(number) => Some((*number as i64).to_string()),
            Self::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value as a time: RFC 3339, or seconds since 1970.
    pub(super) fn time(&self, place: &str) -> Result<Option<OffsetDateTime>, IngestError> {
        match self {
            Self::Text(text) => Ok(Some(parse_time(place, text)?)),
            Self::Number(seconds) => OffsetDateTime::from_unix_timestamp(*seconds as i64)
                .map(|time| Some(time.to_offset(UtcOffset::UTC)))
                .map_err(|_| IngestError::Rule {
                    place: place.to_owned(),
                    rule: "must be a time in seconds since 1970".to_owned(),
                }),
            Self::Flag(_) | Self::Other(_) => Ok(None),
        }
    }
}
