//! What a person has chosen for this browser.

use crate::vocabulary;
use crate::words::Catalogue;

vocabulary! {
    /// Light or dark.
    Theme {
        /// As the system says.
        Auto = "auto",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}

impl Theme {
    /// By its word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.word() == word)
    }
}

/// What a person has chosen for this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// BCP 47 tag of the agent's language; one that the project ships.
    pub language: String,
    /// Light or dark.
    pub theme: Theme,
    /// Who acts, for the journal.
    pub name: String,
}

/// A language that the project ships, by a tag such as `fr-CA`.
#[must_use]
pub fn shipped(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    Catalogue::languages().find(|language| language.eq_ignore_ascii_case(primary))
}
