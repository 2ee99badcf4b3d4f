//! JSON of any shape, read once and asked leniently: a field that is missing or of another type is simply not known.
//!
//! One small tree instead of a struct for every source: the same code reads all of them, which keeps the bundle small.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use time::{OffsetDateTime, UtcOffset};

use crate::case::{Fact, parse_time};
use crate::ingest::IngestError;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Value {
    /// The field of that name; null where there is none.
    pub(super) fn at(&self, name: &str) -> &Self {
        self.fields().iter().find(|(known, _)| known == name).map_or(&Self::Null, |(_, value)| value)
    }

    pub(super) fn fields(&self) -> &[(String, Self)] {
        if let Self::Object(fields) = self { fields } else { &[] }
    }

    pub(super) fn list(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    pub(super) fn is_null(&self) -> bool {
        *self == Self::Null
    }

    pub(super) fn flag(&self) -> Option<bool> {
        if let Self::Flag(flag) = self { Some(*flag) } else { None }
    }

    /// Its text without blanks around; an empty text is none.
    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text.trim()).filter(|text| !text.is_empty()) } else { None }
    }

    /// Its text, to keep.
    pub(super) fn string(&self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    /// The texts of a list.
    pub(super) fn strings(&self) -> Vec<String> {
        self.list().iter().filter_map(Self::string).collect()
    }

    /// An id: desks write them as numbers or as texts.
    pub(super) fn id(&self) -> Option<String> {
        match self {
            Self::Number(number) => Some((*number as i64).to_string()),
            _ => self.string(),
        }
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
                .map_err(|_| IngestError::at(place, "must be a time in seconds since 1970")),
            _ => Ok(self.text().map(|text| parse_time(place, text)).transpose()?),
        }
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            fields.push(entry);
        }
        Ok(Value::Object(fields))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}
