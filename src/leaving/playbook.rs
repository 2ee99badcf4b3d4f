//! Playbooks: the steps of a plan as data, `clean-break/playbook@1`. A case is pinned to the version it started with.
//!
//! A playbook holds no scripts: conditions are a closed set, order is a list of required steps, texts are keys of the
//! catalogue. [`Playbook::parse`] refuses one in which a farewell could come before the cancellation is proved.

use serde::{Deserialize, Deserializer, de};

use super::values::WaitsOn;
use crate::advice::Path;
use crate::vocabulary;
use crate::words::Key;

/// The schema's name, as it stands in every playbook file.
pub const SCHEMA: &str = "clean-break/playbook@1";

/// What a cancellation must show before a farewell opens: fields that the `cancel` step of a playbook requires.
pub const PROOF: [&str; 3] = ["reference", "end_date", "last_charge"];

/// The field of what came of asking or looking again: an answer of its day, like the proof.
pub const OUTCOME: &str = "outcome";

/// The field that says why the contract ends before the notice: it excuses one end date and no other.
pub const EARLIER: &str = "earlier_because";

/// Steps in which it shows whether we still owe the customer something; with one of them left out that is not known.
pub const SETTLES: [&str; 2] = ["settle_money", "data"];

vocabulary! {
    /// What a step is for; screens are chosen by it.
    StepKind {
        /// Ask and record what the customer wants and which law holds.
        ConfirmWish = "confirm_wish",
        /// Say once that we regret it, and nothing more.
        SayOnce = "say_once",
        /// End it in billing, with proof.
        Cancel = "cancel",
        /// Money both ways.
        Money = "money",
        /// Copy, erasure, what the law makes us keep.
        Data = "data",
        /// Name other providers.
        Alternatives = "alternatives",
        /// The one page that the customer takes along.
        Sheet = "sheet",
        /// Goodbye.
        Farewell = "farewell",
        /// Stop each channel.
        StopContact = "stop_contact",
        /// Close the plan.
        Close = "close",
        /// Gather the facts of what went wrong, and who owns it.
        Facts = "facts",
        /// Put it right.
        MakeGood = "make_good",
        /// Write to the customer.
        Write = "write",
        /// Ask once whether they stay; counts as a save attempt.
        Ask = "ask",
        /// Look again after some days.
        FollowUp = "follow_up",
    }
}

vocabulary! {
    /// Kinds of fields.
    FieldKind {
        /// Free text, one line.
        Text = "text",
        /// A civil date.
        Date = "date",
        /// An amount with its currency.
        Money = "money",
        /// One of `choices`.
        Choice = "choice",
        /// A country, ISO 3166, with a subdivision where law needs one.
        Country = "country",
        /// Yes or no.
        YesNo = "yes_no",
    }
}

vocabulary! {
    /// Letters that a step offers; [`letters`](super::letters) writes them.
    LetterKind {
        /// Say once that we regret it.
        SayOnce = "say_once",
        /// We have your notice.
        Acknowledge = "acknowledge",
        /// The contract ends on ..., nothing more will be charged.
        ConfirmEnd = "confirm_end",
        /// Goodbye.
        Farewell = "farewell",
        /// What went wrong and what we did.
        Repair = "repair",
        /// Apology, compensation and facts.
        SecondChance = "second_chance",
    }
}

/// The key of a message without arguments, checked when the file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextKey(pub Key);

impl<'de> Deserialize<'de> for TextKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Key::parse(&name).map(Self).ok_or_else(|| de::Error::custom(format!("the catalogue has no text {name:?}")))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for TextKey {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TextKey".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The key of a message without arguments, as in `step.cancel.title`.",
            "type": "string",
            "pattern": "^[a-z0-9_]+(\\.[a-z0-9_]+)+$"
        })
    }
}

/// A playbook, checked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Playbook {
    /// Always `clean-break/playbook@1`.
    pub schema: String,
    /// Its id.
    pub id: String,
    /// Its version, from 1; any change of steps, fields or conditions makes a new one.
    pub version: u32,
    /// Its name on screen.
    pub title: TextKey,
    /// The paths that it serves.
    pub paths: Vec<Path>,
    /// Its steps, in the order of the screen.
    pub steps: Vec<Step>,
}

/// One step: one screen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Step {
    /// Its id, unique in the playbook.
    pub id: String,
    /// What it is for.
    pub kind: StepKind,
    /// Its title.
    pub title: TextKey,
    /// What to do, in two or three sentences.
    pub guidance: TextKey,
    /// Its form.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// What must hold before it is done, beside its required fields.
    #[serde(default)]
    pub conditions: Vec<Condition>,
    /// Steps that must be done (or skipped, where they may be) before it opens.
    #[serde(default)]
    pub requires: Vec<String>,
    /// Whether it may be left out, with a reason.
    #[serde(default)]
    pub skippable: bool,
    /// On whom it can wait.
    #[serde(default)]
    pub waits_on: Vec<WaitsOn>,
    /// The clock that runs on it.
    #[serde(default)]
    pub clock: Option<StepClock>,
    /// The letter that it offers.
    #[serde(default)]
    pub letter: Option<LetterKind>,
}

/// A field of a step's form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Field {
    /// Its id, unique in the step. `customer_kind`, `jurisdiction`, `concluded_on`, `concluded_by` and
    /// `contract_kind` are also written into the case when the step is done.
    pub id: String,
    /// Its kind.
    pub kind: FieldKind,
    /// Its label.
    pub label: TextKey,
    /// Whether the step needs it.
    #[serde(default)]
    pub required: bool,
    /// What can be chosen, for `choice`.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// One of a field's choices.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Choice {
    /// The word in the journal.
    pub id: String,
    /// Its label.
    pub label: TextKey,
}

/// What must hold before a step is done.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// A field of this step is filled (every required field has this condition by itself).
    Filled {
        /// The field.
        field: String,
    },
    /// A date is today or later; holds while the field is empty.
    NotPast {
        /// The field.
        field: String,
    },
    /// A date is today or earlier; holds while the field is empty.
    NotFuture {
        /// The field.
        field: String,
    },
    /// Two dates stand in order; holds while one is empty.
    InOrder {
        /// The field of the earlier date.
        first: String,
        /// The field of the later date.
        then: String,
    },
    /// A date does not lie before a date of an earlier step; holds while one of them is empty, and once `unless` says why
    /// it does.
    NotBefore {
        /// The field.
        field: String,
        /// The earlier step.
        step: String,
        /// Its field.
        than: String,
        /// The field of this step that says why, where there can be a reason.
        #[serde(default)]
        unless: Option<String>,
    },
    /// What a field asks for once it is filled, and not with no: that one of the others is filled too.
    Needs {
        /// The field.
        field: String,
        /// The others.
        one_of: Vec<String>,
    },
    /// A choice has this word.
    Is {
        /// The field.
        field: String,
        /// The word.
        word: String,
    },
    /// Another step is done; a skip is not enough.
    StepDone {
        /// The step.
        step: String,
    },
    /// It is recorded that the customer wants to leave.
    WishToLeave {},
    /// The wish is there in writing.
    WishInWriting {},
    /// Every channel of the stop-contact ledger is ticked.
    ContactStopped {},
    /// The one question whether they stay was asked and counted (every `ask` step has this condition by itself).
    SaveAttemptUsed {},
}

/// A clock on a step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct StepClock {
    /// The rule that sets it, by its id in the rule packs.
    pub rule: String,
    /// From which date it runs.
    pub from: ClockFrom,
    /// Whether only an act of its own stops it, since doing the step only starts what is owed. Otherwise doing the step
    /// stops it too; leaving the step out never does.
    #[serde(default)]
    pub until_met: bool,
    /// The clock that runs as long as this one has no date to start from.
    #[serde(default)]
    pub otherwise: Option<Box<StepClock>>,
}

/// From which date a clock runs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClockFrom {
    /// The day on which the wish to leave was recorded.
    Wish {},
    /// The day on which the plan started.
    Start {},
    /// A date in a step's form.
    Field {
        /// The step.
        step: String,
        /// The field.
        field: String,
    },
    /// The day on which a step was done.
    Done {
        /// The step.
        step: String,
    },
}
