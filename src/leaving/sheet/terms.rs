//! What the law sets a day for and is still to come: on the sheet, so that the customer can hold us to it.

use super::{Row, SheetFacts, Value, Wished, row};
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
    pub article: String,
    /// By when, or until when.
    pub day: Text,
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
    };
    view.open_clocks().filter(is_told).map(term).collect()
}

/// Their rows; a day that the sheet promises already is not told twice.
pub fn rows(facts: &SheetFacts) -> Vec<Option<Row>> {
    let is_promised = |term: &&Term| match term.rule.as_str() {
        "privacy_reply" | "privacy_extension" => facts.copy != Wished::Open && facts.erasure != Wished::Open,
        "refund_after_withdrawal" => facts.refund_by.is_some(),
        _ => false,
    };
    let one = |term: &Term| {
        let rule = say::sheet_terms_rule(term.what.clone(), term.article.as_str());
        Some(row(rule, Some(Value::Text(term.day.clone()))))
    };
    facts.terms.iter().filter(|term| !is_promised(term)).map(one).collect()
}
