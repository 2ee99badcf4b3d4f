//! The check of a playbook: its steps can be reached, its forms can be filled, and no farewell comes before the proof.

use super::book_text::BookText;
use super::condition::Condition;
use super::playbook::{ClockFrom, Field, FieldKind, PROOF, Playbook, SCHEMA, Serves, Step, StepClock, StepKind};
use crate::json::{self, JsonError};

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
    /// A choice without choices, choices on another kind of field, a word that cannot be chosen: the form could never be
    /// filled.
    #[error("step {step:?} can never be done: its condition on {field:?} cannot be met")]
    Unreachable {
        /// The step.
        step: String,
        /// The field.
        field: String,
    },
    /// A step in a file says with which circumstance it comes in; branches alone do.
    #[error("step {0:?} names a circumstance: only branches bring steps in")]
    When(String),
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
        match playbook.steps.iter().find(|step| step.when.is_some()) {
            Some(step) => Err(PlaybookError::When(step.id.clone())),
            None => playbook.check().map(|()| playbook),
        }
    }

    /// A playbook of these steps, for any path: what a part is checked as.
    #[must_use]
    pub(super) fn of(id: &str, title: BookText, steps: Vec<Step>) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            id: id.to_owned(),
            version: 1,
            title,
            paths: Vec::new(),
            serves: Serves::default(),
            changes: None,
            steps,
        }
    }

    /// The step of that id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// Whether it has a step of that kind.
    #[must_use]
    pub fn has(&self, kind: StepKind) -> bool {
        self.steps.iter().any(|step| step.kind == kind)
    }

    pub(super) fn check(&self) -> Result<(), PlaybookError> {
        self.faults().into_iter().next().map_or(Ok(()), Err)
    }

    /// Everything for which the playbook is refused, in the order of its steps.
    pub(super) fn faults(&self) -> Vec<PlaybookError> {
        let mut faults = Vec::new();
        if self.schema != SCHEMA {
            faults.push(PlaybookError::Schema(self.schema.clone()));
        }
        if self.steps.is_empty() {
            faults.push(PlaybookError::Twice("steps".to_owned()));
        }
        for (place, step) in self.steps.iter().enumerate() {
            if step.id.is_empty() || self.steps.iter().take(place).any(|other| other.id == step.id) {
                faults.push(PlaybookError::Twice(step.id.clone()));
            }
        }
        for (place, step) in self.steps.iter().enumerate() {
            self.check_names(step, &mut faults);
            step.check_form(&mut faults);
            if self.rests_on(step).contains(&step.id.as_str()) {
                faults.push(PlaybookError::Cycle(step.id.clone()));
            }
            let later = |id: &&String| self.steps.iter().skip(place + 1).any(|other| other.id == **id);
            if let Some(later) = step.requires.iter().find(later) {
                faults.push(PlaybookError::OutOfOrder { step: step.id.clone(), later: later.clone() });
            }
            if step.kind == StepKind::Farewell && !self.is_proved(step) {
                faults.push(PlaybookError::FarewellUnproved(step.id.clone()));
            }
        }
        faults
    }

    fn check_names(&self, step: &Step, faults: &mut Vec<PlaybookError>) {
        let known = |id: &str, faults: &mut Vec<PlaybookError>| {
            let known = self.step(id);
            if known.is_none() {
                faults.push(PlaybookError::UnknownStep { step: step.id.clone(), unknown: id.to_owned() });
            }
            known
        };
        let has = |of: &Step, id: &str, faults: &mut Vec<PlaybookError>| {
            let field = of.field(id);
            if field.is_none() {
                faults.push(PlaybookError::UnknownField { step: step.id.clone(), unknown: id.to_owned() });
            }
            field.map(|field| field.kind)
        };
        for id in &step.requires {
            known(id, faults);
        }
        for condition in &step.conditions {
            if let Condition::StepDone { step: id } = condition {
                known(id, faults);
            }
            for field in condition.fields() {
                has(step, field, faults);
            }
            if let Condition::NotBefore { step: id, than, .. }
            | Condition::NotAfter { step: id, than, .. }
            | Condition::NoCharge { step: id, after: than, .. } = condition
                && let Some(earlier) = known(id, faults)
            {
                if has(earlier, than, faults).is_some_and(|kind| kind != FieldKind::Date) {
                    faults.push(PlaybookError::Unreachable { step: step.id.clone(), field: than.clone() });
                }
                self.stands_before(id, step, faults);
            }
        }
        for only in step.fields.iter().filter_map(|field| field.only.as_ref()) {
            if let Some(earlier) = known(&only.step, faults) {
                has(earlier, &only.after, faults);
                // A word that cannot be chosen is never the one.
                let chosen = earlier.field(&only.after).zip(only.is.as_ref());
                if chosen.is_some_and(|(field, word)| !field.takes(word)) {
                    faults.push(PlaybookError::Unreachable { step: step.id.clone(), field: only.after.clone() });
                }
                if let Some(unless) = &only.unless {
                    has(earlier, unless, faults);
                }
                self.stands_before(&only.step, step, faults);
            }
        }
        for (place, clock) in step.clock.0.iter().enumerate() {
            // A mark that a clock was met says which one by its rule.
            let mut earlier = step.clock.0.iter().take(place).flat_map(StepClock::chain);
            if earlier.any(|other| clock.chain().any(|spec| spec.rule == other.rule)) {
                faults.push(PlaybookError::Twice(clock.rule.clone()));
            }
        }
        for spec in step.clock.all() {
            match &spec.from {
                ClockFrom::Field { step: id, field } => {
                    if let Some(other) = known(id, faults) {
                        has(other, field, faults);
                    }
                }
                ClockFrom::Done { step: id } => {
                    known(id, faults);
                }
                ClockFrom::Wish {} | ClockFrom::Start {} => {}
            }
            for met in &spec.met_by {
                has(step, &met.asked, faults);
                has(step, &met.done, faults);
            }
            for when in &spec.when {
                if let Some(other) = known(&when.step, faults) {
                    has(other, &when.field, faults);
                }
            }
        }
    }

    fn stands_before(&self, id: &str, step: &Step, faults: &mut Vec<PlaybookError>) {
        let mut before = self.steps.iter().take_while(|before| before.id != step.id);
        if !before.any(|before| before.id == id) {
            faults.push(PlaybookError::OutOfOrder { step: step.id.clone(), later: id.to_owned() });
        }
    }

    /// The steps that a step requires, directly or by way of others; itself among them where it can never open.
    pub(super) fn rests_on<'a>(&'a self, step: &'a Step) -> Vec<&'a str> {
        let mut found: Vec<&str> = Vec::new();
        let mut left: Vec<&str> = step.requires.iter().map(String::as_str).collect();
        while let Some(id) = left.pop() {
            if !found.contains(&id) {
                found.push(id);
                left.extend(self.step(id).into_iter().flat_map(|step| step.requires.iter().map(String::as_str)));
            }
        }
        found
    }

    fn is_proved(&self, farewell: &Step) -> bool {
        let rests_on = self.rests_on(farewell);
        self.steps.iter().any(|step| {
            step.kind == StepKind::Cancel
                && !step.skippable
                && PROOF.iter().all(|id| step.field(id).is_some_and(|field| field.required))
                && rests_on.contains(&step.id.as_str())
        })
    }
}

impl Field {
    /// Whether a word can be chosen in it: one of its choices, or a country.
    fn takes(&self, word: &str) -> bool {
        self.kind == FieldKind::Country || self.choices.iter().any(|choice| choice.id == word)
    }
}

impl Step {
    /// The field of that id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    fn check_form(&self, faults: &mut Vec<PlaybookError>) {
        let unreachable = |field: &str| PlaybookError::Unreachable { step: self.id.clone(), field: field.to_owned() };
        for (place, field) in self.fields.iter().enumerate() {
            if field.id.is_empty() || self.fields.iter().take(place).any(|other| other.id == field.id) {
                faults.push(PlaybookError::Twice(field.id.clone()));
            }
            if (field.kind == FieldKind::Choice) == field.choices.is_empty() {
                faults.push(unreachable(&field.id));
            }
        }
        // A field that is not there is named as such already.
        let unlike = |id: &str, kind| self.field(id).is_some_and(|field| field.kind != kind);
        for condition in &self.conditions {
            let misfit = match condition {
                Condition::NotPast { field }
                | Condition::NotFuture { field }
                | Condition::NotBefore { field, .. }
                | Condition::NotAfter { field, .. } => unlike(field, FieldKind::Date).then_some(field),
                Condition::NoCharge { field, .. } | Condition::ZeroFrom { field, .. } => {
                    unlike(field, FieldKind::Money).then_some(field)
                }
                Condition::Needs { field, one_of } => one_of.is_empty().then_some(field),
                Condition::Within { field: first, than: then, .. }
                | Condition::InOrder { first, then }
                | Condition::Apart { first, then, .. } => {
                    (unlike(first, FieldKind::Date) || unlike(then, FieldKind::Date)).then_some(first)
                }
                Condition::Differ { field, from } => {
                    (unlike(field, FieldKind::Choice) || unlike(from, FieldKind::Choice)).then_some(field)
                }
                Condition::Is { field, word } => self
                    .field(field)
                    .is_some_and(|found| found.kind != FieldKind::Choice || !found.takes(word))
                    .then_some(field),
                _ => None,
            };
            faults.extend(misfit.map(|field| unreachable(field)));
        }
    }
}
