//! A step's form: what was typed, kept as drafts, becomes values that cannot be wrong.

use crate::case::{Currency, Money, date_text, parse_date};
use crate::leaving::{Day, FieldKind, FieldValue, FieldView, Fields, FreeText, StepView, Texts};
use crate::map::Map;
use crate::words::{Text, say};

/// Half-typed texts by field, kept beside the journal.
pub type Drafts = Map<String, String>;

/// The draft of a step's field.
#[must_use]
pub fn key(step: &str, field: &str) -> String {
    let mut key = String::from(step);
    key.push('.');
    key.push_str(field);
    key
}

/// The draft of a money field's currency.
#[must_use]
pub fn currency_key(step: &str, field: &str) -> String {
    let mut key = key(step, field);
    key.push_str(".currency");
    key
}

/// What a field shows: what was typed, else what is recorded or known.
#[must_use]
pub fn shown(step: &str, field: &FieldView, drafts: &Drafts, texts: &Texts) -> String {
    if let Some(draft) = drafts.get(&key(step, &field.id)) {
        return draft.clone();
    }
    match &field.value {
        None => String::new(),
        Some(FieldValue::Text(text)) => texts.get(text).unwrap_or_default().to_owned(),
        Some(FieldValue::Date(day)) => date_text(day.0),
        Some(FieldValue::Choice(word)) => word.clone(),
        Some(FieldValue::YesNo(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        Some(value @ FieldValue::Money(_)) => value.as_money().map(Money::decimal).unwrap_or_default(),
    }
}

/// The currency of a money field: as chosen, else as recorded, else the euro.
#[must_use]
pub fn currency(step: &str, field: &FieldView, drafts: &Drafts) -> Currency {
    let typed = drafts.get(&currency_key(step, &field.id)).and_then(|code| Currency::parse(code).ok());
    let recorded = field.value.as_ref().and_then(FieldValue::as_money).map(|money| money.currency);
    typed.or(recorded).unwrap_or(Currency::EUR)
}

/// Reads what was typed into a field; nothing typed is no value.
///
/// # Errors
/// Says in words what does not fit.
pub fn value(field: &FieldView, typed: &str, currency: Currency) -> Result<Option<FieldValue>, Text> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let value = match field.kind {
        FieldKind::Text => FieldValue::Text(FreeText::typed(typed)),
        FieldKind::Date => match parse_date("", typed) {
            Ok(date) => FieldValue::Date(Day(date)),
            Err(_) => return Err(say::form_not_a_date(field.label.clone(), typed)),
        },
        // Who pays is said by the field; an amount below zero would say it twice.
        FieldKind::Money => match Money::parse(typed, currency) {
            Ok(money) if money.minor >= 0 => FieldValue::money(money),
            _ => return Err(say::form_not_an_amount(field.label.clone(), typed)),
        },
        FieldKind::Choice => FieldValue::Choice(typed.to_owned()),
        FieldKind::Country => FieldValue::Choice(typed.to_ascii_uppercase()),
        FieldKind::YesNo => FieldValue::YesNo(typed == "yes"),
    };
    Ok(Some(value))
}

/// The values of a step's form as it stands, and what does not fit, by field.
#[must_use]
pub fn values(step: &StepView, drafts: &Drafts, texts: &Texts) -> (Fields, Vec<Text>) {
    let mut fields = Fields::new();
    let mut faults = Vec::new();
    for field in &step.fields {
        let typed = shown(&step.id, field, drafts, texts);
        match value(field, &typed, currency(&step.id, field, drafts)) {
            Ok(Some(value)) => {
                fields.insert(field.id.clone(), value);
            }
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    (fields, faults)
}

/// The drafts that a step's act uses up.
#[must_use]
pub fn spent(step: &str, drafts: &Drafts) -> Vec<String> {
    let prefix = key(step, "");
    drafts.keys().filter(|draft| draft.starts_with(&prefix)).cloned().collect()
}
