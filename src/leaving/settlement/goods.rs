//! A sale of goods: the price goes back, less what is kept and, where the law allows it, a loss of value by handling.

use super::{Direction, Line, SettlementError};
use crate::case::Money;
use crate::vocabulary;
use crate::words::{Key, Text, say};

vocabulary! {
    /// Why goods go back.
    Ground {
        /// A withdrawal.
        Withdrawal = "withdrawal",
        /// They have a defect.
        Defect = "defect",
        /// We take them back without having to.
        Goodwill = "goodwill",
    }
}

/// What is different about a sale of goods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goods {
    /// Why they go back.
    pub ground: Option<Ground>,
    /// What a deduction is for.
    pub kept_because: Option<String>,
    /// Whether it is known that they were not told of the right to withdraw.
    pub not_told: bool,
}

impl Goods {
    /// Why a price goes back that is no withdrawal's.
    pub(super) const fn refund_reason(&self) -> Key {
        match self.ground {
            Some(Ground::Defect) => Key::SettleGoodsDefect,
            Some(Ground::Goodwill) => Key::SettleGoodsGoodwill,
            Some(Ground::Withdrawal) | None => Key::SettleGoodsRefundReason,
        }
    }

    /// What is taken off the price. After a withdrawal a loss of value is owed only for handling beyond trying the goods out,
    /// and not at all by who was not told of the right (Dir. 2011/83/EU Art. 14(2)).
    pub(super) fn deduction(&self, amount: Money, withdrawn: bool) -> Result<Line, SettlementError> {
        if amount.minor < 0 {
            return Err(SettlementError::Negative(amount));
        }
        let nothing = Money::new(0, amount.currency);
        let (amount, reason, doubt): (Money, Text, Option<Key>) = match (&self.kept_because, withdrawn) {
            (_, true) if self.not_told => (nothing, Key::SettleGoodsNotTold.into(), Some(Key::SettleDoubtKeptPieces)),
            (None, _) => (nothing, say::settle_goods_unknown(amount), None),
            (Some(why), true) => {
                (amount, say::settle_goods_handling(why.trim_end_matches('.')), Some(Key::SettleDoubtTold))
            }
            (Some(why), false) => (amount, say::settle_goods_because(why.as_str()), None),
        };
        let doubt = doubt.map(Text::from);
        Ok(Line { doubt, ..Line::new(Key::SettleGoodsDeduction, reason, amount, Direction::ToUs) })
    }
}
