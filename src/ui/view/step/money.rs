//! The settlement, line by line, as the form stands; every line says how it was worked out.

use yew::prelude::*;

use crate::leaving::settlement::{Direction, Settlement};
use crate::leaving::{Fields, Known};
use crate::ui::state::OpenCase;
use crate::ui::view::Cx;
use crate::words::{Key, say};

/// The settlement.
pub fn settlement(cx: Cx, open: &OpenCase, fields: &Fields) -> Html {
    let known = Known { record: &open.record, texts: open.texts(), form: fields };
    let content = match known.settlement() {
        Err(error) => html! { <p class="fault" role="alert">{ cx.t(say::ui_settlement_fault(error.to_string())) }</p> },
        Ok(None) if known.owed().is_none() => html! { <p class="muted">{ cx.t(Key::UiSettlementNeedsEnd) }</p> },
        Ok(None) => html! { <p class="muted">{ cx.t(Key::UiSettlementNone) }</p> },
        Ok(Some(settlement)) => table(cx, &settlement),
    };
    html! {
        <div class="stack tight">
            <p class="eyebrow">{ cx.t(Key::UiSettlement) }</p>
            { content }
        </div>
    }
}

const fn who(direction: Direction) -> Key {
    match direction {
        Direction::ToCustomer => Key::UiSettlementToCustomer,
        Direction::ToUs => Key::UiSettlementToUs,
    }
}

fn table(cx: Cx, settlement: &Settlement) -> Html {
    html! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{ cx.t(Key::UiSettlementLine) }</th>
                    <th scope="col" class="numbers">{ cx.t(Key::UiSettlementAmount) }</th>
                </tr>
            </thead>
            <tbody>
                { for settlement.lines.iter().enumerate().map(|(at, line)| html! {
                    <tr key={at}>
                        <td>
                            { cx.t(line.label.clone()) }
                            <p class="small muted">{ cx.t(who(line.direction)) }{ " · " }{ cx.t(line.reason.clone()) }</p>
                        </td>
                        <td class="numbers">{ cx.words.money(line.amount) }</td>
                    </tr>
                }) }
                <tr class="total">
                    <th scope="row">{ cx.t(who(settlement.direction)) }</th>
                    <td class="numbers">{ cx.words.money(settlement.total) }</td>
                </tr>
            </tbody>
        </table>
    }
}
