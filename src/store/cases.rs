//! The store itself: each call is one transaction, the same in the browser and in memory.

#[cfg(target_arch = "wasm32")]
use super::indexed::Connection;
use super::memory::Memory;
use super::tabs::Tabs;
use super::transaction::{Key, Purpose, Table, Transaction, decode, encode};
use super::{CaseRow, Change, Draft, Listening, SealedText, StoreError, Stored};
use crate::leaving::Entry;
use serde::de::DeserializeOwned;
use std::rc::Rc;

/// The name of the database, and of the channel on which tabs tell one another of changes.
pub const DATABASE: &str = "clean-break";

/// The version of the tables. Raise it when `create_tables` learns something new.
pub const SCHEMA_VERSION: u32 = 1;

/// Where cases are kept. Clones share one connection.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    place: Place,
    tabs: Rc<Tabs>,
    #[cfg(target_arch = "wasm32")]
    asked_to_persist: std::cell::Cell<bool>,
}

enum Place {
    Memory(Memory, StoreError),
    #[cfg(target_arch = "wasm32")]
    Browser(Connection),
}

/// Where a store keeps what it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept<'a> {
    /// In the browser's storage, until it is deleted or the browser clears it (see [`Store::persisted`]).
    Browser,
    /// In memory, until the page is closed; and why.
    Memory(&'a StoreError),
}

/// What an import does when a different case of the same name is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Imports nothing at all.
    Refuse,
    /// Replaces the stored case, its journal, texts and drafts.
    Replace,
}

impl Store {
    /// Opens the browser's storage, or the in-memory twin when the browser refuses.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] and [`StoreError::Outdated`], when there is a storage and only another tab is in the way.
    pub async fn open(database: &str) -> Result<Self, StoreError> {
        Self::open_version(database, SCHEMA_VERSION).await
    }

    /// As [`open`](Self::open), at any version of the tables: for tests that play the tab of last month or next month.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    #[doc(hidden)]
    #[cfg(target_arch = "wasm32")]
    pub async fn open_version(database: &str, version: u32) -> Result<Self, StoreError> {
        match Connection::open(database, version).await {
            Ok(connection) => Ok(Self::at(Place::Browser(connection), Tabs::open(database))),
            Err(error @ (StoreError::Blocked | StoreError::Outdated)) => Err(error),
            Err(reason) => Ok(Self::memory(reason)),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    async fn open_version(_database: &str, _version: u32) -> Result<Self, StoreError> {
        Ok(Self::memory(StoreError::Refused { name: "NotSupportedError".to_owned(), message: "no browser".to_owned() }))
    }

    /// The in-memory twin, with the reason why it is used.
    #[must_use]
    pub fn memory(reason: StoreError) -> Self {
        Self::at(Place::Memory(Memory::default(), reason), Tabs::none())
    }

    fn at(place: Place, tabs: Tabs) -> Self {
        Self(Rc::new(Inner {
            place,
            tabs: Rc::new(tabs),
            #[cfg(target_arch = "wasm32")]
            asked_to_persist: std::cell::Cell::new(false),
        }))
    }

    /// Where this store keeps what it is given.
    #[must_use]
    pub fn kept(&self) -> Kept<'_> {
        match &self.0.place {
            Place::Memory(_, reason) => Kept::Memory(reason),
            #[cfg(target_arch = "wasm32")]
            Place::Browser(_) => Kept::Browser,
        }
    }

    /// Whether the browser has promised not to clear this site's data by itself; `None` when it does not say.
    pub async fn persisted(&self) -> Option<bool> {
        match &self.0.place {
            Place::Memory(..) => Some(false),
            #[cfg(target_arch = "wasm32")]
            Place::Browser(_) => super::indexed::persisted().await,
        }
    }

    /// Calls `callback` whenever another tab has changed a case, until the guard is dropped. Where the browser has no
    /// channel between tabs, nothing is heard.
    #[must_use]
    pub fn listen(&self, callback: impl Fn(Change) + 'static) -> Listening {
        Tabs::listen(&self.0.tabs, callback)
    }

    /// Every case, by name.
    ///
    /// # Errors
    /// When the browser fails, or a case is damaged.
    pub async fn list_cases(&self) -> Result<Vec<CaseRow>, StoreError> {
        all(&self.begin(Purpose::Read).await?, Table::Cases, None).await
    }

    /// All that is stored of a case; `None` when it is not stored.
    ///
    /// # Errors
    /// When the browser fails, or something of the case is damaged.
    pub async fn load(&self, case: &str) -> Result<Option<Stored>, StoreError> {
        stored(&self.begin(Purpose::Read).await?, case).await
    }

    /// Stores a new case with its first entries and texts, and returns how many entries it has.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when the name is taken; [`StoreError::Full`]; when the browser fails.
    pub async fn create(&self, row: &CaseRow, entries: &[Entry], texts: &[SealedText]) -> Result<u32, StoreError> {
        let act = self.begin(Purpose::Act).await?;
        if find(&act, &row.name).await?.is_some() {
            return Err(StoreError::Exists { name: row.name.clone() });
        }
        self.write_and_commit(act, row, entries, texts, 0).await
    }

    /// Adds the entries and texts of one act to a case, replaces its row, and returns how many entries it now has.
    /// `expected` is how many entries the caller knows of. Without entries, only the row is brought up to date.
    ///
    /// # Errors
    /// [`StoreError::Ahead`] when another number of entries is stored, [`StoreError::Missing`] when the case is not;
    /// [`StoreError::Full`]; when the browser fails.
    pub async fn append(
        &self,
        row: &CaseRow,
        entries: &[Entry],
        texts: &[SealedText],
        expected: u32,
    ) -> Result<u32, StoreError> {
        let act = self.begin(Purpose::Act).await?;
        let stored = existing(&act, &row.name).await?.entries;
        if stored != expected {
            return Err(StoreError::Ahead { stored });
        }
        self.write_and_commit(act, row, entries, texts, expected).await
    }

    /// Forgets a text and its salt for good. The journal stays whole, since it holds only the commitment.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when the case or the text is not stored; when the browser fails.
    pub async fn redact(&self, case: &str, commitment: &str) -> Result<(), StoreError> {
        let act = self.begin(Purpose::Act).await?;
        let entries = existing(&act, case).await?.entries;
        let key = Key::named(case, commitment);
        if act.get(Table::Texts, &key).await?.is_none() {
            return Err(missing(commitment));
        }
        let redacted = SealedText { commitment: commitment.to_owned(), salt: String::new(), text: None };
        act.put(Table::Texts, key, encode(Table::Texts, &redacted)?)?;
        self.commit(act, [Change { case: case.to_owned(), entries }]).await
    }

    /// Keeps what was typed so far in a field of a case.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when the case is not stored; [`StoreError::Full`]; when the browser fails.
    pub async fn put_draft(&self, case: &str, draft: &Draft) -> Result<(), StoreError> {
        let act = self.begin(Purpose::Draft).await?;
        existing(&act, case).await?;
        act.put(Table::Drafts, Key::named(case, &draft.field), encode(Table::Drafts, draft)?)?;
        act.commit().await
    }

    /// Forgets what was typed in a field, if anything.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn delete_draft(&self, case: &str, field: &str) -> Result<(), StoreError> {
        let act = self.begin(Purpose::Draft).await?;
        act.remove(Table::Drafts, &Key::named(case, field))?;
        act.commit().await
    }

    /// Forgets a case with its journal, texts and drafts, if it is there. Other tabs are told of 0 entries.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn delete_case(&self, case: &str) -> Result<(), StoreError> {
        let act = self.begin(Purpose::Act).await?;
        act.clear(case)?;
        self.commit(act, [Change { case: case.to_owned(), entries: 0 }]).await
    }

    /// Stores cases from an export, all or none, and returns how many were written. A case that is stored already, with
    /// the same row, journal and texts, is left as it is, drafts included.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when a different case of a name is stored and `clash` says to refuse;
    /// [`StoreError::Damaged`] when a row does not count its entries right; [`StoreError::Full`]; when the browser fails.
    pub async fn import(&self, cases: &[Stored], clash: Clash) -> Result<usize, StoreError> {
        let act = self.begin(Purpose::Act).await?;
        let mut changes = Vec::new();
        for case in cases {
            let name = &case.row.name;
            if usize::try_from(case.row.entries) != Ok(case.entries.len()) {
                let rule = "the number of entries is not the one the case names".to_owned();
                return Err(StoreError::Damaged { place: name.clone(), rule });
            }
            match stored(&act, name).await? {
                Some(old) if old.row == case.row && old.entries == case.entries && old.texts == case.texts => continue,
                Some(_) if clash == Clash::Refuse => return Err(StoreError::Exists { name: name.clone() }),
                _ => act.clear(name)?,
            }
            let entries = write(&act, &case.row, &case.entries, &case.texts, 0)?;
            for draft in &case.drafts {
                act.put(Table::Drafts, Key::named(name, &draft.field), encode(Table::Drafts, draft)?)?;
            }
            changes.push(Change { case: name.clone(), entries });
        }
        let written = changes.len();
        self.commit(act, changes).await?;
        Ok(written)
    }

    #[cfg_attr(not(target_arch = "wasm32"), expect(unused_variables, reason = "memory treats every purpose alike"))]
    async fn begin(&self, purpose: Purpose) -> Result<Transaction, StoreError> {
        match &self.0.place {
            Place::Memory(memory, _) => Ok(Transaction::Memory(memory.begin())),
            #[cfg(target_arch = "wasm32")]
            Place::Browser(connection) => connection.begin(purpose).await.map(Transaction::Browser),
        }
    }

    async fn write_and_commit(
        &self,
        act: Transaction,
        row: &CaseRow,
        entries: &[Entry],
        texts: &[SealedText],
        from: u32,
    ) -> Result<u32, StoreError> {
        let count = write(&act, row, entries, texts, from)?;
        self.commit(act, [Change { case: row.name.clone(), entries: count }]).await?;
        Ok(count)
    }

    /// Only what is committed is announced. With the first act there is something to lose, so only then is the browser
    /// asked to keep it (Firefox asks the person).
    async fn commit(&self, act: Transaction, changes: impl IntoIterator<Item = Change>) -> Result<(), StoreError> {
        act.commit().await?;
        for change in changes {
            self.0.tabs.announce(&change);
        }
        #[cfg(target_arch = "wasm32")]
        if matches!(self.0.place, Place::Browser(_)) && !self.0.asked_to_persist.replace(true) {
            super::indexed::ask_to_persist();
        }
        Ok(())
    }
}

/// Writes a row, and entries and texts that must not be there yet; returns the number of entries.
fn write(
    act: &Transaction,
    row: &CaseRow,
    entries: &[Entry],
    texts: &[SealedText],
    from: u32,
) -> Result<u32, StoreError> {
    let name = &row.name;
    let mut count = from;
    for entry in entries {
        act.add(Table::Entries, Key::nth(name, count), encode(Table::Entries, entry)?)?;
        count = count.saturating_add(1);
    }
    for text in texts {
        act.put(Table::Texts, Key::named(name, &text.commitment), encode(Table::Texts, text)?)?;
    }
    let row = CaseRow { entries: count, ..row.clone() };
    act.put(Table::Cases, Key::case(name), encode(Table::Cases, &row)?)?;
    Ok(count)
}

async fn find(act: &Transaction, case: &str) -> Result<Option<CaseRow>, StoreError> {
    act.get(Table::Cases, &Key::case(case)).await?.map(|row| decode(Table::Cases, row)).transpose()
}

async fn existing(act: &Transaction, case: &str) -> Result<CaseRow, StoreError> {
    find(act, case).await?.ok_or_else(|| missing(case))
}

async fn stored(act: &Transaction, case: &str) -> Result<Option<Stored>, StoreError> {
    let Some(row) = find(act, case).await? else { return Ok(None) };
    Ok(Some(Stored {
        row,
        entries: all(act, Table::Entries, Some(case)).await?,
        texts: all(act, Table::Texts, Some(case)).await?,
        drafts: all(act, Table::Drafts, Some(case)).await?,
    }))
}

async fn all<T: DeserializeOwned>(act: &Transaction, table: Table, case: Option<&str>) -> Result<Vec<T>, StoreError> {
    act.all(table, case).await?.into_iter().map(|value| decode(table, value)).collect()
}

fn missing(name: &str) -> StoreError {
    StoreError::Missing { name: name.to_owned() }
}
