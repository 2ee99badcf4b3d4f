//! The settlement, a table for each currency, as the form stands; every line says how it was worked out.

use crate::leaving::settlement::{Direction, Line, Settlement, SettlementError, Sum};
use crate::leaving::{Fields, Known};
use crate::ui::el::{El, el};
use crate::ui::state::OpenCase;
use crate::ui::view::Cx;
use crate::words::{Key, Text, say};

/// The settlement.
pub fn settlement(cx: &Cx, open: &OpenCase, fields: &Fields) -> El {
    let known = Known { record: &open.record, texts: open.texts(), form: fields };
    let content = match known.settlement() {
        Err(SettlementError::Undecided) => {
            let goods = known.goods().is_some();
            let asked = if goods { Key::UiSettlementUndecidedGoods } else { Key::UiSettlementUndecided };
            el("p").class("muted").text(cx.t(asked))
        }
        // Half a form is no fault.
        Err(error @ (SettlementError::VatUnknown | SettlementError::NoReason(_))) => {
            el("p").class("muted").text(cx.t(say::ui_settlement_waits(&error)))
        }
        Err(error) => el("p").class("fault").attr("role", "alert").text(cx.t(say::ui_settlement_fault(&error))),
        Ok(None) if known.owed().is_none() => el("p").class("muted").text(cx.t(Key::UiSettlementNeedsEnd)),
        Ok(None) => el("p").class("muted").text(cx.t(Key::UiSettlementNone)),
        Ok(Some(settlement)) => tables(cx, &settlement),
    };
    el("div").class("stack tight").child(el("p").class("eyebrow").text(cx.t(Key::UiSettlement))).child(content)
}

fn tables(cx: &Cx, settlement: &Settlement) -> El {
    let several = settlement.sums.len() > 1;
    el("div")
        .class("stack")
        .children(settlement.sums.iter().enumerate().map(|(at, sum)| table(cx, sum, several).key(at)))
        .child(el("p").class("small muted").hidden(!several).text(cx.t(Key::UiSettlementCurrencies)))
}

const fn who(direction: Direction) -> Key {
    match direction {
        Direction::ToCustomer => Key::UiSettlementToCustomer,
        Direction::ToUs => Key::UiSettlementToUs,
    }
}

fn table(cx: &Cx, sum: &Sum, several: bool) -> El {
    let name = say::ui_settlement_in(sum.total.currency.as_str());
    let head = el("tr")
        .child(el("th").attr("scope", "col").text(cx.t(Key::UiSettlementLine)))
        .child(el("th").attr("scope", "col").class("numbers").text(cx.t(Key::UiSettlementAmount)));
    let total = el("tr")
        .class("total")
        .child(
            el("th").attr("scope", "row").text(cx.t(who(sum.direction))).children(sum.reason().map(|it| small(cx, it))),
        )
        .child(el("td").class("numbers").text(cx.words.money(sum.total)));
    el("table")
        .children(several.then(|| el("caption").text(cx.t(name))))
        .child(el("thead").child(head))
        .child(el("tbody").children(sum.lines.iter().enumerate().map(|(at, line)| row(cx, line).key(at))).child(total))
}

fn row(cx: &Cx, line: &Line) -> El {
    let reason =
        el("p").class("small muted").text(cx.t(who(line.direction))).text(" · ").text(cx.t(line.reason.clone()));
    let vat = line.vat.as_ref().map(|vat| small(cx, vat.reason.clone()));
    let doubt = line.doubt.clone().map(|doubt| small(cx, say::ui_settlement_doubt(doubt)));
    el("tr")
        .child(el("td").text(cx.t(line.label.clone())).child(reason).children(vat).children(doubt))
        .child(el("td").class("numbers").text(cx.words.money(line.amount)))
}

fn small(cx: &Cx, text: Text) -> El {
    el("p").class("small muted").text(cx.t(text))
}
