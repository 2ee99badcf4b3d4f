//! What may turn up on the way, whatever the playbook: `clean-break/branches@1`. A circumstance that staff record brings its
//! steps into the plan, lets others wait for them, and leaves out what would be wrong now; taken back, the plan is as it was.

use std::borrow::Cow;

use super::book_text::BookText;
use super::condition::Condition;
use super::playbook::{Playbook, Step, StepKind};
use super::playbook_check::PlaybookError;
use super::record::{CaseRecord, PlanState};
use crate::json;
use crate::words::{Text, say};
use crate::{json_published, vocabulary};

/// The schema's name, as it stands in the file.
pub const SCHEMA: &str = "clean-break/branches@1";

/// What no circumstance takes away: what the customer is owed, and what proves it.
const OWED: [StepKind; 6] =
    [StepKind::ConfirmWish, StepKind::Cancel, StepKind::Money, StepKind::Data, StepKind::StopContact, StepKind::Close];

vocabulary! {
    /// What can be different about a customer or a case. Threats are not among them: they escalate the case, which stops all
    /// of it. Nor is a change of mind, which turns the plan.
    Circumstance {
        /// The customer does not answer.
        Unreachable = "unreachable",
        /// The customer has died.
        Died = "died",
        /// Somebody else acts for the customer.
        Represented = "represented",
        /// The customer says that a bill is wrong.
        DisputesBill = "disputes_bill",
        /// The customer is a minor.
        Minor = "minor",
        /// The customer needs more care than others.
        Vulnerable = "vulnerable",
        /// Who works on the case may not decide it.
        NoAuthority = "no_authority",
    }
}

json_published! {
    /// The branches that every playbook has, checked.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Branches {
        /// Always `clean-break/branches@1`.
        pub schema: String,
        /// Their version, from 1; any change of steps, fields or conditions makes a new one.
        pub version: u32,
        /// Each circumstance, once.
        pub branches: Vec<Branch>,
    }
}

json_published! {
    /// What a circumstance changes in a plan.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Branch {
        /// The circumstance.
        pub circumstance: Circumstance,
        /// What it asks of staff, in two or three sentences.
        pub guidance: BookText,
        /// Kinds of steps that wait for the branch's own; these come in before the first of them. `close` is always one.
        pub before: Vec<StepKind>,
        /// Kinds of steps that leave the plan while it holds, unless they are settled. Never what the customer is owed.
        pub without: Vec<StepKind> = omitted,
        /// The steps that come in. Their ids begin with the circumstance.
        pub steps: Vec<Step>,
    }
}

/// Why branches are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BranchError {
    /// The file or one of the steps; see [`PlaybookError`].
    #[error(transparent)]
    Playbook(#[from] PlaybookError),
    /// A circumstance stands twice or is missing.
    #[error("the circumstance {:?} stands twice or is missing", .0.word())]
    Circumstance(Circumstance),
    /// A branch does not hold the closing back, or takes away what the customer is owed.
    #[error("the branch {:?} must hold \"close\" back and may not take away {:?}", .0.word(), .1.word())]
    Kinds(Circumstance, StepKind),
    /// A step's id does not begin with its circumstance, as `died_estate` does.
    #[error("{0:?} does not begin with its circumstance")]
    Id(String),
}

impl From<&BranchError> for Text {
    fn from(error: &BranchError) -> Self {
        match error {
            BranchError::Playbook(error) => error.into(),
            BranchError::Circumstance(circumstance) | BranchError::Kinds(circumstance, _) => {
                say::fault_unfit(circumstance.word())
            }
            BranchError::Id(id) => say::fault_unfit(id),
        }
    }
}

impl Branches {
    /// Reads and checks a file of branches.
    ///
    /// # Errors
    /// See [`BranchError`].
    pub fn parse(text: &str) -> Result<Self, BranchError> {
        let branches: Self = json::parse(text).map_err(PlaybookError::from)?;
        branches.check()?;
        Ok(branches)
    }

    pub(super) fn check(&self) -> Result<(), BranchError> {
        if self.schema != SCHEMA {
            return Err(PlaybookError::Schema(self.schema.clone()).into());
        }
        for circumstance in Circumstance::ALL {
            let mut all = self.branches.iter().filter(|branch| branch.circumstance == *circumstance);
            let (Some(branch), None) = (all.next(), all.next()) else {
                return Err(BranchError::Circumstance(*circumstance));
            };
            if let Some(kind) = branch.without.iter().find(|kind| OWED.contains(kind)) {
                return Err(BranchError::Kinds(*circumstance, *kind));
            }
            if !branch.before.contains(&StepKind::Close) {
                return Err(BranchError::Kinds(*circumstance, StepKind::Close));
            }
            let begins = |step: &&Step| step.id.strip_prefix(circumstance.word()).is_some_and(|id| id.starts_with('_'));
            if let Some(step) = branch.steps.iter().find(|step| !begins(step)) {
                return Err(BranchError::Id(step.id.clone()));
            }
            branch.as_playbook().check()?;
        }
        Ok(())
    }

    /// The branch of a circumstance.
    #[must_use]
    pub fn branch(&self, circumstance: Circumstance) -> Option<&Branch> {
        self.branches.iter().find(|branch| branch.circumstance == circumstance)
    }
}

impl Branch {
    /// Its steps as a playbook of their own, to be checked as one.
    #[must_use]
    pub fn as_playbook(&self) -> Playbook {
        Playbook::of(self.circumstance.word(), self.guidance.clone(), self.steps.clone())
    }

    /// Puts its steps into a playbook. Steps settled before are neither held back nor taken away.
    fn grow(&self, playbook: &mut Playbook, plan: Option<&PlanState>) {
        let is_settled = |step: &Step| plan.is_some_and(|plan| plan.is_settled(&step.id));
        let away = |step: &Step| self.without.contains(&step.kind) && step.when.is_none() && !is_settled(step);
        let (gone, kept): (Vec<Step>, Vec<Step>) = playbook.steps.drain(..).partition(|step| away(step));
        playbook.steps = kept;
        for step in &mut playbook.steps {
            // Backwards, so that what rested on several that are gone rests on what they rested on: a farewell on its proof.
            for gone in gone.iter().rev() {
                if step.requires.contains(&gone.id) {
                    step.requires.retain(|id| *id != gone.id);
                    step.requires.extend(gone.requires.iter().cloned());
                }
                step.conditions.retain(|condition| *condition != Condition::StepDone { step: gone.id.clone() });
            }
            if self.before.contains(&step.kind) && step.when.is_none() && !is_settled(step) {
                step.requires.extend(self.steps.iter().map(|step| step.id.clone()));
            }
        }
        let is_held = |step: &Step| self.before.contains(&step.kind) && step.when.is_none();
        let at = playbook.steps.iter().position(is_held).unwrap_or(playbook.steps.len());
        let own = self.steps.iter().cloned().map(|step| Step { when: Some(self.circumstance), ..step });
        playbook.steps.splice(at..at, own);
    }
}

/// The branches of a version; where it is not there, the newest: a step is rather shown as it is now than not at all.
#[must_use]
pub fn of_version(all: &[Branches], version: u32) -> Option<&Branches> {
    all.iter().find(|branches| branches.version == version).or_else(|| newest(all))
}

/// The newest branches.
#[must_use]
pub fn newest(all: &[Branches]) -> Option<&Branches> {
    all.iter().max_by_key(|branches| branches.version)
}

/// A playbook with the steps of all circumstances that hold: what a plan is checked against and shown by.
#[must_use]
pub fn grown<'a>(playbook: &'a Playbook, record: &CaseRecord, all: &[Branches]) -> Cow<'a, Playbook> {
    let mut grown = Cow::Borrowed(playbook);
    for (circumstance, held) in record.circumstances.iter() {
        if let Some(branch) = of_version(all, held.branches).and_then(|branches| branches.branch(*circumstance)) {
            branch.grow(grown.to_mut(), record.plan.as_ref());
        }
    }
    grown
}

/// A playbook with every step that may have been in a plan of it: what names the steps of a journal.
#[must_use]
pub fn with_all(playbook: &Playbook, all: &[Branches]) -> Playbook {
    let mut every = playbook.clone();
    for branch in newest(all).into_iter().flat_map(|branches| &branches.branches) {
        every.steps.extend(branch.steps.iter().cloned());
    }
    every
}
