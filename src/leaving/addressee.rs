//! Whom a letter and the leaving sheet are written to: the customer, whoever acts for them, or, after a death, whoever settles
//! the estate. To the last two the contract is another person's: nothing of it is "yours".

use super::branches::Circumstance;
use super::record::{CaseRecord, StepStatus};
use super::sealed::Texts;
use super::values::FieldValue;
use crate::words::{Key, Text};

/// The field of a branch in which staff write who speaks for the customer.
const SPEAKS_FOR: &str = "speaks_for";

/// Whom a text is written to; with their name, where staff wrote one down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Addressee {
    /// The customer.
    #[default]
    Customer,
    /// A guardian, a parent, a lawyer, somebody with a power of attorney.
    Representative(Option<String>),
    /// Whoever settles the estate: the customer has died, and is neither greeted nor thanked.
    Estate(Option<String>),
}

impl Addressee {
    /// As the branches of the plan record it. A death goes before all else.
    #[must_use]
    pub fn of(record: &CaseRecord, texts: &Texts) -> Self {
        let speaks = |circumstance: Circumstance| {
            record.circumstances.get(&circumstance).map(|_| name(record, texts, circumstance))
        };
        if let Some(name) = speaks(Circumstance::Died) {
            return Self::Estate(name);
        }
        let acts = speaks(Circumstance::Represented).or_else(|| speaks(Circumstance::Minor));
        acts.map_or(Self::Customer, Self::Representative)
    }

    /// Whether it is the customer.
    #[must_use]
    pub const fn is_customer(&self) -> bool {
        matches!(self, Self::Customer)
    }

    /// Whether it is whoever settles the estate.
    #[must_use]
    pub const fn is_estate(&self) -> bool {
        matches!(self, Self::Estate(_))
    }

    /// The name in the greeting: the reader's, never that of the customer for whom another one reads.
    #[must_use]
    pub fn name<'a>(&'a self, customer: Option<&'a str>) -> Option<&'a str> {
        match self {
            Self::Customer => customer,
            Self::Representative(name) | Self::Estate(name) => name.as_deref(),
        }
    }

    /// A text of a letter as it reads for them.
    #[must_use]
    pub fn of_text(&self, mut text: Text) -> Text {
        if !self.is_customer() {
            text.key = of_another(text.key);
        }
        if self.is_estate() && text.key == Key::LetterOtherSameMeans {
            text.key = Key::LetterOtherAccount;
        }
        text
    }
}

/// Who speaks for the customer, as written in the circumstance's own step once that is done.
fn name(record: &CaseRecord, texts: &Texts, circumstance: Circumstance) -> Option<String> {
    let steps = &record.plan.as_ref()?.steps;
    let typed = steps.iter().find_map(|(id, step)| {
        let is_its = id.starts_with(circumstance.word()) && matches!(step.status, StepStatus::Done { .. });
        match step.fields.get(SPEAKS_FOR).filter(|_| is_its)? {
            FieldValue::Text(text) => texts.get(text),
            _ => None,
        }
    })?;
    greetable(typed).map(str::to_owned)
}

/// The name in what staff typed, as in "Alex Sample, daughter (by letter)"; none where it is an address, a number or a
/// description such as "the heirs".
fn greetable(typed: &str) -> Option<&str> {
    let line = typed.trim().split(['\n', ';', '(', '/']).next()?.trim();
    // "Sample, Alex" is one name.
    let before = line.split_once(',').map_or(line, |(before, _)| before).trim();
    let name = if before.contains(' ') { before } else { line };
    let is_name = name.starts_with(char::is_uppercase) && !name.contains(|c: char| c == '@' || c.is_ascii_digit());
    is_name.then_some(name)
}

/// The message that says the same of another person's contract, without a word that would make it the reader's.
const fn of_another(key: Key) -> Key {
    match key {
        Key::LetterGreetingPlain => Key::LetterOtherGreetingPlain,
        Key::LetterNotice => Key::LetterOtherNotice,
        Key::LetterWithdrawal => Key::LetterOtherWithdrawal,
        Key::LetterNoReasons => Key::LetterOtherNoReasons,
        Key::LetterEndsOn => Key::LetterOtherEndsOn,
        Key::LetterRefund => Key::LetterOtherRefund,
        Key::LetterRefundBy => Key::LetterOtherRefundBy,
        Key::LetterSameMeans => Key::LetterOtherSameMeans,
        Key::LetterOwed => Key::LetterOtherOwed,
        Key::LetterPaidBack => Key::LetterOtherPaidBack,
        Key::LetterPaidBackGoods => Key::LetterOtherPaidBackGoods,
        Key::LetterCopyBy => Key::LetterOtherCopyBy,
        Key::LetterCopyOpen => Key::LetterOtherCopyOpen,
        Key::LetterEraseBy => Key::LetterOtherEraseBy,
        Key::LetterEraseOpen => Key::LetterOtherEraseOpen,
        Key::LetterNoMore => Key::LetterOtherNoMore,
        Key::LetterNoMoreAfter => Key::LetterOtherNoMoreAfter,
        Key::LetterThanks => Key::LetterOtherThanks,
        Key::LetterWhatHappened => Key::LetterOtherWhatHappened,
        Key::LetterCompensation => Key::LetterOtherCompensation,
        Key::LetterOwner => Key::LetterOtherOwner,
        Key::LetterApology => Key::LetterOtherApology,
        Key::LetterApologyAgain => Key::LetterOtherApologyAgain,
        key => key,
    }
}

#[cfg(test)]
mod tests {
    use super::greetable;

    #[test]
    fn a_name_is_greeted_and_a_description_is_not() {
        for (typed, name) in [
            ("Alex Sample", Some("Alex Sample")),
            ("Alex Sample, daughter (by letter)", Some("Alex Sample")),
            ("Sample, Alex", Some("Sample, Alex")),
            (" Dr. Ada Weber; Kanzlei Weber\nMusterweg 1", Some("Dr. Ada Weber")),
            ("the heirs", None),
            ("die Tochter", None),
            ("alex@sample.test", None),
            ("Alex@sample.test", None),
            ("+49 30 1234", None),
            ("  ", None),
        ] {
            assert_eq!(greetable(typed), name, "{typed:?}");
        }
    }
}
