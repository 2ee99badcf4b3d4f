//! Playbooks: the steps of a plan as data, `clean-break/playbook@1`. A case is pinned to the version it started with.
//!
//! A playbook holds no scripts: conditions are a closed set, order is a list of required steps, texts are keys of the
//! catalogue. [`Playbook::parse`] refuses one in which a farewell could come before the cancellation is proved.

use super::book_text::BookText;
use super::branches::Circumstance;
use super::condition::Condition;
use super::values::WaitsOn;
use crate::advice::Path;
use crate::case::{ContractKind, CustomerKind};
use crate::json::{self, Place, Rule, Value, Writer};
use crate::words::Key;
use crate::{json_published, vocabulary};

/// The schema's name, as it stands in every playbook file.
pub const SCHEMA: &str = "clean-break/playbook@1";

/// What a cancellation must show before a farewell opens: fields that the `cancel` step of a playbook requires.
pub const PROOF: [&str; 3] = ["reference", "end_date", "last_charge"];

/// The field of what came of asking or looking again: an answer of its day, like the proof.
pub const OUTCOME: &str = "outcome";

/// The outcome of being asked whether they stay that says no.
pub const LEAVES: &str = "leaves";

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
        /// Things go back: goods, equipment.
        Return = "return",
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
        /// A number with its decimals, zero or more: a rate in percent, a number of months.
        Decimal = "decimal",
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
        /// The last answer where everybody can read it.
        PublicAnswer = "public_answer",
        /// What was agreed and paid, and that it is closed.
        Settled = "settled",
    }
}

/// The key of a message without arguments, checked when the file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextKey(pub Key);

impl json::Read for TextKey {
    fn read(from: &Place<'_>) -> Self {
        let name = from.text();
        Self(Key::parse(name).unwrap_or_else(|| {
            from.refuse(Rule::NoText(name.to_owned()));
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
        pub title: BookText,
        /// The paths that it serves.
        pub paths: Vec<Path>,
        /// Whom it is made for; anybody where this is left out.
        pub serves: Serves = omitted,
        /// What this version does better than the one before, for plans that still follow that one.
        pub changes: Option<BookText> = default,
        /// Its steps, in the order of the screen.
        pub steps: Vec<Step>,
    }
}

json_published! {
    /// Whom a playbook is made for. An empty list is anybody; see [`Playbook::fit`].
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Serves {
        /// Kinds of contract.
        pub contract_kinds: Vec<ContractKind> = omitted,
        /// Consumers or businesses.
        pub customer_kinds: Vec<CustomerKind> = omitted,
        /// Countries, ISO 3166, with a subdivision where law needs one; `EU` is every country of the Union.
        pub jurisdictions: Vec<String> = omitted,
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
        pub title: BookText,
        /// What to do, in two or three sentences.
        pub guidance: BookText,
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
        /// The clocks that run on it: none, one, or a list.
        pub clock: Clocks = default,
        /// The letter that it offers.
        pub letter: Option<LetterKind> = default,
        /// The circumstance with which it came into the plan. Never in a file: [`Branches`](super::Branches) put it there.
        pub when: Option<Circumstance> = omitted,
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
        pub label: BookText,
        /// Whether the step needs it.
        pub required: bool = default,
        /// What can be chosen, for `choice`.
        pub choices: Vec<Choice> = default,
        /// When it is asked for; always where this is left out.
        pub only: Option<Only> = default,
    }
}

json_published! {
    /// A field is asked for only once another one is filled, in a step that stands before.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Only {
        /// The earlier step.
        pub step: String,
        /// Its field that must be filled.
        pub after: String,
        /// Its field that answers the question already when it is filled, where there is one.
        pub unless: Option<String> = default,
        /// The word that must have been chosen in it (`US-CA`, say), where not every one will do.
        pub is: Option<String> = omitted,
    }
}

json_published! {
    /// One of a field's choices.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Choice {
        /// The word in the journal.
        pub id: String,
        /// Its label.
        pub label: BookText,
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
        /// What stops it beside that act: once all that was asked for has its date, it is met on the last of them.
        pub met_by: Vec<MetBy> = default,
        /// What must be said for it to run, all of it; it runs in any case where this is left out.
        pub when: Vec<ClockWhen> = omitted,
        /// The clock that runs as long as this one has no date to start from or is not to run, and where its rule does not
        /// hold.
        pub otherwise: Option<Box<StepClock>> = default,
    }
}

json_published! {
    /// What must be said for a clock to run: a field is filled, and not with no.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ClockWhen {
        /// The step.
        pub step: String,
        /// Its field.
        pub field: String,
        /// Whether only a business has to say it. What a consumer asks for is about a person anyway.
        pub business: bool = omitted,
    }
}

impl StepClock {
    /// The clock, and in their order those that run in its place.
    pub fn chain(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |clock| clock.otherwise.as_deref())
    }
}

/// The clocks of a step. A file has one or a list of them; one alone is written as it always was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clocks(pub Vec<StepClock>);

impl Clocks {
    /// Every clock, with those that run in its place.
    pub fn all(&self) -> impl Iterator<Item = &StepClock> {
        self.0.iter().flat_map(StepClock::chain)
    }
}

impl json::Read for Clocks {
    fn read(from: &Place<'_>) -> Self {
        match from.value() {
            None | Some(Value::Null) => Self::default(),
            Some(Value::List(_)) => Self(Vec::read(from)),
            Some(_) => Self(vec![StepClock::read(from)]),
        }
    }
}

impl json::Write for Clocks {
    fn write(&self, to: &mut Writer) {
        match self.0.as_slice() {
            [] => None::<StepClock>.write(to),
            [one] => one.write(to),
            several => to.list(several),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Clocks {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Clocks".into()
    }

    fn json_schema(made: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = made.subschema_for::<StepClock>();
        let several = made.subschema_for::<Vec<StepClock>>();
        schemars::json_schema!({
            "description": "One clock or a list of them.",
            "anyOf": [one, several, { "type": "null" }]
        })
    }
}

json_published! {
    /// What a clock waits for, in the form of its own step.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MetBy {
        /// The field of yes or no that says whether it was asked for.
        pub asked: String,
        /// The field of the date on which it was done.
        pub done: String,
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
