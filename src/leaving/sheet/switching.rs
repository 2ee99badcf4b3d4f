//! What a business takes along when it switches its software (Reg. (EU) 2023/2854, Art. 25): the export, how long it can be
//! fetched, and that the rest is erased. What is not recorded is said to be, since they wait for each of these.

use time::Date;

use super::{Row, Value, row};
use crate::words::{Key, Text};

/// What is recorded of the switch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switching {
    /// The last day on which the data can be fetched.
    pub retrieval_until: Option<Date>,
    /// In which formats, in words.
    pub formats: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// When the data were handed over.
    pub exported_on: Option<Date>,
    /// Who confirmed that they are complete, in words.
    pub received: Option<String>,
    /// When they were erased.
    pub erased_on: Option<Date>,
    /// When the erasure was confirmed.
    pub confirmed_on: Option<Date>,
}

/// The rows.
pub(super) fn rows(switching: &Switching) -> Vec<Option<Row>> {
    let date = |date: Option<Date>| date.map(Value::Date);
    let words = |words: &Option<String>| words.clone().map(Value::Words);
    let retrieval = known(Key::SheetSwitchingUntil, date(switching.retrieval_until));
    let confirmed = Row {
        notes: vec![Text::from(Key::SheetSwitchingErasureRule)],
        ..known(Key::SheetSwitchingConfirmed, date(switching.confirmed_on))
    };
    vec![
        Some(Row { notes: vec![Text::from(Key::SheetSwitchingUntilRule)], ..retrieval }),
        Some(known(Key::SheetSwitchingFormats, words(&switching.formats))),
        Some(known(Key::SheetSwitchingPlace, words(&switching.place))),
        Some(known(Key::SheetSwitchingHanded, date(switching.exported_on))),
        words(&switching.received).map(|who| row(Key::SheetSwitchingComplete, Some(who))),
        Some(known(Key::SheetSwitchingErased, date(switching.erased_on))),
        Some(confirmed),
    ]
}

/// A row that stands there whether its value is known or not.
fn known(label: Key, value: Option<Value>) -> Row {
    row(label, Some(value.unwrap_or_else(|| Value::Text(Key::SheetSwitchingUnknown.into()))))
}
