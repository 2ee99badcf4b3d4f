//! JSON of any shape, asked leniently: a field that is missing or of another type is simply not known.
//!
//! One small tree instead of a struct for every source: the same code reads all of them, which keeps the bundle small.

use time::{OffsetDateTime, UtcOffset};

use crate::case::{Fact, parse_time};
use crate::ingest::IngestError;
pub use crate::json::Value;
use crate::json::Wanted;

impl Value {
    /// The field of that name; null where there is none.
    pub(crate) fn at(&self, name: &str) -> &Self {
        self.field(name).unwrap_or(&Self::Null)
    }

    pub(crate) fn fields(&self) -> &[(String, Self)] {
        if let Self::Object(fields) = self { fields } else { &[] }
    }

    pub(crate) fn list(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    pub(crate) fn flag(&self) -> Option<bool> {
        if let Self::Flag(flag) = self { Some(*flag) } else { None }
    }

    /// Its text without blanks around; an empty text is none.
    pub(crate) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text.trim()).filter(|text| !text.is_empty()) } else { None }
    }

    /// Its text, to keep.
    pub(crate) fn string(&self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    /// The texts of a list.
    pub(crate) fn strings(&self) -> Vec<String> {
        self.list().iter().filter_map(Self::string).collect()
    }

    /// An id: desks write them as numbers or as texts.
    pub(crate) fn id(&self) -> Option<String> {
        match self {
            Self::Number(number) => Some((*number as i64).to_string()),
            _ => self.string(),
        }
    }

    /// The same where there must be one.
    pub(super) fn needed_id(&self, place: &str) -> Result<String, IngestError> {
        self.id().ok_or_else(|| IngestError::unlike(place, self, Wanted::Number))
    }

    /// The value as an account fact, where it is one.
    pub(super) fn fact(&self) -> Option<Fact> {
        match self {
            Self::Flag(flag) => Some(Fact::Flag(*flag)),
            Self::Number(number) => Some(Fact::Number(*number)),
            _ => self.string().map(Fact::Text),
        }
    }

    /// The value as a time: RFC 3339, or seconds since 1970.
    pub(super) fn time(&self, place: &str) -> Result<Option<OffsetDateTime>, IngestError> {
        match self {
            Self::Number(seconds) => OffsetDateTime::from_unix_timestamp(*seconds as i64)
                .map(|time| Some(time.to_offset(UtcOffset::UTC)))
                .map_err(|_| IngestError::unlike(place, self, Wanted::Seconds)),
            _ => Ok(self.text().map(|text| parse_time(place, text)).transpose()?),
        }
    }
}
