//! The leaving sheet on screen and on paper, in the customer's language.

use yew::prelude::*;

use crate::leaving::sheet::{Value, leaving_sheet};
use crate::leaving::{Fields, Known};
use crate::ui::state::{CaseAction, OpenCase};
use crate::ui::view::Cx;
use crate::words::Key;

/// The sheet with its buttons.
pub fn sheet(cx: Cx, open: &OpenCase, fields: &Fields) -> Html {
    let facts = Known { record: &open.record, texts: open.texts(), form: fields }.sheet();
    let sheet = leaving_sheet(&facts);
    let letters = cx.letters;
    let text = sheet.as_text(&letters.catalogue, &letters.format);
    html! {
        <div class="sheet">
            <article class="paper stack wide" lang={letters.catalogue.language().to_owned()}>
                <h4 class="sheet-title">{ letters.t(sheet.title.clone()) }</h4>
                { for sheet.sections.iter().enumerate().map(|(at, section)| html! {
                    <div key={at} class="stack tight">
                        <h5>{ letters.t(section.heading.clone()) }</h5>
                        <table><tbody>
                            { for section.rows.iter().enumerate().map(|(at, row)| html! {
                                <tr key={at}>
                                    <th scope="row">{ letters.t(row.label.clone()) }</th>
                                    <td>{ row.value.as_ref().map(|value| self::value(cx, value)).unwrap_or_default() }</td>
                                </tr>
                            }) }
                        </tbody></table>
                    </div>
                }) }
            </article>
            <div class="row no-print">
                <button onclick={cx.act(CaseAction::Print)}>{ cx.t(Key::UiPrint) }</button>
                <button onclick={cx.act(CaseAction::Copy(text))}>{ cx.t(Key::UiCopyText) }</button>
            </div>
        </div>
    }
}

fn value(cx: Cx, value: &Value) -> AttrValue {
    match value {
        Value::Text(text) => cx.letters.t(text.clone()),
        Value::Words(words) => words.clone().into(),
        Value::Date(date) => cx.letters.date(*date),
        Value::Money(money) => cx.letters.money(*money),
    }
}
