//! What happens, and what is to be done outside because of it, as data.

use super::books::BooksAction;
use super::catalogue::{CatalogueAction, Keep};
use super::host::HostAction;
use super::{Carried, CaseAction, Library, StartAction};
use crate::case::{Case, CaseId, Language};
use crate::host::Intent;
use crate::leaving::Entry;
use crate::store::{CaseRow, SealedText, Setting, Stored};
use crate::text::Reader;
use crate::ui::later::Later;
use crate::ui::route::Route;
use crate::words::Text;

/// What happens.
#[derive(Clone, Debug)]
pub enum Action {
    /// The address changed.
    Navigated(Route),
    /// A language was chosen.
    LanguageChosen(String),
    /// Light or dark was chosen.
    ThemeChosen(String),
    /// Who acts.
    NameTyped(String),
    /// Set the names of the staff's own company, separated by commas.
    OwnNamesSet(String),
    /// Typed in a box that counts once it is left: its name and its text.
    Typing(String, String),
    /// The window has the keyboard again: other tabs may have typed meanwhile.
    Focused,
    /// Network came or went.
    Online(bool),
    /// Storage answered: why it refuses, and whether it promises to keep.
    Storage {
        /// Why only memory is left.
        memory_only: Option<Text>,
        /// Kept until deleted.
        persisted: bool,
    },
    /// The code of what follows the first verdict is here.
    Later(&'static Later),
    /// Its files are here too.
    Library(Carried<Library>),
    /// It could not be had.
    LibraryFailed,
    /// It is asked for again, or there is time for it.
    LibraryWanted,
    /// Phrases of languages are here, or could not be had; then what waited for them.
    Learned {
        /// The languages that were asked for.
        languages: Vec<Language>,
        /// What knows those that could be had.
        reader: Reader,
        /// What waited.
        then: Option<Box<Action>>,
    },
    /// Phrases that letters in this language had better not have are here; none when they could not be had.
    Lint(Language, Option<String>),
    /// The trained reader of tone and voice is here, as bytes; none when it could not be had.
    Model(Option<Vec<u8>>),
    /// Something to tell.
    Notice(Text),
    /// Told.
    Dismissed,
    /// Skipped the bar by keyboard.
    Skipped,
    /// On the start screen.
    Start(StartAction),
    /// A case was looked up in storage: it is there.
    Loaded {
        /// As stored.
        stored: Carried<Stored>,
        /// The same case as the desk sends it now, where it was just read.
        fresh: Option<Box<Case>>,
        /// What was assumed on reading it.
        notes: Vec<Text>,
    },
    /// It is not there.
    NotStored(CaseId),
    /// A case that was just read is stored already.
    Known {
        /// The case.
        case: Box<Case>,
        /// How long its journal is.
        entries: u32,
        /// What was assumed on reading it.
        notes: Vec<Text>,
    },
    /// Storage has so many entries of this case: it was asked before the code is here that reads them.
    Counted(CaseId, u32),
    /// Storage has not answered for a while about this case.
    Waited(CaseId),
    /// What was drawn first, and then the first verdict, has had time to be painted.
    Painted,
    /// Another tab has written into a case.
    Changed(String),
    /// The desk's ticket was just read: it is shown once the phrases of its languages are here, and looked up meanwhile.
    Show {
        /// The case.
        case: Box<Case>,
        /// What was assumed on reading it.
        notes: Vec<Text>,
    },
    /// A case is opened for the first time.
    New {
        /// The case.
        case: Box<Case>,
        /// What was assumed on reading it.
        notes: Vec<Text>,
    },
    /// An act is saved.
    Saved {
        /// The case.
        case: String,
        /// How long its journal is now.
        entries: u32,
        /// When, as the reader's clock writes it.
        at: String,
    },
    /// An act is not saved.
    NotSaved {
        /// The case.
        case: String,
        /// Why.
        why: Text,
    },
    /// A file of everything was taken in.
    Imported {
        /// Its case, as it is stored now.
        stored: Carried<Stored>,
        /// How many entries of it were stored before; none when it was not here.
        known: Option<usize>,
    },
    /// A case was deleted, here or in another tab.
    Gone(String),
    /// Go to another address.
    Go(Route),
    /// Another tab was faster; this is what is stored now.
    Overtaken {
        /// As stored.
        stored: Carried<Stored>,
        /// Whether an act of this tab was lost over it.
        act_lost: bool,
    },
    /// In the catalogue of alternatives.
    Catalogue(Carried<CatalogueAction>),
    /// In the team's own playbooks.
    Books(Carried<BooksAction>),
    /// Between the widget and the help desk.
    Host(HostAction),
    /// In the case.
    Case(CaseAction),
}

/// What is to be done outside.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Keep this one preference, which the agent has just set: the others may be the desk's or the page's.
    Prefer(Setting),
    /// Load what follows the first verdict: code, playbooks, rules and alternatives.
    Library,
    /// List the invented customers.
    Samples,
    /// Load the phrases of languages.
    Learn {
        /// Which.
        languages: Vec<Language>,
        /// What waits for them.
        then: Option<Box<Action>>,
    },
    /// Load the phrases that letters in this language had better not have.
    Lint(Language),
    /// List the saved cases.
    List,
    /// Look the case up; it is new when it is not stored.
    Open {
        /// The case.
        case: Box<Case>,
        /// What was assumed on reading it.
        notes: Vec<Text>,
    },
    /// Ask how much storage has of this case, and say so when it has not answered for a while.
    Patience(CaseId),
    /// Look for what was in the paste box when the page was left.
    Pasted,
    /// Load a stored case.
    Load {
        /// Which.
        id: CaseId,
        /// The same case as the desk sends it now, where it was just read.
        fresh: Option<Box<Case>>,
        /// What was assumed on reading it.
        notes: Vec<Text>,
    },
    /// Read the case on screen again, by its name.
    Reread(String),
    /// Fetch an invented customer and open them.
    OpenSample(String),
    /// Store what was imported, and open it.
    Import(Carried<Stored>),
    /// Delete a stored case.
    Delete(String),
    /// Write what the act made; the state on screen changes when it is saved.
    Append(Carried<Append>),
    /// Keep a half-typed text; an empty one is forgotten.
    Draft {
        /// The case.
        case: String,
        /// The field.
        field: String,
        /// The text.
        text: String,
    },
    /// Write the catalogue of alternatives, or read it.
    Catalogue(Option<Box<Keep>>),
    /// Write the team's own playbooks, or read them.
    Books(Option<Box<Keep>>),
    /// Ask the help desk; where there are lines, they come before the intent's text.
    Send {
        /// What is asked.
        intent: Box<Intent>,
        /// Lines in the agent's language.
        lines: Vec<Text>,
    },
    /// Ask the help desk to tell the ticket again.
    Ask,
    /// Tell the page around, by its code, that something of what it gave cannot be used.
    Fault(&'static str),
    /// Take in what a note in the ticket carries.
    Resume {
        /// An export file.
        export: String,
        /// The hash of the last entry here, where that journal gives way to it.
        replace: Option<String>,
    },
    /// Copy a text.
    Copy(String),
    /// Copy a text, and the same as HTML for where that can be pasted.
    CopyRich {
        /// The text.
        text: String,
        /// The HTML.
        html: String,
    },
    /// Hand a file to the reader.
    Download {
        /// Its name.
        name: String,
        /// Its content.
        text: String,
    },
    /// Encrypt a file and hand it to the reader.
    Lock {
        /// Its name.
        name: String,
        /// Its content.
        text: String,
        /// What opens it.
        passphrase: String,
    },
    /// Decrypt a file and read what is in it.
    Unlock {
        /// The file.
        text: String,
        /// What opens it.
        passphrase: String,
    },
    /// Open the print dialogue.
    Print,
    /// Go to another address.
    Go(Route),
    /// Move the keyboard to the first element that matches, once it is drawn.
    Focus(String),
}

/// What an act writes, in one transaction.
#[derive(Clone, Debug)]
pub struct Append {
    /// The case's row as it will be.
    pub row: CaseRow,
    /// The new entries.
    pub entries: Vec<Entry>,
    /// New texts beside the chain; a redacted one takes the place of the old.
    pub texts: Vec<SealedText>,
    /// Entries that are stored already, as this tab knows.
    pub expected: u32,
    /// Drafts that the act has used up.
    pub spent: Vec<String>,
}

impl Effect {
    /// Asks for phrases, and says what waits for them.
    pub(super) fn learn(languages: Vec<Language>, then: Option<Action>) -> Self {
        Self::Learn { languages, then: then.map(Box::new) }
    }
}
