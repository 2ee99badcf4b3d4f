//! The one component: it holds the state, draws it, and is the only place where effects happen.

mod effects;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Event;
use yew::prelude::*;

use super::browser;
use super::el::el;
use super::route::Route;
use super::state::{Action, Effect, Moment, Open, Preferences, State, Theme};
use super::view::{self, Cx};
use super::words::Words;
use crate::leaving::Salt;
use crate::store::{Listening, Setting, Settings, Store};
use crate::words::Catalogue;

/// What reaches the component.
pub enum Message {
    /// Something happened, on screen or outside.
    Act(Action),
    /// A language is loaded: the agent's, or the customer's for letters.
    Words(Rc<Words>),
    /// Storage is open.
    Store(Store),
}

/// The root component.
pub struct App {
    state: State,
    /// Languages loaded so far.
    words: Vec<Rc<Words>>,
    /// Languages asked for and not here yet.
    asked: Vec<String>,
    store: Option<Store>,
    /// What waits for storage to open.
    waiting: Vec<Effect>,
    settings: Settings,
    /// Takes the keyboard once the next drawing is done.
    focus: Option<(String, u8)>,
    root: NodeRef,
    send: Callback<Action>,
    /// Hears what other tabs have written; ends with the component.
    tabs: Option<Listening>,
    /// Listeners on the window; they end with the component.
    listeners: Vec<Listener>,
}

/// An event of the window and what hears it.
type Listener = (&'static str, Closure<dyn Fn(Event)>);

fn moment() -> Moment {
    let salt = Salt::parse(&browser::salt()).unwrap_or(Salt::new([0; 16]));
    let now = browser::now();
    Moment { now, today: now.date(), salt }
}

/// The agent's language: as chosen here before, else the first of the browser's that is shipped, else English.
fn language(settings: &Settings) -> String {
    let shipped = |tag: &str| {
        let primary = tag.split('-').next().unwrap_or_default();
        Catalogue::languages().find(|language| *language == primary).map(str::to_owned)
    };
    let chosen = settings.get(Setting::Language).and_then(|tag| shipped(&tag));
    chosen.or_else(|| browser::languages().iter().find_map(|tag| shipped(tag))).unwrap_or_else(|| "en".to_owned())
}

fn preferences(settings: &Settings) -> Preferences {
    let theme = settings.get(Setting::Theme);
    Preferences {
        language: language(settings),
        theme: Theme::ALL.iter().copied().find(|known| Some(known.word()) == theme.as_deref()).unwrap_or(Theme::Auto),
        name: settings.get(Setting::StaffName).unwrap_or_default(),
    }
}

impl App {
    /// The words of a language, once loaded.
    fn words(&self, language: &str) -> Option<&Rc<Words>> {
        self.words.iter().find(|words| words.catalogue.language() == language)
    }

    /// The agent's words; while another language is on its way, those on screen stay.
    fn agent_words(&self) -> Option<&Rc<Words>> {
        self.words(&self.state.preferences.language).or_else(|| self.words.first())
    }

    fn listen(&mut self, event: &'static str, action: impl Fn() -> Action + 'static) {
        let send = self.send.clone();
        let heard = Closure::<dyn Fn(Event)>::new(move |_| send.emit(action()));
        if let Some(window) = browser::window() {
            // Fails only for an event name that is none.
            let _ = window.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
        }
        self.listeners.push((event, heard));
    }

    fn reduce(&mut self, ctx: &Context<Self>, action: Action) {
        if matches!(action, Action::LanguageChosen(_) | Action::Online(true)) {
            // A language that could not be had may be tried again, but only when asked or when the network is back.
            self.asked.clear();
        }
        for effect in self.state.reduce(action, moment()) {
            self.run(ctx, effect);
        }
        self.load_words(ctx);
    }

    /// Loads the agent's language, and the open case's for its letters.
    fn load_words(&mut self, ctx: &Context<Self>) {
        let customers = match &self.state.open {
            Open::Case(open) => Some(open.letter_language()),
            _ => None,
        };
        let agents = self.state.preferences.language.clone();
        for language in std::iter::once(agents).chain(customers.map(str::to_owned)) {
            if self.words(&language).is_none() && !self.asked.contains(&language) {
                self.asked.push(language.clone());
                effects::load_words(ctx.link().clone(), language);
            }
        }
    }
}

impl Component for App {
    type Message = Message;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let settings = Settings::default();
        let route = Route::parse(&browser::hash());
        let mut app = Self {
            state: State::new(preferences(&settings), Route::Start),
            words: Vec::new(),
            asked: Vec::new(),
            store: None,
            waiting: Vec::new(),
            settings,
            focus: None,
            root: NodeRef::default(),
            send: ctx.link().callback(Message::Act),
            tabs: None,
            listeners: Vec::new(),
        };
        app.state.route = route;
        app.listen("hashchange", || Action::Navigated(Route::parse(&browser::hash())));
        app.listen("focus", || Action::Focused);
        app.listen("online", || Action::Online(true));
        app.listen("offline", || Action::Online(false));
        app.load_words(ctx);
        effects::open_store(ctx.link().clone());
        app
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Act(action) => self.reduce(ctx, action),
            Message::Words(words) => {
                if self.words(words.catalogue.language()).is_none() {
                    self.words.push(words);
                }
            }
            Message::Store(store) => {
                let link = ctx.link().clone();
                let heard = store.clone();
                self.tabs =
                    Some(store.listen(move |change| effects::catch_up(link.clone(), heard.clone(), change.case)));
                effects::describe(ctx.link().clone(), store.clone());
                self.store = Some(store);
                for effect in std::mem::take(&mut self.waiting) {
                    self.run(ctx, effect);
                }
                self.reduce(ctx, Action::Navigated(self.state.route.clone()));
            }
        }
        true
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        let root =
            el("div").class("clean-break").node_ref(&self.root).attr("data-theme", self.state.preferences.theme.word());
        let root = match self.agent_words() {
            Some(words) => {
                let letters = match &self.state.open {
                    Open::Case(open) => self.words(open.letter_language()).unwrap_or(words),
                    _ => words,
                };
                let now = browser::now();
                let cx = Cx { words, letters, state: &self.state, send: &self.send, now, today: now.date() };
                root.attr("lang", words.catalogue.language().to_owned()).child(view::screen(&cx))
            }
            None => {
                let bones = el("div").class("page skeleton").attr("aria-hidden", "true");
                root.child(bones.child(el("i")).child(el("i")).child(el("i")))
            }
        };
        root.into()
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        // A pane may come into view only with the drawing after next.
        if let (Some((selector, tries)), Some(root)) = (self.focus.take(), self.root.cast::<web_sys::Element>())
            && !browser::focus(&root, &selector)
            && tries > 0
        {
            self.focus = Some((selector, tries - 1));
        }
        if let Some(words) = self.agent_words() {
            browser::set_page(words.catalogue.language(), &view::title(words, &self.state));
        }
    }

    fn destroy(&mut self, _ctx: &Context<Self>) {
        if let Some(window) = browser::window() {
            for (event, heard) in self.listeners.drain(..) {
                let _ = window.remove_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
            }
        }
    }
}

impl App {
    fn run(&mut self, ctx: &Context<Self>, effect: Effect) {
        let link = ctx.link().clone();
        match effect {
            Effect::Prefer => {
                let chosen = &self.state.preferences;
                self.settings.set(Setting::Language, Some(&chosen.language));
                self.settings.set(Setting::Theme, Some(chosen.theme.word()));
                self.settings.set(Setting::StaffName, Some(&chosen.name));
            }
            Effect::Copy(text) => effects::copy(link, text),
            Effect::Download { name, text } => {
                browser::download(&name, &text);
            }
            Effect::Library => effects::load_library(link),
            Effect::Samples => effects::load_samples(link),
            Effect::Learn { languages, then } => effects::learn(link, languages, then),
            Effect::Print => browser::print(),
            Effect::Go(route) => browser::go(&route.hash()),
            Effect::Focus(selector) => self.focus = Some((selector, 4)),
            Effect::OpenSample(id) => effects::open_sample(link, id),
            stored => match &self.store {
                Some(store) => effects::with_store(link, store.clone(), stored),
                None => self.waiting.push(stored),
            },
        }
    }
}

/// Draws the program into `root`, which it takes over.
pub fn mount(root: web_sys::Element) {
    yew::Renderer::<App>::with_root(root).render();
}
