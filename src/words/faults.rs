//! Which rule a file breaks, on screen: what stands there, what is needed, and what to do where that is not plain.

use super::{Key, Text, count, say};
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
            Rule::Syntax { syntax: Syntax::Shallower, .. } => Key::FaultTooDeep.into(),
            Rule::Syntax { syntax: Syntax::Smaller, line, .. } => say::fault_too_large(count(*line)),
            Rule::Syntax { ends: true, .. } => Key::FaultEnds.into(),
            Rule::Syntax { line, column, .. } => say::fault_syntax(count(*line), count(*column)),
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
            Rule::NotWithin { given, least, most } => {
                say::fault_within((*given).into(), (*least).into(), (*most).into())
            }
            Rule::Negative(_) => Key::FaultNegative.into(),
            Rule::Empty => Key::FaultEmpty.into(),
            Rule::Twice(given) => say::fault_twice(beginning(given)),
            Rule::Slash(given) => say::fault_slash(beginning(given)),
            Rule::Before { given, made } => say::fault_before(given.as_str(), made.as_str()),
            Rule::TooLong { given, most } => say::fault_too_long(count(given.div_ceil(1000)), count(most / 1000)),
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
            Rule::NotSealed | Rule::NotBytes | Rule::Miscounted | Rule::Unsealed | Rule::Beyond(_) | Rule::NoJson => {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Catalogue, PlainFormat};

    const GIVEN: &str = "3.11.2026";

    /// One of each kind. A new one must be added here: the match knows no other.
    fn rules() -> Vec<Rule> {
        let given = || GIVEN.to_owned();
        let syntax = |syntax, ends| Rule::Syntax { line: 3, column: 7, syntax, ends };
        let mut rules = vec![
            syntax(Syntax::Item, false),
            syntax(Syntax::Item, true),
            syntax(Syntax::Shallower, true),
            syntax(Syntax::Smaller, true),
            Rule::Missing(given()),
            Rule::Bare,
            Rule::NotOneOf { given: given(), known: "email, chat".to_owned() },
            Rule::Not { given: given(), known: "clean-break/case@1" },
            Rule::NotDate(given()),
            Rule::NotTime(given()),
            Rule::NotCountry(given()),
            Rule::NotRegion(given()),
            Rule::NotCurrency(given()),
            Rule::NotShare,
            Rule::NotWithin { given: 5, least: 0, most: 4 },
            Rule::Negative(-5),
            Rule::Empty,
            Rule::Twice(given()),
            Rule::Slash(given()),
            Rule::Before { given: given(), made: "4.11.2026".to_owned() },
            Rule::TooLong { given: 2_000_000, most: 1_000_000 },
            Rule::OtherCase { given: given(), known: "file/7".to_owned() },
            Rule::OtherCustomer { ticket: "7".to_owned(), given: given(), known: "other".to_owned() },
            Rule::NoText(given()),
            Rule::Blank,
            Rule::Untold,
            Rule::Undisclosed,
            Rule::NotFeature(given()),
            Rule::Reserved(given()),
            Rule::HowMany { given: 2, kind: "us", none: true },
            Rule::HowMany { given: 0, kind: "none", none: false },
            Rule::NotSealed,
            Rule::NotBytes,
            Rule::Miscounted,
            Rule::Unsealed,
            Rule::Beyond(i64::MAX),
            Rule::NoJson,
        ];
        let wanted = [
            Wanted::Object,
            Wanted::List,
            Wanted::Items(3),
            Wanted::Text,
            Wanted::Whole(-1, u64::MAX),
            Wanted::Number,
            Wanted::Flag,
            Wanted::Word,
            Wanted::Fact,
            Wanted::Answer,
            Wanted::Seconds,
        ];
        let stands = [Given::Null, Given::Flag(true), Given::Number("7".to_owned()), Given::Text(given()), Given::List];
        rules.extend(wanted.map(|wanted| Rule::Unlike { given: Given::Object, wanted }));
        rules.extend(stands.map(|given| Rule::Unlike { given, wanted: Wanted::Text }));
        for rule in &rules {
            match rule {
                Rule::Syntax { .. } | Rule::Missing(_) | Rule::Bare | Rule::Unlike { .. } | Rule::NotOneOf { .. } => {}
                Rule::Not { .. } | Rule::NotDate(_) | Rule::NotTime(_) | Rule::NotCountry(_) | Rule::NotRegion(_) => {}
                Rule::NotCurrency(_) | Rule::NotShare | Rule::NotWithin { .. } | Rule::Negative(_) | Rule::Empty => {}
                Rule::Twice(_) | Rule::Slash(_) | Rule::Before { .. } | Rule::TooLong { .. } | Rule::Blank => {}
                Rule::OtherCase { .. } | Rule::OtherCustomer { .. } | Rule::NoText(_) | Rule::Untold => {}
                Rule::Undisclosed | Rule::NotFeature(_) | Rule::Reserved(_) | Rule::HowMany { .. } => {}
                Rule::NotSealed | Rule::NotBytes | Rule::Miscounted | Rule::Unsealed | Rule::Beyond(_) => {}
                Rule::NoJson => {}
            }
        }
        rules
    }

    #[test]
    fn every_kind_is_told_in_every_language() {
        let english = Catalogue::shipped("en").unwrap();
        for language in Catalogue::languages() {
            let catalogue = Catalogue::shipped(language).unwrap();
            for rule in rules() {
                let told = catalogue.text(&Text::from(&rule), &PlainFormat);
                assert!(told.ends_with(['.', '!', '?', 'Z']) && !told.contains(['{', '}']), "{language}: {told}");
                let is_english = told == english.text(&Text::from(&rule), &PlainFormat);
                assert_eq!(is_english, language == "en", "{language}: {told}");
                assert!(told != rule.to_string(), "what programs are told: {told}");
                // What the person can look for in the file; of another ticket it would tell too much.
                let shows = rule.to_string().contains(GIVEN) && !matches!(rule, Rule::OtherCustomer { .. });
                assert_eq!(told.contains(GIVEN), shows || matches!(rule, Rule::NotRegion(_)), "{language}: {told}");
            }
        }
    }

    #[test]
    fn a_fault_is_told_with_its_place_unless_that_is_everywhere() {
        let german = Catalogue::shipped("de").unwrap();
        let told = |path: &str, rule| german.text(&Text::from(&JsonError::at(path, rule)), &PlainFormat);
        assert_eq!(
            told("messages[2].at", Rule::NotTime("3.11.2026".to_owned())),
            "messages[2].at: „3.11.2026“ ist kein Datum mit Uhrzeit. Schreiben Sie es so: 2026-11-30T09:14:00Z."
        );
        assert_eq!(told(".", Rule::Missing("customer".to_owned())), "Das Feld „customer“ fehlt.");
        let unlike = Rule::Unlike { given: Given::Number("7".to_owned()), wanted: Wanted::Whole(0, 255) };
        assert_eq!(told("a", unlike), "a: Hier steht 7; gebraucht wird eine ganze Zahl von 0 bis 255.");
        // Of a long text its beginning is enough to find it.
        let long = told("a", Rule::NotDate("x".repeat(1000)));
        assert!(long.contains(&["„", &"x".repeat(40), "...“"].concat()), "{long}");
    }
}
