//! What is owed both ways at the end, to the cent, so that a person can redo it by hand.

use time::Date;

use crate::case::{Currency, Money};
use crate::vocabulary;
use crate::words::{Key, Text, say};

vocabulary! {
    /// Who pays.
    Direction {
        /// We pay the customer.
        ToCustomer = "to_customer",
        /// The customer pays us.
        ToUs = "to_us",
    }
}

/// A period that was paid in advance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prepaid {
    /// Its first day.
    pub from: Date,
    /// Its last day, paid for.
    pub to: Date,
    /// What was paid for all of it.
    pub paid: Money,
}

/// What goes into a settlement. Amounts are zero or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The last day of the service, used and charged.
    pub ends_on: Date,
    /// A period paid in advance, refunded by the day after `ends_on`.
    pub prepaid: Option<Prepaid>,
    /// Credit that stands on the account.
    pub credit: Option<Money>,
    /// A deposit that we hold.
    pub deposit: Option<Money>,
    /// The compensation that was promised.
    pub compensation: Option<Money>,
    /// The last charge, still to be paid.
    pub last_charge: Option<Money>,
    /// Equipment that will not come back.
    pub equipment: Option<Money>,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What.
    pub label: Text,
    /// How it was worked out.
    pub reason: Text,
    /// How much, zero or more.
    pub amount: Money,
    /// Who pays.
    pub direction: Direction,
}

/// The settlement.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// Its lines; none when nothing is owed.
    pub lines: Vec<Line>,
    /// The sum, zero or more.
    pub total: Money,
    /// Who pays it.
    pub direction: Direction,
}

/// Why a settlement is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettlementError {
    /// Two currencies.
    #[error("{0} and {1} cannot be settled in one sum")]
    Currencies(Currency, Currency),
    /// The prepaid period ends before it begins.
    #[error("the prepaid period ends on {to}, before it begins on {from}")]
    Reversed {
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
    },
    /// An amount below zero.
    #[error("{0} is below zero; who pays is said by the line")]
    Negative(Money),
    /// More than an amount can hold.
    #[error("the amounts are too large to add")]
    TooLarge,
}

/// Works out what is owed.
///
/// A prepaid period counts its first and last day; its unused days are those after `ends_on`. The refund is
/// paid x unused / days, rounded half up to the minor unit.
///
/// # Errors
/// See [`SettlementError`].
pub fn settle(owed: &Owed, currency: Currency) -> Result<Settlement, SettlementError> {
    let mut lines = Vec::new();
    if let Some(prepaid) = owed.prepaid {
        lines.extend(refund(prepaid, owed.ends_on)?);
    }
    let plain = [
        (owed.credit, Key::SettleCredit, Key::SettleCreditReason, Direction::ToCustomer),
        (owed.deposit, Key::SettleDeposit, Key::SettleDepositReason, Direction::ToCustomer),
        (owed.compensation, Key::SettleCompensation, Key::SettleCompensationReason, Direction::ToCustomer),
        (owed.last_charge, Key::SettleLastCharge, Key::SettleLastChargeReason, Direction::ToUs),
        (owed.equipment, Key::SettleEquipment, Key::SettleEquipmentReason, Direction::ToUs),
    ];
    for (amount, label, reason, direction) in plain {
        if let Some(amount) = amount
            && amount.minor != 0
        {
            lines.push(Line { label: label.into(), reason: reason.into(), amount, direction });
        }
    }
    let mut sum: i128 = 0;
    for line in &lines {
        if line.amount.currency != currency {
            return Err(SettlementError::Currencies(currency, line.amount.currency));
        }
        if line.amount.minor < 0 {
            return Err(SettlementError::Negative(line.amount));
        }
        let minor = i128::from(line.amount.minor);
        sum += if line.direction == Direction::ToCustomer { minor } else { -minor };
    }
    let direction = if sum < 0 { Direction::ToUs } else { Direction::ToCustomer };
    let minor = i64::try_from(sum.abs()).map_err(|_| SettlementError::TooLarge)?;
    Ok(Settlement { lines, total: Money::new(minor, currency), direction })
}

fn refund(prepaid: Prepaid, ends_on: Date) -> Result<Option<Line>, SettlementError> {
    let Prepaid { from, to, paid } = prepaid;
    if to < from {
        return Err(SettlementError::Reversed { from, to });
    }
    if paid.minor < 0 {
        return Err(SettlementError::Negative(paid));
    }
    let days = (to - from).whole_days() + 1;
    let unused = (to - ends_on).whole_days().clamp(0, days);
    if unused == 0 || paid.minor == 0 {
        return Ok(None);
    }
    let (numerator, divisor) = (i128::from(paid.minor) * i128::from(unused), i128::from(days));
    // Half up: add half of the divisor before the division; both are positive here.
    let minor = i64::try_from((2 * numerator + divisor) / (2 * divisor)).map_err(|_| SettlementError::TooLarge)?;
    Ok(Some(Line {
        label: Key::SettleRefund.into(),
        reason: say::settle_refund_reason(paid, unused, days),
        amount: Money::new(minor, paid.currency),
        direction: Direction::ToCustomer,
    }))
}
