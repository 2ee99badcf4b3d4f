//! Where the Union's directive on consumer rights (2011/83/EU) does not hold, it is no ground: the same lines by British law,
//! the Consumer Contracts Regulations 2013, or without any. The regulations are named as a whole: their paragraphs were not
//! read.

use super::rules::UNION;
use crate::words::{Argument, Key, Text};

/// Others of the European Economic Area, which have taken the directive over.
const AREA: [&str; 3] = ["IS", "LI", "NO"];

/// Whose law on withdrawals holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Withdrawals {
    /// The Union's, in its states and beside them in the European Economic Area; supposed where the place is not known.
    #[default]
    Union,
    /// The United Kingdom's.
    Britain,
    /// Another's, which is not read here.
    Elsewhere,
}

impl Withdrawals {
    /// The law of a place.
    #[must_use]
    pub fn of(place: Option<&str>) -> Self {
        match place.and_then(|place| place.split('-').next()) {
            Some("GB") => Self::Britain,
            Some(country) if country != "EU" && !UNION.contains(&country) && !AREA.contains(&country) => {
                Self::Elsewhere
            }
            _ => Self::Union,
        }
    }

    /// A reason of a settlement or of the leaving sheet, and what it says in turn, by this law; any other text stays as it is.
    pub fn put(self, text: &mut Text) {
        text.key = match self {
            Self::Union => return,
            Self::Britain => british(text.key),
            Self::Elsewhere => uncited(text.key),
        };
        for (_, argument) in &mut text.arguments {
            if let Argument::Message(text) = argument {
                self.put(text);
            }
        }
    }
}

const fn british(key: Key) -> Key {
    match key {
        Key::SettlePaidBackReason => Key::SettleGbPaidBackReason,
        Key::SettleRuleWithdrawal => Key::SettleGbRuleWithdrawal,
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
        key => key,
    }
}

/// The message that says the same without citing the directive.
const fn uncited(key: Key) -> Key {
    match key {
        Key::SettlePaidBackReason => Key::SettleElsewherePaidBack,
        Key::SettleOtherBackReason => Key::SettleElsewhereOtherBack,
        Key::SettleServiceReason => Key::SettleElsewhereService,
        Key::SettleServiceFree => Key::SettleElsewhereServiceFree,
        Key::SettleServiceNotBegun => Key::SettleElsewhereServiceNotBegun,
        Key::SettleLastChargeNot => Key::SettleElsewhereChargeNot,
        Key::SettleRuleWithdrawal => Key::SettleElsewhereEarly,
        Key::SettleGoodsPriceReason => Key::SettleElsewherePrice,
        Key::SettleGoodsHandling => Key::SettleElsewhereHandling,
        Key::SettleGoodsNotTold => Key::SettleElsewhereNotTold,
        Key::SettleGoodsLastChargeNot => Key::SettleElsewhereGoodsChargeNot,
        Key::SheetMoneyWaits => Key::SheetElsewhereWaits,
        Key::SheetGoodsCostNotTold | Key::SheetOtherCostNotTold => Key::SheetElsewhereCostNotTold,
        key => key,
    }
}
