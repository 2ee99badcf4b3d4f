//! What a newer version of a playbook has otherwise, worked out from the two files.

use super::playbook::{Playbook, Step};
use crate::words::{Text, say};

/// One difference between two versions of a playbook. Titles are those of the newer version where it has them.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A step that is new.
    StepAdded(Text),
    /// A step that is gone.
    StepRemoved(Text),
    /// A step has another title: the old one and the new one.
    StepRenamed(Text, Text),
    /// A step, and a field that it now asks for.
    FieldAdded(Text, Text),
    /// A step, and a field that it does not ask for any more.
    FieldRemoved(Text, Text),
    /// A step with other conditions, or that must now be filled in, or may now be left out, where it was not so.
    Conditions(Text),
    /// A step that waits for other steps.
    Order(Text),
    /// A step with another clock.
    Clock(Text),
}

impl Change {
    /// The difference in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::StepAdded(step) => say::plan_change_step_added(step),
            Self::StepRemoved(step) => say::plan_change_step_removed(step),
            Self::StepRenamed(from, to) => say::plan_change_step_renamed(from, to),
            Self::FieldAdded(step, field) => say::plan_change_field_added(step, field),
            Self::FieldRemoved(step, field) => say::plan_change_field_removed(step, field),
            Self::Conditions(step) => say::plan_change_conditions(step),
            Self::Order(step) => say::plan_change_order(step),
            Self::Clock(step) => say::plan_change_clock(step),
        }
    }
}

/// The differences, in the order of the newer version's steps; what is gone stands last.
#[must_use]
pub fn changes(old: &Playbook, new: &Playbook) -> Vec<Change> {
    let mut all = Vec::new();
    for step in &new.steps {
        match old.step(&step.id) {
            Some(before) => compare(before, step, &mut all),
            None => all.push(Change::StepAdded(step.title.text())),
        }
    }
    let gone = old.steps.iter().filter(|step| new.step(&step.id).is_none());
    all.extend(gone.map(|step| Change::StepRemoved(step.title.text())));
    all
}

fn compare(before: &Step, after: &Step, all: &mut Vec<Change>) {
    let title = || after.title.text();
    if before.title != after.title {
        all.push(Change::StepRenamed(before.title.text(), title()));
    }
    let added = after.fields.iter().filter(|field| before.field(&field.id).is_none());
    all.extend(added.map(|field| Change::FieldAdded(title(), field.label.text())));
    let removed = before.fields.iter().filter(|field| after.field(&field.id).is_none());
    all.extend(removed.map(|field| Change::FieldRemoved(title(), field.label.text())));
    let is_other = |field: &super::Field| {
        after.field(&field.id).is_some_and(|now| (now.required, &now.only) != (field.required, &field.only))
    };
    let other_fields = before.fields.iter().any(is_other);
    if before.conditions != after.conditions || before.skippable != after.skippable || other_fields {
        all.push(Change::Conditions(title()));
    }
    if before.requires != after.requires {
        all.push(Change::Order(title()));
    }
    if before.clock != after.clock {
        all.push(Change::Clock(title()));
    }
}
