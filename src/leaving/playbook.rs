//! Playbooks: the steps of a plan as data, `clean-break/playbook@1`. A case is pinned to the version it started with.
//!
//! A playbook holds no scripts: conditions are a closed set, order is a list of required steps, texts are keys of the
//! catalogue. [`Playbook::parse`] refuses one in which a farewell could come before the cancellation is proved.

use super::values::WaitsOn;
use crate::advice::Path;
use crate::json::{self, Place, Writer};
use crate::words::Key;
use crate::{json_published, vocabulary};

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

impl json::Read for TextKey {
    fn read(from: &Place<'_>) -> Self {
        let name = from.text();
        Self(Key::parse(name).unwrap_or_else(|| {
            from.refuse(["the catalogue has no text \"", name, "\""].concat());
            Key::NeedTieAny
        }))
    }
}

impl json::Write for TextKey {
    fn write(&self, to: &mut Writer) {
        to.string(self.0.name_in_files().unwrap_or_default());
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

json_published! {
    /// A playbook, checked.
    #[derive(Clone, Debug, PartialEq, Eq)]
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
}

json_published! {
    /// One step: one screen.
    #[derive(Clone, Debug, PartialEq, Eq)]
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
        pub fields: Vec<Field> = default,
        /// What must hold before it is done, beside its required fields.
        pub conditions: Vec<Condition> = default,
        /// Steps that must be done (or skipped, where they may be) before it opens.
        pub requires: Vec<String> = default,
        /// Whether it may be left out, with a reason.
        pub skippable: bool = default,
        /// On whom it can wait.
        pub waits_on: Vec<WaitsOn> = default,
        /// The clock that runs on it.
        pub clock: Option<StepClock> = default,
        /// The letter that it offers.
        pub letter: Option<LetterKind> = default,
    }
}

json_published! {
    /// A field of a step's form.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Field {
        /// Its id, unique in the step. `customer_kind`, `jurisdiction`, `concluded_on`, `concluded_by` and
        /// `contract_kind` are also written into the case when the step is done.
        pub id: String,
        /// Its kind.
        pub kind: FieldKind,
        /// Its label.
        pub label: TextKey,
        /// Whether the step needs it.
        pub required: bool = default,
        /// What can be chosen, for `choice`.
        pub choices: Vec<Choice> = default,
    }
}

json_published! {
    /// One of a field's choices.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Choice {
        /// The word in the journal.
        pub id: String,
        /// Its label.
        pub label: TextKey,
    }
}

json_published! {
    /// What must hold before a step is done.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Condition {
        /// A field of this step is filled (every required field has this condition by itself).
        Filled = "filled" {
            /// The field.
            field: String,
        },
        /// A date is today or later; holds while the field is empty.
        NotPast = "not_past" {
            /// The field.
            field: String,
        },
        /// A date is today or earlier; holds while the field is empty.
        NotFuture = "not_future" {
            /// The field.
            field: String,
        },
        /// Two dates stand in order; holds while one is empty.
        InOrder = "in_order" {
            /// The field of the earlier date.
            first: String,
            /// The field of the later date.
            then: String,
        },
        /// A date does not lie before a date of an earlier step; holds while one of them is empty, and once `unless` says why
        /// it does.
        NotBefore = "not_before" {
            /// The field.
            field: String,
            /// The earlier step.
            step: String,
            /// Its field.
            than: String,
            /// The field of this step that says why, where there can be a reason.
            unless: Option<String>,
        },
        /// A date lies within a period from another date of the step: so many days, then so many months (Dir. 2011/83/EU
        /// Art. 10: twelve months from the end of the first 14 days). Holds while one of them is empty, and once `unless`
        /// says why it is later.
        Within = "within" {
            /// The field.
            field: String,
            /// The field of the date from which the period runs.
            than: String,
            /// Days, counted from the day after.
            days: u16,
            /// Calendar months, from the end of the days.
            months: Option<u16>,
            /// The field of this step that says why, where there can be a reason.
            unless: Option<String>,
        },
        /// What a field asks for once it is filled, and not with no: that one of the others is filled too.
        Needs = "needs" {
            /// The field.
            field: String,
            /// The others.
            one_of: Vec<String>,
        },
        /// A choice has this word.
        Is = "is" {
            /// The field.
            field: String,
            /// The word.
            word: String,
        },
        /// Another step is done; a skip is not enough.
        StepDone = "step_done" {
            /// The step.
            step: String,
        },
        /// It is recorded that the customer wants to leave.
        WishToLeave = "wish_to_leave" {},
        /// The wish is there in writing.
        WishInWriting = "wish_in_writing" {},
        /// Every channel of the stop-contact ledger is ticked.
        ContactStopped = "contact_stopped" {},
        /// The one question whether they stay was asked and counted (every `ask` step has this condition by itself).
        SaveAttemptUsed = "save_attempt_used" {},
    }
}

json_published! {
    /// A clock on a step.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StepClock {
        /// The rule that sets it, by its id in the rule packs.
        pub rule: String,
        /// From which date it runs.
        pub from: ClockFrom,
        /// Whether only an act of its own stops it, since doing the step only starts what is owed. Otherwise doing the step
        /// stops it too; leaving the step out never does.
        pub until_met: bool = default,
        /// The clock that runs as long as this one has no date to start from.
        pub otherwise: Option<Box<StepClock>> = default,
    }
}

json_published! {
    /// From which date a clock runs.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum ClockFrom {
        /// The day on which the wish to leave was recorded.
        Wish = "wish" {},
        /// The day on which the plan started.
        Start = "start" {},
        /// A date in a step's form.
        Field = "field" {
            /// The step.
            step: String,
            /// The field.
            field: String,
        },
        /// The day on which a step was done.
        Done = "done" {
            /// The step.
            step: String,
        },
    }
}
