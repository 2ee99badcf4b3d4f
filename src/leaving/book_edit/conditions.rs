//! The conditions of a step as a form has them: the kinds that can be added, in plain words, and the parts of each that can
//! be chosen. An option carries the whole condition that it makes, so that none is ever half written.

use super::clocks::clock_rules;
use crate::leaving::condition::Condition;
use crate::leaving::playbook::{Field, FieldKind, Playbook, Step};
use crate::leaving::rules::{RulePack, Unit};
use crate::leaving::values::Day;
use crate::words::{Key, Text, say};

/// A part of a condition, under its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it says.
    pub label: Key,
    /// How it is chosen.
    pub control: Control,
}

/// How a part of a condition is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// One of these; what stands there now is the one that makes this very condition.
    One(Vec<(Text, Condition)>),
    /// Any of these, each with whether it is among them now and what turning that makes.
    Many(Vec<(Text, bool, Condition)>),
    /// So many days.
    Days(u16),
    /// So many months, or none.
    Months(Option<u16>),
    /// A day.
    Day(Day),
}

impl Condition {
    /// The same with so many days.
    #[must_use]
    pub fn with_days(mut self, n: u16) -> Self {
        if let Self::Within { days, .. } | Self::Apart { days, .. } = &mut self {
            *days = n;
        }
        self
    }

    /// The same with so many months.
    #[must_use]
    pub const fn with_months(mut self, n: Option<u16>) -> Self {
        if let Self::Within { months, .. } = &mut self {
            *months = n;
        }
        self
    }

    /// The same from another day on.
    #[must_use]
    pub const fn with_day(mut self, on: Day) -> Self {
        if let Self::ZeroFrom { day, .. } = &mut self {
            *day = on;
        }
        self
    }
}

/// Every kind of condition in plain words, with the one that is added; none where the step has no field that it could be
/// about, or no step stands before it. `today` is where a day begins.
#[must_use]
pub fn kinds(step: &Step, book: &Playbook, today: Day) -> Vec<(Key, Option<Condition>)> {
    let form = Form { step, book };
    let any = || {
        let open = step.fields.iter().find(|field| !field.required).or_else(|| step.fields.first());
        open.map(|field| field.id.clone())
    };
    let [date, amount, choice] = [FieldKind::Date, FieldKind::Money, FieldKind::Choice].map(|kind| form.ids(kind));
    let pair = |ids: &[String]| ids.first().cloned().zip(ids.get(1).cloned());
    let earlier = || form.earlier_dates().into_iter().next().map(|(_, step, field)| (step, field));
    let compared = || date.first().cloned().zip(earlier());
    let word = |id: &String| form.choices(id).first().map(|choice| (id.clone(), choice.id.clone()));
    let (days, unless) = (14, None);
    vec![
        (Key::BooksConditionFilled, any().map(|field| Condition::Filled { field })),
        (Key::BooksConditionNotPast, date.first().cloned().map(|field| Condition::NotPast { field })),
        (Key::BooksConditionNotFuture, date.first().cloned().map(|field| Condition::NotFuture { field })),
        (Key::BooksConditionInOrder, pair(&date).map(|(first, then)| Condition::InOrder { first, then })),
        (Key::BooksConditionApart, pair(&date).map(|(first, then)| Condition::Apart { first, then, days, rule: None })),
        (
            Key::BooksConditionWithin,
            pair(&date).map(|(than, field)| Condition::Within {
                field,
                than,
                days,
                months: None,
                unless: unless.clone(),
                rule: None,
            }),
        ),
        (
            Key::BooksConditionNotBefore,
            compared().map(|(field, (step, than))| Condition::NotBefore { field, step, than, unless: unless.clone() }),
        ),
        (
            Key::BooksConditionNotAfter,
            compared().map(|(field, (step, than))| Condition::NotAfter { field, step, than, unless }),
        ),
        (
            Key::BooksConditionNeeds,
            any().and_then(|field| {
                let one_of = vec![form.other(&field)?];
                Some(Condition::Needs { field, one_of })
            }),
        ),
        (Key::BooksConditionIs, choice.iter().find_map(word).map(|(field, word)| Condition::Is { field, word })),
        (Key::BooksConditionDiffer, pair(&choice).map(|(field, from)| Condition::Differ { field, from })),
        (
            Key::BooksConditionNoCharge,
            amount.first().cloned().zip(earlier()).map(|(field, (step, after))| Condition::NoCharge {
                field,
                step,
                after,
            }),
        ),
        (Key::BooksConditionZeroFrom, amount.first().cloned().map(|field| Condition::ZeroFrom { field, day: today })),
        (Key::BooksConditionStepDone, form.before().last().map(|other| Condition::StepDone { step: other.id.clone() })),
        (Key::BooksConditionWish, Some(Condition::WishToLeave {})),
        (Key::BooksConditionWishWritten, Some(Condition::WishInWriting {})),
        (Key::BooksConditionContact, Some(Condition::ContactStopped {})),
        (Key::BooksConditionAsked, Some(Condition::SaveAttemptUsed {})),
    ]
}

/// The parts of a condition, in the order in which they are read; a period can be that of a rule in `packs`.
#[must_use]
pub fn parts(condition: &Condition, step: &Step, book: &Playbook, packs: &[RulePack]) -> Vec<Part> {
    use FieldKind::{Choice, Date, Money};
    let form = Form { step, book };
    match condition.clone() {
        Condition::Filled { .. } => vec![form.field(Key::BooksPartField, None, &|field| Condition::Filled { field })],
        Condition::NotPast { .. } => {
            vec![form.field(Key::BooksPartDate, Some(Date), &|field| Condition::NotPast { field })]
        }
        Condition::NotFuture { .. } => {
            vec![form.field(Key::BooksPartDate, Some(Date), &|field| Condition::NotFuture { field })]
        }
        Condition::InOrder { first, then } => {
            form.pair([Key::BooksPartEarlier, Key::BooksPartLater], Date, [&first, &then], &|first, then| {
                Condition::InOrder { first, then }
            })
        }
        Condition::Apart { first, then, days, rule } => {
            let mut parts =
                form.pair([Key::BooksPartEarlier, Key::BooksPartLater], Date, [&first, &then], &|first, then| {
                    Condition::Apart { first, then, days, rule: rule.clone() }
                });
            parts.push(Part { label: Key::BooksPartDays, control: Control::Days(days) });
            parts.push(period(condition, packs));
            parts
        }
        Condition::Within { field, than, days, months, unless, rule } => {
            let mut parts =
                form.pair([Key::BooksPartDate, Key::BooksPartFrom], Date, [&field, &than], &|field, than| {
                    Condition::Within { field, than, days, months, unless: unless.clone(), rule: rule.clone() }
                });
            parts.push(Part { label: Key::BooksPartDays, control: Control::Days(days) });
            parts.push(Part { label: Key::BooksPartMonths, control: Control::Months(months) });
            parts.push(form.unless(&field, &|unless| Condition::Within {
                field: field.clone(),
                than: than.clone(),
                days,
                months,
                unless,
                rule: rule.clone(),
            }));
            parts.push(period(condition, packs));
            parts
        }
        Condition::NotBefore { field, step, than, unless } => {
            form.compared([&field, &step, &than], unless.as_ref(), &|field, step, than, unless| Condition::NotBefore {
                field,
                step,
                than,
                unless,
            })
        }
        Condition::NotAfter { field, step, than, unless } => {
            form.compared([&field, &step, &than], unless.as_ref(), &|field, step, than, unless| Condition::NotAfter {
                field,
                step,
                than,
                unless,
            })
        }
        Condition::NoCharge { field, step, after } => vec![
            form.field(Key::BooksPartAmount, Some(Money), &|field| Condition::NoCharge {
                field,
                step: step.clone(),
                after: after.clone(),
            }),
            form.earlier(&|step, after| Condition::NoCharge { field: field.clone(), step, after }),
        ],
        Condition::ZeroFrom { day, .. } => vec![
            form.field(Key::BooksPartAmount, Some(Money), &|field| Condition::ZeroFrom { field, day }),
            Part { label: Key::BooksPartFromDay, control: Control::Day(day) },
        ],
        Condition::Needs { field, one_of } => {
            let others = form.step.fields.iter().filter(|other| other.id != field).map(|other| {
                let on = one_of.contains(&other.id);
                let mut turned = one_of.clone();
                super::set(&mut turned, other.id.clone(), !on);
                (other.label.text(), on, Condition::Needs { field: field.clone(), one_of: turned })
            });
            let others = others.collect();
            vec![
                form.field(Key::BooksPartField, None, &|field| {
                    let mut others: Vec<String> = one_of.iter().filter(|other| **other != field).cloned().collect();
                    if others.len() < one_of.len() && others.is_empty() {
                        others.extend(form.other(&field));
                    }
                    Condition::Needs { field, one_of: others }
                }),
                Part { label: Key::BooksPartOneOf, control: Control::Many(others) },
            ]
        }
        Condition::Is { field, .. } => {
            let words = form
                .choices(&field)
                .iter()
                .map(|choice| (choice.label.text(), Condition::Is { field: field.clone(), word: choice.id.clone() }));
            let answer = Part { label: Key::BooksPartAnswer, control: Control::One(words.collect()) };
            // Another field has other answers: its first one then. The field of this one stands there with its answer.
            let mut choice = form.field(Key::BooksPartChoice, Some(Choice), &|other| {
                let word = form.choices(&other).first().map(|choice| choice.id.clone()).unwrap_or_default();
                if other == field { condition.clone() } else { Condition::Is { field: other, word } }
            });
            if let Control::One(options) = &mut choice.control {
                options.retain(|(_, made)| !matches!(made, Condition::Is { word, .. } if word.is_empty()));
            }
            vec![choice, answer]
        }
        Condition::Differ { field, from } => {
            form.pair([Key::BooksPartChoice, Key::BooksPartOtherChoice], Choice, [&field, &from], &|field, from| {
                Condition::Differ { field, from }
            })
        }
        Condition::StepDone { .. } => {
            let steps = form.before().map(|other| (other.title.text(), Condition::StepDone { step: other.id.clone() }));
            vec![Part { label: Key::BooksPartStep, control: Control::One(steps.collect()) }]
        }
        Condition::WishToLeave {}
        | Condition::WishInWriting {}
        | Condition::ContactStopped {}
        | Condition::SaveAttemptUsed {} => Vec::new(),
    }
}

/// The rule whose clock a period is, where it is one's; its days and months count where no pack has the rule.
fn period(condition: &Condition, packs: &[RulePack]) -> Part {
    let with = |id: Option<&str>| {
        let mut made = condition.clone();
        if let Condition::Within { rule, .. } | Condition::Apart { rule, .. } = &mut made {
            *rule = id.map(str::to_owned);
        }
        made
    };
    let mut options = vec![(Key::BooksPartOwnPeriod.into(), with(None))];
    let has_period = |id: &str| {
        let mut rules = packs.iter().flat_map(|pack| &pack.rules).filter(|rule| rule.is(id));
        rules.any(|rule| rule.clock.is_some_and(|clock| clock.unit != Unit::AtOnce))
    };
    for rule in clock_rules(packs).into_iter().filter(|rule| has_period(rule.id)) {
        options.push((rule.title.into(), with(Some(rule.id))));
    }
    Part { label: Key::BooksPartRule, control: Control::One(options) }
}

/// The step that a condition is of, among the others.
struct Form<'a> {
    step: &'a Step,
    book: &'a Playbook,
}

/// What a comparison with a date of an earlier step is made of: field, step, its field, and the reason against it.
type Compared<'a> = &'a dyn Fn(String, String, String, Option<String>) -> Condition;

impl<'a> Form<'a> {
    /// The steps that stand before.
    fn before(&self) -> impl Iterator<Item = &'a Step> {
        let id = &self.step.id;
        self.book.steps.iter().take_while(move |step| step.id != *id)
    }

    /// The step's fields of a kind.
    fn ids(&self, kind: FieldKind) -> Vec<String> {
        self.step.fields.iter().filter(|field| field.kind == kind).map(|field| field.id.clone()).collect()
    }

    /// A field that is not that one.
    fn other(&self, id: &str) -> Option<String> {
        self.step.fields.iter().find(|other| other.id != id).map(|other| other.id.clone())
    }

    fn choices(&self, id: &str) -> &'a [crate::leaving::Choice] {
        self.step.field(id).map(|field| field.choices.as_slice()).unwrap_or_default()
    }

    /// The dates of earlier steps: how they are called, the step and the field.
    fn earlier_dates(&self) -> Vec<(Text, String, String)> {
        let mut all = Vec::new();
        for step in self.before() {
            for field in step.fields.iter().filter(|field| field.kind == FieldKind::Date) {
                all.push((field_of(step, field), step.id.clone(), field.id.clone()));
            }
        }
        all
    }

    /// One of the step's fields, of a kind where one is named.
    fn field(&self, label: Key, kind: Option<FieldKind>, make: &dyn Fn(String) -> Condition) -> Part {
        let fields = self.step.fields.iter().filter(|field| kind.is_none_or(|kind| field.kind == kind));
        let options = fields.map(|field| (field.label.text(), make(field.id.clone()))).collect();
        Part { label, control: Control::One(options) }
    }

    /// Two different fields of a kind: choosing the other one's makes them change places.
    fn pair(
        &self,
        [one, two]: [Key; 2],
        kind: FieldKind,
        [first, then]: [&String; 2],
        make: &dyn Fn(String, String) -> Condition,
    ) -> Vec<Part> {
        let other = |chosen: &String, other: &String, was: &String| {
            if chosen == other { was.clone() } else { other.clone() }
        };
        vec![
            self.field(one, Some(kind), &|chosen| {
                let then = other(&chosen, then, first);
                make(chosen, then)
            }),
            self.field(two, Some(kind), &|chosen| make(other(&chosen, first, then), chosen)),
        ]
    }

    /// A date of an earlier step.
    fn earlier(&self, make: &dyn Fn(String, String) -> Condition) -> Part {
        let dates = self.earlier_dates().into_iter().map(|(name, step, field)| (name, make(step, field)));
        Part { label: Key::BooksPartOtherDate, control: Control::One(dates.collect()) }
    }

    /// The field that may say why it is otherwise.
    fn unless(&self, about: &str, make: &dyn Fn(Option<String>) -> Condition) -> Part {
        let mut options = vec![(Key::BooksPartNever.into(), make(None))];
        let can_say = |field: &&Field| field.id != about && matches!(field.kind, FieldKind::Text | FieldKind::Choice);
        for field in self.step.fields.iter().filter(can_say) {
            options.push((field.label.text(), make(Some(field.id.clone()))));
        }
        Part { label: Key::BooksPartUnless, control: Control::One(options) }
    }

    /// A date of this step beside one of an earlier step.
    fn compared(&self, [field, step, than]: [&String; 3], unless: Option<&String>, make: Compared<'_>) -> Vec<Part> {
        let (field, step, than) = (|| field.clone(), || step.clone(), || than.clone());
        vec![
            self.field(Key::BooksPartDate, Some(FieldKind::Date), &|field| {
                make(field, step(), than(), unless.cloned())
            }),
            self.earlier(&|step, than| make(field(), step, than, unless.cloned())),
            self.unless(&field(), &|unless| make(field(), step(), than(), unless)),
        ]
    }
}

/// A field, called by its step too.
pub fn field_of(step: &Step, field: &Field) -> Text {
    say::books_field_of(step.title.text(), field.label.text())
}
