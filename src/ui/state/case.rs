//! The case on screen: its journal, what it adds up to, and what a person does there. Pure; tested natively.

mod forms;
pub mod needs;
mod offer;
mod panel;
mod stored;
mod what_if;

use time::Date;

pub use offer::Offer;
pub use panel::{Panel, leads_out};
pub use what_if::WhatIf;

use super::form::{self, Drafts, Fault};
use super::{Effect, Library, Moment, Preferences};
use crate::advice::Path;
use crate::assessment::{Assessment, Settings, assess};
use crate::case::{Case, CaseId, Language, time_text};
use crate::leaving::{Act, CaseRecord, Journal, PlanView, Playbook, Stamp, StepState, StepView, Texts};
use crate::map::Set;
use crate::text::Reader;
use crate::ui::route::{Pane, Route};
use crate::words::{Catalogue, Key, Text};

/// The case on screen.
#[derive(Clone, Debug)]
pub struct OpenCase {
    /// What the journal adds up to.
    pub record: CaseRecord,
    /// What the record means today.
    pub assessment: Assessment,
    /// Half-typed texts.
    pub drafts: Drafts,
    /// Fields in which something was typed here: what another tab has typed there since does not take its place.
    touched: Set<String>,
    /// What was assumed on reading the case.
    pub notes: Vec<Text>,
    /// What reading the ticket again has brought, until it is told.
    pub news: Option<Text>,
    /// The signal whose words are lit in the thread.
    pub lit: Option<String>,
    /// The form that is open.
    pub panel: Option<Panel>,
    /// Why the last act was not taken.
    pub fault: Option<Text>,
    /// What is wrong field by field.
    pub faults: Vec<Fault>,
    /// The step that was opened by hand.
    pub step: Option<String>,
    /// What is tried out.
    pub what_if: WhatIf,
    /// Quoted history and signatures are shown too.
    pub asides: bool,
    journal: Journal,
    /// How many entries are on the disk, as this tab knows; none before the first write.
    kept: usize,
    opened_at: String,
    pending: Option<Pending>,
    /// What was done while an act was on its way to the disk, or before the playbooks were here; it follows then.
    queue: Vec<CaseAction>,
}

/// An act on its way to the disk.
#[derive(Clone, Debug)]
struct Pending {
    journal: Journal,
    record: CaseRecord,
    spent: Vec<String>,
    /// Where the keyboard goes once it is saved: the act came from a form or a step, which is then done with.
    focus: Option<&'static str>,
    /// What was done, so that a second click on the same thing does nothing.
    action: Option<CaseAction>,
}

/// What a person does in a case.
#[derive(Clone, Debug)]
pub enum CaseAction {
    /// Lit a signal's words, or none.
    Light(Option<String>),
    /// Opened a form, or closed it.
    Panel(Option<Panel>),
    /// Opened a step by hand, or went back to the current one.
    Step(Option<String>),
    /// Typed into a field.
    Typed {
        /// The draft's key.
        field: String,
        /// What stands there now.
        text: String,
    },
    /// Left a field after typing: what stands there is checked.
    Left(String),
    /// Sent the open form.
    Submit,
    /// Acts that need no form.
    Act(Act),
    /// Starts, or turns to, the plan of a path.
    Start(Path),
    /// Done with a step; the letter as it was sent.
    Done {
        /// The step.
        step: String,
        /// The letter.
        letter: Option<String>,
    },
    /// Moves an input of the what-if.
    WhatIf(WhatIf),
    /// Shows or hides what was set aside.
    Asides(bool),
    /// Gave the file of another ticket of this customer; none when it is no text.
    Join(Option<String>),
    /// The desk tells the ticket again; newer data are taken over.
    Fresh(Box<Case>),
    /// Exports everything as one file.
    Export,
    /// Copies a text.
    Copy(String),
    /// Prints the leaving sheet.
    Print,
}

impl CaseAction {
    /// Whether doing it twice in a row can only be a second click.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Act(one), Self::Act(two)) => one == two,
            (Self::Done { step: one, .. }, Self::Done { step: two, .. }) => one == two,
            (Self::Join(one), Self::Join(two)) => one == two,
            (Self::Fresh(one), Self::Fresh(two)) => one == two,
            (Self::Submit, Self::Submit) | (Self::Start(_), Self::Start(_)) => true,
            _ => false,
        }
    }
}

impl OpenCase {
    /// The case's name.
    #[must_use]
    pub const fn id(&self) -> &CaseId {
        &self.record.case.id
    }

    /// The texts of the journal.
    #[must_use]
    pub const fn texts(&self) -> &Texts {
        self.journal.texts()
    }

    /// The language of the customer's letters: theirs where the project has it, else English.
    #[must_use]
    pub fn letter_language(&self) -> &'static str {
        let known = self.record.case.customer.language.as_deref().and_then(Language::from_tag);
        let read = || self.assessment.readings.iter().rev().find_map(|reading| reading.language);
        let language = known.or_else(read).map_or("en", Language::word);
        Catalogue::languages().find(|shipped| *shipped == language).unwrap_or("en")
    }

    /// Whether the case is in storage, as this tab knows.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        self.kept > 0
    }

    /// The hash of the last entry, for a note elsewhere.
    #[must_use]
    pub fn head(&self) -> &str {
        self.journal.head()
    }

    /// The playbook to which the plan is pinned, where there is a plan.
    #[must_use]
    pub fn playbook<'a>(&self, library: &'a Library) -> Option<&'a Playbook> {
        let plan = self.record.plan.as_ref()?;
        library.playbook(&plan.playbook, plan.version)
    }

    /// The plan as the screen shows it.
    #[must_use]
    pub fn plan(&self, library: &Library, today: Date) -> Option<PlanView> {
        PlanView::new(&self.record, self.playbook(library)?, &library.packs, today)
    }

    /// The path to follow: as staff chose, else as advised.
    #[must_use]
    pub fn path(&self) -> Path {
        self.record.overridden.as_ref().map_or(self.assessment.advice.path, |chosen| chosen.path)
    }

    /// Assesses the case anew.
    pub fn assess(&mut self, reader: &Reader, today: Date) {
        self.assessment = assess(&self.record.case, reader, &Settings::default(), &self.record.corrections, today);
    }

    /// Carries an action out; what is to be done outside comes back. While an act is on its way to the disk, or the
    /// playbooks are on theirs to us, the next one waits.
    pub fn reduce(
        &mut self,
        action: CaseAction,
        library: &Library,
        preferences: &Preferences,
        moment: Moment,
    ) -> Vec<Effect> {
        match action {
            CaseAction::Light(signal) => {
                self.lit = signal;
                if self.lit.is_some() {
                    let thread = Route::Case { id: self.id().clone(), pane: Pane::Thread };
                    return vec![Effect::Go(thread), Effect::Focus("mark.lit".to_owned())];
                }
            }
            CaseAction::Panel(panel) => return self.turn_to(panel),
            CaseAction::Step(step) => {
                self.without_fault();
                self.step = step;
                return vec![Effect::Focus(".step-card h3".to_owned())];
            }
            CaseAction::Typed { field, text } => return self.typed(field, text),
            CaseAction::Left(field) => self.left(&field, library, form::mark(&preferences.language), moment.today),
            CaseAction::WhatIf(what_if) => self.what_if = what_if,
            CaseAction::Asides(asides) => self.asides = asides,
            CaseAction::Export => return self.export(),
            CaseAction::Copy(text) => return vec![Effect::Copy(text)],
            CaseAction::Print => return vec![Effect::Print],
            CaseAction::Act(_)
            | CaseAction::Submit
            | CaseAction::Start(_)
            | CaseAction::Done { .. }
            | CaseAction::Join(_)
            | CaseAction::Fresh(_)
                if self.pending.is_some() || library.playbooks.is_empty() =>
            {
                let doing = self.pending.as_ref().and_then(|pending| pending.action.as_ref());
                if !doing.into_iter().chain(&self.queue).any(|other| other.is_same(&action)) {
                    self.queue.push(action);
                }
            }
            writes => return self.act(writes, library, preferences, moment),
        }
        Vec::new()
    }

    fn without_fault(&mut self) {
        self.fault = None;
        self.faults.clear();
    }

    /// Carries out what writes into the journal.
    fn act(&mut self, action: CaseAction, library: &Library, preferences: &Preferences, moment: Moment) -> Vec<Effect> {
        let by = preferences.name.as_str();
        let effects = match action.clone() {
            CaseAction::Join(text) => self.join(text.as_deref(), library, by, moment),
            CaseAction::Fresh(case) => {
                let append = self.update(&case, library, by, moment);
                // A desk tells the same again and again; that nothing is new is no news.
                self.news.take_if(|_| append.is_none());
                append.into_iter().collect()
            }
            CaseAction::Act(act) => self.write(vec![act], Vec::new(), None, library, by, moment),
            CaseAction::Submit => self.submit(library, by, moment),
            CaseAction::Start(path) => self.start(path, library, by, moment),
            CaseAction::Done { step, letter } => self.done(&step, letter, library, preferences, moment),
            _ => Vec::new(),
        };
        if let Some(pending) = &mut self.pending {
            pending.action = Some(action);
        }
        effects
    }

    fn start(&mut self, path: Path, library: &Library, by: &str, moment: Moment) -> Vec<Effect> {
        let Some(playbook) = library.playbooks.iter().find(|playbook| playbook.paths.contains(&path)) else {
            return self.refuse(Key::AppLoading.into());
        };
        let act = Act::PlanStarted { playbook: playbook.id.clone(), version: playbook.version, path };
        self.write(vec![act], Vec::new(), Some(".step-card h3"), library, by, moment)
    }

    /// Writes acts that are allowed, all or none; the screen changes once they are saved.
    fn write(
        &mut self,
        acts: Vec<Act>,
        spent: Vec<String>,
        focus: Option<&'static str>,
        library: &Library,
        by: &str,
        moment: Moment,
    ) -> Vec<Effect> {
        let mut journal = self.journal.clone();
        let mut record = self.record.clone();
        for (count, act) in (0_u8..).zip(acts) {
            let playbook = library.playbook_of(&act, record.plan.as_ref());
            if let Err(error) = record.check(&act, playbook, moment.today) {
                return self.refuse((&error).into());
            }
            let mut stamp = stamp(by, moment);
            stamp.salt = stamp.salt.nth(count);
            let written = journal.append(act, &stamp).cloned();
            let applied = written.map(|entry| record.apply(&entry, journal.texts()));
            if !matches!(applied, Ok(Ok(()))) {
                return self.refuse(Key::FormNotWritten.into());
            }
        }
        // Folded anew: a redaction or newer data of the desk reach back.
        let folded = CaseRecord::fold(&journal.document().text, journal.entries(), journal.texts());
        let Ok(record) = folded else { return self.refuse(Key::FormNotWritten.into()) };
        self.without_fault();
        let append = self.append(&journal, &record, spent.clone(), moment);
        self.pending = Some(Pending { journal, record, spent, focus, action: None });
        vec![append]
    }

    /// Whether an act that makes the journal so long is on its way to the disk.
    #[must_use]
    pub fn awaits(&self, case: &str, entries: u32) -> bool {
        let length =
            self.pending.as_ref().map_or(self.journal.entries().len(), |pending| pending.journal.entries().len());
        self.id().to_string() == case && u32::try_from(length) == Ok(entries)
    }

    /// The act is on the disk: the screen may say so.
    pub fn saved(&mut self, library: &Library, moment: Moment) -> Vec<Effect> {
        let Some(Pending { journal, record, spent, focus, .. }) = self.pending.take() else {
            self.kept = self.journal.entries().len();
            return Vec::new();
        };
        let was = self.record.plan.as_ref().map(|plan| plan.path);
        self.kept = journal.entries().len();
        self.journal = journal;
        self.record = record;
        self.assess(&library.reader, moment.today);
        if focus.is_some() {
            self.panel = None;
            self.step = None;
        }
        for field in spent {
            self.drafts.remove(&field);
            self.touched.remove(&field);
        }
        let turned = self.record.plan.as_ref().map(|plan| plan.path) != was;
        let mut effects = Vec::new();
        if turned && self.plan(library, moment.today).is_some() {
            effects.push(Effect::Go(Route::Case { id: self.id().clone(), pane: Pane::Plan }));
        }
        effects.extend(focus.map(|selector| Effect::Focus(selector.to_owned())));
        effects
    }

    /// The act is not on the disk; what was typed stays.
    pub fn not_saved(&mut self) {
        self.pending = None;
        self.queue.clear();
    }

    /// What was done meanwhile.
    pub fn waiting(&mut self) -> Option<CaseAction> {
        if self.queue.is_empty() { None } else { Some(self.queue.remove(0)) }
    }

    fn refuse(&mut self, fault: Text) -> Vec<Effect> {
        self.fault = Some(fault);
        Vec::new()
    }

    /// The step on screen: opened by hand, else the current one.
    #[must_use]
    pub fn shown_step<'a>(&self, plan: &'a PlanView) -> Option<&'a StepView> {
        let by_hand = self.step.as_ref().and_then(|id| plan.steps.iter().find(|step| step.id == *id));
        by_hand
            .or_else(|| plan.current.and_then(|place| plan.steps.get(place)))
            .or_else(|| plan.steps.iter().find(|step| matches!(step.state, StepState::Waiting { .. })))
    }
}

fn stamp(by: &str, moment: Moment) -> Stamp {
    let by = if by.trim().is_empty() { "agent" } else { by };
    Stamp { at: time_text(moment.now), by: by.to_owned(), salt: moment.salt }
}
