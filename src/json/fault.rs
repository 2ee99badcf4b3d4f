//! What is wrong with a JSON text, and where.

use std::fmt;

use serde::de::{Expected, Unexpected};
use serde::{de, ser};

use super::Value;

/// What is wrong with a JSON text, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {rule}")]
pub struct JsonError {
    /// The place, as in `messages[2].at`; `.` for the whole text.
    pub path: String,
    /// The value given and the rule broken, in English.
    pub rule: String,
}

/// An error on its way out, in one word of memory, since every type is compiled against it. Each list and object that it
/// passes puts its place before the path. `None` says that something required is missing; whoever asked knows its name.
pub(super) struct Fault(Option<Box<JsonError>>);

impl Fault {
    pub const MISSING: Self = Self(None);

    #[cold]
    pub fn rule(rule: impl Into<String>) -> Self {
        Self(Some(Box::new(JsonError { path: String::new(), rule: rule.into() })))
    }

    /// A value of another kind than is wanted.
    #[cold]
    pub fn unlike(value: &Value, wanted: &str) -> Self {
        let given = match value {
            Value::Null => "null".to_owned(),
            Value::Flag(flag) => flag.to_string(),
            Value::Number(number) => super::number::text(*number),
            Value::Text(text) => quoted(text),
            Value::List(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        };
        Self::rule([&given, ": expected ", wanted].concat())
    }

    /// A word that is none of a closed set.
    #[cold]
    pub fn no_such_word(word: &str, words: &[&str]) -> Self {
        Self::rule([&quoted(word), ": expected one of ", &words.join(", ")].concat())
    }

    pub const fn is_missing(&self) -> bool {
        self.0.is_none()
    }

    /// The same fault as seen from outside the field `name`.
    #[cold]
    pub fn in_field(self, name: &str) -> Self {
        self.inside(name)
    }

    /// The same fault as seen from outside the list.
    #[cold]
    pub fn in_item(self, index: usize) -> Self {
        self.inside(&["[", &index.to_string(), "]"].concat())
    }

    fn inside(mut self, place: &str) -> Self {
        if let Some(error) = &mut self.0 {
            let joint = if error.path.is_empty() || error.path.starts_with('[') { "" } else { "." };
            error.path = [place, joint, &error.path].concat();
        }
        self
    }

    /// The fault of a struct whose field `name` was the last that was asked for in vain.
    #[cold]
    pub fn of_struct(self, name: &str) -> Self {
        if self.is_missing() { Self::rule(["missing field `", name, "`"].concat()) } else { self }
    }

    /// The fault of a variant, as seen from outside; its word may have stood without its content.
    #[cold]
    pub fn of_variant(self, word: &str) -> Self {
        let fault = if self.is_missing() { Self::rule("expected an object of one field") } else { self };
        fault.in_field(word)
    }

    #[cold]
    pub fn finish(self) -> JsonError {
        let mut error = self
            .0
            .map_or_else(|| JsonError { path: String::new(), rule: "there is no value".to_owned() }, |error| *error);
        if error.path.is_empty() {
            ".".clone_into(&mut error.path);
        }
        error
    }
}

/// A text as a message shows it: in quotation marks, its beginning only.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => ["\"", text.get(..end).unwrap_or_default(), "...\""].concat(),
        None => ["\"", text, "\""].concat(),
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_ref().map_or("", |error| &error.rule))
    }
}

impl std::error::Error for Fault {}

impl ser::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::rule(message.to_string())
    }
}

/// serde's own messages would link the printing of floats (11 KB), and one description of itself for each type.
impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::rule(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::rule(format!("expected {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::rule(format!("expected {expected}"))
    }

    /// From a struct, which is read as the list of its fields: a field that has no default is missing.
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self::MISSING
    }

    fn unknown_variant(word: &str, words: &'static [&'static str]) -> Self {
        Self::no_such_word(word, words)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::MISSING.of_struct(name)
    }
}
