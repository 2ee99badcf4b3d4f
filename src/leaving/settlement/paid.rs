//! What was paid in advance: the part that was not used goes back; after a withdrawal, all of it.

use time::Date;

use super::{Direction, Line, SettlementError, Taxed, share, unit};
use crate::case::Money;
use crate::words::{Key, say};

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

/// The line of a prepaid period; where nothing is left of it, the line says so. What goes back and what is kept are
/// together what was paid.
pub(super) fn refund(prepaid: Prepaid, ends_on: Date) -> Result<Line, SettlementError> {
    let (days, Prepaid { to, paid, .. }) = (prepaid.days()?, prepaid);
    let unused = (to - ends_on).whole_days().max(0).min(days);
    let back = share(paid, unused.into(), days.into())?;
    let reason = if unused == 0 {
        say::settle_refund_used_up(to, ends_on)
    } else if unused == days {
        say::settle_refund_whole(ends_on, prepaid.from)
    } else {
        let kept = Money::new(paid.minor - back.minor, paid.currency);
        say::settle_refund_reason(paid, unused, days, back, unit(paid.currency), ends_on, to, kept)
    };
    Ok(Line::new(Key::SettleRefund, reason, back, Direction::ToCustomer))
}

/// The lines of a withdrawal: every payment goes back; against it stands what the service until then is worth, if
/// anything. A line that comes to nothing says why.
pub(super) fn undo(
    lines: &mut Vec<(Line, Taxed)>,
    withdrawal: Withdrawal,
    prepaid: Option<Prepaid>,
    last_charge: Option<Money>,
    goods: bool,
) -> Result<(), SettlementError> {
    let Withdrawal { on, pays_for_service, price, other_paid } = withdrawal;
    let mut back = |label: Key, reason: Key, amount| {
        lines.push((Line::new(label, reason.into(), amount, Direction::ToCustomer), Taxed::AsPaid));
    };
    if prepaid.is_none() && other_paid.is_none() {
        return Err(SettlementError::Undecided);
    }
    if let Some(Prepaid { paid, .. }) = prepaid {
        back(Key::SettlePaidBack, Key::SettlePaidBackReason, paid);
    }
    if let Some(amount) = other_paid.filter(|amount| amount.minor != 0) {
        if goods {
            back(Key::SettleGoodsPrice, Key::SettleGoodsPriceReason, amount);
        } else {
            back(Key::SettleOtherBack, Key::SettleOtherBackReason, amount);
        }
    }
    if let Some(prepaid) = prepaid {
        let (days, price) = (prepaid.days()?, price.unwrap_or(prepaid.paid));
        let used = (on - prepaid.from).whole_days().saturating_add(1).clamp(0, days);
        let nothing = Money::new(0, price.currency);
        let (amount, reason) = match pays_for_service {
            None => return Err(SettlementError::Undecided),
            Some(false) => (nothing, Key::SettleServiceFree.into()),
            Some(true) if used == 0 => (nothing, say::settle_service_not_begun(prepaid.from)),
            Some(true) if price.minor < 0 => return Err(SettlementError::Negative(price)),
            Some(true) => {
                let worth = share(price, used.into(), days.into())?;
                (worth, say::settle_service_reason(price, used, days, worth, unit(price.currency), on))
            }
        };
        lines.push((Line::new(Key::SettleService, reason, amount, Direction::ToUs), Taxed::AsPaid));
    }
    // Plans of a playbook that did not yet keep it from being asked.
    if let Some(Money { currency, .. }) = last_charge.filter(|amount| amount.minor != 0) {
        let nothing = Money::new(0, currency);
        let reason = if goods { Key::SettleGoodsLastChargeNot } else { Key::SettleLastChargeNot }.into();
        lines.push((Line::new(Key::SettleLastCharge, reason, nothing, Direction::ToUs), Taxed::No));
    }
    Ok(())
}
