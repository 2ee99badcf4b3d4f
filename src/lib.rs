//! Clean Break reads one unhappy customer, weighs the signals that they will leave, helps staff choose between repair
//! and a clean break, and guides the parting step by step. Everything runs in the browser; nothing leaves it.
//!
//! Modules are listed in their one direction of dependency: each may use those above it and never one below.
//! All but the last two are pure: no clock, no randomness, no I/O; `today` and bytes come in as arguments.

mod base64url;
pub mod carried;
pub mod find;
pub mod json;
mod json_shape;
pub mod lower;
pub mod map;
pub mod order;
mod vocabulary;
pub(crate) use json_shape::json_published;
pub(crate) use vocabulary::vocabulary;

pub mod case;
pub mod words;

pub mod text;

pub mod signals;

pub mod relationship;

pub mod risk;

pub mod advice;

pub mod providers;

pub mod leaving;

pub mod assessment;

pub mod ingest;

pub mod host;

pub mod store;

pub mod ui;
