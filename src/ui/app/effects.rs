//! Effects that take time: each ends in a message to the component.

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::html::Scope;

use super::{App, Load, Message};
use crate::case::Language;
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

    /// One of the program's own files.
    pub async fn fetch(&self, path: &str) -> Result<String, String> {
        match &self.page.file {
            Some(file) => called(file, &path.into()).await.ok().and_then(|text| text.as_string()),
            None => browser::fetch(&[&self.page.base, path].concat()).await,
        }
        .ok_or_else(|| path.to_owned())
    }
}

/// How the file of a language's second part ends.
pub const REST: &str = ".later.json";

pub fn act(link: &Link, action: Action) {
    link.send_message(Message::Act(action));
}

pub fn file_failed(link: &Link, why: String) {
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

/// Loads the code of what follows the first verdict; where that is on screen, once it is painted.
pub fn load_later(link: Link, load: Load, painted: bool) {
    spawn_local(async move {
        if painted {
            browser::wait(PAINTED).await;
        }
        let Some(later) = load().await else { return act(&link, Action::LibraryFailed) };
        act(&link, Action::Later(later));
        (later.open)(link.clone());
        (later.files)(link);
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

/// Calls a function of the page and waits for what it promises.
pub async fn called(function: &Function, argument: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&function.call1(&JsValue::NULL, argument)?)).await
}
