//! Where in a step's form a finding belongs. A condition or a clock has those that the linter gives with it, and does not
//! give without: so each stands beside what has to be changed, whatever the linter looks for.

use super::clocks;
use crate::leaving::playbook::{Clocks, Playbook, Step};
use crate::leaving::playbook_lint::{Finding, lint_playbook};
use crate::leaving::rules::RulePack;

/// The findings of a step by their places; those of a field stand with it, by their `field`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Of the step itself, and of what it names and is not there.
    pub head: Vec<Finding>,
    /// Of its fields.
    pub fields: Vec<Finding>,
    /// Of each of its conditions.
    pub conditions: Vec<Vec<Finding>>,
    /// Of each of its clocks and their lines, one after the other.
    pub clocks: Vec<Vec<Finding>>,
}

/// The findings of a step, each at one place.
#[must_use]
pub fn places(book: &Playbook, at: usize, packs: &[RulePack], found: &[Finding]) -> Places {
    let Some(step) = book.steps.get(at) else { return Places::default() };
    let is_here = |one: &&Finding| one.step.as_deref() == Some(&step.id);
    let mut left: Vec<Finding> = found.iter().filter(is_here).cloned().collect();
    let mut bare = book.clone();
    let Some(own) = bare.steps.get_mut(at) else { return Places::default() };
    let conditions = std::mem::take(&mut own.conditions);
    let lines = clocks::apart(own);
    let is_fine = left.is_empty();
    let base: Vec<Finding> = if is_fine { Vec::new() } else { lint_playbook(&bare, packs) };
    let mut of = |put: &dyn Fn(&mut Step)| {
        if is_fine {
            return Vec::new();
        }
        let mut with = bare.clone();
        if let Some(own) = with.steps.get_mut(at) {
            put(own);
        }
        let mut mine = lint_playbook(&with, packs);
        mine.retain(|one| is_here(&one) && !base.contains(one));
        left.retain(|one| !mine.contains(one));
        mine
    };
    let conditions = conditions.iter().map(|one| of(&|step| step.conditions.push(one.clone()))).collect();
    let clocks = lines.iter().map(|one| of(&|step| step.clock = Clocks(vec![one.clone()]))).collect();
    let is_field = |one: &Finding| one.field.as_deref().is_some_and(|id| step.field(id).is_some());
    let (fields, head) = left.into_iter().partition(is_field);
    Places { head, fields, conditions, clocks }
}
