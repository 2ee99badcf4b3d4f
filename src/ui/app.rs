//! The one component: it holds the state, draws it, and is the only place where effects happen.

mod effects;
mod later;
mod storage;

use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;
use yew::prelude::*;

pub use effects::Link;
pub use later::load_files;
pub use storage::{Vault, open_store};

use super::browser;
use super::el::el;
use super::later::Later;
use super::mount::{Page, Props};
use super::route::Route;
use super::state::{Action, Coming, Effect, Host, HostAction, Looks, Moment, Open, Preferences, State, Theme, shipped};
use super::view::{self, Cx};
use super::words::Words;
use crate::leaving::Salt;
use crate::store::{Setting, Settings};
use crate::words::Key;

/// How long a verdict waits for storage, which may know better, in milliseconds (design default).
const PATIENCE: i32 = 300;

/// What reaches the component.
pub enum Message {
    /// Something happened, on screen or outside.
    Act(Action),
    /// A language is loaded: the agent's, or the customer's for letters.
    Words(Rc<Words>),
    /// Storage is open.
    Store(Box<dyn Vault>),
}

/// The root component.
pub struct App {
    state: State,
    /// Languages loaded so far.
    words: Vec<Rc<Words>>,
    /// Languages, and second parts of them, asked for.
    asked: Vec<String>,
    store: Option<Box<dyn Vault>>,
    /// What waits for storage to open, or for the code that does it.
    waiting: Vec<Effect>,
    settings: Settings,
    /// Takes the keyboard once the next drawing is done.
    focus: Option<(String, u8)>,
    root: NodeRef,
    send: Callback<Action>,
    /// Listeners on the window; they end with the component.
    listeners: Vec<Listener>,
    page: Rc<Page>,
    /// Until the ticket is late, then until an answer is.
    timer: Option<browser::Timer>,
    /// Until a verdict waits for storage no longer.
    patience: Option<browser::Timer>,
    /// Something of a case was drawn. Before, storage's answer is a moment away, and drawing once is sooner than twice.
    drawn: bool,
    /// Until the first drawing of the bar, then of a case, is painted.
    paint: Option<browser::Timer>,
}

/// Loads what follows the first verdict; `None` when it cannot be had now.
pub type Load = fn() -> Pin<Box<dyn Future<Output = Option<&'static Later>>>>;

/// An event of the window and what hears it.
type Listener = (&'static str, Closure<dyn Fn(Event)>);

fn moment() -> Moment {
    let salt = Salt::parse(&browser::salt()).unwrap_or(Salt::new([0; 16]));
    let now = browser::now();
    Moment { now, today: now.date(), salt }
}

/// The agent's language: as chosen here before, else the first of the browser's that is shipped, else English.
fn language(settings: &Settings) -> String {
    let chosen = settings.get(Setting::Language).and_then(|tag| shipped(&tag));
    chosen.or_else(|| browser::languages().iter().find_map(|tag| shipped(tag))).unwrap_or("en").to_owned()
}

fn theme(settings: &Settings) -> Option<Theme> {
    settings.get(Setting::Theme).and_then(|word| Theme::parse(&word))
}

fn preferences(settings: &Settings) -> Preferences {
    Preferences {
        language: language(settings),
        theme: theme(settings).unwrap_or(Theme::Auto),
        name: settings.get(Setting::StaffName).unwrap_or_default(),
        own_names: settings.get(Setting::OwnNames).unwrap_or_default(),
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

    /// Whether there is more to draw than bones: storage may know better of a verdict that was not shown yet.
    fn is_shown(&self) -> bool {
        self.drawn || !matches!(&self.state.open, Open::Case(open) if open.awaits_answer())
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
        if matches!(action, Action::LanguageChosen(_) | Action::Online(true) | Action::LibraryWanted) {
            // A language that could not be had may be tried again, but only when asked or when the network is back.
            self.asked.clear();
        }
        for effect in self.state.reduce(action, moment()) {
            self.run(ctx, effect);
        }
        self.load_words(ctx);
    }

    /// Loads what is needed of the agent's language, and once there may be letters all of it and of the customer's.
    fn load_words(&mut self, ctx: &Context<Self>) {
        let rest = self.state.coming != Coming::NotAsked;
        let customers = match &self.state.open {
            Open::Case(open) if rest => Some(open.letter_language().to_owned()),
            _ => None,
        };
        for language in std::iter::once(self.state.preferences.language.clone()).chain(customers) {
            let known = self.words(&language);
            let asked = match known {
                None => language.clone(),
                Some(words) if rest && !words.catalogue.is_whole() => [language.as_str(), effects::REST].concat(),
                Some(_) => continue,
            };
            if !self.asked.contains(&asked) {
                let known = known.cloned();
                self.asked.push(asked);
                self.words.extend(effects::load_words(self.link(ctx), language, known));
            }
        }
    }
}

impl Component for App {
    type Message = Message;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let settings = Settings::default();
        let page = ctx.props().page.clone();
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
            listeners: Vec::new(),
            page,
            timer: None,
            patience: None,
            drawn: false,
            paint: None,
        };
        if app.page.is_guest {
            app.be_guest();
        } else {
            app.listen("hashchange", || Action::Navigated(Route::parse(&browser::hash())));
        }
        app.listen("focus", || Action::Focused);
        app.listen("online", || Action::Online(true));
        app.listen("offline", || Action::Online(false));
        if app.page.is_guest {
            match app.page.context.clone() {
                Some(context) => app.reduce(ctx, Action::Host(HostAction::Context(context))),
                None => app.load_words(ctx),
            }
        } else {
            app.state.route = Route::parse(&browser::hash());
            app.reduce(ctx, Action::Navigated(app.state.route.clone()));
        }
        app
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Act(action) => {
                let arrived = matches!(action, Action::Later(_));
                self.reduce(ctx, action);
                if arrived {
                    self.run_waiting(ctx);
                }
            }
            Message::Words(words) => {
                self.words.retain(|known| known.catalogue.language() != words.catalogue.language());
                self.words.push(words);
                self.load_words(ctx);
            }
            Message::Store(vault) => {
                self.store = Some(vault);
                self.run_waiting(ctx);
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let root = el("div")
            .class("clean-break")
            .attr("part", "base")
            .node_ref(&self.root)
            .attr("data-theme", self.state.preferences.theme.word())
            .attr("data-density", self.state.compact.then_some("compact"));
        let root = if self.page.is_guest { root.flag("data-guest", true).on_click(self.followed()) } else { root };
        let root = match self.agent_words() {
            Some(words) if self.is_shown() => {
                let letters = match &self.state.open {
                    Open::Case(open) => self.words(open.letter_language()).unwrap_or(words),
                    _ => words,
                };
                let now = browser::now();
                let can_print = ctx.props().can_print;
                let cx = Cx { can_print, words, letters, state: &self.state, send: &self.send, now, today: now.date() };
                root.attr("lang", words.catalogue.language().to_owned()).child(view::screen(&cx))
            }
            _ => {
                let bones = el("div").class("page skeleton").attr("aria-hidden", "true");
                root.child(bones.child(el("i")).child(el("i")).child(el("i")))
            }
        };
        root.into()
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        let verdict = !self.drawn && matches!(&self.state.open, Open::Case(open) if !open.awaits_answer());
        self.drawn |= verdict;
        let bar = !self.state.menus && self.paint.is_none() && self.is_shown() && self.agent_words().is_some();
        if verdict || bar {
            let send = self.send.clone();
            self.paint = Some(browser::Timer::start(effects::PAINTED, move || send.emit(Action::Painted)));
        }
        // A pane may come into view only with the drawing after next.
        if let (Some((selector, tries)), Some(root)) = (self.focus.take(), self.root.cast::<web_sys::Element>())
            && !browser::focus(&root, &selector)
            && tries > 0
        {
            self.focus = Some((selector, tries - 1));
        }
        if let Some(words) = self.agent_words()
            && !self.page.is_guest
        {
            let title = self.state.later.map(|later| (later.title)(words, &self.state));
            browser::set_page(words.catalogue.language(), &title.unwrap_or_else(|| words.string(Key::AppName)));
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
        let link = self.link(ctx);
        match effect {
            Effect::Prefer(setting) => {
                let chosen = &self.state.preferences;
                let chosen = match setting {
                    Setting::Language => &chosen.language,
                    Setting::Theme => chosen.theme.word(),
                    Setting::StaffName => &chosen.name,
                    Setting::OwnNames => &chosen.own_names,
                };
                self.settings.set(setting, Some(chosen));
            }
            Effect::Ask => {
                self.wait();
                if let Some(refresh) = &self.page.refresh {
                    // Whatever goes wrong there shows here as a ticket that does not come.
                    let _ = refresh.call0(&JsValue::NULL);
                }
            }
            Effect::Library => match self.state.later {
                Some(later) => (later.files)(link),
                None => effects::load_later(link, ctx.props().load, matches!(self.state.open, Open::Case(_))),
            },
            Effect::Fault(code) => {
                if let Some(fault) = &self.page.fault {
                    // Whatever the page does with it is its own affair.
                    let _ = fault.call1(&JsValue::NULL, &code.into());
                }
            }
            Effect::Patience(id) => {
                let counted = self.page.stored.as_ref().and_then(|stored| effects::count(link, stored, id.clone()));
                if let Some(counted) = counted {
                    return self.reduce(ctx, counted);
                }
                let send = self.send.clone();
                self.patience = Some(browser::Timer::start(PATIENCE, move || send.emit(Action::Waited(id.clone()))));
            }
            Effect::Learn { languages, then } => {
                if let Some(learned) = effects::learn(link, languages, then) {
                    self.reduce(ctx, learned);
                }
            }
            Effect::Go(route) if self.page.is_guest => self.send.emit(Action::Navigated(route)),
            Effect::Go(route) => browser::go(&route.hash()),
            Effect::Focus(selector) => self.focus = Some((selector, 4)),
            other => match self.state.later {
                Some(later) => (later.run)(self, ctx, other),
                None => self.waiting.push(other),
            },
        }
    }

    /// Runs what has waited for storage, or for the code that does it.
    fn run_waiting(&mut self, ctx: &Context<Self>) {
        for effect in std::mem::take(&mut self.waiting) {
            self.run(ctx, effect);
        }
    }

    fn link(&self, ctx: &Context<Self>) -> Link {
        Link { scope: ctx.link().clone(), page: self.page.clone() }
    }

    /// The case on screen as an export file; empty where there is none.
    pub fn export(&self) -> String {
        match &self.state.open {
            Open::Case(open) => self.state.library.later.map(|later| (later.export)(open)).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// In somebody's help desk: the ticket comes from there.
    fn be_guest(&mut self) {
        let page = &self.page;
        let (can_retry, can_write) = (page.refresh.is_some(), page.send.is_some());
        let chosen = Looks {
            language: self.settings.get(Setting::Language).and_then(|tag| shipped(&tag)),
            theme: theme(&self.settings),
        };
        self.state.be_guest(Host { can_retry, can_write, chosen, ..Host::default() });
        let said = [&page.lang, &page.theme, &page.density, &page.tag, &page.own_names].map(Option::as_deref);
        let [lang, theme, density, tag, own_names] = said;
        self.state.set_options(lang, theme, density, tag, own_names);
        self.wait();
    }

    /// Says so when the ticket does not come.
    fn wait(&mut self) {
        let send = self.send.clone();
        self.timer = Some(browser::Timer::start(5000, move || send.emit(Action::Host(HostAction::Late))));
    }

    /// A guest's links lead through its own screens, never to another address of the page around.
    fn followed(&self) -> Callback<Event> {
        let send = self.send.clone();
        Callback::from(move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let link = target.and_then(|target| target.closest("a[href^='#']").ok().flatten());
            if let Some(hash) = link.and_then(|link| link.get_attribute("href")) {
                event.prevent_default();
                send.emit(Action::Navigated(Route::parse(&hash)));
            }
        })
    }
}
