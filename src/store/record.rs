//! What is stored, in the shapes that an export file has too.

use crate::json_shape;
use crate::leaving::Entry;

json_shape! {
    /// Something that is owed, as the list of cases shows it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RowClock {
        /// What, by the key of its words.
        pub title: String,
        /// By when, as a civil date.
        pub on: String,
    }
}

json_shape! {
    /// A case as the list shows it, with its document.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CaseRow {
        /// The key, as in `desk/ticket`.
        pub name: String,
        /// The case itself, as JSON text.
        pub document: String,
        /// What a person knows it by: the customer's name, or the ticket's number.
        pub label: String,
        /// A word for where the plan stands.
        pub status: String,
        /// When it was opened (RFC 3339).
        pub opened_at as "openedAt": String,
        /// When it was last acted on (RFC 3339).
        pub updated_at as "updatedAt": String,
        /// How many of its entries are known to whoever works in this browser; 0 in a row of an earlier version.
        pub seen: u32 = default,
        /// What is owed and when, the first due first; none where that is not known: in a row of an earlier version, or
        /// of a plan that was taken in and never opened.
        pub due: Option<Vec<RowClock>>,
        /// How many entries its journal has. The store counts them itself and passes over the number it is given.
        pub entries: u32,
    }
}

json_shape! {
    /// A free text that the journal holds only as a commitment (a salted hash), so that it can be redacted.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SealedText {
        /// The key: the hash of salt and text.
        pub commitment: String,
        /// The salt; empty once redacted, for with it a short text could be guessed from its commitment.
        pub salt: String,
        /// The text; `None` once redacted.
        pub text: Option<String>,
    }
}

json_shape! {
    /// A half-typed letter or note.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Draft {
        /// The key: which field of the screen it belongs to.
        pub field: String,
        /// What was typed so far.
        pub text: String,
    }
}

json_shape! {
    /// Something that is no case's, such as the team's own catalogue, with the count of its changes.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Document {
        /// How often it was written; 0 when it never was.
        pub revision: u32,
        /// What it says; empty when it was taken away.
        pub text: String,
    }
}

/// All that is stored of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The case.
    pub row: CaseRow,
    /// Its journal, oldest entry first.
    pub entries: Vec<Entry>,
    /// The journal's texts, by commitment.
    pub texts: Vec<SealedText>,
    /// The drafts, by field.
    pub drafts: Vec<Draft>,
}
