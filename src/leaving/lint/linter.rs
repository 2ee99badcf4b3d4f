//! A language's phrases and what was looked through with them last: a screen is drawn far more often than a letter changes.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Breach, Place, breaches, learn};
use crate::leaving::letters::LetterFacts;
use crate::text::{Marks, TableError};
use crate::words::Format;

/// How many texts are kept: the letter of a step and the answer in public stand on one screen.
const KEPT: usize = 2;

/// The phrases of a language.
#[derive(Debug)]
pub struct Linter {
    marks: Marks,
    seen: RefCell<Vec<Seen>>,
}

/// A text that was looked through, with all that the remarks on it rest on.
#[derive(Debug)]
struct Seen {
    text: String,
    facts: LetterFacts,
    place: Place,
    found: Rc<[Breach]>,
}

impl Linter {
    /// Learns them from their table.
    ///
    /// # Errors
    /// When it is of another version, cut off or changed.
    pub fn new(table: &[u8]) -> Result<Self, TableError> {
        Ok(Self { marks: learn(table)?, seen: RefCell::default() })
    }

    /// What [`breaches`] finds, worked out once for each text. `format` is always the same, that of the language.
    #[must_use]
    pub fn breaches(&self, text: &str, facts: &LetterFacts, place: Place, format: &dyn Format) -> Rc<[Breach]> {
        let mut seen = self.seen.borrow_mut();
        if let Some(known) = seen.iter().find(|one| one.text == text && one.facts == *facts && one.place == place) {
            return Rc::clone(&known.found);
        }
        let found: Rc<[Breach]> = breaches(text, &self.marks, facts, place, format).into();
        if seen.len() >= KEPT {
            seen.remove(0);
        }
        seen.push(Seen { text: text.to_owned(), facts: facts.clone(), place, found: Rc::clone(&found) });
        found
    }
}
