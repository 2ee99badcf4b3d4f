//! Where the Union's directive on consumer rights (2011/83/EU) does not hold, it is no ground: the same lines without it.

use super::rules::UNION;
use crate::words::Key;

/// Others of the European Economic Area, which have taken the directive over.
const AREA: [&str; 3] = ["IS", "LI", "NO"];

/// Whether a place is known and the directive does not hold there.
#[must_use]
pub fn is_elsewhere(place: Option<&str>) -> bool {
    let country = place.and_then(|place| place.split('-').next());
    country.is_some_and(|country| country != "EU" && !UNION.contains(&country) && !AREA.contains(&country))
}

/// The message that says the same without citing the directive.
#[must_use]
pub const fn uncited(key: Key) -> Key {
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
