//! What can be changed about a playbook of a team's own, one change at a time. Whether the result is any good the linter says.

pub mod clocks;
pub mod conditions;
pub mod places;

use super::book_text::BookText;
use super::condition::Condition;
use super::playbook::{Choice, ClockFrom, ClockWhen, Field, FieldKind, LetterKind, Playbook, Step, StepKind};
use super::values::WaitsOn;
use crate::case::{ContractKind, CustomerKind};
use crate::map::Map;
use clocks::{ClockAt, ClockEdit};

/// Where a text stands, by the numbers of step, field and choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The playbook's title.
    Title,
    /// What its version does better than the one before.
    Changes,
    /// A step's title.
    Step(usize),
    /// A step's guidance.
    Guidance(usize),
    /// A field's label.
    Label(usize, usize),
    /// A choice's label.
    Choice(usize, usize, usize),
}

impl Spot {
    /// What tells it from others: a word, and its numbers.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Title => "title".to_owned(),
            Self::Changes => "changes".to_owned(),
            Self::Step(step) => format!("step-{step}"),
            Self::Guidance(step) => format!("guidance-{step}"),
            Self::Label(step, field) => format!("label-{step}-{field}"),
            Self::Choice(step, field, choice) => format!("choice-{step}-{field}-{choice}"),
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookEdit {
    /// Own words in a language; empty ones take the language away.
    Words(Spot, String, String),
    /// The words of the playbook that it was copied from, or of a step of its kind.
    Standard(Spot),
    /// Serves a kind of contract, or no longer.
    Contract(ContractKind, bool),
    /// Serves a kind of customer, or no longer.
    Customer(CustomerKind, bool),
    /// Serves these places, with blanks or commas between them; anywhere where it is empty.
    Places(String),
    /// A new step of a kind.
    AddStep(StepKind),
    /// A step less.
    RemoveStep(usize),
    /// A step changes places with the one before (`true`) or after it.
    Move(usize, bool),
    /// A step requires another one, or no longer.
    Requires(usize, String, bool),
    /// A step can wait on somebody, or no longer.
    WaitsOn(usize, WaitsOn, bool),
    /// A step may be left out, or not.
    Skippable(usize, bool),
    /// The letter that a step offers.
    Letter(usize, Option<LetterKind>),
    /// A new condition.
    AddCondition(usize, Condition),
    /// A condition is another one.
    Condition(usize, usize, Condition),
    /// A condition less.
    RemoveCondition(usize, usize),
    /// A clock is new, changed or gone.
    Clock(usize, ClockAt, ClockEdit),
    /// A new field.
    AddField(usize, FieldKind),
    /// A field is of another kind.
    Kind(usize, usize, FieldKind),
    /// A field changes places with the one before (`true`) or after it.
    MoveField(usize, usize, bool),
    /// A field less.
    RemoveField(usize, usize),
    /// A field must be filled, or need not be.
    Required(usize, usize, bool),
    /// A further choice.
    AddChoice(usize, usize),
    /// A choice less.
    RemoveChoice(usize, usize, usize),
}

impl Playbook {
    /// The text that stands at a spot.
    #[must_use]
    pub fn words_at(&self, spot: Spot) -> Option<&BookText> {
        let step = |at: usize| self.steps.get(at);
        match spot {
            Spot::Title => Some(&self.title),
            Spot::Changes => self.changes.as_ref(),
            Spot::Step(at) => Some(&step(at)?.title),
            Spot::Guidance(at) => Some(&step(at)?.guidance),
            Spot::Label(at, field) => Some(&step(at)?.fields.get(field)?.label),
            Spot::Choice(at, field, choice) => Some(&step(at)?.fields.get(field)?.choices.get(choice)?.label),
        }
    }

    fn words_at_mut(&mut self, spot: Spot) -> Option<&mut BookText> {
        match spot {
            Spot::Title => Some(&mut self.title),
            Spot::Changes => Some(self.changes.get_or_insert_with(blank)),
            Spot::Step(at) => Some(&mut self.steps.get_mut(at)?.title),
            Spot::Guidance(at) => Some(&mut self.steps.get_mut(at)?.guidance),
            Spot::Label(at, field) => Some(&mut self.steps.get_mut(at)?.fields.get_mut(field)?.label),
            Spot::Choice(at, field, choice) => {
                Some(&mut self.steps.get_mut(at)?.fields.get_mut(field)?.choices.get_mut(choice)?.label)
            }
        }
    }

    /// The catalogue's words for a spot: those of the same step in a shipped playbook, else of a step of its kind.
    #[must_use]
    pub fn standard(&self, spot: Spot, shipped: &[Playbook]) -> Option<BookText> {
        let (Spot::Step(at) | Spot::Guidance(at) | Spot::Label(at, _) | Spot::Choice(at, ..)) = spot else {
            return None;
        };
        let step = self.steps.get(at)?;
        let all = || shipped.iter().flat_map(|book| &book.steps).filter(|other| other.kind == step.kind);
        let model = all().find(|other| other.id == step.id).or_else(|| all().next())?;
        let text = match spot {
            Spot::Title | Spot::Changes => return None,
            Spot::Step(_) => &model.title,
            Spot::Guidance(_) => &model.guidance,
            Spot::Label(_, field) => &model.field(&step.fields.get(field)?.id)?.label,
            Spot::Choice(_, field, choice) => {
                let own = step.fields.get(field)?;
                let wanted = &own.choices.get(choice)?.id;
                &model.field(&own.id)?.choices.iter().find(|choice| choice.id == *wanted)?.label
            }
        };
        Some(text.clone())
    }

    /// Makes a change; what it names and is not there changes nothing.
    pub fn edit(&mut self, edit: BookEdit, shipped: &[Playbook]) {
        match edit {
            BookEdit::Words(spot, language, text) => {
                if let Some(words) = self.words_at_mut(spot) {
                    write(words, language, text);
                }
                // It need not be said.
                self.changes.take_if(|changes| matches!(changes, BookText::Own(own) if own.is_empty()));
            }
            BookEdit::Standard(spot) => {
                if let (Some(standard), Some(words)) = (self.standard(spot, shipped), self.words_at_mut(spot)) {
                    *words = standard;
                }
            }
            BookEdit::Contract(kind, on) => set(&mut self.serves.contract_kinds, kind, on),
            BookEdit::Customer(kind, on) => set(&mut self.serves.customer_kinds, kind, on),
            BookEdit::Places(text) => {
                let places = text.split([' ', ',', ';']).map(|place| place.trim().to_uppercase());
                self.serves.jurisdictions = places.filter(|place| !place.is_empty()).collect();
            }
            BookEdit::AddStep(kind) => self.add_step(kind, shipped),
            BookEdit::RemoveStep(at) => {
                if at < self.steps.len() {
                    let id = self.steps.remove(at).id;
                    for step in &mut self.steps {
                        step.requires.retain(|required| *required != id);
                    }
                }
            }
            BookEdit::Move(at, up) => swap(&mut self.steps, at, up),
            BookEdit::Requires(at, id, on) => self.in_step(at, |step| set(&mut step.requires, id, on)),
            BookEdit::WaitsOn(at, whom, on) => self.in_step(at, |step| set(&mut step.waits_on, whom, on)),
            BookEdit::Skippable(at, on) => self.in_step(at, |step| step.skippable = on),
            BookEdit::Letter(at, letter) => self.in_step(at, |step| step.letter = letter),
            BookEdit::AddCondition(at, new) => self.in_step(at, |step| step.conditions.push(new)),
            BookEdit::Condition(at, number, other) => self.in_step(at, |step| {
                if let Some(condition) = step.conditions.get_mut(number) {
                    *condition = other;
                }
            }),
            BookEdit::RemoveCondition(at, condition) => self.in_step(at, |step| {
                if condition < step.conditions.len() {
                    step.conditions.remove(condition);
                }
            }),
            BookEdit::Clock(at, which, edit) => self.in_step(at, |step| clocks::edit(step, which, edit)),
            BookEdit::AddField(at, kind) => self.in_step(at, |step| {
                let id = free("own", |id| step.field(id).is_some());
                step.fields.push(Field {
                    id,
                    kind,
                    label: blank(),
                    required: false,
                    choices: choices(kind),
                    only: None,
                });
            }),
            BookEdit::Kind(at, field, kind) => self.in_field(at, field, |field| {
                if field.kind != kind {
                    (field.kind, field.choices) = (kind, choices(kind));
                }
            }),
            BookEdit::MoveField(at, field, up) => self.in_step(at, |step| swap(&mut step.fields, field, up)),
            BookEdit::RemoveField(at, field) => self.in_step(at, |step| {
                if field < step.fields.len() {
                    step.fields.remove(field);
                }
            }),
            BookEdit::Required(at, field, on) => self.in_field(at, field, |field| field.required = on),
            BookEdit::AddChoice(at, field) => self.in_field(at, field, |field| {
                let is_taken = |n: &usize| field.choices.iter().any(|known| known.id == choice(*n).id);
                let n = (field.choices.len() + 1..).find(|n| !is_taken(n)).unwrap_or_default();
                field.choices.push(choice(n));
            }),
            BookEdit::RemoveChoice(at, field, choice) => self.in_field(at, field, |field| {
                if choice < field.choices.len() {
                    field.choices.remove(choice);
                }
            }),
        }
    }

    fn in_step(&mut self, at: usize, change: impl FnOnce(&mut Step)) {
        if let Some(step) = self.steps.get_mut(at) {
            change(step);
        }
    }

    /// Whether the program reads a field of a step by its name: one that a shipped step has too. Its kind stays.
    #[must_use]
    pub fn is_read(&self, at: usize, field: usize, shipped: &[Playbook]) -> bool {
        let field = self.steps.get(at).and_then(|step| step.fields.get(field));
        let has = |id: &str| shipped.iter().flat_map(|book| &book.steps).any(|step| step.field(id).is_some());
        field.is_some_and(|field| has(&field.id))
    }

    fn in_field(&mut self, at: usize, field: usize, change: impl FnOnce(&mut Field)) {
        if let Some(field) = self.steps.get_mut(at).and_then(|step| step.fields.get_mut(field)) {
            change(field);
        }
    }

    /// Takes a step of the kind as a shipped playbook has it, without what rests on steps that are not here, and puts it
    /// before the closing.
    fn add_step(&mut self, kind: StepKind, shipped: &[Playbook]) {
        let mut all = shipped.iter().flat_map(|book| book.steps.iter().map(move |step| (book, step)));
        let is_like = |book: &Playbook| book.paths.iter().any(|path| self.paths.contains(path));
        let model = all.clone().find(|(book, step)| step.kind == kind && is_like(book));
        let Some((_, model)) = model.or_else(|| all.find(|(_, step)| step.kind == kind)) else { return };
        let mut step = model.clone();
        step.id = free(&step.id, |id| self.step(id).is_some());
        let close = self.steps.iter().position(|step| step.kind == StepKind::Close);
        let at = close.unwrap_or(self.steps.len());
        let before: Vec<&Step> = self.steps.iter().take(at).collect();
        let is_before = |id: &str| before.iter().any(|step| step.id == id);
        let has = |id: &str, field: &str| before.iter().any(|step| step.id == id && step.field(field).is_some());
        step.requires.retain(|id| is_before(id));
        step.fields.retain(|field| field.only.as_ref().is_none_or(|only| has(&only.step, &only.after)));
        let own = step.clone();
        step.conditions.retain(|condition| {
            let earlier = match condition {
                Condition::StepDone { step } => is_before(step),
                Condition::NotBefore { step, than, .. } | Condition::NotAfter { step, than, .. } => has(step, than),
                Condition::NoCharge { step, after, .. } => has(step, after),
                _ => true,
            };
            earlier && condition.fields().iter().all(|field| own.field(field).is_some())
        });
        let starts = |from: &ClockFrom| match from {
            ClockFrom::Wish {} | ClockFrom::Start {} => true,
            ClockFrom::Field { step: id, field } => has(id, field) || (*id == own.id && own.field(field).is_some()),
            ClockFrom::Done { step } => is_before(step),
        };
        let is_there = |when: &ClockWhen| {
            has(&when.step, &when.field) || (when.step == own.id && own.field(&when.field).is_some())
        };
        step.clock.0.retain(|clock| clock.chain().all(|one| starts(&one.from) && one.when.iter().all(is_there)));
        drop(before);
        self.steps.insert(at, step);
    }
}

/// Words that nobody has written yet; the linter says so.
fn blank() -> BookText {
    BookText::Own(Map::new())
}

/// What a new field of a kind can be answered with.
fn choices(kind: FieldKind) -> Vec<Choice> {
    if kind == FieldKind::Choice { vec![choice(1), choice(2)] } else { Vec::new() }
}

fn choice(n: usize) -> Choice {
    Choice { id: ["own_", &n.to_string()].concat(), label: blank() }
}

/// An id that is not taken: the wanted one, else with a number.
pub(super) fn free(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_u32..).map(|n| [wanted, "_", &n.to_string()].concat());
    std::iter::once(wanted.to_owned()).chain(numbered).find(|id| !is_taken(id)).unwrap_or_default()
}

/// Changes places with the one before (`up`) or after.
fn swap<T>(list: &mut [T], at: usize, up: bool) {
    let other = if up { at.checked_sub(1) } else { at.checked_add(1) };
    if let Some(other) = other.filter(|other| at.max(*other) < list.len()) {
        list.swap(at, other);
    }
}

fn set<T: PartialEq>(list: &mut Vec<T>, one: T, on: bool) {
    list.retain(|known| *known != one);
    if on {
        list.push(one);
    }
}

fn write(words: &mut BookText, language: String, text: String) {
    let mut own = match words {
        BookText::Own(own) => own.clone(),
        BookText::Key(_) => Map::new(),
    };
    if text.trim().is_empty() {
        own.remove(&language);
    } else {
        own.insert(language, text);
    }
    *words = BookText::Own(own);
}
