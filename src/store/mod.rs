//! The one place that writes to the browser's storage: cases, their journals and half-typed drafts in IndexedDB, with an
//! in-memory twin for pages where the browser refuses it. It knows nothing of what the values mean.
//!
//! A lost act is the worst fault this program can have, hence three rules. Everything that belongs to one act is written
//! in one transaction, or not at all. A call returns only when the transaction is complete, and for acts the browser is
//! asked to have it on the disk by then. Journal entries are added and never written over: of two tabs that act on the
//! same case, the second is told so ([`StoreError::Ahead`]).

mod cases;
mod error;
#[cfg(target_arch = "wasm32")]
mod indexed;
#[cfg(target_arch = "wasm32")]
mod marks;
mod memory;
mod outcome;
mod record;
mod settings;
mod tabs;
mod transaction;

pub use cases::{CATALOGUE, DATABASE, Kept, PASTE, PLAYBOOKS, SCHEMA_VERSION, Store};
pub use error::StoreError;
pub use record::{CaseRow, Document, Draft, RowClock, SealedText, Stored};
pub use settings::{Setting, Settings};
pub use tabs::{Change, Listening};
