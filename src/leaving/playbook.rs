//! Playbooks: the steps of a plan as data, `clean-break/playbook@1`. A case is pinned to the version it started with.
//!
//! A playbook holds no scripts: conditions are a closed set, order is a list of required steps, texts are keys of the
//! catalogue. [`Playbook::parse`] refuses one in which a farewell could come before the cancellation is proved.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de};

use super::act::WaitsOn;
use crate::advice::Path;
use crate::json::{self, JsonError};
use crate::vocabulary;
use crate::words::Key;

/// The schema's name, as it stands in every playbook file.
pub const SCHEMA: &str = "clean-break/playbook@1";

/// What a cancellation must show before a farewell opens: fields that the `cancel` step of a playbook requires.
pub const PROOF: [&str; 3] = ["reference", "end_date", "last_charge"];

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

/// A playbook, checked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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
pub struct Choice {
    /// The word in the journal.
    pub id: String,
    /// Its label.
    pub label: TextKey,
}

/// What must hold before a step is done.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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
pub struct StepClock {
    /// The rule that sets it, by its id in the rule packs.
    pub rule: String,
    /// From which date it runs.
    pub from: ClockFrom,
    /// What stops it: the step is done, or, with `met`, an act of its own (the step only starts what is owed).
    #[serde(default)]
    pub until_met: bool,
}

/// From which date a clock runs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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

/// Why a playbook is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaybookError {
    /// Not JSON, not of the shape, an unknown word or a text that the catalogue does not have.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another schema.
    #[error("{0:?} is not {SCHEMA:?}")]
    Schema(String),
    /// No step at all, or a step or field that stands twice.
    #[error("{0:?} stands twice or is empty")]
    Twice(String),
    /// A step names a step that is not there.
    #[error("step {step:?} names the step {unknown:?}, which is not in the playbook")]
    UnknownStep {
        /// The step that names it.
        step: String,
        /// The name.
        unknown: String,
    },
    /// A step names a field that is not there.
    #[error("step {step:?} names the field {unknown:?}, which is not there")]
    UnknownField {
        /// The step that names it.
        step: String,
        /// The name.
        unknown: String,
    },
    /// A step requires itself, perhaps by way of others, so it can never open.
    #[error("step {0:?} can never open: it requires itself, directly or by way of others")]
    Cycle(String),
    /// A step requires one that stands after it on screen.
    #[error("step {step:?} requires {later:?}, which stands after it")]
    OutOfOrder {
        /// The step.
        step: String,
        /// What it requires.
        later: String,
    },
    /// A choice without choices, or choices on another kind of field: the form could never be filled.
    #[error("step {step:?} can never be done: its condition on {field:?} cannot be met")]
    Unreachable {
        /// The step.
        step: String,
        /// The field.
        field: String,
    },
    /// A farewell could come before the cancellation is proved.
    #[error(
        "step {0:?} says goodbye without requiring a cancellation that cannot be skipped and asks for reference, end \
         date and last charge"
    )]
    FarewellUnproved(String),
}

impl Playbook {
    /// Reads and checks a playbook file.
    ///
    /// # Errors
    /// See [`PlaybookError`].
    pub fn parse(text: &str) -> Result<Self, PlaybookError> {
        let playbook: Self = json::parse(text)?;
        playbook.check()?;
        Ok(playbook)
    }

    /// The step of that id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    fn check(&self) -> Result<(), PlaybookError> {
        if self.schema != SCHEMA {
            return Err(PlaybookError::Schema(self.schema.clone()));
        }
        if self.steps.is_empty() {
            return Err(PlaybookError::Twice("steps".to_owned()));
        }
        let mut places = BTreeMap::new();
        for (place, step) in self.steps.iter().enumerate() {
            if step.id.is_empty() || places.insert(step.id.as_str(), place).is_some() {
                return Err(PlaybookError::Twice(step.id.clone()));
            }
        }
        for (place, step) in self.steps.iter().enumerate() {
            self.check_names(step)?;
            step.check_form()?;
            if self.reaches(step, &step.id, self.steps.len()) {
                return Err(PlaybookError::Cycle(step.id.clone()));
            }
            if let Some(later) = step.requires.iter().find(|id| places.get(id.as_str()).is_some_and(|at| *at > place)) {
                return Err(PlaybookError::OutOfOrder { step: step.id.clone(), later: later.clone() });
            }
            if step.kind == StepKind::Farewell && !self.is_proved(step) {
                return Err(PlaybookError::FarewellUnproved(step.id.clone()));
            }
        }
        Ok(())
    }

    fn check_names(&self, step: &Step) -> Result<(), PlaybookError> {
        let known = |id: &str| match self.step(id) {
            Some(step) => Ok(step),
            None => Err(PlaybookError::UnknownStep { step: step.id.clone(), unknown: id.to_owned() }),
        };
        for id in &step.requires {
            known(id)?;
        }
        for condition in &step.conditions {
            if let Condition::StepDone { step: id } = condition {
                known(id)?;
            }
            for field in condition.fields() {
                step.field_or_error(field, step)?;
            }
        }
        match step.clock.as_ref().map(|clock| &clock.from) {
            Some(ClockFrom::Field { step: id, field }) => known(id)?.field_or_error(field, step).map(|_| ()),
            Some(ClockFrom::Done { step: id }) => known(id).map(|_| ()),
            _ => Ok(()),
        }
    }

    /// Whether `from` requires `id`, directly or by way of others, in at most `depth` hops.
    fn reaches(&self, from: &Step, id: &str, depth: usize) -> bool {
        depth > 0
            && from.requires.iter().any(|required| {
                required == id || self.step(required).is_some_and(|step| self.reaches(step, id, depth - 1))
            })
    }

    fn is_proved(&self, farewell: &Step) -> bool {
        self.steps.iter().any(|step| {
            step.kind == StepKind::Cancel
                && !step.skippable
                && PROOF.iter().all(|id| step.field(id).is_some_and(|field| field.required))
                && self.reaches(farewell, &step.id, self.steps.len())
        })
    }
}

impl Step {
    /// The field of that id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    fn field_or_error(&self, id: &str, named_by: &Self) -> Result<&Field, PlaybookError> {
        self.field(id).ok_or_else(|| PlaybookError::UnknownField { step: named_by.id.clone(), unknown: id.to_owned() })
    }

    fn check_form(&self) -> Result<(), PlaybookError> {
        let unreachable = |field: &str| PlaybookError::Unreachable { step: self.id.clone(), field: field.to_owned() };
        for (place, field) in self.fields.iter().enumerate() {
            if field.id.is_empty() || self.fields.iter().take(place).any(|other| other.id == field.id) {
                return Err(PlaybookError::Twice(field.id.clone()));
            }
            if (field.kind == FieldKind::Choice) == field.choices.is_empty() {
                return Err(unreachable(&field.id));
            }
        }
        for condition in &self.conditions {
            let fits = |id: &str, kind| self.field(id).is_some_and(|field| field.kind == kind);
            match condition {
                Condition::NotPast { field } | Condition::NotFuture { field } if !fits(field, FieldKind::Date) => {
                    return Err(unreachable(field));
                }
                Condition::InOrder { first, then } if !fits(first, FieldKind::Date) || !fits(then, FieldKind::Date) => {
                    return Err(unreachable(first));
                }
                Condition::Is { field, word }
                    if !self
                        .field(field)
                        .is_some_and(|field| field.choices.iter().any(|choice| choice.id == *word)) =>
                {
                    return Err(unreachable(field));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl Condition {
    /// The fields that it looks at.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Filled { field } | Self::NotPast { field } | Self::NotFuture { field } | Self::Is { field, .. } => {
                vec![field]
            }
            Self::InOrder { first, then } => vec![first, then],
            Self::StepDone { .. }
            | Self::WishToLeave {}
            | Self::WishInWriting {}
            | Self::ContactStopped {}
            | Self::SaveAttemptUsed {} => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../www/playbooks/consumer_subscription_eu.json");

    fn broken(change: impl FnOnce(&mut Playbook)) -> PlaybookError {
        let mut playbook = Playbook::parse(TEXT).unwrap();
        change(&mut playbook);
        playbook.check().unwrap_err()
    }

    #[test]
    fn the_shipped_playbooks_hold() {
        let others =
            [include_str!("../../www/playbooks/repair.json"), include_str!("../../www/playbooks/second_chance.json")];
        for text in others {
            let playbook = Playbook::parse(text).unwrap();
            assert!((4..=6).contains(&playbook.steps.len()));
            assert_eq!(playbook.steps.iter().filter(|step| step.kind == StepKind::Ask).count(), 1);
        }
        let clean = Playbook::parse(TEXT).unwrap();
        assert!(clean.steps.iter().all(|step| step.kind != StepKind::Ask), "a clean break does not plead");
    }

    #[test]
    fn faults_of_structure_are_named() {
        assert_eq!(
            broken(|playbook| playbook.steps[3].requires.push("nowhere".to_owned())),
            PlaybookError::UnknownStep { step: "settle_money".to_owned(), unknown: "nowhere".to_owned() }
        );
        assert_eq!(
            broken(|playbook| playbook.steps[0].requires.push("cancel_in_billing".to_owned())),
            PlaybookError::Cycle("confirm_wish".to_owned())
        );
        assert_eq!(
            broken(|playbook| playbook.steps.swap(0, 1)),
            PlaybookError::OutOfOrder { step: "say_it_once".to_owned(), later: "confirm_wish".to_owned() }
        );
        assert_eq!(
            broken(|playbook| playbook.steps[1].id = "data".to_owned()),
            PlaybookError::Twice("data".to_owned())
        );
        let condition = Condition::Is { field: "concluded_by".to_owned(), word: "pigeon".to_owned() };
        assert_eq!(
            broken(|playbook| playbook.steps[0].conditions.push(condition)),
            PlaybookError::Unreachable { step: "confirm_wish".to_owned(), field: "concluded_by".to_owned() }
        );
        let condition = Condition::NotPast { field: "no_such".to_owned() };
        assert_eq!(
            broken(|playbook| playbook.steps[0].conditions.push(condition)),
            PlaybookError::UnknownField { step: "confirm_wish".to_owned(), unknown: "no_such".to_owned() }
        );
    }

    #[test]
    fn a_farewell_without_proof_is_refused() {
        let unproved = PlaybookError::FarewellUnproved("farewell".to_owned());
        assert_eq!(broken(|playbook| playbook.steps[2].skippable = true), unproved);
        for proof in 0..PROOF.len() {
            assert_eq!(broken(|playbook| playbook.steps[2].fields[proof].required = false), unproved);
        }
        let loosened = broken(|playbook| {
            for step in &mut playbook.steps {
                step.requires.retain(|id| id != "cancel_in_billing" && id != "settle_money");
            }
        });
        assert_eq!(loosened, unproved);
    }

    #[test]
    fn a_text_that_the_catalogue_lacks_is_named() {
        let error = Playbook::parse(&TEXT.replace("step.cancel.title", "step.cancel.titel")).unwrap_err();
        let PlaybookError::Json(error) = error else { panic!("{error}") };
        assert_eq!(error.path, "steps[2].title");
        assert!(error.rule.contains("step.cancel.titel"));
        let unknown_word = Playbook::parse(&TEXT.replace(r#""kind": "cancel""#, r#""kind": "obstruct""#));
        assert!(matches!(unknown_word, Err(PlaybookError::Json(_))));
    }
}
