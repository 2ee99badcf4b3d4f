//! What is owed both ways at the end, to the smallest unit, so that a person can redo it by hand.
//!
//! Whole numbers only. Every division is rounded half up to the currency's smallest unit, and the line shows it. Amounts in
//! two currencies are two sums: nothing is converted or added across them. docs/settlement.md has worked examples.

#![deny(clippy::float_arithmetic, reason = "money is counted, not measured")]

mod charge;
mod equipment;
mod form;
mod goods;
mod paid;
mod vat;

use time::Date;

use crate::case::{Currency, Decimal, Money};
use crate::vocabulary;
use crate::words::{Key, Text, say};

pub use charge::{Because, Charge, ChargeKind, Sector};
pub use equipment::{Equipment, EquipmentState};
pub use form::is_shown;
pub use goods::{Goods, Ground};
pub use paid::{Prepaid, Withdrawal};
pub use vat::{LineVat, Vat, VatMode};

vocabulary! {
    /// Who pays.
    Direction {
        /// We pay the customer.
        ToCustomer = "to_customer",
        /// The customer pays us.
        ToUs = "to_us",
    }
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
    /// What we keep of the deposit, and why; without a reason nothing can be kept.
    pub deposit_kept: Option<(Money, Option<String>)>,
    /// The compensation that was promised.
    pub compensation: Option<Money>,
    /// The last charge, still to be paid.
    pub last_charge: Option<Money>,
    /// Equipment of ours.
    pub equipment: Equipment,
    /// A charge that the contract sets for ending or switching.
    pub charge: Option<Charge>,
    /// Value added tax.
    pub vat: Vat,
    /// Where goods were sold: the credit is the price that goes back, and equipment's price what is taken off it.
    pub goods: Option<Goods>,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What.
    pub label: Text,
    /// How it was worked out, and by which rule.
    pub reason: Text,
    /// What is not certain about that rule, for staff.
    pub doubt: Option<Text>,
    /// How much, zero or more, VAT included.
    pub amount: Money,
    /// The VAT in it, where a rate was given.
    pub vat: Option<LineVat>,
    /// Who pays.
    pub direction: Direction,
}

/// What is owed in one currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// Its lines; none where all that was given is zero.
    pub lines: Vec<Line>,
    /// All that goes to the customer.
    pub to_customer: Money,
    /// All that goes to us.
    pub to_us: Money,
    /// The difference, zero or more.
    pub total: Money,
    /// Who pays it.
    pub direction: Direction,
}

/// The settlement: a sum for each currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// The sums, in the order in which their currencies come up; none where no amount was given.
    pub sums: Vec<Sum>,
}

/// Why a settlement is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettlementError {
    /// Amounts in two currencies that would have to be compared.
    #[error("{0} and {1} cannot be compared")]
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
    /// A rate of VAT, and nobody has said whether the amounts include it.
    #[error("whether the amounts include VAT is not known")]
    VatUnknown,
    /// More kept than was deposited.
    #[error("{kept} cannot be kept of a deposit of {held}")]
    Kept {
        /// What is kept.
        kept: Money,
        /// The deposit.
        held: Money,
    },
    /// A part of the deposit is kept without a reason.
    #[error("no reason is given why {0} of the deposit is kept")]
    NoReason(Money),
    /// A useful life that is no whole number of months from 1.
    #[error("{0} is not a whole number of months, from 1")]
    Months(Decimal),
    /// More than an amount can hold.
    #[error("the amounts are too large to add")]
    TooLarge,
}

/// Which rate of VAT a line carries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taxed {
    /// None: no price is paid with it.
    No,
    /// That of the payment that goes back.
    AsPaid,
    /// That of today.
    Now,
}

impl Owed {
    /// A contract that ends on a day, with nothing owed yet.
    #[must_use]
    pub const fn until(ends_on: Date) -> Self {
        Self {
            ends_on,
            prepaid: None,
            withdrawal: None,
            credit: None,
            deposit: None,
            deposit_kept: None,
            compensation: None,
            last_charge: None,
            equipment: Equipment::NONE,
            charge: None,
            vat: Vat::NONE,
            goods: None,
        }
    }

    /// Works out what is owed.
    ///
    /// A prepaid period counts its first and last day; its unused days are those after `ends_on`. The refund is
    /// paid x unused / days. After a withdrawal all payments go back, less price x days until the withdrawal / days, where
    /// the service is to be paid for: the day of the withdrawal counts.
    ///
    /// # Errors
    /// See [`SettlementError`].
    pub fn settle(&self) -> Result<Settlement, SettlementError> {
        let mut lines: Vec<(Line, Taxed)> = Vec::new();
        let (goods, withdrawn) = (self.goods.as_ref(), self.withdrawal.is_some());
        match (self.withdrawal, self.prepaid) {
            (Some(withdrawal), prepaid) => {
                paid::undo(&mut lines, withdrawal, prepaid, self.last_charge, goods.is_some())?;
            }
            (None, Some(prepaid)) => lines.push((paid::refund(prepaid, self.ends_on)?, Taxed::AsPaid)),
            (None, None) => {}
        }
        let mut plain = |amount: Option<Money>, label: Key, reason: Text, direction, taxed| {
            if let Some(amount) = amount.filter(|amount| amount.minor != 0) {
                lines.push((Line::new(label, reason, amount, direction), taxed));
            }
        };
        use Direction::{ToCustomer, ToUs};
        match goods {
            Some(goods) => {
                let reason = goods.refund_reason().into();
                plain(self.credit, Key::SettleGoodsRefund, reason, ToCustomer, Taxed::AsPaid);
            }
            None => plain(self.credit, Key::SettleCredit, Key::SettleCreditReason.into(), ToCustomer, Taxed::No),
        }
        let (deposit, reason) = self.deposit()?;
        plain(deposit, Key::SettleDeposit, reason, ToCustomer, Taxed::No);
        let promised = Key::SettleCompensationReason.into();
        plain(self.compensation, Key::SettleCompensation, promised, ToCustomer, Taxed::No);
        let last_charge = self.last_charge.filter(|_| !withdrawn);
        let open = if goods.is_some() { Key::SettleGoodsLastChargeReason } else { Key::SettleLastChargeReason };
        plain(last_charge, Key::SettleLastCharge, open.into(), ToUs, Taxed::Now);
        let kept = match goods {
            Some(goods) => {
                let kept = self.equipment.fee.filter(|fee| fee.minor != 0);
                kept.map(|fee| goods.deduction(fee, withdrawn)).transpose()?
            }
            None => self.equipment.line(self.ends_on)?,
        };
        lines.extend(kept.map(|line| (line, Taxed::Now)));
        if let Some(charge) = self.charge.as_ref().filter(|charge| charge.claimed.minor != 0) {
            lines.push((charge.line(self.ends_on, withdrawn)?, Taxed::Now));
        }
        let mut done = Vec::with_capacity(lines.len());
        for (mut line, taxed) in lines {
            if line.amount.minor < 0 {
                return Err(SettlementError::Negative(line.amount));
            }
            self.vat.put(&mut line, taxed)?;
            done.push(line);
        }
        let mut sums = sums(done)?;
        if let (true, Some(currency)) = (sums.is_empty(), self.currency()) {
            sums.push(Sum::nothing(currency));
        }
        Ok(Settlement { sums })
    }

    /// The currency of the first amount that was given, be it zero.
    fn currency(&self) -> Option<Currency> {
        let paid = self.prepaid.map(|prepaid| prepaid.paid);
        let other = self.withdrawal.and_then(|it| it.other_paid);
        let charge = self.charge.as_ref().map(|charge| charge.claimed);
        let plain = [self.credit, self.deposit, self.compensation, self.last_charge, self.equipment.fee];
        [paid, other, charge].into_iter().chain(plain).flatten().next().map(|amount| amount.currency)
    }

    /// What goes back of the deposit: what is kept and what goes back are together what we hold.
    fn deposit(&self) -> Result<(Option<Money>, Text), SettlementError> {
        let plain = (self.deposit, Key::SettleDepositReason.into());
        let (Some(held), Some((kept, why))) = (self.deposit, &self.deposit_kept) else { return Ok(plain) };
        let kept = *kept;
        if kept.minor == 0 {
            return Ok(plain);
        }
        same(held, kept)?;
        if kept.minor < 0 {
            return Err(SettlementError::Negative(kept));
        }
        if kept.minor > held.minor {
            return Err(SettlementError::Kept { kept, held });
        }
        let why = why.as_deref().ok_or(SettlementError::NoReason(kept))?;
        let back = Money::new(held.minor - kept.minor, held.currency);
        Ok((Some(back), say::settle_deposit_part(held, kept, why, back)))
    }
}

/// Lines as sums, one for each currency. In which order lines come makes no difference to a total.
///
/// # Errors
/// See [`SettlementError::TooLarge`].
pub fn sums(lines: Vec<Line>) -> Result<Vec<Sum>, SettlementError> {
    let mut sums: Vec<Sum> = Vec::new();
    for line in lines {
        let currency = line.amount.currency;
        let at = sums.iter().position(|sum| sum.total.currency == currency).unwrap_or(sums.len());
        if at == sums.len() {
            sums.push(Sum::nothing(currency));
        }
        let Some(sum) = sums.get_mut(at) else { continue };
        let side = if line.direction == Direction::ToCustomer { &mut sum.to_customer } else { &mut sum.to_us };
        side.minor = side.minor.checked_add(line.amount.minor).ok_or(SettlementError::TooLarge)?;
        sum.lines.push(line);
    }
    for sum in &mut sums {
        // Both are zero or more: their difference is an amount.
        let difference = sum.to_customer.minor - sum.to_us.minor;
        sum.total.minor = difference.abs();
        if difference < 0 {
            sum.direction = Direction::ToUs;
        }
    }
    Ok(sums)
}

impl Sum {
    const fn nothing(currency: Currency) -> Self {
        let nothing = Money::new(0, currency);
        let direction = Direction::ToCustomer;
        Self { lines: Vec::new(), to_customer: nothing, to_us: nothing, total: nothing, direction }
    }

    /// How the total was worked out, where lines of both sides stand against each other.
    #[must_use]
    pub fn reason(&self) -> Option<Text> {
        let Self { to_customer, to_us, total, .. } = *self;
        if to_customer.minor == 0 || to_us.minor == 0 {
            return None;
        }
        let [more, less] = if self.direction == Direction::ToUs { [to_us, to_customer] } else { [to_customer, to_us] };
        Some(say::settle_total_reason(more, less, total))
    }

    /// What we pay the customer, where it is they who get something.
    #[must_use]
    pub fn refund(&self) -> Option<Money> {
        (self.direction == Direction::ToCustomer && self.total.minor > 0).then_some(self.total)
    }

    /// What the customer pays us, where it is we who get something.
    #[must_use]
    pub fn charge(&self) -> Option<Money> {
        (self.direction == Direction::ToUs && self.total.minor > 0).then_some(self.total)
    }
}

impl Line {
    fn new(label: Key, reason: Text, amount: Money, direction: Direction) -> Self {
        Self { label: label.into(), reason, doubt: None, amount, vat: None, direction }
    }
}

/// Some of so many parts of an amount of zero or more, rounded half up: half of the divisor is added before the division.
fn share(amount: Money, some: i128, parts: i128) -> Result<Money, SettlementError> {
    let product = i128::from(amount.minor).checked_mul(2 * some).ok_or(SettlementError::TooLarge)?;
    let minor = (product + parts) / (2 * parts);
    Ok(Money::new(i64::try_from(minor).map_err(|_| SettlementError::TooLarge)?, amount.currency))
}

/// The smallest amount of a currency: what is rounded is rounded to it.
const fn unit(currency: Currency) -> Money {
    Money::new(1, currency)
}

/// Two amounts that are to be compared must be in one currency.
fn same(one: Money, other: Money) -> Result<(), SettlementError> {
    if one.currency == other.currency {
        return Ok(());
    }
    Err(SettlementError::Currencies(one.currency, other.currency))
}

impl From<&SettlementError> for Text {
    fn from(error: &SettlementError) -> Self {
        match error {
            SettlementError::Currencies(one, two) => say::settle_fault_currencies(one.as_str(), two.as_str()),
            SettlementError::Reversed { from, to } => say::settle_fault_reversed(*to, *from),
            SettlementError::Negative(amount) => say::settle_fault_negative(*amount),
            SettlementError::Undecided => Key::SettleFaultUndecided.into(),
            SettlementError::VatUnknown => Key::SettleFaultVat.into(),
            SettlementError::Kept { kept, held } => say::settle_fault_kept(*kept, *held),
            SettlementError::NoReason(kept) => say::settle_fault_no_reason(*kept),
            SettlementError::Months(months) => say::settle_fault_months(vat::number(*months)),
            SettlementError::TooLarge => Key::SettleFaultTooLarge.into(),
        }
    }
}
