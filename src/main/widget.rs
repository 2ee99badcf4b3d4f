//! What a page's script sees of the program: `mount(root, options)`, which gives a `Widget`. `docs/mount.md` has the types.

use clean_break::ui::{Mounted, Page, state::HostAction};
use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// What the page says of the widget.
    pub type Options;

    #[wasm_bindgen(method, getter)]
    fn embedded(this: &Options) -> Option<bool>;
    #[wasm_bindgen(method, getter)]
    fn base(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn file(this: &Options) -> Option<Function>;
    #[wasm_bindgen(method, getter)]
    fn context(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn stored(this: &Options) -> Option<Function>;
    #[wasm_bindgen(method, getter)]
    fn lang(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn theme(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn density(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn tag(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = ownNames)]
    fn own_names(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn send(this: &Options) -> Option<Function>;
    #[wasm_bindgen(method, getter)]
    fn copy(this: &Options) -> Option<Function>;
    #[wasm_bindgen(method, getter)]
    fn refresh(this: &Options) -> Option<Function>;
    #[wasm_bindgen(method, getter)]
    fn fault(this: &Options) -> Option<Function>;
}

/// A mounted program.
#[wasm_bindgen]
pub struct Widget(Option<Mounted>);

/// Draws the program into `root`, which it takes over until the widget is unmounted.
#[wasm_bindgen]
#[must_use]
pub fn mount(root: Element, options: &Options) -> Widget {
    let page = Page {
        is_guest: options.embedded() == Some(true),
        base: options.base().unwrap_or_default(),
        file: options.file(),
        context: options.context(),
        stored: options.stored(),
        lang: options.lang(),
        theme: options.theme(),
        density: options.density(),
        tag: options.tag(),
        own_names: options.own_names(),
        send: options.send(),
        copy: options.copy(),
        refresh: options.refresh(),
        fault: options.fault(),
        root: None,
    };
    Widget(Some(clean_break::ui::mount(root, page, crate::split::load)))
}

#[wasm_bindgen]
impl Widget {
    fn act(&self, action: HostAction) {
        if let Some(mounted) = &self.0 {
            mounted.act(action);
        }
    }

    /// Tells the ticket that the help desk shows now, as JSON.
    #[wasm_bindgen(js_name = setContext)]
    pub fn set_context(&self, json: String) {
        self.act(HostAction::Context(json));
    }

    /// Sets `lang`, `theme`, `density`, `tag` or `ownNames`, as JSON.
    #[wasm_bindgen(js_name = setOptions)]
    pub fn set_options(&self, json: String) {
        self.act(HostAction::Options(json));
    }

    /// The case on screen as an export file, which a context can hand back as `saved`; empty where there is none.
    #[wasm_bindgen(js_name = getState)]
    #[must_use]
    pub fn state(&self) -> String {
        self.0.as_ref().map(Mounted::state).unwrap_or_default()
    }

    /// Takes the program off the page, with its listeners, timers, channel and database. A second call does nothing.
    pub fn unmount(&mut self) {
        if let Some(mounted) = self.0.take() {
            mounted.unmount();
        }
    }
}
