//! What nobody needs before they have read the first verdict. The browser loads it as a module of its own, beside that
//! verdict; this table is the border. A function belongs to that module when nothing but this table leads to it, so
//! whatever else is called by name stays in the first one. `main.rs` says how it is loaded.

use std::fmt;

#[cfg(target_arch = "wasm32")]
use super::app::{self, Link};
#[cfg(target_arch = "wasm32")]
use super::el::El;
use super::state::{Action, CaseAction, Effect, Files, Library, Moment, OpenCase, Preferences, State};
#[cfg(target_arch = "wasm32")]
use super::view::{self, Cx};
#[cfg(target_arch = "wasm32")]
use crate::store::Store;
use crate::store::Stored;
use crate::words::Text;

/// The functions that come later.
pub struct Later {
    /// Carries out what writes into the journal, or reads all of it.
    pub act: fn(&mut OpenCase, CaseAction, &Library, &Preferences, Moment) -> Vec<Effect>,
    /// Takes an answer of storage in.
    pub stored: fn(&mut State, Action, Moment) -> Vec<Effect>,
    /// Keeps a note of the case in the help desk's ticket.
    pub note: fn(&mut State, Moment) -> Vec<Effect>,
    /// Compares the case with what a note in the ticket carries.
    pub compare: fn(&mut State, Moment),
    /// The case as an export file.
    pub export: fn(&OpenCase) -> String,
    /// Reads a file of everything.
    pub import: fn(&str, &Library) -> Result<Stored, Text>,
    /// Reads playbooks, rules and alternatives.
    pub library: fn(&Files) -> Result<Library, String>,
    /// Reads and writes storage.
    #[cfg(target_arch = "wasm32")]
    pub(super) storage: fn(Link, Store, Effect),
    /// Draws the plan with its journal.
    #[cfg(target_arch = "wasm32")]
    pub(super) plan: fn(&Cx, &OpenCase) -> El,
    /// Draws how the plan was closed, and its clocks.
    #[cfg(target_arch = "wasm32")]
    pub(super) closing: fn(&Cx, &OpenCase) -> El,
    /// Draws the form that is open.
    #[cfg(target_arch = "wasm32")]
    pub(super) form: fn(&Cx, &OpenCase) -> El,
    /// Draws what the relationship's bar is made of.
    #[cfg(target_arch = "wasm32")]
    pub(super) moved: fn(&Cx, &OpenCase, f64) -> El,
    /// Draws what the customer states and nobody has recorded.
    #[cfg(target_arch = "wasm32")]
    pub(super) stated: fn(&Cx, &OpenCase) -> El,
    /// Draws the about page.
    #[cfg(target_arch = "wasm32")]
    pub(super) about: fn(&Cx) -> El,
}

/// The table itself. Named by `main.rs`, by what is in it and by tests, and nowhere else: that would pull it all in.
pub static LATER: Later = Later {
    act: OpenCase::act,
    stored: State::stored,
    note: State::note,
    compare: State::compare,
    export: OpenCase::state,
    import: OpenCase::import,
    library: Library::read,
    #[cfg(target_arch = "wasm32")]
    storage: app::storage,
    #[cfg(target_arch = "wasm32")]
    plan: view::plan::plan,
    #[cfg(target_arch = "wasm32")]
    closing: view::plan::closing,
    #[cfg(target_arch = "wasm32")]
    form: view::panel::form,
    #[cfg(target_arch = "wasm32")]
    moved: view::verdict::moved::moved,
    #[cfg(target_arch = "wasm32")]
    stated: view::verdict::stated::stated,
    #[cfg(target_arch = "wasm32")]
    about: view::about::about,
};

impl fmt::Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Later")
    }
}
