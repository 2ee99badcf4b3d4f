//! Equipment of ours: back, on its way back, or kept; and then the lowest of what may be asked for it.

use time::Date;

use super::{Direction, Line, SettlementError, same, share, unit};
use crate::case::{Decimal, Money};
use crate::leaving::clock::due;
use crate::leaving::rules::{Clock, Unit};
use crate::vocabulary;
use crate::words::{Key, Text, say};

vocabulary! {
    /// Where our equipment is.
    EquipmentState {
        /// It has come back.
        Returned = "returned",
        /// It will come back.
        ToReturn = "to_return",
        /// It stays with the customer.
        Kept = "kept",
    }
}

/// Equipment of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Equipment {
    /// Where it is; while nobody has said, an agreed price is for equipment that is kept.
    pub state: Option<EquipmentState>,
    /// The price agreed for keeping it.
    pub fee: Option<Money>,
    /// What it cost new.
    pub new: Option<Money>,
    /// When it was handed over.
    pub since: Option<Date>,
    /// Over how many months it loses its value, in equal parts by the day.
    pub months: Option<Decimal>,
    /// The service fee that would remain until the end of the term: the limit of Directive (EU) 2018/1972 Art. 105(6).
    pub remaining_fee: Option<Money>,
}

impl Equipment {
    /// None that is known.
    pub const NONE: Self = Self { state: None, fee: None, new: None, since: None, months: None, remaining_fee: None };

    /// The line, where any amount is known.
    pub(super) fn line(&self, ends_on: Date) -> Result<Option<Line>, SettlementError> {
        let gone = match self.state {
            Some(EquipmentState::Returned) => Some(Key::SettleEquipmentReturned),
            Some(EquipmentState::ToReturn) => Some(Key::SettleEquipmentToReturn),
            Some(EquipmentState::Kept) | None => None,
        };
        if let Some(reason) = gone {
            // Nothing is asked for, and where an amount was given that is said.
            let amount = self.fee.or(self.new).filter(|amount| amount.minor != 0);
            let line = |amount: Money| {
                let nothing = Money::new(0, amount.currency);
                Line::new(Key::SettleEquipment, reason.into(), nothing, Direction::ToUs)
            };
            return Ok(amount.map(line));
        }
        let by_age = self.by_age(ends_on)?;
        let mut upper = Vec::new();
        if let Some(fee) = self.fee {
            upper.push((fee, say::settle_equipment_fee(fee)));
        }
        if let Some((value, _)) = &by_age {
            upper.push((*value, say::settle_equipment_by_age(*value)));
        }
        if let (Some(fee), false) = (self.remaining_fee, upper.is_empty()) {
            upper.push((fee, say::settle_equipment_remaining(fee)));
        }
        let Some(mut lowest) = upper.first().map(|(amount, _)| *amount) else { return Ok(None) };
        for (amount, _) in &upper {
            same(lowest, *amount)?;
            if amount.minor < lowest.minor {
                lowest = *amount;
            }
        }
        if lowest.minor == 0 && by_age.is_none() {
            return Ok(None);
        }
        let how = by_age.map_or_else(|| Text::from(Key::SettleEquipmentReason), |(_, how)| how);
        let reason = if upper.len() > 1 {
            say::settle_equipment_lowest(how, upper.into_iter().map(|(_, text)| text).collect())
        } else {
            how
        };
        Ok(Some(Line::new(Key::SettleEquipment, reason, lowest, Direction::ToUs)))
    }

    /// What it is worth on the last day, and how that was worked out: it loses its value day by day in equal parts, the
    /// first and the last day counted.
    fn by_age(&self, ends_on: Date) -> Result<Option<(Money, Text)>, SettlementError> {
        let (Some(new), Some(since), Some(months)) = (self.new, self.since, self.months) else { return Ok(None) };
        if new.minor < 0 {
            return Err(SettlementError::Negative(new));
        }
        let n = months.whole().and_then(|n| u16::try_from(n).ok()).filter(|n| *n > 0);
        let end = n.and_then(|n| due(since, Clock { n, unit: Unit::Months }));
        let days = (end.ok_or(SettlementError::Months(months))? - since).whole_days();
        let used = (ends_on - since).whole_days().saturating_add(1).clamp(0, days);
        let left = days - used;
        let value = share(new, left.into(), days.into())?;
        let how = if left == 0 {
            say::settle_equipment_old(since, super::vat::number(months))
        } else {
            say::settle_equipment_value(new, left, days, value, unit(new.currency), since)
        };
        Ok(Some((value, how)))
    }
}
