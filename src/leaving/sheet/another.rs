//! The sheet for somebody else than the customer: to whom it goes, and the same lines without "you".

use super::{Section, SheetFacts, Value};
use crate::leaving::Addressee;
use crate::words::{Key, Text, say};

/// The title: the contract's, where it is another person's.
pub(super) fn title(facts: &SheetFacts) -> Text {
    match (&facts.name, facts.to.is_customer()) {
        (Some(name), true) => say::sheet_title_for(name.as_str()),
        (None, true) => Key::SheetTitle.into(),
        (Some(name), false) => say::sheet_other_title_for(name.as_str()),
        (None, false) => Key::SheetOtherTitle.into(),
    }
}

/// The line under the title, which says to whom it goes.
pub(super) fn to(to: &Addressee) -> Option<Text> {
    Some(match to {
        Addressee::Customer => return None,
        Addressee::Representative(Some(name)) => say::sheet_other_to_acting(name.as_str()),
        Addressee::Estate(Some(name)) => say::sheet_other_to_estate(name.as_str()),
        Addressee::Representative(None) => Key::SheetOtherToWhoActs.into(),
        Addressee::Estate(None) => Key::SheetOtherToHeirs.into(),
    })
}

/// Puts the lines as they read for them.
pub(super) fn put(sections: &mut [Section]) {
    for section in sections {
        section.heading.key = of(section.heading.key);
        for row in &mut section.rows {
            row.label.key = of(row.label.key);
            if let Some(Value::Text(text)) = &mut row.value {
                text.key = of(text.key);
            }
        }
    }
}

const fn of(key: Key) -> Key {
    match key {
        Key::SheetMoneyForYou => Key::SheetOtherForThem,
        Key::SheetMoneyForUs => Key::SheetOtherForUs,
        Key::SheetMoneyBalanceToYou => Key::SheetOtherBalanceToThem,
        Key::SheetMoneyBalanceFromYou => Key::SheetOtherBalanceToUs,
        Key::SheetDataHeading => Key::SheetOtherData,
        Key::SheetDataRequestOn => Key::SheetOtherRequestOn,
        Key::SheetDataCopyOpen => Key::SheetOtherCopyOpen,
        Key::SheetDataCopyBy => Key::SheetOtherCopyBy,
        Key::SheetDataEraseOpen => Key::SheetOtherEraseOpen,
        Key::SheetDataEraseBy => Key::SheetOtherEraseBy,
        Key::SheetEquipmentReturned => Key::SheetOtherReturned,
        Key::SheetEquipmentKept => Key::SheetOtherKept,
        Key::SheetAlternativesNone => Key::SheetOtherNone,
        Key::SheetGoodsCostYou => Key::SheetOtherCostTheirs,
        Key::SheetGoodsCostNotTold => Key::SheetOtherCostNotTold,
        key => key,
    }
}
