//! What a journal adds up to: the case with staff's edits, their corrections, and where the plan stands.
//!
//! The fold is total: whatever a journal holds, it gives a record or names the entry that it cannot read. Whether an
//! act is *allowed* is asked before it is written ([`CaseRecord::check`]).

use time::{Date, OffsetDateTime};

use super::FreeText;
use super::act::Act;
use super::after::After;
use super::branches::Circumstance;
use super::values::{ContactChannel, FieldValue, Fields, WaitsOn, WishHow};
use crate::advice::Path;
use crate::carried::Carried;
use crate::case::Case;
use crate::map::Map;
use crate::signals::Corrections;

/// The highest answer to one of the three questions on attachment.
pub const HIGHEST_ANSWER: u8 = 4;

/// A case as its journal leaves it. After a redaction or newer data from the desk, fold anew.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRecord {
    /// The desk's case with staff's edits applied.
    pub case: Case,
    /// What staff corrected in its reading.
    pub corrections: Corrections,
    /// The path that staff chose over the advice.
    pub overridden: Option<Override>,
    /// What the customer wants, where it was recorded.
    pub wish: Option<Wish>,
    /// What they need from whoever comes next.
    pub needs: Map<String, String>,
    /// The stop-contact ledger: channels that were stopped.
    pub contact: Map<ContactChannel, Ticked>,
    /// Who goes on with the case, where it was handed over, and the remark for them.
    pub handed_over: Option<(FreeText, Option<FreeText>)>,
    /// What is different about the customer or the case, and since when.
    pub circumstances: Map<Circumstance, Held>,
    /// Save attempts used, over the whole case; turning the plan does not give them back.
    pub saves_used: u32,
    /// The plan, once started.
    pub plan: Option<PlanState>,
    /// What is recorded beside and after it.
    pub after: After,
    /// Every act, oldest first.
    pub history: Vec<Happened>,
}

/// A path chosen by staff over the advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The path.
    pub path: Path,
    /// Why.
    pub reason: FreeText,
}

/// What the customer wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// To leave, or to stay.
    pub wants_to_leave: bool,
    /// How we know.
    pub how: WishHow,
    /// When it was recorded (civil date).
    pub on: Date,
}

/// A circumstance that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Since when it is recorded (civil date).
    pub on: Date,
    /// By whom.
    pub by: String,
    /// The remark.
    pub note: Option<FreeText>,
    /// The version of the branches to which it is pinned.
    pub branches: u32,
}

/// A channel that was stopped, a clock that was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticked {
    /// When (civil date).
    pub on: Date,
    /// By whom.
    pub by: String,
    /// How it can be seen.
    pub evidence: FreeText,
}

/// A clock that was met by an act of its own, or was not after all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// The step.
    pub step: String,
    /// The rule of the clock; `None` for the step's first.
    pub rule: Option<String>,
    /// When, by whom and with what evidence; `None` takes an earlier mark back.
    pub ticked: Option<Ticked>,
}

/// Where a plan stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanState {
    /// The playbook's id.
    pub playbook: String,
    /// Its version.
    pub version: u32,
    /// The path.
    pub path: Path,
    /// When it started or last turned (civil date).
    pub started: Date,
    /// Steps that something happened to, by id. Steps of an earlier path are open and keep of
    /// their forms what can be suggested; see [`Act::PlanTurned`].
    pub steps: Map<String, StepRecord>,
    /// Clocks that were met by an act of their own, oldest first; a mark counts for a clock that started before it.
    pub met: Vec<Met>,
    /// How it was closed; `None` while it runs.
    pub closed: Option<Closing>,
    /// How often it was opened again.
    pub reopened: u32,
}

/// What happened to a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepRecord {
    /// Where it stands.
    pub status: StepStatus,
    /// Its form as last filled.
    pub fields: Fields,
    /// The letter as it was sent.
    pub letter: Option<FreeText>,
}

/// Where a step stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StepStatus {
    /// Open.
    #[default]
    Open,
    /// Waiting on somebody.
    Waiting {
        /// Since (civil date).
        since: Date,
        /// On whom.
        on: WaitsOn,
        /// A remark.
        note: Option<FreeText>,
    },
    /// Done.
    Done {
        /// When, in UTC.
        at: OffsetDateTime,
        /// The civil date where it was done.
        on: Date,
        /// By whom.
        by: String,
    },
    /// Left out.
    Skipped {
        /// The civil date.
        on: Date,
        /// By whom.
        by: String,
        /// Why.
        reason: FreeText,
    },
}

/// How a plan was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The civil date.
    pub on: Date,
    /// By whom.
    pub by: String,
    /// Why, where steps were left open.
    pub reason: Option<FreeText>,
    /// Steps left open.
    pub open: Vec<String>,
}

/// An act as it stands in the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    /// The entry's number.
    pub n: u32,
    /// When, in UTC.
    pub at: OffsetDateTime,
    /// The civil date where it was done: that of the stamp's own offset. Legal clocks start on it.
    pub on: Date,
    /// By whom.
    pub by: String,
    /// What.
    pub act: Carried<Act>,
}

impl PlanState {
    /// Where a step stands.
    #[must_use]
    pub fn status(&self, step: &str) -> &StepStatus {
        const OPEN: &StepStatus = &StepStatus::Open;
        self.steps.get(step).map_or(OPEN, |record| &record.status)
    }

    /// Whether a step is done.
    #[must_use]
    pub fn is_done(&self, step: &str) -> bool {
        matches!(self.status(step), StepStatus::Done { .. })
    }

    /// Whether a step is done or left out.
    #[must_use]
    pub fn is_settled(&self, step: &str) -> bool {
        matches!(self.status(step), StepStatus::Done { .. } | StepStatus::Skipped { .. })
    }

    /// A field's value in a step.
    #[must_use]
    pub fn field(&self, step: &str, field: &str) -> Option<&FieldValue> {
        self.steps.get(step)?.fields.get(field)
    }
}
