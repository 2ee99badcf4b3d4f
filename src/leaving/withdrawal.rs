//! Whether the customer may withdraw (Dir. 2011/83/EU Art. 9 and 10), as far as the facts tell. What is not known is said to
//! be, and is never a no.

use time::Date;

use super::clock::due;
use super::law::{Found, Law, Whose, applicable};
use super::record::CaseRecord;
use super::rules::{Clock, Flag, Unit};
use super::values::{FieldValue, Fields};
use crate::case::{ConcludedBy, CustomerKind};
use crate::words::{Key, Text, say};

/// The period, in days from the contract, for goods from their delivery (Art. 9).
const DAYS: u16 = 14;

/// How much longer it is for a customer who was not told of the right, in months (Art. 10).
const LONGER: u16 = 12;

/// The rule that gives the right; where no pack has it, there is nothing to say.
const RULE: &str = "withdrawal";

/// Where the right to withdraw stands while no withdrawal is recorded; `form` is the form that is being typed. `None`
/// where the law gives none, or the longest period is over.
#[must_use]
pub fn withdrawal_right(record: &CaseRecord, form: &Fields, law: &Law, today: Date) -> Option<Text> {
    let (customer, contract) = (&record.case.customer, &record.case.contract);
    let word = |field: &str| form.get(field).and_then(FieldValue::as_choice);
    let kind = match word("customer_kind") {
        Some(typed) => CustomerKind::ALL.iter().copied().find(|kind| kind.word() == typed).unwrap_or_default(),
        None => customer.kind,
    };
    let place = word("jurisdiction").or(customer.jurisdiction.as_deref());
    let by = word("concluded_by").or(contract.concluded_by.map(ConcludedBy::word));
    let declared = form.get("withdrawal_on").is_some_and(FieldValue::is_filled);
    let holds = |found: &Found<'_>| found.rule.id == RULE && !found.flags.contains(&Flag::NotInForce);
    let has_right = applicable(law, kind, place, today).iter().any(holds);
    if declared || !has_right || by == Some(ConcludedBy::Shop.word()) {
        return None;
    }
    let Some(made) = form.get("concluded_on").and_then(FieldValue::as_date).or(contract.concluded_on) else {
        return Some(Key::PlanWithdrawalUnknown.into());
    };
    let whole = due(made, Clock { n: DAYS, unit: Unit::Days })?;
    // Where it ends on a day off it runs on to the next working day, as far as the rule says so.
    let whose = Whose { kind, place, contract: contract.kind };
    let ends = law.clock(RULE, &whose, made, today).map_or(whole, |(_, due)| due.on);
    let longest = due(whole, Clock { n: LONGER, unit: Unit::Months })?;
    if today <= ends {
        Some(say::plan_withdrawal_running(ends))
    } else if today <= longest {
        Some(say::plan_withdrawal_over(ends, longest))
    } else {
        None
    }
}

/// By when money goes back after a withdrawal: 14 days from being told (Art. 13(1)).
#[must_use]
pub fn refund_due(withdrawn: Date) -> Option<Date> {
    due(withdrawn, Clock { n: DAYS, unit: Unit::Days })
}

/// By when goods are sent back after a withdrawal: 14 days from telling us (Art. 14(1)).
#[must_use]
pub fn return_due(withdrawn: Date) -> Option<Date> {
    due(withdrawn, Clock { n: DAYS, unit: Unit::Days })
}
