//! One transaction over the four tables, in IndexedDB or in memory. Whatever is not committed when it is dropped is undone.

#[cfg(target_arch = "wasm32")]
use super::indexed;
use super::{StoreError, memory};
use crate::json::{self, JsonError};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The tables, called object stores in IndexedDB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    Cases,
    Entries,
    Texts,
    Drafts,
}

impl Table {
    #[cfg(target_arch = "wasm32")]
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

/// Where a value lies in its table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub case: String,
    pub part: Part,
}

/// Which part of a case a key means.
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

/// A stored value: a plain object in the browser, so that it can be looked at in the developer tools; JSON text natively.
#[cfg(target_arch = "wasm32")]
pub(super) type Value = wasm_bindgen::JsValue;
#[cfg(not(target_arch = "wasm32"))]
pub(super) type Value = String;

pub(super) fn encode<T: Serialize>(table: Table, record: &T) -> Result<Value, StoreError> {
    #[cfg(target_arch = "wasm32")]
    let value = json::to_js(record);
    #[cfg(not(target_arch = "wasm32"))]
    let value = json::write(record);
    value.map_err(|error| damaged(table, error))
}

pub(super) fn decode<T: DeserializeOwned>(table: Table, value: Value) -> Result<T, StoreError> {
    #[cfg(target_arch = "wasm32")]
    let record = json::from_js(value);
    #[cfg(not(target_arch = "wasm32"))]
    let record = json::parse(&value);
    record.map_err(|error| damaged(table, error))
}

#[cold]
fn damaged(table: Table, error: JsonError) -> StoreError {
    StoreError::Damaged { place: [table.name(), ": ", &error.path].concat(), rule: error.rule }
}

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

/// A transaction in either twin.
pub(super) enum Transaction {
    Memory(memory::Transaction),
    #[cfg(target_arch = "wasm32")]
    Browser(indexed::Transaction),
}

impl Transaction {
    pub async fn get(&self, table: Table, key: &Key) -> Result<Option<Value>, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.get(table, key)),
            #[cfg(target_arch = "wasm32")]
            Self::Browser(browser) => browser.get(table, key).await,
        }
    }

    /// Every value of a table, or of one case in it, in the order of the keys.
    pub async fn all(&self, table: Table, case: Option<&str>) -> Result<Vec<Value>, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.all(table, case)),
            #[cfg(target_arch = "wasm32")]
            Self::Browser(browser) => browser.all(table, case).await,
        }
    }

    /// Writes a value where there is none; if there is one, the transaction fails, at once or when it is committed.
    pub fn add(&self, table: Table, key: Key, value: Value) -> Result<(), StoreError> {
        match self {
            Self::Memory(memory) => memory.add(table, key, value),
            #[cfg(target_arch = "wasm32")]
            Self::Browser(browser) => browser.add(table, &key, &value),
        }
    }

    /// Writes a value, over another if need be.
    pub fn put(&self, table: Table, key: Key, value: Value) -> Result<(), StoreError> {
        match self {
            Self::Memory(memory) => {
                memory.put(table, key, value);
                Ok(())
            }
            #[cfg(target_arch = "wasm32")]
            Self::Browser(browser) => browser.put(table, &key, &value),
        }
    }

    /// Removes a value, if it is there.
    pub fn remove(&self, table: Table, key: &Key) -> Result<(), StoreError> {
        match self {
            Self::Memory(memory) => {
                memory.remove(table, key);
                Ok(())
            }
            #[cfg(target_arch = "wasm32")]
            Self::Browser(browser) => browser.remove(table, key),
        }
    }

    /// Removes all that is stored of a case.
    pub fn clear(&self, case: &str) -> Result<(), StoreError> {
        match self {
            Self::Memory(memory) => {
                memory.clear(case);
                Ok(())
            }
            #[cfg(target_arch = "wasm32")]
            Self::Browser(browser) => browser.clear(case),
        }
    }

    /// Returns once everything is written for good.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Memory(memory) => {
                memory.commit();
                Ok(())
            }
            #[cfg(target_arch = "wasm32")]
            Self::Browser(browser) => browser.commit().await,
        }
    }
}
