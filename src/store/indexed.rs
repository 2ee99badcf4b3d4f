//! IndexedDB as futures: opening, one transaction, and the browser's errors by their names. No Rust closure is handed to
//! the browser: a promise's own resolver is the event handler, and an awaited promise continues while the event is still
//! being dispatched, so that the transaction is still open for the next request.

use super::StoreError;
use super::transaction::{Decide, Found, Key, Part, Purpose, Query, Scope, Table, Write};
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Event, IdbDatabase, IdbKeyRange, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode, StorageManager,
};

#[wasm_bindgen]
extern "C" {
    /// web-sys has no `durability` option outside its unstable part.
    type WithDurability;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &WithDurability,
        tables: &Array,
        mode: IdbTransactionMode,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

/// An open database, opened again when the browser has closed it.
pub(super) struct Connection {
    name: String,
    version: u32,
    database: RefCell<IdbDatabase>,
}

impl Connection {
    pub async fn open(name: &str, version: u32) -> Result<Self, StoreError> {
        let database = RefCell::new(open(name, version).await?);
        Ok(Self { name: name.to_owned(), version, database })
    }

    /// Returns once what was decided is written for good.
    pub async fn transact(&self, purpose: Purpose, queries: &[Query], decide: Decide<'_>) -> Result<(), StoreError> {
        let transaction = self.begin(purpose).await?;
        let mut found = Vec::new();
        for query in queries {
            let request = transaction.0.object_store(query.table.name())?.get_all_with_key(&query.js()?)?;
            found.push((query.table, answer(&request).await?.unchecked_into::<Array>().to_vec()));
        }
        let writes = decide(Found::new(found))?;
        if writes.is_empty() {
            return Ok(());
        }
        for write in writes {
            transaction.send(write)?;
        }
        transaction.commit().await
    }

    /// Browsers close databases of pages in the background, when site data are cleared, and we close ours when another
    /// tab brings a newer version. The first two end well by opening again, the third in [`StoreError::Outdated`].
    async fn begin(&self, purpose: Purpose) -> Result<Transaction, StoreError> {
        let begun = begin(&self.database.borrow(), purpose);
        match begun {
            Err(error) if word(&error, "name") == "InvalidStateError" => {
                let database = open(&self.name, self.version).await?;
                let begun = begin(&database, purpose);
                self.database.replace(database);
                Ok(Transaction(begun?))
            }
            begun => Ok(Transaction(begun?)),
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.borrow().close();
    }
}

fn begin(database: &IdbDatabase, purpose: Purpose) -> Result<IdbTransaction, JsValue> {
    let (mode, durability) = match purpose {
        Purpose::Read => (IdbTransactionMode::Readonly, "default"),
        Purpose::Act => (IdbTransactionMode::Readwrite, "strict"),
        Purpose::Draft => (IdbTransactionMode::Readwrite, "relaxed"),
    };
    let tables: Array = Table::ALL.iter().map(|table| JsValue::from_str(table.name())).collect();
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &durability.into())?;
    database.unchecked_ref::<WithDurability>().transaction(&tables, mode, &options)
}

async fn open(name: &str, version: u32) -> Result<IdbDatabase, StoreError> {
    let factory = web_sys::window().map(|window| window.indexed_db()).transpose()?.flatten();
    let Some(factory) = factory else {
        return Err(StoreError::Refused { name: "NotSupportedError".to_owned(), message: String::new() });
    };
    let request = factory.open_with_u32(name, version)?;
    let Some(database) = opened(&request, true).await? else {
        // The request cannot be taken back; when the other tab lets go it will succeed, and must not block in its turn.
        spawn_local(async move {
            if let Ok(Some(database)) = opened(&request, false).await {
                database.close();
            }
        });
        return Err(StoreError::Blocked);
    };
    // Let a newer version in another tab go ahead: `onversionchange = close`.
    if let Ok(close) = Reflect::get(&database, &"close".into()) {
        database.set_onversionchange(Some(&close.unchecked_into::<Function>().bind0(&database)));
    }
    Ok(database)
}

/// Follows a request to open to its end, creating the tables on the way; `None` when it is blocked and that matters.
async fn opened(request: &IdbOpenDbRequest, stop_when_blocked: bool) -> Result<Option<IdbDatabase>, StoreError> {
    loop {
        let event = first_event(&|handler| {
            request.set_onupgradeneeded(Some(handler));
            request.set_onblocked(Some(handler));
            request.set_onsuccess(Some(handler));
            request.set_onerror(Some(handler));
        });
        match event.await.as_str() {
            "success" => return Ok(Some(request.result()?.unchecked_into())),
            "blocked" if stop_when_blocked => return Ok(None),
            "blocked" => {}
            "upgradeneeded" => {
                if let Err(error) = create_tables(request) {
                    let _ = request.transaction().map(|upgrade| upgrade.abort());
                    return Err(error.into());
                }
            }
            _ => return Err(fault(request)),
        }
    }
}

/// Tables of an older version are left as they are; a change of what is in them goes here.
fn create_tables(request: &IdbOpenDbRequest) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.unchecked_into();
    let there = database.object_store_names();
    for table in Table::ALL.iter().filter(|table| !there.contains(table.name())) {
        database.create_object_store(table.name())?;
    }
    Ok(())
}

/// Waits for the first event that reaches the handler given to `listen`, and says of which type it is.
fn first_event(listen: &dyn Fn(&Function)) -> impl Future<Output = String> + use<> {
    let promise = Promise::new(&mut |resolve, _| listen(&resolve));
    async move {
        let event = JsFuture::from(promise).await;
        event.map_or_else(|_| String::new(), |event| event.unchecked_into::<Event>().type_())
    }
}

async fn answer(request: &IdbRequest) -> Result<JsValue, StoreError> {
    let event = first_event(&|handler| {
        request.set_onsuccess(Some(handler));
        request.set_onerror(Some(handler));
    });
    if event.await == "success" { Ok(request.result()?) } else { Err(fault(request)) }
}

/// A transaction; undone when dropped before it is committed.
struct Transaction(IdbTransaction);

impl Drop for Transaction {
    fn drop(&mut self) {
        // Of a transaction that is over, the browser says so, and nothing happens.
        let _ = self.0.abort();
    }
}

impl Transaction {
    fn send(&self, write: Write) -> Result<(), JsValue> {
        let store = |table: Table| self.0.object_store(table.name());
        match write {
            Write::Add(table, key, value) => store(table)?.add_with_key(&value, &key.js()),
            Write::Put(table, key, value) => store(table)?.put_with_key(&value, &key.js()),
            Write::Remove(query) => store(query.table)?.delete(&query.js()?),
        }
        .map(drop)
    }

    /// A request that fails undoes the whole transaction, and one that succeeds may still be undone (a full disk shows
    /// only here): the transaction's own two events alone tell what became of it.
    async fn commit(self) -> Result<(), StoreError> {
        let event = first_event(&|handler| {
            self.0.set_oncomplete(Some(handler));
            self.0.set_onabort(Some(handler));
        });
        if event.await == "complete" { Ok(()) } else { Err(JsValue::from(self.0.error()).into()) }
    }
}

impl Key {
    fn js(&self) -> JsValue {
        let case = self.case.as_str().into();
        match &self.part {
            Part::Whole => case,
            Part::Nth(n) => Array::of2(&case, &(*n).into()).into(),
            Part::Named(name) => Array::of2(&case, &name.as_str().into()).into(),
        }
    }
}

impl Query {
    /// The parts of a case have the keys `[case, …]`: in IndexedDB's order a list comes after every number and text.
    fn js(&self) -> Result<JsValue, JsValue> {
        match &self.scope {
            Scope::Everything => Ok(JsValue::UNDEFINED),
            Scope::One(key) => Ok(key.js()),
            Scope::Case(case) if self.table == Table::Cases => Ok(case.as_str().into()),
            Scope::Case(case) => {
                let case = case.as_str().into();
                IdbKeyRange::bound(&Array::of1(&case), &Array::of2(&case, &Array::new())).map(JsValue::from)
            }
        }
    }
}

#[cold]
fn fault(request: &IdbRequest) -> StoreError {
    request.error().map_or_else(|error| error, JsValue::from).into()
}

impl From<JsValue> for StoreError {
    #[cold]
    fn from(error: JsValue) -> Self {
        let name = word(&error, "name");
        match name.as_str() {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::Outdated,
            _ => Self::Refused { name, message: word(&error, "message") },
        }
    }
}

fn word(error: &JsValue, field: &str) -> String {
    Reflect::get(error, &field.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// Whether the browser has promised not to clear this site's data by itself; `None` when it does not say.
pub(super) async fn persisted() -> Option<bool> {
    JsFuture::from(storage()?.persisted().ok()?).await.ok()?.as_bool()
}

/// Asks the browser not to clear this site's data by itself. Its answer is looked up when it matters.
pub(super) fn ask_to_persist() {
    if let Some(Ok(answer)) = storage().map(|storage| storage.persist()) {
        spawn_local(async move { drop(JsFuture::from(answer).await) });
    }
}

/// Missing on pages without TLS; then each of its methods throws.
fn storage() -> Option<StorageManager> {
    Some(web_sys::window()?.navigator().storage())
}
