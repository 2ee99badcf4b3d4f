//! Whether the customer may withdraw (Dir. 2011/83/EU Art. 9 and 10), as far as the facts tell. What is not known is said to
//! be, and is never a no.

use time::Date;

use super::clock::due;
use super::law::{Found, Law, Whose, applicable};
use super::record::CaseRecord;
use super::rules::{Clock, Flag, Unit};
use super::values::{FieldValue, Fields};
use crate::case::ConcludedBy;
use crate::words::{Key, Text, say};

/// The period, in days from the contract, for goods from their delivery (Art. 9).
const DAYS: u16 = 14;

/// How much longer it is for a customer who was not told of the right, in months (Art. 10), where no pack says so.
const MONTHS: u16 = 12;

/// The rule that gives the right; where no pack has it, there is nothing to say.
const RULE: &str = "withdrawal";

/// The rule that gives more time.
const LONGER: &str = "withdrawal_extended";

/// Where the right to withdraw stands while no withdrawal is recorded, and that there is none where one is; `form` is the
/// form that is being typed. `None` where there is nothing to say: the law gives no such right, the longest period is over,
/// or a withdrawal is recorded and its period is checked by the step's conditions.
#[must_use]
pub fn withdrawal_right(record: &CaseRecord, form: &Fields, law: &Law, today: Date) -> Option<Text> {
    let contract = &record.case.contract;
    let whose = Whose::of(record, form);
    let by = form.get("concluded_by").and_then(FieldValue::as_choice).or(contract.concluded_by.map(ConcludedBy::word));
    let declared = form.get("withdrawal_on").is_some_and(FieldValue::is_filled);
    let holds = |found: &Found<'_>| found.rule.id == RULE && !found.flags.contains(&Flag::NotInForce);
    let has_right =
        applicable(law, whose.kind, whose.place, today).iter().any(holds) && by != Some(ConcludedBy::Shop.word());
    if declared {
        // All that was paid would go back, and charges fall, by a right that is not there.
        return (!has_right).then(|| Key::PlanWithdrawalNone.into());
    }
    if !has_right {
        return None;
    }
    let day = |field: &str| form.get(field).and_then(FieldValue::as_date);
    // Of goods it runs from their delivery.
    let Some(made) = day("delivered_on").or_else(|| day("concluded_on")).or(contract.concluded_on) else {
        return Some(Key::PlanWithdrawalUnknown.into());
    };
    let clock = |rule| law.clock(rule, &whose, made, today).map(|(_, due)| due.on);
    let ends = clock(RULE).or_else(|| due(made, Clock { n: DAYS, unit: Unit::Days }))?;
    let longest = clock(LONGER).or_else(|| due(ends, Clock { n: MONTHS, unit: Unit::Months }))?;
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
