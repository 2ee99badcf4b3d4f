//! The settlement, line by line, as the form stands; every line says how it was worked out.

use crate::leaving::settlement::{Direction, Settlement, SettlementError};
use crate::leaving::{Fields, Known};
use crate::ui::el::{El, el};
use crate::ui::state::OpenCase;
use crate::ui::view::Cx;
use crate::words::{Key, say};

/// The settlement.
pub fn settlement(cx: &Cx, open: &OpenCase, fields: &Fields) -> El {
    let known = Known { record: &open.record, texts: open.texts(), form: fields };
    let content = match known.settlement() {
        Err(SettlementError::Undecided) => el("p").class("muted").text(cx.t(Key::UiSettlementUndecided)),
        Err(error) => el("p").class("fault").attr("role", "alert").text(cx.t(say::ui_settlement_fault(&error))),
        Ok(None) if known.owed().is_none() => el("p").class("muted").text(cx.t(Key::UiSettlementNeedsEnd)),
        Ok(None) => el("p").class("muted").text(cx.t(Key::UiSettlementNone)),
        Ok(Some(settlement)) => table(cx, &settlement),
    };
    el("div").class("stack tight").child(el("p").class("eyebrow").text(cx.t(Key::UiSettlement))).child(content)
}

const fn who(direction: Direction) -> Key {
    match direction {
        Direction::ToCustomer => Key::UiSettlementToCustomer,
        Direction::ToUs => Key::UiSettlementToUs,
    }
}

fn table(cx: &Cx, settlement: &Settlement) -> El {
    let head = el("tr")
        .child(el("th").attr("scope", "col").text(cx.t(Key::UiSettlementLine)))
        .child(el("th").attr("scope", "col").class("numbers").text(cx.t(Key::UiSettlementAmount)));
    let lines = settlement.lines.iter().enumerate().map(|(at, line)| {
        let reason =
            el("p").class("small muted").text(cx.t(who(line.direction))).text(" · ").text(cx.t(line.reason.clone()));
        el("tr")
            .key(at)
            .child(el("td").text(cx.t(line.label.clone())).child(reason))
            .child(el("td").class("numbers").text(cx.words.money(line.amount)))
    });
    let total = el("tr")
        .class("total")
        .child(el("th").attr("scope", "row").text(cx.t(who(settlement.direction))))
        .child(el("td").class("numbers").text(cx.words.money(settlement.total)));
    el("table").child(el("thead").child(head)).child(el("tbody").children(lines).child(total))
}
