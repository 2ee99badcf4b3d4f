//! A step's form: one input for each of its fields, and the same as it was recorded once the step is settled.

use yew::AttrValue;

use crate::leaving::settlement::is_shown;
use crate::leaving::{FieldKind, FieldValue, FieldView, StepView};
use crate::ui::el::{El, el};
use crate::ui::state::{CaseAction, OpenCase, form};
use crate::ui::view::{Cx, control, note, option, understood, understood_day};
use crate::ui::words::Words;
use crate::words::{Key, Text};

/// The code of Unicode CLDR for a country that has no other here.
const ELSEWHERE: &str = "ZZ";

/// Parts of countries whose rules are known here.
const PARTS: [&str; 2] = ["US-CA", "US-NY"];

/// Currencies to choose from: the frequent ones, then those of the Union, its neighbours and partners by their code.
const CURRENCIES: &str = "EUR GBP USD CHF SEK AED AUD BHD BRL CAD CNY CZK DKK HKD HUF ILS INR ISK JOD JPY KRW KWD MAD MXN \
                          NOK NZD OMR PLN RON RSD SAR SGD THB TND TRY UAH ZAR";

/// The form of a step that is open.
pub fn form(cx: &Cx, open: &OpenCase, step: &StepView) -> El {
    let mark = form::mark(&cx.state.preferences.language);
    let value = |field: &FieldView| form::shown(&step.id, field, &open.drafts, open.texts(), mark);
    let shown = step.fields.iter().filter(|field| is_shown(&field.id, &step.fields, value));
    el("div")
        .class("fields")
        .hidden(step.fields.is_empty())
        .children(shown.map(|field| self::field(cx, open, &step.id, field)))
}

/// Whether a field takes a sentence or more: it is as tall as its text, where a line would cut it.
fn is_sentence(id: &str) -> bool {
    id.ends_with("_because")
        || matches!(id, "what_happened" | "what_we_did" | "agreed" | "kept" | "items" | "what_helps" | "decision")
        || matches!(id, "contact" | "equipment" | "still_owed" | "disputed_line" | "authority_shown")
}

fn field(cx: &Cx, open: &OpenCase, step: &str, field: &FieldView) -> El {
    let id = form::key(step, &field.id);
    let mark = form::mark(&cx.state.preferences.language);
    let value = form::shown(step, field, &open.drafts, open.texts(), mark);
    let text = cx.t(field.label.clone());
    // A question of a sentence or two is read across, not in a narrow column.
    let is_long = text.len() > 80;
    let mut label = el("label").attr("for", id.clone()).text(text);
    if field.required {
        label = label.text(" · ").text(cx.t(Key::FormRequired));
    }
    let read =
        form::value(field, &value, form::currency(step, field, &open.drafts, open.currency()), mark).ok().flatten();
    let understood = match field.kind {
        FieldKind::Money => understood(cx, read.and_then(|value| value.as_money())),
        FieldKind::Date => understood_day(cx, read.and_then(|value| value.as_date())),
        _ => AttrValue::default(),
    };
    let typed = |tag: &'static str, value: String| {
        let left = cx.act(CaseAction::Left(id.clone()));
        el(tag).attr("autocomplete", "off").value(value).on_input(cx.typed(&id)).on_change(left)
    };
    let line = |value: String| typed("input", value);
    let input = match field.kind {
        FieldKind::Choice => select(cx, &id, &value).children(
            field.choices.iter().map(|(word, text)| option(word.clone(), cx.t(text.clone()), value == *word)),
        ),
        FieldKind::YesNo => select(cx, &id, &value)
            .child(option("yes", cx.t(Key::PanelYes), value == "yes"))
            .child(option("no", cx.t(Key::PanelNo), value == "no")),
        FieldKind::Country => country(cx, &id, &value),
        FieldKind::Date => line(value).attr("type", "date"),
        FieldKind::Money | FieldKind::Decimal => line(value).attr("inputmode", "decimal"),
        FieldKind::Text if is_sentence(&field.id) => typed("textarea", value).attr("rows", "1").class("sentence"),
        FieldKind::Text => line(value),
    };
    let mut input = control(cx, &id, input, &understood);
    if field.kind == FieldKind::Money {
        input = el("div").class("amount").child(input).child(currency(cx, open, step, field));
    }
    el("div")
        .key(field.id.as_str())
        .class("field")
        .class(is_long.then_some("wide"))
        .child(label)
        .child(input)
        .child(note(cx, &id, understood))
}

/// Countries by name. One that is recorded and not in the list is there too, a part of a country by its code.
fn country(cx: &Cx, id: &str, chosen: &str) -> El {
    let countries = cx.words.countries();
    let listed = chosen.is_empty()
        || chosen == ELSEWHERE
        || PARTS.contains(&chosen)
        || countries.iter().any(|(code, _)| *code == chosen);
    select(cx, id, chosen)
        .children((!listed).then(|| option(chosen.to_owned(), country_name(cx, chosen), true)))
        .children(countries.iter().map(|(code, name)| option(*code, name.clone(), *code == chosen)))
        // Parts of countries that have rules of their own follow the countries.
        .children(PARTS.iter().map(|part| option(*part, country_name(cx, part), *part == chosen)))
        .child(option(ELSEWHERE, cx.t(Key::FormOtherCountry), chosen == ELSEWHERE))
}

/// The name of a country by its code, or of a part of one (`US-CA`).
pub fn country_name(cx: &Cx, code: &str) -> AttrValue {
    place_name(cx.words, code)
}

/// The same in another language than the agent's.
pub fn place_name(words: &Words, code: &str) -> AttrValue {
    if code == ELSEWHERE {
        return words.t(Key::FormOtherCountry);
    }
    let part = match code {
        "US-CA" => Some(words.t(Key::RulePlaceCalifornia)),
        "US-NY" => Some(words.t(Key::RulePlaceNewYork)),
        _ => None,
    };
    match code.split_once('-') {
        Some((country, _)) => {
            let part = part.unwrap_or_else(|| AttrValue::from(code.to_owned()));
            [&words.format.region(country), " (", &*part, ")"].concat().into()
        }
        None => words.format.region(code).into(),
    }
}

/// A choice with nothing chosen yet.
fn select(cx: &Cx, id: &str, chosen: &str) -> El {
    el("select").on_change(cx.typed(id)).child(option("", cx.t(Key::FormChoose), chosen.is_empty()))
}

/// The currency beside an amount.
fn currency(cx: &Cx, open: &OpenCase, step: &str, field: &FieldView) -> El {
    let chosen = form::currency(step, field, &open.drafts, open.currency());
    let chosen = chosen.as_str();
    let listed = CURRENCIES.split(' ').any(|code| code == chosen);
    el("select")
        .attr("aria-label", cx.t(Key::FormCurrency))
        .on_change(cx.typed(&form::currency_key(step, &field.id)))
        .children((!listed).then(|| option(chosen.to_owned(), chosen.to_owned(), true)))
        .children(CURRENCIES.split(' ').map(|code| option(code, code, chosen == code)))
}

/// The form of a step that is settled, as it was recorded.
pub fn recorded(cx: &Cx, open: &OpenCase, step: &StepView) -> El {
    let rows = step.fields.iter().filter(|field| field.value.is_some()).map(|field| {
        el("tr")
            .key(field.id.as_str())
            .child(el("th").attr("scope", "row").text(cx.t(field.label.clone())))
            .child(el("td").text(said(cx, open, &step.id, field)))
    });
    let is_empty = step.fields.iter().all(|field| field.value.is_none());
    el("table").class("recorded").hidden(is_empty).child(el("tbody").children(rows))
}

fn said(cx: &Cx, open: &OpenCase, step: &str, field: &FieldView) -> AttrValue {
    match &field.value {
        None | Some(FieldValue::Text(_)) => form::shown(step, field, &form::Drafts::new(), open.texts(), '.').into(),
        Some(recorded) => value(cx, field.kind, recorded, |word| {
            field.choices.iter().find(|(known, _)| known == word).map(|(_, text)| text.clone())
        }),
    }
}

/// A recorded value that is no text of a person, in words; `choice` names the word of a choice.
pub fn value(cx: &Cx, kind: FieldKind, value: &FieldValue, choice: impl Fn(&str) -> Option<Text>) -> AttrValue {
    match value {
        FieldValue::Text(_) => AttrValue::default(),
        FieldValue::Date(day) => cx.words.date(day.0),
        FieldValue::Decimal(text) => {
            text.replace('.', form::mark(&cx.state.preferences.language).encode_utf8(&mut [0; 4])).into()
        }
        FieldValue::Money(_) => value.as_money().map(|money| cx.words.money(money)).unwrap_or_default(),
        FieldValue::YesNo(yes) => cx.t(if *yes { Key::PanelYes } else { Key::PanelNo }),
        FieldValue::Choice(word) if kind == FieldKind::Country => country_name(cx, word),
        FieldValue::Choice(word) => choice(word).map_or_else(|| word.clone().into(), |text| cx.t(text)),
    }
}
