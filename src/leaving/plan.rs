//! The plan as a screen shows it: derived from the record, the playbook, the rule packs and today. Never stored.

use time::Date;

use super::FreeText;
use super::branches::Circumstance;
use super::clock::ClockState;
use super::conditions::ConditionView;
use super::playbook::{FieldKind, LetterKind, StepKind};
use super::record::{Closing, Ticked};
use super::rules::{Actor, Clock, Confidence, Flag};
use super::values::{ContactChannel, FieldValue, WaitsOn};
use crate::advice::Path;
use crate::words::Text;

/// A plan on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanView {
    /// The playbook's name.
    pub title: Text,
    /// The version to which the case is pinned.
    pub version: u32,
    /// The path.
    pub path: Path,
    /// Its steps: as many as were shown at the start, and those of the circumstances that staff recorded.
    pub steps: Vec<StepView>,
    /// The place in `steps` of the step to show; `None` when all are settled or the plan is closed.
    pub current: Option<usize>,
    /// The case is escalated: nothing goes on until somebody decides.
    pub escalated: bool,
    /// Save attempts left: 0 or 1.
    pub saves_left: u32,
    /// Ids of the steps still open: what "close now" would leave behind.
    pub open: Vec<String>,
    /// Every clock that runs or ran, by due date.
    pub clocks: Vec<ClockView>,
    /// The stop-contact ledger, channel by channel.
    pub contact: Vec<ChannelView>,
    /// How the plan was closed.
    pub closed: Option<Closing>,
    /// Messages that staff sent after the farewell, the farewell itself not counted; the target is 0.
    pub contacts_after_goodbye: usize,
}

/// A step on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct StepView {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub kind: StepKind,
    /// Its title.
    pub title: Text,
    /// What to do.
    pub guidance: Text,
    /// The circumstance with which it came into the plan.
    pub when: Option<Circumstance>,
    /// Where it stands.
    pub state: StepState,
    /// Its form, filled with what is known.
    pub fields: Vec<FieldView>,
    /// Its conditions, as they stand with the form as last saved. For a form that is being typed: [`conditions`](super::conditions()).
    pub conditions: Vec<ConditionView>,
    /// The clocks on it, by due date.
    pub clocks: Vec<ClockView>,
    /// Whether it may be left out.
    pub skippable: bool,
    /// On whom it can wait.
    pub waits_on: Vec<(WaitsOn, Text)>,
    /// The letter that it offers.
    pub letter: Option<LetterKind>,
    /// The letter as it was sent.
    pub sent: Option<FreeText>,
}

/// Where a step stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepState {
    /// To be done, and the one to show.
    Current,
    /// To be done.
    Open,
    /// Others come first.
    Locked {
        /// Places in `steps` of those that do.
        by: Vec<usize>,
    },
    /// Waiting on somebody.
    Waiting {
        /// On whom.
        on: WaitsOn,
        /// Since.
        since: Date,
        /// A remark.
        note: Option<FreeText>,
    },
    /// Done.
    Done {
        /// When.
        on: Date,
        /// By whom.
        by: String,
    },
    /// Left out.
    Skipped {
        /// When.
        on: Date,
        /// Why.
        reason: FreeText,
    },
}

/// A field on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldView {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: FieldKind,
    /// Its label.
    pub label: Text,
    /// Whether the step needs it.
    pub required: bool,
    /// What was saved, typed on an earlier path, or is known of the case.
    pub value: Option<FieldValue>,
    /// What can be chosen: word and label.
    pub choices: Vec<(String, Text)>,
}

/// A clock on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ClockView {
    /// The step that it belongs to.
    pub step: String,
    /// The rule's id.
    pub rule: String,
    /// What the rule says.
    pub title: Text,
    /// Where it stands.
    pub article: Text,
    /// Who must act.
    pub who: Actor,
    /// What was read, in words.
    pub source: Text,
    /// How sure we are.
    pub confidence: Confidence,
    /// When the rule was last checked.
    pub checked_on: Date,
    /// How long there is.
    pub clock: Clock,
    /// Whether it is a time that lasts until that day, and no term to act by.
    pub lasts: bool,
    /// The day on which it runs out.
    pub due: Date,
    /// How it stands today.
    pub state: ClockState,
    /// Whether it was marked as met, which can be taken back.
    pub marked: bool,
    /// The doubts about the rule.
    pub flags: Vec<Flag>,
    /// A doubt that those do not tell, in words.
    pub note: Option<Text>,
}

/// A channel of the stop-contact ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelView {
    /// Which.
    pub channel: ContactChannel,
    /// Its name.
    pub title: Text,
    /// When, by whom and with what evidence it was stopped.
    pub stopped: Option<Ticked>,
}
