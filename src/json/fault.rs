//! What is wrong with a JSON text, and where.

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

impl JsonError {
    /// A fault of the whole text.
    #[cold]
    pub(super) fn whole(rule: impl Into<String>) -> Self {
        Self { path: ".".to_owned(), rule: rule.into() }
    }
}

/// The rule that is broken by a value of another kind than is wanted.
#[cold]
pub(super) fn unlike(value: &Value, wanted: &str) -> String {
    let given = match value {
        Value::Null => "null".to_owned(),
        Value::Flag(true) => "true".to_owned(),
        Value::Flag(false) => "false".to_owned(),
        Value::Number(number) => super::number::text(*number),
        Value::Text(text) => quoted(text),
        Value::List(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    };
    [&given, ": expected ", wanted].concat()
}

/// The rule that is broken by a word that is none of a closed set.
#[cold]
pub(super) fn no_such_word(word: &str, words: &[&str]) -> String {
    [&quoted(word), ": expected one of ", &words.join(", ")].concat()
}

/// A text as a message shows it: in quotation marks, its beginning only.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => ["\"", text.get(..end).unwrap_or_default(), "...\""].concat(),
        None => ["\"", text, "\""].concat(),
    }
}
