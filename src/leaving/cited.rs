//! Where a rule stands and what was read of it: words of the catalogue, which every language has, or a pack's own.

use crate::json::{self, Place, Rule, Writer};
use crate::words::{Key, Text, say};

/// How the keys of rules begin. No citation does.
const KEYS: &str = "rule.";

/// A citation: the key of a message without arguments, as in `rule.article.privacy_15`, or own words, which stand in every
/// language as they are, as a national law is named: `§ 312k Abs. 4 BGB`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cited {
    /// A message of the catalogue.
    Key(Key),
    /// Own words.
    Own(String),
}

impl From<&Cited> for Text {
    fn from(cited: &Cited) -> Self {
        match cited {
            Cited::Key(key) => (*key).into(),
            Cited::Own(words) => say::rule_own(words),
        }
    }
}

impl json::Read for Cited {
    fn read(from: &Place<'_>) -> Self {
        let words = from.text();
        if !words.starts_with(KEYS) {
            return Self::Own(words.to_owned());
        }
        Self::Key(Key::parse(words).unwrap_or_else(|| {
            from.refuse(Rule::NoText(words.to_owned()));
            Key::RuleOwn
        }))
    }
}

impl json::Write for Cited {
    fn write(&self, to: &mut Writer) {
        to.string(match self {
            Self::Key(key) => key.name_in_files().unwrap_or_default(),
            Self::Own(words) => words,
        });
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Cited {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cited".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The key of a message without arguments, as in `rule.article.privacy_15`, or own words, which no language changes.",
            "type": "string"
        })
    }
}
