//! What must hold before a step is done, and how that is said.

use time::Date;

use super::clock::due;
use super::condition::Condition;
use super::law::{Law, Whose};
use super::playbook::{Field, Playbook, Step, StepKind};
use super::record::{CaseRecord, PlanState};
use super::rules::{Clock, Unit};
use super::values::{ContactChannel, FieldValue, Fields, WishHow};
use crate::words::{Key, Text, say};

/// A condition on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionView {
    /// What must hold.
    pub text: Text,
    /// Whether it does.
    pub met: bool,
    /// Whether it holds only because nothing was given that could break it.
    pub blank: bool,
    /// Whether it cannot be told, because what it is measured by was not given.
    pub unknown: bool,
    /// The field that would have to change.
    pub field: Option<String>,
}

/// The conditions of a step with a form as it is being typed.
#[must_use]
pub fn conditions(
    step: &Step,
    playbook: &Playbook,
    record: &CaseRecord,
    fields: &Fields,
    law: &Law,
    today: Date,
) -> Vec<ConditionView> {
    let view = |condition: Condition| ConditionView {
        text: condition_text(&condition, step, playbook, Some((record, law)), fields),
        met: is_met(&condition, record, fields, law, today),
        blank: is_blank(&condition, fields),
        unknown: is_unknown(&condition, fields),
        field: about(&condition).cloned(),
    };
    let all = all_conditions(step, record).into_iter().filter(|condition| applies(condition, step, record, fields));
    let mut views: Vec<ConditionView> = Vec::new();
    for shown in all.map(view) {
        // Two periods from one unknown day are one unknown.
        if !(shown.unknown && views.last().is_some_and(|last| last.unknown && last.field == shown.field)) {
            views.push(shown);
        }
    }
    views
}

/// Whether the date is there and not the one from which its period runs.
fn is_unknown(condition: &Condition, fields: &Fields) -> bool {
    matches!(condition, Condition::Within { field, than, .. } if is_filled(fields, field) && !is_filled(fields, than))
}

/// Whether there is no date yet to compare.
fn is_blank(condition: &Condition, fields: &Fields) -> bool {
    match condition {
        Condition::NotPast { .. }
        | Condition::NotFuture { .. }
        | Condition::InOrder { .. }
        | Condition::Apart { .. }
        | Condition::Differ { .. } => !condition.fields().iter().all(|field| is_filled(fields, field)),
        Condition::NotBefore { field, .. }
        | Condition::NotAfter { field, .. }
        | Condition::Within { field, .. }
        | Condition::ZeroFrom { field, .. } => !is_filled(fields, field),
        _ => false,
    }
}

/// The field that a person would have to change for a condition to hold.
fn about(condition: &Condition) -> Option<&String> {
    match condition {
        Condition::Filled { field }
        | Condition::NotPast { field }
        | Condition::NotFuture { field }
        | Condition::InOrder { then: field, .. }
        | Condition::Apart { then: field, .. }
        | Condition::Differ { field, .. }
        | Condition::NotBefore { field, .. }
        | Condition::NotAfter { field, .. }
        | Condition::ZeroFrom { field, .. }
        | Condition::Within { field, .. }
        | Condition::NoCharge { field, .. }
        | Condition::Is { field, .. } => Some(field),
        Condition::Needs { one_of, .. } => one_of.first(),
        _ => None,
    }
}

/// Whether a condition has anything to say yet: one on fields that may stay empty, and do, has not.
fn applies(condition: &Condition, step: &Step, record: &CaseRecord, fields: &Fields) -> bool {
    let said = |id: &&str| step.field(id).is_some_and(|field| field.required) || is_filled(fields, id);
    match condition {
        Condition::Needs { field, .. } => is_answered(fields, field),
        Condition::NotBefore { field, .. }
        | Condition::NotAfter { field, .. }
        | Condition::Within { field, .. }
        | Condition::ZeroFrom { field, .. } => said(&field.as_str()),
        Condition::NoCharge { step, after, .. } => earlier_date(record, step, after).is_some(),
        Condition::NotPast { .. }
        | Condition::NotFuture { .. }
        | Condition::InOrder { .. }
        | Condition::Apart { .. }
        | Condition::Differ { .. } => condition.fields().iter().all(said),
        _ => true,
    }
}

/// What a condition asks for in any case.
#[must_use]
pub fn condition_words(condition: &Condition, step: &Step, playbook: &Playbook) -> Text {
    condition_text(condition, step, playbook, None, &Fields::new())
}

fn condition_text(
    condition: &Condition,
    step: &Step,
    playbook: &Playbook,
    known: Option<(&CaseRecord, &Law)>,
    fields: &Fields,
) -> Text {
    let label_in = |step: Option<&Step>, id: &str| {
        step.and_then(|step| step.field(id)).map_or_else(|| Key::PlanField.into(), |field| field.label.text())
    };
    let label = |id: &str| label_in(Some(step), id);
    let or_reason = |text: Text, unless: &Option<String>| match unless {
        Some(reason) => say::plan_condition_unless(text, label(reason)),
        None => text,
    };
    match condition {
        Condition::Filled { field } => say::plan_condition_filled(label(field)),
        Condition::NotPast { field } => say::plan_condition_not_past(label(field)),
        Condition::NotFuture { field } => say::plan_condition_not_future(label(field)),
        Condition::InOrder { first, then } => say::plan_condition_in_order(label(first), label(then)),
        Condition::NotBefore { field, step: other, than, unless } => {
            let (name, earlier) = (label(field), label_in(playbook.step(other), than));
            let text = match (date_of(fields, field), known.and_then(|(record, _)| earlier_date(record, other, than))) {
                (Some(day), Some(limit)) => say::plan_condition_not_before_dates(name, day, earlier, limit),
                _ => say::plan_condition_not_before(name, earlier),
            };
            or_reason(text, unless)
        }
        Condition::NotAfter { field, step: other, than, unless } => {
            or_reason(say::plan_condition_in_order(label(field), label_in(playbook.step(other), than)), unless)
        }
        Condition::Apart { first, then, days, .. } => {
            let limit = known.and_then(|(record, law)| period_end(condition, record, fields, law));
            match (limit, date_of(fields, then)) {
                (Some(limit), Some(_)) => say::plan_condition_apart_date(label(then), limit, label(first)),
                _ => say::plan_condition_apart(i64::from(*days), label(first), label(then)),
            }
        }
        Condition::Differ { field, from } => say::plan_condition_differ(label(field), label(from)),
        Condition::ZeroFrom { field, day } => say::plan_condition_zero_from(label(field), day.0),
        Condition::Within { field, than, unless, .. } => {
            let (name, other, start) = (label(field), label(than), date_of(fields, than));
            let limit = known.and_then(|(record, law)| period_end(condition, record, fields, law));
            let text = match (date_of(fields, field), start, limit) {
                (Some(day), Some(start), Some(limit)) => {
                    say::plan_condition_within_dates(name, day, limit, other, start)
                }
                (Some(_), None, _) => return say::plan_condition_within_unknown(name, other),
                _ => say::plan_condition_within(name, other),
            };
            or_reason(text, unless)
        }
        Condition::NoCharge { field, step: other, after } => {
            say::plan_condition_no_charge(label(field), label_in(playbook.step(other), after))
        }
        Condition::Needs { field, one_of } => match one_of.as_slice() {
            [other] => say::plan_condition_needs(label(field), label(other)),
            others => say::plan_condition_needs_one(label(field), others.iter().map(|id| label(id)).collect()),
        },
        Condition::Is { field, word } => {
            let choices = step.field(field).map(|field| field.choices.as_slice()).unwrap_or_default();
            let choice = choices.iter().find(|choice| choice.id == *word);
            let value = choice.map_or_else(|| Key::PlanField.into(), |choice| choice.label.text());
            say::plan_condition_is(label(field), value)
        }
        Condition::StepDone { step: id } => {
            let title = playbook.step(id).map_or_else(|| Key::PlanField.into(), |step| step.title.text());
            say::plan_condition_step_done(title)
        }
        Condition::WishToLeave {} => Key::PlanConditionWish.into(),
        Condition::WishInWriting {} => Key::PlanConditionWishWritten.into(),
        Condition::ContactStopped {} => Key::PlanConditionContact.into(),
        Condition::SaveAttemptUsed {} => Key::PlanConditionAsked.into(),
    }
}

/// Whether a field is asked for, as the earlier steps stand.
pub(super) fn is_asked(field: &Field, plan: Option<&PlanState>) -> bool {
    let Some(only) = &field.only else { return true };
    let value = |id: &str| plan.and_then(|plan| plan.field(&only.step, id)).filter(|value| value.is_filled());
    let fits = |given: &FieldValue| only.is.is_none() || given.as_choice() == only.is.as_deref();
    value(&only.after).is_some_and(fits) && only.unless.as_deref().is_none_or(|id| value(id).is_none())
}

/// Every condition of a step: its required fields, those of its kind, and those that it names.
pub(super) fn all_conditions(step: &Step, record: &CaseRecord) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::new();
    for field in step.fields.iter().filter(|field| field.required && is_asked(field, record.plan.as_ref())) {
        all.push(Condition::Filled { field: field.id.clone() });
    }
    if step.kind == StepKind::Ask {
        all.push(Condition::SaveAttemptUsed {});
    }
    all.extend(step.conditions.iter().cloned());
    all
}

/// Whether a condition holds for a form as typed.
pub(super) fn is_met(condition: &Condition, record: &CaseRecord, fields: &Fields, law: &Law, today: Date) -> bool {
    let date = |field: &String| date_of(fields, field);
    match condition {
        Condition::Filled { field } => is_filled(fields, field),
        Condition::NotPast { field } => date(field).is_none_or(|date| today <= date),
        Condition::NotFuture { field } => date(field).is_none_or(|date| date <= today),
        Condition::InOrder { first, then } => match (date(first), date(then)) {
            (Some(first), Some(then)) => first <= then,
            _ => true,
        },
        Condition::NotBefore { field, step, than, unless } => match (date(field), earlier_date(record, step, than)) {
            (Some(day), Some(limit)) if day < limit => unless.as_ref().is_some_and(|reason| is_filled(fields, reason)),
            _ => true,
        },
        Condition::Within { field, unless, .. } => match (date(field), period_end(condition, record, fields, law)) {
            (Some(day), Some(limit)) if limit < day => unless.as_ref().is_some_and(|reason| is_filled(fields, reason)),
            _ => true,
        },
        Condition::NotAfter { field, step, than, unless } => match (date(field), earlier_date(record, step, than)) {
            (Some(day), Some(limit)) if limit < day => unless.as_ref().is_some_and(|reason| is_filled(fields, reason)),
            _ => true,
        },
        Condition::Apart { then, .. } => {
            let earliest = period_end(condition, record, fields, law);
            !matches!((earliest, date(then)), (Some(earliest), Some(day)) if day < earliest)
        }
        Condition::Differ { field, from } => {
            !(is_filled(fields, field) && is_filled(fields, from)) || fields.get(field) != fields.get(from)
        }
        // Told ahead, it is judged by the first day that the form speaks of.
        Condition::ZeroFrom { field, day } => {
            let first = fields.values().filter_map(FieldValue::as_date).min();
            first.map_or(today, |first| first.max(today)) < day.0 || fields.get(field).is_none_or(is_zero)
        }
        Condition::NoCharge { field, step, after } => {
            earlier_date(record, step, after).is_none() || fields.get(field).is_none_or(is_zero)
        }
        Condition::Needs { field, one_of } => {
            !is_answered(fields, field) || one_of.iter().any(|other| is_filled(fields, other))
        }
        Condition::Is { field, word } => fields.get(field).and_then(FieldValue::as_choice) == Some(word),
        Condition::StepDone { step } => record.plan.as_ref().is_some_and(|plan| plan.is_done(step)),
        Condition::WishToLeave {} => record.wish.is_some_and(|wish| wish.wants_to_leave),
        Condition::WishInWriting {} => {
            record.wish.is_some_and(|wish| wish.wants_to_leave && wish.how == WishHow::InWriting)
        }
        Condition::ContactStopped {} => {
            let is_stopped = |channel| record.contact.contains_key(channel);
            ContactChannel::ALL.iter().all(is_stopped) && record.after.sends.iter().all(|send| send.stopped.is_some())
        }
        Condition::SaveAttemptUsed {} => record.saves_used > 0,
    }
}

fn is_zero(value: &FieldValue) -> bool {
    value.as_money().is_some_and(|money| money.minor == 0)
}

fn is_filled(fields: &Fields, field: &str) -> bool {
    fields.get(field).is_some_and(FieldValue::is_filled)
}

fn is_answered(fields: &Fields, field: &str) -> bool {
    is_filled(fields, field) && fields.get(field) != Some(&FieldValue::YesNo(false))
}

fn date_of(fields: &Fields, field: &str) -> Option<Date> {
    fields.get(field).and_then(FieldValue::as_date)
}

/// The last day of the period in which a date has to lie, or the first on which it may: that of its rule's clock, so that
/// the two always agree. Where no rule holds it is so many days and then so many months, to the day.
fn period_end(condition: &Condition, record: &CaseRecord, fields: &Fields, law: &Law) -> Option<Date> {
    let (than, days, months) = match condition {
        Condition::Within { than, days, months, .. } => (than, days, months.unwrap_or(0)),
        Condition::Apart { first, days, .. } => (first, days, 0),
        _ => return None,
    };
    let start = date_of(fields, than)?;
    // By what it was on its first day: how a rule is doubted today plays no part.
    let clock = |rule| law.clock(rule, &Whose::of(record, fields), start, start);
    if let Some((_, due)) = condition.rule().and_then(clock) {
        return Some(due.on);
    }
    let first = due(start, Clock { n: *days, unit: Unit::Days })?;
    due(first, Clock { n: months, unit: Unit::Months })
}

fn earlier_date(record: &CaseRecord, step: &str, field: &str) -> Option<Date> {
    record.plan.as_ref()?.field(step, field)?.as_date()
}

/// The steps that lock a step.
pub(super) fn locks<'a>(step: &'a Step, plan: &PlanState) -> Vec<&'a str> {
    step.requires.iter().map(String::as_str).filter(|id| !plan.is_settled(id)).collect()
}
