//! What is read from storage and written into it, once there is a case.

use wasm_bindgen_futures::spawn_local;

use super::effects::{Link, act, failed, list, store_text};
use crate::case::{Case, CaseId};
use crate::store::{Store, StoreError, Stored};
use crate::ui::browser;
use crate::ui::state::{Action, Append, Effect, Library, OpenCase, StartAction};
use crate::words::{Key, Text};

/// Effects on what is stored of cases.
pub fn storage(link: Link, store: Store, effect: Effect) {
    spawn_local(async move {
        let opening = match &effect {
            Effect::Load { fresh: Some(case), .. } => Some(case.id.clone()),
            _ => None,
        };
        let done = match effect {
            Effect::Resume { export, replace } => resume(&link, &store, &export, replace).await,
            Effect::Load { id, fresh, notes } => load(&link, &store, id, fresh, notes).await,
            Effect::Reread(case) => {
                catch_up(&link, &store, case).await;
                Ok(())
            }
            Effect::Import(stored) => import(&link, &store, *stored, None).await,
            Effect::Delete(name) => match store.delete_case(&name).await {
                Ok(()) => {
                    act(&link, Action::Gone(name));
                    list(&link, &store).await
                }
                Err(error) => Err(error),
            },
            Effect::Append(append) => {
                write(&link, &store, *append).await;
                Ok(())
            }
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
        (Some(stored), fresh) => act(link, Action::Loaded { stored: Box::new(stored), fresh, notes }),
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
                act(link, Action::Imported { stored: Box::new(stored), known });
            }
        }
    }
    Ok(())
}

/// Goes on from a note in the ticket; what was only opened here gives way to it.
async fn resume(link: &Link, store: &Store, export: &str, replace: Option<String>) -> Result<(), StoreError> {
    match OpenCase::import(export, &Library::default()) {
        Ok(stored) => import(link, store, stored, replace).await,
        Err(fault) => {
            act(link, Action::Start(StartAction::Failed(fault)));
            Ok(())
        }
    }
}

async fn write(link: &Link, store: &Store, append: Append) {
    let Append { row, entries, texts, expected, spent } = append;
    let written = if expected == 0 {
        store.create(&row, &entries, &texts, &spent).await
    } else {
        store.append(&row, &entries, &texts, &spent, expected).await
    };
    match written {
        Ok(entries) => act(link, Action::Saved { case: row.name, entries, at: browser::clock() }),
        Err(StoreError::Ahead { .. } | StoreError::Exists { .. }) => match store.load(&row.name).await {
            Ok(Some(stored)) => act(link, Action::Overtaken { stored: Box::new(stored), act_lost: true }),
            Ok(None) => act(link, Action::NotSaved { case: row.name, why: Key::StoreMissing.into() }),
            Err(error) => act(link, Action::NotSaved { case: row.name, why: store_text(&error) }),
        },
        Err(error) => act(link, Action::NotSaved { case: row.name, why: store_text(&error) }),
    }
}

/// Another tab has written, or may have: reads the case again.
async fn catch_up(link: &Link, store: &Store, case: String) {
    match store.load(&case).await {
        Ok(Some(stored)) => act(link, Action::Overtaken { stored: Box::new(stored), act_lost: false }),
        Ok(None) => act(link, Action::Gone(case)),
        // The next act of this tab will be told.
        Err(_) => {}
    }
}
