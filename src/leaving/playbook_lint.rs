//! The linter of playbooks: all that is wrong with one, not only what comes first; and what is no fault of the file but a
//! trap for those who work with it. For tests of the shipped playbooks and for whoever edits one.

use super::book_text::BookText;
use super::branches::Branches;
use super::check::keeps;
use super::condition::Condition;
use super::playbook::{ClockFrom, Field, FieldKind, Playbook, Step, StepKind};
use super::playbook_check::PlaybookError;
use super::rules::{Rule, RulePack};
use crate::advice::Path;
use crate::words::{Argument, Key, Text, endonym, say};

/// One finding, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The step, where it is in one.
    pub step: Option<String>,
    /// The field, where it is in one.
    pub field: Option<String>,
    /// What is wrong.
    pub flaw: Flaw,
}

/// What is wrong with a playbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The program refuses the file.
    Refused(PlaybookError),
    /// It serves no path, so no plan follows it.
    NoPath,
    /// It leads out, and no step does this.
    Lacks(StepKind),
    /// A second step of a kind that a plan has once.
    Second(StepKind),
    /// It rests on the closing, so it can never open.
    AfterClose,
    /// Its conditions wait for a step that waits for it.
    WaitsForItself(String),
    /// Its condition needs a field that may not be asked for.
    NeverAsked,
    /// It needs a wish to leave on a path that such a wish ends.
    NeedsWish,
    /// It asks the customer to stay on a path that never does.
    Pleads,
    /// Its conditions ask for two answers to one choice.
    Contradicts,
    /// It waits for the question whether they stay, and no step before it asks.
    NoAsk,
    /// No words at all.
    Blank,
    /// Own words that are missing in some languages.
    Missing(Vec<&'static str>),
    /// Its clock names a rule that no pack has, so it never runs.
    NoRule(String),
    /// Its clock runs from a field that is no date, so it never does.
    NoDate,
}

impl From<&PlaybookError> for Text {
    fn from(error: &PlaybookError) -> Self {
        match error {
            PlaybookError::Json(error) => say::plan_lint_unreadable(Self::from(error)),
            PlaybookError::Schema(name) => say::plan_lint_schema(name.as_str()),
            PlaybookError::Twice(name) => say::plan_lint_twice(name.as_str()),
            PlaybookError::UnknownStep { unknown, .. } => say::plan_lint_unknown_step(unknown.as_str()),
            PlaybookError::UnknownField { unknown, .. } => say::plan_lint_unknown_field(unknown.as_str()),
            PlaybookError::Cycle(_) => Key::PlanLintCycle.into(),
            PlaybookError::OutOfOrder { later, .. } => say::plan_lint_out_of_order(later.as_str()),
            PlaybookError::Unreachable { field, .. } => say::plan_lint_unreachable(field.as_str()),
            PlaybookError::When(_) => Key::PlanLintWhen.into(),
            PlaybookError::FarewellUnproved(_) => Key::PlanLintFarewell.into(),
        }
    }
}

impl Flaw {
    /// Whether no plan can follow the playbook as it is. Otherwise it works, but not as somebody would expect.
    #[must_use]
    pub const fn is_fault(&self) -> bool {
        !matches!(self, Self::Missing(_) | Self::NoRule(_) | Self::NoDate | Self::Second(_))
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Refused(error) => error.into(),
            Self::NoPath => Key::PlanLintNoPath.into(),
            Self::Lacks(StepKind::Close) => Key::PlanLintNoClose.into(),
            Self::Lacks(StepKind::StopContact) => Key::PlanLintNoStop.into(),
            Self::Lacks(_) => Key::PlanLintNoCancel.into(),
            Self::Second(_) => Key::PlanLintSecond.into(),
            Self::AfterClose => Key::PlanLintAfterClose.into(),
            Self::WaitsForItself(other) => say::plan_lint_waits_for_itself(other.as_str()),
            Self::NeverAsked => Key::PlanLintNeverAsked.into(),
            Self::NeedsWish => Key::PlanLintNeedsWish.into(),
            Self::Pleads => Key::PlanLintPleads.into(),
            Self::Contradicts => Key::PlanLintContradicts.into(),
            Self::NoAsk => Key::PlanLintNoAsk.into(),
            Self::Blank => Key::PlanLintBlank.into(),
            Self::Missing(tags) => {
                let own = |tag: &&str| Text::from(Key::PlanOwnTag).with("tag", Argument::Text(endonym(tag).to_owned()));
                say::plan_lint_missing(tags.iter().map(own).collect())
            }
            Self::NoRule(rule) => say::plan_lint_no_rule(rule.as_str()),
            Self::NoDate => Key::PlanLintNoDate.into(),
        }
    }
}

impl Finding {
    fn of(step: Option<&Step>, field: Option<&str>, flaw: Flaw) -> Self {
        Self { step: step.map(|step| step.id.clone()), field: field.map(str::to_owned), flaw }
    }

    /// Where the program's own check puts it.
    fn refused(error: PlaybookError) -> Self {
        let (step, field) = match &error {
            PlaybookError::UnknownStep { step, .. } | PlaybookError::OutOfOrder { step, .. } => (Some(step), None),
            PlaybookError::UnknownField { step, unknown } => (Some(step), Some(unknown)),
            PlaybookError::Unreachable { step, field } => (Some(step), Some(field)),
            PlaybookError::Cycle(step) | PlaybookError::FarewellUnproved(step) | PlaybookError::When(step) => {
                (Some(step), None)
            }
            PlaybookError::Json(_) | PlaybookError::Schema(_) | PlaybookError::Twice(_) => (None, None),
        };
        Self { step: step.cloned(), field: field.cloned(), flaw: Flaw::Refused(error) }
    }
}

/// All that is wrong with a playbook, checked or not; a clock's rule is looked for in `packs`.
#[must_use]
pub fn lint_playbook(playbook: &Playbook, packs: &[RulePack]) -> Vec<Finding> {
    let mut found: Vec<Finding> = playbook.faults().into_iter().map(Finding::refused).collect();
    let mut flaw = |step: Option<&Step>, flaw| found.push(Finding::of(step, None, flaw));
    if playbook.paths.is_empty() {
        flaw(None, Flaw::NoPath);
    }
    let leads_out = playbook.paths.iter().any(|path| matches!(path, Path::Honour | Path::CleanBreak));
    let needed: &[StepKind] = match leads_out {
        true => &[StepKind::Close, StepKind::Cancel, StepKind::StopContact],
        false => &[StepKind::Close],
    };
    for kind in needed.iter().filter(|kind| !playbook.has(**kind)) {
        flaw(None, Flaw::Lacks(*kind));
    }
    for kind in [StepKind::Close, StepKind::Farewell, StepKind::Ask] {
        let second = playbook.steps.iter().filter(|step| step.kind == kind).nth(1);
        if let Some(second) = second {
            flaw(Some(second), Flaw::Second(kind));
        }
    }
    texts(None, None, [Some(&playbook.title), playbook.changes.as_ref()].into_iter().flatten(), &mut found);
    let keeps = playbook.paths.iter().any(|path| keeps(*path));
    for step in &playbook.steps {
        dead_ends(playbook, step, keeps, leads_out, &mut found);
        step_texts(step, &mut found);
        rules(step, packs, &mut found);
        dates(playbook, step, &mut found);
    }
    found
}

/// All that is wrong with branches beyond what [`Branches::parse`] refuses.
#[must_use]
pub fn lint_branches(branches: &Branches, packs: &[RulePack]) -> Vec<Finding> {
    let mut found = Vec::new();
    for branch in &branches.branches {
        let playbook = branch.as_playbook();
        texts(None, None, [&branch.guidance].into_iter(), &mut found);
        for step in &playbook.steps {
            dead_ends(&playbook, step, false, false, &mut found);
            step_texts(step, &mut found);
            rules(step, packs, &mut found);
        }
    }
    found
}

/// Why a step could never be done.
fn dead_ends(playbook: &Playbook, step: &Step, keeps: bool, leads_out: bool, found: &mut Vec<Finding>) {
    let rests_on = playbook.rests_on(step);
    let is_close = |id: &&str| playbook.step(id).is_some_and(|other| other.kind == StepKind::Close);
    if step.kind != StepKind::Close && rests_on.iter().any(is_close) {
        found.push(Finding::of(Some(step), None, Flaw::AfterClose));
    }
    if step.kind == StepKind::Ask && leads_out {
        found.push(Finding::of(Some(step), None, Flaw::Pleads));
    }
    // Only the step of the question counts it; nobody is asked on the way out, nor by a step that waits for this one.
    let asks = |other: &Step| {
        other.kind == StepKind::Ask && (other.id == step.id || !playbook.rests_on(other).contains(&step.id.as_str()))
    };
    let is_asked = !leads_out && playbook.steps.iter().any(asks);
    let may_be_absent = |id: &str| step.field(id).is_some_and(|field| field.only.is_some());
    for condition in &step.conditions {
        match condition {
            Condition::StepDone { step: id } => {
                // Nobody does the closing as a step; and what comes after this one cannot be done before it.
                let waits = playbook.step(id).is_some_and(|other| {
                    other.id == step.id
                        || other.kind == StepKind::Close
                        || playbook.rests_on(other).contains(&step.id.as_str())
                });
                if waits {
                    found.push(Finding::of(Some(step), None, Flaw::WaitsForItself(id.clone())));
                }
            }
            Condition::Filled { field } | Condition::Is { field, .. } if may_be_absent(field) => {
                found.push(Finding::of(Some(step), Some(field), Flaw::NeverAsked));
            }
            Condition::SaveAttemptUsed {} if !is_asked => found.push(Finding::of(Some(step), None, Flaw::NoAsk)),
            Condition::WishToLeave {} | Condition::WishInWriting {} if keeps => {
                found.push(Finding::of(Some(step), None, Flaw::NeedsWish));
            }
            _ => {}
        }
    }
    let mut given = Vec::new();
    for condition in &step.conditions {
        let Condition::Is { field, word } = condition else { continue };
        if given.iter().any(|(other, answer)| *other == field && *answer != word) {
            found.push(Finding::of(Some(step), Some(field), Flaw::Contradicts));
        }
        given.push((field, word));
    }
}

fn step_texts(step: &Step, found: &mut Vec<Finding>) {
    texts(Some(step), None, [&step.title, &step.guidance].into_iter(), found);
    for field in &step.fields {
        let Field { id, label, choices, .. } = field;
        let labels = choices.iter().map(|choice| &choice.label);
        texts(Some(step), Some(id), std::iter::once(label).chain(labels), found);
    }
}

/// Own words that are missing in some languages: told once for a step's head and once for each field.
fn texts<'a>(
    step: Option<&Step>,
    field: Option<&str>,
    texts: impl Iterator<Item = &'a BookText>,
    found: &mut Vec<Finding>,
) {
    let mut missing: Vec<&'static str> = Vec::new();
    for text in texts {
        if matches!(text, BookText::Own(words) if words.is_empty()) {
            found.push(Finding::of(step, field, Flaw::Blank));
        } else {
            missing.append(&mut text.missing());
        }
    }
    missing.sort_unstable();
    missing.dedup();
    if !missing.is_empty() {
        found.push(Finding::of(step, field, Flaw::Missing(missing)));
    }
}

/// The rules that a step names, each with the field whose period it is.
fn named(step: &Step) -> impl Iterator<Item = (Option<&str>, &str)> {
    let clocks = step.clock.all().map(|clock| (None, clock.rule.as_str()));
    clocks.chain(step.conditions.iter().filter_map(|one| Some((one.fields().first().copied(), one.rule()?))))
}

fn rules(step: &Step, packs: &[RulePack], found: &mut Vec<Finding>) {
    for (field, id) in named(step) {
        if !packs.iter().flat_map(|pack| &pack.rules).any(|rule| rule.is(id)) {
            found.push(Finding::of(Some(step), field, Flaw::NoRule(id.to_owned())));
        }
    }
}

/// A rule with a clock that no plan shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// The pack's jurisdiction.
    pub jurisdiction: String,
    /// The rule's id.
    pub rule: String,
}

/// The rules with a clock that neither a step nor a branch starts. Those that are not law yet start none, and one whose clock
/// another rule counts is shown with that.
#[must_use]
pub fn unused_rules(packs: &[RulePack], playbooks: &[Playbook], branches: &[Branches]) -> Vec<Unused> {
    let own = playbooks.iter().flat_map(|book| &book.steps);
    let brought = branches.iter().flat_map(|all| &all.branches).flat_map(|branch| &branch.steps);
    let steps: Vec<&Step> = own.chain(brought).collect();
    let is_used = |rule: &Rule| {
        let means = |id: &str| rule.is(id) || rule.counted_by.as_deref() == Some(id);
        steps.iter().any(|step| named(step).any(|(_, id)| means(id)))
    };
    let mut found = Vec::new();
    for pack in packs {
        let unused = pack.rules.iter().filter(|rule| rule.clock.is_some() && !rule.pending && !is_used(rule));
        found.extend(unused.map(|rule| Unused { jurisdiction: pack.jurisdiction.clone(), rule: rule.id.clone() }));
    }
    found
}

/// Clocks that run from what is no date.
fn dates(playbook: &Playbook, step: &Step, found: &mut Vec<Finding>) {
    for line in step.clock.all() {
        if let ClockFrom::Field { step: id, field } = &line.from
            && let Some(start) = playbook.step(id).and_then(|step| step.field(field))
            && start.kind != FieldKind::Date
        {
            found.push(Finding::of(Some(step), None, Flaw::NoDate));
        }
    }
}
