//! Which rule a file breaks, on screen: what stands there, what is needed, and what to do where that is not plain.

use super::{Key, Text, say};
use crate::json::{Given, JsonError, Rule, Syntax, Wanted, beginning};

impl From<&JsonError> for Text {
    /// The rule, after its place unless that is the whole text.
    fn from(JsonError { path, rule }: &JsonError) -> Self {
        if path == "." { rule.into() } else { say::fault_at(path.as_str(), Self::from(rule)) }
    }
}

impl From<&Rule> for Text {
    fn from(rule: &Rule) -> Self {
        match rule {
            Rule::Syntax { line, column, syntax } => match syntax {
                Syntax::More => Key::FaultEnds.into(),
                Syntax::Shallower => Key::FaultTooDeep.into(),
                Syntax::Smaller => say::fault_too_large(count(*line)),
                _ => say::fault_syntax(count(*line), count(*column)),
            },
            Rule::Missing(field) => say::fault_missing(beginning(field)),
            Rule::Bare => Key::FaultBare.into(),
            Rule::Unlike { given, wanted } => say::fault_unlike(Self::from(given), Self::from(*wanted)),
            Rule::NotOneOf { given, known } => say::fault_one_of(beginning(given), known.as_str()),
            Rule::Not { given, known } => say::fault_other(beginning(given), *known),
            Rule::NotDate(given) => say::fault_date(beginning(given)),
            Rule::NotTime(given) => say::fault_time(beginning(given)),
            Rule::NotCountry(given) => say::fault_country(beginning(given)),
            Rule::NotRegion(given) => say::fault_region(beginning(given)),
            Rule::NotCurrency(given) => say::fault_currency(beginning(given)),
            Rule::NotShare => Key::FaultShare.into(),
            Rule::NotWithin { given, most } => say::fault_within((*given).into(), (*most).into()),
            Rule::Negative(_) => Key::FaultNegative.into(),
            Rule::Empty => Key::FaultEmpty.into(),
            Rule::Twice(given) => say::fault_twice(beginning(given)),
            Rule::Slash(given) => say::fault_slash(beginning(given)),
            Rule::Before { given, made } => say::fault_before(given.as_str(), made.as_str()),
            Rule::TooLong { given, most } => say::fault_too_long(count(given / 1000), count(most / 1000)),
            Rule::OtherCase { given, known } => say::fault_other_case(beginning(given), beginning(known)),
            Rule::OtherCustomer { .. } => Key::CaseOtherCustomer.into(),
            Rule::NoText(name) => say::fault_no_text(beginning(name)),
            Rule::Blank | Rule::Untold => Key::FaultUntold.into(),
            Rule::Undisclosed => Key::AlternativesWrongInterestText.into(),
            Rule::NotFeature(given) => say::fault_feature(beginning(given)),
            Rule::Reserved(given) => say::fault_reserved(beginning(given)),
            Rule::HowMany { given, kind, none: true } => say::fault_at_most_one(count(*given), *kind),
            Rule::HowMany { given, kind, none: false } => say::fault_exactly_one(count(*given), *kind),
            // What nobody types: made by programs, and spoilt since.
            Rule::NotSealed | Rule::Miscounted | Rule::Unsealed | Rule::Beyond(_) | Rule::NoJson => {
                Key::FaultDamaged.into()
            }
        }
    }
}

impl From<&Given> for Text {
    fn from(given: &Given) -> Self {
        match given {
            Given::Null => Key::FaultGivenNull.into(),
            Given::Flag(flag) => say::fault_given_value(if *flag { "true" } else { "false" }),
            Given::Number(number) => say::fault_given_value(number.as_str()),
            Given::Text(text) => say::verdict_quote(beginning(text)),
            Given::List => Key::FaultGivenList.into(),
            Given::Object => Key::FaultGivenObject.into(),
        }
    }
}

impl From<Wanted> for Text {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Object => Key::FaultWantedObject.into(),
            Wanted::List => Key::FaultWantedList.into(),
            Wanted::Items(items) => say::fault_wanted_items(count(items)),
            Wanted::Text => Key::FaultWantedText.into(),
            Wanted::Whole(least, most) => say::fault_wanted_whole(least, i64::try_from(most).unwrap_or(i64::MAX)),
            Wanted::Number => Key::FaultWantedNumber.into(),
            Wanted::Flag => Key::FaultWantedFlag.into(),
            Wanted::Word => Key::FaultWantedWord.into(),
            Wanted::Fact => Key::FaultWantedFact.into(),
            Wanted::Answer => Key::FaultWantedAnswer.into(),
            Wanted::Seconds => Key::FaultWantedSeconds.into(),
        }
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
