//! Goods that go back: what, by when or since when, and who pays for it.

use time::Date;

use super::{Row, SheetFacts, date, row, words};
use crate::leaving::withdrawal::return_due;
use crate::words::Key;

/// What is known of goods that go back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoodsBack {
    /// What goes back, in words.
    pub items: Option<String>,
    /// When they sent it.
    pub sent_on: Option<Date>,
    /// When it arrived.
    pub received_on: Option<Date>,
    /// Whether we pay the return.
    pub we_pay: Option<bool>,
    /// Whether they were told before the contract that they pay it.
    pub told: Option<bool>,
}

impl GoodsBack {
    /// Whether nothing shows yet that they are on their way: until then the refund may wait (Dir. 2011/83/EU Art. 13(3)).
    pub(crate) const fn is_awaited(&self) -> bool {
        self.sent_on.is_none() && self.received_on.is_none()
    }
}

/// The rows; none where nothing is known.
pub(super) fn rows(facts: &SheetFacts, goods: &GoodsBack) -> Vec<Option<Row>> {
    let items = goods.items.as_ref().or(facts.equipment.as_ref());
    let awaited = goods.is_awaited();
    let by = facts.equipment_by.or_else(|| facts.withdrawn_on.and_then(return_due));
    let cost = match (goods.we_pay, goods.told) {
        (None, _) if goods.received_on.is_some() || items.is_none() => None,
        (Some(true), _) => Some(Key::SheetGoodsCostWe),
        // After a withdrawal they pay it only where they were told so before (Art. 14(1)).
        (Some(false), Some(false)) if facts.withdrawn_on.is_some() => Some(Key::SheetGoodsCostNotTold),
        (Some(false), None) if facts.withdrawn_on.is_some() => Some(Key::SheetGoodsCostUnknown),
        (Some(false), _) => Some(Key::SheetGoodsCostYou),
        (None, _) => Some(Key::SheetGoodsCostUnknown),
    };
    vec![
        words(if awaited { Key::SheetEquipmentWhat } else { Key::SheetGoodsWhat }, items),
        date(Key::SheetGoodsBy, by.filter(|_| awaited && items.is_some())),
        date(Key::SheetGoodsSent, goods.sent_on),
        date(Key::SheetGoodsReceived, goods.received_on),
        cost.map(|cost| row(cost, None)),
    ]
}
