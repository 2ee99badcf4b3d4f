//! What the law sets a day for and is still to come: on the sheet, so that the customer can hold us to it.

use super::{Row, Value, row};
use crate::leaving::rules::{Actor, Flag};
use crate::leaving::{ClockView, PlanView};
use crate::words::{Text, say};

/// A term, or a time that lasts.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What the rule says.
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
    let term = |clock: &ClockView| Term { what: clock.title.clone(), article: clock.article.clone(), day: clock.day() };
    view.open_clocks().filter(is_told).map(term).collect()
}

/// Their rows.
pub fn rows(terms: &[Term]) -> Vec<Option<Row>> {
    let one = |term: &Term| Row {
        notes: vec![say::sheet_terms_article(term.article.as_str())],
        ..row(term.what.clone(), Some(Value::Text(term.day.clone())))
    };
    terms.iter().map(|term| Some(one(term))).collect()
}
