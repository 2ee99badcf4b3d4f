//! The check of a playbook: its steps can be reached, its forms can be filled, and no farewell comes before the proof.

use super::condition::Condition;
use super::playbook::{ClockFrom, Field, FieldKind, PROOF, Playbook, SCHEMA, Step, StepKind};
use crate::json::{self, JsonError};
use crate::map::Map;

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

    pub(super) fn check(&self) -> Result<(), PlaybookError> {
        if self.schema != SCHEMA {
            return Err(PlaybookError::Schema(self.schema.clone()));
        }
        if self.steps.is_empty() {
            return Err(PlaybookError::Twice("steps".to_owned()));
        }
        let mut places = Map::new();
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
            if let Condition::NotBefore { step: id, than, .. } | Condition::NoCharge { step: id, after: than, .. } =
                condition
            {
                if known(id)?.field_or_error(than, step)?.kind != FieldKind::Date {
                    return Err(PlaybookError::Unreachable { step: step.id.clone(), field: than.clone() });
                }
                self.stands_before(id, step)?;
            }
        }
        for only in step.fields.iter().filter_map(|field| field.only.as_ref()) {
            let earlier = known(&only.step)?;
            earlier.field_or_error(&only.after, step)?;
            if let Some(unless) = &only.unless {
                earlier.field_or_error(unless, step)?;
            }
            self.stands_before(&only.step, step)?;
        }
        let mut clock = step.clock.as_ref();
        while let Some(spec) = clock {
            match &spec.from {
                ClockFrom::Field { step: id, field } => {
                    known(id)?.field_or_error(field, step)?;
                }
                ClockFrom::Done { step: id } => {
                    known(id)?;
                }
                ClockFrom::Wish {} | ClockFrom::Start {} => {}
            }
            for met in &spec.met_by {
                step.field_or_error(&met.asked, step)?;
                step.field_or_error(&met.done, step)?;
            }
            clock = spec.otherwise.as_deref();
        }
        Ok(())
    }

    fn stands_before(&self, id: &str, step: &Step) -> Result<(), PlaybookError> {
        let mut before = self.steps.iter().take_while(|before| before.id != step.id);
        if before.any(|before| before.id == id) {
            return Ok(());
        }
        Err(PlaybookError::OutOfOrder { step: step.id.clone(), later: id.to_owned() })
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
                Condition::NotPast { field } | Condition::NotFuture { field } | Condition::NotBefore { field, .. }
                    if !fits(field, FieldKind::Date) =>
                {
                    return Err(unreachable(field));
                }
                Condition::NoCharge { field, .. } if !fits(field, FieldKind::Money) => return Err(unreachable(field)),
                Condition::Needs { field, one_of } if one_of.is_empty() => return Err(unreachable(field)),
                Condition::Within { field, than, .. }
                    if !fits(field, FieldKind::Date) || !fits(than, FieldKind::Date) =>
                {
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
