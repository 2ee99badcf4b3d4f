//! The store itself: each call is one transaction, the same in the browser and in memory.

#[cfg(target_arch = "wasm32")]
use super::indexed::Connection;
use super::memory::Memory;
use super::outcome::{Outcome, everything_of, missing, stored};
use super::tabs::Tabs;
use super::transaction::{Decide, Found, Key, Purpose, Query, Scope, Table};
use super::{CaseRow, Change, Document, Draft, Listening, SealedText, StoreError, Stored};
use crate::leaving::Entry;
use std::rc::Rc;

/// The name of the database, and of the channel on which tabs tell one another of changes.
pub const DATABASE: &str = "clean-break";

/// The start screen's drafts are kept under this name, which is none of a case: those have a slash.
pub const PASTE: &str = "paste";

/// The team's own catalogue of alternatives is kept under this name, which is none of a case either.
pub const CATALOGUE: &str = "catalogue";

/// The same of the team's own playbooks.
pub const PLAYBOOKS: &str = "playbooks";

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
        let everything = Query { table: Table::Cases, scope: Scope::Everything };
        let mut rows = Vec::new();
        self.transact(Purpose::Read, vec![everything], &mut |mut found| {
            rows = found.all()?;
            Ok(Outcome::default())
        })
        .await?;
        Ok(rows)
    }

    /// How many entries a stored case has; none when it is not stored.
    ///
    /// # Errors
    /// When the browser fails, or the case is damaged.
    pub async fn entries(&self, case: &str) -> Result<Option<u32>, StoreError> {
        let mut entries = None;
        self.transact(Purpose::Read, vec![Query::case(Table::Cases, case)], &mut |mut found| {
            entries = found.one::<CaseRow>()?.map(|row| row.entries);
            Ok(Outcome::default())
        })
        .await?;
        Ok(entries)
    }

    /// All that is stored of a case; `None` when it is not stored.
    ///
    /// # Errors
    /// When the browser fails, or something of the case is damaged.
    pub async fn load(&self, case: &str) -> Result<Option<Stored>, StoreError> {
        let mut loaded = None;
        self.transact(Purpose::Read, everything_of(case), &mut |mut found| {
            loaded = stored(&mut found)?;
            Ok(Outcome::default())
        })
        .await?;
        Ok(loaded)
    }

    /// Stores a new case with its first entries and texts, and returns how many entries it has. The drafts of the fields in
    /// `spent` are forgotten with it.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when the name is taken; [`StoreError::Full`]; when the browser fails.
    pub async fn create(
        &self,
        row: &CaseRow,
        entries: &[Entry],
        texts: &[SealedText],
        spent: &[String],
    ) -> Result<u32, StoreError> {
        self.write(row, entries, texts, spent, None).await
    }

    /// Adds the entries and texts of one act to a case, replaces its row, and returns how many entries it now has.
    /// `expected` is how many entries the caller knows of; that the last of these is the one which is stored is seen from the
    /// new ones, since each names the one before. Without entries, only the row is brought up to date. A text that is
    /// redacted takes the place of the stored one; any other must be new. The drafts of the fields in `spent`, which the act
    /// has used up, go in the same transaction: a letter is never both sent and still half-typed.
    ///
    /// # Errors
    /// [`StoreError::Ahead`] when another number of entries is stored, or others, [`StoreError::Missing`] when the case is not;
    /// [`StoreError::Full`]; when the browser fails.
    pub async fn append(
        &self,
        row: &CaseRow,
        entries: &[Entry],
        texts: &[SealedText],
        spent: &[String],
        expected: u32,
    ) -> Result<u32, StoreError> {
        self.write(row, entries, texts, spent, Some(expected)).await
    }

    /// As [`append`](Self::append), and without `expected` as [`create`](Self::create).
    async fn write(
        &self,
        row: &CaseRow,
        entries: &[Entry],
        texts: &[SealedText],
        spent: &[String],
        expected: Option<u32>,
    ) -> Result<u32, StoreError> {
        let name = &row.name;
        let mut count = 0;
        let last = Key::nth(name, expected.unwrap_or_default().saturating_sub(1));
        let queries = vec![Query::case(Table::Cases, name), Query::one(Table::Entries, last)];
        let before = entries.first().and_then(|entry| entry.read().ok()).map(|body| body.prev);
        self.transact(Purpose::Act, queries, &mut |mut found| {
            let (stored, last) = (found.one::<CaseRow>()?, found.one::<Entry>()?);
            match (stored, expected) {
                (None, Some(_)) => return Err(missing(name)),
                (Some(_), None) => return Err(StoreError::Exists { name: name.clone() }),
                (Some(CaseRow { entries: stored, .. }), Some(expected)) if stored != expected => {
                    return Err(StoreError::Ahead { stored });
                }
                // As many, but others: the case was replaced meanwhile.
                (Some(CaseRow { entries: stored, .. }), _)
                    if last.zip(before.as_ref()).is_some_and(|(last, before)| last.hash != *before) =>
                {
                    return Err(StoreError::Ahead { stored });
                }
                _ => {}
            }
            let mut outcome = Outcome::default();
            for field in spent {
                outcome.forget_draft(name, field);
            }
            count = outcome.write(row, entries, texts, expected)?;
            Ok(outcome)
        })
        .await?;
        Ok(count)
    }

    /// What was typed so far, by field.
    ///
    /// # Errors
    /// When the browser fails, or a draft is damaged.
    pub async fn drafts(&self, case: &str) -> Result<Vec<Draft>, StoreError> {
        let mut drafts = Vec::new();
        self.transact(Purpose::Read, vec![Query::case(Table::Drafts, case)], &mut |mut found| {
            drafts = found.all()?;
            Ok(Outcome::default())
        })
        .await?;
        Ok(drafts)
    }

    /// Keeps what was typed so far in a field of a case, or of the start screen ([`PASTE`]).
    ///
    /// # Errors
    /// [`StoreError::Missing`] when the case is not stored; [`StoreError::Full`]; when the browser fails.
    pub async fn put_draft(&self, case: &str, draft: &Draft) -> Result<(), StoreError> {
        self.transact(Purpose::Draft, vec![Query::case(Table::Cases, case)], &mut |mut found| {
            if found.one::<CaseRow>()?.is_none() && case != PASTE {
                return Err(missing(case));
            }
            let mut outcome = Outcome::default();
            outcome.draft(case, draft)?;
            Ok(outcome)
        })
        .await
    }

    /// Forgets what was typed in a field, if anything.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn delete_draft(&self, case: &str, field: &str) -> Result<(), StoreError> {
        self.transact(Purpose::Draft, Vec::new(), &mut |_| {
            let mut outcome = Outcome::default();
            outcome.forget_draft(case, field);
            Ok(outcome)
        })
        .await
    }

    /// A document that is no case's; as new where it was never written.
    ///
    /// # Errors
    /// When the browser fails, or it is damaged.
    pub async fn document(&self, name: &str) -> Result<Document, StoreError> {
        let mut document = None;
        self.transact(Purpose::Read, vec![Query::case(Table::Drafts, name)], &mut |mut found| {
            document = found.one()?;
            Ok(Outcome::default())
        })
        .await?;
        Ok(document.unwrap_or_default())
    }

    /// Writes a document over the one of revision `expected`, and returns its new revision. Other tabs are told.
    ///
    /// # Errors
    /// [`StoreError::Ahead`] when another revision is stored; [`StoreError::Full`]; when the browser fails.
    pub async fn put_document(&self, name: &str, text: &str, expected: u32) -> Result<u32, StoreError> {
        let revision = expected.saturating_add(1);
        self.transact(Purpose::Act, vec![Query::case(Table::Drafts, name)], &mut |mut found| {
            let stored = found.one::<Document>()?.unwrap_or_default().revision;
            if stored != expected {
                return Err(StoreError::Ahead { stored });
            }
            let mut outcome = Outcome::default();
            outcome.document(name, &Document { revision, text: text.to_owned() })?;
            Ok(outcome)
        })
        .await?;
        Ok(revision)
    }

    /// Forgets a case with its journal, texts and drafts, if it is there. Other tabs are told of 0 entries.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn delete_case(&self, case: &str) -> Result<(), StoreError> {
        self.transact(Purpose::Act, Vec::new(), &mut |_| {
            let mut outcome = Outcome::default();
            outcome.clear(case);
            outcome.changes.push(Change { case: case.to_owned(), entries: 0 });
            Ok(outcome)
        })
        .await
    }

    /// Stores cases from an export, all or none, and returns how many were written. A case that is stored already goes
    /// forward where the export has the same entries and more: rows, texts and drafts of the export take the place of
    /// stored ones, other drafts stay. Where the export has the same entries or fewer there is nothing to write.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when a case of a name is stored that went another way, or has other texts or another
    /// document; [`StoreError::Damaged`] when a row does not count its entries right; [`StoreError::Full`]; when the
    /// browser fails, or a case is named twice.
    pub async fn import(&self, cases: &[Stored]) -> Result<usize, StoreError> {
        let mut written = 0;
        let queries = cases.iter().flat_map(|case| everything_of(&case.row.name)).collect();
        self.transact(Purpose::Act, queries, &mut |mut found| {
            let mut outcome = Outcome::default();
            for case in cases {
                outcome.import(case, stored(&mut found)?)?;
            }
            written = outcome.changes.len();
            Ok(outcome)
        })
        .await?;
        Ok(written)
    }

    /// As [`import`](Self::import) of one case, but where the stored journal ends in the entry of hash `head` it gives way
    /// as a whole. Drafts stay. Other tabs hear of one change.
    ///
    /// # Errors
    /// As [`import`](Self::import); [`StoreError::Exists`] too when a journal that ends otherwise is stored meanwhile.
    pub async fn replace(&self, case: &Stored, head: &str) -> Result<(), StoreError> {
        self.transact(Purpose::Act, everything_of(&case.row.name), &mut |mut found| {
            let mut outcome = Outcome::default();
            let mut old = stored(&mut found)?;
            if old.as_ref().and_then(|old| old.entries.last()).is_some_and(|last| last.hash == head) {
                outcome.make_way(&case.row.name);
                old = None;
            }
            outcome.import(case, old)?;
            Ok(outcome)
        })
        .await
    }

    /// Runs one transaction. Only what is committed is announced; and only with the first act is there something to
    /// lose, so only then is the browser asked to keep it (Firefox asks the person).
    async fn transact(
        &self,
        purpose: Purpose,
        queries: Vec<Query>,
        decide: &mut dyn FnMut(Found) -> Result<Outcome, StoreError>,
    ) -> Result<(), StoreError> {
        let mut changes = Vec::new();
        let decide: Decide<'_> = &mut |found| {
            let outcome = decide(found)?;
            debug_assert!(purpose != Purpose::Read || outcome.writes.is_empty(), "a reading transaction writes");
            changes = outcome.changes;
            Ok(outcome.writes)
        };
        match &self.0.place {
            Place::Memory(memory, _) => memory.transact(&queries, decide)?,
            #[cfg(target_arch = "wasm32")]
            Place::Browser(connection) => {
                connection.transact(purpose, &queries, decide).await?;
                changes.iter().for_each(super::marks::mark);
                if purpose == Purpose::Act && !self.0.asked_to_persist.replace(true) {
                    super::indexed::ask_to_persist();
                }
            }
        }
        for change in changes {
            self.0.tabs.announce(&change);
        }
        Ok(())
    }
}
