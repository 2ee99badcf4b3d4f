//! The clocks of a step as a form has them.

use crate::leaving::playbook::{ClockFrom, ClockWhen, Clocks, FieldKind, MetBy, Playbook, Step, StepClock};
use crate::leaving::rules::{Actor, RulePack};
use crate::words::{Key, Text, say};

/// Which clock of a step, and which of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockAt {
    /// The clock's number.
    pub clock: usize,
    /// 0 for itself, 1 for what runs in its place, and so on.
    pub line: usize,
}

/// One change of a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockEdit {
    /// A new clock, or another line of one that is there.
    Add(StepClock),
    /// The rule that sets it.
    Rule(String),
    /// From which date it runs.
    From(ClockFrom),
    /// Only an act of its own stops it, or doing the step does.
    UntilMet(bool),
    /// What stops it beside.
    MetBy(Vec<MetBy>),
    /// What must be said for it to run.
    When(Vec<ClockWhen>),
    /// A line less.
    Remove,
}

/// Makes a change; what it names and is not there changes nothing.
pub(super) fn edit(step: &mut Step, at: ClockAt, edit: ClockEdit) {
    let mut all: Vec<Vec<StepClock>> = step.clock.0.iter().map(|clock| unchained(clock.clone())).collect();
    let fresh = all.len();
    if let ClockEdit::Add(new) = edit {
        match all.get_mut(at.clock) {
            Some(lines) => lines.push(new),
            None if at.clock == fresh => all.push(vec![new]),
            None => {}
        }
    } else if let Some(lines) = all.get_mut(at.clock).filter(|lines| at.line < lines.len()) {
        match (edit, lines.get_mut(at.line)) {
            (ClockEdit::Rule(rule), Some(line)) => line.rule = rule,
            (ClockEdit::From(from), Some(line)) => line.from = from,
            (ClockEdit::UntilMet(on), Some(line)) => line.until_met = on,
            (ClockEdit::MetBy(met_by), Some(line)) => line.met_by = met_by,
            (ClockEdit::When(when), Some(line)) => line.when = when,
            (ClockEdit::Remove, Some(_)) => {
                lines.remove(at.line);
            }
            _ => {}
        }
    }
    step.clock = Clocks(all.into_iter().filter_map(chained).collect());
}

fn unchained(mut clock: StepClock) -> Vec<StepClock> {
    let rest = clock.otherwise.take();
    let mut lines = vec![clock];
    if let Some(rest) = rest {
        lines.append(&mut unchained(*rest));
    }
    lines
}

fn chained(lines: Vec<StepClock>) -> Option<StepClock> {
    lines.into_iter().rev().fold(None, |rest, line| Some(StepClock { otherwise: rest.map(Box::new), ..line }))
}

/// The clocks and lines of a step one by one, and how to take all away: for whoever looks at each on its own.
pub(super) fn apart(step: &mut Step) -> Vec<StepClock> {
    std::mem::take(&mut step.clock).0.into_iter().flat_map(unchained).collect()
}

/// A rule that can set a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChoice<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it says.
    pub title: Key,
    /// Who must act.
    pub who: Actor,
    /// Where it holds, by jurisdiction.
    pub places: Vec<&'a str>,
}

/// All rules that have a clock, each once with the places that have it.
#[must_use]
pub fn clock_rules(packs: &[RulePack]) -> Vec<RuleChoice<'_>> {
    let mut all: Vec<RuleChoice<'_>> = Vec::new();
    for pack in packs {
        for rule in pack.rules.iter().filter(|rule| rule.clock.is_some()) {
            match all.iter_mut().find(|known| known.id == rule.id) {
                Some(known) => known.places.push(&pack.jurisdiction),
                None => all.push(RuleChoice {
                    id: &rule.id,
                    title: rule.title.0,
                    who: rule.who,
                    places: vec![&pack.jurisdiction],
                }),
            }
        }
    }
    all
}

/// From which dates a clock of a step can run: the dates of its own form, the wish, the plan's start, the dates of other
/// steps, and the days on which they are done.
#[must_use]
pub fn starts(step: &Step, book: &Playbook) -> Vec<ClockFrom> {
    let dates = |of: &Step| -> Vec<ClockFrom> {
        let dates = of.fields.iter().filter(|field| field.kind == FieldKind::Date);
        dates.map(|field| ClockFrom::Field { step: of.id.clone(), field: field.id.clone() }).collect()
    };
    let mut all = dates(step);
    all.extend([ClockFrom::Wish {}, ClockFrom::Start {}]);
    for other in book.steps.iter().filter(|other| other.id != step.id) {
        all.extend(dates(other));
        all.push(ClockFrom::Done { step: other.id.clone() });
    }
    all
}

/// A clock to begin with: the rule that a shipped step of the kind has, else the first one that is known.
#[must_use]
pub fn new_clock(step: &Step, book: &Playbook, shipped: &[Playbook], packs: &[RulePack]) -> Option<StepClock> {
    let taken: Vec<&str> = step.clock.all().map(|line| line.rule.as_str()).collect();
    let like = shipped.iter().rev().flat_map(|book| &book.steps).filter(|other| other.kind == step.kind);
    let mut models = like.flat_map(|other| other.clock.all()).map(|line| line.rule.as_str());
    let rules = clock_rules(packs);
    let is_free = |id: &&str| !taken.contains(id) && rules.iter().any(|rule| rule.id == *id);
    let rule = models.find(is_free).or_else(|| rules.iter().map(|rule| rule.id).find(is_free))?.to_owned();
    let from = starts(step, book).into_iter().next()?;
    Some(StepClock { rule, from, until_met: false, met_by: Vec::new(), when: Vec::new(), otherwise: None })
}

/// What can be named as having to be said for a clock of a step to run: its own fields, then those of the other steps.
#[must_use]
pub fn askable(step: &Step, book: &Playbook) -> Vec<(Text, ClockWhen)> {
    let others = book.steps.iter().filter(|other| other.id != step.id);
    let mut all = Vec::new();
    for other in std::iter::once(step).chain(others) {
        for field in &other.fields {
            let is_own = other.id == step.id;
            let name = if is_own { field.label.text() } else { super::conditions::field_of(other, field) };
            all.push((name, ClockWhen { step: other.id.clone(), field: field.id.clone(), business: false }));
        }
    }
    all
}

/// From which date a clock runs, in words.
#[must_use]
pub fn from_words(from: &ClockFrom, step: &Step, book: &Playbook) -> Text {
    match from {
        ClockFrom::Wish {} => Key::BooksClockFromWish.into(),
        ClockFrom::Start {} => Key::BooksClockFromStart.into(),
        ClockFrom::Field { step: id, field } => {
            let other = book.step(id);
            match other.and_then(|other| Some((other, other.field(field)?))) {
                Some((other, field)) if other.id == step.id => field.label.text(),
                Some((other, field)) => super::conditions::field_of(other, field),
                None => Key::PlanField.into(),
            }
        }
        ClockFrom::Done { step: id } => {
            let title = book.step(id).map_or_else(|| Key::PlanOtherStep.into(), |other| other.title.text());
            say::books_clock_from_done(title)
        }
    }
}
