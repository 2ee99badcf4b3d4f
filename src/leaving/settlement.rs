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
        lines.push(refund(prepaid, owed.ends_on)?);
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

/// The line of a prepaid period; where nothing is left of it, the line says so.
fn refund(prepaid: Prepaid, ends_on: Date) -> Result<Line, SettlementError> {
    let Prepaid { from, to, paid } = prepaid;
    if to < from {
        return Err(SettlementError::Reversed { from, to });
    }
    if paid.minor < 0 {
        return Err(SettlementError::Negative(paid));
    }
    let days = (to - from).whole_days() + 1;
    let unused = (to - ends_on).whole_days().max(0).min(days);
    // Half up: add half of the divisor before the division; all are positive here. The part that divides evenly goes
    // first, so that no product is too large.
    let minor = paid.minor / days * unused + (2 * (paid.minor % days) * unused + days) / (2 * days);
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
            SettlementError::TooLarge => Key::SettleFaultTooLarge.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;
    use crate::words::{Catalogue, PlainFormat};

    const NOVEMBER: (Date, Date) = (date!(2026 - 11 - 01), date!(2026 - 11 - 30));

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    fn owed(ends_on: Date) -> Owed {
        Owed {
            ends_on,
            prepaid: None,
            credit: None,
            deposit: None,
            compensation: None,
            last_charge: None,
            equipment: None,
        }
    }

    fn prepaid(ends_on: Date, minor: i64) -> Owed {
        let (from, to) = NOVEMBER;
        Owed { prepaid: Some(Prepaid { from, to, paid: eur(minor) }), ..owed(ends_on) }
    }

    fn total(owed: &Owed) -> Result<(i64, Direction), SettlementError> {
        settle(owed, Currency::EUR).map(|settlement| (settlement.total.minor, settlement.direction))
    }

    #[test]
    fn unused_days_are_paid_back() {
        assert_eq!(total(&prepaid(date!(2026 - 11 - 21), 3000)), Ok((900, Direction::ToCustomer)));
        assert_eq!(total(&prepaid(date!(2026 - 11 - 30), 3000)), Ok((0, Direction::ToCustomer)));
        assert_eq!(total(&prepaid(date!(2026 - 12 - 24), 3000)), Ok((0, Direction::ToCustomer)));
        assert_eq!(total(&prepaid(date!(2026 - 10 - 01), 3000)), Ok((3000, Direction::ToCustomer)));
    }

    #[test]
    fn a_half_is_rounded_up() {
        // 5 x 9 / 30 = 1.5, and 5 x 8 / 30 = 1.33.
        assert_eq!(total(&prepaid(date!(2026 - 11 - 21), 5)), Ok((2, Direction::ToCustomer)));
        assert_eq!(total(&prepaid(date!(2026 - 11 - 22), 5)), Ok((1, Direction::ToCustomer)));
    }

    #[test]
    fn lines_say_how_they_were_worked_out() {
        let whole = Owed {
            credit: Some(eur(250)),
            deposit: Some(eur(0)),
            last_charge: Some(eur(2000)),
            equipment: Some(eur(4900)),
            ..prepaid(date!(2026 - 11 - 21), 3000)
        };
        let settlement = settle(&whole, Currency::EUR).unwrap();
        assert_eq!((settlement.total.minor, settlement.direction), (5750, Direction::ToUs));
        assert_eq!(settlement.lines.len(), 4, "an amount of zero is no line");
        let reason = Catalogue::shipped("en").unwrap().text(&settlement.lines[0].reason, &PlainFormat);
        assert_eq!(reason, "30.00 EUR × 9 of 30 days, rounded half up to the smallest unit");
    }

    #[test]
    fn what_cannot_be_settled_is_refused() {
        let end = date!(2026 - 11 - 21);
        let dollars = Money::new(1, Currency::parse("USD").unwrap());
        let mixed = Owed { credit: Some(dollars), ..prepaid(end, 3000) };
        assert_eq!(total(&mixed), Err(SettlementError::Currencies(Currency::EUR, dollars.currency)));
        let (to, from) = NOVEMBER;
        let reversed = Owed { prepaid: Some(Prepaid { from, to, paid: eur(1) }), ..owed(end) };
        assert_eq!(total(&reversed), Err(SettlementError::Reversed { from, to }));
        assert_eq!(total(&Owed { credit: Some(eur(-1)), ..owed(end) }), Err(SettlementError::Negative(eur(-1))));
        assert_eq!(total(&prepaid(end, -1)), Err(SettlementError::Negative(eur(-1))));
        let huge = Owed { credit: Some(eur(i64::MAX)), deposit: Some(eur(i64::MAX)), ..owed(end) };
        assert_eq!(total(&huge), Err(SettlementError::TooLarge));
    }

    proptest! {
        #[test]
        fn a_refund_is_within_half_a_cent_and_falls_with_every_day(paid in 0i64..=i64::MAX, length in 1i64..800, used in 0i64..800) {
            let from = NOVEMBER.0;
            let day = |n: i64| from + time::Duration::days(n);
            let refund = |used: i64| {
                let prepaid = Prepaid { from, to: day(length - 1), paid: eur(paid) };
                total(&Owed { prepaid: Some(prepaid), ..owed(day(used - 1)) }).unwrap().0
            };
            let unused = (length - used).max(0);
            let error = i128::from(refund(used)) * i128::from(length) - i128::from(paid) * i128::from(unused);
            prop_assert!(2 * error.abs() <= i128::from(length));
            prop_assert!(refund(used + 1) <= refund(used) && refund(used) <= paid);
        }

        #[test]
        fn lines_add_up(amounts in prop::array::uniform5(0i64..1_000_000_000)) {
            let [credit, deposit, compensation, last_charge, equipment] = amounts.map(|minor| Some(eur(minor)));
            let whole = Owed { credit, deposit, compensation, last_charge, equipment, ..owed(NOVEMBER.1) };
            let settlement = settle(&whole, Currency::EUR).unwrap();
            let signed = |direction: Direction, minor: i64| if direction == Direction::ToUs { -minor } else { minor };
            let sum: i64 = settlement.lines.iter().map(|line| signed(line.direction, line.amount.minor)).sum();
            prop_assert_eq!(signed(settlement.direction, settlement.total.minor), sum);
            prop_assert_eq!(sum, amounts[0] + amounts[1] + amounts[2] - amounts[3] - amounts[4]);
        }
    }
}
