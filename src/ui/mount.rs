//! The one way into a page, for the static site and for guests alike. What JavaScript sees of it is in `src/main/`: exports
//! of the library would end up in the JS API as well, with the whole user interface behind them.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element};
use yew::{AppHandle, Properties};

use super::app::{App, Load, Message};
use super::state::{Action, HostAction};

/// What a mounted program knows of the page around it.
#[derive(Debug, Default)]
pub struct Page {
    /// A guest in somebody's help desk, not the site itself.
    pub is_guest: bool,
    /// What the program's own files are relative to; ends in `/`, or is empty.
    pub base: String,
    /// Hands over one of these files as bytes, or a promise of them, by its path; without it they are fetched.
    pub file: Option<Function>,
    /// The ticket that the help desk shows, as JSON, where that is known before anything is drawn.
    pub context: Option<String>,
    /// Tells, or promises, how many entries storage has of a case, before the code is here that reads them.
    pub stored: Option<Function>,
    /// The language that the page sets, as a tag.
    pub lang: Option<String>,
    /// `auto`, `light` or `dark`.
    pub theme: Option<String>,
    /// `normal` or `compact`.
    pub density: Option<String>,
    /// The tag that tickets get.
    pub tag: Option<String>,
    /// Names of the company whose desk it is, separated by commas.
    pub own_names: Option<String>,
    /// Takes intents, and promises `{done, reason}`.
    pub send: Option<Function>,
    /// Copies a text, and promises whether it worked; without it nothing can be copied.
    pub copy: Option<Function>,
    /// Has the desk tell the ticket again.
    pub refresh: Option<Function>,
    /// Hears, by its code, what went wrong with what the page gave.
    pub fault: Option<Function>,
    /// The element that it gave; [`mount`] sets it.
    pub root: Option<Element>,
}

/// The root component's one property.
#[derive(Clone, Properties)]
pub struct Props {
    pub page: Rc<Page>,
    /// Printing prints the program, and not a page that it is only a part of.
    pub can_print: bool,
    /// Loads what follows the first verdict.
    pub load: Load,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page)
    }
}

/// A mounted program, and the element that is Yew's. Yew 0.23 never lets go of an element that it has drawn into, so it
/// gets one of its own, and the page's can be forgotten with all around it.
pub struct Mounted(AppHandle<App>, Element);

/// Draws the program into `root`, which it takes over until [`Mounted::unmount`].
#[must_use]
pub fn mount(root: Element, mut page: Page, load: Load) -> Mounted {
    if !page.base.is_empty() && !page.base.ends_with('/') {
        page.base.push('/');
    }
    page.root = Some(root.clone());
    let can_print = root.get_root_node().has_type::<Document>();
    let props = Props { page: Rc::new(page), can_print, load };
    let own = root.owner_document().and_then(|document| document.create_element("div").ok()).unwrap_or(root.clone());
    own.set_class_name("clean-break-host");
    root.replace_children_with_node_1(&own);
    Mounted(yew::Renderer::<App>::with_root_and_props(own.clone(), props).render(), own)
}

impl Mounted {
    /// What the help desk, or the page around, says.
    pub fn act(&self, action: HostAction) {
        self.0.send_message(Message::Act(Action::Host(action)));
    }

    /// The case on screen as an export file; empty where there is none.
    #[must_use]
    pub fn state(&self) -> String {
        self.0.get_component().map(|app| app.export()).unwrap_or_default()
    }

    /// Takes the program off the page, with its listeners, timers, channel and database.
    pub fn unmount(self) {
        self.0.destroy();
        self.1.remove();
    }
}
