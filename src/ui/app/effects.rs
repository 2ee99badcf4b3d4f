//! Effects that take time: each ends in a message to the component.

use std::rc::Rc;

use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::html::Scope;

use super::{App, Load, Message};
use crate::case::{CaseId, Language};
use crate::host::{Answer, Intent};
use crate::json;
use crate::store::{DATABASE, Draft, Kept, PASTE, Store, StoreError};
use crate::ui::browser;
use crate::ui::later::Later;
use crate::ui::mount::Page;
use crate::ui::state::{Action, Effect, Files, HostAction, Library, StartAction};
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
        match &self.page.file {
            Some(file) => called(file, &path.into()).await.ok().and_then(|text| text.as_string()),
            None => browser::fetch(&[&self.page.base, path].concat()).await,
        }
        .ok_or_else(|| path.to_owned())
    }
}

/// How the file of a language's second part ends.
pub const REST: &str = ".later.json";

/// Playbooks, rule packs, alternatives and phrases that come with the site.
const PLAYBOOKS: [&str; 4] = [
    "playbooks/consumer_subscription_eu.json",
    "playbooks/consumer_subscription_eu.1.json",
    "playbooks/repair.json",
    "playbooks/second_chance.json",
];
const PACKS: [&str; 2] = ["rules/eu.json", "rules/de.json"];
const PROVIDERS: &str = "providers/sample.json";

pub fn act(link: &Link, action: Action) {
    link.send_message(Message::Act(action));
}

fn file_failed(link: &Link, why: String) {
    act(link, Action::Notice(say::app_file_failed(why)));
}

/// Loads what the first verdict needs of a language; or, where that is here, the rest.
pub fn load_words(link: Link, language: String, first: Option<Catalogue>) {
    spawn_local(async move {
        let path = ["locales/", &language, if first.is_some() { REST } else { ".json" }].concat();
        let read = match link.fetch(&path).await {
            Ok(text) => Catalogue::parse(&language, &text).map_err(|error| error.to_string()),
            Err(why) => Err(why),
        };
        match (read, first) {
            (Ok(rest), Some(mut first)) => {
                first.join(rest);
                link.send_message(Message::Words(Words::new(first)));
            }
            (Ok(first), None) => link.send_message(Message::Words(Words::new(first))),
            (Err(why), _) => file_failed(&link, why),
        }
    });
}

/// How long a verdict has for itself before the rest is loaded, in milliseconds: two frames of a slow screen.
const PAINTED: i32 = 60;

/// Loads what follows the first verdict, once that is on screen.
pub fn load_library(link: Link, load: Load) {
    spawn_local(async move {
        browser::wait(PAINTED).await;
        let Some(later) = load().await else { return act(&link, Action::LibraryFailed) };
        match library(&link, later).await {
            Ok(library) => act(&link, Action::Library(library)),
            Err(why) => {
                act(&link, Action::LibraryFailed);
                file_failed(&link, why);
            }
        }
    });
}

async fn library(link: &Link, later: &Later) -> Result<Library, String> {
    let mut files = Files::default();
    for path in PLAYBOOKS {
        files.playbooks.push(link.fetch(path).await?);
    }
    for path in PACKS {
        files.packs.push(link.fetch(path).await?);
    }
    files.providers = link.fetch(PROVIDERS).await?;
    (later.library)(&files)
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

/// Copies a text and says whether it worked.
pub fn copy(link: Link, text: String) {
    spawn_local(async move {
        let copied = match &link.page.copy {
            Some(copy) => called(copy, &text.into()).await.is_ok_and(|copied| copied.is_truthy()),
            None => false,
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

/// Effects on storage that the first verdict waits for.
pub fn look_up(link: Link, store: Store, effect: Effect) {
    spawn_local(async move {
        let opening = match &effect {
            Effect::Open { case, .. } => Some(case.id.clone()),
            _ => None,
        };
        let done = match effect {
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
            _ => list(&link, &store).await,
        };
        failed(&link, done, opening);
    });
}

/// Says what storage refused, and that the case which was to be opened is not there.
pub fn failed(link: &Link, done: Result<(), StoreError>, opening: Option<CaseId>) {
    if let Err(error) = done {
        act(link, Action::Notice(say::app_store_failed(store_text(&error))));
        if let Some(id) = opening {
            act(link, Action::NotStored(id));
        }
    }
}

/// Lists the saved cases.
pub async fn list(link: &Link, store: &Store) -> Result<(), StoreError> {
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

/// What a person can do about a fault of storage.
pub fn store_text(error: &StoreError) -> Text {
    match error {
        StoreError::Full => Key::StoreFull.into(),
        StoreError::Blocked => Key::StoreBlocked.into(),
        StoreError::Outdated => Key::StoreOutdated.into(),
        StoreError::Missing { .. } => Key::StoreMissing.into(),
        StoreError::Exists { .. } | StoreError::Ahead { .. } => Key::StartImportExists.into(),
        StoreError::Damaged { .. } | StoreError::Refused { .. } => say::store_refused(error.to_string()),
    }
}
