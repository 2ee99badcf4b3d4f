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

/// A withdrawal from a contract (Dir. 2011/83/EU Art. 9 to 14): the contract is undone, not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// The day on which we were told, the last one on which the service counts.
    pub on: Date,
    /// Whether they expressly asked that the service begin at once, and had been told of the right and that they would
    /// then pay for it (Art. 14(3), 14(4)(a)); `None` while nobody has said.
    pub pays_for_service: Option<bool>,
    /// The price agreed for the period, where it is another than what was paid for it.
    pub price: Option<Money>,
    /// Payments received beside those for the period: set-up, standard delivery.
    pub other_paid: Option<Money>,
}

/// What goes into a settlement. Amounts are zero or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The last day of the service, used and charged.
    pub ends_on: Date,
    /// A period paid in advance, refunded by the day after `ends_on`; after a withdrawal, all of it.
    pub prepaid: Option<Prepaid>,
    /// The withdrawal, where it is one: `ends_on` and `last_charge` then have no part in it.
    pub withdrawal: Option<Withdrawal>,
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
    /// Nobody has said what was paid before a withdrawal, or whether the service until then is to be paid for.
    #[error("what was paid, or whether the service until the withdrawal is to be paid for, is not known")]
    Undecided,
    /// More than an amount can hold.
    #[error("the amounts are too large to add")]
    TooLarge,
}

impl Owed {
    /// The currency of the first amount; `None` where no amount was given.
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        let (price, other) = self.withdrawal.map_or((None, None), |it| (it.price, it.other_paid));
        let paid = self.prepaid.map(|prepaid| prepaid.paid);
        let plain = [self.credit, self.deposit, self.compensation, self.last_charge, self.equipment];
        [paid, other, price].into_iter().chain(plain).flatten().next().map(|amount| amount.currency)
    }
}

/// Works out what is owed.
///
/// A prepaid period counts its first and last day; its unused days are those after `ends_on`. The refund is
/// paid x unused / days, rounded half up to the minor unit. After a withdrawal all payments go back, less
/// price x days until the withdrawal / days, where the service is to be paid for: the day of the withdrawal counts.
///
/// # Errors
/// See [`SettlementError`].
pub fn settle(owed: &Owed, currency: Currency) -> Result<Settlement, SettlementError> {
    let mut lines = Vec::new();
    match (owed.withdrawal, owed.prepaid) {
        (Some(withdrawal), prepaid) => undo(&mut lines, withdrawal, prepaid, owed.last_charge)?,
        (None, Some(prepaid)) => lines.push(refund(prepaid, owed.ends_on)?),
        (None, None) => {}
    }
    let last_charge = if owed.withdrawal.is_some() { None } else { owed.last_charge };
    let plain = [
        (owed.credit, Key::SettleCredit, Key::SettleCreditReason, Direction::ToCustomer),
        (owed.deposit, Key::SettleDeposit, Key::SettleDepositReason, Direction::ToCustomer),
        (owed.compensation, Key::SettleCompensation, Key::SettleCompensationReason, Direction::ToCustomer),
        (last_charge, Key::SettleLastCharge, Key::SettleLastChargeReason, Direction::ToUs),
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

/// The lines of a withdrawal: every payment goes back; against it stands what the service until then is worth, if
/// anything. A line that comes to nothing says why.
fn undo(
    lines: &mut Vec<Line>,
    withdrawal: Withdrawal,
    prepaid: Option<Prepaid>,
    last_charge: Option<Money>,
) -> Result<(), SettlementError> {
    let Withdrawal { on, pays_for_service, price, other_paid } = withdrawal;
    let back = |label: Key, reason: Key, amount| Line {
        label: label.into(),
        reason: reason.into(),
        amount,
        direction: Direction::ToCustomer,
    };
    if prepaid.is_none() && other_paid.is_none() {
        return Err(SettlementError::Undecided);
    }
    if let Some(Prepaid { paid, .. }) = prepaid {
        lines.push(back(Key::SettlePaidBack, Key::SettlePaidBackReason, paid));
    }
    if let Some(amount) = other_paid.filter(|amount| amount.minor != 0) {
        lines.push(back(Key::SettleOtherBack, Key::SettleOtherBackReason, amount));
    }
    if let Some(prepaid) = prepaid {
        let (days, price) = (prepaid.days()?, price.unwrap_or(prepaid.paid));
        let used = (on - prepaid.from).whole_days().saturating_add(1).clamp(0, days);
        let (minor, reason) = match pays_for_service {
            None => return Err(SettlementError::Undecided),
            Some(false) => (0, Key::SettleServiceFree.into()),
            Some(true) if used == 0 => (0, say::settle_service_not_begun(prepaid.from)),
            Some(true) if price.minor < 0 => return Err(SettlementError::Negative(price)),
            Some(true) => (share(price.minor, used, days), say::settle_service_reason(price, used, days, on)),
        };
        let amount = Money::new(minor, price.currency);
        lines.push(Line { label: Key::SettleService.into(), reason, amount, direction: Direction::ToUs });
    }
    // Plans of a playbook that did not yet keep it from being asked.
    if let Some(Money { currency, .. }) = last_charge.filter(|amount| amount.minor != 0) {
        let (label, reason) = (Key::SettleLastCharge.into(), Key::SettleLastChargeNot.into());
        lines.push(Line { label, reason, amount: Money::new(0, currency), direction: Direction::ToUs });
    }
    Ok(())
}

impl Prepaid {
    /// How many days it has, the first and the last counted.
    fn days(self) -> Result<i64, SettlementError> {
        let Self { from, to, paid } = self;
        if to < from {
            return Err(SettlementError::Reversed { from, to });
        }
        if paid.minor < 0 {
            return Err(SettlementError::Negative(paid));
        }
        Ok((to - from).whole_days() + 1)
    }
}

/// Some of so many days' part of an amount. Half up: half of the divisor is added before the division; all are positive
/// here. The part that divides evenly goes first, so that no product is too large.
const fn share(minor: i64, some: i64, days: i64) -> i64 {
    minor / days * some + (2 * (minor % days) * some + days) / (2 * days)
}

/// The line of a prepaid period; where nothing is left of it, the line says so.
fn refund(prepaid: Prepaid, ends_on: Date) -> Result<Line, SettlementError> {
    let (days, Prepaid { to, paid, .. }) = (prepaid.days()?, prepaid);
    let unused = (to - ends_on).whole_days().max(0).min(days);
    let minor = share(paid.minor, unused, days);
    let reason = if unused == 0 {
        say::settle_refund_used_up(to, ends_on)
    } else {
        say::settle_refund_reason(paid, unused, days)
    };
    Ok(Line {
        label: Key::SettleRefund.into(),
        reason,
        amount: Money::new(minor, paid.currency),
        direction: Direction::ToCustomer,
    })
}

impl From<&SettlementError> for Text {
    fn from(error: &SettlementError) -> Self {
        match error {
            SettlementError::Currencies(one, two) => say::settle_fault_currencies(one.as_str(), two.as_str()),
            SettlementError::Reversed { from, to } => say::settle_fault_reversed(*to, *from),
            SettlementError::Negative(amount) => say::settle_fault_negative(*amount),
            SettlementError::Undecided => Key::SettleFaultUndecided.into(),
            SettlementError::TooLarge => Key::SettleFaultTooLarge.into(),
        }
    }
}
