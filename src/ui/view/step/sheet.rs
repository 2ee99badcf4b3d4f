//! The leaving sheet on screen and on paper, in the customer's language.

use yew::AttrValue;

use crate::leaving::sheet::{Section, Value, leaving_sheet};
use crate::leaving::{Fields, Known};
use crate::ui::el::{El, el};
use crate::ui::state::{CaseAction, OpenCase};
use crate::ui::view::{Cx, button};
use crate::words::Key;

/// The sheet with its buttons.
pub fn sheet(cx: &Cx, open: &OpenCase, fields: &Fields) -> El {
    let facts = Known { record: &open.record, texts: open.texts(), form: fields }.sheet();
    let sheet = leaving_sheet(&facts);
    let letters = cx.letters;
    let text = sheet.as_text(&letters.catalogue, &letters.format);
    let sections = sheet.sections.iter().enumerate();
    let paper = el("article")
        .class("paper stack wide")
        .attr("lang", letters.catalogue.language().to_owned())
        .child(el("h4").class("sheet-title").text(letters.t(sheet.title.clone())))
        .children(sections.map(|(at, section)| self::section(cx, section).key(at)));
    let buttons = el("div")
        .class("row no-print")
        .child(button(cx.t(Key::UiPrint), cx.act(CaseAction::Print)).hidden(!cx.can_print))
        .child(button(cx.t(Key::UiCopyText), cx.act(CaseAction::Copy(text))));
    el("div").class("sheet").child(paper).child(buttons)
}

fn section(cx: &Cx, section: &Section) -> El {
    let rows = section.rows.iter().enumerate().map(|(at, row)| {
        let label = cx.letters.t(row.label.clone());
        let notes = row
            .notes
            .iter()
            .enumerate()
            .map(|(at, note)| el("p").key(at).class("small muted").text(cx.letters.t(note.clone())));
        let line = el("tr").key(at).class(row.is_sum.then_some("total"));
        match &row.value {
            Some(value) => line
                .child(el("th").attr("scope", "row").text(label).children(notes))
                .child(el("td").text(self::value(cx, value))),
            None => line.child(el("td").attr("colspan", "2").text(label)),
        }
    });
    el("div")
        .class("stack tight")
        .child(el("h5").text(cx.letters.t(section.heading.clone())))
        .child(el("table").child(el("tbody").children(rows)))
}

fn value(cx: &Cx, value: &Value) -> AttrValue {
    match value {
        Value::Text(text) => cx.letters.t(text.clone()),
        Value::Words(words) => words.clone().into(),
        Value::Date(date) => cx.letters.date(*date),
        Value::Money(money) => cx.letters.money(*money),
    }
}
