//! What the law sets a day for and is still to come: on the sheet, so that the customer can hold us to it.

use time::Date;

use super::{GoodsBack, Row, SheetFacts, Value, Wished, row};
use crate::leaving::late::DATA;
use crate::leaving::rules::{Actor, Flag};
use crate::leaving::{ClockView, PlanView};
use crate::words::{Text, say};

/// A term, or a time that lasts.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The rule's id.
    pub rule: String,
    /// What it says.
    pub what: Text,
    /// Where it stands.
    pub article: Text,
    /// By when, or until when.
    pub day: Text,
    /// The same as a date.
    pub due: Date,
}

/// The terms that run while the sheet is made: ours, and the times that are the customer's. Our own rules are no law, of one
/// of low confidence we tell nobody that it is, and what the sheet itself settles is settled by it.
#[must_use]
pub fn terms(view: &PlanView, sheet: &str) -> Vec<Term> {
    let is_told = |clock: &&ClockView| {
        let doubted = clock.flags.iter().any(|flag| matches!(flag, Flag::House | Flag::LowConfidence));
        clock.step != sheet && !doubted && (clock.who == Actor::Company || clock.lasts)
    };
    let term = |clock: &ClockView| Term {
        rule: clock.rule.clone(),
        what: clock.title.clone(),
        article: clock.article.clone(),
        day: clock.day(),
        due: clock.due,
    };
    view.open_clocks().filter(is_told).map(term).collect()
}

/// Their rows; a day that the sheet promises already is not told twice, unless the law has an earlier one.
pub fn rows(facts: &SheetFacts) -> Vec<Option<Row>> {
    let in_time = |wished: Wished, due: Date| match wished {
        Wished::Open => false,
        Wished::By(day) => day <= due,
        Wished::No | Wished::Done(_) => true,
    };
    let waits = facts.goods.as_ref().is_some_and(GoodsBack::is_awaited);
    let is_promised = |term: &&Term| match term.rule.as_str() {
        rule if DATA.contains(&rule) => in_time(facts.copy, term.due) && in_time(facts.erasure, term.due),
        // It may wait for the goods, and the sheet says so.
        "refund_after_withdrawal" => facts.refund_by.is_some_and(|by| waits || by <= term.due),
        _ => false,
    };
    let one = |term: &Term| {
        let rule = say::sheet_terms_rule(term.what.clone(), term.article.clone());
        Some(row(rule, Some(Value::Text(term.day.clone()))))
    };
    facts.terms.iter().filter(|term| !is_promised(term)).map(one).collect()
}
