//! What happens to the catalogue of alternatives, as data.

use crate::case::CaseId;
use crate::ui::state::Unread;
use crate::words::Text;

/// What a person does to the catalogue, and what storage says of it.
#[derive(Clone, Debug)]
pub enum CatalogueAction {
    /// Began a catalogue of one's own.
    Begin,
    /// Opened the form of an option, by its id, or of a new one.
    Edit(Option<String>),
    /// Opened the form of a need, by its id, or of a new one.
    EditNeed(Option<String>),
    /// Chose the language of the texts that the form shows.
    Language(String),
    /// Typed into a field.
    Typed {
        /// The field.
        field: String,
        /// What stands there now.
        text: String,
    },
    /// Closed the form.
    Cancel,
    /// Sent the option's form.
    Save,
    /// Sent the need's form.
    SaveNeed,
    /// Removed an option.
    Remove(String),
    /// Removed a need.
    RemoveNeed(String),
    /// Removed the whole catalogue.
    Discard,
    /// Took the last change back.
    Undo,
    /// Typed or pasted a list.
    Taking(String),
    /// Chose or dropped a file with a list.
    File(Result<String, Unread>),
    /// A file hovers over the box, or does no more.
    Dragging(bool),
    /// Said what a column is.
    Column {
        /// Its header.
        header: String,
        /// The field, or empty.
        field: String,
    },
    /// Took the list over.
    Take,
    /// Exported it, as `csv` or `json`.
    Export(String),
    /// Shows only what meets every need of a case, or all.
    Filter(Option<CaseId>),
    /// Shows the options of a case side by side, or no longer.
    Compare(Option<CaseId>),
    /// Storage answered.
    Told(Told),
}

/// What storage says of the catalogue.
#[derive(Clone, Debug)]
pub enum Told {
    /// It was written, and has this revision now.
    Saved(u32),
    /// This is what is stored: it was read, or another tab was faster.
    Read {
        /// Its revision.
        revision: u32,
        /// Its text; empty where there is none.
        text: String,
    },
    /// It could not be written or read.
    Failed(Text),
}

/// A catalogue to be written.
#[derive(Clone, Debug)]
pub struct Keep {
    /// Its text; empty where it is taken away.
    pub text: String,
    /// The revision that this tab knows.
    pub expected: u32,
}
