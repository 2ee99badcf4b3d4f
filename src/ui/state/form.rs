//! A step's form: what was typed, kept as drafts, becomes values that cannot be wrong.

use crate::case::{Currency, Decimal, Money, MoneyError, date_text, parse_date};
use crate::leaving::{ConditionView, Day, FieldKind, FieldValue, FieldView, Fields, FreeText, StepView, Texts};
use crate::map::Map;
use crate::words::{Key, Text, say};

/// Half-typed texts by field, kept beside the journal.
pub type Drafts = Map<String, String>;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The key of its draft, which is also its name on screen.
    pub field: String,
    /// What to do about it.
    pub text: Text,
}

/// The decimal mark of a language that the project ships.
#[must_use]
pub fn mark(language: &str) -> char {
    if language == "en" { '.' } else { ',' }
}

/// The draft of a step's field.
#[must_use]
pub fn key(step: &str, field: &str) -> String {
    let mut key = String::from(step);
    key.push('.');
    key.push_str(field);
    key
}

/// How the drafts of currencies end.
const CURRENCY: &str = ".currency";

/// The draft of a money field's currency.
#[must_use]
pub fn currency_key(step: &str, field: &str) -> String {
    let mut key = key(step, field);
    key.push_str(CURRENCY);
    key
}

/// Where it is kept which field was changed after the step's letter was typed by hand.
#[must_use]
pub fn changed_key(step: &str) -> String {
    key(step, "letter.changed")
}

/// Where what was typed is kept after a letter was started again from the facts.
#[must_use]
pub fn before_key(letter: &str) -> String {
    key(letter, "before")
}

/// The draft of how this customer's letters address them.
pub const ADDRESS: &str = "letters.address";

/// The draft of the last answer in public.
pub const PUBLIC: &str = "public.letter";

/// The label of the field, of whatever step, that was changed after the step's letter was typed by hand.
#[must_use]
pub fn outdated(steps: &[StepView], step: &str, drafts: &Drafts) -> Option<Text> {
    let changed = drafts.get(&changed_key(step))?;
    let (of, name) = changed.split_once('.')?;
    let fields = &steps.iter().find(|other| other.id == of)?.fields;
    let id = name.strip_suffix(CURRENCY).unwrap_or(name);
    fields.iter().find(|field| field.id == id).map(|field| field.label.clone())
}

/// What a field shows: what was typed, else what is recorded or known.
#[must_use]
pub fn shown(step: &str, field: &FieldView, drafts: &Drafts, texts: &Texts, mark: char) -> String {
    if let Some(draft) = drafts.get(&key(step, &field.id)) {
        return draft.clone();
    }
    match &field.value {
        None => String::new(),
        Some(FieldValue::Text(text)) => texts.get(text).unwrap_or_default().to_owned(),
        Some(FieldValue::Date(day)) => date_text(day.0),
        Some(FieldValue::Choice(word)) => word.clone(),
        Some(FieldValue::YesNo(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        Some(FieldValue::Decimal(text)) => text.replace('.', mark.encode_utf8(&mut [0; 4])),
        Some(value @ FieldValue::Money(_)) => value.as_money().map(|money| typed(money, mark)).unwrap_or_default(),
    }
}

/// An amount as it would be typed.
#[must_use]
pub fn typed(money: Money, mark: char) -> String {
    money.decimal().chars().map(|c| if c == '.' { mark } else { c }).collect()
}

/// The currency of a money field: as chosen, else as recorded, else that of the customer's place.
#[must_use]
pub fn currency(step: &str, field: &FieldView, drafts: &Drafts, usual: Currency) -> Currency {
    let typed = drafts.get(&currency_key(step, &field.id)).and_then(|code| Currency::parse(code).ok());
    let recorded = field.value.as_ref().and_then(FieldValue::as_money).map(|money| money.currency);
    typed.or(recorded).unwrap_or(usual)
}

/// Reads an amount of money as typed. Who pays is said by the field; an amount below zero would say it twice.
///
/// # Errors
/// Says in words how to write it.
pub fn amount(typed: &str, currency: Currency, mark: char) -> Result<Money, Text> {
    match Money::parse(typed, currency, mark) {
        Ok(money) if money.minor >= 0 => Ok(money),
        Err(MoneyError::Ambiguous(_)) => Err(say::form_two_amounts(typed)),
        _ => Err(say::form_not_an_amount(typed, currency.as_str())),
    }
}

/// Reads what was typed into a field; nothing typed is no value.
///
/// # Errors
/// Says in words what does not fit.
pub fn value(field: &FieldView, typed: &str, currency: Currency, mark: char) -> Result<Option<FieldValue>, Text> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let value = match field.kind {
        FieldKind::Text => FieldValue::Text(FreeText::typed(typed)),
        FieldKind::Date => match parse_date("", typed) {
            Ok(date) => FieldValue::Date(Day(date)),
            Err(_) => return Err(say::form_not_a_date(typed)),
        },
        FieldKind::Money => FieldValue::money(amount(typed, currency, mark)?),
        FieldKind::Choice | FieldKind::Country => FieldValue::Choice(typed.to_owned()),
        FieldKind::YesNo => FieldValue::YesNo(typed == "yes"),
        FieldKind::Decimal => match Decimal::parse(typed) {
            Some(number) => FieldValue::Decimal(number.text('.')),
            None => return Err(say::form_not_a_number(typed)),
        },
    };
    Ok(Some(value))
}

/// The values of a step's form as it stands, and what does not fit.
#[must_use]
pub fn values(step: &StepView, drafts: &Drafts, texts: &Texts, mark: char, usual: Currency) -> (Fields, Vec<Fault>) {
    let mut fields = Fields::new();
    let mut faults = Vec::new();
    for field in &step.fields {
        let typed = shown(&step.id, field, drafts, texts, mark);
        match value(field, &typed, currency(&step.id, field, drafts, usual), mark) {
            Ok(Some(value)) => {
                fields.insert(field.id.clone(), value);
            }
            Ok(None) => {}
            Err(text) => faults.push(Fault { field: key(&step.id, &field.id), text }),
        }
    }
    (fields, faults)
}

/// What keeps a step from being done: adds to the faults of its fields, and gives what is to be looked at, by name, in
/// the order of the form; conditions that are not about a field come last.
#[must_use]
pub fn missing(step: &StepView, conditions: &[ConditionView], fields: &Fields, faults: &mut Vec<Fault>) -> Vec<Text> {
    let mut look_at = Vec::new();
    for field in &step.fields {
        let id = key(&step.id, &field.id);
        let unmet = conditions.iter().find(|one| !one.met && one.field.as_ref() == Some(&field.id));
        let is_faulty = faults.iter().any(|fault| fault.field == id);
        if is_faulty || unmet.is_some() {
            look_at.push(field.label.clone());
        }
        if let Some(unmet) = unmet.filter(|_| !is_faulty) {
            let text = if fields.contains_key(&field.id) { unmet.text.clone() } else { wanted(field.kind).into() };
            faults.push(Fault { field: id, text });
        }
    }
    look_at.extend(conditions.iter().filter(|one| !one.met && one.field.is_none()).map(|one| one.text.clone()));
    look_at
}

/// What to do about an empty field.
const fn wanted(kind: FieldKind) -> Key {
    match kind {
        FieldKind::Text => Key::FormWantText,
        FieldKind::Date => Key::FormWantDate,
        FieldKind::Money => Key::FormWantAmount,
        FieldKind::Decimal => Key::FormWantNumber,
        FieldKind::Choice | FieldKind::Country | FieldKind::YesNo => Key::FormWantChoice,
    }
}

/// The drafts that a step's act uses up.
#[must_use]
pub fn spent(step: &str, drafts: &Drafts) -> Vec<String> {
    let prefix = key(step, "");
    drafts.keys().filter(|draft| draft.starts_with(&prefix)).cloned().collect()
}
