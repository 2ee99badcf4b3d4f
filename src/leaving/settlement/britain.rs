//! The same reasons for a customer in the United Kingdom: by the Consumer Contracts Regulations 2013, not by the directive of
//! the Union from which they come. The regulations are named as a whole: their paragraphs were not read.

use crate::words::{Key, Text};

/// A reason of a settlement or of the leaving sheet as British law has it; any other stays as it is.
pub fn in_britain(text: &mut Text) {
    text.key = match text.key {
        Key::SettlePaidBackReason => Key::SettleGbPaidBackReason,
        Key::SettleOtherBackReason => Key::SettleGbOtherBackReason,
        Key::SettleServiceReason => Key::SettleGbServiceReason,
        Key::SettleServiceFree => Key::SettleGbServiceFree,
        Key::SettleServiceNotBegun => Key::SettleGbServiceNotBegun,
        Key::SettleLastChargeNot => Key::SettleGbLastChargeNot,
        Key::SettleGoodsPriceReason => Key::SettleGbGoodsPriceReason,
        Key::SettleGoodsHandling => Key::SettleGbGoodsHandling,
        Key::SettleGoodsNotTold => Key::SettleGbGoodsNotTold,
        Key::SettleGoodsLastChargeNot => Key::SettleGbGoodsLastChargeNot,
        Key::SheetMoneyWaits => Key::SheetGbMoneyWaits,
        Key::SheetGoodsCostNotTold => Key::SheetGbGoodsCostNotTold,
        Key::SheetOtherCostNotTold => Key::SheetGbOtherCostNotTold,
        other => other,
    };
}

/// Whether a place is in the United Kingdom.
#[must_use]
pub fn is_britain(place: Option<&str>) -> bool {
    place.is_some_and(|place| place.split('-').next() == Some("GB"))
}
