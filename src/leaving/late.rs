//! Days that are promised to the customer and lie after the one that the law has: letters and the sheet would promise them.

use super::plan::{ClockView, StepView};
use super::rules::Actor;
use super::values::{FieldValue, Fields};
use crate::words::{Text, say};

/// The rules that set the term of an answer about data; earlier playbooks have the last two of them.
pub const DATA: &[&str] = &["privacy_reply", "privacy_extension", "gdpr_reply", "gdpr_extension"];

/// A field that promises a day, the one that says that it is done already, if any, and the rules that set its term.
const PROMISES: [(&str, Option<&str>, &[&str]); 3] = [
    ("copy_by", Some("copy_sent_on"), DATA),
    ("erase_by", Some("erased_on"), DATA),
    ("refund_by", None, &["refund_after_withdrawal"]),
];

/// What a step's form promises too late, each with the law's own day. `waits` is whether a refund may wait for goods that
/// are not on their way back yet (Dir. 2011/83/EU Art. 13(3)).
#[must_use]
pub fn late_promises(step: &StepView, form: &Fields, clocks: &[ClockView], waits: bool) -> Vec<Text> {
    let late = |(promised, done, rules): (&str, Option<&str>, &[&str])| {
        let field = step.fields.iter().find(|field| field.id == promised)?;
        let day = form.get(promised).and_then(FieldValue::as_date)?;
        let is_its = |clock: &&ClockView| clock.who == Actor::Company && rules.contains(&clock.rule.as_str());
        let clock = clocks.iter().find(is_its).filter(|clock| clock.due < day)?;
        let is_done = done.and_then(|done| form.get(done)).is_some_and(FieldValue::is_filled);
        let may_wait = waits && promised == "refund_by";
        let text = || say::plan_promise_late(field.label.clone(), clock.due, clock.article.clone());
        (!is_done && !may_wait).then(text)
    };
    PROMISES.into_iter().filter_map(late).collect()
}
