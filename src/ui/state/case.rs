//! The case on screen: its journal, what it adds up to, and what a person does there. Pure; tested natively.

mod action;
mod acts;
mod forms;
pub mod needs;
mod offer;
mod panel;
pub mod since;
mod stated;
mod stored;
mod what_if;

use std::borrow::Cow;
use std::cell::OnceCell;

use time::Date;

pub use action::CaseAction;
pub use acts::PLAYBOOK;
pub use offer::Offer;
pub use panel::{Panel, leads_out};
pub use stored::UNNAMED;
pub use what_if::WhatIf;

use super::form::{self, Drafts, Fault};
use super::{Effect, Library};
use crate::advice::Path;
use crate::assessment::{Assessment, Explanation, Settings, assess, explain};
use crate::case::{Case, CaseId, Language};
use crate::leaving::{CaseRecord, Journal, PlanView, Playbook, StepState, StepView, Texts, keeps};
use crate::map::Set;
use crate::text::Reader;
use crate::ui::route::{Pane, Route};
use crate::words::{Catalogue, Text};

/// The first thing in a form that takes the keyboard.
pub(super) const FORM: &str = ".panel :is(input, select, textarea, button)";

/// The case on screen.
#[derive(Clone, Debug)]
pub struct OpenCase {
    /// What the journal adds up to.
    pub record: CaseRecord,
    /// What the record means today.
    pub assessment: Assessment,
    /// What explains that, once it is asked for.
    explanation: OnceCell<Explanation>,
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
    /// The passphrase of the file that is being made; kept nowhere else.
    pub passphrase: String,
    /// What others have added since the last visit here.
    pub since: Option<since::Since>,
    /// Quoted history and signatures are shown too.
    pub asides: bool,
    /// The message of which it is shown how it was read.
    pub how_read: Option<String>,
    /// The language for whose letters phrases were asked for.
    pub lint: Option<Language>,
    journal: Journal,
    /// How many entries are on the disk, as this tab knows; none before the first write.
    kept: usize,
    opened_at: String,
    /// Storage has yet to say whether it has the case.
    awaits_storage: bool,
    waits: Waits,
    pending: Option<Pending>,
    /// What was done while an act was on its way to the disk, or before the library was here; it follows then.
    queue: Vec<CaseAction>,
}

/// For what the verdict waits: one that the agent's own corrections contradict is never shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waits {
    /// For nothing.
    No,
    /// For storage to say whether there may be corrections.
    Answer,
    /// For the journal, which may hold corrections.
    Journal,
}

/// An act on its way to the disk.
#[derive(Clone, Debug)]
struct Pending {
    journal: Journal,
    record: CaseRecord,
    spent: Vec<String>,
    /// Where the keyboard goes once it is saved. Unless it stays (`:focus` first), the act came from a form or a step, which
    /// is then done with.
    focus: Option<&'static str>,
    /// What was done, so that a second click on the same thing does nothing.
    action: Option<CaseAction>,
}

impl OpenCase {
    /// A case that nothing was written of yet; its journal begins as soon as it can.
    #[must_use]
    pub fn new(case: &Case, notes: Vec<Text>, reader: &Reader, today: Date) -> Self {
        let mut open = Self::seen(case, notes, reader, today);
        open.is_new();
        open
    }

    /// A case as the desk shows it, while storage is asked for it: what is done to it waits for the answer.
    #[must_use]
    pub fn seen(case: &Case, notes: Vec<Text>, reader: &Reader, today: Date) -> Self {
        let mut open = Self::of(CaseRecord::new(case.clone()), reader, today);
        open.notes = notes;
        (open.awaits_storage, open.waits) = (true, Waits::Answer);
        open
    }

    /// The desk shows it otherwise now.
    pub fn see(&mut self, case: Case, notes: Vec<Text>, reader: &Reader, today: Date) {
        self.record = CaseRecord::new(case);
        self.notes = notes;
        self.assess(reader, today);
    }

    /// Storage does not have it.
    pub fn is_new(&mut self) {
        (self.awaits_storage, self.waits) = (false, Waits::No);
        self.queue.insert(0, CaseAction::Begin);
    }

    /// Storage has so many entries of it: the first is its opening, and of a new one there is none.
    pub const fn is_known(&mut self, entries: u32) {
        self.waits = if entries > 1 { Waits::Journal } else { Waits::No };
    }

    /// Storage has not answered for a while, or failed: the verdict is shown as it is, unless the journal is on its way.
    pub fn show_verdict(&mut self, at_last: bool) {
        if at_last || self.waits == Waits::Answer {
            self.waits = Waits::No;
        }
    }

    /// Whether there is a verdict to be shown yet.
    #[must_use]
    pub fn has_verdict(&self) -> bool {
        self.waits == Waits::No
    }

    /// Whether storage will say in a moment what there is to be shown.
    #[must_use]
    pub fn awaits_answer(&self) -> bool {
        self.waits == Waits::Answer
    }

    /// Storage has it, as `stored`: what was done meanwhile is done to that.
    #[must_use]
    pub fn is_stored(&mut self, mut stored: Self) -> Self {
        stored.queue = std::mem::take(&mut self.queue);
        stored.asides = self.asides;
        stored.how_read = self.how_read.take();
        stored
    }

    /// The same case was left before all that was done to it was written: that goes before what was done since. Whether it
    /// begins is for storage to say anew.
    pub fn go_on_from(&mut self, left: Self) {
        let since = std::mem::take(&mut self.queue);
        let (begins, since): (Vec<_>, Vec<_>) =
            since.into_iter().partition(|action| matches!(action, CaseAction::Begin));
        let before = left.queue.into_iter().filter(|action| !matches!(action, CaseAction::Begin));
        self.queue = begins.into_iter().chain(before).chain(since).collect();
    }

    /// Whether storage has yet to say whether it has the case.
    #[must_use]
    pub const fn awaits_storage(&self) -> bool {
        self.awaits_storage
    }

    fn of(record: CaseRecord, reader: &Reader, today: Date) -> Self {
        let assessment = assess(&record.case, reader, &Settings::default(), &record.corrections, today);
        Self {
            record,
            assessment,
            explanation: OnceCell::new(),
            drafts: Drafts::new(),
            touched: Set::new(),
            notes: Vec::new(),
            news: None,
            lit: None,
            panel: None,
            fault: None,
            faults: Vec::new(),
            step: None,
            what_if: WhatIf::default(),
            passphrase: String::new(),
            since: None,
            asides: false,
            how_read: None,
            lint: None,
            journal: Journal::default(),
            kept: 0,
            opened_at: String::new(),
            awaits_storage: false,
            waits: Waits::No,
            pending: None,
            queue: Vec::new(),
        }
    }

    /// Whether something was done that waits to be written down.
    #[must_use]
    pub const fn has_queued(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Whether something was done that is not on the disk yet.
    #[must_use]
    pub const fn is_unwritten(&self) -> bool {
        self.has_queued() || self.pending.is_some()
    }

    /// Whether the journal has begun.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        !self.journal.entries().is_empty()
    }

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

    /// The playbook that the plan follows, with the steps of the circumstances that hold.
    #[must_use]
    pub fn playbook<'a>(&self, library: &'a Library) -> Option<Cow<'a, Playbook>> {
        library.grown(&self.record)
    }

    /// The playbook to which the plan is pinned, as its file has it, where there is a plan.
    #[must_use]
    pub fn pinned<'a>(&self, library: &'a Library) -> Option<&'a Playbook> {
        let plan = self.record.plan.as_ref()?;
        library.playbook(&plan.playbook, plan.version)
    }

    /// The plan as the screen shows it.
    #[must_use]
    pub fn plan(&self, library: &Library, today: Date) -> Option<PlanView> {
        let mut plan = PlanView::new(&self.record, &*self.playbook(library)?, &library.packs, today)?;
        if self.asked_to_leave() {
            plan.saves_left = 0;
        }
        self.suggest(&mut plan, today);
        Some(plan)
    }

    /// Whether a plan was started and is not closed.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.record.plan.as_ref().is_some_and(|plan| plan.closed.is_none())
    }

    /// Whether the customer asked to leave, in the thread or as staff recorded it, and it does not stand that they took it
    /// back.
    #[must_use]
    pub fn asked_to_leave(&self) -> bool {
        self.assessment.advice.path == Path::Honour
    }

    /// Whether following that path would go against what the customer asked for.
    #[must_use]
    pub fn goes_against(&self, path: Path) -> bool {
        self.asked_to_leave() && keeps(path)
    }

    /// The path to follow: as staff chose, else as advised.
    #[must_use]
    pub fn path(&self) -> Path {
        self.record.overridden.as_ref().map_or(self.assessment.advice.path, |chosen| chosen.path)
    }

    /// Assesses the case anew.
    pub fn assess(&mut self, reader: &Reader, today: Date) {
        self.assessment = assess(&self.record.case, reader, &Settings::default(), &self.record.corrections, today);
        self.explanation = OnceCell::new();
    }

    /// What explains the assessment of today.
    pub fn explanation(&self, today: Date) -> &Explanation {
        let (record, readings) = (&self.record, &self.assessment.readings);
        let explain = || explain(&record.case, readings, &Settings::default(), &record.corrections, today);
        self.explanation.get_or_init(explain)
    }

    /// Lights the words of a signal in the thread.
    pub(super) fn light(&mut self, signal: Option<String>) -> Vec<Effect> {
        self.lit = signal;
        if self.lit.is_none() {
            return Vec::new();
        }
        let thread = Route::Case { id: self.id().clone(), pane: Pane::Thread };
        vec![Effect::Go(thread), Effect::Focus("mark.lit".to_owned())]
    }

    /// It follows once the library is here.
    pub(super) fn put_off(&mut self, action: CaseAction) {
        self.queue.push(action);
    }

    fn without_fault(&mut self) {
        self.fault = None;
        self.faults.clear();
    }

    /// What was done meanwhile; done twice, it counts once.
    pub fn waiting(&mut self) -> Option<CaseAction> {
        if self.queue.is_empty() || !self.can_act() {
            return None;
        }
        let next = self.queue.remove(0);
        self.queue.retain(|other| !other.is_same(&next));
        Some(next)
    }

    const fn can_act(&self) -> bool {
        self.pending.is_none() && !self.awaits_storage
    }

    /// It follows once what is on its way to the disk is there.
    fn wait_with(&mut self, action: CaseAction) {
        let doing = self.pending.as_ref().and_then(|pending| pending.action.as_ref());
        if !doing.into_iter().chain(&self.queue).any(|other| other.is_same(&action)) {
            self.queue.push(action);
        }
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
