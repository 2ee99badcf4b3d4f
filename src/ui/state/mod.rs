//! Everything that is on screen, and how acts change it. Pure: what must happen outside comes back as effects.

mod action;
pub mod books;
pub mod case;
pub mod catalogue;
pub mod form;
pub mod host;
mod left;
mod library;
mod opening;
mod preferences;
mod shared;
pub mod start;
mod stored;
#[cfg(test)]
mod tests;
mod waiting;

use time::{Date, OffsetDateTime};

pub use crate::carried::Carried;
pub use action::{Action, Append, Effect};
pub use books::BooksAction;
pub use case::{CaseAction, OpenCase};
pub use catalogue::{CatalogueAction, Held};
pub use host::{Host, HostAction, Looks, Unshown};
pub use library::{Coming, Files, Library};
pub use preferences::{Preferences, Theme, shipped};
pub use start::{Sample, Start, StartAction, Unread};

use crate::case::{CaseId, Language};
use crate::leaving::Salt;
use crate::store::Setting;
use crate::ui::later::Later;
use crate::ui::route::Route;
use crate::words::Text;

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
#[derive(Debug)]
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
    pub library: Box<Library>,
    /// Whether these are on their way.
    pub coming: Coming,
    /// The code of what follows the first verdict; the library's files come after it.
    pub later: Option<&'static Later>,
    /// What was done before that code was here.
    early: Vec<Action>,
    /// Cases that were left before all that was done to them was written.
    left: Vec<OpenCase>,
    /// Languages whose phrases were asked for.
    pub tried: Vec<Language>,
    /// The case that is to be shown next; what arrives of another one was left meanwhile.
    pub wanted: Option<CaseId>,
    /// What is being done to the catalogue of alternatives.
    pub editing: Held,
    /// The day on which the case on screen was assessed.
    day: Option<Date>,
    /// Whether the last act is saved.
    pub saving: Saving,
    /// Why the browser refused storage, where it did.
    pub memory_only: Option<Text>,
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
    /// The first verdict is on screen: what stands below it can be drawn.
    pub painted: bool,
    /// The bar has its menus: a guest's follow what is drawn first.
    pub menus: bool,
    /// What stands in a box that has not been left yet, by the box's name: it stays whatever else is drawn anew.
    pub unsent: Option<(String, String)>,
}

impl State {
    /// The state before anything has happened.
    #[must_use]
    pub fn new(preferences: Preferences, route: Route) -> Self {
        let mut state = Self {
            route,
            preferences,
            start: Start::default(),
            open: Open::None,
            library: Box::default(),
            coming: Coming::default(),
            later: None,
            early: Vec::new(),
            left: Vec::new(),
            tried: Vec::new(),
            wanted: None,
            editing: Held::default(),
            day: None,
            saving: Saving::Idle,
            memory_only: None,
            persisted: false,
            offline: false,
            notice: None,
            host: None,
            compact: false,
            painted: false,
            menus: true,
            unsent: None,
        };
        state.know_own_names();
        state
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
            // Only what is stored is looked at again.
            Action::Focused if self.later.is_none() => {}
            Action::Online(online) => {
                self.offline = !online;
                if online && self.coming == Coming::Failed {
                    return self.want().into_iter().collect();
                }
            }
            Action::Later(later) => {
                self.later = Some(later);
                let mut effects = Vec::new();
                for action in std::mem::take(&mut self.early) {
                    effects.append(&mut self.reduce(action, moment));
                }
                return effects;
            }
            Action::LibraryFailed => {
                self.coming = Coming::Failed;
                if let Open::Case(open) = &mut self.open
                    && !open.has_begun()
                {
                    // What is stored cannot be had: better what is read now than nothing.
                    open.show_verdict(true);
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
            Action::Start(action) => match self.later {
                Some(later) => return (later.start)(self, action, moment),
                None => return self.wait_with(Action::Start(action)),
            },
            Action::Learned { languages, reader, then } => return self.learned(languages, &reader, then, moment),
            Action::Counted(id, entries) => {
                if let Some(open) = self.awaited(&id) {
                    open.is_known(entries);
                }
            }
            Action::Waited(id) => {
                if let Some(open) = self.awaited(&id) {
                    open.show_verdict(false);
                }
            }
            Action::Painted => {
                self.menus = true;
                self.painted |= matches!(&self.open, Open::Case(open) if !open.awaits_answer());
            }
            Action::Show { case, notes } => return self.see(case, notes, moment),
            Action::Host(action) => return self.host(action, moment),
            Action::Case(action) => return self.act(action, moment),
            stored => match self.later {
                Some(later) => return (later.stored)(self, stored, moment),
                None => return self.wait_with(stored),
            },
        }
        Vec::new()
    }

    /// Acts on the case on screen. While an act is on its way to the disk, or the library is on its to us, the next one
    /// waits.
    fn act(&mut self, action: CaseAction, moment: Moment) -> Vec<Effect> {
        let Open::Case(open) = &mut self.open else { return Vec::new() };
        match (action, self.library.later) {
            (CaseAction::Light(signal), _) => return open.light(signal),
            (CaseAction::Panel(panel), _) => return open.turn_to(panel),
            (action, Some(later)) => return (later.act)(self, action, moment),
            (action, None) => open.put_off(action),
        }
        Vec::new()
    }

    /// Carries out what writes into the journal of the case on screen, or reads all of it.
    pub fn act_on_case(&mut self, action: CaseAction, moment: Moment) -> Vec<Effect> {
        let Open::Case(open) = &mut self.open else { return Vec::new() };
        let effects = open.act(action, &self.library, &self.preferences, moment);
        if effects.iter().any(|effect| matches!(effect, Effect::Append(append) if !append.entries.is_empty())) {
            self.saving = Saving::Pending;
        }
        if let Some(news) = open.news.take() {
            self.notice = Some(news);
        }
        if let Some(Effect::Download { name, text }) = effects.first() {
            self.offer_text(name.ends_with(".json"), text);
        }
        effects
    }
}
