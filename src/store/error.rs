//! What can go wrong with storage, told apart by what a person can do about it.

use crate::json::JsonError;

/// Why something could not be stored or read. Nothing of a failed call stays.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another tab was faster: load the case again, then act on what it says now.
    #[error("the stored journal has {stored} entries, not as many as this tab knows")]
    Ahead {
        /// How many entries are stored.
        stored: u32,
    },
    /// The case is not stored (any more).
    #[error("{name} is not stored")]
    Missing {
        /// The case's name.
        name: String,
    },
    /// A different case of this name is stored already.
    #[error("a different case named {name} is stored already")]
    Exists {
        /// The case's name.
        name: String,
    },
    /// The browser gives this site no more space: export, then delete closed cases.
    #[error("the browser's storage is full")]
    Full,
    /// Another tab still runs an older version of the program and does not let go: close it.
    #[error("another tab runs an older version: close it and try again")]
    Blocked,
    /// Another tab has brought the storage to a newer version: reload this page.
    #[error("another tab runs a newer version: reload this page")]
    Outdated,
    /// The browser has not said for a while whether there is any: load this page again.
    #[error("the browser's storage does not answer")]
    Silent,
    /// What is stored, or offered for import, has not the shape it should have: where, as in `entries: .hash`, and the rule.
    #[error(transparent)]
    Damaged(JsonError),
    /// The browser refused, as it does in sandboxed frames and some private windows.
    #[error("{name}: {message}")]
    Refused {
        /// The browser's name for it, as in `SecurityError`.
        name: String,
        /// The browser's words.
        message: String,
    },
}
