//! A team's own playbooks, as one document: of each the draft that is being written, and every version that was published.
//! Plans are pinned to a version, so that a published one is never changed and never goes.

use super::book_edit::free;
use super::book_text::BookText;
use super::playbook::Playbook;
use crate::json::{self, JsonError};
use crate::json_shape;
use crate::map::Map;

/// The schema's name, as it stands in the document.
const SCHEMA: &str = "clean-break/own-playbooks@1";

json_shape! {
    /// All of a team's own playbooks.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct OwnBooks {
        /// `clean-break/own-playbooks@1` in the document; empty here.
        pub schema: String,
        /// They, in the order in which they were begun.
        pub books: Vec<OwnBook>,
    }
}

json_shape! {
    /// One playbook of a team's own.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OwnBook {
        /// Its id, which no shipped playbook has.
        pub id: String,
        /// What is being written; it may have faults.
        pub draft: Option<Playbook>,
        /// What plans can follow, oldest first.
        pub published: Vec<Playbook> = default,
        /// No new plan follows it.
        pub retired: bool = default,
    }
}

impl OwnBook {
    /// The newest version that was published.
    #[must_use]
    pub fn newest(&self) -> Option<&Playbook> {
        self.published.iter().max_by_key(|book| book.version)
    }

    /// What one sees of it: the draft, else what was published last.
    #[must_use]
    pub fn shown(&self) -> Option<&Playbook> {
        self.draft.as_ref().or_else(|| self.newest())
    }

    /// The version that the next one will be.
    #[must_use]
    pub fn next_version(&self) -> u32 {
        self.newest().map_or(1, |newest| newest.version.saturating_add(1))
    }
}

impl OwnBooks {
    /// Reads the document; an empty one has no playbooks.
    ///
    /// # Errors
    /// Where it is no such document.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let mut read: Self = json::parse(text)?;
        read.schema.clear();
        for draft in read.books.iter_mut().filter_map(|book| book.draft.as_mut()) {
            each_text(draft, |words| {
                if matches!(words, BookText::Own(own) if own.contains_key(BLANK)) {
                    *words = BookText::Own(Map::new());
                }
            });
        }
        Ok(read)
    }

    /// The document as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut written = Self { schema: SCHEMA.to_owned(), books: self.books.clone() };
        for draft in written.books.iter_mut().filter_map(|book| book.draft.as_mut()) {
            each_text(draft, |words| {
                if let BookText::Own(own) = words
                    && own.is_empty()
                {
                    own.insert(BLANK.to_owned(), BLANK.to_owned());
                }
            });
        }
        json::write(&written).unwrap_or_default()
    }

    /// The one of that id.
    #[must_use]
    pub fn book(&self, id: &str) -> Option<&OwnBook> {
        self.books.iter().find(|book| book.id == id)
    }

    /// The one of that id, to change; begun where it is not there.
    pub fn book_mut(&mut self, id: &str) -> Option<&mut OwnBook> {
        if self.book(id).is_none() {
            self.books.push(OwnBook { id: id.to_owned(), draft: None, published: Vec::new(), retired: false });
        }
        self.books.iter_mut().find(|book| book.id == id)
    }

    /// An id that nobody has yet: the wanted one, else with a number.
    #[must_use]
    pub fn free_id(&self, wanted: &str, shipped: &[Playbook]) -> String {
        free(wanted, |id| self.book(id).is_some() || shipped.iter().any(|book| book.id == id))
    }

    /// Draft becomes the next version.
    pub fn publish(&mut self, id: &str) {
        let Some(book) = self.book_mut(id) else { return };
        let version = book.next_version();
        if let Some(draft) = book.draft.take() {
            book.published.push(Playbook { version, ..draft });
            book.retired = false;
        }
    }

    /// What another tab has written, with what this one did since `base`. Where both changed the same playbook theirs stays,
    /// and what was written here stands beside it as a draft: `true` then.
    #[must_use]
    pub fn merged(mut self, base: &Self, mine: &Self, shipped: &[Playbook]) -> (Self, bool) {
        let mut is_beside = false;
        for book in mine.books.iter().filter(|book| base.book(&book.id) != Some(book)) {
            let theirs = self.book(&book.id);
            if theirs == Some(book) {
                continue;
            }
            if theirs == base.book(&book.id) {
                if let Some(known) = self.book_mut(&book.id) {
                    known.clone_from(book);
                }
            } else if let Some(shown) = book.shown().cloned() {
                let id = self.free_id(&book.id, shipped);
                if let Some(beside) = self.book_mut(&id) {
                    beside.draft = Some(Playbook { id, version: 1, ..shown });
                    is_beside = true;
                }
            }
        }
        let is_gone = |book: &OwnBook| mine.book(&book.id).is_none() && base.book(&book.id) == Some(book);
        self.books.retain(|book| !is_gone(book));
        (self, is_beside)
    }

    /// What plans can follow: the own ones stand before the shipped ones, so that of two that fit alike theirs is taken.
    /// A retired one is there for the plans that follow it, and serves no path.
    #[must_use]
    pub fn shelf(&self, shipped: &[Playbook]) -> Vec<Playbook> {
        let mut shelf = Vec::new();
        for own in &self.books {
            shelf.extend(own.published.iter().cloned().map(|mut book| {
                if own.retired {
                    book.paths.clear();
                }
                book
            }));
        }
        shelf.extend(shipped.iter().cloned());
        shelf
    }
}

/// Stands in the document for words that nobody has written yet: a text of a playbook is never empty.
const BLANK: &str = "x-blank";

fn each_text(book: &mut Playbook, mut change: impl FnMut(&mut BookText)) {
    change(&mut book.title);
    for step in &mut book.steps {
        change(&mut step.title);
        change(&mut step.guidance);
        for field in &mut step.fields {
            change(&mut field.label);
            for choice in &mut field.choices {
                change(&mut choice.label);
            }
        }
    }
}
