//! Effects that take time: each ends in a message to the component.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::html::Scope;

use super::{App, Load, Message};
use crate::case::{CaseId, Language};
use crate::text::Reader;
use crate::ui::browser;
use crate::ui::mount::Page;
use crate::ui::state::Action;
use crate::ui::words::Words;
use crate::words::{Catalogue, say};

/// The way back to the component, and what it knows of its page.
#[derive(Clone)]
pub struct Link {
    pub scope: Scope<App>,
    pub page: Rc<Page>,
}

impl Link {
    pub fn send_message(&self, message: Message) {
        self.scope.send_message(message);
    }

    /// Asks the page for one of the program's own files. It gives the bytes if they are at hand: what is drawn first then
    /// needs no second drawing.
    pub(super) fn ask(&self, path: &str) -> JsValue {
        let asked = self.page.file.as_ref().map(|file| file.call1(&JsValue::NULL, &path.into()));
        asked.and_then(Result::ok).unwrap_or_default()
    }

    /// One of the program's own files that is no text.
    pub async fn fetch_bytes(&self, path: &str) -> Result<Vec<u8>, String> {
        self.answer_bytes(path, self.ask(path)).await
    }

    /// What comes of it.
    async fn answer_bytes(&self, path: &str, asked: JsValue) -> Result<Vec<u8>, String> {
        match &self.page.file {
            Some(_) => JsFuture::from(Promise::resolve(&asked)).await.ok().and_then(|file| bytes(&file)),
            None => browser::fetch_bytes(&[&self.page.base, path].concat()).await,
        }
        .ok_or_else(|| path.to_owned())
    }

    /// The same of a text.
    async fn answer(&self, path: &str, asked: JsValue) -> Result<String, String> {
        String::from_utf8(self.answer_bytes(path, asked).await?).map_err(|_| path.to_owned())
    }

    /// One of the program's own files.
    pub async fn fetch(&self, path: &str) -> Result<String, String> {
        self.answer(path, self.ask(path)).await
    }
}

/// A file's text. Bytes are what it comes as: a string of JavaScript's would be made of them and taken apart again.
pub fn text(file: &JsValue) -> Option<String> {
    String::from_utf8(bytes(file)?).ok()
}

fn bytes(file: &JsValue) -> Option<Vec<u8>> {
    Some(file.dyn_ref::<Uint8Array>()?.to_vec())
}

/// How the file of a language's second part ends.
pub const REST: &str = ".later.json";

pub fn act(link: &Link, action: Action) {
    link.send_message(Message::Act(action));
}

pub fn file_failed(link: &Link, why: String) {
    act(link, Action::Notice(say::app_file_failed(why)));
}

/// Loads what the first verdict needs of a language, which may be at hand; or, where that is known, the rest, once that
/// verdict is painted.
pub fn load_words(link: Link, language: String, known: Option<Rc<Words>>) -> Option<Rc<Words>> {
    let path = ["locales/", &language, if known.is_some() { REST } else { ".json" }].concat();
    let mut asked = JsValue::UNDEFINED;
    if known.is_none() {
        let shared = WORDS.with_borrow(|words| words.iter().rfind(|words| words.are_for(&language)).cloned());
        if shared.is_some() {
            return shared;
        }
        asked = link.ask(&path);
        if let Some(Ok(first)) = text(&asked).map(|text| Catalogue::parse(&language, &text)) {
            return Some(share(first));
        }
    }
    spawn_local(async move {
        if known.is_some() {
            browser::wait(PAINTED).await;
            asked = link.ask(&path);
        }
        let read = match link.answer(&path, asked).await {
            Ok(text) => Catalogue::parse(&language, &text).map_err(|_| path),
            Err(why) => Err(why),
        };
        match read {
            Ok(mut read) => {
                if let Some(known) = known {
                    read.join(&known.catalogue);
                }
                link.send_message(Message::Words(share(read)));
            }
            Err(why) => file_failed(&link, why),
        }
    });
    None
}

thread_local! {
    /// The languages of all widgets of the page, the fullest last: a catalogue is read once.
    static WORDS: RefCell<Vec<Rc<Words>>> = const { RefCell::new(Vec::new()) };
}

fn share(catalogue: Catalogue) -> Rc<Words> {
    let new = Words::new(catalogue);
    WORDS.with_borrow_mut(|words| words.push(new.clone()));
    new
}

/// How long a verdict has for itself before the rest is loaded, in milliseconds: two frames of a slow screen.
pub const PAINTED: i32 = 60;

/// Loads the code of what follows the first verdict; where that is on screen, once it is painted.
pub fn load_later(link: Link, load: Load, painted: bool) {
    spawn_local(async move {
        if painted {
            browser::wait(PAINTED).await;
        }
        let Some(later) = load().await else { return act(&link, Action::LibraryFailed) };
        if let Some(root) = &link.page.root {
            (later.sheet)(root);
        }
        act(&link, Action::Later(later));
        (later.open)(link.clone());
        (later.files)(link);
    });
}

thread_local! {
    /// Knows the phrases that any widget of the page has met: a table is read once.
    static READER: RefCell<Reader> = RefCell::default();
}

fn learn_table(link: &Link, path: String, table: &[u8]) {
    if READER.with_borrow_mut(|reader| reader.learn(table).is_err()) {
        file_failed(link, path);
    }
}

/// Loads phrases, which may be at hand; what waits for them goes on with those that could be had.
pub fn learn(link: Link, languages: Vec<Language>, then: Option<Box<Action>>) -> Option<Action> {
    let mut asked = Vec::new();
    for language in &languages {
        if READER.with_borrow(|reader| !reader.knows(*language)) {
            let path = ["phrases/", language.word(), ".txt"].concat();
            let file = link.ask(&path);
            asked.push((path, file));
        }
    }
    let learned = |languages, then| {
        let reader = READER.with_borrow(Reader::clone);
        Action::Learned { languages, reader, then }
    };
    if let Some(tables) = asked.iter().map(|(_, file)| bytes(file)).collect::<Option<Vec<_>>>() {
        for ((path, _), table) in asked.into_iter().zip(tables) {
            learn_table(&link, path, &table);
        }
        return Some(learned(languages, then));
    }
    spawn_local(async move {
        for (path, file) in asked {
            match link.answer_bytes(&path, file).await {
                Ok(table) => learn_table(&link, path, &table),
                Err(why) => file_failed(&link, why),
            }
        }
        act(&link, learned(languages, then));
    });
    None
}

/// Asks how many entries storage has of a case, which may be known at once. The verdict waits for that, and not for the
/// code that reads them.
pub fn count(link: Link, stored: &Function, id: CaseId) -> Option<Action> {
    // Asked before anything is drawn, so that the answer may be here right after it.
    let asked = stored.call1(&JsValue::NULL, &id.to_string().into()).ok()?;
    if let Some(entries) = asked.as_f64() {
        return Some(Action::Counted(id, entries as u32));
    }
    spawn_local(async move {
        let entries = JsFuture::from(Promise::resolve(&asked)).await.ok().and_then(|entries| entries.as_f64());
        if let Some(entries) = entries {
            act(&link, Action::Counted(id, entries as u32));
        }
    });
    None
}

/// Calls a function of the page and waits for what it promises.
pub async fn called(function: &Function, argument: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&function.call1(&JsValue::NULL, argument)?)).await
}
