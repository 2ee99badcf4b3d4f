//! Effects that take time: each ends in a message to the component.

use std::rc::Rc;

use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::html::Scope;

use super::{App, Message};
use crate::case::{Case, CaseId, Language};
use crate::host::{Answer, Intent};
use crate::json;
use crate::leaving::rules::RulePack;
use crate::leaving::{Export, ExportError, Playbook};
use crate::providers::CatalogueJson;
use crate::store::{DATABASE, Draft, Kept, PASTE, Store, StoreError};
use crate::ui::browser;
use crate::ui::mount::Page;
use crate::ui::state::{Action, Append, Effect, HostAction, Library, OpenCase, StartAction};
use crate::ui::words::Words;
use crate::words::{Catalogue, Key, Text, say};

/// The way back to the component, and what it knows of its page.
#[derive(Clone)]
pub struct Link {
    pub scope: Scope<App>,
    pub page: Rc<Page>,
}

impl Link {
    fn send_message(&self, message: Message) {
        self.scope.send_message(message);
    }

    /// One of the program's own files.
    async fn fetch(&self, path: &str) -> Result<String, String> {
        browser::fetch(&[&self.page.base, path].concat()).await
    }
}

/// Playbooks, rule packs, alternatives and phrases that come with the site.
const PLAYBOOKS: [&str; 3] =
    ["playbooks/consumer_subscription_eu.json", "playbooks/repair.json", "playbooks/second_chance.json"];
const PACKS: [&str; 2] = ["rules/eu.json", "rules/de.json"];
const PROVIDERS: &str = "providers/sample.json";

fn act(link: &Link, action: Action) {
    link.send_message(Message::Act(action));
}

fn file_failed(link: &Link, why: String) {
    act(link, Action::Notice(say::app_file_failed(why)));
}

/// Loads a language.
pub fn load_words(link: Link, language: String) {
    spawn_local(async move {
        let path = ["locales/", &language, ".json"].concat();
        let read = match link.fetch(&path).await {
            Ok(text) => Catalogue::parse(&language, &text).map_err(|error| error.to_string()),
            Err(why) => Err(why),
        };
        match read {
            Ok(catalogue) => link.send_message(Message::Words(Words::new(catalogue))),
            Err(why) => file_failed(&link, why),
        }
    });
}

/// Loads playbooks, rules and alternatives.
pub fn load_library(link: Link) {
    spawn_local(async move {
        match library(&link).await {
            Ok(library) => act(&link, Action::Library(library)),
            Err(why) => file_failed(&link, why),
        }
    });
}

/// Lists the invented customers; without them the rest of the desk still works.
pub fn load_samples(link: Link) {
    spawn_local(async move {
        if let Ok(text) = link.fetch("samples/index.json").await
            && let Ok(samples) = json::parse(&text)
        {
            act(&link, Action::Start(StartAction::Samples(samples)));
        }
    });
}

/// Loads phrases; what waits for them goes on with those that could be had.
pub fn learn(link: Link, languages: Vec<Language>, then: Option<Box<Action>>) {
    spawn_local(async move {
        let mut phrases = Vec::new();
        for language in &languages {
            match link.fetch(&["phrases/", language.word(), ".txt"].concat()).await {
                Ok(text) => phrases.push(text),
                Err(why) => file_failed(&link, why),
            }
        }
        act(&link, Action::Learned { languages, phrases, then });
    });
}

async fn library(link: &Link) -> Result<Library, String> {
    let (mut playbooks, mut packs) = (Vec::new(), Vec::new());
    for path in PLAYBOOKS {
        let text = link.fetch(path).await?;
        playbooks.push(Playbook::parse(&text).map_err(|error| error.to_string())?);
    }
    for path in PACKS {
        let text = link.fetch(path).await?;
        packs.push(RulePack::parse(&text).map_err(|error| error.to_string())?);
    }
    let text = link.fetch(PROVIDERS).await?;
    let providers: CatalogueJson = json::parse(&text).map_err(|error| error.to_string())?;
    Ok(Library {
        playbooks: playbooks.into(),
        packs: packs.into(),
        providers: Some(Rc::new(providers)),
        ..Library::default()
    })
}

/// Opens storage.
pub fn open_store(link: Link) {
    spawn_local(async move {
        match Store::open(DATABASE).await {
            Ok(store) => link.send_message(Message::Store(store)),
            Err(error) => {
                act(&link, Action::Notice(say::app_store_failed(store_text(&error))));
                link.send_message(Message::Store(Store::memory(error)));
            }
        }
    });
}

/// Says where things are kept.
pub fn describe(link: Link, store: Store) {
    spawn_local(async move {
        let memory_only = match store.kept() {
            Kept::Browser => None,
            Kept::Memory(reason) => Some(reason.to_string()),
        };
        let persisted = store.persisted().await == Some(true);
        act(&link, Action::Storage { memory_only, persisted });
    });
}

/// Another tab has written, or may have: read the case again.
pub fn catch_up(link: Link, store: Store, case: String) {
    spawn_local(async move {
        match store.load(&case).await {
            Ok(Some(stored)) => act(&link, Action::Overtaken { stored: Box::new(stored), act_lost: false }),
            Ok(None) => act(&link, Action::Gone(case)),
            // The next act of this tab will be told.
            Err(_) => {}
        }
    });
}

/// Copies a text and says whether it worked.
pub fn copy(link: Link, text: String) {
    spawn_local(async move {
        let copied = match &link.page.copy {
            Some(copy) => called(copy, &text.into()).await.is_ok_and(|copied| copied.is_truthy()),
            None => browser::copy(text).await,
        };
        let told = if copied { Key::AppCopied } else { Key::AppCopyFailed };
        act(&link, Action::Notice(told.into()));
    });
}

/// Calls a function of the page and waits for what it promises.
async fn called(function: &Function, argument: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&function.call1(&JsValue::NULL, argument)?)).await
}

/// Hands an intent to the help desk's wire; it answers `{done, reason}`.
pub fn send(link: Link, intent: Intent) {
    spawn_local(async move {
        let answer = match (&link.page.send, JSON::parse(&intent.json())) {
            (Some(send), Ok(json)) => called(send, &json).await,
            (_, json) => json,
        };
        let field = |from: &JsValue, name: &str| Reflect::get(from, &name.into()).unwrap_or_default();
        let answer = match answer {
            Ok(answer) if field(&answer, "done").is_truthy() => Answer::Done,
            Ok(answer) => Answer::Refused(field(&answer, "reason").as_string().unwrap_or_else(|| "?".to_owned())),
            Err(error) => Answer::Refused(field(&error, "message").as_string().unwrap_or_else(|| "?".to_owned())),
        };
        let Intent { request, text, .. } = intent;
        act(&link, Action::Host(HostAction::Answered { request, answer, text }));
    });
}

/// Opens an invented customer.
pub fn open_sample(link: Link, id: String) {
    spawn_local(async move {
        match link.fetch(&["samples/", &id, ".json"].concat()).await {
            Ok(text) => act(&link, Action::Start(StartAction::File(Some(text)))),
            Err(why) => file_failed(&link, why),
        }
    });
}

/// Effects on storage.
pub fn with_store(link: Link, store: Store, effect: Effect) {
    spawn_local(async move {
        let opening = match &effect {
            Effect::Open { case, .. } => Some(case.id.clone()),
            _ => None,
        };
        let done = match effect {
            Effect::List => list(&link, &store).await,
            Effect::Open { case, notes } => open(&link, &store, case, notes).await,
            Effect::Load(id) => load(&link, &store, id).await,
            Effect::Reread(case) => {
                catch_up(link.clone(), store, case);
                Ok(())
            }
            Effect::Import(text) => import(&link, &store, &text).await,
            Effect::Resume { export, replace } => resume(&link, &store, &export, replace).await,
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
            Effect::Pasted => pasted(&link, &store).await,
            Effect::Draft { case, field, text } if text.is_empty() => store.delete_draft(&case, &field).await,
            Effect::Draft { case, field, text } => store.put_draft(&case, &Draft { field, text }).await,
            _ => Ok(()),
        };
        if let Err(error) = done {
            act(&link, Action::Notice(say::app_store_failed(store_text(&error))));
            if let Some(id) = opening {
                act(&link, Action::NotStored(id));
            }
        }
    });
}

async fn list(link: &Link, store: &Store) -> Result<(), StoreError> {
    let cases = store.list_cases().await?;
    act(link, Action::Start(StartAction::Listed(cases)));
    Ok(())
}

/// What was in the paste box when the page was left.
async fn pasted(link: &Link, store: &Store) -> Result<(), StoreError> {
    for draft in store.drafts(PASTE).await? {
        act(link, Action::Start(StartAction::Restored(draft.text)));
    }
    Ok(())
}

async fn open(link: &Link, store: &Store, case: Box<Case>, notes: Vec<Text>) -> Result<(), StoreError> {
    match store.load(&case.id.to_string()).await? {
        Some(stored) => act(link, Action::Loaded { stored: Box::new(stored), fresh: Some(case), notes }),
        None => act(link, Action::New { case, notes }),
    }
    Ok(())
}

async fn load(link: &Link, store: &Store, id: CaseId) -> Result<(), StoreError> {
    match store.load(&id.to_string()).await? {
        Some(stored) => act(link, Action::Loaded { stored: Box::new(stored), fresh: None, notes: Vec::new() }),
        None => act(link, Action::NotStored(id)),
    }
    Ok(())
}

/// An import is verified before anything is written; a file that was tampered with is not opened.
async fn import(link: &Link, store: &Store, text: &str) -> Result<(), StoreError> {
    let failed = |fault| act(link, Action::Start(StartAction::Failed(fault)));
    let (journal, drafts) = match Export::import(text) {
        Ok(export) => export,
        Err(ExportError::Bad(bad)) => {
            failed(say::start_import_bad(i64::from(bad.n), bad.why.to_string()));
            return Ok(());
        }
        Err(error) => {
            failed(say::ingest_error_top(error.to_string()));
            return Ok(());
        }
    };
    match OpenCase::stored(&journal, drafts) {
        Ok(stored) => {
            let name = stored.row.name.clone();
            let known = store.load(&name).await?.map(|stored| stored.entries.len());
            match store.import(&[stored]).await {
                Err(StoreError::Exists { .. }) => failed(Key::StartImportExists.into()),
                done => {
                    done?;
                    if let Some(stored) = store.load(&name).await? {
                        act(link, Action::Imported { stored: Box::new(stored), known });
                    }
                }
            }
        }
        Err(fault) => failed(fault),
    }
    Ok(())
}

/// Goes on from a note in the ticket; what was only opened here gives way to it.
async fn resume(link: &Link, store: &Store, export: &str, replace: Option<String>) -> Result<(), StoreError> {
    if let Some(name) = replace {
        store.delete_case(&name).await?;
    }
    import(link, store, export).await
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

/// What a person can do about a fault of storage.
fn store_text(error: &StoreError) -> Text {
    match error {
        StoreError::Full => Key::StoreFull.into(),
        StoreError::Blocked => Key::StoreBlocked.into(),
        StoreError::Outdated => Key::StoreOutdated.into(),
        StoreError::Missing { .. } => Key::StoreMissing.into(),
        StoreError::Exists { .. } | StoreError::Ahead { .. } => Key::StartImportExists.into(),
        StoreError::Damaged { .. } | StoreError::Refused { .. } => say::store_refused(error.to_string()),
    }
}
