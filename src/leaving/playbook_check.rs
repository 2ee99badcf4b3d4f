//! The check of a playbook: its steps can be reached, its forms can be filled, and no farewell comes before the proof.

use super::playbook::{ClockFrom, Condition, Field, FieldKind, PROOF, Playbook, SCHEMA, Step, StepKind};
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

    fn check(&self) -> Result<(), PlaybookError> {
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
            if let Condition::NotBefore { step: id, than, .. } = condition {
                if known(id)?.field_or_error(than, step)?.kind != FieldKind::Date {
                    return Err(PlaybookError::Unreachable { step: step.id.clone(), field: than.clone() });
                }
                if !self.steps.iter().take_while(|before| before.id != step.id).any(|before| before.id == *id) {
                    return Err(PlaybookError::OutOfOrder { step: step.id.clone(), later: id.clone() });
                }
            }
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
            clock = spec.otherwise.as_deref();
        }
        Ok(())
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

impl Condition {
    /// The fields that it looks at.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Filled { field } | Self::NotPast { field } | Self::NotFuture { field } | Self::Is { field, .. } => {
                vec![field]
            }
            Self::InOrder { first, then } => vec![first, then],
            Self::Within { field, than, unless, .. } => {
                let mut fields = vec![field.as_str(), than.as_str()];
                fields.extend(unless.as_deref());
                fields
            }
            Self::NotBefore { field, unless, .. } => {
                let mut fields = vec![field.as_str()];
                fields.extend(unless.as_deref());
                fields
            }
            Self::Needs { field, one_of } => {
                let mut fields = vec![field.as_str()];
                fields.extend(one_of.iter().map(String::as_str));
                fields
            }
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
        let not_before = |step: &str, than: &str| Condition::NotBefore {
            field: "notice_on".to_owned(),
            step: step.to_owned(),
            than: than.to_owned(),
            unless: None,
        };
        for (step, than) in [("cancel_in_billing", "end_date"), ("confirm_wish", "concluded_on")] {
            assert_eq!(
                broken(|playbook| playbook.steps[0].conditions.push(not_before(step, than))),
                PlaybookError::OutOfOrder { step: "confirm_wish".to_owned(), later: step.to_owned() },
                "a step looks back at steps that stand before it"
            );
        }
        assert_eq!(
            broken(|playbook| playbook.steps[0].conditions.push(not_before("cancel_in_billing", "reference"))),
            PlaybookError::Unreachable { step: "confirm_wish".to_owned(), field: "reference".to_owned() }
        );
        let nothing = Condition::Needs { field: "notice_on".to_owned(), one_of: Vec::new() };
        assert_eq!(
            broken(|playbook| playbook.steps[0].conditions.push(nothing)),
            PlaybookError::Unreachable { step: "confirm_wish".to_owned(), field: "notice_on".to_owned() }
        );
        let otherwise = |playbook: &mut Playbook| {
            let clock = playbook.steps[8].clock.as_mut().and_then(|clock| clock.otherwise.as_mut()).unwrap();
            clock.from = ClockFrom::Done { step: "nowhere".to_owned() };
        };
        assert_eq!(
            broken(otherwise),
            PlaybookError::UnknownStep { step: "stop_contact".to_owned(), unknown: "nowhere".to_owned() }
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
