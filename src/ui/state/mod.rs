//! Everything that is on screen, and how acts change it. Pure: what must happen outside comes back as effects.

mod action;
pub mod case;
pub mod form;
pub mod host;
mod library;
pub mod start;
mod stored;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use time::{Date, OffsetDateTime};

pub use action::{Action, Append, Effect};
pub use case::{CaseAction, OpenCase};
pub use host::{Host, HostAction, Looks};
pub use library::{Coming, Files, Library};
pub use start::{Sample, Start, StartAction};

use crate::case::{Case, CaseId, Language};
use crate::leaving::Salt;
use crate::store::Setting;
use crate::text::languages_of;
use crate::ui::route::{Pane, Route};
use crate::vocabulary;
use crate::words::{Catalogue, Text, say};

vocabulary! {
    /// Light or dark.
    Theme {
        /// As the system says.
        Auto = "auto",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}

impl Theme {
    /// By its word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.word() == word)
    }
}

/// What a person has chosen for this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// BCP 47 tag of the agent's language; one that the project ships.
    pub language: String,
    /// Light or dark.
    pub theme: Theme,
    /// Who acts, for the journal.
    pub name: String,
}

/// What the clock and chance said just before an action.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Now, with the offset of the reader's clock.
    pub now: OffsetDateTime,
    /// Today where the reader is.
    pub today: Date,
    /// A fresh salt.
    pub salt: Salt,
}

/// The case on screen.
#[derive(Clone, Debug, Default)]
pub enum Open {
    /// None.
    #[default]
    None,
    /// It is being read from storage.
    Loading(CaseId),
    /// Storage does not have it.
    Missing(CaseId),
    /// It is here.
    Case(Box<OpenCase>),
}

/// Whether the last act is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was done since the case was opened.
    #[default]
    Idle,
    /// The transaction is not complete yet.
    Pending,
    /// It is on the disk.
    Saved {
        /// When, as the reader's clock writes it.
        at: String,
    },
    /// It is not.
    Failed,
}

/// Everything that is on screen.
#[derive(Clone, Debug)]
pub struct State {
    /// Where in the site.
    pub route: Route,
    /// Choices of this browser.
    pub preferences: Preferences,
    /// The start screen.
    pub start: Start,
    /// The case on screen.
    pub open: Open,
    /// Playbooks, rules, alternatives, and what follows the first verdict.
    pub library: Rc<Library>,
    /// Whether these are on their way.
    pub coming: Coming,
    /// Cases that were left before their journal could begin.
    left: Vec<OpenCase>,
    /// Languages whose phrases were asked for.
    pub tried: Vec<Language>,
    /// The case that is to be shown next; what arrives of another one was left meanwhile.
    pub wanted: Option<CaseId>,
    /// The day on which the case on screen was assessed.
    day: Option<Date>,
    /// Whether the last act is saved.
    pub saving: Saving,
    /// Why the browser refused storage, where it did.
    pub memory_only: Option<String>,
    /// Whether the browser has promised to keep what is stored.
    pub persisted: bool,
    /// No network; all goes on.
    pub offline: bool,
    /// A word to the reader until they dismiss it.
    pub notice: Option<Text>,
    /// The help desk around the widget; none on the static site.
    pub host: Option<Box<Host>>,
    /// Less air between things.
    pub compact: bool,
}

/// A language that the project ships, by a tag such as `fr-CA`.
#[must_use]
pub fn shipped(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    Catalogue::languages().find(|language| language.eq_ignore_ascii_case(primary))
}

impl State {
    /// The state before anything has happened.
    #[must_use]
    pub fn new(preferences: Preferences, route: Route) -> Self {
        Self {
            route,
            preferences,
            start: Start::default(),
            open: Open::None,
            library: Rc::default(),
            coming: Coming::default(),
            left: Vec::new(),
            tried: Vec::new(),
            wanted: None,
            day: None,
            saving: Saving::Idle,
            memory_only: None,
            persisted: false,
            offline: false,
            notice: None,
            host: None,
            compact: false,
        }
    }

    /// Carries an action out; what is to be done outside comes back.
    pub fn reduce(&mut self, action: Action, moment: Moment) -> Vec<Effect> {
        if self.day.replace(moment.today) != Some(moment.today)
            && let Open::Case(case) = &mut self.open
        {
            case.assess(&self.library.reader, moment.today);
        }
        match action {
            Action::Navigated(route) => return self.navigate(route),
            Action::LanguageChosen(language) => {
                if let Some(host) = &mut self.host {
                    (host.chosen.language, host.page.language) = (shipped(&language), None);
                }
                self.preferences.language = language;
                return vec![Effect::Prefer(Setting::Language)];
            }
            Action::ThemeChosen(word) => {
                if let Some(theme) = Theme::parse(&word) {
                    self.preferences.theme = theme;
                    if let Some(host) = &mut self.host {
                        (host.chosen.theme, host.page.theme) = (Some(theme), None);
                    }
                }
                return vec![Effect::Prefer(Setting::Theme)];
            }
            Action::NameTyped(name) => {
                if let Some(host) = &mut self.host {
                    host.name.clone_from(&name);
                }
                self.preferences.name = name;
                return vec![Effect::Prefer(Setting::StaffName)];
            }
            Action::Focused => {
                if let Open::Case(open) = &self.open
                    && open.is_kept()
                {
                    return vec![Effect::Reread(open.id().to_string())];
                }
            }
            Action::Online(online) => {
                self.offline = !online;
                if online && self.coming == Coming::Failed {
                    return self.want().into_iter().collect();
                }
            }
            Action::Storage { memory_only, persisted } => {
                self.memory_only = memory_only;
                self.persisted = persisted;
            }
            Action::Library(library) => {
                let reader = self.library.reader.clone();
                self.library = Rc::new(Library { reader, ..library });
                let mut effects = self.proceed(moment);
                self.look_at_note(moment);
                for (count, mut left) in (1_u8..).zip(std::mem::take(&mut self.left)) {
                    let moment = Moment { salt: moment.salt.nth(count), ..moment };
                    effects.extend(left.reduce(CaseAction::Begin, &self.library, &self.preferences, moment));
                }
                effects.extend(self.import());
                if matches!(&self.open, Open::Case(open) if open.panel.is_some()) {
                    effects.push(Effect::Focus(case::FORM.to_owned()));
                }
                return effects;
            }
            Action::LibraryFailed => {
                self.coming = Coming::Failed;
                if matches!(&self.open, Open::Case(open) if !open.has_begun()) {
                    self.saving = Saving::Failed;
                }
            }
            Action::LibraryWanted => return self.want().into_iter().collect(),
            Action::Notice(text) => self.notice = Some(text),
            Action::Dismissed => {
                self.notice = None;
                if let Some(host) = &mut self.host {
                    host.instead = None;
                }
            }
            Action::Skipped => return vec![Effect::Focus("#main".to_owned())],
            Action::Start(StartAction::Failed(fault)) if self.host.is_some() => self.notice = Some(fault),
            Action::Start(action) => {
                let is_rest = matches!(action, StartAction::Samples(_));
                let mut effects = self.start.reduce(action, moment.today);
                if is_rest {
                    effects.push(Effect::Idle);
                }
                effects.extend(self.import());
                for effect in &effects {
                    if let Effect::Open { case, .. } = effect {
                        self.wanted = Some(case.id.clone());
                    }
                }
                return effects;
            }
            Action::Learned { languages, phrases, then } => return self.learned(languages, &phrases, then, moment),
            Action::NotStored(id) => {
                if self.is_awaited(&id) {
                    self.saving = Saving::Failed;
                } else if self.wanted.as_ref() == Some(&id) {
                    self.open = Open::Missing(id);
                }
            }
            Action::Go(route) => return vec![Effect::Go(route)],
            Action::Known { case, notes } => {
                let load = Effect::Load { id: case.id.clone(), fresh: Some(case), notes };
                return self.want().into_iter().chain([load]).collect();
            }
            Action::Changed(name) => {
                if matches!(&self.open, Open::Case(open) if open.id().to_string() == name) {
                    return vec![Effect::Reread(name)];
                }
            }
            Action::Show { case, .. } if self.wanted.as_ref() != Some(&case.id) => {}
            Action::Show { case, notes } => {
                let case = self.fresh(Some(&case.id)).unwrap_or(case);
                let lessons = self.lessons(&case);
                if !lessons.is_empty() {
                    return vec![Effect::learn(lessons, Some(Action::Show { case, notes }))];
                }
                let open = OpenCase::seen(&case, notes.clone(), &self.library.reader, moment.today);
                let mut effects = self.show(open, moment);
                effects.push(Effect::Open { case, notes });
                return effects;
            }
            Action::New { case, .. } if self.wanted.as_ref() != Some(&case.id) => {}
            Action::New { case, .. } if self.is_awaited(&case.id) => {
                // Storage does not have what is on screen already.
                if let Open::Case(open) = &mut self.open {
                    open.is_new();
                }
                return self.begin(moment);
            }
            Action::New { case, .. } if self.is_open(&case.id) => return self.act(CaseAction::Fresh(case), moment),
            Action::New { case, .. } if matches!(&self.open, Open::Case(open) if *open.id() == case.id) => {
                // Read again before it was written.
                let route = Route::Case { id: case.id.clone(), pane: Pane::Verdict };
                let mut effects = self.act(CaseAction::Update(case), moment);
                effects.push(Effect::Go(route));
                return effects;
            }
            Action::New { case, notes } => {
                let case = self.fresh(Some(&case.id)).unwrap_or(case);
                let lessons = self.lessons(&case);
                if !lessons.is_empty() {
                    return vec![Effect::learn(lessons, Some(Action::New { case, notes }))];
                }
                return self.open_new(&case, notes, moment);
            }
            Action::Host(action) => return self.host(action, moment),
            Action::Case(action) => return self.act(action, moment),
            stored => return self.library.later.map(|later| (later.stored)(self, stored, moment)).unwrap_or_default(),
        }
        Vec::new()
    }

    /// Languages of the case that are yet to be learned; one that could not be had is not asked for again.
    fn lessons(&self, case: &Case) -> Vec<Language> {
        let unknown = |language: &Language| !self.library.reader.knows(*language) && !self.tried.contains(language);
        languages_of(case).into_iter().filter(unknown).collect()
    }

    fn learned(
        &mut self,
        languages: Vec<Language>,
        phrases: &[String],
        then: Option<Box<Action>>,
        moment: Moment,
    ) -> Vec<Effect> {
        self.tried.extend(languages);
        let library = Rc::make_mut(&mut self.library);
        for file in phrases {
            if let Err(error) = library.reader.learn(file) {
                self.notice = Some(say::app_file_failed(error.to_string()));
            }
        }
        if let Open::Case(case) = &mut self.open {
            case.assess(&self.library.reader, moment.today);
        }
        then.map(|then| self.reduce(*then, moment)).unwrap_or_default()
    }

    /// Goes on with what was done meanwhile.
    fn proceed(&mut self, moment: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.library.later.is_some()
            && let Open::Case(case) = &mut self.open
            && let Some(next) = case.waiting()
        {
            effects.extend(self.act(next, moment));
        }
        effects.extend(self.note_waiting(moment));
        effects
    }

    /// Takes in a file of everything, as soon as it can be checked.
    fn import(&mut self) -> Option<Effect> {
        let text = self.start.importing.take()?;
        let Some(later) = self.library.later else {
            self.start.importing = Some(text);
            return self.want();
        };
        match (later.import)(&text, &self.library) {
            Ok(stored) => Some(Effect::Import(Box::new(stored))),
            Err(fault) => {
                self.start.fault = Some(fault);
                None
            }
        }
    }

    /// Asks for what follows the first verdict, unless it is here or on its way.
    fn want(&mut self) -> Option<Effect> {
        if self.library.later.is_some() || self.coming == Coming::OnTheWay {
            return None;
        }
        self.coming = Coming::OnTheWay;
        Some(Effect::Library)
    }

    fn navigate(&mut self, mut route: Route) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(host) = &self.host
            && let (Route::Start, Some(id)) = (&route, host.case())
        {
            // A guest has no desk of its own: its start is the ticket on screen.
            route = Route::Case { id: id.clone(), pane: Pane::Verdict };
        }
        match &route {
            Route::Case { id, .. } => self.wanted = Some(id.clone()),
            // The ticket that a guest's desk shows comes all the same.
            _ if self.host.is_some() => {}
            _ => self.wanted = None,
        }
        match &route {
            Route::Start if self.host.is_some() => {}
            Route::Start => {
                effects.push(Effect::List);
                if self.start.text.is_empty() {
                    effects.push(Effect::Pasted);
                }
                if self.start.samples.is_empty() {
                    effects.push(Effect::Samples);
                }
            }
            Route::About => effects.extend(self.want()),
            Route::Case { id, .. } => {
                let is_open = match &self.open {
                    Open::Case(open) => open.id() == id,
                    Open::Loading(loading) => loading == id,
                    _ => false,
                };
                if !is_open {
                    self.leave(Some(id));
                    effects.extend(self.want());
                    if let Some(at) = self.left.iter().position(|left| left.id() == id) {
                        self.saving = Saving::Pending;
                        self.open = Open::Case(Box::new(self.left.remove(at)));
                    } else {
                        self.saving = Saving::Idle;
                        self.open = Open::Loading(id.clone());
                        effects.push(Effect::Load { id: id.clone(), fresh: None, notes: Vec::new() });
                    }
                }
            }
        }
        let same_screen = std::mem::discriminant(&self.route) == std::mem::discriminant(&route);
        // A guest never takes the keyboard from the page around by itself.
        if !same_screen && self.host.is_none() {
            effects.push(Effect::Focus("h1".to_owned()));
        }
        self.route = route;
        effects
    }

    /// Another case takes the place of the one on screen, which is written all the same.
    fn leave(&mut self, next: Option<&CaseId>) {
        if matches!(&self.open, Open::Case(open) if !open.has_begun() && !open.awaits_storage() && Some(open.id()) != next)
            && let Open::Case(open) = std::mem::take(&mut self.open)
        {
            self.left.push(*open);
        }
    }

    fn open_new(&mut self, case: &Case, notes: Vec<Text>, moment: Moment) -> Vec<Effect> {
        let mut effects = self.show(OpenCase::new(case, notes, &self.library.reader, moment.today), moment);
        effects.extend(self.begin(moment));
        effects
    }

    /// The journal of the case on screen begins as soon as it can.
    fn begin(&mut self, moment: Moment) -> Vec<Effect> {
        self.saving = Saving::Pending;
        let effects = self.proceed(moment);
        self.look_at_note(moment);
        effects
    }

    /// Whether the case is on screen, and storage has yet to say whether it has it.
    fn is_awaited(&self, id: &CaseId) -> bool {
        matches!(&self.open, Open::Case(open) if open.id() == id && open.awaits_storage())
    }

    /// Puts the case on screen, under its own address; what follows the verdict is loaded with the first one.
    fn show(&mut self, case: OpenCase, moment: Moment) -> Vec<Effect> {
        let id = case.id().clone();
        self.leave(Some(&id));
        self.left.retain(|left| *left.id() != id);
        self.open = Open::Case(Box::new(case));
        self.look_at_note(moment);
        let mut effects = Vec::new();
        let forget = self.start.shown();
        match &self.open {
            Open::Case(open) if !open.has_begun() => self.start.forget = forget.or(self.start.forget.take()),
            _ => effects.extend(forget),
        }
        effects.extend(self.want());
        if !matches!(&self.route, Route::Case { id: shown, .. } if *shown == id) {
            // Whoever comes back to a plan under way goes on where it stood; an address that names a pane is kept.
            let is_under_way = matches!(&self.open, Open::Case(open) if open.is_under_way());
            let pane = if is_under_way { Pane::Plan } else { Pane::Verdict };
            effects.push(Effect::Go(Route::Case { id, pane }));
        }
        effects
    }

    fn act(&mut self, action: CaseAction, moment: Moment) -> Vec<Effect> {
        let Open::Case(open) = &mut self.open else { return Vec::new() };
        let effects = open.reduce(action, &self.library, &self.preferences, moment);
        if effects.iter().any(|effect| matches!(effect, Effect::Append(_))) {
            self.saving = Saving::Pending;
        }
        if let Some(news) = open.news.take() {
            self.notice = Some(news);
        }
        effects
    }
}
