//! Everything that is on screen, and how acts change it. Pure: what must happen outside comes back as effects.

mod action;
pub mod case;
pub mod form;
pub mod host;
pub mod start;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use time::{Date, OffsetDateTime};

pub use action::{Action, Append, Effect};
pub use case::{CaseAction, OpenCase};
pub use host::{Host, HostAction};
pub use start::{Sample, Start, StartAction};

use crate::case::{Case, CaseId, Language};
use crate::leaving::rules::RulePack;
use crate::leaving::{Act, PlanState, Playbook, Salt};
use crate::providers::CatalogueJson;
use crate::store::Stored;
use crate::text::{Reader, languages_of};
use crate::ui::route::{Pane, Route};
use crate::vocabulary;
use crate::words::{Catalogue, Key, Text, say};

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

/// Files that come with the site and are loaded when first needed. They never change, so that a clone shares them.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Playbooks.
    pub playbooks: Rc<[Playbook]>,
    /// Rule packs.
    pub packs: Rc<[RulePack]>,
    /// Alternatives, to be checked in the customer's language.
    pub providers: Option<Rc<CatalogueJson>>,
    /// Reads messages in the languages that it has learned.
    pub reader: Reader,
}

impl Library {
    /// A playbook in the version to which a case is pinned.
    #[must_use]
    pub fn playbook(&self, id: &str, version: u32) -> Option<&Playbook> {
        self.playbooks.iter().find(|playbook| playbook.id == id && playbook.version == version)
    }

    /// The playbook that an act is about: the one it begins, else the plan's.
    #[must_use]
    pub fn playbook_of(&self, act: &Act, plan: Option<&PlanState>) -> Option<&Playbook> {
        match act {
            Act::PlanStarted { playbook, version, .. } | Act::PlanTurned { playbook, version, .. } => {
                self.playbook(playbook, *version)
            }
            _ => plan.and_then(|plan| self.playbook(&plan.playbook, plan.version)),
        }
    }
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
    /// Playbooks, rules, alternatives.
    pub library: Rc<Library>,
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
                self.preferences.language = language;
                if let Some(host) = &mut self.host {
                    host.set.0 = true;
                }
                return vec![Effect::Prefer];
            }
            Action::ThemeChosen(word) => {
                if let Some(theme) = Theme::ALL.iter().find(|theme| theme.word() == word) {
                    self.preferences.theme = *theme;
                    if let Some(host) = &mut self.host {
                        host.set.1 = true;
                    }
                }
                return vec![Effect::Prefer];
            }
            Action::NameTyped(name) => {
                self.preferences.name = name;
                return vec![Effect::Prefer];
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
                if online && self.library.playbooks.is_empty() && matches!(self.open, Open::Case(_)) {
                    return vec![Effect::Library];
                }
            }
            Action::Storage { memory_only, persisted } => {
                self.memory_only = memory_only;
                self.persisted = persisted;
            }
            Action::Library(library) => {
                let reader = self.library.reader.clone();
                self.library = Rc::new(Library { reader, ..library });
                return self.proceed(moment);
            }
            Action::Notice(text) => self.notice = Some(text),
            Action::Dismissed => {
                self.notice = None;
                if let Some(host) = &mut self.host {
                    host.instead = None;
                }
            }
            Action::Skipped => return vec![Effect::Focus("main".to_owned())],
            Action::Start(StartAction::Failed(fault)) if self.host.is_some() => self.notice = Some(fault),
            Action::Start(action) => {
                let effects = self.start.reduce(action, moment.today);
                for effect in &effects {
                    if let Effect::Open { case, .. } = effect {
                        self.wanted = Some(case.id.clone());
                    }
                }
                return effects;
            }
            Action::Learned { languages, phrases, then } => return self.learned(languages, &phrases, then, moment),
            Action::Loaded { stored, fresh, notes } => {
                let case = OpenCase::document(&stored);
                if case.as_ref().is_some_and(|case| self.wanted.as_ref() != Some(&case.id)) {
                    return Vec::new();
                }
                let lessons = case.map(|case| self.lessons(&case)).unwrap_or_default();
                if !lessons.is_empty() {
                    return vec![Effect::learn(lessons, Some(Action::Loaded { stored, fresh, notes }))];
                }
                let fresh = fresh.map(|fresh| self.fresh(Some(&fresh.id)).unwrap_or(fresh));
                if let Some(fresh) = fresh.as_ref().filter(|fresh| self.is_open(&fresh.id)) {
                    return self.act(CaseAction::Fresh(fresh.clone()), moment);
                }
                return self.loaded(*stored, fresh, notes, moment);
            }
            Action::NotStored(id) => {
                if self.wanted.as_ref() == Some(&id) {
                    self.open = Open::Missing(id);
                }
            }
            Action::Imported { stored, known } => {
                let id = OpenCase::document(&stored).map(|case| case.id);
                if !self.belongs(id.as_ref()) {
                    return Vec::new();
                }
                self.notice = known.map(|known| match stored.entries.len().saturating_sub(known) {
                    0 => Key::CaseImportedNothing.into(),
                    added => say::case_imported(i64::try_from(added).unwrap_or(i64::MAX)),
                });
                self.wanted = id;
                let fresh = self.fresh(self.wanted.as_ref());
                // What is on screen gives way to what was taken in.
                self.open = Open::None;
                return self.reduce(Action::Loaded { stored, fresh, notes: Vec::new() }, moment);
            }
            Action::Gone(name) => {
                if let Open::Case(open) = &self.open
                    && open.id().to_string() == name
                {
                    self.open = Open::Missing(open.id().clone());
                }
            }
            Action::Go(route) => return vec![Effect::Go(route)],
            Action::New { case, .. } if self.wanted.as_ref() != Some(&case.id) => {}
            Action::New { case, .. } if self.is_open(&case.id) => return self.act(CaseAction::Fresh(case), moment),
            Action::New { case, notes } => {
                let case = self.fresh(Some(&case.id)).unwrap_or(case);
                let lessons = self.lessons(&case);
                if !lessons.is_empty() {
                    return vec![Effect::learn(lessons, Some(Action::New { case, notes }))];
                }
                return self.open_new(&case, notes, moment);
            }
            Action::Saved { case, entries, at } => {
                // Of another case that was left meanwhile: its own page will say so.
                if matches!(&self.open, Open::Case(open) if open.awaits(&case, entries)) {
                    self.saving = Saving::Saved { at };
                    return self.saved(moment);
                }
            }
            Action::NotSaved { case, why } => {
                if let Open::Case(open) = &mut self.open
                    && open.id().to_string() == case
                {
                    self.saving = Saving::Failed;
                    open.not_saved();
                }
                self.notice = Some(say::app_store_failed(why));
            }
            Action::Overtaken { stored, act_lost } => self.overtaken(*stored, act_lost, moment),
            Action::Host(action) => return self.host(action, moment),
            Action::Case(action) => return self.act(action, moment),
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

    /// The act is on the disk; what was done meanwhile follows, and new messages may be in a language yet to be learned.
    fn saved(&mut self, moment: Moment) -> Vec<Effect> {
        let Open::Case(case) = &mut self.open else { return Vec::new() };
        let mut effects = case.saved(&self.library, moment);
        effects.extend(self.learn_more());
        effects.extend(self.proceed(moment));
        effects
    }

    /// Goes on with what was done meanwhile.
    fn proceed(&mut self, moment: Moment) -> Vec<Effect> {
        let next = match &mut self.open {
            Open::Case(case) => case.waiting(),
            _ => None,
        };
        next.map(|next| self.act(next, moment)).unwrap_or_default()
    }

    fn learn_more(&self) -> Option<Effect> {
        let Open::Case(case) = &self.open else { return None };
        let lessons = self.lessons(&case.record.case);
        (!lessons.is_empty()).then(|| Effect::learn(lessons, None))
    }

    fn navigate(&mut self, mut route: Route) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(host) = &self.host
            && let (Route::Start, Some(id)) = (&route, host.case())
        {
            // A guest has no desk of its own: its start is the ticket on screen.
            route = Route::Case { id: id.clone(), pane: Pane::Verdict };
        }
        self.wanted = match &route {
            Route::Case { id, .. } => Some(id.clone()),
            _ => None,
        };
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
            Route::About => {}
            Route::Case { id, .. } => {
                let is_open = match &self.open {
                    Open::Case(open) => open.id() == id,
                    Open::Loading(loading) => loading == id,
                    _ => false,
                };
                if !is_open {
                    self.open = Open::Loading(id.clone());
                    self.saving = Saving::Idle;
                    effects.push(Effect::Load(id.clone()));
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

    fn loaded(&mut self, stored: Stored, fresh: Option<Box<Case>>, notes: Vec<Text>, moment: Moment) -> Vec<Effect> {
        match OpenCase::load(stored, notes, &self.library.reader, moment.today) {
            Ok(case) => {
                self.saving = Saving::Idle;
                let mut effects = self.show(case, moment);
                if let (Some(fresh), Open::Case(open)) = (fresh, &mut self.open) {
                    if let Some(append) = open.update(&fresh, &self.library, &self.preferences.name, moment) {
                        self.saving = Saving::Pending;
                        effects.push(append);
                    } else if self.host.is_some() {
                        // A desk tells the same again and again; that nothing is new is no news.
                        open.news = None;
                    }
                    self.notice = open.news.take().or(self.notice.take());
                }
                effects
            }
            Err(fault) => {
                self.notice = Some(fault);
                self.open = Open::None;
                vec![Effect::Go(Route::Start)]
            }
        }
    }

    fn open_new(&mut self, case: &Case, notes: Vec<Text>, moment: Moment) -> Vec<Effect> {
        match OpenCase::create(case, notes, &self.library.reader, &self.preferences.name, moment) {
            Ok((case, append)) => {
                self.saving = Saving::Pending;
                let mut effects = vec![append];
                effects.extend(self.show(case, moment));
                effects
            }
            Err(fault) => {
                self.start.fault = Some(fault);
                Vec::new()
            }
        }
    }

    /// Puts the case on screen, under its own address; the plan's files are loaded with the first one.
    fn show(&mut self, case: OpenCase, moment: Moment) -> Vec<Effect> {
        let id = case.id().clone();
        self.open = Open::Case(Box::new(case));
        self.look_at_note(moment);
        let mut effects = Vec::new();
        effects.extend(self.start.shown());
        if self.library.playbooks.is_empty() {
            effects.push(Effect::Library);
        }
        if !matches!(&self.route, Route::Case { id: shown, .. } if *shown == id) {
            effects.push(Effect::Go(Route::Case { id, pane: Pane::Verdict }));
        }
        effects
    }

    fn overtaken(&mut self, stored: Stored, act_lost: bool, moment: Moment) {
        let name = stored.row.name.clone();
        match &mut self.open {
            Open::Case(open) if open.id().to_string() == name => {
                // Two that opened the ticket at once: whoever came second has lost nothing.
                let is_untouched = open.is_untouched();
                let added = open.catch_up(stored, act_lost, &self.library.reader, moment.today);
                if act_lost && is_untouched {
                    self.saving = Saving::Idle;
                } else if act_lost {
                    self.saving = Saving::Failed;
                    self.notice = Some(Key::CaseOvertaken.into());
                } else if added > 0 {
                    self.saving = Saving::Idle;
                    self.notice = Some(say::case_caught_up(added));
                }
            }
            _ if act_lost => self.notice = Some(Key::CaseOvertaken.into()),
            _ => {}
        }
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
