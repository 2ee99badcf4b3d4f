//! A text of a playbook: one of the catalogue, or words of a team's own by language.

use crate::json::{self, Place, Rule, Value, Writer};
use crate::map::Map;
use crate::words::{Argument, Catalogue, Key, Text};

/// The language whose own words stand in for one that is missing, where they are there.
const FALLBACK: &str = "en";

/// A text of a playbook: the key of a message without arguments, as in `step.cancel.title`, or own words by language, as in
/// `{"en": "Return the key", "de": "Schlüssel zurückgeben"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookText {
    /// A message of the catalogue, which every language has.
    Key(Key),
    /// Own words by BCP 47 tag; at least one language, none of them blank.
    Own(Map<String, String>),
}

impl BookText {
    /// The text to show. Of own words each language gets its own; where they are missing, the English ones, else those of
    /// the first language that is given.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Key(key) => (*key).into(),
            Self::Own(words) => {
                // The catalogue of a language names the argument that is named after it.
                let said = |tag| words.get(tag).or_else(|| words.get(FALLBACK)).or_else(|| words.values().next());
                Catalogue::languages().fold(Key::PlanOwn.into(), |text: Text, tag| {
                    text.with(tag, Argument::Text(said(tag).cloned().unwrap_or_default()))
                })
            }
        }
    }

    /// The shipped languages in which own words are missing.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        match self {
            Self::Key(_) => Vec::new(),
            Self::Own(words) => Catalogue::languages().filter(|tag| !words.contains_key(*tag)).collect(),
        }
    }
}

impl From<&BookText> for Text {
    fn from(text: &BookText) -> Self {
        text.text()
    }
}

impl json::Read for BookText {
    fn read(from: &Place<'_>) -> Self {
        if let Some(Value::Object(_)) = from.value() {
            let words: Map<String, String> = Map::read(from);
            if words.is_empty() || words.values().any(|said| said.trim().is_empty()) {
                from.refuse(Rule::Blank);
            }
            return Self::Own(words);
        }
        let name = from.text();
        Self::Key(Key::parse(name).unwrap_or_else(|| {
            from.refuse(Rule::NoText(name.to_owned()));
            Key::PlanField
        }))
    }
}

impl json::Write for BookText {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Key(key) => to.string(key.name_in_files().unwrap_or_default()),
            Self::Own(words) => words.write(to),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for BookText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "BookText".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The key of a message without arguments, as in `step.cancel.title`, or own words by language.",
            "anyOf": [
                { "type": "string", "pattern": "^[a-z0-9_]+(\\.[a-z0-9_]+)+$" },
                {
                    "type": "object",
                    "description": "Own words by BCP 47 tag. A language that is missing gets the English ones, else the first.",
                    "minProperties": 1,
                    "additionalProperties": { "type": "string", "minLength": 1 }
                }
            ]
        })
    }
}
