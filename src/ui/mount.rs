//! The one way into the page, for the static site and for guests alike: `mount(root, options)` gives a [`Widget`].
//! TypeScript types of it: `docs/mount.md`.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Document, Element};
use yew::{AppHandle, Properties};

use super::app::{App, Message};
use super::state::{Action, HostAction, Open};

#[wasm_bindgen]
extern "C" {
    /// What the page around says of the widget.
    pub type Options;

    #[wasm_bindgen(method, getter)]
    fn embedded(this: &Options) -> Option<bool>;
    #[wasm_bindgen(method, getter)]
    fn base(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn lang(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn theme(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn density(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn send(this: &Options) -> Option<Function>;
    #[wasm_bindgen(method, getter)]
    fn copy(this: &Options) -> Option<Function>;
    #[wasm_bindgen(method, getter)]
    fn refresh(this: &Options) -> Option<Function>;
}

/// What a mounted program knows of the page around it.
pub struct Page {
    /// A guest in somebody's help desk, not the site itself.
    pub is_guest: bool,
    /// What the program's own files are relative to; ends in `/`, or is empty.
    pub base: String,
    /// Language, appearance and density as the page has set them.
    pub lang: Option<String>,
    pub theme: Option<String>,
    pub density: Option<String>,
    /// Takes intents.
    pub send: Option<Function>,
    /// Copies a text.
    pub copy: Option<Function>,
    /// Has the desk tell the ticket again.
    pub refresh: Option<Function>,
    /// Printing prints the widget, and not a page that it is only a part of.
    pub can_print: bool,
}

/// The root component's one property.
#[derive(Clone, Properties)]
pub struct Props {
    /// The page.
    pub page: Rc<Page>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page)
    }
}

/// A mounted program.
#[wasm_bindgen]
pub struct Widget(Option<AppHandle<App>>);

/// Draws the program into `root`, which it takes over until [`Widget::unmount`].
#[wasm_bindgen]
#[must_use]
pub fn mount(root: Element, options: &Options) -> Widget {
    let mut base = options.base().unwrap_or_default();
    if !base.is_empty() && !base.ends_with('/') {
        base.push('/');
    }
    let page = Page {
        is_guest: options.embedded() == Some(true),
        base,
        lang: options.lang(),
        theme: options.theme(),
        density: options.density(),
        send: options.send(),
        copy: options.copy(),
        refresh: options.refresh(),
        can_print: root.get_root_node().has_type::<Document>(),
    };
    Widget(Some(yew::Renderer::<App>::with_root_and_props(root, Props { page: Rc::new(page) }).render()))
}

#[wasm_bindgen]
impl Widget {
    fn act(&self, action: HostAction) {
        if let Some(app) = &self.0 {
            app.send_message(Message::Act(Action::Host(action)));
        }
    }

    /// Tells the ticket that the help desk shows now, as JSON.
    #[wasm_bindgen(js_name = setContext)]
    pub fn set_context(&self, json: String) {
        self.act(HostAction::Context(json));
    }

    /// Sets `lang`, `theme` or `density`, as JSON.
    #[wasm_bindgen(js_name = setOptions)]
    pub fn set_options(&self, json: String) {
        self.act(HostAction::Options(json));
    }

    /// The case on screen as an export file, which a context can hand back as `saved`; empty where there is none.
    #[wasm_bindgen(js_name = getState)]
    #[must_use]
    pub fn state(&self) -> String {
        let app = self.0.as_ref().and_then(|app| app.get_component());
        app.map(|app| app.export()).unwrap_or_default()
    }

    /// Takes the program off the page, with its listeners, timers, channel and database. A second call does nothing.
    pub fn unmount(&mut self) {
        if let Some(app) = self.0.take() {
            app.destroy();
        }
    }
}

impl App {
    fn export(&self) -> String {
        match &self.state.open {
            Open::Case(open) => open.state(),
            _ => String::new(),
        }
    }
}
