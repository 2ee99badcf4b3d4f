//! The help desk around the widget, as far as the screen is concerned: the ticket that it shows, what is asked of it, and
//! a note in the ticket that another machine's plan can be continued from. Pure; tested natively.

mod writing;

use super::case::Offer;
use super::{Action, CaseAction, Effect, Moment, Open, Preferences, Saving, State, Theme, shipped};
use crate::case::{Case, CaseId};
use crate::host::{Answer, Capabilities, HostContext, HostError, IntentKind, TAG, Ticket, tag};
use crate::ingest::{Saved, Value};
use crate::ui::route::{Pane, Route};
use crate::words::{Key, Text};

/// What surrounds an embedded widget.
#[derive(Clone, Debug, Default)]
pub struct Host {
    /// The ticket on screen, once the desk has told.
    pub shown: Option<Shown>,
    /// Why no ticket is on screen.
    pub fault: Option<Unshown>,
    /// It has not told for a while.
    pub late: bool,
    /// It can be asked to tell again.
    pub can_retry: bool,
    /// It takes intents at all.
    pub can_write: bool,
    /// What is asked and not answered yet: its number and kind.
    pub sending: Option<(u32, IntentKind)>,
    /// A note was asked for before the case could be written.
    pub noting: bool,
    /// What the desk would not take, to be copied instead.
    pub instead: Option<String>,
    /// What a note in the ticket offers.
    pub offer: Option<Offer>,
    /// What the page around has set; it goes before all else.
    pub page: Looks,
    /// The tag that it has set; it goes before the desk's.
    pub tag: Option<String>,
    /// Names of the company whose desk it is, as the page has set them; they go before the desk's.
    pub own_names: Option<String>,
    /// What the agent has chosen.
    pub chosen: Looks,
    /// What the desk has told; it goes before the system only.
    pub desk: Looks,
    /// Who looks at the ticket, where the desk says: acts are theirs.
    pub agent: Option<String>,
    /// The language where nobody says which.
    pub language: String,
    /// The name that was typed in this browser.
    pub name: String,
    /// The names of the company that were typed in this browser.
    pub typed_names: String,
    /// How many requests there were.
    pub requests: u32,
}

/// Why no ticket is on screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Unshown {
    /// What the desk told cannot be used.
    Told(HostError),
    /// What is stored of it cannot.
    Stored(Text),
}

/// Language and appearance, as far as somebody says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Looks {
    /// One that the project ships.
    pub language: Option<&'static str>,
    /// Light or dark.
    pub theme: Option<Theme>,
}

/// The ticket on screen.
#[derive(Clone, Debug)]
pub struct Shown {
    /// As the desk names it.
    pub ticket: Ticket,
    /// What the desk can do for us.
    pub can: Capabilities,
    tag: Option<String>,
    own_names: Option<String>,
    /// The origin that it comes from, where nobody has set that it may.
    pub unconfirmed: Option<String>,
    case: Box<Case>,
    saved: Option<Box<Saved>>,
}

/// What happens between the widget and the help desk.
#[derive(Clone, Debug)]
pub enum HostAction {
    /// The desk tells the ticket on screen, as JSON.
    Context(String),
    /// It has not told for a while.
    Late,
    /// Asked it to tell again.
    Retry,
    /// The page around sets `lang`, `theme`, `density`, `tag` or `ownNames`, as JSON.
    Options(String),
    /// Asked to put a text into the reply.
    Insert(String),
    /// Asked to put a note into the ticket, or to copy it where the desk takes none.
    Note,
    /// Asked to tag the ticket.
    Tag,
    /// The desk answered.
    Answered {
        /// To which request.
        request: u32,
        /// How.
        answer: Answer,
        /// The text that it was about.
        text: String,
    },
    /// Goes on from the note in the ticket.
    Resume,
    /// Takes over the note's plan where both went on; what is here becomes a file.
    Take,
}

impl Host {
    /// The name of the case that belongs to the ticket on screen.
    #[must_use]
    pub fn case(&self) -> Option<&CaseId> {
        self.shown.as_ref().map(|shown| &shown.case.id)
    }

    /// The tag that the ticket gets.
    fn tag(&self) -> &str {
        let desks = || self.shown.as_ref().and_then(|shown| shown.tag.as_deref());
        self.tag.as_deref().or_else(desks).unwrap_or(TAG)
    }

    /// Whether the page or the desk has set the company's names.
    #[must_use]
    pub fn has_names(&self) -> bool {
        self.own_names.is_some() || self.shown.as_ref().is_some_and(|shown| shown.own_names.is_some())
    }

    /// What can be asked of the desk now.
    #[must_use]
    pub fn can(&self) -> Capabilities {
        self.shown.as_ref().filter(|_| self.can_write).map(|shown| shown.can).unwrap_or_default()
    }
}

/// Takes over what is said of a setting: empty takes it back, what is unknown is passed over.
fn set<T>(setting: &mut Option<T>, said: Option<&str>, read: impl Fn(&str) -> Option<T>) {
    match said {
        Some("") => *setting = None,
        Some(said) => *setting = read(said).or(setting.take()),
        None => {}
    }
}

impl State {
    /// From here on the widget is a guest.
    pub fn be_guest(&mut self, host: Host) {
        let Preferences { language, name, own_names: typed_names, .. } = self.preferences.clone();
        self.host = Some(Box::new(Host { language, name, typed_names, ..host }));
        self.menus = false;
    }

    /// Language, appearance, who acts and for which company, by all that was said so far.
    fn settle(&mut self) {
        let Some(host) = &self.host else { return };
        let Host { page, chosen, desk, .. } = &**host;
        let language = page.language.or(chosen.language).or(desk.language);
        self.preferences.language = language.unwrap_or(&host.language).to_owned();
        self.preferences.name.clone_from(host.agent.as_ref().unwrap_or(&host.name));
        let theme = match page.theme {
            // As the desk around is, whatever the agent prefers elsewhere.
            Some(Theme::Auto) => desk.theme,
            None => chosen.theme.or(desk.theme),
            set => set,
        };
        self.preferences.theme = theme.unwrap_or(Theme::Auto);
        let desks = || host.shown.as_ref().and_then(|shown| shown.own_names.as_ref());
        let own_names = host.own_names.as_ref().or_else(desks).unwrap_or(&host.typed_names);
        if self.preferences.own_names != *own_names {
            self.preferences.own_names.clone_from(own_names);
            self.know_own_names();
        }
    }

    /// Carries out what happens between the widget and the help desk.
    pub(super) fn host(&mut self, action: HostAction, moment: Moment) -> Vec<Effect> {
        let Some(host) = &mut self.host else { return Vec::new() };
        match action {
            HostAction::Context(text) => {
                match HostContext::parse(&text, moment.today, self.later.map(|later| later.read)) {
                    Ok(context) => {
                        self.early.retain(|action| !matches!(action, Action::Host(HostAction::Context(_))));
                        return self.ticket(context, moment);
                    }
                    // A case must not stay on screen beside a ticket that it may not belong to.
                    Err(error) => {
                        (host.shown, host.sending, host.instead, host.offer) = (None, None, None, None);
                        let told = match error {
                            HostError::NoTicket | HostError::NotYet => None,
                            _ => Some(Unshown::Told(error.clone())),
                        };
                        host.fault = told;
                        self.early.retain(|action| !matches!(action, Action::Host(_)));
                        self.wanted = None;
                        self.leave(None);
                        self.open = Open::None;
                        self.notice = None;
                        self.route = Route::Start;
                        return match error {
                            HostError::NotYet => self.wait_with(Action::Host(HostAction::Context(text))),
                            HostError::NoTicket => Vec::new(),
                            // What is wrong is told by what follows the first verdict.
                            _ => [Some(Effect::Fault("bad_context")), self.want()].into_iter().flatten().collect(),
                        };
                    }
                }
            }
            HostAction::Late => host.late = host.shown.is_none(),
            HostAction::Retry => return vec![Effect::Ask],
            HostAction::Options(text) => self.options(&text),
            asking => match self.later {
                Some(later) => return (later.desk)(self, asking, moment),
                None => return self.wait_with(Action::Host(asking)),
            },
        }
        Vec::new()
    }

    /// Asks something of the help desk, and takes its answer in.
    pub fn ask_desk(&mut self, action: HostAction, moment: Moment) -> Vec<Effect> {
        let Some(host) = &mut self.host else { return Vec::new() };
        match action {
            HostAction::Insert(text) => return self.ask(IntentKind::InsertReply, text, Vec::new()),
            HostAction::Tag => {
                let tag = host.tag().to_owned();
                return self.ask(IntentKind::AddTags, tag, Vec::new());
            }
            HostAction::Note => {
                host.noting = true;
                return self.note_waiting(moment);
            }
            HostAction::Answered { request, answer, text } => self.answered(request, &answer, text),
            HostAction::Resume => return self.resume(false, moment),
            HostAction::Take => return self.resume(true, moment),
            HostAction::Context(_) | HostAction::Late | HostAction::Retry | HostAction::Options(_) => {}
        }
        Vec::new()
    }

    /// The desk shows this ticket now. What was typed for the one before is kept with it already; what is still on its way
    /// for that one no longer concerns the screen.
    fn ticket(&mut self, context: HostContext, moment: Moment) -> Vec<Effect> {
        let Some(host) = &mut self.host else { return Vec::new() };
        let HostContext { ticket, can, tag, own_names, unconfirmed, agent, language, dark, case, notes, saved } =
            context;
        host.agent = agent;
        host.desk = Looks {
            language: language.as_deref().and_then(shipped),
            theme: dark.map(|dark| if dark { Theme::Dark } else { Theme::Light }),
        };
        let id = case.id.clone();
        let is_switch = host.case() != Some(&id);
        host.shown = Some(Shown { ticket, can, tag, own_names, unconfirmed, case: case.clone(), saved });
        (host.fault, host.late) = (None, false);
        if is_switch {
            (host.sending, host.instead, host.offer) = (None, None, None);
            host.noting = false;
            self.notice = None;
            // What was asked for the ticket before, and had to wait, is not for this one.
            self.early.retain(|action| !matches!(action, Action::Host(_)));
        }
        self.settle();
        let route = Route::Case { id: id.clone(), pane: Pane::Verdict };
        if is_switch && self.come_back(&id) {
            self.wanted = Some(id.clone());
            self.route = route.clone();
        }
        match &mut self.open {
            Open::Case(open) if *open.id() == id && open.awaits_storage() => {
                open.see(*case, notes, &self.library.reader, moment.today);
                vec![Effect::Patience(id)]
            }
            Open::Case(open) if *open.id() == id => {
                open.notes = notes;
                let effects = self.act(CaseAction::Fresh(case), moment);
                self.look_at_note(moment);
                effects
            }
            // It is on its way, with what the desk said a moment ago; what changed since comes with the next word.
            Open::Loading(loading) if *loading == id => Vec::new(),
            _ => {
                self.leave(Some(&id));
                self.wanted = Some(id.clone());
                self.open = Open::Loading(id);
                self.saving = Saving::Idle;
                self.route = route;
                self.reduce(Action::Show { case, notes }, moment)
            }
        }
    }

    fn options(&mut self, text: &str) {
        if let Ok(options) = Value::parse(text) {
            // Empty says something here, which `text` would pass over.
            let said = |name| if let Value::Text(said) = options.at(name) { Some(said.as_str()) } else { None };
            self.set_options(said("lang"), said("theme"), said("density"), said("tag"), said("ownNames"));
        }
    }

    /// Takes over what the page around sets; empty is what it no longer sets, and what is unknown is passed over.
    pub fn set_options(
        &mut self,
        language: Option<&str>,
        theme: Option<&str>,
        density: Option<&str>,
        the_tag: Option<&str>,
        own_names: Option<&str>,
    ) {
        let Some(host) = &mut self.host else { return };
        set(&mut host.page.language, language, shipped);
        set(&mut host.page.theme, theme, Theme::parse);
        set(&mut host.tag, the_tag, tag);
        set(&mut host.own_names, own_names, |names| Some(names.to_owned()));
        self.settle();
        if let Some(density) = density {
            self.compact = density == "compact";
        }
    }

    /// In a guest, offers the text of a file to be copied as well: a frame's sandbox may swallow files, and nobody is told.
    pub(super) fn offer_text(&mut self, is_case: bool, text: &str) {
        if let Some(host) = &mut self.host {
            // A page's source is of no use to anybody.
            host.instead = (!text.starts_with("<!")).then(|| text.to_owned());
            self.notice = Some(if is_case { Key::HostExported } else { Key::HostSaved }.into());
        }
    }

    /// The case that the desk shows, as it gave it, where it is this one.
    pub(super) fn fresh(&self, id: Option<&CaseId>) -> Option<Box<Case>> {
        let shown = self.host.as_ref()?.shown.as_ref()?;
        (Some(&shown.case.id) == id).then(|| shown.case.clone())
    }

    /// Whether an imported case belongs to the screen: beside a help desk, only that of the ticket on screen.
    pub(super) fn belongs(&self, id: Option<&CaseId>) -> bool {
        self.host.as_ref().is_none_or(|host| host.case() == id)
    }

    /// What reaches a case that is open already.
    pub(super) fn is_open(&self, id: &CaseId) -> bool {
        self.host.is_some() && matches!(&self.open, Open::Case(open) if open.id() == id && !open.awaits_storage())
    }
}

impl From<HostAction> for Action {
    fn from(action: HostAction) -> Self {
        Self::Host(action)
    }
}
