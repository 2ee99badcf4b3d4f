//! The leaving sheet on screen and on paper, in the customer's language.

use yew::AttrValue;

use crate::leaving::sheet::{Section, SheetFacts, Value, Wished, leaving_sheet, terms};
use crate::leaving::{Fields, Known, PlanView};
use crate::ui::el::{El, el};
use crate::ui::state::{CaseAction, OpenCase};
use crate::ui::view::{Cx, button};
use crate::words::{Key, say};

/// The sheet with its buttons.
pub fn sheet(cx: &Cx, open: &OpenCase, view: &PlanView, step: &str, fields: &Fields) -> El {
    let known = Known { record: &open.record, texts: open.texts(), form: fields };
    let facts = known.sheet();
    // As typed for this customer, else the first of our names that the reader knows.
    let own = cx.state.preferences.own_names.split(',').map(str::trim).find(|name| !name.is_empty());
    let company = facts.company.clone().or_else(|| own.map(str::to_owned));
    let sets_day = matches!(facts.erasure, Wished::By(_));
    let sheet = leaving_sheet(&SheetFacts { company, made_on: Some(cx.today), terms: terms(view, step), ..facts });
    let letters = cx.letters;
    let (catalogue, format) = (&letters.catalogue, &letters.format);
    let head = el("div")
        .class("sheet-from")
        .child(el("span").text(sheet.company.clone().unwrap_or_default()))
        .child(el("span").text(sheet.made_on.clone().map(|day| letters.t(day)).unwrap_or_default()));
    let paper = el("article")
        .class("paper")
        .attr("lang", catalogue.language().to_owned())
        .child(head)
        .child(el("h4").class("sheet-title").text(letters.t(sheet.title.clone())))
        .children(sheet.to.clone().map(|to| el("p").key("to").class("muted").text(letters.t(to))))
        .children(sheet.sections.iter().enumerate().map(|(at, section)| self::section(cx, section).key(at)));
    let text = sheet.as_text(catalogue, format);
    let rich = CaseAction::CopyRich { text: text.clone(), html: sheet.as_html(catalogue, format) };
    let name = if sheet.to.is_some() { Key::SheetOtherFile } else { Key::SheetFile };
    let name = [&letters.string(name), ".html"].concat();
    let file = CaseAction::Save { name, text: sheet.as_file(catalogue, format) };
    let buttons = el("div")
        .class("row no-print")
        .child(button(cx.t(Key::UiPrint), cx.act(CaseAction::Print)).hidden(!cx.can_print))
        .child(button(cx.t(Key::UiCopyMail), cx.act(rich)))
        .child(button(cx.t(Key::UiCopyText), cx.act(CaseAction::Copy(text))))
        .child(button(cx.t(Key::UiSaveSheet), cx.act(file)));
    let day = say::sheet_screen_erase_by(Key::StepDataTitle, Key::StepFieldEraseBy);
    let day = el("p").class("small muted no-print").hidden(!sets_day).text(cx.t(day));
    el("div").class("sheet").child(paper).child(day).child(buttons)
}

fn section(cx: &Cx, section: &Section) -> El {
    let numbers = section.has_amounts().then_some("numbers");
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
                .child(el("td").class(numbers).text(self::value(cx, value))),
            None => line.child(el("td").attr("colspan", "2").text(label)),
        }
    });
    el("section")
        .class("sheet-part")
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
