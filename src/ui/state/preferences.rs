//! What a person has chosen for this browser.

use super::{Open, State};
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
    /// Names of the staff's own company and brands, separated by commas: "I leave Acme" then means us.
    pub own_names: String,
}

/// A language that the project ships, by a tag such as `fr-CA`.
#[must_use]
pub fn shipped(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    Catalogue::languages().find(|language| language.eq_ignore_ascii_case(primary))
}

impl State {
    /// Reads with the names of the staff's own company from here on, and what is on screen once more.
    pub(super) fn know_own_names(&mut self) {
        let names: Vec<String> = self.preferences.own_names.split(',').map(str::to_owned).collect();
        let reader = &mut self.library.reader;
        *reader = std::mem::take(reader).own_names(&names);
        if let (Open::Case(case), Some(today)) = (&mut self.open, self.day) {
            case.assess(&self.library.reader, today);
        }
    }
}
