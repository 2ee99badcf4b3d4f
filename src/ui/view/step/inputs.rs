//! A step's form: one input for each of its fields, and the same as it was recorded once the step is settled.

use yew::AttrValue;

use crate::leaving::{FieldKind, FieldValue, FieldView, StepView};
use crate::ui::el::{El, el};
use crate::ui::state::{OpenCase, form};
use crate::ui::view::{Cx, option};
use crate::words::Key;

/// The form of a step that is open.
pub fn form(cx: &Cx, open: &OpenCase, step: &StepView) -> El {
    el("div")
        .class("fields")
        .hidden(step.fields.is_empty())
        .children(step.fields.iter().map(|field| self::field(cx, open, &step.id, field)))
}

fn field(cx: &Cx, open: &OpenCase, step: &str, field: &FieldView) -> El {
    let id = form::key(step, &field.id);
    let value = form::shown(step, field, &open.drafts, open.texts());
    let mut label = el("label").attr("for", id.clone()).text(cx.t(field.label.clone()));
    if field.required {
        label = label.text(" · ").text(cx.t(Key::FormRequired));
    }
    let line = |value: String| el("input").attr("id", id.clone()).value(value).on_input(cx.typed(&id));
    let input = match field.kind {
        FieldKind::Choice => select(cx, &id, &value).children(
            field.choices.iter().map(|(word, text)| option(word.clone(), cx.t(text.clone()), value == *word)),
        ),
        FieldKind::YesNo => select(cx, &id, &value)
            .child(option("yes", cx.t(Key::PanelYes), value == "yes"))
            .child(option("no", cx.t(Key::PanelNo), value == "no")),
        FieldKind::Date => line(value).attr("type", "date"),
        FieldKind::Money => {
            let amount = line(value).attr("inputmode", "decimal").attr("autocomplete", "off");
            el("div").class("amount").child(amount).child(currency(cx, open, step, field))
        }
        FieldKind::Country => line(value).attr("maxlength", "6").attr("autocomplete", "off").attr("placeholder", "DE"),
        FieldKind::Text => line(value).attr("autocomplete", "off"),
    };
    el("div").key(field.id.as_str()).class("field").child(label).child(input)
}

/// A choice with nothing chosen yet.
fn select(cx: &Cx, id: &str, chosen: &str) -> El {
    el("select").attr("id", id.to_owned()).on_change(cx.typed(id)).child(option(
        "",
        cx.t(Key::FormChoose),
        chosen.is_empty(),
    ))
}

/// The currency beside an amount.
fn currency(cx: &Cx, open: &OpenCase, step: &str, field: &FieldView) -> El {
    const CURRENCIES: [&str; 5] = ["EUR", "GBP", "USD", "CHF", "SEK"];
    let chosen = form::currency(step, field, &open.drafts);
    el("select")
        .attr("aria-label", cx.t(Key::FormCurrency))
        .on_change(cx.typed(&form::currency_key(step, &field.id)))
        .children(CURRENCIES.iter().map(|code| option(*code, *code, chosen.as_str() == *code)))
}

/// The form of a step that is settled, as it was recorded.
pub fn recorded(cx: &Cx, open: &OpenCase, step: &StepView) -> El {
    let rows = step.fields.iter().filter(|field| field.value.is_some()).map(|field| {
        el("tr")
            .key(field.id.as_str())
            .child(el("th").attr("scope", "row").text(cx.t(field.label.clone())))
            .child(el("td").text(said(cx, open, &step.id, field)))
    });
    el("table").hidden(step.fields.iter().all(|field| field.value.is_none())).child(el("tbody").children(rows))
}

fn said(cx: &Cx, open: &OpenCase, step: &str, field: &FieldView) -> AttrValue {
    match &field.value {
        Some(FieldValue::Date(day)) => cx.words.date(day.0),
        Some(value @ FieldValue::Money(_)) => value.as_money().map(|money| cx.words.money(money)).unwrap_or_default(),
        Some(FieldValue::YesNo(yes)) => cx.t(if *yes { Key::PanelYes } else { Key::PanelNo }),
        Some(FieldValue::Choice(word)) => {
            let label = field.choices.iter().find(|(known, _)| known == word).map(|(_, text)| cx.t(text.clone()));
            label.unwrap_or_else(|| word.clone().into())
        }
        _ => form::shown(step, field, &form::Drafts::new(), open.texts()).into(),
    }
}
