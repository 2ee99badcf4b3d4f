//! What nobody needs before they have read the first verdict. The browser loads it as a module of its own, beside that
//! verdict; this table is the border. A function belongs to that module when nothing but this table leads to it, so
//! whatever else is called by name stays in the first one. `main.rs` says how it is loaded.

use std::fmt;

#[cfg(target_arch = "wasm32")]
use super::app::{self, App, Link};
#[cfg(target_arch = "wasm32")]
use super::el::El;
#[cfg(target_arch = "wasm32")]
use super::sheet;
#[cfg(target_arch = "wasm32")]
use super::state::case::Offer;
use super::state::{Action, CaseAction, Effect, Files, HostAction, Library, Moment, OpenCase, StartAction, State};
#[cfg(target_arch = "wasm32")]
use super::view::{self, Cx};
#[cfg(target_arch = "wasm32")]
use super::words::Words;
#[cfg(target_arch = "wasm32")]
use web_sys::Element;
#[cfg(target_arch = "wasm32")]
use yew::Context;

use crate::host::{HostError, ReadPayload};
use crate::ingest;
use crate::words::Text;

/// The functions that come later.
pub struct Later {
    /// Carries out what writes into the journal, or reads all of it.
    pub act: fn(&mut State, CaseAction, Moment) -> Vec<Effect>,
    /// Carries out what is done on the start screen.
    pub start: fn(&mut State, StartAction, Moment) -> Vec<Effect>,
    /// Asks something of the help desk, and takes its answer in.
    pub desk: fn(&mut State, HostAction, Moment) -> Vec<Effect>,
    /// Reads what few help desks tell: a text, or a ticket of an API.
    pub read: ReadPayload,
    /// Takes an answer of storage in.
    pub stored: fn(&mut State, Action, Moment) -> Vec<Effect>,
    /// Keeps a note of the case in the help desk's ticket.
    pub note: fn(&mut State, Moment) -> Vec<Effect>,
    /// Compares the case with what a note in the ticket carries.
    pub compare: fn(&mut State, Moment),
    /// The case as an export file.
    pub export: fn(&OpenCase) -> String,
    /// Says why what a help desk told cannot be used.
    pub unread: fn(&HostError) -> Text,
    /// Reads playbooks, rules and alternatives.
    pub library: fn(&Files) -> Result<Library, Text>,
    /// Adds the looks of what is drawn by it.
    #[cfg(target_arch = "wasm32")]
    pub(super) sheet: fn(&Element),
    /// Opens storage.
    #[cfg(target_arch = "wasm32")]
    pub(super) open: fn(Link),
    /// Loads the files that [`Later::library`] reads.
    #[cfg(target_arch = "wasm32")]
    pub(super) files: fn(Link),
    /// Does outside what nothing up to the first verdict asks for.
    #[cfg(target_arch = "wasm32")]
    pub(super) run: fn(&mut App, &Context<App>, Effect),
    /// Draws the start screen.
    #[cfg(target_arch = "wasm32")]
    pub(super) desktop: fn(&Cx) -> El,
    /// Draws what follows the signals in the evidence.
    #[cfg(target_arch = "wasm32")]
    pub(super) grounds: fn(&Cx, &OpenCase) -> El,
    /// Draws the thread.
    #[cfg(target_arch = "wasm32")]
    pub(super) thread: fn(&Cx, &OpenCase) -> El,
    /// Draws the plan with its journal.
    #[cfg(target_arch = "wasm32")]
    pub(super) plan: fn(&Cx, &OpenCase) -> El,
    /// Draws how the plan was closed, and its clocks.
    #[cfg(target_arch = "wasm32")]
    pub(super) closing: fn(&Cx, &OpenCase) -> El,
    /// Draws the form that is open.
    #[cfg(target_arch = "wasm32")]
    pub(super) form: fn(&Cx, &OpenCase) -> El,
    /// How long the longest bar is of those that the relationship's is made of.
    #[cfg(target_arch = "wasm32")]
    pub(super) longest: fn(&Cx, &OpenCase) -> f64,
    /// Draws what the relationship's bar is made of.
    #[cfg(target_arch = "wasm32")]
    pub(super) moved: fn(&Cx, &OpenCase, f64) -> El,
    /// Draws the about page.
    #[cfg(target_arch = "wasm32")]
    pub(super) about: fn(&Cx) -> El,
    /// Draws the path that staff chose over the advice.
    #[cfg(target_arch = "wasm32")]
    pub(super) chosen: fn(&Cx, &OpenCase) -> El,
    /// Draws what a note in the ticket offers.
    #[cfg(target_arch = "wasm32")]
    pub(super) offer: fn(&Cx, &Offer) -> El,
    /// Draws the way to copy what the desk would not take.
    #[cfg(target_arch = "wasm32")]
    pub(super) instead: fn(&Cx, &str) -> El,
    /// Draws where the plan of a ticket is kept.
    #[cfg(target_arch = "wasm32")]
    pub(super) kept: fn(&Cx) -> El,
    /// Draws that nothing can be kept, and why.
    #[cfg(target_arch = "wasm32")]
    pub(super) memory: fn(&Cx, &Text) -> El,
    /// Draws that storage does not have a case.
    #[cfg(target_arch = "wasm32")]
    pub(super) missing: fn(&Cx, &str) -> El,
    /// The title of the page.
    #[cfg(target_arch = "wasm32")]
    pub(super) title: fn(&Words, &State) -> String,
    /// Draws the rules of a place.
    #[cfg(target_arch = "wasm32")]
    pub(super) rules: fn(&Cx, &str) -> El,
    /// Draws the catalogue of alternatives.
    #[cfg(target_arch = "wasm32")]
    pub(super) catalogue: fn(&Cx) -> El,
    /// Draws playbooks.
    #[cfg(target_arch = "wasm32")]
    pub(super) books: fn(&Cx) -> El,
}

/// The table itself. Named by `main.rs`, by what is in it and by tests, and nowhere else: that would pull it all in.
pub static LATER: Later = Later {
    act: State::act_on_case,
    start: State::at_start,
    desk: State::ask_desk,
    read: ingest::read_payload,
    stored: State::stored,
    note: State::note,
    compare: State::compare,
    export: OpenCase::state,
    unread: HostError::told,
    library: Library::read,
    #[cfg(target_arch = "wasm32")]
    sheet: sheet::add,
    #[cfg(target_arch = "wasm32")]
    open: app::open_store,
    #[cfg(target_arch = "wasm32")]
    files: app::load_files,
    #[cfg(target_arch = "wasm32")]
    run: App::run_later,
    #[cfg(target_arch = "wasm32")]
    desktop: view::start::start,
    #[cfg(target_arch = "wasm32")]
    grounds: view::verdict::grounds,
    #[cfg(target_arch = "wasm32")]
    thread: view::thread::thread,
    #[cfg(target_arch = "wasm32")]
    plan: view::plan::plan,
    #[cfg(target_arch = "wasm32")]
    closing: view::plan::closing,
    #[cfg(target_arch = "wasm32")]
    form: view::panel::form,
    #[cfg(target_arch = "wasm32")]
    longest: view::verdict::moved::longest,
    #[cfg(target_arch = "wasm32")]
    moved: view::verdict::moved::moved,
    #[cfg(target_arch = "wasm32")]
    about: view::about::about,
    #[cfg(target_arch = "wasm32")]
    chosen: view::verdict::chosen,
    #[cfg(target_arch = "wasm32")]
    offer: view::host::offer,
    #[cfg(target_arch = "wasm32")]
    instead: view::host::instead,
    #[cfg(target_arch = "wasm32")]
    kept: view::host::kept,
    #[cfg(target_arch = "wasm32")]
    memory: view::memory,
    #[cfg(target_arch = "wasm32")]
    missing: view::missing,
    #[cfg(target_arch = "wasm32")]
    title: view::title,
    #[cfg(target_arch = "wasm32")]
    rules: view::rules::rules,
    #[cfg(target_arch = "wasm32")]
    catalogue: view::catalogue::catalogue,
    #[cfg(target_arch = "wasm32")]
    books: view::books::books,
};

impl fmt::Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Later")
    }
}
