//! What is read from storage and written into it.

use wasm_bindgen_futures::spawn_local;

use super::Message;
use super::effects::{Link, act};
use crate::case::{Case, CaseId};
use crate::store::{
    CATALOGUE, DATABASE, Document, Draft, Kept, Listening, PASTE, PLAYBOOKS, Store, StoreError, Stored,
};
use crate::ui::browser;
use crate::ui::state::catalogue::{Keep, Told};
use crate::ui::state::{Action, Append, BooksAction, Carried, CatalogueAction, Effect, Library, OpenCase, StartAction};
use crate::words::{Key, Text, say};

/// Storage, as the component has it: the code behind it comes later.
pub trait Vault {
    /// Reads or writes.
    fn run(&self, link: Link, effect: Effect);
}

struct Opened {
    store: Store,
    /// Hears what other tabs have written.
    _tabs: Listening,
}

/// How long the browser may take to open its storage, in milliseconds: some never answer (design default).
const PATIENCE: i32 = 15_000;

/// Opens storage, and says where things are kept.
pub fn open_store(link: Link) {
    spawn_local(async move {
        let opened = browser::in_time(Store::open(DATABASE), PATIENCE).await;
        let store = match opened.unwrap_or(Err(StoreError::Silent)) {
            Ok(store) => store,
            Err(error) => {
                act(&link, Action::Notice(say::app_store_failed(store_text(&error))));
                Store::memory(error)
            }
        };
        let heard = link.clone();
        let tabs = store.listen(move |change| act(&heard, Action::Changed(change.case)));
        link.send_message(Message::Store(Box::new(Opened { store: store.clone(), _tabs: tabs })));
        let memory_only = match store.kept() {
            Kept::Browser => None,
            Kept::Memory(reason) => Some(store_text(reason)),
        };
        let persisted = store.persisted().await == Some(true);
        act(&link, Action::Storage { memory_only, persisted });
    });
}

impl Vault for Opened {
    fn run(&self, link: Link, effect: Effect) {
        storage(link, self.store.clone(), effect);
    }
}

/// Effects on what is stored of cases.
fn storage(link: Link, store: Store, effect: Effect) {
    spawn_local(async move {
        let opening = match &effect {
            Effect::Open { case, .. } | Effect::Load { fresh: Some(case), .. } => Some(case.id.clone()),
            _ => None,
        };
        let done = match effect {
            Effect::Resume { export, replace } => resume(&link, &store, &export, replace).await,
            Effect::Load { id, fresh, notes } => load(&link, &store, id, fresh, notes).await,
            Effect::Reread(case) => {
                catch_up(&link, &store, case).await;
                Ok(())
            }
            Effect::Import(stored) => import(&link, &store, stored.take(), None).await,
            Effect::Delete(name) => match store.delete_case(&name).await {
                Ok(()) => {
                    act(&link, Action::Gone(name));
                    list(&link, &store).await
                }
                Err(error) => Err(error),
            },
            Effect::Append(append) => {
                write(&link, &store, append.take()).await;
                Ok(())
            }
            Effect::Open { case, notes } => store.entries(&case.id.to_string()).await.map(|known| {
                act(
                    &link,
                    match known {
                        Some(entries) => Action::Known { case, entries, notes },
                        None => Action::New { case, notes },
                    },
                );
            }),
            Effect::Pasted => pasted(&link, &store).await,
            Effect::Draft { case, field, text } if text.is_empty() => store.delete_draft(&case, &field).await,
            Effect::Draft { case, field, text } => store.put_draft(&case, &Draft { field, text }).await,
            Effect::Catalogue(keep) => {
                let told = document(&store, CATALOGUE, keep.map(|keep| *keep)).await;
                act(&link, Action::Catalogue(Carried::new(CatalogueAction::Told(told))));
                Ok(())
            }
            Effect::Books(keep) => {
                let told = document(&store, PLAYBOOKS, keep.map(|keep| *keep)).await;
                act(&link, Action::Books(Carried::new(BooksAction::Told(told))));
                Ok(())
            }
            Effect::List => list(&link, &store).await,
            _ => Ok(()),
        };
        failed(&link, done, opening);
    });
}

async fn load(
    link: &Link,
    store: &Store,
    id: CaseId,
    fresh: Option<Box<Case>>,
    notes: Vec<Text>,
) -> Result<(), StoreError> {
    match (store.load(&id.to_string()).await?, fresh) {
        (Some(stored), fresh) => act(link, Action::Loaded { stored: Carried::new(stored), fresh, notes }),
        // Deleted by another tab just now.
        (None, Some(case)) => act(link, Action::New { case, notes }),
        (None, None) => act(link, Action::NotStored(id)),
    }
    Ok(())
}

/// Takes a journal in; the one that is here and ends in the hash `replace` gives way to it.
async fn import(link: &Link, store: &Store, stored: Stored, replace: Option<String>) -> Result<(), StoreError> {
    let name = stored.row.name.clone();
    let mut known = None;
    let written = if let Some(head) = replace {
        store.replace(&stored, &head).await
    } else {
        known = store.load(&name).await?.map(|stored| stored.entries.len());
        store.import(&[stored]).await.map(drop)
    };
    match written {
        Err(StoreError::Exists { .. }) => act(link, Action::Start(StartAction::Failed(Key::StartImportExists.into()))),
        done => {
            done?;
            if let Some(stored) = store.load(&name).await? {
                act(link, Action::Imported { stored: Carried::new(stored), known });
            }
        }
    }
    Ok(())
}

/// Goes on from a note in the ticket; what was only opened here gives way to it.
async fn resume(link: &Link, store: &Store, export: &str, replace: Option<String>) -> Result<(), StoreError> {
    match OpenCase::import(export, &Library::default()) {
        // No note of ours has any drafts: what one brings would be put into a letter, and no hash covers it.
        Ok(stored) => import(link, store, Stored { drafts: Vec::new(), ..stored }, replace).await,
        Err(fault) => {
            act(link, Action::Start(StartAction::Failed(fault)));
            Ok(())
        }
    }
}

async fn write(link: &Link, store: &Store, append: Append) {
    let Append { row, entries, texts, expected, spent } = append;
    if entries.is_empty() {
        // Only the row: nothing of the journal can be lost over it, and the next act writes it again.
        let _ = store.append(&row, &entries, &texts, &spent, expected).await;
        return;
    }
    let written = if expected == 0 {
        store.create(&row, &entries, &texts, &spent).await
    } else {
        store.append(&row, &entries, &texts, &spent, expected).await
    };
    match written {
        Ok(entries) => act(link, Action::Saved { case: row.name, entries, at: browser::clock() }),
        Err(StoreError::Ahead { .. } | StoreError::Exists { .. }) => match store.load(&row.name).await {
            Ok(Some(stored)) => act(link, Action::Overtaken { stored: Carried::new(stored), act_lost: true }),
            Ok(None) => act(link, Action::NotSaved { case: row.name, why: Key::StoreMissing.into() }),
            Err(error) => act(link, Action::NotSaved { case: row.name, why: store_text(&error) }),
        },
        Err(error) => act(link, Action::NotSaved { case: row.name, why: store_text(&error) }),
    }
}

/// Another tab has written, or may have: reads the case again.
async fn catch_up(link: &Link, store: &Store, case: String) {
    match store.load(&case).await {
        Ok(Some(stored)) => act(link, Action::Overtaken { stored: Carried::new(stored), act_lost: false }),
        Ok(None) => act(link, Action::Gone(case)),
        // The next act of this tab will be told.
        Err(_) => {}
    }
}

/// Says what storage refused, and that the case which was to be opened is not there.
fn failed(link: &Link, done: Result<(), StoreError>, opening: Option<CaseId>) {
    if let Err(error) = done {
        act(link, Action::Notice(say::app_store_failed(store_text(&error))));
        if let Some(id) = opening {
            act(link, Action::NotStored(id));
        }
    }
}

/// Lists the saved cases.
async fn list(link: &Link, store: &Store) -> Result<(), StoreError> {
    let cases = store.list_cases().await?;
    act(link, Action::Start(StartAction::Listed(cases)));
    Ok(())
}

/// Writes a document, or reads it: also where another tab was faster, so that nothing of it is lost.
async fn document(store: &Store, name: &str, keep: Option<Keep>) -> Told {
    let written = match keep {
        Some(Keep { text, expected }) => store.put_document(name, &text, expected).await.map(Told::Saved),
        None => Err(StoreError::Ahead { stored: 0 }),
    };
    let told = match written {
        Err(StoreError::Ahead { .. }) => {
            store.document(name).await.map(|Document { revision, text }| Told::Read { revision, text })
        }
        written => written,
    };
    told.unwrap_or_else(|error| Told::Failed(store_text(&error)))
}

/// What was in the paste box when the page was left.
async fn pasted(link: &Link, store: &Store) -> Result<(), StoreError> {
    for draft in store.drafts(PASTE).await? {
        act(link, Action::Start(StartAction::Restored(draft.text)));
    }
    Ok(())
}

/// What a person can do about a fault of storage.
fn store_text(error: &StoreError) -> Text {
    match error {
        StoreError::Full => Key::StoreFull.into(),
        StoreError::Blocked => Key::StoreBlocked.into(),
        StoreError::Outdated => Key::StoreOutdated.into(),
        StoreError::Missing { .. } => Key::StoreMissing.into(),
        StoreError::Silent => Key::StoreSilent.into(),
        StoreError::Exists { .. } | StoreError::Ahead { .. } => Key::StartImportExists.into(),
        StoreError::Damaged(error) => say::store_damaged(&error.path),
        // Its message is in English in most browsers.
        StoreError::Refused { name, .. } => say::store_refused(name),
    }
}
