//! `clean-break/export@1`: one case in one JSON file, and the check that nothing in it was changed.
//!
//! Covered by the chain: the case document, every entry, every text, and (checked against it) the case's name, the head
//! and the playbook. Not covered: `drafts`, which were never sent, and white space between the fields.

use super::Act;
use super::entry::Entry;
use super::journal::Journal;
use super::sealed::{Kept, Texts};
use super::verify::{Bad, Verification, Why, verify};
use crate::json::{self, JsonError};
use crate::json_shape;
use crate::map::Map;

/// The schema's name, as it stands in every export.
pub const SCHEMA: &str = "clean-break/export@1";

json_shape! {
    /// The playbook to which the case is pinned.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Pinned {
        /// Its id.
        pub id: String,
        /// Its version.
        pub version: u32,
    }
}

json_shape! {
    /// A case as a file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Export {
        /// Always `clean-break/export@1`.
        pub schema: String,
        /// The case, as `desk/ticket`.
        pub case: String,
        /// The case document (JSON text in a string) and its salt.
        pub document: Kept,
        /// The playbook, once a plan was started.
        pub playbook: Option<Pinned>,
        /// The journal.
        pub entries: Vec<Entry>,
        /// The hash of its last entry.
        pub head: String,
        /// The texts beside it.
        pub texts: Texts,
        /// Unsent texts by step.
        pub drafts: Map<String, String> = default,
    }
}

/// Why an export is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// Not JSON or not of the shape: names the place.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another schema.
    #[error("{0:?} is not {SCHEMA:?}")]
    Schema(String),
    /// An entry does not hold.
    #[error(transparent)]
    Bad(#[from] Bad),
}

impl Export {
    /// A journal as a file.
    #[must_use]
    pub fn new(journal: &Journal, drafts: Map<String, String>) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            case: journal.case().to_owned(),
            document: journal.document().clone(),
            playbook: pinned(journal.entries()),
            entries: journal.entries().to_vec(),
            head: journal.head().to_owned(),
            texts: journal.texts().clone(),
            drafts,
        }
    }

    /// The file's text.
    ///
    /// # Errors
    /// Never, since an export holds texts and small numbers only; see [`json::write`].
    pub fn write(&self) -> Result<String, JsonError> {
        json::write(self)
    }

    /// Reads a file, without verifying it.
    ///
    /// # Errors
    /// When it is not JSON, not of the shape, or of another schema.
    pub fn parse(text: &str) -> Result<Self, ExportError> {
        let export: Self = json::parse(text)?;
        if export.schema == SCHEMA { Ok(export) } else { Err(ExportError::Schema(export.schema)) }
    }

    /// Verifies everything that the chain covers.
    #[must_use]
    pub fn verify(&self) -> Verification {
        let mut found = verify(&self.entries, &self.texts, &self.document);
        if found.first_bad.is_none() {
            found.first_bad = self.beside(found.entries);
        }
        found
    }

    fn beside(&self, last: u32) -> Option<Bad> {
        let entry = self.entries.last()?;
        if entry.hash != self.head {
            return Some(Bad { n: last, why: Why::Head });
        }
        let case = entry.read().ok()?.case;
        if case != self.case {
            return Some(Bad { n: 0, why: Why::Beside("the case's name") });
        }
        (pinned(&self.entries) != self.playbook).then_some(Bad { n: 0, why: Why::Beside("the playbook") })
    }

    /// Reads and verifies a file and gives its journal and drafts.
    ///
    /// # Errors
    /// Names what cannot be read, or the first entry that does not hold.
    pub fn import(text: &str) -> Result<(Journal, Map<String, String>), ExportError> {
        let export = Self::parse(text)?;
        if let Some(bad) = export.verify().first_bad {
            return Err(bad.into());
        }
        Ok((Journal::restore(export.document, export.entries, export.texts)?, export.drafts))
    }
}

/// The playbook of the last act that starts or turns a plan.
fn pinned(entries: &[Entry]) -> Option<Pinned> {
    entries.iter().rev().find_map(|entry| match entry.read().ok()?.act {
        Act::PlanStarted { playbook, version, .. }
        | Act::PlanTurned { playbook, version, .. }
        | Act::PlanMoved { playbook, version, .. } => Some(Pinned { id: playbook, version }),
        _ => None,
    })
}

/// Verifies the text of an export.
///
/// # Errors
/// When it is no export at all: names the place.
pub fn verify_journal(text: &str) -> Result<Verification, ExportError> {
    Ok(Export::parse(text)?.verify())
}
