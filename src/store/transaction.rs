//! What every transaction is, in IndexedDB and in memory alike: it reads, decides by what it found, and then writes
//! everything or nothing. The decision is a plain function, so a transaction cannot be left open by waiting for anything.

use super::StoreError;
use crate::json::{self, JsonError};

/// The tables, called object stores in IndexedDB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    Cases,
    Entries,
    Texts,
    Drafts,
}

impl Table {
    pub const ALL: [Self; 4] = [Self::Cases, Self::Entries, Self::Texts, Self::Drafts];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Entries => "entries",
            Self::Texts => "texts",
            Self::Drafts => "drafts",
        }
    }
}

/// Where a value lies in its table: a case, and which part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub case: String,
    pub part: Part,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Whole,
    Nth(u32),
    Named(String),
}

impl Key {
    pub fn case(name: &str) -> Self {
        Self { case: name.to_owned(), part: Part::Whole }
    }

    pub fn nth(case: &str, n: u32) -> Self {
        Self { case: case.to_owned(), part: Part::Nth(n) }
    }

    pub fn named(case: &str, name: &str) -> Self {
        Self { case: case.to_owned(), part: Part::Named(name.to_owned()) }
    }
}

/// Some of a table.
pub(super) struct Query {
    pub table: Table,
    pub scope: Scope,
}

pub(super) enum Scope {
    Everything,
    Case(String),
    One(Key),
}

impl Query {
    pub fn case(table: Table, name: &str) -> Self {
        Self { table, scope: Scope::Case(name.to_owned()) }
    }

    pub fn one(table: Table, key: Key) -> Self {
        Self { table, scope: Scope::One(key) }
    }
}

/// Something to write.
pub(super) enum Write {
    /// Where there is nothing yet; otherwise the transaction fails.
    Add(Table, Key, Value),
    /// Over what is there.
    Put(Table, Key, Value),
    /// Whatever is there, if anything.
    Remove(Query),
}

/// A stored value: a plain object in the browser, so that it can be looked at in the developer tools; JSON text natively.
#[cfg(target_arch = "wasm32")]
pub(super) type Value = wasm_bindgen::JsValue;
#[cfg(not(target_arch = "wasm32"))]
pub(super) type Value = String;

/// What the queries found, each in the order of its keys.
pub(super) struct Found(std::vec::IntoIter<(Table, Vec<Value>)>);

impl Found {
    pub fn new(answers: Vec<(Table, Vec<Value>)>) -> Self {
        Self(answers.into_iter())
    }

    /// What the next query found.
    pub fn all<T: json::Read>(&mut self) -> Result<Vec<T>, StoreError> {
        let Some((table, values)) = self.0.next() else { return Ok(Vec::new()) };
        let mut records = Vec::with_capacity(values.len());
        for value in values {
            records.push(decode(table, value)?);
        }
        Ok(records)
    }

    /// What the next query found, where that can be one thing only.
    pub fn one<T: json::Read>(&mut self) -> Result<Option<T>, StoreError> {
        Ok(self.all()?.pop())
    }
}

/// Says what to write, given what was found. An error undoes the transaction.
pub(super) type Decide<'a> = &'a mut dyn FnMut(Found) -> Result<Vec<Write>, StoreError>;

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To look; nothing may be written.
    Read,
    /// To write what must not be lost: on the disk before it counts as saved.
    Act,
    /// To write what may be lost with the machine's power.
    Draft,
}

pub(super) fn encode<T: json::Write>(table: Table, record: &T) -> Result<Value, StoreError> {
    #[cfg(target_arch = "wasm32")]
    let value = json::to_js(record);
    #[cfg(not(target_arch = "wasm32"))]
    let value = json::write(record);
    value.map_err(|error| damaged(table, error))
}

fn decode<T: json::Read>(table: Table, value: Value) -> Result<T, StoreError> {
    #[cfg(target_arch = "wasm32")]
    let record = json::from_js(&value);
    #[cfg(not(target_arch = "wasm32"))]
    let record = json::parse(&value);
    record.map_err(|error| damaged(table, error))
}

#[cold]
fn damaged(table: Table, error: JsonError) -> StoreError {
    StoreError::Damaged(JsonError::at([table.name(), ": ", &error.path].concat(), error.rule))
}
