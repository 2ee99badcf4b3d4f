//! The words on screen: messages with typed arguments, and the catalogue that turns them into text.
//!
//! Every string that a person reads comes from `www/locales/`; `build.rs` turns those files into [`Key`] and [`say`],
//! so a missing key or argument in any language fails the build. Only the chosen language is loaded in the browser.

mod catalogue;
mod faults;
mod format;
#[cfg(target_arch = "wasm32")]
mod intl;
#[cfg(target_arch = "wasm32")]
mod prose;

pub use catalogue::{Catalogue, CatalogueError, Part, endonym};
pub use format::{Format, PlainFormat};
pub use generated::{Key, say};
#[cfg(target_arch = "wasm32")]
pub use intl::IntlFormat;
#[cfg(target_arch = "wasm32")]
pub use prose::Prose;

use crate::case::Money;

#[allow(missing_docs, clippy::too_many_arguments, reason = "generated from www/locales/en.json")]
mod generated {
    use super::{Argument, Text};
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// A message and its arguments: stable for programs, and text in whichever language is loaded.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Which message.
    pub key: Key,
    /// Its arguments by name.
    pub arguments: Vec<(&'static str, Argument)>,
}

/// What is filled into a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// Text from outside, shown as it is.
    Text(String),
    /// A whole number; it chooses the plural form.
    Count(i64),
    /// A share in whole percent, 0 to 100.
    Percent(u8),
    /// A civil date.
    Date(time::Date),
    /// An amount of money.
    Money(Money),
    /// Another message.
    Message(Text),
    /// Several messages, joined as the language joins a list.
    List(Vec<Text>),
}

impl Text {
    /// The message with one more argument; [`say`] has a typed constructor for each message. Not inlined: it is called
    /// for every argument of every message.
    #[must_use]
    #[inline(never)]
    pub fn with(mut self, name: &'static str, argument: Argument) -> Self {
        self.arguments.push((name, argument));
        self
    }
}

/// A number of things as messages take it.
#[must_use]
pub fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl From<Key> for Text {
    fn from(key: Key) -> Self {
        Self { key, arguments: Vec::new() }
    }
}

impl Key {
    /// The key's name in the catalogue, as in `advice.honour.title`: stable for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        generated::NAMES.get(self as usize).copied().unwrap_or_default()
    }

    /// The key of that name, where it is one by which files name texts: those of playbooks (`plan.playbook`, `step`, `branch`),
    /// rules (`rule`), samples (`ingest.sample`) and stored cases (`status`).
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let at = generated::NAMED_IN_FILES.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        generated::NAMED_IN_FILES.get(at).map(|(_, key)| *key)
    }

    /// The key's name in files, where [`parse`](Self::parse) finds it by one.
    #[must_use]
    pub fn name_in_files(self) -> Option<&'static str> {
        generated::NAMED_IN_FILES.iter().find(|(_, key)| *key == self).map(|(name, _)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_that_files_name_is_found_by_its_name() {
        for (name, key) in generated::NAMED_IN_FILES {
            assert_eq!((Key::parse(name), key.name(), key.name_in_files()), (Some(*key), *name, Some(*name)));
        }
        assert_eq!(Key::parse("no.such.key"), None);
        assert_eq!((Key::parse("about.title"), Key::AboutTitle.name_in_files()), (None, None));
    }
}
